"""Three questions that set the first page: where, what she is called, what would be enough. Each may be skipped.

Knows how answers become settings; refuses to ask twice, and to take silence for an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods

from kinmend.journal import Settings
from kinmend.journal.forms import USUAL
from kinmend.web.kit.requests import OpenRequest, opened
from kinmend.web.people.forms import NameForm
from kinmend.web.people.views.settings import SITUATIONS

_HINTS = {
    "well": _("I want it warmer, or to know {her} better."),
    "around": _("There is something we both step over."),
    "silent": _("By my choice, {hers}, or it just went quiet."),
    "unsafe": _("You won’t be asked to get in touch. It starts with you."),
    "died": _("There may still be things to say, or to set down."),
    "unknown": _("Adoption, foster care, separation, or another story."),
}
WHERE = (
    *((key, label, _HINTS[key]) for key, label in SITUATIONS),
    ("", _("None of these fits"), _("You can say more, or change it, on any day.")),
)


@dataclass(frozen=True, slots=True)
class Enough:
    """One thing that would be enough, and what it says about the aim."""

    id: str
    text: str
    aim: str
    never: tuple[str, ...] = ()


ENOUGH = (
    Enough("talk", _("One honest conversation"), "repair", ("unsafe", "died", "unknown")),
    Enough("days", _("Holidays I don’t dread"), "peace"),
    Enough("story", _("Knowing {her_} story, and the story of my birth"), "understand", ("unsafe", "unknown")),
    Enough(
        "own-story", _("Knowing more of my own story"), "understand", ("well", "around", "silent", "unsafe", "died")
    ),
    Enough("limits", _("Limits that hold"), "peace", ("died", "unknown")),
    Enough("distance", _("Being at peace with distance"), "peace", ("well", "died", "unknown")),
    Enough("peace", _("Being at peace with how it was"), "peace", ("well", "around", "silent", "unsafe")),
    Enough("say", _("Saying what I never got to say, even if nobody reads it"), "peace"),
)


@require_http_methods(["GET", "POST"])
@opened
def intake(request: OpenRequest, number: int) -> HttpResponse:
    """One of the three questions. A POST keeps the answer, unless it was skipped, and goes on."""
    if number not in (1, 2, 3):
        raise Http404
    if request.method == "POST":
        if request.POST.get("skip") != "1":
            (_where, _name, _enough)[number - 1](request)
        return redirect("intake", number + 1) if number < 3 else redirect("today")
    return render(request, f"home/intake-{number}.html", _shown(request.unlocked.settings))


def _shown(mine: Settings) -> dict[str, Any]:
    enough = [option for option in ENOUGH if mine.place not in option.never]
    return {"where": WHERE, "usual": USUAL, "enough": enough, "chosen": mine.standing.enough}


def _where(request: OpenRequest) -> None:
    said = request.POST.get("where", "")
    if said and said in [key for key, *_words in WHERE]:
        careful = request.unlocked.settings.careful or said == "unsafe"
        request.unlocked.journal.change_settings(situation=said, careful=careful)


def _name(request: OpenRequest) -> None:
    form = NameForm(request.POST)
    if form.is_valid():
        request.unlocked.journal.change_settings(forms=form.forms())


def _enough(request: OpenRequest) -> None:
    """What was chosen, and an aim only where all choices point the same way."""
    chosen = [option for option in ENOUGH if option.id in request.POST.getlist("enough")]
    aims = {option.aim for option in chosen}
    aim = next(iter(aims)) if len(aims) == 1 else ""
    grief = request.POST.get("grief", "")
    said = grief if grief in ("fresh", "older") else request.unlocked.settings.standing.grief
    request.unlocked.journal.change_standing(enough=[option.id for option in chosen], aim=aim, grief=said)
