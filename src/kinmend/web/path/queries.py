"""Questions that pages of the path ask: what is open, what was made, where a person stands.

Knows runs and the library; refuses to rank a chapter or to count days.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from kinmend.guide import Advice, Situation, advise
from kinmend.guide.told import tell
from kinmend.journal import Entry, Settings, Work
from kinmend.library import Chapter, Exercise, load_chapters, load_exercises
from kinmend.library.chapters import Title
from kinmend.web.kit.requests import OpenRequest
from kinmend.web.path.answers import in_words
from kinmend.web.path.runs import answer_to, draft_of, exercise_of


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter as it stands for a person."""

    chapter: Chapter
    said: Title
    exercises: list[Exercise]
    done: int
    state: str
    """`done`, `here`, `begun` or `new`."""
    hidden: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A step's answer in a thing that was made."""

    name: str
    lines: list[str]
    long: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """What came of an exercise."""

    entry: Entry[Work]
    exercise: Exercise
    parts: list[Part]


def situation_of(request: OpenRequest) -> Situation:
    """What the guide is told about this person, now."""
    return tell(request.unlocked.journal, request.unlocked.settings, timezone.localtime())


def advice_for(request: OpenRequest) -> Advice:
    """The guide's answer, now."""
    return advise(situation_of(request), hidden=hidden_from(request.unlocked.settings))


def hidden_from(mine: Settings) -> tuple[str, ...]:
    """Exercises that make no sense of whom this is about."""
    return tuple(e.id for e in load_exercises().values() if e.fits(mine.place) and not fits(e, mine))


def run_of(request: OpenRequest, document: bytes) -> tuple[Entry[Work], Exercise]:
    """A run with its exercise; raises `Http404` where there is none, or none that fits."""
    entry = request.unlocked.journal.entry(Work, document)
    exercise = exercise_of(entry.record) if entry else None
    if entry is None or exercise is None or not fits(exercise, request.unlocked.settings):
        raise Http404
    return entry, exercise


def works_of(request: OpenRequest) -> list[Entry[Work]]:
    """All runs that fit, newest change first."""
    known = {exercise.id for exercise in exercises_for(request.unlocked.settings)}
    return [entry for entry in request.unlocked.journal.entries(Work) if entry.record.exercise in known]


def open_works(works: list[Entry[Work]]) -> list[tuple[Entry[Work], Exercise]]:
    """Runs that keep a place, with their exercises."""
    found = [(entry, exercise_of(entry.record)) for entry in works if entry.record.state == "open"]
    return [(entry, exercise) for entry, exercise in found if exercise]


def exercises_for(mine: Settings, chapter: str = "") -> list[Exercise]:
    """The exercises a person may see, of one chapter or all."""
    return [e for e in load_exercises().values() if fits(e, mine) and chapter in ("", e.chapter)]


def fits(exercise: Exercise, mine: Settings) -> bool:
    """Whether an exercise fits a person's situation, and whom it is about."""
    father = mine.forms.pronouns == "he" or mine.standing.relation == "father"
    return exercise.fits(mine.place) and not (exercise.of_birth and father)


def places(request: OpenRequest, works: list[Entry[Work]], advice: Advice) -> list[Place]:
    """All chapters a person may see, with where they stand. *Here* is where a run is open, else where the first
    suggestion lies."""
    mine = request.unlocked.settings
    exercises = load_exercises()
    finished = {entry.record.exercise for entry in works if entry.record.state == "done"}
    begun = [exercise.chapter for _, exercise in open_works(works)]
    suggested = [exercises[suggestion.exercise].chapter for suggestion in advice.suggestions]
    here = next(iter([*begun, *suggested]), "")
    found = []
    for chapter in load_chapters().values():
        inside = exercises_for(mine, chapter.id)
        if not chapter.fits(mine.place) or not inside:
            continue
        done = sum(exercise.id in finished for exercise in inside)
        state = "here" if chapter.id == here else "done" if done == len(inside) else "begun" if done else "new"
        hidden = chapter.id in mine.standing.hidden
        found.append(Place(chapter, chapter.said(mine.place), inside, done, state, hidden))
    return found


def thing_of(request: OpenRequest, entry: Entry[Work], exercise: Exercise) -> Thing:
    """What came of a run, in words."""
    wanted, work = exercise.keeps.of, entry.record
    parts = []
    for step in exercise.steps_for(request.unlocked.settings.place):
        if wanted and step.id not in wanted:
            continue
        draft = draft_of(request.unlocked.journal, work, step)
        lines = [draft.record.text] if draft else in_words(step, answer_to(work, step), request.unlocked.settings.forms)
        lines = [line for line in lines if line.strip()]
        if lines:
            parts.append(Part(step.name, lines, step.kind in ("text", "letter", "draft")))
    return Thing(entry, exercise, parts)


def things(request: OpenRequest, works: list[Entry[Work]]) -> list[Thing]:
    """All things that came of runs and hold something, newest first."""
    pairs = [(entry, exercise_of(entry.record)) for entry in works]
    found = [thing_of(request, entry, exercise) for entry, exercise in pairs if exercise]
    return [thing for thing in found if thing.parts]
