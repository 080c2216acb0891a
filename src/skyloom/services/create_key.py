"""Make another key of an account."""

from __future__ import annotations

from datetime import timedelta

from skyloom.core.accounts import PREFIX_LENGTH, ApiKey, hashed, new_secret
from skyloom.services.context import Context


def create_key(ctx: Context, account_id: int, *, name: str = "", lives: timedelta | None = None) -> tuple[ApiKey, str]:
    """Make a key and return it with its secret, which is shown only now; or raise NotFound."""
    secret, now = new_secret(), ctx.now()
    with ctx.db.transaction() as tx:
        tx.accounts.get(account_id)
        key = tx.accounts.add_key(
            account_id=account_id,
            prefix=secret[:PREFIX_LENGTH],
            sha256=hashed(secret),
            name=name,
            at=now,
            expires_at=None if lives is None else now + lives,
        )
    return key, secret
