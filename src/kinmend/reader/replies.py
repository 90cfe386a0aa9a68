"""Reading an answer of hers: what it is on the whole, whether it makes amends, and which parts of an apology it holds.

Knows the words of two turns; refuses to say what she is like or what she meant. A reading is a guess for the person to
confirm or correct; "unclear" is an honest answer and is given whenever nothing stands out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from kinmend.reader.reading import NOT_ENGLISH, Reader, Reading, Turn, reader
from kinmend.reader.sentences import Span
from kinmend.reader.weights import AMENDS, PARTS, READINGS

if TYPE_CHECKING:
    from kinmend.reader.encoder import Floats, Scored

MEANINGS = {
    "open": "It takes up what was said, with interest or feeling and without reproach.",
    "apology": "It owns something she did, without taking it back.",
    "non-apology": "It sounds like an apology, and a part of it gives the fault away.",
    "bid": "It reaches for contact without taking up the matter.",
    "mixed": "It opens and it presses, in about equal weight.",
    "guarded": "It is careful and keeps a distance, without pressing.",
    "guilt": "What weighs most is a pull through sacrifice, age, loneliness or duty.",
    "blame": "What weighs most puts the fault on you or wards off a part of her own.",
    "attack": "What weighs most belittles, orders or threatens.",
    "withdrawal": "It shuts the door on talk, at least for now.",
    "unclear": "The words alone don't show what it is.",
}
"""What each reading says, for the page and for `why`."""


class ReplyReading(msgspec.Struct, frozen=True):
    """What an answer may be. It counts for nothing until the person confirms it."""

    reading: str
    """One of `READINGS`."""
    sure: float
    """0 to 1."""
    second: str
    """The next likeliest reading."""
    amends: bool
    """Owns something of hers and offers, reports or begins a repair."""
    parts: dict[str, str]
    """The parts of an apology that are there, each with the sentence that holds it."""
    why: str
    """The reason, with her words."""
    marks: Reading
    """What each sentence does: what she owns, explains, blames, attacks."""


def read_reply(child_message: str, her_message: str, using: Reader | None = None) -> ReplyReading:
    """What `her_message` may be as an answer to `child_message` (which may be empty). Any text is accepted."""
    reads = using or reader()
    context = [Turn(child_message)] if child_message.strip() else []
    marks, scored = reads.read_scored(her_message, context)
    if scored is None:
        why = NOT_ENGLISH if marks.note else MEANINGS["unclear"]
        return ReplyReading("unclear", 0.0, "unclear", False, {}, why, marks)
    spans = [Span(sentence.start, sentence.end) for sentence in marks.sentences]
    return _ReplyJudge(reads, scored).read(her_message, spans, marks)


class _ReplyJudge:
    def __init__(self, reads: Reader, scored: Scored) -> None:
        self.scored, self.model = scored, reads.weights.model
        self.column = {name: n for n, name in enumerate(self.model.columns)}

    def read(self, text: str, spans: Sequence[Span], marks: Reading) -> ReplyReading:
        """The reading of `text`, whose sentences are `spans`."""
        sure = _softmax(np.array([self.scored.whole[self.column[f"reading:{name}"]] for name in READINGS]))
        order = [READINGS[n] for n in np.argsort(-sure)]
        best = float(sure.max())
        reading = order[0] if best >= self.model.unclear_threshold else "unclear"
        amends = self._sure(AMENDS) >= self.model.amends_threshold
        parts = {
            name: self._sentence(text, spans, f"part:{name}") for name in PARTS if self._sure(f"part:{name}") >= 0.5
        }
        second = next(name for name in order if name != reading)
        words = self._sentence(text, spans, f"reading:{reading}")
        why = MEANINGS[reading] + (f" Most of all: “{words}”" if reading != "unclear" and len(spans) > 1 else "")
        return ReplyReading(reading, best, second, amends, parts, why, marks)

    def _sure(self, name: str) -> float:
        return float(1 / (1 + np.exp(-self.scored.whole[self.column[name]])))

    def _sentence(self, text: str, spans: Sequence[Span], name: str) -> str:
        """The sentence that speaks most for a column."""
        span = spans[int(self.scored.sentences[:, self.column[name]].argmax())]
        return text[span.start : span.end]


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    result: Floats = raised / raised.sum()
    return result
