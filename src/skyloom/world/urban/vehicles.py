"""Cars, vans, buses and flying cars: bodies lofted from profiles, with glass, wheels and lamps.

A vehicle stands on z = 0 with its middle at x = y = 0 and drives towards +y. White vertices take a copy's tint.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.geometry.meshes import Part, joined, moved, part
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe, quads, sheet
from skyloom.world.kinds import Material, tagged

Array = NDArray[np.floating]

SPOKES = 5  # of a wheel
RUBBER, STEEL, DARK = (0.018, 0.018, 0.018), (0.35, 0.35, 0.36), (0.02, 0.02, 0.022)
HEAD, TAIL = (1.0, 0.90, 0.72), (1.0, 0.02, 0.012)
HEAD_LIGHT, TAIL_LIGHT = 900, 120  # cd/m²
PAINTS = np.array(
    [
        *((0.55, 0.55, 0.55), (0.03, 0.03, 0.035), (0.72, 0.72, 0.71), (0.20, 0.21, 0.22), (0.30, 0.02, 0.02)),
        *((0.03, 0.07, 0.20), (0.08, 0.11, 0.10), (0.42, 0.33, 0.20), (0.05, 0.16, 0.10), (0.62, 0.42, 0.03)),
    ]
)


def loft(rows: ArrayLike, colour: ArrayLike, material: ArrayLike, *, points: int = 14, power: float = 3.4) -> Part:
    """Return a smooth body from rows of (y, half width, bottom, top): rounded boxes one behind the other."""
    table = np.asarray(rows, np.float64).reshape(-1, 4)
    angle = np.linspace(0, 2 * np.pi, points + 1) + np.pi / points
    c, s = np.cos(angle), np.sin(angle)
    x = np.sign(c) * np.abs(c) ** (2 / power)
    z = np.sign(s) * np.abs(s) ** (2 / power)
    y, wide, low, high = table.T
    grid = np.empty((len(table), points + 1, 3))
    grid[..., 0] = wide[:, None] * x
    grid[..., 1] = y[:, None]
    grid[..., 2] = ((low + high) / 2)[:, None] + ((high - low) / 2)[:, None] * z
    return sheet(grid[::-1], colour, material)


def _wheel(radius: float, wide: float) -> Part:
    tyre = lathe(
        [
            (0, -wide / 2),
            (radius * 0.62, -wide / 2),
            (radius, -wide * 0.4),
            (radius, wide * 0.4),
            (radius * 0.62, wide / 2),
        ],
        14,
        RUBBER,
        int(Material.PAINT),
    )
    rim = lathe(
        [(radius * 0.62, wide / 2), (radius * 0.5, wide * 0.42), (0, wide * 0.46)], 10, STEEL, int(Material.METAL)
    )
    body = joined([tyre, rim])
    p, n = body.position, body.normal
    return part(p[:, [2, 0, 1]], body.faces, n[:, [2, 0, 1]], body.colour, 0.5, body.material)


def _hub(radius: float, wide: float) -> Part:
    """Return the dark face of a wheel with its lip and spokes, its axle along x."""
    face = wide * 0.5 + 0.014
    lip = lathe(
        [(radius * 0.66, face - 0.02), (radius * 0.66, face), (radius * 0.56, face), (radius * 0.56, face - 0.03)],
        18,
        STEEL,
        int(Material.METAL),
    )
    spokes = [moved(_spoke(radius, face), turn=2 * np.pi * k / SPOKES) for k in range(SPOKES)]
    disc = lathe([(radius * 0.6, face - 0.022), (0.0, face - 0.02)], 14, DARK, int(Material.PAINT))
    body = joined([disc, lip, *spokes])
    p, n = body.position, body.normal
    return part(p[:, [2, 0, 1]], body.faces, n[:, [2, 0, 1]], body.colour, 0.5, body.material)


def _spoke(radius: float, face: float) -> Part:
    """Return one spoke of a wheel that lies in the xy plane."""
    r, a, b = radius * 0.6, radius * 0.05, radius * 0.11
    corners = [(0.0, -b, face), (r, -a, face - 0.012), (r, a, face - 0.012), (0.0, b, face)]
    return quads([corners], STEEL, int(Material.METAL))


def _arch(x: float, y: float, radius: float, sill: float) -> Part:
    """Return the dark opening of a wheel arch on a flank, down to the sill."""
    angle = np.linspace(-0.2, np.pi + 0.2, 13)
    ring = np.column_stack([np.full(13, x), y + radius * np.cos(angle), radius * 0.8 + radius * np.sin(angle)])
    ring[:, 2] = np.maximum(ring[:, 2], sill)
    middle = np.array([x, y, sill])
    order = [(middle, a, b, b) if x > 0 else (middle, b, a, a) for a, b in pairwise(ring)]
    return quads(np.array(order), DARK, int(Material.PAINT))


@cache
def car_fittings(kind: int) -> Part:
    """Return what a car has seen from near: pillars, seams, handles, arches, wheels, sills, bumpers. 900 triangles."""
    half, long, belt, _, bonnet, _ = _CARS[kind % len(_CARS)]
    e = long / 2
    paint, metal = int(Material.PAINT), int(Material.METAL)
    back, rear, middle, screen, front = _cabin(kind)[1:6]
    lines = []
    for side in (-1, 1):
        foot, top = side * half * 0.80, side * half * 0.735
        lines += [
            [(foot, front[0] - 0.03, belt + 0.01), (top, screen[0], screen[3] - 0.03)],
            [(foot, middle[0] - 0.1, belt), (top, middle[0] - 0.1, middle[3] - 0.03)],
            [(foot, back[0] + 0.02, belt + 0.01), (top, rear[0], rear[3] - 0.03)],
        ]
    parts = [tubes(np.array(lines), np.full((len(lines), 2), 0.036), 6, (1.0, 1.0, 1.0), paint)]
    for side in (-1, 1):
        x = side * half * 1.002
        for y in (front[0] - 0.12, middle[0] - 0.1, rear[0] + 0.1):
            parts.append(quads(_box_faces((x, y, 0.32), (0.012, 0.014, belt - 0.40)), DARK, paint))
        for y in (middle[0] + 0.05, rear[0] + 0.25):
            parts.append(quads(_box_faces((x, y, belt - 0.16), (0.03, 0.16, 0.028)), STEEL, metal))
        parts.append(quads(_box_faces((x * 0.985, 0.0, 0.2), (0.05, e * 0.8, 0.09)), DARK, paint))
        parts += [_arch(x * 1.004, y, 0.41, 0.2) for y in (-e * 0.60, e * 0.62)]
    for end, tall in ((e, 0.15), (-e, 0.12)):
        parts.append(quads(_box_faces((0.0, end * 0.985, 0.29), (half * 1.45, 0.1, tall)), DARK, paint))
    for k in range(4):
        bar = _box_faces((0.0, e, bonnet * 0.62 + 0.045 * k), (half * 0.66, 0.035, 0.02))
        parts.append(quads(bar, STEEL, metal))
    parts.append(quads(_box_faces((0.0, e * 0.998, bonnet * 0.60), (half * 0.70, 0.025, 0.21)), DARK, paint))
    hatch = _box_faces((0.0, -e * 0.996, belt * 0.60), (half * 1.2, 0.012, 0.014))
    parts.append(quads(hatch, DARK, paint))
    plate = _box_faces((0.0, -e * 1.002, 0.44), (0.52, 0.02, 0.11))
    parts.append(quads(plate, (0.5, 0.5, 0.48), paint))
    hub = _hub(0.33, 0.22)
    for y in (-e * 0.60, e * 0.62):
        parts += [moved(hub, (half - 0.08, y, 0.33)), moved(hub, (0.08 - half, y, 0.33), turn=np.pi)]
    return joined(parts)


def _wheels(radius: float, track: float, axles: tuple[float, ...], wide: float = 0.22) -> list[Part]:
    right = _wheel(radius, wide)
    left = moved(right, turn=np.pi)
    return [moved(w, (side * track, y, radius)) for y in axles for side, w in ((1, right), (-1, left))]


def _lamp(x: float, y: float, z: float, w: float, h: float, *, front: bool, lit: bool) -> Part:
    s = 1 if front else -1
    corners = [(x + s * w / 2, y, z), (x - s * w / 2, y, z), (x - s * w / 2, y, z + h), (x + s * w / 2, y, z + h)]
    colour, light = (HEAD, HEAD_LIGHT) if front else (TAIL, TAIL_LIGHT)
    number = tagged(Material.GLOW, light) if lit else int(Material.PAINT)
    return quads([corners], colour if lit else tuple(0.5 * c + 0.05 for c in colour), number)


def _cabin(kind: int) -> list[tuple[float, float, float, float]]:
    """Return the rows of a car's glass house, from the back."""
    half, long, belt, roof, _, tail = _CARS[kind % len(_CARS)]
    e = long / 2
    back, screen, front = -e * tail, e * 0.10, e * 0.46
    return [
        (back - 0.02, half * 0.70, belt - 0.12, belt - 0.08),
        (back, half * 0.80, belt - 0.12, belt + 0.02),
        (back * 0.72, half * 0.80, belt - 0.12, roof * 0.985),
        (0, half * 0.80, belt - 0.12, roof),
        (screen, half * 0.79, belt - 0.12, roof * 0.985),
        (front, half * 0.82, belt - 0.12, belt + 0.02),
        (front + 0.02, half * 0.70, belt - 0.12, belt - 0.08),
    ]


