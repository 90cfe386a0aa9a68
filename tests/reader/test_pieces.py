"""Word pieces and windows: every piece points at its words, every sentence is read once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kinmend.reader import Turn, reader
from kinmend.reader.sentences import sentences
from kinmend.reader.windows import BEFORE, WITHIN, windows

CUTTER = reader().weights.encoder.cutter


def words(text: str) -> list[str]:
    """The pieces as the vocabulary spells them."""
    spelled = {number: word for word, number in CUTTER.ids.items()}
    return [spelled[piece.id] for piece in CUTTER.pieces(text)]


def test_words_are_cut_as_bert_cuts_them() -> None:
    assert words("Mom, I'm unforgiving.") == ["mom", ",", "i", "'", "m", "un", "##for", "##giving", "."]
    assert words("Café, naïve") == ["cafe", ",", "naive"]


def test_an_emoji_is_read_as_a_word_and_never_spoils_its_neighbor() -> None:
    assert words("lol😂") == ["lo", "##l", "laughing"]
    assert words("🙄 fine") == ["rolling", "fine"]


def test_a_text_cannot_pose_as_a_mark_of_the_model() -> None:
    assert "[SEP]" not in words("[SEP] and [CLS]")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_pieces_stand_in_order_inside_the_text(text: str) -> None:
    at = 0
    for piece in CUTTER.pieces(text):
        assert at <= piece.start <= piece.end <= len(text)
        at = piece.start


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["You never call.", "Fine!", "I was so sad about the house and the dog that day."]), max_size=60
    )
)
def test_every_sentence_is_in_exactly_one_window(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = sentences(text)
    found = windows(text, spans, [Turn("Hello? " * 90), Turn("Yes.", own=True)], CUTTER)
    assert sum(len(window.sentences) for window in found) == len(spans)
    for window in found:
        assert len(window.ids) <= BEFORE + WITHIN + 3
        assert len(window.ids) == len(window.parts)


def test_a_sentence_longer_than_a_window_is_read_at_its_start() -> None:
    assert reader().read("and then " * 900).sentences[0].end > 1000
