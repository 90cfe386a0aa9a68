"""The calm card: shown when the screen thinks that somebody's own words speak of danger.

Knows the screen and the help lines of the chosen country; refuses to keep, count or send that it was shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinmend.library import load_countries
from kinmend.library.helplines import Line
from kinmend.reader.screen import look

_THREE = ("emergency", "suicide", "abuse")
_CHILD = ("emergency", "child", "abuse")


@dataclass(frozen=True, slots=True)
class Card:
    """What the card shows: at most three lines, one a kind."""

    lines: list[Line]
    country: str
    """The name of the country whose lines they are; empty where none was chosen."""


def card_for(text: str, country: str) -> Card | None:
    """The card for what a person wrote, or None where nothing calls for it. `country`: ISO code or empty."""
    seen = look(text)
    if not seen.crisis:
        return None
    chosen = next((c for c in load_countries() if c.country == country), None)
    rows = chosen.rows if chosen else []
    kinds = _CHILD if seen.kind == "child-at-risk" else _THREE
    first = [next((row for row in rows if row.kind == kind), None) for kind in kinds]
    return Card([row for row in first if row], chosen.name if chosen else "")
