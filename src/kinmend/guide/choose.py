"""From a situation to at most three suggestions and what is held back.

Knows how rules are put together: gates first, then next steps in their order; whatever is held stays held.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kinmend.guide.rules import CONTACT, RULES, VERSION, Rule
from kinmend.guide.situation import Situation
from kinmend.library import Exercise, load_exercises
from kinmend.library.files import read_file, root

MOST = 3
AGAIN = frozenset("E03 E04 E06 E09 E14 E19 E20 E22 E25 E26 E36 E37 E40 E41 E42".split())
"""Exercises that may be done many times."""
ALWAYS = "E03"
"""Coming down is never held back for want of time."""
PLACE, CALM, TIME = "fit", "calm", "time"
"""Reasons that come from the exercise's own file, or from the time there is."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule says for itself."""

    because: str = ""
    """Why something is suggested."""
    not_now: str = ""
    """Why something had better wait."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: dict[str, Words]


class Suggestion(msgspec.Struct, frozen=True):
    """A step the person could take."""

    exercise: str
    title: str
    because: str
    minutes: int
    label: str
    rule: str
    smaller: str = ""
    """A shorter exercise that is not held back either; empty: there is none."""


class Held(msgspec.Struct, frozen=True):
    """A step that had better wait."""

    exercise: str
    reason: str
    rule: str


class Advice(msgspec.Struct, frozen=True):
    """The guide's whole answer."""

    suggestions: list[Suggestion]
    held: list[Held]
    rules: list[str]
    """Ids of all rules that spoke, top to bottom."""
    pages: list[str]
    version: int = VERSION


@cache
def words_of_rules(language: str = "en", base: Path | None = None) -> dict[str, Words]:
    """The reasons of all rules by id; raises `ContentError`."""
    return read_file((base or root()) / language / "guide.yaml", _File).rules


def advise(
    situation: Situation, language: str = "en", base: Path | None = None, hidden: tuple[str, ...] = ()
) -> Advice:
    """What could be next in `situation`, and what is held back. Pure: the same input gives the same answer. `hidden`:
    exercises that do not fit whom it is about."""
    exercises, words = load_exercises(language, base), words_of_rules(language, base)
    spoke = [rule for rule in RULES if rule.when(situation)]
    held = {**_held(situation, spoke, exercises), **dict.fromkeys(hidden, PLACE)}
    chosen = _chosen(situation, spoke, held, exercises)
    free = [e for e in exercises.values() if e.id not in held and e.id not in situation.not_today]
    return Advice(
        [_suggestion(exercises[name], rule, words, free) for name, rule in chosen],
        [Held(name, words[why].not_now, why) for name, why in sorted(held.items())],
        [rule.id for rule in spoke],
        list(dict.fromkeys(page for rule in spoke for page in rule.pages)),
    )


def _held(situation: Situation, spoke: list[Rule], exercises: dict[str, Exercise]) -> dict[str, str]:
    """Exercise -> the first reason to hold it back."""
    found: dict[str, str] = {}
    for rule in spoke:
        for name in rule.hold:
            found.setdefault(name, rule.id)
    for exercise in exercises.values():
        if not exercise.fits(situation.place):
            found.setdefault(exercise.id, PLACE)
        elif situation.calm < exercise.gates.calm:
            found.setdefault(exercise.id, CALM)
        elif situation.minutes is not None and exercise.minutes > situation.minutes and exercise.id != ALWAYS:
            found.setdefault(exercise.id, TIME)
    return found


def _chosen(
    situation: Situation, spoke: list[Rule], held: dict[str, str], exercises: dict[str, Exercise]
) -> list[tuple[str, Rule]]:
    """At most three exercises with their rules: chains that stay whole first, then one of each rule in turn."""
    last_one = next((n for n, rule in enumerate(spoke, 1) if rule.alone), len(spoke))
    rows = [
        (rule, [e for e in rule.suggest if _open(e, rule, situation, held, exercises)]) for rule in spoke[:last_one]
    ]
    in_turn: list[tuple[str, Rule]] = []
    gates = [(name, rule) for rule, names in rows if rule.rank in ("alarm", "gate") for name in names]
    steps = [(rule, names) for rule, names in rows if rule.rank in ("date", "step")]
    for depth in range(max((len(names) for _, names in steps), default=0)):
        in_turn += [(names[depth], rule) for rule, names in steps if depth < len(names)]
    last = [(name, rule) for rule, names in rows if rule.rank == "last" for name in names]
    due = [pair for pair in in_turn if pair[1].rank == "date"]
    top = [pair for pair in gates[:1] if pair[1].rank == "alarm"]
    seen: dict[str, Rule] = {}
    for name, rule in [*top, *due, *gates, *in_turn] or last:
        seen.setdefault(name, rule)
    return list(seen.items())[:MOST]


def _open(name: str, rule: Rule, situation: Situation, held: dict[str, str], exercises: dict[str, Exercise]) -> bool:
    finished = name in situation.done and name not in AGAIN and not rule.again
    return name in exercises and name not in held and name not in situation.not_today and not finished


def _suggestion(exercise: Exercise, rule: Rule, words: dict[str, Words], free: list[Exercise]) -> Suggestion:
    quiet = [e for e in free if e.chapter == exercise.chapter and e.id not in CONTACT]
    shorter = [e for e in quiet if e.minutes < exercise.minutes]
    shortest = min(shorter, key=lambda e: e.minutes, default=None)
    calm = next((e.id for e in free if e.id == ALWAYS != exercise.id), "")
    return Suggestion(
        exercise.id,
        exercise.title,
        words[rule.id].because,
        exercise.minutes,
        exercise.label.said,
        rule.id,
        shortest.id if shortest else calm,
    )
