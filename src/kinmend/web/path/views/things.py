"""What came of exercises: on one page, and each to print."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from kinmend.web.kit.requests import OpenRequest, opened
from kinmend.web.path.queries import run_of, thing_of, things, works_of

SHELVES = (
    ("limit", _("Limits")),
    ("terms", _("Terms")),
    ("plan", _("Plans")),
    ("topics", _("Safe topics")),
    ("card", _("Cards")),
    ("choice", _("Choices")),
    ("log", _("Logs")),
    ("letter", _("Letters")),
    ("story", _("Stories")),
    ("page", _("Pages")),
    ("brief", _("For a first talk")),
)


@require_GET
@opened
def made(request: OpenRequest) -> HttpResponse:
    """Everything that was made, by kind."""
    found = things(request, works_of(request))
    shelves = [(title, [thing for thing in found if thing.exercise.keeps.kind == kind]) for kind, title in SHELVES]
    return render(request, "path/made.html", {"shelves": [(title, kept) for title, kept in shelves if kept]})


@require_GET
@opened
def thing(request: OpenRequest, document: bytes) -> HttpResponse:
    """One thing, made to be printed."""
    return render(request, "path/thing.html", {"thing": thing_of(request, *run_of(request, document))})
