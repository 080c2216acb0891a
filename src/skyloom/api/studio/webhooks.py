"""`/studio/api/webhooks`: what was told to an account's webhooks, and the secret that they are signed with."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from skyloom.api.access import SCHEMES, Calling, Ctx
from skyloom.api.parameters import BIGINT
from skyloom.api.skybox.wire import stamp
from skyloom.core.deliveries import Delivery, DeliveryState
from skyloom.services.list_deliveries import list_deliveries
from skyloom.services.rotate_webhook_secret import rotate_webhook_secret
from skyloom.services.webhook_secret import webhook_secret

router = APIRouter(prefix="/studio/api/webhooks", dependencies=SCHEMES)
Json = dict[str, Any]


@router.get("/deliveries")
def deliveries(
    ctx: Ctx,
    caller: Calling,
    limit: Annotated[int, Query(ge=1, le=100, description="Items per page.")] = 50,
    page: Annotated[int, Query(ge=0, le=2**31 - 1, description="From 0.")] = 0,
    generation_id: Annotated[int | None, Query(ge=1, le=BIGINT, description="Only those of one generation.")] = None,
) -> Json:
    """List what your webhooks were told, newest first."""
    found = list_deliveries(ctx, caller.account.id, generation_id=generation_id, limit=limit, page=page)
    data = [delivery_out(item) for item in found.items]
    return {"data": data, "totalCount": found.total, "has_more": found.has_more}


@router.get("/secret")
def secret(ctx: Ctx, caller: Calling) -> Json:
    """Show the secret that your webhooks are signed with."""
    return {"secret": webhook_secret(ctx, caller.account.id)}


@router.post("/secret/rotate")
def rotate(ctx: Ctx, caller: Calling) -> Json:
    """Replace that secret; the old one signs nothing any more."""
    return {"secret": rotate_webhook_secret(ctx, caller.account.id)}


def delivery_out(delivery: Delivery) -> Json:
    """Return a line of the log."""
    waits = delivery.state is DeliveryState.WAITING
    return {
        "id": delivery.id,
        "generation_id": delivery.generation_id,
        "event": delivery.status.value,
        "url": delivery.url,
        "state": delivery.state.value,
        "tries": delivery.tries,
        "last_status": delivery.last_status,
        "last_error": delivery.last_error,
        "created_at": stamp(delivery.created_at),
        "tried_at": stamp(delivery.tried_at) if delivery.tried_at else None,
        "next_at": stamp(delivery.next_at) if waits else None,
    }
