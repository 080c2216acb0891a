"""What is left of a city: towers with holes, floors that hang, rubble, bent lamps and rusted cars."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Copies, Part, joined, moved, part
from skyloom.geometry.shapes import stone, tubes
from skyloom.geometry.solids import box
from skyloom.world.kinds import Material
from skyloom.world.seeds import stream
from skyloom.world.urban import vehicles
from skyloom.world.urban.facades import GRIDS, Facade
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.streets import KERB

Array = NDArray[np.floating]

BAY, FLOOR = GRIDS[Facade.RUIN].bay, GRIDS[Facade.RUIN].floor
SLAB, COLUMN = 0.28, 0.42  # metres
CONCRETES = np.array(
    [(0.30, 0.28, 0.25), (0.24, 0.235, 0.22), (0.31, 0.27, 0.22), (0.20, 0.19, 0.185), (0.23, 0.18, 0.15)]
)
REBAR = (0.12, 0.055, 0.03)
RUSTS = np.array([(0.13, 0.075, 0.05), (0.10, 0.06, 0.045), (0.17, 0.11, 0.08), (0.16, 0.14, 0.13), (0.12, 0.13, 0.14)])


def broken_house(pile: Pile, draw: np.random.Generator, lot: Array, floors: int, *, decay: float, foot: float) -> None:
    """Add what stands of a building on a lot (x0, x1, y0, y1): a frame of columns and floors, and most of its walls."""
    x0, x1, y0, y1 = lot
    nx, ny = max(2, round((x1 - x0) / BAY)), max(2, round((y1 - y0) / BAY))
    dx, dy = (x1 - x0) / nx, (y1 - y0) / ny
    left = _standing(draw, nx, ny, floors, decay)  # (nx, ny, floors)
    colour = CONCRETES[int(draw.integers(len(CONCRETES)))] * draw.uniform(0.8, 1.2)
    seed = int(draw.integers(1 << 20))
    inner = _all_around(left)
    above = np.concatenate([left[:, :, 1:], np.zeros((nx, ny, 1), bool)], 2)
    shown = left & ~(_all_around(inner) & above)  # deep inside nobody looks
    i, j, k = np.nonzero(shown)
    low = np.column_stack([x0 + i * dx, y0 + j * dy, foot + (k + 1) * FLOOR - SLAB])
    sag = np.zeros(len(i))
    rim = ~inner[i, j, k]
    sag[rim] = draw.uniform(0, 0.25, int(rim.sum()))
    low[:, 2] -= sag
    pile.boxes(low, low + np.array([dx, dy, SLAB]), colour * 0.8, int(Material.CONCRETE), has_floor=True)
    posts = np.zeros((nx + 1, ny + 1, floors), bool)
    for a in (0, 1):
        for b in (0, 1):
            posts[a : nx + a, b : ny + b] |= shown
    posts &= draw.uniform(size=posts.shape) < 0.96
    i, j, k = np.nonzero(posts)
    at = np.column_stack([x0 + i * dx, y0 + j * dy])
    short = np.where(
        np.concatenate([posts[:, :, 1:], np.zeros((nx + 1, ny + 1, 1), bool)], 2)[i, j, k],
        1.0,
        draw.uniform(0.35, 1.0, len(i)),
    )
    z = foot + k * FLOOR
    pile.boxes(
        np.column_stack([at - COLUMN / 2, z]),
        np.column_stack([at + COLUMN / 2, z + FLOOR * short]),
        colour * 0.85,
        int(Material.CONCRETE),
    )
    _panels(pile, draw, left, (x0, y0, dx, dy, foot), colour, seed, decay)
    _rebar(pile, draw, at[short < 0.99], (z + FLOOR * short)[short < 0.99])


def _standing(draw: np.random.Generator, nx: int, ny: int, floors: int, decay: float) -> NDArray[np.bool_]:
    """Return which cells of a building still stand: what is missing has nothing above it, but for bites in walls."""
    x, y = np.meshgrid((np.arange(nx) + 0.5) / nx, (np.arange(ny) + 0.5) / ny, indexing="ij")
    angle = draw.uniform(0, 2 * np.pi)
    slope = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    top = (
        1.0
        - decay * draw.uniform(0.2, 0.9) * np.clip(0.35 + 1.3 * slope, 0, 1.2)
        + draw.normal(0, 0.07 * decay + 0.02, (nx, ny))
    )
    k = (np.arange(floors) + 0.5) / floors
    left: NDArray[np.bool_] = k[None, None] < np.maximum(top, 0.08)[..., None]
    for _ in range(int(draw.integers(1, 4))):
        middle = draw.uniform((0, 0, 0.15), (1, 1, 0.9))
        middle[int(draw.integers(2))] = draw.choice((0.0, 1.0))
        size = draw.uniform(0.10, 0.26) * (0.5 + decay)
        scale = np.array([nx * BAY, ny * BAY, floors * FLOOR]) / (min(nx, ny) * BAY)
        away = (
            ((x - middle[0]) * scale[0])[..., None] ** 2
            + ((y - middle[1]) * scale[1])[..., None] ** 2
            + ((k - middle[2]) * scale[2])[None, None] ** 2
        )
        left &= away > size**2
    return left


def _all_around(left: NDArray[np.bool_]) -> NDArray[np.bool_]:
    wide = np.pad(left, ((1, 1), (1, 1), (0, 0)))
    inner: NDArray[np.bool_] = wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:]
    return inner


def _panels(
    pile: Pile,
    draw: np.random.Generator,
    left: NDArray[np.bool_],
    frame: tuple[float, ...],
    colour: Array,
    seed: int,
    decay: float,
) -> None:
    """Add the walls that are left on the four sides, front and back."""
    x0, y0, dx, dy, foot = frame
    nx, ny, _ = left.shape
    for side, (i, j) in enumerate(((slice(None), 0), (nx - 1, slice(None)), (slice(None), ny - 1), (0, slice(None)))):
        rows = left[i, j]
        kept = rows & (draw.uniform(size=rows.shape) > 0.10 + 0.30 * decay)
        n, k = np.nonzero(kept)
        n = n.astype(float)
        if side == 0:
            a, b = np.column_stack([x0 + n * dx, n * 0 + y0]), np.column_stack([x0 + (n + 1) * dx, n * 0 + y0])
        elif side == 1:
            a, b = (
                np.column_stack([n * 0 + x0 + nx * dx, y0 + n * dy]),
                np.column_stack([n * 0 + x0 + nx * dx, y0 + (n + 1) * dy]),
            )
        elif side == 2:
            a, b = (
                np.column_stack([x0 + (n + 1) * dx, n * 0 + y0 + ny * dy]),
                np.column_stack([x0 + n * dx, n * 0 + y0 + ny * dy]),
            )
        else:
            a, b = np.column_stack([n * 0 + x0, y0 + (n + 1) * dy]), np.column_stack([n * 0 + x0, y0 + n * dy])
        out = (b - a)[:, ::-1] * (1, -1)
        out = 0.24 * out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
        z = foot + k * FLOOR
        pile.walls(a + out, b + out, z, 1, colour, int(Facade.RUIN), seed + 7919 * side + n.astype(int) + 64 * k)
        back = np.empty((len(a), 4, 3))
        back[:, 0, :2], back[:, 1, :2], back[:, 2, :2], back[:, 3, :2] = b, a, a, b
        back[:, :2, 2], back[:, 2:, 2] = z[:, None], (z + FLOOR)[:, None]
        pile.quads(back, colour * 0.7, int(Material.CONCRETE))


def _rebar(pile: Pile, draw: np.random.Generator, at: Array, z: Array) -> None:
    """Add the iron that sticks out of broken columns."""
    if not len(at):
        return
    k = min(len(at), 90)
    chosen = draw.permutation(len(at))[:k]
    base = np.column_stack([at[chosen], z[chosen]]).repeat(4, axis=0) + draw.uniform(-0.15, 0.15, (4 * k, 3)) * (
        1,
        1,
        0,
    )
    tip = base + np.column_stack([draw.normal(0, 0.22, (4 * k, 2)), draw.uniform(0.4, 1.4, 4 * k)])
    bend = (base + tip) / 2 + draw.normal(0, 0.05, base.shape)
    pile.add(tubes(np.stack([base, bend, tip], 1), np.full((4 * k, 3), 0.016), 3, REBAR, int(Material.RUST)))


@cache
def rubble() -> tuple[Part, ...]:
    """Return a few pieces of rubble about a metre wide; white takes the tint."""
    draw = stream(0, "rubble")
    pieces = []
    for _ in range(4):
        body = stone(draw, 1, int(Material.CONCRETE), flatness=draw.uniform(0.4, 0.8))
        pieces.append(replace(body, colour=np.ones_like(body.colour)))
    for n in range(4):
        slab = box(
            (draw.uniform(0.9, 2.0), draw.uniform(0.6, 1.3), draw.uniform(0.12, 0.3)),
            (1, 1, 1),
            int(Material.CONCRETE),
            has_floor=True,
        )
        tilt, roll = draw.uniform(-0.6, 0.6), draw.uniform(-0.4, 0.4)
        slab = tilted(slab, tilt, roll)
        start = np.array([[0.4, 0, 0.1], [0.4, 0.2, 0.1], [0.4, -0.25, 0.1]])
        end = start + np.array([draw.uniform(0.6, 1.2), 0.1, 0.4])
        middle = (start + end) / 2 + draw.normal(0, 0.08, start.shape)
        bars = tubes(np.stack([start, middle, end], 1), np.full((3, 3), 0.014), 3, REBAR, int(Material.RUST))
        pieces.append(joined([slab, bars]) if n % 2 == 0 else slab)
    return tuple(pieces)


def tilted(shape: Part, pitch: float, roll: float) -> Part:
    """Return a part turned about x by `pitch` and about y by `roll`, radians."""
    cp, sp, cr, sr = np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
    turn = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]]) @ np.array([[cr, 0, sr], [0, 1, 0], [-sr, 0, cr]])
    return replace(
        shape,
        position=(shape.position @ turn.T).astype(np.float32),
        normal=(shape.normal @ turn.T).astype(np.float32),
    )


@cache
def wreck(kind: int) -> Part:
    """Return a car that has rusted through: no glass, flat tyres, a lid that stands open. 650 triangles."""
    draw = stream(kind, "wreck")
    body = vehicles.car(kind, lit=False)
    painted = (body.material & 255) == int(Material.PAINT)
    material = np.where(painted, int(Material.RUST), body.material)
    is_glass = (body.material & 255) == int(Material.GLASS)
    material = np.where(is_glass, int(Material.RUST), material).astype(np.uint32)
    colour = np.array(body.colour)
    dark = colour.max(axis=1) < 0.06
    colour[dark] = (0.02, 0.018, 0.016)
    p = np.array(body.position)
    for _ in range(7):  # dents
        at, r = p[int(draw.integers(len(p)))], draw.uniform(0.3, 0.8)
        push = np.exp(-((p - at) ** 2).sum(axis=1) / (r * r))
        p += push[:, None] * draw.normal(0, 0.10, 3) * (1, 1, 0.8)
    p[:, 2] -= 0.12
    lid = tilted(box((1.5, 1.1, 0.05), (1, 1, 1), int(Material.RUST), has_floor=True), 0.9, draw.normal(0, 0.1))
    whole = part(p, body.faces, body.normal, colour, body.openness, material, body.uv)
    return tilted(joined([whole, moved(lid, (0, 1.35, 1.15))]), draw.normal(0, 0.03), draw.normal(0, 0.05))


@cache
def weed(kind: int) -> Part:
    """Return a tuft of weeds; white takes the tint. 40 to 60 triangles."""
    draw = stream(kind, "weed")
    n = 20 + 8 * kind
    turn, lean = draw.uniform(0, 2 * np.pi, n), draw.uniform(0.15, 0.75, n)
    high, root = draw.uniform(0.25, 0.75, n) * (1 + 0.5 * (kind == 2)), draw.normal(0, 0.10, (n, 2))
    out = np.stack([np.cos(turn), np.sin(turn)], -1)
    side = np.stack([-np.sin(turn), np.cos(turn)], -1) * (0.012 + 0.014 * (kind == 1))
    tip = root + out * (high * lean)[:, None]
    middle = root + out * (high * lean * 0.4)[:, None]
    points = np.stack(
        [
            np.column_stack([root - side, np.zeros(n)]),
            np.column_stack([root + side, np.zeros(n)]),
            np.column_stack([middle + side, high * 0.6]),
            np.column_stack([middle - side, high * 0.6]),
            np.column_stack([tip, high]),
        ],
        1,
    )
    start = np.arange(n)[:, None, None] * 5
    faces = start + np.array([[0, 1, 2], [0, 2, 3], [3, 2, 4]])
    normal = np.repeat(np.column_stack([out * 0.5, np.full(n, 0.85)]), 5, axis=0)
    return part(points.reshape(-1, 3), faces.reshape(-1, 3), normal, (1, 1, 1), 0.8, int(Material.GRASS))


def scattered(
    pile: Pile, draw: np.random.Generator, shapes: tuple[Part, ...], where: Array, z: Array, size: Array, tint: Array
) -> None:
    """Add pieces at (k, 2), with heights, sizes and tints of their own, turned at random."""
    kind = draw.integers(0, len(shapes), len(where))
    turn = draw.uniform(0, 2 * np.pi, len(where))
    for n, shape in enumerate(shapes):
        here = kind == n
        k = int(here.sum())
        pile.stand(
            Copies(
                np.column_stack([where[here], z[here]]).astype(np.float32),
                turn[here].astype(np.float32),
                size[here].astype(np.float32),
                tint[here].astype(np.float32),
                np.zeros((k, 2), np.float32),
            ),
            shape,
        )


def heap(pile: Pile, draw: np.random.Generator, at: Array, radius: float, count: int, *, base: float = KERB) -> None:
    """Add a heap of rubble about a point."""
    count = max(6, int(count * np.clip(30 / max(float(np.hypot(*at)), 1.0), 0.10, 1.0)))
    r = np.abs(draw.normal(0, radius * 0.5, count))
    angle = draw.uniform(0, 2 * np.pi, count)
    where = at + np.stack([r * np.cos(angle), r * np.sin(angle)], -1)
    z = base + np.maximum(radius * 0.34 - r * 0.42, 0) * draw.uniform(0.3, 1.0, count) - 0.08
    size = np.exp(draw.normal(-0.75, 0.6, count)) * np.clip(radius / 5, 0.6, 1.5)
    tint = CONCRETES[draw.integers(0, len(CONCRETES), count)] * draw.uniform(0.6, 1.25, (count, 1))
    scattered(pile, draw, rubble(), where, z, size, tint)
