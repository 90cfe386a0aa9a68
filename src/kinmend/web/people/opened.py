"""A person's journal from their key, before there is a request that carries it."""

from __future__ import annotations

from kinmend.journal import Journal
from kinmend.vault import Vault
from kinmend.web.kit.store import DatabaseStore
from kinmend.web.people.models import Person


def journal_of(person: Person, key: bytes) -> Journal:
    """The open journal."""
    return Journal(Vault(person.id.bytes, key, DatabaseStore()))


def minutes_of(person: Person, key: bytes) -> int:
    """Minutes until the idle lock, from the sealed settings."""
    return journal_of(person, key).settings().lock_minutes
