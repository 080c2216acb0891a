"""Make a key useless."""

from __future__ import annotations

from skyloom.core.accounts import ApiKey
from skyloom.services.context import Context


def revoke_key(ctx: Context, key_id: int) -> ApiKey:
    """Refuse the key from now on, or raise NotFound."""
    with ctx.db.transaction() as tx:
        return tx.accounts.revoke_key(key_id, at=ctx.now())
