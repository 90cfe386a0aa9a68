"""What the guide is told: where things stand, as the person said it.

Knows names, ranges and what may be left out; refuses to work any of it out from messages.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

Contact = Literal["", "good", "avoiding", "thin", "i_left", "she_left", "died", "unknown"]
Safety = Literal["green", "amber", "red"]
Aim = Literal["", "repair", "understand", "peace", "decide", "let_go"]
LAST = (
    "warm",
    "open",
    "bid",
    "apology",
    "amends",
    "non-apology",
    "neutral",
    "mixed",
    "guarded",
    "guilt",
    "withdrawal",
    "unclear",
    "attack",
    "blame",
    "silence",
)
"""What her last answer may be called: the words of the method and those of the reader."""
HARD = ("attack", "blame")
WARM = ("warm", "open", "bid")
_SITUATIONS = {
    "good": "well",
    "avoiding": "around",
    "thin": "around",
    "i_left": "silent",
    "she_left": "silent",
    "died": "died",
    "unknown": "unknown",
}


class BadSituation(ValueError):
    """Why a description can't be used, in one sentence."""


class HerLast(msgspec.Struct, frozen=True):
    """Her last answer, as the person heard or confirmed it."""

    reading: str = ""
    days: int | None = None
    """How long ago; None: not said."""


