"""Plots of a person's own numbers: one message each, zero at the base, a table behind every one.

Knows points and paths; refuses a line through too few.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kinmend.guide.change import Change, change
from kinmend.journal import CheckIn
from kinmend.library.checkins import Question

LEAST = 4
WIDE, HIGH = 300.0, 90.0
_SAID = {
    "more": _("Higher than your last ones."),
    "less": _("Lower than your last ones."),
    "same": _("About as before."),
    "too-few": _("Too few to say whether anything changed."),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """One question over time."""

    question: Question
    caption: str
    """What can be said, in words."""
    rows: list[tuple[str, float]]
    """Day and number, oldest first."""
    path: str
    """The line as SVG path data; empty: too few points."""
    ends: tuple[float, float]


def plot(question: Question, checks: list[CheckIn]) -> Plot | None:
    """The plot of `question`; None where it was never answered. `checks`: oldest first."""
    rows = [(check.created[:10], check.values[question.id]) for check in checks if question.id in check.values]
    if not rows:
        return None
    values = [value for _, value in rows]
    return Plot(question, _caption(change(values), values), rows, _path(question, values), (values[0], values[-1]))


def _caption(found: Change, values: list[float]) -> str:
    if len(values) < LEAST:
        return gettext("%(have)s of the %(needed)s that a line needs.") % {"have": len(values), "needed": LEAST}
    return gettext(_SAID[found.said])


def _path(question: Question, values: list[float]) -> str:
    if len(values) < LEAST:
        return ""
    step = WIDE / (len(values) - 1)
    span = question.most - question.least
    points = [(n * step, HIGH - (value - question.least) / span * HIGH) for n, value in enumerate(values)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
