"""Look up what skyboxes were exported as."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context


def exports_of(ctx: Context, skyboxes: Sequence[Generation]) -> Mapping[int, Sequence[Generation]]:
    """Return the complete exports of skyboxes with their files, by the skybox's id."""
    found: dict[int, list[Generation]] = {}
    complete = [item.id for item in skyboxes if item.status is Status.COMPLETE]
    if not complete:
        return found
    with ctx.db.reading() as tx:
        exports = tx.queries.exports_of(complete)
        files = tx.artifacts.of([export.id for export in exports])
    for export in exports:
        assert export.parent_id is not None
        made = dataclasses.replace(export, artifacts=files.get(export.id, {}))
        found.setdefault(export.parent_id, []).append(made)
    return found
