"""A library of two storeys: walls of books, a gallery with ladders, long desks under lamps, tall windows."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.meshes import Part, joined, moved
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe, sheet
from skyloom.geometry.vaults import Vault, ribs, webs
from skyloom.world.built import Built, Shelter
from skyloom.world.evening import darkness
from skyloom.world.interiors import church, clutter, fittings, furniture
from skyloom.world.interiors.bodies import Colour, boxes
from skyloom.world.interiors.furniture import BRASS, METAL, TIMBER, choice
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, Stand, all_of, built, piece, shine
from skyloom.world.interiors.shells import PLASTER, Frame, Opening, slab, wall
from skyloom.world.interiors.shelves import bookcase
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan

EYE = 1.65
WOODS = ((0.20, 0.11, 0.055), (0.13, 0.07, 0.035), (0.30, 0.18, 0.09), (0.24, 0.10, 0.05))
WALLS = ((0.55, 0.49, 0.39), (0.26, 0.32, 0.28), (0.48, 0.32, 0.22))
LOW, GALLERY = 3.1, 3.45  # metres: height of the lower cases, and of the gallery's floor
DEEP = 0.34  # of a case
WALK = 1.35  # width of the gallery
VARIANTS = 7  # cases that differ; the others are copies of them
WARM = KELVIN[2700]


def library(plan: Plan) -> Built:
    """Build a library around the camera."""
    draw, scene = plan.draw("library"), plan.scene
    half, bays = float(draw.uniform(5.6, 7.4)), int(draw.integers(5, 8))
    bay = float(draw.uniform(3.6, 4.2))
    end, high = bay * bays / 2, float(draw.uniform(8.4, 9.8))
    wood = choice(draw, WOODS)
    is_modern = scene.site.era in ("modern", "future", "contemporary")
    if is_modern:
        wood = (0.5, 0.36, 0.22)
    lit = max(darkness(scene), 0.35)
    skin = (choice(draw, WALLS) if not is_modern else (0.68, 0.67, 0.64), PLASTER)
    corners = [(-half, -end), (half, -end), (half, end), (-half, end)]
    found: list[Piece] = [piece(*_shell(corners, half, end, high, bays, bay, skin, wood))]
    found += _cases(draw, corners, bays, bay, wood, high, is_old=not is_modern)
    found.append(piece(*_gallery(half, end, wood)))
    found += _ladders(draw, half, end, wood)
    is_lamplit = ThingKind.LAMP not in plan.scene.without
    found += _desks(draw, half, end, wood, lit, has_lamps=is_lamplit)
    for y in np.linspace(-end + 2.5, end - 2.5, max(2, bays // 2)) if is_lamplit else ():
        found.append(church.chandelier(draw, 1.1, high * 0.6, high - 0.1, 14, is_crystal=False).at(0.0, float(y)))
    found.append(_globe(wood).at(half * 0.45, -end + 2.2))
    carpet = furniture.rug(
        draw, (1.9, 2 * end - 2.5), choice(draw, ((0.20, 0.03, 0.03), (0.04, 0.09, 0.07), (0.05, 0.06, 0.15)))
    )
    found.append(carpet.at(0.0, 0.0))
    camera = (float(draw.uniform(-0.4, 0.4)), -end + bay * float(draw.uniform(0.8, 1.4)))
    stand = Stand(*camera, plan.eye - EYE, -plan.form.heading)
    shelter = Shelter(haze=0.006 * (0.4 + 2 * scene.sights.light_shafts))
    low, top = (-half - 0.2, -end - 0.2, -0.05), (half + 0.2, end + 0.2, high + 0.1)
    return built(all_of(found), stand, low, top, shelter)


def _shell(
    corners: list[tuple[float, float]],
    half: float,
    end: float,
    high: float,
    bays: int,
    bay: float,
    skin: tuple[Colour, int],
    wood: Colour,
) -> list[Part]:
    parts = []
    for k in range(4):
        a, b = corners[k], corners[(k + 1) % 4]
        frame, holes = Frame.along(a, b), []
        if k in (1, 3):
            for number in range(bays):
                u = (number + 0.5) * bay
                holes.append(Opening(u - 0.62, u + 0.62, GALLERY + 0.75, high - 2.0, 0.62))
        else:
            holes.append(
                Opening(
                    frame.length / 2 - 1.1, frame.length / 2 + 1.1, 0.75 if k == 2 else GALLERY + 0.75, high - 1.3, 1.1
                )
            )
        parts.append(wall(a, b, (0.0, high + 0.3), holes, 0.5, skin))
        for hole in holes:
            parts += fittings.window(frame, hole, np.asarray(wood) * 0.6, panes=(3, 7), bar=0.035, deep=0.25)
        parts.append(fittings.skirting(frame, 0.28, wood, [], at=high - 1.15))
    ceiling = Vault(x0=-half, x1=half, y0=-end, bays=bays, bay=bay, spring=high - 1.3, rise=1.35, sharpness=0.0)
    parts += [webs(ceiling, (0.62, 0.58, 0.50), PLASTER), ribs(ceiling, 0.11, wood, TIMBER)]
    floor = np.asarray(wood) * 1.35
    parts.append(church.chequered((-half, half), (-end, end), 0.55, (floor, floor * 0.82), TIMBER))
    parts.append(
        slab(
            [(-half - 1, -end - 1), (half + 1, -end - 1), (half + 1, end + 1), (-half - 1, end + 1)],
            high + 0.3,
            skin,
            faces_up=True,
        )
    )
    return parts


def _cases(
    draw: np.random.Generator,
    corners: list[tuple[float, float]],
    bays: int,
    bay: float,
    wood: Colour,
    high: float,
    *,
    is_old: bool,
) -> list[Piece]:
    """Return bookcases along all walls on both floors, with gaps where windows are."""
    wide = bay - 1.5
    low = [
        joined(bookcase(draw, (bay / 2 - 0.06, DEEP, LOW), wood, fullness=0.97, is_old=is_old).parts)
        for _ in range(VARIANTS)
    ]
    up_high = min(high - GALLERY - 1.5, 3.4)
    upper = [
        joined(bookcase(draw, (wide, DEEP, up_high), wood, fullness=0.95, is_old=is_old).parts)
        for _ in range(VARIANTS - 3)
    ]
    found = []
    for k in range(4):
        frame = Frame.along(corners[k], corners[(k + 1) % 4])
        count = max(1, int(frame.length / (bay / 2)))
        step = frame.length / count
        for number in range(count):
            u = (number + 0.5) * step
            if k == 2 and abs(u - frame.length / 2) < 1.1 + bay / 4:
                continue
            x, y, _ = frame.at(u, 0.0, 0.01)
            found.append(piece(low[int(draw.integers(len(low)))]).at(float(x), float(y), turn=frame.turn))
        if k in (1, 3):
            for number in range(bays + 1):
                u = number * bay
                if 0.3 < u < frame.length - 0.3:
                    x, y, _ = frame.at(u, 0.0, 0.01)
                    found.append(
                        piece(upper[int(draw.integers(len(upper)))]).at(
                            float(x), float(y), GALLERY + 0.06, turn=frame.turn
                        )
                    )
        else:
            for way in (-1, 1):
                for row in range(int((frame.length / 2 - 1.3) / (wide + 0.1))):
                    x, y, _ = frame.at(frame.length / 2 + way * (1.3 + (row + 0.5) * (wide + 0.1)), 0.0, 0.01)
                    found.append(
                        piece(upper[int(draw.integers(len(upper)))]).at(
                            float(x), float(y), GALLERY + 0.06, turn=frame.turn
                        )
                    )
    return found


def _gallery(half: float, end: float, wood: Colour) -> list[Part]:
    """Return the gallery's floor, its brackets and its railing."""
    tone = np.asarray(wood)
    edge = half - WALK
    low, high = [], []
    for side in (-1, 1):
        x0, x1 = sorted((side * edge, side * half))
        low.append((x0, -end, GALLERY - 0.14))
        high.append((x1, end, GALLERY))
        y0, y1 = sorted((side * (end - WALK), side * end))
        if side < 0:
            low.append((-edge, y0, GALLERY - 0.14))
            high.append((edge, y1, GALLERY))
    parts = [boxes(low, high, tone * 1.1, TIMBER)]
    back = -end + WALK
    rails = [((-edge, back), (-edge, end)), ((edge, back), (edge, end)), ((-edge, back), (edge, back))]
    for a, b in rails:
        length = math.hypot(b[0] - a[0], b[1] - a[1])
        count = int(length / 0.14)
        t = (np.arange(count) + 0.5) / count
        x, y = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
        parts.append(
            boxes(
                np.column_stack([x - 0.014, y - 0.014, np.full(count, GALLERY)]),
                np.column_stack([x + 0.014, y + 0.014, np.full(count, GALLERY + 0.98)]),
                np.asarray((0.06, 0.055, 0.05)),
                METAL,
            )
        )
        x0, x1, y0, y1 = (
            min(a[0], b[0]) - 0.045,
            max(a[0], b[0]) + 0.045,
            min(a[1], b[1]) - 0.045,
            max(a[1], b[1]) + 0.045,
        )
        parts.append(
            boxes(
                [(x0, y0, GALLERY + 0.98), (x0, y0, GALLERY - 0.2)],
                [(x1, y1, GALLERY + 1.04), (x1, y1, GALLERY + 0.02)],
                tone,
                TIMBER,
            )
        )
        posts = max(2, int(length / 3.8))
        for s in np.linspace(0, 1, posts + 1):
            px, py = a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s
            parts.append(_post(float(px), float(py), tone))
    return parts


