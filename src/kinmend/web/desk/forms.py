"""Forms of the desk: text as typed, and the ids that make a save safe to repeat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from kinmend.reader.weights import READINGS

LONGEST = 60_000
TOO_LONG = f"That is longer than {LONGEST:,} characters. Please keep it in two parts; nothing was cut."


_LONG = forms.Textarea(attrs={"class": "input", "rows": 6, "autocomplete": "off", "spellcheck": "false"})


class TextField(forms.CharField):
    """Text exactly as typed, but for line ends."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, strip=False, error_messages={"max_length": TOO_LONG}, max_length=LONGEST, **kwargs
        )

    def to_python(self, value: Any) -> str:
        """Line ends as one character, so that places count the same here and in the browser."""
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n")


class HexField(forms.CharField):
    """32 hex digits as 16 bytes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=32, max_length=32, **kwargs)

    def clean(self, value: Any) -> Any:
        """The bytes, or None where nothing is given and nothing is needed."""
        text = super().clean(value)
        try:
            return bytes.fromhex(text) if text else None
        except ValueError:
            raise forms.ValidationError(lazy("not an id")) from None


class SaveForm(forms.Form):
    """A save: which revision it builds on, and the id its client made for it."""

    text = TextField()
    revision = forms.IntegerField(min_value=0)
    save = HexField()
    purpose = forms.ChoiceField(choices=[(p, p) for p in ("message", "unsent", "self")])
    answers = HexField(required=False)


class MarkForm(forms.Form):
    """A draft to read, not to keep."""

    text = TextField()
    answers = HexField(required=False)


class ReceivedForm(forms.Form):
    """Her words, pasted, and what was said before them."""

    text = TextField(widget=_LONG)
    said_before = TextField(widget=_LONG)

    def clean_text(self) -> str:
        """Some words are needed."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(lazy("There is nothing here yet. Paste or type what was written to you."))
        return text.strip()


class HeardForm(forms.Form):
    """What the person says her words are."""

    heard_as = forms.ChoiceField(choices=[("", ""), *((name, name) for name in READINGS)], required=False)
    amends = forms.ChoiceField(choices=[(a, a) for a in ("", "yes", "no")], required=False)


class WrongForm(forms.Form):
    """A mark that is wrong: its words, its moves, and what came before."""

    quote = TextField()
    moves = forms.RegexField(r"^[a-z-]+( [a-z-]+)*$", max_length=300)
    context = TextField()

    def clean_quote(self) -> str:
        """Some words are needed."""
        quote: str = self.cleaned_data["quote"]
        if not quote.strip():
            raise forms.ValidationError(lazy("no words"))
        return quote


class HoldForm(forms.Form):
    """How long to put something away; the browser says its zone."""

    until = forms.ChoiceField(choices=[(u, u) for u in ("tomorrow", "week", "always", "now")])
    zone = forms.CharField(required=False, max_length=64)
