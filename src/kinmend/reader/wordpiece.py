"""Cutting text into the word pieces that the encoder was trained on.

Knows a vocabulary and where each piece stands in the text; refuses to know what a piece means. Follows the uncased
WordPiece of BERT (Devlin et al. 2018) but for two things: symbols never join a word (BERT turns "lol😂" into one
unknown word), and common emoji are read as a word, since in messages they carry the tone.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+|\S", re.UNICODE)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": ".", "–": "-", "—": "-", "\ufe0f": " "})
_MEANT = {
    "laughing": "😂🤣😅😆😹💀",
    "smile": "😊🙂😄😁☺😀😃",
    "love": "❤🥰😍💕💗💛💜💙💚🧡🖤🤍♥",
    "kiss": "😘😗💋",
    "hug": "🤗",
    "cry": "😢😭",
    "sad": "🥺😞😔☹🙁",
    "broken": "💔",
    "angry": "😡😠🤬😤",
    "rolling": "🙄",
    "annoyed": "😒😑",
    "smirk": "😏",
    "wink": "😉",
    "joking": "😜😝😛🤪",
    "irony": "🙃",
    "please": "🙏",
    "ok": "👍👌",
    "applause": "👏",
    "celebration": "🎉",
    "awkward": "😬",
    "whatever": "🤷",
    "embarrassed": "🤦",
    "shocked": "😱😳",
    "tired": "😴😩😫",
}
_EMOJI = {emoji: word for word, all_of_them in _MEANT.items() for emoji in all_of_them}
_LONGEST = 64


class Piece(NamedTuple):
    """A word piece: its number in the vocabulary and its place in the text, in code points."""

    id: int
    start: int
    end: int


class WordPiece:
    """A vocabulary, ready to cut text. Words met are remembered, so long histories are fast."""

    def __init__(self, vocabulary: Path) -> None:
        self.ids = {word: n for n, word in enumerate(vocabulary.read_text(encoding="utf-8").split("\n")) if word}
        self.unknown, self.start, self.stop = (self.ids[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        self._met: dict[str, tuple[tuple[int, int], ...]] = {}

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of `text` in order, with their places."""
        return [
            Piece(number, min(found.start() + at, found.end() - 1), found.end())  # a letter may fall into several
            for found in _WORD.finditer(text.translate(_PLAIN))
            for number, at in self._pieces_of(found.group())
        ]

    def _pieces_of(self, word: str) -> tuple[tuple[int, int], ...]:
        """Number and offset of each piece of one word."""
        found = self._met.get(word)
        if found is None:
            if len(self._met) > 50_000:
                self._met.clear()
            found = self._met[word] = tuple(self._cut(_EMOJI.get(word) or _bare(word)))
        return found

    def _cut(self, word: str) -> list[tuple[int, int]]:
        found, start = [], 0
        while start < len(word):
            end = min(len(word), start + _LONGEST)
            while end > start and ("##" * (start > 0) + word[start:end]) not in self.ids:
                end -= 1
            if end == start:
                return [(self.unknown, 0)]
            found.append((self.ids["##" * (start > 0) + word[start:end]], start))
            start = end
        return found


def _bare(word: str) -> str:
    """`word` in lower case and without accents; of the same length unless a letter has no single plain form."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
