"""The skybox dialect's addresses: parse, call one verb, shape the reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import JSONResponse

from skyloom.api.access import SCHEMES, Calling, Ctx, fields_of, options_of
from skyloom.api.body import Fields
from skyloom.api.errors import Malformed
from skyloom.api.links import links_of
from skyloom.api.skybox.order import no_prompt, order_of
from skyloom.api.skybox.wire import (
    BIGINT,
    ENGINES,
    GenerateIn,
    HistoryIn,
    StylesIn,
    families_out,
    generation_out,
    style_out,
)
from skyloom.core.accounts import Caller
from skyloom.core.errors import IllegalTransition, InsufficientCredits, NoBalance, NotFound
from skyloom.core.generations import Generation, HistoryFilters, Status
from skyloom.services.cancel import cancel
from skyloom.services.cancel_pending import cancel_pending
from skyloom.services.context import Context
from skyloom.services.delete import delete
from skyloom.services.find import find
from skyloom.services.history import history
from skyloom.services.queue_position import queue_position
from skyloom.services.submit import submit

router = APIRouter(dependencies=SCHEMES)
MAX_IDEMPOTENCY_KEY = 200  # characters
MISSING = "Skybox not found"
OVER = 1  # the place of what is over, as the published examples have it
USED_UP = "You have used every generation that your credits allow. {reason}"
KINDS = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")
BODY = {"schema": GenerateIn.model_json_schema()}
BODIES = {
    "requestBody": {
        "required": True,
        "content": dict.fromkeys(KINDS, BODY),
    }
}


async def generate_fields(request: Request) -> Fields:
    """Return the parameters; a body that cannot be read is a missing prompt, as the contract says."""
    try:
        return await fields_of(request)
    except Malformed as error:
        raise no_prompt(str(error)) from error


Json: TypeAlias = dict[str, Any]
Number = Annotated[str, Path(alias="id", description="The number of a skybox.")]
Hash = Annotated[str, Path(alias="obfuscatedId", description="32 hex digits.")]


@router.post("/skybox", openapi_extra=BODIES)
def generate(
    request: Request,
    ctx: Ctx,
    caller: Calling,
    fields: Annotated[Fields, Depends(generate_fields)],
    idempotency_key: Annotated[str | None, Header(max_length=MAX_IDEMPOTENCY_KEY)] = None,
) -> JSONResponse:
    """Charge the credits and queue a skybox; follow it by its id.

    With the same `Idempotency-Key` a repeated request answers with the first one's skybox and charges nothing.
    """
    order = order_of(ctx, caller, fields, idempotency_key=idempotency_key)
    try:
        generation = submit(ctx, order, idempotency_key=idempotency_key)
    except (InsufficientCredits, NoBalance) as error:
        raise InsufficientCredits(USED_UP.format(reason=error)) from error
    return JSONResponse(_shown(request, ctx, caller, [_as_ordered(generation)])[0])


@router.get("/skybox/styles")
def styles(request: Request, ctx: Ctx, _caller: Calling, asked: Annotated[StylesIn, Query()]) -> list[Json]:
    """List the styles; with `model_version` (3 or 4) those of one model."""
    links = links_of(request, options_of(request))
    return [style_out(style, links) for style in ctx.catalog.styles(model_version=asked.model_version)]


@router.get("/skybox/families")
@router.get("/skybox/menu")
def families(request: Request, ctx: Ctx, _caller: Calling, asked: Annotated[StylesIn, Query()]) -> list[Json]:
    """List the styles in their families; with `model_version` (3 or 4) those of one model."""
    chosen = ctx.catalog.styles(model_version=asked.model_version)
    return families_out(ctx.catalog, chosen, links_of(request, options_of(request)))


@router.get("/imagine/requests/obfuscated-id/{obfuscatedId}")
def by_obfuscated_id(request: Request, ctx: Ctx, caller: Calling, obfuscated_id: Hash) -> JSONResponse:
    """Show one of your skyboxes by its hash."""
    if not re.fullmatch("[0-9a-f]{32}", obfuscated_id):
        raise NotFound(MISSING)
    with _told():
        generation = find(ctx, account_id=caller.account.id, obfuscated_id=obfuscated_id)
    return _wrapped(request, ctx, caller, generation)


@router.get("/imagine/requests/{id}")
def by_id(request: Request, ctx: Ctx, caller: Calling, generation_id: Number) -> JSONResponse:
    """Show one of your skyboxes."""
    with _told():
        generation = find(ctx, account_id=caller.account.id, generation_id=_id(generation_id))
    return _wrapped(request, ctx, caller, generation)


@router.get("/imagine/myRequests")
def my_requests(request: Request, ctx: Ctx, caller: Calling, asked: Annotated[HistoryIn, Query()]) -> JSONResponse:
    """List your skyboxes; `offset` is a page number."""
    page = history(ctx, account_id=caller.account.id, filters=_filters(asked))
    shown = _shown(request, ctx, caller, page.items)
    return JSONResponse({"data": shown, "totalCount": page.total, "has_more": page.has_more})


@router.delete("/imagine/requests/pending")
def cancel_all(ctx: Ctx, caller: Calling) -> Json:
    """Cancel all your skyboxes that no worker has begun; their credits come back."""
    cancel_pending(ctx, account_id=caller.account.id)
    return {"success": True}


@router.delete("/imagine/requests/{id}")
def cancel_one(ctx: Ctx, caller: Calling, generation_id: Number) -> Json:
    """Cancel one of your skyboxes; its credits come back.

    Cancelling twice is fine, cancelling a finished one is not.
    """
    account, number = caller.account.id, _id(generation_id)
    with _told():
        try:
            cancel(ctx, account_id=account, generation_id=number)
        except IllegalTransition:
            status = find(ctx, account_id=account, generation_id=number).status
            if status is not Status.ABORT:
                raise IllegalTransition(f"This skybox cannot be cancelled any more: its status is {status}.") from None
    return {"success": True}


@router.delete("/imagine/deleteImagine/{id}")
def delete_one(ctx: Ctx, caller: Calling, generation_id: Number) -> Json:
    """Delete one of your skyboxes and its files; one that is not finished is cancelled first."""
    with _told():
        delete(ctx, account_id=caller.account.id, generation_id=_id(generation_id))
    return {"success": "Item deleted successfully", "id": generation_id}


def _id(text: str) -> int:
    """Return the id in a path; whatever cannot be one is as unknown as a missing one."""
    if not re.fullmatch("[0-9]{1,19}", text) or int(text) > BIGINT:
        raise NotFound(MISSING)
    return int(text)


@contextmanager
def _told() -> Iterator[None]:
    """Say in this dialect's words that something is not there."""
    try:
        yield
    except NotFound:
        raise NotFound(MISSING) from None


