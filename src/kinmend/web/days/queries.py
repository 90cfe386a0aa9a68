"""Which days come next.

Knows the days a person chose; refuses to say anything of a day they asked to be quiet about.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from kinmend.guide.days import coming
from kinmend.journal import Day, Entry, Settings
from kinmend.library import load_exercises
from kinmend.web.kit.requests import OpenRequest
from kinmend.web.path.queries import fits

SOON = timedelta(days=28)


def upcoming(request: OpenRequest) -> list[tuple[date, Entry[Day]]]:
    """All days with the next time each comes, soonest first."""
    today, mine = timezone.localdate(), request.unlocked.settings
    days = [entry for entry in request.unlocked.journal.entries(Day) if _fits(entry.record, mine)]
    found = [(coming(entry.record, today, overdue=entry.record.kind != "day"), entry) for entry in days]
    return sorted(((when, e) for when, e in found if when), key=lambda pair: (pair[0], pair[1].id))


def soon(request: OpenRequest) -> list[tuple[date, Entry[Day]]]:
    """The days of the next four weeks, for Today; none of the quiet ones."""
    until = timezone.localdate() + SOON
    return [(when, entry) for when, entry in upcoming(request) if when <= until and not entry.record.quiet]


def _fits(day: Day, mine: Settings) -> bool:
    """A day that came from an exercise goes where the exercise goes."""
    exercise = load_exercises().get(day.exercise)
    return exercise is None or fits(exercise, mine)
