"""A key that is split between the server and the browser.

The server's row holds the person key sealed under a value that only the cookie holds: the database alone
opens nothing, the cookie alone opens nothing, and any worker process can join the two.
"""

from __future__ import annotations

import base64
import binascii
import os
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kinmend.vault.envelope import Binding, Unopenable, open_sealed, seal


class Half(NamedTuple):
    """The browser's half: which row, and the 32 bytes that open it."""

    session: bytes
    secret: bytes

    def cookie(self) -> str:
        """As text for a cookie."""
        return base64.urlsafe_b64encode(self.session + self.secret).decode()


def split(person_key: bytes, person: bytes) -> tuple[Half, bytes]:
    """A new browser half and the bytes for the server's row."""
    half = Half(os.urandom(16), os.urandom(32))
    return half, seal(_row_key(half), person_key, _place(half, person))


def half_from(cookie: str) -> Half:
    """The half that a cookie holds; raises `Unopenable` for anything else."""
    try:
        raw = base64.urlsafe_b64decode(cookie.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError, ValueError):
        raise Unopenable("not a session") from None
    if len(raw) != 48:
        raise Unopenable("not a session")
    return Half(raw[:16], raw[16:])


def join(half: Half, row: bytes, person: bytes) -> bytes:
    """The person key; raises `Unopenable`."""
    return open_sealed(_row_key(half), row, _place(half, person))


def _row_key(half: Half) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=half.session, info=b"kinmend session").derive(half.secret)


def _place(half: Half, person: bytes) -> Binding:
    return Binding(person, b"session", half.session, 0)
