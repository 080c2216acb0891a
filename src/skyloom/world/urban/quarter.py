"""The blocks of a city: detailed houses beside the near streets, towers by the hundred behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.world.urban.facades import GRIDS
from skyloom.world.urban.houses import STREET_STYLES, Style, fire_escape, footprint, house
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.streets import KERB, Town
from skyloom.world.urban.towers import MODERN, towers

Array = NDArray[np.floating]

DETAILED = 120.0  # metres from the camera to a block's middle
GAP = 0.12  # metres between neighbours, so that no two walls lie in one plane
Front = Callable[[Pile, np.random.Generator, Array, Array, float], None]  # what hangs on a wall towards a street

FarSigns = Callable[[Pile, np.random.Generator, Array, Array, Array], None]  # places, half sizes and heights of towers


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """How a city is built up."""

    styles: tuple[Style, ...] = STREET_STYLES
    weights: tuple[float, ...] = (0.30, 0.24, 0.16, 0.14, 0.16)
    floors: tuple[int, int] = (4, 12)  # of most houses near the camera
    tall: float = 0.16  # share of houses that are much higher
    rise: float = 1.0  # factor on all heights
    centre: tuple[float, float] = (420.0, 150.0)  # where the highest towers stand: distance and spread, metres
    peak: float = 170.0  # metres that they rise higher
    empty: float = 0.03  # share of lots without a house
    kinds: Array | None = None  # shares of the kinds of far towers
    rounds: float = 0.25
    walk: float = 3.8
    signs: FarSigns | None = None  # what hangs on far towers
    free: tuple[float, float, float, float] | None = None  # x0, x1, y0, y1 where something else stands


def built_up(pile: Pile, draw: np.random.Generator, town: Town, quarter: Quarter, front: Front) -> None:
    """Add all buildings of a town."""
    blocks = town.blocks()
    middle = np.stack([blocks[:, :2].mean(axis=1), blocks[:, 2:].mean(axis=1)], -1)
    away = np.hypot(*middle.T)
    heading = draw.uniform(-1.2, 1.2)
    centre = quarter.centre[0] * np.array([np.sin(heading), np.cos(heading)])
    last: Style | None = None
    for lot, faces in near_lots(draw, town, DETAILED):
        if draw.uniform() < quarter.empty or clashes(lot, quarter.free):
            continue
        last = _chosen(draw, quarter, last)
        _house(pile, draw, lot, faces, last, quarter, front)
    far = blocks[away >= DETAILED]
    lots = _far_lots(draw, far, town.walk)
    lots = lots[draw.uniform(size=len(lots)) > quarter.empty]
    at = np.stack([lots[:, :2].mean(axis=1), lots[:, 2:].mean(axis=1)], -1)
    half = np.stack([lots[:, 1] - lots[:, 0], lots[:, 3] - lots[:, 2]], -1) / 2 - GAP
    grown = np.exp(-(((at - centre) ** 2).sum(axis=1)) / (2 * quarter.centre[1] ** 2))
    low, high = quarter.floors
    height = draw.uniform(low, high * 1.4, len(at)) * 3.5 + draw.exponential(9, len(at))
    height += quarter.peak * grown * draw.uniform(0.15, 1.0, len(at)) ** 1.4
    lone = draw.uniform(size=len(at)) < quarter.tall * 0.35
    height += lone * draw.uniform(20, 70, len(at))
    shares = MODERN if quarter.kinds is None else quarter.kinds
    foot = np.full(len(at), KERB)
    towers(pile, draw, at, half, height * quarter.rise, foot, shares=shares, rounds=quarter.rounds)
    if quarter.signs is not None:
        quarter.signs(pile, draw, at, half, height * quarter.rise)


def _chosen(draw: np.random.Generator, quarter: Quarter, last: Style | None) -> Style:
    weights = np.array(quarter.weights)
    weights = weights * [0.35 if style is last else 1.0 for style in quarter.styles]  # no two alike side by side
    return quarter.styles[int(draw.choice(len(quarter.styles), p=weights / weights.sum()))]


def near_lots(draw: np.random.Generator, town: Town, reach: float) -> list[tuple[Array, tuple[int, ...]]]:
    """Return the lots within reach of the camera, with the faces (0 south, 1 east, 2 north, 3 west) towards streets."""
    blocks = town.blocks()
    away = np.hypot(blocks[:, :2].mean(axis=1), blocks[:, 2:].mean(axis=1))
    return [found for block in blocks[away < reach] for found in _lots(draw, block, town.walk)]


def _lots(draw: np.random.Generator, block: Array, walk: float) -> list[tuple[Array, tuple[int, ...]]]:
    """Return the lots of a block with the faces (0 south, 1 east, 2 north, 3 west) towards a street."""
    x0, x1, y0, y1 = block + np.array([walk, -walk, walk, -walk])
    columns = max(2, round((x1 - x0) / draw.uniform(15, 24)))
    found: list[tuple[Array, tuple[int, ...]]] = []
    middle = (y0 + y1) / 2 + draw.uniform(-4, 4)
    for row, (low, high) in enumerate(((y0, middle), (middle, y1))):
        cuts = np.linspace(x0, x1, columns + 1)
        cuts[1:-1] += draw.uniform(-3.5, 3.5, columns - 1)
        for n in range(columns):
            faces = (0,) if row == 0 else (2,)
            faces += (3,) if n == 0 else (1,) if n == columns - 1 else ()
            lot = np.array([cuts[n] + GAP / 2, cuts[n + 1] - GAP / 2, low + GAP / 2 * row, high - GAP / 2 * (1 - row)])
            found.append((lot, faces))
    return found


def _far_lots(draw: np.random.Generator, blocks: Array, walk: float) -> Array:
    inner = blocks + np.array([walk, -walk, walk, -walk])
    x0, x1, y0, y1 = inner.T
    k = len(inner)
    lots, wide = [], draw.integers(2, 4, k)
    for columns in (2, 3):
        here = np.flatnonzero(wide == columns)
        cuts = x0[here, None] + (x1 - x0)[here, None] * np.linspace(0, 1, columns + 1)
        cuts[:, 1:-1] += draw.uniform(-3, 3, (len(here), columns - 1))
        for n in range(columns):
            middle = (y0 + y1)[here] / 2 + draw.uniform(-4, 4, len(here))
            lots.append(np.stack([cuts[:, n], cuts[:, n + 1], y0[here], middle], -1))
            lots.append(np.stack([cuts[:, n], cuts[:, n + 1], middle, y1[here]], -1))
    return np.concatenate(lots)


def clashes(lot: Array, free: tuple[float, float, float, float] | None) -> bool:
    """Tell whether a lot overlaps a rectangle x0, x1, y0, y1."""
    if free is None:
        return False
    return bool(lot[0] < free[1] and lot[1] > free[0] and lot[2] < free[3] and lot[3] > free[2])


def _house(
    pile: Pile,
    draw: np.random.Generator,
    lot: Array,
    faces: tuple[int, ...],
    style: Style,
    quarter: Quarter,
    front: Front,
) -> None:
    corner = None
    if len(faces) == 2:
        corner = (1 if 1 in faces else -1, 1 if 2 in faces else -1)
    ring = footprint(draw, lot, corner=corner)
    after = np.roll(ring, -1, axis=0)
    way = after - ring
    out = np.stack([way[:, 1], -way[:, 0]], -1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    sides = np.array([(0, -1), (1, 0), (0, 1), (-1, 0)], float)[list(faces)]
    streets = (out @ sides.T).max(axis=1) > 0.3
    low, high = quarter.floors
    floors = int(draw.integers(low, high + 1))
    if draw.uniform() < quarter.tall or (style.kind.name == "CURTAIN" and draw.uniform() < 0.5):
        floors = int(high * draw.uniform(1.4, 2.8))
    floors = max(2, round(floors * quarter.rise))
    foot = KERB + 0.01
    top = house(pile, draw, ring, floors, style, streets=streets, foot=foot)
    floor = GRIDS[style.kind].floor
    for a, b in zip(ring[streets], after[streets], strict=True):
        length = float(np.linalg.norm(b - a))
        if length > 3:
            front(pile, draw, a, b, top)
        if style.is_old and style.kind.name == "PUNCHED" and length > 9 and draw.uniform() < 0.55:
            fire_escape(pile, draw, a, b, foot + 4.6 + 0.2 * floor, min(top, 40.0), floor)
