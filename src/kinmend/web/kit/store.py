"""The vault's store on Django's database: SQLite or PostgreSQL alike.

Knows rows and transactions; refuses to open an envelope.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from kinmend.vault import Put, Sealed, Stale
from kinmend.web.kit.models import Document, Save

REMEMBERED_SAVES = 64
"""A client retries its newest save only, so a few suffice."""


class DatabaseStore:
    """`kinmend.vault.Store` for one database."""

    def get(self, owner: bytes, document: bytes) -> Sealed | None:
        """One row of this owner."""
        row = _whole().filter(owner=UUID(bytes=owner), document=UUID(bytes=document)).first()
        return _sealed(row) if row else None

    def shelf(self, owner: bytes, tag: bytes) -> Iterator[Sealed]:
        """All rows of a shelf, read without building model objects: a shelf may hold ten thousand."""
        found = _whole().filter(owner=UUID(bytes=owner), shelf=tag)
        for document, revision, key, body in found.values_list("document", "revision", "key", "body"):
            yield Sealed(owner, document.bytes, tag, revision, bytes(key or b""), bytes(body))

    def put(self, row: Sealed, base: int, save: bytes) -> Put:
        """See `kinmend.vault.Store.put`."""
        owner, document, save_id = UUID(bytes=row.owner), UUID(bytes=row.id), UUID(bytes=save)
        with transaction.atomic():
            done = Save.objects.filter(owner=owner, document=document, save_id=save_id).first()
            if done:
                return Put(done.revision, repeated=True)
            _write(row, owner, document, base)
            try:
                with transaction.atomic():
                    Save.objects.create(owner=owner, document=document, save_id=save_id, revision=row.revision)
            except IntegrityError:  # the same save arrived twice at once and the other was first
                raise Stale from None
            _forget_old_saves(owner, document, row.revision)
        return Put(row.revision)

    def drop(self, owner: bytes, document: bytes) -> bool:
        """Key first, then the row, then the journal file's copies."""
        with transaction.atomic():
            rows = Document.objects.filter(owner=UUID(bytes=owner), document=UUID(bytes=document))
            found = rows.update(key=None, body=b"")
            rows.delete()
            Save.objects.filter(owner=UUID(bytes=owner), document=UUID(bytes=document)).delete()
        scrub()
        return bool(found)

    def drop_all(self, owner: bytes) -> None:
        """Everything of one owner."""
        with transaction.atomic():
            rows = Document.objects.filter(owner=UUID(bytes=owner))
            rows.update(key=None, body=b"")
            rows.delete()
            Save.objects.filter(owner=UUID(bytes=owner)).delete()
        scrub()


def scrub() -> None:
    """Empties SQLite's write-ahead log, which still holds what was deleted. PostgreSQL: see SECURITY.md."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()


def _whole() -> QuerySet[Document]:
    """Rows that still have their key."""
    return Document.objects.filter(key__isnull=False)


def _write(row: Sealed, owner: UUID, document: UUID, base: int) -> None:
    values = {"shelf": row.shelf, "revision": row.revision, "key": row.key, "body": row.body}
    if base:
        if not Document.objects.filter(owner=owner, document=document, revision=base).update(**values):
            raise Stale
        return
    try:
        with transaction.atomic():
            Document.objects.create(owner=owner, document=document, **values)
    except IntegrityError:
        raise Stale from None


def _forget_old_saves(owner: UUID, document: UUID, revision: int) -> None:
    old = revision - REMEMBERED_SAVES
    if old > 0:
        Save.objects.filter(owner=owner, document=document, revision__lte=old).delete()


def _sealed(row: Document) -> Sealed:
    return Sealed(
        row.owner.bytes, row.document.bytes, bytes(row.shelf), row.revision, bytes(row.key or b""), bytes(row.body)
    )
