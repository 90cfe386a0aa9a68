"""Questions of the desk, always of one person.

Knows entries of an open journal; refuses to change one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from kinmend.journal import Draft, Entry, Journal, Received
from kinmend.reader import Reading, Turn, read


def answered_by(journal: Journal, message: bytes | None) -> Entry[Received] | None:
    """The message that a draft answers, if it answers one and it is still there."""
    return journal.entry(Received, message) if message else None


def reading_of(text: str, before: Entry[Received] | None) -> Reading:
    """The reading of a draft; the message it answers is its context."""
    return read(text, [Turn(before.record.text)] if before else [])


def reading_of_received(record: Received) -> Reading:
    """The reading of her words, with what was said to her before as context."""
    return read(record.text, [Turn(record.said_before)] if record.said_before.strip() else [])


def others_of(journal: Journal, entry: Entry[Draft]) -> list[Entry[Draft]]:
    """Other versions of the same draft, kept because two were saved at once."""
    family = {entry.hex, entry.record.beside} - {""}
    return [o for o in journal.entries(Draft) if o.id != entry.id and ({o.hex, o.record.beside} & family)]


def time_for(until: str, zone: str, now: datetime | None = None) -> str:
    """When a thing that is put away comes back: tomorrow or in a week at seven in the morning, `always` for never
    by itself, empty for now. In the browser's zone, or this computer's."""
    if until in ("now", "always"):
        return "" if until == "now" else "always"
    local = (now or timezone.now()).astimezone(_zone(zone))
    day = local.date() + timedelta(days=1 if until == "tomorrow" else 7)
    return datetime(day.year, day.month, day.day, 7, tzinfo=local.tzinfo).isoformat()


def is_away(until: str, now: datetime) -> bool:
    """True while a thing is put away."""
    return until == "always" or bool(until and datetime.fromisoformat(until) > now)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
