"""Read what clients' users said."""

from __future__ import annotations

from collections.abc import Sequence

from skyloom.core.accounts import Said
from skyloom.services.context import Context


def list_feedback(ctx: Context, *, limit: int = 100) -> Sequence[Said]:
    """Return what all accounts said, the newest first."""
    with ctx.db.reading() as tx:
        return tx.feedback.newest(limit)
