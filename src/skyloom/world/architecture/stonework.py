"""Towers, curtain walls, columns and steps of stone, whole or broken by age."""

from __future__ import annotations

import math

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import Part
from skyloom.geometry.solids import lathe, sheet
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import cone, pyramid
from skyloom.world.architecture.walls import CLEAR, Opening, wall
from skyloom.world.kinds import Material

Colour = p.Colour
MERLON, GAP, MERLON_HIGH = 0.75, 0.55, 0.85  # metres


def merlons(
    a: Assembly, start: tuple[float, float], end: tuple[float, float], z: float, deep: float, colour: Colour
) -> None:
    """Add battlements along a line at height z."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    f = a.framed((x0, y0, z), math.atan2(y1 - y0, x1 - x0))
    count = max(1, int((length + GAP) / (MERLON + GAP)))
    step = length / count
    for k in range(count):
        x = (k + 0.5) * step
        f.box((x - MERLON / 2, -deep / 2, 0), (x + MERLON / 2, deep / 2, MERLON_HIGH), colour, Material.MASONRY)


def round_tower(
    a: Assembly,
    at: tuple[float, float],
    radius: float,
    high: float,
    colour: Colour,
    *,
    drop: float,
    roof: Colour | None = None,
    draw: np.random.Generator,
    broken: float = 0.0,
) -> None:
    """Add a round tower with slits and either battlements or a pointed roof; `broken` takes its top off."""
    f = a.framed((*at, 0))
    sides = 28
    if broken > 0:
        _broken_ring(f, draw, radius, high * (1 - 0.5 * broken), colour, drop=drop, rough=high * 0.35 * broken)
        return
    rows = [(radius * 1.1, -drop), (radius * 1.06, 0.0), (radius, high * 0.25), (radius * 0.98, high - 1.1)]
    rows += [
        (radius * 1.0, high - 1.0),
        (radius * 1.1, high - 0.55),
        (radius * 1.1, high),
        (radius * 0.9, high + 0.01),
        (0.0, high),
    ]
    f.add(lathe(rows, sides, colour, Material.MASONRY))
    slits = max(2, int(high / 4))
    for k in range(slits * 3):
        angle = k * 2.1 + float(draw.uniform(0, 0.6))
        z = 2.2 + (high - 4.5) * ((k % slits) + 0.5) / slits
        g = f.framed((0, 0, 0), angle)
        g.box((-0.14, -radius * 1.03, z), (0.14, -radius * 0.9, z + 1.1), (0.02, 0.02, 0.02), Material.PLASTER)
    if roof is not None:
        cone(f.framed((0, 0, high)), radius * 1.22, radius * float(draw.uniform(2.0, 2.8)), roof, Material.TILES)
        return
    count = max(6, int(2 * math.pi * radius * 1.05 / (MERLON + GAP)))
    for k in range(count):
        g = f.framed((0, 0, high), k * 2 * math.pi / count)
        g.box((-MERLON / 2, -radius * 1.1, 0), (MERLON / 2, -radius * 1.1 + 0.4, MERLON_HIGH), colour, Material.MASONRY)


def square_tower(
    a: Assembly,
    at: tuple[float, float],
    wide: float,
    high: float,
    colour: Colour,
    *,
    drop: float,
    roof: Colour | None = None,
    draw: np.random.Generator,
    detail: int = 2,
    deep: float | None = None,
) -> None:
    """Add a square tower or keep with windows in rows and battlements or a roof."""
    deep = deep or wide
    f = a.framed((*at, 0))
    f.box(
        (-wide / 2 - 0.25, -deep / 2 - 0.25, -drop),
        (wide / 2 + 0.25, deep / 2 + 0.25, 1.2),
        colour,
        Material.MASONRY,
        top=0.97,
    )
    floors = max(2, int(high / 4.2))
    sides = (
        ((-wide / 2, -deep / 2), 0.0, wide),
        ((wide / 2, -deep / 2), math.pi / 2, deep),
        ((wide / 2, deep / 2), math.pi, wide),
        ((-wide / 2, deep / 2), -math.pi / 2, deep),
    )
    for side, (corner, turn, length) in enumerate(sides):
        openings = []
        for floor in range(1, floors):
            for bay in range(max(1, int(length / 4.5))):
                if draw.uniform() < 0.7:
                    x = length * (bay + 0.5) / max(1, int(length / 4.5))
                    openings.append(
                        Opening(
                            x=x,
                            z=floor * high / floors,
                            wide=0.7,
                            high=1.2,
                            rise=0.4,
                            panes=(0.35, 0.4),
                            luck=int(draw.integers(4096)),
                            frame=None,
                            glass=CLEAR,
                        )
                    )
        if side == 0:
            openings.append(Opening(x=length / 2, z=1.25, wide=1.4, high=1.7, rise=0.7, kind="door", frame=None))
        wall(
            f.framed((*corner, 0), turn),
            length,
            high,
            colour,
            Material.MASONRY,
            openings=openings,
            reveal=0.35,
            detail=detail,
        )
        for x in (0.0, length):  # corner stones stand out
            g = f.framed((*corner, 0), turn)
            for k in range(int(high / 0.9)) if detail > 1 else ():
                w = 0.62 if k % 2 else 0.4
                g.box(
                    (x - (0 if x == 0 else w), -0.04, k * 0.9),
                    (x + (w if x == 0 else 0), 0.1, k * 0.9 + 0.42),
                    p.shade(colour, 1.15),
                    Material.MASONRY,
                )
    out = 0.35
    f.box(
        (-wide / 2 - out, -deep / 2 - out, high - 0.5), (wide / 2 + out, deep / 2 + out, high), colour, Material.MASONRY
    )
    if detail > 0:
        for corner, turn, length in sides:
            g = f.framed((*corner, 0), turn)
            for x in np.arange(0.3, length, 0.9):
                g.box((x - 0.15, -out, high - 1.0), (x + 0.15, 0, high - 0.5), p.shade(colour, 0.9), Material.MASONRY)
    if roof is not None:
        pyramid(
            f.framed((0, 0, high)), wide, deep, wide * float(draw.uniform(0.8, 1.5)), roof, Material.TILES, overhang=0.5
        )
        return
    x, y = wide / 2 + out - 0.2, deep / 2 + out - 0.2
    for s, e in (((-x, -y), (x, -y)), ((x, -y), (x, y)), ((x, y), (-x, y)), ((-x, y), (-x, -y))):
        merlons(f, s, e, high, 0.4, colour)


def curtain(
    a: Assembly,
    start: tuple[float, float],
    end: tuple[float, float],
    high: float,
    thick: float,
    colour: Colour,
    *,
    drop: float,
    gate: float = 0.0,
    draw: np.random.Generator | None = None,
    broken: float = 0.0,
) -> None:
    """Add a wall with a walk and battlements; a gate of that width in its middle; its outside to the right."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    f = a.framed((x0, y0, 0), math.atan2(y1 - y0, x1 - x0))
    if broken > 0 and draw is not None:
        broken_wall(f, draw, length, high, thick, colour, drop=drop, broken=broken)
        return
    openings = []
    if gate > 0:
        openings = [Opening(x=length / 2, z=0.0, wide=gate, high=gate * 0.7, rise=gate * 0.5, kind="gap", frame=None)]
    wall(f, length, high, colour, Material.MASONRY, foot=-drop, openings=openings, reveal=thick)
    back = f.framed((length, thick, 0), math.pi)
    mirrored = [
        Opening(x=length - o.x, z=o.z, wide=o.wide, high=o.high, rise=o.rise, kind="gap", frame=None) for o in openings
    ]
    wall(back, length, high, colour, Material.MASONRY, foot=-drop, openings=mirrored, reveal=0.02)
    f.quad(
        (0, 0, high), (length, 0, high), (length, thick, high), (0, thick, high), p.shade(colour, 0.9), Material.MASONRY
    )
    for x, turn in ((0.0, -math.pi / 2), (length, math.pi / 2)):
        g = f.framed((x, thick if x == 0 else 0, 0), turn)
        wall(g, thick, high, colour, Material.MASONRY, foot=-drop)
    merlons(f, (0, 0.2), (length, 0.2), high, 0.4, colour)


