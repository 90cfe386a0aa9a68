"""Everything measured about the reader, as one file that a page can show: no figure is ever typed by hand.

Knows the held-out files of `data/`; refuses to look at a file that anything was learnt from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from kinmend.reader.evaluate import Evaluation, Message, evaluate, f1, read_messages, share
from kinmend.reader.reading import Reader, Reading
from kinmend.reader.replies import read_reply
from kinmend.reader.screen import Screen
from kinmend.reader.weights import READINGS, folder

T = TypeVar("T")


class Reply(msgspec.Struct, frozen=True):
    """A labelled reply of hers."""

    id: str
    text: str
    reading: str
    amends: bool
    parts: list[str]
    context: list[str] = []


class Line(msgspec.Struct, frozen=True):
    """A labelled line of somebody's own writing: is there danger in it?"""

    text: str
    crisis: bool
    kind: str = ""


class English(msgspec.Struct, frozen=True):
    """A message and the kind of English it is in; `hard` says whether a person marked anything hard."""

    text: str
    english: str
    hard: bool


class Replies(msgspec.Struct, frozen=True):
    """Figures on replies. All shares are 0 to 1."""

    count: int
    macro_f1: float
    readings: dict[str, float]
    """F1 a reading."""
    amends_f1: float
    unclear_said: float
    """Of the truly unclear, how many were called unclear."""


class Screened(msgspec.Struct, frozen=True):
    """Figures on the safety screen."""

    count: int
    recall: float
    false_alarms: float
    """Share of harmless lines that would have shown the card."""
    missed: list[str]


class Lines(msgspec.Struct, frozen=True):
    """Figures on single lines: cruel but polite ones, and grim but harmless ones."""

    cruel: int
    cruel_caught: float
    """Any mark that may land hard or could be read two ways."""
    grim: int
    grim_marked: float
    """The same, where there should be none."""


class Group(msgspec.Struct, frozen=True):
    """False hard marks in one kind of English."""

    english: str
    harmless: int
    wrongly_hard: float
    hard: int
    caught: float


class Failure(msgspec.Struct, frozen=True):
    """A message that was read wrong."""

    text: str
    before: str
    missed: list[str]
    added: list[str]


class Report(msgspec.Struct, frozen=True):
    """All of it."""

    made: str
    trained: str
    family: Evaluation
    skimmed: Evaluation
    """The same messages with the fast tier alone."""
    lines: Lines
    replies: Replies
    screen: Screened
    englishes: list[Group]
    confusions: list[tuple[str, str, int]]
    """What was marked instead of what, how often; the commonest ten."""
    failures: list[Failure]
    """Ten messages read wrong, the first in the file's order, one a move."""


def read_lines(path: Path, kind: type[T]) -> list[T]:
    """The objects of a JSON Lines file; raises ValueError naming the line that is wrong."""
    decoder, found = msgspec.json.Decoder(kind), []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                found.append(decoder.decode(line))
            except msgspec.MsgspecError as error:
                raise ValueError(f"line {number} of {path.name}: {error}") from None
    return found


def make(data: Path, reader: Reader) -> Report:
    """Measures the reader on every held-out file in the folder `data`."""
    messages = read_messages(data / "family" / "held.jsonl")
    readings = [reader.read(message.text, message.turns()) for message in messages]
    return Report(
        made=date.today().isoformat(),
        trained=reader.weights.model.trained,
        family=evaluate(reader.read, reader.moves, messages),
        skimmed=evaluate(reader.skim, reader.moves, messages),
        lines=on_lines(reader, read_messages(data / "family" / "lines-held.jsonl")),
        replies=on_replies(reader, read_lines(data / "replies" / "held.jsonl", Reply)),
        screen=on_screen(Screen(reader), read_lines(data / "screen" / "held.jsonl", Line)),
        englishes=on_englishes(reader, read_lines(data / "family" / "englishes.jsonl", English)),
        confusions=confusions(messages, readings),
        failures=failures(messages, readings),
    )


def load(language: str = "en") -> Report | None:
    """The report that came with the trained reader, if there is one."""
    path = folder(language) / "report.json"
    return msgspec.json.decode(path.read_bytes(), type=Report) if path.exists() else None


