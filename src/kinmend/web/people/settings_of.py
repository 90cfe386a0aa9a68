"""What a session must know of a person's settings before a page is shown."""

from __future__ import annotations

from kinmend.journal import Journal, Settings
from kinmend.vault import Vault
from kinmend.web.kit.store import DatabaseStore
from kinmend.web.people.models import Person


def settings_of(person: Person, key: bytes) -> Settings:
    """The sealed settings, opened."""
    return Journal(Vault(person.id.bytes, key, DatabaseStore())).settings()


def minutes_of(person: Person, key: bytes) -> int:
    """Minutes until the idle lock."""
    return settings_of(person, key).lock_minutes
