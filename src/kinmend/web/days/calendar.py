"""A calendar file of the days a person chose: neutral words only, since calendars are shown on lock screens.

Knows iCalendar through its library; refuses names, reasons and alarms.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from kinmend.guide.days import coming
from kinmend.journal import Day, Entry

NEUTRAL = "Note to self"


def calendar_of(days: Iterable[Entry[Day]], today: date) -> bytes:
    """The days that are still to come and not quiet, as an iCalendar file of whole-day events."""
    calendar = Calendar()
    calendar.add("prodid", "-//notes//EN")
    calendar.add("version", "2.0")
    for entry in days:
        when = coming(entry.record, today)
        if when is None or entry.record.quiet:
            continue
        event = Event()
        event.add("uid", entry.hex)
        event.add("summary", NEUTRAL)
        event.add("dtstart", when)
        event.add("dtend", when + timedelta(days=1))
        event.add("dtstamp", datetime.combine(today, datetime.min.time(), UTC))
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
