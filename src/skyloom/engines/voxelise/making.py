"""A picture made a model: silhouette, solid, colours, palette."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from skyloom.engines.base import File, RenderContext, Result
from skyloom.engines.candidates.memory import remembered
from skyloom.engines.voxelise.colouring import blended, painted, surfaces
from skyloom.engines.voxelise.isometric import decoded, rise_of
from skyloom.engines.voxelise.outline import outlined, solid_of
from skyloom.engines.voxelise.params import VoxeliseParams
from skyloom.geometry import vox_format
from skyloom.geometry.calming import calmed
from skyloom.geometry.connected import filled, joined
from skyloom.geometry.resample import coloured, resampled
from skyloom.geometry.voxels import MOST_COLOURS, Solid, Voxels, visible_faces
from skyloom.imaging.cutout import Picture, opened
from skyloom.imaging.oklab import oklab
from skyloom.imaging.quantise import SAME, grey, quantised
from skyloom.imaging.silhouette import silhouette

KIND = "model/x-vox"  # of the file
NOISE = 0.12  # OKLab distance from its surroundings below which a single voxel is noise


def made(params: VoxeliseParams, ctx: RenderContext) -> Result:
    """Return the model of the input "image" as a .vox file; with the input "model", that one in the size asked for.

    A candidate picture, unchanged, has its own model.
    """
    data = ctx.inputs["image"]
    if "model" in ctx.inputs:
        model: Voxels | None = vox_format.read(ctx.inputs["model"])
    else:
        model = remembered(data, ctx, size=params.voxel_size)
    finished, facts = voxelised(data, params, model=model)
    file = File(data=vox_format.written(finished), content_type=KIND)
    return Result(files={"file": file}, facts={"size": list(finished.size), **facts})


def voxelised(data: bytes, params: VoxeliseParams, *, model: Voxels | None) -> tuple[Voxels, dict[str, Any]]:
    """Return the model of an image file and what is worth telling of it; `model` is the true one, where it is known."""
    if model is not None:
        return of_model(model, params), {"rule": "model"}
    picture = opened(data)
    cover = silhouette(picture)
    if params.texturing == "gray":
        picture = Picture(pixels=grey(picture.pixels), alpha=picture.alpha)
    rise = rise_of(picture, cover)
    shape = decoded(picture, cover, rise=rise, size=params.voxel_size) if rise is not None else None
    if shape is not None:
        return _finished(shape.solid, shape.colours, params, noise=NOISE, same=SAME), {"rule": "isometric"}
    outline = outlined(picture, cover, size=params.voxel_size)
    rough, rule = solid_of(outline)
    solid = filled(joined(rough))
    sides = surfaces(outline, most=params.palette_size) if params.color == "surface" else blended(outline)
    return _finished(solid, painted(solid, *sides), params, noise=NOISE, same=SAME), {"rule": str(rule)}


def of_model(model: Voxels, params: VoxeliseParams) -> Voxels:
    """Return a known model in the size, the colours and the filling that are asked for."""
    sized = resampled(model, params.voxel_size)
    solid = filled(sized.solid)
    colours = np.insert(sized.palette, 0, 0, axis=0)[coloured(solid, sized.cells)]
    if params.texturing == "gray":
        colours = grey(colours.reshape(-1, 1, 3)).reshape(colours.shape)
    return _finished(solid, colours, params, noise=0.0, same=0.0)


def _finished(solid: Solid, colours: NDArray[np.uint8], params: VoxeliseParams, *, noise: float, same: float) -> Voxels:
    """Return a model of a solid without cavities and of its colours (x, y, z, 3).

    In OKLab: single voxels up to `noise` from what is around them take its colour, colours up to `same` apart are one.
    """
    faces = visible_faces(solid)
    seen = faces > 0
    palette, owner = quantised(colours[seen], faces[seen], most=min(params.palette_size, MOST_COLOURS), same=same)
    cells = np.zeros(solid.shape, np.uint8)
    cells[seen] = owner + 1
    cells = calmed(Voxels(cells=cells, palette=palette), oklab(palette[None])[0], most=noise)
    used, numbers = np.unique(cells, return_inverse=True)
    cells = numbers.reshape(solid.shape).astype(np.uint8)
    palette = palette[used[used > 0] - 1]
    return Voxels(cells=coloured(solid, cells) if params.fill else cells, palette=palette)
