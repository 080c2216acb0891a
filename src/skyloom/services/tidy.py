"""Clear away files that nobody will ask for."""

from __future__ import annotations

from contextlib import suppress

import structlog

from skyloom.core.errors import NotFound
from skyloom.services.context import Context
from skyloom.services.drop_inputs import drop_inputs
from skyloom.store.blobs import INPUTS, prefix_of

log = structlog.get_logger()
AT_ONCE = 20  # generations a call
INPUTS_EVERY = 600  # seconds between two looks at all inputs, by whichever process


def tidy(ctx: Context) -> int:
    """Remove the files of lost attempts, deleted generations and orders that never came; return how many."""
    return _tidy_generations(ctx) + _tidy_inputs(ctx)


def _tidy_generations(ctx: Context) -> int:
    with ctx.db.reading() as tx:
        chosen = tx.generations.untidy(before=ctx.now() - ctx.tidy_after, limit=AT_ONCE)
        kept = tx.artifacts.of(chosen)
    removed = 0
    for generation_id in chosen:
        keep = {artifact.key for artifact in kept.get(generation_id, {}).values()}
        removed += ctx.blobs.delete_under(prefix_of(generation_id), keep=keep)
        with ctx.db.transaction() as tx:
            tx.generations.mark_tidy(generation_id)
    if removed:
        log.info("blobs.tidied", generations=len(chosen), removed=removed)
    return removed


def _tidy_inputs(ctx: Context) -> int:
    """Remove old inputs that no generation reads: whoever stored them died before its order was submitted."""
    with ctx.db.transaction() as tx:
        if tx.rate.wait("inputs tidied", interval=INPUTS_EVERY, at=ctx.now()):
            return 0
    by_account: dict[int, list[str]] = {}
    for key in ctx.blobs.older(INPUTS, than=ctx.now() - ctx.keep_inputs):
        account_id = key.removeprefix(INPUTS).partition("/")[0]
        if account_id.isdigit():
            by_account.setdefault(int(account_id), []).append(key)
    removed = 0
    for owner, keys in by_account.items():
        with suppress(NotFound):  # files of another database
            removed += drop_inputs(ctx, account_id=owner, keys=keys)
    if removed:
        log.info("inputs.tidied", removed=removed)
    return removed
