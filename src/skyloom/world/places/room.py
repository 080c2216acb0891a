"""A room with windows: living room, bedroom, kitchen, office, loft, cabin, tavern or attic."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from skyloom.geometry.meshes import Part
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import quads
from skyloom.world.built import Built, Shelter
from skyloom.world.evening import darkness
from skyloom.world.interiors import fittings, furniture
from skyloom.world.interiors.church import chequered
from skyloom.world.interiors.furniture import TIMBER, choice
from skyloom.world.interiors.pieces import Piece, Stand, built, piece
from skyloom.world.interiors.sets import SETS, everything
from skyloom.world.interiors.setting import Setting
from skyloom.world.interiors.shells import BRICK, MARBLE, MASONRY, PLASTER, Frame, Opening, slab, wall
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan

EYE = 1.58  # metres over the floor
THICK = 0.32  # of the outer walls
EAVES = 0.15
DUST = 0.002  # share of the light that a metre of a room's air scatters
PAVING = int(Material.PAVING)

Skin = tuple[tuple[float, float, float], int]
OAK, WALNUT, PINE = (0.42, 0.275, 0.16), (0.24, 0.14, 0.075), (0.52, 0.36, 0.21)
CEILING: Skin = ((0.74, 0.73, 0.70), PLASTER)
WALLS: tuple[Skin, ...] = (
    ((0.70, 0.67, 0.61), PLASTER),
    ((0.62, 0.63, 0.62), PLASTER),
    ((0.42, 0.47, 0.42), PLASTER),
    ((0.60, 0.50, 0.36), PLASTER),
    ((0.25, 0.33, 0.38), PLASTER),
    ((0.55, 0.36, 0.28), PLASTER),
)
BOARDS: tuple[Skin, ...] = ((OAK, TIMBER), (WALNUT, TIMBER), (PINE, TIMBER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a kind of room is built of and furnished with."""

    width: tuple[float, float] = (4.3, 5.6)
    depth: tuple[float, float] = (4.6, 6.2)
    height: tuple[float, float] = (2.6, 3.1)
    walls: tuple[Skin, ...] = WALLS
    floors: tuple[Skin, ...] = BOARDS
    ceiling: Skin = CEILING
    window: tuple[float, float] = (1.2, 2.0)  # range of widths
    sill: tuple[float, float] = (0.25, 0.9)
    panes: tuple[int, int] = (2, 2)
    frames: tuple[tuple[float, float, float], ...] = ((0.7, 0.69, 0.66), (0.05, 0.05, 0.055), OAK)
    beams: float = 0.0  # their thickness
    arch: float = 0.0  # chance of round heads
    curtains: float = 0.75  # chance
    furnished: str = "living"
    knee: float = math.inf  # height of the side walls under a sloping roof


LOG: Skin = ((0.30, 0.18, 0.09), TIMBER)
STYLES: Mapping[str, Style] = {
    "": Style(),
    "bedroom": Style(furnished="bedroom", height=(2.5, 2.8)),
    "kitchen": Style(
        furnished="kitchen", floors=(((0.5, 0.47, 0.42), MARBLE), (OAK, TIMBER)), sill=(0.9, 1.05), curtains=0.2
    ),
    "office": Style(furnished="office", width=(4.4, 6.0)),
    "loft": Style(
        width=(7.5, 10.0),
        depth=(8.0, 12.0),
        height=(4.2, 5.2),
        walls=(((0.30, 0.14, 0.09), BRICK), ((0.36, 0.19, 0.13), BRICK)),
        window=(2.2, 3.0),
        sill=(0.3, 0.7),
        panes=(4, 5),
        frames=((0.04, 0.04, 0.045),),
        beams=0.25,
        curtains=0.0,
    ),
    "cabin": Style(
        walls=(LOG,),
        floors=((PINE, TIMBER),),
        ceiling=(PINE, TIMBER),
        beams=0.2,
        panes=(2, 3),
        frames=((0.2, 0.11, 0.06),),
        sill=(0.7, 0.95),
        furnished="cabin",
        height=(2.6, 3.2),
    ),
    "tavern": Style(
        width=(8.0, 10.5),
        depth=(8.0, 12.0),
        height=(2.9, 3.5),
        walls=(((0.56, 0.48, 0.36), PLASTER), ((0.36, 0.33, 0.29), MASONRY)),
        floors=((WALNUT, TIMBER), ((0.2, 0.18, 0.16), PAVING)),
        ceiling=(WALNUT, TIMBER),
        beams=0.26,
        window=(0.9, 1.3),
        sill=(1.0, 1.2),
        panes=(3, 4),
        frames=((0.08, 0.05, 0.03),),
        curtains=0.0,
        furnished="tavern",
    ),
    "attic": Style(
        width=(5.0, 6.4),
        depth=(6.0, 8.0),
        height=(3.3, 4.0),
        walls=(((0.68, 0.66, 0.62), PLASTER), LOG),
        window=(0.9, 1.3),
        sill=(0.7, 0.9),
        furnished="bedroom",
        knee=1.15,
    ),
    "empty": Style(furnished="empty", curtains=0.0),
}
NAMES: Mapping[str, str] = {
    "living": "",
    "study": "office",
    "workshop": "office",
    "inn": "tavern",
    "pub": "tavern",
    "medieval": "tavern",
    "rustic": "cabin",
    "log": "cabin",
    "industrial": "loft",
    "studio": "loft",
    "abandoned": "empty",
}


