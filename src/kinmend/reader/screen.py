"""The safety screen: does somebody's own writing speak of present danger?

Knows the danger files and the trained screen; refuses to keep, count, send or score what it sees. Words in quotation
marks are others' words and are not looked at. It only decides whether a calm card is shown; it never decides that all
is well, which is why help is one tap from every page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from kinmend.library import ContentError, root
from kinmend.library.dangers import Danger, check_danger, load_dangers
from kinmend.library.files import compose, line_of, read_file
from kinmend.reader.language import language_of
from kinmend.reader.reading import Reader, reader
from kinmend.reader.sentences import Span, sentences
from kinmend.reader.signals import views
from kinmend.reader.weights import DANGERS

if TYPE_CHECKING:
    from kinmend.reader.encoder import Scored

LANGUAGES = ("en", "es")
"""Languages with a list of danger words."""
UNREADABLE = (
    "This isn't English as far as the reader can tell, so it can't be read well. It looks for danger words in Spanish "
    "too, and for other languages it can't. Help is on every page."
)
_QUOTED = re.compile(
    r"[\"“«][^\"”»]{2,}[\"”»]"
    r"|(?<![^\W_])['‘](?=\w)[^'’\n]{6,}(?:['’]\w[^'’\n]*)*['’](?![^\W_])"  # in single ones, which may hold apostrophes
)
_QUOTES = str.maketrans({"’": "'", "‘": "'"})
_LONGEST = 80
"""Words of a passage. A page is looked at in passages, so that one sentence is not lost among many."""
PERHAPS, PLAIN = 1, 2
_ENOUGH = {PLAIN: 0.1, PERHAPS: 0.5}
"""The share of the usual threshold that is enough where the wording itself speaks plainly, or perhaps, of danger."""


class Screening(msgspec.Struct, frozen=True):
    """Whether to show the card, and the words that called for it."""

    crisis: bool
    kind: str
    """One of `DANGERS`, or empty."""
    quote: str
    """The sentence that spoke of it, exactly as written, or empty."""
    note: str = ""
    """Why the text can't be read well, or empty."""


class Screen:
    """The wordings of all languages and the trained screen. Safe to call from many threads."""

    def __init__(self, using: Reader | None = None, base: Path | None = None) -> None:
        self.reader = using or reader()
        self.dangers = {language: [_Compiled(d) for d in load_dangers(language, base)] for language in LANGUAGES}
        model = self.reader.weights.model
        self.columns = [model.columns.index(f"danger:{name}") for name in DANGERS]
        self.danger = model.danger

    def look(self, text: str) -> Screening:
        """Looks at a person's own writing. Any text is accepted."""
        own = _QUOTED.sub(lambda found: " " * len(found.group()), text)
        note = UNREADABLE if language_of(own) == "other" else ""
        passages = list(_passages(own, sentences(own)))
        scored = self.reader.weights.encoder.score_many([(own[a:b], spans, ()) for (a, b), spans in passages])
        for ((start, _), spans), scores in zip(passages, scored, strict=True):
            found = self._look_at(own[start : start + spans[-1].end], spans, scores, readable=not note)
            if found:
                kind, quote = found
                return Screening(True, kind, text[start + quote.start : start + quote.end], note)
        return Screening(False, "", "", note)

    def speaks_plainly(self, text: str) -> bool:
        """True where the wording alone, of any kind and language, is plain."""
        return bool(text) and self._worded(text, sentences(text) or [Span(0, len(text))])[0] == PLAIN

    def _look_at(self, passage: str, spans: list[Span], scored: Scored, *, readable: bool) -> tuple[str, Span] | None:
        """The kind of danger in a passage and the sentence that speaks of it."""
        rows = np.vstack([scored.sentences, scored.whole[None]])[:, self.columns]
        sure = self._sure(passage, float(rows.max())) if readable else 0.0
        plainly, foreign, kind, where = self._worded(passage, spans)
        if plainly and (sure >= _ENOUGH[plainly] * self.danger.threshold or (foreign and plainly == PLAIN)):
            return kind, where  # the trained screen has not learnt to judge Spanish
        if sure < self.danger.threshold:
            return None
        sentence = int(rows[:-1].max(1).argmax())
        return DANGERS[int(rows[int(rows.max(1).argmax())].argmax())], spans[sentence]

    def _worded(self, passage: str, spans: list[Span]) -> tuple[int, bool, str, Span]:
        """How plainly the wording speaks of danger, whether in another language than English, of which, and where."""
        found = [
            (danger.how_plainly(passage[span.start : span.end]), language != "en", danger.id, span)
            for span in spans
            for language, dangers in self.dangers.items()
            for danger in dangers
        ]
        return max(found, key=lambda one: one[:2])

    def _sure(self, passage: str, encoder: float) -> float:
        linear = float(self.reader.weights.linear.scores(views(passage, [Span(0, len(passage))], ()))[0, -1])
        raw = self.danger.encoder * encoder + self.danger.linear * linear + self.danger.bias
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, raw))))


def _passages(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Runs of sentences of about `_LONGEST` words, each with its sentences as they stand in it."""
    run: list[Span] = []
    for span in spans:
        if run and len(text[run[0].start : span.end].split()) > _LONGEST:
            yield _passage(run)
            run = []
        run.append(span)
    if run:
        yield _passage(run)


def _passage(run: Sequence[Span]) -> tuple[Span, list[Span]]:
    start = run[0].start
    return Span(start, run[-1].end), [Span(span.start - start, span.end - start) for span in run]


class _Compiled:
    def __init__(self, danger: Danger) -> None:
        self.id = danger.id
        self.plain, self.perhaps, self.unless = (
            re.compile("|".join(f"(?:{p})" for p in patterns) or r"(?!)")
            for patterns in (danger.plain, danger.perhaps, danger.unless)
        )

    def how_plainly(self, sentence: str) -> int:
        """`PLAIN`, `PERHAPS` or 0: how the wording of a sentence speaks of this danger."""
        low = sentence.lower().translate(_QUOTES)
        if self.unless.search(low):
            return 0
        return PLAIN if self.plain.search(low) else PERHAPS if self.perhaps.search(low) else 0


def check_dangers(base: Path | None = None) -> list[ContentError]:
    """Everything wrong with the danger files, shape first, then their hits and misses. Empty when all is well."""
    paths = [path for lang in LANGUAGES for path in sorted(((base or root()) / lang / "danger").glob("*.yaml"))]
    try:
        found = [error for path in paths for error in check_danger(path)]
        return found or [error for path in paths for error in _check_examples(Screen(base=base), path)]
    except ContentError as error:
        return [error]


def _check_examples(screen: Screen, path: Path) -> list[ContentError]:
    danger, node = read_file(path, Danger), compose(path)
    unseen = [(f".hits[{n}]", f"not seen: {x!r}") for n, x in enumerate(danger.hits) if not screen.look(x).crisis]
    plain = [(f".misses[{n}]", f"plain: {x!r}") for n, x in enumerate(danger.misses) if screen.speaks_plainly(x)]
    return [ContentError(path, line_of(node, where), said) for where, said in unseen + plain]


@cache
def screen() -> Screen:
    """The screen, built once a process."""
    return Screen()


def look(text: str) -> Screening:
    """`screen().look(text)`."""
    return screen().look(text)
