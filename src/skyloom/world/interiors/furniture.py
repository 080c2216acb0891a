"""Furniture of rooms: seats, tables, beds, lamps, rugs, pictures, plants and small things."""

from __future__ import annotations

import numpy as np

from skyloom.geometry.meshes import Part, moved, part
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe
from skyloom.world.interiors.bodies import Colour, block, boxes, cushion, drape, legs
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, piece, shine
from skyloom.world.kinds import Material, tagged

WOODS = ((0.28, 0.165, 0.085), (0.40, 0.27, 0.16), (0.16, 0.085, 0.045), (0.09, 0.055, 0.035), (0.50, 0.38, 0.25))
FABRICS = (
    (0.42, 0.40, 0.36),
    (0.12, 0.16, 0.22),
    (0.32, 0.12, 0.06),
    (0.10, 0.20, 0.13),
    (0.52, 0.46, 0.37),
    (0.30, 0.07, 0.06),
    (0.16, 0.15, 0.14),
    (0.36, 0.25, 0.10),
)
ACCENTS = ((0.55, 0.30, 0.05), (0.06, 0.22, 0.26), (0.45, 0.10, 0.06), (0.50, 0.46, 0.40), (0.22, 0.26, 0.12))
BRASS, IRON, STEEL = (0.55, 0.38, 0.14), (0.05, 0.05, 0.055), (0.45, 0.46, 0.48)
WHITE = (0.72, 0.70, 0.66)
TIMBER, CLOTH, METAL, PAINT = int(Material.TIMBER), int(Material.CLOTH), int(Material.METAL), int(Material.PAINT)
FOLD = np.array((0.0, 0.0, 0.012))  # metres by which a leaf's middle lies lower than its edges
SHADE = 260.0  # cd/m² of a lit lamp shade by night


def choice(draw: np.random.Generator, table: tuple[Colour, ...]) -> tuple[float, float, float]:
    """Return a colour of a table, a little varied."""
    r, g, b = np.asarray(table[int(draw.integers(len(table)))]) * np.exp(draw.normal(0, 0.1))
    return float(r), float(g), float(b)


def sofa(draw: np.random.Generator, seats: int, colour: Colour, wood: Colour) -> Piece:
    """Return a sofa, or an armchair with one seat: 0.9 m deep."""
    width, arm, seat = seats * float(draw.uniform(0.66, 0.74)), float(draw.uniform(0.14, 0.24)), 0.44
    back = float(draw.uniform(0.74, 0.88))
    half = width / 2
    parts = [block((-half, half), (-0.9, -0.08), (0.12, 0.26), colour, CLOTH)]
    for side in (-1, 1):
        x = side * (half + arm / 2)
        parts.append(cushion((arm, 0.92, 0.52), (x, -0.46, 0.37), colour, CLOTH, round_by=0.22))
    parts.append(
        cushion((width + 0.06, 0.24, back - 0.15), (0, -0.13, 0.12 + (back - 0.15) / 2), colour, CLOTH, round_by=0.2)
    )
    for k in range(seats):
        x = (k + 0.5) * width / seats - half
        parts.append(cushion((width / seats * 0.99, 0.7, 0.22), (x, -0.54, seat - 0.1), colour, CLOTH, round_by=0.3))
        parts.append(cushion((width / seats * 0.95, 0.22, 0.46), (x, -0.29, seat + 0.2), colour, CLOTH, round_by=0.45))
    for k in range(int(draw.integers(0, seats + 1))):
        x = float(draw.uniform(-half * 0.85, half * 0.85))
        tint = choice(draw, ACCENTS)
        pillow = cushion((0.46, 0.16, 0.44), (0, 0, 0), tint, CLOTH, round_by=0.7, splits=2)
        parts.append(moved(pillow, (x, -0.46, seat + 0.19 + 0.01 * k), turn=float(draw.normal(0, 0.3))))
    corners = [(x, y) for x in (-half - arm / 2, half + arm / 2) for y in (-0.82, -0.1)]
    parts.append(legs(corners, 0.13, 0.05, wood, TIMBER))
    return piece(*parts)


