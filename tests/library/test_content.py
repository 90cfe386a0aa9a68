"""Content files: every mistake is said with its line."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from kinmend.library import ContentError, load_countries, load_moves, root
from kinmend.library.files import read_file
from kinmend.library.helplines import GOOD_FOR, Country, check_country
from kinmend.library.moves import Move
from kinmend.reader import Reader
from kinmend.reader.examples import check_moves

NEW = """id: nickname
family: opens
name: A pet name
meaning: Calls the other by a pet name.
matters: A small word can hold a long history.
note: A pet name may warm a plain line.
heard: There may be warmth in the name.
gentler: [Good night to you all., Sleep well tonight., Until the morning.]
hits:
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A library of two moves that the trained reader knows and a new one, which is only its file."""
    moves = tmp_path / "content/en/moves"
    moves.mkdir(parents=True)
    shutil.copy(root() / "en/words.yaml", moves.parent)
    shutil.copy(root() / "en/moves/absolutes.yaml", moves)
    shutil.copy(root() / "en/moves/guilt-trip.yaml", moves)
    hits = "".join(f"  - Good night, pumpkin, call number {n}.\n" for n in range(20))
    misses = "".join(f"  - The number {n} bus is late.\n" for n in range(20))
    signals = "signals:\n  - match: '\\bpumpkin\\b'\n    sure: 0.9\n"
    (moves / "nickname.yaml").write_text(f"{NEW}{hits}misses:\n{misses}{signals}")
    return tmp_path / "content"


def broken(copy: Path, old: str, new: str, move: str = "absolutes") -> str:
    path = copy / f"en/moves/{move}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    errors = check_moves(base=copy)
    assert errors
    return str(errors[0])


def test_the_help_lines_as_shipped_are_whole() -> None:
    for path in sorted((root() / "helplines").glob("*.yaml")):
        assert check_country(path) == []


def test_a_missing_field_is_named(copy: Path) -> None:
    said = broken(copy, "meaning:", "meening:")
    assert "content/en/moves/absolutes.yaml:" in said
    assert "meening" in said or "meaning" in said


def test_a_wrong_family_is_found_on_its_line(copy: Path) -> None:
    said = broken(copy, "family: hard", "family: rude")
    assert said.startswith("content/en/moves/absolutes.yaml:2:")


def test_a_broken_expression_is_found(copy: Path) -> None:
    assert "not a regular expression" in broken(copy, "'\\bpumpkin\\b'", "'('", "nickname")


def test_an_unknown_word_list_is_found(copy: Path) -> None:
    assert "no word list is called 'nosuch'" in broken(copy, "'\\bpumpkin\\b'", "'{nosuch}'", "nickname")


def test_a_hit_that_is_not_marked_is_found(copy: Path) -> None:
    said = broken(copy, "hits:\n", "hits:\n  - The train is at five.\n", "nickname")
    assert "this hit is not marked nickname" in said


def test_a_miss_that_is_marked_is_found(copy: Path) -> None:
    said = broken(copy, "misses:\n", "misses:\n  - Night, pumpkin.\n", "nickname")
    assert "this miss is marked nickname" in said


def test_a_trained_move_may_miss_a_few_of_its_examples_but_not_many(copy: Path) -> None:
    assert check_moves(base=copy) == []
    wrong = "".join(f"  - The train is at {hour}.\n" for hour in ("five", "six", "seven", "eight", "nine", "ten") * 3)
    assert "this hit is not marked absolutes" in broken(copy, "hits:\n", "hits:\n" + wrong)


def test_a_new_move_needs_only_its_file(copy: Path) -> None:
    marks = Reader(base=copy).read("The bus is late. Night, pumpkin.").marks
    assert [(mark.move, mark.quote) for mark in marks] == [("nickname", "Night, pumpkin.")]


def test_a_file_that_is_not_yaml_says_where(copy: Path) -> None:
    path = copy / "en/moves/guilt-trip.yaml"
    path.write_text("id: [guilt\n")
    with pytest.raises(ContentError, match=r"guilt-trip.yaml:\d+: not readable as YAML"):
        read_file(path, Move)


def test_every_move_speaks_kindly_and_in_full() -> None:
    for move in load_moves():
        assert len(move.gentler) >= 3, move.id
        for text in (move.name, move.meaning, move.matters, move.note, move.heard, *move.gentler):
            assert len(text) > 3, (move.id, text)
            assert "!" not in text, (move.id, text)
            assert not {"toxic", "narcissist", "abusive"} & set(text.lower().split()), (move.id, text)
        assert not any(len(way.split()) < 3 for way in move.gentler), move.id


def test_no_example_stands_in_the_labelled_messages(root) -> None:  # type: ignore[no-untyped-def]
    text = (root / "data/family/tune.jsonl").read_text() + (root / "data/family/dev.jsonl").read_text()
    copied = [
        (move.id, said)
        for move in load_moves()
        for entry in [*move.hits, *move.misses]
        if len(said := entry if isinstance(entry, str) else entry.text) > 25 and said in text
    ]
    assert copied == []


def test_every_help_line_has_a_source_and_a_date() -> None:
    countries = load_countries()
    assert len(countries) >= 40
    for country in countries:
        for line in country.rows:
            assert line.source.startswith("https://")
            assert line.source_name
            assert line.checked_on <= date.today()


def test_a_line_grows_old_after_half_a_year() -> None:
    line = load_countries()[0].rows[0]
    assert not line.is_old(line.checked_on + GOOD_FOR)
    assert line.is_old(line.checked_on + GOOD_FOR + timedelta(days=1))


def test_a_help_line_without_a_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(
        "country: XX\nname: Nowhere\nrows:\n  - kind: emergency\n    name: One\n    call: '1'\n"
        "    source: ''\n    source_name: ''\n    checked_on: 2026-01-01\n"
    )
    assert [str(error) for error in check_country(path)] == ["xx.yaml:4: a row needs the source it was read from"]
    assert read_file(path, Country).rows
