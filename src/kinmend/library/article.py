"""The article this app stands on, sentence by sentence: what each became, or why it did not.

Knows 93 paraphrases and where each lives; refuses to quote the article or to hide what was left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from kinmend.library.exercises import SENTENCES
from kinmend.library.files import ContentError, compose, line_of, read_file, root

PAGES = {
    "today": "Today and its suggestions",
    "path": "The path",
    "door": "The door to a human",
    "reader": "The desk and its reader",
    "days": "Days",
    "check": "Check-ins",
    "help": "Help",
    "settings": "Settings",
}
"""Places other than exercises and chapters that a sentence may live in."""


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence, and what became of it."""

    id: str
    kind: Literal["instruction", "question", "condition", "offer", "claim", "framing"]
    says: str
    """What it says, in our words."""
    lives: list[str] = []
    """Ids of exercises and chapters, or names of `PAGES`."""
    note: str = ""
    """What was changed for honesty or safety."""
    not_done: str = ""
    """Why it was left out; then it lives nowhere."""


class _Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sentences: list[Sentence]


class Coverage(msgspec.Struct, frozen=True):
    """What `kinmend content coverage` prints."""

    sentences: int
    mapped: int
    not_done: dict[str, str]
    exercises: int


@cache
def load_article(language: str = "en", base: Path | None = None) -> tuple[Sentence, ...]:
    """The sentences in order; raises `ContentError`."""
    return tuple(read_file((base or root()) / language / "article.yaml", _Article).sentences)


def coverage(sentences: tuple[Sentence, ...], exercises: int) -> Coverage:
    """How many of the sentences live somewhere, and why the others do not."""
    left_out = {sentence.id: sentence.not_done for sentence in sentences if sentence.not_done}
    return Coverage(len(sentences), sum(1 for s in sentences if s.lives and not s.not_done), left_out, exercises)


def check_article(path: Path, places: dict[str, list[str]]) -> list[ContentError]:
    """What is wrong with the map. `places`: id of each exercise or chapter -> the sentences it says it answers."""
    sentences, node = read_file(path, _Article).sentences, compose(path)
    found: list[ContentError] = []

    def wrong(n: int, message: str) -> None:
        found.append(ContentError(path, line_of(node, f".sentences[{n}]"), message))

    if [sentence.id for sentence in sentences] != list(SENTENCES):
        wrong(0, "the sentences must be S1 to S93 in order, each once")
    for n, sentence in enumerate(sentences):
        if bool(sentence.lives) == bool(sentence.not_done):
            wrong(n, f"{sentence.id} must either live somewhere or say why it was not done")
        for name in sentence.lives:
            if name not in places and name not in PAGES:
                wrong(n, f"{sentence.id} lives in {name!r}, which does not exist")
            elif sentence.id not in places.get(name, [sentence.id]):
                wrong(n, f"{name} does not name {sentence.id} among its sentences (seed)")
    return found
