"""The ledger: every movement of every wallet, added to and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Connection, Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from skyloom.core.credits import Currency, Kind
from skyloom.core.generations import Generation
from skyloom.store.tables import UTC_TIME, ledger, wallet

ONCE = "uq_ledger_generation_id_kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A wallet whose ledger tells another story."""

    account_id: int
    currency: Currency
    balance: int
    proven: int


class Ledger:
    """The statements on movements of money."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def grant(self, account_id: int, currency: Currency, amount: int, *, note: str, at: datetime) -> None:
        """Write down a gift."""
        row = {"account_id": account_id, "currency": currency, "kind": Kind.GRANT, "amount": amount}
        self._db.execute(insert(ledger).values(**row, note=note, at=at))

    def charge(self, generation: Generation) -> None:
        """Write down what the generation cost; nothing if it was free."""
        if not generation.cost:
            return
        row = {"account_id": generation.account_id, "currency": generation.currency, "generation_id": generation.id}
        self._db.execute(
            insert(ledger).values(**row, kind=Kind.CHARGE, amount=-generation.cost, at=generation.created_at)
        )

    def refund(self, generation: Generation, *, at: datetime) -> int:
        """Reverse the generation's charge; return the amount, 0 if there is nothing (more) to give back."""
        paid = ledger.alias()
        charge = select(
            paid.c.account_id,
            paid.c.currency,
            paid.c.generation_id,
            cast(literal(Kind.REFUND.value), Text),
            -paid.c.amount,
            cast(paid.c.id, BigInteger),
            cast(literal(at, UTC_TIME), UTC_TIME),
        ).where(paid.c.generation_id == generation.id, paid.c.kind == Kind.CHARGE)
        columns = ["account_id", "currency", "generation_id", "kind", "amount", "reverses_id", "at"]
        once = insert(ledger).from_select(columns, charge).on_conflict_do_nothing(constraint=ONCE)
        return self._db.execute(once.returning(ledger.c.amount)).scalar_one_or_none() or 0

    def mismatches(self) -> list[Mismatch]:
        """Return the wallets that differ from the sum of their movements; there should be none."""
        proven = func.coalesce(func.sum(ledger.c.amount), 0)
        same = (ledger.c.account_id == wallet.c.account_id) & (ledger.c.currency == wallet.c.currency)
        query = (
            select(wallet.c.account_id, wallet.c.currency, wallet.c.balance, proven.label("proven"))
            .outerjoin_from(wallet, ledger, same)
            .group_by(wallet.c.account_id, wallet.c.currency)
            .having(wallet.c.balance != proven)
        )
        return [
            Mismatch(account_id=row[0], currency=Currency(row[1]), balance=row[2], proven=int(row[3]))
            for row in self._db.execute(query)
        ]
