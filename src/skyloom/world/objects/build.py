"""A reading of a prompt as a voxel model: the subject, its companions around it, the ground, the weather."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace

import numpy as np

from skyloom.core.objects import Ground, ObjectSpec, Piece, Relation
from skyloom.geometry.parts import Parts, bounds, scaled
from skyloom.geometry.parts_raster import rasterised
from skyloom.geometry.voxels import Voxels
from skyloom.world.objects.arranging import Placed, arranged, copies, grounded
from skyloom.world.objects.covering import covered
from skyloom.world.objects.making import Making
from skyloom.world.objects.painting import painted
from skyloom.world.objects.registry import ARCHETYPES

VERSION = 1  # of what the same reading, seed and size build

SMALLEST, LARGEST = 8, 128
SMALL = 2.3  # a thing of this span stands on a table, a larger one on grass


def build(spec: ObjectSpec, /, *, seed: int, size: int) -> Voxels:
    """Return the model of a reading whose longest axis has exactly `size` cells, 8 to 128."""
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"a model has {SMALLEST} to {LARGEST} cells along its longest axis, not {size}")
    subject = placed(spec.subject, seed=seed, name="subject")
    companions = [
        (companion.relation, placed(companion.piece, seed=seed, name=f"companion {index}"))
        for index, companion in enumerate(spec.companions)
    ]
    parts = arranged(subject, companions)
    ground = spec.ground
    if ground is Ground.NONE and (copies(spec.subject) > 1 or any(r is Relation.BESIDE for r, _ in companions)):
        small = ARCHETYPES[subject.piece.archetype].span < SMALL if subject.piece.archetype in ARCHETYPES else True
        ground = Ground.WOOD if small else Ground.GRASS  # what stands side by side stands on something
    if ground is not Ground.NONE:
        parts = grounded(parts, ground)
    there, raster = rasterised(parts, size=size)
    there, raster = covered(there, raster, spec, seed=seed)
    return painted(there, raster, seed=seed, scheme=spec.subject.scheme)


def placed(piece: Piece, /, *, seed: int, name: str) -> Placed:
    """Return a piece's parts, standing on z = 0 above the origin, at its true size against others."""
    archetype = ARCHETYPES.get(piece.archetype) or ARCHETYPES["mystery"]
    models = []
    for index in range(copies(piece)):
        making = Making(piece=piece, rng=random.Random(f"{name} {index} {seed} {piece.scheme}"))
        group = zlib.crc32(f"{name} {index}".encode())
        model = [replace(part, group=group) for part in archetype.build(making)]
        models.append(_standing(model, (piece.wide, piece.wide, piece.tall)))
    unit = archetype.span * piece.size / _longest(models[0])
    return Placed(
        piece=piece,
        models=[scaled(model, unit) for model in models],
        hand=_anchor(archetype.hand, piece, unit),
        head=_anchor(archetype.head, piece, unit),
    )


def _standing(parts: Parts, stretch: tuple[float, float, float]) -> Parts:
    parts = scaled(parts, stretch)
    low, _ = bounds(parts)
    return [replace(part, at=part.at - np.array([0, 0, low[2]])) for part in parts]


def _longest(parts: Parts) -> float:
    low, high = bounds(parts)
    return float((high - low).max())


def _anchor(at: tuple[float, float, float] | None, piece: Piece, unit: float) -> tuple[float, float, float] | None:
    if at is None:
        return None
    return (at[0] * piece.wide * unit, at[1] * piece.wide * unit, at[2] * piece.tall * unit)
