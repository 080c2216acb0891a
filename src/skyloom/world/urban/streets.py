"""A grid of streets: where blocks and crossings lie, asphalt between them, kerbs and pavements around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Copies
from skyloom.world.kinds import Material
from skyloom.world.urban.markings import Lane, asphalt
from skyloom.world.urban.pile import Pile

Array = NDArray[np.floating]
KERB = 0.14  # metres of a pavement over the road
WALK = 3.8  # metres wide, the pavement
AT_A_CROSSING = 0.5  # share of the pictures taken where streets cross
CLEAR = 2.0  # metres around the camera where nothing stands
STONE = 0.3  # metres wide, the kerb


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Streets along x and y; streets 0 cross beside the camera, which stands at x = y = 0."""

    x: Array  # (n,) middles of the streets that run along y
    y: Array  # (m,) middles of the streets that run along x
    wide_x: Array  # (n,) from kerb to kerb
    wide_y: Array  # (m,)
    walk: float  # width of the pavement

    def blocks(self) -> Array:
        """Return x0, x1, y0, y1 of every block within its kerbs, (k, 4)."""
        x0, x1 = self.x[:-1] + self.wide_x[:-1] / 2, self.x[1:] - self.wide_x[1:] / 2
        y0, y1 = self.y[:-1] + self.wide_y[:-1] / 2, self.y[1:] - self.wide_y[1:] / 2
        i, j = (a.ravel() for a in np.meshgrid(np.arange(len(x0)), np.arange(len(y0)), indexing="ij"))
        return np.stack([x0[i], x1[i], y0[j], y1[j]], -1)


def laid_out(
    draw: np.random.Generator,
    *,
    reach: float,
    pitch: tuple[float, float],
    wide: tuple[float, float],
    walk: float = WALK,
) -> Town:
    """Return a town of blocks about `pitch` metres apart; `wide` are the main streets and the others."""
    if draw.uniform() < AT_A_CROSSING:
        beside, before = wide[0] / 2 - draw.uniform(1.2, 2.6), wide[0] / 2 + draw.uniform(1.2, 2.8)  # on the zebra
    else:  # on the pavement beside the kerb
        beside, before = wide[0] / 2 + draw.uniform(0.7, 1.2), pitch[1] * draw.uniform(0.26, 0.40)
    x, y = _lines(draw, reach, pitch[0], beside), _lines(draw, reach, pitch[1], before)

    def widths(lines: Array) -> Array:
        chosen = np.where(draw.uniform(size=len(lines)) < 0.3, wide[0], wide[1])
        chosen[np.argmin(np.abs(lines))] = wide[0]
        return chosen

    return Town(x=x, y=y, wide_x=widths(x), wide_y=widths(y), walk=walk)


def _lines(draw: np.random.Generator, reach: float, pitch: float, nearest: float) -> Array:
    n = int(np.ceil(reach / pitch)) + 1
    lines: Array = nearest + np.arange(-n, n + 1) * pitch
    lines += np.where(np.arange(-n, n + 1) == 0, 0, draw.uniform(-0.09, 0.09, 2 * n + 1) * pitch)
    return lines


