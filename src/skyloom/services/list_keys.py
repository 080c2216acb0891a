"""List keys."""

from __future__ import annotations

from skyloom.core.accounts import ApiKey
from skyloom.services.context import Context


def list_keys(ctx: Context, account_id: int | None = None) -> list[ApiKey]:
    """Return the keys of one account or of all, oldest first, without their secrets."""
    with ctx.db.reading() as tx:
        return tx.accounts.keys(account_id)
