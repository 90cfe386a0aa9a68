"""`python -m bench`: unlock, opening 10,000 documents, saves, reading, coaching over HTTP, cold start.

Everything runs on this machine against a server of its own in a temporary folder. Times are wall clock.
"""

from __future__ import annotations

import http.client
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

DRAFT = (
    "Mom, I think about Dad’s funeral. You always make everything about you, and I never got to say what I "
    "felt. I know that week was awful for you. I felt alone when the house was sold and nobody asked me. What was "
    "that week like for you? I don’t want to get into this at Thanksgiving, but I could."
)


def main() -> None:
    """Prints a line a figure."""
    print(f"{machine()}\n")
    assert len(DRAFT.split()) == 60
    for measure in (cold_start, reading, vault, coach):
        for line in measure():
            print(line, flush=True)


def machine() -> str:
    """The machine in a line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.processor())
    return f"{cpu}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"


def times(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round."""
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def shown(name: str, found: list[float]) -> str:
    """A line with percentiles."""
    ordered = sorted(found)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{name:<52} p50 {statistics.median(ordered):8.2f} ms   p95 {p95:8.2f} ms   ({len(ordered)} rounds)"


def cold_start() -> Iterable[str]:
    """From the command to the first page, on an empty folder and on one in use."""
    from tests.server import Server

    with tempfile.TemporaryDirectory() as folder:
        for name in ("cold start to first page, new folder", "cold start to first page, folder in use"):
            began = time.perf_counter()
            server = Server(Path(folder) / "data").start()
            with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as line:
                line.request("GET", "/")
                line.getresponse().read()
            yield f"{name:<52} {(time.perf_counter() - began) * 1000:12.0f} ms"
            server.stop()


def reading() -> Iterable[str]:
    """The engine alone."""
    from kinmend.reader import read, reader
    from kinmend.reader.evaluate import evaluate, read_messages

    read(DRAFT)
    yield shown("read a 60-word draft, engine", times(lambda: read(DRAFT), 100))
    result = evaluate(reader().read, reader().moves, read_messages(ROOT / "data/family/held.jsonl"))
    yield f"{'sentences a second, data/family/held.jsonl':<52} {result.sentences_per_second:12,.0f}"


def vault() -> Iterable[str]:
    """Keys and documents on SQLite, as the house uses them."""
    folder = tempfile.mkdtemp()
    os.environ["KINMEND_DATA"] = folder
    from kinmend.web.serve import prepare

    prepare()
    from kinmend.vault import Vault, calibrate, make_slot, new_id, new_key, open_slot
    from kinmend.web.kit.models import Document
    from kinmend.web.kit.store import DatabaseStore

    person, key = new_id(), new_key()
    cost = calibrate()
    slot = make_slot("passphrase", "lantern orbit maple", key, person, cost)
    name = f"unlock, Argon2id {cost.memory // 1024} MiB t={cost.passes} p={cost.lanes}"
    yield shown(name, times(lambda: open_slot(slot, "lantern orbit maple", person), 5))
    book = Vault(person, key, DatabaseStore())
    document, revision = new_id(), iter(range(1000))
    yield shown("save one draft, SQLite, synchronous=FULL",
                times(lambda: book.save("writing", document, b"x" * 1000, next(revision), new_id()), 200))  # fmt: skip
    from django.db import transaction

    with transaction.atomic():
        for _ in range(10_000):
            book.save("many", new_id(), b"x" * 1000, 0, new_id())
    yield shown("open 10,000 documents of 1 KB", times(lambda: book.shelf("many"), 5))
    Document.objects.all().delete()


def coach() -> Iterable[str]:
    """Marks over HTTP while a second person types too."""
    from tests.server import Server
    from tests.web.test_durability import Browser, kept_browser

    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data").start()
        first = kept_browser(server)
        second = Browser(server.port)
        second.cookies, second.token = dict(first.cookies), first.token
        path = f"/n/{'0' * 32}/mark"
        form = {"text": DRAFT}
        for _ in range(5):
            first.ask("POST", path, form)
        yield shown("marks for 60 words over HTTP, alone", times(lambda: first.ask("POST", path, form), 100))
        stop = threading.Event()

        def types() -> None:
            while not stop.is_set():
                second.ask("POST", path, form)
                time.sleep(0.3)

        other = threading.Thread(target=types)
        other.start()
        found = []
        for _ in range(60):
            time.sleep(0.2)
            found += times(lambda: first.ask("POST", path, form), 1)
        yield shown("the same while a second person types", found)
        stop.set()
        other.join()
        status = Path(f"/proc/{server.process.pid}/status") if server.process else None
        if status and status.exists():
            memory = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS"))
            yield f"{'memory of the server':<52} {int(memory) / 1024:12.0f} MiB"
        first.line.close()
        second.line.close()
        server.stop()


if __name__ == "__main__":
    main()
