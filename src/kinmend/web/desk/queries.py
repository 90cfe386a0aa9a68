"""Questions of the desk, always of one person.

Knows entries of an open journal; refuses to change one.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from django.utils import timezone

from kinmend.journal import Correction, Draft, Entry, Journal, Received
from kinmend.reader import Reading, Turn, read
from kinmend.reader.reading import without
from kinmend.reader.replies import ReplyReading, read_reply

HEARD = {
    "open": "open",
    "apology": "an apology",
    "non-apology": "a half-apology",
    "bid": "a reaching out",
    "mixed": "mixed",
    "guarded": "guarded",
    "guilt": "a pull on guilt",
    "blame": "blame",
    "attack": "an attack",
    "withdrawal": "a closed door",
    "unclear": "unclear",
}
"""What each reading of an answer is called on the page."""
PARTS = {
    "act": "It names what was done",
    "effect": "It names what that did to you",
    "responsibility": "It takes the fault",
    "repair": "It offers or begins a repair",
    "clean": "No “if” and no “but” takes it back",
}
"""What each part of an apology is, for the page."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def answered_by(journal: Journal, message: bytes | None) -> Entry[Received] | None:
    """The message that a draft answers, if it answers one and it is still there."""
    return journal.entry(Received, message) if message else None


def reading_of(journal: Journal, text: str, before: Entry[Received] | None) -> Reading:
    """The reading of a draft; the message it answers is its context. Without the marks the person called wrong."""
    return quieted(read(text, [Turn(before.record.text)] if before else []), journal)


def reply_of(journal: Journal, record: Received) -> ReplyReading:
    """The reading of her words, with what was said to her before as context."""
    found = read_reply(record.said_before, record.text)
    return msgspec.structs.replace(found, marks=quieted(found.marks, journal))


def quieted(reading: Reading, journal: Journal) -> Reading:
    """`reading` without the marks that the person called wrong for the same wording."""
    wrong = {(e.record.move, _wording(e.record.quote)) for e in journal.entries(Correction)}
    return without(reading, lambda mark: (mark.move, _wording(mark.quote)) in wrong) if wrong else reading


def labelled(journal: Journal) -> str:
    """The person's corrections as labelled messages, one JSON object a line: the words and the moves they don't do."""
    lines = []
    for n, entry in enumerate(reversed(journal.entries(Correction)), 1):
        note = entry.record
        before = [{"speaker": "other", "text": note.context}] if note.context else []
        marks = [
            {"move": mark.move, "quote": mark.quote}
            for mark in read(note.quote, [Turn(note.context)] if note.context else []).marks
            if mark.move != note.move
        ]
        line = {
            "id": f"own-{n}",
            "speaker": "",
            "context": before,
            "text": note.quote,
            "marks": marks,
            "not": [note.move],
        }
        lines.append(msgspec.json.encode(line).decode() + "\n")
    return "".join(lines)


def _wording(quote: str) -> str:
    return " ".join(_WORD.findall(quote.lower().replace("’", "'")))


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
