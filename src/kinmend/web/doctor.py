"""Checks for `kinmend doctor`: is this computer ready, and is what lies here safe?

Knows what can go wrong around the house; refuses to look into any document.
"""

from __future__ import annotations

import stat
import sys
from typing import NamedTuple

_SYNCED = ("dropbox", "onedrive", "icloud", "google drive", "googledrive", "nextcloud", "mobile documents")


class Finding(NamedTuple):
    """One check: whether all is well, and a sentence."""

    well: bool
    said: str


def examine() -> list[Finding]:
    """All checks, in an order that explains the later ones."""
    return [check() for check in (_python, _folder, _sync, _database, _library)]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        sys.version_info >= (3, 11),
        f"Python {version}"
        + ("" if sys.version_info >= (3, 11, 8) else " (3.11.8 or newer closes known faults in reading archives)"),
    )


def _folder() -> Finding:
    from kinmend.web.settings import DATA

    mode = stat.S_IMODE(DATA.stat().st_mode)
    if mode & 0o077 and sys.platform != "win32":
        return Finding(False, f"The data folder {DATA} can be opened by others here. Close it: chmod 700 '{DATA}'")
    return Finding(True, f"The data folder {DATA} is yours alone")


def _sync() -> Finding:
    from kinmend.web.settings import DATA

    inside = next((name for name in _SYNCED if name in str(DATA).lower()), None)
    if inside:
        return Finding(
            False,
            f"The data folder lies inside {inside}. What lies there is sealed, but copies of it leave "
            "this computer. Choose another with --data.",
        )
    return Finding(True, "The data folder is not in a folder that syncs to a cloud")


def _database() -> Finding:
    from kinmend.web.serve import CannotStart, prepare

    try:
        prepare()
        return _pragmas()
    except CannotStart as error:
        return Finding(False, str(error))


def _pragmas() -> Finding:
    from django.db import connection

    if connection.vendor != "sqlite":
        return Finding(True, f"{connection.display_name} answers and is up to date")
    with connection.cursor() as cursor:
        wanted = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
        wrong = [name for name, value in wanted.items() if cursor.execute(f"PRAGMA {name}").fetchone()[0] != value]
        whole = cursor.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    if wrong or not whole:
        return Finding(False, f"The database is not as it should be ({', '.join(wrong) or 'damaged'}). Restore a copy.")
    return Finding(True, "The database is whole, and writes are on disk before they count as kept")


def _library() -> Finding:
    from kinmend.library import ContentError, load_countries, load_exercises, load_moves
    from kinmend.library.practice import load_practice
    from kinmend.web.settings import PRACTICE

    try:
        practice = f", and the details of {load_practice(PRACTICE).name}" if PRACTICE else ""
        return Finding(
            True,
            f"The library holds {len(load_exercises())} exercises, {len(load_moves())} moves and help lines of "
            f"{len(load_countries())} countries{practice}",
        )
    except ContentError as error:
        return Finding(False, f"The library can't be used: {error}")
