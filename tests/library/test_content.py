"""Content files: every mistake is said with its line."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from kinmend.library import ContentError, load_countries, load_moves, root
from kinmend.library.files import read_file
from kinmend.library.helplines import GOOD_FOR, Country, check_country
from kinmend.library.moves import Move
from kinmend.reader.examples import check_moves


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A library of two moves, quick to check."""
    moves = tmp_path / "content/en/moves"
    moves.mkdir(parents=True)
    shutil.copy(root() / "en/words.yaml", moves.parent)
    shutil.copy(root() / "en/moves/absolutes.yaml", moves)
    shutil.copy(root() / "en/moves/guilt-trip.yaml", moves)
    return tmp_path / "content"


def broken(copy: Path, old: str, new: str) -> str:
    path = copy / "en/moves/absolutes.yaml"
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
    text = (copy / "en/moves/absolutes.yaml").read_text()
    line = next(line for line in text.splitlines() if "match:" in line)
    assert "not a regular expression" in broken(copy, line, line.split("match:")[0] + "match: '('")


def test_an_unknown_word_list_is_found(copy: Path) -> None:
    text = (copy / "en/moves/absolutes.yaml").read_text()
    line = next(line for line in text.splitlines() if "match:" in line)
    assert "no word list is called 'nosuch'" in broken(copy, line, line.split("match:")[0] + "match: '{nosuch}'")


def test_a_hit_that_is_not_marked_is_found(copy: Path) -> None:
    assert "this hit is not marked absolutes" in broken(copy, "hits:\n", "hits:\n  - The train is at five.\n")


def test_a_miss_that_is_marked_is_found(copy: Path) -> None:
    assert "this miss is marked absolutes" in broken(copy, "misses:\n", "misses:\n  - You never listen to me.\n")


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
