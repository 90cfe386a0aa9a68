"""A store in memory, for tests of the vault alone."""

from __future__ import annotations

from collections.abc import Iterator

from kinmend.vault import Put, Sealed, Stale


class MemoryStore:
    """`kinmend.vault.Store` as two dictionaries."""

    def __init__(self) -> None:
        self.rows: dict[tuple[bytes, bytes], Sealed] = {}
        self.saves: dict[tuple[bytes, bytes, bytes], int] = {}

    def get(self, owner: bytes, document: bytes) -> Sealed | None:
        return self.rows.get((owner, document))

    def shelf(self, owner: bytes, tag: bytes) -> Iterator[Sealed]:
        yield from [row for row in self.rows.values() if row.owner == owner and row.shelf == tag]

    def put(self, row: Sealed, base: int, save: bytes) -> Put:
        done = self.saves.get((row.owner, row.id, save))
        if done:
            return Put(done, repeated=True)
        stands = self.rows.get((row.owner, row.id))
        if (stands.revision if stands else 0) != base:
            raise Stale
        self.rows[row.owner, row.id] = row
        self.saves[row.owner, row.id, save] = row.revision
        return Put(row.revision)

    def drop(self, owner: bytes, document: bytes) -> bool:
        return self.rows.pop((owner, document), None) is not None
