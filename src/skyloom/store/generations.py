"""Generations: their rows, one at a time, for those who change them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, text, true, update

from skyloom.core.candidates import MODEL
from skyloom.core.credits import Currency
from skyloom.core.errors import NotFound
from skyloom.core.generations import ACTIVE, OPEN, Generation, Order, Status
from skyloom.store.tables import account, generation

COLUMNS = tuple(column for column in generation.c if column.name not in {"refundable"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """An active generation that perhaps nobody works on."""

    id: int
    account_id: int
    job_id: int | None
    attempt: int
    was_claimed: bool  # its lease is over; else it may still wait in the queue


class Generations:
    """The statements that change generations."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, order: Order, *, uuid: UUID, obfuscated_id: str, at: datetime) -> Generation:
        """Add a pending generation."""
        row = {
            "uuid": uuid,
            "obfuscated_id": obfuscated_id,
            "account_id": order.account_id,
            "api_key_id": order.api_key_id,
            "engine": order.engine,
            "kind": order.kind,
            "params": dict(order.params),
            "seed": order.seed,
            "queue": order.queue,
            "group": order.group,
            "currency": order.currency,
            "cost": order.cost,
            "status": Status.PENDING,
            "title": order.title,
            "prompt": order.prompt,
            "negative_text": order.negative_text,
            "style_id": order.style_id,
            "variant_id": order.variant_id,
            "parent_id": order.parent_id,
            "parent_hash": order.parent_hash,
            "inputs": dict(order.inputs),
            "webhook_url": order.webhook_url,
            "origin": order.origin,
            "generator": order.generator,
            "generator_data": None if order.generator_data is None else dict(order.generator_data),
            "created_at": at,
            "updated_at": at,
        }
        return from_row(self._db.execute(insert(generation).values(row).returning(*COLUMNS)).one())

    def get(self, generation_id: int) -> Generation:
        """Return one generation, deleted or not, or raise NotFound."""
        return self._one(generation_id)

    def lock(self, generation_id: int) -> Generation:
        """Return one generation and hold its row, or raise NotFound."""
        return self._one(generation_id, held=True)

    def save(self, item: Generation) -> None:
        """Write the state of a generation; whoever leaves `processing` gives up the lease."""
        values: dict[str, Any] = {
            "status": item.status,
            "slot": item.slot,
            "attempt": item.attempt,
            "handed_back": item.handed_back,
            "job_id": item.job_id,
            "error_message": item.error_message,
            "result": None if item.result is None else dict(item.result),
            "updated_at": item.updated_at,
            "dispatched_at": item.dispatched_at,
            "processing_at": item.processing_at,
            "completed_at": item.completed_at,
        }
        if item.status is not Status.PROCESSING:
            values["lease_until"] = None
        self._db.execute(update(generation).where(generation.c.id == item.id).values(values))

    def used_slots(self, account_id: int, group: str) -> set[int]:
        """Return the slots that the account's active generations hold."""
        held = select(generation.c.slot).where(_of(account_id, group), generation.c.status.in_(ACTIVE))
        return {slot for slot in self._db.execute(held).scalars() if slot is not None}

    def count_open(self, account_id: int, group: str) -> int:
        """Return how many of the account's generations are not over."""
        waiting = select(func.count()).where(_of(account_id, group), generation.c.status == Status.PENDING)
        return self._db.execute(waiting).scalar_one() + len(self.used_slots(account_id, group))

    def next_pending(self, account_id: int, group: str) -> Generation | None:
        """Return the generation of the account that has waited longest, and hold it."""
        waiting = select(*COLUMNS).where(_of(account_id, group), generation.c.status == Status.PENDING)
        first = waiting.order_by(generation.c.id).limit(1).with_for_update(key_share=True)
        row = self._db.execute(first).one_or_none()
        return None if row is None else from_row(row)

    def lease(self, generation_id: int, *, attempt: int, lease: timedelta, worker: str | None = None) -> bool:
        """Believe in an attempt for another while; False when it is not the current one any more.

        The database's clock decides, so that machines need not agree on the time.
        """
        mine = update(generation).where(
            generation.c.id == generation_id,
            generation.c.attempt == attempt,
            generation.c.status == Status.PROCESSING,
        )
        values: dict[str, Any] = {"lease_until": func.clock_timestamp() + lease}
        if worker is not None:
            values["worker"] = worker
        return self._db.execute(mine.values(values)).rowcount == 1

    def unlease(self, generation_id: int) -> None:
        """End the lease: the generation waits for its next delivery."""
        self._db.execute(update(generation).where(generation.c.id == generation_id).values(lease_until=None))

    def strays(self) -> list[Stray]:
        """Return the active generations without a valid lease."""
        query = select(*STRAY).where(generation.c.status.in_(ACTIVE), _lease_is_over()).order_by(generation.c.id)
        return [_stray(row) for row in self._db.execute(query)]

    def lock_stray(self, stray: Stray) -> Generation | None:
        """Return and hold the generation if it is still as it was found."""
        same = [
            generation.c.id == stray.id,
            generation.c.attempt == stray.attempt,
            generation.c.job_id.is_not_distinct_from(stray.job_id),
            generation.c.status.in_(ACTIVE),
            _lease_is_over(),
        ]
        row = self._db.execute(select(*COLUMNS).where(*same).with_for_update(key_share=True)).one_or_none()
        return None if row is None else from_row(row)

    def awaits(self, generation_id: int, job_id: int) -> bool:
        """Tell whether the generation still needs that delivery."""
        query = select(generation.c.id).where(
            generation.c.id == generation_id, generation.c.job_id == job_id, generation.c.status.in_(ACTIVE)
        )
        return self._db.execute(query).first() is not None

    def waiting_groups(self) -> list[tuple[int, str]]:
        """Return the accounts and groups that have a pending generation and a free slot."""
        c = generation.c
        active = generation.alias("active")
        pending = select(c.account_id, c.group).where(c.status == Status.PENDING).distinct().subquery()
        used = (
            select(func.count())
            .where(
                active.c.account_id == pending.c.account_id,
                active.c.group == pending.c.group,
                active.c.status.in_(ACTIVE),
            )
            .scalar_subquery()
        )
        query = (
            select(pending.c.account_id, pending.c.group)
            .join_from(pending, account, account.c.id == pending.c.account_id)
            .where(used < account.c.max_concurrency)
        )
        return [(row[0], row[1]) for row in self._db.execute(query)]

    def waiting_ids(self, account_id: int, group: str) -> list[int]:
        """Return the account's generations of a group that wait for a slot or for a worker, newest first."""
        waiting = generation.c.status.in_([Status.PENDING, Status.DISPATCHED])
        query = select(generation.c.id).where(_of(account_id, group), waiting)
        return list(self._db.execute(query.order_by(generation.c.id.desc())).scalars())

    def flip_favorite(self, generation_id: int) -> None:
        """Mark the generation as a favourite, or take the mark away."""
        row = update(generation).where(generation.c.id == generation_id)
        self._db.execute(row.values(is_favorite=~generation.c.is_favorite))

    def mark_deleted(self, generation_id: int, *, at: datetime) -> None:
        """Hide the generation for ever; its money stays told in the ledger."""
        row = update(generation).where(generation.c.id == generation_id)
        self._db.execute(row.values(deleted_at=func.coalesce(generation.c.deleted_at, at), untidy_at=at))

    def mark_untidy(self, generation_id: int, *, at: datetime) -> None:
        """Note that files of lost attempts may lie about."""
        self._db.execute(update(generation).where(generation.c.id == generation_id).values(untidy_at=at))

    def untidy(self, *, before: datetime, limit: int) -> Sequence[int]:
        """Return generations whose stray files can be cleared away."""
        query = select(generation.c.id).where(generation.c.untidy_at < before)
        return self._db.execute(query.order_by(generation.c.untidy_at).limit(limit)).scalars().all()

    def mark_tidy(self, generation_id: int) -> None:
        """Note that no stray files are left."""
        self._db.execute(update(generation).where(generation.c.id == generation_id).values(untidy_at=None))

    def inputs_in_use(self, account_id: int, keys: Collection[str]) -> set[str]:
        """Return which of the files are read by generations of the account that are not deleted.

        A voxel model reads its picture until it is over; remixes and exports are made of theirs again and again.
        """
        read = func.jsonb_each_text(generation.c.inputs).table_valued("key", "value")
        mine = [
            generation.c.account_id == account_id,
            generation.c.deleted_at.is_(None),
            generation.c.inputs != text("'{}'::jsonb"),
            or_(generation.c.kind != MODEL, generation.c.status.in_(OPEN)),
        ]
        query = select(read.c.value).select_from(generation).join(read, true())
        return set(self._db.execute(query.where(*mine, read.c.value.in_(list(keys)))).scalars())

    def _one(self, generation_id: int, *, held: bool = False) -> Generation:
        query = select(*COLUMNS).where(generation.c.id == generation_id)
        row = self._db.execute(query.with_for_update(key_share=True) if held else query).one_or_none()
        if row is None:
            raise NotFound(f"There is no generation {generation_id}.")
        return from_row(row)


