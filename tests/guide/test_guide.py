"""The guide: golden profiles, and what it must never do, over all its inputs."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmend.guide import BadSituation, Dates, HerLast, Situation, advise, situation_from
from kinmend.guide.choose import words_of_rules
from kinmend.guide.rules import CONTACT, RED, RULES, TOWARD
from kinmend.guide.situation import LAST
from kinmend.library import load_exercises

TODAY = date(2026, 11, 24)
PROFILES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "profiles.yaml").read_text(encoding="utf-8"))
CONTACTS = ("", "good", "avoiding", "thin", "i_left", "she_left", "died", "unknown")
AIMS = ("", "repair", "understand", "peace", "decide", "let_go")
SCALE = st.integers(0, 10)
ANY = st.builds(
    Situation,
    contact=st.sampled_from(CONTACTS),
    safety=st.sampled_from(["green", "amber", "red"]),
    crisis=st.booleans(),
    calm=SCALE,
    aim=st.sampled_from(AIMS),
    her_last=st.builds(HerLast, reading=st.sampled_from(("", *LAST)), days=st.none() | st.integers(0, 90)),
    hist5=st.lists(st.sampled_from(LAST), max_size=5).map(tuple),
    tries=st.integers(0, 6),
    breaches30=st.integers(0, 5),
    resent=SCALE,
    selfblame=SCALE,
    letdown=SCALE,
    unsaid=SCALE,
    grief_months=st.none() | st.integers(0, 40),
    grief_high=st.booleans(),
    dates=st.builds(
        Dates,
        milestone=st.none() | st.integers(-5, 40),
        boundary_review=st.none() | st.integers(-5, 40),
        break_review=st.none() | st.integers(-5, 40),
    ),
    outcomes=st.lists(st.integers(-6, 6), max_size=3).map(tuple),
    minutes=st.none() | st.integers(1, 60),
    may_harm=st.booleans(),
    draft_heated=st.booleans(),
    drafting=st.booleans(),
    hour=st.none() | st.integers(0, 23),
    on_break=st.booleans(),
    fight_days=st.none() | st.integers(0, 9),
    defensive_rising=st.booleans(),
    bids_missed=st.integers(0, 5),
    weeks_steady=st.integers(0, 9),
    weeks_flat=st.integers(0, 5),
    stated_no=st.booleans(),
    notes_sent=st.integers(0, 4),
    notes_last_days=st.none() | st.integers(0, 60),
    first_use=st.booleans(),
    done=st.sets(st.sampled_from([f"E{n:02}" for n in range(1, 45)]), max_size=44).map(lambda s: tuple(sorted(s))),
    age=st.none() | st.integers(10, 80),
    device_private=st.none() | st.booleans(),
    dementia=st.booleans(),
    late_life=st.booleans(),
    own_amends=st.booleans(),
    careful=st.booleans(),
    role=st.sampled_from(["child", "parent"]),
)


@pytest.mark.parametrize("profile", PROFILES, ids=[profile["name"] for profile in PROFILES])
def test_a_profile_gets_what_the_method_says(profile: dict[str, Any]) -> None:
    situation, ignored = situation_from(profile["situation"], TODAY)
    assert ignored == []
    advice = advise(situation)
    given_ = [suggestion.exercise for suggestion in advice.suggestions]
    held = {held.exercise for held in advice.held}
    assert len(given_) <= 3
    assert not set(given_) & held
    if "first" in profile:
        assert given_[:1] == [profile["first"]]
    assert set(profile.get("suggests", [])) <= set(given_), given_
    assert not set(profile.get("never", [])) & set(given_), given_
    assert set(profile.get("holds", [])) <= held
    assert set(profile.get("rules", [])) <= set(advice.rules)
    assert set(profile.get("pages", [])) <= set(advice.pages)


def test_there_are_enough_profiles_and_they_reach_every_rule() -> None:
    spoke = {rule for p in PROFILES for rule in advise(situation_from(p["situation"], TODAY)[0]).rules}
    assert len(PROFILES) >= 120
    assert spoke == {rule.id for rule in RULES}


def forbidden(s: Situation) -> set[str]:
    """What must not be suggested, said once more without the rules."""
    found: set[str] = set()
    if s.safety == "red":
        found |= set("E06 E07 E10 E11 E12 E13 E14 E15 E16 E19 E20 E22 E23 E27 E28 E29 E30 E31 E42".split())
        found |= {
            e.id for e in load_exercises().values() if e.toward or e.chapter in ("listen", "forgive", "understand")
        }
    if s.on_break or not s.alive or s.careful:
        found |= {e.id for e in load_exercises().values() if e.toward}
    if not s.alive:
        found |= {e.id for e in load_exercises().values() if e.chapter in ("listen", "understand", "expect")}
    if s.stated_no:
        found |= {"E06", "E07", "E12", "E13", "E42"}
    if s.age is not None and s.age < 18:
        found |= set(load_exercises())
    return found


def test_red_break_died_and_unknown_get_no_step_toward_her_whatever_else_is_true() -> None:
    """Every combination of what decides: 8 contacts x 3 safeties x 6 aims x 15 last answers x the flags."""
    flags = list(itertools.product((False, True), repeat=4))
    for contact, safety, aim, last in itertools.product(CONTACTS, ("green", "amber", "red"), AIMS, ("", *LAST)):
        for on_break, careful, first_use, high in flags:
            if safety != "red" and not on_break and not careful and contact not in ("died", "unknown"):
                continue
            level = 9 if high else 0
            situation = Situation(
                contact=contact,  # type: ignore[arg-type]
                safety=safety,  # type: ignore[arg-type]
                aim=aim,  # type: ignore[arg-type]
                her_last=HerLast(last, 5),
                on_break=on_break,
                careful=careful,
                first_use=first_use,
                unsaid=level,
                resent=level,
                letdown=level,
                selfblame=level,
                calm=7,
            )
            assert not forbidden(situation) & {s.exercise for s in advise(situation).suggestions}, situation


@settings(max_examples=600, deadline=None)
@given(ANY)
def test_whatever_is_true_the_guide_keeps_its_promises(situation: Situation) -> None:
    advice = advise(situation)
    given_ = [suggestion.exercise for suggestion in advice.suggestions]
    assert len(given_) == len(set(given_)) <= 3
    assert not set(given_) & forbidden(situation)
    assert not {s.smaller for s in advice.suggestions} & forbidden(situation)
    assert not set(given_) & {held.exercise for held in advice.held}
    assert all(load_exercises()[name].fits(situation.place) for name in given_)
    assert all(s.because and s.label and s.minutes > 0 for s in advice.suggestions)
    assert all(held.reason for held in advice.held)
    assert advice == advise(situation)


def test_each_rule_has_its_words_and_no_words_are_left_over() -> None:
    words = words_of_rules()
    for rule in RULES:
        assert bool(rule.suggest) <= bool(words[rule.id].because), rule.id
        assert bool(rule.hold) <= bool(words[rule.id].not_now), rule.id
    assert set(words) == {rule.id for rule in RULES} | {"fit", "calm", "time"}


def test_the_files_and_the_rules_agree_on_what_leads_toward_her() -> None:
    exercises = load_exercises()
    assert {e.id for e in exercises.values() if e.toward} == set(TOWARD)
    for name in RED:
        assert "unsafe" in exercises[name].gates.never, name
    for name in CONTACT:
        if name not in ("E12", "E13"):  # those who knew her may be asked
            assert {"died", "unknown"} <= set(exercises[name].gates.never), name


def test_a_situation_may_be_written_in_several_ways() -> None:
    one, _ = situation_from({"her_last": "blame", "dates": {"milestone": "2026-12-04"}}, TODAY)
    other, _ = situation_from(
        {"her_last": {"reading": "blame"}, "dates": [{"kind": "milestone", "days": 10}], "contact": None}, TODAY
    )
    assert one == other
    assert situation_from({"contact": "thin", "hair": "red"}, TODAY)[1] == ["hair"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "one JSON object"),
        ({"contact": "ghosting"}, "contact"),
        ({"calm": 12}, "calm goes from 0 to 10"),
        ({"her_last": "rude"}, "no answer the guide knows"),
        ({"dates": {"milestone": "soon"}}, "neither a number of days nor a date"),
        ({"dates": 3}, "dates is an object"),
    ],
)
def test_a_wrong_situation_is_refused_in_a_sentence(raw: Any, said: str) -> None:
    with pytest.raises(BadSituation, match=said):
        situation_from(raw, TODAY)
