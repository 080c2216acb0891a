"""Find what dead processes left behind and set it right; any number of processes may do so at once."""

from __future__ import annotations

import dataclasses

import structlog

from skyloom.core.generations import MAX_ATTEMPTS, Status
from skyloom.queue import jobs
from skyloom.services.admit import admit
from skyloom.services.context import Context
from skyloom.services.settle import close, tell
from skyloom.services.tidy import tidy
from skyloom.store.generations import Stray

log = structlog.get_logger()
GAVE_UP = "It was given up: its worker stopped {times} times. What it cost was returned."


def sweep(ctx: Context) -> None:
    """Deliver again what nobody works on, give up what kills its workers, fill free slots, clear stray files."""
    for stray in _abandoned(ctx):
        _redeliver(ctx, stray)
    _forget_deliveries(ctx)
    _fill_slots(ctx)
    _purge(ctx)
    tidy(ctx)


def _abandoned(ctx: Context) -> list[Stray]:
    with ctx.db.transaction() as tx:
        strays = tx.generations.strays()
        # A generation that was never claimed, or was handed back, has no lease: its delivery must be alive.
        waiting = [stray.job_id for stray in strays if not stray.was_claimed and stray.job_id is not None]
        live = jobs.live(tx.driver_connection, waiting, dead_after=ctx.dead_after) if waiting else set()
    return [stray for stray in strays if stray.was_claimed or stray.job_id not in live]


def _redeliver(ctx: Context, stray: Stray) -> None:
    with ctx.db.transaction() as tx:
        account = tx.accounts.lock(stray.account_id)
        held = tx.generations.lock_stray(stray)
        if held is None:  # somebody else was quicker
            return
        if held.job_id is not None:
            jobs.discard(tx.driver_connection, held.job_id)
        if held.crashes >= MAX_ATTEMPTS:
            message = GAVE_UP.format(times=held.crashes)
            settled = close(ctx, tx, account, held, Status.ERROR, error_message=message)
        else:
            settled = None
            job_id = jobs.enqueue(tx.driver_connection, held.id, queue=held.queue)
            tx.generations.save(dataclasses.replace(held, job_id=job_id))
            tx.generations.unlease(held.id)
    if settled is not None:
        tell(settled)
        return
    log.warning("generation.redelivered", generation_id=stray.id, attempt=stray.attempt)


def _forget_deliveries(ctx: Context) -> None:
    """Remove deliveries that outlived their generation: the worker died between settling and saying so."""
    with ctx.db.transaction() as tx:
        for job_id, generation_id in jobs.stalled(tx.driver_connection, dead_after=ctx.dead_after):
            if tx.generations.awaits(generation_id, job_id):
                continue
            jobs.discard(tx.driver_connection, job_id)


def _fill_slots(ctx: Context) -> None:
    with ctx.db.reading() as tx:
        groups = tx.generations.waiting_groups()
    for account_id, group in groups:
        with ctx.db.transaction() as tx:
            admit(ctx, tx, tx.accounts.lock(account_id), group)


def _purge(ctx: Context) -> None:
    with ctx.db.transaction() as tx:
        tx.idempotency.purge(before=ctx.now() - ctx.keep_keys)
        tx.deliveries.purge(before=ctx.now() - ctx.keep_deliveries)
