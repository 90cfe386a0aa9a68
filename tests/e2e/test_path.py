"""The six situations in a real browser, from the first page to a finished first thing."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import watched
from tests.server import Server

WHERE = {
    "well": "We talk, and it mostly goes well",
    "around": "We talk, but around the real thing",
    "silent": "We are not talking",
    "unsafe": "Being in touch is not safe for me",
    "died": "has died",
    "unknown": "I never knew",
}
LIMIT = 7 * 60
"""Seconds from the welcome page to a finished first thing, read at the pace of a script."""


def starts(page: Page, situation: str) -> None:
    """The door for those who don't know where to begin, and the three questions."""
    page.goto("/")
    page.click("text=Find a first step")
    page.click("button:text-is('Skip')")
    page.locator(".choice", has_text=WHERE[situation]).click()
    page.click("button:text-is('Continue')")
    page.fill("#id_name", "Ruth")
    page.click("button:text-is('Continue')")
    page.locator(".choice").first.click()
    page.click("text=See my first step")


def answers(page: Page) -> None:
    """Says something on the step that is shown."""
    kind = page.get_attribute("[data-step]", "data-kind")
    if kind in ("text", "letter"):
        page.fill("#answer", "All winter, when I had croup.")
    elif kind == "slider":
        page.locator(".scale-row label").nth(6).click()
    elif kind == "choice":
        page.locator(".choice").last.click()
    elif kind == "two-columns":
        page.fill("#left", "The bakery at four.")
        page.fill("#right", "Somebody at the play.")
    elif kind == "list":
        page.fill("#line-1", "A call that ends kindly")
    elif kind == "plan":
        page.fill("#if-1", "The phone rings at nine")
        page.fill("#then-1", "I let it ring")


def walks_to_the_end(page: Page) -> None:
    """Begins the exercise that is shown and goes through one sitting or all there is."""
    page.locator("main form button:text-matches('^Begin')").first.click()
    for _ in range(40):
        if page.url.endswith(("/end", "/rest")):
            return
        answers(page)
        page.locator("[data-step] button[value=next]").click()
    raise AssertionError("it never ended")


@pytest.mark.parametrize("situation", WHERE)
def test_from_the_welcome_page_to_a_finished_first_thing(page: Page, situation: str) -> None:
    began = time.monotonic()
    starts(page, situation)
    page.click("text=Look at it")
    walks_to_the_end(page)
    expect(page.locator("h1")).to_be_visible()
    assert time.monotonic() - began < LIMIT
    page.goto("/p/made")
    assert page.locator("article").count() >= 1


def test_a_step_keeps_itself_while_dana_writes_and_is_there_after_a_crash(page: Page) -> None:
    starts(page, "around")
    page.goto("/x/21")
    page.click("button:text-is('Begin')")
    page.fill("#answer", "Flour on her hands.")
    expect(page.locator("[data-said]")).to_contain_text("Here until you leave")
    page.goto("about:blank")
    page.goto("/n/")
    page.click("text=The mother you hoped for")
    assert page.input_value("#answer") == "Flour on her hands."


def test_an_exercise_works_without_scripts_and_by_keyboard_alone(browser: Browser, server: Server) -> None:
    for context in watched(browser, server, java_script_enabled=False):
        page = context.new_page()
        starts(page, "around")
        page.goto("/x/21")
        walks_to_the_end(page)
        assert "What would be enough" in page.inner_text("main")
    for context in watched(browser, server):
        page = context.new_page()
        starts(page, "around")
        page.goto("/x/24")
        page.locator("button:text-is('Begin')").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#answer, .scale-row, .choice, .reading")
        page.locator("#main").focus()
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement?.value") == "next":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/2")


def test_a_week_takes_seven_taps_and_less_than_45_seconds(page: Page) -> None:
    starts(page, "around")
    page.goto("/k/week")
    began = time.monotonic()
    fieldsets = page.locator("fieldset.scale")
    taps = fieldsets.count()
    for n in range(taps):
        fieldsets.nth(n).locator("label").nth(0).click()
    page.click("button:text-is('Keep this')")
    page.wait_for_url("**/k/")
    assert taps == 7
    assert time.monotonic() - began < 45


def test_a_month_takes_less_than_four_minutes(page: Page) -> None:
    starts(page, "around")
    page.goto("/k/month")
    began = time.monotonic()
    fieldsets = page.locator("fieldset.scale")
    for n in range(fieldsets.count()):
        fieldsets.nth(n).locator(".scale-row label").nth(3).click()
    page.click("button:text-is('Keep this')")
    page.wait_for_url("**/k/")
    assert time.monotonic() - began < 240


def test_the_clock_of_a_step_runs_only_when_asked(page: Page) -> None:
    starts(page, "around")
    page.goto("/x/3")
    page.click("button:text-is('Begin')")
    for _ in range(8):
        if page.get_attribute("[data-step]", "data-kind") == "timer":
            break
        answers(page)
        page.locator("[data-step] button[value=next]").click()
    before = page.inner_text("[data-left]")
    page.wait_for_timeout(1200)
    assert page.inner_text("[data-left]") == before
    page.click("[data-start]")
    page.wait_for_timeout(1200)
    assert page.inner_text("[data-left]") != before


def test_words_typed_a_moment_before_leaving_a_step_are_there_on_coming_back(page: Page) -> None:
    starts(page, "around")
    page.goto("/x/21")
    page.click("button:text-is('Begin')")
    page.wait_for_selector("html.js #answer")
    page.fill("#answer", "Typed and gone at once.")
    page.click("nav >> text=Help")
    page.goto("/n/")
    page.click("text=The mother you hoped for")
    assert page.input_value("#answer") == "Typed and gone at once."
