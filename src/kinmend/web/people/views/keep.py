"""Keeping: a passphrase, a recovery code shown once, a part of it typed back."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinmend.journal import Journal
from kinmend.vault.passphrase import suggest
from kinmend.vault.recovery import last_groups
from kinmend.web.kit.requests import OpenRequest, opened
from kinmend.web.people import actions
from kinmend.web.people.forms import ChangePassphraseForm, KeepForm, SecretForm
from kinmend.web.people.proof import proved
from kinmend.web.people.queries import handle_taken, person_of


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
        person = person_of(request.unlocked)
        handle, passphrase = form.cleaned_data["handle"], form.cleaned_data["passphrase"]
        try:
            code = actions.keep(person, request.unlocked.key, handle, passphrase)
        except actions.AlreadyKept:
            return redirect("code")
        return show_code(request.unlocked.journal, code)
    shown = {"form": form, "suggestion": suggest(), "needs_handle": needs_handle}
    return render(request, "people/keep.html", shown, status=422 if form.errors else 200)


def show_code(journal: Journal, code: str) -> HttpResponse:
    """Leads to the page that shows a code. Until it is typed back it is set aside, sealed like everything else, so
    that the page can be loaded again and no posted page holds it."""
    journal.set_aside("code", code)
    return redirect("code")


@require_http_methods(["GET", "POST"])
@opened
def code(request: OpenRequest) -> HttpResponse:
    """Shows the recovery code until its end is typed back from paper, or the person goes on without."""
    journal = request.unlocked.journal
    shown = journal.aside("code")
    if not shown:
        return redirect("today")
    if request.method == "POST":
        typed = request.POST.get("typed", "").upper().replace("-", "").replace(" ", "").replace("O", "0")
        right = typed == last_groups(shown).replace("-", "")
        if right or "skip" in request.POST:
            journal.set_aside("code", "")
            return redirect("today")
        return redirect(f"{reverse('code')}?again")
    return render(request, "people/code.html", {"code": shown, "again": "again" in request.GET})


@require_http_methods(["GET", "POST"])
@opened
def passphrase(request: OpenRequest) -> HttpResponse:
    """A new passphrase: rewraps the key, touches no document."""
    form = ChangePassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and proved(request, form, "now"):
        actions.change_secret(
            person_of(request.unlocked),
            request.unlocked.key,
            "passphrase",
            form.cleaned_data["passphrase"],
            staying=request.unlocked.session,
        )
        return render(
            request,
            "people/done.html",
            {"heading": "Your passphrase is new", "said": "The old one opens nothing any more."},
        )
    return render(
        request, "people/passphrase.html", {"form": form, "suggestion": suggest()}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@opened
def new_code(request: OpenRequest) -> HttpResponse:
    """A new recovery code; the old one stops working."""
    form = SecretForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and proved(request, form, "passphrase"):
        fresh = actions.new_recovery_code(person_of(request.unlocked), request.unlocked.key)
        return show_code(request.unlocked.journal, fresh)
    return render(request, "people/new_code.html", {"form": form}, status=422 if form.errors else 200)
