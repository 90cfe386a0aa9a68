"""Large binary files (recordings, photos) sealed in chunks of 64 KiB.

Each chunk is bound to its number and to whether it is the last (the STREAM construction of Hoang, Reyhanitabar,
Rogaway and Vizár, 2015), so that a cut, a swap or a repeat is noticed while reading. Layout: header `KB`,
version (1), nonce prefix (7); then chunks of ciphertext, each with its 16 byte tag.
Knows bytes in order; refuses to hold a whole file in memory.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kinmend.vault.envelope import Binding, Unopenable

CHUNK = 64 * 1024
_TAG = 16
_HEADER = struct.Struct(">2sB7s")
_MAGIC, _VERSION = b"KB", 1


def seal_stream(key: bytes, chunks: Iterable[bytes], place: Binding) -> Iterator[bytes]:
    """`chunks` (any sizes) as a sealed stream. One `key` (32 bytes) seals one blob only."""
    header = _HEADER.pack(_MAGIC, _VERSION, os.urandom(7))
    cipher, associated = AESGCM(key), place.associated(header)
    yield header
    for number, (chunk, last) in enumerate(_even(chunks, CHUNK)):
        yield cipher.encrypt(_nonce(header, number, last), chunk, associated)


def open_stream(key: bytes, chunks: Iterable[bytes], place: Binding) -> Iterator[bytes]:
    """The bytes that were sealed; raises `Unopenable` at the first changed, swapped or missing chunk."""
    head = bytearray()
    source = iter(chunks)
    while len(head) < _HEADER.size:
        piece = next(source, None)
        if piece is None:
            raise Unopenable("cut short")
        head += piece
    header, rest = bytes(head[: _HEADER.size]), bytes(head[_HEADER.size :])
    if _HEADER.unpack(header)[:2] != (_MAGIC, _VERSION):
        raise Unopenable("not a blob this version can open")
    cipher, associated = AESGCM(key), place.associated(header)
    try:
        for number, (chunk, last) in enumerate(_even(_chain(rest, source), CHUNK + _TAG)):
            yield cipher.decrypt(_nonce(header, number, last), chunk, associated)
    except InvalidTag:
        raise Unopenable("changed, swapped or cut short") from None


def _nonce(header: bytes, number: int, last: bool) -> bytes:
    return header[3:] + struct.pack(">IB", number, last)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _even(chunks: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Chunks of exactly `size`, the last one shorter (or empty), each with whether it is the last."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > size:
            yield bytes(held[:size]), False
            del held[:size]
    yield bytes(held), True
