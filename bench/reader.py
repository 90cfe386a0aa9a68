"""`python -m bench.reader [--minilm FILE]`: speed and weight of the reader beside what people could install instead.

The same texts for all: a draft of 60 words, and the messages of data/family/held.jsonl as a history. One process,
one thread a tool. FILE is the published MiniLM as ONNX, for the row of a plain encoder without any head.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.__main__ import DRAFT, ROOT, machine, shown, times
from kinmend.reader import reader
from kinmend.reader.evaluate import evaluate, read_messages

HISTORY = 20_000


def main() -> None:
    """Prints a line a figure."""
    parser = argparse.ArgumentParser(prog="python -m bench.reader", description=__doc__)
    parser.add_argument("--minilm", type=Path)
    args = parser.parse_args()
    print(f"{machine()}\n")
    for line in (*start(), *ours(), *others(args.minilm)):
        print(line, flush=True)


def start() -> Iterable[str]:
    """A new process: import, first reading, memory, size on disk."""
    code = (
        "import time; t = time.perf_counter(); import kinmend.reader as r; a = time.perf_counter(); "
        "r.read('Hello.'); b = time.perf_counter(); import resource; "
        "print(a - t, b - a, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    runs = []
    for _ in range(5):
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        runs.append([float(part) for part in ran.stdout.split()])
    load, first, memory = (sorted(column)[2] for column in zip(*runs, strict=True))
    yield f"{'import kinmend.reader':<56}{load * 1000:10.0f} ms"
    yield f"{'first reading':<56}{first * 1000:10.0f} ms"
    yield f"{'memory after the first reading':<56}{memory / 1024:10.0f} MiB"
    trained = sum(path.stat().st_size for path in (ROOT / "src/kinmend/reader/trained").rglob("*") if path.is_file())
    yield f"{'trained files':<56}{trained / 1e6:10.1f} MB"


def ours() -> Iterable[str]:
    """Both tiers, and what the fast one costs in accuracy."""
    reads = reader()
    reads.read(DRAFT)
    yield shown("read a 60-word draft", times(lambda: reads.read(DRAFT), 200))
    yield shown("skim a 60-word draft", times(lambda: reads.skim(DRAFT), 200))
    messages = read_messages(ROOT / "data/family/held.jsonl")
    history = [(message.text, message.turns()) for message in messages]
    yield rate("full reader", lambda: [reads.read(text, turns) for text, turns in history], len(history))
    many = (history * (HISTORY // len(history) + 1))[:HISTORY]
    yield rate("fast tier, first pass", lambda: list(reads.skim_many(many)), len(many))
    yield rate("fast tier, words met before", lambda: list(reads.skim_many(many)), len(many))
    careful, fast = (evaluate(read, reads.moves, messages).macro_f1 for read in (reads.read, reads.skim))
    yield f"{'macro-F1, full reader and fast tier, held':<56}{careful:10.3f}{fast:10.3f}"
    yield f"{'memory now':<56}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10.0f} MiB"


def others(minilm: Path | None) -> Iterable[str]:
    """What people could install instead."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    texts = [message.text for message in read_messages(ROOT / "data/family/held.jsonl")]
    vader = SentimentIntensityAnalyzer()
    yield shown("VADER, the draft", times(lambda: vader.polarity_scores(DRAFT), 200))
    yield rate("VADER", lambda: [vader.polarity_scores(text) for text in texts], len(texts))
    yield shown("TextBlob, the draft", times(lambda: TextBlob(DRAFT).sentiment, 200))
    yield rate("TextBlob", lambda: [TextBlob(text).sentiment for text in texts], len(texts))
    tune = read_messages(ROOT / "data/family/tune.jsonl")
    tfidf = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=300))
    tfidf.fit([message.text for message in tune], [bool(message.marks) for message in tune])
    yield shown(
        "TF-IDF and logistic regression, one label, the draft", times(lambda: tfidf.predict_proba([DRAFT]), 200)
    )
    yield rate("TF-IDF and logistic regression, one label", lambda: tfidf.predict_proba(texts), len(texts))
    if minilm:
        yield from plain_encoder(minilm, texts)


def plain_encoder(path: Path, texts: list[str]) -> Iterable[str]:
    """The published encoder, full precision, a sentence at a time, on our word pieces."""
    import numpy as np
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(path, options)
    cutter = reader().weights.encoder.cutter

    def run(text: str) -> None:
        ids = np.array([[cutter.start, *(piece.id for piece in cutter.pieces(text))][:256]], np.int64)
        fill = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        session.run(None, {one.name: fill[one.name] for one in session.get_inputs()})

    yield shown("plain MiniLM, 32 bit, the draft", times(lambda: run(DRAFT), 100))
    yield rate("plain MiniLM, 32 bit", lambda: [run(text) for text in texts], len(texts))


def rate(name: str, work: Callable[[], object], count: int) -> str:
    """A line with messages a second."""
    began = time.perf_counter()
    work()
    return f"{name:<56}{count / (time.perf_counter() - began):10,.0f} messages/s"


if __name__ == "__main__":
    main()
