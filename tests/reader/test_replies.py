"""Reading what Ruth answers: on the whole, part by part, and "unclear" when nothing stands out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmend.reader.replies import MEANINGS, read_reply
from kinmend.reader.weights import PARTS, READINGS

OPENING = "Mom, I'd like to talk about the year you stopped calling. It hurt, and I miss you."


def test_an_apology_with_a_repair_makes_amends_part_by_part() -> None:
    found = read_reply(
        OPENING,
        "I stopped calling because I was ashamed, and that was my fault, not yours. You must have felt thrown away. "
        "I'm sorry. I've put Sunday evenings in my book and I will ring you every week, if you want it.",
    )
    assert found.reading == "apology"
    assert found.amends
    assert {"responsibility", "repair"} <= set(found.parts)


def test_sorry_you_feel_that_way_is_no_apology_and_no_amends() -> None:
    found = read_reply(OPENING, "I'm sorry if you feel that way, but you never called me either.")
    assert found.reading in ("non-apology", "blame")
    assert not found.amends
    assert "clean" not in found.parts


@pytest.mark.parametrize(
    ("answer", "reading"),
    [
        ("You're a disgrace. If you set foot here again I'll have your brother put you out.", "attack"),
        ("I have nothing to say to you. Don't write here again.", "withdrawal"),
        ("Tell me about that year. I want to understand what it was like for you.", "open"),
        ("The plums are ripe! Come on Sunday and help me eat them, I made the crumble you like.", "bid"),
    ],
)
def test_plain_answers_are_read_for_what_they_are(answer: str, reading: str) -> None:
    assert read_reply(OPENING, answer).reading == reading


@pytest.mark.parametrize("answer", ["Well.", "Hm.", "🙂", "", "   ", "asdf jkl"])
def test_what_cannot_be_told_is_called_unclear_or_shut(answer: str) -> None:
    assert read_reply(OPENING, answer).reading in ("unclear", "withdrawal", "guarded")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_words_get_an_answer_whose_quotes_are_in_them(before: str, said: str) -> None:
    found = read_reply(before, said)
    assert found.reading in READINGS
    assert 0 <= found.sure <= 1
    assert found.why
    assert set(found.parts) <= set(PARTS)
    for quote in found.parts.values():
        assert quote in said


def test_every_reading_has_a_meaning() -> None:
    assert tuple(MEANINGS) == READINGS


def test_another_language_is_unclear_and_says_why() -> None:
    found = read_reply(OPENING, "No quiero hablar de eso, hija, ya te lo dije y no voy a decirlo más.")
    assert found.reading == "unclear"
    assert "read" in found.why
