"""Days that move from year to year: Mother's Day by country, and holidays a person may choose.

Knows rules with the page each was read from; refuses to guess a country's day, or to presume anybody's holidays.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from kinmend.library.files import ContentError, compose, line_of, read_file, root

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = timedelta(days=7)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a day falls: a fixed date, the nth weekday of a month (-1: the last), or days from Easter Sunday."""

    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: Literal["", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = ""
    easter: int | None = None
    """Days after Western Easter Sunday; negative: before it."""
    unless_easter: int | None = None
    """If the day so found is this many days from Easter Sunday, it moves a week later (France and Pentecost)."""

    def on(self, year: int) -> date:
        """The day in `year`."""
        from dateutil.easter import easter  # here, since importing the library must stay quick

        if self.easter is not None:
            return easter(year) + timedelta(days=self.easter)
        if not self.nth:
            return date(year, self.month, self.day)
        found = _nth(year, self.month, self.nth, _WEEKDAYS.index(self.weekday))
        moved = self.unless_easter is not None and found - easter(year) == timedelta(days=self.unless_easter)
        return found + _WEEK if moved else found


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day with its rule and where the rule was read."""

    id: str
    name: str
    rule: Rule
    source: str
    source_name: str
    checked_on: date
    countries: list[str] = []
    """ISO codes in which it is on this day; empty: anywhere."""
    country_names: list[str] = []
    about_mothers: bool = False

    def next(self, today: date) -> date:
        """The next time it comes, today included."""
        this = self.rule.on(today.year)
        return this if this >= today else self.rule.on(today.year + 1)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    days: list[Holiday]


@cache
def load_holidays(base: Path | None = None) -> dict[str, Holiday]:
    """All days by id; raises `ContentError`."""
    folder = (base or root()) / "days"
    return {day.id: day for path in sorted(folder.glob("*.yaml")) for day in read_file(path, _File).days}


def check_holidays(path: Path) -> list[ContentError]:
    """What is wrong with a file of days beyond its shape."""
    days, node = read_file(path, _File).days, compose(path)
    found: list[ContentError] = []

    def wrong(where: str, message: str) -> None:
        found.append(ContentError(path, line_of(node, where), message))

    for n, day in enumerate(days):
        rule = day.rule
        ways = (rule.easter is not None, bool(rule.nth and rule.weekday and rule.month), bool(rule.month and rule.day))
        if sum(ways) != 1:
            found.append(
                ContentError(path, line_of(node, f".days[{n}].rule"), "a rule is exactly one way to find a day")
            )
        if not day.source.startswith("https://") or not day.source_name:
            found.append(
                ContentError(path, line_of(node, f".days[{n}]"), "a day needs the page its rule was read from")
            )
    return found


def _nth(year: int, month: int, nth: int, weekday: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
