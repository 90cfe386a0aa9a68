"""The guide: what could be next, why, and what had better wait.

Knows what a person said about where things stand; refuses to push, to guess, to keep anything or to look anything up.
Same input, same output; every suggestion and every "not now" names the rule it comes from.
"""

from kinmend.guide.choose import Advice, Held, Suggestion, advise
from kinmend.guide.situation import BadSituation, Dates, HerLast, Situation, situation_from

__all__ = ["Advice", "BadSituation", "Dates", "Held", "HerLast", "Situation", "Suggestion", "advise", "situation_from"]
