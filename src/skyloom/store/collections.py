"""Collections: which skyboxes an account keeps together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from skyloom.core.collections import Collection
from skyloom.core.errors import NotFound
from skyloom.core.generations import Generation, Page, Status
from skyloom.store.generations import COLUMNS, from_row
from skyloom.store.tables import collection, collection_item, generation

c, item = collection.c, collection_item.c
SIZE = select(func.count()).where(item.collection_id == c.id).correlate(collection).scalar_subquery().label("size")


class Collections:
    """The statements on collections."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, *, account_id: int, name: str, at: datetime) -> Collection:
        """Add an empty collection."""
        row = insert(collection).values(account_id=account_id, name=name, created_at=at, updated_at=at)
        return self.get(account_id, self._db.execute(row.returning(c.id)).scalar_one())

    def get(self, account_id: int, collection_id: int) -> Collection:
        """Return one collection of the account, or raise NotFound: also for foreign ones."""
        query = select(*collection.c, SIZE).where(c.account_id == account_id, c.id == collection_id)
        row = self._db.execute(query).one_or_none()
        if row is None:
            raise NotFound("Collection not found")
        return _collection(row)

    def of(self, account_id: int) -> list[Collection]:
        """Return the account's collections, newest first."""
        query = select(*collection.c, SIZE).where(c.account_id == account_id).order_by(c.id.desc())
        return [_collection(row) for row in self._db.execute(query)]

    def rename(self, collection_id: int, name: str, *, at: datetime) -> None:
        """Give a collection another name."""
        self._db.execute(update(collection).where(c.id == collection_id).values(name=name, updated_at=at))

    def remove(self, collection_id: int) -> None:
        """Remove a collection; its skyboxes stay."""
        self._db.execute(delete(collection).where(c.id == collection_id))

    def put_in(self, collection_id: int, generation_ids: Sequence[int], *, at: datetime) -> None:
        """Put skyboxes into a collection; those that lie there already stay where they are."""
        rows = [{"collection_id": collection_id, "generation_id": number, "added_at": at} for number in generation_ids]
        if rows:
            self._db.execute(upsert(collection_item).on_conflict_do_nothing(), rows)
            self._touch(collection_id, at=at)

    def take_out(self, collection_id: int, generation_id: int, *, at: datetime) -> bool:
        """Take a skybox out of a collection; False when it does not lie there."""
        here = delete(collection_item).where(item.collection_id == collection_id, item.generation_id == generation_id)
        if self._db.execute(here).rowcount == 0:
            return False
        self._touch(collection_id, at=at)
        return True

    def forget(self, generation_id: int) -> None:
        """Take a skybox out of all collections."""
        self._db.execute(delete(collection_item).where(item.generation_id == generation_id))

    def complete(self, collection_id: int) -> list[int]:
        """Return the ids of the complete skyboxes in a collection, the oldest first."""
        query = select(generation.c.id).join_from(
            collection_item, generation, generation.c.id == collection_item.c.generation_id
        )
        here = [item.collection_id == collection_id, generation.c.status == Status.COMPLETE]
        return list(self._db.execute(query.where(*here).order_by(generation.c.id)).scalars())

    def page(self, collection_id: int, *, limit: int, page: int) -> Page:
        """Return one page of what lies in a collection, last added first, without files."""
        total = self._db.execute(select(func.count()).where(item.collection_id == collection_id)).scalar_one()
        query = select(*COLUMNS).join_from(
            collection_item, generation, generation.c.id == collection_item.c.generation_id
        )
        ordered = query.where(item.collection_id == collection_id).order_by(item.added_at.desc(), item.generation_id)
        found = self._db.execute(ordered.limit(limit).offset(page * limit)) if page * limit < total else ()
        items: list[Generation] = [from_row(row) for row in found]
        return Page(items=items, total=total, has_more=page * limit + len(items) < total)

    def _touch(self, collection_id: int, *, at: datetime) -> None:
        self._db.execute(update(collection).where(c.id == collection_id).values(updated_at=at))


def _collection(row: Row[*tuple[Any, ...]]) -> Collection:
    return Collection(
        id=row.id,
        account_id=row.account_id,
        name=row.name,
        size=row.size,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
