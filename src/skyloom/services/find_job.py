"""Look up a generation by its UUID."""

from __future__ import annotations

import dataclasses
from uuid import UUID

from skyloom.core.errors import AccessDenied, NotFound
from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context


class NotYours(AccessDenied):
    """The job belongs to another account."""

    code = "NOT_YOURS"


def find_job(ctx: Context, uuid: UUID, *, account_id: int, group: str) -> Generation:
    """Return the account's generation with its files, or raise NotFound, or NotYours for a foreign one."""
    with ctx.db.reading() as tx:
        generation = tx.queries.by_uuid(uuid)
        if generation is None or generation.group != group:
            raise NotFound("There is no such job.")
        if generation.account_id != account_id:
            raise NotYours
        if generation.status is not Status.COMPLETE:
            return generation
        return dataclasses.replace(generation, artifacts=tx.artifacts.of([generation.id]).get(generation.id, {}))