def room(plan: Plan) -> Built:
    """Build a room around the camera."""
    draw, scene = plan.draw("room"), plan.scene
    style = STYLES.get(NAMES.get(scene.site.era, scene.site.era), STYLES[""])
    w, d, h = (float(draw.uniform(*span)) for span in (style.width, style.depth, style.height))
    turn = float(draw.uniform(-0.3, 0.3)) + plan.form.heading
    corners = [(-w / 2, -d / 2), (w / 2, -d / 2), (w / 2, d / 2), (-w / 2, d / 2)]
    walls = tuple(Frame.along(corners[k], corners[(k + 1) % 4]) for k in range(4))
    sunny = _towards(math.radians(scene.staging.heading_deg), turn)
    is_attic = math.isfinite(style.knee)
    holes = _openings(draw, style, walls, h, 2 if is_attic else sunny if sunny != 0 else 1)
    skin, floor = (table[int(draw.integers(len(table)))] for table in (style.walls, style.floors))
    if style.furnished == "living" and draw.uniform() < 0.25:
        floor = ((0.40, 0.38, 0.35), CEILING[1])
    parts: list[Piece] = [
        piece(
            *(
                wall(corners[k], corners[(k + 1) % 4], (0.0, min(h, style.knee) if k % 2 else h), holes[k], THICK, skin)
                for k in range(4)
            ),
            _floor(draw, corners, floor),
            *(_slopes(draw, (w, d, h), style) if is_attic else _ceiling(corners, (w, d, h), style)),
        )
    ]
    paint = choice(draw, style.frames)
    wood = choice(draw, furniture.WOODS)
    holes = _with_door(draw, walls, holes)
    fabric = choice(draw, furniture.FABRICS)
    setting = Setting(draw, (w, d, h), walls, holes, darkness(scene), wood, fabric, style.knee, without=scene.without)
    drapes = choice(draw, (*furniture.FABRICS, furniture.WHITE))
    has_curtains = draw.uniform() < style.curtains
    for side, (frame, here) in enumerate(zip(walls, holes, strict=True)):
        for hole in here:
            if hole.sill < 0.02:
                setting.pieces.append(piece(fittings.door(frame, hole.middle, (hole.width, hole.head), wood)))
                continue
            bars = fittings.window(frame, hole, paint, panes=style.panes, bar=0.035, deep=THICK * 0.5)
            setting.pieces.append(piece(*bars))
            if has_curtains:
                setting.against(
                    side,
                    hole.middle,
                    furniture.curtains(draw, hole.width, min(hole.head + 0.18, h - 0.04), drapes),
                    gap=0.03,
                    is_solid=False,
                )
        gaps = [(o.u0 - 0.1, o.u1 + 0.1) for o in here if o.sill < 0.1]
        setting.pieces.append(piece(fittings.skirting(frame, 0.1, paint if style.beams == 0 else wood, gaps)))
    if style.beams:
        setting.pieces.append(piece(fittings.beams((w, d), max(3, round(d / 1.3)), h, style.beams, wood)))
    SETS[style.furnished](setting)
    stand = Stand(*setting.stand(), plan.eye - EYE, -turn)
    return built(
        _closed(parts, everything(setting)),
        stand,
        (-w / 2 - 0.05, -d / 2 - 0.05, -0.05),
        (w / 2 + 0.05, d / 2 + 0.05, h + 0.05),
        Shelter(haze=DUST * (0.3 + 2 * scene.sights.light_shafts)),
    )


def _floor(draw: np.random.Generator, corners: list[tuple[float, float]], skin: Skin) -> Part:
    """Return boards, or tiles in two colours."""
    if skin[1] != MARBLE:
        return slab(corners, 0.0, skin, faces_up=True)
    (x0, y0), (x1, y1) = corners[0], corners[2]
    colour = np.asarray(skin[0])
    other = colour * float(draw.choice([0.9, 0.35]))
    return chequered((x0, x1), (y0, y1), float(draw.uniform(0.28, 0.5)), (tuple(colour), tuple(other)), MARBLE)


