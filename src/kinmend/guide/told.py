"""What the guide is told, put together from what a person kept and confirmed.

Knows records; refuses to read a message: only what the person said of it counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from kinmend.guide.days import coming
from kinmend.guide.situation import Contact, Dates, HerLast, Situation
from kinmend.journal import CheckIn, Day, Entry, Journal, Received, Settings, Standing, Work

_CONTACT: dict[str, Contact] = {
    "well": "good",
    "around": "avoiding",
    "silent": "i_left",
    "died": "died",
    "unknown": "unknown",
}
STEADY, FLAT_WEEKS = 6, 4
FRESH = 6
"""Months for which grief counts as fresh."""


def tell(journal: Journal, settings: Settings, now: datetime) -> Situation:
    """The situation of the person whose journal this is, on the day and at the hour of `now` (local)."""
    today, stands = now.date(), settings.standing
    works = [entry.record for entry in journal.entries(Work)]
    weeks = _of_span(journal.entries(CheckIn), "week")
    months = _of_span(journal.entries(CheckIn), "month")
    felt = months[0].values if months else {}
    heard = [entry.record for entry in journal.entries(Received) if entry.record.heard_as]
    heard.sort(key=lambda record: record.created, reverse=True)
    finished = [work for work in works if work.state == "done"]
    notes = _notes(finished, heard)
    return Situation(
        contact=_contact(settings),
        safety="red" if settings.situation == "unsafe" else stands.safety or "green",
        careful=settings.careful,
        calm=_calm(works, today),
        aim=stands.aim,
        her_last=_her_last(heard, today),
        hist5=tuple(_answer(record) for record in heard[:5]),
        tries=_tries([work for work in finished if _days_ago(work.finished, today) <= 60]),
        breaches30=_breaches(works, today),
        resent=int(felt.get("resent", 0)),
        selfblame=int(felt.get("selfblame", 0)),
        letdown=int(felt.get("letdown", 0)),
        unsaid=int(felt.get("unsaid", 0)),
        grief_months=_months_since(stands, today),
        grief_high=_grief(felt, works, stands, today) >= 7,
        dates=_dates([entry.record for entry in journal.entries(Day)], today),
        outcomes=_outcomes(works),
        may_harm=stands.may_harm,
        hour=now.hour,
        on_break=stands.on_break,
        weeks_steady=steady_weeks(weeks),
        weeks_flat=FLAT_WEEKS if flat(weeks) else 0,
        stated_no=stands.stated_no,
        notes_sent=len(notes),
        notes_last_days=_days_ago(notes[0], today) if notes else None,
        notes_cap=stands.notes_cap,
        first_use=not finished,
        done=tuple(sorted({work.exercise for work in finished})),
        not_today=_not_today(stands, finished, today),
        age=17 if stands.young else None,
        device_private=False if stands.device == "yes" else None,
        dementia=stands.dementia,
        late_life=stands.late_life,
        own_amends=stands.own_amends,
        forgiving=stands.forgiving,
        role=stands.role,
    )


def steady_weeks(weeks: list[CheckIn]) -> int:
    """How many of the newest weekly check-ins in a row said "steady about her" at 6 or more; newest first."""
    count = 0
    for week in weeks:
        if week.values.get("steady", 0) < STEADY:
            break
        count += 1
    return count


def flat(weeks: list[CheckIn]) -> bool:
    """Whether living toward what was chosen has not risen over the last four weekly check-ins."""
    values = [week.values["toward"] for week in weeks[:FLAT_WEEKS] if "toward" in week.values]
    return len(values) == FLAT_WEEKS and values[0] <= values[-1] and max(values) < 8


def _of_span(entries: list[Entry[CheckIn]], span: str) -> list[CheckIn]:
    return sorted((e.record for e in entries if e.record.span == span), key=lambda r: r.created, reverse=True)


def _contact(settings: Settings) -> Contact:
    exact = settings.standing.contact
    if (settings.situation, exact) in (("silent", "i_left"), ("silent", "she_left"), ("around", "thin")):
        return exact
    return _CONTACT.get(settings.situation, "")


def _calm(works: list[Work], today: date) -> int:
    """The last calm said today; 5 where none was."""
    said = [
        (work.changed, [value for pair in work.calm.values() for value in pair if value is not None][-1])
        for work in works
        if work.changed[:10] == today.isoformat() and any(v is not None for pair in work.calm.values() for v in pair)
    ]
    return max(said)[1] if said else 5


def _not_today(stands: Standing, finished: list[Work], today: date) -> tuple[str, ...]:
    """What was waved away or finished today."""
    waved = {name for name, day in stands.waved.items() if day == today.isoformat()}
    return tuple(sorted(waved | {work.exercise for work in finished if work.finished[:10] == today.isoformat()}))


def _grief(felt: dict[str, float], works: list[Work], stands: Standing, today: date) -> float:
    """How much room grief takes, 0 to 10: from the last monthly check-in, else from the map (E01). Where nobody asked
    yet and the death is known to be fresh, it is taken to be heavy."""
    said = [float(work.answers["room"]) for work in works if work.exercise == "E01" and "room" in work.answers]
    months = _months_since(stands, today)
    unknown = 10.0 if months is not None and months < FRESH else 0.0
    return felt.get("grief", said[0] if said else unknown)


def _tries(works: list[Work]) -> int:
    """Questions asked in the last sixty days (E14) whose answer surprised little: understanding did not move."""
    return sum(1 for work in works if work.exercise == "E14" and 0 <= work.answers.get("surprise", 10) <= 2)


def _answer(record: Received) -> str:
    return "amends" if record.amends == "yes" else record.heard_as


def _her_last(heard: list[Received], today: date) -> HerLast:
    return HerLast(_answer(heard[0]), _days_ago(heard[0].created, today)) if heard else HerLast()


def _breaches(works: list[Work], today: date) -> int:
    entries = [entry for work in works if work.exercise == "E25" for entry in log_of(work, "tracker")]
    return sum(1 for day, said in entries if said.get("happened") == "crossed" and _days_ago(day, today) <= 30)


def log_of(work: Work, step: str) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a log: the moment of each, and what was said by field."""
    return [(str(row[0]), row[1]) for row in work.answers.get(step, []) if isinstance(row, list) and len(row) == 2]


