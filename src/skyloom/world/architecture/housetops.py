"""What a house wears: its roof with gables, chimneys and dormers, or a terrace, and its balcony."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import dome, pitched, swept
from skyloom.world.architecture.styles import Style
from skyloom.world.architecture.walls import Opening, wall, window_number
from skyloom.world.kinds import Material

Colour = p.Colour


@dataclass(frozen=True, slots=True)
class Look:
    """What one house is made of."""

    wall: tuple[Material, Colour]
    cover: tuple[Material, Colour]
    frame: Colour
    paint: Colour
    has_shutters: bool
    is_timbered: bool
    timber: Colour
    detail: int


def sides_of(w: float, d: float) -> tuple[tuple[tuple[float, float], float, float], ...]:
    """Return the left corner, the turn and the length of the four walls of a block."""
    return (
        ((-w / 2, -d / 2), 0.0, w),
        ((w / 2, -d / 2), math.pi / 2, d),
        ((w / 2, d / 2), math.pi, w),
        ((-w / 2, d / 2), -math.pi / 2, d),
    )


def covered(
    a: Assembly,
    draw: np.random.Generator,
    style: Style,
    look: Look,
    w: float,
    d: float,
    height: float,
    *,
    is_fronted: bool,
) -> None:
    """Add the roof over a block of w x d whose walls are `height` high; `is_fronted` turns a gable to the front."""
    material, colour = look.cover
    pitch = math.radians(float(draw.uniform(*style.pitch_deg)))
    top = a.framed((0, 0, height))
    if style.roof == "flat":
        _flat(top, draw, look, w, d)
        return
    long, deep, turn = (d, w, math.pi / 2) if is_fronted or style.roof == "stepped" else (w, d, 0.0)
    rise = deep / 2 * math.tan(pitch)
    f = top.framed(turn=turn)
    if style.roof == "swept":
        swept(f, long, deep, rise, colour, material, overhang=style.overhang, ridge=0.62)
        return
    hip = float(style.hip[int(draw.integers(len(style.hip)))])
    if style.roof == "stepped":
        hip = 0.0
    pitched(
        f,
        long,
        deep,
        rise,
        colour,
        material,
        overhang=0.1 if style.roof == "stepped" else style.overhang,
        verge=-0.25 if style.roof == "stepped" else min(style.overhang, 0.5),
        thick=style.thick,
        hip=hip,
        detail=look.detail,
    )
    for side in (-1, 1):
        g = f.framed((side * long / 2, 0, 0), math.pi / 2 if side > 0 else -math.pi / 2)
        _gable(g, draw, style, look, deep, rise, hip, is_stepped=style.roof == "stepped")
    for _ in range(int(draw.integers(style.chimneys[0], style.chimneys[1] + 1))):
        _chimney(f, draw, long, deep, rise, style)
    if look.detail > 0 and draw.uniform() < style.dormers and rise > 2.2:
        count = max(1, int(long / 3.6))
        for k in range(count):
            x = long * ((k + 0.5) / count - 0.5)
            _dormer(f.framed((x, 0, 0)), draw, style, look, deep, rise)


def _gable(
    a: Assembly,
    draw: np.random.Generator,
    style: Style,
    look: Look,
    deep: float,
    rise: float,
    hip: float,
    *,
    is_stepped: bool,
) -> None:
    """Add the wall under a roof's end, which looks along -y of the frame."""
    material, colour = look.wall
    if hip >= 1:
        return
    half, cut = deep / 2, rise * (1 - hip)
    ring = [(-half, 0.0, 0.0), (half, 0.0, 0.0), (half * hip, 0.0, cut), (-half * hip, 0.0, cut)]
    if hip > 0:
        a.quad(*ring, colour, material)
    else:
        a.triangle(ring[0], ring[1], (0, 0, rise), colour, material)
    if is_stepped:
        steps = 6
        for k in range(steps):
            x = half * (1 - k / steps)
            z0, z1 = rise * k / steps, rise * (k + 1) / steps + 0.35
            a.box((-x - 0.12, -0.06, z0), (x + 0.12, 0.3, z1), colour, material)
            for side in (-1, 1):
                a.block((side * (x + 0.02), 0.12, z1), (0.42, 0.5, 0.09), (0.55, 0.53, 0.48), Material.PLASTER)
    if look.detail > 0 and cut > 1.9:
        z = cut * 0.28
        pane = style.pane
        o = Opening(
            x=0,
            z=z,
            wide=max(2, style.window[0] - 1) * pane[0],
            high=min(1.2, cut * 0.4),
            panes=pane,
            glass=style.glass,
            luck=int(draw.integers(4096)),
            frame=look.frame,
        )
        from_ = -0.09 if is_stepped else -0.03
        x0, x1, z1 = -o.wide / 2, o.wide / 2, o.z + o.high
        a.quad(
            (x0, from_, z),
            (x1, from_, z),
            (x1, from_, z1),
            (x0, from_, z1),
            p.GLASS,
            window_number(pane, o.glass, o.luck),
        )
        for q, r in (((x0, z), (x0, z1)), ((x1, z), (x1, z1)), ((x0, z), (x1, z)), ((x0, z1), (x1, z1))):
            a.beam((q[0], from_, q[1]), (r[0], from_, r[1]), 0.1, 0.1, look.frame, Material.TIMBER)
    if look.is_timbered and look.detail > 0 and not is_stepped:
        for x in np.arange(-half + 0.8, half - 0.4, 1.1):
            top = (1 - abs(x) / half) * rise
            if abs(x) > 0.7 and top > 0.3:
                a.beam((x, -0.02, 0), (x, -0.02, min(top, cut)), 0.16, 0.09, look.timber, Material.TIMBER)
        for z in (0.1, rise * 0.45):
            x = half * (1 - z / rise)
            a.beam((-x, -0.02, z), (x, -0.02, z), 0.09, 0.18, look.timber, Material.TIMBER)


