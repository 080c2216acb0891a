"""Deliveries: what others are to be told of events, written with the event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from skyloom.core.generations import Generation
from skyloom.store.tables import delivery

WEBHOOK = "webhook"
PUSHER = "pusher"


class Deliveries:
    """The statements on deliveries."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, event_id: int, generation: Generation, *, channel: str, url: str | None, at: datetime) -> None:
        """Queue the telling of an event."""
        row = {
            "event_id": event_id,
            "generation_id": generation.id,
            "account_id": generation.account_id,
            "channel": channel,
            "url": url,
            "next_at": at,
            "created_at": at,
        }
        self._db.execute(insert(delivery).values(row))
