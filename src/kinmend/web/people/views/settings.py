"""Settings: what she is called, where things stand, look, lock."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET, require_POST

from kinmend.journal.forms import USUAL
from kinmend.web.kit.requests import OpenRequest, opened
from kinmend.web.people.forms import LookForm, NameForm, SituationForm
from kinmend.web.people.models import Session
from kinmend.web.people.queries import person_of

SITUATIONS = (
    ("well", _("We talk, and it mostly goes well")),
    ("around", _("We talk, but around the real thing")),
    ("silent", _("We are not talking")),
    ("unsafe", _("Being in touch is not safe for me")),
    ("died", _("{She} {has} died")),
    ("unknown", _("I never knew {her}, or don’t know who {she} {is}")),
)


@require_GET
@opened
def settings_page(request: OpenRequest) -> HttpResponse:
    """Everything a person can set, on one page."""
    return _page(request)


@require_POST
@opened
def name(request: OpenRequest) -> HttpResponse:
    """What she is called."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, {"name_errors": form.errors}, status=422)
    request.unlocked.journal.change_settings(forms=form.forms())
    return redirect("settings")


@require_POST
@opened
def situation(request: OpenRequest) -> HttpResponse:
    """Where the person is with her."""
    form = SituationForm(request.POST)
    if form.is_valid():
        careful = form.cleaned_data["careful"] or form.cleaned_data["situation"] == "unsafe"
        request.unlocked.journal.change_settings(situation=form.cleaned_data["situation"], careful=careful)
    return redirect("settings")


@require_POST
@opened
def look(request: OpenRequest) -> HttpResponse:
    """Theme, stillness, marks, minutes to the lock."""
    form = LookForm(request.POST)
    if not form.is_valid():
        return _page(request, {"look_errors": form.errors}, status=422)
    request.unlocked.journal.change_settings(**form.cleaned_data)
    Session.objects.filter(id=request.unlocked.session.hex()).update(minutes=form.cleaned_data["lock_minutes"])
    return redirect("settings")


@require_POST
@opened
def marks(request: OpenRequest) -> HttpResponse:
    """Shows or hides marks, from the desk's own button."""
    shown = request.POST.get("marks") == "1"
    request.unlocked.journal.change_settings(marks=shown)
    return JsonResponse({"marks": shown})


def _page(request: OpenRequest, more: dict[str, object] | None = None, status: int = 200) -> HttpResponse:
    mine = request.unlocked.settings
    situations = [(key, mine.forms.fill(gettext(label))) for key, label in SITUATIONS]
    shown = {"usual": USUAL, "situations": situations, "person": person_of(request.unlocked), **(more or {})}
    return render(request, "people/settings.html", shown, status=status)
