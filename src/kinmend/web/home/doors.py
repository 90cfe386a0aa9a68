"""The doors of the first page: each leads to something that is true today.

Knows where a person may want to begin; refuses a door to a room that does not exist yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from kinmend.journal.records import Situation


@dataclass(frozen=True, slots=True)
class Door:
    """A way to begin."""

    id: str
    """A letter: it stands in addresses, which a browser keeps, so it tells nothing."""
    title: str
    hint: str
    leads_to: str
    """Name of the page."""
    query: str = ""
    situation: Situation = ""
    """What opening this door says about where things stand."""
    careful: bool = False
    """Whether nothing shall lead toward contact from then on."""
    args: tuple[int, ...] = ()


DOORS = (
    Door("a", _("Write to {her}"), _("A first line, an answer, or something that has waited."), "new", "?for=m"),
    Door("b", _("{She} wrote to me"), _("See what the words may be doing, with the words."), "receive"),
    Door("g", _("A date is coming"), _("A plan for the day, and a way out of it."), "exercise", args=(40,)),
    Door("h", _("Hear {her_} story"), _("Where {she} came from, and how you did."), "exercise", args=(12,)),
    Door("c", _("{She} {has} died"), _("There may still be things to say, or to set down."), "new", "?for=u", "died"),
    Door(
        "d",
        _("I never knew {her}"),
        _("Adoption, foster care, separation, or another story."),
        "new",
        "?for=u",
        "unknown",
    ),
    Door(
        "e",
        _("I need distance"),
        _("A line to yourself first. Nothing here will ask you to get in touch."),
        "new",
        "?for=s",
        careful=True,
    ),
    Door("f", _("Find a first step"), _("Three short questions. Each can be skipped."), "intake", args=(1,)),
)
BY_ID = {door.id: door for door in DOORS}