def broken_wall(
    a: Assembly,
    draw: np.random.Generator,
    length: float,
    high: float,
    thick: float,
    colour: Colour,
    *,
    drop: float,
    broken: float,
) -> None:
    """Add a wall whose top fell down, in columns of courses, with the stones of its edge standing out."""
    step = 0.55
    count = max(2, int(length / step))
    x = np.arange(count) / count
    fallen = sum(np.sin(x * w * 6.28 + float(draw.uniform(0, 6.28))) / w for w in (1.0, 2.3, 4.7, 9.1)) / 1.6
    top = high * np.clip(1 - broken * (0.45 + 0.6 * fallen) + draw.uniform(-0.05, 0.05, count), 0.06, 1)
    top = np.round(top / 0.29) * 0.29
    for k in range(count):
        x0, x1 = k * length / count, (k + 1) * length / count
        shift = float(draw.uniform(-0.04, 0.04))
        shade = p.shade(colour, float(draw.uniform(0.9, 1.1)))
        a.box((x0, shift, -drop), (x1, thick + shift, max(float(top[k]), 0.2)), shade, Material.MASONRY)


def _broken_ring(
    a: Assembly, draw: np.random.Generator, radius: float, high: float, colour: Colour, *, drop: float, rough: float
) -> None:
    count = 30
    phase = draw.uniform(0, 6.28, 3)
    for k in range(count):
        angle = k * 2 * math.pi / count
        top = high + rough * (
            math.sin(angle + phase[0]) + 0.5 * math.sin(3 * angle + phase[1]) + float(draw.uniform(-0.3, 0.3))
        )
        half = math.pi * radius / count * 1.06
        g = a.framed((0, 0, 0), angle)
        g.box(
            (-half, -radius, -drop),
            (half, -radius + 1.0, max(top, 0.6)),
            p.shade(colour, float(draw.uniform(0.9, 1.1))),
            Material.MASONRY,
        )


