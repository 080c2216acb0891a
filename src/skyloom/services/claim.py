"""A worker takes a generation that was delivered to it."""

from __future__ import annotations

import dataclasses

import structlog

from skyloom.core.errors import NotFound
from skyloom.core.generations import ACTIVE, Generation, Status
from skyloom.services.announce import announce
from skyloom.services.context import Context

log = structlog.get_logger()


def claim(ctx: Context, generation_id: int, job_id: int, worker: str) -> Generation | None:
    """Count an attempt and begin its lease; None when the delivery is late and there is nothing to do."""
    with ctx.db.transaction() as tx:
        try:
            found = tx.generations.lock(generation_id)
        except NotFound:
            return None
        if found.job_id != job_id or found.status not in ACTIVE:
            return None
        first = found.status is Status.DISPATCHED
        now = ctx.now()
        taken = found.moved(Status.PROCESSING, at=now) if first else dataclasses.replace(found, updated_at=now)
        taken = dataclasses.replace(taken, attempt=found.attempt + 1)
        tx.generations.save(taken)
        tx.generations.lease(taken.id, attempt=taken.attempt, lease=ctx.lease, worker=worker)
        if first:
            announce(ctx, tx, taken)
    log.info("generation.claimed", generation_id=taken.id, attempt=taken.attempt, worker=worker)
    return taken
