"""Forms on people: what is typed, and the sentence for what can't be taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from kinmend.journal import Forms
from kinmend.journal.forms import LONGEST as LONGEST_NAME
from kinmend.vault.passphrase import LONGEST as LONGEST_PASSPHRASE
from kinmend.vault.passphrase import Refused, accept
from kinmend.vault.recovery import Mistyped, read_code
from kinmend.web.people.queries import LONGEST, SHORTEST, handle_taken

_SECRET = forms.PasswordInput(attrs={"class": "input", "autocomplete": "off", "maxlength": LONGEST_PASSPHRASE})
_TEXT = forms.TextInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"})


class OpenForm(forms.Form):
    """Unlocking: the passphrase, and a handle where there is more than one person."""

    handle = forms.CharField(required=False, max_length=60, widget=_TEXT)
    passphrase = forms.CharField(
        strip=False, widget=_SECRET, max_length=1000, error_messages={"required": lazy("Please type your passphrase.")}
    )


class CarriedForm(forms.Form):
    """A save that met a locked door: where it was going and what it held."""

    to = forms.RegexField(r"^/n/[0-9a-f]{32}/save$")
    text = forms.CharField(strip=False, max_length=120_000)
    revision = forms.IntegerField(min_value=0)
    save = forms.RegexField(r"^[0-9a-f]{32}$")
    purpose = forms.SlugField(max_length=10)
    answers = forms.RegexField(r"^[0-9a-f]{32}$", required=False)
    who = forms.RegexField(r"^[0-9a-f]{32}$", required=False)


class CodeForm(forms.Form):
    """Opening with the recovery code, and the new passphrase that replaces the lost one."""

    handle = forms.CharField(required=False, max_length=60, widget=_TEXT)
    code = forms.CharField(widget=_TEXT, max_length=200, error_messages={"required": lazy("Please type the code.")})
    passphrase = forms.CharField(
        strip=False,
        widget=_SECRET,
        max_length=1000,
        error_messages={"required": lazy("Please choose a new passphrase.")},
    )

    def clean_code(self) -> str:
        """The 26 characters that count."""
        try:
            return read_code(self.cleaned_data["code"])
        except Mistyped as error:
            raise forms.ValidationError(str(error)) from None

    def clean_passphrase(self) -> str:
        """A passphrase strong enough."""
        return _accepted(self.cleaned_data["passphrase"], [self.cleaned_data.get("handle") or ""])


class KeepForm(forms.Form):
    """Choosing a passphrase (and, on a host or for a second person, a handle)."""

    handle = forms.CharField(required=False, max_length=60, widget=_TEXT)
    passphrase = forms.CharField(
        strip=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": lazy("Please type a passphrase, or take the five words.")},
    )

    def __init__(self, *args: Any, personal: Iterable[str] = (), needs_handle: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.personal, self.needs_handle = list(personal), needs_handle

    def clean_handle(self) -> str:
        """A handle nobody here has."""
        handle = " ".join(self.cleaned_data["handle"].split())
        if self.needs_handle and not handle:
            raise forms.ValidationError(lazy("Please choose a word or two that tell your notes from others’ here."))
        if handle_taken(handle):
            raise forms.ValidationError(lazy("That word is taken here. Please choose another."))
        return handle

    def clean_passphrase(self) -> str:
        """A passphrase strong enough, without names the person gave."""
        return _accepted(self.cleaned_data["passphrase"], [*self.personal, self.data.get("handle", "")])


class ChangePassphraseForm(forms.Form):
    """The passphrase now, and the one to come."""

    now = forms.CharField(
        strip=False,
        widget=_SECRET,
        max_length=1000,
        error_messages={"required": lazy("Please type the passphrase of now.")},
    )
    passphrase = forms.CharField(
        strip=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": lazy("Please type the new passphrase.")},
    )

    def clean_passphrase(self) -> str:
        """A passphrase strong enough."""
        return _accepted(self.cleaned_data["passphrase"], [])


class SecretForm(forms.Form):
    """The passphrase once more, before something that can't be taken back."""

    passphrase = forms.CharField(
        strip=False, widget=_SECRET, max_length=1000, error_messages={"required": lazy("Please type your passphrase.")}
    )


class NameForm(forms.Form):
    """What she is called."""

    name = forms.CharField(required=False, max_length=LONGEST_NAME, widget=_TEXT)
    usual = forms.CharField(required=False)
    pronouns = forms.ChoiceField(choices=(("she", "she"), ("they", "they"), ("he", "he")))

    def forms(self) -> Forms:
        """The forms of her name: of the word that was typed, else of the usual one that was chosen."""
        return Forms.of(self.cleaned_data["name"] or self.cleaned_data["usual"], self.cleaned_data["pronouns"])


class LookForm(forms.Form):
    """Theme, stillness, marks and the time to lock."""

    theme = forms.ChoiceField(required=False, choices=(("", ""), ("light", ""), ("dark", "")))
    still = forms.BooleanField(required=False)
    marks = forms.BooleanField(required=False)
    lock_minutes = forms.IntegerField(
        min_value=SHORTEST,
        max_value=LONGEST,
        error_messages={
            "min_value": f"Between {SHORTEST} and {LONGEST} minutes, please.",
            "max_value": f"Between {SHORTEST} and {LONGEST} minutes, please.",
            "invalid": f"Between {SHORTEST} and {LONGEST} minutes, please.",
            "required": f"Between {SHORTEST} and {LONGEST} minutes, please.",
        },
    )


class SituationForm(forms.Form):
    """Where the person is with her; `careful` leaves out everything that leads to contact."""

    situation = forms.ChoiceField(
        required=False,
        choices=[(name, name) for name in ("", "well", "around", "silent", "unsafe", "died", "unknown")],
    )
    careful = forms.BooleanField(required=False)


class ExportForm(SecretForm):
    """An encrypted copy needs a passphrase for the file; it may be the same."""

    file_passphrase = forms.CharField(required=False, strip=False, widget=_SECRET, max_length=1000)


class ImportForm(forms.Form):
    """An encrypted copy made here before, and the passphrase it was made with."""

    file = forms.FileField(error_messages={"required": "Please choose the file.", "empty": "That file is empty."})
    passphrase = forms.CharField(
        strip=False,
        widget=_SECRET,
        max_length=1000,
        error_messages={"required": lazy("Please type that file’s passphrase.")},
    )


def _accepted(passphrase: str, personal: Iterable[str]) -> str:
    try:
        return accept(passphrase, personal)
    except Refused as error:
        raise forms.ValidationError(str(error)) from None