def _chimney(a: Assembly, draw: np.random.Generator, long: float, deep: float, rise: float, style: Style) -> None:
    x = float(draw.choice([-1, 1])) * long * float(draw.uniform(0.2, 0.42))
    y = float(draw.uniform(-0.12, 0.12)) * deep
    number, colour = (Material.BRICK, p.RED_BRICK) if draw.uniform() < 0.5 else (Material.MASONRY, p.FIELDSTONE)
    top = rise + float(draw.uniform(0.6, 1.1))
    a.block((x, y, rise * 0.4), (0.75, 0.62, top - rise * 0.4), colour, number)
    a.block((x, y, top), (0.92, 0.78, 0.14), p.shade(colour, 0.8), number)
    for side in (-0.18, 0.18):
        a.rod((x + side, y, top + 0.1), (x + side, y, top + 0.5), 0.12, p.CLAY, Material.PLASTER, tip=0.1, sides=8)
    del style


def _dormer(a: Assembly, draw: np.random.Generator, style: Style, look: Look, deep: float, rise: float) -> None:
    wide, high = 1.35, 1.25
    slope = rise / (deep / 2)
    z = rise * 0.22
    y = -deep / 2 + z / slope
    f = a.framed((-wide / 2, y - 0.05, z))
    pane = style.pane
    across = max(2, int((wide - 0.4) / pane[0]))
    o = Opening(
        x=wide / 2,
        z=0.25,
        wide=across * pane[0],
        high=0.8,
        panes=pane,
        glass=style.glass,
        luck=int(draw.integers(4096)),
        frame=look.frame,
    )
    wall(f, wide, high, look.wall[1], look.wall[0], openings=[o], detail=look.detail)
    back = high / slope + 0.5
    for turn, at, length in ((math.pi / 2, (wide, 0, 0), back), (-math.pi / 2, (0, back, 0), back)):
        wall(f.framed(at, turn), length, high, look.wall[1], look.wall[0])
    g = f.framed((wide / 2, (back + 0.6) / 2, high), math.pi / 2)
    pitched(
        g,
        back + 0.6,
        wide,
        0.62,
        look.cover[1],
        look.cover[0],
        overhang=0.16,
        verge=0.15,
        thick=style.thick * 0.7,
        trim=None,
    )
    f.triangle((0, 0, high), (wide, 0, high), (wide / 2, 0, high + 0.62), look.wall[1], look.wall[0])


