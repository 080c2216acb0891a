"""Mark a generation as a favourite, or take the mark away."""

from __future__ import annotations

from skyloom.core.generations import Generation
from skyloom.services.context import Context
from skyloom.services.find import find


def flip_favorite(ctx: Context, *, account_id: int, generation_id: int, group: str | None = None) -> Generation:
    """Turn the mark of the account's generation round and return it with its files, or raise NotFound."""
    with ctx.db.transaction() as tx:
        tx.queries.find(account_id, generation_id=generation_id, group=group)
        tx.generations.flip_favorite(generation_id)
    return find(ctx, account_id=account_id, generation_id=generation_id, group=group)
