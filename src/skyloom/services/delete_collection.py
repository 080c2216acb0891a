"""Remove a collection."""

from __future__ import annotations

from skyloom.services.context import Context


def delete_collection(ctx: Context, *, account_id: int, collection_id: int) -> None:
    """Remove the account's collection, or raise NotFound; the skyboxes in it stay."""
    with ctx.db.transaction() as tx:
        tx.collections.get(account_id, collection_id)
        tx.collections.remove(collection_id)
