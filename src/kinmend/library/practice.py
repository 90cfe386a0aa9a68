"""The details of a practice: one settings file, written by the practice itself.

Knows what a person needs to call or book; refuses a method without its label, and any practice that was not written
down by whoever runs this installation.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from kinmend.library.exercises import SAID, Strength
from kinmend.library.files import ContentError, compose, line_of, read_file


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody works, with its label: shown together, always."""

    name: str
    said: str
    """In their words, what happens in a session."""
    strength: Strength
    studied: str
    """How well it has been studied, in words."""

    @property
    def label(self) -> str:
        """The label in a line."""
        return SAID[self.strength] + "."


class Practice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody to talk to."""

    name: str
    about: str = ""
    phone: str = ""
    booking: str = ""
    """The address of their booking page."""
    free_minutes: int = 0
    """Minutes of a first talk without cost; 0: none."""
    languages: list[str] = []
    license: str = ""
    """A state license, if there is one; empty is said as "none stated"."""
    methods: list[Method] = []

    @property
    def dial(self) -> str:
        """The number without spaces, for a link."""
        return "".join(char for char in self.phone if char in "+0123456789")


def load_practice(path: Path) -> Practice:
    """The practice in the file at `path`; raises `ContentError`."""
    practice = read_file(path, Practice)
    if practice.booking and not practice.booking.startswith("https://"):
        raise ContentError(path, line_of(compose(path), ".booking"), "a booking address starts with https://")
    if not (practice.phone or practice.booking):
        raise ContentError(path, 1, "a practice needs a phone number or a booking address")
    return practice
