"""The rules of the guide, top to bottom: G rules are gates, N rules next steps, X rules what both leave open.

Knows when a rule speaks, what it suggests and what it holds back; the words it gives as reason are content
(`content/en/guide.yaml`). A rule of its own is one entry here and one there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kinmend.guide.situation import HARD, WARM, Situation

VERSION = 1
_ALL = tuple(f"E{n:02}" for n in range(1, 45))


def _e(*numbers: int) -> tuple[str, ...]:
    return tuple(f"E{n:02}" for n in numbers)


TOWARD = _e(6, 7, 14, 19, 22, 23, 26, 27, 42)
"""Exercises that lead to contact with her."""
CONTACT = (*TOWARD, *_e(8, 12, 13, 16, 17, 18, 20, 30))
"""Those, and the ones that take for granted that there is contact."""
WRITES_TO_HER = _e(6, 7, 23, 26, 42)
KNOCKS = (*TOWARD, *_e(8, 12, 13))
"""Whatever asks something of her: after a no, or a note that waits for its answer, each would be one more knock."""
HARD_TALKS = _e(7, 8, 23, 27)
RED = (*_e(6, 7, 8), *_e(*range(10, 24)), *_e(26, 27, 28, 29, 30, 31, 32, 33, 42))
"""What a person in danger is never offered: contact, truth-telling, listening, forgiving."""
DEEP = _e(4, 29, 32, 33)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    id: str
    when: Callable[[Situation], bool]
    suggest: tuple[str, ...] = ()
    hold: tuple[str, ...] = ()
    rank: Literal["alarm", "gate", "date", "step", "last"] = "step"
    """When its suggestions come. An alarm and a gate keep their chains whole and in order, before all next steps; a
    date that is near comes before a gate, and after an alarm's first step. Steps take turns; `last` is for when nothing
    else is left."""
    alone: bool = False
    """No rule below it may suggest anything."""
    again: bool = False
    """Its exercises are suggested even when they were finished before."""
    pages: tuple[str, ...] = ()
    """Pages to offer: `help`, `safety`, `harm`, `child`, `device`, `search`, `people`."""


RULES: tuple[Rule, ...] = (
    Rule("X1", lambda s: s.age is not None and s.age < 18, hold=_ALL, alone=True, pages=("child",)),
    Rule(
        "G1", lambda s: s.crisis, _e(3), tuple(e for e in _ALL if e != "E03"), rank="alarm", alone=True, pages=("help",)
    ),
    Rule("G2", lambda s: s.safety == "red", _e(9, 36, 44, 25, 3), RED, rank="alarm", pages=("safety", "help")),
    Rule("X9", lambda s: s.careful and s.safety != "red" and s.alive, hold=RED, pages=("help",)),
    Rule("G3", lambda s: s.may_harm, _e(3, 11, 34), (*TOWARD, "E08"), rank="alarm", alone=True, pages=("harm",)),
    Rule("X2", lambda s: s.device_private is False, _e(3), (*DEEP, "E37"), pages=("device",)),
    Rule("G4", lambda s: _too_hot(s), _e(3), WRITES_TO_HER, rank="alarm"),
    Rule(
        "G5",
        lambda s: s.contact == "died" and s.grief_high and (s.grief_months is None or s.grief_months < 6),
        _e(9, 38, 36, 3),
        (*_e(29, 32, 33, 35, 37), *CONTACT),
        rank="alarm",
        alone=True,
        pages=("people",),
    ),
    Rule("G11", lambda s: _stirred(s), _e(3), DEEP, rank="alarm"),
    Rule("G6", lambda s: s.contact == "died", _e(37, 38, 32), CONTACT, rank="gate"),
    Rule("G6b", lambda s: s.contact == "died" and "E37" in s.done and s.forgiving in ("", "yes", "part"), _e(28)),
    Rule("G6c", lambda s: s.contact == "died", _e(35)),
    Rule("G7", lambda s: s.contact == "unknown", _e(39, 38, 36), CONTACT, rank="gate", pages=("search",)),
    Rule(
        "G8",
        lambda s: s.safety == "amber" and s.alive,
        _e(2, 25, 26, 27),
        _e(7, 8, 23, 29, 30, 31),
        rank="alarm",
        again=True,
    ),
    Rule(
        "G9c",
        lambda s: s.alive and (s.hard_answers >= 3 or s.breaches30 >= 3),
        _e(34, 36, 44),
        _e(6, 7),
        rank="alarm",
    ),
    Rule("G9b", lambda s: s.alive and s.hard_answers == 2, _e(27, 25), rank="alarm"),
    Rule("G9a", lambda s: s.alive and s.hard_answers == 1 and s.her_last.reading in HARD, _e(3, 41, 26), rank="alarm"),
    Rule("G9d", lambda s: s.alive and s.her_last.reading in HARD and (s.her_last.days or 0) <= 2, hold=_e(23)),
    Rule("G10", lambda s: _she_moved(s), _e(30), rank="gate"),
    Rule("G10b", lambda s: _she_moved(s) and s.forgiving in ("", "yes", "part"), _e(28, 29), rank="gate"),
    Rule("G11b", lambda s: _stirred(s), _e(36, 44), rank="alarm"),
    Rule("N1", lambda s: s.first_use, _e(1, 2, 5), rank="gate"),
    Rule("N11", lambda s: _within(s.dates.milestone, 21), _e(40), rank="date"),
    Rule("N11b", lambda s: _within(s.dates.milestone, 3), hold=HARD_TALKS),
    Rule("N12b", lambda s: _on_break(s) and _due(s.dates.break_review), _e(5, 34, 35), rank="gate", again=True),
    Rule("N12", lambda s: _on_break(s), _e(36, 41), CONTACT),
    Rule("X5", lambda s: _due(s.dates.boundary_review) and s.alive, _e(25), rank="date"),
    Rule("N13", lambda s: s.aim == "let_go", _e(35, 36, 43), KNOCKS),
    Rule("X6", lambda s: s.role == "parent", _e(10, 11, 16, 18), _e(12, 13, 20, 21, 24, 37, 38, 39)),
    Rule("X3", lambda s: s.dementia and s.alive, _e(12, 42, 9), (*HARD_TALKS, "E14", "E30")),
    Rule("N2", lambda s: s.contact == "avoiding" and s.safety == "green", _e(8, 22, 7, 23)),
    Rule("N3b", lambda s: s.stated_no, hold=KNOCKS),
    Rule("N3", lambda s: s.contact in ("thin", "i_left") and s.aim in ("repair", "understand"), _e(5, 6)),
    Rule("N4b", lambda s: _silent(s) and not _may_knock(s), hold=KNOCKS),
    Rule("N4a", lambda s: _silent(s) and s.aim in ("repair", "understand", ""), _e(6)),
    Rule("N4", lambda s: _silent(s), _e(36)),
    Rule("N5", lambda s: s.contact == "good" or (s.alive and s.her_last.reading in WARM), _e(13, 12, 14, 19, 42)),
    Rule("X7", lambda s: s.late_life and s.alive, _e(12, 13, 42)),
    Rule("N6", lambda s: s.tries >= 3 and s.alive, _e(17, 25), _e(14)),
    Rule("N7", lambda s: s.letdown >= 6, _e(21, 22)),
    Rule("N8", lambda s: s.unsaid >= 6 and s.safety == "green" and s.calm >= 5 and s.alive, _e(23, 24)),
    Rule("N16", lambda s: _within(s.fight_days, 7) and s.safety == "green" and s.calm >= 5, _e(15, 16)),
    Rule("N16b", lambda s: s.fight_days == 0, hold=_e(23)),
    Rule("N17", lambda s: _practice_helps(s), _e(16, 18, 20)),
    Rule("X4", lambda s: s.own_amends, _e(11)),
    Rule("N9", lambda s: s.resent >= 6 and s.safety != "red" and s.forgiving in ("", "yes", "part"), _e(28, 29, 31)),
    Rule("N10", lambda s: s.selfblame >= 6, _e(9, 11)),
    Rule("N14", lambda s: s.weeks_steady >= 8, _e(43)),
    Rule("N15", lambda s: s.weeks_flat >= 4, _e(44, 5)),
    Rule("X8", lambda s: True, _e(5, 9, 36, 43, 3), rank="last"),
)


def _too_hot(s: Situation) -> bool:
    night = s.hour is not None and (s.hour >= 23 or s.hour < 6)
    return s.calm <= 3 or s.draft_heated or (s.drafting and night)


def _stirred(s: Situation) -> bool:
    return sum(change <= -2 for change in s.outcomes[-3:]) >= 2


def _on_break(s: Situation) -> bool:
    return s.on_break and s.alive


def _she_moved(s: Situation) -> bool:
    return s.alive and s.her_last.reading in ("apology", "amends")


def _within(days: int | None, most: int) -> bool:
    return days is not None and 0 <= days <= most


def _due(days: int | None) -> bool:
    return days is not None and days <= 0


def _silent(s: Situation) -> bool:
    return s.alive and (s.contact == "she_left" or s.her_last.reading == "silence")


def _may_knock(s: Situation) -> bool:
    """One note in thirty days, up to the person's own cap, never after a no."""
    rested = s.notes_last_days is None or s.notes_last_days >= 30
    return not s.stated_no and s.notes_sent < s.notes_cap and rested


def _practice_helps(s: Situation) -> bool:
    in_touch = s.contact in ("good", "avoiding", "thin") and s.safety == "green"
    return in_touch and (s.defensive_rising or s.bids_missed >= 3)
