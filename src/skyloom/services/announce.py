"""Write down that a generation came to a state, and queue the telling of those who asked to be told."""

from __future__ import annotations

from skyloom.core.deliveries import Channel
from skyloom.core.events import GenerationMoved
from skyloom.core.generations import Generation
from skyloom.services.context import Context
from skyloom.store.database import Tx


def announce(ctx: Context, tx: Tx, generation: Generation) -> None:
    """Add the event of the generation's present state, and what webhooks will say of it, to the transaction."""
    event_id = tx.events.add(GenerationMoved.of(generation))
    at = ctx.now()
    if generation.webhook_url is not None:
        tx.deliveries.add(event_id, generation, channel=Channel.WEBHOOK, url=generation.webhook_url, at=at)
    if ctx.publishes:
        tx.deliveries.add(event_id, generation, channel=Channel.PUSHER, url=None, at=at)
