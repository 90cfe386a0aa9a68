"""What a message holds, in a sentence or two, tentative.

Knows a reading; refuses to say what the writer is like or wants.
"""

from __future__ import annotations

from collections import Counter

from kinmend.library import Family
from kinmend.reader.reading import Reading
from kinmend.reader.shape import count_in_words

_ONE: dict[Family, tuple[str, str]] = {
    "opens": ("small opening", "small openings"),
    "holds": ("limit or request", "limits or requests"),
    "two-ways": ("thing that could be read two ways", "things that could be read two ways"),
    "hard": ("sentence that may land hard", "sentences that may land hard"),
}


def in_words(reading: Reading) -> str:
    """Counts of sentences by what they may do, and whether there is an apology. Never a verdict."""
    if reading.note:
        return reading.note
    counts = Counter(sentence.family for sentence in reading.sentences if sentence.family)
    if not counts:
        return "Mostly plain words. The reader sees nothing to mark, which can also mean that it missed something."
    parts = [
        f"{count_in_words(counts[family])} {_ONE[family][counts[family] > 1]}" for family in _ONE if counts[family]
    ]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{listed[0].upper()}{listed[1:]}. {_apology(reading)}"


def _apology(reading: Reading) -> str:
    found = {mark.move for mark in reading.marks}
    if "non-apology" in found:
        return "It sounds like an apology, and a part of it may take the apology back."
    return "There may be an apology in it." if "apology" in found else "The reader sees no apology."
