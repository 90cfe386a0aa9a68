"""Leaving in a hurry, the neutral page, help, and the three questions."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from kinmend.library import Country, load_countries
from kinmend.web.kit.requests import OpenRequest, Request, opened
from kinmend.web.people.access import leave
from kinmend.web.safety.forms import QuestionsForm


@csrf_exempt
@require_http_methods(["GET", "POST"])
def leave_now(request: Request) -> HttpResponse:
    """Quick exit. Works as a link and as a button, with and without scripts; other sites can't call it, since
    the session cookie does not come along and `Sec-Fetch-Site` is checked."""
    return leave(request, "measures")


@require_GET
def measures(request: Request) -> HttpResponse:
    """A page about kitchen measures: what stands on the screen after a quick exit."""
    return render(request, "safety/measures.html")


@require_GET
def exit_page(request: Request) -> HttpResponse:
    """How to leave in a hurry, and what that can't do."""
    return render(request, "safety/exit.html")


@require_http_methods(["GET", "POST"])
def help_page(request: Request) -> HttpResponse:
    """Help lines of the country a person chooses: only numbers with a source and a date. Open while locked too."""
    countries = load_countries()
    saved = request.unlocked.settings.country if request.unlocked else ""
    asked = request.POST.get("country", saved)
    chosen = next((country for country in countries if country.country == asked), None)
    if request.unlocked and request.method == "POST":
        request.unlocked.journal.change_settings(country=chosen.country if chosen else "")
    shown = {
        "countries": countries,
        "chosen": chosen,
        "old": _any_old(chosen),
        "no_emergency": _lacks_emergency(chosen),
    }
    return render(request, "safety/help.html", shown)


@require_http_methods(["GET", "POST"])
@opened
def questions(request: OpenRequest) -> HttpResponse:
    """Three questions that may be skipped. Only "be careful" is kept, sealed; the answers are not."""
    next_door = request.POST.get("next") or request.GET.get("next", "")
    if request.method != "POST":
        return render(request, "safety/questions.html", {"next": next_door, "alone": request.GET.get("alone") == "1"})
    form = QuestionsForm(request.POST)
    careful = form.is_valid() and any(form.cleaned_data.values())
    if careful:
        request.unlocked.journal.change_settings(careful=True)
        if form.cleaned_data["screen"]:
            request.unlocked.journal.change_standing(device="yes")
        return render(request, "safety/careful.html", {"next": next_door, "screen": form.cleaned_data["screen"]})
    return redirect("door", door=next_door) if next_door else redirect("today")


def _any_old(country: Country | None) -> bool:
    today = timezone.localdate()
    return bool(country and any(line.is_old(today) for line in country.rows))


def _lacks_emergency(country: Country | None) -> bool:
    return bool(country and all(line.kind != "emergency" for line in country.rows))
