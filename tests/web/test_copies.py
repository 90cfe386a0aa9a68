"""Export, erase, import: everything comes back to the byte."""

from __future__ import annotations

import io
import json
import zipfile

import pyrage
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import PASSPHRASE, Somebody


def sealed_copy(dana: Somebody, file_passphrase: str = "") -> bytes:
    answer = dana.client.post("/s/copies/sealed", {"passphrase": PASSPHRASE, "file_passphrase": file_passphrase})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="notes-')
    return bytes(answer.content)


def put_back(somebody: Somebody, data: bytes, passphrase: str = PASSPHRASE) -> str:
    form = {"file": SimpleUploadedFile("notes.age", data), "passphrase": passphrase}
    return str(somebody.client.post("/s/copies/back", form).content.decode())


def test_an_encrypted_copy_erased_and_put_back_is_the_same_to_the_byte(dana: Somebody, ruth: Somebody) -> None:
    dana.begins().writes("I kept the blue bowl.\n\n“Ünï”")
    dana.receives("That was my mother’s.")
    dana.client.post("/s/name", {"name": "Ruth", "pronouns": "she"})
    dana.keeps()
    copy = sealed_copy(dana)
    assert b"blue" not in copy
    before = pyrage.passphrase.decrypt(copy, PASSPHRASE)
    dana.client.post("/s/erase", {"passphrase": PASSPHRASE, "when": "now"})
    dana.begins()
    assert "3 entries came back" in put_back(dana, copy)
    dana.keeps()
    assert pyrage.passphrase.decrypt(sealed_copy(dana), PASSPHRASE) == before
    assert "here already" in put_back(dana, copy)


def test_the_file_may_have_a_passphrase_of_its_own(dana: Somebody) -> None:
    dana.begins().writes("words")
    dana.keeps()
    copy = sealed_copy(dana, "another passphrase for the file")
    assert pyrage.passphrase.decrypt(copy, "another passphrase for the file")
    assert "doesn’t open that file" in put_back(dana, copy)


def test_a_readable_copy_needs_the_passphrase_and_can_be_read(dana: Somebody) -> None:
    dana.begins().writes("I kept the <blue> bowl.")
    dana.keeps()
    assert dana.client.post("/s/copies/readable", {"passphrase": "wrong"}).status_code == 422
    answer = dana.client.post("/s/copies/readable", {"passphrase": PASSPHRASE})
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "I kept the &lt;blue&gt; bowl." in archive.read("notes.html").decode()
    data = json.loads(archive.read("notes.json"))
    assert data["documents"][0]["record"]["record"]["text"] == "I kept the <blue> bowl."


def test_a_wrong_file_changes_nothing(dana: Somebody) -> None:
    dana.begins().keeps()
    for data in (b"", b"not an age file", pyrage.passphrase.encrypt(b"{}", PASSPHRASE)):
        said = put_back(dana, data)
        assert "came back" not in said
        assert "wrong" in said


def test_copies_of_nothing_kept_are_not_offered(dana: Somebody) -> None:
    page = dana.begins().sees("/s/copies")
    assert "Keep your notes first" in page
    assert dana.client.post("/s/copies/readable", {"passphrase": "x"}).status_code == 422
