"""One reading of one text: sentences, marks, shape, language.

Knows the order of the steps; refuses to store, score or send anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from kinmend.library import Family, Move, load_moves, load_words
from kinmend.reader.language import Language, language_of
from kinmend.reader.sentences import sentences
from kinmend.reader.shape import Shape, shape_of
from kinmend.reader.signals import Sign, Signals, Turn, views

__all__ = ["Mark", "Reader", "Reading", "Sentence", "Shape", "Turn", "read", "reader"]

NOT_ENGLISH = "This doesn't look like English, and the reader can't read it well. Nothing is marked."


class Mark(msgspec.Struct, frozen=True):
    """A claim about a stretch of words, with the words."""

    move: str
    """The move's id."""
    family: Family
    start: int
    """First code point of the quote in the text."""
    end: int
    """Code point after the quote."""
    quote: str
    """`text[start:end]`, always."""
    sure: float
    """0 to 1; under 0.6 it is a "perhaps"."""
    why: str
    """The reason, in a sentence, that can be shown beside the words."""


class Sentence(msgspec.Struct, frozen=True):
    """One sentence and the family of its weightiest mark, if any."""

    start: int
    end: int
    family: Family | None
    """Hard before two ways before holds before opens, since that is how a mixed sentence tends to land."""


class Reading(msgspec.Struct, frozen=True):
    """All that the reader says of a text."""

    marks: tuple[Mark, ...]
    """In order of start, then family."""
    sentences: tuple[Sentence, ...]
    shape: Shape
    language: Language
    note: str
    """Empty, or one sentence on why the text can't be read well."""


_WEIGHT: dict[Family, int] = {"hard": 3, "two-ways": 2, "holds": 1, "opens": 0}


class Reader:
    """The moves of one language, ready to read. Cheap to call from many threads."""

    def __init__(self, language: str = "en", base: Path | None = None) -> None:
        self.moves: dict[str, Move] = {move.id: move for move in load_moves(language, base)}
        self.signals = Signals(self.moves.values(), load_words(language, base))

    def read(self, text: str, context: Iterable[Turn | str] = ()) -> Reading:
        """What `text` does, given the turns before it (oldest first; a bare string was said by the other).

        Same text and context, same reading, whoever speaks. Any text is accepted; one that is not
        English is returned unmarked with a `note`.
        """
        spans = sentences(text)
        language = language_of(text)
        if language == "other":
            plain = tuple(Sentence(span.start, span.end, None) for span in spans)
            return Reading((), plain, shape_of([None] * len(plain)), language, NOT_ENGLISH)
        turns = tuple(turn if isinstance(turn, Turn) else Turn(turn) for turn in context)
        signs = [self.signals.speak(view) for view in views(text, spans, turns)]
        families = [_weightiest(found) for found in signs]
        return Reading(
            tuple(_mark(text, sign) for found in signs for sign in sorted(found, key=_order)),
            tuple(Sentence(s.start, s.end, family) for s, family in zip(spans, families, strict=True)),
            shape_of(families),
            language,
            "",
        )


@cache
def reader(language: str = "en") -> Reader:
    """The reader of a language, built once a process."""
    return Reader(language)


def read(text: str, context: Sequence[Turn | str] = ()) -> Reading:
    """`reader().read(text, context)`: the English reader's reading."""
    return reader().read(text, context)


def _mark(text: str, sign: Sign) -> Mark:
    start, end = sign.span
    why = sign.signal.why or sign.move.matters
    return Mark(sign.move.id, sign.move.family, start, end, text[start:end], sign.signal.sure, why)


def _order(sign: Sign) -> tuple[int, int, str]:
    return sign.span.start, -_WEIGHT[sign.move.family], sign.move.id


def _weightiest(signs: list[Sign]) -> Family | None:
    return max((sign.move.family for sign in signs), key=_WEIGHT.__getitem__, default=None)
