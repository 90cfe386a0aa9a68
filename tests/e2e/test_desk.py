"""The desk in a real browser: marks on the words, suggestions with a way back, and no lost word."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.conftest import begins, keeps_a_draft, kept, opens

HARD = "You never listen to me."
DRAFT = f"I know that week was hard for you too. {HARD} What was it like for you?"


def draft(page: Page) -> str:
    """What stands in the textarea."""
    return page.input_value("#draft")


def marked(page: Page) -> list[str]:
    """The stretches that have a line under them."""
    return page.locator("#mirror .mk").all_inner_texts()


def test_marks_appear_under_the_words_while_typing(page: Page) -> None:
    begins(page)
    page.locator("#draft").press_sequentially(DRAFT, delay=5)
    page.wait_for_selector("#mirror .k-hard")
    assert HARD in marked(page)
    assert page.inner_text("#mirror").startswith("I know that week")
    assert "“You never listen to me.”" in page.inner_text("#notes")


def test_mirror_and_textarea_keep_the_same_height_and_place(page: Page) -> None:
    begins(page)
    page.fill("#draft", (DRAFT + "\n\n") * 6 + "x" * 200)
    page.wait_for_selector("#mirror .k-hard")
    for width in (320, 390, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(120)
        page.locator("#draft").press("End")
        boxes = page.evaluate(
            """['#draft', '#mirror'].map(s => document.querySelector(s).getBoundingClientRect())
            .map(b => [b.x, b.y, b.width, Math.round(b.height)])"""
        )
        assert boxes[0] == boxes[1], width


def test_marks_stay_with_their_words_while_the_person_types_before_them(page: Page) -> None:
    begins(page)
    page.fill("#draft", DRAFT)
    page.wait_for_selector("#mirror .k-hard")
    page.route("**/mark", lambda route: None)  # no new reading comes
    page.evaluate("document.querySelector('#draft').setSelectionRange(0, 0)")
    page.keyboard.type("Mom, ")
    assert HARD in marked(page)
    inside = len("Mom, ") + DRAFT.index("listen")
    page.evaluate(f"document.querySelector('#draft').setSelectionRange({inside}, {inside})")
    page.keyboard.type("really ")
    assert not any("listen" in text for text in marked(page))
    page.unroute("**/mark")


def test_a_suggestion_replaces_the_words_and_undo_brings_them_back(page: Page) -> None:
    begins(page)
    page.fill("#draft", DRAFT)
    page.wait_for_selector("[data-note] [data-use]")
    note = page.locator("[data-note]", has_text=HARD)
    first = note.locator("[data-way]:visible").inner_text()
    note.locator("[data-another]").click()
    second = note.locator("[data-way]:visible").inner_text()
    assert first != second
    note.locator("[data-use]").click()
    assert HARD not in draft(page)
    assert second.rstrip(".") in draft(page)
    page.click("[data-undo]")
    assert draft(page) == DRAFT
    kept(page)


def test_the_browsers_own_undo_works_too(page: Page) -> None:
    begins(page)
    page.fill("#draft", DRAFT)
    page.wait_for_selector("[data-note] [data-use]")
    page.locator("[data-note]", has_text=HARD).locator("[data-use]").click()
    assert HARD not in draft(page)
    page.keyboard.press("Control+z")
    assert draft(page) == DRAFT


def test_keep_mine_is_remembered_while_the_page_is_open(page: Page) -> None:
    begins(page)
    page.fill("#draft", DRAFT)
    page.wait_for_selector("[data-note] [data-keep]")
    page.locator("[data-note]", has_text=HARD).locator("[data-keep]").click()
    assert HARD not in marked(page)
    page.locator("#draft").press("End")
    page.keyboard.type(" Tell me.")
    kept(page)
    page.wait_for_timeout(500)
    assert HARD not in marked(page)
    assert draft(page) == DRAFT + " Tell me."


def test_hidden_marks_stay_hidden(page: Page) -> None:
    begins(page)
    page.fill("#draft", DRAFT)
    kept(page)
    with page.expect_response("**/s/marks"):
        page.click("text=Hide marks")
    expect(page.locator("#notes")).to_be_hidden()
    page.reload()
    expect(page.locator("#notes")).to_be_hidden()
    page.click("text=Show marks")
    expect(page.locator("#notes")).to_be_visible()


def test_at_most_three_notes_are_open_and_strengths_come_first(page: Page) -> None:
    begins(page)
    page.fill(
        "#draft",
        f"{DRAFT} You ruined the wedding. You are so selfish. Everything is about you. You don't care about me.",
    )
    page.wait_for_selector("#notes .works")
    page.wait_for_timeout(300)
    assert page.locator("#notes details[open]").count() <= 3
    assert "works" in (page.locator("#notes details").first.get_attribute("class") or "")


def test_the_screen_reader_hears_the_shape_in_a_sentence(page: Page) -> None:
    begins(page)
    page.fill("#draft", "You never listen to me. I felt alone. What was that week like for you?")
    page.wait_for_selector("#mirror .k-hard")
    described = page.locator("#draft").get_attribute("aria-describedby")
    assert "starts hard" in page.inner_text(f"#{described}")
    assert page.locator("#mirror").get_attribute("aria-hidden") == "true"


def test_a_closed_tab_loses_nothing(context: BrowserContext) -> None:
    page = context.new_page()
    keeps_a_draft(page, "one")
    page.click(".entry")
    page.wait_for_selector("html.js #draft")
    page.locator("#draft").press("End")
    page.keyboard.type(" and what I typed last")
    page.close(run_before_unload=False)
    again = context.new_page()
    again.wait_for_timeout(300)
    again.goto("/n/")
    assert "one and what I typed last" in again.inner_text("main")


def test_a_lost_answer_makes_no_second_version(page: Page) -> None:
    begins(page)
    lost = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    page.route("**/save", lose_first)
    page.fill("#draft", "said once")
    page.wait_for_selector("text=Not saved. Trying again")
    kept(page)
    assert lost == [200]
    page.goto("/n/")
    assert page.locator(".entry").count() == 1
    page.unroute("**/save")


def test_while_the_server_is_away_it_says_not_saved_and_saves_later(page: Page) -> None:
    begins(page)
    page.fill("#draft", "one")
    kept(page)
    page.route("**/save", lambda route: route.abort())
    page.fill("#draft", "one two")
    page.wait_for_selector("text=Not saved. Trying again")
    page.unroute("**/save")
    kept(page)
    page.reload()
    assert draft(page) == "one two"


def test_two_tabs_keep_both_versions(context: BrowserContext) -> None:
    first = context.new_page()
    begins(first)
    first.fill("#draft", "from one tab")
    kept(first)
    second = context.new_page()
    second.goto(first.url)
    second.wait_for_selector("html.js #draft")
    second.fill("#draft", "from one tab, and the second")
    kept(second)
    first.fill("#draft", "from one tab, and the first")
    first.wait_for_selector("text=Both versions are kept")
    first.goto("/n/")
    seen = first.inner_text("main")
    assert "and the first" in seen
    assert "and the second" in seen


def test_words_typed_while_locked_wait_on_the_page_and_are_kept_after_opening(context: BrowserContext) -> None:
    page = context.new_page()
    keeps_a_draft(page, "one")
    page.click(".entry")
    page.wait_for_selector("html.js #draft")
    context.request.get("/leave")  # locked from elsewhere, so that this page does not hear of it
    page.locator("#draft").press("End")
    page.keyboard.type(" and two")
    page.wait_for_selector(".relock:not([hidden])")
    expect(page.locator("#draft")).to_be_hidden()
    if context.handle:  # type: ignore[attr-defined]
        page.click(".relock summary")
        page.fill("#relock-handle", context.handle)  # type: ignore[attr-defined]
    page.fill("#relock-pass", "wrong words entirely here")
    page.click(".relock button")
    page.wait_for_selector("#relock-hint:has-text('doesn’t open it')")
    if context.handle:  # type: ignore[attr-defined]
        page.fill("#relock-handle", context.handle)  # type: ignore[attr-defined]
    page.fill("#relock-pass", "lantern orbit maple teacup river")
    page.click(".relock button")
    kept(page)
    assert draft(page) == "one and two"
    page.goto("/n/")
    assert "one and two" in page.inner_text("main")


def test_leaving_in_one_tab_empties_the_others(context: BrowserContext) -> None:
    first = context.new_page()
    begins(first)
    first.fill("#draft", "the blue bowl")
    kept(first)
    second = context.new_page()
    second.goto("/n/")
    second.click("button.exit")
    second.wait_for_url("**/measures")
    first.wait_for_url("**/measures")
    assert "blue bowl" not in first.inner_text("body")


def test_undo_takes_out_only_what_was_put_in(page: Page) -> None:
    begins(page)
    page.fill("#draft", DRAFT)
    page.wait_for_selector("[data-note] [data-use]")
    page.locator("[data-note]", has_text=HARD).locator("[data-use]").click()
    page.locator("#draft").press("Control+End")
    page.keyboard.type(" And one more thing.")
    page.click("[data-undo]")
    assert draft(page) == DRAFT + " And one more thing."


def test_a_very_long_draft_in_another_script_is_saved(page: Page) -> None:
    begins(page)
    page.fill("#draft", "Мама, " * 6000)
    kept(page)
    page.reload()
    assert len(draft(page)) == len("Мама, ") * 6000


def test_the_lock_warns_and_staying_works_by_keyboard(page: Page) -> None:
    page.clock.install()
    begins(page)
    page.fill("#draft", "one")
    page.clock.run_for(1500)
    page.wait_for_selector("#saved[data-done='1']")
    page.clock.run_for(4 * 60_000 + 5_000)
    expect(page.locator("#soon")).to_be_visible()
    assert "would be erased" in page.inner_text("#soon-p")
    page.keyboard.press("Enter")
    expect(page.locator("#soon")).to_be_hidden()
    assert draft(page) == "one"


def test_quiet_minutes_lock_the_page_by_itself_and_keep_what_was_typed(page: Page) -> None:
    keeps_a_draft(page, "croup")
    page.clock.install()
    page.click(".entry")
    page.wait_for_selector("html.js #draft")
    page.clock.run_for(100)
    page.locator("#draft").press("End")
    page.keyboard.type(" more")
    # To the lock and no further: time that jumps on would also use up the patience for the last save.
    page.clock.run_for(4 * 60_000 + 57_000)
    page.wait_for_url("**/open")
    assert "croup" not in page.inner_text("main")
    opens(page)
    assert "croup more" in page.inner_text("main")


def test_copying_gives_the_words_and_nothing_else(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    begins(page)
    page.fill("#draft", DRAFT)
    page.click("text=Copy message")
    assert page.evaluate("navigator.clipboard.readText()") == DRAFT


@pytest.mark.parametrize("words", [60])
def test_from_pause_to_painted_mark(page: Page, words: int) -> None:
    """Not a timed test: it proves that the figure can be taken, with a bound ten times the target."""
    begins(page)
    text = (DRAFT + " I felt alone when the house was sold. ") * 3
    page.fill("#draft", " ".join(text.split()[:words]))
    began = time.monotonic()
    page.wait_for_selector("#mirror .k-hard")
    assert time.monotonic() - began < 3


def test_everything_on_the_desk_is_reached_by_keyboard(page: Page) -> None:
    begins(page)
    page.keyboard.type(DRAFT)
    page.wait_for_selector("[data-note] [data-use]")
    kept(page)
    seen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 40)"))
        if "Use this" in seen[-1]:
            break
    assert any("Copy message" in text for text in seen)
    page.keyboard.press("Enter")
    assert HARD not in draft(page)
    assert page.evaluate("document.activeElement.id") == "draft"


def test_the_calm_card_comes_after_the_words_are_kept_and_goes_when_told(page: Page) -> None:
    begins(page)
    page.fill("#draft", "I want to kill myself tonight.")
    card = page.locator("[data-care]")
    expect(card).to_contain_text("You come first.")
    assert "Here until you leave" in page.inner_text("#saved")
    assert draft(page) == "I want to kill myself tonight."
    card.get_by_text("Show me later").click()
    expect(card.get_by_text("I’m safe, continue")).to_be_hidden()
    expect(card.get_by_text("You come first.")).to_be_visible()
    card.get_by_text("You come first.").click()
    card.get_by_text("I’m safe, continue").click()
    expect(card).to_have_count(0)
    page.locator("#draft").press_sequentially(" I mean it.")
    kept(page)
    expect(card).to_have_count(0)


def test_a_mark_called_wrong_is_gone_at_once_and_after_a_reload(page: Page) -> None:
    begins(page)
    page.fill("#draft", HARD)
    page.wait_for_selector("#mirror .k-hard")
    page.locator(".how summary").first.click()
    page.get_by_text("This mark is wrong").first.click()
    expect(page.locator("#mirror .k-hard")).to_have_count(0)
    kept(page)
    page.reload()
    expect(page.locator("#draft")).to_have_value(HARD)
    expect(page.locator("#mirror .k-hard")).to_have_count(0)
