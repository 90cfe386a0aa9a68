"""Every page in four dresses: axe finds nothing, nothing spills over, and it works without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import begins, goes_through, kept, watched
from tests.server import Server

DRAFT = (
    "Mom, I’ve been thinking about Dad’s funeral. You always make everything about you, and I never got to say what "
    "I felt. I know that week was awful for you too. I felt alone when the house was sold and nobody asked me. What "
    "was that week like for you?\n\nI don’t want to get into this at Thanksgiving, but I could call Sunday."
)
REPLY = "I did the best I could. You were always closer to your father. I don’t want to fight. Sunday is fine I guess."
RULES: dict[str, Any] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    "/", "/open", "/help", "/exit", "/measures", "/n/first", "/n/", "/n/new?for=m", "/n/new?for=u", "/n/new?for=s",
    "WRITE", "OUT", "CARD", "DROP", "/r/new", "READ", "/n/find", "/keep", "/s/", "/s/copies", "/s/erase", "/s/pass",
    "/s/code", "/open/code", "/gone", "/nowhere", "/n/tested", "/n/corrections", "CARE", "/n/q/1", "/n/q/2", "/n/q/3",
    "/p/", "/p/6", "/p/10", "/p/made", "/p/from", "/p/door", "/p/told", "/x/21", "/x/33", "/k/", "/k/week", "/k/month",
    "/k/unsure", "/d/", "STEP", "SCALE", "LIST", "COLUMNS", "PLAN", "LOG", "CHOICE", "DATE", "DRAFT", "END", "THING",
]  # fmt: skip
DRESSES: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
]
NAMES = ["1280-light", "1280-dark", "390-light", "390-dark", "forced-colors", "320-light"]


@pytest.fixture(params=DRESSES, ids=NAMES)
def dressed(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser of a size and a color scheme, with motion reduced so that nothing is measured half way."""
    yield from watched(browser, server, reduced_motion="reduce", **request.param)


def test_axe_finds_nothing_and_nothing_spills_over(dressed: BrowserContext) -> None:
    page = dressed.new_page()
    page.goto("/")
    found = [f"/: {problem}" for problem in _problems(page)]
    begins(page)
    page.fill("#draft", DRAFT)
    kept(page)
    page.wait_for_selector("#mirror .k-hard")
    write = page.url
    page.locator(".how summary").first.click()
    found += [f"how it knows: {problem}" for problem in _problems(page)]
    page.locator("[data-wrong] button").first.click()
    page.goto("/n/new?for=s")
    page.fill("#draft", "I want to kill myself tonight.")
    kept(page)
    care = page.url
    page.goto("/r/new")
    page.fill("[name=text]", REPLY)
    page.click("text=Read it")
    read = page.url
    names = {"WRITE": write, "OUT": write + "/out", "CARD": write + "/card", "DROP": write + "/drop", "READ": read}
    names |= {"CARE": care, **_runs(page)}
    for path in PAGES[1:]:
        page.goto(names.get(path, path))
        found += [f"{path}: {problem}" for problem in _problems(page)]
    assert found == []


def _runs(page: Page) -> dict[str, str]:
    """A run of each kind of step, by the name in PAGES, and a finished one."""
    kinds = {"STEP": (21, 1), "SCALE": (21, 4), "LIST": (21, 5), "COLUMNS": (10, 7), "PLAN": (16, 7), "LOG": (20, 2)}
    kinds |= {"CHOICE": (2, 2), "DATE": (40, 2), "DRAFT": (23, 6)}
    found = {}
    for name, (exercise, step) in kinds.items():
        page.goto(f"/x/{exercise}")
        page.locator("main form button:text-matches('^Begin')").first.click()
        run = page.url.rsplit("/", 1)[0]
        found[name] = f"{run}/{step}"
    page.goto(found["STEP"])
    page.fill("#answer", "Flour on her hands.")
    for _ in range(9):
        if page.url.endswith("/end"):
            break
        page.locator("[data-step] button[value=next]").click()
    return found | {"END": page.url, "THING": page.url.replace("/end", "/page")}


def test_the_first_walk_works_without_scripts(browser: Browser, server: Server) -> None:
    for context in watched(browser, server, java_script_enabled=False):
        page = context.new_page()
        goes_through(page)
        page.click("text=Continue")
        page.fill("#draft", "You never listen to me. I felt alone.")
        page.click("text=Save and read")
        assert "You never listen to me." in page.inner_text(".notes")
        assert page.locator("#mirror .mk.k-hard").count() == 1
        page.fill("#draft", "I felt alone.")
        page.click("text=Save and read")
        expect(page.locator("#mirror .mk.k-hard")).to_have_count(0)
        page.click("text=Today")
        expect(page.locator(".entry")).to_have_count(1)
        page.click(".entry")
        assert page.input_value("#draft") == "I felt alone."
        page.goto("/r/new")
        page.fill("[name=text]", REPLY)
        page.click("text=Read it")
        assert "What this may be saying" in page.inner_text("main")
        page.goto("/keep")
        page.fill("#id_passphrase", "lantern orbit maple teacup river")
        page.fill("#id_handle", "garden") if page.locator("#id_handle").count() else None
        page.click("main button:has-text('Keep')")
        assert "Your recovery code" in page.inner_text("main")
        page.goto("/s/")
        page.locator("main form[data-lock-now] button").click()
        assert page.url.endswith("/open")


def _problems(page: Page) -> list[str]:
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
    # In forced colors the person's own palette is painted, which axe can't see: it measures the author's colors.
    options = RULES | ({"rules": {"color-contrast": {"enabled": False}}} if forced else {})
    found = Axe().run(page, options=options).response["violations"]
    said = [f"{v['id']}: {v['nodes'][0]['html'][:110]}" for v in found]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        said.append(f"spills over by {wide} px: {_widest(page)}")
    return said


def _widest(page: Page) -> str:
    return str(
        page.evaluate(
            """(() => { const w = document.documentElement.clientWidth;
            return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1)
              .slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(' | '); })()"""
        )
    )
