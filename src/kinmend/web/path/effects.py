"""What a finished exercise changes elsewhere: the aim, a break, a review, a day.

Knows a handful of exercises by name; refuses to change anything the person did not just say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from django.utils.translation import gettext

from kinmend.guide.weigh import weigh
from kinmend.journal import Day, Journal, Work
from kinmend.journal.book import local_now
from kinmend.library import Exercise, load_exercises
from kinmend.vault import new_id

LONGEST_NAME = 60
Effect = Callable[[Journal, Work], None]


def take_effect(journal: Journal, document: bytes, work: Work) -> None:
    """Carries out what finishing this run changes, and keeps the day it named."""
    exercise = load_exercises().get(work.exercise)
    if exercise:
        _keep_days(journal, document, work, exercise)
    effect = EFFECTS.get(work.exercise)
    if effect:
        effect(journal, work)


def keep_day(journal: Journal, document: bytes, day: Day) -> None:
    """A day that belongs to a run: one for each, moved when the run is finished again."""
    now = local_now()
    there = next((entry for entry in journal.entries(Day) if entry.record.work == document.hex()), None)
    place = there.id if there else journal.vault.id_for(b"day-of", document)
    if there and there.record.exercise == "" and day.date == there.record.date:
        return  # a plan for a day that stands there already: its own name stays
    record = msgspec.structs.replace(day, created=there.record.created if there else now, changed=now)
    journal.save(place, record, there.revision if there else 0, new_id())


def _keep_days(journal: Journal, document: bytes, work: Work, exercise: Exercise) -> None:
    for step in exercise.steps:
        date = work.answers.get(step.id)
        if step.kind == "date" and step.marks and isinstance(date, str):
            name = _short(str(work.answers.get("day") or "")) if step.marks == "day" else exercise.keeps.title
            day = Day(name=name, date=date, kind=step.marks, work=document.hex(), exercise=exercise.id)
            keep_day(journal, document, day)


def _short(text: str) -> str:
    first = (text.splitlines() or [gettext("A day you planned")])[0]
    return first if len(first) <= LONGEST_NAME else f"{first[:LONGEST_NAME].rsplit(' ', 1)[0]} …"


def _safety(journal: Journal, work: Work) -> None:
    weighed = weigh(work.answers)
    journal.change_standing(
        safety=weighed.safety,
        may_harm=weighed.may_harm,
        device=weighed.device or journal.settings().standing.device,
        safety_asked=local_now()[:10],
    )


def _aim(journal: Journal, work: Work) -> None:
    chosen = work.answers.get("aim") or []
    if chosen:
        journal.change_standing(aim=chosen[0])


def _map(journal: Journal, work: Work) -> None:
    """E01: who this is about and where contact stands."""
    who = work.answers.get("who") or []
    said = (work.answers.get("contact") or [""])[0]
    if who:
        journal.change_standing(relation=who[0])
    if said in _SITUATION:
        situation, exact = _SITUATION[said]
        journal.change_settings(situation=situation)
        journal.change_standing(contact=exact)


_SITUATION: dict[str, tuple[Any, Any]] = {
    "good": ("well", ""),
    "avoiding": ("around", ""),
    "thin": ("around", "thin"),
    "i_left": ("silent", "i_left"),
    "she_left": ("silent", "she_left"),
    "quiet": ("silent", ""),
}


def _break(journal: Journal, work: Work) -> None:
    journal.change_standing(on_break=True)


def _forgiving(journal: Journal, work: Work) -> None:
    chosen = work.answers.get("decision") or []
    if chosen:
        journal.change_standing(forgiving="part" if chosen[0] == "in-part" else chosen[0])


EFFECTS: dict[str, Effect] = {
    "E01": _map,
    "E02": _safety,
    "E05": _aim,
    "E28": _forgiving,
    "E34": _break,
}