@cache
def car(kind: int, *, lit: bool) -> Part:
    """Return one of four cars: a saloon, a hatchback, an off-roader and a van. 700 triangles."""
    half, long, belt, _, bonnet, _ = _CARS[kind % len(_CARS)]
    screen = long * 0.05
    white, paint, glass = (1.0, 1.0, 1.0), int(Material.PAINT), int(Material.GLASS)
    e = long / 2
    body = loft(
        [
            (-e, 0.02, 0.55, 0.57),
            (-e, half * 0.82, 0.36, belt * 0.90),
            (-e * 0.95, half * 0.93, 0.28, belt * 0.96),
            (-e * 0.62, half, 0.22, belt),
            (0, half, 0.20, belt),
            (e * 0.42, half, 0.22, belt * 0.985),
            (e * 0.78, half * 0.97, 0.24, bonnet),
            (e * 0.95, half * 0.88, 0.28, bonnet * 0.93),
            (e, half * 0.75, 0.36, bonnet * 0.82),
            (e, 0.02, 0.55, 0.57),
        ],
        white,
        paint,
        power=4.5,
    )
    cabin_rows = _cabin(kind)
    cabin = loft(cabin_rows, DARK, glass, power=4.0)
    top_rows = [(y, w * 0.93, r - 0.035, r + 0.025) for y, w, _, r in cabin_rows[2:5]]
    ends = [
        (top_rows[0][0] - 0.08, top_rows[0][1] * 0.9, *top_rows[0][2:]),
        (top_rows[-1][0] + 0.08, top_rows[-1][1] * 0.9, *top_rows[-1][2:]),
    ]
    top = loft([ends[0], *top_rows, ends[1]], white, paint, power=5)
    parts = [
        body,
        cabin,
        top,
        *_wheels(0.33, half - 0.08, (-e * 0.60, e * 0.62)),
    ]
    for x in (-1, 1):
        parts.append(_lamp(x * half * 0.62, e + 0.012, bonnet * 0.70, 0.34, 0.13, front=True, lit=lit))
        parts.append(_lamp(x * half * 0.66, -e - 0.012, belt * 0.72, 0.30, 0.12, front=False, lit=lit))
        parts.append(quads(_box_faces((x * half * 1.0, screen + 0.35, belt + 0.02), (0.09, 0.06, 0.07)), white, paint))
    plate = [(-0.26, e + 0.014, 0.42), (0.26, e + 0.014, 0.42), (0.26, e + 0.014, 0.52), (-0.26, e + 0.014, 0.52)]
    parts.append(quads([plate[::-1]], (0.5, 0.5, 0.48), paint))
    return joined(parts)


