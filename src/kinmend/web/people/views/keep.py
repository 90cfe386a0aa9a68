"""Keeping: a passphrase, a recovery code shown once, a part of it typed back."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kinmend.vault.passphrase import suggest
from kinmend.vault.recovery import last_groups
from kinmend.web.kit.requests import OpenRequest, Request, opened
from kinmend.web.people import actions
from kinmend.web.people.forms import BackForm, ChangePassphraseForm, KeepForm, SecretForm
from kinmend.web.people.models import Person
from kinmend.web.people.proof import proved
from kinmend.web.people.queries import handle_taken


@require_http_methods(["GET", "POST"])
@opened
def keep(request: OpenRequest) -> HttpResponse:
    """Asks for a passphrase; then shows the recovery code."""
    if request.unlocked.kept:
        return redirect("today")
    needs_handle = settings.HOSTED or handle_taken("")
    forms = request.unlocked.settings.forms
    form = KeepForm(request.POST or None, personal=[forms.address], needs_handle=needs_handle)
    if request.method == "POST" and form.is_valid():
        person = person_of(request)
        code = actions.keep(
            person, request.unlocked.key, form.cleaned_data["handle"], form.cleaned_data["passphrase"]
        )
        request.unlocked.kept = True
        return render(request, "people/code.html", {"code": code})
    shown = {"form": form, "suggestion": suggest(), "needs_handle": needs_handle}
    return render(request, "people/keep.html", shown, status=422 if form.errors else 200)


@require_POST
@opened
def typed_back(request: OpenRequest) -> HttpResponse:
    """The last two groups, typed back from paper."""
    form = BackForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data["typed"].upper().replace("-", "").replace(" ", "").replace("O", "0")
        if typed == last_groups(form.cleaned_data["code"]).replace("-", ""):
            return redirect("today")
        form.add_error("typed", "That is not the end of the code. Please look at your paper again.")
    return render(request, "people/code.html", {"code": form.data.get("code", ""), "form": form}, status=422)


@require_http_methods(["GET", "POST"])
@opened
def passphrase(request: OpenRequest) -> HttpResponse:
    """A new passphrase: rewraps the key, touches no document."""
    form = ChangePassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and proved(request, form, "now"):
        actions.change_secret(person_of(request), request.unlocked.key, "passphrase", form.cleaned_data["passphrase"])
        return render(request, "people/done.html", {"heading": "Your passphrase is new", "said": "The old one opens nothing any more."})
    return render(request, "people/passphrase.html", {"form": form, "suggestion": suggest()}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@opened
def code(request: OpenRequest) -> HttpResponse:
    """A new recovery code; the old one stops working."""
    form = SecretForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and proved(request, form, "passphrase"):
        return render(request, "people/code.html", {"code": actions.new_recovery_code(person_of(request), request.unlocked.key)})
    return render(request, "people/new_code.html", {"form": form}, status=422 if form.errors else 200)


def person_of(request: Request | OpenRequest) -> Person:
    """The row of the person who is here."""
    assert request.unlocked is not None  # noqa: S101 (behind `opened`)
    return Person.objects.get(id=request.unlocked.person.hex())
