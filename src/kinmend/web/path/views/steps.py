"""One thing a page: a step is shown, kept by itself, skipped, or left for another day."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinmend.journal import Entry, Forms, Work
from kinmend.library import Exercise, Step
from kinmend.web.kit.requests import OpenRequest, background, opened
from kinmend.web.path import runs
from kinmend.web.path.answers import BadAnswer, answer_from, digest, entry_from, in_words
from kinmend.web.path.effects import take_effect
from kinmend.web.path.queries import exercises_for, run_of, thing_of

_WRITTEN = ("text", "letter", "list", "choice")


@require_GET
@opened
def run(request: OpenRequest, document: bytes) -> HttpResponse:
    """Where the person left it."""
    entry, exercise = run_of(request, document)
    if entry.record.state == "done":
        return redirect("end", document.hex())
    steps = _pages(request, entry, exercise)
    at = next((n for n, step in enumerate(steps, 1) if step.id == entry.record.at), 1)
    return redirect("step", document.hex(), at)


@require_http_methods(["GET", "POST"])
@opened
def step(request: OpenRequest, document: bytes, number: int) -> HttpResponse:
    """One step. A POST keeps what was said and goes where its button says."""
    entry, exercise, steps = _step_of(request, document, number)
    if request.method == "POST":
        return _after(request, entry, exercise, steps, number)
    wrong = request.unlocked.journal.aside("step-wrong")
    if wrong:
        request.unlocked.journal.set_aside("step-wrong", "")
    return _show(request, entry, exercise, steps, number, wrong)


@require_POST
@background
@opened
def keep(request: OpenRequest, document: bytes, number: int) -> HttpResponse:
    """What the page's script keeps while a person writes."""
    _, _, steps = _step_of(request, document, number)
    step = steps[number - 1]
    try:
        value = answer_from(step, request.POST)
    except BadAnswer as bad:
        return JsonResponse({"said": str(bad)}, status=422)
    kept = runs.answer(request.unlocked.journal, document, step, value, request.POST.get("seen", ""))
    return JsonResponse({"kept": kept is not None, "seen": digest(value)})


@require_GET
@opened
def rest(request: OpenRequest, document: bytes) -> HttpResponse:
    """Between two sittings."""
    entry, exercise = run_of(request, document)
    if entry.record.state == "done":
        return redirect("end", document.hex())
    return render(request, "path/rest.html", {"entry": entry, "exercise": exercise, "before": entry.record.sitting - 1})


@require_http_methods(["GET", "POST"])
@opened
def end(request: OpenRequest, document: bytes) -> HttpResponse:
    """What came of it, and what it fits beside. A POST opens it again, or destroys it."""
    entry, exercise = run_of(request, document)
    journal = request.unlocked.journal
    if request.method == "POST":
        if request.POST.get("go") == "again":
            runs.reopen(journal, document)
            return redirect("step", document.hex(), 1)
        if request.POST.get("go") == "forget":
            journal.shred(document)
            return redirect("path")
        return redirect("today")
    shown = {
        "entry": entry,
        "exercise": exercise,
        "thing": thing_of(request, entry, exercise),
        "calm": _calm_in_words(entry.record),
        "logs": [(n, step) for n, step in enumerate(_pages(request, entry, exercise), 1) if step.kind == "log"],
        "next": [e for e in exercises_for(request.unlocked.settings) if e.id in exercise.next],
        "standing": request.unlocked.settings.standing,
    }
    return render(request, "path/end.html", shown)


def _show(
    request: OpenRequest,
    entry: Entry[Work],
    exercise: Exercise,
    steps: list[Step],
    number: int,
    wrong: str = "",
) -> HttpResponse:
    step, work, forms = steps[number - 1], entry.record, request.unlocked.settings.forms
    value = runs.answer_to(work, step)
    beside = [known for known in exercise.steps_for(request.unlocked.settings.place) if known.id in step.show]
    shown: dict[str, Any] = {
        "entry": entry,
        "exercise": exercise,
        "step": step,
        "steps": [(n, known, _state(n, number, work, known)) for n, known in enumerate(steps, 1)],
        "number": number,
        "last": number == len(steps),
        "value": value,
        "rows": _rows(step, value, forms),
        "seen": digest(value),
        "others": work.others.get(step.id, []),
        "beside": [(known.name, in_words(known, runs.answer_to(work, known), forms)) for known in beside],
        "draft": runs.draft_of(request.unlocked.journal, work, step),
        "paragraphs": [part.strip() for part in step.help.split("\n\n") if part.strip()],
        "wrong": wrong,
        "scale": range(11),
    }
    return render(request, "path/step.html", shown)


