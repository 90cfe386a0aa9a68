"""Exercises: one thing a person can do, one file each, written by people who need no Python.

Knows the shape of an exercise and what makes it whole; refuses to know who does it, or when.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from kinmend.library.files import ContentError, compose, line_of, read_file, root

Situation = Literal["well", "around", "silent", "unsafe", "died", "unknown"]
Kind = Literal[
    "read",
    "text",
    "slider",
    "choice",
    "two-columns",
    "timer",
    "plan",
    "draft",
    "list",
    "letter",
    "log",
    "date",
]
Strength = Literal["A", "B", "C", "T"]
SENTENCES = tuple(f"S{n}" for n in range(1, 94))
_METHODS = frozenset(f"M{n:02}" for n in range(1, 34))
SAID: dict[Strength, str] = {
    "A": "Tested many times",
    "B": "Tested at least once",
    "C": "Seen in studies, not tested as an exercise",
    "T": "Tradition: some people value it, it has not been tested",
}


def suits(situation: str, only: Sequence[str], never: Sequence[str]) -> bool:
    """Whether something that is shown in the situations of `only` (empty: in all) but those of `never` suits one."""
    return situation not in never and (not only or situation in only)


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to choose."""

    id: str
    text: str
    hint: str = ""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question of a log's entry."""

    id: str
    label: str
    kind: Literal["text", "choice", "slider"] = "text"
    options: list[Option] = []


class Instead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for one situation."""

    prompt: str = ""
    help: str = ""
    stuck: str = ""


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing on one page. Every step may be skipped."""

    id: str
    kind: Kind
    name: str
    """Two to five words for the list of steps."""
    prompt: str
    """The question, or for `read` the heading."""
    help: str = ""
    """A sentence or two under it. For `read`: the text, paragraphs apart by an empty line."""
    stuck: str = ""
    """If nothing comes: another way in."""
    sitting: int = 1
    """The sitting it belongs to, where an exercise has several."""
    options: list[Option] = []
    many: bool = False
    """For `choice`: more than one may be chosen."""
    labels: list[str] = []
    """For `two-columns`: the two headings; for `slider`: what 0 and 10 mean; for `list`: a hint a line."""
    lines: int = 3
    """For `list` and `plan`: how many rows there are."""
    seconds: int = 0
    """For `timer`."""
    fields: list[Field] = []
    """For `log`."""
    marks: Literal["", "day", "review", "boundary", "break"] = ""
    """For `date`: what it is on the page of days, once the exercise is finished."""
    purpose: Literal["message", "unsent", "self"] = "message"
    """For `draft`: whom the desk is told it is for."""
    show: list[str] = []
    """Ids of earlier steps whose answers are shown beside this one."""
    only: list[Situation] = []
    never: list[Situation] = []
    instead: dict[Situation, Instead] = {}

    def fits(self, situation: str) -> bool:
        """Whether this step is for a person in `situation` (empty: not said)."""
        return suits(situation, self.only, self.never)

    def said(self, situation: str) -> Step:
        """The step in the words for `situation`."""
        other = self.instead.get(situation)  # type: ignore[call-overload]
        if not other:
            return self
        words = {name: value for name in ("prompt", "help", "stuck") if (value := getattr(other, name))}
        return msgspec.structs.replace(self, **words)


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How well it has been studied."""

    strength: Strength
    direct: bool
    """True if it was studied with grown children and their parents."""
    what: str
    """What kind of thing this is, in a sentence."""
    studied: str
    """How well it has been studied, in words."""
    unknown: str
    """What isn't known."""

    @property
    def said(self) -> str:
        """The label in a line."""
        if self.direct or self.strength == "T":
            return f"{SAID[self.strength]}."
        if self.strength == "C":
            return "Seen in studies, but not with mothers and grown children, and not tested as an exercise."
        return f"{SAID[self.strength]}, but not with mothers and grown children."


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a claim comes from."""

    cite: str
    figure: str = ""
    """The figure as words, shown only if it was checked."""
    checked: bool = False
    """Whether the figure was read in an abstract or on a guidance page."""


class Gates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where it is not offered."""

    never: list[Situation] = []
    """Situations in which it is nowhere to be seen."""
    calm: int = 0
    """The least calm, 0 to 10, at which it is suggested."""


