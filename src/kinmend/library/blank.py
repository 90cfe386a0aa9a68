"""A new exercise file to fill in: every field, with what belongs there.

Knows the shape; refuses to overwrite.
"""

from __future__ import annotations

from pathlib import Path

from kinmend.library.files import root

BLANK = """# A new exercise. Write in the second person, in short plain sentences (grade 8 at most).
# The mother is called by slots: {{mom}} is "your mom" or her name; {{she}} {{her}} {{her_}} (possessive) {{hers}}
# {{has}} {{is}}; with a capital where a sentence begins.
# Check it with: kinmend content check
id: {id}
version: 1
chapter: {chapter}
title: A title of up to sixty characters
summary: One line for lists.
minutes: 10
purpose: What it is for, in one or two sentences.
seed: []
methods: []
label:
  strength: T        # A tested many times, B at least once, C seen in studies, T tradition
  direct: false      # true only if it was studied with grown children and parents
  what: What kind of thing this is.
  studied: How well it has been studied, in words.
  unknown: What is not known.
sources: []          # - {{cite: Author and year, figure: only if you read it, checked: true}}
gates:
  never: []          # situations in which it is not shown: well, around, silent, unsafe, died, unknown
  calm: 0
toward: false        # true if it leads to contact; then never: [unsafe, died, unknown]
stirs: false         # true if it may stir: calm is asked before and after
cautions: []
steps:
  - id: first
    kind: text       # read, text, slider, choice, two-columns, timer, plan, draft, list, letter, log, date
    name: Two words
    prompt: The question on the page.
    help: A sentence under it.
    stuck: Another way in, if nothing comes.
keeps:
  kind: page         # page, letter, terms, topics, limit, plan, log, card, choice, story, brief
  title: What it is called afterwards
  feeds: Where it is used later.
ending: What is said at the end.
next: []
"""


class Taken(Exception):
    """Why no file was made."""


def new_exercise(chapter: str, base: Path | None = None, language: str = "en") -> Path:
    """Makes a file with the next free number; returns its path. Raises `Taken`."""
    home = (base or root()) / language
    if not (home / "chapters" / f"{chapter}.yaml").exists():
        known = ", ".join(sorted(path.stem for path in home.glob("chapters/*.yaml")))
        raise Taken(f"there is no chapter {chapter!r}; there are {known}")
    folder = home / "exercises"
    numbers = [int(path.stem[1:]) for path in folder.glob("E*.yaml") if path.stem[1:].isdecimal()]
    name = f"E{max(numbers, default=0) + 1:02}"
    path = folder / f"{name}.yaml"
    with path.open("x", encoding="utf-8") as file:
        file.write(BLANK.format(id=name, chapter=f'"{chapter}"' if chapter == "on" else chapter))
    return path
