"""Begin a collection."""

from __future__ import annotations

from skyloom.core.collections import MOST, Collection, named
from skyloom.core.errors import InvalidInput
from skyloom.services.context import Context


def create_collection(ctx: Context, *, account_id: int, name: str) -> Collection:
    """Add an empty collection to the account, or raise InvalidInput; two may have one name."""
    kept = named(name)
    with ctx.db.transaction() as tx:
        tx.accounts.lock(account_id)
        if len(tx.collections.of(account_id)) >= MOST:
            raise InvalidInput(f"An account has at most {MOST} collections; delete one first.")
        return tx.collections.add(account_id=account_id, name=kept, at=ctx.now())
