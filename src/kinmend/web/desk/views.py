"""Pages of the desk: writing, marking, sending by oneself, reading her words.

Knows how a page is put together; refuses to send anything or to keep a reading.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import quote

import msgspec
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinmend.journal import Correction, Draft, Entry, Received, Saved
from kinmend.journal.book import T, local_now
from kinmend.reader import Reading, reader
from kinmend.reader.replies import MEANINGS
from kinmend.reader.report import load as report
from kinmend.reader.screen import look
from kinmend.reader.summary import in_words
from kinmend.vault import new_id
from kinmend.web.desk.forms import HeardForm, HoldForm, MarkForm, ReceivedForm, SaveForm, WrongForm
from kinmend.web.desk.notes import KINDS, notes_of, stretches
from kinmend.web.desk.queries import (
    HEARD,
    PARTS,
    answered_by,
    is_away,
    labelled,
    others_of,
    reading_of,
    reply_of,
    time_for,
)
from kinmend.web.kit.errors import in_a_sentence
from kinmend.web.kit.requests import OpenRequest, Request, background, by_script, opened
from kinmend.web.people.forms import CarriedForm, OpenForm
from kinmend.web.people.views.door import open_door
from kinmend.web.safety.care import card_for

Shown = dict[str, object]
Purpose = Literal["message", "unsent", "self"]

PURPOSES: dict[str, Purpose] = {"m": "message", "u": "unsent", "s": "self"}
"""By the letter that stands in an address."""


@require_GET
@opened
def new(request: OpenRequest) -> HttpResponse:
    """An empty page. Nothing exists until the first word is saved."""
    mine = request.unlocked.settings
    usual: Purpose = "unsent" if mine.apart else "self" if mine.situation == "silent" else "message"
    purpose = PURPOSES.get(request.GET.get("for", ""), usual)
    if mine.apart and purpose == "message":
        purpose = usual  # no address leads toward her where contact is not a step
    return _desk(request, Entry(new_id(), 0, Draft(purpose=purpose, answers=_answered(request))))


@require_GET
@opened
def write(request: OpenRequest, document: bytes) -> HttpResponse:
    """A draft that is kept. Opening it ends a time of rest that is over."""
    entry = _draft(request, document)
    if entry.record.held_until and not is_away(entry.record.held_until, timezone.now()):
        _change(request, entry, held_until="")
        entry = _draft(request, document)
    return _desk(request, entry)


@require_POST
@background
def save(request: Request, document: bytes) -> HttpResponse:
    """Saves what is typed. Says "saved" only after the database has it; a late save is kept beside. A page without
    scripts that comes after the lock gets the door, and its words go along with it."""
    if request.unlocked is None and not by_script(request):
        carried = CarriedForm({**request.POST.dict(), "to": request.path})
        return open_door(request, OpenForm(), 401, carried)
    return _save_open(request, document)


@opened
def _save_open(request: OpenRequest, document: bytes) -> HttpResponse:
    if request.POST.get("who", who := request.unlocked.journal.who) != who:
        return JsonResponse({"locked": True}, status=401)  # somebody else is here now
    form = SaveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": in_a_sentence(form)}, status=422)
    saved = _save(request, document, form)
    if not by_script(request):
        return redirect("write", document=saved.beside or document)
    where = saved.beside.hex() if saved.beside else document.hex()
    said = {"id": where, "revision": 1 if saved.beside else saved.revision, "beside": bool(saved.beside)}
    return JsonResponse(said | {"care": look(form.cleaned_data["text"]).crisis})


@require_GET
@background
@opened
def care(request: OpenRequest, document: bytes) -> HttpResponse:
    """The calm card for a draft as it is kept, or nothing."""
    card = card_for(_draft(request, document).record.text, request.unlocked.settings.country)
    return render(request, "safety/_card.html", {"card": card}) if card else HttpResponse(status=204)


@require_POST
@background
@opened
def mark(request: OpenRequest, document: bytes) -> HttpResponse:
    """The margin for a draft as it stands this moment. Nothing is stored."""
    form = MarkForm(request.POST)
    text = form.cleaned_data.get("text", "") if form.is_valid() else ""
    reading = reading_of(
        request.unlocked.journal, text, answered_by(request.unlocked.journal, form.cleaned_data.get("answers"))
    )
    return render(request, "desk/_reading.html", {"swap": True, **_margin(text, reading)})


@require_POST
@opened
def purpose(request: OpenRequest, document: bytes) -> HttpResponse:
    """Changes what a draft is for: to her, never to be sent, for oneself."""
    wanted = PURPOSES.get(request.POST.get("for", ""))
    entry = _draft(request, document)
    if wanted:
        _change(request, entry, purpose=wanted)
    return redirect("write", document=document)


@require_GET
@opened
def out(request: OpenRequest, document: bytes) -> HttpResponse:
    """Ways to send it oneself, to wait, or not to send it."""
    entry = _draft(request, document)
    text = quote(entry.record.text)
    ways = {"mail": f"mailto:?body={text}", "sms": f"sms:?&body={text}", "whatsapp": f"whatsapp://send?text={text}"}
    return render(request, "desk/out.html", {"entry": entry, "ways": ways})


@require_POST
@opened
def hold(request: OpenRequest, document: bytes) -> HttpResponse:
    """Holds a draft until tomorrow, or takes it out again."""
    entry, form = _draft(request, document), HoldForm(request.POST)
    if not form.is_valid():
        return redirect("write", document=document)
    until = form.cleaned_data["until"]
    _change(request, entry, held_until=time_for(until, form.cleaned_data["zone"]))
    return redirect("write", document=document) if until == "now" else redirect("today")


@require_GET
@opened
def card(request: OpenRequest, document: bytes) -> HttpResponse:
    """A card to print and write by hand under."""
    return render(request, "desk/card.html", {"entry": _draft(request, document)})


@require_http_methods(["GET", "POST"])
@opened
def drop(request: OpenRequest, document: bytes) -> HttpResponse:
    """Destroys one draft or one received message, after asking once."""
    entry = _either(request, document)
    if request.method == "POST":
        request.unlocked.journal.shred(document)
        return redirect("today")
    return render(request, "desk/drop.html", {"entry": entry})


@require_http_methods(["GET", "POST"])
@opened
def receive(request: OpenRequest) -> HttpResponse:
    """Takes in words that she wrote."""
    form = ReceivedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        document, now = new_id(), local_now()
        request.unlocked.journal.save(document, Received(**form.cleaned_data, created=now, changed=now), 0, new_id())
        return redirect("received", document=document)
    return render(request, "desk/receive.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@opened
def received(request: OpenRequest, document: bytes) -> HttpResponse:
    """What her words may be doing, with the words. Tentative, unscored, unsent."""
    entry = _received(request, document)
    if entry.record.away_until and not is_away(entry.record.away_until, timezone.now()):
        _change(request, entry, away_until="")
        entry = _received(request, document)
    reply = reply_of(request.unlocked.journal, entry.record)
    reading = reply.marks
    answers = [e for e in request.unlocked.journal.entries(Draft) if e.record.answers == entry.hex]
    shown: Shown = {
        "entry": entry,
        "answers": answers,
        "summary": in_words(reading),
        "reply": reply,
        "meaning": MEANINGS[reply.reading],
        "heard": HEARD.items(),
        "names": {
            "reader": HEARD[reply.reading],
            "second": HEARD[reply.second],
            "own": HEARD.get(entry.record.heard_as, ""),
        },
        "parts": [(PARTS[part], quote) for part, quote in reply.parts.items()],
        "threat": any(found.move == "threat" for found in reading.marks),
        "away": is_away(entry.record.away_until, timezone.now()),
        **_margin(entry.record.text, reading),
    }
    return render(request, "desk/received.html", shown)


@require_POST
@opened
def hear(request: OpenRequest, document: bytes) -> HttpResponse:
    """Keeps what the person says her words are. The reader's guess alone never counts."""
    entry, form = _received(request, document), HeardForm(request.POST)
    if form.is_valid():
        _change(request, entry, **form.cleaned_data)
    return redirect("received", document=document)


