"""A reading: marks with their words, the same for both sides, nothing hidden."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmend.library import FAMILIES, load_moves
from kinmend.reader import Turn, read, reader
from kinmend.reader.evaluate import Said, evaluate, read_messages
from kinmend.reader.examples import check_moves
from kinmend.reader.language import language_of
from kinmend.reader.listening import listening_score
from kinmend.reader.summary import in_words
from kinmend.reader.weights import BrokenWeights, check, folder

DRAFT = (
    "Mom, I’ve been thinking about Dad’s funeral. You always make everything about you, and I never got to say what "
    "I felt. I felt alone when the house was sold. What was that week like for you?"
)


def moves_in(text: str, context: list[str] | None = None) -> set[str]:
    return {mark.move for mark in read(text, context or []).marks}


def test_every_hit_is_marked_and_every_miss_left_alone() -> None:
    assert [str(error) for error in check_moves()] == []


def test_there_are_the_27_moves_of_the_manual() -> None:
    moves = load_moves()
    assert len(moves) == 27
    assert [sum(m.family == family for m in moves) for family in FAMILIES] == [11, 3, 5, 8]


def test_a_headache_is_no_attack_and_a_horrible_person_is() -> None:
    assert read("I have a headache.").marks == ()
    assert any(mark.family == "hard" for mark in read("You are a horrible person.").marks)


def test_a_draft_shows_what_presses_and_what_opens() -> None:
    reading = read(DRAFT)
    assert {"absolutes", "own-feeling", "open-question"} <= {mark.move for mark in reading.marks}
    assert reading.language == "en"
    assert len(reading.shape.stitches) == len(reading.sentences) == 4


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.sampled_from([DRAFT, "You never listen 😊. Why do you hate me?"])))
def test_a_quote_is_always_the_words_it_points_at(text: str) -> None:
    reading = read(text)
    for mark in reading.marks:
        assert text[mark.start : mark.end] == mark.quote
        assert mark.quote.strip()
        assert 0 < mark.sure <= 1
        assert mark.why
        assert mark.family == reader().moves[mark.move].family


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_the_same_text_gets_the_same_reading(text: str) -> None:
    assert read(text) == read(text)


def test_the_same_words_get_the_same_marks_in_either_mouth() -> None:
    text = "You never listen to me."
    assert read(text, [Turn("Hello", own=False)]).marks == read(text, [Turn("Hello", own=False)]).marks
    assert "absolutes" in moves_in(text)


def test_curly_and_straight_quotes_are_read_alike() -> None:
    straight = read("You don't care about me. I'm scared we'll lose touch.")
    curly = read("You don’t care about me. I’m scared we’ll lose touch.")
    assert [m.move for m in straight.marks] == [m.move for m in curly.marks]


def test_fine_after_an_opening_shuts_the_door_and_alone_does_not() -> None:
    assert "withdrawal" in moves_in("Fine.", ["I miss you. Can we talk about what happened?"])
    assert moves_in("Fine.") == set()


def test_words_that_she_reports_are_not_hers() -> None:
    assert moves_in('He told me "you never listen to anybody" and I laughed.') & {"absolutes", "blame"} == set()


@pytest.mark.parametrize(
    "text",
    [
        "Nunca me escuchas, mamá, y siempre es lo mismo contigo cuando te llamo.",
        "Tu ne m’écoutes jamais, maman, et je suis fatiguée de tout ça.",
        "Du hörst mir nie zu, Mama, und ich bin es so leid.",
    ],
)
def test_another_language_is_said_to_be_unread(text: str) -> None:
    reading = read(text)
    assert reading.language == "other"
    assert reading.marks == ()
    assert "can’t read" in reading.note or "can't read" in reading.note
    assert in_words(reading) == reading.note


def test_english_with_a_word_of_another_language_is_english() -> None:
    assert language_of("Amma, I am not looking at any more biodatas, ok?") == "en"
    assert language_of("ok") == "unknown"


def test_a_reading_is_plain_json() -> None:
    plain = json.loads(msgspec.json.encode(read(DRAFT)))
    assert set(plain) == {"marks", "sentences", "shape", "language", "note"}
    assert set(plain["marks"][0]) == {"move", "family", "start", "end", "quote", "sure", "why", "words"}
    assert {mark["family"] for mark in plain["marks"]} <= {"opens", "holds", "two-ways", "hard"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The train is at five.", "Plain: nothing to mark."),
        ("You never listen.", "One sentence, and it may land hard."),
        (
            "The train is at five. You never listen. The bus is late.",
            "The second sentence may land hard. The rest is plain.",
        ),
        ("You never listen. I felt alone. What was it like for you?", "It starts hard, then softens."),
    ],
)
def test_the_shape_is_said_in_words(text: str, said: str) -> None:
    assert read(text).shape.sentence.startswith(said)


@pytest.mark.parametrize("name", ["tune", "dev", "written", "held", "lines-held"])
def test_the_labelled_messages_are_whole(root: Path, name: str) -> None:
    known = {move.id for move in load_moves()}
    messages = read_messages(root / "data/family" / f"{name}.jsonl")
    assert len({message.id for message in messages}) == len(messages)
    for message in messages:
        for gold in message.marks:
            assert gold.move in known
            assert gold.quote in message.text


def test_tuning_and_dev_pairs_are_apart(root: Path) -> None:
    tune, dev = (read_messages(root / "data/family" / f"{part}.jsonl") for part in ("tune", "dev"))
    assert {m.pair for m in tune}.isdisjoint({m.pair for m in dev})


def test_it_reads_messages_it_has_never_seen_better_than_the_rules_did(root: Path) -> None:
    result = evaluate(reader().read, reader().moves, read_messages(root / "data/family/held.jsonl"))
    assert result.macro_f1 >= 0.55
    assert result.unmarked_marked_hard <= 0.06


@pytest.mark.parametrize("speaker", ["mother", "child"])
def test_who_speaks_changes_no_mark(root: Path, speaker: str) -> None:
    other = {"mother": "child", "child": "mother"}
    for message in read_messages(root / "data/family/held.jsonl")[:60]:
        swapped = msgspec.structs.replace(
            message,
            speaker=speaker,
            context=[
                Said(speaker if said.speaker == message.speaker else other[speaker], said.text)
                for said in message.context
            ],
        )
        assert reader().read(message.text, message.turns()) == reader().read(swapped.text, swapped.turns())


def test_skimming_many_is_skimming_each(root: Path) -> None:
    messages = read_messages(root / "data/family/held.jsonl")[:80]
    many = list(reader().skim_many((message.text, message.turns()) for message in messages))
    for message, found in zip(messages, many, strict=True):
        marks = reader().skim(message.text, message.turns()).marks
        assert sorted((mark.move, mark.start) for mark in marks) == sorted((one.move, one.span.start) for one in found)


def test_words_that_weighed_most_are_words_of_the_quote() -> None:
    for mark in read(DRAFT).marks:
        assert len(mark.words) <= 3
        for word in mark.words:
            assert word in mark.quote


def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for file in folder().iterdir():
        shutil.copy(file, tmp_path)
    (tmp_path / "linear.npz").write_bytes(b"not what was made")
    with pytest.raises(BrokenWeights, match=r"damaged \(linear.npz\)"):
        check(tmp_path)
    (tmp_path / "linear.npz").unlink()
    with pytest.raises(BrokenWeights, match="Install Kinmend again"):
        check(tmp_path)


def test_the_trained_files_are_small_enough_to_carry() -> None:
    assert sum(file.stat().st_size for file in folder().iterdir()) < 30_000_000


def test_the_listening_score_counts_a_turn_once_for_each_move() -> None:
    assert listening_score([]) is None
    assert listening_score([read("The train is at five.")]) == 0
    reflecting = read("So you felt left out when we moved. It sounds like that scared you.")
    assert listening_score([reflecting]) == 1
    assert listening_score([reflecting, read("I did nothing wrong, you made me do it.")]) == 0
