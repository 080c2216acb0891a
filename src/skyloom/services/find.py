"""Look up one generation."""

from __future__ import annotations

import dataclasses

from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context


def find(
    ctx: Context,
    *,
    account_id: int,
    generation_id: int | None = None,
    obfuscated_id: str | None = None,
    group: str | None = None,
) -> Generation:
    """Return the account's generation with its files, or raise NotFound: also for foreign and deleted ones."""
    with ctx.db.reading() as tx:
        generation = tx.queries.find(account_id, generation_id=generation_id, obfuscated_id=obfuscated_id, group=group)
        if generation.status is not Status.COMPLETE:
            return generation
        return dataclasses.replace(generation, artifacts=tx.artifacts.of([generation.id]).get(generation.id, {}))
