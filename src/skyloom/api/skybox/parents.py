"""What a remix is made of: an earlier skybox of the account, by its id, its hash or by lot from a collection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skyloom.api.parameters import BIGINT
from skyloom.api.skybox.images import Images, picture_of
from skyloom.api.skybox.wire import GROUP, GenerateIn
from skyloom.core.accounts import Caller
from skyloom.core.errors import InvalidInput, NotFound
from skyloom.core.generations import Generation, Status
from skyloom.core.scene_json import scene_from_json
from skyloom.services.context import Context
from skyloom.services.draw import draw
from skyloom.services.find import find

MISSING = "Skybox not found"
KINDS = frozenset({"skybox", "skybox remix", "imaginarium"})  # what has a world or a picture to keep
ONE = "Send one of 'remix_imagine_id', 'remix_imagine_obfuscated_id' and 'remix_collection_id', for one skybox."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What an order gets from its parent."""

    parent: Generation
    images: Images
    params: Mapping[str, Any] = field(default_factory=dict)  # of the engine
    drawn_from: int | None = None  # collection


def lineage_of(ctx: Context, caller: Caller, asked: GenerateIn, *, seed: int) -> Lineage | None:
    """Return what the request remixes, None if nothing; or raise what is wrong with it."""
    hashes = {text.strip().lower() for text in (asked.remix_imagine_obfuscated_id, asked.remix_obfuscated_id) if text}
    is_named = asked.remix_imagine_id is not None or bool(hashes)
    if asked.remix_collection_id is not None:
        if is_named:
            raise InvalidInput(ONE)
        parent = draw(ctx, account_id=caller.account.id, collection_id=_id(asked.remix_collection_id), seed=seed)
        return _lineage(ctx, parent, drawn_from=asked.remix_collection_id)
    if not is_named:
        return None
    found = {item.id: item for item in _named(ctx, caller, asked.remix_imagine_id, hashes)}
    if len(found) > 1:
        raise InvalidInput(ONE)
    return _lineage(ctx, next(iter(found.values())))


def _named(ctx: Context, caller: Caller, number: int | None, hashes: set[str]) -> list[Generation]:
    account_id = caller.account.id
    try:
        by_hash = [find(ctx, account_id=account_id, obfuscated_id=_hash(text), group=GROUP) for text in hashes]
        by_id = [] if number is None else [find(ctx, account_id=account_id, generation_id=_id(number), group=GROUP)]
    except NotFound:
        raise NotFound(MISSING) from None
    return by_hash + by_id


def _lineage(ctx: Context, parent: Generation, *, drawn_from: int | None = None) -> Lineage:
    if parent.kind not in KINDS:
        raise NotFound(MISSING)
    if parent.status is not Status.COMPLETE:
        raise InvalidInput(f"The skybox {parent.id} cannot be remixed: its status is {parent.status}, not complete.")
    world = _world(parent)
    if world is None:
        try:
            images = picture_of(ctx, parent)
        except NotFound:  # its files were lost
            raise NotFound(MISSING) from None
        return Lineage(parent=parent, images=images, params=images.params, drawn_from=drawn_from)
    params = {"world": world, "horizon_shift": parent.params.get("horizon_shift", 0.0)}
    return Lineage(parent=parent, images=Images(), params=params, drawn_from=drawn_from)


def _world(parent: Generation) -> Mapping[str, Any] | None:
    """Return the world that the parent shows; None where it shows an image, or is too old to be read."""
    facts = parent.result or {}
    if parent.params.get("image") is not None or not {"scene", "seed"} <= facts.keys():
        return None
    try:
        scene_from_json(facts["scene"])
    except InvalidInput:
        return None
    return {"scene": facts["scene"], "seed": facts["seed"]}


def _hash(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{32}", text):
        raise NotFound(MISSING)
    return text


def _id(number: int) -> int:
    if not 0 < number <= BIGINT:
        raise NotFound(MISSING)
    return number
