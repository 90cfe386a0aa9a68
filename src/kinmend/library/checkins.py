"""The questions of the weekly and the monthly check-in, with whose they are.

Knows questions, scales and credits; refuses cut-offs and names of illnesses.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from kinmend.library.exercises import Situation, suits
from kinmend.library.files import read_file, root


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question."""

    id: str
    text: str
    low: str = ""
    high: str = ""
    least: int = 0
    most: int = 10
    form: Literal["scale", "circles", "safe"] = "scale"
    apart: bool = False
    """Whether "we had no contact" is an answer."""
    plot: str = ""
    """The name of its plot; empty: none."""
    never: list[Situation] = []
    only: list[Situation] = []
    instead: dict[Situation, str] = {}

    def fits(self, situation: str) -> bool:
        """Whether it is asked in `situation`."""
        return suits(situation, self.only, self.never)

    def said(self, situation: str) -> str:
        """Its words in `situation`."""
        return self.instead.get(situation, self.text)  # type: ignore[call-overload,no-any-return]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Questions with one introduction and one credit."""

    id: str
    span: Literal["week", "month"]
    heading: str
    intro: str
    credit: str
    questions: list[Question]
    quoted: bool = False
    """Whether the words are another's, and so not checked against our voice."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: list[Group]


@cache
def load_checkins(language: str = "en", base: Path | None = None) -> tuple[Group, ...]:
    """All groups of questions in order; raises `ContentError`."""
    return tuple(read_file((base or root()) / language / "checkins.yaml", _File).groups)
