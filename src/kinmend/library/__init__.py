"""Content files as typed objects.

Knows where the library a therapist edits lies, how each kind of file is shaped, and how to say
exactly which line is wrong. Refuses to know what the content is used for.
"""

from kinmend.library.files import ContentError, root
from kinmend.library.helplines import Country, Line, load_countries
from kinmend.library.moves import FAMILIES, Example, Family, Move, Signal, Words, load_moves, load_words

__all__ = [
    "FAMILIES",
    "ContentError",
    "Country",
    "Example",
    "Family",
    "Line",
    "Move",
    "Signal",
    "Words",
    "load_countries",
    "load_moves",
    "load_words",
    "root",
]
