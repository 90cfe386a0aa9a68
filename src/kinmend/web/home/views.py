"""Welcome, Today and search.

Knows what is kept; refuses to count days, to rank, or to suggest contact.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinmend.journal import Draft, Received, Work
from kinmend.library import load_exercises
from kinmend.web.checks.views import due_for
from kinmend.web.days.queries import soon
from kinmend.web.desk.queries import is_away
from kinmend.web.home.doors import BY_ID, DOORS
from kinmend.web.home.queries import around, safety_is_due
from kinmend.web.kit.requests import OpenRequest, Request, opened
from kinmend.web.path.queries import advice_for, open_works, places, works_of
from kinmend.web.people import actions
from kinmend.web.people.access import LEFT_COOKIE, enter
from kinmend.web.people.queries import anybody_kept


@require_GET
def front(request: Request) -> HttpResponse:
    """Today if open; the neutral door if someone has kept notes here or has just left; else the welcome page."""
    if request.unlocked:
        return redirect("today")
    if anybody_kept() or request.COOKIES.get(LEFT_COOKIE):
        return redirect("open")
    return _welcome(request)


@require_http_methods(["GET", "POST"])
def welcome(request: Request) -> HttpResponse:
    """What this is, and where to begin. From the locked page only by a press: an address that always showed it
    would tell, on Back, what this computer was used for."""
    return _welcome(request) if request.method == "POST" else redirect("front")


@require_POST
def begin(request: Request) -> HttpResponse:
    """Opens a session that nothing outlives, and asks three questions that may be skipped."""
    door = request.POST.get("door", "")
    chosen = BY_ID.get(door)
    alone = "&alone=1" if chosen and chosen.situation in ("died", "unknown") else ""
    where = f"{reverse('questions')}?next={door}{alone}" if chosen else reverse("questions")
    if request.unlocked:
        return redirect(where)
    return enter(redirect(where), actions.begin())


@require_http_methods(["GET", "POST"])
@opened
def door(request: OpenRequest, door: str) -> HttpResponse:
    """Goes through a door; what it says about the situation is kept, sealed."""
    chosen = BY_ID.get(door)
    if chosen is None:
        raise Http404
    if chosen.situation or chosen.careful:
        mine = request.unlocked.settings
        situation, careful = chosen.situation or mine.situation, chosen.careful or mine.careful
        request.unlocked.journal.change_settings(situation=situation, careful=careful)
    place = reverse(chosen.leads_to, args=chosen.args)
    return redirect(place + chosen.query)


@require_GET
@opened
def today(request: OpenRequest) -> HttpResponse:
    """One step with its reason; what waits, what comes, and what is kept, newest first."""
    now = timezone.now()
    drafts = request.unlocked.journal.entries(Draft)
    received = request.unlocked.journal.entries(Received)
    due = [d for d in drafts if d.record.held_until and not is_away(d.record.held_until, now)]
    away = [r for r in received if is_away(r.record.away_until, now)]
    back = [r for r in received if r.record.away_until and r not in away]
    works, advice = works_of(request), advice_for(request)
    summaries = [load_exercises()[suggestion.exercise].summary for suggestion in advice.suggestions]
    places_now = [place for place in places(request, works, advice) if not place.hidden]
    shown = {
        "due": due[:1],
        "back": back[:1],
        "drafts": drafts,
        "received": [r for r in received if r not in away],
        "away": away,
        "advice": advice,
        "first": advice.suggestions[0] if advice.suggestions else None,
        "summary": summaries[0] if summaries else "",
        "others": list(zip(advice.suggestions, summaries, strict=True))[1:],
        "places": places_now,
        "near": around(places_now),
        "any_made": bool(works),
        "open": open_works(works)[:2],
        "soon": soon(request)[:4],
        "check": due_for(request),
        "ask_safety": safety_is_due(request),
        "part": _part_of_day(),
    }
    return render(request, "home/today.html", shown)


@require_POST
@opened
def safety_later(request: OpenRequest) -> HttpResponse:
    """The monthly safety questions are put off for a month."""
    request.unlocked.journal.change_standing(safety_asked=timezone.localdate().isoformat())
    return redirect("today")


@require_http_methods(["GET", "POST"])
@opened
def find(request: OpenRequest) -> HttpResponse:
    """Looks for words in all that is kept. The words are set aside, sealed, and the page asked for again: a browser
    writes addresses and the bodies of posted pages to its disk."""
    journal = request.unlocked.journal
    if request.method == "POST":
        journal.set_aside("search", request.POST.get("words", "")[:200].strip())
        return redirect("find")
    words = journal.aside("search")
    found = journal.find(words)
    shown = [(hit, _KINDS.get(type(hit.entry.record), "received")) for hit in found]
    return render(request, "home/find.html", {"words": words, "found": shown})


_KINDS: dict[type, str] = {Draft: "write", Work: "run"}
"""The page a found record opens on; all others are received messages."""


def _welcome(request: Request) -> HttpResponse:
    return render(request, "home/welcome.html", {"doors": DOORS})


def _part_of_day() -> str:
    hour = timezone.localtime().hour
    return "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
