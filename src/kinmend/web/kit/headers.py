"""Headers on every answer, and the check that a request comes from our own pages.

Knows HTTP; refuses to let a page be cached, framed, sniffed, or to load anything from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kinmend.web.kit.errors import not_ours

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_OWN = ("same-origin", "none", None)


class Headers:
    """Middleware: refuses requests that other sites make, and sets the headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with headers. `Sec-Fetch-Site` says which site a browser asks for."""
        foreign = request.headers.get("Sec-Fetch-Site") not in _OWN
        response = not_ours(request) if foreign and not _plain_visit(request) else self.get_response(request)
        response["Content-Security-Policy"] = CONTENT_POLICY
        response["X-Frame-Options"] = "DENY"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        return response


def _plain_visit(request: HttpRequest) -> bool:
    """A link from elsewhere to the front door: the session cookie (SameSite=Strict) does not come along."""
    return request.method == "GET" and request.path == "/" and request.headers.get("Sec-Fetch-Mode") == "navigate"


def clear_site_data(response: HttpResponse) -> HttpResponse:
    """Tells the browser to drop what it holds of us: cached pages, the back/forward cache, storage."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
