"""From scores to probabilities, and from probabilities to marks: fitted on messages the models have not seen.

Knows scores and labels; refuses to see a text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from kinmend.reader.weights import Danger, Sureness

MARKED_FROM = 0.4
"""A move is marked from this probability on. One for all: thresholds of their own, found on the few positives that each
move has among the messages kept back, did worse on other messages (macro-F1 0.668 against 0.690, natural ones)."""
FALSE_ALARMS = 0.05
"""How many harmless lines may show the card by the trained screen alone. The lines it is fitted on were written to
deceive; everyday pages are far easier."""


def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-x)."""
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


@dataclass(slots=True)
class Seen:
    """Scores of sentences that neither tier has learnt from, with what is true of them."""

    encoder: np.ndarray
    """Sentences x moves."""
    linear: np.ndarray
    """Sentences x moves."""
    labels: np.ndarray
    """Sentences x moves, 0 or 1."""


def fit(seen: Seen, moves: list[str]) -> dict[str, Sureness]:
    """How sure the scores make the reader of each move.

    The slopes of a move are drawn toward those of all moves together, since some moves have few examples.
    """
    slopes, bias = careful(seen.encoder, seen.linear, seen.labels)
    skim, skim_bias = careful(seen.linear, np.zeros_like(seen.linear), seen.labels)
    return {
        move: Sureness(
            encoder=float(slopes[n, 0]),
            linear=float(slopes[n, 1]),
            bias=float(bias[n]),
            threshold=MARKED_FROM,
            skim_scale=float(skim[n, 0]),
            skim_bias=float(skim_bias[n]),
            skim_threshold=MARKED_FROM,
        )
        for n, move in enumerate(moves)
    }


def fit_danger(encoder: np.ndarray, linear: np.ndarray, labels: np.ndarray) -> Danger:
    """The probability of danger from the scores of both tiers for whole texts, and where at most `FALSE_ALARMS` of the
    harmless ones would show the card."""
    model = LogisticRegression().fit(np.stack([encoder, linear], 1), labels)
    (a, b), bias = model.coef_[0], float(model.intercept_[0])
    sure = logistic(a * encoder + b * linear + bias)
    threshold = float(np.quantile(sure[labels == 0], 1 - FALSE_ALARMS))
    return Danger(float(a), float(b), bias, round(max(threshold, 0.02), 3))


def fit_replies(readings: np.ndarray, amends: np.ndarray, true: np.ndarray, made: np.ndarray) -> tuple[float, float]:
    """From which probability on amends are said to be made, and under which best probability a reply is unclear.

    `readings`: replies x readings, before the softmax, "unclear" last; `amends`: before the logistic; `true`: the
    right reading's number; `made`: 1 where amends are made.
    """
    chances = np.exp(readings - readings.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    unclear = readings.shape[1] - 1

    def macro(limit: float) -> float:
        found = np.where(chances.max(1) >= limit, chances.argmax(1), unclear)
        each = [
            2 * ((found == n) & (true == n)).sum() / max(1, (found == n).sum() + (true == n).sum())
            for n in range(unclear + 1)
        ]
        return float(np.mean(each))

    def amends_f1(limit: float) -> float:
        found = logistic(amends) >= limit
        return float(2 * (found & (made > 0)).sum() / max(1, found.sum() + made.sum()))

    grid = np.linspace(0.15, 0.75, 25)
    return _middle(grid, [amends_f1(t) for t in grid]), _middle(grid, [macro(t) for t in grid])


def _middle(grid: np.ndarray, scores: list[float]) -> float:
    """The middle of the thresholds that score within a hundredth of the best."""
    near = grid[np.array(scores) >= max(scores) - 0.01]
    return round(float(np.median(near)), 3)


def careful(first: np.ndarray, second: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Slopes (moves x 2) and bias (moves) of a logistic regression a move, drawn toward the one of all moves."""
    shared = _slopes(first.ravel(), second.ravel(), labels.ravel(), 1.0)
    slopes, bias = np.zeros((labels.shape[1], 2)), np.zeros(labels.shape[1])
    for n in range(labels.shape[1]):
        share = labels[:, n].sum() / (labels[:, n].sum() + 20)
        own = _slopes(first[:, n], second[:, n], labels[:, n], 0.3)
        slopes[n] = share * own + (1 - share) * shared
        bias[n] = _bias(slopes[n, 0] * first[:, n] + slopes[n, 1] * second[:, n], labels[:, n])
    return slopes, bias


def _slopes(first: np.ndarray, second: np.ndarray, labels: np.ndarray, strength: float) -> np.ndarray:
    if not labels.any():
        return np.array([1.0, 0.0])
    model = LogisticRegression(C=strength).fit(np.stack([first, second], 1), labels)
    return np.array([max(0.1, model.coef_[0][0]), max(0.0, model.coef_[0][1])])


def _bias(raw: np.ndarray, labels: np.ndarray) -> float:
    """The bias at which the mean probability is the share of true labels."""
    low, high = -20.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if logistic(raw + middle).mean() < labels.mean() else (low, middle)
    return round((low + high) / 2, 4)
