"""Look up one file of a generation."""

from __future__ import annotations

from skyloom.core.errors import NotFound
from skyloom.core.generations import Artifact, Generation
from skyloom.services.context import Context


def find_artifact(ctx: Context, *, generation_id: int, kind: str) -> tuple[Generation, Artifact]:
    """Return a file of anybody's generation, for those who know its address; or raise NotFound."""
    with ctx.db.reading() as tx:
        generation = tx.generations.get(generation_id)
        files = tx.artifacts.of([generation_id]).get(generation_id, {})
    if kind not in files:
        raise NotFound(f"Generation {generation_id} has no file {kind!r}.")
    return generation, files[kind]
