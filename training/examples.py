"""What the reader learns from: labelled texts in sentences, with what is known of each sentence and of the whole.

Knows the files that may be learnt from, by name; refuses to open any other. Public sets whose licence is
non-commercial or unclear are not in the list, and `tests/training` proves that nothing else is opened.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kinmend.library import Example, load_moves
from kinmend.reader.evaluate import Message, read_messages
from kinmend.reader.report import Line, Reply, read_lines
from kinmend.reader.sentences import Span, sentences
from kinmend.reader.signals import Turn
from kinmend.reader.weights import AMENDS, DANGERS, PARTS, READINGS

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
FAMILY = DATA / "family"
MOVES = tuple(sorted(move.id for move in load_moves()))
COLUMNS = (
    *MOVES,
    *(f"reading:{name}" for name in READINGS),
    AMENDS,
    *(f"part:{name}" for name in PARTS),
    *(f"danger:{name}" for name in DANGERS),
)
COLUMN = {name: n for n, name in enumerate(COLUMNS)}
DANGER = slice(COLUMN[f"danger:{DANGERS[0]}"], len(COLUMNS))
DOUBTFUL = 0.2
"""How much it counts that an example of one move is not said to be another: most are not, some are."""
CALIBRATION = 6
"""One group in so many is kept from the models, to fit how sure they may be."""


@dataclass(slots=True)
class Case:
    """A text to learn from."""

    text: str
    turns: list[Turn]
    spans: list[Span]
    labels: np.ndarray
    """(Sentences + 1) x columns: 1 does it, 0 doesn't; the last row is the whole text."""
    known: np.ndarray
    """Same shape: 1 where the label is known. The examples of a move file speak of their own move only."""
    group: str
    """What must stay together when data is split: a pair of people, or a few single lines."""
    source: str
    message: Message | None = None


def load_all() -> list[Case]:
    """Every text that may be learnt from; the held-out files are not among them."""
    return [
        *load_family("tune"),
        *load_family("dev"),
        *load_family("written"),
        *load_content(),
        *load_replies("tune"),
        *load_screen("tune"),
    ]


def for_calibration(case: Case) -> bool:
    """True for the groups that are kept from the models, chosen by the checksum of the group's name."""
    number = int(hashlib.sha256(f"calibrate:{case.group}".encode()).hexdigest(), 16)
    return case.source in ("dev", "written", "tune", "replies", "screen") and number % CALIBRATION == 0


def load_family(name: str) -> list[Case]:
    """The messages of `data/family/<name>.jsonl`."""
    return [_of_message(message, name) for message in read_messages(FAMILY / f"{name}.jsonl")]


def load_content() -> list[Case]:
    """The hits and misses of all move files."""
    return [
        _of_example(line if isinstance(line, Example) else Example(line), COLUMN[move.id], wanted)
        for move in load_moves()
        for wanted, lines in ((1, move.hits), (0, move.misses))
        for line in lines
    ]


def load_replies(name: str) -> list[Case]:
    """The replies of `data/replies/<name>.jsonl`."""
    return [_of_reply(reply) for reply in read_lines(DATA / "replies" / f"{name}.jsonl", Reply)]


def load_screen(name: str) -> list[Case]:
    """The lines of `data/screen/<name>.jsonl`."""
    return [_of_line(n, line) for n, line in enumerate(read_lines(DATA / "screen" / f"{name}.jsonl", Line))]


def _blank(text: str, turns: list[Turn], group: str, source: str) -> Case:
    spans = sentences(text)
    labels = np.zeros((len(spans) + 1, len(COLUMNS)), np.float32)
    return Case(text, turns, spans, labels, np.zeros_like(labels), group, source)


def _of_message(message: Message, source: str) -> Case:
    case = _blank(message.text, message.turns(), message.pair or message.id, source)
    case.message = message
    case.known[:-1, : len(MOVES)] = 1
    for gold in message.marks:
        start = message.text.find(gold.quote)
        case.labels[_covered(case.spans, start, start + len(gold.quote)), COLUMN[gold.move]] = 1
    if all(gold.move != "threat" for gold in message.marks):
        case.known[:, DANGER] = 1  # talk within a family is not danger, however hard
    return case


def _covered(spans: list[Span], start: int, end: int) -> list[int]:
    """The sentences that a quote covers at least by half, or that hold most of it."""
    shared = [max(0, min(end, span.end) - max(start, span.start)) for span in spans]
    most = max(shared, default=0)
    return [n for n, part in enumerate(shared) if part and (part == most or part * 2 >= spans[n].end - spans[n].start)]


def _of_example(line: Example, column: int, wanted: int) -> Case:
    case = _blank(line.text, [Turn(text) for text in line.context], f"content-{column}", "content")
    case.known[:-1, : len(MOVES)] = DOUBTFUL
    if not wanted:
        case.known[:-1, column] = 1
    elif line.quote or len(case.spans) == 1:  # else it isn't said which sentence does it
        place = line.text.find(line.quote)
        rows = _covered(case.spans, place, place + len(line.quote or line.text))
        case.known[rows, column] = case.labels[rows, column] = 1
    return case


def _of_reply(reply: Reply) -> Case:
    case = _blank(reply.text, [Turn(text) for text in reply.context], reply.id, "replies")
    case.known[-1, len(MOVES) : DANGER.start] = 1
    names = [f"reading:{reply.reading}", *(f"part:{part}" for part in reply.parts), *([AMENDS] if reply.amends else [])]
    case.labels[-1, [COLUMN[name] for name in names]] = 1
    return case


def _of_line(n: int, line: Line) -> Case:
    case = _blank(line.text, [], f"screen-{n}", "screen")
    rows = slice(None) if not line.crisis or len(case.spans) == 1 else slice(-1, None)
    case.known[rows, DANGER] = 1
    if line.crisis:
        case.labels[rows, COLUMN[f"danger:{line.kind}"]] = 1
    return case


def composed(cases: list[Case], count: int, seed: int) -> list[Case]:
    """Messages put together from sentences of different texts without context. In the written ones a kind sentence
    tends to stand among kind ones; a reader must not pass over "You never listen." because the next one is warm."""
    draw = np.random.default_rng(seed)
    alone = [(case, n) for case in cases if not case.turns and case.source != "replies" for n in range(len(case.spans))]
    alone = [(case, n) for case, n in alone if case.known[n, : len(MOVES)].any()]
    plain = [(case, n) for case, n in alone if case.source == "content"]
    found = []
    for number in range(count):
        parts = [alone[k] for k in draw.integers(len(alone), size=draw.integers(1, 4))]
        parts += [plain[k] for k in draw.integers(len(plain), size=1)]
        parts = [parts[k] for k in draw.permutation(len(parts))]
        texts = [case.text[case.spans[n].start : case.spans[n].end] for case, n in parts]
        whole = _blank(" ".join(texts), [], f"composed-{number}", "composed")
        if len(whole.spans) == len(parts):
            for row, (case, n) in enumerate(parts):
                whole.labels[row], whole.known[row] = case.labels[n], case.known[n]
            found.append(whole)
    return found
