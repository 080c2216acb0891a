"""Look up a generation for whoever knows its hash: that is what makes it theirs to follow."""

from __future__ import annotations

from skyloom.core.generations import Generation
from skyloom.services.context import Context


def find_public(ctx: Context, obfuscated_id: str) -> Generation | None:
    """Return the generation without its files; None if there is none or it was deleted."""
    with ctx.db.reading() as tx:
        return tx.queries.by_hash(obfuscated_id)