# half width, length, belt line, roof, bonnet, where the cabin ends as a share of half the length
_CARS = (
    (0.90, 4.60, 0.92, 1.44, 0.84, 0.66),
    (0.86, 3.90, 0.95, 1.52, 0.88, 0.93),
    (0.96, 4.70, 1.10, 1.78, 1.06, 0.95),
    (0.98, 5.10, 1.18, 2.20, 1.10, 0.98),
)


@cache
def bus(*, lit: bool) -> Part:
    """Return a city bus with a band of glass."""
    white, paint, glass = (1.0, 1.0, 1.0), int(Material.PAINT), int(Material.GLASS)
    e, half = 5.9, 1.25
    body = loft(
        [(-e, 0.1, 1, 1.1), (-e, half, 0.35, 3.0), (e, half, 0.35, 3.0), (e, 0.1, 1, 1.1)], white, paint, power=9
    )
    band = loft(
        [
            (-e - 0.01, 0.1, 1.5, 1.6),
            (-e - 0.01, half + 0.012, 1.35, 2.5),
            (e + 0.02, half + 0.012, 1.2, 2.6),
            (e + 0.02, 0.1, 1.5, 1.6),
        ],
        DARK,
        glass,
        power=9,
    )
    parts = [body, band, *_wheels(0.48, half - 0.12, (-e * 0.55, e * 0.6), 0.3)]
    for x in (-1, 1):
        parts.append(_lamp(x * 0.9, e + 0.03, 0.7, 0.35, 0.2, front=True, lit=lit))
        parts.append(_lamp(x * 1.0, -e - 0.03, 0.8, 0.2, 0.35, front=False, lit=lit))
    return joined(parts)


