"""The interface can be translated: no page holds words outside a translation, and a catalog changes what is shown."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from django.utils import translation

from tests.people import Somebody

SAME_EVERYWHERE = {"Kinmend", "Shift", "Notes", "ml", "g", "°F", "°C", "·", "she", "they", "he"}
_BLOCK = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.DOTALL)
_REST = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(style|script|svg)\b.*?</\1>", re.DOTALL)
_CLASSES = re.compile(r"\{% block body_class %\}.*?\{% endblock %\}")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)


def bare_words(template: str) -> list[str]:
    """The words a template shows that no catalog could change."""
    text = _TAG.sub("\n", _REST.sub("", _BLOCK.sub("", _CLASSES.sub("", template))))
    lines = [line.strip(" ,.:;()“”–…") for line in text.splitlines()]
    return [line for line in lines if re.search(r"[A-Za-z]{2,}", line) and line not in SAME_EVERYWHERE]


def test_no_template_holds_words_that_no_catalog_could_change(root: Path) -> None:
    found = {
        page.name: words
        for page in sorted((root / "src/kinmend/web").rglob("templates/**/*.html"))
        if (words := bare_words(page.read_text(encoding="utf-8")))
    }
    assert found == {}


def catalog(path: Path, words: dict[str, str]) -> None:
    """Writes a compiled catalog (the .mo format of GNU gettext)."""
    words = {"": "Content-Type: text/plain; charset=UTF-8\n", **words}
    keys = sorted(words)
    ids, texts = ([s.encode() for s in side] for side in (keys, [words[key] for key in keys]))
    start = 28 + 16 * len(keys)
    table, body = b"", b""
    for side in (ids, texts):
        for item in side:
            table += struct.pack("<II", len(item), start + len(body))
            body += item + b"\0"
    path.parent.mkdir(parents=True)
    path.write_bytes(struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0) + table + body)


def test_a_catalog_changes_pages_doors_and_sentences_with_slots(
    dana: Somebody,
    tmp_path: Path,
    settings,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    words = {
        "One step you could take": "Ein möglicher Schritt",
        "Write to {her}": "{her} schreiben",
        "Where are you with %(mom)s right now?": "Wie steht es mit %(mom)s?",
    }
    catalog(tmp_path / "de/LC_MESSAGES/django.mo", words)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGE_CODE = "de"
    with translation.override("de"):
        assert "her schreiben" in dana.sees("/")
        dana.begins()
        dana.client.post("/n/q/2", {"name": "Ruth", "pronouns": "she"})
        assert "Wie steht es mit Ruth?" in dana.sees("/n/q/1")
        assert "Ein möglicher Schritt" in dana.sees("/n/")
