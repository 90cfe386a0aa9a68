"""How the app speaks: what it never says, how hard a sentence may be to read, and what no page shows in a situation.

Knows words; refuses to know who reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from kinmend.library.files import ContentError, compose, line_of, read_file, root

_SLOT = re.compile(r"\{(\w+)\}")
_SPOKEN = {"mom": "your mom", "Mom": "Your mom", "moms": "your mom's", "name": "Ruth", "her_": "her", "Her_": "Her"}
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SENTENCE = re.compile(r"[.?…:;]+(?=[\s”\"')]|$)|\n+")
SHORTEST = 8
"""Words below which a reading grade says nothing."""
SHARE = 0.95
"""Of the strings that must stay at or below the grade."""


class Never(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wording that must not be used."""

    match: str
    why: str


class Voice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of a language."""

    grade: float
    never: list[Never]
    situations: dict[str, list[str]] = {}


@cache
def load_voice(language: str = "en", base: Path | None = None) -> Voice:
    """The rules; raises `ContentError`."""
    return read_file((base or root()) / language / "voice.yaml", Voice)


def faults(text: str, voice: Voice) -> list[str]:
    """What is wrong with a string, a sentence each."""
    return [
        f"“{found.group()}”: {rule.why}"
        for rule in voice.never
        if (found := re.search(rule.match, text.replace("’", "'"), re.IGNORECASE))
    ]


def shown_never(text: str, situation: str, words: dict[str, str], voice: Voice) -> list[str]:
    """The words on a page that it must not show in `situation`. `words`: what she is called, by slot."""
    found = []
    for pattern in voice.situations.get(situation, []):
        filled = _SLOT.sub(lambda slot: re.escape(words.get(slot[1], slot[0])), pattern)
        found += [hit.group() for hit in re.finditer(filled, text.replace("’", "'"), re.IGNORECASE)]
    return found


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a text: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975)."""
    spoken = _SLOT.sub(lambda slot: _SPOKEN.get(slot[1], slot[1]), text)
    words = _WORD.findall(spoken)
    if len(words) < SHORTEST:
        return 0.0
    sentences = sum(1 for part in _SENTENCE.split(spoken) if _WORD.search(part))
    return 0.39 * len(words) / max(1, sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def strings(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a content object with its place, such as `.steps[2].help`; ids and sources left out."""
    if isinstance(value, str):
        if where.rpartition(".")[2].rstrip("]0123456789[") not in _NOT_SHOWN and " " in value.strip():
            yield where, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _NOT_SHOWN:
                yield from strings(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from strings(item, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for n, item in enumerate(value):
            yield from strings(item, f"{where}[{n}]")


_NOT_SHOWN = {"id", "seed", "methods", "sources", "banner", "says"}
"""Not in our own voice: ids, citations, the banner quoted from elsewhere, paraphrases of the article."""


def check_voice(path: Path, shape: type[Any], voice: Voice) -> tuple[list[ContentError], list[float]]:
    """What is wrong with the words of a content file, and the reading grades of its strings."""
    node, found, grades = compose(path), [], []
    for where, text in strings(read_file(path, shape)):
        found += [ContentError(path, line_of(node, where), fault) for fault in faults(text, voice)]
        grades.append(grade(text))
    return found, grades


_TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|<(?:script|style|svg)\b.*?</(?:script|style|svg)>|<[^>]*>", re.DOTALL)
_TRANSLATED = re.compile(r"""\{% translate (["'])(.*?)\1 %\}""")
_SLOTTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def check_page(path: Path, voice: Voice) -> list[ContentError]:
    """What is wrong with the words that a template itself holds."""
    blank = lambda found: "\n" * found.group().count("\n") or " "  # noqa: E731 (keeps line numbers true)
    plain = _TRANSLATED.sub(r"\2", path.read_text(encoding="utf-8"))
    text = _SLOTTED.sub("it", _TAGS.sub(blank, plain))
    return [
        ContentError(path, number, fault)
        for number, line in enumerate(text.splitlines(), 1)
        for fault in faults(line, voice)
    ]


def _syllables(word: str) -> int:
    plain = word.lower().strip("'’")
    found = len(re.findall(r"[aeiouy]+", plain))
    silent_e = plain.endswith("e") and not plain.endswith(("le", "ee"))
    silent_ed = plain.endswith("ed") and plain[-3:-2] not in "td"
    return max(1, found - (silent_e or silent_ed))
