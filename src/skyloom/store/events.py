"""The outbox: what happened to generations, written with the change it tells of."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from skyloom.core.events import GenerationMoved
from skyloom.core.generations import Status
from skyloom.store.tables import event

CHANNEL = "skyloom_generation"  # of NOTIFY; the payload is "id:status"


class Events:
    """The statements on events."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, moved: GenerationMoved) -> int:
        """Write down a move and tell whoever listens, once the transaction is committed; return the event's id."""
        before = select(func.coalesce(func.max(event.c.seq), 0) + 1).where(event.c.generation_id == moved.generation_id)
        row = {"generation_id": moved.generation_id, "status": moved.status, "at": moved.at}
        added = insert(event).values(**row, seq=before.scalar_subquery()).returning(event.c.id)
        event_id: int = self._db.execute(added).scalar_one()
        self._db.execute(select(func.pg_notify(CHANNEL, f"{moved.generation_id}:{moved.status}")))
        return event_id

    def of(self, generation_id: int) -> list[GenerationMoved]:
        """Return what happened to a generation, in order."""
        rows = self._db.execute(select(event).where(event.c.generation_id == generation_id).order_by(event.c.seq))
        return [GenerationMoved(generation_id=row.generation_id, status=Status(row.status), at=row.at) for row in rows]
