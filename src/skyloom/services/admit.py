"""Give waiting generations the free slots of their account."""

from __future__ import annotations

import dataclasses

from skyloom.core.accounts import Account
from skyloom.core.generations import Generation, Status
from skyloom.queue import jobs
from skyloom.services.announce import announce
from skyloom.services.context import Context
from skyloom.store.database import Tx


def admit(ctx: Context, tx: Tx, account: Account, group: str) -> list[Generation]:
    """Hand the account's next generations of the group to the queue, as many as it has slots.

    The account must be locked: `tx.accounts.lock`.
    """
    used = tx.generations.used_slots(account.id, group)
    admitted = []
    for slot in sorted(set(range(account.max_concurrency)) - used):
        waiting = tx.generations.next_pending(account.id, group)
        if waiting is None:
            break
        job_id = jobs.enqueue(tx.driver_connection, waiting.id, queue=waiting.queue)
        moved = waiting.moved(Status.DISPATCHED, at=ctx.now())
        generation = dataclasses.replace(moved, slot=slot, job_id=job_id)
        tx.generations.save(generation)
        announce(ctx, tx, generation)
        admitted.append(generation)
    return admitted
