"""From the parameters of a request to an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from skyloom.api.body import Fields, Upload
from skyloom.api.encoded import from_base64
from skyloom.api.errors import sentence
from skyloom.api.seeds import drawn_seed
from skyloom.api.voxel.wire import (
    CANDIDATES,
    COST,
    GROUP,
    IMAGES,
    INTERVAL,
    SMALLEST,
    VOXELISE,
    ImagesIn,
    VoxelizeIn,
)
from skyloom.core.accounts import Caller
from skyloom.core.candidates import MODEL
from skyloom.core.credits import Currency
from skyloom.core.errors import InvalidInput
from skyloom.core.generations import Order
from skyloom.services.context import Context
from skyloom.services.receive import Received, receive

Asked = TypeVar("Asked", bound=BaseModel)
LARGEST = 50 * 2**20  # bytes
KINDS = frozenset({"image/png", "image/jpeg", "image/webp"})
NO_PROMPT = "The parameter 'prompt' is empty: describe what to show, in up to 500 characters."
NO_IMAGE = "The parameter 'image_base64' is missing: send a PNG, JPEG or WebP picture as base64."


def images_order(ctx: Context, caller: Caller, fields: Fields, *, idempotency_key: str | None) -> Order:
    """Return an order for three candidates, or raise what is wrong with the parameters."""
    asked = _parsed(ImagesIn, fields)
    if not asked.prompt.strip():
        raise InvalidInput(NO_PROMPT)
    engine = ctx.engines[CANDIDATES]
    return Order(
        account_id=caller.account.id,
        api_key_id=caller.api_key_id,
        engine=CANDIDATES,
        params=engine.Params.model_validate({"prompt": asked.prompt}).model_dump(mode="json"),
        seed=drawn_seed(caller, idempotency_key) if asked.seed is None else asked.seed,
        currency=Currency.TOKENS,
        cost=0,
        queue=engine.queue,
        group=GROUP,
        kind=IMAGES,
        prompt=asked.prompt,
        interval=INTERVAL,
    )


def model_order(ctx: Context, caller: Caller, fields: Fields) -> tuple[Order, Mapping[str, bytes]]:
    """Return an order for a model and the picture that it reads, by its key; or raise what is wrong with them."""
    asked = _parsed(VoxelizeIn, fields)
    picture = _picture(caller, asked.image_base64)
    engine = ctx.engines[VOXELISE]
    order = Order(
        account_id=caller.account.id,
        api_key_id=caller.api_key_id,
        engine=VOXELISE,
        params=engine.Params.model_validate(asked.model_dump(exclude={"image_base64"})).model_dump(mode="json"),
        seed=0,  # nothing is left to chance
        currency=Currency.TOKENS,
        cost=COST,
        queue=engine.queue,
        group=GROUP,
        kind=MODEL,
        inputs={"image": picture.key},
    )
    return order, {picture.key: picture.data}


def _parsed(model: type[Asked], fields: Fields) -> Asked:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise InvalidInput(sentence(error.errors(include_url=False)[0])) from error


def _picture(caller: Caller, value: object) -> Received:
    if isinstance(value, Upload):
        data = value.data
    elif isinstance(value, str) and value.strip():
        data = _decoded(value.strip())
    else:
        raise InvalidInput(NO_IMAGE)
    if len(data) > LARGEST:
        raise InvalidInput(f"The picture in 'image_base64' holds {len(data)} bytes; send at most {LARGEST}.")
    try:
        received = receive(data, account_id=caller.account.id, smallest=SMALLEST)
    except InvalidInput as error:
        raise InvalidInput(f"The picture in 'image_base64' cannot be used. {error}") from error
    if received.found.content_type not in KINDS:
        raise InvalidInput("The picture in 'image_base64' is of another kind: send PNG, JPEG or WebP.")
    return received


def _decoded(text: str) -> bytes:
    try:
        return from_base64(text)
    except InvalidInput as error:
        raise InvalidInput(f"The parameter 'image_base64' cannot be read. {error}") from error
