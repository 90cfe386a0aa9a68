"""What the answers of the safety check come to: red, amber or green, both ways.

Knows which answers weigh how (own items, not a tested scale); refuses to call anybody anything.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

RED = frozenset("hit trapped sexual threat followed afraid".split())
AMBER = frozenset("insults controls uses-others reads limits".split())
MINE = frozenset("fear-hurt pressing checking".split())
"""Answers about what the person might do."""
FEARS = frozenset(["fear-hurt"])


class Weighed(NamedTuple):
    """The outcome."""

    safety: Literal["green", "amber", "red"]
    may_harm: bool
    device: Literal["", "yes", "not-sure", "no"]


def weigh(answers: dict[str, Any]) -> Weighed:
    """`answers`: by step of the safety exercise, the ids that were chosen. What was skipped counts as not said."""
    harm, hard, mine = (frozenset(answers.get(step) or ()) for step in ("harm", "hard", "mine"))
    said = [answer for answer in answers.get("device") or () if answer in ("yes", "not-sure", "no")]
    red = bool(harm & RED or mine & FEARS)
    return Weighed("red" if red else "amber" if hard & AMBER else "green", bool(mine & MINE), said[0] if said else "")
