"""Remove a generation and its files."""

from __future__ import annotations

import structlog

from skyloom.core.errors import NotFound
from skyloom.core.generations import OPEN, Status
from skyloom.services.context import Context
from skyloom.services.settle import close
from skyloom.store.blobs import prefix_of

log = structlog.get_logger()


def delete(ctx: Context, *, account_id: int, generation_id: int, group: str | None = None) -> None:
    """Hide the account's generation and remove its files; one that is not finished is cancelled first."""
    with ctx.db.transaction() as tx:
        tx.queries.find(account_id, generation_id=generation_id, group=group)  # or NotFound, before anything is held
        account = tx.accounts.lock(account_id)
        generation = tx.generations.lock(generation_id)
        if generation.account_id != account_id:
            raise NotFound
        if generation.status in OPEN:
            close(ctx, tx, account, generation, Status.ABORT)
        tx.artifacts.remove(generation_id)
        tx.generations.mark_deleted(generation_id, at=ctx.now())
    log.info("generation.deleted", generation_id=generation_id)
    ctx.blobs.delete_under(prefix_of(generation_id))  # if we die here, the sweeper does it
