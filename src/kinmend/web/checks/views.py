"""The check-in of a week and of a month, and the page that shows them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinmend.journal import CheckIn
from kinmend.library.checkins import Question, load_checkins
from kinmend.vault import new_id
from kinmend.web.checks.plots import plot
from kinmend.web.kit.requests import OpenRequest, opened

Span = Literal["week", "month"]
SAFE = {"yes": 1.0, "not-sure": 0.5, "no": 0.0}


@require_GET
@opened
def checks_page(request: OpenRequest) -> HttpResponse:
    """What the check-ins show, each with its table."""
    entries = request.unlocked.journal.entries(CheckIn)
    records = sorted((entry.record for entry in entries), key=lambda record: record.created)
    place = request.unlocked.settings.place
    questions = [q for group in load_checkins() for q in group.questions if q.plot and q.fits(place)]
    plots = [found for q in questions if (found := plot(q, records))]
    shown = {"plots": plots, "entries": sorted(entries, key=lambda e: e.record.created, reverse=True)}
    return render(request, "checks/checks.html", shown)


@require_http_methods(["GET", "POST"])
@opened
def check(request: OpenRequest, span: str) -> HttpResponse:
    """The questions. All may stay unanswered; no answer at all keeps nothing."""
    if span not in ("week", "month"):
        raise Http404
    place = request.unlocked.settings.place
    groups = [group for group in load_checkins() if group.span == span]
    if request.method != "POST":
        asked = [(group, [(q, q.said(place), _steps(q)) for q in group.questions if q.fits(place)]) for group in groups]
        return render(request, "checks/check.html", {"span": span, "groups": asked})
    questions = [q for group in groups for q in group.questions if q.fits(place)]
    values = {q.id: value for q in questions if (value := _value(q, request.POST.get(q.id, ""))) is not None}
    if values:
        now = timezone.localtime().isoformat()  # to the microsecond, so that two in a row keep their order
        record = CheckIn(span="week" if span == "week" else "month", values=values, created=now, changed=now)
        request.unlocked.journal.save(new_id(), record, 0, new_id())
    if values.get("safe", 1.0) < 1.0:
        return redirect("unsure")
    return redirect("checks")


@require_GET
@opened
def unsure(request: OpenRequest) -> HttpResponse:
    """After "not sure" or "no" to feeling safe: the safety questions, and help."""
    return render(request, "checks/unsure.html")


@require_POST
@opened
def drop(request: OpenRequest, document: bytes) -> HttpResponse:
    """Destroys one check-in."""
    if request.unlocked.journal.entry(CheckIn, document) is None:
        raise Http404
    request.unlocked.journal.shred(document)
    return redirect("checks")


def due(records: list[CheckIn], today: date) -> Span | None:
    """Which check-in could be offered: a month after the last one, or a week after the last of any kind."""
    last = {span: max((r.created[:10] for r in records if r.span == span), default="") for span in ("week", "month")}

    def days(day: str) -> timedelta:
        return today - date.fromisoformat(day) if day else timedelta(days=10_000)

    if last["week"] and days(last["month"]) >= timedelta(days=28) and days(last["week"]) >= timedelta(days=1):
        return "month"
    return "week" if days(last["week"]) >= timedelta(days=6) else None


def due_for(request: OpenRequest) -> Span | None:
    """The check-in that Today may offer."""
    return due([entry.record for entry in request.unlocked.journal.entries(CheckIn)], timezone.localdate())


def _steps(question: Question) -> list[tuple[int, float, float]]:
    """The answers of a scale, each with the centers of two circles (radius 8) in a drawing 44 wide."""
    span = question.most - question.least
    found = []
    for n in range(question.least, question.most + 1):
        apart = 2.0 + 11.0 * (question.most - n) / span
        found.append((n, round(22 - apart, 1), round(22 + apart, 1)))
    return found


def _value(question: Question, raw: str) -> float | None:
    if question.form == "safe":
        return SAFE.get(raw)
    found: Any = int(raw) if raw.isdecimal() else None
    return float(found) if found is not None and question.least <= found <= question.most else None
