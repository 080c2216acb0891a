"""Questions about many generations at once: histories, places in the queue, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from skyloom.core.errors import NotFound
from skyloom.core.exports import KIND
from skyloom.core.generations import OPEN, REFUNDED, Generation, HistoryFilters, Order, Page, Status
from skyloom.core.measures import Demand, Spread
from skyloom.store.generations import COLUMNS, from_row
from skyloom.store.tables import CANDIDATES, generation
from skyloom.store.tables import OPEN as OPEN_ROWS

c = generation.c
# What every look at a status asks is built once: building costs as much time as asking.
OWN = select(*COLUMNS).where(c.account_id == bindparam("account"), c.deleted_at.is_(None))
BY_ID = OWN.where(c.id == bindparam("id"))
BY_HASH = OWN.where(c.obfuscated_id == bindparam("hash"))
BY_UUID = select(*COLUMNS).where(c.uuid == bindparam("uuid"), c.deleted_at.is_(None))
PIXELS = c.result[literal_column("'pixels'")]  # as the index has it: no parameter
BY_PIXELS = (
    select(*COLUMNS)
    .where(CANDIDATES, c.status == Status.COMPLETE, PIXELS.has_key(bindparam("pixels", type_=Text)))
    .order_by(c.id.desc())
    .limit(1)
)
AHEAD = select(func.count()).where(OPEN_ROWS, c.queue == bindparam("queue"), c.id <= bindparam("id"))
EXPORTS = select(*COLUMNS).where(c.kind == KIND, c.deleted_at.is_(None))
EXPORT_LIKE = EXPORTS.where(
    c.parent_id == bindparam("id"),
    c.status.not_in(REFUNDED),
    c.params["type"].astext == bindparam("type"),
    c.params["width"].astext == bindparam("width"),
)


class Queries:
    """The statements that only look."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def find(
        self,
        account_id: int,
        *,
        generation_id: int | None = None,
        obfuscated_id: str | None = None,
        group: str | None = None,
    ) -> Generation:
        """Return one generation of the account, or raise NotFound: also for foreign and deleted ones.

        With a group, those of other groups are not there either.
        """
        if obfuscated_id is not None:
            row = self._db.execute(BY_HASH, {"account": account_id, "hash": obfuscated_id}).one_or_none()
        else:
            row = self._db.execute(BY_ID, {"account": account_id, "id": generation_id}).one_or_none()
        if row is None or group not in (None, row._mapping["group"]):
            raise NotFound("There is no such generation.")
        return from_row(row)

    def export_like(self, order: Order) -> Generation | None:
        """Return the export of the same skybox, type and size that is made or was made; None: there is none."""
        same = {"id": order.parent_id, "type": order.params["type"], "width": str(order.params["width"])}
        row = self._db.execute(EXPORT_LIKE, same).one_or_none()
        return None if row is None else from_row(row)

    def exports_of(self, parent_ids: Sequence[int]) -> list[Generation]:
        """Return the complete exports of skyboxes."""
        made = EXPORTS.where(c.parent_id.in_(parent_ids), c.status == Status.COMPLETE)
        return [from_row(row) for row in self._db.execute(made.order_by(c.id))]

    def export_ids(self, parent_id: int) -> list[int]:
        """Return all exports of a skybox, whatever became of them."""
        return [row.id for row in self._db.execute(EXPORTS.where(c.parent_id == parent_id).order_by(c.id))]

    def by_hash(self, obfuscated_id: str) -> Generation | None:
        """Return the generation of that hash, whosoever it is; None if there is none or it was deleted."""
        query = select(*COLUMNS).where(c.obfuscated_id == obfuscated_id, c.deleted_at.is_(None))
        row = self._db.execute(query).one_or_none()
        return None if row is None else from_row(row)

    def by_uuid(self, uuid: UUID) -> Generation | None:
        """Return the generation of that UUID, whosoever it is; None if there is none or it was deleted."""
        row = self._db.execute(BY_UUID, {"uuid": uuid}).one_or_none()
        return None if row is None else from_row(row)

    def by_pixels(self, sha256: str) -> Generation | None:
        """Return the newest complete generation that drew a candidate picture with those pixels."""
        row = self._db.execute(BY_PIXELS, {"pixels": sha256}).one_or_none()
        return None if row is None else from_row(row)

    def by_ids(self, generation_ids: Sequence[int]) -> list[Generation]:
        """Return those of these generations that there are, whosoever they are; also deleted ones."""
        return [from_row(row) for row in self._db.execute(select(*COLUMNS).where(c.id.in_(generation_ids)))]

    def history(self, account_id: int, filters: HistoryFilters) -> Page:
        """Return one page of the account's generations, with their files."""
        chosen = _chosen(account_id, filters)
        total = self._db.execute(select(func.count()).select_from(generation).where(*chosen)).scalar_one()
        order = c.id.asc() if filters.ascending else c.id.desc()
        start = filters.page * filters.limit
        query = select(*COLUMNS).where(*chosen).order_by(order).limit(filters.limit).offset(start)
        items = [from_row(row) for row in self._db.execute(query)] if start < total else []
        return Page(items=items, total=total, has_more=start + len(items) < total)

    def positions(self, generations: Sequence[Generation]) -> Mapping[int, int]:
        """Return how many open generations of its queue were ordered up to each open one, itself included."""
        waiting = [item for item in generations if item.status in OPEN]
        if not waiting:
            return {}
        if len(waiting) == 1:
            place_of = {"queue": waiting[0].queue, "id": waiting[0].id}
            return {waiting[0].id: self._db.execute(AHEAD, place_of).scalar_one()}
        place = func.row_number().over(partition_by=c.queue, order_by=c.id).label("place")
        queues = {item.queue for item in waiting}
        last = max(item.id for item in waiting)
        line = select(c.id, place).where(OPEN_ROWS, c.queue.in_(queues), c.id <= last).subquery()
        mine = select(line.c.id, line.c.place).where(line.c.id.in_([item.id for item in waiting]))
        return {row.id: row.place for row in self._db.execute(mine)}

    def demand(self, buckets: Sequence[float]) -> Demand:
        """Return how many generations there are by queue and status, and how long they took and waited."""
        counts = select(c.queue, c.status, func.count().label("n")).group_by(c.queue, c.status)
        return Demand(
            generations={(row.queue, Status(row.status)): row.n for row in self._db.execute(counts)},
            render=self._spread(c.completed_at, c.processing_at, buckets, c.status == Status.COMPLETE),
            wait=self._spread(c.processing_at, c.created_at, buckets, c.processing_at.is_not(None)),
        )

    def _spread(
        self,
        end: ColumnElement[Any],
        start: ColumnElement[Any],
        buckets: Sequence[float],
        where: ColumnElement[bool],
    ) -> Mapping[str, Spread]:
        seconds = func.greatest(func.extract("epoch", end - start), 0)
        within = [func.count(case((seconds <= bound, 1))) for bound in buckets]
        query = select(c.queue, func.count(), func.sum(seconds), *within).where(where).group_by(c.queue)
        return {
            row[0]: Spread(count=row[1], total=float(row[2]), within=dict(zip(buckets, row[3:], strict=True)))
            for row in self._db.execute(query)
        }


def _chosen(account_id: int, filters: HistoryFilters) -> list[ColumnElement[bool]]:
    chosen = [c.account_id == account_id, c.deleted_at.is_(None)]
    same: dict[ColumnElement[Any], Any] = {
        c.status: filters.status,
        c.id: filters.generation_id,
        c.group: filters.group,
        c.style_id: filters.style_id,
        c.variant_id: filters.variant_id,
        c.api_key_id: filters.api_key_id,
    }
    chosen += [column == value for column, value in same.items() if value is not None]
    if filters.kinds is not None:
        chosen.append(c.kind.in_(filters.kinds))
    if filters.generator is not None:
        unnamed = and_(c.generator.is_(None), c.engine == filters.engine)
        chosen.append(or_(c.generator == filters.generator, unnamed))
    elif filters.engine is not None:
        chosen.append(c.engine == filters.engine)
    if filters.favorites:
        chosen.append(c.is_favorite)
    if filters.queries:
        title = func.coalesce(c.title, literal("Imagination #") + cast(c.id, Text))
        places = [(text, words) for text in (title, c.prompt) for words in filters.queries]
        chosen.append(or_(*(text.icontains(words, autoescape=True) for text, words in places)))
    return chosen