@cache
def flyer(kind: int) -> Part:
    """Return a flying car: a wedge with pods, blue glow below and lamps at both ends."""
    long, half = ((2.6, 1.0), (3.6, 1.3))[kind % 2]
    paint, glass = int(Material.PAINT), int(Material.GLASS)
    body = loft(
        [
            (-long, 0.05, 0.4, 0.5),
            (-long, half * 0.7, 0.2, 0.8),
            (0, half, 0.0, 0.75),
            (long * 0.7, half * 0.75, 0.1, 0.55),
            (long, 0.2, 0.25, 0.35),
        ],
        (1, 1, 1),
        paint,
    )
    cabin = loft(
        [
            (-long * 0.5, 0.2, 0.6, 0.8),
            (-long * 0.2, half * 0.6, 0.6, 1.25),
            (long * 0.3, half * 0.5, 0.5, 1.0),
            (long * 0.6, 0.1, 0.5, 0.6),
        ],
        DARK,
        glass,
    )
    parts = [body, cabin]
    for x in (-1, 1):
        parts.append(_lamp(x * half * 0.5, long * 0.97, 0.3, 0.5, 0.16, front=True, lit=True))
        parts.append(_lamp(x * half * 0.45, -long - 0.01, 0.4, 0.6, 0.16, front=False, lit=True))
        parts.append(
            quads(
                _box_faces((x * half * 0.9, -long * 0.4, 0.1), (0.5, 1.1, 0.3)), (0.1, 0.1, 0.11), int(Material.METAL)
            )
        )
        corners = [
            (x * half * 0.9 - 0.22, -long * 0.4 - 0.5, 0.08),
            (x * half * 0.9 - 0.22, -long * 0.4 + 0.5, 0.08),
            (x * half * 0.9 + 0.22, -long * 0.4 + 0.5, 0.08),
            (x * half * 0.9 + 0.22, -long * 0.4 - 0.5, 0.08),
        ]
        parts.append(quads([corners], (0.15, 0.55, 1.0), tagged(Material.GLOW, 500)))
    return joined(parts)


def _box_faces(
    at: tuple[float, float, float], size: tuple[float, float, float]
) -> list[list[tuple[float, float, float]]]:
    (x, y, z), (w, d, h) = at, size
    a, b, c, d_ = x - w / 2, x + w / 2, y - d / 2, y + d / 2
    low, high = z, z + h
    return [
        [(a, c, low), (b, c, low), (b, c, high), (a, c, high)],
        [(b, c, low), (b, d_, low), (b, d_, high), (b, c, high)],
        [(b, d_, low), (a, d_, low), (a, d_, high), (b, d_, high)],
        [(a, d_, low), (a, c, low), (a, c, high), (a, d_, high)],
        [(a, c, high), (b, c, high), (b, d_, high), (a, d_, high)],
    ]
