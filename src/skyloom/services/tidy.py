"""Clear away files that nobody will ask for."""

from __future__ import annotations

import structlog

from skyloom.services.context import Context
from skyloom.store.blobs import prefix_of

log = structlog.get_logger()
AT_ONCE = 20  # generations a call


def tidy(ctx: Context) -> int:
    """Remove the files of lost attempts and deleted generations; return how many were removed."""
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
