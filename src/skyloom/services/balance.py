"""Tell what an account has."""

from __future__ import annotations

from skyloom.core.credits import Currency
from skyloom.services.context import Context


def balance(ctx: Context, account_id: int, currency: Currency) -> int:
    """Return what the account has in one currency, or raise NoBalance."""
    with ctx.db.reading() as tx:
        return tx.wallets.balance(account_id, currency)
