"""The path, its chapters, the first page of an exercise, where it all comes from, and the door to a human."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinmend.library import ContentError, Exercise, load_article, load_chapters, load_exercises
from kinmend.library.article import PAGES, Sentence, coverage
from kinmend.library.exercises import SAID
from kinmend.library.practice import Practice, load_practice
from kinmend.web.kit.requests import OpenRequest, opened
from kinmend.web.path import runs
from kinmend.web.path.queries import advice_for, exercises_for, fits, open_works, places, works_of


@require_GET
@opened
def path_page(request: OpenRequest) -> HttpResponse:
    """All chapters that fit, in no order of worth."""
    works, advice = works_of(request), advice_for(request)
    found = places(request, works, advice)
    shown = {
        "places": [place for place in found if not place.hidden],
        "hidden": [place for place in found if place.hidden],
        "open": open_works(works),
    }
    return render(request, "path/path.html", shown)


@require_GET
@opened
def chapter(request: OpenRequest, order: int) -> HttpResponse:
    """A chapter's page to read, and its exercises."""
    place = request.unlocked.settings.place
    found = next((c for c in load_chapters().values() if c.order == order and c.fits(place)), None)
    if found is None:
        raise Http404
    works, advice = works_of(request), advice_for(request)
    held = {held.exercise: held.reason for held in advice.held}
    finished = {entry.record.exercise for entry in works if entry.record.state == "done"}
    begun = {exercise.id for _, exercise in open_works(works)}
    shown = {
        "chapter": found,
        "said": found.said(place),
        "sections": [section for section in found.sections if section.fits(place)],
        "rows": [
            (e, e.id in finished, e.id in begun, held.get(e.id, ""))
            for e in exercises_for(request.unlocked.settings, found.id)
        ],
        "sources": [source for source in found.sources if source.checked or not source.figure],
    }
    return render(request, "path/chapter.html", shown)


@require_http_methods(["GET", "POST"])
@opened
def exercise(request: OpenRequest, number: int) -> HttpResponse:
    """The first page of an exercise: what it is, how long, how well it was studied. A POST begins it."""
    found = _exercise(request, number)
    if request.method == "POST":
        return redirect("run", runs.begin(request.unlocked.journal, found).hex())
    mine = [entry for entry in works_of(request) if entry.record.exercise == found.id]
    chapter = load_chapters()[found.chapter]
    advice = advice_for(request)
    held = next((h for h in advice.held if h.exercise == found.id), None)
    because = next((s for s in advice.suggestions if s.exercise == found.id), None)
    shown = {
        "exercise": found,
        "chapter": chapter,
        "said": chapter.said(request.unlocked.settings.place),
        "open": [entry for entry in mine if entry.record.state == "open"],
        "done": [entry for entry in mine if entry.record.state == "done"],
        "held": held,
        "because": because,
        "next": [e for e in exercises_for(request.unlocked.settings) if e.id in found.next],
    }
    return render(request, "path/exercise.html", shown)


@require_POST
@opened
def wave(request: OpenRequest, number: int) -> HttpResponse:
    """Not today: the suggestion goes until tomorrow."""
    found = _exercise(request, number)
    standing = request.unlocked.settings.standing
    today = timezone.localdate().isoformat()
    waved = {name: day for name, day in standing.waved.items() if day == today}
    request.unlocked.journal.change_standing(waved={**waved, found.id: today})
    return redirect("today")


@require_POST
@opened
def hide(request: OpenRequest) -> HttpResponse:
    """Puts chapters out of sight, or back."""
    shown = set(request.POST.getlist("show"))
    request.unlocked.journal.change_standing(hidden=[name for name in load_chapters() if name not in shown])
    return redirect("path")


@require_GET
@opened
def article(request: OpenRequest) -> HttpResponse:
    """Every sentence of the article and where it lives; those that don't fit where a person is are only named."""
    place = request.unlocked.settings.place
    sentences = load_article()
    exercises = load_exercises()
    fitting = {e.id: e for e in exercises_for(request.unlocked.settings)}
    chapters = {c.id: c for c in load_chapters().values() if c.fits(place)}
    rows = [(sentence, _homes(sentence, fitting, chapters, place)) for sentence in sentences]
    away = [s for s, homes in rows if not (homes or s.not_done)]
    shown = {
        "rows": [(s, homes) for s, homes in rows if s not in away],
        "away": away,
        "coverage": coverage(sentences, len(exercises)),
        "labels": _by_label(list(fitting.values())),
        "bare": place in ("unsafe", "died", "unknown"),
    }
    return render(request, "path/article.html", shown)


@require_GET
@opened
def door_to_a_human(request: OpenRequest) -> HttpResponse:
    """A practice's own details from its file, or how to find and question somebody."""
    return render(
        request, "path/human.html", {"practice": _practice(), "brief": exercises_for(request.unlocked.settings, "on")}
    )


def _exercise(request: OpenRequest, number: int) -> Exercise:
    found = load_exercises().get(f"E{number:02}")
    if found is None or not fits(found, request.unlocked.settings):
        raise Http404
    return found


def _practice() -> Practice | None:
    try:
        return load_practice(django_settings.PRACTICE) if django_settings.PRACTICE else None
    except ContentError:  # `kinmend doctor` says what is wrong with the file
        return None


def _homes(sentence: Sentence, exercises: dict[str, Exercise], chapters: dict[str, Any], place: str) -> list[Any]:
    """Where a sentence lives for this person: (title, kind, number)."""
    found: list[Any] = []
    for name in sentence.lives:
        if name in exercises:
            found.append((exercises[name].title, "exercise", int(name[1:])))
        elif name in chapters:
            found.append((chapters[name].said(place).title, "chapter", chapters[name].order))
        elif name in PAGES:
            found.append((PAGES[name], name, 0))
    return found


def _by_label(exercises: list[Exercise]) -> list[tuple[str, list[Exercise]]]:
    return [(said, [e for e in exercises if e.label.strength == strength]) for strength, said in SAID.items()]
