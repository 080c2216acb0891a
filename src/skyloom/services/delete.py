"""Remove a generation and its files."""

from __future__ import annotations

from collections.abc import Collection

import structlog

from skyloom.core.accounts import Account
from skyloom.core.errors import NotFound
from skyloom.core.generations import OPEN, Status
from skyloom.services.context import Context
from skyloom.services.drop_inputs import drop_inputs
from skyloom.services.settle import close
from skyloom.store.blobs import prefix_of
from skyloom.store.database import Tx

log = structlog.get_logger()


def delete(ctx: Context, *, account_id: int, generation_id: int, group: str | None = None) -> None:
    """Hide the account's generation, its exports and their files; what is not finished is cancelled first."""
    with ctx.db.transaction() as tx:
        tx.queries.find(account_id, generation_id=generation_id, group=group)  # or NotFound, before anything is held
        account = tx.accounts.lock(account_id)
        doomed = [generation_id, *tx.queries.export_ids(generation_id)]
        inputs = [key for number in doomed for key in _remove(ctx, tx, account, number)]
    log.info("generation.deleted", generation_id=generation_id, exports=len(doomed) - 1)
    for number in doomed:
        ctx.blobs.delete_under(prefix_of(number))  # if we die here, the sweeper does it
    drop_inputs(ctx, account_id=account_id, keys=inputs)


def _remove(ctx: Context, tx: Tx, account: Account, generation_id: int) -> Collection[str]:
    """Hide one generation; return the keys of what it read."""
    generation = tx.generations.lock(generation_id)
    if generation.account_id != account.id:
        raise NotFound
    if generation.status in OPEN:
        close(ctx, tx, account, generation, Status.ABORT)
    tx.artifacts.remove(generation_id)
    tx.collections.forget(generation_id)
    tx.generations.mark_deleted(generation_id, at=ctx.now())
    return generation.inputs.values()
