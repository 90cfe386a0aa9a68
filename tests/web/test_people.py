"""Beginning, keeping, locking, opening, recovering, erasing."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.test import override_settings

from kinmend.web.kit.models import Document
from kinmend.web.people.models import KeySlot, Person, Session
from tests.conftest import Clock
from tests.people import PASSPHRASE, Somebody


def test_dana_begins_without_a_name_and_nothing_exists_until_then(dana: Somebody) -> None:
    assert "wherever that stands" in dana.sees("/")
    assert Person.objects.count() == 0
    dana.begins()
    assert dana.status("/n/") == 200
    assert "Nothing here is kept yet" in dana.sees("/n/")


def test_what_was_not_kept_is_shredded_at_the_lock(dana: Somebody) -> None:
    dana.begins().writes("the blue bowl")
    dana.client.post("/lock")
    assert (Document.objects.count(), Person.objects.count(), Session.objects.count()) == (0, 0, 0)


def test_what_was_not_kept_is_shredded_at_quick_exit(dana: Somebody) -> None:
    dana.begins().writes("the blue bowl")
    dana.client.get("/leave")
    assert Document.objects.count() == 0


def test_what_was_not_kept_is_shredded_after_twelve_hours(dana: Somebody, clock: Clock) -> None:
    dana.begins().writes("the blue bowl")
    dana.client.post("/s/look", {"lock_minutes": 30})
    for _ in range(25):
        clock.passes(minutes=28)
        assert dana.status("/n/") == 200
    clock.passes(minutes=21)
    assert dana.status("/n/") == 302
    assert Document.objects.count() == 0


def test_dana_keeps_locks_and_opens_again(dana: Somebody) -> None:
    document = dana.begins().writes("the blue bowl")
    dana.keeps()
    dana.client.post("/lock")
    assert dana.status(f"/n/{document}") == 302
    assert dana.opens().status_code == 302
    assert "the blue bowl" in dana.sees(f"/n/{document}")


def test_a_wrong_passphrase_opens_nothing_and_says_so_kindly(dana: Somebody) -> None:
    dana.begins().keeps()
    dana.client.post("/lock")
    answer = dana.opens("something else entirely")
    assert answer.status_code == 422
    assert "Nothing is lost" in answer.content.decode()
    assert dana.status("/n/") == 302


def test_the_recovery_code_opens_once_with_a_new_passphrase_and_a_new_code(dana: Somebody) -> None:
    document = dana.begins().writes("the blue bowl")
    dana.keeps()
    old = dana.code
    dana.client.post("/lock")
    form = {"code": old.lower(), "passphrase": "violin harbor cactus pencil noon"}
    assert dana.client.post("/open/code", form).headers["Location"] == "/keep/code"
    assert "the blue bowl" in dana.sees(f"/n/{document}")
    dana.client.post("/lock")
    assert dana.opens().status_code == 422
    assert dana.client.post("/open/code", form).status_code == 422
    assert dana.opens("violin harbor cactus pencil noon").status_code == 302
    assert KeySlot.objects.count() == 2


def test_a_slip_in_the_recovery_code_is_explained(dana: Somebody) -> None:
    dana.begins().keeps()
    answer = dana.client.post("/open/code", {"code": "ABCD", "passphrase": "violin harbor cactus pencil noon"})
    assert "this one has 4" in answer.content.decode()


def test_a_weak_passphrase_is_refused_in_a_sentence(dana: Somebody) -> None:
    answer = dana.begins().client.post("/keep", {"passphrase": "password1"})
    assert answer.status_code == 422
    assert "could be guessed" in answer.content.decode()
    assert KeySlot.objects.count() == 0


def test_the_end_of_the_code_is_typed_back(dana: Somebody) -> None:
    dana.begins().keeps(checks=False)
    assert dana.code in dana.sees("/keep/code")
    wrong = dana.client.post("/keep/code", {"typed": "0000-0000"}, follow=True)
    assert "not the end of the code" in wrong.content.decode()
    right = dana.client.post("/keep/code", {"typed": dana.code[-9:].lower()})
    assert right.headers["Location"] == "/n/"
    assert dana.status("/keep/code") == 302


def test_a_new_passphrase_rewraps_and_touches_no_document(dana: Somebody) -> None:
    document = dana.begins().writes("the blue bowl")
    dana.keeps()
    before = bytes(Document.objects.get().body)
    new = "violin harbor cactus pencil noon"
    assert dana.client.post("/s/pass", {"now": "wrong words here", "passphrase": new}).status_code == 422
    assert dana.client.post("/s/pass", {"now": PASSPHRASE, "passphrase": new}).status_code == 200
    assert bytes(Document.objects.get().body) == before
    dana.client.post("/lock")
    assert dana.opens().status_code == 422
    assert dana.opens(new).status_code == 302
    assert "the blue bowl" in dana.sees(f"/n/{document}")


def test_a_new_passphrase_ends_all_other_sessions(dana: Somebody, max_: Somebody) -> None:
    dana.begins().keeps()
    max_.opens()
    assert max_.status("/n/") == 200
    dana.client.post("/s/pass", {"now": PASSPHRASE, "passphrase": "violin harbor cactus pencil noon"})
    assert max_.status("/n/") == 302
    assert dana.status("/n/") == 200


def test_a_code_never_typed_back_is_not_shown_after_the_next_opening(dana: Somebody) -> None:
    dana.begins().keeps(checks=False)
    assert dana.code in dana.sees("/keep/code")
    dana.client.post("/lock")
    dana.opens()
    assert dana.status("/keep/code") == 302


def test_keep_pressed_twice_makes_one_pair_of_slots(dana: Somebody) -> None:
    from kinmend.web.people import actions
    from kinmend.web.people.models import Person

    dana.begins()
    person = Person.objects.get()
    actions.keep(person, b"k" * 32, "", PASSPHRASE)
    with pytest.raises(actions.AlreadyKept):
        actions.keep(person, b"k" * 32, "", PASSPHRASE)
    assert KeySlot.objects.count() == 2


def test_it_locks_after_five_quiet_minutes(dana: Somebody, clock: Clock) -> None:
    dana.begins().keeps()
    clock.passes(minutes=4, seconds=50)
    assert dana.status("/n/") == 200
    clock.passes(minutes=5)
    assert dana.status("/n/") == 302
    assert Session.objects.count() == 0


def test_saving_by_itself_does_not_put_off_the_lock(dana: Somebody, clock: Clock) -> None:
    document = dana.begins().writes("one")
    dana.keeps()
    for n in range(1, 5):
        clock.passes(minutes=1)
        dana.saves(document, f"one {n}", n)
        dana.client.post(f"/n/{document}/mark", {"text": "one"}, headers={"hx-request": "true"})
    clock.passes(minutes=1, seconds=1)
    late = dana.client.post(f"/n/{document}/save", {"text": "x"}, headers={"accept": "application/json"})
    assert late.status_code == 401


def test_a_person_at_the_keys_puts_off_the_lock(dana: Somebody, clock: Clock) -> None:
    dana.begins().keeps()
    for _ in range(4):
        clock.passes(minutes=4)
        assert dana.client.post("/alive").status_code == 200
    assert dana.status("/n/") == 200


def test_it_locks_after_twelve_hours_whatever_is_done(dana: Somebody, clock: Clock) -> None:
    dana.begins().keeps()
    dana.client.post("/s/look", {"lock_minutes": 30})
    for _ in range(24):
        clock.passes(minutes=29)
        dana.status("/n/")
    clock.passes(minutes=25)
    assert dana.status("/n/") == 302


def test_a_clock_that_jumped_back_locks(dana: Somebody, clock: Clock) -> None:
    dana.begins().keeps()
    clock.passes(hours=-2)
    assert dana.status("/n/") == 302


def test_the_time_to_lock_is_kept_with_the_person(dana: Somebody, clock: Clock) -> None:
    dana.begins().keeps()
    dana.client.post("/s/look", {"lock_minutes": 12})
    dana.client.post("/lock")
    dana.opens()
    clock.passes(minutes=11)
    assert dana.status("/n/") == 200
    assert dana.client.post("/s/look", {"lock_minutes": 31}).status_code == 422


def test_wrong_tries_wait_longer_and_longer(dana: Somebody, clock: Clock) -> None:
    dana.begins().keeps()
    dana.client.post("/lock")
    for _ in range(8):
        clock.passes(seconds=20)
        dana.opens("wrong words entirely")
    answer = dana.opens()
    assert "Please wait" in answer.content.decode()
    clock.passes(minutes=16)
    assert dana.opens().status_code == 302


def test_a_second_person_on_the_same_computer_needs_a_word(dana: Somebody, ruth: Somebody) -> None:
    dana.begins().writes("Dana’s words")
    dana.keeps()
    ruth.begins()
    assert ruth.client.post("/keep", {"passphrase": PASSPHRASE}).status_code == 422
    document = ruth.writes("Ruth’s words")
    ruth.keeps(handle="garden")
    ruth.client.post("/lock")
    assert ruth.opens(handle="Garden ").status_code == 302
    assert "Ruth’s words" in ruth.sees(f"/n/{document}")
    assert "Dana’s words" not in ruth.sees("/n/")


def test_the_database_knows_no_handle(ruth: Somebody) -> None:
    ruth.begins().keeps(handle="garden")
    assert b"garden" not in bytes(Person.objects.get().handle or b"")


@override_settings(HOSTED=True)
def test_on_a_host_an_unknown_word_is_answered_like_a_wrong_passphrase(dana: Somebody, max_: Somebody) -> None:
    dana.begins()
    assert dana.client.post("/keep", {"passphrase": PASSPHRASE}).status_code == 422
    dana.keeps(handle="garden")
    unknown, wrong = max_.opens(handle="nobody"), max_.opens("wrong words here", handle="garden")
    assert unknown.status_code == wrong.status_code == 422
    assert "doesn’t open it" in unknown.content.decode()


@override_settings(HOSTED=True)
def test_on_a_host_an_address_that_guesses_has_to_wait_for_every_word(max_: Somebody) -> None:
    for n in range(7):
        max_.opens("wrong words here", handle=f"word{n}")
    assert "Please wait" in max_.opens(handle="another").content.decode()


def test_erasing_asks_for_the_passphrase(dana: Somebody) -> None:
    dana.begins().writes("the blue bowl")
    dana.keeps()
    assert dana.client.post("/s/erase", {"passphrase": "wrong", "when": "now"}).status_code == 422
    assert Document.objects.count() == 1
    assert dana.client.post("/s/erase", {"passphrase": PASSPHRASE, "when": "now"}).status_code == 302
    assert (Document.objects.count(), Person.objects.count(), KeySlot.objects.count()) == (0, 0, 0)
    assert dana.opens().status_code == 422


def test_erasing_in_seven_days_can_be_taken_back(dana: Somebody, clock: Clock) -> None:
    document = dana.begins().writes("the blue bowl")
    dana.keeps()
    dana.client.post("/s/erase", {"passphrase": PASSPHRASE, "when": "later"})
    clock.passes(days=6)
    dana.opens()
    assert "set to be erased" in dana.sees("/s/copies")
    dana.client.post("/s/erase/undo")
    clock.passes(days=6)
    dana.opens()
    assert "the blue bowl" in dana.sees(f"/n/{document}")


def test_after_seven_days_everything_is_gone(dana: Somebody, clock: Clock) -> None:
    from django.utils import timezone

    from kinmend.web.people.actions import sweep

    dana.begins().writes("the blue bowl")
    dana.keeps()
    dana.client.post("/s/erase", {"passphrase": PASSPHRASE, "when": "later"})
    clock.passes(days=7, minutes=1)
    sweep(timezone.now())
    assert (Document.objects.count(), Person.objects.count()) == (0, 0)


def test_a_session_needs_both_its_halves(dana: Somebody, max_: Somebody) -> None:
    dana.begins().writes("the blue bowl")
    cookie = dana.client.cookies[django_settings.SESSION_COOKIE].value
    for wrong in ("", "x" * 64, cookie[:22] + "A" * 42, cookie[:-8] + "AAAAAAA="):
        max_.client.cookies[django_settings.SESSION_COOKIE] = wrong
        assert max_.status("/n/") == 302


def test_any_worker_can_join_the_halves(dana: Somebody) -> None:
    from kinmend.web.people.middleware import unlocked_by

    dana.begins().writes("the blue bowl")
    unlocked = unlocked_by(dana.client.cookies[django_settings.SESSION_COOKIE].value)
    assert unlocked is not None
    assert not unlocked.kept


def test_settings_change_how_she_is_called_everywhere(dana: Somebody) -> None:
    dana.begins()
    for name, seen in (
        ("Ruth", "To Ruth"),
        ("Mum", "To Mum"),
        ("my birth mother", "To Birth mother"),
        ("x" * 24, "To " + "x" * 24),
    ):
        dana.client.post("/s/name", {"name": name, "pronouns": "they"})
        page = dana.sees("/n/new?for=m")
        assert f"<h1>{seen}</h1>" in page
        assert "You know them; they don’t." in page


@pytest.mark.parametrize("situation", ["died", "unknown"])
def test_where_she_has_died_or_is_unknown_nothing_leads_to_contact(dana: Somebody, situation: str) -> None:
    dana.begins()
    dana.client.post("/s/where", {"situation": situation})
    pages = [dana.sees(path) for path in ("/n/", "/n/new", "/s/", "/help")]
    for page in pages:
        assert "Send it yourself" not in page
        assert "Write to Mom" not in page
        assert "Understand" not in page
    assert "Never to be sent" in pages[1]


def test_the_careful_version_leads_nowhere_near_her(dana: Somebody) -> None:
    dana.begins()
    answer = dana.client.post("/n/first", {"afraid": "on", "next": "e"})
    assert "Help right now" in answer.content.decode()
    page = dana.sees("/n/")
    assert "Write to Mom" not in page
    assert "Help right now" in page


def test_the_three_questions_may_be_skipped(dana: Somebody) -> None:
    answer = dana.begins().client.post("/n/first", {"next": "a", "skip": "1"})
    assert answer.headers["Location"] == "/n/to/a"
    assert "To Mom" in dana.client.get("/n/to/a", follow=True).content.decode()