def table(draw: np.random.Generator, size: tuple[float, float], height: float, wood: Colour) -> Piece:
    """Return a table, its middle at x = y = 0."""
    x, y = size[0] / 2, size[1] / 2
    thick = float(draw.uniform(0.025, 0.05))
    inset = float(draw.uniform(0.04, 0.12))
    corners = [(a * (x - inset), b * (y - inset)) for a in (-1, 1) for b in (-1, 1)]
    top = block((-x, x), (-y, y), (height - thick, height), wood, TIMBER)
    rails = boxes(
        [(-x + inset, -y + inset, height - thick - 0.08), (-x + inset, y - inset - 0.02, height - thick - 0.08)],
        [(x - inset, -y + inset + 0.02, height - thick), (x - inset, y - inset, height - thick)],
        wood,
        TIMBER,
    )
    return piece(top, rails, legs(corners, height - thick, float(draw.uniform(0.04, 0.07)), wood, TIMBER))


def round_table(radius: float, height: float, wood: Colour) -> Piece:
    """Return a round table on one foot."""
    profile = [
        (0.0, 0.0),
        (radius * 0.55, 0.0),
        (radius * 0.52, 0.03),
        (0.06, 0.08),
        (0.04, 0.3 * height),
        (0.05, height - 0.05),
    ]
    top = [(0.0, height - 0.035), (radius, height - 0.035), (radius, height), (0.0, height)]
    return piece(lathe(profile, 20, wood, TIMBER), lathe(top, 36, wood, TIMBER))


def chair(wood: Colour, seat_colour: Colour | None = None) -> Piece:
    """Return a chair, its back at y = 0: 0.46 m wide, 0.48 m deep."""
    parts = [legs([(-0.2, -0.44), (0.2, -0.44)], 0.45, 0.035, wood, TIMBER)]
    parts.append(legs([(-0.2, -0.04), (0.2, -0.04)], 0.92, 0.035, wood, TIMBER))
    if seat_colour is None:
        parts.append(block((-0.23, 0.23), (-0.47, -0.02), (0.43, 0.46), wood, TIMBER))
    else:
        parts.append(cushion((0.46, 0.46, 0.09), (0, -0.24, 0.46), seat_colour, CLOTH, round_by=0.3, splits=2))
    spans = [(0.84, 0.92), (0.6, 0.67)]
    parts += [block((-0.2, 0.2), (-0.055, -0.03), z, wood, TIMBER) for z in spans]
    parts += [block((x - 0.012, x + 0.012), (-0.05, -0.035), (0.46, 0.86), wood, TIMBER) for x in (-0.1, 0.0, 0.1)]
    return piece(*parts)


def stool(wood: Colour, height: float = 0.46) -> Piece:
    """Return a round stool, its middle at x = y = 0."""
    top = lathe([(0.0, height - 0.04), (0.17, height - 0.04), (0.175, height), (0.0, height)], 18, wood, TIMBER)
    return piece(top, legs([(-0.1, -0.1), (0.1, -0.1), (0.1, 0.1), (-0.1, 0.1)], height - 0.03, 0.035, wood, TIMBER))


