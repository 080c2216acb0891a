"""A cathedral: nave and aisles under vaults, stained glass, pews, candles, an altar and an organ."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skyloom.geometry.meshes import Part, moved
from skyloom.geometry.shapes import tubes
from skyloom.geometry.vaults import Vault, ribs, webs
from skyloom.world.built import Built, Glazing, Shelter
from skyloom.world.interiors import church
from skyloom.world.interiors.furniture import choice
from skyloom.world.interiors.pieces import Piece, Stand, all_of, built, piece
from skyloom.world.interiors.shells import MARBLE, MASONRY, Opening, Skin, slab, wall
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan

EYE = 1.7
STONES = ((0.50, 0.44, 0.35), (0.44, 0.40, 0.33), (0.55, 0.46, 0.34), (0.38, 0.32, 0.26), (0.56, 0.51, 0.42))
PEWS = ((0.16, 0.085, 0.04), (0.10, 0.055, 0.03), (0.24, 0.14, 0.07))
FLOORS = (
    ((0.52, 0.49, 0.44), (0.12, 0.10, 0.095)),
    ((0.50, 0.46, 0.40), (0.36, 0.20, 0.15)),
    ((0.46, 0.44, 0.40), (0.34, 0.32, 0.29)),
)
CARPETS = ((0.20, 0.016, 0.02), (0.03, 0.05, 0.16), (0.16, 0.02, 0.08))
CLOTH = int(Material.CLOTH)
HAZE = 0.011


@dataclass(frozen=True, slots=True, kw_only=True)
class Nave:
    """The measures of a cathedral, metres; its axis is y, its middle x = y = 0."""

    half: float  # of the nave's span, to the middle of its walls
    aisle: float  # from the axis to the outer walls
    bay: float
    bays: int
    arcade: float  # height of the arcade's arches
    step: float  # where the upper windows' wall begins
    spring: float  # of the high vault
    rise: float
    is_pointed: bool

    @property
    def length(self) -> float:
        """From end to end."""
        return self.bay * self.bays

    @property
    def top(self) -> float:
        """Height of the walls."""
        return self.spring + self.rise + 1.2


def cathedral(plan: Plan) -> Built:
    """Build a cathedral around the camera."""
    draw = plan.draw("cathedral")
    era = plan.scene.site.era
    is_pointed = era not in ("romanesque", "norman", "byzantine") and draw.uniform() < 0.88
    half = float(draw.uniform(5.4, 7.2))
    arcade = float(draw.uniform(7.0, 8.6))
    step = arcade + 2.4
    spring = step + float(draw.uniform(2.2, 3.6))
    nave = Nave(
        half=half,
        aisle=half + float(draw.uniform(4.8, 6.0)),
        bay=float(draw.uniform(5.4, 6.6)),
        bays=int(draw.integers(9, 13)),
        arcade=arcade,
        step=step,
        spring=spring,
        rise=half * float(draw.uniform(1.15, 1.4)),
        is_pointed=is_pointed,
    )
    stone = choice(draw, STONES)
    rose = step + 0.5 * (nave.top - step)
    parts = [*_walls(nave, (stone, MASONRY), rose), *_vaults(nave, stone), *_piers(nave, stone)]
    parts += _floor(draw, nave)
    camera_y = -nave.length / 2 + nave.bay * float(draw.uniform(2.3, 4.2))
    camera = (float(draw.choice([-1, 1])) * float(draw.uniform(0.9, 1.9)), camera_y)
    inside = all_of([piece(*parts), *_fittings(draw, nave, stone, camera)])
    end = nave.length / 2
    glass = Glazing(
        nave.aisle + 0.12,
        nave.half + 0.12,
        nave.step,
        end + 0.2,
        rose,
        float(draw.uniform(0, 1)),
        float(draw.uniform(0.0, 0.14)),
    )
    turn = plan.form.heading + float(draw.uniform(-0.12, 0.12))
    stand = Stand(*camera, plan.eye - EYE, -turn)
    haze = HAZE * (0.5 + 1.5 * max(plan.scene.sights.light_shafts, 0.35))
    low, high = (-nave.aisle - 0.6, -end - 0.5, 0.0), (nave.aisle + 0.6, end + 0.5, nave.top + 0.2)
    return built(inside, stand, (low[0], low[1], -0.05), high, Shelter(haze=haze, outside=1.1, glazing=glass))


def _walls(nave: Nave, skin: Skin, rose: float) -> list[Part]:
    end, parts = nave.length / 2, []
    tall = nave.spring + nave.rise - 1.2
    for side in (-1, 1):
        inner = _along(side, nave.half - 0.35, end)
        outer = _along(side, nave.aisle - 0.3, end)
        middles = [(k + 0.5) * nave.bay for k in range(nave.bays)]
        arches = [_arch(nave, u, nave.bay * 0.74, 0.0, nave.arcade) for u in middles]
        high = [_arch(nave, u, nave.bay * 0.56, nave.step + 1.0, tall) for u in middles]
        low = [_arch(nave, u, nave.bay * 0.42, 2.4, nave.arcade - 0.9) for u in middles]
        parts.append(wall(*inner, (0.0, nave.step), arches, 0.8, skin))
        parts.append(wall(*inner, (nave.step, nave.top), high, 0.8, skin))
        parts.append(wall(*outer, (0.0, nave.step - 0.2), low, 0.8, skin))
        parts += _tracery(nave, side, high, low, arches, skin)
    for side in (-1, 1):
        a, b = (nave.half + 0.5, nave.half + 0.5)
        ends = ((a, end), (-b, end)) if side > 0 else ((-a, -end), (b, -end))
        r = min(nave.half * 0.62, (nave.top - nave.step) * 0.42)
        hole = Opening(a - r, a + r, rose - r, rose + r, is_round=True)
        parts.append(wall(*ends, (0.0, nave.top), [hole], 0.8, skin))
        parts += _rose(r, rose, side * (end + 0.15), skin)
        for way in (-1, 1):
            x0, x1 = sorted((way * (nave.half - 0.5), way * (nave.aisle + 0.5)))
            corner = ((x1, end), (x0, end)) if side > 0 else ((x0, -end), (x1, -end))
            parts.append(wall(*corner, (0.0, nave.step), [], 0.8, skin))
    return parts


def _along(side: int, x: float, end: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return both ends of a wall beside the axis, so that the axis is on its left."""
    return ((x, -end), (x, end)) if side > 0 else ((-x, end), (-x, -end))


