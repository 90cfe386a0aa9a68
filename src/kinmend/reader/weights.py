"""The trained parts of the reader: where they lie, what their columns mean, and whether they are whole.

Knows files and checksums; refuses to fetch anything. Made by `python -m training` and described in
`docs/model-card.md`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from kinmend.reader.encoder import Encoder
    from kinmend.reader.linear import Linear

READINGS = (
    "open",
    "apology",
    "non-apology",
    "bid",
    "mixed",
    "guarded",
    "guilt",
    "blame",
    "attack",
    "withdrawal",
    "unclear",
)
"""What a reply may be on the whole."""
PARTS = ("act", "effect", "responsibility", "repair", "clean")
"""What an apology may hold (Lewicki et al. 2016): the act, its effect, the fault taken, a repair, no if or but."""
DANGERS = ("suicide", "self-harm", "harm-to-others", "being-harmed", "child-at-risk")
"""What the safety screen looks for."""
AMENDS = "amends:yes"


class Sureness(msgspec.Struct, frozen=True):
    """How the scores for one move become a probability, and from where on it is marked."""

    encoder: float
    linear: float
    bias: float
    threshold: float
    """Marked from this probability on."""
    skim_scale: float
    """The same for the fast tier alone: probability = logistic(scale x score + bias)."""
    skim_bias: float
    skim_threshold: float


class Danger(msgspec.Struct, frozen=True):
    """How the scores of both tiers for a passage become the probability that it speaks of present danger."""

    encoder: float
    linear: float
    bias: float
    threshold: float
    """The card is shown from this probability on, whatever the wording."""


class Model(msgspec.Struct, frozen=True):
    """`model.json`: what the files beside it are."""

    trained: str
    """Date, ISO."""
    moves: list[str]
    """Columns of the linear tier but for its last, which is danger; the first columns of the encoder."""
    columns: list[str]
    """All columns of the encoder."""
    sureness: dict[str, Sureness]
    linear_scale: list[float]
    """A move's weights are these times the whole numbers in `linear.npz`."""
    danger: Danger
    amends_threshold: float
    unclear_threshold: float
    """A reply whose best reading is under this is called unclear."""
    sha256: dict[str, str]
    """Checksum of each file."""


class BrokenWeights(RuntimeError):
    """A file of the trained reader is missing or is not the one that was made with the rest."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything trained, loaded."""

    model: Model
    encoder: Encoder
    linear: Linear


def folder(language: str = "en") -> Path:
    """Where the trained files of a language lie."""
    return Path(__file__).with_name("trained") / language


def load(language: str = "en", base: Path | None = None) -> Weights:
    """The trained reader of a language; raises `BrokenWeights`. Takes about 0.3 s, so keep what it returns."""
    import numpy as np  # here, since importing kinmend.reader must stay quick

    from kinmend.reader.encoder import Encoder
    from kinmend.reader.linear import Linear

    place = base or folder(language)
    model = check(place)
    with np.load(place / "linear.npz") as stored:
        scale = np.array(model.linear_scale, np.float32)
        linear = Linear(stored["weights"].astype(np.float32) * scale, stored["bias"])
    return Weights(model, Encoder(place / "encoder.onnx", place / "vocabulary.txt", model.columns), linear)


def check(place: Path) -> Model:
    """`model.json` of a folder, once every file has its checksum; raises `BrokenWeights`."""
    try:
        model = msgspec.json.decode((place / "model.json").read_bytes(), type=Model)
        wrong = [name for name, sha in model.sha256.items() if _sha256(place / name) != sha]
    except (OSError, msgspec.MsgspecError) as error:
        raise BrokenWeights(f"The trained reader can't be opened ({error}). Install Kinmend again.") from None
    if wrong:
        raise BrokenWeights(f"The trained reader is damaged ({', '.join(wrong)}). Install Kinmend again.")
    return model


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