class Dates(msgspec.Struct, frozen=True):
    """Days until something; negative: it is past; None: nothing is set."""

    milestone: int | None = None
    boundary_review: int | None = None
    break_review: int | None = None


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the guide may know. What is not said stays at its default."""

    contact: Contact = ""
    safety: Safety = "green"
    crisis: bool = False
    calm: int = 5
    """0 to 10, now."""
    aim: Aim = ""
    her_last: HerLast = HerLast()
    hist5: tuple[str, ...] = ()
    """Her last five answers, as confirmed."""
    tries: int = 0
    """Talks to understand that moved nothing."""
    breaches30: int = 0
    """How often a stated limit was crossed in 30 days."""
    resent: int = 0
    selfblame: int = 0
    letdown: int = 0
    unsaid: int = 0
    grief_months: float | None = None
    grief_high: bool = False
    dates: Dates = Dates()
    outcomes: tuple[float, ...] = ()
    """Calm after minus calm before, of the last three exercises that asked."""
    minutes: int | None = None
    """Time there is now."""

    may_harm: bool = False
    """The person fears that they could hurt or control her."""
    draft_heated: bool = False
    drafting: bool = False
    hour: int | None = None
    """Of the day, local."""
    on_break: bool = False
    fight_days: int | None = None
    defensive_rising: bool = False
    bids_missed: int = 0
    weeks_steady: int = 0
    weeks_flat: int = 0
    stated_no: bool = False
    """She asked not to be contacted."""
    notes_sent: int = 0
    """Notes sent since she last answered."""
    notes_last_days: int | None = None
    notes_cap: int = 3
    first_use: bool = False
    done: tuple[str, ...] = ()
    """Exercises finished."""
    not_today: tuple[str, ...] = ()
    """Exercises the person waved away today."""
    age: int | None = None
    device_private: bool | None = None
    dementia: bool = False
    late_life: bool = False
    own_amends: bool = False
    """The person wants to put something of their own right."""
    forgiving: Literal["", "yes", "part", "not-now", "no"] = ""
    """What the person decided about forgiving, if they did; a no is asked about no more."""
    careful: bool = False
    """The person asked that nothing leads toward her."""
    role: Literal["child", "parent"] = "child"
    """A parent may use this for a grown child of theirs."""

    @property
    def place(self) -> str:
        """The situation by which pages, steps and chapters are worded: danger first."""
        return "unsafe" if self.safety == "red" or (self.careful and self.alive) else _SITUATIONS.get(self.contact, "")

    @property
    def alive(self) -> bool:
        """Whether there is somebody who could answer."""
        return self.contact not in ("died", "unknown")

    @property
    def hard_answers(self) -> int:
        """How many of her last five answers attacked or blamed; the last one counts even if the list lacks it."""
        listed = sum(answer in HARD for answer in self.hist5[:5])
        return listed or int(self.her_last.reading in HARD)


_OTHER_NAMES = {"user_may_harm": "may_harm", "may_harm_her": "may_harm", "break": "on_break"}
_SCALES = ("calm", "resent", "selfblame", "letdown", "unsaid")


def situation_from(raw: Any, today: date) -> tuple[Situation, list[str]]:
    """A situation from loose JSON, and the names in it that mean nothing to the guide. Dates may be days from now or
    ISO dates. Raises `BadSituation`."""
    if not isinstance(raw, dict):
        raise BadSituation('a situation is one JSON object, such as {"contact": "thin", "aim": "repair"}')
    fields = {_OTHER_NAMES.get(str(name), str(name)): value for name, value in raw.items() if value is not None}
    known = set(Situation.__struct_fields__)
    ignored = sorted(set(fields) - known)
    kept = {name: value for name, value in fields.items() if name in known}
    if "her_last" in kept:
        kept["her_last"] = _her_last(kept["her_last"], today)
    if "dates" in kept:
        kept["dates"] = _dates(kept["dates"], today)
    try:
        situation = msgspec.convert(kept, Situation, strict=False)
    except msgspec.ValidationError as error:
        raise BadSituation(_plainly(str(error))) from None
    _check(situation)
    return situation, ignored


def _her_last(raw: Any, today: date) -> dict[str, Any]:
    if isinstance(raw, str):
        return {"reading": raw}
    if isinstance(raw, list) and raw:
        return {"reading": raw[0], "days": raw[1] if len(raw) > 1 else None}
    if not isinstance(raw, dict):
        raise BadSituation("her_last is a word such as blame, or an object with reading and days")
    word = next((raw[name] for name in ("reading", "kind", "value", "type", "what") if name in raw), "")
    days = raw.get("days", raw.get("days_ago"))
    if "on" in raw or "date" in raw:
        days = -_days(raw.get("on", raw.get("date")), today)
    return {"reading": word, "days": days}


def _dates(raw: Any, today: date) -> dict[str, Any]:
    if isinstance(raw, list):
        found: dict[str, Any] = {}
        for entry in raw:
            if not isinstance(entry, dict):
                raise BadSituation("an entry of dates is an object with kind, and days or date")
            kind = str(entry.get("kind", entry.get("type", "milestone")))
            days = _days(entry.get("days", entry.get("in_days", entry.get("date", entry.get("on")))), today)
            found[kind] = min(days, found.get(kind, days))
        raw = found
    if not isinstance(raw, dict):
        raise BadSituation("dates is an object with milestone, boundary_review and break_review")
    return {name: _days(value, today) for name, value in raw.items() if value is not None and name in _DATES}


_DATES = Dates.__struct_fields__


def _days(value: Any, today: date) -> int:
    if isinstance(value, dict):
        value = value.get("days", value.get("in_days", value.get("date")))
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise BadSituation(f"{value!r} is neither a number of days nor a date such as 2026-12-24")
    if isinstance(value, int | float):
        return int(value)
    try:
        return int(value) if value.lstrip("-").isdigit() else (date.fromisoformat(value[:10]) - today).days
    except ValueError:
        raise BadSituation(f"{value!r} is neither a number of days nor a date such as 2026-12-24") from None


def _check(situation: Situation) -> None:
    for name in _SCALES:
        if not 0 <= getattr(situation, name) <= 10:
            raise BadSituation(f"{name} goes from 0 to 10, not {getattr(situation, name)}")
    for answer in (*situation.hist5, situation.her_last.reading):
        if answer and answer not in LAST:
            raise BadSituation(f"{answer!r} is no answer the guide knows; it knows {', '.join(LAST)}")


def _plainly(said: str) -> str:
    what, _, where = said.partition(" - at `$.")
    return f"{where.rstrip('`')}: {what[:1].lower()}{what[1:]}" if where else what
