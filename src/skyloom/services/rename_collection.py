"""Give a collection another name."""

from __future__ import annotations

from skyloom.core.collections import Collection, named
from skyloom.services.context import Context


def rename_collection(ctx: Context, *, account_id: int, collection_id: int, name: str) -> Collection:
    """Rename the account's collection, or raise NotFound or InvalidInput."""
    kept = named(name)
    with ctx.db.transaction() as tx:
        tx.collections.get(account_id, collection_id)
        tx.collections.rename(collection_id, kept, at=ctx.now())
        return tx.collections.get(account_id, collection_id)
