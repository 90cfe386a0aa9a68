"""A day a person adds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from kinmend.library.holidays import load_holidays


class DayForm(forms.Form):
    """A name and a date, or a day from the list."""

    name = forms.CharField(max_length=80, required=False)
    date = forms.DateField(required=False, error_messages={"invalid": lazy("That is not a date, such as 2026-12-24.")})
    rule = forms.CharField(max_length=60, required=False)
    yearly = forms.BooleanField(required=False)
    quiet = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """One of date and rule is needed."""
        found = super().clean() or {}
        if found.get("rule") and found["rule"] not in load_holidays():
            raise forms.ValidationError(lazy("That day is not on the list."))
        if not found.get("rule") and not found.get("date") and not self.errors:
            raise forms.ValidationError(lazy("A day needs a date, or one from the list."))
        return found
