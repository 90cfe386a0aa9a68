"""Exercises, chapters, the article and days: whole as shipped, and every mistake said with its line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kinmend.journal import Forms
from kinmend.library import ContentError, coverage, load_article, load_chapters, load_exercises, root
from kinmend.library.blank import Taken, new_exercise
from kinmend.library.check import check_library
from kinmend.library.exercises import SENTENCES, check_exercise
from kinmend.library.holidays import load_holidays
from kinmend.library.practice import load_practice
from kinmend.library.voice import check_page, faults, grade, load_voice, shown_never

PLACES = ("well", "around", "silent", "unsafe", "died", "unknown")


def test_the_library_as_shipped_is_whole_and_easy_to_read() -> None:
    found = check_library()
    assert found.errors == []
    assert found.strings > 2500
    assert found.hard <= 0.05 * found.strings


def test_44_exercises_in_14_chapters_and_a_first_thing_for_everybody() -> None:
    assert list(load_exercises()) == [f"E{n:02}" for n in range(1, 45)]
    assert len(load_chapters()) == 14
    for place in PLACES:
        for chapter in load_chapters().values():
            fitting = [e for e in load_exercises().values() if e.chapter == chapter.id and e.fits(place)]
            assert bool(fitting) or not chapter.fits(place) or chapter.id == "boundaries", (chapter.id, place)


def test_every_sentence_of_the_article_lives_somewhere_or_says_why_not() -> None:
    found = coverage(load_article(), len(load_exercises()))
    assert (found.sentences, found.exercises) == (93, 44)
    assert found.mapped + len(found.not_done) == 93
    assert set(found.not_done) == {"S91", "S92"}
    said = {s for e in load_exercises().values() for s in e.seed} | {
        s for c in load_chapters().values() for s in c.seed
    }
    assert said <= set(SENTENCES)


def test_each_chapter_takes_three_to_five_minutes_to_read_and_says_what_is_not_known() -> None:
    for chapter in load_chapters().values():
        words = max(
            sum(len(section.text.split()) for section in chapter.sections if section.fits(place)) for place in PLACES
        )
        assert 550 <= words <= 1100, (chapter.id, words)  # 200 words a minute, read by somebody who is tired
        assert chapter.unknown


def test_a_figure_is_only_printed_if_somebody_read_it() -> None:
    for exercise in load_exercises().values():
        for source in exercise.sources:
            assert source.checked or not source.figure, exercise.id


def test_no_muscle_is_tested_and_the_banner_stands_as_the_method_says() -> None:
    banner = load_exercises()["E33"].banner
    assert "It is not EPT and nobody from EPT has approved it." in banner
    text = (root() / "en/exercises/E33.yaml").read_text().lower().replace(banner.lower(), "")
    assert "magnet" not in text.replace("magnets because", "")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A library of its own, small enough to break."""
    base = tmp_path / "content"
    for folder in ("exercises", "chapters"):
        (base / "en" / folder).mkdir(parents=True)
    shutil.copy(root() / "en/exercises/E21.yaml", base / "en/exercises")
    shutil.copy(root() / "en/chapters/expect.yaml", base / "en/chapters")
    return base


@pytest.mark.parametrize(
    ("old", "new", "line_holds", "said"),
    [
        ("kind: slider", "kind: glider", "glider", "Invalid enum value"),
        ("seed: [S22", "seed: [S94", "S94", "'S94' is not one of the known ones"),
        ("chapter: expect", "chapter: expected", "expected", "no chapter is called"),
        ("    show: [usual]\n", "    show: [usually]\n", "usually", "no earlier step is called 'usually'"),
        ("    labels: [It won't, It will]\n", "    labels: [It won't]\n", "It won't", "exactly two labels"),
        ("id: E21", "id: E22", "E22", "the file is called 'E21'"),
        ("toward: false", "toward: true\nminute: 3", "minute", "unknown field"),
        ("ending: The film can stay.", "ending: Well done. The film can stay!", "Well done", "no cheer"),
        ("    checked: true", "    checked: false", "cite: Webb", "a figure that was not checked"),
    ],
)
def test_a_mistake_is_said_with_its_line(copy: Path, old: str, new: str, line_holds: str, said: str) -> None:
    path = copy / "en/exercises/E21.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    errors = [error for error in check_library(base=copy).errors if error.path == path]
    assert any(said in str(error) for error in errors), errors
    error = next(error for error in errors if said in str(error))
    assert str(error).startswith(f"content/en/exercises/E21.yaml:{error.line}: ")
    if "unknown field" not in said:
        assert line_holds in path.read_text().splitlines()[error.line - 1]


