"""The buildings beside the streets: a shop floor, a shaft of windows, cornices, roofs and what clings to walls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.world.kinds import Material, tagged
from skyloom.world.urban.facades import GRIDS, Facade
from skyloom.world.urban.pile import Pile, rectangle, widened

Array = NDArray[np.floating]
Rgb = tuple[float, float, float]

PARAPET = 1.0  # metres
ROOF: Rgb = (0.15, 0.145, 0.14)
IRON: Rgb = (0.045, 0.045, 0.05)
WOOD: Rgb = (0.17, 0.11, 0.07)


@dataclass(frozen=True, slots=True)
class Style:
    """How a building looks."""

    kind: Facade
    colours: tuple[Rgb, ...]
    is_old: bool  # has cornices, fire escapes and water tanks
    trim: float  # factor from the wall's colour to that of its bands


BRICKWORK = Style(
    Facade.PUNCHED,
    ((0.24, 0.10, 0.07), (0.30, 0.15, 0.10), (0.20, 0.12, 0.09), (0.36, 0.27, 0.19), (0.15, 0.08, 0.07)),
    True,
    1.25,
)
STONEWORK = Style(
    Facade.TALL,
    ((0.46, 0.42, 0.34), (0.40, 0.37, 0.32), (0.52, 0.47, 0.38), (0.34, 0.33, 0.32), (0.45, 0.36, 0.27)),
    True,
    1.08,
)
OFFICES = Style(Facade.RIBBON, ((0.42, 0.42, 0.41), (0.30, 0.31, 0.32), (0.46, 0.43, 0.38)), False, 0.9)
GLASSHOUSE = Style(Facade.CURTAIN, ((0.20, 0.27, 0.31), (0.15, 0.20, 0.22), (0.27, 0.32, 0.31)), False, 0.8)
FRAMED = Style(Facade.FRAME, ((0.44, 0.42, 0.39), (0.36, 0.33, 0.30), (0.50, 0.49, 0.47)), False, 0.95)
FLATS = Style(Facade.WORN, ((0.20, 0.19, 0.185), (0.15, 0.16, 0.17), (0.23, 0.19, 0.16), (0.12, 0.13, 0.14)), True, 0.8)
STREET_STYLES = (BRICKWORK, STONEWORK, OFFICES, GLASSHOUSE, FRAMED)


def footprint(draw: np.random.Generator, lot: Array, *, corner: tuple[int, int] | None) -> Array:
    """Return the outline of a house on a lot (x0, x1, y0, y1); a `corner` at two streets may be cut or round."""
    x0, x1, y0, y1 = lot
    ring = rectangle(x0, x1, y0, y1)
    if corner is None or draw.uniform() < 0.3:
        return ring
    which = {(-1, -1): 0, (1, -1): 1, (1, 1): 2, (-1, 1): 3}[corner]
    cut = draw.uniform(2.2, 4.2)
    here, before, after = ring[which], ring[which - 1], ring[(which + 1) % 4]
    towards = [(other - here) / np.linalg.norm(other - here) for other in (before, after)]
    if draw.uniform() < 0.5:
        points = [here + cut * towards[0], here + cut * towards[1]]
    else:
        wide = cut * 1.8
        angle = np.linspace(0, np.pi / 2, 6)
        middle = here + wide * (towards[0] + towards[1])
        points = [middle - wide * (np.cos(a) * towards[1] + np.sin(a) * towards[0]) for a in angle]
    return np.concatenate([ring[:which], points, ring[which + 1 :]])


def house(
    pile: Pile,
    draw: np.random.Generator,
    outline: Array,
    floors: int,
    style: Style,
    *,
    streets: Array,
    foot: float,
    shops: bool = True,
) -> float:
    """Add a building; `streets` tells which edges of its outline face a street. Return the height of its roof."""
    seed = int(draw.integers(1 << 20))
    colour = np.array(style.colours[int(draw.integers(len(style.colours)))]) * draw.uniform(0.85, 1.15)
    trim = np.clip(colour * style.trim * draw.uniform(0.85, 1.15), 0.02, 0.7)
    stone = int(Material.CONCRETE)
    z = foot
    after = np.roll(outline, -1, axis=0)
    shop = Facade.SHOP if shops else style.kind
    high = pile.walls(
        outline,
        after,
        z,
        1,
        trim * 0.8,
        np.where(streets, int(shop), int(style.kind)),
        seed + 17 * np.arange(len(outline)),
    )
    ground = float(high.max())
    short = high < ground - 0.01
    if short.any():
        _filled(pile, outline[short], after[short], z + high[short], z + ground, trim * 0.8)
    z += ground
    pile.ledge(outline, z - 0.25, 0.45, 0.16, trim, stone)
    z += 0.2
    shaft = outline
    stages = 1 if floors < 11 else int(draw.integers(1, 4))
    left = floors
    for stage in range(stages):
        rise = left if stage == stages - 1 else max(3, int(left * draw.uniform(0.45, 0.7)))
        left -= rise
        roof = pile.block(shaft, z, rise, colour, style.kind, seed + 1000 * stage, roof=(ROOF, stone))
        if style.is_old:
            _courses(pile, draw, shaft, z, roof, style, trim)
        if style.kind in (Facade.RIBBON, Facade.FRAME):
            _fins(pile, shaft, z, roof, trim, style)
        z = roof
        pile.ledge(shaft, z - (0.5 if style.is_old else 0.1), 0.7, 0.55 if style.is_old else 0.08, trim, stone)
        _parapet(pile, shaft, z, trim)
        if stage < stages - 1:
            shaft = widened(shaft, -draw.uniform(1.5, 3.5))
            if np.linalg.norm(np.roll(shaft, -1, axis=0) - shaft, axis=1).min() < 1.0 or left < 2:
                break
    _rooftop(pile, draw, shaft, z, style, tall=floors > 14)
    return z


def _filled(pile: Pile, start: Array, end: Array, low: Array, top: float, colour: Array) -> None:
    corners = np.empty((len(start), 4, 3))
    corners[:, 0, :2], corners[:, 1, :2], corners[:, 2, :2], corners[:, 3, :2] = start, end, end, start
    corners[:, :2, 2], corners[:, 2:, 2] = low[:, None], top
    pile.quads(corners, colour, int(Material.CONCRETE))


def _courses(
    pile: Pile, draw: np.random.Generator, ring: Array, z: float, top: float, style: Style, trim: Array
) -> None:
    """Add string courses every few floors."""
    floor = GRIDS[style.kind].floor
    step = int(draw.integers(2, 6))
    for level in np.arange(z + step * floor, top - floor, step * floor):
        pile.ledge(ring, level - 0.12, 0.24, 0.12, trim, int(Material.CONCRETE))


def _fins(pile: Pile, ring: Array, z: float, top: float, trim: Array, style: Style) -> None:
    """Add upright fins between bays."""
    grid = GRIDS[style.kind]
    after = np.roll(ring, -1, axis=0)
    low, high = [], []
    for a, b in zip(ring, after, strict=True):
        length = float(np.linalg.norm(b - a))
        count = max(1, round(length / grid.bay))
        step = 1 if style.kind is Facade.FRAME else 3
        t = np.arange(0, count + 1, step) / count
        at = a + (b - a) * t[:, None]
        deep = 0.34 if style.kind is Facade.FRAME else 0.22
        low.append(np.column_stack([at - deep * 0.5, np.full(len(at), z)]))
        high.append(np.column_stack([at + deep * 0.5, np.full(len(at), top)]))
    pile.boxes(np.concatenate(low), np.concatenate(high), trim, int(Material.CONCRETE))


def _parapet(pile: Pile, ring: Array, z: float, trim: Array) -> None:
    inner, after = widened(ring, -0.3), np.roll(ring, -1, axis=0)
    for low, high, flip in ((ring, ring, 1), (inner, inner, -1)):
        del high
        follow = np.roll(low, -1, axis=0)
        wall = np.empty((len(ring), 4, 3))
        a, b = (low, follow) if flip > 0 else (follow, low)
        wall[:, 0, :2], wall[:, 1, :2], wall[:, 2, :2], wall[:, 3, :2] = a, b, b, a
        wall[:, :2, 2], wall[:, 2:, 2] = z, z + PARAPET
        pile.quads(wall, trim * 0.9, int(Material.CONCRETE))
    cap = np.empty((len(ring), 4, 3))
    cap[:, 0, :2], cap[:, 1, :2], cap[:, 2, :2], cap[:, 3, :2] = ring, after, np.roll(inner, -1, axis=0), inner
    cap[..., 2] = z + PARAPET
    pile.quads(cap, trim, int(Material.CONCRETE))


def _rooftop(pile: Pile, draw: np.random.Generator, ring: Array, z: float, style: Style, *, tall: bool) -> None:
    """Add plant rooms, tanks, vents and masts."""
    (x0, y0), (x1, y1) = ring.min(axis=0) + 1.5, ring.max(axis=0) - 1.5
    if x1 - x0 < 3 or y1 - y0 < 3:
        return
    w, d = (x1 - x0) * draw.uniform(0.25, 0.5), (y1 - y0) * draw.uniform(0.25, 0.5)
    cx, cy = draw.uniform(x0 + w / 2, x1 - w / 2), draw.uniform(y0 + d / 2, y1 - d / 2)
    high = draw.uniform(2.6, 4.2) * (1.6 if tall else 1)
    grey = np.array([0.28, 0.275, 0.26]) * draw.uniform(0.6, 1.2)
    pile.boxes((cx - w / 2, cy - d / 2, z), (cx + w / 2, cy + d / 2, z + high), grey, int(Material.CONCRETE))
    n = int(draw.integers(4, 12))
    at = np.column_stack([draw.uniform(x0, x1, n), draw.uniform(y0, y1, n), np.full(n, z)])
    half = draw.uniform(0.3, 1.1, (n, 2))
    size = np.column_stack([half, draw.uniform(0.5, 1.8, n)])
    low = at - size * (1, 1, 0)
    pile.boxes(low, at + size, draw.uniform(0.12, 0.4, (n, 1)) * np.ones(3), int(Material.METAL))
    if style.is_old and draw.uniform() < 0.6:
        tank(pile, (float(draw.uniform(x0 + 1.5, x1 - 1.5)), float(draw.uniform(y0 + 1.5, y1 - 1.5)), z))
    if tall or draw.uniform() < 0.3:
        rise = draw.uniform(5, 14) * (2.2 if tall else 1)
        for k, thick in enumerate((0.22, 0.12, 0.06)):
            low_z, top = z + high + rise * k / 3, z + high + rise * (k + 1) / 3
            pile.boxes((cx - thick, cy - thick, low_z), (cx + thick, cy + thick, top), IRON, int(Material.METAL))
        top = z + high + rise
        pile.boxes(
            (cx - 0.2, cy - 0.2, top), (cx + 0.2, cy + 0.2, top + 0.4), (1, 0.04, 0.03), tagged(Material.GLOW, 400)
        )


def tank(pile: Pile, at: tuple[float, float, float], size: float = 1.0) -> None:
    """Add a water tank of wood on iron legs."""
    x, y, z = at
    r, legs = 1.5 * size, 2.6 * size
    turn = np.arange(10) * (2 * np.pi / 10)
    ring = np.stack([x + r * np.cos(turn), y + r * np.sin(turn)], -1)
    for dx in (-1, 1):
        for dy in (-1, 1):
            at_x, at_y = x + dx * r * 0.7, y + dy * r * 0.7
            pile.boxes((at_x - 0.09, at_y - 0.09, z), (at_x + 0.09, at_y + 0.09, z + legs), IRON, int(Material.RUST))
    pile.ledge(ring, z + legs - 0.1, 0.15, 0.05, IRON, int(Material.RUST))
    after = np.roll(ring, -1, axis=0)
    wall = np.empty((10, 4, 3))
    wall[:, 0, :2], wall[:, 1, :2], wall[:, 2, :2], wall[:, 3, :2] = ring, after, after, ring
    wall[:, :2, 2], wall[:, 2:, 2] = z + legs, z + legs + 2.9 * size
    pile.quads(wall, WOOD, int(Material.TIMBER))
    wide, peak = widened(ring, 0.15), np.array([x, y, z + legs + 4.0 * size])
    roof = np.empty((10, 4, 3))
    roof[:, 0, :2], roof[:, 1, :2] = wide, np.roll(wide, -1, axis=0)
    roof[:, :2, 2], roof[:, 2:] = z + legs + 2.9 * size, peak
    roof[:, 3] -= (roof[:, 1] - roof[:, 0]) * 0.01
    pile.quads(roof, (0.12, 0.10, 0.09), int(Material.RUST))


def fire_escape(pile: Pile, draw: np.random.Generator, a: Array, b: Array, z: float, top: float, floor: float) -> None:
    """Add balconies of iron with stairs between them on the wall from `a` to `b`, its street on the right hand side."""
    way = (b - a) / np.linalg.norm(b - a)
    out = np.array([way[1], -way[0]])
    if abs(way[0]) > 0.01 and abs(way[1]) > 0.01:
        return
    middle = a + (b - a) * draw.uniform(0.25, 0.75)
    levels = np.arange(z, top - floor * 0.5, floor)
    if not len(levels):
        return
    half, deep = 2.1, 1.15

    def bars(s0: float, s1: float, o0: float, o1: float, low: Array, high: Array) -> None:
        p, q = middle + way * s0 + out * o0, middle + way * s1 + out * o1
        corner = np.column_stack([np.broadcast_to(p, (len(low), 2)), low])
        pile.boxes(corner, np.column_stack([np.broadcast_to(q, (len(low), 2)), high]), IRON, int(Material.METAL))

    bars(-half, half, 0.02, deep, levels, levels + 0.06)
    for rail in (0.5, 0.95):
        bars(-half, half, deep - 0.04, deep, levels + rail, levels + rail + 0.04)
        for s in (-half, half):
            bars(s - 0.02, s + 0.02, 0.02, deep, levels + rail, levels + rail + 0.04)
    for s in np.linspace(-half, half, 15):
        bars(s - 0.012, s + 0.012, deep - 0.03, deep, levels, levels + 0.95)
    low, high = levels[:-1], levels[1:]
    n = 11
    for k in range(n):
        t = k / n
        s = (-half + 0.5) + (2 * half - 1.0) * t
        side = np.where(np.arange(len(low)) % 2 == 0, s, -s)
        for row, s_row in enumerate(side):
            step = low[row] + (high[row] - low[row]) * (t + 0.5 / n)
            bars(s_row - 0.15, s_row + 0.15, 0.2, 0.75, np.array([step]), np.array([step + 0.04]))
