"""The vault: keys from a passphrase, sealed documents, revisions, shredding.

Knows keys, bytes and rows; refuses to know what a document says, and never writes a key or a text in clear.
"""

from kinmend.vault.documents import Opened, Put, Sealed, Stale, Store, Vault, new_id
from kinmend.vault.envelope import Binding, Unopenable
from kinmend.vault.slots import (
    FLOOR,
    HOSTED,
    Cost,
    Slot,
    WrongSecret,
    calibrate,
    make_slot,
    new_key,
    open_slot,
)

__all__ = [
    "FLOOR",
    "HOSTED",
    "Binding",
    "Cost",
    "Opened",
    "Put",
    "Sealed",
    "Slot",
    "Stale",
    "Store",
    "Unopenable",
    "Vault",
    "WrongSecret",
    "calibrate",
    "make_slot",
    "new_id",
    "new_key",
    "open_slot",
]
