"""Fixtures of all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from kinmend.vault import Cost, slots
from kinmend.web.people import actions
from tests.people import Somebody

CHEAP = Cost(64, 1, 1)
"""A key slot that costs nothing, so that tests which unlock a hundred times stay quick."""


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key slots at next to no cost. The real floor has tests of its own."""
    monkeypatch.setattr(slots, "FLOOR", CHEAP)
    monkeypatch.setattr(actions, "HOSTED", CHEAP)
    monkeypatch.setattr(actions, "calibrate", lambda: CHEAP)


@pytest.fixture
def dana(db: None, cheap_keys: None) -> Somebody:
    """The daughter."""
    return Somebody("Dana")


@pytest.fixture
def ruth(db: None, cheap_keys: None) -> Somebody:
    """Her mom."""
    return Somebody("Ruth")


@pytest.fixture
def max_(db: None, cheap_keys: None) -> Somebody:
    """A stranger on the same host."""
    return Somebody("Max")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as people have it: write-ahead log, checkpoints and all."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")


@pytest.fixture
def root() -> Path:
    """The top of the checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """A clock for sessions that tests can turn."""
    return Clock(monkeypatch)


class Clock:
    """Moves the time that sessions see."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from datetime import timedelta

        from django.utils import timezone

        real, self.ahead = timezone.now, timedelta()
        monkeypatch.setattr(timezone, "now", lambda: real() + self.ahead)

    def passes(self, **by: float) -> None:
        """Turns the clock, e.g. `minutes=5`."""
        from datetime import timedelta

        self.ahead += timedelta(**by)
