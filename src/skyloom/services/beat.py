"""A worker says that it still works on a generation."""

from __future__ import annotations

from skyloom.services.context import Context


def beat(ctx: Context, generation_id: int, attempt: int) -> bool:
    """Extend the lease of the attempt; False: it was cancelled or given to another, so stop working."""
    with ctx.db.transaction() as tx:
        return tx.generations.lease(generation_id, attempt=attempt, lease=ctx.lease)
