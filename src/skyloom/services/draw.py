"""Draw a skybox from a collection by lot."""

from __future__ import annotations

import dataclasses
import random

from skyloom.core.errors import NotFound
from skyloom.core.generations import Generation
from skyloom.services.context import Context

EMPTY = "Could not find any completed Skybox generations in this collection."  # the contract's own words


def draw(ctx: Context, *, account_id: int, collection_id: int, seed: int) -> Generation:
    """Return one of the complete skyboxes in the account's collection, the same for a seed; or raise NotFound."""
    with ctx.db.reading() as tx:
        tx.collections.get(account_id, collection_id)
        complete = tx.collections.complete(collection_id)
        if not complete:
            raise NotFound(EMPTY)
        chosen = random.Random(f"collection {seed}").choice(complete)
        generation = tx.queries.find(account_id, generation_id=chosen)
        files = tx.artifacts.of([chosen])
    return dataclasses.replace(generation, artifacts=files.get(chosen, {}))
