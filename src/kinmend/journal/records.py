"""The records a person keeps: typed, versioned, upgraded as they are read.

Knows what each record holds; refuses to know where it lies. Times are ISO 8601 with zone, inside the seal.
A record is stored as JSON: `{"kind": "draft", "version": 1, "record": {...}}`. To change a record's shape, raise
its version and add the function that turns the old record's fields into the new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from kinmend.journal.forms import Forms

Fields = dict[str, Any]
Situation = Literal["", "well", "around", "silent", "unsafe", "died", "unknown"]
Theme = Literal["", "light", "dark"]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person writes: to her, never to be sent, or for themselves."""

    text: str = ""
    purpose: Literal["message", "unsent", "self"] = "message"
    created: str = ""
    changed: str = ""
    held_until: str = ""
    """A time before which the person asked not to be shown it as ready; empty: not held."""
    answers: str = ""
    """Hex id of the received message it answers, if any."""
    beside: str = ""
    """Hex id of the draft that this is another version of, kept because both were saved at once."""
    work: str = ""
    """Hex id of the exercise it was begun from, if any."""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """Words that she wrote, as the person pasted them."""

    text: str = ""
    said_before: str = ""
    """What the person had written before it, if they care to say: the reader reads it as context."""
    created: str = ""
    changed: str = ""
    away_until: str = ""
    """Put away until this time; `always` until it is asked for; empty: not put away."""
    beside: str = ""
    heard_as: str = ""
    """What the person says it is, one of `kinmend.reader.READINGS`, or nothing. Only this counts, no guess."""
    amends: Literal["", "yes", "no"] = ""
    """Whether the person says that it makes amends."""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A mark that the person called wrong: these words are not shown with that move again."""

    quote: str = ""
    """The marked words, as written."""
    move: str = ""
    context: str = ""
    """What the other had said before, where the reader had used it."""
    created: str = ""
    changed: str = ""
    beside: str = ""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One run through an exercise: it keeps its place for months."""

    exercise: str = ""
    version: int = 1
    """Of the exercise, when it was begun."""
    answers: dict[str, Any] = {}
    """By step: words, a number, a list of words, rows of a plan, entries of a log, the hex id of a draft."""
    others: dict[str, list[Any]] = {}
    """By step: what was written in another window at the same time. Nothing is thrown away."""
    sitting: int = 1
    at: str = ""
    """The step where the person stands; empty: at its beginning."""
    calm: dict[str, list[int | None]] = {}
    """By sitting: calm before and after, 0 to 10."""
    state: Literal["open", "done"] = "open"
    created: str = ""
    changed: str = ""
    finished: str = ""
    beside: str = ""

    @property
    def text(self) -> str:
        """All that was written, for the search."""
        return "\n".join(_words_in([*self.answers.values(), *self.others.values()]))


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said about a week or a month."""

    span: Literal["week", "month"] = "week"
    values: dict[str, float] = {}
    """By question; one that was not answered, or that did not apply, is missing."""
    created: str = ""
    changed: str = ""
    beside: str = ""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A date that matters, chosen by the person."""

    name: str = ""
    date: str = ""
    """ISO date of the first, or of the only time."""
    yearly: bool = False
    rule: str = ""
    """Id of a rule in the library for days that move, such as Mother's Day; then `date` is empty."""
    kind: Literal["day", "review", "boundary", "break"] = "day"
    quiet: bool = False
    """The person asked for nothing to be said about it."""
    work: str = ""
    """Hex id of the run it came from, if any."""
    exercise: str = ""
    """And the exercise of that run."""
    created: str = ""
    changed: str = ""
    beside: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where things stand, as far as the guide needs it and the person said it."""

    relation: str = ""
    aim: Literal["", "repair", "understand", "peace", "decide", "let_go"] = ""
    enough: list[str] = []
    """What would feel like enough, by the ids of the intake's choices."""
    contact: Literal["", "thin", "i_left", "she_left"] = ""
    """More exactly than the situation, if the person said so."""
    safety: Literal["", "green", "amber", "red"] = ""
    safety_asked: str = ""
    """The day of the last safety check, or of its being put off."""
    may_harm: bool = False
    device: Literal["", "yes", "not-sure", "no"] = ""
    """Whether somebody else can read this device."""
    on_break: bool = False
    stated_no: bool = False
    late_life: bool = False
    dementia: bool = False
    own_amends: bool = False
    role: Literal["child", "parent"] = "child"
    young: bool = False
    """Said to be under eighteen."""
    grief: Literal["", "fresh", "older"] = ""
    """Whether she died within the last half year, if the person said so."""
    died_on: str = ""
    """ISO date, or empty."""
    feed: str = ""
    """The secret of the calendar feed, if there is one."""
    notes_cap: int = 3
    forgiving: Literal["", "yes", "part", "not-now", "no"] = ""
    """What the person decided (E28)."""
    hidden: list[str] = []
    """Chapters the person put out of sight."""
    waved: dict[str, str] = {}
    """Exercise -> the day it was waved away."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the app speaks and behaves for this person."""

    forms: Forms = Forms()
    situation: Situation = ""
    careful: bool = False
    """Some answer at the start asked for the careful version. The answers themselves are not kept."""
    country: str = ""
    """Whose help lines to show; chosen by the person, never guessed."""
    theme: Theme = ""
    still: bool = False
    marks: bool = True
    lock_minutes: int = 5
    standing: Standing = Standing()

    @property
    def apart(self) -> bool:
        """True where nothing may lead to contact: she has died, is unknown, or contact is not safe."""
        return self.place in ("died", "unknown", "unsafe")

    @property
    def place(self) -> Situation:
        """The situation that pages, steps and chapters are worded for: her death first, then danger."""
        if self.situation in ("died", "unknown"):
            return self.situation
        return "unsafe" if self.careful or self.standing.safety == "red" else self.situation


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """Words between one page and the next (a search, a code to write down): sealed, so that no browser history has
    to carry them. Not part of what is kept or exported."""

    text: str = ""


