"""Dangers: wordings that speak of present danger in a person's own writing, one file a kind and language.

Knows the shape of a danger file; refuses to know how a text is screened.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from kinmend.library.files import ContentError, compose, line_of, read_file, root


class Danger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of danger."""

    id: str
    """The kind, the same as the file's name."""
    meaning: str
    """What it covers, in one sentence."""
    plain: list[str]
    """Regular expressions, tried on one sentence in lower case, that speak of it whatever the trained screen says."""
    perhaps: list[str]
    """The same for wordings that only count when the trained screen doesn't think them harmless."""
    hits: list[str]
    """At least five lines that must bring the card."""
    misses: list[str]
    """At least five near lines that must not count as plain."""
    unless: list[str] = []
    """A sentence in which one of these is found is left to the trained screen alone."""


def load_dangers(language: str, base: Path | None = None) -> tuple[Danger, ...]:
    """All kinds of danger that a language has words for; raises `ContentError`."""
    folder = (base or root()) / language / "danger"
    return tuple(read_file(path, Danger) for path in sorted(folder.glob("*.yaml")))


def check_danger(path: Path) -> list[ContentError]:
    """What is wrong with one danger file beyond its shape, each with its line."""
    danger, node = read_file(path, Danger), compose(path)
    found = []
    if danger.id != path.stem:
        found.append(ContentError(path, line_of(node, ".id"), f"the id is {danger.id!r}, the file is {path.stem!r}"))
    for field in ("hits", "misses"):
        if len(getattr(danger, field)) < 5:
            found.append(ContentError(path, line_of(node, f".{field}"), f"at least 5 {field} are needed"))
    for field in ("plain", "perhaps", "unless"):
        for n, pattern in enumerate(getattr(danger, field)):
            try:
                re.compile(pattern)
            except re.error as error:
                where = line_of(node, f".{field}[{n}]")
                found.append(ContentError(path, where, f"not a regular expression: {error}"))
    return found
