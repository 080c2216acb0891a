"""Make the account of an empty server."""

from __future__ import annotations

from skyloom.core.credits import Currency
from skyloom.services.context import Context
from skyloom.services.create_account import open_account

NAME = "first"
BALANCES = {Currency.CREDITS: 10_000, Currency.TOKENS: 10_000, Currency.PHOTOS: 10_000}


def first_account(ctx: Context) -> str | None:
    """Make an account and return its key, or None if there is an account already: exactly one is ever made."""
    with ctx.db.transaction() as tx:
        if tx.accounts.lock_all():
            return None
        _account, secret = open_account(ctx, tx, NAME, balances=BALANCES)
    return secret
