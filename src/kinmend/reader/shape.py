"""The shape of a message: one stitch a sentence, and the same in one sentence of words.

Knows families in order; refuses to grade them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from kinmend.library import Family

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_STARTS: dict[Family, str] = {
    "opens": "It opens the door first",
    "holds": "It starts by holding ground",
    "two-ways": "It starts in a way that could be read two ways",
    "hard": "It starts hard",
}
_DOES: dict[Family, str] = {
    "opens": "opens the door",
    "holds": "holds ground",
    "two-ways": "could be read two ways",
    "hard": "may land hard",
}
_ALONE: dict[Family, str] = {family: f"One sentence, and it {does}." for family, does in _DOES.items()}
_TURNS: dict[Family, str] = {
    "opens": "opens up",
    "holds": "holds ground",
    "two-ways": "turns to something that could be read two ways",
    "hard": "turns hard",
}


class Shape(msgspec.Struct, frozen=True):
    """The order of what a message does."""

    stitches: tuple[str, ...]
    """A family or `plain` for each sentence, in order."""
    sentence: str
    """The same in words, for those who can't see the picture, and for everybody."""


def shape_of(families: Sequence[Family | None]) -> Shape:
    """The shape of a message whose sentences have these families (None: plain)."""
    return Shape(tuple(family or "plain" for family in families), _words(families))


def _words(families: Sequence[Family | None]) -> str:
    marked = [family for family in families if family]
    if not marked:
        return "Plain: nothing to mark." if len(families) == 1 else "Plain news: nothing here opens, holds or presses."
    if len(families) == 1:
        return _ALONE[marked[0]]
    if len(marked) == 1:
        return f"{_which(families, marked[0])} The rest is plain."
    course = [family for family, _ in groupby(marked)]
    return " ".join(filter(None, (f"{_STARTS[course[0]]}{_rest(course)}.", _weighty_sentence(families))))


def _which(families: Sequence[Family | None], family: Family) -> str:
    place = families.index(family)
    ordinal = _ORDINALS[place] if place < len(_ORDINALS) else "later"
    return f"The {'last' if place == len(families) - 1 else ordinal} sentence {_DOES[family]}."


def _rest(course: Sequence[Family]) -> str:
    turns = course[1:]
    if not turns:
        return " and stays there" if course[0] in ("opens", "hard") else ""
    shown = [_TURNS[family] for family in turns]
    shown[0] = _softened(course[0], turns[0])
    if len(shown) == 1:
        return f", then {shown[0]}"
    if len(shown) == 2:
        return f", then {shown[0]}, and ends where it {shown[1]}"
    return f", then {shown[0]}, goes back and forth, and ends where it {shown[-1]}"


def _softened(first: Family, then: Family) -> str:
    return "softens" if first == "hard" and then == "opens" else _TURNS[then]


def _weighty_sentence(families: Sequence[Family | None]) -> str:
    """Which sentence a quarrel would be about, said only where one hard sentence stands among others."""
    hard = [n for n, family in enumerate(families) if family == "hard"]
    if len(hard) != 1 or len(families) < 2 or hard[0] >= len(_ORDINALS):
        return ""
    return f"If only one sentence is answered, it may be the {_ORDINALS[hard[0]]}."


def count_in_words(n: int) -> str:
    """`n` in words up to ten, in digits beyond."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)
