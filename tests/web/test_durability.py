"""No word that was shown as kept is lost when the server is killed in the middle of it."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kinmend.vault import new_id
from tests.server import Server, running

KILLS, ENOUGH = 30, 2000
PASSPHRASE = "lantern orbit maple teacup river"


class Browser:
    """A browser that only speaks HTTP, with a cookie jar, over one connection."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {"k": "", "c": ""}
        self.token = ""
        self.connect()

    def connect(self) -> None:
        """A new connection, as after the server came back."""
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """One request; remembers cookies and the form token."""
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items() if v),
            "Accept": "application/json" if form and "save" in form else "text/html",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode({**form, "csrfmiddlewaretoken": self.token}) if form is not None else None
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        for name, value in answer.headers.items():
            found = re.match(r"\s*(\w)=([^;]*)", value) if name == "Set-Cookie" else None
            if found:
                self.cookies[found.group(1)] = found.group(2)
        found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', text)
        self.token = found.group(1) if found else self.token
        return answer.status, text


def kept_browser(server: Server) -> Browser:
    """A browser of someone whose notes are kept."""
    browser = Browser(server.port)
    browser.ask("GET", "/")
    browser.ask("POST", "/begin", {"door": "a"})
    browser.ask("GET", "/keep")
    status, _ = browser.ask("POST", "/keep", {"passphrase": PASSPHRASE})
    assert status == 302
    return browser


class Writer(threading.Thread):
    """Saves one draft again and again, and notes every save that was acknowledged."""

    def __init__(self, browser: Browser, stop: threading.Event, acked: dict[str, tuple[int, str]]) -> None:
        super().__init__(daemon=True)
        self.browser, self.stop_now, self.acked = browser, stop, acked
        self.document, self.revision, self.count = new_id().hex(), 0, 0

    def run(self) -> None:
        """Until told to stop or the server is gone."""
        try:
            self.save_on()
        finally:
            self.browser.line.close()

    def save_on(self) -> None:
        """Save after save."""
        while not self.stop_now.is_set():
            text = f"words {self.document[:6]} {self.count + 1}"
            form = {"text": text, "revision": str(self.revision), "save": new_id().hex(), "purpose": "self"}
            try:
                status, said = self.browser.ask("POST", f"/n/{self.document}/save", form)
            except (OSError, http.client.HTTPException):
                return
            if status != 200:
                return
            self.count += 1
            answer = json.loads(said)
            assert not answer["beside"]
            self.revision = answer["revision"]
            self.acked[self.document] = (self.revision, text)


@pytest.mark.xdist_group("durability")
def test_thirty_kills_and_no_acknowledged_save_is_lost(tmp_path: Path) -> None:
    acked: dict[str, tuple[int, str]] = {}
    saves = 0
    with running(tmp_path) as server:
        browser = kept_browser(server)
        for _ in range(KILLS):
            stop = threading.Event()
            writers = []
            for _ in range(3):
                other = Browser(server.port)
                other.cookies, other.token = dict(browser.cookies), browser.token
                writers.append(Writer(other, stop, acked))
                writers[-1].start()
            deadline = time.monotonic() + 8
            while sum(w.count for w in writers) < ENOUGH // KILLS + 5 and time.monotonic() < deadline:
                time.sleep(0.005)
            server.kill()
            stop.set()
            for writer in writers:
                writer.join(10)
                saves += writer.count
            port = server.port
            server.start(port)
            browser.line.close()
            browser.connect()
            for document, (revision, text) in acked.items():
                status, page = browser.ask("GET", f"/n/{document}")
                assert status == 200
                stands = re.search(r'data-revision="(\d+)"', page)
                assert stands
                assert int(stands.group(1)) >= revision
                assert text in page or int(stands.group(1)) > revision
        browser.line.close()
    assert saves >= ENOUGH
