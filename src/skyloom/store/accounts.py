"""Accounts and API keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update
from sqlalchemy.sql import Select

from skyloom.core.accounts import Account, ApiKey, Caller
from skyloom.core.errors import AccessDenied, NotFound
from skyloom.store.tables import account, api_key

FIRST = 5_190_716  # the advisory lock under which the first account is made

# Asked with every request, so it is built once.
CALLER = (
    select(*account.c, api_key.c.id.label("api_key_id"))
    .join_from(api_key, account)
    .where(
        api_key.c.sha256 == bindparam("sha256"),
        api_key.c.revoked_at.is_(None),
        or_(api_key.c.expires_at.is_(None), api_key.c.expires_at > bindparam("at")),
    )
)


class Accounts:
    """The statements on accounts and their keys."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, *, uuid: UUID, name: str, max_concurrency: int, at: datetime) -> Account:
        """Add an account."""
        row = insert(account).values(uuid=uuid, name=name, max_concurrency=max_concurrency, created_at=at)
        return _account(self._db.execute(row.returning(*account.c)).one())

    def get(self, account_id: int) -> Account:
        """Return one account, or raise NotFound."""
        return self._one(select(account).where(account.c.id == account_id), account_id)

    def all(self) -> list[Account]:
        """Return all accounts, oldest first."""
        return [_account(row) for row in self._db.execute(select(*account.c).order_by(account.c.id))]

    def change(self, account_id: int, **values: bool) -> Account:
        """Set columns of one account, or raise NotFound."""
        changed = update(account).where(account.c.id == account_id).values(values).returning(*account.c)
        row = self._db.execute(changed).one_or_none()
        if row is None:
            raise NotFound(f"There is no account {account_id}.")
        return _account(row)

    def webhook_secret(self, account_id: int) -> bytes:
        """Return what signs the account's webhooks, or raise NotFound."""
        secret = self._db.execute(
            select(account.c.webhook_secret).where(account.c.id == account_id)
        ).scalar_one_or_none()
        if secret is None:
            raise NotFound(f"There is no account {account_id}.")
        return secret

    def set_webhook_secret(self, account_id: int, secret: bytes) -> None:
        """Replace what signs the account's webhooks, or raise NotFound."""
        changed = update(account).where(account.c.id == account_id).values(webhook_secret=secret)
        if self._db.execute(changed).rowcount == 0:
            raise NotFound(f"There is no account {account_id}.")

    def lock(self, account_id: int) -> Account:
        """Return one account and hold it: all that changes its money or its slots waits in line here."""
        # NO KEY UPDATE: rows that point to the account may still be added by others.
        held = select(account).where(account.c.id == account_id).with_for_update(key_share=True)
        return self._one(held, account_id)

    def lock_all(self) -> int:
        """Hold the making of a first account; return how many accounts there are."""
        self._db.execute(select(func.pg_advisory_xact_lock(FIRST)))
        return self._db.execute(select(func.count()).select_from(account)).scalar_one()

    def add_key(
        self,
        *,
        account_id: int,
        prefix: str,
        sha256: bytes,
        name: str,
        at: datetime,
        expires_at: datetime | None = None,
    ) -> ApiKey:
        """Add a key."""
        row = insert(api_key).values(account_id=account_id, prefix=prefix, sha256=sha256, name=name, created_at=at)
        return _key(self._db.execute(row.values(expires_at=expires_at).returning(*api_key.c)).one())

    def revoke_key(self, key_id: int, *, at: datetime) -> ApiKey:
        """Make a key useless, or raise NotFound. Twice is harmless: the first time stays."""
        revoked = update(api_key).where(api_key.c.id == key_id)
        row = self._db.execute(
            revoked.values(revoked_at=func.coalesce(api_key.c.revoked_at, at)).returning(*api_key.c)
        ).one_or_none()
        if row is None:
            raise NotFound(f"There is no key {key_id}.")
        return _key(row)

    def keys(self, account_id: int | None = None) -> list[ApiKey]:
        """Return the keys of one account or of all, oldest first."""
        chosen = select(api_key).order_by(api_key.c.id)
        if account_id is not None:
            chosen = chosen.where(api_key.c.account_id == account_id)
        return [_key(row) for row in self._db.execute(chosen)]

    def caller(self, sha256: bytes, *, at: datetime) -> Caller:
        """Return whom a key belongs to, or raise AccessDenied: also for one that expired or was revoked."""
        row = self._db.execute(CALLER, {"sha256": sha256, "at": at}).one_or_none()
        if row is None:
            raise AccessDenied
        return Caller(account=_account(row), api_key_id=row.api_key_id)

    def _one(self, query: Select[*tuple[Any, ...]], account_id: int) -> Account:
        row = self._db.execute(query).one_or_none()
        if row is None:
            raise NotFound(f"There is no account {account_id}.")
        return _account(row)


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    kept = row._mapping
    return Account(
        id=kept["id"],
        uuid=kept["uuid"],
        name=kept["name"],
        is_active=kept["is_active"],
        strict_prompt=kept["strict_prompt"],
        max_concurrency=kept["max_concurrency"],
        created_at=kept["created_at"],
    )


def _key(row: Row[*tuple[Any, ...]]) -> ApiKey:
    kept = row._mapping
    return ApiKey(
        id=kept["id"],
        account_id=kept["account_id"],
        prefix=kept["prefix"],
        name=kept["name"],
        created_at=kept["created_at"],
        revoked_at=kept["revoked_at"],
        expires_at=kept["expires_at"],
    )
