"""Sets of furniture: what makes a room a living room, a bedroom, a kitchen, a study or a tavern."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved
from skyloom.geometry.solids import lathe
from skyloom.world.interiors import fittings, furniture
from skyloom.world.interiors.bodies import Colour, block, boxes, legs
from skyloom.world.interiors.furniture import IRON, METAL, PAINT, TIMBER, choice
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, all_of, piece, shine
from skyloom.world.interiors.shells import Frame, Opening
from skyloom.world.interiors.shelves import bookcase
from skyloom.world.kinds import Material, tagged

OVERLAP = 0.04  # metres by which boxes around turned things may overlap
ENOUGH = 1.3  # metres around the camera: more room than that is not better


@dataclass(slots=True)
class Setting:
    """A bare room that is being furnished, in its own frame: middle at x = y = 0."""

    draw: np.random.Generator
    size: tuple[float, float, float]
    walls: tuple[Frame, ...]  # south, east, north, west
    holes: tuple[tuple[Opening, ...], ...]  # of each wall
    lit: float  # 0 by day, 1 by night
    wood: Colour
    fabric: Colour
    pieces: list[Piece] = field(default_factory=list)
    taken: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)  # boxes of floor

    def add(
        self, thing: Piece, x: float, y: float, *, z: float = 0.0, turn: float = 0.0, is_solid: bool = True
    ) -> bool:
        """Put a piece in the room where it does not reach through a wall; tell whether it is in."""
        there = thing.at(x, y, z, turn=turn)
        w, d, _ = self.size
        for shape in there.parts:
            low, high = shape.position.min(axis=0), shape.position.max(axis=0)
            if low[0] < -w / 2 - 0.1 or low[1] < -d / 2 - 0.1 or high[0] > w / 2 + 0.1 or high[1] > d / 2 + 0.1:
                return False
        is_solid = is_solid and z == 0
        if is_solid and there.parts:
            low = np.min([shape.position.min(axis=0)[:2] for shape in there.parts], axis=0) + OVERLAP
            high = np.max([shape.position.max(axis=0)[:2] for shape in there.parts], axis=0) - OVERLAP
            if any(((low < b) & (high > a)).all() for a, b in self.taken):
                return False
            self.taken.append((low, high))
        self.pieces.append(there)
        return True

    def stand(self) -> tuple[float, float]:
        """Return where the camera has most room, near the middle of the floor rather than by a wall."""
        w, d, _ = self.size
        x, y = (grid.ravel() for grid in np.meshgrid(np.linspace(-0.36, 0.36, 19) * w, np.linspace(-0.38, 0.3, 19) * d))
        points = np.concatenate([shape.position[::3] for one in self.pieces for shape in one.parts])
        tall = points[(points[:, 2] > 0.15) & (points[:, 2] < 2.1)]
        cells = np.unique(np.round(tall[:, :2] / 0.08), axis=0) * 0.08
        room = np.full(len(x), 9.0)
        for k in range(len(x)):
            room[k] = np.hypot(cells[:, 0] - x[k], cells[:, 1] - y[k]).min() if len(cells) else 9.0
        best = int(np.argmax(np.minimum(room, ENOUGH) - 0.12 * np.hypot(x / w, y / d + 0.1) * ENOUGH))
        return float(x[best]), float(y[best])

    def against(
        self, side: int, u: float, thing: Piece, *, gap: float = 0.02, z: float = 0.0, is_solid: bool = True
    ) -> bool:
        """Put a piece with its back to a wall, u metres along it."""
        frame = self.walls[side]
        x, y, _ = frame.at(u, 0.0, gap)
        top = max((float(shape.position[:, 2].max()) for shape in thing.parts), default=0.0) + z
        half = max((float(np.abs(shape.position[:, 0]).max()) for shape in thing.parts), default=0.0)
        if is_solid and any(hole.sill < top and hole.u0 < u + half and hole.u1 > u - half for hole in self.holes[side]):
            return False
        return self.add(thing, float(x), float(y), z=z, turn=frame.turn, is_solid=is_solid)

    def facing(self, side: int, u: float, thing: Piece, into: float) -> bool:
        """Put a piece `into` metres before a wall, with its front to that wall."""
        frame = self.walls[side]
        x, y, _ = frame.at(u, 0.0, into)
        return self.add(thing, float(x), float(y), turn=frame.turn + np.pi, is_solid=False)

    def plain(self) -> list[int]:
        """Return the walls without openings, the longest first, then those with a door only."""
        order = sorted(range(len(self.walls)), key=lambda k: (len(self.holes[k]), -self.walls[k].length))
        return [k for k in order if not any(hole.sill > 0.05 for hole in self.holes[k])] or order[:1]


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
    room.against(side, middle - away * 1.75, furniture.floor_lamp(draw, room.lit), gap=0.4)
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
    corners_with_plants(room)
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
        room.add(furniture.table_lamp(draw, room.lit), float(x), float(y), z=0.5)
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
    corners_with_plants(room)
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
    corners_with_plants(room)


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
    room.add(furniture.table_lamp(draw, max(room.lit, 0.3)), float(x) + 0.62, float(y), z=0.75)
    room.add(clutter(draw, 0.4), float(x) - 0.5, float(y), z=0.75)
    seat = furniture.sofa(draw, 1, choice(draw, furniture.FABRICS), room.wood)
    room.add(seat, -room.size[0] * 0.28, -room.size[1] * 0.2, turn=2.4)
    room.pieces.append(furniture.rug(draw, (2.6, 1.8), choice(draw, furniture.FABRICS)).at(0.0, 0.0))
    corners_with_plants(room)
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
    for x in np.arange(-w / 2 + 1.5, w / 2 - 1.0, 2.5):
        for y in np.arange(-d / 2 + 1.5, d / 2 - 1.0, 2.4):
            if draw.uniform() < 0.2:
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
        furniture.pendant(room.draw, room.size[2], max(height, room.size[2] - 1.4), room.lit), x, y, is_solid=False
    )


def hang_lanterns(room: Setting, count: int) -> None:
    """Hang lanterns from the ceiling, along the room."""
    for y in np.linspace(-0.3, 0.3, count) * room.size[1]:
        lamp = lantern(room.size[2] - 0.75, room.size[2])
        room.add(lamp, float(room.draw.uniform(-0.6, 0.6)), float(y), is_solid=False)


def lantern(height: float, ceiling: float) -> Piece:
    """Return a lantern on a chain."""
    glow = int(tagged(Material.GLOW, 1100))
    glass = lathe([(0.07, height), (0.085, height + 0.12), (0.06, height + 0.22)], 8, (1.0, 0.5, 0.16), glow)
    cap = lathe([(0.11, height + 0.21), (0.02, height + 0.3), (0.0, height + 0.32)], 8, IRON, METAL)
    foot = lathe([(0.0, height - 0.03), (0.1, height - 0.03), (0.1, height), (0.0, height + 0.01)], 8, IRON, METAL)
    chain = block((-0.008, 0.008), (-0.008, 0.008), (height + 0.3, ceiling), IRON, METAL)
    return piece(glass, cap, foot, chain, bulbs=[Bulb((0, 0, height - 0.1), shine(KELVIN[1850], 45), 0.2)])


def candles(draw: np.random.Generator, count: int) -> Piece:
    """Return candles that stand together; they light as one."""
    shapes: list[Part] = []
    for _ in range(count):
        x, y, h = *draw.normal(0, 0.05, 2), float(draw.uniform(0.08, 0.22))
        wax = lathe([(0.0, 0.0), (0.022, 0.0), (0.021, h), (0.0, h)], 10, (0.72, 0.66, 0.52), PAINT)
        flame = lathe(
            [(0.003, h + 0.008), (0.009, h + 0.022), (0.001, h + 0.05)],
            7,
            (1.0, 0.55, 0.14),
            int(tagged(Material.GLOW, 6000)),
        )
        shapes.append(moved(joined([wax, flame]), (float(x), float(y), 0.0)))
    return piece(*shapes, bulbs=[Bulb((0, 0, 0.3), shine(KELVIN[1850], 3.5 * count), 0.15)])


def mugs(draw: np.random.Generator) -> Piece:
    """Return a few mugs and plates on a table."""
    shapes = []
    for _ in range(int(draw.integers(1, 4))):
        a, r = draw.uniform(0, 6.28), draw.uniform(0.2, 0.36)
        mug = lathe(
            [(0.0, 0.0), (0.045, 0.0), (0.045, 0.12), (0.038, 0.12), (0.038, 0.02), (0.0, 0.02)],
            14,
            (0.2, 0.12, 0.07),
            TIMBER,
        )
        shapes.append(moved(mug, (r * np.cos(a), r * np.sin(a), 0.0)))
    return piece(*shapes)


def clutter(draw: np.random.Generator, spread: float) -> Piece:
    """Return small things on a table: books, a bowl, a vase."""
    shapes: list[Part] = []
    pile = int(draw.integers(2, 5))
    z = 0.0
    for _ in range(pile):
        h = float(draw.uniform(0.015, 0.035))
        tint = choice(draw, furniture.ACCENTS)
        book = boxes([(-0.1, -0.07, 0)], [(0.1, 0.07, h)], np.asarray(tint), PAINT)
        shapes.append(moved(book, (-spread * 0.6, 0.0, z), turn=float(draw.normal(0, 0.2))))
        z += h
    r = float(draw.uniform(0.07, 0.13))
    bowl = [(0.0, 0.0), (r * 0.4, 0.0), (r, r * 0.7), (r * 0.95, r * 0.7), (r * 0.4, r * 0.12), (0.0, r * 0.1)]
    vase = [(0.0, 0.0), (r * 0.5, 0.0), (r * 0.75, r * 1.1), (r * 0.3, r * 2.1), (r * 0.4, r * 2.4), (0.0, r * 2.2)]
    profile = vase if draw.uniform() < 0.5 else bowl
    shapes.append(
        moved(lathe(profile, 22, choice(draw, (*furniture.ACCENTS, furniture.WHITE)), PAINT), (spread * 0.5, 0.03, 0.0))
    )
    return piece(*shapes)


def barrel(wood: Colour) -> Piece:
    """Return a barrel, its middle at x = y = 0."""
    profile = [
        (0.0, 0.0),
        (0.26, 0.0),
        (0.31, 0.22),
        (0.33, 0.42),
        (0.31, 0.62),
        (0.26, 0.84),
        (0.25, 0.84),
        (0.24, 0.8),
        (0.0, 0.8),
    ]
    hoops = [
        lathe([(r, z), (r + 0.004, z + 0.04)], 22, IRON, METAL)
        for r, z in ((0.29, 0.1), (0.325, 0.28), (0.327, 0.54), (0.29, 0.71))
    ]
    return piece(lathe(profile, 22, wood, TIMBER), *hoops)


def fridge() -> Piece:
    """Return a refrigerator."""
    metal = (0.5, 0.5, 0.52)
    return piece(
        block((-0.3, 0.3), (-0.64, 0.0), (0.03, 1.85), metal, PAINT),
        block((-0.3, 0.3), (-0.645, -0.64), (1.2, 1.206), (0.1, 0.1, 0.1), PAINT),
        block((0.22, 0.24), (-0.69, -0.67), (0.75, 1.15), IRON, METAL),
        block((0.22, 0.24), (-0.69, -0.67), (1.26, 1.6), IRON, METAL),
    )


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
        room.against(side, u - wide * 0.3, furniture.table_lamp(draw, room.lit), gap=0.22, z=0.68)
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


def corners_with_plants(room: Setting) -> None:
    """Put plants near the windows."""
    draw = room.draw
    w, d, _ = room.size
    for sx, sy in ((-1, 1), (1, 1), (1, -1)):
        if draw.uniform() < 0.6:
            plant = furniture.potted_plant(draw, float(draw.uniform(0.7, 1.7)))
            room.add(plant, sx * (w / 2 - 0.45), sy * (d / 2 - 0.45))


def everything(room: Setting) -> Piece:
    """Return all that stands in a room."""
    return all_of(room.pieces)
