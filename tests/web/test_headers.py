"""Headers, cookies, paths: nothing is cached, framed, or tells what this is."""

from __future__ import annotations

import io
import logging
import re
from pathlib import Path

import pytest
from django.test import Client

from kinmend.web.kit.headers import CONTENT_POLICY
from tests.people import Somebody
from tests.web.test_access import all_routes

TELLING = re.compile(
    r"mom|mother|mum\b|kinmend|abuse|forgiv|therap|family|estrang|safety|letter|reply|draft", re.IGNORECASE
)


@pytest.mark.parametrize("route", all_routes())
def test_every_answer_carries_the_headers(route: str, dana: Somebody) -> None:
    dana.begins()
    path = route.replace("<hex:document>", "0" * 32).replace("<slug:door>", "a")
    for answer in (dana.client.get(path), dana.client.post(path)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "default-src 'none'" in CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY


@pytest.mark.parametrize("route", all_routes())
def test_no_address_tells_what_this_is(route: str) -> None:
    assert not TELLING.search(route)


def test_no_page_holds_inline_script_or_style(dana: Somebody) -> None:
    dana.begins()
    for route in all_routes():
        if "<" not in route:
            page = dana.client.get(route).content.decode()
            assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son\w+=", page), route


def test_no_template_and_no_script_names_another_host(root: Path) -> None:
    for path in [
        *root.glob("src/kinmend/web/**/*.html"),
        *root.glob("src/kinmend/web/**/*.js"),
        *root.glob("src/kinmend/web/**/*.css"),
    ]:
        found = re.findall(r"https?://[^\s\"')]+", path.read_text())
        assert found == [], path


def test_cookies_are_closed_to_scripts_and_other_sites(dana: Somebody) -> None:
    dana.begins().sees("/n/")
    for name in ("k", "c"):
        cookie = dana.client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"


def test_leaving_changes_the_cookies_and_clears_the_browser(dana: Somebody) -> None:
    dana.begins()
    before = dana.client.cookies["k"].value
    answer = dana.client.get("/leave")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Location"] == "/measures"
    assert answer.cookies["k"].value == ""
    assert dana.client.cookies["k"].value != before


def test_after_leaving_the_front_page_is_neutral_even_when_nothing_was_kept(dana: Somebody) -> None:
    dana.begins()
    dana.client.get("/leave")
    page = dana.client.get("/", follow=True).content.decode()
    assert "Kinmend" not in page
    assert "Notes" in page


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_from_another_site_is_not_carried_out(dana: Somebody, site: str) -> None:
    dana.begins().writes("the blue bowl")
    for method, path in ((dana.client.post, "/lock"), (dana.client.get, "/leave"), (dana.client.get, "/n/")):
        answer = method(path, headers={"sec-fetch-site": site, "sec-fetch-mode": "no-cors"})
        assert answer.status_code == 403
    assert dana.status("/n/") == 200


def test_a_link_from_elsewhere_reaches_the_front_page_only(dana: Somebody) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert dana.client.get("/", headers=link).status_code == 200
    assert dana.client.get("/n/", headers=link).status_code == 403


@pytest.mark.django_db
def test_another_host_name_is_refused() -> None:
    answer = Client(SERVER_NAME="evil.example").get("/")
    assert answer.status_code == 400
    assert "arrive" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words() -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    answer = client.post("/begin", {"door": "a"})
    assert answer.status_code == 403
    assert "out of date" in answer.content.decode()


def test_a_fault_of_ours_shows_no_trace_and_logs_no_words(dana: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    from kinmend.web.home import views

    log = io.StringIO()
    monkeypatch.setattr(logging.getLogger("django").handlers[0], "stream", log)

    def fails(*_: object) -> str:
        raise ValueError("the blue bowl is in this message")

    dana.begins()
    dana.client.raise_request_exception = False
    monkeypatch.setattr(views, "_part_of_day", fails)
    answer = dana.client.get("/n/?q=secret")
    assert answer.status_code == 500
    assert "blue" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert "ValueError" in log.getvalue()
    assert "blue" not in log.getvalue()
    assert "secret" not in log.getvalue()