def bed(draw: np.random.Generator, width: float, wood: Colour, blanket: Colour) -> Piece:
    """Return a bed with its head at y = 0, 2.1 m long."""
    half = width / 2
    parts = [
        block((-half - 0.03, half + 0.03), (-2.08, -0.02), (0.18, 0.32), wood, TIMBER),
        block((-half - 0.06, half + 0.06), (-0.07, 0.0), (0.0, float(draw.uniform(0.95, 1.3))), wood, TIMBER),
        cushion((width, 2.02, 0.26), (0, -1.06, 0.42), WHITE, CLOTH, round_by=0.12),
        cushion((width + 0.08, 1.42, 0.16), (0, -1.40, 0.52), blanket, CLOTH, round_by=0.2),
        cushion((width + 0.1, 0.34, 0.14), (0, -0.74, 0.55), WHITE, CLOTH, round_by=0.35),
        legs([(-half, -2.0), (half, -2.0)], 0.2, 0.07, wood, TIMBER),
    ]
    for side in (-1, 1):
        pillow = cushion((half * 0.86, 0.42, 0.19), (0, 0, 0), WHITE, CLOTH, round_by=0.6)
        parts.append(moved(pillow, (side * half * 0.48, -0.34, 0.62), turn=float(draw.normal(0, 0.08))))
    throw = choice(draw, ACCENTS)
    parts.append(cushion((width + 0.14, 0.5, 0.1), (0, -1.72, 0.585), throw, CLOTH, round_by=0.25))
    return piece(*parts)


def rug(draw: np.random.Generator, size: tuple[float, float], colour: Colour) -> Piece:
    """Return a rug with a border, its middle at x = y = 0."""
    x, y = size[0] / 2, size[1] / 2
    edge = np.asarray(choice(draw, ACCENTS)) * 0.8
    parts = [block((-x, x), (-y, y), (0.0, 0.012), colour, CLOTH)]
    rims = ((0.10, 0.16), (0.22, 0.25)) if draw.uniform() < 0.7 else ((0.08, 0.11),)
    for a, b in rims:
        low = [(-x + a, -y + a, 0.012), (-x + a, y - b, 0.012), (-x + a, -y + b, 0.012), (x - b, -y + b, 0.012)]
        high = [(x - a, -y + b, 0.0145), (x - a, y - a, 0.0145), (-x + b, y - b, 0.0145), (x - a, y - b, 0.0145)]
        parts.append(boxes(low, high, edge, CLOTH))
    if draw.uniform() < 0.6:
        parts += _medallions(draw, x, y, edge)
    return piece(*parts)


def _medallions(draw: np.random.Generator, x: float, y: float, colour: Colour) -> list[Part]:
    """Return lozenges along the middle of a rug."""
    count = int(draw.integers(1, 5))
    long = x > y
    reach = (x if long else y) * 0.62
    shapes = []
    for place in np.linspace(-reach, reach, count) if count > 1 else (0.0,):
        size = min(x, y) * 0.5 / max(1, count * 0.55)
        a = np.arange(4) * np.pi / 2
        ring = np.stack([np.cos(a) * size, np.sin(a) * size * 1.25, np.full(4, 0.0145)], -1)
        ring[:, 0 if long else 1] += place
        shapes.append(part(ring, [(0, 1, 2), (0, 2, 3)], (0, 0, 1), colour, 1.0, CLOTH, np.abs(ring[:, :2])))
    return shapes


def floor_lamp(draw: np.random.Generator, lit: float) -> Piece:
    """Return a standing lamp; `lit` 0 is off, 1 as bright as by night."""
    height = float(draw.uniform(1.45, 1.7))
    metal = (BRASS, IRON, STEEL)[int(draw.integers(3))]
    pole = lathe([(0.0, 0.0), (0.16, 0.0), (0.16, 0.025), (0.012, 0.03), (0.012, height - 0.1)], 16, metal, METAL)
    return piece(pole, *_shade(draw, height - 0.28, 0.2, lit), bulbs=_bulb(height - 0.12, lit, 60))


def table_lamp(draw: np.random.Generator, lit: float) -> Piece:
    """Return a lamp for a table, its foot at z = 0."""
    body = choice(draw, (*ACCENTS, BRASS, WHITE))
    swell = float(draw.uniform(0.05, 0.1))
    foot = lathe(
        [(0.0, 0.0), (0.08, 0.0), (0.08, 0.015), (0.03, 0.03), (swell, 0.13), (0.02, 0.25), (0.012, 0.34)],
        18,
        body,
        PAINT,
    )
    return piece(foot, *_shade(draw, 0.30, 0.14, lit), bulbs=_bulb(0.4, lit, 30))


