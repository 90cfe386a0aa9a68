"""Chapters: thirteen places to be in, in any order, and the door out; each with a page to read.

Knows the shape of a chapter file; refuses to put one chapter above another.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kinmend.library.exercises import SENTENCES, Situation, Source, suits
from kinmend.library.files import ContentError, compose, line_of, read_file, root


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the page to read: a heading and paragraphs (apart by an empty line)."""

    heading: str
    text: str
    seed: list[str] = []
    """The sentences of the article that this part answers."""
    only: list[Situation] = []
    never: list[Situation] = []

    def fits(self, situation: str) -> bool:
        """Whether it is for a person in `situation`."""
        return suits(situation, self.only, self.never)


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chapter's name and line in one situation."""

    title: str
    line: str


class Chapter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One chapter."""

    id: str
    order: int
    title: str
    line: str
    """One sentence under the title."""
    seed: list[str]
    sections: list[Section]
    unknown: list[str]
    """What is not known, a sentence each."""
    sources: list[Source] = []
    only: list[Situation] = []
    never: list[Situation] = []
    instead: dict[Situation, Title] = {}

    def fits(self, situation: str) -> bool:
        """Whether it may be seen by a person in `situation` (empty: not said)."""
        return not situation or suits(situation, self.only, self.never)

    def said(self, situation: str) -> Title:
        """Its name and line for `situation`."""
        return self.instead.get(situation, Title(self.title, self.line))  # type: ignore[call-overload,no-any-return]


@cache
def load_chapters(language: str = "en", base: Path | None = None) -> dict[str, Chapter]:
    """All chapters by id in their order; raises `ContentError`."""
    folder = (base or root()) / language / "chapters"
    found = sorted((read_file(path, Chapter) for path in folder.glob("*.yaml")), key=lambda chapter: chapter.order)
    return {chapter.id: chapter for chapter in found}


def check_chapter(path: Path) -> list[ContentError]:
    """What is wrong with one chapter beyond its shape."""
    chapter, node = read_file(path, Chapter), compose(path)
    found = []
    if chapter.id != path.stem:
        found.append(ContentError(path, line_of(node, ".id"), f"the file is called {path.stem!r}"))
    for where, names in (
        (".seed", chapter.seed),
        *((f".sections[{n}].seed", s.seed) for n, s in enumerate(chapter.sections)),
    ):
        found += [
            ContentError(path, line_of(node, where), f"{name!r} is no sentence of the article")
            for name in names
            if name not in SENTENCES
        ]
    for n, source in enumerate(chapter.sources):
        if source.figure and not source.checked:
            found.append(ContentError(path, line_of(node, f".sources[{n}]"), "a figure needs to have been checked"))
    return found
