"""The reader learns only from what may ship: our own words, written for this project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

NEVER = ("esconv", "ucc", "mentalmanip", "miti", "annomi", "epitome", "switchboard", "empathetic", "dialogre", "nus")
"""Sets whose licence is non-commercial or unclear."""
HELD = {"held.jsonl", "lines-held.jsonl", "englishes.jsonl"}

WATCH = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from training.examples import load_all
print(json.dumps([len(load_all()), opened]))
"""


def test_training_opens_no_data_but_its_own(root: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, check=True, cwd=root)
    count, opened = json.loads(ran.stdout)
    data = {Path(path).relative_to(root) for path in opened if path.startswith(str(root / "data"))}
    assert count > 4000
    assert {str(path) for path in data} == {
        "data/family/tune.jsonl",
        "data/family/dev.jsonl",
        "data/family/written.jsonl",
        "data/replies/tune.jsonl",
        "data/screen/tune.jsonl",
    }
    for path in opened:
        assert not any(name in Path(path).name.lower() for name in NEVER), path
        assert not path.endswith((".gz", ".csv", ".tsv")), path


def test_no_held_out_text_is_in_what_is_learnt_from(root: Path) -> None:
    from training.examples import load_all

    learnt = {" ".join(case.text.lower().split()) for case in load_all()}
    for path in (root / "data").rglob("*.jsonl"):
        if path.name in HELD:
            lines = [json.loads(line)["text"] for line in path.read_text().splitlines()]
            long = [text for text in lines if len(text.split()) > 4]
            assert not learnt & {" ".join(text.lower().split()) for text in long}, path.name


def test_the_training_program_names_no_other_source(root: Path) -> None:
    code = "".join(path.read_text().lower() for path in (root / "training").glob("*.py"))
    assert not any(f'"{name}' in code or f"/{name}" in code for name in NEVER)
    assert "http" not in code
