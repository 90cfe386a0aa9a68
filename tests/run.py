"""`make test`: the checks, then all tests on SQLite, then the same tests on a PostgreSQL of their own.

On Debian as root it installs what it needs (Chromium, PostgreSQL); elsewhere it says what is missing and how to
get it. Nothing is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = [
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["lint-imports", "--no-cache"],
    ["deptry", "src"],
    ["kinmend", "content", "check"],
]
WORKERS = str(min(4, os.cpu_count() or 1))


def main() -> int:
    """Runs it all; the exit code is 0 only if everything held."""
    failed = [" ".join(check) for check in CHECKS if not run([str(BIN / check[0]), *check[1:]])]
    if "--checks-only" not in sys.argv:
        missing = prepare_machine()
        if missing:
            print("\n".join(missing), file=sys.stderr)
            return 1
        if not pytest("SQLite", {}):
            failed.append("tests on SQLite")
        with postgres() as url:
            if not pytest("PostgreSQL", {"DATABASE_URL": url}):
                failed.append("tests on PostgreSQL")
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll of it holds.")
    return 1 if failed else 0


def run(command: list[str], env: dict[str, str] | None = None) -> bool:
    """Runs one command in the checkout, and says which."""
    print(f"\n== {Path(command[0]).name} {' '.join(command[1:])}", flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, check=False).returncode == 0


def pytest(where: str, env: dict[str, str]) -> bool:
    """All tests on one database, with every warning an error."""
    print(f"\n== All tests on {where}", flush=True)
    return run([sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "loadgroup"], env)


def prepare_machine() -> list[str]:
    """Installs Chromium and PostgreSQL where it may; returns what a person has to install."""
    wanted = {"chromium": chromium, "postgresql": postgres_bin}
    lacking = [package for package, found in wanted.items() if found() is None]
    if lacking and shutil.which("apt-get") and os.geteuid() == 0:
        apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
        env = {"DEBIAN_FRONTEND": "noninteractive"}
        run([*apt, "update"], env)
        run([*apt, "install", "--no-install-recommends", *lacking], env)
    return [
        f"{package} is missing. On Debian or Ubuntu: sudo apt-get install {package}. "
        + ("Elsewhere: set CHROMIUM to the path of Chromium or Chrome." if package == "chromium" else
           "Elsewhere: put initdb and pg_ctl of PostgreSQL 14 or newer on the PATH.")
        for package, found in wanted.items()
        if found() is None
    ]  # fmt: skip


def chromium() -> str | None:
    """The browser for the browser tests."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def postgres_bin() -> Path | None:
    """The folder of PostgreSQL's programs."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def postgres() -> Iterator[str]:
    """A throw-away PostgreSQL on a free port of this machine; its address."""
    programs = postgres_bin()
    assert programs
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        cluster = Path(folder) / "cluster"
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if as_user:
            shutil.chown(folder, "postgres")
        quiet = {"stdout": subprocess.DEVNULL, "cwd": "/"}
        subprocess.run([*as_user, str(programs / "initdb"), "-D", str(cluster), "-U", "notes", "-A", "trust",
                        "-E", "UTF8", "--no-sync"], check=True, **quiet)  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        control = [*as_user, str(programs / "pg_ctl"), "-D", str(cluster)]
        subprocess.run([*control, "-w", "-l", f"{folder}/log", "-o", options, "start"], check=True, **quiet)
        try:
            yield f"postgresql://notes@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, **quiet)
            time.sleep(0.2)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
