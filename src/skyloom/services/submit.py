"""Charge an order and make a generation of it."""

from __future__ import annotations

import dataclasses
import hashlib
import json

import structlog

from skyloom.core.errors import InvalidInput, NoSubscription, NotFound, TooManyRequests
from skyloom.core.generations import Generation, Order
from skyloom.services.admit import admit
from skyloom.services.announce import announce
from skyloom.services.context import Context
from skyloom.store.database import Tx

log = structlog.get_logger()
RETRY_AFTER = 10  # seconds: about the time of a render
DRAWN = frozenset({"world", "image", "horizon_shift"})  # parameters that follow from the parent
REUSED = "This Idempotency-Key was used for another request. Use a new key for each new request."


class InputGone(NotFound):
    """The image that this order needs is not there any more. Please send the image itself."""

    code = "INPUT_GONE"


def submit(ctx: Context, order: Order, *, idempotency_key: str | None = None) -> Generation:
    """Charge the order and queue it, or raise; the same key again returns the first order's generation."""
    with ctx.db.transaction() as tx:
        account = tx.accounts.lock(order.account_id)
        if not account.is_active:
            raise NoSubscription
        if idempotency_key is not None and (earlier := _earlier(ctx, tx, order, idempotency_key)):
            return earlier
        _check_inputs(ctx, order)
        _limit(ctx, tx, order)
        cap(ctx, tx, order)
        left = tx.wallets.debit(order.account_id, order.currency, order.cost) if order.cost else None
        generation = tx.generations.add(order, uuid=ctx.new_uuid(), obfuscated_id=ctx.new_hash(), at=ctx.now())
        tx.ledger.charge(generation)
        announce(ctx, tx, generation)
        if idempotency_key is not None:
            tx.idempotency.fill(order.account_id, idempotency_key, generation_id=generation.id)
        admitted = admit(ctx, tx, account, order.group)
    log.info("generation.submitted", generation_id=generation.id, engine=generation.engine, cost=generation.cost)
    submitted = next((item for item in admitted if item.id == generation.id), generation)
    return dataclasses.replace(submitted, balance=left)


def _earlier(ctx: Context, tx: Tx, order: Order, key: str) -> Generation | None:
    digest = _digest(order)
    earlier = tx.idempotency.take(order.account_id, key, request_sha256=digest, at=ctx.now())
    if earlier is None:
        return None
    if earlier.request_sha256 != digest:
        raise InvalidInput(REUSED)
    generation = tx.generations.get(earlier.generation_id)
    return dataclasses.replace(generation, artifacts=tx.artifacts.of([generation.id]).get(generation.id, {}))


def _digest(order: Order) -> bytes:
    """Return what makes two orders the same: everything that was sent, but the key that was used."""
    fields = dataclasses.asdict(dataclasses.replace(order, api_key_id=None, origin=None))
    before = fields.pop("prompt_before")
    if before is not None:  # a language model may write something else the next time
        fields |= {"prompt": before, "params": {**fields["params"], "prompt": before}, "is_enhanced": True}
    if fields.pop("drawn_from") is not None:  # what lies in the collection may change
        fields |= {"parent_id": None, "parent_hash": None, "inputs": {}, "drawn_from": order.drawn_from}
        fields["params"] = {name: value for name, value in fields["params"].items() if name not in DRAWN}
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).digest()


def _check_inputs(ctx: Context, order: Order) -> None:
    """See that what the order reads is there: as long as the account is held, nobody clears it away."""
    if not all(ctx.blobs.has(key) for key in order.inputs.values()):
        raise InputGone


def _limit(ctx: Context, tx: Tx, order: Order) -> None:
    if order.interval is None:
        return
    key = f"{order.account_id}/{order.kind}"
    if seconds := tx.rate.wait(key, interval=order.interval, at=ctx.now()):
        raise TooManyRequests(
            f"One request every {order.interval} seconds is allowed; try again in {seconds} s.", retry_after=seconds
        )


def cap(ctx: Context, tx: Tx, order: Order) -> None:
    """Refuse an order on top of too many; the account is locked, so that none slips in beside this one."""
    held = tx.generations.count_open(order.account_id, order.group)
    if held >= ctx.max_pending:
        raise TooManyRequests(
            f"The account has {held} generations that are not finished, and may have {ctx.max_pending}: "
            "wait for one to finish, or cancel one.",
            retry_after=RETRY_AFTER,
        )
