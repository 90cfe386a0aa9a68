"""Choosing a passphrase: one that can't be guessed, one that can be remembered.

Knows strength and words; refuses composition rules ("one digit, one sign"), which make worse passphrases.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from xkcdpass import xkcd_password
from zxcvbn import zxcvbn

LONGEST = 256
_SCORED = 72
_LEAST_SCORE = 3


class Refused(Exception):
    """Why a passphrase is not taken, in a sentence for a person."""


def suggest(words: int = 5) -> str:
    """Random words from the EFF's long list of 7,776: five are 64.6 bits."""
    chosen: str = xkcd_password.generate_xkcdpassword(_word_list(), numwords=words, delimiter=" ")
    return chosen


def accept(passphrase: str, personal: Iterable[str] = ()) -> str:
    """The passphrase, or `Refused`. `personal`: names and words the person gave, which others may know."""
    if len(passphrase) > LONGEST:
        raise Refused(f"That is longer than {LONGEST} characters. A shorter one is strong enough.")
    if not passphrase.strip():
        raise Refused("Please type a passphrase, or take the five words below.")
    lowered = passphrase.casefold()
    known = [word for word in personal if len(word) >= 3]
    if any(word.casefold() in lowered for word in known):
        raise Refused("It holds a name or word that someone near you may know. Please leave it out.")
    if zxcvbn(passphrase[:_SCORED], user_inputs=known, max_length=_SCORED)["score"] < _LEAST_SCORE:
        raise Refused("That could be guessed. A few unrelated words are stronger than one odd word.")
    return passphrase


@cache
def _word_list() -> list[str]:
    return list(
        xkcd_password.generate_wordlist(wordfile=xkcd_password.locate_wordfile("eff-long"), min_length=3, max_length=9)
    )
