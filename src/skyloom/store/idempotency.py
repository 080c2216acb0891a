"""Idempotency keys: the same key again is the same order again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from skyloom.store.tables import idempotency


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a key was used for."""

    request_sha256: bytes
    generation_id: int


class Idempotency:
    """The statements on clients' own keys."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def take(self, account_id: int, key: str, *, request_sha256: bytes, at: datetime) -> Earlier | None:
        """Take the key; return what it stands for if it was taken before."""
        row = {"account_id": account_id, "key": key, "request_sha256": request_sha256, "created_at": at}
        taken = insert(idempotency).values(**row).on_conflict_do_nothing().returning(idempotency.c.key)
        if self._db.execute(taken).first() is not None:
            return None
        query = select(idempotency.c.request_sha256, idempotency.c.generation_id)
        held = self._db.execute(query.where(idempotency.c.account_id == account_id, idempotency.c.key == key)).one()
        assert held.generation_id is not None  # both are written in one transaction
        return Earlier(request_sha256=held.request_sha256, generation_id=held.generation_id)

    def fill(self, account_id: int, key: str, *, generation_id: int) -> None:
        """Say which generation the key stands for."""
        mine = update(idempotency).where(idempotency.c.account_id == account_id, idempotency.c.key == key)
        self._db.execute(mine.values(generation_id=generation_id))

    def purge(self, *, before: datetime) -> int:
        """Forget old keys; return how many."""
        return self._db.execute(delete(idempotency).where(idempotency.c.created_at < before)).rowcount