def _with_door(
    draw: np.random.Generator, walls: tuple[Frame, ...], holes: tuple[tuple[Opening, ...], ...]
) -> tuple[tuple[Opening, ...], ...]:
    """Return the openings with a closed door near a corner of a wall without windows."""
    free = [side for side in (0, 1, 3) if not holes[side] and walls[side].length > 3]
    if not free:
        return holes
    side = free[int(draw.integers(len(free)))] if draw.uniform() < 0.5 else free[0]
    u = 0.75 if draw.uniform() < 0.5 else walls[side].length - 0.75
    return tuple((Opening(u - 0.44, u + 0.44, 0.0, 2.05),) if k == side else holes[k] for k in range(len(holes)))


def _ceiling(corners: list[tuple[float, float]], size: tuple[float, float, float], style: Style) -> list[Part]:
    """Return a level ceiling under a flat roof."""
    return [slab(corners, size[2], style.ceiling, faces_up=False), _lid(*size)]


def _slopes(draw: np.random.Generator, size: tuple[float, float, float], style: Style) -> list[Part]:
    """Return a pitched roof from inside, with a window in each slope and rafters."""
    w, d, h = size
    y = (-d / 2, float(draw.uniform(-0.25, 0.0)) * d, float(draw.uniform(0.12, 0.3)) * d, d / 2)
    s = (0.0, 0.28, 0.72, 1.0)
    parts = []
    for side in (-1, 1):

        def place(share: float, along: float, side: int = side) -> tuple[float, float, float]:
            return side * w / 2 * (1 - share), along, style.knee + (h - style.knee) * share

        panes = []
        for i in range(3):
            for j in range(3):
                if (i, j) != (1, 1):
                    ring = [place(s[i], y[j]), place(s[i], y[j + 1]), place(s[i + 1], y[j + 1]), place(s[i + 1], y[j])]
                    panes.append(ring[::-1] if side > 0 else ring)
        parts.append(quads(panes, style.ceiling[0], style.ceiling[1]))
        rim = np.array([place(s[a], y[b]) for a, b in ((1, 1), (1, 2), (2, 2), (2, 1), (1, 1))])
        parts.append(tubes(rim[None], np.full((1, 5), 0.045), 4, OAK, TIMBER))
        cross = np.array([[place(0.28, (y[1] + y[2]) / 2), place(0.72, (y[1] + y[2]) / 2)]])
        parts.append(tubes(cross, np.full((1, 2), 0.025), 4, OAK, TIMBER))
        rafters = np.array(
            [[place(0.0, a), place(1.0, a)] for a in np.arange(-d / 2 + 0.6, d / 2, 1.3) if not y[1] < a < y[2]]
        )
        parts.append(tubes(rafters, np.full(rafters.shape[:2], 0.08), 4, WALNUT, TIMBER))
    ridge = np.array([[(0.0, -d / 2, h), (0.0, d / 2, h)]])
    return [*parts, tubes(ridge, np.full((1, 2), 0.11), 4, WALNUT, TIMBER)]


def _closed(shell: list[Piece], inside: Piece) -> Piece:
    return Piece(tuple(p for one in shell for p in one.parts) + inside.parts, inside.bulbs)


def _towards(heading: float, turn: float) -> int:
    """Return the wall that a heading looks at: 0 south, 1 east, 2 north, 3 west of the room's own frame."""
    angle = (heading - turn) % (2 * math.pi)
    return (2, 1, 0, 3)[int(((angle + math.pi / 4) % (2 * math.pi)) / (math.pi / 2))]


def _openings(
    draw: np.random.Generator, style: Style, walls: tuple[Frame, ...], high: float, sunny: int
) -> tuple[tuple[Opening, ...], ...]:
    """Return windows in the wall ahead and in the one towards the sun, and a door hinted at in the wall behind."""
    sill = float(draw.uniform(*style.sill))
    head = min(high - 0.28, max(2.15, high * 0.86))
    wide = float(draw.uniform(*style.window))
    is_arched = draw.uniform() < style.arch
    holes: list[tuple[Opening, ...]] = [() for _ in walls]
    for side in {2, sunny}:
        length = walls[side].length
        count = max(1, int((length - 0.5) / (wide + float(draw.uniform(0.5, 1.3)))))
        step = length / count
        holes[side] = tuple(
            Opening(
                step * (k + 0.5) - wide / 2, step * (k + 0.5) + wide / 2, sill, head, wide / 2 if is_arched else 0.0
            )
            for k in range(count)
        )
    return tuple(holes)


def _lid(w: float, d: float, h: float) -> Part:
    x, y = w / 2 + THICK + EAVES, d / 2 + THICK + EAVES
    return slab([(-x, -y), (x, -y), (x, y), (-x, y)], h + 0.02, ((0.2, 0.2, 0.2), PLASTER), faces_up=True)
