"""Make an account."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from skyloom.core.accounts import PREFIX_LENGTH, Account, hashed, new_secret
from skyloom.core.credits import Currency
from skyloom.core.errors import InvalidInput
from skyloom.services.context import Context
from skyloom.services.grant import MOST
from skyloom.store.database import Tx

log = structlog.get_logger()
FIRST_NOTE = "opening balance"


def create_account(
    ctx: Context, name: str, *, balances: Mapping[Currency, int], max_concurrency: int = 1
) -> tuple[Account, str]:
    """Make an account with wallets and a first key; return it with the key's secret, which is shown only now."""
    with ctx.db.transaction() as tx:
        made = open_account(ctx, tx, name, balances=balances, max_concurrency=max_concurrency)
    log.info("account.created", account_id=made[0].id)
    return made


def open_account(
    ctx: Context, tx: Tx, name: str, *, balances: Mapping[Currency, int], max_concurrency: int = 1
) -> tuple[Account, str]:
    """Make an account inside a transaction."""
    if not name.strip() or "\0" in name:
        raise InvalidInput("An account needs a name.")
    for currency, amount in balances.items():
        if not 0 <= amount <= MOST:
            raise InvalidInput(f"A wallet holds from 0 to {MOST} {currency}, not {amount}.")
    now = ctx.now()
    account = tx.accounts.add(uuid=ctx.new_uuid(), name=name.strip(), max_concurrency=max_concurrency, at=now)
    for currency, amount in balances.items():
        tx.wallets.credit(account.id, currency, amount)
        if amount:
            tx.ledger.grant(account.id, currency, amount, note=FIRST_NOTE, at=now)
    secret = new_secret()
    tx.accounts.add_key(
        account_id=account.id, prefix=secret[:PREFIX_LENGTH], sha256=hashed(secret), name="first", at=now
    )
    return account, secret
