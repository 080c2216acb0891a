"""The true model of a picture that is a candidate, unchanged."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from skyloom.core.candidates import COUNT
from skyloom.core.errors import InvalidInput
from skyloom.core.objects import object_from_json
from skyloom.engines.base import RenderContext
from skyloom.engines.candidates.drawing import SEEDS, WIDTH, shoot
from skyloom.engines.candidates.params import LONGEST
from skyloom.engines.candidates.told import told_by
from skyloom.geometry import vox_format
from skyloom.geometry.resample import resampled
from skyloom.geometry.voxels import Voxels
from skyloom.imaging.cutout import opened
from skyloom.imaging.fingerprint import fingerprint
from skyloom.language.objects.reader import readings
from skyloom.world.objects.build import VERSION, build

FORMATS = ("PNG", "WEBP", "BMP")  # that can hold pixels unchanged


def remembered(data: bytes, ctx: RenderContext, *, size: int) -> Voxels | None:
    """Return the model, its longest axis of `size` cells, that an image file is a candidate of; else None.

    What the server remembers of its pixels counts first; else what the file says of itself, if it is true.
    """
    pixels = _pixels(data)
    if pixels is None:
        return None
    known = ctx.recall(fingerprint(pixels))
    if known is None:
        return _proven(data, pixels, size=size)
    built = _built(known.facts, size=size)
    if built is None and known.model is not None:
        return resampled(vox_format.read(known.model), size)
    return built


def _pixels(data: bytes) -> NDArray[np.uint8] | None:
    """Return the sRGB pixels (h, w, 3) of a file that may be a candidate."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.size != (WIDTH, WIDTH):
                return None
        picture = opened(data, longest=WIDTH)
    except (InvalidInput, OSError, ValueError, SyntaxError):
        return None
    return picture.pixels if picture.alpha.min() == 1 else None


def _built(facts: Any, *, size: int) -> Voxels | None:
    """Return a model made as it was made before; None if this server would make another one."""
    if facts["version"] != VERSION:
        return None
    try:
        spec = object_from_json(facts["spec"])
    except InvalidInput:  # of another version
        return None
    return build(spec, seed=facts["seed"], size=size)


def _proven(data: bytes, pixels: NDArray[np.uint8], *, size: int) -> Voxels | None:
    """Return the model that the file says it shows, if drawing it again gives the same pixels."""
    told = told_by(data)
    if told is None or told.version != VERSION or not 0 <= told.index < COUNT or not 0 < len(told.prompt) <= LONGEST:
        return None
    spec = readings(told.prompt, told.seed % SEEDS)[told.index]
    shot = shoot(spec, told.seed, told.index)
    if not np.array_equal(shot.pixels, pixels):
        return None
    return build(spec, seed=shot.seed, size=size)
