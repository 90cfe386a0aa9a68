"""Max, a stranger, learns nothing: not even that a thing exists."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from kinmend.vault import new_id
from tests.people import Somebody

OBJECT_ROUTES = [
    "/" + str(p.pattern) for r in get_resolver().url_patterns for p in r.url_patterns if "document" in str(p.pattern)
]
SAVES = {"text": "x", "revision": 0, "save": "0" * 32, "purpose": "message", "until": "now", "for": "m"}
CREATES = "/n/<hex:document>/save"
"""A save of an id that is not one's own makes a document of one's own: it must work, and reach nobody else's."""
READS_ONLY_WHAT_IS_SENT = "/n/<hex:document>/mark"


def all_routes() -> list[str]:
    found: list[str] = []

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, here)
            else:
                found.append("/" + here)

    walk(get_resolver().url_patterns, "")
    return found


def test_the_map_holds_the_routes_these_tests_are_about() -> None:
    assert len(OBJECT_ROUTES) >= 10
    assert CREATES in OBJECT_ROUTES


@pytest.mark.parametrize("route", [r for r in OBJECT_ROUTES if r not in (CREATES, READS_ONLY_WHAT_IS_SENT)])
def test_max_never_learns_that_an_entry_exists(route: str, dana: Somebody, max_: Somebody) -> None:
    dana.begins()
    theirs = dana.receives("mine alone") if route.startswith("/r/") else dana.writes("mine alone")
    max_.begins()
    for method in (max_.client.get, max_.client.post):
        data: Any = SAVES if method == max_.client.post else None
        there = method(route.replace("<hex:document>", theirs), data)
        nowhere = method(route.replace("<hex:document>", new_id().hex()), data)
        assert there.status_code == nowhere.status_code
        assert there.status_code in (404, 405)
        assert _bare(there.content) == _bare(nowhere.content)


def test_max_saving_under_danas_id_reaches_only_his_own(dana: Somebody, max_: Somebody) -> None:
    document = dana.begins().writes("Dana’s words")
    max_.begins()
    said = max_.saves(document, "Max’s words", 0)
    assert said == {"id": document, "revision": 1, "beside": False, "care": False}
    assert "Dana’s words" in dana.sees(f"/n/{document}")
    assert "Max’s words" in max_.sees(f"/n/{document}")
    max_.client.post(f"/n/{document}/drop")
    assert "Dana’s words" in dana.sees(f"/n/{document}")


def test_max_cannot_answer_a_message_that_is_not_his(dana: Somebody, max_: Somebody) -> None:
    received = dana.begins().receives("mine alone")
    assert "mine alone" not in max_.begins().sees(f"/n/new?to={received}")


@pytest.mark.parametrize("route", all_routes())
def test_every_page_while_locked_shows_the_door_or_nothing_of_anybody(
    route: str, dana: Somebody, max_: Somebody
) -> None:
    dana.begins().writes("the blue bowl")
    dana.client.post("/s/name", {"name": "Rosalind", "pronouns": "she"})
    dana.keeps()
    dana.client.post("/lock")
    path = route.replace("<hex:document>", new_id().hex()).replace("<slug:door>", "a")
    for client in (dana.client, max_.client):
        page = client.get(path, follow=True).content.decode()
        assert "blue bowl" not in page
        assert "Rosalind" not in page
        assert "<title>Notes</title>" in page or "<title>Kitchen measures</title>" in page or not page


def test_the_locked_page_shows_no_name_count_or_date(dana: Somebody) -> None:
    dana.begins().writes("the blue bowl")
    dana.keeps()
    dana.client.post("/lock")
    page = dana.sees("/open")
    shown = re.sub(r"<head>.*?</head>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\b(kinmend|mom|mother|her|she|entries|drafts?|\d+)\b", shown, re.IGNORECASE), shown


def _bare(page: bytes) -> bytes:
    return re.sub(rb'value="[A-Za-z0-9]{64}"', b"", page)
