"""`python -m bench.public DIR`: the shipped reader, untuned, on public sets it has never learnt from.

DIR holds esconv/valid.jsonl.gz, ucc/val.jsonl.gz, mentalmanip/dev.jsonl.gz and miti_peer/dev.jsonl.gz. Their licences
are non-commercial, so they are not in this repository and nothing is trained on them. The labels are not our moves: the
mapping below was written before the first run and not changed after. AUC: 0.5 is chance. F1: at the thresholds that
ship, beside the F1 of saying yes to everything. VADER and TextBlob: minus their polarity where the label is hard, plus
it where it is kind, since that is what a person who installs them gets.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.__main__ import machine
from kinmend.reader import Turn, reader
from kinmend.reader.listening import listening_score
from kinmend.reader.report import f1_of

HARD = ("blame", "contempt", "absolutes", "threat", "mind-reading", "demand", "defensiveness", "guilt-trip")
MAPPING: dict[str, dict[str, tuple[int, tuple[str, ...]]]] = {
    # set: label -> (-1 hard or +1 kind, our moves)
    "esconv": {
        "Question": (1, ("open-question", "closed-question")),
        "Restatement or Paraphrasing": (1, ("reflection",)),
        "Reflection of feelings": (1, ("reflection", "validation")),
        "Self-disclosure": (1, ("own-feeling",)),
        "Affirmation and Reassurance": (1, ("validation", "appreciation")),
        "Providing Suggestions": (1, ("advice",)),
    },
    "ucc": {
        "antagonize": (-1, HARD),
        "condescending": (-1, ("contempt", "minimizing")),
        "dismissive": (-1, ("minimizing", "contempt", "withdrawal")),
        "generalisation_unfair": (-1, ("absolutes", "blame", "contempt")),
        "hostile": (-1, ("contempt", "threat", "blame", "demand")),
        "sarcastic": (-1, ("contempt",)),
    },
    "mentalmanip": {
        "Shaming or Belittlement": (-1, ("contempt", "blame", "minimizing", "comparison")),
        "Accusation": (-1, ("blame", "mind-reading", "absolutes")),
        "Intimidation": (-1, ("threat", "demand")),
        "Brandishing Anger": (-1, ("contempt", "blame", "demand")),
        "Playing Victim Role": (-1, ("guilt-trip",)),
        "Playing Servant Role": (-1, ("guilt-trip",)),
        "Denial": (-1, ("defensiveness", "minimizing")),
        "Rationalization": (-1, ("defensiveness",)),
        "Evasion": (-1, ("withdrawal", "defensiveness")),
        "Persuasion or Seduction": (-1, ("advice", "demand", "guilt-trip")),
    },
    "miti_peer": {
        "Open Question": (1, ("open-question",)),
        "Closed Question": (1, ("closed-question",)),
        "Simple Reflection": (1, ("reflection",)),
        "Complex Reflection": (1, ("reflection",)),
        "Affirm": (1, ("appreciation", "validation")),
        "Support": (1, ("validation", "affection")),
        "Self-Disclose": (1, ("own-feeling",)),
        "Advise without Permission": (1, ("advice",)),
        "Direct": (-1, ("demand", "advice")),
        "Confront": (-1, ("blame", "contempt", "minimizing")),
        "Warn": (-1, ("threat", "advice")),
    },
}


class Row(NamedTuple):
    """A text of a public set, what was said before, and its labels."""

    text: str
    before: list[Turn]
    labels: set[str]


def rows_of(name: str, folder: Path) -> list[Row]:
    """The dev part of a set."""
    return {"esconv": _esconv, "ucc": _ucc, "mentalmanip": _mentalmanip, "miti_peer": _miti}[name](folder / name)


def _lines(path: Path) -> Iterable[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _esconv(folder: Path) -> list[Row]:
    rows = []
    for talk in _lines(folder / "valid.jsonl.gz"):
        before: list[Turn] = []
        for turn in talk["dialog"]:
            if turn["speaker"] == "sys":
                rows.append(Row(turn["text"], before[-2:], {turn["strategy"]}))
            before.append(Turn(turn["text"], own=turn["speaker"] == "sys"))
    return rows


def _ucc(folder: Path) -> list[Row]:
    return [
        Row(line["comment"], [], {label for label in MAPPING["ucc"] if line[label]})
        for line in _lines(folder / "val.jsonl.gz")
    ]


def _mentalmanip(folder: Path) -> list[Row]:
    return [Row(line["text"], [], set(line["technique"])) for line in _lines(folder / "dev.jsonl.gz")]


def _miti(folder: Path) -> list[Row]:
    return [Row(line["text"], [], {line["label"]}) for line in _lines(folder / "dev.jsonl.gz")]


def auc(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The chance that a true one scores above a false one; ties count half."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, at = [0.0] * len(scores), 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        for n in order[at:end]:
            ranks[n] = (at + end + 1) / 2
        at = end
    yes = sum(truth)
    total = sum(rank for rank, true in zip(ranks, truth, strict=True) if true)
    return (total - yes * (yes + 1) / 2) / (yes * (len(truth) - yes))


def baselines() -> dict[str, Callable[[str], float]]:
    """Polarity, -1 to 1, of the two tone meters that people install."""
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    return {
        "VADER": lambda text: float(vader.polarity_scores(text)["compound"]),
        "TextBlob": lambda text: float(TextBlob(text).sentiment.polarity),
    }


def report(name: str, rows: Sequence[Row]) -> Iterable[str]:
    """A table of one set."""
    reads = reader()
    chances = [reads.chances(row.text, row.before) for row in rows]
    marked = [{mark.move for mark in reads.read(row.text, row.before).marks} for row in rows]
    tone = {tool: [polarity(row.text) for row in rows] for tool, polarity in baselines().items()}
    yield f"\n{name}: {len(rows)} texts"
    yield f"{'label':<28}{'n':>6}{'AUC':>8}{'VADER':>8}{'TextBlob':>10}{'F1':>8}{'all yes':>9}"
    sums = []
    for label, (sign, moves) in MAPPING[name].items():
        truth = [label in row.labels for row in rows]
        if sum(truth) < 5:
            yield f"{label:<28}{sum(truth):>6}   too few"
            continue
        ours = auc([max(chance[move] for move in moves) for chance in chances], truth)
        others = [auc([sign * value for value in values], truth) for values in tone.values()]
        score = f1_of([bool(found & set(moves)) for found in marked], truth)
        always = f1_of([True] * len(truth), truth)
        sums.append((ours, *others, score, always))
        yield f"{label:<28}{sum(truth):>6}{ours:>8.3f}{others[0]:>8.3f}{others[1]:>10.3f}{score:>8.3f}{always:>9.3f}"
    means = [sum(column) / len(sums) for column in zip(*sums, strict=True)]
    yield f"{'mean':<34}{means[0]:>8.3f}{means[1]:>8.3f}{means[2]:>10.3f}{means[3]:>8.3f}{means[4]:>9.3f}"


def listening(folder: Path) -> Iterable[str]:
    """Whether the listening score tells helpers from those who seek help, in the same talks."""
    reads = reader()
    scores: list[float] = []
    helpers: list[bool] = []
    for talk in _lines(folder / "esconv" / "valid.jsonl.gz"):
        for side in ("sys", "usr"):
            turns = [reads.read(turn["text"]) for turn in talk["dialog"] if turn["speaker"] == side]
            score = listening_score(turns)
            if score is not None:
                scores.append(score)
                helpers.append(side == "sys")
    for side, name in ((True, "helpers"), (False, "seekers")):
        mine = [score for score, helper in zip(scores, helpers, strict=True) if helper == side]
        yield f"listening score, ESConv, {name}: {sum(mine) / len(mine):+.3f} a turn"
    yield f"listening score tells helpers from seekers: AUC {auc(scores, helpers):.3f}"


def main() -> None:
    """Prints a table a set."""
    parser = argparse.ArgumentParser(prog="python -m bench.public", description=__doc__)
    parser.add_argument("dir", type=Path)
    folder = parser.parse_args().dir
    print(machine())
    for name in MAPPING:
        for line in report(name, rows_of(name, folder)):
            print(line, flush=True)
    for line in listening(folder):
        print(line)


if __name__ == "__main__":
    main()
