"""Tell where generations stand in the line."""

from __future__ import annotations

from collections.abc import Sequence

from skyloom.core.generations import OPEN, Generation
from skyloom.services.context import Context


def queue_position(ctx: Context, generations: Sequence[Generation]) -> dict[int, int]:
    """Return each generation's place among the open ones of its queue, by age: 1 is next or running, 0 is over."""
    places = dict.fromkeys((item.id for item in generations), 0)
    if any(item.status in OPEN for item in generations):
        with ctx.db.reading() as tx:
            places.update(tx.queries.positions(generations))
    return places
