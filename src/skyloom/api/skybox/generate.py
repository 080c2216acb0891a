"""`POST /skybox`: an order for a skybox."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from skyloom.api.access import SCHEMES, Calling, Ctx, fields_of, large_bodies, options_of
from skyloom.api.body import Fields
from skyloom.api.errors import Malformed
from skyloom.api.links import links_of
from skyloom.api.parameters import IdempotencyKey, Json, bodies
from skyloom.api.skybox.documented import MISSING, TOO_LARGE, TOO_SLOW, GenerationOut, answers
from skyloom.api.skybox.order import no_prompt, order_of
from skyloom.api.skybox.shown import as_ordered, shown
from skyloom.api.skybox.wire import GenerateIn
from skyloom.core.accounts import Caller
from skyloom.core.errors import InsufficientCredits, NoBalance
from skyloom.services.context import Context
from skyloom.services.submit_files import submit_files

router = APIRouter(dependencies=SCHEMES, tags=["Skyboxes"])
USED_UP = "You have used every generation that your credits allow. {reason}"


async def generate_fields(request: Request) -> Fields:
    """Return the parameters; a body that cannot be read is a missing prompt, as the contract says."""
    try:
        return await fields_of(request)
    except Malformed as error:
        raise no_prompt(str(error)) from error


@router.post(
    "/skybox",
    openapi_extra=bodies(GenerateIn.model_json_schema()),
    response_model=None,
    responses=answers(GenerationOut, MISSING, TOO_LARGE, TOO_SLOW),
    dependencies=[Depends(large_bodies)],
)
def generate(
    request: Request,
    ctx: Ctx,
    caller: Calling,
    fields: Annotated[Fields, Depends(generate_fields)],
    idempotency_key: IdempotencyKey = None,
) -> JSONResponse:
    """Charge the credits and queue a skybox; follow it by its id.

    With the same `Idempotency-Key` a repeated request answers with the first one's skybox and charges nothing.
    """
    return JSONResponse(ordered(request, ctx, caller, fields, idempotency_key=idempotency_key))


def ordered(
    request: Request, ctx: Context, caller: Caller, fields: Fields, *, idempotency_key: str | None = None
) -> Json:
    """Order a skybox and return it as it is shown then."""
    links = links_of(request, options_of(request))
    placed = order_of(ctx, caller, fields, idempotency_key=idempotency_key, origin=links.base)
    try:
        generation = submit_files(ctx, placed.order, placed.files, idempotency_key=idempotency_key)
    except (InsufficientCredits, NoBalance) as error:
        raise InsufficientCredits(USED_UP.format(reason=error)) from error
    return shown(ctx, links, caller.account, [as_ordered(generation)])[0]
