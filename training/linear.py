"""Fitting the fast tier: one logistic regression a move over hashed words, word pairs and letters.

Knows scikit-learn; refuses to know what the features are.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kinmend.reader.linear import BUCKETS, Linear, features, keys
from kinmend.reader.sentences import Span
from kinmend.reader.signals import View, views
from training.examples import DANGER, MOVES, Case


def views_of(cases: list[Case]) -> list[View]:
    """All sentences of all cases, in order."""
    return [view for case in cases for view in views(case.text, case.spans, tuple(case.turns))]


def matrix(sentences: list[View]) -> csr_matrix:
    """Sentences x buckets: how often a feature is there, over the root of how many there are."""
    rows = [[bucket for key in keys(view) for bucket in features(key)] for view in sentences]
    sizes = [len(row) for row in rows]
    values = np.repeat([1 / np.sqrt(size) for size in sizes], sizes)
    pointers = np.concatenate([[0], np.cumsum(sizes)])
    return csr_matrix((values, np.concatenate(rows), pointers), shape=(len(rows), BUCKETS), dtype=np.float64)


def fit(cases: list[Case], strength: float = 4.0) -> tuple[np.ndarray, np.ndarray]:
    """Weights (buckets x (moves and danger)) and bias, learnt from the labels that are known."""
    rows_of = matrix(views_of(cases))
    labels = np.concatenate([case.labels[:-1, : len(MOVES)] for case in cases])
    known = np.concatenate([case.known[:-1, : len(MOVES)] for case in cases])
    weights, bias = np.zeros((BUCKETS, len(MOVES) + 1), np.float32), np.zeros(len(MOVES) + 1, np.float32)
    for move in range(len(MOVES)):
        rows = known[:, move] > 0.5
        weights[:, move], bias[move] = _fit(rows_of[rows], labels[rows, move], strength)
    told = [case for case in cases if case.known[-1, DANGER].any()]
    weights[:, -1], bias[-1] = _fit(matrix(wholes_of(told)), in_danger(told), strength)
    return weights, bias


def wholes_of(cases: list[Case]) -> list[View]:
    """Each text as one view, for danger, which may be spread over sentences."""
    return [view for case in cases for view in views(case.text, [Span(0, len(case.text))], tuple(case.turns))]


def in_danger(cases: list[Case]) -> np.ndarray:
    """1 where a text speaks of present danger."""
    return np.array([case.labels[-1, DANGER].max() for case in cases])


def _fit(rows: csr_matrix, labels: np.ndarray, strength: float) -> tuple[np.ndarray, float]:
    model = LogisticRegression(C=strength, solver="liblinear", random_state=0).fit(rows, labels)
    return model.coef_[0], model.intercept_[0]


def score(weights: np.ndarray, bias: np.ndarray, cases: list[Case]) -> np.ndarray:
    """Sentences x moves, of all cases in order."""
    return Linear(weights, bias).scores(views_of(cases))[:, : len(MOVES)]
