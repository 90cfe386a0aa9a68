"""Moves: what a stretch of words does to the other person, one file each.

Knows the shape of a move file and of the word lists its signals use; refuses to know how text is read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec

from kinmend.library.files import ContentError, compose, line_of, read_file, root

Family = Literal["opens", "holds", "two-ways", "hard"]
FAMILIES: tuple[Family, ...] = ("opens", "holds", "two-ways", "hard")
Words = dict[str, list[str]]

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way a move can be worded. All conditions must hold for the signal to speak."""

    match: str
    """Regular expression, tried on one sentence (`^` is its start), whatever the case; `{name}` stands for a list in
    `words.yaml`."""
    unless: str = ""
    """If this expression is found in the same sentence, the signal stays silent."""
    form: Literal["any", "question", "statement"] = "any"
    """Whether the sentence must (or must not) be a question."""
    after: Literal["any", "asked", "opened", "quiet"] = "any"
    """What the other person said just before: `asked` (a question or request in their last turn),
    `opened` (that, or a feeling or offer that hopes for an answer), `quiet` (no such thing or no context)."""
    place: Literal["any", "alone", "first", "last"] = "any"
    """Where the sentence stands in the message; `alone` means the whole message is this one sentence."""
    span: Literal["clause", "sentence", "match", "onward"] = "sentence"
    """How much of the sentence is the quote; `onward` runs from the match to the sentence's end."""
    sure: float = 0.8
    """How often, 0 to 1, this wording is the move. Under 0.6 it is shown as "perhaps"."""
    why: str = ""
    """A reason of its own, where the move's general reason would be vague."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that the reader must mark (a hit) or leave alone (a miss)."""

    text: str
    context: list[str] = []
    """Turns before it, oldest first; the last one was said by the other person."""
    quote: str = ""
    """For a hit: the exact words the mark must cover."""


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One move, as its file says it."""

    id: str
    """The move's name in the coding manual, such as `guilt-trip`; the same as the file's name."""
    family: Family
    """What it does on the whole: opens the door, holds ground, two ways, may land hard."""
    name: str
    """Two to four words for a heading."""
    meaning: str
    """What the words do, in one sentence."""
    matters: str
    """Why it matters between two people."""
    note: str
    """What the margin tells a writer about their own words."""
    heard: str
    """What the margin tells a reader about words they received: tentative."""
    gentler: list[str]
    """At least three ways to say it more gently (for hard and two-way moves), or other ways to do the
    same (for moves that open or hold). Ready to put in the place of the quote."""
    hits: list[str | Example]
    """At least twenty sentences that must be marked."""
    misses: list[str | Example]
    """At least twenty near sentences that must not be marked with this move."""
    signals: list[Signal] = []
    """Wordings to look for, while the trained reader does not know the move yet."""
    yields_to: list[str] = []
    """Moves that, found in the same sentence, take this one's place."""


class _WordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Words


def load_words(language: str = "en", base: Path | None = None) -> Words:
    """Named word lists that signals refer to as `{name}`; a list may use lists named before it."""
    path = (base or root()) / language / "words.yaml"
    return read_file(path, _WordFile).words


def load_moves(language: str = "en", base: Path | None = None) -> tuple[Move, ...]:
    """All moves of a language in the order of family, then name; raises `ContentError`."""
    folder = (base or root()) / language / "moves"
    moves = [read_file(path, Move) for path in sorted(folder.glob("*.yaml"))]
    return tuple(sorted(moves, key=lambda move: (FAMILIES.index(move.family), move.id)))


def expand(pattern: str, words: Words) -> str:
    """`pattern` with every `{name}` replaced by its alternatives; raises KeyError on an unknown name."""
    return _SLOT.sub(lambda m: "(?:" + "|".join(expand(word, words) for word in words[m.group(1)]) + ")", pattern)


def check_move(path: Path, words: Words, known: set[str]) -> list[ContentError]:
    """What is wrong with one move file beyond its shape, each with its line."""
    move = read_file(path, Move)
    node = compose(path)
    found: list[ContentError] = []

    def wrong(where: str, message: str) -> None:
        found.append(ContentError(path, line_of(node, where), message))

    if move.id != path.stem:
        wrong(".id", f"the id is {move.id!r}, the file is called {path.stem!r}")
    for field, least in (("gentler", 3), ("hits", 20), ("misses", 20)):
        have = len(getattr(move, field))
        if have < least:
            wrong(f".{field}", f"{have} {field}, at least {least} are needed")
    for n, signal in enumerate(move.signals):
        for field in ("match", "unless"):
            try:
                re.compile(expand(getattr(signal, field), words))
            except KeyError as error:
                wrong(f".signals[{n}].{field}", f"no word list is called {error.args[0]!r}")
            except re.error as error:
                wrong(f".signals[{n}].{field}", f"not a regular expression: {error}")
    for n, other in enumerate(move.yields_to):
        if other not in known:
            wrong(f".yields_to[{n}]", f"no move is called {other!r}")
    return found
