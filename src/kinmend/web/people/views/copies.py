"""Copies to take along, and erasing: everything is yours, in both directions."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import msgspec
import pyrage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinmend.journal import Draft, Received
from kinmend.journal.book import BadExport, readable
from kinmend.web.kit.requests import OpenRequest, opened
from kinmend.web.people import actions
from kinmend.web.people.access import leave
from kinmend.web.people.forms import ExportForm, ImportForm, SecretForm
from kinmend.web.people.proof import proved
from kinmend.web.people.queries import person_of

LARGEST_IMPORT = 256 * 1024 * 1024


@require_GET
@opened
def copies(request: OpenRequest) -> HttpResponse:
    """What a person can take along, put back or erase."""
    return _page(request)


@require_POST
@opened
def sealed_copy(request: OpenRequest) -> HttpResponse:
    """An encrypted file in the public age format: opens here, or with any age program and the passphrase."""
    form = ExportForm(request.POST)
    if not (form.is_valid() and _proved(request, form)):
        return _page(request, sealed_form=form, status=422)
    chosen = form.cleaned_data["file_passphrase"] or form.cleaned_data["passphrase"]
    data = pyrage.passphrase.encrypt(request.unlocked.journal.export(), chosen)
    return _download(data, "age")


@require_POST
@opened
def readable_copy(request: OpenRequest) -> HttpResponse:
    """A zip with a page to read and the same as JSON. Anyone can read it: the form said so."""
    form = SecretForm(request.POST)
    if not (form.is_valid() and _proved(request, form)):
        return _page(request, readable_form=form, status=422)
    export = request.unlocked.journal.export()
    records = readable(export)
    shown = {
        "drafts": [record for record in records if isinstance(record, Draft)],
        "received": [record for record in records if isinstance(record, Received)],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.html", render_to_string("people/readable.html", shown, request))
        archive.writestr("notes.json", msgspec.json.format(export, indent=2))
    return _download(packed.getvalue(), "zip")


@require_POST
@opened
def put_back(request: OpenRequest) -> HttpResponse:
    """Reads an encrypted copy in again. Nothing here is overwritten."""
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            if form.cleaned_data["file"].size > LARGEST_IMPORT:
                raise BadExport("That file is larger than any copy made here. Nothing was changed.")
            opened_file = pyrage.passphrase.decrypt(form.cleaned_data["file"].read(), form.cleaned_data["passphrase"])
            changed = request.unlocked.journal.restore(opened_file)
            return _page(request, restored=changed)
        except pyrage.DecryptError:
            form.add_error("passphrase", "That passphrase doesn’t open that file, or it is not a copy made here.")
        except BadExport as error:
            form.add_error("file", str(error))
    return _page(request, import_form=form, status=422)


@require_http_methods(["GET", "POST"])
@opened
def erase(request: OpenRequest) -> HttpResponse:
    """Erases everything: at once, or in seven days with a way back."""
    form = SecretForm(request.POST) if request.method == "POST" else None
    if form is not None and (not request.unlocked.kept or (form.is_valid() and _proved(request, form))):
        person = person_of(request.unlocked)
        if request.POST.get("when") == "later" and request.unlocked.kept:
            actions.erase_later(person, timezone.now() + timedelta(days=actions.UNDO_DAYS))
            return redirect("copies")
        actions.erase(person)
        return leave(request, "erased")
    return render(request, "people/erase.html", {"form": form, "days": actions.UNDO_DAYS}, status=422 if form else 200)


@require_POST
@opened
def keep_after_all(request: OpenRequest) -> HttpResponse:
    """Takes back an erasing that has not happened yet."""
    actions.erase_later(person_of(request.unlocked), None)
    return redirect("copies")


@require_GET
def erased(request: OpenRequest) -> HttpResponse:
    """Nothing is left: says so, neutrally."""
    return render(request, "people/erased.html")


def _proved(request: OpenRequest, form: SecretForm) -> bool:
    if not request.unlocked.kept:
        form.add_error("passphrase", "There is no passphrase yet. Keep your notes first.")
        return False
    return proved(request, form, "passphrase")


def _page(request: OpenRequest, status: int = 200, **more: object) -> HttpResponse:
    return render(request, "people/copies.html", {"person": person_of(request.unlocked), **more}, status=status)


def _download(data: bytes, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="notes-{timezone.localdate()}.{ending}"'
    return response
