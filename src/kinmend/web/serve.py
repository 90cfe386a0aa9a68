"""Starting the house on one computer: database up to date, memory closed to others, server, browser.

Knows the order of starting; refuses to start on a database it does not understand.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sqlite3
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import Any

THREADS = 8
LARGEST_BODY = 1024**3
"""Bodies up to this size stay in memory: waitress would put larger ones, passphrase and all, into a temporary file."""
SWEEP_SECONDS = 30.0
WARM_UP_SECONDS = 2.0
KEPT_BACKUPS = 3


class CannotStart(Exception):
    """Why it does not start, and what to do, in a sentence or two."""


def serve(host: str, port: int, *, browser: bool) -> None:
    """Answers on `host` and `port` until stopped; prints the address first. Raises `CannotStart`."""
    close_memory()
    prepare()
    from waitress import create_server

    from kinmend.web.wsgi import application

    try:
        server = create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            clear_untrusted_proxy_headers=False,
            inbuf_overflow=LARGEST_BODY,
            outbuf_overflow=LARGEST_BODY,
        )
    except OSError:
        raise CannotStart(
            f"Something already answers on port {port}. If it is Kinmend, open http://{host}:{port}/ ; "
            "else start it with another --port."
        ) from None
    address = f"http://{host}:{server.effective_port}/"
    sys.stdout.write(f"Kinmend is open at {address}\nNothing leaves this computer. Stop it with Ctrl+C.\n")
    sys.stdout.flush()
    threading.Thread(target=_warm_up, daemon=True).start()
    threading.Thread(target=_sweep_now_and_then, daemon=True).start()
    if browser and _has_browser():
        webbrowser.open(address)
    try:
        server.run()
    finally:
        server.close()


def prepare() -> None:
    """Django set up, the database copied if it is about to change, then brought up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinmend.web.settings")
    import django
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    django.setup()
    try:
        ahead, waiting, fresh = _plan()
        if ahead:
            raise CannotStart("These notes were last opened by a newer Kinmend. Please update it; nothing was changed.")
        if waiting and not fresh and connection.vendor == "sqlite":
            back_up(Path(str(connection.settings_dict["NAME"])))
        if waiting:
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CannotStart(
            f"The database can't be opened ({type(error).__name__}). Nothing was changed. Try: kinmend doctor"
        ) from None
    finally:
        connection.close()


def back_up(path: Path) -> Path:
    """A verified copy beside the database before it changes; only ciphertext in it, and no sessions."""
    folder = path.parent / "before-update"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"{path.stem}-{int(path.stat().st_mtime)}.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as old, contextlib.closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("DELETE FROM people_session")
        new.commit()
        if new.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CannotStart("A copy of the database before the update could not be made. Nothing was changed.")
    for old_copy in sorted(folder.glob("*.sqlite3"))[:-KEPT_BACKUPS]:
        old_copy.unlink()
    return copy


def close_memory() -> None:
    """No core dumps, and no reading of this process by others of the same account, where the system allows."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


def _warm_up() -> None:
    """Builds the reader before the first words are typed, but after the first page is out."""
    from kinmend.reader import reader

    time.sleep(WARM_UP_SECONDS)
    reader()


def _sweep_now_and_then() -> None:
    """What has run out is shredded even if no request comes any more."""
    from django.db import DatabaseError, connection
    from django.utils import timezone

    from kinmend.web.people.actions import sweep

    while True:
        with contextlib.suppress(DatabaseError):
            sweep(timezone.now())
        connection.close()
        time.sleep(SWEEP_SECONDS)


def _plan() -> tuple[bool, list[Any], bool]:
    """Whether the database knows migrations that we don't, the ones it lacks, and whether it is new."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    applied = set(executor.loader.applied_migrations)
    return bool(applied - known), executor.migration_plan(executor.loader.graph.leaf_nodes()), not applied


def _has_browser() -> bool:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    with contextlib.suppress(webbrowser.Error):
        return webbrowser.get() is not None
    return False
