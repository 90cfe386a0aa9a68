"""The path: every exercise in every situation, and what each situation never sees."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from kinmend.journal import Forms
from kinmend.library import load_chapters, load_exercises
from kinmend.library.voice import load_voice, shown_never
from tests.people import Somebody
from tests.web.walking import SITUATIONS, answers_to, begins_exercise, finishes, stands, words_of

NAMES = [
    ("Ruth", "she"),
    ("Mum", "she"),
    ("my birth mother", "they"),
    ("Grandmother Wilhelmina W", "she"),
    ("Dad", "he"),
]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_exercise_is_begun_and_finished_and_its_pages_keep_the_promises(dana: Somebody, situation: str) -> None:
    stands(dana.begins(), situation, "Ruth")
    words, voice = Forms.of("Ruth").words(), load_voice()
    for exercise in [e for e in load_exercises().values() if e.fits(situation)]:
        stands(dana, situation)  # finishing E01 or E02 may have said otherwise
        dana.client.post("/p/told", {"contact": ""})
        number = int(exercise.id[1:])
        first = dana.sees(f"/x/{number}")
        pages = [first, *finishes(dana, begins_exercise(dana, number), exercise, situation)]
        for page in pages:
            assert "{" not in words_of(page), (exercise.id, re.findall(r".{30}\{.{30}", words_of(page)))
            assert shown_never(words_of(page), situation, words, voice) == [], exercise.id
        assert "Croup" in pages[-1] or "Nothing was written" in pages[-1] or exercise.keeps.title


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize(("name", "pronouns"), NAMES)
def test_no_page_of_a_situation_shows_what_it_never_shows(
    dana: Somebody, situation: str, name: str, pronouns: str
) -> None:
    stands(dana.begins(), situation, name, pronouns)
    words, voice = Forms.of(name, pronouns).words(), load_voice()  # type: ignore[arg-type]
    paths = ["/n/", "/p/", "/p/made", "/p/from", "/p/door", "/p/told", "/k/", "/k/week", "/k/month", "/d/", "/n/find",
             "/help", "/s/", "/n/new?for=s", "/n/q/2", "/n/q/3"]  # fmt: skip
    paths += [f"/p/{c.order}" for c in load_chapters().values() if c.fits(situation)]
    for path in paths:
        page = words_of(dana.sees(path))
        assert shown_never(page, situation, words, voice) == [], path
        assert "{" not in page, path


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_does_not_fit_a_situation_is_not_there_even_by_its_address(dana: Somebody, situation: str) -> None:
    stands(dana.begins(), situation)
    for exercise in load_exercises().values():
        assert dana.status(f"/x/{exercise.id[1:].lstrip('0')}") == (200 if exercise.fits(situation) else 404)
    for chapter in load_chapters().values():
        assert dana.status(f"/p/{chapter.order}") == (200 if chapter.fits(situation) else 404)


def test_dana_stops_in_the_middle_and_finds_her_place_and_her_words(dana: Somebody) -> None:
    run = begins_exercise(stands(dana.begins(), "around"), 21)
    dana.client.post(f"{run}1", {"text": "She stands at the door with flour on her hands.", "go": "next"})
    dana.client.post(f"{run}2", {"text": "The news is on.", "go": "stop"})
    assert "Where you left something" in dana.sees("/n/")
    page = dana.client.get(run, follow=True)
    assert page.redirect_chain[-1][0] == f"{run}2"
    assert "The news is on." in page.content.decode()
    assert "flour on her hands" in dana.sees(f"{run}3")
    dana.keeps()
    dana.client.post("/lock")
    dana.opens()
    assert dana.client.get(run, follow=True).redirect_chain[-1][0] == f"{run}2"


def test_a_step_may_be_skipped_and_gone_back_to(dana: Somebody) -> None:
    run = begins_exercise(stands(dana.begins(), "around"), 21)
    assert dana.client.post(f"{run}1", {"text": "", "go": "skip"}).headers["Location"] == f"{run}2"
    assert dana.client.post(f"{run}2", {"text": "", "go": "back"}).headers["Location"] == f"{run}1"


def test_words_from_two_windows_are_both_kept(dana: Somebody) -> None:
    run = begins_exercise(stands(dana.begins(), "around"), 21)
    seen = dana.client.get(f"{run}1").context["seen"]
    dana.client.post(f"{run}1/keep", {"text": "From the phone.", "seen": seen}, headers={"accept": "application/json"})
    dana.client.post(f"{run}1/keep", {"text": "From the desk.", "seen": seen}, headers={"accept": "application/json"})
    page = dana.sees(f"{run}1")
    assert "From the desk." in page
    assert "From the phone." in page


def test_twelve_sittings_keep_their_place_and_greet_without_guilt(dana: Somebody) -> None:
    exercise = load_exercises()["E29"]
    run = begins_exercise(stands(dana.begins(), "around"), 29)
    first = [step for step in exercise.steps_for("around") if step.sitting == 1]
    for n in range(1, len(first) + 3):
        answer = dana.client.post(f"{run}{n}", {"scale": "4", "text": "A line.", "go": "next"})
    assert answer.headers["Location"] == f"{run}rest"
    rest = words_of(dana.sees(f"{run}rest"))
    assert "waits as long as you like" in rest
    for scolding in ("missed", "behind", "again!", "days ago", "forgot", "overdue"):
        assert scolding not in rest.lower()
    assert "Sitting 2 of 12" in dana.sees("/n/")


def test_a_log_grows_and_a_line_can_be_taken_out(dana: Somebody) -> None:
    exercise = load_exercises()["E20"]
    step = next(s for s in exercise.steps_for("around") if s.kind == "log")
    run = begins_exercise(stands(dana.begins(), "around"), 20)
    number = [s.id for s in exercise.steps_for("around")].index(step.id) + 1
    for _ in range(2):
        dana.client.post(f"{run}{number}", {**answers_to(step), "go": "add"})
    page = dana.sees(f"{run}{number}")
    moments = re.findall(r'value="drop ([^"]+)"', page)
    assert len(moments) == 2
    dana.client.post(f"{run}{number}", {"go": f"drop {moments[0]}"})
    assert len(re.findall(r'value="drop ', dana.sees(f"{run}{number}"))) < 2


def test_words_for_her_are_written_at_the_desk_and_come_back(dana: Somebody) -> None:
    exercise = load_exercises()["E23"]
    steps = exercise.steps_for("around")
    number = next(n for n, step in enumerate(steps, 1) if step.kind == "draft")
    run = begins_exercise(stands(dana.begins(), "around"), 23)
    for n, step in enumerate(steps[: number - 1], 1):
        dana.client.post(f"{run}{n}", {**answers_to(step), "go": "next"})
    desk = dana.client.post(f"{run}{number}", {"go": "desk"}).headers["Location"]
    page = dana.sees(desk)
    assert "Back to the exercise" in page
    dana.writes("I was nine and I waited on the step.", desk.rsplit("/", 1)[1], base=1)
    assert "I was nine and I waited on the step." in dana.sees(f"{run}{number}")
    assert "Back to the exercise" in dana.sees(desk)


def test_a_date_that_is_none_is_said_in_a_sentence_and_nothing_is_lost(dana: Somebody) -> None:
    exercise = load_exercises()["E40"]
    number = next(n for n, s in enumerate(exercise.steps_for("around"), 1) if s.kind == "date")
    run = begins_exercise(stands(dana.begins(), "around"), 40)
    dana.client.post(f"{run}{number}", {"date": "next Friday", "go": "next"})
    assert "That is not a date" in dana.sees(f"{run}{number}")
    assert "That is not a date" not in dana.sees(f"{run}{number}")
    dana.client.post("/d/add", {"name": "Supper at Ruth’s", "date": "soon"})
    page = dana.sees("/d/")
    assert "That is not a date" in page
    assert "Supper at Ruth’s" in page


def test_the_safety_answers_are_gone_once_weighed_unless_they_are_to_be_kept(dana: Somebody) -> None:
    exercise = load_exercises()["E02"]
    stands(dana.begins(), "around")
    for keep in ("", "1"):
        run = begins_exercise(stands(dana, "around"), 2)
        steps = exercise.steps_for("around")
        for n, step in enumerate(steps, 1):
            said = {"choice": ["threat"]} if step.id == "harm" else {}
            dana.client.post(f"{run}{n}", {**said, "go": "next", "keep": keep})
        end = dana.sees(f"{run}end")
        assert "Contact is not a step here" in end
        assert ("I was threatened" in end) == bool(keep)
        assert dana.status("/x/6") == 404
        dana.client.post(
            f"{begins_exercise(dana, 2)}{len(steps)}", {"go": "next"}
        )  # answered anew: nothing of it is so
        assert dana.status("/x/6") == 200


def test_not_today_takes_a_suggestion_away_until_tomorrow(dana: Somebody) -> None:
    stands(dana.begins(), "around")
    first = dana.client.get("/n/").context["first"].exercise
    dana.client.post(f"/x/{first[1:].lstrip('0')}/later")
    assert dana.client.get("/n/").context["first"].exercise != first


def test_a_break_holds_until_dana_ends_it(dana: Somebody) -> None:
    exercise = load_exercises()["E34"]
    stands(dana.begins(), "around")
    finishes(dana, begins_exercise(dana, 34), exercise, "around")
    held = {h.exercise for h in dana.client.get("/p/told").context["advice"].held}
    assert {"E06", "E07", "E12", "E23"} <= held
    assert "You are on a break" in dana.sees("/d/")
    dana.client.post("/d/on")
    assert "You are on a break" not in dana.sees("/d/")
    assert "E06" not in {h.exercise for h in dana.client.get("/p/told").context["advice"].held}


def test_somebody_of_fourteen_sees_no_exercise_on_today(dana: Somebody) -> None:
    stands(dana.begins(), "around")
    dana.client.post("/p/told", {"young": "on"})
    page = dana.sees("/n/")
    assert "People who listen" in page
    assert "/x/" not in page


def test_a_hidden_chapter_stays_hidden_until_it_is_brought_back(dana: Somebody) -> None:
    stands(dana.begins(), "around")
    dana.client.post("/p/hide", {"show": [c for c in load_chapters() if c != "forgive"]})
    title = load_chapters()["forgive"].title
    assert f">{title}</a></h2>" not in dana.sees("/p/").replace("’", "'")
    dana.client.post("/p/hide", {"show": list(load_chapters())})
    assert "Out of sight" not in dana.sees("/p/")


def test_what_was_made_stands_on_its_shelf_and_can_be_printed_found_and_destroyed(dana: Somebody) -> None:
    exercise = load_exercises()["E25"]
    stands(dana.begins(), "around")
    run = begins_exercise(dana, 25)
    finishes(dana, run, exercise, "around")
    assert "Limits" in dana.sees("/p/made")
    assert "Croup, all winter" in dana.sees(f"{run}page")
    dana.client.post("/n/find", {"words": "croup"})
    assert "in an exercise" in dana.sees("/n/find")
    assert "Look at it" in dana.sees("/d/")
    dana.client.post(f"{run}end", {"go": "forget"})
    assert dana.status(f"{run}end") == 404


def test_max_finds_nothing_of_danas(dana: Somebody, max_: Somebody) -> None:
    run = begins_exercise(stands(dana.begins(), "around"), 21)
    max_.begins()
    for path in (run, f"{run}1", f"{run}end", f"{run}page", f"{run}rest"):
        assert max_.status(path) == 404
    assert max_.client.post(f"{run}1", {"text": "x"}).status_code == 404


def test_a_calendar_tells_dates_and_nothing_else(dana: Somebody) -> None:
    stands(dana.begins(), "around").keeps()
    soon = date.today() + timedelta(days=10)
    dana.client.post("/d/add", {"name": "Ruth turns 70", "date": soon.isoformat()})
    dana.client.post("/d/add", {"name": "Court", "date": soon.isoformat(), "quiet": "on"})
    file = dana.client.get("/d/notes.ics").content.decode()
    assert f"DTSTART;VALUE=DATE:{soon:%Y%m%d}" in file
    assert file.count("BEGIN:VEVENT") == 1
    assert "Ruth" not in file
    assert "Court" not in file
    assert "VALARM" not in file
    dana.client.post("/d/feed", {"on": "1"})
    address = re.search(r'value="http://127\.0\.0\.1(/f/[^"]+)"', dana.sees("/d/"))
    assert address
    dana.client.post("/lock")
    assert dana.client.get(address[1]).content.decode() == file
    dana.opens()
    dana.client.post("/d/feed", {"on": "0"})
    assert dana.status(address[1]) == 404


def test_a_week_is_kept_and_a_change_is_said_only_by_the_rule(dana: Somebody) -> None:
    stands(dana.begins(), "around")
    for steady in (4, 5, 4, 5):
        dana.client.post("/k/week", {"steady": str(steady), "safe": "yes"})
    assert "About as before" not in dana.sees("/k/")
    dana.client.post("/k/week", {"steady": "9", "heard": ""})
    page = dana.sees("/k/")
    assert "Higher than your last ones." in page
    assert '<td class="num">9</td>' in page
    assert dana.client.post("/k/week", {"safe": "no"}).headers["Location"] == "/k/unsure"


def test_nothing_said_keeps_nothing(dana: Somebody) -> None:
    stands(dana.begins(), "around")
    dana.client.post("/k/week", {})
    assert "Nothing yet" in dana.sees("/k/")


@pytest.mark.parametrize("situation", ["unsafe", "died", "unknown"])
def test_no_address_leads_to_a_message_to_her_where_contact_is_not_a_step(dana: Somebody, situation: str) -> None:
    stands(dana.begins(), situation, "Ruth")
    assert "Never to be sent" in dana.sees("/n/new?for=m")
    letter = dana.writes("I am afraid of you.", purpose="unsent")
    assert "may be sent after all" not in dana.sees(f"/n/{letter}")
    before = dana.writes("I am afraid of you.", purpose="message")
    page = words_of(dana.sees(f"/n/{before}"))
    assert "To Ruth" not in page
    assert "opens the door" not in page


def test_a_plan_for_a_day_begins_with_its_name_and_date_and_stays_one_day(dana: Somebody) -> None:
    stands(dana.begins(), "around")
    soon = (date.today() + timedelta(days=9)).isoformat()
    dana.client.post("/d/add", {"name": "Ruth turns 70", "date": soon})
    day = re.search(r"/d/([0-9a-f]{32})/plan", dana.sees("/d/"))
    assert day
    run = dana.client.post(f"/d/{day[1]}/plan").headers["Location"]
    assert "Ruth turns 70" in dana.client.get(run, follow=True).content.decode()
    for n, step in enumerate(load_exercises()["E40"].steps_for("around"), 1):
        said = {"day": {"text": "Ruth turns 70"}, "date": {"date": soon}}.get(step.id, {})
        dana.client.post(f"{run}{n}", {**said, "go": "next"})
    page = dana.sees("/d/")
    assert page.count('class="datebox"') == 1
    assert "Your plan" in page


def test_what_was_finished_today_is_not_today_again_and_changing_it_does_not_open_it(dana: Somebody) -> None:
    stands(dana.begins(), "unsafe")
    assert dana.client.get("/n/").context["first"].exercise == "E09"
    run = begins_exercise(dana, 9)
    finishes(dana, run, load_exercises()["E09"], "unsafe")
    assert dana.client.get("/n/").context["first"].exercise != "E09"
    dana.client.post(f"{run}end", {"go": "again"})
    assert dana.client.get("/n/").context["open"] == []


def test_grief_that_is_said_to_be_fresh_is_met_gently(dana: Somebody) -> None:
    stands(dana.begins(), "died")
    assert "G5" not in dana.client.get("/n/").context["advice"].rules
    dana.client.post("/n/q/3", {"grief": "fresh"})
    advice = dana.client.get("/n/").context["advice"]
    assert "G5" in advice.rules
    assert "E32" in {held.exercise for held in advice.held}


def test_nobody_is_asked_how_a_father_gave_birth(dana: Somebody) -> None:
    stands(dana.begins(), "well", "Dad", "he")
    assert dana.status("/x/13") == 404
    assert "E13" not in {s.exercise for s in dana.client.get("/n/").context["advice"].suggestions}
    stands(dana, "well", "Mum", "she")
    assert dana.status("/x/13") == 200


def test_somebody_who_may_be_watched_is_asked_for_no_private_pages(dana: Somebody) -> None:
    dana.begins()
    dana.client.post("/n/first", {"screen": "on"})
    stands(dana, "well")
    held = {held.exercise: held.rule for held in dana.client.get("/p/told").context["advice"].held}
    assert held["E04"] == "X2"


def test_a_day_that_came_from_an_exercise_goes_where_the_exercise_goes(dana: Somebody) -> None:
    stands(dana.begins(), "around")
    finishes(dana, begins_exercise(dana, 28), load_exercises()["E28"], "around")
    title = load_exercises()["E28"].keeps.title
    assert title in dana.sees("/d/")
    stands(dana, "unsafe")
    assert title not in dana.sees("/d/")
    assert title not in dana.sees("/n/")
