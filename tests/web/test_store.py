"""The store on the real database: races have one winner, and what is destroyed leaves nothing behind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import connection

from kinmend.vault import Put, Stale, Vault, new_id, new_key
from kinmend.web.kit.models import Document, Save
from kinmend.web.kit.store import REMEMBERED_SAVES, DatabaseStore

pytestmark = pytest.mark.django_db(transaction=True)


def vault() -> Vault:
    return Vault(new_id(), new_key(), DatabaseStore())


def at_once(works: list) -> list[object]:  # type: ignore[type-arg]
    """Runs all `works` at the same time; what each returned, or the exception it raised."""
    found: list[object] = [None] * len(works)
    ready = threading.Barrier(len(works))

    def one(n: int) -> None:
        ready.wait()
        try:
            found[n] = works[n]()
        except Exception as error:
            found[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_eight_first_saves_at_once_one_stands_and_none_is_torn() -> None:
    dana, document = vault(), new_id()
    works = [lambda n=n: dana.save("writing", document, b"text %d" % n, 0, new_id()) for n in range(8)]
    results = at_once(works)
    assert sum(isinstance(r, Put) for r in results) == 1
    assert sum(isinstance(r, Stale) for r in results) == 7
    opened = dana.open("writing", document)
    assert opened is not None
    assert opened.revision == 1


def test_of_eight_changes_at_once_one_stands() -> None:
    dana, document = vault(), new_id()
    dana.save("writing", document, b"first", 0, new_id())
    results = at_once([lambda: dana.save("writing", document, b"change", 1, new_id())] * 8)
    assert sum(isinstance(r, Put) for r in results) == 1
    assert sum(isinstance(r, Stale) for r in results) == 7


def test_old_saves_are_forgotten_and_new_ones_are_not() -> None:
    dana, document = vault(), new_id()
    saves = [new_id() for _ in range(REMEMBERED_SAVES + 10)]
    for n, save in enumerate(saves):
        dana.save("writing", document, b"x", n, save)
    assert Save.objects.count() == REMEMBERED_SAVES
    assert dana.save("writing", document, b"x", len(saves) - 1, saves[-1]).repeated


def test_a_destroyed_document_leaves_no_ciphertext_in_sqlites_files() -> None:
    dana, document = vault(), new_id()
    dana.save("writing", document, b"the blue bowl", 0, new_id())
    row = Document.objects.get()
    key, body = bytes(row.key or b""), bytes(row.body)
    assert dana.shred(document)
    assert Document.objects.count() == 0
    if connection.vendor != "sqlite":
        return
    path = Path(str(connection.settings_dict["NAME"]))
    for file in path.parent.glob(path.name + "*"):
        data = file.read_bytes()
        assert key not in data, file
        assert body[:64] not in data, file


def test_sqlite_puts_every_save_on_disk_before_it_counts() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)):
            assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
