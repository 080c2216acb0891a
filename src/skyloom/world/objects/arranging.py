"""Where companions stand: on top, below, beside, in the hand, on the head."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.core.objects import Ground, Piece, Relation
from skyloom.geometry.parts import Coat, Parts, Vec, bounds, drum, moved, scaled
from skyloom.geometry.parts_raster import rasterised
from skyloom.world.objects.tints import coat

MOST_COPIES = 7
COARSE = 40  # cells of the model in which a place to stand is looked for
LEAST_SHARE, MOST_SHARE = 0.34, 1.4  # of a companion's span against its subject's

GROUNDS: Mapping[Ground, tuple[Coat, Coat]] = {
    Ground.GRASS: (coat("79b84a", "mottled"), coat("8a5f3c", "mottled")),
    Ground.SNOW: (coat("f1f6fb", "mottled"), coat("b9cfe4", "plain")),
    Ground.SAND: (coat("ebcf92", "ripples"), coat("d2ab68", "plain")),
    Ground.WATER: (coat("49a9e6", "ripples"), coat("2f7fc4", "plain")),
    Ground.STONE: (coat("9aa0a8", "stones"), coat("757b86", "plain")),
    Ground.WOOD: (coat("a9784a", "planks"), coat("7d5532", "plain")),
    Ground.LAVA: (coat("ff7a22", "glow", second="ffd84a", glows=True), coat("4a3a3c", "rock")),
    Ground.EARTH: (coat("96663f", "mottled"), coat("754c2e", "plain")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A piece's models, each standing on the origin, and where it holds and wears things."""

    piece: Piece
    models: Sequence[Parts]
    hand: Vec | None
    head: Vec | None


def copies(piece: Piece, /) -> int:
    """Return how many of a piece are built: a crowd is told by a handful."""
    return max(1, min(piece.count, MOST_COPIES))


def arranged(subject: Placed, companions: Sequence[tuple[Relation, Placed]], /) -> Parts:
    """Return everything in its place."""
    parts = _cluster(subject.models)
    span = _span(parts)
    beside: list[Placed] = []
    for relation, other in companions:
        if relation is Relation.HELD and subject.hand:
            parts += _at(other, subject.hand, 0.62 * span, grip=True)
        elif relation is Relation.WORN and subject.head:
            parts += _at(other, subject.head, 0.30 * span)
        elif relation in (Relation.BELOW, Relation.CONTAINER):
            parts = _carried(parts, other, sunk=0.4 if relation is Relation.CONTAINER else 0.02)
        elif relation is Relation.INSIDE and "full" in subject.piece.traits:
            continue  # the subject's own builder shows it
        elif relation in (Relation.ON_TOP, Relation.INSIDE, Relation.WORN):
            parts += _crowning(parts, other)
        else:
            beside.append(other)
    return _flanked(parts, beside) if beside else parts


def grounded(parts: Parts, ground: Ground, /) -> Parts:
    """Return the parts on a round slab of ground."""
    low, high = bounds(parts)
    middle = (low + high) / 2
    wide = float(max(high[0] - low[0], high[1] - low[1]))
    thick = 0.07 * float((high - low).max())
    surface, side = GROUNDS[ground]
    radius = max(0.62 * wide, 0.3 * float(high[2] - low[2]))
    across = (radius, max(radius * 0.5, 0.62 * float(high[1] - low[1])))
    across = (max(across), max(across))
    x, y, z = float(middle[0]), float(middle[1]), float(low[2])
    slab = [*drum(side, (x, y, z - 2.2 * thick), across, 1.6 * thick, top=1.0)]
    slab += drum(surface, (x, y, z - 0.9 * thick), (across[0] * 1.03, across[1] * 1.03), thick)
    return [*slab, *parts]


def _span(parts: Parts) -> float:
    low, high = bounds(parts)
    return float((high - low).max())


def _cluster(models: Sequence[Parts]) -> Parts:
    """Return copies side by side: two and three in a row, more in a ring around one."""
    if len(models) == 1:
        return list(models[0])
    wide = max(float((bounds(model)[1] - bounds(model)[0])[:2].max()) for model in models)
    out: Parts = []
    for index, model in enumerate(models):
        if len(models) <= 3:
            x = (index - (len(models) - 1) / 2) * wide * 0.98
            place = (x, 0.18 * wide * (index % 2), 0.0)
        elif index == 0:
            place = (0.0, 0.0, 0.0)
        else:
            turn = math.tau * index / (len(models) - 1) + 0.5
            place = (math.cos(turn) * wide * 1.02, math.sin(turn) * wide * 1.02, 0.0)
        out += moved(scaled(model, 1.0 if index == 0 else 0.82 + 0.06 * (index % 3)), place)
    return out


