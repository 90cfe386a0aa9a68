"""Writing, marks, holding, her words."""

from __future__ import annotations

import pytest

from kinmend.vault import new_id
from tests.conftest import Clock
from tests.people import Somebody

HARD = "You never listen to me. I felt alone. What was that week like for you?"


def test_a_draft_is_saved_and_shown_with_its_marks(dana: Somebody) -> None:
    document = dana.begins().writes(HARD)
    page = dana.sees(f"/n/{document}")
    assert '<span class="mk k-hard' in page
    assert "Already works" in page
    assert "The shape of it" in page


def test_marks_come_back_as_a_fragment_and_nothing_is_stored(dana: Somebody) -> None:
    dana.begins()
    answer = dana.client.post(f"/n/{new_id().hex()}/mark", {"text": HARD}, headers={"hx-request": "true"})
    page = answer.content.decode()
    assert 'id="mirror"' in page
    assert "You never listen to me." in page
    assert "<html" not in page
    assert "Nothing yet" in dana.sees("/n/")


def test_the_mirror_holds_exactly_the_words(dana: Somebody) -> None:
    import html
    import re

    dana.begins()
    text = "Mom,\n\nyou never <b>listen</b> & I felt alone.\n\n\nLove"
    page = dana.client.post(f"/n/{new_id().hex()}/mark", {"text": text}).content.decode()
    found = re.search(r'<div id="mirror"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found
    inside = re.sub(r'<span class="mk-n[^>]*>\d+</span>', "", found.group(1))
    assert html.unescape(re.sub(r"<[^>]+>", "", inside)) == text


def test_what_a_person_writes_is_never_markup(dana: Somebody) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'></textarea><b>"
    document = dana.begins().writes(nasty)
    received = dana.receives(nasty)
    for path in (f"/n/{document}", "/n/", f"/r/{received}", f"/n/{document}/out", f"/n/{document}/card"):
        page = dana.sees(path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "</textarea><b>" not in page


def test_a_late_save_keeps_both_and_shows_both(dana: Somebody) -> None:
    document = dana.begins().writes("from the laptop")
    late = dana.saves(document, "from the phone", 0)
    assert late["beside"]
    assert late["id"] != document
    assert "2 versions" in dana.sees(f"/n/{document}")
    assert "from the phone" in dana.sees(f"/n/{late['id']}")


def test_the_same_save_twice_is_one_revision(dana: Somebody) -> None:
    save, document = new_id().hex(), new_id().hex()
    dana.begins()
    assert dana.saves(document, "words", 0, save) == dana.saves(document, "words", 0, save)
    assert dana.sees("/n/").count("To Mom,") == 1


def test_a_save_to_a_destroyed_draft_is_not_lost(dana: Somebody) -> None:
    document = dana.begins().writes("one")
    dana.client.post(f"/n/{document}/drop")
    assert dana.status(f"/n/{document}") == 404
    late = dana.saves(document, "one and more", 1)
    assert "one and more" in dana.sees(f"/n/{late['id']}")


def test_holding_until_tomorrow_says_nothing_of_what_it_holds(dana: Somebody, clock: Clock) -> None:
    document = dana.begins().writes("You never listen to me.")
    dana.keeps()
    dana.client.post(f"/n/{document}/hold", {"until": "tomorrow", "zone": "America/New_York"})
    assert "You have a note from before" not in dana.sees("/n/")
    clock.passes(days=1, hours=8)
    dana.opens()
    page = dana.sees("/n/")
    assert "You have a note from before" in page
    assert "never listen" not in page[page.index("One step") if "One step" in page else 0 : page.index("What is kept")]
    dana.sees(f"/n/{document}")
    assert "You have a note from before" not in dana.sees("/n/")


def test_sending_is_by_links_of_the_persons_own(dana: Somebody) -> None:
    document = dana.begins().writes("Hello & goodbye")
    page = dana.sees(f"/n/{document}/out")
    assert "mailto:?body=Hello%20%26%20goodbye" in page
    assert "sms:?&amp;body=Hello" in page
    assert "whatsapp://send?text=Hello" in page
    assert "http://" not in page
    assert "https://" not in page


def test_her_words_are_read_with_the_words_as_evidence(dana: Somebody) -> None:
    received = dana.begins().receives("You never call. I miss our Sundays.")
    page = dana.sees(f"/r/{received}")
    assert "What this may be saying" in page
    assert "“You never call.”" in page
    assert "may threaten you" not in page


def test_a_threat_in_her_words_shows_where_help_is(dana: Somebody) -> None:
    received = dana.begins().receives("If you tell your father I will make sure you never see the kids again.")
    page = dana.sees(f"/r/{received}")
    assert "may threaten you" in page
    assert "Help right now" in page


def test_what_was_said_before_decides_what_fine_means(dana: Somebody) -> None:
    dana.begins()
    alone = dana.sees(f"/r/{dana.receives('Fine.')}")
    after = dana.sees(f"/r/{dana.receives('Fine.', 'I miss you. Can we talk about what happened?')}")
    assert "mk k-two" not in alone
    assert "mk k-two" in after


def test_an_answer_knows_what_it_answers(dana: Somebody) -> None:
    received = dana.begins().receives("Nobody asked how I was doing either.")
    page = dana.sees(f"/n/new?for=m&to={received}")
    assert "Nobody asked how I was doing" in page
    form = {"text": "You’re right.", "revision": 0, "save": new_id().hex(), "purpose": "message", "answers": received}
    dana.client.post(f"/n/{new_id().hex()}/save", form, headers={"accept": "application/json"})
    assert "Go on with “You’re right.”" in dana.sees(f"/r/{received}")


def test_her_message_can_be_put_away(dana: Somebody, clock: Clock) -> None:
    received = dana.begins().receives("Sunday is fine I guess.")
    dana.keeps()
    dana.client.post(f"/r/{received}/away", {"until": "week"})
    assert "Sunday is fine" not in dana.sees("/n/")
    assert "Sunday is fine" not in dana.sees(f"/r/{received}")
    clock.passes(days=8)
    dana.opens()
    assert "Something you put away is back" in dana.sees("/n/")
    assert "Sunday is fine" in dana.sees(f"/r/{received}")
    assert "Something you put away is back" not in dana.sees("/n/")


def test_an_empty_message_is_answered_in_a_sentence(dana: Somebody) -> None:
    answer = dana.begins().client.post("/r/new", {"text": "  "})
    assert answer.status_code == 422
    assert "There is nothing here yet" in answer.content.decode()


def test_a_text_that_is_too_long_is_refused_and_not_cut(dana: Somebody) -> None:
    dana.begins()
    form = {"text": "x" * 60_001, "revision": 0, "save": new_id().hex(), "purpose": "message"}
    answer = dana.client.post(f"/n/{new_id().hex()}/save", form, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert "nothing was cut" in answer.json()["error"]


def test_letters_never_to_be_sent_are_not_marked(dana: Somebody) -> None:
    document = dana.begins().writes("You never listened to me.", purpose="unsent")
    page = dana.sees(f"/n/{document}")
    assert "In the margin" not in page
    assert "Send it yourself" not in page


def test_words_written_into_a_locked_page_without_scripts_are_kept_after_opening(dana: Somebody) -> None:
    document = dana.begins().writes("one")
    dana.keeps()
    dana.client.post("/lock")
    form = {"text": "one and a secret", "revision": 1, "save": new_id().hex(), "purpose": "message"}
    door = dana.client.post(f"/n/{document}/save", form)
    assert door.status_code == 401
    assert "goes along" in door.content.decode()
    carried = dana.client.post(
        "/open", {**form, "to": f"/n/{document}/save", "passphrase": "lantern orbit maple teacup river"}
    )
    assert "Keep what I wrote" in carried.content.decode()
    dana.client.post(f"/n/{document}/save", form)
    assert "one and a secret" in dana.sees(f"/n/{document}")


def test_words_typed_for_one_person_are_never_saved_for_another(dana: Somebody, max_: Somebody) -> None:
    import re

    page = dana.begins().sees("/n/new?for=m")
    who = re.search(r'name="who" value="(\w+)"', page)
    assert who
    form = {"text": "Dana’s words", "revision": 0, "save": new_id().hex(), "purpose": "message", "who": who.group(1)}
    max_.begins()
    path = f"/n/{new_id().hex()}/save"
    assert max_.client.post(path, form, headers={"accept": "application/json"}).status_code == 401
    assert "Dana’s words" not in max_.sees("/n/")
    assert dana.client.post(path, form, headers={"accept": "application/json"}).status_code == 200


def test_search_finds_words_in_both_and_keeps_them_out_of_addresses(dana: Somebody) -> None:
    dana.begins().writes("I kept the blue bowl.")
    dana.receives("That blue bowl was my mother’s.")
    answer = dana.client.post("/n/find", {"words": "Blue bowl"})
    assert answer.headers["Location"] == "/n/find"
    page = dana.sees("/n/find")
    assert page.count('<mark class="found">blue bowl</mark>') == 2
    assert "Nothing that is kept" in dana.client.post("/n/find", {"words": "green"}, follow=True).content.decode()


@pytest.mark.parametrize("door", ["a", "b", "c", "d", "e"])
def test_every_door_leads_to_something_true_today(dana: Somebody, door: str) -> None:
    dana.begins(door)
    page = dana.client.get(f"/n/to/{door}", follow=True)
    assert page.status_code == 200
    assert "soon" not in page.content.decode().lower().replace('id="soon', "").replace("soon-", "").replace(
        'class="soon"', ""
    )


def test_pages_do_not_ask_the_database_more_with_more_entries(dana: Somebody, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    dana.begins()
    for n in range(15):
        dana.writes(f"draft {n}")
    with django_assert_max_num_queries(12):
        dana.sees("/n/")