def _post(x: float, y: float, wood: np.ndarray) -> Part:
    shaft = lathe(
        [
            (0.16, 0.0),
            (0.16, 0.25),
            (0.09, 0.32),
            (0.08, 1.7),
            (0.075, GALLERY - 0.5),
            (0.15, GALLERY - 0.32),
            (0.15, GALLERY - 0.18),
        ],
        14,
        tuple(wood),
        TIMBER,
    )
    return moved(shaft, (x, y, 0.0))


def _ladders(draw: np.random.Generator, half: float, end: float, wood: Colour) -> list[Piece]:
    """Return ladders that lean on the lower cases."""
    rungs = np.linspace(0.3, 2.7, 9)
    lean = 0.26
    rails = np.array([[(s * 0.22, -0.95, 0.0), (s * 0.22, -0.95 + 3.0 * lean, 3.0)] for s in (-1, 1)])
    steps = boxes(
        np.column_stack([np.full(9, -0.22), -0.98 + rungs * lean, rungs - 0.012]),
        np.column_stack([np.full(9, 0.22), -0.88 + rungs * lean, rungs + 0.012]),
        np.asarray(wood) * 1.5,
        TIMBER,
    )
    shape = piece(tubes(rails, np.full((2, 2), 0.026), 8, tuple(np.asarray(wood) * 1.5), TIMBER), steps)
    return [
        shape.at(half - DEEP, float(draw.uniform(-0.2, 0.6)) * end, turn=-math.pi / 2),
        shape.at(-half + DEEP, float(draw.uniform(-0.5, 0.3)) * end, turn=math.pi / 2),
    ]


