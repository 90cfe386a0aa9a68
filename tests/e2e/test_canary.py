"""Planted words are found nowhere: not in the database, its log, the server's log, the data folder or temp while
locked, and not in the browser's profile after use."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, WITH_BACK_CACHE, begins, kept
from tests.server import Server, running

CANARIES = {
    "draft": "canarydraft7241",
    "unsent": "canaryunsent5518",
    "received": "canaryreceived3306",
    "before": "canarybefore9917",
    "name": "Canaryname8842",
    "search": "canarysearch1175",
    "passphrase": "canarypass lantern orbit maple 6604",
    "late": "canarylate4450",
    "step": "canarystep2093",
    "day": "canaryday7760",
}


def uses_everything(page: Page) -> None:
    """Puts a canary into every field that takes words."""
    page.goto("/")
    begins(page)
    page.fill("#draft", CANARIES["draft"] + ". You never listen to me.")
    kept(page)
    page.wait_for_selector("#mirror .k-hard")
    page.goto("/n/new?for=u")
    page.fill("#draft", CANARIES["unsent"])
    kept(page)
    page.goto("/r/new")
    page.fill("[name=text]", CANARIES["received"])
    page.click("summary")
    page.fill("[name=said_before]", CANARIES["before"])
    page.click("text=Read it")
    page.goto("/s/")
    page.fill("#id_name", CANARIES["name"])
    page.click("text=Save these words")
    page.goto("/x/24")
    page.click("button:text-is('Begin')")
    for _ in range(9):
        if page.locator("#answer").count():
            break
        page.click("button:text-is('Next')")
    page.fill("#answer", CANARIES["step"])
    page.click("button:text-is('Next')")
    page.goto("/d/")
    page.fill("#name", CANARIES["day"])
    page.click("button:text-is('Add it')")
    page.fill("#date", "2027-05-09")
    page.click("button:text-is('Add it')")
    page.wait_for_selector(".dates")
    page.goto("/keep")
    page.fill("#id_passphrase", CANARIES["passphrase"])
    page.click("main button:has-text('Keep')")
    CANARIES["code"] = page.inner_text("#code")
    page.goto("/n/")
    page.fill("#words", CANARIES["search"])
    page.click("main button:has-text('Find')")
    page.goto("/n/")
    page.locator(".entry").first.click()
    page.wait_for_selector("html.js #draft")
    page.fill("#draft", CANARIES["late"])
    kept(page)
    page.goto("/s/")
    page.locator("main form[data-lock-now] button").click()
    page.wait_for_url("**/open")


def hits(folder: Path) -> list[tuple[str, str]]:
    """Files below `folder` that hold a canary, in UTF-8 or UTF-16."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            try:
                data = path.read_bytes().lower()
            except OSError:
                continue
            for field, word in CANARIES.items():
                if word.lower().encode() in data or word.lower().encode("utf-16-le") in data:
                    found.append((field, str(path)))
    return found


@pytest.mark.xdist_group("canary")
def test_planted_words_are_found_nowhere(playwright_: Playwright, tmp_path: Path) -> None:
    profile, temp = tmp_path / "profile", tmp_path / "temp"
    temp.mkdir()
    os.environ["TMPDIR"], before = str(temp), os.environ.get("TMPDIR")
    try:
        with running(tmp_path / "server") as server:
            context = playwright_.chromium.launch_persistent_context(
                str(profile), executable_path=CHROMIUM, args=FLAGS, ignore_default_args=WITH_BACK_CACHE,
                base_url=server.address,
            )  # fmt: skip
            uses_everything(context.pages[0])
            locked = hits(tmp_path / "server") + hits(temp) + in_database(server)
            context.close()
            assert locked == []
            assert hits(profile) == []
            assert server.log.read_text().count("ERROR") == 0
    finally:
        os.environ.pop("TMPDIR") if before is None else os.environ.__setitem__("TMPDIR", before)


def in_database(server: Server) -> list[tuple[str, str]]:
    """Canaries in a plain dump of PostgreSQL; SQLite's files were searched with the data folder."""
    if not server.database:
        return []
    from tests.run import postgres_bin

    programs = postgres_bin()
    assert programs
    dump = subprocess.run([str(programs / "pg_dump"), server.database], capture_output=True, check=True).stdout.lower()
    return [(field, "dump") for field, word in CANARIES.items() if word.lower().encode() in dump]


def test_the_search_would_find_a_canary_if_there_were_one(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1" + CANARIES["draft"].encode("utf-16-le"))
    assert hits(tmp_path) == [("draft", str(tmp_path / "a.bin"))]


def test_a_server_under_test_cannot_leave_the_machine(tmp_path: Path) -> None:
    from tests.server import BLOCKED

    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"
    env = {**os.environ, "PYTHONPATH": str(BLOCKED)}
    ran = subprocess.run(["python3", "-c", code], env=env, capture_output=True, text=True, check=False)
    assert "LeftTheMachine" in ran.stderr