def _arch(nave: Nave, middle: float, width: float, sill: float, head: float) -> Opening:
    rise = width * (0.87 if nave.is_pointed else 0.5)
    return Opening(middle - width / 2, middle + width / 2, sill, head, rise, is_pointed=nave.is_pointed)


def _tracery(
    nave: Nave, side: int, high: list[Opening], low: list[Opening], arches: list[Opening], skin: Skin
) -> list[Part]:
    """Return mullions in the windows and mouldings around the arches."""
    end = nave.length / 2

    def lines(x: float, u: np.ndarray, z: np.ndarray) -> np.ndarray:
        y = u - end if side > 0 else end - u
        return np.stack([np.full(len(u), side * x), y, z], -1)

    bars, mouldings = [], []
    for hole, x, count in [(o, nave.half + 0.1, 3) for o in high] + [(o, nave.aisle + 0.1, 2) for o in low]:
        edge = hole.outline()
        for u in np.linspace(hole.u0, hole.u1, count + 1)[1:-1]:
            top = float(np.interp(u, edge[:, 0], edge[:, 1]))
            bars.append(lines(x, np.array([u, u]), np.array([hole.sill, top])))
        z = hole.head - hole.rise
        bars.append(lines(x, np.array([hole.u0, hole.u1]), np.array([z, z])))
        light = hole.width / count
        for k in range(count):  # a small arch over each light
            small = Opening(
                hole.u0 + k * light,
                hole.u0 + (k + 1) * light,
                0,
                z + light * 0.8,
                light * 0.8,
                is_pointed=nave.is_pointed,
            )
            mouldings.append((lines(x, *small.outline().T), 0.045))
        mouldings.append((lines(x - 0.5, *_wider(hole, 0.1).outline().T), 0.09))
    for hole in arches:
        mouldings.append((lines(nave.half - 0.4, *_wider(hole, 0.12).outline().T), 0.14))
        mouldings.append((lines(nave.half - 0.42, *_wider(hole, 0.4).outline().T), 0.07))
    parts = [tubes(np.stack(bars), np.full((len(bars), 2), 0.06), 6, skin[0], skin[1])]
    parts += [tubes(line[None], np.full((1, len(line)), r), 6, skin[0], skin[1]) for line, r in mouldings]
    u = np.array([0.0, nave.length])
    for z, r in ((nave.arcade + 0.9, 0.1), (nave.step - 0.1, 0.14)):
        parts.append(tubes(lines(nave.half - 0.36, u, np.full(2, z))[None], np.full((1, 2), r), 6, skin[0], skin[1]))
    return parts


