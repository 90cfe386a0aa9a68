"""What the guide goes by, on one page, to look at and to change."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods

from kinmend.journal import Standing
from kinmend.web.kit.errors import in_a_sentence
from kinmend.web.kit.requests import OpenRequest, opened
from kinmend.web.path.queries import advice_for, situation_of

CONTACTS = (
    ("", _("As the situation says")),
    ("thin", _("Now and then, and short")),
    ("i_left", _("I am keeping a distance")),
    ("she_left", _("{Mom} is keeping a distance")),
)
AIMS = (
    ("", _("Not chosen")),
    ("repair", _("Mend what can be mended")),
    ("understand", _("Understand more")),
    ("peace", _("Peace, with or without {her}")),
    ("decide", _("Decide how close to be")),
    ("let_go", _("Let go")),
)


class ToldForm(forms.Form):
    """Facts about where things stand."""

    contact = forms.ChoiceField(choices=CONTACTS, required=False)
    aim = forms.ChoiceField(choices=AIMS, required=False)
    on_break = forms.BooleanField(required=False)
    stated_no = forms.BooleanField(required=False)
    late_life = forms.BooleanField(required=False)
    dementia = forms.BooleanField(required=False)
    own_amends = forms.BooleanField(required=False)
    parent = forms.BooleanField(required=False)
    young = forms.BooleanField(required=False)
    device = forms.BooleanField(required=False)
    died_on = forms.DateField(
        required=False, error_messages={"invalid": lazy("That is not a date, such as 2025-03-01.")}
    )
    notes_cap = forms.IntegerField(required=False, min_value=0, max_value=20)


@require_http_methods(["GET", "POST"])
@opened
def told(request: OpenRequest) -> HttpResponse:
    """All that the guide was told, which rules spoke, and a form."""
    standing = request.unlocked.settings.standing
    wrong = ""
    if request.method == "POST":
        form = ToldForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            cap = said["notes_cap"]
            request.unlocked.journal.change_standing(
                contact=said["contact"],
                aim=said["aim"],
                on_break=said["on_break"],
                stated_no=said["stated_no"],
                late_life=said["late_life"],
                dementia=said["dementia"],
                own_amends=said["own_amends"],
                role="parent" if said["parent"] else "child",
                young=said["young"],
                device="yes" if said["device"] else "" if standing.device == "yes" else standing.device,
                died_on=said["died_on"].isoformat() if said["died_on"] else "",
                notes_cap=standing.notes_cap if cap is None else cap,
            )
            return redirect("told")
        wrong = in_a_sentence(form)
    shown = {
        "standing": standing,
        "situation": situation_of(request),
        "advice": advice_for(request),
        "hidden": _kept_hidden(standing, request.unlocked.settings.place),
        "contacts": CONTACTS,
        "aims": AIMS,
        "wrong": wrong,
    }
    return render(request, "path/told.html", shown, status=422 if wrong else 200)


def _kept_hidden(standing: Standing, place: str) -> list[tuple[str, str]]:
    """What the form does not show in `place`, so that saving the rest leaves it as it is."""
    flags = {name: "on" if getattr(standing, name) else "" for name in ("stated_no", "late_life", "dementia")}
    if place != "unsafe":
        flags["on_break"] = "on" if standing.on_break else ""
    return [("contact", standing.contact), *flags.items()]
