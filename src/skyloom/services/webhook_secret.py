"""Show an account how to tell our webhooks from others'."""

from __future__ import annotations

from skyloom.core.accounts import shown_secret
from skyloom.services.context import Context


def webhook_secret(ctx: Context, account_id: int) -> str:
    """Return the secret that signs the account's webhooks, as Standard Webhooks writes it; or raise NotFound."""
    with ctx.db.reading() as tx:
        return shown_secret(tx.accounts.webhook_secret(account_id))
