"""The nouns a person keeps, and the questions asked of them.

Knows drafts, her messages and settings as plain records, opened in memory after unlock; refuses to know
how they are sealed or shown.
"""

from kinmend.journal.book import Entry, Found, Journal, Saved
from kinmend.journal.forms import Forms
from kinmend.journal.records import (
    CheckIn,
    Correction,
    Day,
    Draft,
    Received,
    Record,
    Settings,
    Standing,
    Unreadable,
    Work,
)

__all__ = [
    "CheckIn",
    "Correction",
    "Day",
    "Draft",
    "Entry",
    "Forms",
    "Found",
    "Journal",
    "Received",
    "Record",
    "Saved",
    "Settings",
    "Standing",
    "Unreadable",
    "Work",
]
