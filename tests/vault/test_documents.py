"""Documents: sealed to their row, saved once, shredded for good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmend.vault import Stale, Unopenable, Vault, new_id, new_key
from tests.vault.memory import MemoryStore


def vault(store: MemoryStore | None = None) -> Vault:
    return Vault(new_id(), new_key(), store or MemoryStore())


@given(st.binary(max_size=3000))
def test_a_document_comes_back_as_it_went(payload: bytes) -> None:
    dana, document = vault(), new_id()
    assert dana.save("writing", document, payload, 0, new_id()).revision == 1
    opened = dana.open("writing", document)
    assert opened is not None
    assert opened.payload == payload
    assert [o.payload for o in dana.shelf("writing")] == [payload]
    assert dana.shelf("received") == []


def test_a_row_shows_no_word_and_no_shelf() -> None:
    store = MemoryStore()
    dana = vault(store)
    dana.save("writing", new_id(), b"the blue bowl", 0, new_id())
    (row,) = store.rows.values()
    assert b"blue" not in row.body + row.key + row.shelf
    assert b"writing" not in row.shelf


def test_the_same_shelf_has_another_tag_for_another_person() -> None:
    assert vault().tag("writing") != vault().tag("writing")


@pytest.mark.parametrize("field", ["owner", "id", "shelf", "revision"])
def test_a_row_moved_to_another_place_is_refused(field: str) -> None:
    store = MemoryStore()
    dana, document = vault(store), new_id()
    dana.save("writing", document, b"words", 0, new_id())
    (row,) = store.rows.values()
    moved = row._replace(**{field: 2 if field == "revision" else new_id()})
    with pytest.raises(Unopenable):
        dana._open(moved)


def test_a_body_swapped_between_two_documents_is_refused() -> None:
    store = MemoryStore()
    dana = vault(store)
    for word in (b"one", b"two"):
        dana.save("writing", new_id(), word, 0, new_id())
    first, second = store.rows.values()
    with pytest.raises(Unopenable):
        dana._open(first._replace(body=second.body))
    with pytest.raises(Unopenable):
        dana._open(first._replace(body=second.body, key=second.key))


def test_an_old_body_put_back_under_a_newer_revision_is_refused() -> None:
    store = MemoryStore()
    dana, document = vault(store), new_id()
    dana.save("writing", document, b"old", 0, new_id())
    (old,) = store.rows.values()
    dana.save("writing", document, b"new", 1, new_id())
    (new,) = store.rows.values()
    with pytest.raises(Unopenable):
        dana._open(new._replace(body=old.body, key=old.key))


def test_a_stale_save_overwrites_nothing() -> None:
    dana, document = vault(), new_id()
    dana.save("writing", document, b"first", 0, new_id())
    dana.save("writing", document, b"second", 1, new_id())
    with pytest.raises(Stale):
        dana.save("writing", document, b"late", 1, new_id())
    opened = dana.open("writing", document)
    assert opened is not None
    assert opened.payload == b"second"


def test_the_same_save_twice_is_one_revision() -> None:
    dana, document, save = vault(), new_id(), new_id()
    assert dana.save("writing", document, b"words", 0, save) == (1, False)
    assert dana.save("writing", document, b"words", 0, save) == (1, True)


def test_a_shredded_document_is_gone() -> None:
    dana, document = vault(), new_id()
    dana.save("writing", document, b"words", 0, new_id())
    assert dana.shred(document)
    assert dana.open("writing", document) is None
    assert not dana.shred(document)
