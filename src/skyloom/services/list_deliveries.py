"""Show an account what its webhooks were told."""

from __future__ import annotations

from skyloom.core.deliveries import DeliveryPage
from skyloom.services.context import Context


def list_deliveries(
    ctx: Context, account_id: int, *, generation_id: int | None = None, limit: int = 50, page: int = 0
) -> DeliveryPage:
    """Return one page of the log, newest first; `page` is from 0."""
    with ctx.db.reading() as tx:
        return tx.deliveries.log(account_id, generation_id=generation_id, limit=limit, page=page)
