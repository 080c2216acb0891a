"""List accounts."""

from __future__ import annotations

from collections.abc import Mapping

from skyloom.core.accounts import Account
from skyloom.core.credits import Currency
from skyloom.services.context import Context


def list_accounts(ctx: Context) -> list[tuple[Account, Mapping[Currency, int]]]:
    """Return all accounts with their balances, oldest first."""
    with ctx.db.reading() as tx:
        held = tx.wallets.balances()
        return [(account, held.get(account.id, {})) for account in tx.accounts.all()]
