"""What the guide is told of a journal: only what Dana said, confirmed or finished."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from kinmend.guide import Situation, advise
from kinmend.guide.told import tell
from kinmend.journal import CheckIn, Day, Journal, Received, Settings, Standing, Work
from kinmend.library import load_exercises
from kinmend.vault import Vault, new_id, new_key
from tests.vault.memory import MemoryStore

NOW = datetime(2026, 11, 24, 15, 0).astimezone()


def ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat(timespec="seconds")


class Told:
    """A journal with a few things in it, and what the guide is told of them."""

    def __init__(self, **settings: Any) -> None:
        self.journal = Journal(Vault(new_id(), new_key(), MemoryStore()))
        self.settings = msgspec.structs.replace(Settings(situation="around"), **settings)

    def with_(self, *records: Any) -> Told:
        for record in records:
            self.journal.save(new_id(), record, 0, new_id())
        return self

    def now(self) -> Situation:
        return tell(self.journal, self.settings, NOW)

    def suggested(self) -> list[str]:
        return [suggestion.exercise for suggestion in advise(self.now()).suggestions]


def done(exercise: str, days: float = 1, **answers: Any) -> Work:
    return Work(
        exercise=exercise, state="done", answers=answers, created=ago(days), changed=ago(days), finished=ago(days)
    )


def heard(reading: str, days: float, amends: Any = "") -> Received:
    return Received(text="…", heard_as=reading, amends=amends, created=ago(days), changed=ago(days))


def test_an_empty_journal_is_a_first_use() -> None:
    told = Told().now()
    assert (told.first_use, told.contact, told.safety, told.calm) == (True, "avoiding", "green", 5)


def test_a_limit_that_was_crossed_three_times_in_a_month_counts_and_an_old_crossing_does_not() -> None:
    steps = {step.id: step for step in load_exercises()["E25"].steps}
    assert {field.id for field in steps["tracker"].fields} >= {"happened"}
    crossed = [[ago(n), {"happened": "crossed"}] for n in (1, 9, 29, 31)] + [[ago(2), {"happened": "kept"}]]
    told = Told().with_(done("E25", tracker=crossed))
    assert told.now().breaches30 == 3
    assert told.suggested()[0] == "E34"


def test_only_what_dana_confirmed_of_her_answers_counts() -> None:
    told = Told().with_(heard("", 1), heard("blame", 3), heard("attack", 20), heard("blame", 40), done("E01"))
    now = told.now()
    assert (now.her_last.reading, now.her_last.days) == ("blame", 3)
    assert now.hist5 == ("blame", "attack", "blame")
    assert told.suggested()[0] == "E34"
    assert Told().with_(heard("bid", 2, amends="yes"), done("E01")).now().her_last.reading == "amends"


def test_a_note_that_went_out_holds_the_next_one_and_one_that_was_kept_does_not() -> None:
    silent = {"situation": "silent", "standing": Standing(contact="she_left", aim="repair")}
    assert Told(**silent).with_(done("E06", 5, result=["kept"]), done("E05")).now().notes_sent == 0
    sent = Told(**silent).with_(done("E06", 5, result=["sent"]), done("E05"))
    assert (sent.now().notes_sent, sent.now().notes_last_days) == (1, 5)
    assert "E06" not in sent.suggested()
    assert Told(**silent).with_(done("E06", 5, result=["sent"]), heard("warm", 2)).now().notes_sent == 0


def test_a_month_says_how_heavy_things_are_and_calm_is_of_today_only() -> None:
    month = CheckIn(span="month", values={"resent": 8, "unsaid": 2}, created=ago(3), changed=ago(3))
    older = CheckIn(span="month", values={"resent": 1}, created=ago(40), changed=ago(40))
    hot = Work(exercise="E09", calm={"1": [6, 2]}, created=ago(0), changed=ago(0))
    told = Told().with_(month, older, hot).now()
    assert (told.resent, told.unsaid, told.calm) == (8, 2, 2)
    yesterday = Work(exercise="E09", calm={"1": [6, 2]}, created=ago(1), changed=ago(1))
    assert Told().with_(yesterday).now().calm == 5


def test_two_sittings_that_left_dana_lower_bring_lighter_things() -> None:
    works = [Work(exercise="E29", calm={"1": [7, 4], "2": [6, 3]}, changed=ago(2), created=ago(9)), done("E01")]
    told = Told().with_(*works)
    assert told.now().outcomes == (-3.0, -3.0)
    assert told.suggested()[0] == "E03"
    assert "E29" in {held.exercise for held in advise(told.now()).held}


def test_days_come_near_and_quiet_ones_are_not_told() -> None:
    wedding = Day(name="A wedding", date=(NOW + timedelta(days=12)).date().isoformat(), created=ago(1), changed=ago(1))
    quiet = Day(name="Her birthday", date=(NOW + timedelta(days=2)).date().isoformat(), quiet=True, changed=ago(1))
    review = Day(name="My limit", kind="boundary", date=(NOW - timedelta(days=3)).date().isoformat(), changed=ago(1))
    told = Told().with_(wedding, quiet, review, done("E01")).now()
    assert (told.dates.milestone, told.dates.boundary_review, told.dates.break_review) == (12, -3, None)


def test_grief_is_fresh_until_it_is_said_to_be_older() -> None:
    map_ = done("E01", room=8)
    fresh = Told(situation="died").with_(map_)
    assert (fresh.now().grief_high, fresh.now().grief_months) == (True, None)
    assert "G5" in advise(fresh.now()).rules
    old = Told(situation="died", standing=Standing(died_on="2021-03-01")).with_(map_)
    assert old.now().grief_months
    assert old.now().grief_months > 60
    assert "G5" not in advise(old.now()).rules


def test_what_was_waved_away_comes_back_tomorrow() -> None:
    standing = Standing(waved={"E08": NOW.date().isoformat(), "E17": (NOW - timedelta(days=1)).date().isoformat()})
    assert Told(standing=standing).now().not_today == ("E08",)