def _dates(days: Iterable[Day], today: date) -> Dates:
    near: dict[str, int] = {}
    for day in days:
        when = coming(day, today, overdue=day.kind != "day")
        name = {"day": "milestone", "boundary": "boundary_review", "break": "break_review"}.get(day.kind)
        if name and when is not None and not day.quiet:
            near[name] = min((when - today).days, near.get(name, 10_000))
    return Dates(**near)


def _outcomes(works: list[Work]) -> tuple[float, ...]:
    """Calm after minus before of the last three sittings that have both, oldest first."""
    pairs = [
        (work.changed, after - before)
        for work in works
        for before, after in (pair for pair in work.calm.values() if len(pair) == 2)
        if before is not None and after is not None
    ]
    return tuple(float(change) for _, change in sorted(pairs)[-3:])


def _notes(finished: list[Work], heard: list[Received]) -> list[str]:
    """When notes went out since she last answered, newest first."""
    since = heard[0].created if heard else ""
    sent = [work for work in finished if work.exercise == "E06" and work.answers.get("result") == ["sent"]]
    return sorted((work.finished for work in sent if work.finished > since), reverse=True)


def _days_ago(moment: str, today: date) -> int:
    return (today - date.fromisoformat(moment[:10])).days if moment else 0


def _months_since(stands: Standing, today: date) -> float | None:
    if stands.died_on:
        return (today - date.fromisoformat(stands.died_on)).days / 30.44
    return {"fresh": 0.0, "older": 12.0}.get(stands.grief)
