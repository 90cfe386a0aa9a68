"""The passphrase once more: proof that the one at the keyboard is the one who kept these notes."""

from __future__ import annotations

from django import forms

from kinmend.vault import WrongSecret, open_slot
from kinmend.web.kit.requests import OpenRequest
from kinmend.web.people import actions
from kinmend.web.people.models import Attempt
from kinmend.web.people.queries import person_of, seconds_to_wait, slot_of


def proved(request: OpenRequest, form: forms.Form, field: str) -> bool:
    """True if `form`'s `field` opens the person's slot; else the form says why not. Wrong tries are counted."""
    person = person_of(request.unlocked)
    tag = bytes(person.handle or b"")
    waiting = seconds_to_wait(tag)
    slot = slot_of(person, "passphrase")
    if waiting:
        form.add_error(field, f"Please wait {waiting} seconds before the next try.")
        return False
    try:
        if slot and open_slot(slot, form.cleaned_data[field], person.id.bytes) == request.unlocked.key:
            Attempt.objects.filter(tag=tag).delete()
            return True
    except WrongSecret:
        actions.count_failures([tag])
    form.add_error(field, "That is not your passphrase. Nothing was changed.")
    return False
