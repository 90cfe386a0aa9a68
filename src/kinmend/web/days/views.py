"""Days, the break, and the calendar."""

from __future__ import annotations

import secrets

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kinmend.guide.days import coming
from kinmend.journal import Day, Work
from kinmend.journal.book import local_now
from kinmend.library import load_exercises
from kinmend.library.holidays import load_holidays
from kinmend.vault import new_id
from kinmend.web.days import feed
from kinmend.web.days.calendar import calendar_of
from kinmend.web.days.forms import DayForm
from kinmend.web.days.queries import upcoming
from kinmend.web.kit.errors import in_a_sentence
from kinmend.web.kit.requests import OpenRequest, Request, opened
from kinmend.web.path import runs

PLAN = "E40"
_CALENDAR = "text/calendar; charset=utf-8"


@require_GET
@opened
def days_page(request: OpenRequest) -> HttpResponse:
    """The days that come, and a form for one more."""
    unlocked = request.unlocked
    standing = unlocked.settings.standing
    address = ""
    if standing.feed:
        address = request.build_absolute_uri(reverse("feed", args=[unlocked.person.hex(), standing.feed]))
    holidays = list(load_holidays().values())
    shown = {
        "days": upcoming(request),
        "about_mothers": [day for day in holidays if day.about_mothers],
        "others": [day for day in holidays if not day.about_mothers],
        "on_break": standing.on_break,
        "feed": address,
        "wrong": unlocked.journal.aside("day-wrong"),
        "typed": unlocked.journal.aside("day-name"),
        "today": timezone.localdate(),
    }
    return render(request, "days/days.html", shown)


@require_POST
@opened
def add(request: OpenRequest) -> HttpResponse:
    """Adds a day. What can't be taken is set aside for the page, as no page is made from a posted one."""
    form, journal = DayForm(request.POST), request.unlocked.journal
    wrong = "" if form.is_valid() else in_a_sentence(form)
    journal.set_aside("day-wrong", wrong)
    journal.set_aside("day-name", request.POST.get("name", "")[:80] if wrong else "")
    if wrong:
        return redirect("days")
    said, now = form.cleaned_data, local_now()
    holiday = load_holidays().get(said["rule"])
    name = said["name"].strip() or (holiday.name if holiday else gettext("A day"))
    record = Day(
        name=name,
        date="" if holiday else said["date"].isoformat(),
        yearly=bool(holiday) or said["yearly"],
        rule=holiday.id if holiday else "",
        quiet=said["quiet"],
        created=now,
        changed=now,
    )
    journal.save(new_id(), record, 0, new_id())
    _refresh(request)
    return redirect("days")


@require_POST
@opened
def drop(request: OpenRequest, document: bytes) -> HttpResponse:
    """Destroys a day."""
    if request.unlocked.journal.entry(Day, document) is None:
        raise Http404
    request.unlocked.journal.shred(document)
    _refresh(request)
    return redirect("days")


@require_POST
@opened
def plan(request: OpenRequest, document: bytes) -> HttpResponse:
    """Begins the plan for a day that stands here, with its name and date filled in."""
    journal = request.unlocked.journal
    entry = journal.entry(Day, document)
    if entry is None:
        raise Http404
    exercise = load_exercises()[PLAN]
    when = coming(entry.record, timezone.localdate())
    work = runs.begin(journal, exercise)
    answers = {"day": entry.record.name, "date": when.isoformat() if when else ""}
    journal.change(Work, work, lambda stands: msgspec.structs.replace(stands, answers=answers))
    journal.change(Day, document, lambda day: msgspec.structs.replace(day, work=work.hex()))
    return redirect("run", work.hex())


@require_POST
@opened
def end_break(request: OpenRequest) -> HttpResponse:
    """The break ends when the person says."""
    request.unlocked.journal.change_standing(on_break=False)
    for entry in request.unlocked.journal.entries(Day):
        if entry.record.kind == "break":
            request.unlocked.journal.shred(entry.id)
    return redirect("days")


@require_GET
@opened
def calendar(request: OpenRequest) -> HttpResponse:
    """The days as a file for any calendar, in neutral words."""
    answer = HttpResponse(_calendar(request), content_type=_CALENDAR)
    answer["Content-Disposition"] = 'attachment; filename="notes.ics"'
    return answer


@require_POST
@opened
def feed_switch(request: OpenRequest) -> HttpResponse:
    """Begins a feed with a new secret address, or destroys it."""
    unlocked = request.unlocked
    old = unlocked.settings.standing.feed
    if old:
        feed.drop(unlocked.person, old)
    wanted = request.POST.get("on") == "1" and unlocked.kept
    secret = secrets.token_hex(16) if wanted else ""
    unlocked.journal.change_standing(feed=secret)
    if secret:
        feed.put(unlocked.person, secret, _calendar(request))
    return redirect("days")


@require_GET
def feed_file(request: Request, owner: bytes, secret: bytes) -> HttpResponse:
    """The feed, for a calendar program that has its address."""
    found = feed.get(owner, secret.hex())
    if found is None:
        raise Http404
    return HttpResponse(found, content_type=_CALENDAR)


def _calendar(request: OpenRequest) -> bytes:
    return calendar_of([entry for _, entry in upcoming(request)], timezone.localdate())


def _refresh(request: OpenRequest) -> None:
    """Seals the feed anew after a change."""
    secret = request.unlocked.settings.standing.feed
    if secret:
        feed.put(request.unlocked.person, secret, _calendar(request))
