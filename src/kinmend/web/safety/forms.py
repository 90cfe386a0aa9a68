"""The three questions: each may stay unanswered."""

from __future__ import annotations

from django import forms


class QuestionsForm(forms.Form):
    """Any yes leads to the careful version. The answers are looked at once and not kept."""

    afraid = forms.BooleanField(required=False)
    hurt = forms.BooleanField(required=False)
    screen = forms.BooleanField(required=False)