def _desks(
    draw: np.random.Generator, half: float, end: float, wood: Colour, lit: float, *, has_lamps: bool
) -> list[Piece]:
    """Return rows of desks with green lamps, if any are wanted, chairs and open books."""
    found = []
    x = (half - WALK) * 0.52
    for y in np.arange(-end + 4.4, end - 1.8, 3.3):
        for side in (-1, 1):
            found.append(furniture.table(draw, (1.15, 2.4), 0.76, wood).at(side * x, float(y)))
            for u in (-0.65, 0.65):
                if has_lamps:
                    found.append(_green_lamp(lit).at(side * x, float(y) + u, 0.76))
                for way in (-1, 1):
                    seat = furniture.chair(wood, (0.12, 0.05, 0.03) if draw.uniform() < 0.7 else None)
                    found.append(
                        seat.at(
                            side * x + way * (0.75 + float(draw.uniform(0, 0.2))),
                            float(y) + u,
                            turn=-way * math.pi / 2 + math.pi + float(draw.normal(0, 0.15)),
                        )
                    )
                if draw.uniform() < 0.7:
                    found.append(
                        _open_book(draw).at(
                            side * x + float(draw.choice([-1, 1])) * 0.33,
                            float(y) + u + float(draw.normal(0, 0.1)),
                            0.765,
                            turn=float(draw.normal(1.57, 0.4)),
                        )
                    )
            found.append(clutter.clutter(draw, 0.25).at(side * x, float(y), 0.76, turn=1.57))
    return found


def _green_lamp(lit: float) -> Piece:
    """Return a banker's lamp."""
    foot = lathe([(0.0, 0.0), (0.09, 0.0), (0.085, 0.02), (0.015, 0.03), (0.012, 0.34)], 14, BRASS, METAL)
    shade = [
        boxes(
            [(-0.06, -0.15, 0.33)],
            [(0.06, 0.15, 0.40)],
            np.asarray((0.12, 0.85, 0.35)),
            int(tagged(Material.GLOW, int(70 * lit + 20))),
        ),
        boxes(
            [(-0.05, -0.14, 0.322)],
            [(0.05, 0.14, 0.33)],
            np.asarray((1.0, 0.8, 0.5)),
            int(tagged(Material.GLOW, int(380 * lit + 30))),
        ),
    ]
    return piece(foot, *shade, bulbs=[Bulb((0, 0, 0.3), shine(WARM, 22 * lit), 0.15)])


def _open_book(draw: np.random.Generator) -> Piece:
    """Return an open book."""
    t = np.linspace(-1, 1, 9)
    z = 0.035 * np.abs(t) ** 0.5 * (1.25 - np.abs(t)) + 0.004
    grid = np.stack(
        [np.broadcast_to(t * 0.17, (2, 9)), np.array([[-0.12], [0.12]]) * np.ones(9), np.broadcast_to(z, (2, 9))], -1
    )
    cover = boxes(
        [(-0.18, -0.125, 0.0)], [(0.18, 0.125, 0.004)], np.asarray(choice(draw, furniture.ACCENTS)), int(Material.CLOTH)
    )
    return piece(sheet(grid, (0.68, 0.63, 0.52), PLASTER), cover)


def _globe(wood: Colour) -> Piece:
    """Return a globe in a stand."""
    a = np.linspace(-np.pi / 2, np.pi / 2, 21)
    ball = lathe(np.column_stack([0.36 * np.cos(a), 0.85 + 0.36 * np.sin(a)]), 32, (0.30, 0.24, 0.13), PLASTER)
    t = np.linspace(0, 2 * np.pi, 33)
    ring = np.stack([0.42 * np.cos(t), 0.42 * np.sin(t), np.full(33, 0.85)], -1)
    hoop = tubes(ring[None], np.full((1, 33), 0.02), 6, wood, TIMBER)
    legs = np.array(
        [[(0.42 * c, 0.42 * s, 0.85), (0.3 * c, 0.3 * s, 0.0)] for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))]
    )
    return piece(ball, hoop, tubes(legs, np.full((4, 2), 0.022), 7, wood, TIMBER))
