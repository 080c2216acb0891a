"""`/imagine/requests` and its kin: look, list, cancel, delete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse

from skyloom.api.access import SCHEMES, Calling, Ctx, options_of
from skyloom.api.links import links_of
from skyloom.api.parameters import BIGINT, Json
from skyloom.api.skybox import documented
from skyloom.api.skybox.documented import DeletedOut, DoneOut, PageOut, WrappedOut, answers
from skyloom.api.skybox.shown import shown
from skyloom.api.skybox.wire import ENGINES, GROUP, HistoryIn
from skyloom.core.accounts import Caller
from skyloom.core.errors import IllegalTransition, NotFound
from skyloom.core.generations import Generation, HistoryFilters, Status
from skyloom.services.cancel import cancel
from skyloom.services.cancel_pending import cancel_pending
from skyloom.services.context import Context
from skyloom.services.delete import delete
from skyloom.services.find import find
from skyloom.services.flip_favorite import flip_favorite
from skyloom.services.history import history

router = APIRouter(dependencies=SCHEMES, tags=["Requests"])
MISSING = "Skybox not found"
WRAPPED = answers(WrappedOut, documented.MISSING)
CANCELLED = answers(DoneOut, documented.MISSING, documented.OVER)
Number = Annotated[str, Path(alias="id", description="The number of a skybox.")]
Hash = Annotated[str, Path(alias="obfuscatedId", description="32 hex digits.")]


@router.get("/imagine/requests/obfuscated-id/{obfuscatedId}", response_model=None, responses=WRAPPED)
def by_obfuscated_id(request: Request, ctx: Ctx, caller: Calling, obfuscated_id: Hash) -> JSONResponse:
    """Show one of your skyboxes by its hash."""
    if not re.fullmatch("[0-9a-f]{32}", obfuscated_id):
        raise NotFound(MISSING)
    with _told():
        generation = find(ctx, account_id=caller.account.id, obfuscated_id=obfuscated_id, group=GROUP)
    return _wrapped(request, ctx, caller, generation)


@router.get("/imagine/requests/{id}", response_model=None, responses=WRAPPED)
def by_id(request: Request, ctx: Ctx, caller: Calling, generation_id: Number) -> JSONResponse:
    """Show one of your skyboxes."""
    with _told():
        generation = find(ctx, account_id=caller.account.id, generation_id=_id(generation_id), group=GROUP)
    return _wrapped(request, ctx, caller, generation)


@router.get("/imagine/myRequests", response_model=None, responses=answers(PageOut))
def my_requests(request: Request, ctx: Ctx, caller: Calling, asked: Annotated[HistoryIn, Query()]) -> JSONResponse:
    """List your skyboxes; `offset` is a page number."""
    page = history(ctx, account_id=caller.account.id, filters=_filters(asked))
    links = links_of(request, options_of(request))
    data = shown(ctx, links, caller.account, page.items)
    return JSONResponse({"data": data, "totalCount": page.total, "has_more": page.has_more})


@router.post(
    "/imagine/favorite/{id}",
    response_model=None,
    responses=answers(WrappedOut, documented.MISSING, documented.TOO_LARGE),
)
def favorite(request: Request, ctx: Ctx, caller: Calling, generation_id: Number) -> JSONResponse:
    """Mark one of your skyboxes as a favourite, or take the mark away: `isMyFavorite` is turned round."""
    number = _id(generation_id)
    with _told():
        generation = flip_favorite(ctx, account_id=caller.account.id, generation_id=number, group=GROUP)
    return _wrapped(request, ctx, caller, generation)


@router.delete("/imagine/requests/pending", response_model=None, responses=answers(DoneOut))
def cancel_all(ctx: Ctx, caller: Calling) -> Json:
    """Cancel all your skyboxes that no worker has begun; their credits come back."""
    cancel_pending(ctx, account_id=caller.account.id, group=GROUP)
    return {"success": True}


@router.delete("/imagine/requests/{id}", response_model=None, responses=CANCELLED)
def cancel_one(ctx: Ctx, caller: Calling, generation_id: Number) -> Json:
    """Cancel one of your skyboxes; its credits come back.

    Cancelling twice is fine, cancelling a finished one is not.
    """
    account, number = caller.account.id, _id(generation_id)
    with _told():
        try:
            cancel(ctx, account_id=account, generation_id=number, group=GROUP)
        except IllegalTransition:
            status = find(ctx, account_id=account, generation_id=number, group=GROUP).status
            if status is not Status.ABORT:
                raise IllegalTransition(f"This skybox cannot be cancelled any more: its status is {status}.") from None
    return {"success": True}


@router.delete("/imagine/deleteImagine/{id}", response_model=None, responses=answers(DeletedOut, documented.MISSING))
def delete_one(ctx: Ctx, caller: Calling, generation_id: Number) -> Json:
    """Delete one of your skyboxes and its files; one that is not finished is cancelled first."""
    with _told():
        delete(ctx, account_id=caller.account.id, generation_id=_id(generation_id), group=GROUP)
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


def _wrapped(request: Request, ctx: Context, caller: Caller, generation: Generation) -> JSONResponse:
    """Return it under both names: one published document says `request`, the other `response`."""
    links = links_of(request, options_of(request))
    item = shown(ctx, links, caller.account, [generation])[0]
    return JSONResponse({"request": item, "response": item})


def _filters(asked: HistoryIn) -> HistoryFilters:
    return HistoryFilters(
        group=GROUP,
        status=None if asked.status == "all" else Status(asked.status),
        limit=asked.limit,
        page=asked.offset,
        ascending=asked.order == "ASC",
        generation_id=asked.imagine_id,
        queries=asked.queries,
        generator=asked.generator,
        engine=None if asked.generator is None else ENGINES.get(asked.generator, asked.generator),
        style_id=asked.skybox_style_id,
        variant_id=asked.variant_id,
        api_key_id=asked.api_key_id,
        favorites=asked.my_likes,
    )
