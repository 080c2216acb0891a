"""A worker that must stop returns a generation to the queue."""

from __future__ import annotations

import dataclasses

import structlog

from skyloom.core.generations import Status
from skyloom.queue import jobs
from skyloom.services.context import Context

log = structlog.get_logger()


def hand_back(ctx: Context, generation_id: int, *, attempt: int, blameless: bool) -> bool:
    """Order another delivery; False when the attempt is not the current one any more.

    A blameless attempt does not count among the crashes after which a generation is given up.
    """
    with ctx.db.transaction() as tx:
        held = tx.generations.lock(generation_id)
        if (held.attempt, held.status) != (attempt, Status.PROCESSING):
            return False
        job_id = jobs.enqueue(tx.driver_connection, held.id, queue=held.queue)
        tx.generations.save(dataclasses.replace(held, job_id=job_id, handed_back=held.handed_back + blameless))
        tx.generations.unlease(held.id)
    log.info("generation.handed_back", generation_id=generation_id, attempt=attempt, blameless=blameless)
    return True
