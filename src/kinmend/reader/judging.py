"""From scores to findings: how sure each move is in each sentence, which words of it are meant, which weighed most.

Knows the two tiers and how they were weighed together; refuses to know the wording of any move.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import msgspec
import numpy as np

from kinmend.reader.encoder import Floats, Scored
from kinmend.reader.sentences import Span, clauses
from kinmend.reader.signals import GREETING, View
from kinmend.reader.weights import Weights
from kinmend.reader.wordpiece import Piece

_CONTRAST = 0.25
"""A clause stands for its sentence when the other clauses together hold at most this share of its score."""
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[?!]+|[^\w\s,.;:]")


class Found(msgspec.Struct, frozen=True):
    """A move in a sentence."""

    move: str
    span: Span
    sure: float
    words: tuple[str, ...]
    """The words that weighed most, in the order of the text; at most three."""


class Judge:
    """Weighs the tiers together. `exclusive`: each move to look for, with those that take its place in one sentence."""

    def __init__(self, weights: Weights, exclusive: dict[str, list[str]]) -> None:
        model = weights.model
        self.weights, self.exclusive, self.moves = weights, exclusive, model.moves
        each = [model.sureness[move] for move in self.moves]
        self._encoder = np.array([s.encoder for s in each], np.float32)
        self._linear = np.array([s.linear for s in each], np.float32)
        self._bias = np.array([s.bias for s in each], np.float32)
        self._threshold = np.array([s.threshold for s in each], np.float32)
        self._skim = [
            np.array(v, np.float32)
            for v in zip(*((s.skim_scale, s.skim_bias, s.skim_threshold) for s in each), strict=True)
        ]

    def read(self, text: str, views: Sequence[View], scored: Scored) -> list[list[Found]]:
        """The moves of each sentence, with the careful tier."""
        return [
            self._found(text, view, pieces, shares, row, self._marked(row, self._threshold))
            for view, row, (pieces, shares) in zip(views, self.sure(views, scored), scored.shares, strict=True)
        ]

    def _found(
        self, text: str, view: View, pieces: Sequence[Piece], shares: Floats, sure: Floats, marked: list[int]
    ) -> list[Found]:
        quotes = _quotes(text, view, pieces, shares[:, marked])
        return [
            Found(self.moves[n], quote, float(sure[n]), _weighty(text, pieces, shares[:, n]))
            for n, quote in zip(marked, quotes, strict=True)
        ]

    def sure(self, views: Sequence[View], scored: Scored) -> Floats:
        """Sentences x moves: how sure the tiers are together, 0 to 1."""
        careful = self._encoder * scored.sentences[:, : len(self.moves)]
        return _logistic(careful + self._linear * self._fast(views) + self._bias)

    def skim(self, views: Sequence[View]) -> list[list[Found]]:
        """The moves of each sentence, with the fast tier alone."""
        scale, bias, threshold = self._skim
        sure = _logistic(self._fast(views) * scale + bias)
        return [
            [Found(self.moves[n], view.span, float(row[n]), ()) for n in self._marked(row, threshold)]
            for view, row in zip(views, sure, strict=True)
        ]

    def _fast(self, views: Sequence[View]) -> Floats:
        return self.weights.linear.scores(views)[:, : len(self.moves)]

    def _marked(self, sure: Floats, threshold: Floats) -> list[int]:
        """Columns to mark in one sentence, without those that give way to a surer one."""
        over: list[int] = np.flatnonzero(sure >= threshold).tolist()
        names = {self.moves[n]: float(sure[n]) for n in over if self.moves[n] in self.exclusive}
        return [n for n in over if self.moves[n] in names and not self._gives_way(self.moves[n], names)]

    def _gives_way(self, move: str, found: dict[str, float]) -> bool:
        return any(found.get(other, 0.0) >= found[move] for other in self.exclusive[move])


def _logistic(x: Floats) -> Floats:
    result: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return result


def _quotes(text: str, view: View, pieces: Sequence[Piece], shares: Floats) -> list[Span]:
    """The words of each move: the sentence without its greeting, or, where two moves plainly live in two clauses of it,
    each its own clause. `shares`: pieces x the moves marked."""
    greeting = GREETING.match(view.text)
    start = view.span.start + (greeting.end() if greeting else 0)
    whole = Span(start, view.span.end) if start < view.span.end else view.span
    parts = clauses(text, whole)
    count = shares.shape[1]
    if len(parts) < 2 or count < 2:
        return [whole] * count
    inside = np.array([[part.start <= piece.start < part.end for piece in pieces] for part in parts], np.float32)
    held = inside @ np.maximum(shares, 0)
    best = held.argmax(0)
    plain = held.sum(0) - held.max(0) <= _CONTRAST * held.max(0)
    if len(set(best.tolist())) < 2:
        return [whole] * count
    return [parts[n] if clear else whole for n, clear in zip(best.tolist(), plain.tolist(), strict=True)]


def _weighty(text: str, pieces: Sequence[Piece], shares: Floats) -> tuple[str, ...]:
    """The whole words of the pieces with the greatest share."""
    held: dict[tuple[int, int], float] = {}
    for found in _WORDS.finditer(text, pieces[0].start if pieces else 0, pieces[-1].end if pieces else 0):
        held[found.span()] = sum(
            float(share)
            for piece, share in zip(pieces, shares, strict=True)
            if found.start() <= piece.start < found.end()
        )
    top = sorted(held, key=lambda span: -held[span])[:3]
    least = 0.35 * held[top[0]] if top else math.inf
    return tuple(text[start:end] for start, end in sorted(span for span in top if held[span] >= least))
