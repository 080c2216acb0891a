"""Deliveries: what others are to be told of events, written with the event; the queue and its log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, exists, func, insert, or_, select, update

from skyloom.core.deliveries import Channel, Delivery, DeliveryPage, DeliveryState, host_of
from skyloom.core.generations import Generation, Status
from skyloom.store.tables import delivery, event

CHANNEL = "skyloom_delivery"  # of NOTIFY; the payload is empty
d = delivery.c
COLUMNS = (*delivery.c, event.c.seq, event.c.status)
IS_WAITING = d.state == DeliveryState.WAITING


class Deliveries:
    """The statements on deliveries."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, event_id: int, generation: Generation, *, channel: Channel, url: str | None, at: datetime) -> None:
        """Queue the telling of an event, and wake a sender once the transaction is committed."""
        row = {
            "event_id": event_id,
            "generation_id": generation.id,
            "account_id": generation.account_id,
            "channel": channel,
            "url": url,
            "host": host_of(url) if url is not None else "",
            "next_at": at,
            "created_at": at,
        }
        self._db.execute(insert(delivery).values(row))
        self._db.execute(select(func.pg_notify(CHANNEL, "")))

    def take(
        self, *, at: datetime, lease: timedelta, busy_hosts: Collection[str], busy_accounts: Collection[int]
    ) -> Delivery | None:
        """Return one delivery that is due and nobody else's for the time of the lease.

        Not one of a host or, among webhooks, an account that has enough; and not a state that follows one of the same
        generation that was never tried to the end: clients want them in order.
        """
        earlier = delivery.alias("earlier").c
        untold = exists().where(
            earlier.generation_id == d.generation_id,
            earlier.channel == d.channel,
            earlier.id < d.id,
            earlier.state == DeliveryState.WAITING,
            earlier.tries == 0,
        )
        free = [
            d.host.not_in(busy_hosts),
            or_(d.channel != Channel.WEBHOOK, d.account_id.not_in(busy_accounts)),
        ]
        first = (
            select(d.id)
            .where(IS_WAITING, d.next_at <= at, ~untold, *free)
            .order_by(d.next_at, d.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        chosen = self._db.execute(first).scalar_one_or_none()
        if chosen is None:
            return None
        self._db.execute(update(delivery).where(d.id == chosen).values(next_at=at + lease))
        return _delivery(self._db.execute(_told().where(d.id == chosen)).one())

    def save(self, tried: Delivery) -> None:
        """Write down how a try ended, unless another one delivered it meanwhile."""
        values = {
            "state": tried.state,
            "tries": tried.tries,
            "next_at": tried.next_at,
            "last_status": tried.last_status,
            "last_error": tried.last_error,
            "tried_at": tried.tried_at,
        }
        self._db.execute(update(delivery).where(d.id == tried.id, IS_WAITING).values(values))

    def untake(self, ids: Collection[int], *, at: datetime) -> None:
        """Give deliveries whose try did not end to whoever takes them."""
        self._db.execute(update(delivery).where(d.id.in_(ids), IS_WAITING).values(next_at=at))

    def log(self, account_id: int, *, generation_id: int | None, limit: int, page: int) -> DeliveryPage:
        """Return what the account's webhooks were told, newest first; `page` is from 0."""
        chosen = and_(d.account_id == account_id, d.channel == Channel.WEBHOOK)
        if generation_id is not None:
            chosen = and_(chosen, d.generation_id == generation_id)
        total = self._db.execute(select(func.count()).select_from(delivery).where(chosen)).scalar_one()
        query = _told().where(chosen).order_by(d.id.desc()).limit(limit).offset(page * limit)
        items = [_delivery(row) for row in self._db.execute(query)]
        return DeliveryPage(items=items, total=total, has_more=page * limit + len(items) < total)

    def purge(self, *, before: datetime) -> None:
        """Forget what was told, or given up, long ago."""
        self._db.execute(delete(delivery).where(~IS_WAITING, d.created_at < before))


def _told() -> Any:
    return select(*COLUMNS).join_from(delivery, event, event.c.id == d.event_id)


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    kept = row._mapping
    return Delivery(
        id=kept["id"],
        event_id=kept["event_id"],
        seq=kept["seq"],
        status=Status(kept["status"]),
        generation_id=kept["generation_id"],
        account_id=kept["account_id"],
        channel=Channel(kept["channel"]),
        url=kept["url"],
        state=DeliveryState(kept["state"]),
        tries=kept["tries"],
        next_at=kept["next_at"],
        last_status=kept["last_status"],
        last_error=kept["last_error"],
        created_at=kept["created_at"],
        tried_at=kept["tried_at"],
    )
