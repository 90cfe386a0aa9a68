"""The safety screen: danger in one's own words, not in idioms, quotes, films, negations or the settled past."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmend.library import root
from kinmend.library.dangers import check_danger
from kinmend.reader.screen import LANGUAGES, check_dangers, look
from kinmend.reader.weights import DANGERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_danger_file_is_whole_and_every_kind_has_one(language: str) -> None:
    paths = sorted((root() / language / "danger").glob("*.yaml"))
    assert {path.stem for path in paths} == set(DANGERS)
    assert [str(error) for path in paths for error in check_danger(path)] == []


def test_every_hit_brings_the_card_and_no_miss_counts_as_plain() -> None:
    assert [str(error) for error in check_dangers()] == []


@pytest.mark.parametrize(
    "line",
    [
        "I'm dying to see her.",
        "This job is killing me, and I could murder a curry.",
        "We watched a film about a man who takes his own life.",
        "I cut myself at fifteen, and that's twenty years behind me.",
        "I'm not suicidal, only worn out by the move.",
        "She cried on the phone and I felt empty all evening.",
        "I'm done with her. I'm leaving the family chat.",
        "The biopsy came back and they cut the whole of it out.",
    ],
)
def test_idioms_films_the_past_and_sorrow_bring_no_card(line: str) -> None:
    assert not look(line).crisis


def test_her_words_in_quotes_are_not_the_writers() -> None:
    assert not look('She wrote "I want to kill myself" in that book of hers, a hundred years ago.').crisis


def test_one_sentence_in_a_long_page_is_enough_and_is_the_quote() -> None:
    page = "I went to the shop and bought plums. " * 12
    seen = look(page + "I want to kill myself tonight. " + page)
    assert seen.crisis
    assert seen.quote == "I want to kill myself tonight."
    assert seen.kind == "suicide"


def test_spanish_is_said_to_be_unread_and_danger_in_it_is_still_seen() -> None:
    seen = look("Ya no quiero vivir, mamá, y nadie lo sabe en esta casa.")
    assert seen.crisis
    assert "can't be read well" in seen.note


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_screened_and_the_quote_is_in_it(text: str) -> None:
    seen = look(text)
    assert seen.quote in text
    assert bool(seen.kind) == seen.crisis


def test_a_bad_danger_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "suicide.yaml"
    path.write_text("id: other\nmeaning: m\nplain: ['(']\nperhaps: []\nhits: []\nmisses: []\n")
    said = [str(error) for error in check_danger(path)]
    assert any("suicide.yaml:1" in error for error in said)
    assert any("regular expression" in error for error in said)