def column(
    a: Assembly,
    at: tuple[float, float, float],
    radius: float,
    high: float,
    colour: Colour,
    *,
    order: str = "doric",
    kept: float = 1.0,
    number: int = Material.MARBLE,
) -> None:
    """Add a fluted column; `kept` is the share of it that still stands."""
    f = a.framed(at)
    shaft = high - radius * (1.0 if order == "doric" else 2.0)
    foot = 0.0
    if order != "doric":
        f.block((0, 0, 0), (radius * 2.7, radius * 2.7, radius * 0.35), colour, number)
        f.add(
            lathe(
                [
                    (radius * 1.3, 0.0),
                    (radius * 1.35, 0.12 * radius),
                    (radius * 1.2, 0.3 * radius),
                    (radius * 1.2, 0.45 * radius),
                    (radius * 1.02, 0.55 * radius),
                ],
                20,
                colour,
                number,
            ),
            (0, 0, radius * 0.35),
        )
        foot = radius * 0.9
    top = foot + (shaft - foot) * kept
    t = np.linspace(0, (top - foot) / max(shaft - foot, 0.1), 7)
    rows = np.stack([radius * (1 - 0.2 * t**1.4), foot + (shaft - foot) * t], -1)
    f.add(fluted(rows, colour, number, is_jagged=kept < 0.999))
    if kept < 0.999:
        return
    r = radius * 0.8
    if order == "doric":
        f.add(
            lathe(
                [
                    (r, shaft),
                    (r * 1.06, shaft + 0.1 * radius),
                    (radius * 1.2, shaft + 0.45 * radius),
                    (radius * 1.2, shaft + 0.55 * radius),
                ],
                20,
                colour,
                number,
            )
        )
        f.block((0, 0, shaft + 0.5 * radius), (radius * 2.6, radius * 2.6, radius * 0.5), colour, number)
        return
    f.add(
        lathe(
            [
                (r, shaft),
                (r * 1.15, shaft + 0.15 * radius),
                (r * 1.0, shaft + 0.3 * radius),
                (r * 1.1, shaft + radius),
                (r * 1.6, shaft + 1.7 * radius),
            ],
            20,
            colour,
            number,
        )
    )
    for k in range(8):  # leaves of the capital
        angle = k * math.pi / 4
        x, y = math.cos(angle), math.sin(angle)
        f.beam(
            (r * x, r * y, shaft + 0.3 * radius),
            (r * 1.45 * x, r * 1.45 * y, shaft + 1.35 * radius),
            r * 0.5,
            0.06,
            p.shade(colour, 1.05),
            number,
        )
    f.block((0, 0, shaft + 1.7 * radius), (radius * 2.8, radius * 2.8, radius * 0.3), colour, number)


