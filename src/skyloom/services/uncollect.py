"""Take a skybox out of a collection."""

from __future__ import annotations

from skyloom.core.collections import Collection
from skyloom.core.errors import NotFound
from skyloom.services.context import Context


def uncollect(ctx: Context, *, account_id: int, collection_id: int, generation_id: int) -> Collection:
    """Take the skybox out of the account's collection, or raise NotFound; the skybox itself stays."""
    with ctx.db.transaction() as tx:
        tx.collections.get(account_id, collection_id)
        if not tx.collections.take_out(collection_id, generation_id, at=ctx.now()):
            raise NotFound(f"Skybox {generation_id} is not in this collection")
        return tx.collections.get(account_id, collection_id)
