"""What a person answered on one step: from a form to a value that is kept, and from there to words.

Knows the few kinds of step; refuses to judge an answer.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import msgspec
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext

from kinmend.journal import Forms
from kinmend.library.exercises import Field, Step

LONGEST = 100_000
"""Characters of one answer."""


class BadAnswer(ValueError):
    """What is wrong with an answer, in a sentence."""


def answer_from(step: Step, form: QueryDict) -> Any:
    """The answer that a form holds; None where nothing was said. Raises `BadAnswer`."""
    if step.kind in ("text", "letter"):
        return form.get("text", "")[:LONGEST].replace("\r\n", "\n").strip() or None
    if step.kind == "slider":
        return _scale(form.get("scale", ""))
    if step.kind == "choice":
        known = [option.id for option in step.options]
        chosen = [name for name in form.getlist("choice") if name in known]
        return (chosen if step.many else chosen[:1]) or None
    if step.kind == "two-columns":
        pair = [form.get(side, "")[:LONGEST].replace("\r\n", "\n").strip() for side in ("left", "right")]
        return pair if any(pair) else None
    if step.kind == "plan":
        rows = zip(form.getlist("if"), form.getlist("then"), strict=False)
        return [[cue[:500].strip(), act[:500].strip()] for cue, act in rows if cue.strip() or act.strip()] or None
    if step.kind == "list":
        return [line[:1000].strip() for line in form.getlist("line") if line.strip()] or None
    return _date(form.get("date", "")) if step.kind == "date" else None


def entry_from(step: Step, form: QueryDict) -> dict[str, Any]:
    """A new entry of a log: what was said, by field."""
    found = {field.id: _said(field, form.get(f"field-{field.id}", "")) for field in step.fields}
    return {name: value for name, value in found.items() if value not in (None, "")}


def digest(value: Any) -> str:
    """A short mark of a value, by which a page can tell later whether it was changed elsewhere."""
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:12]


def in_words(step: Step, value: Any, forms: Forms) -> list[str]:
    """An answer as lines to read; none where there is nothing. The content's own words get their slots filled, the
    person's words stay as they are."""
    if value in (None, "", []):
        return []
    if step.kind == "choice":
        names = {option.id: forms.fill(option.text) for option in step.options}
        return [names[name] for name in value if name in names]
    if step.kind == "slider":
        return [_of_ten(value)]
    if step.kind == "two-columns":
        return [f"{forms.fill(label)}: {text}" for label, text in zip(step.labels, value, strict=False) if text]
    if step.kind == "plan":
        said = gettext("If %(cue)s, then %(act)s")
        return [said % {"cue": cue or "…", "act": act or "…"} for cue, act in value]
    if step.kind == "log":
        return [f"{_day(str(when))}: {'; '.join(_field_words(step, entry, forms))}" for when, entry in value]
    if step.kind == "list":
        return [str(line) for line in value]
    if step.kind == "date":
        return [_day(str(value))]
    return [str(value)] if step.kind in ("text", "letter") else []


def _of_ten(value: int) -> str:
    return gettext("%(value)s of 10") % {"value": value}


def _day(moment: str) -> str:
    """A date as people read it."""
    return date_format(date.fromisoformat(moment[:10]), "F j, Y")


def _field_words(step: Step, entry: dict[str, Any], forms: Forms) -> list[str]:
    fields = {field.id: field for field in step.fields}
    return [_in_field(fields[name], value, forms) for name, value in entry.items() if name in fields]


def _in_field(field: Field, value: Any, forms: Forms) -> str:
    if field.kind == "slider":
        return f"{forms.fill(field.label).rstrip('?').rstrip()}: {_of_ten(value)}"
    return next((forms.fill(option.text) for option in field.options if option.id == value), str(value).rstrip("."))


def _said(field: Field, raw: str) -> Any:
    if field.kind == "slider":
        return _scale(raw)
    if field.kind == "choice":
        return raw if raw in [option.id for option in field.options] else None
    return raw[:5000].strip()


def _scale(raw: str) -> int | None:
    return int(raw) if raw.isdecimal() and int(raw) <= 10 else None


def _date(raw: str) -> str | None:
    if not raw.strip():
        return None
    try:
        return date.fromisoformat(raw.strip()[:10]).isoformat()
    except ValueError:
        raise BadAnswer(gettext("That is not a date. Use year, month and day, such as 2026-12-24.")) from None
