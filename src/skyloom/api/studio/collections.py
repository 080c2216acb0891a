"""`/studio/api/collections`: skyboxes that an account keeps together."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from skyloom.api.access import SCHEMES, Calling, Ctx, fields_of, options_of
from skyloom.api.body import Fields
from skyloom.api.errors import sentence
from skyloom.api.links import links_of
from skyloom.api.parameters import BIGINT, Text, Whole
from skyloom.api.skybox.shown import shown
from skyloom.api.skybox.wire import GROUP, stamp
from skyloom.core.collections import Collection
from skyloom.core.errors import InvalidInput
from skyloom.services.collect import collect
from skyloom.services.create_collection import create_collection
from skyloom.services.delete_collection import delete_collection
from skyloom.services.list_collections import list_collections
from skyloom.services.rename_collection import rename_collection
from skyloom.services.show_collection import show_collection
from skyloom.services.uncollect import uncollect

router = APIRouter(prefix="/studio/api/collections", dependencies=SCHEMES)
AT_ONCE = 500  # skyboxes that one request adds
Body = TypeVar("Body", bound=BaseModel)
Json: TypeAlias = dict[str, Any]
Number = Annotated[int, Path(ge=1, le=BIGINT)]
Sent = Annotated[Fields, Depends(fields_of)]


class CollectionIn(BaseModel):
    """A collection's name."""

    model_config = ConfigDict(frozen=True)

    name: Text


class SkyboxesIn(BaseModel):
    """Skyboxes by their numbers."""

    model_config = ConfigDict(frozen=True)

    ids: list[Annotated[Whole, Field(ge=1, le=BIGINT)]] = Field(min_length=1, max_length=AT_ONCE)


@router.post("", status_code=201)
def create(ctx: Ctx, caller: Calling, fields: Sent) -> Json:
    """Begin a collection; the body is `{"name": …}`."""
    asked = _parsed(CollectionIn, fields)
    return collection_out(create_collection(ctx, account_id=caller.account.id, name=asked.name))


@router.get("")
def index(ctx: Ctx, caller: Calling) -> Json:
    """List your collections, newest first."""
    return {"data": [collection_out(item) for item in list_collections(ctx, account_id=caller.account.id)]}


@router.get("/{collection_id}")
def show(
    request: Request,
    ctx: Ctx,
    caller: Calling,
    collection_id: Number,
    limit: Annotated[int, Query(ge=1, le=100)] = 18,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1, description="Page number, from 0.")] = 0,
) -> Json:
    """Show one of your collections and a page of its skyboxes, last added first."""
    collection, page = show_collection(
        ctx, account_id=caller.account.id, collection_id=collection_id, limit=limit, page=offset
    )
    skyboxes = shown(ctx, links_of(request, options_of(request)), caller.account, page.items)
    return collection_out(collection) | {"data": skyboxes, "totalCount": page.total, "has_more": page.has_more}


@router.patch("/{collection_id}")
def rename(ctx: Ctx, caller: Calling, collection_id: Number, fields: Sent) -> Json:
    """Give one of your collections another name; the body is `{"name": …}`."""
    asked = _parsed(CollectionIn, fields)
    renamed = rename_collection(ctx, account_id=caller.account.id, collection_id=collection_id, name=asked.name)
    return collection_out(renamed)


@router.delete("/{collection_id}")
def delete(ctx: Ctx, caller: Calling, collection_id: Number) -> Json:
    """Delete one of your collections; its skyboxes stay."""
    delete_collection(ctx, account_id=caller.account.id, collection_id=collection_id)
    return {"success": True}


@router.post("/{collection_id}/skyboxes")
def add(ctx: Ctx, caller: Calling, collection_id: Number, fields: Sent) -> Json:
    """Put skyboxes into one of your collections; the body is `{"ids": [1, 2]}`."""
    asked = _parsed(SkyboxesIn, fields)
    collection = collect(
        ctx, account_id=caller.account.id, collection_id=collection_id, generation_ids=asked.ids, group=GROUP
    )
    return collection_out(collection)


@router.delete("/{collection_id}/skyboxes/{skybox_id}")
def remove(ctx: Ctx, caller: Calling, collection_id: Number, skybox_id: Number) -> Json:
    """Take a skybox out of one of your collections; the skybox stays."""
    return collection_out(
        uncollect(ctx, account_id=caller.account.id, collection_id=collection_id, generation_id=skybox_id)
    )


def collection_out(collection: Collection) -> Json:
    """Return a collection as every route shows it."""
    return {
        "id": collection.id,
        "name": collection.name,
        "size": collection.size,
        "created_at": stamp(collection.created_at),
        "updated_at": stamp(collection.updated_at),
    }


def _parsed(model: type[Body], fields: Fields) -> Body:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise InvalidInput(sentence(error.errors(include_url=False)[0])) from error
