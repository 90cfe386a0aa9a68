"""The recovery code: 130 random bits that a person can write on paper.

26 characters of Crockford's base32 and 2 of checksum, in seven groups of four, with nothing on it that
tells what it is for. Knows the code's letters; refuses to know what it opens.
"""

from __future__ import annotations

import hashlib
import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LENGTH, _CHECK = 26, 2


class Mistyped(Exception):
    """A code that can't be right; the message says why, for a person."""


def new_code() -> str:
    """A fresh code such as `7K2M-…`, ready to show."""
    body = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return grouped(body + _checksum(body))


def read_code(typed: str) -> str:
    """The 26 characters that matter, from anything a person may type; raises `Mistyped`."""
    plain = "".join(typed.upper().split()).replace("-", "").translate(_LOOKALIKES)
    strange = sorted({char for char in plain if char not in _LETTERS})
    if strange:
        raise Mistyped(f"A recovery code never holds {' or '.join(strange)}. Please look at that place again.")
    if len(plain) != _LENGTH + _CHECK:
        raise Mistyped(f"A recovery code has {_LENGTH + _CHECK} letters and digits; this one has {len(plain)}.")
    body, check = plain[:_LENGTH], plain[_LENGTH:]
    if check != _checksum(body):
        raise Mistyped("One letter or digit seems to be different. Please compare with your paper once more.")
    return body


def grouped(code: str) -> str:
    """`code` in groups of four."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))


def last_groups(code: str) -> str:
    """The last two groups of a shown code: the part that a person types back."""
    return code[-9:]


def _checksum(body: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"recovery code" + body.encode()).digest()[:2], "big")
    return _LETTERS[number >> 5 & 31] + _LETTERS[number & 31]
