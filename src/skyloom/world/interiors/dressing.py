"""What rooms of all kinds get: laid tables, lamps and pictures, cupboards, and things along bare walls."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.meshes import moved
from skyloom.geometry.solids import lathe
from skyloom.world.interiors import furniture
from skyloom.world.interiors.bodies import block, boxes, legs
from skyloom.world.interiors.clutter import clutter, lantern
from skyloom.world.interiors.furniture import TIMBER
from skyloom.world.interiors.pieces import Piece, all_of, piece
from skyloom.world.interiors.setting import Setting
from skyloom.world.interiors.shelves import bookcase
from skyloom.world.kinds import Material


def laid(room: Setting, x: float, y: float, size: tuple[float, float]) -> None:
    """Put a table with chairs and a bowl somewhere."""
    draw = room.draw
    if not room.add(furniture.table(draw, size, 0.75, room.wood), x, y):
        return
    room.add(clutter(draw, 0.3), x, y, z=0.75)
    seats = max(1, round(size[0] / 0.75))
    for k in range(seats):
        u = (k + 0.5) * size[0] / seats - size[0] / 2
        for way in (-1, 1):
            turn = (0.0 if way < 0 else np.pi) + float(draw.normal(0, 0.12)) + np.pi
            shift = way * (size[1] / 2 + 0.28 + float(draw.uniform(0, 0.15)))
            room.add(furniture.chair(room.wood, room.fabric), x + u, y + shift, turn=turn, is_solid=False)


def pictures(room: Setting, side: int, u: float, height: float) -> None:
    """Hang one to three pictures on a wall."""
    draw = room.draw
    count = int(draw.integers(1, 4))
    frame = ((0.03, 0.03, 0.03), room.wood, (0.5, 0.4, 0.2))[int(draw.integers(3))]
    wide = np.array([draw.uniform(0.4, 0.9) / (1 + 0.25 * count) * 1.4 for _ in range(count)])
    at = u - (wide.sum() + 0.12 * (count - 1)) / 2
    for w in wide:
        h = float(w * draw.uniform(0.75, 1.35))
        room.against(
            side, float(at + w / 2), furniture.picture(draw, (float(w), h), frame), gap=0.0, z=height - h / 2 + 0.12
        )
        at += w + 0.12


def hang(room: Setting, x: float, y: float, height: float) -> None:
    """Hang a lamp from the ceiling."""
    room.add(
        furniture.pendant(room.draw, room.size[2], max(height, room.size[2] - 1.4), room.lit),
        x,
        y,
        is_solid=False,
        kind=ThingKind.LAMP,
    )


def hang_lanterns(room: Setting, count: int) -> None:
    """Hang lanterns from the ceiling, along the room."""
    for y in np.linspace(-0.3, 0.3, count) * room.size[1]:
        lamp = lantern(room.size[2] - 0.75, room.size[2])
        room.add(lamp, float(room.draw.uniform(-0.6, 0.6)), float(y), is_solid=False, kind=ThingKind.LANTERN)


def sideboard(room: Setting, side: int) -> None:
    """Put a low cupboard against a wall, with a lamp and things on it."""
    draw, frame = room.draw, room.walls[side]
    wide = float(draw.uniform(1.2, 1.9))
    count = max(2, round(wide / 0.5))
    step = wide / count
    x = np.arange(count) * step - wide / 2
    doors = boxes(
        np.column_stack([x + 0.006, np.full(count, -0.43), np.full(count, 0.16)]),
        np.column_stack([x + step - 0.006, np.full(count, -0.4), np.full(count, 0.64)]),
        np.asarray(room.wood) * 1.08,
        TIMBER,
    )
    body = block((-wide / 2, wide / 2), (-0.41, 0.0), (0.14, 0.68), room.wood, TIMBER)
    feet = legs(
        [(-wide / 2 + 0.08, -0.36), (wide / 2 - 0.08, -0.36), (-wide / 2 + 0.08, -0.06), (wide / 2 - 0.08, -0.06)],
        0.15,
        0.04,
        room.wood,
        TIMBER,
    )
    u = frame.length * float(draw.uniform(0.35, 0.65))
    if any(hole.u0 - wide / 2 < u < hole.u1 + wide / 2 and hole.sill < 0.7 for hole in room.holes[side]):
        return
    if room.against(side, u, piece(doors, body, feet)):
        room.against(side, u - wide * 0.3, furniture.table_lamp(draw, room.lit), gap=0.22, z=0.68, kind=ThingKind.LAMP)
        room.against(side, u + wide * 0.2, clutter(draw, 0.25), gap=0.2, z=0.68)


def wardrobe(room: Setting, side: int) -> None:
    """Put a wardrobe against a wall."""
    frame, wide, high = room.walls[side], 1.5, 2.1
    colour = np.asarray(room.wood)
    body = block((-wide / 2, wide / 2), (-0.58, 0.0), (0.06, high), tuple(colour), TIMBER)
    doors = boxes(
        [(x + 0.005, -0.6, 0.1) for x in (-0.75, -0.25, 0.25)],
        [(x + 0.495, -0.58, high - 0.03) for x in (-0.75, -0.25, 0.25)],
        colour * 1.1,
        TIMBER,
    )
    room.against(side, frame.length * 0.72, piece(body, doors))


def dress(room: Setting) -> None:
    """Fill what is bare: plants in corners, cupboards, chairs, baskets and pictures along the walls."""
    draw = room.draw
    corners_with_plants(room)
    for side in range(4):
        frame = room.walls[side]
        for u in np.arange(0.6, frame.length - 0.5, 0.7):
            if draw.uniform() < 0.35:
                continue
            kind = int(draw.integers(6))
            if kind == 0:
                chest = block((-0.45, 0.45), (-0.42, 0.0), (0.0, 0.45), np.asarray(room.wood) * 0.9, TIMBER)
                lid = block((-0.47, 0.47), (-0.44, 0.0), (0.45, 0.5), np.asarray(room.wood), TIMBER)
                if room.against(side, float(u), piece(chest, lid)):
                    room.against(side, float(u), clutter(draw, 0.25), gap=0.2, z=0.5, is_solid=False)
            elif kind == 1:
                room.against(
                    side, float(u), bookcase(draw, (0.8, 0.28, float(draw.uniform(0.9, 1.9))), room.wood, fullness=0.7)
                )
            elif kind == 2:
                room.against(side, float(u), furniture.chair(room.wood, room.fabric), gap=0.06)
            elif kind == 3:
                r = float(draw.uniform(0.18, 0.26))
                basket = lathe(
                    [(r * 0.8, 0.0), (r, 0.3), (r * 0.97, 0.3), (r * 0.75, 0.02), (0.0, 0.02)],
                    20,
                    (0.36, 0.25, 0.13),
                    int(Material.THATCH),
                )
                room.against(side, float(u), piece(moved(basket, (0, -r, 0))), gap=0.08)
            elif kind == 4:
                room.against(side, float(u), table_with_lamp(room), gap=0.05)
            else:
                plant = furniture.potted_plant(draw, float(draw.uniform(0.5, 1.3)))
                room.against(side, float(u), Piece(tuple(moved(part, (0, -0.35, 0)) for part in plant.parts)))
    for side in range(4):
        frame = room.walls[side]
        for u in np.arange(0.9, frame.length - 0.6, 1.15):
            if draw.uniform() < 0.5 and not any(hole.u0 - 0.6 < u < hole.u1 + 0.6 for hole in room.holes[side]):
                w = float(draw.uniform(0.35, 0.75))
                art = furniture.picture(draw, (w, w * float(draw.uniform(0.75, 1.35))), room.wood)
                spot = frame.at(float(u), 1.5, 0.15)
                if not any(_covers(one, spot) for one in room.pieces):
                    room.against(side, float(u), art, gap=0.0, z=1.3, is_solid=False)


def _covers(one: Piece, spot: np.ndarray) -> bool:
    """Tell whether a piece is within half a metre of a spot on a wall."""
    for shape in one.parts:
        low, high = shape.position.min(axis=0), shape.position.max(axis=0)
        if ((low < spot + 0.5) & (high > spot - 0.5)).all():
            return True
    return False


def table_with_lamp(room: Setting) -> Piece:
    """Return a small round table with a lamp or a vase on it, its back at y = 0."""
    top = furniture.round_table(0.27, 0.58, room.wood)
    has_lamp = room.draw.uniform() < 0.6 and ThingKind.LAMP not in room.without
    lamp = furniture.table_lamp(room.draw, room.lit) if has_lamp else clutter(room.draw, 0.2)
    return all_of([top, lamp.at(0.0, 0.0, 0.58)]).at(0.0, -0.29)


def corners_with_plants(room: Setting) -> None:
    """Put plants near the windows."""
    draw = room.draw
    w, d, _ = room.size
    for sx, sy in ((-1, 1), (1, 1), (1, -1)):
        if draw.uniform() < 0.6:
            plant = furniture.potted_plant(draw, float(draw.uniform(0.7, 1.7)))
            room.add(plant, sx * (w / 2 - 0.45), sy * (d / 2 - 0.45))
