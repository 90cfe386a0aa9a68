"""A recovery code survives paper, and a slip of the pen is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmend.vault.recovery import Mistyped, grouped, last_groups, new_code, read_code

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_code_has_seven_groups_of_four_and_says_nothing() -> None:
    groups = new_code().split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert new_code() != new_code()


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    body = read_code(code)
    assert len(body) == 26
    assert read_code(code.lower().replace("-", "  ")) == body
    assert read_code(code.replace("0", "o").replace("1", "l")) == body


@given(st.integers(0, 25), st.sampled_from(LETTERS))
def test_nearly_every_single_slip_is_noticed(place: int, letter: str) -> None:
    plain = "7K2MWQ4T9ZP3XH6R8NVB5CDJ1F"
    code = next(c for c in (grouped(plain + a + b) for a in LETTERS for b in LETTERS) if _is_right(c))
    slipped = list(code.replace("-", ""))
    if slipped[place] != letter:
        slipped[place] = letter
        with pytest.raises(Mistyped, match="different"):
            read_code("".join(slipped))


def _is_right(code: str) -> bool:
    try:
        return bool(read_code(code))
    except Mistyped:
        return False


@pytest.mark.parametrize(("typed", "said"), [("", "28"), ("ABCD", "this one has 4"), ("?" * 28, "never holds")])
def test_a_wrong_code_is_answered_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(Mistyped, match=said):
        read_code(typed)


def test_the_part_to_type_back_is_the_end() -> None:
    code = new_code()
    assert code.endswith(last_groups(code))
    assert len(last_groups(code)) == 9
