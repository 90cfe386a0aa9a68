"""Joining the two halves of a session, once a request.

Knows cookies and clocks; refuses to treat a request that a page made by itself as a sign of life.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from kinmend.vault import Unopenable
from kinmend.vault.sessions import Half, half_from, join
from kinmend.web.kit.requests import Request, Unlocked, is_background
from kinmend.web.people.actions import lock, sweep, touch
from kinmend.web.people.models import Session
from kinmend.web.people.opened import journal_of
from kinmend.web.people.queries import is_kept, live_session

SWEEP_SECONDS = 20.0


class Unlock:
    """Middleware: sets `request.unlocked`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.swept = 0.0

    def __call__(self, request: Request) -> HttpResponseBase:
        """The answer, with `request.unlocked` set from the cookie."""
        self._sweep()
        request.unlocked = unlocked_by(request.COOKIES.get(settings.SESSION_COOKIE, ""))
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> None:
        """A person's own request puts off the lock; a background one does not."""
        if request.unlocked and not is_background(request):
            touch(request.unlocked.session, request.unlocked.seen, timezone.now())

    def _sweep(self) -> None:
        if time.monotonic() - self.swept > SWEEP_SECONDS:
            self.swept = time.monotonic()
            sweep(timezone.now())


def unlocked_by(cookie: str) -> Unlocked | None:
    """The open journal that a cookie leads to, or None. A session that has run out is ended here and now."""
    if not cookie:
        return None
    try:
        half = half_from(cookie)
        session = live_session(half, timezone.now())
        if session is None:
            lock(half.session)
            return None
        return _unlocked(half, session)
    except Unopenable:
        return None


def _unlocked(half: Half, session: Session) -> Unlocked:
    person = session.person.id.bytes
    key = join(half, bytes(session.sealed), person)
    kept = is_kept(session.person)
    return Unlocked(person, half.session, key, journal_of(person, key), kept, session.minutes, session.seen)
