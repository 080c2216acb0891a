"""Set what an account may do."""

from __future__ import annotations

import structlog

from skyloom.core.accounts import Account
from skyloom.core.errors import InvalidInput
from skyloom.services.context import Context

log = structlog.get_logger()


def change_account(
    ctx: Context, account_id: int, *, is_active: bool | None = None, strict_prompt: bool | None = None
) -> Account:
    """Switch an account on or off, or refuse its negative texts or take them; or raise NotFound."""
    asked = {"is_active": is_active, "strict_prompt": strict_prompt}
    values = {name: value for name, value in asked.items() if value is not None}
    if not values:
        raise InvalidInput("Say what to change.")
    with ctx.db.transaction() as tx:
        account = tx.accounts.change(account_id, **values)
    log.info("account.changed", account_id=account_id, **values)
    return account
