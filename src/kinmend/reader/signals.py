"""Trying the signals of the move files on one sentence.

Knows sentences, their neighbours and the wordings in `content/`; refuses to know any wording itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
_GREETING = re.compile(
    r"(?:(?:dear|hi|hey|hello|hallo)\s+[\w' .-]{1,24}|(?:mom|mum|mam|ma|mama|mommy|mummy|mother|momma|amma|ammi|mami|honey|love|darling|"
    r"son|sweetheart|sweetie|girl|baby|dear))\s*[,!:-]+\s+(?=\w)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\s\"')\]!?]*(?:\W*)$")
_ASKS_BARE = re.compile(
    r"^(?:(?:and|so|but|ok|mom|mum|ma)\W+)*(?:what|why|how|when|where|who|which|do|did|does|are|is|was|were|can|could|"
    r"would|will|have|has|should)\s+(?:you|u|ya|it|that|she|he|they|the|your|i|we)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\?|\b(?:i feel|i felt|i miss|i love you|i'm sorry|i am sorry|i was wrong|i'd like|i would like|i want(?:ed)? to|"
    r"i need|i was hoping|can we|could we|please|tell me|let me know|talk to me|i wish|i hope|thinking of you|"
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


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as the signals see it: plain quotes, reported speech blanked, same length as the text."""

    text: str
    span: Span
    question: bool
    alone: bool
    first: bool
    last: bool
    asked: bool
    opened: bool


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
        return [sign for sign in best.values() if not any(other in best for other in sign.move.yields_to)]


def views(text: str, spans: list[Span], context: tuple[Turn, ...]) -> list[View]:
    """The sentences `spans` of `text` as the signals see them."""
    plain = mask_reported(text.translate(_PLAIN))
    before = " ".join(turn.text for turn in _last_words_of_other(context)).translate(_PLAIN)
    asked, opened = bool(_ASKED.search(before)), bool(_OPENING.search(before))
    return [
        View(
            plain,
            span,
            is_question(plain[span.start : span.end]),
            alone=len(spans) == 1,
            first=n == 0,
            last=n == len(spans) - 1,
            asked=asked,
            opened=opened,
        )
        for n, span in enumerate(spans)
    ]


def is_question(sentence: str) -> bool:
    """True for a sentence that asks, with or without its question mark."""
    return bool(
        _QUESTION.search(sentence) or (_ASKS_BARE.match(sentence) and not sentence.rstrip().endswith((".", "!")))
    )


def mask_reported(text: str) -> str:
    """`text` with quoted speech blanked where a verb of saying stands before it; same length."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found.group()) if _REPORTED.search(text[: found.start()]) else found.group()

    return _QUOTED.sub(blank, text)


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
    unless = re.compile(expand(signal.unless, words), re.IGNORECASE) if signal.unless else None
    return _Rule(move, signal, re.compile(expand(signal.match, words), re.IGNORECASE), unless)


def _try(rule: _Rule, view: View) -> Span | None:
    signal = rule.signal
    if signal.form != "any" and view.question != (signal.form == "question"):
        return None
    if signal.place != "any" and not getattr(view, signal.place):
        return None
    if signal.after != "any" and not _after(signal.after, view):
        return None
    found = rule.match.search(view.text, view.span.start, view.span.end)
    if not found or (rule.unless and rule.unless.search(view.text, view.span.start, view.span.end)):
        return None
    return _quote(signal.span, view, found)


def _after(want: str, view: View) -> bool:
    return {"asked": view.asked, "opened": view.opened, "quiet": not view.opened}[want]


def _quote(span: str, view: View, found: re.Match[str]) -> Span:
    start, end = found.span()
    if span == "match":
        return Span(start, end)
    if span == "onward":
        return Span(start, view.span.end)
    if span == "clause":
        parts = [part for part in clauses(view.text, view.span) if part.start < end and start < part.end]
        if parts:
            return Span(parts[0].start, parts[-1].end)
    greeting = _GREETING.match(view.text, view.span.start, view.span.end)
    return Span(greeting.end() if greeting and greeting.end() <= start else view.span.start, view.span.end)
