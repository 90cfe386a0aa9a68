"""The four of the tests: Dana, who writes; Ruth, her mom; Paige, a practitioner; Max, a stranger."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from kinmend.vault import new_id

PASSPHRASE = "lantern orbit maple teacup river"


class Somebody:
    """A person with a browser that has no scripts."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.client = Client(SERVER_NAME="127.0.0.1", headers={"sec-fetch-site": "same-origin"})
        self.code = ""

    def begins(self, door: str = "a") -> Somebody:
        """Opens a session that nothing outlives."""
        assert self.client.post("/begin", {"door": door}).status_code == 302
        return self

    def keeps(self, passphrase: str = PASSPHRASE, handle: str = "", checks: bool = True) -> Somebody:
        """Gives a passphrase, notes the recovery code, and types its end back if they check."""
        form = {"passphrase": passphrase, "handle": handle}
        shown = self.client.post("/keep", form, follow=True).content.decode()
        found = re.search(r'id="code">([0-9A-Z-]{34})<', shown)
        assert found, shown
        self.code = found.group(1)
        if checks:
            self.client.post("/keep/code", {"typed": self.code[-9:]})
        return self

    def opens(self, passphrase: str = PASSPHRASE, handle: str = "") -> Any:
        """Unlocks; returns the answer."""
        return self.client.post("/open", {"passphrase": passphrase, "handle": handle})

    def writes(self, text: str, document: str = "", base: int = 0, save: str = "", purpose: str = "message") -> str:
        """Saves a draft as the page's script does; returns its id."""
        return str(self.saves(document or new_id().hex(), text, base, save, purpose)["id"])

    def saves(self, document: str, text: str, base: int, save: str = "", purpose: str = "message") -> dict[str, Any]:
        """One save; returns what the server said."""
        form = {"text": text, "revision": base, "save": save or new_id().hex(), "purpose": purpose}
        answer = self.client.post(f"/n/{document}/save", form, headers={"accept": "application/json"})
        assert answer.status_code == 200, answer.content
        said: dict[str, Any] = answer.json()
        return said

    def receives(self, text: str, said_before: str = "") -> str:
        """Pastes a message; returns the id of its page."""
        answer = self.client.post("/r/new", {"text": text, "said_before": said_before})
        assert answer.status_code == 302
        return str(answer.headers["Location"].rsplit("/", 1)[1])

    def sees(self, path: str) -> str:
        """A page as text."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.content.decode())

    def status(self, path: str) -> int:
        """What a visit answers."""
        return int(self.client.get(path).status_code)
