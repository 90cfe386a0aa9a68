"""One reading of one text: sentences, marks, shape, language.

Knows the order of the steps; refuses to store, score or send anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from kinmend.library import Family, Move, load_moves, load_words
from kinmend.reader.language import Language, language_of
from kinmend.reader.sentences import Span, sentences
from kinmend.reader.shape import Shape, shape_of
from kinmend.reader.signals import Sign, Signals, Turn, View, views
from kinmend.reader.weights import load

if TYPE_CHECKING:
    from kinmend.reader.encoder import Scored
    from kinmend.reader.judging import Found

__all__ = ["Mark", "Reader", "Reading", "Sentence", "Shape", "Turn", "read", "reader"]

T = TypeVar("T")
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
    words: tuple[str, ...] = ()
    """The words of the quote that weighed most, in order."""


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
    """The moves of one language, ready to read. Cheap to call, from many threads at once.

    The trained tiers read the moves they know. The signals of move files add what those may miss: the plainest stock
    phrases, and moves that are only a file so far.
    """

    def __init__(self, language: str = "en", base: Path | None = None) -> None:
        self.moves: dict[str, Move] = {move.id: move for move in load_moves(language, base)}
        from kinmend.reader.judging import Judge  # here, since it needs numpy, and importing must stay quick

        self.weights = load(language)
        self.judge = Judge(self.weights, {move.id: move.yields_to for move in self.moves.values()})
        self.signals = Signals(self.moves.values(), load_words(language, base))

    def read(self, text: str, context: Iterable[Turn | str] = ()) -> Reading:
        """What `text` does, given the turns before it (oldest first; a bare string was said by the other).

        Same text and context, same reading, whoever speaks. Any text is accepted; one that is not
        English is returned unmarked with a `note`.
        """
        return self.read_scored(text, context)[0]

    def read_scored(self, text: str, context: Iterable[Turn | str] = ()) -> tuple[Reading, Scored | None]:
        """The reading and the scores it rests on; no scores where the text can't be read."""
        spans, language, turns = sentences(text), language_of(text), _turns(context)
        if language == "other" or not spans:
            return _reading([[] for _ in spans], spans, language), None
        scored = self.weights.encoder.score(text, spans, turns)
        seen = views(text, spans, turns)
        judged = self.judge.read(text, seen, scored)
        found = [self._marks(text, view, finds) for view, finds in zip(seen, judged, strict=True)]
        return _reading(found, spans, language), scored

    def _marks(self, text: str, view: View, finds: Sequence[Found]) -> list[Mark]:
        """The marks of a sentence: what was found, and what signals add to it."""
        marks = [self._mark_of(text, found) for found in finds]
        known = {mark.move for mark in marks}
        return marks + [_signalled(text, sign) for sign in self.signals.speak(view) if sign.move.id not in known]

    def chances(self, text: str, context: Iterable[Turn | str] = ()) -> dict[str, float]:
        """How sure the careful tier is, 0 to 1, that `text` holds each move it knows, marked or not."""
        spans, turns = sentences(text), _turns(context)
        if not spans:
            return dict.fromkeys(self.judge.moves, 0.0)
        scored = self.weights.encoder.score(text, spans, turns)
        sure = self.judge.sure(views(text, spans, turns), scored).max(0)
        return dict(zip(self.judge.moves, map(float, sure), strict=True))

    def skim(self, text: str, context: Iterable[Turn | str] = ()) -> Reading:
        """The same with the fast tier alone: thousands of messages a second, less exact, no words that weighed."""
        spans, language = sentences(text), language_of(text)
        if language == "other" or not spans:
            return _reading([[] for _ in spans], spans, language)
        finds = self.judge.skim(views(text, spans, _turns(context)))
        return _reading([[self._mark_of(text, one) for one in many] for many in finds], spans, language)

    def skim_many(self, messages: Iterable[tuple[str, Iterable[Turn | str]]]) -> Iterator[list[Found]]:
        """The moves of many messages with the fast tier alone, in order: for histories. Not English: none."""
        for batch in _batches(messages, 512):
            seen, sizes = [], []
            for text, context in batch:
                spans = sentences(text) if language_of(text) != "other" else []
                sizes.append(len(spans))
                seen += views(text, spans, _turns(context))
            found = iter(self.judge.skim(seen))
            for size in sizes:
                yield [one for many in islice(found, size) for one in many]

    def _mark_of(self, text: str, found: Found) -> Mark:
        move, (start, end) = self.moves[found.move], found.span
        return Mark(move.id, move.family, start, end, text[start:end], found.sure, move.matters, found.words)


def without(reading: Reading, unwanted: Callable[[Mark], bool]) -> Reading:
    """`reading` without some of its marks; families and shape follow."""
    spans = [Span(sentence.start, sentence.end) for sentence in reading.sentences]
    kept = [mark for mark in reading.marks if not unwanted(mark)]
    found = [[mark for mark in kept if start <= mark.start < end] for start, end in spans]
    return _reading(found, spans, reading.language)


@cache
def reader(language: str = "en") -> Reader:
    """The reader of a language, built once a process."""
    return Reader(language)


def read(text: str, context: Sequence[Turn | str] = ()) -> Reading:
    """`reader().read(text, context)`: the English reader's reading."""
    return reader().read(text, context)


def _batches(many: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(many)
    while batch := list(islice(source, size)):
        yield batch


def _turns(context: Iterable[Turn | str]) -> tuple[Turn, ...]:
    return tuple(turn if isinstance(turn, Turn) else Turn(turn) for turn in context)


def _reading(found: Sequence[list[Mark]], spans: Sequence[Span], language: Language) -> Reading:
    families = [_weightiest(marks) for marks in found]
    return Reading(
        tuple(mark for marks in found for mark in sorted(marks, key=_order)),
        tuple(Sentence(*span, family) for span, family in zip(spans, families, strict=True)),
        shape_of(families),
        language,
        NOT_ENGLISH if language == "other" else "",
    )


def _weightiest(marks: Sequence[Mark]) -> Family | None:
    return max((mark.family for mark in marks), key=_WEIGHT.__getitem__, default=None)


def _signalled(text: str, sign: Sign) -> Mark:
    start, end = sign.span
    why = sign.signal.why or sign.move.matters
    return Mark(sign.move.id, sign.move.family, start, end, text[start:end], sign.signal.sure, why)


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -_WEIGHT[mark.family], mark.move