def pave(pile: Pile, town: Town, *, wear: float, slab: Array, setts: bool = False) -> None:
    """Add roads and pavements; the road lies at z = 0."""
    tar = np.ones(3) * (1.0 - 0.1 * wear)
    x, y, wx, wy = town.x, town.y, town.wide_x, town.wide_y
    for main, cross, wide, other, flips in ((y, x, wy, wx, False), (x, y, wx, wy, True)):
        start, end = cross[:-1] + other[:-1] / 2, cross[1:] - other[1:] / 2
        i, j = (a.ravel() for a in np.meshgrid(np.arange(len(main)), np.arange(len(start)), indexing="ij"))
        for width in np.unique(wide):
            kept = wide[i] == width
            m, a, b = main[i[kept]], start[j[kept]], end[j[kept]]
            corners = _levels(m - width / 2, m + width / 2, a, b, flips)
            uv = np.zeros((len(m), 4, 2))
            order = [(0, 0), (1, 0), (1, 1), (0, 1)] if flips else [(0, 0), (0, 1), (1, 1), (1, 0)]
            for c, (across, along) in enumerate(order):
                uv[:, c, 0], uv[:, c, 1] = across * width, along * (b - a)
            number = asphalt(Lane.STREET, width=float(width), length=b - a, wear=wear)
            pile.quads(corners, tar, number, uv=uv)
    i, j = (a.ravel() for a in np.meshgrid(np.arange(len(x)), np.arange(len(y)), indexing="ij"))
    square = np.stack([x[i] - wx[i] / 2, x[i] + wx[i] / 2, y[j] - wy[j] / 2, y[j] + wy[j] / 2], -1)
    pile.quads(_levels(*square.T, True), tar, asphalt(Lane.SQUARE, wear=wear))
    blocks = town.blocks()
    low, high = np.zeros((len(blocks), 3)), np.zeros((len(blocks), 3))
    low[:, 0], high[:, 0], low[:, 1], high[:, 1] = blocks.T
    low[:, 2], high[:, 2] = -0.5, KERB
    pile.boxes(low, high, (0.34, 0.33, 0.31), int(Material.CONCRETE))
    inner = blocks + np.array([STONE, -STONE, STONE, -STONE])
    corners = _levels(*inner.T, True)
    corners[..., 2] = KERB + 0.012
    pile.quads(corners, slab, np.uint32(int(Material.PAVING) | (256 if setts else 0)))


def _levels(x0: Array, x1: Array, y0: Array, y1: Array, plain: bool) -> Array:
    """Return level rectangles (k, 4, 3) at z = 0; where not `plain`, x and y change places."""
    corners = np.zeros((len(x0), 4, 3))
    if plain:
        corners[:, (0, 3), 0], corners[:, (1, 2), 0] = x0[:, None], x1[:, None]
        corners[:, (0, 1), 1], corners[:, (2, 3), 1] = y0[:, None], y1[:, None]
    else:
        corners[:, (0, 3), 0], corners[:, (1, 2), 0] = y0[:, None], y1[:, None]
        corners[:, (0, 1), 1], corners[:, (2, 3), 1] = x0[:, None], x1[:, None]
    return corners


def along(town: Town, draw: np.random.Generator, *, reach: float, step: float, off: float) -> tuple[Array, Array]:
    """Return places on pavements near the camera, (k, 2), `off` metres from the kerb, and the way to the road, (k, 2).

    They stand `step` metres apart between crossings.
    """
    places, ways = [], []
    for lines, others, wide, wide_other, axis in (
        (town.y, town.x, town.wide_y, town.wide_x, 0),
        (town.x, town.y, town.wide_x, town.wide_y, 1),
    ):
        for line, width in zip(lines, wide, strict=True):
            if abs(line) > reach:
                continue
            for a, b in zip(others[:-1] + wide_other[:-1] / 2, others[1:] - wide_other[1:] / 2, strict=True):
                if a > reach or b < -reach:
                    continue
                for side in (-1.0, 1.0):
                    s = np.arange(a + 3.5 + draw.uniform(0, step * 0.4), b - 3, step)
                    t = np.full(len(s), line + side * (width / 2 + off))
                    way = np.zeros((len(s), 2))
                    way[:, 1 - axis] = -side
                    places.append(np.stack([s, t] if axis == 0 else [t, s], -1))
                    ways.append(way)
    where, toward = np.concatenate(places), np.concatenate(ways)
    away = np.hypot(where[:, 0], where[:, 1])
    near = (away < reach) & (away > CLEAR)
    return where[near], toward[near]


def copies(where: Array, z: float, turn: Array, *, scale: Array | float = 1.0, tint: Array | None = None) -> Copies:
    """Return copies at places (k, 2) at one height."""
    k = len(where)
    return Copies(
        np.column_stack([where, np.full(k, z)]).astype(np.float32),
        np.broadcast_to(np.asarray(turn, np.float32), (k,)),
        np.broadcast_to(np.asarray(scale, np.float32), (k,)),
        np.ones((k, 3), np.float32) if tint is None else tint.astype(np.float32),
        np.zeros((k, 2), np.float32),
    )
