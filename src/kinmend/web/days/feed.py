"""A calendar feed that this server cannot read: its address holds the only key.

Knows how a file is sealed under a secret that stands in the person's own sealed settings; refuses to keep that secret.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from kinmend.vault.envelope import Binding, Unopenable, open_sealed, seal
from kinmend.web.kit.models import Document

_SHELF = b"feed"


def put(owner: bytes, secret: str, calendar: bytes) -> None:
    """Seals `calendar` so that only `secret` opens it, in the place of the last one."""
    document, key = _place(secret), _key(secret)
    body = seal(key, calendar, _binding(document))
    values = {"shelf": _SHELF, "revision": 1, "key": _SHELF, "body": body}
    Document.objects.update_or_create(owner=UUID(bytes=owner), document=UUID(bytes=document), defaults=values)


def get(owner: bytes, secret: str) -> bytes | None:
    """The calendar that `secret` opens; None if there is none."""
    document = _place(secret)
    row = Document.objects.filter(owner=UUID(bytes=owner), document=UUID(bytes=document), shelf=_SHELF).first()
    if row is None:
        return None
    try:
        return open_sealed(_key(secret), bytes(row.body), _binding(document))
    except Unopenable:
        return None


def drop(owner: bytes, secret: str) -> None:
    """Destroys the feed."""
    Document.objects.filter(owner=UUID(bytes=owner), document=UUID(bytes=_place(secret))).delete()


def _place(secret: str) -> bytes:
    return hashlib.sha256(b"kinmend feed place " + secret.encode()).digest()[:16]


def _key(secret: str) -> bytes:
    return hashlib.sha256(b"kinmend feed key " + secret.encode()).digest()


def _binding(document: bytes) -> Binding:
    return Binding(document, _SHELF, document, 1)
