"""What stands in halls: thrones, mirrors, paintings, statues, long tables, clocks and benches."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from skyloom.geometry.meshes import joined
from skyloom.geometry.solids import lathe
from skyloom.world.interiors import church, clutter, furniture
from skyloom.world.interiors.bodies import block, boxes, cushion
from skyloom.world.interiors.church import GOLD
from skyloom.world.interiors.furniture import CLOTH, METAL, TIMBER, choice
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, piece, shine
from skyloom.world.interiors.shells import MARBLE, Frame
from skyloom.world.kinds import Material, tagged

Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Bare:
    """A hall before it is furnished: half width, half length and height, metres."""

    half: float
    end: float
    high: float
    bays: int

    @property
    def bay(self) -> float:
        """Length of one bay."""
        return 2 * self.end / self.bays

    @property
    def aisle(self) -> float:
        """From the axis to the columns."""
        return self.half * 0.68


def banners(draw: np.random.Generator, bare: Bare, cloths: tuple[Rgb, Rgb], accent: Rgb) -> list[Piece]:
    """Return banners on the columns of both rows, in two colours by turns."""
    found = []
    for k in range(1, bare.bays):
        for side in (-1, 1):
            y = -bare.end + k * bare.bay
            flag = church.banner(draw, 1.2, bare.high * 0.3, cloths[k % 2], accent)
            found.append(flag.at(side * (bare.aisle - 0.5), y, bare.high * 0.62, turn=side * -math.pi / 2))
    for share, cloth in ((-0.34, cloths[1]), (0.34, cloths[1]), (-0.78, cloths[0]), (0.78, cloths[0])):
        flag = church.banner(draw, 1.5, bare.high * 0.36, cloth, accent)
        found.append(flag.at(share * bare.half, -bare.end, bare.high * 0.58, turn=math.pi))
    return found


def torches(draw: np.random.Generator, bare: Bare) -> list[Piece]:
    """Return torches on the columns, under the banners, on the walls behind them and at both ends."""
    found = [
        church.torch(draw).at(share * bare.half, end * bare.end, 2.5, turn=0.0 if end > 0 else math.pi)
        for share in (-0.62, 0.62)
        for end in (-1, 1)
    ]
    for k in range(1, bare.bays):
        for side in (-1, 1):
            y, turn = -bare.end + k * bare.bay, side * -math.pi / 2
            found.append(church.torch(draw).at(side * (bare.aisle - 0.42), y, 2.35, turn=turn))
            for apart in (-0.2, 0.2):
                found.append(church.torch(draw).at(side * bare.half, y + apart * bare.bay, 2.5, turn=turn))
    return found


def _throne(draw: np.random.Generator, bare: Bare, cloth: Rgb, _lit: float) -> list[Piece]:
    """Return a dais with a throne under a canopy, and fires beside it."""
    steps = [
        block(
            (-3.6 + 0.35 * k, 3.6 - 0.35 * k),
            (-3.8 + 0.35 * k, 0.0),
            (0.17 * k, 0.17 * (k + 1)),
            (0.4, 0.37, 0.33),
            MARBLE,
        )
        for k in range(4)
    ]
    seat = [
        block((-0.55, 0.55), (-1.5, -0.7), (0.68, 1.15), GOLD, METAL),
        block((-0.62, 0.62), (-0.75, -0.6), (0.68, 2.7), GOLD, METAL),
        block((-0.5, 0.5), (-0.765, -0.75), (1.2, 2.5), cloth, CLOTH),
        cushion((0.95, 0.7, 0.16), (0, -1.1, 1.2), cloth, CLOTH, round_by=0.3),
        block((-0.66, -0.52), (-1.5, -0.7), (1.15, 1.5), GOLD, METAL),
        block((0.52, 0.66), (-1.5, -0.7), (1.15, 1.5), GOLD, METAL),
        lathe([(0.5, 2.7), (0.3, 3.0), (0.12, 3.2), (0.0, 3.6)], 4, GOLD, METAL, at=(0, -0.68, 0)),
    ]
    drapes = church.banner(draw, 4.4, bare.high * 0.5, cloth, (0.5, 0.36, 0.1)).at(0.0, -0.05, bare.high * 0.5 + 1.2)
    found = [piece(*steps, *seat).at(0.0, bare.end), drapes.at(0.0, bare.end - 0.05)]
    for side in (-1, 1):
        found.append(church.candle_stand(draw, 5).at(side * 2.4, bare.end - 3.0, 0.34))
    for k in range(bare.bays):
        for side in (-1, 1):
            if k % 2 == 0:
                found.append(
                    church.candle_stand(draw, 3).at(side * (bare.aisle - 0.9), -bare.end + (k + 0.5) * bare.bay)
                )
    return found


def _ballroom(draw: np.random.Generator, bare: Bare, cloth: Rgb, _lit: float) -> list[Piece]:
    """Return mirrors in gilt frames, drapes, chairs along the walls and candelabra."""
    found = []
    frames = {
        side: Frame.along(
            *(
                ((bare.half, -bare.end), (bare.half, bare.end))
                if side > 0
                else ((-bare.half, bare.end), (-bare.half, -bare.end))
            )
        )
        for side in (-1, 1)
    }
    for side, frame in frames.items():
        for k in range(bare.bays):
            u = (k + 0.5) * bare.bay
            x, y, _ = frame.at(u, 0.0, 0.02)
            drape = furniture.curtains(draw, bare.bay * 0.42, bare.high * 0.7, cloth)
            found.append(drape.at(float(x), float(y), turn=frame.turn))
            if k:
                x, y, _ = frame.at(k * bare.bay, 0.0, 1.15)
                found.append(furniture.chair(GOLD, cloth).at(float(x), float(y), turn=frame.turn))
            found += (
                [church.candle_stand(draw, 5).at(side * (bare.half - 1.5), -bare.end + (k + 0.5) * bare.bay)]
                if k % 2
                else []
            )
    for k in range(bare.bays + 1):  # mouldings over the walls between the windows
        for side in (-1, 1):
            y = -bare.end + k * bare.bay
            if abs(y) < bare.end - 1:
                mirror = boxes(
                    [(-0.55, -0.03, 1.0)],
                    [(0.55, -0.01, bare.high * 0.5)],
                    np.array((0.85, 0.86, 0.88)),
                    int(Material.GLASS),
                )
                rim = boxes(
                    [(-0.65, -0.06, 0.9), (-0.65, -0.06, bare.high * 0.5), (-0.65, -0.06, 0.9), (0.55, -0.06, 0.9)],
                    [
                        (0.65, 0.0, 1.0),
                        (0.65, 0.0, bare.high * 0.5 + 0.12),
                        (-0.55, 0.0, bare.high * 0.5),
                        (0.65, 0.0, bare.high * 0.5),
                    ],
                    np.asarray(GOLD),
                    METAL,
                )
                found.append(piece(mirror, rim).at(side * bare.half, y, turn=side * -math.pi / 2))
    return found


def _museum(draw: np.random.Generator, bare: Bare, _cloth: Rgb, lit: float) -> list[Piece]:
    """Return paintings, busts and vases on pedestals, and benches."""
    found = []
    for side in (-1, 1):
        for k in range(bare.bays + 1):
            y = -bare.end + k * bare.bay
            if abs(y) > bare.end - 1:
                continue
            w = float(draw.uniform(1.1, 1.9))
            found.append(
                furniture.picture(draw, (w, w * float(draw.uniform(0.7, 1.3))), GOLD).at(
                    side * bare.half, y, 1.1, turn=side * -math.pi / 2
                )
            )
    for k in range(1, bare.bays):
        for side in (-1, 1):
            found.append(
                _statue(draw).at(
                    side * bare.half * 0.5, -bare.end + (k - 0.5) * bare.bay, turn=float(draw.uniform(-0.5, 0.5))
                )
            )
        if k % 2:
            bench = block((-0.9, 0.9), (-0.25, 0.25), (0.4, 0.5), (0.2, 0.12, 0.07), TIMBER)
            feet = boxes(
                [(-0.8, -0.2, 0), (0.7, -0.2, 0)],
                [(-0.7, 0.2, 0.4), (0.8, 0.2, 0.4)],
                np.array((0.05, 0.05, 0.05)),
                METAL,
            )
            found.append(piece(bench, feet).at(0.0, -bare.end + k * bare.bay, turn=math.pi / 2))
    for y in np.arange(-bare.end + 2, bare.end, 4.0):
        panel = block(
            (-0.1, 0.1),
            (-1.2, 1.2),
            (bare.high * 0.68, bare.high * 0.69),
            (1.0, 0.86, 0.7),
            int(tagged(Material.GLOW, int(330 * lit))),
        )
        found.append(
            piece(panel, bulbs=[Bulb((0, 0, bare.high * 0.66), shine(KELVIN[3500], 420 * lit), 0.5)]).at(0.0, float(y))
        )
    return found


def _statue(draw: np.random.Generator) -> Piece:
    """Return a bust, a torso or a vase on a pedestal."""
    pale = np.asarray((0.62, 0.59, 0.54)) * float(draw.uniform(0.6, 1.1))
    base = boxes(
        [(-0.32, -0.32, 0), (-0.26, -0.26, 0.12), (-0.31, -0.31, 1.0)],
        [(0.32, 0.32, 0.12), (0.26, 0.26, 1.0), (0.31, 0.31, 1.08)],
        np.array((0.4, 0.38, 0.35)),
        MARBLE,
    )
    if draw.uniform() < 0.5:
        body = lathe(
            [
                (0.1, 1.08),
                (0.2, 1.12),
                (0.12, 1.2),
                (0.34, 1.6),
                (0.38, 1.8),
                (0.2, 2.05),
                (0.16, 2.15),
                (0.24, 2.25),
                (0.0, 2.2),
            ],
            24,
            choice(draw, (tuple(pale), (0.08, 0.16, 0.2), (0.3, 0.08, 0.05))),
            MARBLE,
        )
        return piece(base, body)
    parts = [
        lathe([(0.13, 1.08), (0.16, 1.12), (0.1, 1.2), (0.11, 1.26)], 18, tuple(pale), MARBLE),
        cushion((0.62, 0.34, 0.42), (0, 0, 1.45), tuple(pale), MARBLE, round_by=0.75),
        lathe([(0.085, 1.55), (0.075, 1.8)], 14, tuple(pale), MARBLE),
        cushion((0.24, 0.29, 0.34), (0, -0.02, 1.93), tuple(pale), MARBLE, round_by=1.0),
        cushion((0.27, 0.26, 0.2), (0, 0.05, 2.03), tuple(pale * 0.9), MARBLE, round_by=1.0),
        cushion((0.05, 0.08, 0.1), (0, -0.17, 1.92), tuple(pale), MARBLE, round_by=0.8, splits=2),
    ]
    return piece(base, *parts)


def _feast(draw: np.random.Generator, bare: Bare, cloth: Rgb, lit: float) -> list[Piece]:
    """Return long tables with benches, food and candles, and a fire in the middle."""
    found = _throne(draw, bare, cloth, lit)
    wood = (0.2, 0.12, 0.065)
    for side in (-1, 1):
        for y in np.arange(-bare.end + 5.5, bare.end - 7.5, 5.2):
            x = side * bare.aisle * 0.58
            found.append(furniture.table(draw, (0.95, 4.4), 0.76, wood).at(x, float(y)))
            for way in (-1, 1):
                bench = boxes(
                    [(-0.17, -2.1, 0.42), (-0.12, -1.9, 0), (-0.12, 1.8, 0)],
                    [(0.17, 2.1, 0.47), (0.12, -1.8, 0.42), (0.12, 1.9, 0.42)],
                    np.asarray(wood),
                    TIMBER,
                )
                found.append(piece(bench).at(x + way * 0.85, float(y)))
            for u in (-1.4, 0.0, 1.4):
                found.append(clutter.candles(draw, 3).at(x, float(y) + u, 0.76))
                found.append(clutter.mugs(draw).at(x, float(y) + u + 0.5, 0.76))
    return found


def _station(_draw: np.random.Generator, bare: Bare, _cloth: Rgb, lit: float) -> list[Piece]:
    """Return a great clock, benches, lamps and ticket windows."""
    found = []
    face = [
        lathe([(0.0, 0.0), (1.3, 0.0), (1.35, 0.1), (1.2, 0.14), (0.0, 0.14)], 48, GOLD, METAL),
        lathe([(1.12, 0.15), (0.0, 0.152)], 48, (1.0, 0.95, 0.82), int(tagged(Material.GLOW, 60))),
        boxes(
            [(-0.04, 0.0, 0.16), (0.0, -0.03, 0.16)],
            [(0.04, 0.62, 0.18), (0.9, 0.03, 0.18)],
            np.array((0.02, 0.02, 0.02)),
            METAL,
        ),
    ]
    disc = joined(face)
    spun = replace(
        disc, position=disc.position[:, [0, 2, 1]] * [1, -1, 1], normal=disc.normal[:, [0, 2, 1]] * [1, -1, 1]
    )
    found.append(piece(spun).at(0.0, bare.end, bare.high * 0.4))
    for y in np.arange(-bare.end + 6, bare.end - 4, 5.0):
        for side in (-1, 1):
            back = boxes(
                [(-1.1, -0.3, 0.42), (-1.1, -0.03, 0.45), (-1.1, -0.3, 0)],
                [(1.1, 0.3, 0.47), (1.1, 0.03, 1.0), (-1.0, 0.3, 0.42)],
                np.array((0.22, 0.13, 0.07)),
                TIMBER,
            )
            found.append(piece(back).at(side * bare.aisle * 0.5, float(y), turn=math.pi / 2))
            globe = lathe(
                [(0.0, 3.4), (0.16, 3.5), (0.22, 3.68), (0.16, 3.86), (0.0, 3.94)],
                18,
                (1.0, 0.8, 0.55),
                int(tagged(Material.GLOW, int(120 + 380 * lit))),
            )
            post = lathe(
                [(0.2, 0.0), (0.18, 0.3), (0.06, 0.4), (0.05, 3.3), (0.1, 3.42)], 14, (0.06, 0.09, 0.08), METAL
            )
            found.append(
                piece(globe, post, bulbs=[Bulb((0, 0, 3.2), shine(KELVIN[2700], 120 * lit), 0.3)]).at(
                    side * (bare.aisle - 1.0), float(y) + 2.5
                )
            )
    return found


FURNISH: Mapping[str, Callable[[np.random.Generator, Bare, Rgb, float], list[Piece]]] = {
    "throne": _throne,
    "ballroom": _ballroom,
    "museum": _museum,
    "feast": _feast,
    "station": _station,
}
