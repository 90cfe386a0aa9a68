"""Measuring the reader on labelled messages.

Knows labelled files and the usual scores; refuses to change a rule or a threshold.
A labelled message is `{"id", "speaker", "context": [{"speaker", "text"}], "text", "marks": [{"move", "quote"}]}`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from kinmend.reader.reading import Mark, Reading
from kinmend.reader.signals import Turn


class Said(msgspec.Struct, frozen=True):
    """A turn of the talk before a message."""

    speaker: str
    text: str


class Gold(msgspec.Struct, frozen=True):
    """A move that a person marked, with the words."""

    move: str
    quote: str


class Message(msgspec.Struct, frozen=True):
    """A labelled message."""

    id: str
    text: str
    speaker: str = ""
    context: list[Said] = []
    marks: list[Gold] = []
    pair: str = ""

    def turns(self) -> list[Turn]:
        """The context as the reader takes it: `own` where the same person spoke."""
        return [Turn(said.text, own=bool(self.speaker) and said.speaker == self.speaker) for said in self.context]


class Score(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one move, 0 to 1, and how many messages really have it."""

    precision: float
    recall: float
    f1: float
    support: int


class Evaluation(msgspec.Struct, frozen=True):
    """The figures of one run. All shares are 0 to 1."""

    messages: int
    moves: dict[str, Score]
    macro_f1: float
    """Mean F1 over all moves the reader knows."""
    micro_f1: float
    span_f1: float
    """F1 over characters: right when the same move covers the same character."""
    unmarked: int
    """Messages that a person left without any mark."""
    unmarked_marked_hard: float
    unmarked_marked_at_all: float
    sentences_per_second: float


def read_messages(path: Path) -> list[Message]:
    """The labelled messages of a JSON Lines file; raises ValueError naming the line that is wrong."""
    decoder = msgspec.json.Decoder(Message)
    messages = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                messages.append(decoder.decode(line))
            except msgspec.MsgspecError as error:
                raise ValueError(f"line {number} is not a labelled message: {error}") from None
    return messages


Read = Callable[[str, Sequence[Turn]], Reading]
"""`Reader.read`, `Reader.skim` or anything of their shape."""


def predict(read: Read, messages: Iterable[Message]) -> list[Reading]:
    """A reading a message, in order."""
    return [read(message.text, message.turns()) for message in messages]


def evaluate(read: Read, moves: Iterable[str], messages: Sequence[Message]) -> Evaluation:
    """Reads all `messages` and compares with what people marked, move by move."""
    read("Warm up first, so that building the tables is not timed.", [])
    began = time.perf_counter()
    readings = predict(read, messages)
    seconds = time.perf_counter() - began
    scores = {move: _score(move, messages, readings) for move in moves}
    bare = [reading for message, reading in zip(messages, readings, strict=True) if not message.marks]
    return Evaluation(
        messages=len(messages),
        moves=scores,
        macro_f1=share(sum(score.f1 for score in scores.values()), len(scores)),
        micro_f1=_micro(messages, readings),
        span_f1=_span_f1(messages, readings),
        unmarked=len(bare),
        unmarked_marked_hard=share(sum(any(m.family == "hard" for m in r.marks) for r in bare), len(bare)),
        unmarked_marked_at_all=share(sum(bool(r.marks) for r in bare), len(bare)),
        sentences_per_second=share(sum(len(r.sentences) for r in readings), seconds),
    )


def _counts(move: str, messages: Sequence[Message], readings: Sequence[Reading]) -> Counter[tuple[bool, bool]]:
    return Counter(
        (any(gold.move == move for gold in message.marks), any(mark.move == move for mark in reading.marks))
        for message, reading in zip(messages, readings, strict=True)
    )


def _score(move: str, messages: Sequence[Message], readings: Sequence[Reading]) -> Score:
    seen = _counts(move, messages, readings)
    right, wrong, lost = seen[True, True], seen[False, True], seen[True, False]
    return Score(share(right, right + wrong), share(right, right + lost), f1(right, wrong, lost), right + lost)


def _micro(messages: Sequence[Message], readings: Sequence[Reading]) -> float:
    right = wrong = lost = 0
    for message, reading in zip(messages, readings, strict=True):
        gold, found = {g.move for g in message.marks}, {m.move for m in reading.marks}
        right, wrong, lost = right + len(gold & found), wrong + len(found - gold), lost + len(gold - found)
    return f1(right, wrong, lost)


def _span_f1(messages: Sequence[Message], readings: Sequence[Reading]) -> float:
    right = wrong = lost = 0
    for message, reading in zip(messages, readings, strict=True):
        gold = {(mark.move, n) for mark in message.marks for n in _places(message.text, mark.quote)}
        found = {(mark.move, n) for mark in reading.marks for n in range(mark.start, mark.end)}
        right, wrong, lost = right + len(gold & found), wrong + len(found - gold), lost + len(gold - found)
    return f1(right, wrong, lost)


def _places(text: str, quote: str) -> range:
    start = text.find(quote)
    return range(start, start + len(quote)) if start >= 0 else range(0)


def f1(right: int, wrong: int, lost: int) -> float:
    """F1 from counts; 0 where there is nothing."""
    return share(2 * right, 2 * right + wrong + lost)


def share(part: float, whole: float) -> float:
    """`part / whole`, 0 where there is nothing."""
    return part / whole if whole else 0.0


class Prediction(msgspec.Struct, frozen=True):
    """The marks of one message, without the answers."""

    id: str
    marks: tuple[Mark, ...]


def as_table(result: Evaluation) -> str:
    """The figures as a plain table for a terminal."""
    lines = [f"{'move':<18}{'precision':>10}{'recall':>8}{'F1':>7}{'in':>6}"]
    lines += [
        f"{move:<18}{s.precision:>10.2f}{s.recall:>8.2f}{s.f1:>7.2f}{s.support:>6}" for move, s in result.moves.items()
    ]
    lines += [
        "",
        f"messages {result.messages} · macro-F1 {result.macro_f1:.3f} · micro-F1 {result.micro_f1:.3f} · "
        f"span F1 {result.span_f1:.3f}",
        f"of {result.unmarked} messages that people left unmarked: marked hard {result.unmarked_marked_hard:.1%}, "
        f"marked at all {result.unmarked_marked_at_all:.1%}",
        f"{result.sentences_per_second:,.0f} sentences a second",
    ]
    return "\n".join(lines)