def _shown(request: Request, ctx: Context, caller: Caller, generations: Sequence[Generation]) -> list[Json]:
    places = queue_position(ctx, generations)
    links = links_of(request, options_of(request))
    return [
        generation_out(
            item, account=caller.account, catalog=ctx.catalog, links=links, queue_position=places[item.id] or OVER
        )
        for item in generations
    ]


def _as_ordered(generation: Generation) -> Generation:
    """Return it as the published document answers an order: pending, although it may be admitted already."""
    if generation.status is not Status.DISPATCHED:
        return generation
    return replace(generation, status=Status.PENDING, dispatched_at=None)


def _wrapped(request: Request, ctx: Context, caller: Caller, generation: Generation) -> JSONResponse:
    """Return it under both names: one published document says `request`, the other `response`."""
    shown = _shown(request, ctx, caller, [generation])[0]
    return JSONResponse({"request": shown, "response": shown})


def _filters(asked: HistoryIn) -> HistoryFilters:
    return HistoryFilters(
        status=None if asked.status == "all" else Status(asked.status),
        limit=asked.limit,
        page=asked.offset,
        ascending=asked.order == "ASC",
        generation_id=asked.imagine_id,
        query=asked.query,
        engine=None if asked.generator is None else ENGINES.get(asked.generator, asked.generator),
        variant_id=asked.variant_id,
        api_key_id=asked.api_key_id,
    )
