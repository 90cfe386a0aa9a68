"""The fast tier: a linear model over words, word pairs and letters, for thousands of messages a second.

Knows how a sentence is turned into numbered features; refuses to know meaning. A sentence's score for a move is the
sum of the weights of its features, divided by the root of their number, so each word's part in it can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from threading import Lock
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kinmend.reader.signals import View

BUCKETS = 1 << 16
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!.]+|[^\w\s,;:\"()]")
_MANY = 200_000


def tokens(view: View) -> list[str]:
    """Words, end marks and symbols, with a word for where the sentence stands and what it answers."""
    said = _TOKEN.findall(view.low)
    flags = ["<q>" if view.question else "<s>", f"<n{min(len(said), 12) // 3}>"]
    flags += [name for name in ("alone", "first", "last") if getattr(view, name)]
    if len(said) <= 6:  # what a short answer does hangs on what it answers
        flags.append("<short-asked>" if view.before.asked else "<short-opened>" if view.before.opened else "<short>")
    return ["<", *said, ">", *flags]


def keys(view: View) -> list[str]:
    """What a sentence is made of: its words, and pairs of words next to each other or with one between."""
    said = tokens(view)
    words = said[: said.index(">") + 1]
    return [*said, *map(" ".join, pairwise(words)), *map(" ".join, zip(words, words[2:], strict=False))]


def features(key: str) -> list[int]:
    """The buckets of a key: its own, and for a word those of its letters."""
    if " " in key or len(key) < 4 or not key[0].isalpha():
        return [_bucket(key)]
    whole = f"_{key}_"
    return [_bucket(key)] + [_bucket(whole[n : n + size]) for size in (3, 4, 5) for n in range(len(whole) - size + 1)]


def _bucket(feature: str) -> int:
    return crc32(feature.encode()) & (BUCKETS - 1)


class Linear:
    """Weights, ready to score: `weights` buckets x moves, `bias` moves. Remembers the sum of each key it has met, so
    that a long history costs a look-up a word. Safe to call from many threads."""

    def __init__(self, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self.weights, self.bias = weights, bias
        self._lock = Lock()
        self._forget()

    def scores(self, views: Sequence[View]) -> NDArray[np.float32]:
        """Sentences x moves, before the logistic."""
        if not views:
            return np.zeros((0, len(self.bias)), np.float32)
        with self._lock:
            if len(self._rows) > _MANY:
                self._forget()
            sums = self._sums([keys(view) for view in views])
        return np.asarray(sums[:, :-1] / np.sqrt(sums[:, -1:]) + self.bias, np.float32)

    def _forget(self) -> None:
        self._rows: dict[str, int] = {}
        self._table = np.zeros((1024, len(self.bias) + 1), np.float32)

    def _sums(self, sentences: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        known = self._rows.get
        flat = [known(key, -1) for sentence in sentences for key in sentence]
        if -1 in flat:
            flat = [self._row_of(key) for sentence in sentences for key in sentence]
        starts = np.cumsum([0, *map(len, sentences[:-1])])
        sums: NDArray[np.float32] = np.add.reduceat(self._table[flat], starts, axis=0)
        return sums

    def _row_of(self, key: str) -> int:
        """The row of the table that holds the sum of a key's weights and how many they are."""
        if key in self._rows:
            return self._rows[key]
        row = self._rows[key] = len(self._rows)
        if row == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        found = features(key)
        self._table[row, :-1] = self.weights[found].sum(0)
        self._table[row, -1] = len(found)
        return row
