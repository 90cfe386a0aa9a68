"""The command line keeps its contract: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kinmend.cli import main
from kinmend.library import root
from kinmend.reader import read


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(list(args))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("You never listen to me. What was that week like for you?", encoding="utf-8")
    return path


def test_read_prints_marks_for_people(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "read", str(draft))
    assert (code, err) == (0, "")
    assert "absolutes" in out
    assert "“You never listen to me.”" in out


def test_read_prints_the_very_same_reading_as_the_desk(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "read", str(draft), "--json")
    reading = json.loads(out)
    assert code == 0
    assert [mark["quote"] for mark in reading["marks"]] == [mark.quote for mark in read(draft.read_text()).marks]


def test_read_takes_standard_input_and_context(tmp_path: Path) -> None:
    before = tmp_path / "before.txt"
    before.write_text("I miss you. Can we talk about what happened?")
    command = [sys.executable, "-m", "kinmend", "read", "-", "--context", str(before), "--json"]
    ran = subprocess.run(command, input="Fine.", capture_output=True, text=True, check=True)
    assert [mark["move"] for mark in json.loads(ran.stdout)["marks"]] == ["withdrawal"]


def test_read_lines_prints_a_reading_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text(
        'You never listen to me.\n\n{"text": "Fine.", "context": ["I miss you. Can we talk?"]}\n'
        '{"text": "Fine.", "speaker": "mother", '
        '"context": [{"speaker": "child", "text": "I miss you. Can we talk?"}]}\n'
    )
    code, out, _ = run(capsys, "read", "--lines", str(lines), "--json")
    readings = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [[m["move"] for m in r["marks"]][:1] for r in readings] == [
        [readings[0]["marks"][0]["move"]], [], ["withdrawal"], ["withdrawal"],
    ]  # fmt: skip
    assert any(m["move"] == "absolutes" for m in readings[0]["marks"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["read"], "give one text"),
        (["read", "/no/such/file"], "there is no file"),
        (["evaluate", "/no/such/file"], "there is no file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_on_stderr(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *args)
    assert code == 1
    assert out == ""
    assert said in err
    assert len(err.strip().splitlines()) == 1


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    assert "not a UTF-8 text" in run(capsys, "read", str(path))[2]


def test_a_broken_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.txt"
    path.write_text('fine\n{"text": 3, "context": 4}\n')
    code, _, err = run(capsys, "read", "--lines", str(path), "--json")
    assert code == 1
    assert "line 2" in err


def test_evaluate_prints_a_table_json_and_predictions(
    root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join((root / "data/family/dev.jsonl").read_text().splitlines()[:20]))
    assert "macro-F1" in run(capsys, "evaluate", str(few))[1]
    figures = json.loads(run(capsys, "evaluate", str(few), "--json")[1])
    assert set(figures["moves"]["blame"]) == {"precision", "recall", "f1", "support"}
    assert {"macro_f1", "span_f1", "unmarked_marked_hard", "sentences_per_second"} <= set(figures)
    predictions = [
        json.loads(line) for line in run(capsys, "evaluate", str(few), "--predictions", "--json")[1].splitlines()
    ]
    assert len(predictions) == 20
    assert all(set(p) == {"id", "marks"} for p in predictions)


def test_evaluate_names_a_line_that_is_no_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a", "text": "hi"}\nnot json\n')
    assert "line 2" in run(capsys, "evaluate", str(path))[2]


def test_content_check_fails_loudly_on_a_broken_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], root: Path
) -> None:
    import shutil

    moves = tmp_path / "content/en/moves"
    moves.mkdir(parents=True)
    shutil.copy(root / "content/en/words.yaml", moves.parent)
    (moves / "blame.yaml").write_text("id: blame\nfamily: rude\n")
    code, out, err = run(capsys, "content", "check", "--content", str(tmp_path / "content"))
    assert code == 1
    assert out == ""
    assert "content/en/moves/blame.yaml:" in err


def test_doctor_says_how_things_are(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kinmend", "doctor", "--data", str(tmp_path / "notes")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "yours alone" in ran.stdout
    (tmp_path / "notes").chmod(0o755)
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "chmod 700" in ran.stdout


def test_a_port_that_is_taken_is_explained(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [
            sys.executable,
            "-m",
            "kinmend",
            "serve",
            "--no-browser",
            "--port",
            port,
            "--data",
            str(tmp_path / "n"),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 1
    assert "already answers on port" in ran.stderr


def test_notes_of_a_newer_kinmend_are_left_alone(tmp_path: Path) -> None:
    import os
    import sqlite3

    if os.environ.get("DATABASE_URL"):
        return  # the same check in code; this test writes into SQLite by hand
    command = [sys.executable, "-m", "kinmend", "doctor", "--data", str(tmp_path / "notes")]
    subprocess.run(command, capture_output=True, check=True)
    with sqlite3.connect(tmp_path / "notes/notes.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('kit', '9999_to_come', '2030-01-01')"
        )
    database.close()
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "newer Kinmend" in ran.stdout


def test_reply_answers_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "replies.jsonl"
    lines.write_text(
        '{"id": "r1", "context": "You read my diary.", "text": "I did, and it was wrong of me. I am sorry."}\n\n'
        '{"id": "r2", "context": ["You read my diary."], "text": "Well."}\n'
        '{"id": 3, "context": [{"speaker": "child", "text": "You read my diary."}], "text": "So?"}\n'
    )
    code, out, _ = run(capsys, "reply", str(lines), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [answer["id"] for answer in answers] == ["r1", "r2", 3]
    assert set(answers[0]) == {"id", "reading", "amends", "parts", "why"}
    assert isinstance(answers[0]["amends"], bool)
    code, out, _ = run(capsys, "reply", str(lines))
    assert out.startswith("r1: ")
    lines.write_text('{"id": 1}\n')
    code, out, err = run(capsys, "reply", str(lines), "--json")
    assert (code, out) == (1, "")
    assert "line 1" in err


def test_screen_answers_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"text": "I want to kill myself tonight."}\nThis job is killing me.\n')
    code, out, _ = run(capsys, "screen", "--lines", str(lines), "--json")
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert first == {"crisis": True, "kind": "suicide", "quote": "I want to kill myself tonight."}
    assert second == {"crisis": False, "kind": "", "quote": ""}
    text = tmp_path / "page.txt"
    text.write_text("The plums are ripe.")
    assert run(capsys, "screen", str(text))[1] == "nothing found\n"
    assert run(capsys, "screen")[0] == 1


def test_report_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "report", str(tmp_path))
    assert (code, out) == (1, "")
    assert "can't be measured" in err


def test_the_guide_answers_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "situation.json"
    path.write_text('{"contact": "she_left", "safety": "red", "aim": "repair", "shoe": 7}')
    assert main(["guide", str(path), "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert [s["exercise"] for s in found["suggestions"]] == ["E09", "E36", "E44"]
    assert {"exercise", "title", "because", "minutes", "label", "rule", "smaller"} == set(found["suggestions"][0])
    assert "E06" in {h["exercise"] for h in found["held"]}
    assert "{" not in found["held"][0]["reason"]
    assert "shoe" in said.err
    assert main(["guide", str(path)]) == 0
    assert "Contact is not a step here. [G2]" in capsys.readouterr().out
    path.write_text('{"calm": 30}')
    assert main(["guide", str(path)]) == 1
    assert "calm goes from 0 to 10" in capsys.readouterr().err
    path.write_text("calm")
    assert main(["guide", str(path)]) == 1
    assert "is not JSON" in capsys.readouterr().err


def test_coverage_is_told_in_numbers_and_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "coverage", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["sentences"], found["mapped"], found["exercises"]) == (93, 91, 44)
    assert set(found["not_done"]) == {"S91", "S92"}
    assert main(["content", "coverage"]) == 0
    assert "S92 was left out" in capsys.readouterr().out


def test_a_new_exercise_is_begun_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(root() / "en/chapters", tmp_path / "content/en/chapters")
    (tmp_path / "content/en/exercises").mkdir()
    args = ["content", "new", "exercise", "--content", str(tmp_path / "content"), "--chapter"]
    assert main([*args, "listen"]) == 0
    assert capsys.readouterr().out.strip().endswith("E01.yaml")
    assert main([*args, "nowhere"]) == 1
    assert "there is no chapter 'nowhere'" in capsys.readouterr().err