def _wider(hole: Opening, by: float) -> Opening:
    return Opening(
        hole.u0 - by, hole.u1 + by, hole.sill, hole.head + by, hole.rise + by * 0.6, is_pointed=hole.is_pointed
    )


def _rose(r: float, z: float, y: float, skin: Skin) -> list[Part]:
    a = np.linspace(0, 2 * np.pi, 41)
    parts = []
    for share in (0.25, 0.6, 1.0):
        ring = np.stack([r * share * np.cos(a), np.full(41, y), z + r * share * np.sin(a)], -1)
        parts.append(tubes(ring[None], np.full((1, 41), 0.09), 6, skin[0], skin[1]))
    t = np.arange(12) * np.pi / 6
    spokes = np.stack(
        [np.stack([r * s * np.cos(t), np.full(12, y), z + r * s * np.sin(t)], -1) for s in (0.25, 1.0)], 1
    )
    parts.append(tubes(spokes, np.full((12, 2), 0.07), 6, skin[0], skin[1]))
    for k in range(12):
        c = (r * 0.8 * math.cos(t[k] + 0.26), y, z + r * 0.8 * math.sin(t[k] + 0.26))
        b = np.linspace(0, 2 * np.pi, 17)
        petal = np.stack([c[0] + r * 0.15 * np.cos(b), np.full(17, y), c[2] + r * 0.15 * np.sin(b)], -1)
        parts.append(tubes(petal[None], np.full((1, 17), 0.045), 5, skin[0], skin[1]))
    return parts


def _vaults(nave: Nave, stone: tuple[float, float, float]) -> list[Part]:
    pale = tuple(min(c * 1.12, 0.75) for c in stone)
    sharp = 0.55 if nave.is_pointed else 0.0
    start = -nave.length / 2
    common = {"y0": start, "bays": nave.bays, "bay": nave.bay, "sharpness": sharp}
    main = Vault(x0=-nave.half, x1=nave.half, spring=nave.spring, rise=nave.rise, **common)
    low = nave.arcade * 0.58
    rise = nave.step - 0.7 - low
    parts = [webs(main, pale, MASONRY), ribs(main, 0.2, stone, MASONRY)]
    for side in (-1, 1):
        x0, x1 = sorted((side * nave.half, side * (nave.aisle - 0.25)))
        aisle = Vault(x0=x0, x1=x1, spring=low, rise=rise, **common)
        parts += [webs(aisle, pale, MASONRY), ribs(aisle, 0.12, stone, MASONRY)]
    return parts


