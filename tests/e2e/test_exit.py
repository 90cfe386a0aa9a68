"""Leaving in a hurry: by each way, with and without scripts, Back and Forward show nothing.

Run with the back/forward cache on, as people's browsers have it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.conftest import begins, goes_through, keeps_a_draft, kept, opens, watched
from tests.server import Server

SECRET = "the blue bowl on the sill"
TELLING = (SECRET, "blue bowl", "Kinmend", "Mom", "mom")


def by_button(page: Page) -> None:
    page.click("button.exit")


def by_second_link(page: Page) -> None:
    page.goto("/s/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Leave this site now"
    page.keyboard.press("Enter")


def by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


WAYS = [by_button, by_second_link, by_shift]


def written(page: Page) -> None:
    """Several pages into it, with private words on the screen and behind."""
    begins(page)
    page.fill("#draft", SECRET)
    kept(page)
    page.goto("/n/")
    page.click("text=the blue bowl")
    page.wait_for_selector("#draft")


def shows_nothing(page: Page) -> None:
    for move in [page.go_back] * 5 + [page.go_forward] * 5:
        with contextlib.suppress(Exception):
            move(wait_until="commit", timeout=5000)
        page.wait_for_timeout(150)
        seen = page.evaluate(
            """document.documentElement.innerText + ' ' + document.title
            + [...document.querySelectorAll('textarea, input:not([name=csrfmiddlewaretoken])')].map(e => e.value)"""
        )
        for word in TELLING:
            assert word not in seen, (page.url, word)


def test_the_back_cache_is_on_in_these_tests(page: Page) -> None:
    page.goto("/measures")
    page.evaluate("window.stillHere = true")
    page.goto("/measures?2")
    page.go_back(wait_until="commit")
    assert page.evaluate("window.stillHere === true")


@pytest.mark.parametrize("way", WAYS)
def test_after_leaving_back_and_forward_show_nothing(page: Page, way: Callable[[Page], None]) -> None:
    written(page)
    way(page)
    page.wait_for_url("**/measures")
    assert page.title() == "Kitchen measures"
    shows_nothing(page)


@pytest.fixture
def without_scripts(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser that runs no scripts."""
    yield from watched(browser, server, java_script_enabled=False)


@pytest.mark.parametrize("way", ["button", "link"])
def test_without_scripts_too(without_scripts: BrowserContext, way: str) -> None:
    page = without_scripts.new_page()
    goes_through(page)
    page.click("button[name=skip]")
    page.fill("#draft", SECRET)
    page.click("text=Save and read")
    page.goto("/n/")
    page.click("text=the blue bowl")
    if way == "button":
        page.click("button.exit")
    else:
        page.focus("a.skip[data-exit]")
        page.keyboard.press("Enter")
    page.wait_for_url("**/measures")
    for move in [page.go_back] * 5 + [page.go_forward] * 5:
        with contextlib.suppress(Exception):
            move(wait_until="load", timeout=5000)
        text = page.content()
        assert "blue bowl" not in text, page.url
        assert "Kinmend" not in text, page.url


def test_words_still_unsaved_are_kept_when_leaving(page: Page) -> None:
    keeps_a_draft(page, "first")
    page.click(".entry")
    page.wait_for_selector("#draft")
    page.evaluate("document.querySelector('#draft').focus()")
    page.keyboard.press("End")
    page.keyboard.type(" and last words")
    by_shift(page)
    page.wait_for_url("**/measures")
    opens(page)
    assert "first and last words" in page.inner_text("main")


def test_the_page_is_blank_at_once_even_when_the_server_does_not_answer(page: Page) -> None:
    written(page)
    page.route("**/leave", lambda route: route.fulfill(status=204))
    left = page.evaluate("(() => { document.querySelector('button.exit').click(); return document.body.innerText; })()")
    assert left == ""
    page.wait_for_timeout(700)
    assert page.evaluate("document.documentElement.innerText") == ""
    page.unroute("**/leave")


def test_three_presses_fill_three_dots_and_another_key_empties_them(page: Page) -> None:
    begins(page)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.locator(".exit-dots i").count() == 3
    assert page.locator(".exit-dots i.on").count() == 2
    page.keyboard.press("a")
    assert page.locator(".exit-dots i").count() == 0
    page.keyboard.press("Shift")
    assert page.url.endswith("/n/new?for=m") or "/n/" in page.url
