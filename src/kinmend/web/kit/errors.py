"""Pages for when something does not work: what happened, what is safe, what to do. Never a traceback.

Knows plain words; refuses to tell a missing page from one that is not yours.
"""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same page whether a thing never existed or belongs to someone else."""
    return _page(
        request,
        404,
        _("There is no page here"),
        _("It may have been put away, or the address is not complete."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: also for a host name that is not on the list."""
    return _page(
        request,
        400,
        _("That didn’t arrive in one piece"),
        _("What you had kept is safe. Please go back and try again."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    said = _("Something went wrong on this computer. What was shown as kept is safe. Please go back and try again.")
    return _page(request, 500, _("That didn’t work"), said)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token has run out, as after a lock in another tab."""
    said = _(
        "This page had been open since before it was locked. What was shown as kept is safe. Please open it again."
    )
    return _page(request, 403, _("This page is out of date"), said)


def not_ours(request: HttpRequest) -> HttpResponse:
    """403 for a request that another site made."""
    return HttpResponse(
        "This request came from another site and was not carried out.", status=403, content_type="text/plain"
    )


def in_a_sentence(form: Form) -> str:
    """All that is wrong with a form, for a script to show."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _page(request: HttpRequest, status: int, title: str, said: str) -> HttpResponse:
    return render(request, "kit/error.html", {"heading": gettext(title), "said": gettext(said)}, status=status)
