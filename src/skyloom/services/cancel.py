"""Stop a generation; its charge comes back."""

from __future__ import annotations

from skyloom.core.errors import NotFound
from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context
from skyloom.services.settle import close, tell


def cancel(ctx: Context, *, account_id: int, generation_id: int, group: str | None = None) -> Generation:
    """Abort the account's generation, also while it renders; or raise NotFound or IllegalTransition."""
    with ctx.db.transaction() as tx:
        tx.queries.find(account_id, generation_id=generation_id, group=group)  # or NotFound, before anything is held
        account = tx.accounts.lock(account_id)
        generation = tx.generations.lock(generation_id)
        if generation.account_id != account_id:
            raise NotFound
        settled = close(ctx, tx, account, generation, Status.ABORT)
    tell(settled)
    return settled
