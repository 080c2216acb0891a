"""Order an export of a skybox, or find the one that was ordered before."""

from __future__ import annotations

import dataclasses

import structlog

from skyloom.core.accounts import Account
from skyloom.core.errors import NoSubscription
from skyloom.core.exports import FILE
from skyloom.core.generations import Artifact, Generation, Order, Status
from skyloom.services.admit import admit
from skyloom.services.announce import announce
from skyloom.services.context import Context
from skyloom.services.submit import cap
from skyloom.store.database import Tx

log = structlog.get_logger()


def export(ctx: Context, order: Order, *, same_as: Artifact | None = None) -> Generation:
    """Queue an export and return it, or the one of the same skybox, type and size; or raise NotFound.

    `same_as` is a file of the skybox that is the export already: it is complete at once.
    """
    assert order.parent_id is not None
    with ctx.db.transaction() as tx:
        account = tx.accounts.lock(order.account_id)  # so that two who ask at once get the same one
        if not account.is_active:
            raise NoSubscription
        tx.queries.find(account.id, generation_id=order.parent_id)  # or NotFound: it may just have been deleted
        earlier = tx.queries.export_like(order)
        if earlier is not None:
            return dataclasses.replace(earlier, artifacts=tx.artifacts.of([earlier.id]).get(earlier.id, {}))
        cap(ctx, tx, order)
        ordered = tx.generations.add(order, uuid=ctx.new_uuid(), obfuscated_id=ctx.new_hash(), at=ctx.now())
        announce(ctx, tx, ordered)
        made = _queued(ctx, tx, account, ordered) if same_as is None else _complete(ctx, tx, ordered, same_as)
    log.info("export.ordered", generation_id=made.id, parent_id=made.parent_id, type=made.params["type"])
    return made


def _queued(ctx: Context, tx: Tx, account: Account, ordered: Generation) -> Generation:
    admitted = admit(ctx, tx, account, ordered.group)
    return next((item for item in admitted if item.id == ordered.id), ordered)


def _complete(ctx: Context, tx: Tx, ordered: Generation, file: Artifact) -> Generation:
    now = ctx.now()
    done = ordered
    for status in (Status.DISPATCHED, Status.PROCESSING, Status.COMPLETE):
        done = done.moved(status, at=now)
    done = dataclasses.replace(done, artifacts={FILE: dataclasses.replace(file, kind=FILE)})
    tx.generations.save(done)
    tx.artifacts.add(done.id, list(done.artifacts.values()))
    announce(ctx, tx, done)
    return done
