"""Trying the signals of the move files on one sentence.

Knows sentences, their neighbours and the wordings in `content/`; refuses to know any wording itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kinmend.library import Move, Words
from kinmend.library.moves import Signal, expand
from kinmend.reader.sentences import Span, clauses

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " "})
_QUOTED = re.compile(r'"[^"]{2,}"')
_REPORTED = re.compile(
    r"(?:said|says|say|told|tells|asked|wrote|writes|called|text(?:ed)?|goes|went|like|quote|read|heard|yell\w*|shout\w*|word)"
    r"[^\"]{0,30}$",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:(?:dear|hi|hey|hello|hallo)\s+[\w' .-]{1,24}|(?:mom|mum|mam|ma|mama|mommy|mummy|mother|momma|amma|ammi|"
    r"mami|honey|love|darling|"
    r"son|sweetheart|sweetie|girl|baby|dear))\s*[,!:-]+\s+(?=\w)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\s\"')\]!?]*(?:\W*)$")
_ASKS_BARE = re.compile(
    r"^(?:(?:and|so|but|ok|mom|mum|ma)\W+)*(?:what|why|how|when|where|who|which|do|did|does|are|is|was|were|can|could|"
    r"would|will|have|has|should)\s+(?:you|u|ya|it|that|she|he|they|the|your|i|we)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(\\.)|[A-Z]")
_OPENING = re.compile(
    r"\?|\b(?:i feel|i felt|i miss|i love you|i'm sorry|i am sorry|i was wrong|i'd like|i would like|i want(?:ed)? to|"
    r"i need|i was hoping|i should (?:so )?like|i'd love|i would love|talk to me|can we|"
    r"could we|please|tell me|let me know|i wish|i hope|thinking of you|"
    r"happy (?:birthday|mother)|here's a|look what|guess what)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\?|\b(?:please|let me know|tell me|can you|could you|i'd like you to|call me|text me)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Something said before the text, by the other person unless `own`."""

    text: str
    own: bool = False


class Before:
    """What the other person said last, looked at only when asked."""

    def __init__(self, context: tuple[Turn, ...]) -> None:
        self._context = context

    @cached_property
    def text(self) -> str:
        """Their last turns in a row, in plain quotes."""
        return " ".join(turn.text for turn in _last_words_of_other(self._context)).translate(_PLAIN)

    @cached_property
    def asked(self) -> bool:
        """True if they asked or requested something."""
        return bool(_ASKED.search(self.text))

    @cached_property
    def opened(self) -> bool:
        """True if they hoped for an answer: that, or a feeling, or an offer."""
        return bool(_OPENING.search(self.text))


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as the signals see it: plain quotes, reported speech blanked, same length as in the text."""

    text: str
    """The sentence with its capitals."""
    low: str
    """The same in lower case, which is much faster to search than to search whatever the case."""
    span: Span
    """Where it stands in the whole text."""
    question: bool
    alone: bool
    first: bool
    last: bool
    before: Before


@dataclass(frozen=True, slots=True)
class Sign:
    """One signal that spoke: whose it is, where, how sure, and why."""

    move: Move
    signal: Signal
    span: Span


@dataclass(frozen=True, slots=True)
class _Rule:
    move: Move
    signal: Signal
    match: re.Pattern[str]
    unless: re.Pattern[str] | None
    cased: bool
    """True where capitals matter (`(?-i:…)` in the pattern)."""


class Signals:
    """All signals of all moves, compiled once."""

    def __init__(self, moves: Iterable[Move], words: Words) -> None:
        self.rules = [_rule(move, signal, words) for move in moves for signal in move.signals]

    def speak(self, view: View) -> list[Sign]:
        """At most one sign a move for this sentence, the surest; moves that yield to another are gone."""
        best: dict[str, Sign] = {}
        for rule in self.rules:
            have = best.get(rule.move.id)
            if have and have.signal.sure >= rule.signal.sure:
                continue
            span = _try(rule, view)
            if span:
                best[rule.move.id] = Sign(rule.move, rule.signal, span)
        return [sign for sign in best.values() if not any(_gives_way(sign, best.get(o)) for o in sign.move.yields_to)]


def _gives_way(sign: Sign, other: Sign | None) -> bool:
    """True if `other` takes the place of `sign`; where each would give way to the other, the surer one stays."""
    if other is None:
        return False
    mutual = sign.move.id in other.move.yields_to
    return not mutual or (other.signal.sure, other.move.id) > (sign.signal.sure, sign.move.id)


def views(text: str, spans: list[Span], context: tuple[Turn, ...]) -> list[View]:
    """The sentences `spans` of `text` as the signals see them."""
    plain = mask_reported(text.translate(_PLAIN))
    before = Before(context)
    said = [plain[span.start : span.end] for span in spans]
    return [
        View(
            text,
            _lower(text),
            span,
            is_question(text),
            alone=len(spans) == 1,
            first=n == 0,
            last=n == len(spans) - 1,
            before=before,
        )
        for n, (span, text) in enumerate(zip(spans, said, strict=True))
    ]


def is_question(sentence: str) -> bool:
    """True for a sentence that asks, with or without its question mark."""
    if "?" in sentence and _QUESTION.search(sentence):
        return True
    return bool(_ASKS_BARE.match(sentence)) and not sentence.rstrip().endswith((".", "!"))


def mask_reported(text: str) -> str:
    """`text` with quoted speech blanked where a verb of saying stands before it; same length."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found.group()) if _REPORTED.search(text[: found.start()]) else found.group()

    return _QUOTED.sub(blank, text) if '"' in text else text


