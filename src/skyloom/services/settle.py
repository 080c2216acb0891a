"""The one exit of a generation: complete, error and abort all go through here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from skyloom.core.accounts import Account
from skyloom.core.errors import IllegalTransition
from skyloom.core.generations import REFUNDED, Artifact, Generation, Status
from skyloom.queue import jobs
from skyloom.services.admit import admit
from skyloom.services.announce import announce
from skyloom.services.context import Context
from skyloom.store.database import Tx

log = structlog.get_logger()


def settle(
    ctx: Context,
    generation_id: int,
    outcome: Status,
    *,
    attempt: int | None = None,
    artifacts: Sequence[Artifact] = (),
    result: Mapping[str, Any] | None = None,
    error_message: str | None = None,
) -> Generation:
    """Move the generation to `outcome` and give its charge back unless it is complete; or raise IllegalTransition.

    A worker names its attempt: if that is not the current one any more, nothing happens but the error.
    """
    with ctx.db.transaction() as tx:
        account = tx.accounts.lock(tx.generations.get(generation_id).account_id)
        generation = tx.generations.lock(generation_id)
        if attempt is not None and (generation.attempt, generation.status) != (attempt, Status.PROCESSING):
            raise IllegalTransition(f"Attempt {attempt} of generation {generation_id} is not the current one.")
        ended = dataclasses.replace(generation, artifacts={item.kind: item for item in artifacts}, result=result)
        settled = close(ctx, tx, account, ended, outcome, error_message=error_message)
    tell(settled)
    return settled


def close(
    ctx: Context, tx: Tx, account: Account, generation: Generation, outcome: Status, *, error_message: str | None = None
) -> Generation:
    """Settle inside a transaction that holds the account and the generation."""
    now = ctx.now()
    settled = dataclasses.replace(generation.moved(outcome, at=now), error_message=error_message)
    tx.generations.save(settled)
    tx.artifacts.add(settled.id, list(settled.artifacts.values()))
    if outcome in REFUNDED and (amount := tx.ledger.refund(settled, at=now)):
        tx.wallets.credit(settled.account_id, settled.currency, amount)
    if outcome is Status.ABORT and settled.job_id is not None:
        jobs.cancel(tx.driver_connection, settled.job_id)
    if settled.attempt > (1 if outcome is Status.COMPLETE else 0):
        tx.generations.mark_untidy(settled.id, at=now)
    announce(ctx, tx, settled)
    admit(ctx, tx, account, settled.group)
    return settled


def tell(settled: Generation) -> None:
    """Log the end of a generation."""
    log.info("generation.settled", generation_id=settled.id, status=settled.status, attempt=settled.attempt)
