"""When the days a person chose come next.

Knows dates and rules; refuses to add a day nobody chose.
"""

from __future__ import annotations

from datetime import date

from kinmend.journal import Day
from kinmend.library.holidays import load_holidays

LONG_PAST = 90
"""Days after which a review that nobody came back to is no longer spoken of."""


def coming(day: Day, today: date, overdue: bool = False) -> date | None:
    """The next time `day` comes, today included; None if it is past. `overdue`: a single date stays for 90 days."""
    if day.rule:
        holiday = load_holidays().get(day.rule)
        return holiday.next(today) if holiday else None
    if not day.date:
        return None
    first = date.fromisoformat(day.date)
    if day.yearly:
        this = _in_year(first, today.year)
        return max(first, this if this >= today else _in_year(first, today.year + 1))
    if first >= today or (overdue and (today - first).days <= LONG_PAST):
        return first
    return None


def _in_year(first: date, year: int) -> date:
    try:
        return first.replace(year=year)
    except ValueError:  # February 29 in a common year is kept on the 28th
        return date(year, 2, 28)