def _piers(nave: Nave, stone: tuple[float, float, float]) -> list[Part]:
    high = nave.arcade * 0.62
    parts = []
    for side in (-1, 1):
        shape = church.pier(0.62, high, nave.spring, math.pi if side > 0 else 0.0, stone, MASONRY)
        for k in range(nave.bays + 1):
            parts.append(moved(shape, (side * nave.half, -nave.length / 2 + k * nave.bay, 0.0)))
    return parts


def _floor(draw: np.random.Generator, nave: Nave) -> list[Part]:
    end, x = nave.length / 2 + 0.5, nave.aisle + 0.5
    tiles = FLOORS[int(draw.integers(len(FLOORS)))]
    ground = church.chequered((-x, x), (-end, end), float(draw.uniform(0.7, 1.1)), tiles, MARBLE)
    parts = [ground, *_roofs(nave, end)]
    if draw.uniform() < 0.7:
        colour = choice(draw, CARPETS)
        low = [(-0.8, -end, 0.0), (-0.74, -end, 0.012), (0.66, -end, 0.012)]
        high = [(0.8, end - 8, 0.012), (-0.66, end - 8, 0.014), (0.74, end - 8, 0.014)]
        parts.append(church.boxes(low, high, np.array([colour, (0.5, 0.33, 0.1), (0.5, 0.33, 0.1)]), CLOTH))
    return parts


def _roofs(nave: Nave, end: float) -> list[Part]:
    """Return what keeps the sun off the vaults: a roof over the nave, and lower ones beside its upper windows."""
    inner, outer = nave.half + 0.44, nave.aisle + 0.5
    spans = ((-inner, inner, nave.top), (-outer, -inner, nave.step - 0.2), (inner, outer, nave.step - 0.2))
    return [
        slab([(a, -end), (b, -end), (b, end), (a, end)], z, (STONES[0], MASONRY), faces_up=True) for a, b, z in spans
    ]


def _fittings(
    draw: np.random.Generator, nave: Nave, stone: tuple[float, float, float], camera: tuple[float, float]
) -> list[Piece]:
    end, found = nave.length / 2, []
    wood = choice(draw, PEWS)
    wide = nave.half - 2.9
    rows = np.arange(camera[1] + 1.7, end - 3 * nave.bay, 1.1)
    for y in rows:
        for side in (-1, 1):
            found.append(piece(church.pew(wide, wood)).at(side * (1.45 + wide / 2), float(y)))
    for y in np.arange(camera[1] - 2.2, -end + 5, -1.1):
        for side in (-1, 1):
            found.append(piece(church.pew(wide, wood)).at(side * (1.45 + wide / 2), float(y)))
    found.append(church.altar(draw, stone).at(0.0, end - 2.0))
    for k in range(nave.bays + 1):
        for side in (-1, 1):
            y = -end + k * nave.bay
            found.append(church.candle_stand(draw, 3).at(side * (nave.half - 1.4), float(y) + 0.5))
            if 1 < k < nave.bays and draw.uniform() < 0.4:
                colours = (choice(draw, CARPETS), (0.5, 0.36, 0.12))
                cloth = church.banner(draw, 1.1, 3.2, *colours)
                found.append(cloth.at(side * (nave.half - 0.85), float(y), nave.step - 0.3, turn=-side * math.pi / 2))
    for y in np.arange(-end + 2.5 * nave.bay, end - 2 * nave.bay, 2 * nave.bay):
        ring = church.chandelier(draw, 1.3, nave.arcade * 0.85, nave.spring + nave.rise - 0.1, 12)
        found.append(ring.at(0.0, float(y)))
    loft = piece(
        church.block((-nave.half, nave.half), (-end, -end + 3.2), (5.2, 5.6), wood, church.TIMBER),
        church.block((-nave.half, nave.half), (-end + 3.1, -end + 3.2), (5.6, 6.6), wood, church.TIMBER),
    )
    return [*found, loft, church.organ(draw, nave.half * 1.5, wood).at(0.0, -end + 0.1, 5.6, turn=math.pi)]
