"""A real Kinmend on a real port, as a person starts it, with every way out of the machine blocked."""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
BLOCKED = ROOT / "tests" / "blocked"


class Server:
    """A running server with its data folder."""

    def __init__(self, data: Path, database: str = "") -> None:
        self.data, self.database, self.address = data, database, ""
        self.process: subprocess.Popen[str] | None = None
        self.log = data.parent / "server.log"

    def start(self, port: int = 0) -> Server:
        """Starts it and waits for its address."""
        env = {**os.environ, "PYTHONPATH": f"{BLOCKED}{os.pathsep}{ROOT}", "KINMEND_DATA": str(self.data)}
        env |= {"DATABASE_URL": self.database} if self.database else {}
        command = [sys.executable, "-m", "kinmend", "serve", "--no-browser", "--port", str(port)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.search(r"http://[\d.]+:(\d+)", line)
        assert found, (line, self.log.read_text())
        self.address = found.group(0)
        return self

    @property
    def port(self) -> int:
        """The port it answers on."""
        return int(self.address.rsplit(":", 1)[1])

    def kill(self) -> None:
        """As if the power of the process were cut: SIGKILL."""
        self.stop(signal.SIGKILL)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends it and waits until it is gone."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(10)
            if self.process.stdout:
                self.process.stdout.close()
            self.process = None


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server of its own, on the database that the tests run on."""
    with _database() as url:
        (folder / "data").mkdir(parents=True, exist_ok=True)
        server = Server(folder / "data", url).start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def _database() -> Iterator[str]:
    """A PostgreSQL database of its own if the tests run on PostgreSQL; else nothing, for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        time.sleep(0.2)
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]
