"""The whole walk, as Dana takes it."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from playwright.sync_api import Error, Page

from tests.e2e.conftest import begins, keeps, kept, opens

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "lantern orbit maple teacup river"


def real_draft() -> str:
    """A message from the labelled set with something hard in it."""
    lines = (ROOT / "data/family/tune.jsonl").read_text().splitlines()
    for line in lines:
        message = json.loads(line)
        if (
            message["speaker"] == "child"
            and {"absolutes"} <= {m["move"] for m in message["marks"]}
            and len(message["text"]) > 80
        ):
            return str(message["text"]).replace("\n", " ")
    raise AssertionError("no such message")


def test_write_mark_suggest_undo_keep_exit_open_search_export_erase(page: Page, tmp_path: Path) -> None:
    text = real_draft() + " You never listen to me."
    begins(page)
    page.fill("#draft", text)
    page.wait_for_selector("#mirror .k-hard")
    page.locator("[data-note]", has_text="You never listen to me.").locator("[data-use]").click()
    assert page.input_value("#draft") != text
    page.click("[data-undo]")
    assert page.input_value("#draft") == text
    kept(page)

    page.goto("/r/new")
    page.fill("[name=text]", "Well I did the best I could. I don’t want to fight at Thanksgiving.")
    page.click("text=Read it")
    assert "What this may be saying" in page.inner_text("main")

    keeps(page)
    page.click("button.exit")
    page.wait_for_url("**/measures")
    for _ in range(5):
        with contextlib.suppress(Error):  # a page that came from a form is not shown again by itself
            page.go_back(wait_until="commit")
        page.wait_for_timeout(120)
        assert "listen" not in page.evaluate("document.documentElement.innerText")

    page.goto("/measures")
    opens(page)
    page.fill("#words", "never listen")
    page.click("text=Find >> nth=-1")
    assert page.locator("mark.found").inner_text().lower() == "never listen"

    page.goto("/s/copies")
    page.fill("#c1p", PASSPHRASE)
    with page.expect_download() as download:
        page.click("text=Save an encrypted copy")
    copy = tmp_path / "notes.age"
    download.value.save_as(copy)
    assert copy.read_bytes().startswith(b"age-encryption.org/v1")

    page.goto("/s/erase")
    page.fill("#id_passphrase", PASSPHRASE)
    page.click("text=Erase now")
    page.wait_for_url("**/gone")
    assert "Nothing is left here" in page.inner_text("main")

    begins(page)
    page.goto("/s/copies")
    page.set_input_files("#c3f", copy)
    page.fill("#c3p", PASSPHRASE)
    page.click("text=Put it back")
    assert "came back" in page.inner_text("main")
    page.goto("/n/")
    assert "the best I could" in page.inner_text("main")
