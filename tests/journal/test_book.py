"""The journal loses no word: two tabs, lost replies, repeats."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kinmend.journal import Draft, Journal, Received
from kinmend.journal.book import BadExport, readable
from kinmend.vault import Vault, new_id, new_key
from tests.vault.memory import MemoryStore


def journal(store: MemoryStore | None = None) -> Journal:
    return Journal(Vault(new_id(), new_key(), store or MemoryStore()))


def keep(book: Journal, text: str, changed: str = "2026-11-24T10:00:00+00:00") -> bytes:
    document = new_id()
    book.save(document, Draft(text=text, created=changed, changed=changed), 0, new_id())
    return document


class Tab:
    """A browser tab: what it last knew, and a save whose answer it may not have seen."""

    def __init__(self, document: bytes) -> None:
        self.document, self.revision = document, 0
        self.pending: tuple[str, bytes] | None = None


class Saves(RuleBasedStateMachine):
    """Three tabs write to one draft; replies get lost and saves are tried again."""

    def __init__(self) -> None:
        super().__init__()
        self.book = journal()
        self.draft = new_id()
        self.tabs = [Tab(self.draft) for _ in range(3)]
        self.last: dict[bytes, str] = {}
        self.count = 0

    @rule(tab=st.integers(0, 2), heard=st.booleans())
    def write(self, tab: int, heard: bool) -> None:
        """A tab saves something new, and hears the answer or not."""
        if self.tabs[tab].pending is None:
            self.count += 1
            self.tabs[tab].pending = (f"text {self.count}", new_id())
        self._send(tab, heard)

    @rule(tab=st.integers(0, 2), heard=st.booleans())
    def again(self, tab: int, heard: bool) -> None:
        """A tab tries again what it got no answer for."""
        if self.tabs[tab].pending:
            self._send(tab, heard)

    @rule(tab=st.integers(0, 2))
    def reload(self, tab: int) -> None:
        """A tab is loaded anew and sees what stands there."""
        entry = self.book.entry(Draft, self.draft)
        if entry and self.tabs[tab].pending is None:
            self.tabs[tab].document, self.tabs[tab].revision = self.draft, entry.revision

    def _send(self, number: int, heard: bool) -> None:
        tab = self.tabs[number]
        assert tab.pending is not None
        text, save = tab.pending
        saved = self.book.save(tab.document, Draft(text=text), tab.revision, save)
        where = saved.beside or tab.document
        if (where, save) not in self.last:
            self.last[where, save] = text  # type: ignore[index]
            self.last[where] = text
        if heard:
            tab.pending = None
            tab.document, tab.revision = where, 1 if saved.beside else saved.revision

    @invariant()
    def every_newest_text_is_there_once(self) -> None:
        """Whatever a tab was told is kept stands in some draft."""
        texts = [entry.record.text for entry in self.book.entries(Draft)]
        assert len(texts) == len(set(texts))
        for where in {key for key in self.last if isinstance(key, bytes)}:
            assert self.last[where] in texts


Saves.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestSaves = Saves.TestCase


def test_a_late_save_is_kept_beside_the_first() -> None:
    book, document = journal(), new_id()
    book.save(document, Draft(text="from the laptop"), 0, new_id())
    late = book.save(document, Draft(text="from the phone"), 0, new_id())
    assert late.beside
    assert {e.record.text for e in book.entries(Draft)} == {"from the laptop", "from the phone"}
    beside = book.entry(Draft, late.beside)
    assert beside is not None
    assert beside.record.beside == document.hex()


def test_a_late_save_tried_again_makes_no_third_version() -> None:
    book, document, save = journal(), new_id(), new_id()
    book.save(document, Draft(text="one"), 0, new_id())
    first = book.save(document, Draft(text="two"), 0, save)
    again = book.save(document, Draft(text="two"), 0, save)
    assert first == again
    assert len(book.entries(Draft)) == 2


def test_entries_come_newest_first() -> None:
    book = journal()
    keep(book, "old", "2026-01-01T00:00:00+00:00")
    keep(book, "new", "2026-06-01T00:00:00+00:00")
    assert [e.record.text for e in book.entries(Draft)] == ["new", "old"]


def test_words_are_found_whatever_their_quotes_and_case() -> None:
    book = journal()
    keep(book, "I didn’t know about the Blue\nbowl.")
    assert [f.match for f in book.find("blue bowl")] == ["Blue\nbowl"]
    assert book.find("didn't")[0].match == "didn’t"
    assert book.find("green") == []
    assert book.find("  ") == []


def test_search_shows_where_it_was_said() -> None:
    book = journal()
    document = new_id()
    book.save(document, Received(text="Sunday is fine I guess.", changed="x"), 0, new_id())
    (found,) = book.find("fine")
    assert (found.before, found.match, found.after) == ("Sunday is ", "fine", " I guess.")
    assert found.entry.id == document


def test_settings_are_kept_and_changed() -> None:
    book = journal()
    assert book.settings().lock_minutes == 5
    book.change_settings(lock_minutes=12)
    book.change_settings(theme="dark")
    assert (book.settings().lock_minutes, book.settings().theme) == (12, "dark")


def test_export_wiped_and_imported_is_the_same_to_the_byte() -> None:
    book, other = journal(), journal()
    for n in range(5):
        keep(book, f"Line {n} “with” ünïcode \n and more")
    book.save(new_id(), Received(text="Her words", created="x"), 0, new_id())
    export = book.export()
    assert other.restore(export) == 6
    assert other.export() == export
    assert other.restore(export) == 0


def test_settings_travel_with_an_export() -> None:
    book, other = journal(), journal()
    book.change_settings(theme="dark")
    other.restore(book.export())
    assert other.settings().theme == "dark"


def test_an_import_never_overwrites() -> None:
    book = journal()
    document = keep(book, "as exported")
    export = book.export()
    book.save(document, Draft(text="changed since"), 1, new_id())
    assert book.restore(export) == 1
    assert {e.record.text for e in book.entries(Draft)} == {"as exported", "changed since"}
    assert book.restore(export) == 0


@pytest.mark.parametrize(
    "bad",
    [b"", b"{}", b"[1]", b'{"format":"other","documents":[]}', b'{"format":"kinmend-export-1","documents":[{}]}',
     b'{"format":"kinmend-export-1","documents":[{"shelf":"writing","id":"00","record":{"kind":"draft"}}]}'],
)  # fmt: skip
def test_a_file_that_is_no_export_changes_nothing(bad: bytes) -> None:
    book = journal()
    keep(book, "mine")
    with pytest.raises(BadExport, match="Nothing was changed"):
        book.restore(bad)
    assert len(book.entries(Draft)) == 1


def test_an_export_with_one_bad_entry_is_refused_whole() -> None:
    book, other = journal(), journal()
    keep(book, "fine")
    export = msgspec.json.decode(book.export())
    export["documents"].append({"shelf": "writing", "id": "0" * 32, "record": {"kind": "riddle"}})
    with pytest.raises(BadExport):
        other.restore(msgspec.json.encode(export))
    assert other.entries(Draft) == []


def test_an_export_can_be_read_by_people() -> None:
    book = journal()
    keep(book, "Dear Ruth")
    (record,) = readable(book.export())
    assert isinstance(record, Draft)
    assert record.text == "Dear Ruth"