def pendant(draw: np.random.Generator, ceiling: float, height: float, lit: float) -> Piece:
    """Return a lamp that hangs from the ceiling, its shade's rim at `height`."""
    cord = block((-0.006, 0.006), (-0.006, 0.006), (height + 0.2, ceiling), IRON, METAL)
    return piece(cord, *_shade(draw, height, float(draw.uniform(0.16, 0.26)), lit), bulbs=_bulb(height + 0.05, lit, 90))


def _shade(draw: np.random.Generator, low: float, radius: float, lit: float) -> list[Part]:
    top = radius * float(draw.uniform(0.45, 0.95))
    high = low + radius * 1.25
    tint = (1.0, 0.78, 0.5) if lit > 0.02 else (0.62, 0.57, 0.48)
    material = int(tagged(Material.GLOW, int(SHADE * lit))) if lit > 0.02 else CLOTH
    outside = lathe([(radius, low), ((radius + top) / 2, (low + high) / 2), (top, high)], 24, tint, material)
    inside = lathe(
        [(top * 0.98, high), ((radius + top) * 0.49, (low + high) / 2), (radius * 0.98, low)], 24, tint, material
    )
    return [outside, inside]


def _bulb(height: float, lit: float, candela: float) -> list[Bulb]:
    return [Bulb((0, 0, height), shine(KELVIN[2700], candela * lit), 0.2)] if lit > 0.02 else []


def picture(draw: np.random.Generator, size: tuple[float, float], frame: Colour) -> Piece:
    """Return a framed picture that hangs with its back at y = 0, its lower edge at z = 0."""
    w, h = size
    bar = float(draw.uniform(0.02, 0.05))
    half = w / 2
    rims = boxes(
        [(-half, -0.035, 0), (-half, -0.035, h - bar), (-half, -0.035, bar), (half - bar, -0.035, bar)],
        [(half, 0, bar), (half, 0, h), (-half + bar, 0, h - bar), (half, 0, h - bar)],
        frame,
        TIMBER,
    )
    parts = [rims, block((-half + bar, half - bar), (-0.015, 0), (bar, h - bar), WHITE, PAINT)]
    mat = bar + float(draw.uniform(0.02, 0.09))
    low, high = np.array([-half + mat, mat]), np.array([half - mat, h - mat])
    return piece(*parts, *_painting(draw, low, high))


def _painting(draw: np.random.Generator, low: np.ndarray, high: np.ndarray) -> list[Part]:
    """Return bands and discs of colour: a landscape far away, or shapes."""
    hue = np.array(ACCENTS)[draw.permutation(len(ACCENTS))]
    cuts = np.sort(draw.uniform(0.15, 0.85, int(draw.integers(2, 5))))
    edges = np.concatenate([[0], cuts, [1]]) * (high[1] - low[1]) + low[1]
    k = len(edges) - 1
    bands = boxes(
        np.column_stack([np.full(k, low[0]), np.full(k, -0.017), edges[:-1]]),
        np.column_stack([np.full(k, high[0]), np.full(k, -0.014), edges[1:]]),
        (hue[np.arange(k) % len(hue)] * np.linspace(0.6, 1.3, k)[:, None]),
        PAINT,
    )
    radius = float(draw.uniform(0.08, 0.22) * min(high - low))
    a = np.arange(20) * (2 * np.pi / 20)
    middle = low + (high - low) * draw.uniform(0.3, 0.7, 2)
    disc = np.stack([middle[0] + radius * np.cos(a), np.full(20, -0.0185), middle[1] + radius * np.sin(a)], -1)
    fan = np.column_stack([np.zeros(18, int), np.arange(1, 19), np.arange(2, 20)])
    return [bands, part(disc, fan, (0, -1, 0), hue[-1] * 1.1, 1.0, PAINT)]


