"""Parts of an industrial landscape: chimneys, tanks, halls, cooling towers, pipe racks, cranes and lorries."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, joined, moved
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import box, lathe, quads
from skyloom.world.kinds import Material, tagged
from skyloom.world.urban.facades import GRIDS, Facade
from skyloom.world.urban.pile import Pile, rectangle
from skyloom.world.urban.wreckage import tilted

Array = NDArray[np.floating]
STEEL, RUSTY, DARK = (0.34, 0.35, 0.36), (0.22, 0.13, 0.08), (0.06, 0.06, 0.065)
CONCRETE = (0.38, 0.36, 0.33)
BRICKS = np.array([(0.24, 0.11, 0.08), (0.28, 0.16, 0.11), (0.17, 0.10, 0.08)])
SODIUM = (1.0, 0.62, 0.28)


@cache
def cooling_tower() -> Part:
    """Return a cooling tower 95 m high: a hyperboloid on slanted legs."""
    z = np.linspace(8, 95, 22)
    r = 21 * np.sqrt(1 + ((z - 72) / 62) ** 2)
    shell = lathe(np.column_stack([r, z]), 56, CONCRETE, int(Material.CONCRETE))
    inner = lathe(np.column_stack([r[::-1] - 0.5, z[::-1]]), 56, CONCRETE, int(Material.CONCRETE))
    turn = np.arange(36) * (np.pi / 18)
    foot, head = float(r[0] * 1.05), float(r[0])
    legs = np.concatenate(
        [
            np.stack(
                [
                    np.column_stack([foot * np.cos(turn), foot * np.sin(turn), np.full(36, -2.0)]),
                    np.column_stack(
                        [head * np.cos(turn + s * 0.087), head * np.sin(turn + s * 0.087), np.full(36, 8.2)]
                    ),
                ],
                1,
            )
            for s in (-1, 1)
        ]
    )
    return joined([shell, inner, tubes(legs, np.full((72, 2), 0.45), 5, CONCRETE, int(Material.CONCRETE))])


@cache
def chimney(height: float, *, banded: bool) -> Part:
    """Return a chimney; a banded one is painted red and white near its top."""
    r0, r1 = height * 0.045 + 0.6, height * 0.026 + 0.5
    z = np.linspace(0, height, 12)
    r = r0 + (r1 - r0) * z / height
    parts = []
    for k in range(11):
        paint = banded and k >= 6
        colour = (
            ((0.42, 0.05, 0.04), (0.62, 0.61, 0.58))[k % 2] if paint else (0.30, 0.17, 0.13) if not banded else CONCRETE
        )
        material = int(Material.PAINT) if paint else int(Material.BRICK) if not banded else int(Material.CONCRETE)
        parts.append(lathe([(r[k], z[k]), (r[k + 1], z[k + 1])], 24, colour, material))
    parts.append(
        lathe(
            [
                (r1, height),
                (r1 * 1.08, height + 0.2),
                (r1 * 1.08, height + 1.2),
                (r1 * 0.8, height + 1.2),
                (r1 * 0.8, height - 2),
            ],
            24,
            DARK,
            int(Material.CONCRETE),
        )
    )
    for level in (0.55, 0.93):
        ring = lathe(
            [
                (r0 + (r1 - r0) * level, height * level),
                (r0 + (r1 - r0) * level + 1.1, height * level),
                (r0 + (r1 - r0) * level + 1.1, height * level + 0.15),
            ],
            24,
            STEEL,
            int(Material.METAL),
        )
        parts.append(ring)
    parts.append(lathe([(r0, -3), (r0, 0.1)], 24, CONCRETE, int(Material.CONCRETE)))
    for a in (0.4, 2.5, 4.6):
        parts.append(
            box(
                (0.5, 0.5, 0.5),
                (1.0, 0.05, 0.03),
                tagged(Material.GLOW, 600),
                at=(r1 * 1.1 * np.cos(a), r1 * 1.1 * np.sin(a), height),
                has_floor=True,
            )
        )
    return joined(parts)


@cache
def tank(kind: int) -> Part:
    """Return a tank: wide and flat, a tall silo, or a ball on legs; white takes the tint."""
    metal, white = int(Material.PAINT), (1.0, 1.0, 1.0)
    if kind == 0:
        body = lathe([(11, -1), (11, 9), (10.6, 9.2), (0.02, 10.6)], 44, white, metal)
        rails = [
            lathe([(11.05, z), (11.2, z + 0.05), (11.2, z + 0.25), (11.05, z + 0.3)], 44, STEEL, int(Material.METAL))
            for z in (3, 6, 9)
        ]
        stair = np.array(
            [
                (11.6 * np.cos(a), 11.6 * np.sin(a), 9.3 * t)
                for t, a in zip(np.linspace(0, 1, 24), np.linspace(0, 2.2, 24), strict=True)
            ]
        )
        rail = tubes(
            np.stack([stair, stair + np.array([0, 0, 1.0])]), np.full((2, 24), 0.06), 4, STEEL, int(Material.METAL)
        )
        steps = [
            moved(
                box((1.0, 0.5, 0.06), STEEL, int(Material.METAL), at=(11.5, 0, 9.3 * t), has_floor=True), turn=2.2 * t
            )
            for t in np.linspace(0, 1, 30)
        ]
        return joined([body, *rails, rail, *steps])
    if kind == 1:
        body = lathe([(3.2, -1), (3.2, 17), (2.6, 18.6), (0.6, 19.4), (0.02, 19.5)], 28, white, metal)
        rings = [
            lathe([(3.22, z), (3.32, z + 0.05), (3.32, z + 0.3), (3.22, z + 0.35)], 28, STEEL, int(Material.METAL))
            for z in np.arange(2, 17, 3.0)
        ]
        ladder = tubes(
            np.array([[(3.5, -0.25, 0), (3.5, -0.25, 18)], [(3.5, 0.25, 0), (3.5, 0.25, 18)]]),
            np.full((2, 2), 0.05),
            4,
            STEEL,
            int(Material.METAL),
        )
        return joined([body, *rings, ladder])
    angle = np.linspace(-np.pi / 2, np.pi / 2, 15)
    ball = lathe(np.column_stack([6.5 * np.cos(angle) + 0.01, 9.5 + 6.5 * np.sin(angle)]), 32, white, metal)
    turn = np.arange(10) * (np.pi / 5)
    legs = np.stack(
        [
            np.column_stack([6.3 * np.cos(turn), 6.3 * np.sin(turn), np.full(10, -1.0)]),
            np.column_stack([6.3 * np.cos(turn), 6.3 * np.sin(turn), np.full(10, 9.0)]),
        ],
        1,
    )
    crown = lathe([(1.4, 15.8), (1.4, 16.6)], 12, STEEL, int(Material.METAL))
    return joined([ball, tubes(legs, np.full((10, 2), 0.3), 7, STEEL, int(Material.METAL)), crown])


@cache
def barrels() -> Part:
    """Return a few barrels, one of them lying; white takes the tint."""
    barrel = lathe(
        [
            (0.29, 0),
            (0.29, 0.28),
            (0.305, 0.3),
            (0.29, 0.32),
            (0.29, 0.58),
            (0.305, 0.6),
            (0.29, 0.62),
            (0.29, 0.88),
            (0.27, 0.88),
            (0.02, 0.87),
        ],
        16,
        (1, 1, 1),
        int(Material.RUST),
    )
    lying = tilted(barrel, np.pi / 2, 0.0)
    spots = ((0, 0), (0.65, 0.1), (0.3, 0.62), (-0.6, 0.4))
    return joined([*(moved(barrel, (x, y, 0)) for x, y in spots), moved(lying, (1.3, 0.9, 0.29))])


@cache
def pallets() -> Part:
    """Return a stack of pallets with a crate."""
    wood, timber = (0.26, 0.18, 0.10), int(Material.TIMBER)
    parts = []
    for level in range(5):
        z = 0.15 * level
        parts += [box((1.2, 0.1, 0.1), wood, timber, at=(0, y, z)) for y in (-0.35, 0.0, 0.35)]
        parts += [
            box((0.12, 0.8, 0.022), wood, timber, at=(x, 0, z + 0.1), has_floor=True)
            for x in np.linspace(-0.54, 0.54, 7)
        ]
    return joined([*parts, box((0.9, 0.7, 0.6), (0.30, 0.22, 0.13), timber, at=(0.05, 0, 0.75))])


@cache
def barrier() -> Part:
    """Return a barrier of concrete 3 m long along x."""
    x = 1.5
    half = np.array([(0.30, 0.0), (0.30, 0.08), (0.14, 0.34), (0.09, 0.82)])
    faces = []
    for (y0, z0), (y1, z1) in pairwise(half):
        faces += [
            [(-x, -y0, z0), (x, -y0, z0), (x, -y1, z1), (-x, -y1, z1)],
            [(x, y0, z0), (-x, y0, z0), (-x, y1, z1), (x, y1, z1)],
        ]
        faces += [
            [(x, -y0, z0), (x, y0, z0), (x, y1, z1), (x, -y1, z1)],
            [(-x, y0, z0), (-x, -y0, z0), (-x, -y1, z1), (-x, y1, z1)],
        ]
    faces.append([(-x, -0.09, 0.82), (x, -0.09, 0.82), (x, 0.09, 0.82), (-x, 0.09, 0.82)])
    return quads(faces, CONCRETE, int(Material.CONCRETE))


def hall(pile: Pile, draw: np.random.Generator, lot: Array, floors: int) -> None:
    """Add a works hall with large panes and a roof of saw teeth on a lot (x0, x1, y0, y1)."""
    x0, x1, y0, y1 = lot
    colour = (
        BRICKS[int(draw.integers(3))] * draw.uniform(0.85, 1.2)
        if draw.uniform() < 0.6
        else np.array((0.30, 0.32, 0.33)) * draw.uniform(0.7, 1.2)
    )
    ring = rectangle(x0, x1, y0, y1)
    top = pile.block(
        ring,
        -0.5,
        floors,
        colour,
        Facade.WORKS,
        int(draw.integers(1 << 20)),
        roof=((0.16, 0.155, 0.15), int(Material.CONCRETE)),
    )
    pile.ledge(ring, top - 0.3, 0.6, 0.2, colour * 0.7, int(Material.CONCRETE))
    teeth = max(2, round((x1 - x0) / 8))
    w = (x1 - x0) / teeth
    a = x0 + w * np.arange(teeth)
    z = np.full(teeth, top + 0.3)
    rise = 3.4

    def face(points: list[tuple[Array, Array | float, Array]]) -> Array:
        return np.stack([np.column_stack([p, np.broadcast_to(q, (teeth,)), r]) for p, q, r in points], 1)

    slope = face(
        [(a, y0 + 0.4, z), (a + w * 0.98, y0 + 0.4, z + rise), (a + w * 0.98, y1 - 0.4, z + rise), (a, y1 - 0.4, z)]
    )
    glass = face(
        [
            (a + w * 0.98, y0 + 0.4, z),
            (a + w * 0.98, y1 - 0.4, z),
            (a + w * 0.98, y1 - 0.4, z + rise),
            (a + w * 0.98, y0 + 0.4, z + rise),
        ]
    )
    pile.quads(slope, (0.17, 0.16, 0.15), int(Material.RUST))
    pile.quads(glass, (0.10, 0.13, 0.14), int(Material.GLASS))
    for y, flips in ((y0 + 0.4, False), (y1 - 0.4, True)):
        ends = face([(a, y, z), (a + w * 0.98, y, z), (a + w * 0.98, y, z + rise), (a + w * 0.97, y, z + rise)])
        pile.quads(ends[:, ::-1] if flips else ends, colour * 0.8, int(Material.CONCRETE))
    gate = GRIDS[Facade.WORKS].bay
    for k in range(int((x1 - x0) / (gate * 3))):
        s = x0 + gate * (1.2 + 3 * k)
        pile.boxes(
            (s, y0 - 0.12, -0.5),
            (s + 4.2, y0 - 0.02, 4.4),
            np.array((0.10, 0.16, 0.18)) * draw.uniform(0.5, 1.8),
            int(Material.METAL),
        )


def pipe_rack(pile: Pile, draw: np.random.Generator, start: Array, end: Array, *, high: float = 6.0) -> None:
    """Add pipes on trestles from `start` to `end` (x, y), which share an x or a y."""
    way = (end - start) / np.linalg.norm(end - start)
    side = np.array([-way[1], way[0]])
    length = float(np.linalg.norm(end - start))
    posts = start + way * np.arange(0, length + 0.1, 7.0)[:, None]
    for s in (-1.8, 1.8):
        at = posts + side * s
        pile.boxes(
            np.column_stack([at - 0.16, np.full(len(at), -1.0)]),
            np.column_stack([at + 0.16, np.full(len(at), high + 1.6)]),
            STEEL,
            int(Material.METAL),
        )
    for level in (high - 0.25, high + 1.35):
        a, b = posts - side * 1.9 - way * 0.12, posts + side * 1.9 + way * 0.12
        pile.boxes(
            np.column_stack([a, np.full(len(a), level)]),
            np.column_stack([b, np.full(len(b), level + 0.22)]),
            STEEL,
            int(Material.METAL),
            has_floor=True,
        )
    lines, radii = [], []
    for level in (high, high + 1.6):
        s = -1.6
        while s < 1.6:
            r = float(draw.choice((0.12, 0.2, 0.32, 0.45)))
            s += r
            p, q = start + side * s - way, end + side * s + way
            lines.append([(*p, level + r), (*((p + q) / 2), level + r), (*q, level + r)])
            radii.append(r)
            s += r + 0.12
    tones = ((0.36, 0.37, 0.38), (0.20, 0.12, 0.08), (0.42, 0.34, 0.10), (0.16, 0.25, 0.28))
    for n, tone in enumerate(tones):
        chosen = [k for k in range(len(lines)) if k % len(tones) == n]
        if chosen:
            material = int(Material.RUST) if n == 1 else int(Material.METAL) if n == 0 else int(Material.PAINT)
            pile.add(
                tubes(
                    np.array([lines[k] for k in chosen]),
                    np.repeat(np.array([[radii[k]] for k in chosen]), 3, axis=1),
                    9,
                    tone,
                    material,
                )
            )


def column_works(pile: Pile, draw: np.random.Generator, at: Array, *, lit: bool) -> None:
    """Add a refinery's columns with platforms, ladders, lamps and pipes that climb."""
    for _ in range(int(draw.integers(3, 6))):
        x, y = at + draw.uniform(-9, 9, 2)
        r, h = draw.uniform(0.8, 1.9), draw.uniform(16, 42)
        tone = tuple(np.array((0.45, 0.46, 0.47)) * draw.uniform(0.6, 1.15))
        pile.add(
            lathe(
                [(r * 1.2, -1), (r * 1.2, 2), (r, 2.6), (r, h - r), (r * 0.7, h - r * 0.3), (0.02, h)],
                18,
                tone,
                int(Material.METAL),
                at=(x, y, 0),
            )
        )
        for z in np.arange(6, h - 2, draw.uniform(5, 8)):
            pile.add(
                lathe(
                    [(r, z), (r + 1.1, z), (r + 1.1, z + 0.12), (r, z + 0.14)],
                    18,
                    STEEL,
                    int(Material.METAL),
                    at=(x, y, 0),
                )
            )
            pile.add(lathe([(r + 1.05, z + 0.95), (r + 1.1, z + 1.0)], 18, STEEL, int(Material.METAL), at=(x, y, 0)))
            if lit:
                spot = np.array([[x + r + 1.0, y, z + 2.0], [x - r - 1.0, y, z + 2.0]])
                pile.boxes(spot - 0.12, spot + 0.12, SODIUM, tagged(Material.GLOW, 1400), has_floor=True)
                pile.lamps(spot[:1], np.array(SODIUM) * 160, 0.4)
        a = draw.uniform(0, 6.28)
        p = (x + (r + 0.35) * np.cos(a), y + (r + 0.35) * np.sin(a))
        line = [
            (*p, 0.0),
            (*p, h * 0.7),
            (x + (r + 3) * np.cos(a), y + (r + 3) * np.sin(a), h * 0.78),
            (x + (r + 3) * np.cos(a), y + (r + 3) * np.sin(a), 0.0),
        ]
        pile.add(tubes(np.array([line]), np.full((1, 4), 0.22), 8, (0.38, 0.39, 0.40), int(Material.METAL)))
