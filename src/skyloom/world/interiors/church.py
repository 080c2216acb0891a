"""What stands in churches and halls: piers, columns, pews, altars, candles, chandeliers, banners and organs."""

from __future__ import annotations

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe, quads
from skyloom.world.interiors.bodies import Colour, block, boxes, drape
from skyloom.world.interiors.furniture import BRASS, IRON, METAL, PAINT, TIMBER
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, piece, shine
from skyloom.world.interiors.shells import MARBLE
from skyloom.world.kinds import Material, tagged

CRYSTAL = np.array((0.02, 0.02, 0.05))  # half the size of a pendant, metres
GOLD = (0.62, 0.43, 0.14)
WAX = (0.74, 0.68, 0.54)
FLAME = int(tagged(Material.GLOW, 700))
TORCH = 45.0  # candela
CANDLE = 2.2  # candela: a little more than a real one, as long exposures show them
CLOTH = int(Material.CLOTH)


def pier(radius: float, high: float, tall: float, inward: float, stone: Colour, material: int) -> Part:
    """Return a pier of eight shafts around a core; the one that looks `inward` (radians) rises to `tall`."""
    z = np.array([0, 0.5, 0.55, 0.7, 0.75, 0.9, high - 0.7, high - 0.6, high - 0.5, high - 0.2, high])
    r = radius * np.array([1.45, 1.45, 1.3, 1.3, 1.1, 1.0, 1.0, 1.1, 1.08, 1.4, 1.4])
    shapes = [lathe(np.column_stack([r * 0.86, z]), 12, stone, material)]
    for k in range(8):
        a = inward + k * np.pi / 4
        at = (0.92 * radius * np.cos(a), 0.92 * radius * np.sin(a), 0.0)
        if k == 0 and tall > high:
            rows = [
                *zip(r[:7] * 0.3, z[:7], strict=True),
                (0.24 * radius, tall - 0.5),
                (0.34 * radius, tall - 0.2),
                (0.36 * radius, tall),
            ]
            shapes.append(moved(lathe(rows, 10, stone, material), at))
        else:
            shapes.append(moved(lathe(np.column_stack([r * 0.3, z]), 10, stone, material), at))
    return joined(shapes)


def column(radius: float, high: float, stone: Colour, material: int, *, gilt: bool = False) -> Part:
    """Return a round column with base and capital."""
    rows = [
        (1.5, 0.0),
        (1.5, 0.25),
        (1.35, 0.27),
        (1.4, 0.38),
        (1.2, 0.46),
        (1.25, 0.55),
        (1.0, 0.62),
        (1.0, 0.62 + (high - 1.6) * 0.33),
        (0.86, high - 1.0),
        (0.95, high - 0.95),
        (0.88, high - 0.9),
        (1.0, high - 0.6),
        (1.35, high - 0.25),
        (1.4, high - 0.22),
        (1.4, high),
    ]
    shape = np.array(rows)
    shape[:, 0] *= radius
    trunk = lathe(shape, 24, stone, material)
    plate = boxes(
        [(-1.5 * radius, -1.5 * radius, high)], [(1.5 * radius, 1.5 * radius, high + 0.18)], np.asarray(stone), material
    )
    if not gilt:
        return joined([trunk, plate])
    crown = lathe(
        [(1.02 * radius, high - 0.62), (1.4 * radius, high - 0.26), (1.42 * radius, high - 0.2)], 24, GOLD, METAL
    )
    foot = lathe([(1.37 * radius, 0.27), (1.42 * radius, 0.33), (1.36 * radius, 0.4)], 24, GOLD, METAL)
    return joined([trunk, plate, crown, foot])


def pew(width: float, wood: Colour) -> Part:
    """Return a pew, its back at y = 0, its front towards +y: people in it look along +y."""
    half = width / 2
    return boxes(
        [
            (-half, 0.05, 0.42),
            (-half, 0.0, 0.42),
            (-half, -0.03, 0.95),
            (-half - 0.05, -0.03, 0),
            (half, -0.03, 0),
            (-half, 0.42, 0.1),
        ],
        [
            (half, 0.46, 0.46),
            (half, 0.045, 0.95),
            (half, 0.08, 1.0),
            (-half, 0.5, 1.06),
            (half + 0.05, 0.5, 1.06),
            (half, 0.5, 0.14),
        ],
        np.asarray(wood),
        TIMBER,
    )


