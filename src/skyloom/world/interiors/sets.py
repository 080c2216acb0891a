"""Sets of furniture: what makes a room a living room, a bedroom, a kitchen, a study or a tavern."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.world.interiors import fittings, furniture
from skyloom.world.interiors.bodies import block
from skyloom.world.interiors.clutter import barrel, candles, clutter, fridge, mugs
from skyloom.world.interiors.dressing import dress, hang, hang_lanterns, laid, pictures, sideboard, wardrobe
from skyloom.world.interiors.furniture import TIMBER, choice
from skyloom.world.interiors.pieces import Piece, all_of, piece
from skyloom.world.interiors.setting import Setting
from skyloom.world.interiors.shelves import bookcase

Furnish = Callable[[Setting], None]


def living(room: Setting) -> None:
    """Furnish a living room."""
    draw, walls = room.draw, room.walls
    plain = room.plain()
    side = plain[0]
    middle = walls[side].length / 2 + float(draw.uniform(-0.4, 0.4))
    room.against(side, middle, furniture.sofa(draw, int(draw.integers(2, 4)), room.fabric, room.wood), gap=0.1)
    fx, fy, _ = walls[side].at(middle, 0.0, 1.95)
    turn = walls[side].turn
    low = (
        furniture.round_table(0.45, 0.4, room.wood)
        if draw.uniform() < 0.4
        else furniture.table(draw, (1.1, 0.6), 0.4, room.wood)
    )
    room.add(low, float(fx), float(fy), turn=turn)
    room.add(clutter(draw, 0.3), float(fx), float(fy), z=0.4, turn=turn)
    room.pieces.append(
        furniture.rug(
            draw, (float(draw.uniform(2.6, 3.4)), float(draw.uniform(1.8, 2.3))), choice(draw, furniture.FABRICS)
        ).at(float(fx), float(fy), turn=turn)
    )
    seat = furniture.sofa(draw, 1, choice(draw, furniture.FABRICS), room.wood)
    away = float(draw.choice([-1, 1]))
    ax, ay, _ = walls[side].at(middle + away * 1.75, 0.0, 2.2)
    room.add(seat, float(ax), float(ay), turn=turn + away * 1.9)
    room.against(side, middle - away * 1.75, furniture.floor_lamp(draw, room.lit), gap=0.4, kind=ThingKind.LAMP)
    pictures(room, side, middle, 1.5)
    other = plain[1] if len(plain) > 1 else (side + 2) % 4
    span = walls[other].length
    wide = float(min(draw.uniform(1.6, 2.9), span - 0.8))
    case = bookcase(draw, (wide, 0.3, float(draw.uniform(1.9, 2.3))), room.wood, fullness=0.75)
    room.against(other, span / 2 + float(draw.uniform(-0.3, 0.3)), case)
    if draw.uniform() < 0.45 and len(plain) > 2:
        room.against(
            plain[2],
            walls[plain[2]].length / 2,
            fittings.fireplace(draw, room.size[2], (0.4, 0.37, 0.33), 0.4 + 0.6 * room.lit),
        )
    elif room.size[2] < 4:
        sideboard(room, (side + 2) % 4)
    if room.size[0] * room.size[1] > 45:
        laid(room, -room.size[0] * 0.26, room.size[1] * 0.26, (1.8, 0.95))
    dress(room)
    hang(room, 0.0, 0.0, 2.0 if room.size[2] > 2.5 else 1.9)


def bedroom(room: Setting) -> None:
    """Furnish a bedroom."""
    draw, walls = room.draw, room.walls
    side = room.plain()[0]
    u = walls[side].length / 2
    wide = float(draw.choice([1.4, 1.6, 1.8]))
    room.against(side, u, furniture.bed(draw, wide, room.wood, room.fabric))
    for way in (-1, 1):
        table = furniture.table(draw, (0.45, 0.38), 0.5, room.wood)
        at = u + way * (wide / 2 + 0.38)
        x, y, _ = walls[side].at(at, 0.0, 0.25)
        room.add(table, float(x), float(y), turn=walls[side].turn)
        room.add(furniture.table_lamp(draw, room.lit), float(x), float(y), z=0.5, kind=ThingKind.LAMP)
    x, y, _ = walls[side].at(u, 0.0, 1.9)
    room.pieces.append(
        furniture.rug(draw, (wide + 1.3, 1.9), choice(draw, furniture.FABRICS)).at(
            float(x), float(y), turn=walls[side].turn
        )
    )
    pictures(room, side, u, 1.5)
    other = (side + 2) % 4
    wardrobe(room, other if other in room.plain() else room.plain()[-1])
    room.against((side + 1) % 4, walls[(side + 1) % 4].length * 0.2, furniture.chair(room.wood, room.fabric), gap=0.3)
    dress(room)
    hang(room, 0.0, 0.0, 2.1)


def dining(room: Setting) -> None:
    """Furnish a kitchen with a table to eat at."""
    draw, walls = room.draw, room.walls
    side = room.plain()[0]
    front = ((0.52, 0.52, 0.48), (0.10, 0.17, 0.16), (0.08, 0.11, 0.17), (0.5, 0.36, 0.2), (0.34, 0.38, 0.3))
    run = fittings.kitchen(
        draw,
        walls[side].length - 1.1,
        choice(draw, front),
        (0.42, 0.4, 0.37) if draw.uniform() < 0.6 else (0.06, 0.06, 0.065),
        has_upper=True,
    )
    room.against(side, walls[side].length - 0.05, run, gap=0.0)
    room.against(side, 0.5, fridge())
    size = (float(draw.uniform(1.5, 2.1)), 0.9)
    x, y = room.size[0] * 0.12 * float(draw.choice([-1, 1])), room.size[1] * 0.16
    laid(room, x, y, size)
    hang(room, x, y, 1.55)
    pictures(room, (side + 2) % 4, walls[(side + 2) % 4].length / 2, 1.3)
    dress(room)


def study(room: Setting) -> None:
    """Furnish an office or a study."""
    draw, walls = room.draw, room.walls
    plain = room.plain()
    for side in plain[:2]:
        span = walls[side].length
        wide = span - 0.5 if draw.uniform() < 0.6 else span * 0.5
        high = min(room.size[2] - 0.25, 2.5)
        room.against(side, span / 2, bookcase(draw, (wide, 0.32, high), room.wood, fullness=0.9, is_old=room.lit > 0.5))
    frame = walls[2]
    x, y, _ = frame.at(frame.length / 2 + 0.6, 0.0, 1.15)
    desk = furniture.table(draw, (1.7, 0.8), 0.75, room.wood)
    room.add(desk, float(x), float(y), turn=frame.turn)
    room.facing(2, frame.length / 2 + 0.6, furniture.chair(room.wood, room.fabric), 1.65)
    screen = fittings.screen((0.62, 0.37), 160 if draw.uniform() < 0.8 else 0, (0.5, 0.65, 0.9))
    room.add(screen, float(x), float(y) + 0.12, z=0.83, turn=frame.turn + np.pi)
    room.add(furniture.table_lamp(draw, max(room.lit, 0.3)), float(x) + 0.62, float(y), z=0.75, kind=ThingKind.LAMP)
    room.add(clutter(draw, 0.4), float(x) - 0.5, float(y), z=0.75)
    seat = furniture.sofa(draw, 1, choice(draw, furniture.FABRICS), room.wood)
    room.add(seat, -room.size[0] * 0.28, -room.size[1] * 0.2, turn=2.4)
    room.pieces.append(furniture.rug(draw, (2.6, 1.8), choice(draw, furniture.FABRICS)).at(0.0, 0.0))
    dress(room)
    hang(room, 0.0, -0.5, 2.1)


def tavern(room: Setting) -> None:
    """Furnish a tavern."""
    draw, walls = room.draw, room.walls
    plain = room.plain()
    room.against(plain[0], walls[plain[0]].length / 2, fittings.fireplace(draw, room.size[2], (0.3, 0.27, 0.24), 1.0))
    bar = plain[1] if len(plain) > 1 else (plain[0] + 2) % 4
    length = walls[bar].length * 0.6
    counter = piece(
        block((-length / 2, length / 2), (-0.5, 0.0), (0.0, 1.02), room.wood, TIMBER),
        block((-length / 2 - 0.1, length / 2 + 0.1), (-0.6, 0.08), (1.02, 1.08), np.asarray(room.wood) * 0.8, TIMBER),
    )
    room.against(bar, walls[bar].length * 0.55, counter, gap=1.1)
    room.against(
        bar, walls[bar].length * 0.55, bookcase(draw, (length, 0.3, 2.1), room.wood, fullness=0.35, is_old=True)
    )
    for u in np.arange(0.5, length, 0.62):
        x, y, _ = walls[bar].at(walls[bar].length * 0.55 - length / 2 + u, 0.0, 2.0)
        room.add(furniture.stool(room.wood, 0.7), float(x), float(y))
    w, d, _ = room.size
    for x in np.arange(-w / 2 + 1.5, w / 2 - 1.0, 2.2):
        for y in np.arange(-d / 2 + 1.5, d / 2 - 1.0, 2.2):
            if draw.uniform() < 0.08:
                continue
            px, py = float(x + draw.normal(0, 0.15)), float(y + draw.normal(0, 0.15))
            kind = draw.uniform() < 0.5
            table = (
                furniture.round_table(0.5, 0.75, room.wood)
                if kind
                else furniture.table(draw, (1.5, 0.75), 0.75, room.wood)
            )
            if not room.add(table, px, py):
                continue
            room.add(candles(draw, 2), px + float(draw.normal(0, 0.1)), py, z=0.75)
            room.add(mugs(draw), px, py, z=0.75)
            for a in draw.uniform(0, 6.28) + np.arange(4) * 1.57:
                room.add(
                    furniture.stool(room.wood),
                    px + 0.8 * float(np.cos(a)),
                    py + (0.8 if kind else 0.65) * float(np.sin(a)),
                )
    for k in range(3):
        room.against(plain[0], 0.55 + 0.75 * k, barrel(room.wood), gap=0.4)
    hang_lanterns(room, 3)


def cabin(room: Setting) -> None:
    """Furnish a cabin in the woods."""
    living(room)
    plain = room.plain()
    side = plain[-1]
    room.against(
        side,
        room.walls[side].length * 0.5,
        fittings.fireplace(room.draw, room.size[2], (0.33, 0.31, 0.28), 0.5 + 0.5 * room.lit),
    )
    laid(room, room.size[0] * 0.25, -room.size[1] * 0.25, (1.3, 0.8))


def empty_room(room: Setting) -> None:
    """Leave a room bare."""


SETS: Mapping[str, Furnish] = {
    "living": living,
    "bedroom": bedroom,
    "kitchen": dining,
    "office": study,
    "tavern": tavern,
    "cabin": cabin,
    "empty": empty_room,
}


def everything(room: Setting) -> Piece:
    """Return all that stands in a room."""
    return all_of(room.pieces)
