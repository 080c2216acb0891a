"""Customers of a test server, and what they own there."""

from __future__ import annotations

from dataclasses import dataclass

from skyloom.services.balance import balance
from skyloom.services.context import Context
from skyloom.services.create_account import create_account
from skyloom.services.history import history
from skyloom.services.identify import identify

from skyloom.core.credits import Currency
from skyloom.core.generations import HistoryFilters

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


def new_customer(ctx: Context, *, balance: int | None = 100, **options: bool) -> Customer:
    balances = {} if balance is None else {Currency.CREDITS: balance}
    account, secret = create_account(ctx, "user@example.com", balances=balances, **options)
    key = identify(ctx, secret).api_key_id if options.get("is_active", True) else 0
    return Customer(account_id=account.id, api_key_id=key, secret=secret, credits=balance or 0)


def stored(ctx: Context, customer: Customer) -> tuple[int, int]:
    """Return what a refused request must not change: the balance and the number of generations."""
    filters = HistoryFilters(limit=1)
    total = history(ctx, account_id=customer.account_id, filters=filters).total
    return balance(ctx, customer.account_id, Currency.CREDITS), total