def _flat(a: Assembly, draw: np.random.Generator, look: Look, w: float, d: float) -> None:
    material, colour = look.wall
    a.quad(
        (-w / 2, -d / 2, 0), (w / 2, -d / 2, 0), (w / 2, d / 2, 0), (-w / 2, d / 2, 0), p.shade(colour, 0.9), material
    )
    t, high = 0.22, float(draw.uniform(0.35, 0.9))
    for low, up in (
        ((-w / 2, -d / 2, -0.02), (w / 2, -d / 2 + t, high)),
        ((-w / 2, d / 2 - t, -0.02), (w / 2, d / 2, high)),
        ((-w / 2, -d / 2, -0.02), (-w / 2 + t, d / 2, high)),
        ((w / 2 - t, -d / 2, -0.02), (w / 2, d / 2, high)),
    ):
        a.box(low, up, colour, material)
    choice = draw.uniform()
    if choice < 0.4:  # a room on the roof
        rw, rd = w * 0.45, d * 0.55
        f = a.framed((float(draw.choice([-1, 1])) * w * 0.2, d * 0.15, 0))
        for at, turn, length in sides_of(rw, rd):
            wall(
                f.framed((*at, 0), turn),
                length,
                2.5,
                colour,
                material,
                detail=look.detail,
                openings=[
                    Opening(x=length / 2, z=0.9, wide=0.6, high=0.9, luck=int(draw.integers(4096)), frame=look.frame)
                ],
            )
        f.quad(
            (-rw / 2, -rd / 2, 2.5),
            (rw / 2, -rd / 2, 2.5),
            (rw / 2, rd / 2, 2.5),
            (-rw / 2, rd / 2, 2.5),
            colour,
            material,
        )
    elif choice < 0.6 and material is Material.PLASTER:
        dome(a.framed((0, 0, 0)), min(w, d) * 0.3, look.paint, Material.PLASTER)
    elif material is Material.EARTH:
        for side in (-1, 1):
            for x in np.arange(-w / 2 + 0.5, w / 2, 0.9):
                a.rod((x, side * d / 2, -0.5), (x, side * (d / 2 + 0.5), -0.5), 0.07, p.OLD_WOOD, Material.TIMBER)


def balcony(a: Assembly, w: float, d: float, storey: float, look: Look) -> None:
    """Add a wooden balcony along the front of the first floor, with flowers."""
    z, out = storey, 1.1
    y = -d / 2
    a.box((-w / 2, y - out, z - 0.14), (w / 2, y, z), p.OLD_WOOD, Material.TIMBER)
    a.beam((-w / 2, y - out, z + 0.95), (w / 2, y - out, z + 0.95), 0.09, 0.1, look.timber, Material.TIMBER)
    for x in np.arange(-w / 2, w / 2 + 0.01, w / round(w / 0.16)):
        a.box(
            (x - 0.045, y - out - 0.015, z),
            (x + 0.045, y - out + 0.015, z + 0.95),
            p.shade(p.OLD_WOOD, 1.2),
            Material.TIMBER,
        )
    for side in (-1, 1):
        x = side * w / 2
        a.beam((x, y - out, z + 0.95), (x, y, z + 0.95), 0.08, 0.1, look.timber, Material.TIMBER)
        a.box((x - 0.03, y - out, z), (x + 0.03, y, z + 0.85), p.shade(p.OLD_WOOD, 1.1), Material.TIMBER)
        a.beam((x * 0.97, y, z - 1.1), (x * 0.97, y - out, z - 0.1), 0.12, 0.14, look.timber, Material.TIMBER)
    for x in np.arange(-w / 2 + 0.5, w / 2 - 0.3, 0.55):  # window boxes' flowers
        a.block((x, y - out - 0.12, z + 0.55), (0.4, 0.2, 0.24), (0.42, 0.03, 0.05), Material.CLOTH)
