"""One person's journal while unlocked: open, save, find, put away, export.

Knows records and the questions asked of them; refuses to lose a word: a save that comes too late is kept
beside the one that came first.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from kinmend.journal.records import (
    Aside,
    CheckIn,
    Correction,
    Day,
    Draft,
    Received,
    Record,
    Settings,
    Unreadable,
    Work,
    decode,
    encode,
)
from kinmend.vault import Opened, Stale, Vault, new_id

T = TypeVar("T", Draft, Received, Correction, Work, CheckIn, Day)

SHELVES: dict[type[Any], str] = {
    Draft: "writing",
    Received: "received",
    Correction: "corrections",
    Work: "works",
    CheckIn: "check-ins",
    Day: "days",
    Settings: "settings",
}
EXPORT_FORMAT = "kinmend-export-1"
_TRIES = 5
"""Times an edit is made again when another save came in between."""
_ONLY_ONE = "0" * 32
"""In an export, the id of what a person has one of: its id here is a secret of this person's key."""


class Entry(NamedTuple, Generic[T]):
    """A record with its place."""

    id: bytes
    revision: int
    record: T

    @property
    def hex(self) -> str:
        """The id as it stands in addresses."""
        return self.id.hex()


class Saved(NamedTuple):
    """What a save became. `beside`: the id of a second version, kept because the first had moved on."""

    revision: int
    beside: bytes | None = None


class Found(NamedTuple):
    """A passage that holds the words looked for: 80 characters each side at most."""

    entry: Entry[Any]
    before: str
    match: str
    after: str


class BadExport(Exception):
    """Why a file can't be imported, in a sentence for a person."""


class _Document(msgspec.Struct, frozen=True):
    shelf: str
    id: str
    record: msgspec.Raw


class _Export(msgspec.Struct, frozen=True):
    format: str
    documents: list[_Document]