def fluted(rows: np.ndarray, colour: Colour, number: int, *, flutes: int = 18, is_jagged: bool = False) -> Part:
    """Return a shaft with hollow flutes from (radius, height) rows; a broken one ends in a rough slope."""
    sides = flutes * 4
    angle = np.arange(sides + 1) * (2 * np.pi / sides)
    hollow = 1 - 0.055 * np.abs(np.sin(angle * flutes / 2))
    r = rows[:, :1] * hollow[None]
    z = np.broadcast_to(rows[:, 1:], r.shape).copy()
    if is_jagged:
        z[-1] += rows[0, 0] * 0.7 * np.sin(angle + rows[-1, 1]) + rows[0, 0] * 0.25 * np.sin(5 * angle)
    points = np.stack([r * np.cos(angle), r * np.sin(angle), z], -1)
    if is_jagged:
        points = np.concatenate(
            [points, np.concatenate([points[-1:, :, :2] * 0.02, z[-1:, :, None] * 0 + rows[-1, 1]], -1)]
        )
    return sheet(points, colour, number)


def drum(
    a: Assembly, draw: np.random.Generator, at: tuple[float, float], radius: float, colour: Colour, number: int
) -> None:
    """Add a fallen piece of a column, lying."""
    length = radius * float(draw.uniform(1.2, 3.0))
    angle = float(draw.uniform(0, math.pi))
    dx, dy = length / 2 * math.cos(angle), length / 2 * math.sin(angle)
    x, y = at
    z = radius * float(draw.uniform(0.7, 0.9))
    lift = float(draw.normal(0, 0.06))
    a.rod((x - dx, y - dy, z - lift), (x + dx, y + dy, z + lift), radius, colour, number, sides=18)
    for end in (-1, 1):
        cx, cy, cz = x + end * dx, y + end * dy, z + end * lift
        ring = [
            (
                cx - radius * math.sin(angle) * math.cos(t),
                cy + radius * math.cos(angle) * math.cos(t),
                cz + radius * math.sin(t),
            )
            for t in np.arange(12) * math.pi / 6
        ]
        a.polygon(ring if end > 0 else ring[::-1], p.shade(colour, 0.95), number)


def steps(
    a: Assembly,
    wide: float,
    deep: float,
    count: int,
    rise: float,
    run: float,
    colour: Colour,
    number: int,
    *,
    drop: float,
) -> float:
    """Add a platform of steps on all sides with a top of wide x deep; return its height."""
    for k in range(count):
        out = (count - 1 - k) * run
        low = -drop if k == 0 else k * rise
        a.box((-wide / 2 - out, -deep / 2 - out, low), (wide / 2 + out, deep / 2 + out, (k + 1) * rise), colour, number)
    return count * rise
