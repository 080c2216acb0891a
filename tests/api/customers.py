"""Customers of a test server, and what they own there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from skyloom.core.credits import Currency
from skyloom.core.generations import HistoryFilters
from skyloom.services.balance import balance
from skyloom.services.context import Context
from skyloom.services.create_account import create_account
from skyloom.services.history import history
from skyloom.services.identify import identify
from skyloom.store.tables import account

FILES = {"file": b"\xff\xd8 panorama" * 9_999, "thumb": b"\xff\xd8 thumb", "depth": b"\xff\xd8 depth"}
CYBERPUNK, OPEN_WORLD = 90, 155  # styles of Model 3 and 4 that the published document names


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """An account with a key and what it was given."""

    account_id: int
    api_key_id: int
    secret: str
    credits: int

    @property
    def headers(self) -> dict[str, str]:
        return {"x-api-key": self.secret}


def new_customer(
    ctx: Context, *, credits_: int | None = 100, strict_prompt: bool = False, is_active: bool = True
) -> Customer:
    balances = {} if credits_ is None else {Currency.CREDITS: credits_}
    made, secret = create_account(ctx, "user@example.com", balances=balances)
    with ctx.db.connection() as connection:
        chosen = update(account).where(account.c.id == made.id)
        connection.execute(chosen.values(strict_prompt=strict_prompt, is_active=is_active))
        connection.commit()
    key = identify(ctx, secret).api_key_id
    return Customer(account_id=made.id, api_key_id=key, secret=secret, credits=credits_ or 0)


def body_of(fields: Mapping[str, Any]) -> bytes:
    """Return JSON as any client may send it, lone surrogates and all."""
    return json.dumps(fields).encode()


def stored(ctx: Context, customer: Customer) -> tuple[int, int]:
    """Return what a refused request must not change: the balance and the number of generations."""
    filters = HistoryFilters(limit=1)
    total = history(ctx, account_id=customer.account_id, filters=filters).total
    return balance(ctx, customer.account_id, Currency.CREDITS), total
