"""An envelope opens in its place, unchanged, with its key, and nowhere else."""

import base64
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmend.vault.envelope import Binding, Unopenable, open_sealed, pad, padded_length, seal, unpad

KEY = bytes(range(32))
PLACE = Binding(b"p" * 16, b"s" * 16, b"d" * 16, 7)
FROZEN = Path(__file__).parent / "frozen"


@given(st.binary(max_size=9000))
def test_what_is_sealed_opens_again(payload: bytes) -> None:
    assert open_sealed(KEY, seal(KEY, payload, PLACE), PLACE) == payload


@given(st.binary(min_size=1, max_size=300), st.data())
def test_any_flipped_bit_is_refused(payload: bytes, data: st.DataObject) -> None:
    envelope = bytearray(seal(KEY, payload, PLACE))
    bit = data.draw(st.integers(0, len(envelope) * 8 - 1))
    envelope[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unopenable):
        open_sealed(KEY, bytes(envelope), PLACE)


@given(st.integers(0, 300))
def test_any_cut_is_refused(length: int) -> None:
    envelope = seal(KEY, b"x" * 100, PLACE)
    with pytest.raises(Unopenable):
        open_sealed(KEY, envelope[: min(length, len(envelope) - 1)], PLACE)


@given(st.sampled_from(["person", "shelf", "document", "revision"]), st.binary(max_size=40), st.integers(0, 2**31))
def test_an_envelope_moved_to_another_place_is_refused(part: str, other: bytes, revision: int) -> None:
    moved = PLACE._replace(**{part: revision if part == "revision" else other})
    if moved != PLACE:
        with pytest.raises(Unopenable):
            open_sealed(KEY, seal(KEY, b"hello", PLACE), moved)


def test_parts_of_a_place_cannot_be_shifted_into_each_other() -> None:
    envelope = seal(KEY, b"hello", Binding(b"ab", b"c", b"d", 1))
    with pytest.raises(Unopenable):
        open_sealed(KEY, envelope, Binding(b"a", b"bc", b"d", 1))


def test_another_key_is_refused() -> None:
    with pytest.raises(Unopenable, match="another key"):
        open_sealed(os.urandom(32), seal(KEY, b"hello", PLACE), PLACE)


@given(st.binary(max_size=20_000))
def test_padding_comes_off_again_and_hides_the_length(payload: bytes) -> None:
    padded = pad(payload)
    assert unpad(padded) == payload
    assert len(padded) == padded_length(len(payload))
    assert len(padded) % 256 == 0
    assert len(padded) <= max(4096, (len(payload) + 4) * 1.13 + 256)


def test_two_seals_of_the_same_words_differ() -> None:
    assert seal(KEY, b"hello", PLACE) != seal(KEY, b"hello", PLACE)


@pytest.mark.parametrize("path", sorted(FROZEN.glob("*.json")), ids=lambda p: p.stem)
def test_envelopes_of_every_release_open_for_ever(path: Path) -> None:
    frozen = json.loads(path.read_text())
    place = Binding(*(base64.b64decode(part) for part in frozen["place"]), frozen["revision"])
    opened = open_sealed(base64.b64decode(frozen["key"]), base64.b64decode(frozen["envelope"]), place)
    assert opened.decode() == frozen["says"]


def test_there_are_frozen_envelopes() -> None:
    assert list(FROZEN.glob("*.json"))
