"""What the reader says on pages: the calm card, her answer as a guess, marks called wrong, and how it was tested."""

from __future__ import annotations

import json
import re

from kinmend.reader import read, reader
from tests.people import Somebody

DANGER = "I want to kill myself tonight."
HARD = "You never listen to me."


def says(dana: Somebody, document: str) -> str:
    """The calm card for a draft, or nothing."""
    answer = dana.client.get(f"/n/{document}/care")
    assert answer.status_code in (200, 204)
    return str(answer.content.decode())


def test_words_of_danger_are_kept_first_and_then_the_calm_card_comes(dana: Somebody) -> None:
    document = dana.begins().writes(DANGER, purpose="self")
    assert DANGER in dana.sees(f"/n/{document}")
    card = says(dana, document)
    assert "You come first." in card
    assert "I’m safe, continue" in card
    assert "Show me later" in card
    assert "/help" in card


def test_the_save_tells_the_page_and_the_page_alone(dana: Somebody) -> None:
    assert dana.begins().saves("0" * 31 + "1", DANGER, 0)["care"] is True
    assert dana.saves("0" * 31 + "2", "The plums are ripe and I am tired.", 0)["care"] is False


def test_the_card_shows_three_lines_of_the_chosen_country_and_none_without_a_choice(dana: Somebody) -> None:
    document = dana.begins().writes(DANGER)
    assert 'href="tel:' not in says(dana, document)
    assert "local emergency number" in says(dana, document)
    dana.client.post("/help", {"country": "GB"})
    assert 1 <= says(dana, document).count("<li") <= 3
    assert 'href="tel:' in says(dana, document)


def test_plain_words_bring_no_card(dana: Somebody) -> None:
    document = dana.begins().writes("This job is killing me, and I could murder a curry.")
    assert says(dana, document) == ""
    assert "You come first." not in dana.sees(f"/n/{document}")


def test_a_card_needs_no_script(dana: Somebody) -> None:
    document = dana.begins().writes(DANGER)
    assert re.search(r"<details[^>]* open[^>]*data-care", dana.sees(f"/n/{document}"))


def test_her_answer_is_a_guess_until_dana_says_what_it_is(dana: Somebody) -> None:
    received = dana.begins().receives(
        "I was wrong to sell the boat. I'm sorry. I'll pay you back.", "You sold the boat."
    )
    assert "perhaps: an apology" in dana.sees(f"/r/{received}")
    dana.client.post(f"/r/{received}/hear", {"heard_as": "guarded", "amends": "no"})
    page = dana.sees(f"/r/{received}")
    assert "You hear it as guarded, without amends" in page
    assert "Your reading counts" in page


def test_nobody_can_hear_it_as_something_that_is_not_a_reading(dana: Somebody) -> None:
    received = dana.begins().receives("Well.")
    dana.client.post(f"/r/{received}/hear", {"heard_as": "narcissist", "amends": "maybe"})
    assert "You hear it as" not in dana.sees(f"/r/{received}")


def test_parts_of_an_apology_stand_with_her_words(dana: Somebody) -> None:
    received = dana.begins().receives(
        "I read your diary when you were fifteen. It was my fault alone, and I'm sorry.", "You read my diary."
    )
    page = dana.sees(f"/r/{received}")
    assert "Parts of an apology" in page
    assert "It takes the fault" in page


def test_a_threat_in_her_words_raises_the_callout(dana: Somebody) -> None:
    received = dana.begins().receives("If you tell your father, you will never see your sister again.")
    assert "Some of these words may threaten you." in dana.sees(f"/r/{received}")


def test_a_mark_called_wrong_is_quiet_for_that_wording_and_can_come_back(dana: Somebody) -> None:
    document = dana.begins().writes(HARD)
    moves = " ".join(mark.move for mark in read(HARD).marks)
    dana.client.post("/n/wrong", {"quote": HARD, "moves": moves, "context": "", "back": f"/n/{document}"})
    page = dana.sees(f"/n/{document}")
    assert 'class="mk k-hard' not in page
    other = dana.writes("You never once came to see me play.")
    assert 'class="mk k-hard' in dana.sees(f"/n/{other}")
    listed = dana.sees("/n/corrections")
    assert "You never listen to me." in listed
    for entry in re.findall(r'name="back" value="([0-9a-f]{32})"', listed):
        dana.client.post("/n/corrections", {"back": entry})
    assert 'class="mk k-hard' in dana.sees(f"/n/{document}")


def test_corrections_are_one_persons_own(dana: Somebody, max_: Somebody) -> None:
    dana.begins()
    dana.client.post("/n/wrong", {"quote": HARD, "moves": "absolutes blame", "context": ""})
    max_.begins()
    assert 'class="mk k-hard' in max_.sees(f"/n/{max_.writes(HARD)}")


def test_corrections_can_be_taken_along_as_labelled_lines(dana: Somebody) -> None:
    dana.begins()
    dana.client.post("/n/wrong", {"quote": HARD, "moves": "absolutes", "context": "How was it?"})
    answer = dana.client.get("/n/corrections.jsonl")
    lines = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert [line["text"] for line in lines] == [HARD]
    assert lines[0]["not"] == ["absolutes"]
    assert all(mark["move"] != "absolutes" for mark in lines[0]["marks"])
    assert "lines.jsonl" in answer.headers["Content-Disposition"]


def test_nobody_is_sent_elsewhere_by_calling_a_mark_wrong(dana: Somebody) -> None:
    dana.begins()
    answer = dana.client.post("/n/wrong", {"quote": "x", "moves": "blame", "context": "", "back": "//evil.example/r/"})
    assert answer.headers["Location"] == "/n/corrections"


def test_a_note_says_how_it_knows(dana: Somebody) -> None:
    page = dana.sees(f"/n/{dana.begins().writes(HARD)}")
    assert "How it knows" in page
    assert "What weighed most" in page
    assert "in 10 sentences" in page
    assert "A line of this kind" in page


def test_how_the_reader_was_tested_is_open_to_all_and_from_the_report(dana: Somebody) -> None:
    from kinmend.reader.report import load

    report = load()
    page = dana.sees("/n/tested")
    assert report
    assert f"{report.family.macro_f1:.2f}" in page
    assert page.count("<tr>") >= len(reader().moves)
    for failure in report.failures[:3]:
        assert failure.text.split()[0] in page