def _sized(other: Placed, span: float, *, least: float = LEAST_SHARE, most: float = MOST_SHARE) -> list[Parts]:
    """Return a companion's models, at a size that can be read beside what spans `span`."""
    own = _span(list(other.models[0]))
    factor = min(max(own, least * span), most * span) / own
    return [scaled(model, factor) for model in other.models]


def _at(other: Placed, anchor: Vec, span: float, *, grip: bool = False) -> Parts:
    """Return one companion at a point: held in its lower third, or standing there."""
    (model, *_) = _sized(other, span, least=0.5, most=1.15)
    low, high = bounds(model)
    middle = (low + high) / 2
    lift = 0.3 * (high[2] - low[2]) if grip and high[2] - low[2] > 0.8 * (high[0] - low[0]) else 0.0
    return moved(model, (anchor[0] - middle[0], anchor[1] - middle[1], anchor[2] - low[2] - lift))


def _carried(parts: Parts, other: Placed, *, sunk: float) -> Parts:
    """Return the parts on top of what carries them."""
    low, high = bounds(parts)
    span = float((high - low).max())
    below = _cluster(_sized(other, span, least=0.9 if sunk < 0.2 else 0.75, most=2.2))
    x, y, z = _landing(below, float((high - low)[:2].max()) * 0.3)
    drop = sunk * min(float(high[2] - low[2]), z)
    return [*below, *moved(parts, (x, y, z - low[2] - drop))]


def _crowning(parts: Parts, other: Placed) -> Parts:
    """Return the companions standing on the parts, one in the middle, several around it."""
    low, high = bounds(parts)
    wide = float((high - low)[:2].max())
    models = _sized(other, float((high - low).max()), least=0.8, most=1.0)
    out: Parts = []
    for index, model in enumerate(models):
        if len(models) == 1:
            place = (0.0, 0.0)
        else:
            turn = math.tau * index / len(models) + 0.7
            place = (0.27 * wide * math.cos(turn), 0.27 * wide * math.sin(turn))
            model = scaled(model, 0.7)
        foot = float((bounds(model)[1] - bounds(model)[0])[:2].max()) * 0.15
        x, y, z = _landing(parts, foot, near=place)
        out += moved(model, (x, y, z - 0.02 * wide))
    return out


def _flanked(parts: Parts, beside: Sequence[Placed]) -> Parts:
    """Return the parts with companions around them: right, left, then in front and behind."""
    low, high = bounds(parts)
    span = float((high - low).max())
    middle, half = (low + high) / 2, (high - low) / 2
    sides = [(1.0, -0.35), (-1.0, -0.35), (0.75, -1.0), (-0.75, -1.0), (1.0, 0.8), (-1.0, 0.8), (0.0, -1.1)]
    out = list(parts)
    index = 0
    for other in beside:
        for model in _sized(other, span, least=0.34, most=1.0):
            own = bounds(model)
            reach = (own[1] - own[0]) / 2
            side = sides[index % len(sides)]
            ring = 1.0 + 0.55 * (index // len(sides))
            x = middle[0] + side[0] * (half[0] + reach[0] * 0.95) * ring if side[0] else middle[0]
            if abs(side[1]) >= 1:
                y = middle[1] + side[1] * (half[1] + reach[1] * 0.95) * ring
            else:
                y = middle[1] + side[1] * half[1]
            out += moved(model, (float(x), float(y), float(low[2])))
            index += 1
    return out


def _landing(parts: Parts, foot: float, *, near: tuple[float, float] = (0.0, 0.0)) -> Vec:
    """Return a point near a place of the plan where something with a foot of that radius can stand."""
    there, raster = rasterised(parts, size=COARSE)
    low, _ = bounds(there)
    solid = raster.part >= 0
    heights = np.where(solid.any(axis=2), solid.shape[2] - np.argmax(solid[:, :, ::-1], axis=2), 0)
    reach = max(1, round(foot * raster.scale))
    column = [
        int(np.clip(round((place - float(edge)) * raster.scale), 0, limit - 1))
        for place, edge, limit in zip(near, low[:2], heights.shape, strict=True)
    ]
    window: NDArray[np.int64] = heights[
        max(column[0] - reach, 0) : column[0] + reach + 1, max(column[1] - reach, 0) : column[1] + reach + 1
    ]
    filled = window[window > 0]
    height = float(np.quantile(filled, 0.75)) if filled.size else float(heights.max())
    return (near[0], near[1], float(low[2]) + height / raster.scale)