def test_what_leads_toward_her_must_be_hidden_where_it_could_hurt(copy: Path) -> None:
    path = copy / "en/exercises/E21.yaml"
    path.write_text(path.read_text().replace("toward: false", "toward: true").replace("[unsafe, died, unknown]", "[]"))
    assert any("must be hidden" in str(error) for error in check_exercise(path, {"E22"}, {"expect"}))


def test_a_new_exercise_is_one_command_and_one_file(copy: Path) -> None:
    path = new_exercise("expect", copy)
    assert path.name == "E22.yaml"
    assert [e for e in check_library(base=copy).errors if e.path == path] == []
    with pytest.raises(Taken, match="there is no chapter 'hope'; there are expect"):
        new_exercise("hope", copy)


def test_the_sample_of_a_practice_can_be_read_and_a_poor_one_is_refused(tmp_path: Path) -> None:
    practice = load_practice(root() / "practice.sample.yaml")
    assert practice.free_minutes == 30
    assert practice.methods[0].label.startswith("Tradition")
    poor = tmp_path / "practice.yaml"
    poor.write_text("name: Nobody\n")
    with pytest.raises(ContentError, match="a phone number or a booking address"):
        load_practice(poor)
    poor.write_text("name: Somebody\nbooking: http://practice.example\n")
    with pytest.raises(ContentError, match="starts with https"):
        load_practice(poor)


KNOWN_DAYS = [
    ("US", date(2026, 1, 1), date(2026, 5, 10)),
    ("GB", date(2027, 1, 1), date(2027, 3, 7)),
    ("FR", date(2020, 1, 1), date(2020, 6, 7)),  # Pentecost was on the last Sunday of May
    ("FR", date(2026, 1, 1), date(2026, 5, 31)),
    ("MX", date(2026, 5, 11), date(2027, 5, 10)),
    ("NO", date(2027, 1, 1), date(2027, 2, 14)),
    ("AR", date(2026, 1, 1), date(2026, 10, 18)),
]


@pytest.mark.parametrize(("country", "today", "expected"), KNOWN_DAYS)
def test_mothers_day_comes_on_its_day(country: str, today: date, expected: date) -> None:
    days = [day for day in load_holidays().values() if day.about_mothers and country in day.countries]
    assert [day.next(today) for day in days] == [expected]


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(list(load_holidays().values())))
def test_a_day_that_moves_comes_within_thirteen_months_and_never_before_today(today: date, day) -> None:  # type: ignore[no-untyped-def]
    assert 0 <= (day.next(today) - today).days <= 400


def test_the_voice_knows_what_never_to_say() -> None:
    voice = load_voice()
    for line in (
        "You only have one mother.", "She did her best.", "Forgive to heal.", "Blood is thicker than water.",
        "You will regret it.", "She is a narcissist.", "a toxic person", "You are safe now.", "Stay strong.",
        "She will change if you change.", "your part in the abuse", "It is never too late.", "Well done!",
        "You need to forgive.", "This may be depression.", "science-backed", "our algorithm", "she passed away",
    ):  # fmt: skip
        assert faults(line, voice), line
    for line in ("She has died.", "A limit can hold.", "Forgiving, if and when.", "He was angry, and so were you."):
        assert faults(line, voice) == [], line


def test_words_of_a_page_are_checked_with_their_line_and_not_its_tags(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{% if a != b %}\n<p class="x">Fine.</p>\n<p>Stay strong.</p>\n{% endif %}')
    assert [(error.line, error.message[:13]) for error in check_page(page, load_voice())] == [(3, "“Stay strong”")]


def test_a_page_for_somebody_whose_mother_died_never_says_to_call_her() -> None:
    voice, ruth = load_voice(), Forms.of("Ruth").words()
    assert shown_never("Call Ruth tonight", "died", ruth, voice) == ["Call Ruth"]
    assert shown_never("Call a friend", "died", ruth, voice) == []
    assert shown_never("what you call her", "died", ruth, voice) == []


def test_the_reading_grade_grows_with_words_and_syllables() -> None:
    easy = "The cat sat on the mat. It was a warm day and the cat was glad."
    hard = (
        "Notwithstanding considerable methodological heterogeneity, investigators consistently characterized parents."
    )
    assert grade(easy) < 3 < 12 < grade(hard)
    assert grade("Too short.") == 0


def test_every_file_is_plain_yaml_with_no_tab() -> None:
    for path in (root() / "en").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "\t" not in text, path
        assert yaml.safe_load(text)
