"""A run through an exercise: its pages in order, its place, and how each answer is kept.

Knows sittings and places; refuses to overwrite words that were changed in another window.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.translation import gettext_noop as _

from kinmend.journal import Draft, Entry, Journal, Work
from kinmend.journal.book import local_now
from kinmend.library import Exercise, Step, load_exercises
from kinmend.vault import new_id
from kinmend.web.path.answers import digest

BEFORE = Step(
    id="calm-before",
    kind="slider",
    name=_("Before"),
    prompt=_("How calm is your body right now?"),
    help=_("Not how calm it should be. You are asked again at the end, so that you can see what this does to you."),
    labels=[_("Not calm at all"), _("Very calm")],
)
AFTER = Step(
    id="calm-after",
    kind="slider",
    name=_("After"),
    prompt=_("And how calm is your body now?"),
    help=_(
        "Lower is common right after, and often gone by the next day. If it keeps falling, gentler things come first."
    ),
    labels=[_("Not calm at all"), _("Very calm")],
)
_CALM = {BEFORE.id: 0, AFTER.id: 1}


def pages_of(exercise: Exercise, sitting: int, place: str) -> list[Step]:
    """The pages of one sitting, in the words for a situation."""
    steps = [step for step in exercise.steps_for(place) if step.sitting == sitting]
    return [BEFORE, *steps, AFTER] if exercise.stirs else steps


def exercise_of(work: Work) -> Exercise | None:
    """The exercise a run belongs to; None if this version of the library has none of that name."""
    return load_exercises().get(work.exercise)


def begin(journal: Journal, exercise: Exercise) -> bytes:
    """A new run; returns its id."""
    now, document = local_now(), new_id()
    work = Work(exercise=exercise.id, version=exercise.version, created=now, changed=now)
    journal.save(document, work, 0, new_id())
    return document


def answer_to(work: Work, step: Step) -> Any:
    """What stands on a step now."""
    if step.id in _CALM:
        return (work.calm.get(str(work.sitting)) or [None, None])[_CALM[step.id]]
    return work.answers.get(step.id)


def answer(journal: Journal, document: bytes, step: Step, value: Any, seen: str) -> Entry[Work] | None:
    """Keeps an answer. `seen`: the digest of what the page was shown with; if something else stands there by now,
    that is kept beside it."""

    def edit(work: Work) -> Work:
        if step.id in _CALM:
            return _with_calm(work, _CALM[step.id], value)
        stands = work.answers.get(step.id)
        others = work.others
        if stands not in (None, value) and seen and digest(stands) != seen:
            others = {**others, step.id: [*others.get(step.id, []), stands]}
        answers = {**work.answers, step.id: value}
        if value is None:
            answers.pop(step.id)
        return msgspec.structs.replace(work, answers=answers, others=others, at=step.id, changed=local_now())

    return journal.change(Work, document, edit)


def add_entry(journal: Journal, document: bytes, step: Step, entry: dict[str, Any]) -> None:
    """Adds an entry to a log, with this moment."""
    now = local_now()

    def edit(work: Work) -> Work:
        rows = [*work.answers.get(step.id, []), [now, entry]]
        return msgspec.structs.replace(work, answers={**work.answers, step.id: rows}, at=step.id, changed=now)

    journal.change(Work, document, edit)


def drop_entry(journal: Journal, document: bytes, step: Step, moment: str) -> None:
    """Takes an entry out of a log."""

    def edit(work: Work) -> Work:
        rows = [row for row in work.answers.get(step.id, []) if row[0] != moment]
        return msgspec.structs.replace(work, answers={**work.answers, step.id: rows}, changed=local_now())

    journal.change(Work, document, edit)


def begin_draft(journal: Journal, document: bytes, work: Work, step: Step, text: str) -> bytes:
    """A draft for the desk that begins with `text`; the same one again if it is still there."""
    there = draft_of(journal, work, step)
    if there:
        return there.id
    now, draft = local_now(), new_id()
    record = Draft(text=text, purpose=step.purpose, created=now, changed=now, work=document.hex())
    journal.save(draft, record, 0, new_id())
    answer(journal, document, step, draft.hex(), "")
    return draft


def draft_of(journal: Journal, work: Work, step: Step) -> Entry[Draft] | None:
    """The draft that was begun on a step, if it was not destroyed."""
    found = work.answers.get(step.id) if step.kind == "draft" else None
    return journal.entry(Draft, bytes.fromhex(found)) if isinstance(found, str) else None


def stand_at(journal: Journal, document: bytes, step: str) -> None:
    """Keeps the place."""
    journal.change(Work, document, lambda work: msgspec.structs.replace(work, at=step, changed=local_now()))


def next_sitting(journal: Journal, document: bytes) -> None:
    """The next sitting begins when it is opened."""
    journal.change(
        Work,
        document,
        lambda work: msgspec.structs.replace(work, sitting=work.sitting + 1, at="", changed=local_now()),
    )


def finish(journal: Journal, document: bytes, keep: bool = True) -> Entry[Work] | None:
    """Marks a run as finished; without `keep` its answers are destroyed."""
    now = local_now()

    def edit(work: Work) -> Work:
        answers = work.answers if keep else {}
        others = work.others if keep else {}
        return msgspec.structs.replace(
            work, state="done", answers=answers, others=others, finished=work.finished or now, changed=now
        )

    return journal.change(Work, document, edit)


def reopen(journal: Journal, document: bytes) -> None:
    """A finished run may be gone through again and changed; it stays finished."""
    journal.change(Work, document, lambda work: msgspec.structs.replace(work, sitting=1, at="", changed=local_now()))


def _with_calm(work: Work, side: int, value: Any) -> Work:
    key = str(work.sitting)
    pair = list(work.calm.get(key) or [None, None])
    pair[side] = value
    return msgspec.structs.replace(
        work, calm={**work.calm, key: pair}, at=(BEFORE, AFTER)[side].id, changed=local_now()
    )
