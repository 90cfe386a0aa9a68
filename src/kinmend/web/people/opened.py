"""A person's open journal, from their key."""

from __future__ import annotations

from kinmend.journal import Journal
from kinmend.vault import Vault
from kinmend.web.kit.store import DatabaseStore


def journal_of(person: bytes, key: bytes) -> Journal:
    """The journal of the person with this id, lying in the database."""
    return Journal(Vault(person, key, DatabaseStore()))
