"""Three readings of a prompt, built and drawn."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skyloom.core.candidates import COUNT, ENGINE, IMAGES, MODELS
from skyloom.core.objects import ObjectSpec, object_to_json
from skyloom.engines.base import File, RenderContext, Result
from skyloom.engines.candidates.params import CandidatesParams
from skyloom.engines.candidates.told import Told, note_of
from skyloom.geometry import vox_format
from skyloom.geometry.voxels import Voxels
from skyloom.imaging.fingerprint import fingerprint
from skyloom.imaging.png import png
from skyloom.language.objects.reader import readings
from skyloom.render.isometric import isometric
from skyloom.world.objects.build import VERSION, build

SIZE = 56  # cells of the longest axis of the models that are drawn
WIDTH = 1024  # pixels of a picture, each way
SEEDS = 2**32
SMALL = 128
VOX = "model/x-vox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One candidate."""

    spec: ObjectSpec
    seed: int
    model: Voxels
    pixels: NDArray[np.uint8]


def drawn(params: CandidatesParams, ctx: RenderContext) -> Result:
    """Return the candidates' pictures and models; the facts hold how each was made, and its fingerprint."""
    began = time.perf_counter()
    specs = readings(params.prompt, ctx.seed % SEEDS)
    files: dict[str, File] = {}
    pixels: list[str] = []
    made: list[dict[str, Any]] = []
    for number, spec in enumerate(specs):
        shot = shoot(spec, ctx.seed, number)
        told = Told(prompt=params.prompt, seed=ctx.seed, index=number, version=VERSION)
        data = png(shot.pixels, threads=1, notes={told.keyword: note_of(told)})
        files[IMAGES[number]] = File(data=data, content_type="image/png", width=WIDTH, height=WIDTH)
        files[MODELS[number]] = File(data=vox_format.written(shot.model), content_type=VOX)
        pixels.append(fingerprint(shot.pixels))
        made.append({"spec": object_to_json(spec), "seed": shot.seed})
        ctx.progress((number + 1) / COUNT)
    facts = {"engine": ENGINE, "version": VERSION, "pixels": pixels, "candidates": made}
    return Result(files=files, facts=facts | {"seconds": round(time.perf_counter() - began, 3)})


def shoot(spec: ObjectSpec, seed: int, number: int, *, width: int = WIDTH) -> Shot:
    """Return one candidate of the prompt's seed."""
    own = (seed + number) % SEEDS
    model = build(spec, seed=own, size=SIZE)
    return Shot(spec=spec, seed=own, model=model, pixels=isometric(model, width=width))


def rehearse() -> None:
    """Load what a first picture would otherwise wait for."""
    shoot(readings("a small house with a tree", 1)[0], 1, 0, width=SMALL)