def _last_words_of_other(context: tuple[Turn, ...]) -> list[Turn]:
    turns: list[Turn] = []
    for turn in reversed(context):
        if turn.own:
            if turns:
                break
            continue
        turns.append(turn)
    return turns


def _rule(move: Move, signal: Signal, words: Words) -> _Rule:
    match, unless = expand(signal.match, words), expand(signal.unless, words)
    cased = "(?-i:" in match + unless
    return _Rule(move, signal, _compile(match, cased), _compile(unless, cased) if unless else None, cased)


def _compile(pattern: str, cased: bool) -> re.Pattern[str]:
    """Compiled for a text in lower case, unless capitals matter."""
    if cased:
        return re.compile(pattern, re.IGNORECASE)
    return re.compile(_CAPITAL.sub(lambda m: m.group() if m.group(1) else m.group().lower(), pattern))


def _lower(text: str) -> str:
    """In lower case and of the same length, which `str.lower` alone does not promise."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _try(rule: _Rule, view: View) -> Span | None:
    signal = rule.signal
    if signal.form != "any" and view.question != (signal.form == "question"):
        return None
    if signal.place != "any" and not getattr(view, signal.place):
        return None
    if signal.after != "any" and not _after(signal.after, view):
        return None
    text = view.text if rule.cased else view.low
    found = rule.match.search(text)
    if not found or (rule.unless and rule.unless.search(text)):
        return None
    return _quote(signal.span, view, found.start(), found.end())


def _after(want: str, view: View) -> bool:
    return view.before.asked if want == "asked" else view.before.opened == (want == "opened")


def _quote(span: str, view: View, start: int, end: int) -> Span:
    """The quote's place in the whole text, for a match from `start` to `end` of the sentence."""
    whole = Span(0, len(view.text))
    if span == "match":
        found = Span(start, end)
    elif span == "onward":
        found = Span(start, whole.end)
    elif span == "clause":
        parts = [part for part in clauses(view.text, whole) if part.start < end and start < part.end]
        found = Span(parts[0].start, parts[-1].end) if parts else whole
    else:
        greeting = GREETING.match(view.text)
        found = Span(greeting.end() if greeting and greeting.end() <= start else 0, whole.end)
    return _without_blanks(view, found)


def _without_blanks(view: View, span: Span) -> Span:
    said = view.text[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    end = max(start, span.start + len(said.rstrip()))
    return Span(view.span.start + start, view.span.start + end)
