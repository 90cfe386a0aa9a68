"""From scores to probabilities, and from probabilities to marks: fitted on messages the models have not seen.

Knows scores and labels; refuses to see a text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from kinmend.reader.weights import Danger, Sureness

GRID = np.linspace(0.1, 0.85, 76)
FALSE_ALARMS = 0.05
"""How many harmless lines may show the card by the trained screen alone. The lines it is fitted on were written to
deceive; everyday pages are far easier."""
WRONGLY_HARD = 0.05
"""How many messages without any mark may be called hard."""


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
    message: np.ndarray
    """The message of each sentence, counted from 0: the reader is measured on messages."""
    natural: np.ndarray
    """By message: true where it stood in an exchange, not in a list of near misses."""


def fit(seen: Seen, moves: list[str], hard: set[str]) -> dict[str, Sureness]:
    """How sure each move is, and from where on it is marked.

    The slopes of a move are drawn toward those of all moves together, since some moves have few examples.
    Then the thresholds of hard moves rise together until few messages without any mark are called hard.
    """
    slopes, bias = careful(seen.encoder, seen.linear, seen.labels)
    sure = logistic(slopes[:, 0] * seen.encoder + slopes[:, 1] * seen.linear + bias)
    skim, skim_bias = careful(seen.linear, np.zeros_like(seen.linear), seen.labels)
    skimmed = logistic(skim[:, 0] * seen.linear + skim_bias)
    is_hard = np.array([move in hard for move in moves])
    thresholds, quick = (tightened(probability, seen, is_hard) for probability in (sure, skimmed))
    return {
        move: Sureness(
            encoder=float(slopes[n, 0]),
            linear=float(slopes[n, 1]),
            bias=float(bias[n]),
            threshold=float(thresholds[n]),
            skim_scale=float(skim[n, 0]),
            skim_bias=float(skim_bias[n]),
            skim_threshold=float(quick[n]),
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


def tightened(sure: np.ndarray, seen: Seen, hard: np.ndarray) -> np.ndarray:
    """Thresholds of all moves: the best of each, then those of hard moves raised together until at most `WRONGLY_HARD`
    of the natural messages that have no mark are called hard."""
    best = np.array([threshold(sure[:, n], seen.labels[:, n], seen.message) for n in range(sure.shape[1])])
    plain = seen.natural.copy()
    np.logical_and.at(plain, seen.message, ~seen.labels.any(1))
    for shift in np.arange(0, 3, 0.1):
        raised = np.where(hard, logistic(np.log(best / (1 - best)) + shift), best)
        called = np.zeros(len(plain), bool)
        np.logical_or.at(called, seen.message, (sure >= raised)[:, hard].any(1))
        if called[plain].mean() <= WRONGLY_HARD:
            break
    return np.round(raised, 3)


def threshold(sure: np.ndarray, labels: np.ndarray, message: np.ndarray) -> float:
    """Where F1 over messages is best, smoothed over near thresholds, since the best single one is partly luck."""
    count = message.max() + 1
    best, true = np.zeros(count), np.zeros(count)
    np.maximum.at(best, message, sure)
    np.maximum.at(true, message, labels)
    right = np.array([(true[best >= t]).sum() for t in GRID])
    marked = np.array([(best >= t).sum() for t in GRID])
    scores = (2 * right + 1) / (marked + true.sum() + 2)
    smooth = np.convolve(np.pad(scores, 5, mode="edge"), np.ones(11) / 11, mode="valid")
    return float(GRID[int(smooth.argmax())])


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
