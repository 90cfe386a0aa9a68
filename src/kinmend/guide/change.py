"""Whether a person's own number has changed: said seldom, and only against their own past.

Knows the rule of the method (its section 4.3); refuses to compare with anybody, and to call a change good.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, stdev
from typing import Literal, NamedTuple

EARLIER, WINDOW, LEAST, SPREAD = 4, 6, 2.0, 1.96


class Change(NamedTuple):
    """What can be said about the newest of some points."""

    said: Literal["more", "less", "same", "too-few"]
    shift: float = 0.0
    """The newest point less the mean of the last six before it."""


def change(points: Sequence[float]) -> Change:
    """`points`: oldest first, on a scale of 0 to 10. "Changed" needs four earlier points, a shift of two or more, and
    a shift beyond 1.96 standard deviations of the last six."""
    *before, newest = points or (0.0,)
    before = before[-WINDOW:]
    if len(before) < EARLIER:
        return Change("too-few")
    shift = newest - fmean(before)
    if abs(shift) < LEAST or abs(shift) <= SPREAD * stdev(before):
        return Change("same", shift)
    return Change("more" if shift > 0 else "less", shift)
