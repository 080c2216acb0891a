"""Keep what a client's user says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from skyloom.services.context import Context

log = structlog.get_logger()
KEPT = 200  # of an account; older ones make room


def give_feedback(ctx: Context, *, account_id: int, body: Mapping[str, Any]) -> None:
    """Write it down; `body` is JSON."""
    with ctx.db.transaction() as tx:
        tx.feedback.add(account_id, body, at=ctx.now())
        tx.feedback.keep_newest(account_id, KEPT)
    log.info("feedback.given", account_id=account_id)
