"""One sealed envelope: AES-256-GCM, bound to its place, padded so that its size says little.

Layout: `KM`, version (1), algorithm (1), key id (8), nonce (12), ciphertext with its 16 byte tag.
Knows how bytes are sealed to a place; refuses to know where keys come from.
Source: NIST SP 800-38D (GCM). A random 96-bit nonce is safe here because each key seals few envelopes.
"""

from __future__ import annotations

import hashlib
import os
import struct
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC, VERSION, AES_256_GCM = b"KM", 1, 1
_HEADER = struct.Struct(">2sBB8s12s")
_LENGTH = struct.Struct(">I")
_SMALL, _STEP = 4096, 256


class Unopenable(Exception):
    """An envelope that was changed, moved, cut, or sealed with another key."""


class Binding(NamedTuple):
    """The place an envelope belongs to. Opened anywhere else, it is refused."""

    person: bytes
    shelf: bytes
    document: bytes
    revision: int

    def associated(self, header: bytes) -> bytes:
        """The associated data: every part with its length before it, so that no two places look alike."""
        parts = (header, self.person, self.shelf, self.document, str(self.revision).encode())
        return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def key_id(key: bytes) -> bytes:
    """Eight bytes that name a key without telling it."""
    return hashlib.sha256(b"kinmend key id" + key).digest()[:8]


def seal(key: bytes, payload: bytes, place: Binding, *, nonce: bytes | None = None) -> bytes:
    """`payload` (any length) sealed with a 32 byte `key` to `place`. Only tests give a `nonce` (12 bytes)."""
    nonce = nonce or os.urandom(12)
    header = _HEADER.pack(MAGIC, VERSION, AES_256_GCM, key_id(key), nonce)
    return header + AESGCM(key).encrypt(nonce, pad(payload), place.associated(header[:12]))


def open_sealed(key: bytes, envelope: bytes, place: Binding) -> bytes:
    """The payload, or `Unopenable`."""
    try:
        magic, version, algorithm, kid, nonce = _HEADER.unpack_from(envelope)
    except struct.error:
        raise Unopenable("cut short") from None
    if (magic, version, algorithm) != (MAGIC, VERSION, AES_256_GCM):
        raise Unopenable("not an envelope this version can open")
    if kid != key_id(key):
        raise Unopenable("sealed with another key")
    try:
        return unpad(AESGCM(key).decrypt(nonce, envelope[_HEADER.size :], place.associated(envelope[:12])))
    except InvalidTag:
        raise Unopenable("changed, or moved from its place") from None


def padded_length(length: int) -> int:
    """The bucket for `length` bytes and their prefix: steps of 256 B up to 4 KiB, then at most an eighth more."""
    need = length + _LENGTH.size
    step = _STEP if need <= _SMALL else 1 << (need.bit_length() - 4)
    return -(-need // step) * step


def pad(payload: bytes) -> bytes:
    """`payload` with its length before it and zeros after it, up to a bucket's size."""
    return (_LENGTH.pack(len(payload)) + payload).ljust(padded_length(len(payload)), b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given."""
    (length,) = _LENGTH.unpack_from(padded)
    return padded[_LENGTH.size : _LENGTH.size + length]
