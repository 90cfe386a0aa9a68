"""Help lines by country: only rows that name a source and the day it was checked.

Knows numbers with their sources; refuses a row without one, and refuses to guess a country.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from kinmend.library.files import ContentError, compose, line_of, read_file, root

GOOD_FOR = timedelta(days=180)
_ORDER = ("emergency", "suicide", "abuse", "child", "elder")


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One help line."""

    kind: Literal["emergency", "suicide", "abuse", "child", "elder"]
    name: str
    source: str
    """The address of the page that shows the number."""
    source_name: str
    """Whose page that is."""
    checked_on: date
    call: str = ""
    """The number as dialled."""
    text: str = ""
    """The number for text messages."""
    hours: str = ""
    languages: list[str] = []
    note: str = ""

    def is_old(self, today: date) -> bool:
        """True when the row has not been checked for half a year."""
        return today - self.checked_on > GOOD_FOR

    @property
    def dial(self) -> str:
        """The number without spaces, for a link."""
        return "".join(char for char in self.call if char in "+0123456789")


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country and its lines."""

    country: str
    """ISO 3166 code of two letters."""
    name: str
    rows: list[Line]


@cache
def load_countries(base: Path | None = None) -> tuple[Country, ...]:
    """All countries by name; raises `ContentError`."""
    folder = (base or root()) / "helplines"
    found = [read_file(path, Country) for path in sorted(folder.glob("*.yaml"))]
    ordered = [msgspec.structs.replace(c, rows=sorted(c.rows, key=lambda r: _ORDER.index(r.kind))) for c in found]
    return tuple(sorted(ordered, key=lambda country: country.name))


def check_country(path: Path) -> list[ContentError]:
    """What is wrong with one country's file beyond its shape."""
    country, node = read_file(path, Country), compose(path)
    found = []
    if country.country.lower() != path.stem:
        found.append(ContentError(path, line_of(node, ".country"), f"the file is called {path.stem!r}"))
    for n, row in enumerate(country.rows):
        if not row.source.startswith("https://") or not row.source_name:
            found.append(ContentError(path, line_of(node, f".rows[{n}]"), "a row needs the source it was read from"))
        if not (row.call or row.text):
            found.append(ContentError(path, line_of(node, f".rows[{n}]"), "a row needs a number to call or text"))
    return found
