"""Stop all generations of an account's group that no worker has begun."""

from __future__ import annotations

from skyloom.core.generations import Status
from skyloom.services.context import Context
from skyloom.services.settle import close, tell

WAITING = frozenset({Status.PENDING, Status.DISPATCHED})


def cancel_pending(ctx: Context, *, account_id: int, group: str) -> int:
    """Abort what waits in the group, newest first, and return how many; what is being rendered goes on."""
    settled = []
    with ctx.db.transaction() as tx:
        account = tx.accounts.lock(account_id)
        for generation_id in tx.generations.waiting_ids(account_id, group):
            generation = tx.generations.lock(generation_id)
            if generation.status in WAITING:  # a worker may have claimed it meanwhile
                settled.append(close(ctx, tx, account, generation, Status.ABORT))
    for generation in settled:
        tell(generation)
    return len(settled)
