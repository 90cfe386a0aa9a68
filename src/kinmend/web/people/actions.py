"""Verbs on people and sessions: begin, unlock, lock, keep, change, erase, sweep. The only writer of these rows.

Knows key slots and order of steps; refuses any moment in which a kept person has no way in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kinmend.vault import HOSTED, Cost, Slot, WrongSecret, calibrate, make_slot, new_key, open_slot
from kinmend.vault.recovery import new_code, read_code
from kinmend.vault.sessions import Half, split
from kinmend.web.kit.store import DatabaseStore, scrub
from kinmend.web.people.models import Attempt, KeySlot, Person, Session
from kinmend.web.people.queries import ABSOLUTE, has_ended, is_kept, keyed, person_called, seconds_to_wait, slot_of

FREE_TRIES = 5
LONGEST_WAIT = 900
UNDO_DAYS = 7
_NOBODY = bytes(16)


class MustWait(Exception):
    """Too many wrong tries: `seconds` until the next one is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class AlreadyKept(Exception):
    """*Keep* was pressed twice, or everything was erased while the keys were being made."""


def begin() -> Half:
    """A new person, not kept: the key lives only in this session."""
    with transaction.atomic():  # or a sweep in between would see a person without a session
        return open_session(Person.objects.create(), new_key())


def open_session(person: Person, key: bytes, minutes: int = 5) -> Half:
    """Opens a session; returns the browser's half."""
    half, sealed = split(key, person.id.bytes)
    now = timezone.now()
    Session.objects.create(id=half.session.hex(), person=person, sealed=sealed, began=now, seen=now, minutes=minutes)
    return half


def unlock(handle: str, secret: str, address: str, kind: str = "passphrase") -> tuple[Person, bytes]:
    """The person and their key. Raises `MustWait` without trying, or `WrongSecret` after one Argon2 run, which
    is spent for an unknown handle too, so that the time tells nothing."""
    tags = [keyed("handle", handle)] + ([keyed("address", address)] if settings.HOSTED else [])
    waiting = seconds_to_wait(*tags)
    if waiting:
        raise MustWait(waiting)
    person = person_called(handle)
    slot = slot_of(person, kind) if person else None
    try:
        key = open_slot(slot or _nobodys_slot(), secret, person.id.bytes if person else _NOBODY)
    except WrongSecret:
        count_failures(tags)
        raise
    if person is None:
        raise WrongSecret
    Attempt.objects.filter(tag=tags[0]).delete()
    return person, key


def lock(session_id: bytes) -> None:
    """Ends a session; what was not kept is shredded. Does nothing if there is none."""
    session = Session.objects.select_related("person").filter(id=session_id.hex()).first()
    if session:
        _end(session)
        scrub()


def touch(session_id: bytes, seen: datetime, now: datetime) -> None:
    """Puts off the idle lock of a session last `seen` then, written at most every few seconds."""
    if now - seen > timedelta(seconds=5) or now < seen:
        Session.objects.filter(id=session_id.hex()).update(seen=now)


def keep(person: Person, key: bytes, handle: str, passphrase: str) -> str:
    """Gives the person a passphrase and a recovery code; returns the code to show once. Raises `AlreadyKept`."""
    code, cost = new_code(), chosen_cost()
    first = make_slot("passphrase", passphrase, key, person.id.bytes, cost)
    second = make_slot("recovery", read_code(code), key, person.id.bytes, cost)
    with transaction.atomic():
        here = Person.objects.select_for_update().filter(id=person.id).first()
        if here is None or is_kept(here):
            raise AlreadyKept
        Person.objects.filter(id=person.id).update(handle=keyed("handle", handle))
        _add(person, first)
        _add(person, second)
    return code


def change_secret(person: Person, key: bytes, kind: str, secret: str, staying: bytes = b"") -> None:
    """A new passphrase or recovery code: the new slot is added and proved before the old ones go. With the old
    passphrase go all other sessions than the one `staying` (its id)."""
    slot = make_slot("recovery" if kind == "recovery" else "passphrase", secret, key, person.id.bytes, chosen_cost())
    with transaction.atomic():
        added = _add(person, slot)
        person.slots.filter(kind=kind).exclude(id=added.id).delete()
        if kind == "passphrase":
            person.sessions.exclude(id__in=[staying.hex()] if staying else []).delete()
    scrub()


def new_recovery_code(person: Person, key: bytes) -> str:
    """Replaces the recovery code; returns the new one to show once."""
    code = new_code()
    change_secret(person, key, "recovery", read_code(code))
    return code


def erase(person: Person) -> None:
    """Shreds all of a person now: slots first, then documents, then sessions and the row itself."""
    person.slots.all().delete()
    DatabaseStore().drop_all(person.id.bytes)
    person.delete()
    scrub()


def erase_later(person: Person, when: datetime | None) -> None:
    """Sets the day of erasing, or takes it back."""
    Person.objects.filter(id=person.id).update(erase_after=when)


def sweep(now: datetime) -> None:
    """Ends what has run out: sessions, people who were not kept, and people who asked to be erased."""
    for session in Session.objects.select_related("person").filter(seen__lt=now - timedelta(minutes=1)):
        if has_ended(session, now):
            _end(session)
    for person in Person.objects.filter(erase_after__lte=now):
        erase(person)
    for person in Person.objects.filter(slots=None, sessions=None):
        erase(person)
    Attempt.objects.filter(wait_until__lt=now - ABSOLUTE).delete()


def chosen_cost() -> Cost:
    """What a guess shall cost here."""
    return HOSTED if settings.HOSTED else calibrate()


def _end(session: Session) -> None:
    person = session.person
    session.delete()
    if not is_kept(person) and not person.sessions.exists():
        erase(person)


def _add(person: Person, slot: Slot) -> KeySlot:
    memory, passes, lanes = slot.cost
    return KeySlot.objects.create(
        person=person, kind=slot.kind, memory=memory, passes=passes, lanes=lanes, salt=slot.salt, wrapped=slot.wrapped
    )


def _nobodys_slot() -> Slot:
    return Slot("passphrase", HOSTED, bytes(16), bytes(64))


def count_failures(tags: list[bytes]) -> None:
    """Counts a wrong try for each tag; from the fifth on, each doubles the wait."""
    for tag in tags:
        attempt, _ = Attempt.objects.get_or_create(tag=tag)
        failures = attempt.failures + 1
        beyond = failures - FREE_TRIES
        wait = min(2**beyond, LONGEST_WAIT) if beyond >= 0 else 0
        until = timezone.now() + timedelta(seconds=wait)
        Attempt.objects.filter(id=attempt.id).update(failures=failures, wait_until=until)