def on_replies(reader: Reader, replies: Sequence[Reply]) -> Replies:
    """F1 a reading, macro, amends, and how often the unclear is called unclear."""
    found = [read_reply("\n".join(reply.context), reply.text, reader) for reply in replies]
    each = {name: f1_of([f.reading == name for f in found], [r.reading == name for r in replies]) for name in READINGS}
    unclear = [f.reading == "unclear" for f, r in zip(found, replies, strict=True) if r.reading == "unclear"]
    amends = f1_of([f.amends for f in found], [r.amends for r in replies])
    return Replies(len(replies), sum(each.values()) / len(each), each, amends, share(sum(unclear), len(unclear)))


def on_screen(screen: Screen, lines: Sequence[Line]) -> Screened:
    """Recall and false alarms."""
    found = [screen.look(line.text).crisis for line in lines]
    true = [f for f, line in zip(found, lines, strict=True) if line.crisis]
    false = [f for f, line in zip(found, lines, strict=True) if not line.crisis]
    missed = [line.text for f, line in zip(found, lines, strict=True) if line.crisis and not f]
    return Screened(len(lines), share(sum(true), len(true)), share(sum(false), len(false)), missed)


def on_lines(reader: Reader, messages: Sequence[Message]) -> Lines:
    """Single lines: those with a mark are cruel, those without grim."""
    found = [(bool(message.marks), pressing(reader.read(message.text))) for message in messages]
    cruel, grim = [f for c, f in found if c], [f for c, f in found if not c]
    return Lines(len(cruel), share(sum(cruel), len(cruel)), len(grim), share(sum(grim), len(grim)))


def pressing(reading: Reading) -> bool:
    """True where something may land hard or could be read two ways."""
    return any(mark.family in ("hard", "two-ways") for mark in reading.marks)


def on_englishes(reader: Reader, lines: Sequence[English]) -> list[Group]:
    """False hard marks by kind of English."""
    hard = [any(mark.family == "hard" for mark in reader.read(line.text).marks) for line in lines]
    groups = []
    for name in dict.fromkeys(line.english for line in lines):
        mine = [(line.hard, found) for line, found in zip(lines, hard, strict=True) if line.english == name]
        harmless, cruel = [f for h, f in mine if not h], [f for h, f in mine if h]
        groups.append(
            Group(name, len(harmless), share(sum(harmless), len(harmless)), len(cruel), share(sum(cruel), len(cruel)))
        )
    return groups


def confusions(messages: Sequence[Message], readings: Sequence[Reading]) -> list[tuple[str, str, int]]:
    """Pairs of a missed move and one that was marked in the same words instead."""
    seen: Counter[tuple[str, str]] = Counter()
    for message, reading in zip(messages, readings, strict=True):
        gold = {mark.move for mark in message.marks}
        found = {mark.move for mark in reading.marks}
        for mark in message.marks:
            start = message.text.find(mark.quote)
            end = start + len(mark.quote)
            over = {m.move for m in reading.marks if m.start < end and start < m.end}
            if mark.move not in found:
                seen.update((mark.move, other) for other in (over - gold or {"nothing"}))
    return [(gold, found, count) for (gold, found), count in seen.most_common(10)]


def failures(messages: Sequence[Message], readings: Sequence[Reading], most: int = 10) -> list[Failure]:
    """The first message read wrong for each of ten moves."""
    found: dict[str, Failure] = {}
    for message, reading in zip(messages, readings, strict=True):
        gold, marked = {m.move for m in message.marks}, {m.move for m in reading.marks}
        missed, added = sorted(gold - marked), sorted(marked - gold)
        name = (missed or added or [""])[0]
        if name and name not in found:
            before = message.context[-1].text if message.context else ""
            found[name] = Failure(message.text, before, missed, added)
    return list(found.values())[:most]


def f1_of(found: Sequence[bool], true: Sequence[bool]) -> float:
    """F1 of a yes."""
    right = sum(a and b for a, b in zip(found, true, strict=True))
    return f1(right, sum(found) - right, sum(true) - right)
