"""Roofs: pitched, hipped, conical, swept as in East Asia, domed and flat.

A roof stands on its eaves at z = 0 of its assembly, its middle at x = y = 0; the ridge of a long one runs along x.
"""

from __future__ import annotations

import math

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe, sheet
from skyloom.world.architecture.palette import OLD_WOOD, Colour, shade
from skyloom.world.kinds import Material


def pitched(
    a: Assembly,
    long: float,
    deep: float,
    rise: float,
    colour: Colour,
    number: int,
    *,
    overhang: float = 0.4,
    verge: float = 0.3,
    thick: float = 0.14,
    hip: float = 0.0,
    trim: Colour | None = OLD_WOOD,
    detail: int = 2,
) -> None:
    """Add a pitched roof over long x deep; `hip` is the share of the slope at both ends: 0 gables, 1 a full hip."""
    slope = rise / (deep / 2)
    y, z = deep / 2 + overhang, -overhang * slope
    x = long / 2 + (verge if hip < 1 else overhang)
    inner = x - hip * deep / 2  # where the ridge ends
    break_z = rise * (1 - hip)
    break_y = y * hip
    for turn in (0.0, math.pi):
        f = a.framed(turn=turn)
        top = thick / math.cos(math.atan(slope))
        if 0 < hip < 1:  # the gable's lower part goes straight up
            f.polygon(
                [(-x, -y, z + top), (x, -y, z + top), (x, -break_y, break_z + top), (inner, 0, rise + top)],
                colour,
                number,
            )
            f.polygon(
                [(-x, -y, z + top), (inner, 0, rise + top), (-inner, 0, rise + top), (-x, -break_y, break_z + top)],
                colour,
                number,
            )
        else:
            low = x
            f.quad(
                (-low, -y, z + top), (low, -y, z + top), (inner, 0, rise + top), (-inner, 0, rise + top), colour, number
            )
        f.quad((-x, -y, z), (x, -y, z), (x, -y, z + top), (-x, -y, z + top), shade(colour, 0.8), number)
        f.quad((x, -y, z), (-x, -y, z), (-inner, 0, rise), (inner, 0, rise), shade(OLD_WOOD, 0.8), Material.TIMBER)
        if hip < 1:
            ends = ((x, 1.0), (-x, -1.0))
            for ex, side in ends:
                ring = [(ex, -y, z), (ex, -break_y, break_z), (ex, -break_y, break_z + top), (ex, -y, z + top)]
                f.quad(*(ring if side > 0 else ring[::-1]), shade(colour, 0.75), number)
                if trim is not None and detail > 1:
                    f.beam(
                        (ex, -y, z + top * 0.4),
                        (ex, -break_y, break_z + top * 0.4),
                        0.05,
                        top * 1.3,
                        trim,
                        Material.TIMBER,
                    )
        if hip > 0:  # the sloping end at +x of this frame
            ring = [(x, -break_y, break_z + top), (x, break_y, break_z + top), (inner, 0, rise + top)]
            f.triangle(*ring, colour, number)
            f.quad(
                (x, -break_y, break_z),
                (x, break_y, break_z),
                (x, break_y, break_z + top),
                (x, -break_y, break_z + top),
                shade(colour, 0.8),
                number,
            )
    if detail > 0:
        top = thick / math.cos(math.atan(slope))
        a.beam((-inner, 0, rise + top), (inner, 0, rise + top), 0.24, 0.14, shade(colour, 0.85), number)


def pyramid(
    a: Assembly, wide: float, deep: float, rise: float, colour: Colour, number: int, *, overhang: float = 0.3
) -> None:
    """Add a roof of four slopes that meet in one point."""
    x, y = wide / 2 + overhang, deep / 2 + overhang
    ring = [(-x, -y, 0.0), (x, -y, 0.0), (x, y, 0.0), (-x, y, 0.0)]
    for p, q in zip(ring, ring[1:] + ring[:1], strict=True):
        a.triangle(p, q, (0, 0, rise), colour, number)
    a.quad(*ring[::-1], shade(OLD_WOOD, 0.7), Material.TIMBER)