@require_POST
@opened
def wrong(request: OpenRequest) -> HttpResponse:
    """Quiets a move for a wording, for this person, from now on."""
    form = WrongForm(request.POST)
    if form.is_valid():
        said, now = form.cleaned_data, local_now()
        for move in said["moves"].split():
            note = Correction(quote=said["quote"], move=move, context=said["context"], created=now, changed=now)
            request.unlocked.journal.save(new_id(), note, 0, new_id())
    if by_script(request):
        return JsonResponse({"quieted": form.is_valid()})
    back = request.POST.get("back", "")
    return redirect(back if re.fullmatch(r"/[nr]/[0-9a-f]{32}", back) else "corrections")


@require_http_methods(["GET", "POST"])
@opened
def corrections(request: OpenRequest) -> HttpResponse:
    """The marks a person called wrong: bring one back, or take all along as labelled lines."""
    journal = request.unlocked.journal
    kept = journal.entries(Correction)
    if request.method == "POST":
        for entry in kept:
            if entry.hex == request.POST.get("back"):
                journal.shred(entry.id)
        return redirect("corrections")
    names = reader().moves
    rows = [
        (entry, names[entry.record.move].name if entry.record.move in names else entry.record.move) for entry in kept
    ]
    return render(request, "desk/corrections.html", {"rows": rows})