def candle(x: float, y: float, z: float, high: float, *, wide: float = 0.025) -> list[Part]:
    """Return one burning candle."""
    wax = lathe([(0.0, 0.0), (wide, 0.0), (wide * 0.95, high), (0.0, high)], 8, WAX, PAINT)
    top = high + 0.008
    flame = lathe(
        [(0.003, top), (0.011, top + 0.02), (0.008, top + 0.034), (0.001, top + 0.062)], 7, (1.0, 0.55, 0.14), FLAME
    )
    return [moved(joined([wax, flame]), (x, y, z))]


def candle_stand(draw: np.random.Generator, count: int) -> Piece:
    """Return a tall stand with candles; they light as one."""
    parts = [
        lathe(
            [
                (0.0, 0.0),
                (0.22, 0.0),
                (0.2, 0.05),
                (0.03, 0.1),
                (0.025, 0.7),
                (0.05, 0.75),
                (0.025, 0.8),
                (0.025, 1.38),
                (0.2, 1.43),
                (0.0, 1.45),
            ],
            14,
            BRASS,
            METAL,
        )
    ]
    for k in range(count):
        a = 2 * np.pi * k / count
        r = 0.13 if count > 1 else 0.0
        parts += candle(r * float(np.cos(a)), r * float(np.sin(a)), 1.44, float(draw.uniform(0.12, 0.3)))
    return piece(*parts, bulbs=[Bulb((0, 0, 1.8), shine(KELVIN[1850], CANDLE * count), 0.2)])


def chandelier(
    draw: np.random.Generator, radius: float, height: float, ceiling: float, count: int, *, is_crystal: bool = False
) -> Piece:
    """Return a ring of candles on chains, or a crown of crystal."""
    a = np.linspace(0, 2 * np.pi, 33)
    ring = np.stack([radius * np.cos(a), radius * np.sin(a), np.full(33, height)], -1)
    metal = GOLD if is_crystal else IRON
    parts = [tubes(ring[None], np.full((1, 33), 0.04), 7, metal, METAL)]
    hub = np.array([(0.0, 0.0, height + radius * 0.9), (0.0, 0.0, ceiling)])
    parts.append(tubes(hub[None], np.full((1, 2), 0.018), 5, metal, METAL))
    spokes = np.stack([np.stack([ring[k], hub[0]]) for k in range(0, 32, 4)])
    parts.append(tubes(spokes, np.full((8, 2), 0.012), 4, metal, METAL))
    if is_crystal:
        for level, share in ((0.35, 0.62), (0.6, 0.3)):
            parts.append(
                tubes((ring * [share, share, 1] + [0, 0, radius * level])[None], np.full((1, 33), 0.03), 7, GOLD, METAL)
            )
        t = draw.uniform(0, 2 * np.pi, 90)
        r = radius * draw.uniform(0.15, 1.0, 90)
        drops = np.stack(
            [r * np.cos(t), r * np.sin(t), height + radius * 0.7 * (1 - r / radius) - draw.uniform(0.02, 0.3, 90)], -1
        )
        parts.append(
            boxes(
                drops - CRYSTAL,
                drops + CRYSTAL,
                (1.0, 0.9, 0.72),
                int(tagged(Material.GLOW, 120)),
            )
        )
    for k in range(count):
        turn = 2 * np.pi * (k + 0.5) / count
        parts += candle(
            radius * float(np.cos(turn)), radius * float(np.sin(turn)), height + 0.03, float(draw.uniform(0.1, 0.2))
        )
    glow = 3.2 if is_crystal else 1.0
    return piece(*parts, bulbs=[Bulb((0, 0, height + 0.3), shine(KELVIN[1850], CANDLE * count * glow), 0.5 * radius)])


