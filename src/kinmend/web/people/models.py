"""People as rows: key slots, sessions, failed tries. No name, mail address or password hash.

Knows ids and wrapped keys; refuses columns for anything about a person.
"""

from __future__ import annotations

import uuid

from django.db import models


class Person(models.Model):
    """Somebody whose documents lie here. Without key slots, nothing outlives the session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    handle = models.BinaryField(max_length=32, null=True, unique=True)
    """Keyed hash of the word that tells several people apart; of the empty word for the one person of a laptop."""
    erase_after = models.DateTimeField(null=True)
    """When everything is shredded, if the person asked for it and has not changed their mind."""

    def __str__(self) -> str:
        return "a person"


class KeySlot(models.Model):
    """One way to open a person's key."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=10, choices=(("passphrase", "passphrase"), ("recovery", "recovery")))
    memory = models.PositiveIntegerField()
    passes = models.PositiveIntegerField()
    lanes = models.PositiveIntegerField()
    salt = models.BinaryField(max_length=16)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return "a key slot"


class Session(models.Model):
    """The server's half of an open session; the other half is in the browser's cookie."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    sealed = models.BinaryField()
    began = models.DateTimeField()
    seen = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=5)

    def __str__(self) -> str:
        return "a session"


class Attempt(models.Model):
    """Failed unlocks, by keyed hash of a handle or an address."""

    tag = models.BinaryField(max_length=32, unique=True)
    failures = models.PositiveIntegerField(default=0)
    wait_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "failed tries"
