"""From a reading to what the margin shows: notes with numbers, and the text cut into marked stretches.

Knows readings and move files; refuses to judge or to reorder a person's words.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from kinmend.library import Family, Move
from kinmend.reader import Mark, Reading, reader

KINDS: dict[Family, str] = {"opens": "k-opens", "holds": "k-holds", "two-ways": "k-two", "hard": "k-hard"}
TITLES: dict[Family, str] = {
    "opens": "Opens the door",
    "holds": "Holds your ground",
    "two-ways": "Could be read two ways",
    "hard": "May land hard",
}
PERHAPS = 0.6
MOST_OPEN = 2
_WEIGHT: dict[Family, int] = {"opens": 0, "holds": 1, "two-ways": 2, "hard": 3}


@dataclass(slots=True)
class Note:
    """One numbered note: a stretch of words and what it may do."""

    start: int
    end: int
    family: Family
    marks: list[Mark]
    text: str
    n: int = 0
    open: bool = False
    moves: list[Move] = field(default_factory=list)

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.text[self.start : self.end]

    @property
    def kind(self) -> str:
        """The CSS class of its line."""
        return KINDS[self.family]

    @property
    def perhaps(self) -> bool:
        """True where the reader is not sure."""
        return max(mark.sure for mark in self.marks) < PERHAPS

    @property
    def title(self) -> str:
        """The family, with "perhaps" where it is a guess."""
        return f"Perhaps: {TITLES[self.family].lower()}" if self.perhaps else TITLES[self.family]

    @property
    def line(self) -> str:
        """The class that draws it: an unsure hard mark is drawn dotted."""
        return f"{self.kind} unsure" if self.perhaps and self.family == "hard" else self.kind

    @property
    def first(self) -> Move:
        """The surest move."""
        return self.moves[0]

    @property
    def whys(self) -> list[str]:
        """Each reason once."""
        return list(dict.fromkeys(mark.why for mark in self.marks))

    @property
    def words(self) -> list[str]:
        """The words that weighed most, each once."""
        return list(dict.fromkeys(word for mark in self.marks for word in mark.words))[:4]

    @property
    def tenths(self) -> int:
        """How sure, as so many in ten; never none and never all."""
        return min(9, max(1, round(max(mark.sure for mark in self.marks) * 10)))

    @property
    def ids(self) -> str:
        """The ids of its moves, for a form."""
        return " ".join(move.id for move in self.moves)

    @property
    def example(self) -> str:
        """A line from the surest move's file, to compare with."""
        lines = (hit if isinstance(hit, str) else hit.text for hit in self.first.hits)
        return next((line for line in lines if line != self.quote and len(line) < 90), "")

    @property
    def gentler(self) -> list[str]:
        """Ways to say it, the surest move's first."""
        return list(dict.fromkeys(way for move in self.moves for way in move.gentler))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text with at most one line under it, and the numbers that stand at its end."""

    text: str
    note: Note | None
    ends: tuple[Note, ...] = ()


def notes_of(text: str, reading: Reading) -> list[Note]:
    """The notes in reading order: marks of one family that overlap share one."""
    notes: list[Note] = []
    for mark in reading.marks:
        same = next((n for n in notes if n.family == mark.family and n.start < mark.end and mark.start < n.end), None)
        if same:
            same.start, same.end = min(same.start, mark.start), max(same.end, mark.end)
            same.marks.append(mark)
        else:
            notes.append(Note(mark.start, mark.end, mark.family, [mark], text))
    moves = reader().moves
    notes.sort(key=lambda note: (note.start, note.end, -_WEIGHT[note.family]))
    for number, note in enumerate(notes, 1):
        note.n = number
        note.marks.sort(key=lambda mark: -mark.sure)
        note.moves = [moves[move] for move in dict.fromkeys(mark.move for mark in note.marks)]
    _open_first(notes)
    return notes


def stretches(text: str, notes: Sequence[Note]) -> list[Stretch]:
    """The whole text in order; where notes overlap, the weightier one draws the line."""
    cuts = sorted({0, len(text), *(edge for note in notes for edge in (note.start, note.end))})
    found = []
    for start, end in itertools.pairwise(cuts):
        over = [note for note in notes if note.start <= start and end <= note.end]
        top = max(over, key=lambda note: _WEIGHT[note.family], default=None)
        found.append(Stretch(text[start:end], top, tuple(note for note in notes if note.end == end)))
    return found


def _open_first(notes: list[Note]) -> None:
    """Strengths stand together and open; of the rest, the hardest two are open."""
    rest = sorted((n for n in notes if n.family in ("hard", "two-ways")), key=lambda n: (-_WEIGHT[n.family], n.start))
    for note in rest[:MOST_OPEN]:
        note.open = True