Record = Draft | Received | Correction | Work | CheckIn | Day | Settings | Aside


class Kind(NamedTuple):
    """A kind of record: its type, its version now, and how each older version becomes the next."""

    type: type[Any]
    version: int
    upgrades: tuple[Callable[[Fields], Fields], ...] = ()


KINDS: dict[str, Kind] = {
    "draft": Kind(Draft, 2, (lambda fields: fields,)),
    "received": Kind(Received, 2, (lambda fields: fields,)),
    "correction": Kind(Correction, 1),
    "work": Kind(Work, 1),
    "check-in": Kind(CheckIn, 1),
    "day": Kind(Day, 1),
    "settings": Kind(Settings, 2, (lambda fields: fields,)),
    "aside": Kind(Aside, 1),
}


class Unreadable(Exception):
    """A record from a newer Kinmend, or no record at all."""


class _Stored(msgspec.Struct, frozen=True):
    kind: str
    version: int
    record: msgspec.Raw


def encode(record: Record, kinds: dict[str, Kind] = KINDS) -> bytes:
    """A record as bytes, always with the newest version's number."""
    name, kind = next((name, kind) for name, kind in kinds.items() if kind.type is type(record))
    return msgspec.json.encode({"kind": name, "version": kind.version, "record": record})


def decode(payload: bytes, kinds: dict[str, Kind] = KINDS) -> Any:
    """The record in `payload`, brought up to date; raises `Unreadable`."""
    try:
        stored = msgspec.json.decode(payload, type=_Stored)
        kind = kinds[stored.kind]
        if stored.version == kind.version:
            return msgspec.json.decode(stored.record, type=kind.type)
        if stored.version > kind.version:
            raise Unreadable("This was written by a newer Kinmend. Please update, then open it again.")
        fields = msgspec.json.decode(stored.record)
        for upgrade in kind.upgrades[stored.version - 1 :]:
            fields = upgrade(fields)
        return msgspec.convert(fields, kind.type)
    except (msgspec.MsgspecError, KeyError):
        raise Unreadable("This entry is not in a shape Kinmend knows.") from None


def _words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _words_in(item)
    elif isinstance(value, dict):
        yield from _words_in(list(value.values()))
