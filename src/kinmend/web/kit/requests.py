"""A request as our views see it: locked, or with an open journal.

Knows what "unlocked" means to a page; refuses to know how it came about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from kinmend.journal import Journal, Settings

P = ParamSpec("P")


@dataclass(slots=False)
class Unlocked:
    """One person's open session."""

    person: bytes
    session: bytes
    key: bytes
    journal: Journal
    kept: bool
    """False while nothing would survive a lock."""
    minutes: int
    seen: datetime
    """The last sign of life that is written down."""

    @cached_property
    def settings(self) -> Settings:
        """The person's settings, read once a request."""
        return self.journal.settings()


class Request(HttpRequest):
    """Set by `people.middleware.Unlock`."""

    unlocked: Unlocked | None


class OpenRequest(HttpRequest):
    """A request that `opened` let through."""

    unlocked: Unlocked


def opened(
    view: Callable[Concatenate[OpenRequest, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Only for an open journal: a page leads to the door, a background request learns that it is locked."""

    @wraps(view)
    def door(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.unlocked is None:
            return JsonResponse({"locked": True}, status=401) if by_script(request) else redirect("open")
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return cast("Callable[Concatenate[Request, P], HttpResponse]", door)


def by_script(request: HttpRequest) -> bool:
    """True for a call that our own script made, which wants data or a fragment, not a page."""
    return request.headers.get("Accept") == "application/json" or "HX-Request" in request.headers


def background(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Marks a view that pages call by themselves (autosave, marks): it does not put off the lock."""
    view.background = True  # type: ignore[attr-defined]
    return view


def is_background(request: HttpRequest) -> bool:
    """True if the request's view was marked `background`."""
    match = request.resolver_match
    return bool(match and getattr(match.func, "background", False))
