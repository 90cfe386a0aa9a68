"""Half a session opens nothing."""

import os

import pytest

from kinmend.vault import Unopenable, new_id, new_key
from kinmend.vault.sessions import Half, half_from, join, split


def test_both_halves_give_the_key() -> None:
    key, person = new_key(), new_id()
    half, row = split(key, person)
    assert join(half_from(half.cookie()), row, person) == key


def test_the_row_holds_no_key_and_the_cookie_neither() -> None:
    key, person = new_key(), new_id()
    half, row = split(key, person)
    assert key not in row
    assert key not in half.session + half.secret


def test_another_secret_session_or_person_opens_nothing() -> None:
    half, row = split(new_key(), person := new_id())
    for wrong, whom in (
        (Half(half.session, os.urandom(32)), person),
        (Half(os.urandom(16), half.secret), person),
        (half, new_id()),
    ):
        with pytest.raises(Unopenable):
            join(wrong, row, whom)


@pytest.mark.parametrize("cookie", ["", "x", "ü" * 64, "A" * 64 + "==", "A" * 1000])
def test_any_other_cookie_is_no_session(cookie: str) -> None:
    with pytest.raises(Unopenable):
        join(half_from(cookie), b"", new_id())
