"""Running the hits and misses that every move file carries.

Knows move files and the reader; refuses to know of any test outside the content folder.
"""

from __future__ import annotations

from pathlib import Path

from kinmend.library import ContentError, Example, Move, root
from kinmend.library.files import compose, line_of, read_file
from kinmend.library.moves import check_move, load_words
from kinmend.reader.reading import Mark, Reader

ENOUGH = 0.9
"""How many of a move's examples the trained reader must get right. A trained reader is never right on all; a move that
is read by its own signals must be."""


def check_moves(language: str = "en", base: Path | None = None) -> list[ContentError]:
    """Everything wrong with the moves of a language: shape first, then examples. Empty when all is well."""
    folder = (base or root()) / language / "moves"
    paths = sorted(folder.glob("*.yaml"))
    try:
        words = load_words(language, base)
        known = {read_file(path, Move).id for path in paths}
        found = [error for path in paths for error in check_move(path, words, known)]
        if found:
            return found
        reader = Reader(language, base)
        return [error for path in paths for error in check_examples(reader, path)]
    except ContentError as error:
        return [error]


def check_examples(reader: Reader, path: Path) -> list[ContentError]:
    """The hits that `reader` fails to mark and the misses it marks, each with its line, where they are too many."""
    move, node = read_file(path, Move), compose(path)
    found = []
    for field, wanted in (("hits", True), ("misses", False)):
        for n, entry in enumerate(getattr(move, field)):
            example = entry if isinstance(entry, Example) else Example(entry)
            said = _complaint(move.id, example, wanted, reader.read(example.text, example.context).marks)
            if said:
                found.append(ContentError(path, line_of(node, f".{field}[{n}]"), said))
    trained = move.id in reader.weights.model.moves
    allowed = (1 - ENOUGH) * (len(move.hits) + len(move.misses)) if trained else 0
    return found if len(found) > allowed else []


def _complaint(move: str, example: Example, wanted: bool, marks: tuple[Mark, ...]) -> str:
    mine = [mark for mark in marks if mark.move == move]
    if wanted and not mine:
        others = ", ".join(mark.move for mark in marks) or "nothing"
        return f"this hit is not marked {move} (marked: {others}): {example.text!r}"
    if not wanted and mine:
        return f"this miss is marked {move} ({mine[0].quote!r}): {example.text!r}"
    return ""
