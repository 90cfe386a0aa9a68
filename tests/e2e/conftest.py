"""A real browser with its back/forward cache, on a real server."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.server import Server, running

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
WITH_BACK_CACHE = ["--disable-back-forward-cache"]
"""Playwright switches the back/forward cache off; people's browsers have it, and it is where exits leak."""


@pytest.fixture(scope="session")
def playwright_() -> Iterator[Playwright]:
    """The driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_: Playwright) -> Iterator[Browser]:
    """Chromium, as Debian ships it."""
    assert CHROMIUM, "Chromium is missing: apt-get install chromium, or set CHROMIUM to its path"
    found = playwright_.chromium.launch(executable_path=CHROMIUM, args=FLAGS, ignore_default_args=WITH_BACK_CACHE)
    yield found
    found.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server a test file."""
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A fresh browser profile that checks: nothing from elsewhere, no error on any page."""
    yield from watched(browser, server)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page in it."""
    return context.new_page()


def watched(browser: Browser, server: Server, **options: object) -> Iterator[BrowserContext]:
    """A context with `options`; fails at the end on a request elsewhere or an error in the console."""
    found = browser.new_context(base_url=server.address, **options)  # type: ignore[arg-type]
    elsewhere: list[str] = []
    errors: list[str] = []
    found.on(
        "request",
        lambda r: None if r.url.startswith((server.address, "data:", "about:")) else elsewhere.append(r.url),
    )
    found.on("console", lambda m: errors.append(m.text) if m.type == "error" and not _is_status(m.text) else None)
    found.on("weberror", lambda e: errors.append(str(e.error)))
    found.set_default_timeout(10_000)
    yield found
    found.close()
    assert elsewhere == []
    assert errors == []


def _is_status(said: str) -> bool:
    """Chromium's own line for an answer such as 401 or 422, or for one that a test made fail."""
    return said.startswith(("Failed to load resource", "Response Status Error"))


def goes_through(page: Page, door: str = "a") -> None:
    """From the first page, or from the neutral one, through a door to the questions. Needs no scripts."""
    page.goto("/")
    start = page.locator("form[action='/start'] button")
    if start.count():
        start.click()
    page.click(f"button[value={door}]")


def begins(page: Page, door: str = "a") -> None:
    """Through a door to what lies behind it."""
    goes_through(page, door)
    page.click("button[name=skip]")
    page.wait_for_selector("html.js kin-desk, html.js [name=said_before]", state="attached")
    page.wait_for_load_state()


def kept(page: Page) -> None:
    """Waits until the page says that what is typed is kept."""
    page.wait_for_selector("#saved[data-done='1']")


def keeps(page: Page, passphrase: str = "lantern orbit maple teacup river") -> str:
    """Gives a passphrase; returns the recovery code."""
    page.goto("/keep")
    handle = page.locator("#id_handle")
    page.context.handle = secrets.token_hex(4) if handle.count() else ""  # type: ignore[attr-defined]
    if handle.count():
        handle.fill(page.context.handle)  # type: ignore[attr-defined]
    page.fill("#id_passphrase", passphrase)
    page.click("main button:has-text('Keep')")
    code = page.inner_text("#code")
    page.fill("#id_typed", code[-9:])
    page.click("text=I have it on paper")
    page.wait_for_url("**/n/")
    return code


def keeps_a_draft(page: Page, text: str) -> None:
    """Writes a draft, keeps it with a passphrase, and goes to the page that lists it."""
    begins(page)
    page.fill("#draft", text)
    kept(page)
    keeps(page)


def opens(page: Page, passphrase: str = "lantern orbit maple teacup river") -> None:
    """Unlocks."""
    page.goto("/open")
    if getattr(page.context, "handle", ""):
        page.click("summary")
        page.fill("#id_handle", page.context.handle)  # type: ignore[attr-defined]
    page.fill("#id_passphrase", passphrase)
    page.click("main button:text-is('Open')")
    page.wait_for_url("**/n/")