class Keeps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is made and kept."""

    kind: Literal["page", "letter", "terms", "topics", "limit", "plan", "log", "card", "choice", "story", "brief"]
    title: str
    """What the thing is called where it is shown, such as "Terms"."""
    feeds: str
    """Where it is used later, in a sentence."""
    of: list[str] = []
    """The steps whose answers are the thing; empty: all."""


class Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One exercise, as its file says it."""

    id: str
    version: int
    chapter: str
    title: str
    summary: str
    """A line for lists."""
    minutes: int
    """For the whole, or for one sitting."""
    purpose: str
    seed: list[str]
    methods: list[str]
    label: Label
    keeps: Keeps
    steps: list[Step]
    sources: list[Source] = []
    gates: Gates = Gates()
    toward: bool = False
    """Whether it leads to contact with her."""
    of_birth: bool = False
    """Whether it asks about giving birth, and so makes no sense of a father."""
    stirs: bool = False
    """Whether it may stir: calm is asked before and after."""
    banner: str = ""
    """A sentence that must stand above it."""
    cautions: list[str] = []
    sittings: int = 1
    rest_days: int = 0
    """Days that do well between two sittings."""
    ending: str = ""
    """What is said when it is finished."""
    next: list[str] = []
    reviewed_by: str = ""
    """The professional who read it; empty until somebody has."""

    def fits(self, situation: str) -> bool:
        """Whether it may be seen by a person in `situation`."""
        return situation not in self.gates.never

    def steps_for(self, situation: str) -> list[Step]:
        """The steps for `situation`, in its words."""
        return [step.said(situation) for step in self.steps if step.fits(situation)]


@cache
def load_exercises(language: str = "en", base: Path | None = None) -> dict[str, Exercise]:
    """All exercises by id, in the order of their numbers; raises `ContentError`."""
    folder = (base or root()) / language / "exercises"
    return {path.stem: read_file(path, Exercise) for path in sorted(folder.glob("*.yaml"))}


_NEEDS: dict[Kind, tuple[str, str]] = {
    "choice": ("options", "a choice needs options"),
    "two-columns": ("labels", "two columns need two labels"),
    "slider": ("labels", "a slider needs to say what 0 and 10 mean"),
    "timer": ("seconds", "a timer needs seconds"),
    "log": ("fields", "a log needs fields"),
    "read": ("help", "a page to read needs its text in help"),
}


def check_exercise(path: Path, known: set[str], chapters: set[str]) -> list[ContentError]:
    """What is wrong with one exercise beyond its shape, each with its line. `known`: ids of all exercises."""
    exercise, node = read_file(path, Exercise), compose(path)
    found: list[ContentError] = []

    def wrong(where: str, message: str) -> None:
        found.append(ContentError(path, line_of(node, where), message))

    if exercise.id != path.stem:
        wrong(".id", f"the id is {exercise.id!r}, the file is called {path.stem!r}")
    if exercise.chapter not in chapters:
        wrong(".chapter", f"no chapter is called {exercise.chapter!r}")
    for field, allowed in (("seed", set(SENTENCES)), ("methods", _METHODS), ("next", known)):
        for n, name in enumerate(getattr(exercise, field)):
            if name not in allowed:
                wrong(f".{field}[{n}]", f"{name!r} is not one of the known ones")
    if exercise.toward and not {"unsafe", "died", "unknown"} <= set(exercise.gates.never):
        wrong(".toward", "what leads toward contact must be hidden when unsafe, died and unknown (gates.never)")
    for n, source in enumerate(exercise.sources):
        if source.figure and not source.checked:
            wrong(f".sources[{n}]", "a figure that was not checked must not stand here")
    seen: set[str] = set()
    for n, step in enumerate(exercise.steps):
        for where, message in _wrong_in_step(step, exercise, seen):
            wrong(f".steps[{n}]{where}", message)
        seen.add(step.id)
    return found + _wrong_sittings(exercise, path, node)


def _wrong_in_step(step: Step, exercise: Exercise, seen: set[str]) -> list[tuple[str, str]]:
    found = []
    if step.id in seen:
        found.append((".id", f"there are two steps called {step.id!r}"))
    field, message = _NEEDS.get(step.kind, ("id", ""))
    if not getattr(step, field):
        found.append(("", message))
    if step.kind in ("two-columns", "slider") and len(step.labels) != 2:
        found.append((".labels", "exactly two labels are needed"))
    for n, name in enumerate(step.show):
        if name not in seen:
            found.append((f".show[{n}]", f"no earlier step is called {name!r}"))
    if not 1 <= step.sitting <= exercise.sittings:
        found.append((".sitting", f"the exercise has {exercise.sittings} sittings"))
    ids = [option.id for option in step.options] + [field.id for field in step.fields]
    if len(ids) != len(set(ids)):
        found.append((".options", "two options have the same id"))
    return found


def _wrong_sittings(exercise: Exercise, path: Path, node: object) -> list[ContentError]:
    steps = exercise.steps
    missing = set(range(1, exercise.sittings + 1)) - {step.sitting for step in steps}
    unknown = [name for name in exercise.keeps.of if name not in {step.id for step in steps}]
    found = [f"sitting {n} has no step" for n in sorted(missing)]
    found += [f"keeps.of names {name!r}, which is no step" for name in unknown]
    if [step.sitting for step in steps] != sorted(step.sitting for step in steps):
        found.append("the sittings must come in order")
    return [ContentError(path, line_of(node, ".keeps"), message) for message in found]  # type: ignore[arg-type]
