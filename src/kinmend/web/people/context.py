"""What every page may know: whether it is open, and how the person wants to be spoken to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kinmend.journal import Settings


def person(request: HttpRequest) -> dict[str, Any]:
    """`unlocked`, `here` (name of the page), `mine` (settings), `forms`, `w` (her name by slot), `hosted`, `place`."""
    unlocked = getattr(request, "unlocked", None)
    mine = unlocked.settings if unlocked else Settings()
    return {
        "unlocked": unlocked,
        "here": request.resolver_match.url_name if request.resolver_match else "",
        "mine": mine,
        "forms": mine.forms,
        "w": mine.forms.words(),
        "hosted": settings.HOSTED,
        "place": "server" if settings.HOSTED else "computer",
    }
