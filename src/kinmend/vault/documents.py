"""Sealed documents: opaque rows with a key of their own, optimistic revisions and shredding.

Knows rows and keys; refuses to know what a document is. The database sees a random id, an owner, a keyed
tag for the shelf, a revision, a wrapped key and padded ciphertext: no title, date, kind or word.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from kinmend.vault.envelope import Binding, open_sealed, seal


class Sealed(NamedTuple):
    """A row as it lies in the database."""

    owner: bytes
    id: bytes
    shelf: bytes
    revision: int
    key: bytes
    body: bytes


class Opened(NamedTuple):
    """A document after unlock."""

    id: bytes
    revision: int
    payload: bytes


class Put(NamedTuple):
    """A save that holds: the revision it became. `repeated` if this very save had arrived before."""

    revision: int
    repeated: bool = False


class Stale(Exception):
    """Someone (another tab, another device) saved in between; nothing was overwritten."""


class Store(Protocol):
    """Where rows lie. All of it is scoped to one owner; a missing row and a stranger's row look the same."""

    def get(self, owner: bytes, document: bytes) -> Sealed | None:
        """The row, or None."""

    def shelf(self, owner: bytes, tag: bytes) -> Iterable[Sealed]:
        """All rows of a shelf, in any order."""

    def put(self, row: Sealed, base: int, save: bytes) -> Put:
        """Stores `row` if the stored revision still is `base` (0: none yet), in one transaction with `save`.
        The same `save` again changes nothing. Raises `Stale`."""

    def drop(self, owner: bytes, document: bytes) -> bool:
        """Destroys the row's key, then the row, then any trace in journals. False if there was none."""


def new_id() -> bytes:
    """A random 128-bit id."""
    return os.urandom(16)


class Vault:
    """One person's documents while unlocked."""

    def __init__(self, person: bytes, key: bytes, store: Store) -> None:
        self.person, self.store = person, store
        self._wrap, self._names = _expand(key, b"wrap"), _expand(key, b"names")

    def open(self, shelf: str, document: bytes) -> Opened | None:
        """The document if it lies on this shelf; None if there is none or it is someone else's."""
        row = self.store.get(self.person, document)
        return self._open(row) if row and row.shelf == self.tag(shelf) else None

    def shelf(self, name: str) -> list[Opened]:
        """All documents of a shelf."""
        return [self._open(row) for row in self.store.shelf(self.person, self.tag(name))]

    def save(self, shelf: str, document: bytes, payload: bytes, base: int, save: bytes) -> Put:
        """Seals `payload` as revision `base + 1` under a fresh key. `save` (16 bytes, made by the client) makes a
        repeated save harmless. Raises `Stale` when `base` is no longer the stored revision."""
        tag, key, revision = self.tag(shelf), os.urandom(32), base + 1
        body = seal(key, payload, Binding(self.person, tag, document, revision))
        wrapped = seal(self._wrap, key, Binding(self.person, tag + b"/key", document, revision))
        return self.store.put(Sealed(self.person, document, tag, revision, wrapped, body), base, save)

    def shred(self, document: bytes) -> bool:
        """Destroys a document for good."""
        return self.store.drop(self.person, document)

    def tag(self, shelf: str) -> bytes:
        """The shelf's name as the database sees it: the same for one person, meaningless to all others."""
        return self._keyed(b"shelf", shelf.encode())

    def id_for(self, *names: bytes) -> bytes:
        """An id that only this person can work out again from `names`."""
        return self._keyed(b"id", *names)

    def _open(self, row: Sealed) -> Opened:
        key = open_sealed(self._wrap, row.key, Binding(row.owner, row.shelf + b"/key", row.id, row.revision))
        return Opened(
            row.id,
            row.revision,
            open_sealed(key, row.body, Binding(row.owner, row.shelf, row.id, row.revision)),
        )

    def _keyed(self, *parts: bytes) -> bytes:
        return hmac.new(self._names, b"\0".join(parts), hashlib.sha256).digest()[:16]


def _expand(key: bytes, label: bytes) -> bytes:
    return HKDFExpand(algorithm=hashes.SHA256(), length=32, info=b"kinmend " + label).derive(key)