def potted_plant(draw: np.random.Generator, height: float) -> Piece:
    """Return a leafy plant in a pot, its middle at x = y = 0."""
    pot = choice(draw, ((0.42, 0.16, 0.08), WHITE, (0.12, 0.12, 0.13), (0.30, 0.26, 0.2)))
    r = min(0.22, 0.1 + 0.09 * height)
    body = lathe(
        [(0.0, 0.0), (r * 0.72, 0.0), (r, r * 1.7), (r * 1.06, r * 1.75), (r * 0.9, r * 1.75), (0.0, r * 1.6)],
        20,
        pot,
        PAINT,
    )
    return piece(body, *foliage(draw, r * 1.6, height, int(26 + 30 * height)))


def foliage(draw: np.random.Generator, low: float, height: float, count: int) -> list[Part]:
    """Return bent leaves on stalks that rise from x = y = 0 between two heights."""
    turn, lift = draw.uniform(0, 2 * np.pi, count), draw.uniform(0.25, 1.0, count)
    reach = height * 0.42 * draw.uniform(0.5, 1.1, count) * (1.25 - 0.75 * lift)
    t = np.linspace(0, 1, 6)
    top = low + (height - low) * lift
    out = np.outer(reach, t**1.4)
    rise = low + (top - low)[:, None] * (1.28 * t - 0.28 * t**3)[None]
    stalk = np.stack([out * np.cos(turn)[:, None], out * np.sin(turn)[:, None], rise], -1)
    stems = tubes(stalk, np.full((count, 6), 0.004), 3, (0.09, 0.13, 0.04), int(Material.BARK))
    size = height * draw.uniform(0.13, 0.24, count)
    s = np.linspace(0, 1, 5)
    wide = np.sin(np.pi * np.clip(s * 0.94 + 0.06, 0, 1)) ** 0.8 * 0.34
    droop = -(s**2) * draw.uniform(0.25, 0.8, count)[:, None]
    along = np.stack([np.cos(turn), np.sin(turn), np.full(count, 0.0)], -1)
    side = np.stack([-np.sin(turn), np.cos(turn), np.zeros(count)], -1)
    spine = stalk[:, -1][:, None] + along[:, None] * (size[:, None] * s)[..., None]
    spine[..., 2] += size[:, None] * (droop + 0.35 * s)
    reach_aside = side[:, None] * (size[:, None] * wide[None])[..., None]
    blades = np.stack([spine - reach_aside, spine - FOLD, spine + reach_aside], 2)  # (count, 5, 3, 3)
    a = (np.arange(count)[:, None, None] * 15 + np.arange(4)[:, None] * 3 + np.arange(2)).reshape(-1)
    faces = np.concatenate([np.stack([a, a + 1, a + 4], -1), np.stack([a, a + 4, a + 3], -1)])
    green = np.array([0.05, 0.12, 0.025]) * np.exp(draw.normal(0, 0.25, (count, 1)))
    colour = np.repeat(green, 15, axis=0)
    normal = np.tile(np.array([0, 0, 1.0]), (count * 15, 1)) + np.repeat(along, 15, axis=0) * 0.3
    return [stems, part(blades.reshape(-1, 3), faces, normal, colour, 0.8, int(Material.LEAF))]


def curtains(draw: np.random.Generator, width: float, height: float, colour: Colour) -> Piece:
    """Return a pair of drawn curtains on a rail over a window of this width; x = 0 is its middle."""
    each = width * float(draw.uniform(0.16, 0.26))
    rail = block((-width / 2 - 0.25, width / 2 + 0.25), (-0.11, -0.09), (height, height + 0.02), IRON, METAL)
    left, right = (drape(each, height - 0.02, each * 9, 0.035, colour, CLOTH, draw) for _ in range(2))
    return piece(
        rail, moved(left, (-width / 2 - 0.18, -0.1, 0.01)), moved(right, (width / 2 + 0.18 - each, -0.1, 0.01))
    )
