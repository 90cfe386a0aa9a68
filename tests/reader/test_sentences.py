"""Sentences of letters, chat and speech."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmend.reader.sentences import Span, clauses, sentences


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You never listen. I felt alone.", ["You never listen.", "I felt alone."]),
        ("ok. see you at 5 p.m. on Sat. at home", ["ok.", "see you at 5 p.m. on Sat. at home"]),
        ("Mr. Otis called. Dr. Bell too!", ["Mr. Otis called.", "Dr. Bell too!"]),
        ("I don’t know... maybe later", ["I don’t know... maybe later"]),
        ("I don’t know... Maybe later.", ["I don’t know...", "Maybe later."]),
        ("lol ok :) idk", ["lol ok :) idk"]),
        ("Really? :) Fine", ["Really? :)", "Fine"]),
        ("so happy for you!! 🎉🎉 call me", ["so happy for you!! 🎉🎉", "call me"]),
        ("“Why now?” she said. I left.", ["“Why now?” she said.", "I left."]),
        ("It cost $3.50. Cheap.", ["It cost $3.50.", "Cheap."]),
        ("hi mom\nhow are you\ncan we talk", ["hi mom", "how are you", "can we talk"]),
        ("J. R. came. He sat.", ["J. R. came.", "He sat."]),
        ("Dear Mom,\n\nThank you.\n\nLove, Ana", ["Dear Mom,", "Thank you.", "Love, Ana"]),
        ("", []),
        ("  \n ", []),
        ("???", ["???"]),
        (
            "I have been thinking about the summer when we all\nwent to the lake and you were tired. I am sorry.",
            [
                "I have been thinking about the summer when we all\nwent to the lake and you were tired.",
                "I am sorry.",
            ],
        ),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet=st.sampled_from("aB .!?…\n\"'“”’)( ,;:-😊é5"), max_size=120))
def test_every_letter_lies_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in spans)
    inside = "".join(text[s:e] for s, e in spans)
    assert "".join(inside.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_cut(text: str) -> None:
    for span in sentences(text):
        parts = clauses(text, span)
        assert parts[0].start >= span.start
        assert parts[-1].end <= span.end


def test_clauses_are_cut_where_one_would_breathe() -> None:
    text = "I love you, but you never listen; we both know it"
    parts = [text[s:e] for s, e in clauses(text, Span(0, len(text)))]
    assert parts == ["I love you", "but you never listen", "we both know it"]
