"""Wallets: a balance a currency, and the lock in front of it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert

from skyloom.core.credits import Currency
from skyloom.core.errors import InsufficientCredits, NoBalance
from skyloom.store.tables import wallet


class Wallets:
    """The statements on balances."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def balance(self, account_id: int, currency: Currency) -> int:
        """Return the balance, or raise NoBalance."""
        found = select(wallet.c.balance).where(wallet.c.account_id == account_id, wallet.c.currency == currency)
        held = self._db.execute(found).scalar_one_or_none()
        if held is None:
            raise NoBalance(f"The account has no {currency}.")
        return held

    def balances(self) -> Mapping[int, Mapping[Currency, int]]:
        """Return all balances, by account and currency."""
        held: dict[int, dict[Currency, int]] = {}
        for row in self._db.execute(select(wallet)):
            held.setdefault(row.account_id, {})[Currency(row.currency)] = row.balance
        return held

    def debit(self, account_id: int, currency: Currency, /, amount: int) -> int:
        """Take `amount` and return what is left, or raise: the check and the change are one statement."""
        held = update(wallet).where(wallet.c.account_id == account_id, wallet.c.currency == currency)
        enough = held.where(wallet.c.balance >= amount).values(balance=wallet.c.balance - amount)
        left = self._db.execute(enough.returning(wallet.c.balance)).scalar_one_or_none()
        if left is None:
            has = self.balance(account_id, currency)  # or NoBalance
            raise InsufficientCredits(f"This costs {amount} {currency}; the account has {has}.")
        return left

    def credit(self, account_id: int, currency: Currency, /, amount: int) -> int:
        """Add `amount`, opening the wallet if there is none, and return the balance."""
        opened = insert(wallet).values(account_id=account_id, currency=currency, balance=amount)
        added = opened.on_conflict_do_update(
            index_elements=[wallet.c.account_id, wallet.c.currency],
            set_={"balance": wallet.c.balance + opened.excluded.balance},
        )
        return self._db.execute(added.returning(wallet.c.balance)).scalar_one()
