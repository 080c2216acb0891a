"""Write down how a try to tell somebody ended."""

from __future__ import annotations

import structlog

from skyloom.core.deliveries import Delivery, DeliveryState, Outcome, after_try
from skyloom.services.context import Context

log = structlog.get_logger()


def end_delivery(ctx: Context, delivery: Delivery, outcome: Outcome) -> Delivery:
    """Return the delivery as it stands now: delivered, to be tried again later, or given up."""
    tried = after_try(delivery, outcome, at=ctx.now())
    with ctx.db.transaction() as tx:
        tx.deliveries.save(tried)
    facts = {
        "delivery_id": tried.id,
        "generation_id": tried.generation_id,
        "told": tried.status,
        "channel": tried.channel,
        "tries": tried.tries,
        "status": tried.last_status,
    }
    match tried.state:
        case DeliveryState.DELIVERED:
            log.info("delivery.made", **facts)
        case DeliveryState.WAITING:
            log.info("delivery.postponed", error=tried.last_error, **facts)
        case DeliveryState.FAILED:
            log.warning("delivery.given_up", error=tried.last_error, **facts)
    return tried