def cone(
    a: Assembly, radius: float, rise: float, colour: Colour, number: int, *, sides: int = 20, flare: float = 0.12
) -> None:
    """Add a round pointed roof, a little flared at its eaves."""
    profile = [
        (radius, 0.0),
        (radius * 0.97, 0.02),
        (radius * (0.5 + flare * 0.4), rise * 0.42),
        (0.03, rise),
        (0.0, rise),
    ]
    a.add(lathe(profile, sides, colour, number))
    a.add(lathe([(radius * 0.6, 0.05), (radius, 0.0)], sides, shade(OLD_WOOD, 0.7), Material.TIMBER))


def dome(
    a: Assembly, radius: float, colour: Colour, number: int, *, rise: float | None = None, onion: float = 0.0
) -> None:
    """Add a dome on a circle; `onion` swells it and draws it to a point."""
    high = radius if rise is None else rise
    t = np.linspace(0, 1, 14)
    r = radius * np.sqrt(np.clip(1 - t**2, 0, 1)) * (1 + onion * np.sin(np.pi * np.minimum(t * 1.6, 1)))
    if onion > 0:
        r = radius * (1 + 0.35 * onion * np.sin(np.pi * np.minimum(t * 2.2, 1))) * (1 - t) ** (0.55 + 0.25 * onion)
    rows = np.stack([np.maximum(r, 0.004), t * high], -1)
    a.add(lathe(rows, 28, colour, number))


def swept(
    a: Assembly,
    long: float,
    deep: float,
    rise: float,
    colour: Colour,
    number: int,
    *,
    overhang: float = 1.0,
    ridge: float = 0.5,
    lift: float = 0.35,
    thick: float = 0.22,
    trim: Colour = OLD_WOOD,
) -> None:
    """Add a hipped roof with hollow slopes and raised corners, as on temples and pagodas.

    `ridge` is the length of the ridge against `long`; `lift` raises the corners, metres.
    """
    x, y = long / 2 + overhang, deep / 2 + overhang
    half = max(long * ridge / 2, 0.02)
    eave = -overhang * 0.32 * rise / (deep / 2)
    rows, columns = 9, 17
    t = np.linspace(0, 0.995, rows)[:, None]  # short of the ridge, where a row without width has no normal
    s = np.linspace(-1, 1, columns)[None]
    for side in range(4):
        is_long = side % 2 == 0
        reach, width, ridge_half = (y, x, half) if is_long else (x, y, 0.0)
        inner = 0.0 if is_long else half
        along = s * (width * (1 - t) + (ridge_half if is_long else 0.0) * t)
        away = reach * (1 - t) + inner * t
        height = eave + (rise - eave) * t ** (1.45) + lift * np.abs(s) ** 3.5 * (1 - t) ** 2
        for z, face, tint in ((thick, 1, colour), (0.0, -1, shade(trim, 0.9))):
            grid = np.stack([along, -away + 0 * s, height + z * (1 - 0.4 * t)], -1)
            material = number if face > 0 else Material.TIMBER
            a.add(sheet(grid if face > 0 else grid[:, ::-1], tint, material), turn=side * math.pi / 2)
        edge = np.stack([along[0], -away[0] + 0 * s[0], height[0]], -1)
        rim = np.stack([edge, edge + np.array([0, 0, thick])], 0)
        a.add(sheet(rim, shade(colour, 0.7), number), turn=side * math.pi / 2)
    a.beam((-half - 0.2, 0, rise + thick), (half + 0.2, 0, rise + thick), 0.28, 0.36, shade(colour, 0.75), number)
    for sx in (-1, 1):
        for sy in (-1, 1):
            previous = None
            for k in range(6):
                share = k / 5
                px = sx * (x * (1 - share) + half * share)
                py = sy * y * (1 - share)
                pz = eave + (rise - eave) * share**1.45 + lift * (1 - share) ** 2 + thick
                if previous is not None:
                    a.beam(previous, (px, py, pz), 0.2, 0.2, shade(colour, 0.75), number)
                previous = (px, py, pz)
