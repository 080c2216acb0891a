"""What may happen only so often."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from skyloom.store.tables import rate


class Rate:
    """The statements on rate limits."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def wait(self, key: str, *, interval: int, at: datetime) -> int:
        """Note that it happens now; return 0, or the seconds to wait if `interval` seconds are not over."""
        first = insert(rate).values(key=key, at=at)
        allowed = first.on_conflict_do_update(
            index_elements=[rate.c.key],
            set_={"at": first.excluded.at},
            where=rate.c.at <= at - timedelta(seconds=interval),
        )
        if self._db.execute(allowed.returning(rate.c.key)).first() is not None:
            return 0
        last = self._db.execute(select(rate.c.at).where(rate.c.key == key)).scalar_one()
        return max(1, math.ceil((last + timedelta(seconds=interval) - at).total_seconds()))