def torch(draw: np.random.Generator) -> Piece:
    """Return a burning torch in an iron bracket, leaning from a wall at y = 0 towards -y; its fire starts at z = 0."""
    shaft = np.array([(0.0, -0.06, -0.75), (0.0, -0.26, 0.0)])
    arms = np.array([[(0.0, 0.0, -0.55), (0.0, -0.12, -0.55)], [(0.0, 0.0, -0.28), (0.0, -0.19, -0.28)]])
    parts = [
        tubes(shaft[None], np.array([[0.025, 0.045]]), 8, (0.08, 0.05, 0.03), TIMBER),
        tubes(arms, np.full((2, 2), 0.018), 5, IRON, METAL),
        boxes([(-0.06, -0.02, -0.65)], [(0.06, 0.0, -0.18)], np.asarray(IRON), METAL),
        moved(lathe([(0.03, -0.1), (0.075, -0.03), (0.085, 0.04), (0.0, 0.05)], 10, IRON, METAL), (0.0, -0.26, 0.0)),
    ]
    for k in range(4):
        tall, wide = float(draw.uniform(0.26, 0.5)), float(draw.uniform(0.035, 0.06))
        rows = [(wide * 0.6, 0.02), (wide, tall * 0.25), (wide * 0.5, tall * 0.65), (0.002, tall)]
        tongue = lathe(rows, 8, (1.0, 0.38 + 0.05 * k, 0.07), int(tagged(Material.GLOW, 260 - 40 * k)))
        parts.append(moved(tongue, (float(draw.normal(0, 0.025)), -0.26 + float(draw.normal(0, 0.025)), 0.0)))
    return piece(*parts, bulbs=[Bulb((0.0, -0.42, 0.3), shine(KELVIN[1850], TORCH), 0.3)])


def banner(draw: np.random.Generator, width: float, height: float, colour: Colour, accent: Colour) -> Piece:
    """Return a hanging banner with a device on it; its rod at z = 0, its cloth below, its back at y = 0."""
    cloth = moved(drape(width, height, 2.0, 0.03, colour, CLOTH, draw), (-width / 2, -0.12, -height))
    rod = boxes([(-width / 2 - 0.12, -0.14, -0.02)], [(width / 2 + 0.12, -0.1, 0.02)], np.asarray(GOLD), METAL)
    stripe = width * 0.16
    bars = boxes(
        [(-width / 2 + 0.05, -0.165, -height), (width / 2 - 0.05 - stripe * 0.4, -0.165, -height)],
        [(-width / 2 + 0.05 + stripe * 0.4, -0.16, 0.0), (width / 2 - 0.05, -0.16, 0.0)],
        np.asarray(accent),
        CLOTH,
    )
    a = np.arange(4) * np.pi / 2 + np.pi / 4 * float(draw.integers(2))
    r = width * 0.26
    low = np.column_stack([r * np.cos(a) - r * 0.45, np.full(4, -0.168), -height * 0.45 + r * np.sin(a) - r * 0.45])
    high = np.column_stack([r * np.cos(a) + r * 0.45, np.full(4, -0.163), -height * 0.45 + r * np.sin(a) + r * 0.45])
    return piece(cloth, rod, bars, boxes(low, high, np.asarray(accent), CLOTH))


