"""Tell how busy the server is."""

from __future__ import annotations

from skyloom.core.measures import BUCKETS, Demand
from skyloom.services.context import Context


def demand(ctx: Context) -> Demand:
    """Return the figures of the whole server, the same from every process: they are counted from the rows."""
    with ctx.db.reading() as tx:
        return tx.queries.demand(BUCKETS)
