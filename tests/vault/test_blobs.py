"""Large files: chunk after chunk, and no chunk may be missing, swapped or changed."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmend.vault import Binding, Unopenable
from kinmend.vault.blobs import CHUNK, open_stream, seal_stream

KEY, PLACE = bytes(range(32)), Binding(b"p" * 16, b"s" * 16, b"d" * 16, 1)
HEAD, SEALED = 10, CHUNK + 16


def sealed(data: bytes) -> bytes:
    return b"".join(seal_stream(KEY, [data], PLACE))


def opened(data: bytes) -> bytes:
    return b"".join(open_stream(KEY, [data], PLACE))


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])
def test_a_recording_comes_back_as_it_went(length: int) -> None:
    data = os.urandom(length)
    assert opened(sealed(data)) == data


@settings(max_examples=25)
@given(st.lists(st.binary(max_size=90_000), max_size=4), st.integers(1, 70_000))
def test_the_size_of_the_pieces_does_not_matter(pieces: list[bytes], step: int) -> None:
    whole = b"".join(seal_stream(KEY, pieces, PLACE))
    cut = [whole[n : n + step] for n in range(0, len(whole), step)]
    assert b"".join(open_stream(KEY, cut, PLACE)) == b"".join(pieces)


@pytest.mark.parametrize("keep", [0, 5, HEAD, HEAD + SEALED, HEAD + 2 * SEALED, HEAD + 2 * SEALED + 40])
def test_a_cut_is_noticed_even_between_chunks(keep: int) -> None:
    with pytest.raises(Unopenable):
        opened(sealed(os.urandom(2 * CHUNK + 100))[:keep])


def test_chunks_that_changed_places_are_noticed() -> None:
    whole = sealed(os.urandom(3 * CHUNK))
    first, second = whole[HEAD : HEAD + SEALED], whole[HEAD + SEALED : HEAD + 2 * SEALED]
    with pytest.raises(Unopenable):
        opened(whole[:HEAD] + second + first + whole[HEAD + 2 * SEALED :])


def test_words_added_at_the_end_are_noticed() -> None:
    with pytest.raises(Unopenable):
        opened(sealed(b"hello") + b"more")


def test_a_blob_of_another_place_is_refused() -> None:
    with pytest.raises(Unopenable):
        b"".join(open_stream(KEY, [sealed(b"hello")], PLACE._replace(revision=2)))


@given(st.integers(0, 8 * 60 - 1))
def test_a_flipped_bit_is_noticed(bit: int) -> None:
    data = bytearray(sealed(b"x" * 34))
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unopenable):
        opened(bytes(data))
