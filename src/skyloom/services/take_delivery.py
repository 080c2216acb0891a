"""Take something that others are to be told, and is due."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import timedelta

from skyloom.core.deliveries import Parcel, as_of
from skyloom.services.context import Context


def take_delivery(
    ctx: Context, *, lease: timedelta, busy_hosts: Collection[str] = (), busy_accounts: Collection[int] = ()
) -> Parcel | None:
    """Return a delivery that nobody else tries for the time of the lease, or None when nothing is due."""
    with ctx.db.transaction() as tx:
        delivery = tx.deliveries.take(at=ctx.now(), lease=lease, busy_hosts=busy_hosts, busy_accounts=busy_accounts)
        if delivery is None:
            return None
        generation = tx.generations.get(delivery.generation_id)
        files = tx.artifacts.of([generation.id]).get(generation.id, {})
        return Parcel(
            delivery=delivery,
            generation=as_of(dataclasses.replace(generation, artifacts=files), delivery.status),
            account=tx.accounts.get(delivery.account_id),
            secret=tx.accounts.webhook_secret(delivery.account_id),
        )
