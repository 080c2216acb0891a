"""From a photo's file to the changed file and its mask; only rendering processes load it."""

from __future__ import annotations

import time
from typing import Any

from skyloom.core.errors import InvalidInput
from skyloom.engines.base import File, RenderContext, Result
from skyloom.engines.interior_sky.params import InteriorSkyParams
from skyloom.engines.interior_sky.picture import FOV_DEG, Changed, repainted
from skyloom.imaging.photograph import Photo, fov_deg, mask_png, opened, rewritten

MISSING = 'There is no photo; send one as the input "image".'
COLOURLESS = "The photo has no colours, so no blue sky belongs into it."


def made(params: InteriorSkyParams, ctx: RenderContext) -> Result:
    """Return the photo with a new sky and the mask of what changed; unsure, the very bytes that came and no mask."""
    began = time.perf_counter()
    if "image" not in ctx.inputs:
        raise InvalidInput(MISSING)
    photo = opened(ctx.inputs["image"])
    ctx.progress(0.1)
    height, width = photo.pixels.shape[:2]
    if not photo.is_colour:
        return _untouched(photo, {"windows": [], "left_alone": COLOURLESS})
    done = repainted(photo.pixels, ctx.seed, fov_deg=fov_deg(photo) or FOV_DEG, sure=params.confidence)
    ctx.progress(0.8)
    facts: dict[str, Any] = {**done.facts, "seconds": round(time.perf_counter() - began, 3)}
    if "left_alone" in facts:
        return _untouched(photo, facts)
    files = {
        "file": File(data=rewritten(photo, done.pixels), content_type=photo.content_type, width=width, height=height),
        "mask": _mask(done),
    }
    ctx.progress(1.0)
    return Result(files=files, facts=facts)


def _untouched(photo: Photo, facts: dict[str, Any]) -> Result:
    height, width = photo.pixels.shape[:2]
    file = File(data=photo.data, content_type=photo.content_type, width=width, height=height)
    return Result(files={"file": file}, facts=facts)


def _mask(done: Changed) -> File:
    height, width = done.alpha.shape
    return File(data=mask_png(done.alpha), content_type="image/png", width=width, height=height)
