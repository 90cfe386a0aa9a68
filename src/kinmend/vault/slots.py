"""Key slots: each opens the same person key from another secret, as in LUKS.

Knows passphrases, recovery codes and Argon2id; refuses to store a secret or a second password hash.
A successful unwrap *is* the login. Source: RFC 9106 (Argon2id), OWASP ASVS 5.0 appendix C (floor).
"""

from __future__ import annotations

import os
import threading
import time
import unicodedata
from typing import Literal, NamedTuple

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kinmend.vault.envelope import Binding, Unopenable, open_sealed, seal

SlotKind = Literal["passphrase", "recovery"]


class Cost(NamedTuple):
    """What one guess costs: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int


FLOOR = Cost(64 * 1024, 3, 1)
"""No slot below this is made or opened, so that a changed row can't make guessing cheap."""
HOSTED = FLOOR
"""For many people on one host: memory is bounded by the queue below."""
CEILING_MEMORY = 512 * 1024

_queue = threading.BoundedSemaphore(os.cpu_count() or 1)


class WrongSecret(Exception):
    """The passphrase or recovery code does not open this slot."""


class Slot(NamedTuple):
    """A person key wrapped under a secret. Safe to store in clear."""

    kind: SlotKind
    cost: Cost
    salt: bytes
    wrapped: bytes


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(32)


def calibrate(target_seconds: float = 0.75) -> Cost:
    """The cost that takes about `target_seconds` here (aim 0.5 to 1 s), never below the floor."""
    began = time.perf_counter()
    _derive("calibration", bytes(16), FLOOR)
    once = max(time.perf_counter() - began, 1e-3)
    memory = int(FLOOR.memory * target_seconds / once) // 1024 * 1024
    return FLOOR._replace(memory=min(max(memory, FLOOR.memory), CEILING_MEMORY))


def make_slot(kind: SlotKind, secret: str, key: bytes, person: bytes, cost: Cost) -> Slot:
    """A slot that opens `key` with `secret`; proved by opening it before it is returned."""
    salt = os.urandom(16)
    wrapped = seal(_derive(secret, salt, cost), key, _place(kind, person, salt, cost))
    slot = Slot(kind, cost, salt, wrapped)
    if open_slot(slot, secret, person) != key:
        raise RuntimeError("a new key slot did not open again")
    return slot


def open_slot(slot: Slot, secret: str, person: bytes) -> bytes:
    """The person key, or `WrongSecret`. Costs one Argon2id run; waits its turn when all cores are busy."""
    if any(have < floor for have, floor in zip(slot.cost, FLOOR, strict=True)):
        raise Unopenable("this key slot is weaker than allowed")
    kek = _derive(secret, slot.salt, slot.cost)
    try:
        return open_sealed(kek, slot.wrapped, _place(slot.kind, person, slot.salt, slot.cost))
    except Unopenable:
        raise WrongSecret from None


def _derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    typed = unicodedata.normalize("NFKC", secret).encode()
    with _queue:
        kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
        return kdf.derive(typed)


def _place(kind: SlotKind, person: bytes, salt: bytes, cost: Cost) -> Binding:
    return Binding(person, b"slot:" + kind.encode(), salt + repr(tuple(cost)).encode(), 0)
