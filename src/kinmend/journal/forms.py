"""What she is called: forms, not a string, since sentences need more than a name.

Knows how a name bends in American English; refuses to guess a name or a gender.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Pronouns = Literal["she", "they", "he"]

_PRONOUNS: dict[Pronouns, dict[str, str]] = {
    "she": {
        "she": "she",
        "her": "her",
        "hers": "hers",
        "herself": "herself",
        "her_own": "her own",
        "her_": "her",
        "has": "has",
        "is": "is",
    },
    "they": {
        "she": "they",
        "her": "them",
        "hers": "theirs",
        "herself": "themselves",
        "her_own": "their own",
        "her_": "their",
        "has": "have",
        "is": "are",
    },
    "he": {
        "she": "he",
        "her": "him",
        "hers": "his",
        "herself": "himself",
        "her_own": "his own",
        "her_": "his",
        "has": "has",
        "is": "is",
    },
}
USUAL = ("Mom", "Mum", "Mam", "Mama", "Ma", "Mother")
LONGEST = 60


class Forms(msgspec.Struct, frozen=True):
    """The forms of her name. `Forms.of("my birth mother")` works them out; a person may change each."""

    address: str = "Mom"
    """How a letter begins: "Mom"."""
    mention: str = "your mom"
    """Inside a sentence of the app: "your mom", "Ruth", "your birth mother"."""
    possessive: str = "your mom’s"
    sentence_start: str = "Your mom"
    pronouns: Pronouns = "she"

    @classmethod
    def of(cls, name: str, pronouns: Pronouns = "she") -> Forms:
        """The forms for a word a person typed: a usual word ("Mum"), "my ..." or a name."""
        word = " ".join(name.split())[:LONGEST]
        if not word:
            return cls(pronouns=pronouns)
        if word.lower() in [usual.lower() for usual in USUAL]:
            word = word[0].upper() + word[1:]
            mention = f"your {word.lower()}"
        elif word.lower().startswith("my "):
            mention = f"your {word[3:]}"
            word = word[3:4].upper() + word[4:]
        else:
            mention = word
        return cls(word, mention, _possessive(mention), mention[0].upper() + mention[1:], pronouns)

    def words(self) -> dict[str, str]:
        """The slots that copy and content may use: {she}, {her}, {her_own}, {mom}, {Mom}, {moms}, {name} …"""
        low = _PRONOUNS[self.pronouns]
        raised = {key[0].upper() + key[1:]: value[0].upper() + value[1:] for key, value in low.items()}
        names = {"mom": self.mention, "Mom": self.sentence_start, "moms": self.possessive, "name": self.address}
        return {**low, **raised, **names}

    def fill(self, text: str) -> str:
        """`text` with its slots filled; a brace that is no slot stays as it is."""
        for slot, word in self.words().items():
            text = text.replace("{" + slot + "}", word)
        return text


def _possessive(mention: str) -> str:
    return mention + ("’" if mention.endswith("s") else "’s")
