"""Records are brought up to date as they are read."""

from typing import Any

import msgspec
import pytest

from kinmend.journal import Draft, Received, Settings, Unreadable
from kinmend.journal.records import Kind, decode, encode


class Recipe(msgspec.Struct, frozen=True):
    title: str
    minutes: int


def _split_time(fields: dict[str, Any]) -> dict[str, Any]:
    return {"title": fields["name"], "time": fields["time"]}


def _count_minutes(fields: dict[str, Any]) -> dict[str, Any]:
    return {"title": fields["title"], "minutes": int(fields["time"].split()[0])}


KINDS = {"recipe": Kind(Recipe, 3, (_split_time, _count_minutes))}


@pytest.mark.parametrize("record", [Draft(text="a"), Received(text="b"), Settings(theme="dark")])
def test_a_record_comes_back_as_it_went(record: Any) -> None:
    assert decode(encode(record)) == record


@pytest.mark.parametrize(
    ("version", "fields"),
    [
        (1, {"name": "Soup", "time": "40 min"}),
        (2, {"title": "Soup", "time": "40 min"}),
        (3, {"title": "Soup", "minutes": 40}),
    ],
)
def test_an_old_record_is_upgraded_step_by_step(version: int, fields: dict[str, Any]) -> None:
    stored = msgspec.json.encode({"kind": "recipe", "version": version, "record": fields})
    assert decode(stored, KINDS) == Recipe("Soup", 40)


def test_a_record_from_a_newer_kinmend_says_so() -> None:
    stored = msgspec.json.encode({"kind": "recipe", "version": 4, "record": {}})
    with pytest.raises(Unreadable, match="newer"):
        decode(stored, KINDS)


def test_a_field_that_a_record_lacks_takes_its_default() -> None:
    assert decode(b'{"kind":"draft","version":1,"record":{"text":"hi"}}') == Draft(text="hi")
