"""Laying out a message, cut into sentences, as the encoder reads it: what was said before, then the message.

Knows word pieces and their order; refuses to know who is who: a turn before is "you" or "me", never mother or child,
so that the same words mean the same in either mouth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinmend.reader.sentences import Span
from kinmend.reader.signals import Turn
from kinmend.reader.wordpiece import Piece, WordPiece

BEFORE = 64
"""Pieces of earlier turns that are read at most; the nearest count most."""
WITHIN = 192
"""Pieces of the message that are read at once; a longer one is read in several windows."""


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of a message, with what came before them."""

    ids: list[int]
    """Word pieces, with the marks of BERT at the start and after each part."""
    parts: list[int]
    """0 for what came before, 1 for the message; as long as `ids`."""
    pieces: list[Piece]
    """The pieces of the message itself, with their places in the text."""
    offset: int
    """Where `pieces` start in `ids`."""
    sentences: list[tuple[int, int]]
    """Which pieces each sentence has: first and one after the last, counted in `pieces`."""


def windows(text: str, spans: Sequence[Span], context: Sequence[Turn], cutter: WordPiece) -> list[Window]:
    """The windows of `text`, whose sentences are `spans`; every sentence is in exactly one."""
    pieces = cutter.pieces(text)
    before = _before(context, cutter)
    found: list[Window] = []
    for group in _groups(_ranges(pieces, spans)):
        first, last = group[0][0], group[-1][1]
        mine = pieces[first:last]
        head = [cutter.start, *before, cutter.stop]
        ids = [*head, *(piece.id for piece in mine), cutter.stop]
        parts = [0] * len(head) + [1] * (len(mine) + 1)
        found.append(Window(ids, parts, mine, len(head), [(start - first, end - first) for start, end in group]))
        before = [piece.id for piece in mine][-BEFORE:]
    return found


def _before(context: Sequence[Turn], cutter: WordPiece) -> list[int]:
    ids: list[int] = []
    for turn in reversed(context[-3:]):
        said = cutter.pieces(("me: " if turn.own else "you: ") + turn.text)
        ids = [piece.id for piece in said] + ids
        if len(ids) >= BEFORE:
            break
    return ids[-BEFORE:]


def _ranges(pieces: Sequence[Piece], spans: Sequence[Span]) -> list[tuple[int, int]]:
    ranges, at = [], 0
    for span in spans:
        first = at
        while at < len(pieces) and pieces[at].start < span.end:
            at += 1
        ranges.append((first, min(at, first + WITHIN)))
    return ranges


def _groups(ranges: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    for start, end in ranges:
        if groups and end - groups[-1][0][0] <= WITHIN:
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    return groups
