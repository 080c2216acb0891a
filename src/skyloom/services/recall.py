"""Remember what a candidate picture shows."""

from __future__ import annotations

from skyloom.core.candidates import MODELS, Recollection
from skyloom.services.context import Context


def recall(ctx: Context, sha256: str) -> Recollection | None:
    """Return the candidate whose pixels have that SHA-256; None if there is none (any more)."""
    with ctx.db.reading() as tx:
        generation = tx.queries.by_pixels(sha256)
        if generation is None or generation.result is None:
            return None
        artifacts = tx.artifacts.of([generation.id]).get(generation.id, {})
    number = list(generation.result["pixels"]).index(sha256)
    facts = {"version": generation.result["version"], **generation.result["candidates"][number]}
    model = artifacts.get(MODELS[number])
    return Recollection(facts=facts, model=None if model is None else model.key)