def altar(draw: np.random.Generator, stone: Colour) -> Piece:
    """Return an altar on steps before a gilded screen, its back at y = 0, its front towards -y."""
    parts = [
        block(
            (-4.0 + 0.45 * k, 4.0 - 0.45 * k),
            (-4.4 + 0.45 * k, 0.0),
            (0.0, 0.16 * (k + 1)),
            np.asarray(stone) * 0.9,
            MARBLE,
        )
        for k in range(4)
    ]
    parts.append(block((-1.5, 1.5), (-2.2, -1.2), (0.64, 1.6), stone, MARBLE))
    parts.append(block((-1.62, 1.62), (-2.28, -1.12), (1.6, 1.68), (0.72, 0.7, 0.64), CLOTH))
    high = 5.2
    for k in range(5):
        x = (k - 2) * 1.15
        tall = high - 0.75 * abs(k - 2)
        parts.append(block((x - 0.5, x + 0.5), (-0.5, -0.3), (0.64, tall), GOLD, METAL))
        parts.append(
            lathe(
                [(0.5, tall), (0.28, tall + 0.5), (0.1, tall + 1.0), (0.0, tall + 1.35)],
                4,
                GOLD,
                METAL,
                at=(x, -0.4, 0),
            )
        )
        parts.append(block((x - 0.36, x + 0.36), (-0.53, -0.5), (1.9, tall - 0.4), (0.05, 0.08, 0.2), PAINT))
        parts.append(
            lathe(
                [(0.16, 2.0), (0.2, 2.5), (0.12, 3.0), (0.07, 3.1), (0.1, 3.25), (0.0, 3.4)],
                10,
                GOLD,
                METAL,
                at=(x, -0.6, 0),
            )
        )
    parts.append(
        boxes(
            [(-0.05, -1.75, 1.68), (-0.28, -1.75, 2.2)],
            [(0.05, -1.65, 2.55), (0.28, -1.65, 2.3)],
            np.asarray(GOLD),
            METAL,
        )
    )
    bulbs = []
    for x in (-1.2, -0.85, 0.85, 1.2):
        parts += candle(x, -1.7, 1.68, float(draw.uniform(0.3, 0.45)))
    for x in (-1.0, 1.0):
        bulbs.append(Bulb((x, -1.9, 2.4), shine(KELVIN[1850], CANDLE * 4), 0.25))
    return piece(*parts, bulbs=bulbs)


def organ(draw: np.random.Generator, width: float, wood: Colour) -> Piece:
    """Return an organ on a gallery: pipes in a wooden case, its back at y = 0, standing on z = 0."""
    count = int(width / 0.22)
    x = (np.arange(count) + 0.5) / count * width - width / 2
    tall = 3.0 + 1.6 * np.abs(np.cos(x / width * np.pi * float(draw.integers(2, 4)))) ** 1.5
    lines = np.stack(
        [
            np.stack([x, np.full(count, -1.1), np.full(count, 1.2)], -1),
            np.stack([x, np.full(count, -1.1), 1.2 + tall], -1),
        ],
        1,
    )
    pipes = tubes(lines, np.full((count, 2), 0.085), 10, (0.62, 0.6, 0.55), METAL)
    case = block((-width / 2 - 0.3, width / 2 + 0.3), (-1.4, 0.0), (0.0, 1.2), wood, TIMBER)
    back = block((-width / 2 - 0.3, width / 2 + 0.3), (-0.5, 0.0), (1.2, 5.6), np.asarray(wood) * 0.8, TIMBER)
    posts = boxes(
        [(s * (width / 2 + 0.15) - 0.15, -1.3, 1.2) for s in (-1, 1)],
        [(s * (width / 2 + 0.15) + 0.15, -0.9, 6.0) for s in (-1, 1)],
        np.asarray(wood),
        TIMBER,
    )
    return piece(pipes, case, back, posts)


def chequered(
    x: tuple[float, float], y: tuple[float, float], tile: float, colours: tuple[Colour, Colour], material: int
) -> Part:
    """Return a floor at z = 0 of square tiles in two colours."""
    columns, rows = max(1, round((x[1] - x[0]) / tile)), max(1, round((y[1] - y[0]) / tile))
    i, j = (grid.ravel() for grid in np.meshgrid(np.arange(columns), np.arange(rows)))
    dx, dy = (x[1] - x[0]) / columns, (y[1] - y[0]) / rows
    left, near = x[0] + i * dx, y[0] + j * dy
    zero = np.zeros(len(i))
    corners = np.stack(
        [
            np.stack([left, near, zero], -1),
            np.stack([left + dx, near, zero], -1),
            np.stack([left + dx, near + dy, zero], -1),
            np.stack([left, near + dy, zero], -1),
        ],
        1,
    )
    return quads(corners, np.asarray(colours)[(i + j) % 2], material, openness=1.0)
