"""One message as every source gives it, and what a source could not place.

Knows fields that all chats share; refuses to guess a zone, an author or a time: what an export lacks stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Literal, NamedTuple, Protocol

import msgspec

Kind = Literal["text", "edited", "media", "deleted", "call", "system", "sticker", "poll", "location", "contact"]
"""What a message is. `edited`: text that was changed later; `media`: nothing but an attachment (a caption makes it
`text` with attachments only if the export keeps it as the person's words); `system`: a notice nobody wrote."""


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message."""

    time: str
    """ISO 8601 as exported: local wall time without an offset where the zone is not known, with one where it is. As
    precise as the export: `2024-05-17T17:29` has no seconds."""
    author: str | None
    """The name as it stands in the file; None for a notice that nobody wrote."""
    text: str
    """The words as exported, marks of the app removed (`kind` says what they said); newlines are `\\n`."""
    kind: Kind = "text"
    attachments: list[str] = []
    """Names of files, as exported."""
    reactions: list[tuple[str, str]] = []
    """Who, and the emoji."""
    edits: list[tuple[str, str]] = []
    """Earlier versions, oldest first: time (or empty) and text."""
    reply_to: str = ""
    """Id of the message it answers, where the export says so."""
    id: str = ""
    """The export's own id, if it has one."""
    chat: str = ""
    """The conversation it belongs to, where one file holds several."""
    offset: int = -1
    """Where it begins in the file, in bytes (for text formats), or its row or index; -1: not known."""
    length: int = 0
    """Bytes it takes there, for text formats."""


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something in a file that could not be placed. Nothing is dropped in silence: messages and problems together
    account for the whole file."""

    why: str
    """In a sentence for a person."""
    text: str = ""
    """The line or lines, at most 2,000 characters."""
    offset: int = -1
    length: int = 0


class Guess(NamedTuple):
    """What a source thinks of a file."""

    score: float
    """0 (not mine) to 1 (nothing else looks like this)."""
    dialect: Any = None
    """Whatever `read` needs to know; None where there is nothing to know."""
    said: tuple[str, ...] = ()
    """What was decided, and how, in sentences for the report."""


class NeedsAnswer(Exception):
    """A question only the person can answer, such as whether 03/04 is in March or in April."""

    def __init__(self, question: str, example: str, answers: Sequence[str]) -> None:
        super().__init__(question)
        self.question, self.example, self.answers = question, example, tuple(answers)


class Unreadable(Exception):
    """Why a file can't be read, in a sentence that says what happened and what to do."""


class Source(Protocol):
    """A module of `kinmend.chats.sources`."""

    NAME: str
    """What people call it, such as "WhatsApp"."""

    def sniff(self, head: bytes, name: str, siblings: Sequence[str]) -> Guess | None:
        """Whether a file that begins with `head` (its first 256 KiB, or all of it) and is called `name`, beside
        `siblings`, is one of these."""

    def read(self, stream: BinaryIO, dialect: Any) -> Iterator[Message | Problem]:
        """All there is in `stream` (seekable, in binary), in bounded memory. Raises `Unreadable`, `NeedsAnswer`."""
