"""When "changed" may be said, when days come, and what the guide is told of a journal."""

from __future__ import annotations

from datetime import date
from statistics import fmean, stdev

from hypothesis import given
from hypothesis import strategies as st

from kinmend.guide.change import change
from kinmend.guide.days import coming
from kinmend.guide.told import flat, steady_weeks
from kinmend.guide.weigh import weigh
from kinmend.journal import CheckIn, Day

POINTS = st.lists(st.integers(0, 10).map(float), max_size=12)


@given(POINTS)
def test_a_change_is_said_only_by_the_rule(points: list[float]) -> None:
    found = change(points)
    before = points[:-1][-6:]
    if len(before) < 4:
        assert found.said == "too-few"
        return
    shift = points[-1] - fmean(before)
    real = abs(shift) >= 2 and abs(shift) > 1.96 * stdev(before)
    assert (found.said in ("more", "less")) == real
    assert found.said != "more" or shift > 0


@given(st.dates(date(1940, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.booleans())
def test_a_day_comes_once_or_every_year_and_never_yesterday(first: date, today: date, yearly: bool) -> None:
    when = coming(Day(name="x", date=first.isoformat(), yearly=yearly), today)
    if yearly:
        assert when is not None
        assert when >= today
        assert (when.month, when.day) in ((first.month, first.day), (2, 28))
    else:
        assert when == (first if first >= today else None)


def test_a_review_that_is_past_waits_for_three_months_without_a_word() -> None:
    day = Day(name="Look again", date="2026-11-01", kind="boundary")
    assert coming(day, date(2026, 11, 24), overdue=True) == date(2026, 11, 1)
    assert coming(day, date(2027, 3, 1), overdue=True) is None


def test_weeks_are_steady_in_a_row_or_flat_over_four() -> None:
    weeks = [CheckIn(values={"steady": 7, "toward": 3})] * 8 + [CheckIn(values={"steady": 2, "toward": 3})]
    assert steady_weeks(weeks) == 8
    assert flat(weeks)
    assert not flat([CheckIn(values={"toward": v}) for v in (6, 4, 3, 3)])  # newest first: it rose
    assert not flat(weeks[:3])


def test_one_red_answer_weighs_more_than_many_amber_ones() -> None:
    assert weigh({"harm": ["threat"], "hard": ["none"]}).safety == "red"
    assert weigh({"harm": ["none"], "hard": ["insults", "reads"]}).safety == "amber"
    assert weigh({"mine": ["fear-hurt"]}) == ("red", True, "")
    assert weigh({"mine": ["pressing"]}) == ("green", True, "")
    assert weigh({"device": ["yes"]}) == ("green", False, "yes")
    assert weigh({}) == ("green", False, "")
