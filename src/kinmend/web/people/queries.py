"""Questions about people and sessions.

Knows hashes and clocks; refuses to change anything.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from kinmend.vault import Cost, Slot
from kinmend.vault.sessions import Half
from kinmend.web.kit.requests import Unlocked
from kinmend.web.people.models import Attempt, KeySlot, Person, Session

ABSOLUTE = timedelta(hours=12)
SHORTEST, LONGEST = 1, 30


def keyed(kind: str, word: str) -> bytes:
    """A hash that only this installation can work out: what the database sees of a handle or an address."""
    typed = " ".join(word.casefold().split())
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}\0{typed}".encode(), hashlib.sha256).digest()


def person_of(unlocked: Unlocked) -> Person:
    """The row of the person who is here."""
    return Person.objects.get(id=unlocked.person.hex())


def anybody_kept() -> bool:
    """True if some person here has a passphrase."""
    return KeySlot.objects.exists()


def person_called(handle: str) -> Person | None:
    """The person with this handle, or None."""
    return Person.objects.filter(handle=keyed("handle", handle)).first()


def handle_taken(handle: str) -> bool:
    """True if a person already goes by this handle (the empty one included)."""
    return person_called(handle) is not None


def slot_of(person: Person, kind: str) -> Slot | None:
    """The newest slot of a kind."""
    row = person.slots.filter(kind=kind).order_by("-id").first()
    return slot_from(row) if row else None


def slot_from(row: KeySlot) -> Slot:
    """The vault's slot in a row."""
    cost = Cost(row.memory, row.passes, row.lanes)
    return Slot("recovery" if row.kind == "recovery" else "passphrase", cost, bytes(row.salt), bytes(row.wrapped))


def live_session(half: Half, now: datetime) -> Session | None:
    """The server's half if the session has not run out."""
    session = Session.objects.select_related("person").filter(id=half.session.hex()).first()
    return session if session and not has_ended(session, now) else None


def has_ended(session: Session, now: datetime) -> bool:
    """True after its idle minutes, after twelve hours, or when the clock has jumped back by more than a minute."""
    idle = now - session.seen
    return idle >= timedelta(minutes=session.minutes) or now - session.began >= ABSOLUTE or idle < timedelta(minutes=-1)


def seconds_to_wait(*tags: bytes) -> int:
    """How long the next try has to wait, 0 if not at all."""
    now = timezone.now()
    waits = Attempt.objects.filter(tag__in=tags, wait_until__gt=now).values_list("wait_until", flat=True)
    return max((int((until - now).total_seconds()) + 1 for until in waits if until), default=0)


def is_kept(person: Person) -> bool:
    """True if the person's documents outlive the session."""
    return person.slots.exists()
