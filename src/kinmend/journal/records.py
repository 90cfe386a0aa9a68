"""The records a person keeps: typed, versioned, upgraded as they are read.

Knows what each record holds; refuses to know where it lies. Times are ISO 8601 with zone, inside the seal.
A record is stored as JSON: `{"kind": "draft", "version": 1, "record": {...}}`. To change a record's shape, raise
its version and add the function that turns the old record's fields into the new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import msgspec

from kinmend.journal.forms import Forms

Fields = dict[str, Any]
Situation = Literal["", "well", "around", "silent", "unsafe", "died", "unknown"]
Theme = Literal["", "light", "dark"]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person writes: to her, never to be sent, or for themselves."""

    text: str = ""
    purpose: Literal["message", "unsent", "self"] = "message"
    created: str = ""
    changed: str = ""
    held_until: str = ""
    """A time before which the person asked not to be shown it as ready; empty: not held."""
    answers: str = ""
    """Hex id of the received message it answers, if any."""
    beside: str = ""
    """Hex id of the draft that this is another version of, kept because both were saved at once."""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """Words that she wrote, as the person pasted them."""

    text: str = ""
    said_before: str = ""
    """What the person had written before it, if they care to say: the reader reads it as context."""
    created: str = ""
    changed: str = ""
    away_until: str = ""
    """Put away until this time; `always` until it is asked for; empty: not put away."""
    beside: str = ""
    heard_as: str = ""
    """What the person says it is, one of `kinmend.reader.READINGS`, or nothing. Only this counts, no guess."""
    amends: Literal["", "yes", "no"] = ""
    """Whether the person says that it makes amends."""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A mark that the person called wrong: these words are not shown with that move again."""

    quote: str = ""
    """The marked words, as written."""
    move: str = ""
    context: str = ""
    """What the other had said before, where the reader had used it."""
    created: str = ""
    changed: str = ""
    beside: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the app speaks and behaves for this person."""

    forms: Forms = Forms()
    situation: Situation = ""
    careful: bool = False
    """Some answer at the start asked for the careful version. The answers themselves are not kept."""
    country: str = ""
    """Whose help lines to show; chosen by the person, never guessed."""
    theme: Theme = ""
    still: bool = False
    marks: bool = True
    lock_minutes: int = 5

    @property
    def apart(self) -> bool:
        """True where nothing may lead to contact: she has died, is unknown, or contact is not safe."""
        return self.careful or self.situation in ("died", "unknown", "unsafe")


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """Words between one page and the next (a search, a code to write down): sealed, so that no browser history has
    to carry them. Not part of what is kept or exported."""

    text: str = ""


Record = Draft | Received | Correction | Settings | Aside


class Kind(NamedTuple):
    """A kind of record: its type, its version now, and how each older version becomes the next."""

    type: type[Any]
    version: int
    upgrades: tuple[Callable[[Fields], Fields], ...] = ()


KINDS: dict[str, Kind] = {
    "draft": Kind(Draft, 1),
    "received": Kind(Received, 2, (lambda fields: fields,)),
    "correction": Kind(Correction, 1),
    "settings": Kind(Settings, 1),
    "aside": Kind(Aside, 1),
}


class Unreadable(Exception):
    """A record from a newer Kinmend, or no record at all."""


class _Stored(msgspec.Struct, frozen=True):
    kind: str
    version: int
    record: msgspec.Raw


def encode(record: Record, kinds: dict[str, Kind] = KINDS) -> bytes:
    """A record as bytes, always with the newest version's number."""
    name, kind = next((name, kind) for name, kind in kinds.items() if kind.type is type(record))
    return msgspec.json.encode({"kind": name, "version": kind.version, "record": record})


def decode(payload: bytes, kinds: dict[str, Kind] = KINDS) -> Any:
    """The record in `payload`, brought up to date; raises `Unreadable`."""
    try:
        stored = msgspec.json.decode(payload, type=_Stored)
        kind = kinds[stored.kind]
        if stored.version == kind.version:
            return msgspec.json.decode(stored.record, type=kind.type)
        if stored.version > kind.version:
            raise Unreadable("This was written by a newer Kinmend. Please update, then open it again.")
        fields = msgspec.json.decode(stored.record)
        for upgrade in kind.upgrades[stored.version - 1 :]:
            fields = upgrade(fields)
        return msgspec.convert(fields, kind.type)
    except (msgspec.MsgspecError, KeyError):
        raise Unreadable("This entry is not in a shape Kinmend knows.") from None
