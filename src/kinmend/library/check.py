"""Checking the whole library but its moves and dangers (whose examples the reader runs): every mistake with its line.

Knows which files belong together; refuses to be lenient.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from kinmend.library.article import check_article
from kinmend.library.chapters import Chapter, check_chapter
from kinmend.library.checkins import Group, load_checkins
from kinmend.library.exercises import Exercise, check_exercise
from kinmend.library.files import ContentError, read_file, root
from kinmend.library.helplines import check_country
from kinmend.library.holidays import check_holidays
from kinmend.library.voice import SHARE, Voice, check_page, check_voice, faults, load_voice, strings


class Checked(NamedTuple):
    """What was found, and how hard the words are."""

    errors: list[ContentError]
    strings: int
    hard: int
    """Strings above the reading grade."""


def check_library(language: str = "en", base: Path | None = None) -> Checked:
    """All files of a language in `base` (default: as shipped), and with the shipped ones the words of all pages."""
    home = (base or root()) / language
    voice = load_voice(language, base) if (home / "voice.yaml").exists() else load_voice()
    errors: list[ContentError] = []
    grades: list[float] = []
    exercises, chapters = sorted(home.glob("exercises/*.yaml")), sorted(home.glob("chapters/*.yaml"))
    known, ids = {path.stem for path in exercises}, {path.stem for path in chapters}

    def run(check: Callable[[], Any]) -> None:
        try:
            errors.extend(check())
        except ContentError as error:
            errors.append(error)

    def run_voice(path: Path, shape: type[Any]) -> None:
        try:
            found, graded = check_voice(path, shape, voice)
        except ContentError:
            return  # said above already
        errors.extend(found)
        grades.extend(graded)

    for path in exercises:
        run(lambda path=path: check_exercise(path, known, ids))  # type: ignore[misc]
        run_voice(path, Exercise)
    for path in chapters:
        run(lambda path=path: check_chapter(path))  # type: ignore[misc]
        run_voice(path, Chapter)
    for path in sorted((base or root()).glob("helplines/*.yaml")):
        run(lambda path=path: check_country(path))  # type: ignore[misc]
    for path in sorted((base or root()).glob("days/*.yaml")):
        run(lambda path=path: check_holidays(path))  # type: ignore[misc]
    if (home / "checkins.yaml").exists():
        run(lambda: _check_checkins(home / "checkins.yaml", load_checkins(language, base), voice))
    if (home / "article.yaml").exists():
        run(lambda: check_article(home / "article.yaml", _places(exercises, chapters)))
    if base is None:
        pages = Path(__file__).resolve().parents[1] / "web"
        errors += [error for page in sorted(pages.rglob("templates/**/*.html")) for error in check_page(page, voice)]
    hard = sum(found > voice.grade for found in grades)
    if grades and hard > (1 - SHARE) * len(grades):
        said = f"{hard} of {len(grades)} strings are harder to read than grade {voice.grade:g}; at most 5 % may be"
        errors.append(ContentError(home / "voice.yaml", 1, said))
    return Checked(errors, len(grades), hard)


def _places(exercises: list[Path], chapters: list[Path]) -> dict[str, list[str]]:
    """Where sentences of the article may live: each exercise and chapter with the sentences it names."""
    places = {path.stem: read_file(path, Exercise).seed for path in exercises}
    for path in chapters:
        chapter = read_file(path, Chapter)
        places[path.stem] = [*chapter.seed, *(name for section in chapter.sections for name in section.seed)]
    return places


def _check_checkins(path: Path, groups: tuple[Group, ...], voice: Voice) -> list[ContentError]:
    own = [group for group in groups if not group.quoted]
    ids = [question.id for group in groups for question in group.questions]
    found = [ContentError(path, 1, f"two questions are called {name!r}") for name in set(ids) if ids.count(name) > 1]
    return found + [
        ContentError(path, 1, fault) for group in own for _, text in strings(group) for fault in faults(text, voice)
    ]
