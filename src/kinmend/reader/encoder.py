"""The careful tier: a small language model, run by ONNX Runtime on this machine's processor.

Knows how to score sentences and which of their words weighed most; refuses to decide what is marked. No thread of it
outlives a call, nothing is written, nothing is sent.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from kinmend.reader.sentences import Span
from kinmend.reader.signals import Turn
from kinmend.reader.windows import Window, windows
from kinmend.reader.wordpiece import Piece, WordPiece

NOTHING = -9.0
"""The score of a sentence without a single piece."""
_AT_ONCE = 32
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one text, before the logistic."""

    sentences: Floats
    """Sentences x columns."""
    whole: Floats
    """Columns; the highest of all windows for a long text."""
    shares: list[tuple[list[Piece], Floats]]
    """A sentence: its pieces, and pieces x columns: the part each piece has in the score."""


class Encoder:
    """A trained encoder, ready to score. Safe to call from many threads."""

    def __init__(self, path: Path, vocabulary: Path, columns: Sequence[str]) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = min(2, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the processor to others
        options.log_severity_level = 3
        self.session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.cutter, self.columns = WordPiece(vocabulary), len(columns)

    def score(self, text: str, spans: Sequence[Span], context: Sequence[Turn]) -> Scored:
        """Scores of the sentences `spans` of `text`, given the turns before it."""
        return self.score_many([(text, spans, context)])[0]

    def score_many(self, texts: Sequence[tuple[str, Sequence[Span], Sequence[Turn]]]) -> list[Scored]:
        """The same for many texts at once, in order."""
        cut = [windows(text, spans, context, self.cutter) for text, spans, context in texts]
        flat = [window for group in cut for window in group]
        out: list[Floats] = [np.zeros((0, 0), np.float32)] * len(flat)
        order = sorted(range(len(flat)), key=lambda n: len(flat[n].ids))
        for start in range(0, len(order), _AT_ONCE):
            batch = order[start : start + _AT_ONCE]
            for n, scores in zip(batch, self._run([flat[n] for n in batch]), strict=True):
                out[n] = scores
        scored, at = [], 0
        for group in cut:
            scored.append(self._pooled(group, out[at : at + len(group)]))
            at += len(group)
        return scored

    def _run(self, batch: Sequence[Window]) -> Floats:
        size = max(len(window.ids) for window in batch)
        ids, parts, mask = (np.zeros((len(batch), size), np.int64) for _ in range(3))
        for n, window in enumerate(batch):
            here = len(window.ids)
            ids[n, :here], parts[n, :here], mask[n, :here] = window.ids, window.parts, 1
        result: Floats = self.session.run(None, {"ids": ids, "parts": parts, "mask": mask})[0]
        return result

    def _pooled(self, group: Sequence[Window], out: Sequence[Floats]) -> Scored:
        rows, shares, wholes = [], [], [np.full(self.columns, NOTHING, np.float32)]
        for window, scores in zip(group, out, strict=True):
            said = scores[window.offset : window.offset + len(window.pieces)]
            for start, end in window.sentences:
                part = self._shares(said[start:end])
                rows.append(part.sum(0) if len(part) else np.full(self.columns, NOTHING, np.float32))
                shares.append((window.pieces[start:end], part))
            if len(said):
                wholes.append(self._shares(said).sum(0))
        sentences = np.stack(rows) if rows else np.zeros((0, self.columns), np.float32)
        return Scored(sentences, np.max(wholes, axis=0), shares)

    def _shares(self, said: Floats) -> Floats:
        """Pieces x columns whose sum over pieces is the score."""
        if not len(said):
            return np.zeros((0, self.columns), np.float32)
        weights = np.exp(said[:, self.columns :] - said[:, self.columns :].max(0))
        shares: Floats = said[:, : self.columns] * weights / weights.sum(0)
        return shares
