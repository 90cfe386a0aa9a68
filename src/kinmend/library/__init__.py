"""Content files as typed objects.

Knows where the library a therapist edits lies, how each kind of file is shaped, and how to say
exactly which line is wrong. Refuses to know what the content is used for.
"""

from kinmend.library.article import Coverage, Sentence, coverage, load_article
from kinmend.library.chapters import Chapter, load_chapters
from kinmend.library.exercises import Exercise, Step, load_exercises
from kinmend.library.files import ContentError, root
from kinmend.library.helplines import Country, Line, load_countries
from kinmend.library.moves import FAMILIES, Example, Family, Move, Signal, Words, load_moves, load_words

__all__ = [
    "FAMILIES",
    "Chapter",
    "ContentError",
    "Country",
    "Coverage",
    "Example",
    "Exercise",
    "Family",
    "Line",
    "Move",
    "Sentence",
    "Signal",
    "Step",
    "Words",
    "coverage",
    "load_article",
    "load_chapters",
    "load_countries",
    "load_exercises",
    "load_moves",
    "load_words",
    "root",
]
