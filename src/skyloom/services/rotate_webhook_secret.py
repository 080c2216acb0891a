"""Replace an account's webhook secret, because somebody else may know it."""

from __future__ import annotations

import secrets

import structlog

from skyloom.core.accounts import shown_secret
from skyloom.services.context import Context

log = structlog.get_logger()
LENGTH = 32  # bytes


def rotate_webhook_secret(ctx: Context, account_id: int) -> str:
    """Return a new secret, which signs from now on; what waits to be tried again too. Or raise NotFound."""
    secret = secrets.token_bytes(LENGTH)
    with ctx.db.transaction() as tx:
        tx.accounts.set_webhook_secret(account_id, secret)
    log.info("webhook_secret.rotated", account_id=account_id)
    return shown_secret(secret)
