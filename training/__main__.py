"""`python -m training`: trains the reader from the data in this repository and writes its files.

Knows the order of the steps; see training/README.md for what each step needs and how long it takes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from kinmend.reader.linear import Linear
from kinmend.reader.weights import AMENDS, READINGS, Danger, Sureness, folder
from kinmend.reader.wordpiece import WordPiece
from training import combine, linear
from training.encoder import Encoder, export, lessons, load_minilm, predict, train
from training.examples import COLUMN, COLUMNS, DANGER, MOVES, Case, composed, for_calibration, load_all

SEED = 3


def main() -> None:
    """Trains on all groups but the calibration ones, fits the sureness on those, and writes the files."""
    args = _arguments()
    cutter = WordPiece(args.minilm / "vocab.txt")
    cases = load_all()
    kept = [case for case in cases if for_calibration(case)]
    taught = [case for case in cases if not for_calibration(case)]
    print(
        f"{len(taught)} texts to learn from, {len(kept)} to calibrate on, {sum(len(c.spans) for c in cases)} sentences"
    )
    encoder = teach(taught, cutter, args)
    weights, bias = linear.fit(taught, strength=24.0)
    sureness = calibrate(encoder, weights, bias, kept, cutter)
    danger = calibrate_danger(encoder, weights, bias, [case for case in kept if case.source == "screen"], cutter)
    thresholds = calibrate_replies(encoder, [case for case in kept if case.source == "replies"], cutter)
    write(encoder, weights, bias, sureness, danger, thresholds, args)


def teach(cases: list[Case], cutter: WordPiece, args: argparse.Namespace) -> Encoder:
    """A fresh MiniLM, fine-tuned on `cases`; or the one taught before, if its file is named and there."""
    torch.manual_seed(SEED)
    published = load_file(args.minilm / "model.safetensors")
    encoder = Encoder(len(published["embeddings.word_embeddings.weight"]), len(COLUMNS))
    load_minilm(encoder, published)
    encoder.words.weight.requires_grad_(False)  # freezing the words lost nothing and saves a fifth of the time
    if args.taught and args.taught.exists():
        encoder.load_state_dict(torch.load(args.taught))
        return encoder.eval()
    began = time.perf_counter()
    train(encoder, lessons(cases, cutter), epochs=args.epochs, rate=args.rate, seed=SEED)
    first = {name: tensor.clone() for name, tensor in encoder.state_dict().items()}
    train(encoder, lessons(second_lesson(cases), cutter), epochs=2, rate=args.rate / 2, seed=SEED, frozen=3)
    encoder.load_state_dict({name: (first[name] + new) / 2 for name, new in encoder.state_dict().items()})
    if args.taught:
        torch.save(encoder.state_dict(), args.taught)
    print(f"encoder trained in {(time.perf_counter() - began) / 60:.1f} min")
    return encoder


def second_lesson(cases: list[Case]) -> list[Case]:
    """Lines on danger, which are few among the messages and weigh five times here; messages put together from sentences
    of different ones; and half of the rest. The mean of the weights before and after it keeps what both know."""
    lines = [replace(case, known=case.known * 5) for case in cases if case.source == "screen"]
    rest = [case for case in cases if case.source != "screen"]
    half = [rest[n] for n in np.random.default_rng(SEED).permutation(len(rest))[: len(rest) // 2]]
    return lines + half + composed(rest, 2500, SEED)


def calibrate(encoder: Encoder, weights: np.ndarray, bias: np.ndarray, cases: list[Case], cutter: WordPiece) -> dict:
    """How sure a score may make the reader, from family messages that neither tier has seen."""
    family = [case for case in cases if case.message]
    seen = combine.Seen(
        encoder=encoder_scores(encoder, family, cutter)[:, : len(MOVES)],
        linear=linear.score(weights, bias, family),
        labels=np.concatenate([case.labels[:-1, : len(MOVES)] for case in family]),
    )
    return combine.fit(seen, list(MOVES))


def calibrate_danger(
    encoder: Encoder, weights: np.ndarray, bias: np.ndarray, cases: list[Case], cutter: WordPiece
) -> Danger:
    """How sure the screen may be, from lines that neither tier has seen."""
    rows = predict(encoder, [lesson.window for lesson in lessons(cases, cutter)])
    careful = np.array([row[:, DANGER].max() for row in rows])
    fast = Linear(weights, bias).scores(linear.wholes_of(cases))[:, -1]
    return combine.fit_danger(careful, fast, linear.in_danger(cases))


def calibrate_replies(encoder: Encoder, cases: list[Case], cutter: WordPiece) -> tuple[float, float]:
    """The thresholds for amends and for "unclear", from replies that the encoder has not seen."""
    rows = np.stack([rows[-1] for rows in predict(encoder, [lesson.window for lesson in lessons(cases, cutter)])])
    readings = [COLUMN[f"reading:{name}"] for name in READINGS]
    labels = np.stack([case.labels[-1] for case in cases])
    return combine.fit_replies(
        rows[:, readings], rows[:, COLUMN[AMENDS]], labels[:, readings].argmax(1), labels[:, COLUMN[AMENDS]]
    )


def encoder_scores(encoder: Encoder, cases: list[Case], cutter: WordPiece) -> np.ndarray:
    """Sentences x columns, of all cases in order."""
    return np.concatenate([rows[:-1] for rows in predict(encoder, [x.window for x in lessons(cases, cutter)])])


def write(
    encoder: Encoder,
    weights: np.ndarray,
    bias: np.ndarray,
    sureness: dict[str, Sureness],
    danger: Danger,
    thresholds: tuple[float, float],
    args: argparse.Namespace,
) -> None:
    """The four files of the trained reader, and `model.json` with their checksums."""
    place: Path = args.out
    place.mkdir(parents=True, exist_ok=True)
    export(encoder, place / "encoder.onnx")
    (place / "vocabulary.txt").write_bytes((args.minilm / "vocab.txt").read_bytes())
    scale = np.maximum(np.abs(weights).max(0), 1e-6) / 127
    np.savez_compressed(place / "linear.npz", weights=np.round(weights / scale).astype(np.int8), bias=bias)
    names = ("encoder.onnx", "vocabulary.txt", "linear.npz")
    model = {
        "trained": date.today().isoformat(),
        "moves": list(MOVES),
        "columns": list(COLUMNS),
        "sureness": sureness,
        "linear_scale": [float(s) for s in scale],
        "danger": danger,
        "amends_threshold": thresholds[0],
        "unclear_threshold": thresholds[1],
        "sha256": {name: hashlib.sha256((place / name).read_bytes()).hexdigest() for name in names},
    }
    (place / "model.json").write_text(
        json.dumps(model, indent=1, default=lambda o: {f: getattr(o, f) for f in o.__struct_fields__}) + "\n"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("minilm", type=Path, help="folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, default=folder(), help="where to write (default: into the package)")
    parser.add_argument("--taught", type=Path, help="keep the taught encoder in this file, or take it from there")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=3e-4)
    return parser.parse_args()


if __name__ == "__main__":
    main()
