"""List the collections of an account."""

from __future__ import annotations

from skyloom.core.collections import Collection
from skyloom.services.context import Context


def list_collections(ctx: Context, *, account_id: int) -> list[Collection]:
    """Return the account's collections, newest first."""
    with ctx.db.reading() as tx:
        return tx.collections.of(account_id)