class Journal:
    """The open journal of one person."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._read: dict[type[Any], list[Entry[Any]]] = {}
        """Shelves read so far; a journal lives as long as one request, and any change clears this."""

    @property
    def who(self) -> str:
        """A tag of this person that a page carries, so that words typed for one are never saved for another."""
        return self.vault.id_for(b"who").hex()

    def entries(self, kind: type[T]) -> list[Entry[T]]:
        """All entries of a kind, newest change first."""
        if kind not in self._read:
            found = [Entry(o.id, o.revision, decode(o.payload)) for o in self.vault.shelf(SHELVES[kind])]
            self._read[kind] = sorted(found, key=lambda entry: (entry.record.changed, entry.id), reverse=True)
        return list(self._read[kind])

    def entry(self, kind: type[T], document: bytes) -> Entry[T] | None:
        """One entry, or None."""
        opened = self.vault.open(SHELVES[kind], document)
        return Entry(opened.id, opened.revision, decode(opened.payload)) if opened else None

    def save(self, document: bytes, record: T, base: int, save: bytes) -> Saved:
        """Saves `record` over revision `base`. If another save came first, both are kept: this one beside it."""
        self._read.clear()
        shelf = SHELVES[type(record)]
        try:
            return Saved(self.vault.save(shelf, document, encode(record), base, save).revision)
        except Stale:
            beside = self.vault.id_for(document, save)
            second = msgspec.structs.replace(record, beside=document.hex())
            try:
                self.vault.save(shelf, beside, encode(second), 0, save)
            except Stale:  # the person has gone on writing in the second version: this repeat is already in it
                return Saved(base, beside)
            return Saved(base, beside)

    def change(self, kind: type[T], document: bytes, edit: Callable[[T], T]) -> Entry[T] | None:
        """The entry as `edit` leaves it, over whatever stands there now; None if there is none (any more)."""
        self._read.clear()
        for _ in range(_TRIES):
            entry = self.entry(kind, document)
            if entry is None:
                return None
            record = edit(entry.record)
            with contextlib.suppress(Stale):
                put = self.vault.save(SHELVES[kind], document, encode(record), entry.revision, new_id())
                return Entry(document, put.revision, record)
        raise Stale

    def shred(self, document: bytes) -> bool:
        """Destroys one entry."""
        self._read.clear()
        return self.vault.shred(document)

    def settings(self) -> Settings:
        """The person's settings, or the defaults."""
        opened = self._settings()
        return decode(opened.payload) if opened else Settings()

    def change_settings(self, **changes: Any) -> Settings:
        """Settings with `changes`, saved over whatever stands there now."""
        opened = self._settings()
        base, stands = (opened.revision, decode(opened.payload)) if opened else (0, Settings())
        settings: Settings = msgspec.structs.replace(stands, **changes)
        self.vault.save("settings", self.vault.id_for(b"settings"), encode(settings), base, new_id())
        return settings

    def change_standing(self, **changes: Any) -> None:
        """Where things stand, with `changes`, saved over whatever stands there now."""
        self.change_settings(standing=msgspec.structs.replace(self.settings().standing, **changes))

    def set_aside(self, name: str, text: str) -> None:
        """Keeps a few words for the next page under `name`, in the place of the last ones. Empty: none."""
        place = self.vault.id_for(b"aside", name.encode())
        self.vault.shred(place)
        if text:
            with contextlib.suppress(Stale):  # the same button twice at once: the other one's words stand
                self.vault.save("aside", place, encode(Aside(text=text)), 0, new_id())

    def aside(self, name: str) -> str:
        """The words set aside under `name`, or nothing."""
        opened = self.vault.open("aside", self.vault.id_for(b"aside", name.encode()))
        return decode(opened.payload).text if opened else ""

    def find(self, words: str, most: int = 50) -> list[Found]:
        """Passages in all that is kept that hold `words`, whatever their case, accents of quotes apart."""
        wanted = _plain(" ".join(words.split()))
        if not wanted:
            return []
        pattern = re.compile(re.escape(wanted).replace(r"\ ", r"\s+"), re.IGNORECASE)
        everything: list[Entry[Any]] = [*self.entries(Draft), *self.entries(Received), *self.entries(Work)]
        hits = (_passage(entry, found) for entry in everything if (found := pattern.search(_plain(entry.record.text))))
        return [hit for hit, _ in zip(hits, range(most), strict=False)]

    def export(self) -> bytes:
        """Everything as JSON: each record exactly as it is kept, so that importing it again gives the same bytes."""
        documents = [
            _Document(shelf, _ONLY_ONE if shelf == "settings" else opened.id.hex(), msgspec.Raw(opened.payload))
            for shelf in SHELVES.values()
            for opened in sorted(self.vault.shelf(shelf))
        ]
        return msgspec.json.encode(_Export(EXPORT_FORMAT, documents))

    def restore(self, export: bytes) -> int:
        """Puts back what `export` holds and this journal lacks or has otherwise; returns how many entries changed.
        An entry that differs is kept beside the one here, never over it. Raises `BadExport`, with nothing changed."""
        documents = list(_documents(export))
        self._read.clear()
        return sum(self._restore(shelf, document, payload) for shelf, document, payload in documents)

    def _restore(self, shelf: str, document: bytes, payload: bytes) -> bool:
        if shelf == "settings":
            return self._restore_settings(payload)
        here = self.vault.open(shelf, document)
        if here is None:
            self.vault.save(shelf, document, payload, 0, new_id())
            return True
        beside = self.vault.id_for(document, payload)
        if here.payload == payload or self.vault.open(shelf, beside):
            return False
        second = msgspec.structs.replace(decode(payload), beside=document.hex())
        self.vault.save(shelf, beside, encode(second), 0, new_id())
        return True

    def _restore_settings(self, payload: bytes) -> bool:
        """Settings come back only where there are none: a choice made since then stands."""
        if self._settings():
            return False
        self.vault.save("settings", self.vault.id_for(b"settings"), payload, 0, new_id())
        return True

    def _settings(self) -> Opened | None:
        return self.vault.open("settings", self.vault.id_for(b"settings"))


def readable(export: bytes) -> list[Record]:
    """The records of an export, for a page that people can read."""
    return [decode(payload) for _, _, payload in _documents(export)]


def local_now() -> str:
    """This moment with its zone, as records hold it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _documents(export: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    try:
        parsed = msgspec.json.decode(export, type=_Export)
    except msgspec.MsgspecError:
        raise BadExport("That file is not an export of this app. Nothing was changed.") from None
    if parsed.format != EXPORT_FORMAT:
        raise BadExport("That file was made by a newer version. Nothing was changed; please update first.")
    for document in parsed.documents:
        try:
            decode(bytes(document.record))
            if document.shelf not in SHELVES.values() or len(document.id) != 32:
                raise ValueError
            yield document.shelf, bytes.fromhex(document.id), bytes(document.record)
        except (Unreadable, ValueError):
            raise BadExport("One entry in that file can't be read. Nothing was changed.") from None


def _passage(entry: Entry[Any], found: re.Match[str]) -> Found:
    text, (start, end) = entry.record.text, found.span()
    return Found(entry, text[max(0, start - 80) : start], text[start:end], text[end : end + 80])


def _plain(text: str) -> str:
    return text.translate(str.maketrans("’‘“”", "''\"\""))