def _after(
    request: OpenRequest, entry: Entry[Work], exercise: Exercise, steps: list[Step], number: int
) -> HttpResponse:
    """Keeps the answer, then goes on."""
    journal, document, step = request.unlocked.journal, entry.id, steps[number - 1]
    go = request.POST.get("go", "next")
    if step.kind == "log":
        said = entry_from(step, request.POST)
        if said:
            runs.add_entry(journal, document, step, said)
        if go.startswith("drop "):
            runs.drop_entry(journal, document, step, go.removeprefix("drop "))
        if go == "add" or go.startswith("drop "):
            return redirect("step", document.hex(), number)
    elif step.kind == "timer" and go == "next":
        runs.answer(journal, document, step, True, "")
    elif step.kind not in ("read", "draft", "timer"):
        try:
            value = answer_from(step, request.POST)
        except BadAnswer as bad:
            journal.set_aside("step-wrong", str(bad))
            return redirect("step", document.hex(), number)
        if go != "skip" or value is not None:
            runs.answer(journal, document, step, value, request.POST.get("seen", ""))
    return _go(request, entry, exercise, steps, number, go)


def _go(
    request: OpenRequest, entry: Entry[Work], exercise: Exercise, steps: list[Step], number: int, go: str
) -> HttpResponse:
    journal, document, step = request.unlocked.journal, entry.id, steps[number - 1]
    if go == "desk":
        text = _own_words(request, entry.record, exercise, step)
        return redirect("write", runs.begin_draft(journal, document, entry.record, step, text).hex())
    if go == "stop":
        runs.stand_at(journal, document, step.id)
        return redirect("today")
    if go == "back" and number > 1:
        runs.stand_at(journal, document, steps[number - 2].id)
        return redirect("step", document.hex(), number - 1)
    if number < len(steps):
        runs.stand_at(journal, document, steps[number].id)
        return redirect("step", document.hex(), number + 1)
    if entry.record.sitting < exercise.sittings:
        runs.next_sitting(journal, document)
        return redirect("rest", document.hex())
    current = journal.entry(Work, document)
    if current:
        take_effect(journal, document, current.record)
    runs.finish(journal, document, keep=entry.record.exercise != "E02" or request.POST.get("keep") == "1")
    return redirect("end", document.hex())


def _own_words(request: OpenRequest, work: Work, exercise: Exercise, step: Step) -> str:
    """The person's own words from the steps that are shown beside `step`, to begin a draft with."""
    mine = request.unlocked.settings
    shown = [known for known in exercise.steps_for(mine.place) if known.id in step.show and known.kind in _WRITTEN]
    return "\n\n".join("\n".join(in_words(known, runs.answer_to(work, known), mine.forms)) for known in shown).strip()


def _step_of(request: OpenRequest, document: bytes, number: int) -> tuple[Entry[Work], Exercise, list[Step]]:
    """A run and the pages of its sitting; raises `Http404` where there is no page of that number."""
    entry, exercise = run_of(request, document)
    steps = _pages(request, entry, exercise)
    if not 1 <= number <= len(steps):
        raise Http404
    return entry, exercise, steps


def _pages(request: OpenRequest, entry: Entry[Work], exercise: Exercise) -> list[Step]:
    return runs.pages_of(exercise, entry.record.sitting, request.unlocked.settings.place)


def _state(n: int, number: int, work: Work, step: Step) -> str:
    return "here" if n == number else "done" if runs.answer_to(work, step) not in (None, "", []) else ""


def _rows(step: Step, value: Any, forms: Forms) -> list[Any]:
    """What a form with several rows is shown with."""
    if step.kind == "list":
        lines = list(value or [])
        hints = [*step.labels, *[""] * step.lines]
        count = max(step.lines, len(lines))
        return [(line, hints[n] if n < len(hints) else "") for n, line in enumerate((lines + [""] * count)[:count])]
    if step.kind == "plan":
        plans = [tuple(row) for row in value or []]
        return (plans + [("", "")] * step.lines)[: max(step.lines, len(plans))]
    if step.kind == "two-columns":
        left, right = value or ("", "")
        return list(zip(("left", "right"), step.labels, (left, right), strict=True))
    if step.kind == "log":
        words = [(row[0], in_words(step, [row], forms)[0]) for row in value or []]
        return list(reversed(words))
    return []


def _calm_in_words(work: Work) -> list[str]:
    """What calm did, a sentence a sitting that has both."""
    found = []
    for before, after in (
        pair for _, pair in sorted(work.calm.items(), key=lambda item: int(item[0])) if len(pair) == 2
    ):
        if before is None or after is None:
            continue
        moved = gettext("Calm went from %(before)s to %(after)s.")
        said = gettext("Calm stayed at %(before)s.") if before == after else moved
        found.append(said % {"before": before, "after": after})
    return found
