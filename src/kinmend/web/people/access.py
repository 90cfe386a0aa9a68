"""Cookies and leave-taking: how a session starts and ends in a browser.

Knows cookie flags; refuses to set a session cookie that a script, another site or a plain-HTTP host could read.
"""

from __future__ import annotations

import contextlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kinmend.vault import Unopenable
from kinmend.vault.sessions import Half, half_from
from kinmend.web.kit.headers import clear_site_data
from kinmend.web.people.actions import lock

LEFT_COOKIE = "__Host-q" if settings.HOSTED else "q"
"""Says only that somebody left: the front door then shows the neutral page."""


def enter(response: HttpResponse, half: Half) -> HttpResponse:
    """Gives the browser its half."""
    _set(response, settings.SESSION_COOKIE, half.cookie())
    _forget(response, LEFT_COOKIE)
    return response


def leave(request: HttpRequest, to: str) -> HttpResponse:
    """Locks on the server, changes the cookies, tells the browser to drop what it holds, and goes to `to`."""
    with contextlib.suppress(Unopenable):
        lock(half_from(request.COOKIES.get(settings.SESSION_COOKIE, "")).session)
    response = redirect(to)
    _forget(response, settings.SESSION_COOKIE)
    _forget(response, settings.CSRF_COOKIE_NAME)
    _set(response, LEFT_COOKIE, "1")
    return clear_site_data(response)


def address(request: HttpRequest) -> str:
    """Where a try comes from; on a host, the address the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HOSTED else ""
    return forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="Strict", secure=settings.HOSTED, path="/")


def _forget(response: HttpResponse, name: str) -> None:
    response.set_cookie(name, "", max_age=0, httponly=True, samesite="Strict", secure=settings.HOSTED, path="/")
