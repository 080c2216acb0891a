"""Give an account money."""

from __future__ import annotations

import structlog

from skyloom.core.credits import Currency
from skyloom.core.errors import InvalidInput
from skyloom.services.context import Context

log = structlog.get_logger()
MOST = 2**53  # beyond it, JSON readers lose units


def grant(ctx: Context, account_id: int, currency: Currency, amount: int, note: str = "") -> int:
    """Add to the account's wallet, opening it if there is none; return the balance."""
    if not 1 <= amount <= MOST:
        raise InvalidInput(f"A grant is from 1 to {MOST} {currency}, not {amount}.")
    with ctx.db.transaction() as tx:
        tx.accounts.lock(account_id)
        balance = tx.wallets.credit(account_id, currency, amount)
        if balance > MOST:
            raise InvalidInput(f"A wallet holds at most {MOST} {currency}.")
        tx.ledger.grant(account_id, currency, amount, note=note, at=ctx.now())
    log.info("credits.granted", account_id=account_id, currency=currency, amount=amount)
    return balance
