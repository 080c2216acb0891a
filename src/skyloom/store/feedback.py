"""Feedback: what clients' users say, as they said it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from skyloom.core.accounts import Said
from skyloom.store.tables import feedback


class Feedback:
    """The statements on feedback."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, account_id: int, body: Mapping[str, Any], *, at: datetime) -> None:
        """Add one."""
        self._db.execute(insert(feedback).values(account_id=account_id, body=dict(body), created_at=at))

    def newest(self, limit: int) -> list[Said]:
        """Return what was said last, the newest first."""
        query = select(feedback).order_by(feedback.c.id.desc()).limit(limit)
        return [Said(account_id=row.account_id, body=row.body, at=row.created_at) for row in self._db.execute(query)]

    def keep_newest(self, account_id: int, number: int) -> None:
        """Forget all of the account's but the newest."""
        mine = select(feedback.c.id).where(feedback.c.account_id == account_id)
        older = mine.order_by(feedback.c.id.desc()).offset(number)
        self._db.execute(delete(feedback).where(feedback.c.id.in_(older)))
