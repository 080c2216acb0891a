"""`POST /imagine/requests`: an order by the name of a generator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from skyloom.api.access import SCHEMES, Calling, Ctx, fields_of, large_bodies, options_of
from skyloom.api.body import Fields
from skyloom.api.errors import Malformed, TooLarge, sentence
from skyloom.api.links import links_of
from skyloom.api.parameters import IdempotencyKey, Json, bodies
from skyloom.api.skybox.documented import TOO_LARGE, TOO_SLOW, ErrorOut, Responses, WrappedOut, answers
from skyloom.api.skybox.generate import USED_UP
from skyloom.api.skybox.generators import GENERATORS, Generator, read
from skyloom.api.skybox.order import Placed, meant, order_of
from skyloom.api.skybox.shown import as_ordered, shown
from skyloom.api.skybox.wire import GenerateIn
from skyloom.core.accounts import Caller
from skyloom.core.errors import (
    AccessDenied,
    InsufficientCredits,
    InvalidInput,
    NoBalance,
    NoSubscription,
    NotFound,
)
from skyloom.services.context import Context
from skyloom.services.submit_files import submit_files

router = APIRouter(dependencies=SCHEMES, tags=["Imagine"])
KIND = "imaginarium"
BESIDES = ("webhook_url",)  # parameters of every generator
WRONG: Responses = {
    400: {"model": ErrorOut, "description": "The generator or one of its parameters is wrong or missing."}
}
PROPERTIES: Json = {
    "generator": {"type": "string", "enum": list(GENERATORS), "description": "From `GET /generators`."},
    **GenerateIn.model_json_schema()["properties"],
    "animation_mode": {"type": "string", "enum": ["skybox"], "description": "Of stable-skybox."},
}


class InvalidGeneratorData(InvalidInput):
    """The generator or its parameters are not valid."""

    code = "INVALID_GENERATOR_DATA"


class NoMethod(AccessDenied):
    """Account does not have access to this method"""  # noqa: D400, D415 - the contract's own words

    code = "NO_METHOD"


async def imagine_fields(request: Request) -> Fields:
    """Return the parameters; a body that cannot be read is told as such."""
    try:
        return await fields_of(request)
    except Malformed as error:
        raise InvalidGeneratorData(str(error)) from error


@router.post(
    "/imagine/requests",
    openapi_extra=bodies({"type": "object", "properties": PROPERTIES, "required": ["generator", "prompt"]}),
    response_model=None,
    responses=answers(WrappedOut, WRONG, TOO_LARGE, TOO_SLOW),
    dependencies=[Depends(large_bodies)],
)
def imagine(
    request: Request,
    ctx: Ctx,
    caller: Calling,
    fields: Annotated[Fields, Depends(imagine_fields)],
    idempotency_key: IdempotencyKey = None,
) -> JSONResponse:
    """Charge a credit and queue an imagination by a generator's name and parameters; follow it by its id.

    With the same `Idempotency-Key` a repeated request answers with the first one's imagination and charges nothing.
    """
    links = links_of(request, options_of(request))
    with _told():
        placed = _placed(ctx, caller, meant(fields), idempotency_key=idempotency_key, origin=links.base)
        generation = submit_files(ctx, placed.order, placed.files, idempotency_key=idempotency_key)
    item = shown(ctx, links, caller.account, [as_ordered(generation)])[0]
    return JSONResponse({"response": item, "request": item})


def _placed(ctx: Context, caller: Caller, fields: Fields, *, idempotency_key: str | None, origin: str) -> Placed:
    generator = _generator(fields)
    data = read(generator, ctx.engines[generator.engine].Params, fields)
    asked: dict[str, Any] = data | {name: fields[name] for name in (*BESIDES, *generator.images) if name in fields}
    asked["seed"] = max(0, data["seed"])  # the published generator takes -1 for a random one, too
    placed = order_of(ctx, caller, asked, idempotency_key=idempotency_key, origin=origin)
    used = data | {"seed": placed.order.seed}
    return replace(placed, order=replace(placed.order, kind=KIND, generator=generator.name, generator_data=used))


def _generator(fields: Fields) -> Generator:
    known = " or ".join(GENERATORS)
    if "generator" not in fields:
        raise InvalidGeneratorData(f"The parameter 'generator' is missing: send {known}.")
    name = fields["generator"]
    if not isinstance(name, str) or name not in GENERATORS:
        raise InvalidGeneratorData(f"There is no such generator: the parameter 'generator' must be {known}.")
    return GENERATORS[name]


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong under the statuses of the Imagine API."""
    try:
        yield
    except ValidationError as error:
        raise InvalidGeneratorData(sentence(error.errors(include_url=False)[0])) from error
    except TooLarge:
        raise
    except (InvalidInput, NotFound) as error:
        raise InvalidGeneratorData(str(error)) from error
    except InsufficientCredits as error:
        raise InsufficientCredits(USED_UP.format(reason=error)) from error
    except (NoSubscription, NoBalance) as error:
        raise NoMethod from error
