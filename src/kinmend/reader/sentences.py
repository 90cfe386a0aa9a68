"""Cutting letters, chat and speech into sentences and clauses.

Knows punctuation, line breaks and abbreviations; refuses to know what a sentence means. All spans are
code points into the text as given, half open, in order, never overlapping, with no blank at either end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "rev",
        "fr",
        "sr",
        "jr",
        "no",
        "vs",
        "approx",
        "dept",
        "apt",
        "ave",
        "blvd",
        "rd",
        "tel",
        "ext",
        "est",
        "fig",
        "vol",
        "pp",
        "cf",
        "al",
        "inc",
        "ltd",
        "co",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_NEVER_LAST = frozenset(["mr", "mrs", "ms", "dr", "prof", "rev", "vs", "cf", "eg", "ie"])
_DOTTED = re.compile(r"(?:\b[A-Za-z]\.)+$")
_END = re.compile(r"(?:[.!?…]+|(?<=\S)[\u3002\uff01\uff1f]+)[\"'”’)\]*]*(?=\s|$)")
_SMILE = re.compile(r"[ \t]*(?:[:;=8xX][-']?[)(DPp/|]+|<3+|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+)")
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(
    r"(?:[;:]|\s[-–—]{1,2}|—)\s+"
    r"|,\s+(?=(?:but|so|yet|because|cause|cuz|though|although|and (?:i|you|we|if|then|now|it|that))\b)"
    r"|\s+(?=but\s)|,\s+(?=(?:i|i'm|i'll|i've|you|you're|we|it's|don't)\s)",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`, in code points."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """The sentences of `text`. Every non-blank character lies in exactly one."""
    return [span for line in _paragraph_lines(text) for span in _cut(text, line)]


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of one sentence, cut at breaks that a speaker would hear."""
    spans, start = [], sentence.start
    for found in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if len(text[start : found.start()].split()) >= 2 and len(text[found.end() : sentence.end].split()) >= 2:
            spans.append(_trim(text, start, found.start()))
            start = found.end()
    spans.append(_trim(text, start, sentence.end))
    return spans


def _paragraph_lines(text: str) -> list[Span]:
    """Lines, with hard-wrapped ones of a letter joined: a long line that goes on in lower case."""
    joined: list[Span] = []
    for found in _LINE.finditer(text):
        line = Span(*found.span())
        if joined and _wraps(text, joined[-1], line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _wraps(text: str, above: Span, line: Span) -> bool:
    last = text.rfind("\n", above.start, above.end) + 1
    width = above.end - max(last, above.start)
    begins = text[line.start : line.end].lstrip()[:1]
    ends = text[above.start : above.end].rstrip()[-1:]
    return line.start - above.end == 1 and width >= 45 and begins.islower() and ends not in ".!?…:"


def _cut(text: str, line: Span) -> list[Span]:
    spans, start = [], line.start
    for found in _END.finditer(text, line.start, line.end):
        end = found.end()
        if end <= start or _goes_on(text, start, found):
            continue
        smile = _SMILE.match(text, end, line.end)
        end = smile.end() if smile else end
        spans.append(_trim(text, start, end))
        start = end
    spans.append(_trim(text, start, line.end))
    return [span for span in spans if span.start < span.end]


def _goes_on(text: str, start: int, found: re.Match[str]) -> bool:
    """True where punctuation does not end the sentence: abbreviation, initial, trailing dots, quotation."""
    marks = found.group()
    after = _next(text, found.end())
    if marks.strip("\"'”’)]*") in ("...", "…", "..", "....") and after.islower():
        return True
    if marks[-1] in '"”’)' and after.islower() and marks[0] != ".":
        return True
    if marks[0] != "." or marks.startswith(".."):
        return False
    before = _word_before(text, start, found.start()).lower()
    if before in _NEVER_LAST:
        return True
    if before in _ABBREVIATIONS or (_DOTTED.search(before + ".") and before not in ("i", "u")):
        return after.islower() or after.isdigit() or (len(before) == 1 and after.isupper())
    return False


def _next(text: str, at: int) -> str:
    """The first character from `at` on that is no blank, or nothing."""
    while at < len(text) and text[at] in " \t":
        at += 1
    return text[at : at + 1]


def _word_before(text: str, start: int, end: int) -> str:
    at = end
    while at > start and (text[at - 1].isalnum() or text[at - 1] in "._"):
        at -= 1
    return text[at:end]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
