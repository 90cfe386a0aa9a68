"""What she is called: every sentence of the app has to hold any of these."""

import pytest

from kinmend.journal import Forms


@pytest.mark.parametrize(
    ("typed", "address", "mention", "possessive", "start"),
    [
        ("Mom", "Mom", "your mom", "your mom’s", "Your mom"),
        ("mum", "Mum", "your mum", "your mum’s", "Your mum"),
        ("Ruth", "Ruth", "Ruth", "Ruth’s", "Ruth"),
        ("my birth mother", "Birth mother", "your birth mother", "your birth mother’s", "Your birth mother"),
        ("Agnes", "Agnes", "Agnes", "Agnes’", "Agnes"),
        ("  Oma   Lies ", "Oma Lies", "Oma Lies", "Oma Lies’", "Oma Lies"),
        ("", "Mom", "your mom", "your mom’s", "Your mom"),
    ],
)
def test_a_name_bends_as_sentences_need_it(typed: str, address: str, mention: str, possessive: str, start: str) -> None:
    forms = Forms.of(typed)
    assert (forms.address, forms.mention, forms.possessive, forms.sentence_start) == (
        address,
        mention,
        possessive,
        start,
    )


def test_pronouns_fill_their_slots() -> None:
    assert Forms.of("Ruth", "they").fill("Ask {her} about {her_own} day. {She} may say.") == (
        "Ask them about their own day. They may say."
    )


def test_a_brace_that_is_no_slot_stays() -> None:
    assert Forms().fill("{what} {mom}") == "{what} your mom"


def test_a_very_long_name_is_cut() -> None:
    assert len(Forms.of("x" * 500).address) == 60