STRAY = (
    generation.c.id,
    generation.c.account_id,
    generation.c.job_id,
    generation.c.attempt,
    generation.c.lease_until,
)


def from_row(row: Row[*tuple[Any, ...]]) -> Generation:
    """Return the generation of a row, without its files."""
    kept = row._mapping
    return Generation(
        id=kept["id"],
        uuid=kept["uuid"],
        obfuscated_id=kept["obfuscated_id"],
        account_id=kept["account_id"],
        api_key_id=kept["api_key_id"],
        engine=kept["engine"],
        kind=kept["kind"],
        params=kept["params"],
        seed=kept["seed"],
        queue=kept["queue"],
        group=kept["group"],
        currency=Currency(kept["currency"]),
        cost=kept["cost"],
        status=Status(kept["status"]),
        attempt=kept["attempt"],
        handed_back=kept["handed_back"],
        title=kept["title"] or f"Imagination #{kept['id']}",
        prompt=kept["prompt"],
        negative_text=kept["negative_text"],
        style_id=kept["style_id"],
        variant_id=kept["variant_id"],
        error_message=kept["error_message"],
        result=kept["result"],
        slot=kept["slot"],
        job_id=kept["job_id"],
        created_at=kept["created_at"],
        updated_at=kept["updated_at"],
        dispatched_at=kept["dispatched_at"],
        processing_at=kept["processing_at"],
        completed_at=kept["completed_at"],
        parent_id=kept["parent_id"],
        parent_hash=kept["parent_hash"],
        inputs=kept["inputs"],
        webhook_url=kept["webhook_url"],
        origin=kept["origin"],
        generator=kept["generator"],
        generator_data=kept["generator_data"],
        is_favorite=kept["is_favorite"],
    )


def _of(account_id: int, group: str) -> ColumnElement[bool]:
    return and_(generation.c.account_id == account_id, generation.c.group == group)


def _lease_is_over() -> ColumnElement[bool]:
    return or_(generation.c.lease_until.is_(None), generation.c.lease_until < func.clock_timestamp())


def _stray(row: Row[*tuple[Any, ...]]) -> Stray:
    return Stray(
        id=row.id,
        account_id=row.account_id,
        job_id=row.job_id,
        attempt=row.attempt,
        was_claimed=row.lease_until is not None,
    )
