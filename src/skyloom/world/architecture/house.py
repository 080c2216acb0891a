"""Houses of many countries: a style says what walls, roofs and windows are like, a draw makes one house of it.

A house stands with its floor at z = 0, its front towards -y, and a foundation that reaches `drop` below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.housetops import Look, balcony, covered, sides_of
from skyloom.world.architecture.shape import BULB, CANDLE, Shape, Shine, radius_of
from skyloom.world.architecture.styles import Style
from skyloom.world.architecture.walls import CLEAR, Opening, wall
from skyloom.world.kinds import TAG_BITS, Material

Colour = p.Colour
LYING = int(Material.TIMBER) | 1 << TAG_BITS  # boards that lie


def house(
    draw: np.random.Generator,
    style: Style,
    *,
    drop: float = 0.5,
    detail: int = 2,
    wide: float | None = None,
    deep: float | None = None,
    storeys: int | None = None,
    tint: Colour | None = None,
    is_gable_front: bool | None = None,
    has_wing: bool | None = None,
    lights: float = 1.0,
) -> Shape:
    """Draw one house of a style."""
    a = Assembly()
    material, colours = style.walls[int(draw.integers(len(style.walls)))]
    look = Look(
        wall=(material, tint or p.one_of(draw, colours)),
        cover=_cover(draw, style),
        frame=p.one_of(draw, style.frames, 0.06),
        paint=p.one_of(draw, style.paints),
        has_shutters=bool(draw.uniform() < style.shutters),
        is_timbered=bool(draw.uniform() < style.timber) and material is Material.PLASTER,
        timber=p.one_of(draw, (p.DARK_WOOD, p.OLD_WOOD)),
        detail=detail,
    )
    w = wide or float(draw.uniform(*style.wide))
    d = deep or float(draw.uniform(*style.deep))
    floors = storeys or int(draw.integers(style.storeys[0], style.storeys[1] + 1))
    storey = float(draw.uniform(*style.storey))
    fronted = bool(draw.uniform() < 0.3) if is_gable_front is None else is_gable_front
    winged = bool(draw.uniform() < style.wings) if has_wing is None else has_wing
    _mass(a, draw, style, look, w, d, floors, storey, drop, is_fronted=fronted, has_door=True)
    reach = radius_of(w, d)
    if winged and w > 6:
        side = int(draw.choice([-1, 1]))
        ww, wd = w * float(draw.uniform(0.42, 0.55)), d * float(draw.uniform(0.5, 0.8))
        f = a.framed((side * (w - ww) / 2 * 0.96, -d / 2 - wd / 2 + 0.15, 0))
        _mass(
            f, draw, style, look, ww, wd + 0.3, max(1, floors - 1), storey * 0.97, drop, is_fronted=True, has_door=False
        )
        reach = radius_of(w, d + 2 * wd)
    shines = _shines(draw, style, w, d, storey, lights)
    return Shape(a.result(), reach + 0.3, shines)


def _cover(draw: np.random.Generator, style: Style) -> tuple[Material, Colour]:
    material, colours = style.cover[int(draw.integers(len(style.cover)))]
    return material, p.one_of(draw, colours)


def _shines(
    draw: np.random.Generator, style: Style, w: float, d: float, storey: float, lights: float
) -> tuple[Shine, ...]:
    if draw.uniform() > 0.35 + 0.65 * lights:
        return ()
    colour = CANDLE if style.glass != CLEAR else BULB
    return (
        Shine((w * 0.2, -d / 2 - 1.9, storey * 0.5), 7.0 * (0.4 + lights), colour, 0.8),
        Shine((-w / 2 - 1.9, 0.0, storey * 0.5), 5.0 * (0.4 + lights), colour, 0.8),
    )


def _mass(
    a: Assembly,
    draw: np.random.Generator,
    style: Style,
    look: Look,
    w: float,
    d: float,
    floors: int,
    storey: float,
    drop: float,
    *,
    is_fronted: bool,
    has_door: bool,
) -> None:
    """Add one block with its roof; `is_fronted` turns a gable to the front."""
    material, colour = look.wall
    plinth = 0.35
    a.box(
        (-w / 2 - 0.05, -d / 2 - 0.05, -drop), (w / 2 + 0.05, d / 2 + 0.05, plinth * 0.6), style.foot, Material.MASONRY
    )
    out = 0.0
    for floor in range(floors):
        z0, z1 = (0.0 if floor == 0 else floor * storey), (floor + 1) * storey
        out = style.jetty * min(floor, 2) if look.is_timbered else 0.0
        sides = sides_of(w + 2 * out, d + 2 * out)
        for side, (at, turn, length) in enumerate(sides):
            f = a.framed((at[0], at[1], z0), turn)
            openings = _openings(
                draw, style, look, length, storey, is_front=side == 0, has_door=has_door and floor == 0
            )
            wall(f, length, z1 - z0, colour, material, openings=openings, detail=look.detail)
            if look.is_timbered and look.detail > 0:
                _timbers(f, length, storey, openings, look.timber, style)
        if out > 0 and floor > 0:
            a.box((-w / 2 - out, -d / 2 - out, z0 - 0.22), (w / 2 + out, d / 2 + out, z0), look.timber, LYING)
    height = floors * storey
    covered(a, draw, style, look, w + 2 * out, d + 2 * out, height, is_fronted=is_fronted)
    if has_door and style.balconies > draw.uniform() and floors > 1:
        balcony(a, w, d, storey, look)


def _openings(
    draw: np.random.Generator,
    style: Style,
    look: Look,
    length: float,
    storey: float,
    *,
    is_front: bool,
    has_door: bool,
) -> list[Opening]:
    across, up = style.window
    wide, high = across * style.pane[0], up * style.pane[1]
    high = min(high, storey - 1.15)
    pane = (style.pane[0], style.pane[1])
    bays = max(1, int(length / (wide + (1.5 if not look.has_shutters else 1.9))))
    step = length / bays
    door = int(draw.integers(bays)) if has_door and is_front else -1
    openings = []
    for bay in range(bays):
        x = (bay + 0.5) * step + float(draw.normal(0, 0.05))
        if bay == door:
            openings.append(
                Opening(
                    x=x,
                    z=0.16,
                    wide=0.98,
                    high=2.02,
                    rise=style.rise * 0.9,
                    kind="door",
                    leaf=look.paint,
                    frame=look.frame,
                )
            )
        elif draw.uniform() < (0.88 if is_front else 0.6):
            sill = 0.92 if high < 1.5 else storey - high - 0.3
            openings.append(
                Opening(
                    x=x,
                    z=sill,
                    wide=wide,
                    high=high - (style.rise * wide * 0.5 if style.rise else 0),
                    rise=style.rise * wide * 0.9,
                    panes=pane,
                    glass=style.glass,
                    luck=int(draw.integers(4096)),
                    frame=look.frame,
                    shutters=look.paint if look.has_shutters else None,
                )
            )
    return openings


def _timbers(
    a: Assembly, length: float, storey: float, openings: Sequence[Opening], colour: Colour, style: Style
) -> None:
    """Add posts, rails and braces that stand a little proud of the plaster."""
    y, wide = -0.02, 0.17
    posts = [0.09, length - 0.09]
    for o in openings:
        posts += [o.x - o.wide / 2 - 0.1, o.x + o.wide / 2 + 0.1]
    posts.sort()
    filled = [posts[0]]
    for x in posts[1:]:
        gap = x - filled[-1]
        extra = int(gap / 1.25) if not any(filled[-1] < o.x < x for o in openings) else 0
        filled += [filled[-1] + gap * (k + 1) / (extra + 1) for k in range(extra)]
        if x - filled[-1] > 0.12:
            filled.append(x)
    for x in filled:
        a.beam((x, y, 0.0), (x, y, storey), wide, 0.09, colour, Material.TIMBER)
    for z in (0.1, storey - 0.1):
        a.beam((0, y, z), (length, y, z), 0.09, 0.2, colour, Material.TIMBER)
    for x0, x1 in pairwise(filled):
        inside = [o for o in openings if x0 < o.x < x1]
        if inside:
            o = inside[0]
            for z in (o.z - 0.08, o.top + 0.08):
                if o.kind != "door" or z > 1:
                    a.beam((x0, y, z), (x1, y, z), 0.09, 0.14, colour, Material.TIMBER)
        elif style.roof == "swept":
            a.beam((x0, y, storey * 0.55), (x1, y, storey * 0.55), 0.08, 0.1, colour, Material.TIMBER)
        elif x1 - x0 > 0.5:
            up = (x0 + x1) / 2 < length / 2
            z0, z1 = (0.2, storey * 0.62) if up else (storey * 0.62, 0.2)
            a.beam((x0, y, z0), (x1, y, z1), 0.08, 0.14, colour, Material.TIMBER)
            a.beam((x0, y, storey * 0.62), (x1, y, storey * 0.62), 0.08, 0.12, colour, Material.TIMBER)