@require_GET
@opened
def corrections_file(request: OpenRequest) -> HttpResponse:
    """The corrections as labelled messages, one JSON object a line, for whoever the person cares to give them to."""
    lines = labelled(request.unlocked.journal)
    answer = HttpResponse(lines, content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="lines.jsonl"'
    return answer


@require_GET
def tested(request: Request) -> HttpResponse:
    """How the reader was tested, from the report that came with it. Open while locked too."""
    found = report()
    moves = reader().moves
    rows = [(moves[name].name, score) for name, score in found.family.moves.items()] if found else []
    return render(request, "desk/tested.html", {"report": found, "rows": rows, "names": moves})


@require_POST
@opened
def away(request: OpenRequest, document: bytes) -> HttpResponse:
    """Puts her message away for a day, a week, or until it is asked for; or takes it out."""
    entry, form = _received(request, document), HoldForm(request.POST)
    if form.is_valid():
        _change(request, entry, away_until=time_for(form.cleaned_data["until"], form.cleaned_data["zone"]))
        if form.cleaned_data["until"] == "now":
            return redirect("received", document=document)
    return redirect("today")


def _desk(request: OpenRequest, entry: Entry[Draft]) -> HttpResponse:
    record = entry.record
    coached = record.purpose == "message" and not request.unlocked.settings.apart
    before = answered_by(request.unlocked.journal, bytes.fromhex(record.answers))
    shown: Shown = {
        "entry": entry,
        "coached": coached,
        "before": before,
        "save_id": new_id().hex(),
        "others": others_of(request.unlocked.journal, entry) if entry.revision else [],
        "held": is_away(record.held_until, timezone.now()),
        "card": card_for(record.text, request.unlocked.settings.country),
        **(_margin(record.text, reading_of(request.unlocked.journal, record.text, before)) if coached else {}),
    }
    return render(request, "desk/write.html", shown)


def _margin(text: str, reading: Reading) -> Shown:
    notes = notes_of(text, reading)
    return {
        "notes": notes,
        "works": [note for note in notes if note.family in ("opens", "holds")],
        "presses": sorted((n for n in notes if n.family in ("hard", "two-ways")), key=lambda n: (not n.open, n.n)),
        "stretches": stretches(text, notes),
        "shape": reading.shape,
        "stitches": _stitches(reading),
        "language_note": reading.note,
        "words": len(text.split()),
    }


def _stitches(reading: Reading) -> list[tuple[str, int]]:
    """For each sentence its class and its length in steps of 1 to 12."""
    return [(KINDS[s.family] if s.family else "plain", min(12, 1 + (s.end - s.start) // 12)) for s in reading.sentences]


def _save(request: OpenRequest, document: bytes, form: SaveForm) -> Saved:
    journal, said = request.unlocked.journal, form.cleaned_data
    stands = journal.entry(Draft, document)
    now = local_now()
    before = stands.record if stands else Draft(created=now)
    answers = said["answers"].hex() if said["answers"] else ""
    record = msgspec.structs.replace(before, text=said["text"], purpose=said["purpose"], changed=now, answers=answers)
    return journal.save(document, record, said["revision"], said["save"])


def _change(request: OpenRequest, entry: Entry[T], **changes: str) -> None:
    record = msgspec.structs.replace(entry.record, **changes)
    request.unlocked.journal.save(entry.id, record, entry.revision, new_id())


def _answered(request: OpenRequest) -> str:
    """The received message that a new draft answers, if it is really there."""
    asked = request.GET.get("to", "")
    try:
        return asked if asked and request.unlocked.journal.entry(Received, bytes.fromhex(asked)) else ""
    except ValueError:
        return ""


def _draft(request: OpenRequest, document: bytes) -> Entry[Draft]:
    entry = request.unlocked.journal.entry(Draft, document)
    if entry is None:
        raise Http404
    return entry


def _received(request: OpenRequest, document: bytes) -> Entry[Received]:
    entry = request.unlocked.journal.entry(Received, document)
    if entry is None:
        raise Http404
    return entry


def _either(request: OpenRequest, document: bytes) -> Entry[Draft] | Entry[Received]:
    return request.unlocked.journal.entry(Draft, document) or _received(request, document)
