"""The small encoder: MiniLM (6 layers, 384 wide) in plain torch, fine-tuned to say which sentence does what.

Knows the shape of BERT and how to train it; refuses to download anything. A sentence's score for a move is a weighted
mean of the scores of its word pieces, so the pieces that weighed most can be shown.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kinmend.reader.encoder import NOTHING
from kinmend.reader.windows import Window, windows
from kinmend.reader.wordpiece import WordPiece
from training.examples import Case

WIDE, HEADS, LAYERS, DEEP = 384, 12, 6, 1536


class Layer(nn.Module):
    """One block of BERT: attention, then a feed-forward net, each with a residual and a norm."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDE, WIDE) for _ in range(3))
        self.join, self.norm1 = nn.Linear(WIDE, WIDE), nn.LayerNorm(WIDE, eps=1e-12)
        self.up, self.down, self.norm2 = nn.Linear(WIDE, DEEP), nn.Linear(DEEP, WIDE), nn.LayerNorm(WIDE, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` batch x pieces x wide; `mask` batch x 1 x 1 x pieces, 0 or a very negative number."""
        rows, pieces, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(rows, pieces, HEADS, WIDE // HEADS).transpose(1, 2)

        q, k, v = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(WIDE // HEADS) + mask, -1)
        seen = (self.drop(weights) @ v).transpose(1, 2).reshape(rows, pieces, WIDE)
        x = self.norm1(x + self.drop(self.join(seen)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces in, two numbers a piece and column out: its score and its weight."""

    def __init__(self, words: int, columns: int) -> None:
        super().__init__()
        self.words, self.places, self.parts = (nn.Embedding(n, WIDE) for n in (words, 512, 2))
        self.norm, self.drop = nn.LayerNorm(WIDE, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDE, 2 * columns)
        nn.init.normal_(self.head.weight, std=0.02)
        with torch.no_grad():
            self.head.bias.zero_()
            self.head.bias[:columns] = -3.0

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> Tensor:
        """Batch x pieces x (scores of all columns, then weights of all columns)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(places)[None] + self.parts(parts)))
        hidden = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, hidden)
        return self.head(self.drop(x))


_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "join",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


def load_minilm(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Fills `encoder` with the published weights of all-MiniLM-L6-v2 (Apache-2.0)."""
    state = encoder.state_dict()
    for name, theirs in {"words": "word", "places": "position", "parts": "token_type"}.items():
        state[f"{name}.weight"] = weights[f"embeddings.{theirs}_embeddings.weight"]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for n in range(LAYERS):
            for theirs, ours in _NAMES.items():
                state[f"layers.{n}.{ours}.{kind}"] = weights[f"encoder.layer.{n}.{theirs}.{kind}"]
    encoder.load_state_dict(state)


@dataclass(slots=True)
class Lesson:
    """A window with what is known of its sentences, and in a last row of the whole (see `training.examples.Case`)."""

    window: Window
    labels: np.ndarray
    known: np.ndarray


def batches(windows: Sequence[Window], pieces: int, order: Sequence[int]) -> list[list[int]]:
    """Indices of `windows`, in batches of like length that hold at most `pieces` with padding."""
    found: list[list[int]] = []
    for start in range(0, len(order), 512):
        chunk = sorted(order[start : start + 512], key=lambda n: len(windows[n].ids))
        batch: list[int] = []
        for n in chunk:
            if batch and len(windows[n].ids) * (len(batch) + 1) > pieces:
                found.append(batch)
                batch = []
            batch.append(n)
        found.append(batch)
    return found


def collate(windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded ids, parts and mask."""
    longest = max(len(window.ids) for window in windows)
    ids, parts, mask = (torch.zeros(len(windows), longest, dtype=torch.long) for _ in range(3))
    for n, window in enumerate(windows):
        size = len(window.ids)
        ids[n, :size], parts[n, :size], mask[n, :size] = torch.tensor(window.ids), torch.tensor(window.parts), 1
    return ids, parts, mask


def pool(out: Tensor, windows: Sequence[Window]) -> Tensor:
    """Scores of all sentences and of the whole, window after window: rows x columns."""
    columns = out.shape[-1] // 2
    rows = []
    for n, window in enumerate(windows):
        for start, end in (*window.sentences, (0, len(window.pieces))):
            if end <= start:
                rows.append(out.new_full((columns,), NOTHING))
                continue
            said = out[n, window.offset + start : window.offset + end]
            weights = torch.softmax(said[:, columns:], 0)
            rows.append((weights * said[:, :columns]).sum(0))
    return torch.stack(rows)


def train(
    encoder: Encoder,
    lessons: Sequence[Lesson],
    *,
    epochs: int = 6,
    rate: float = 1e-4,
    seed: int = 0,
    frozen: int = 0,
    say: Callable[[str], None] = print,
) -> None:
    """Fine-tunes in place, but for the first `frozen` layers. Deterministic for a seed on one machine."""
    for layer in encoder.layers[:frozen]:
        layer.requires_grad_(False)
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    windows = [lesson.window for lesson in lessons]
    head = list(encoder.head.parameters())
    body = [p for name, p in encoder.named_parameters() if not name.startswith("head") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": head, "lr": rate * 10}], weight_decay=0.01)
    plan = [batches(windows, 1600, draw.permutation(len(windows)).tolist()) for _ in range(epochs)]
    steps = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / (0.1 * steps)) * max(0.0, 1 - n / steps)
    )
    encoder.train()
    for epoch, plans in enumerate(plan):
        began, total = time.perf_counter(), 0.0
        for index in draw.permutation(len(plans)):
            chosen = [lessons[n] for n in plans[index]]
            labels = torch.tensor(np.concatenate([lesson.labels for lesson in chosen]))
            known = torch.tensor(np.concatenate([lesson.known for lesson in chosen]))
            scores = pool(encoder(*collate([lesson.window for lesson in chosen])), [x.window for x in chosen])
            losses = F.binary_cross_entropy_with_logits(scores, labels * 0.96 + 0.004, reduction="none") * known
            loss = losses.sum() / known.sum().clamp(min=1) * 10
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        say(f"epoch {epoch + 1}: loss {total / len(plans):.4f}, {time.perf_counter() - began:.0f} s")
    encoder.eval()


def predict(encoder: Encoder, windows: Sequence[Window]) -> list[np.ndarray]:
    """Scores (before the logistic) a window: (sentences + 1) x columns."""
    encoder.eval()
    found: list[np.ndarray] = [np.zeros((0, 0))] * len(windows)
    with torch.inference_mode():
        for batch in batches(windows, 4000, range(len(windows))):
            chosen = [windows[n] for n in batch]
            scores = pool(encoder(*collate(chosen)), chosen).numpy()
            at = 0
            for n in batch:
                size = len(windows[n].sentences) + 1
                found[n] = scores[at : at + size]
                at += size
    return found


def lessons(cases: Sequence[Case], cutter: WordPiece) -> list[Lesson]:
    """The windows of all cases with their labels. What is said of a whole text counts where it is one window."""
    found = []
    for case in cases:
        at = 0
        cut = windows(case.text, case.spans, case.turns, cutter)
        for window in cut:
            rows = [*range(at, at + len(window.sentences)), len(case.spans)]
            labels, known = case.labels[rows], case.known[rows]
            if len(cut) > 1:
                known[-1] = 0
            found.append(Lesson(window, labels, known))
            at += len(window.sentences)
    return found


def export(encoder: Encoder, path: Path) -> None:
    """Writes the encoder as ONNX with 8-bit weights, one scale a channel: a single scale loses much."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ids = torch.ones(2, 9, dtype=torch.long)
    names = ["ids", "parts", "mask"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            encoder.eval(),
            (ids, torch.zeros_like(ids), ids),
            plain,
            input_names=names,
            output_names=["scores"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in (*names, "scores")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, path, per_channel=True, weight_type=QuantType.QInt8)
