"""Generations as this dialect shows them to a client, with all that their rows do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skyloom.api.links import Links
from skyloom.api.skybox.wire import Json, generation_out
from skyloom.core.accounts import Account
from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context
from skyloom.services.queue_position import queue_position

OVER = 1  # the place of what is over, as the published examples have it


def shown(ctx: Context, links: Links, account: Account, generations: Sequence[Generation]) -> list[Json]:
    """Return the account's generations as bodies, in the same order."""
    places = queue_position(ctx, generations)
    return [
        generation_out(item, account=account, catalog=ctx.catalog, links=links, queue_position=places[item.id] or OVER)
        for item in generations
    ]


def as_ordered(generation: Generation) -> Generation:
    """Return it as the published document answers an order: pending, although it may be admitted already."""
    if generation.status is not Status.DISPATCHED:
        return generation
    return replace(generation, status=Status.PENDING, dispatched_at=None)
