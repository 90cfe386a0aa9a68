"""A passphrase is judged by how hard it is to guess, not by its signs."""

import pytest

from kinmend.vault.passphrase import Refused, accept, suggest


def test_five_words_are_suggested_and_taken() -> None:
    words = suggest()
    assert len(words.split()) == 5
    assert accept(words) == words
    assert suggest() != words


@pytest.mark.parametrize("weak", ["password1", "mom123", "qwertyuiop", "Summer2026", "   ", "iloveyou"])
def test_what_can_be_guessed_is_refused(weak: str) -> None:
    with pytest.raises(Refused):
        accept(weak)


def test_a_name_that_others_know_is_refused() -> None:
    with pytest.raises(Refused, match="someone near you"):
        accept("Rosalind lantern orbit maple", ["Rosalind"])


def test_no_composition_rules() -> None:
    assert accept("lantern orbit maple teacup")


def test_a_very_long_one_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="longer"):
        accept("word " * 80)
