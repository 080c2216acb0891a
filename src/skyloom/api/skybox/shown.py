"""Generations as this dialect shows them to a client, with all that their rows do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skyloom.api.links import Links
from skyloom.api.parameters import Json
from skyloom.api.skybox.wire import generation_out
from skyloom.api.skybox.wire_exports import export_out, exports_out
from skyloom.core.accounts import Account
from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context
from skyloom.services.exports_of import exports_of
from skyloom.services.queue_position import queue_position

OVER = 1  # the place of what is over, as the published examples have it


def shown(ctx: Context, links: Links, account: Account, generations: Sequence[Generation]) -> list[Json]:
    """Return the account's generations as bodies, in the same order."""
    places, exports = queue_position(ctx, generations), exports_of(ctx, generations)
    return [
        generation_out(
            item,
            account=account,
            catalog=ctx.catalog,
            links=links,
            queue_position=places[item.id] or OVER,
            exports=exports_out(exports.get(item.id, ()), links),
        )
        for item in generations
    ]


def shown_export(ctx: Context, links: Links, export: Generation) -> Json:
    """Return an export as a body."""
    return export_out(export, links, queue_position(ctx, [export])[export.id] or OVER)


def as_ordered(generation: Generation) -> Generation:
    """Return it as the published document answers an order: pending, although it may be admitted already."""
    if generation.status is not Status.DISPATCHED:
        return generation
    return replace(generation, status=Status.PENDING, dispatched_at=None)
