"""Images that come with a request: as a file, as base64, by address, or as those of an earlier skybox."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from skyloom.api.body import Upload
from skyloom.api.encoded import SHOWN, from_base64
from skyloom.api.errors import TooLarge
from skyloom.api.skybox.wire import GROUP, GenerateIn
from skyloom.core.accounts import Caller
from skyloom.core.errors import InvalidInput, NotFound
from skyloom.core.generations import Generation
from skyloom.services.context import Context
from skyloom.services.fetch_file import fetch_file
from skyloom.services.find import find
from skyloom.services.receive import receive

LARGEST = 50 * 2**20  # bytes
HASH = re.compile("[0-9a-f]{32}")
ADDRESS = re.compile("https?://", re.I)
WAYS = "as a file, as base64, or as an http(s) address"
REMIX = "remix"
MODELS = "The only 'control_model' is 'remix'."
NEEDS_MODEL = f"Send 'control_model' with the 'control_image'. {MODELS}"
STRENGTH = "The parameter 'init_strength' must be from 0.11 (much of the image stays) to 0.9 (almost none of it)."
LOWEST, HIGHEST = 0.11, 0.9
Use = Literal["control", "init"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """What an order gets from the images of its request."""

    params: Mapping[str, Any] = field(default_factory=dict)  # of the engine
    inputs: Mapping[str, str] = field(default_factory=dict)  # name -> key in the blob store
    files: Mapping[str, bytes] = field(default_factory=dict)  # to be stored there, by key


NOTHING = Images()


def images_of(ctx: Context, caller: Caller, asked: GenerateIn) -> Images:
    """Return what the request's images add to its order, or raise what is wrong with them."""
    sent = {
        "control": asked.control_image or asked.control_image_hash,
        "init": asked.init_image or asked.init_image_hash,
    }
    if sent["control"] and sent["init"]:
        raise InvalidInput("Send 'control_image' or 'init_image', not both.")
    if sent["control"]:
        _check_control(asked)
        return _used(ctx, caller, asked, "control")
    if sent["init"] and asked.init_strength:
        if not LOWEST <= asked.init_strength <= HIGHEST:
            raise InvalidInput(STRENGTH)
        images = _used(ctx, caller, asked, "init")
        params = {**images.params, "init_strength": asked.init_strength}
        return Images(params=params, inputs=images.inputs, files=images.files)
    return NOTHING  # without a strength an init image has no influence


def picture_of(ctx: Context, parent: Generation) -> Images:
    """Return what an order that remixes the parent's finished picture needs."""
    if "file" not in parent.artifacts:
        raise NotFound
    data = ctx.blobs.get(parent.artifacts["file"].key)
    return _stored(data, account_id=parent.account_id, use="control")


def _check_control(asked: GenerateIn) -> None:
    model = (asked.control_model or "").strip().lower()
    if model and model != REMIX:
        raise InvalidInput(f"The 'control_model' {asked.control_model[:SHOWN]!r} is not offered. {MODELS}")  # type: ignore[index]  # not None here
    if not model and asked.control_image:
        raise InvalidInput(NEEDS_MODEL)


def _used(ctx: Context, caller: Caller, asked: GenerateIn, use: Use) -> Images:
    name = f"{use}_image"
    value = getattr(asked, name)
    if not value:
        key = _earlier(ctx, caller, getattr(asked, f"{name}_hash"), use)
        return Images(params={"image": use}, inputs={name: key})
    try:
        return _stored(_bytes_of(ctx, name, value), account_id=caller.account.id, use=use)
    except TooLarge:
        raise
    except InvalidInput as error:
        raise InvalidInput(f"The parameter '{name}' cannot be used. {error}") from error


def _stored(data: bytes, *, account_id: int, use: Use) -> Images:
    received = receive(data, account_id=account_id)
    return Images(
        params={"image": use},
        inputs={f"{use}_image": received.key},
        files={received.key: received.data},
    )


def _earlier(ctx: Context, caller: Caller, obfuscated_id: str, use: Use) -> str:
    """Return the key of the image that an earlier skybox was made with, or raise in the contract's words."""
    wanted = obfuscated_id.strip().lower()
    if not HASH.fullmatch(wanted):
        raise InvalidInput(f"Wrong hash for {use} image. Check your {use} image hash.")
    try:
        earlier = find(ctx, account_id=caller.account.id, obfuscated_id=wanted, group=GROUP)
    except NotFound:
        raise NotFound(f"Skybox with the specified {use} image hash was not found") from None
    key = earlier.inputs.get(f"{use}_image")
    if key is None or not ctx.blobs.has(key):
        raise NotFound(f"{use.capitalize()} image for the specified skybox was not found")
    return key


def _bytes_of(ctx: Context, name: str, value: object) -> bytes:
    if isinstance(value, Upload):
        data = value.data
    elif not isinstance(value, str):
        raise InvalidInput(f"Send the image {WAYS}.")
    elif ADDRESS.match(value.strip()):
        data = fetch_file(ctx, value.strip(), limit=LARGEST)
    else:
        data = from_base64(value.strip(), otherwise=f"is neither base64 nor an http(s) address; send it {WAYS}")
    if len(data) > LARGEST:
        raise TooLarge(f"The image in '{name}' holds {len(data)} bytes; send at most {LARGEST}.")
    return data
