"""What Today asks.

Knows chapters and dates; refuses to hurry.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from kinmend.web.kit.requests import OpenRequest
from kinmend.web.path.queries import Place

MONTH = timedelta(days=30)


def around(places: list[Place]) -> list[tuple[str, Place]]:
    """The chapter behind, the one here, and the next that is open, with a word for each."""
    here = next((n for n, place in enumerate(places) if place.state == "here"), None)
    if here is None:
        return [(gettext("Whenever you like"), place) for place in places[:1]]
    behind = [(gettext("Behind you"), place) for place in reversed(places[:here]) if place.state == "done"][:1]
    after = [
        (gettext("Whenever you like"), place) for place in [*places[here + 1 :], *places[:here]] if place.state == "new"
    ]
    return [*behind, (gettext("Here"), places[here]), *after[:1]]


def safety_is_due(request: OpenRequest) -> bool:
    """Whether a month has gone since the safety questions were answered or put off."""
    mine = request.unlocked.settings
    asked = mine.standing.safety_asked
    if not asked or mine.situation in ("died", "unknown"):
        return False
    return timezone.localdate() - date.fromisoformat(asked) >= MONTH
