"""Tell who is calling."""

from __future__ import annotations

from skyloom.core.accounts import Caller, hashed
from skyloom.services.context import Context


def identify(ctx: Context, secret: str) -> Caller:
    """Return the account and the key behind a secret, or raise AccessDenied."""
    with ctx.db.reading() as tx:
        return tx.accounts.caller(hashed(secret), at=ctx.now())
