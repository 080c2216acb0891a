"""A cave: a hall of rock with dripstone, a pool and a way out; of ice, of crystal, over lava, or carved by people."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.meshes import Part, part, unit
from skyloom.geometry.shapes import stone
from skyloom.geometry.solids import lathe
from skyloom.world.built import Built, Shelter
from skyloom.world.evening import darkness
from skyloom.world.interiors import church
from skyloom.world.interiors.bodies import Colour, boxes, scattered
from skyloom.world.interiors.clutter import lantern
from skyloom.world.interiors.pieces import Bulb, Piece, Stand, built, piece, shine
from skyloom.world.interiors.rock import Hall, Mouth, dripstones, hall, rough
from skyloom.world.interiors.shells import MASONRY
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan

EYE = 1.7
STONE, ICE, GLASS = int(Material.STONE), int(Material.ICE), int(Material.GLASS)
ROCKS = ((0.23, 0.165, 0.11), (0.17, 0.165, 0.17), (0.26, 0.165, 0.10), (0.14, 0.14, 0.155), (0.28, 0.225, 0.16))
STAINS = (
    (0.30, 0.12, 0.05),
    (0.34, 0.25, 0.13),
    (0.11, 0.10, 0.095),
    (0.26, 0.17, 0.10),
)  # iron, lime, manganese, clay
GLOWS = ((0.15, 0.55, 1.0), (0.55, 0.2, 1.0), (0.1, 0.9, 0.7), (1.0, 0.25, 0.6), (0.35, 0.7, 1.0))  # every other cold
BASALT = (0.07, 0.062, 0.06)
FROZEN = (0.26, 0.42, 0.54)
HAZE = 0.006
POOL = -0.32  # metres: the water's level
OUTSIDE = 1.2  # stops that the day in the mouth lies over the rock
CRYSTAL_LIGHT = (5, 24, 40)  # cd/m² in a closed cave or by night, in one with a way out, in one that the sun gets in


def cave(plan: Plan) -> Built:
    """Build a cave around the camera."""
    draw, scene = plan.draw("cave"), plan.scene
    kind = _kind(plan)
    seed = int(draw.integers(1 << 30))
    colour: Colour = {"ice": FROZEN, "lava": BASALT}.get(kind) or _near(draw, ROCKS)
    material = ICE if kind == "ice" else STONE
    size = float(draw.uniform(0.85, 1.3)) * (1.35 if kind == "dwarven" else 1.0)
    wide, deep, high = 13 * size, 20 * size, float(draw.uniform(7, 11)) * size
    mouths = _mouths(draw, scene.staging.heading_deg - math.degrees(plan.form.heading), kind)

    def reach(way: np.ndarray) -> np.ndarray:
        up = np.where(way[:, 2] > 0, high, 9.0)
        r = 1 / np.sqrt((way[:, 0] / wide) ** 2 + (way[:, 1] / deep) ** 2 + (way[:, 2] / up) ** 2)
        r *= 1 + 0.42 * rough(way * [1.7, 1.7, 2.2], seed, 3) + 0.1 * rough(way * 5, seed + 1, 3)
        return np.asarray(np.maximum(r, 2.4))

    def floor(p: np.ndarray) -> np.ndarray:
        q = np.column_stack([p * 0.14, np.full(len(p), 0.5)])
        away = np.clip(np.hypot(p[:, 0], p[:, 1]) / 4 - 0.35, 0, 1)
        fine = 0.06 * rough(q * 9, seed + 4, 3)
        return np.asarray((0.75 * rough(q, seed + 2, 2) - 0.12) * away + fine * (0.3 + 0.7 * away))

    stain = colour if kind in ("ice", "lava", "dwarven") else _near(draw, STAINS)
    found = hall(reach, floor, mouths, seed, (colour, stain), material)
    parts = [found.shell]
    pieces: list[Piece] = []
    if kind != "dwarven":
        parts += dripstones(draw, found, 260, (0.25, 4.2), np.asarray(colour) * 1.12, material)
    parts += _boulders(draw, found, tuple(np.add(colour, stain) / 2), material)
    if kind in ("", "crystal", "ice"):
        parts.append(_pool(found, POOL, (0.05, 0.22, 0.24)))
    if kind == "lava":
        parts.append(_lava(found))
        pieces += [Piece((), (bulb,)) for bulb in _lava_bulbs(draw, found)]
    is_asked = any(thing.kind is ThingKind.CRYSTAL for thing in scene.things)
    if is_asked or kind in ("crystal", "ice") or scene.terrain.glow > 0:
        glow = _near(draw, GLOWS[::2] if kind == "ice" else GLOWS)
        count = 46 if is_asked or kind == "crystal" else 14
        luminance = CRYSTAL_LIGHT[0 if darkness(scene) > 0.5 else len(mouths)]
        pieces.append(_crystals(draw, found, glow, count, luminance))
    if kind == "dwarven":
        pieces += _carved(draw, colour, wide, deep, high)
    low, high_corner = found.position.min(axis=0) - 0.3, found.position.max(axis=0) + 0.3
    inside = Piece(
        tuple(parts) + tuple(p for one in pieces for p in one.parts), tuple(b for one in pieces for b in one.bulbs)
    )
    haze = HAZE * (0.6 + 2 * scene.sights.light_shafts)
    box = Shelter(haze=haze, outside=OUTSIDE, rim=_rim(found, plan.form.heading))
    stand = Stand(0.0, 0.0, plan.eye - EYE + 0.04, -plan.form.heading)
    return built(inside, stand, tuple(map(float, low)), tuple(map(float, high_corner)), box)


def _rim(cave: Hall, turn: float) -> np.ndarray:
    """Return how far the floor reaches, by heading in the world."""
    p = cave.position[(cave.position[:, 2] < 1.0)]
    cells = 180
    place = ((np.arctan2(p[:, 0], p[:, 1]) + turn) / (2 * np.pi) % 1 * cells).astype(int) % cells
    rim = np.zeros(cells, np.float32)
    np.maximum.at(rim, place, np.hypot(p[:, 0], p[:, 1]).astype(np.float32) - 0.05)
    return np.where(rim > 0, rim, np.maximum(np.roll(rim, 1), np.roll(rim, -1)))


def _kind(plan: Plan) -> str:
    """Return what sort of cave the scene asks for; a plain one is empty."""
    scene = plan.scene
    era = scene.site.era
    for name, words in {
        "dwarven": ("dwarven", "carved", "mine"),
        "crystal": ("crystal",),
        "ice": ("ice",),
        "lava": ("lava",),
    }.items():
        if era in words:
            return name
    if scene.terrain.ice > 0.3 or scene.terrain.snow > 0.7:
        return "ice"
    if scene.terrain.lava > 0.1:
        return "lava"
    return "crystal" if scene.terrain.glow > 0.4 else ""


def _near(draw: np.random.Generator, table: tuple[Colour, ...]) -> tuple[float, float, float]:
    r, g, b = np.asarray(table[int(draw.integers(len(table)))]) * np.exp(draw.normal(0, 0.08, 3))
    return float(r), float(g), float(b)


def _mouths(draw: np.random.Generator, sun_deg: float, kind: str) -> list[Mouth]:
    """Return the way out ahead and, mostly, a hole in the roof towards the sun."""
    width = float(draw.uniform(0.26, 0.46))
    ahead = Mouth(float(draw.uniform(-0.25, 0.25)), 0.1, width, float(draw.uniform(0.28, 0.42)))
    roof = Mouth(math.radians(sun_deg) + float(draw.uniform(-0.2, 0.2)), float(draw.uniform(0.75, 1.05)), 0.34, 0.2)
    if kind in ("crystal", "dwarven", "lava"):
        return [roof] if draw.uniform() < 0.7 else []
    return [ahead, roof] if draw.uniform() < 0.65 else [ahead]


def _boulders(draw: np.random.Generator, cave: Hall, colour: Colour, material: int) -> list[Part]:
    p, n = cave.position, cave.normal
    away = np.hypot(p[:, 0], p[:, 1])
    ground = np.flatnonzero((n[:, 2] > 0.6) & (away > 2.0))
    if not len(ground):
        return []
    weight = 1 / away[ground] ** 1.2 + 0.02
    picked = draw.choice(ground, min(150, len(ground)), replace=False, p=weight / weight.sum())
    size = 0.08 * (14.0 ** (draw.uniform(0, 1, len(picked)) ** 2.2))
    size = np.minimum(size, np.maximum(away[picked] - 1.6, 0.1) * 0.4)
    shapes = [stone(draw, 3, material) for _ in range(3)]
    kind = draw.integers(0, 3, len(picked))
    tint = np.asarray(colour) * np.exp(draw.normal(0, 0.12, (len(picked), 1)))
    at = p[picked] - [0, 0, 1] * (size * 0.1)[:, None]
    return [
        scattered(
            shapes[k],
            at[kind == k],
            draw.uniform(0, 6.28, (kind == k).sum()),
            np.repeat(size[kind == k, None], 3, 1),
            tint[kind == k],
        )
        for k in range(3)
        if (kind == k).any()
    ]


def _pool(cave: Hall, level: float, colour: Colour) -> Part:
    """Return still water over the low parts of the floor."""
    low, high = cave.position.min(axis=0), cave.position.max(axis=0)
    ring = [(low[0], low[1], level), (high[0], low[1], level), (high[0], high[1], level), (low[0], high[1], level)]
    return part(ring, [(0, 1, 2), (0, 2, 3)], (0, 0, 1), colour, 1.0, GLASS, np.abs(np.asarray(ring)[:, :2]))


def _lava(cave: Hall) -> Part:
    pool = _pool(cave, -0.26, (1.0, 0.25, 0.03))
    return replace(pool, material=np.full(2, int(tagged(Material.LAVA, 240)), np.uint32))


def _lava_bulbs(draw: np.random.Generator, cave: Hall) -> list[Bulb]:
    low = cave.position[(cave.position[:, 2] < -0.24) & (cave.normal[:, 2] > 0.4)]
    if not len(low):
        return []
    picked = low[draw.integers(0, len(low), 24)]
    return [Bulb((float(x), float(y), 0.25), shine((1.0, 0.22, 0.03), 260), 0.8) for x, y, _ in picked]


def _crystals(draw: np.random.Generator, cave: Hall, colour: Colour, clusters: int, luminance: int) -> Piece:
    """Return clusters of crystals, most of them by the pool, that glow from within: brightest at their tips, cd/m²."""
    p, n = cave.position, cave.normal
    away = np.hypot(p[:, 0], p[:, 1])
    ground = np.flatnonzero((n[:, 2] > 0.1) & (away > 2.6) & (p[:, 2] < 3.5))
    if not len(ground):
        return piece()
    by_pool = np.exp(-(((p[ground, 2] - POOL - 0.15) / 0.3) ** 2))
    weight = (0.25 + 2 * by_pool) / away[ground]
    picked = draw.choice(ground, min(clusters, len(ground)), replace=False, p=weight / weight.sum())
    shaft = lathe([(1.0, -0.3), (1.05, 0.72), (0.0, 1.0)], 6, (1.0, 1.0, 1.0), int(tagged(Material.GLOW, luminance)))
    facets = np.clip(shaft.position[:, 2:] + 0.1, 0.12, 1) * (0.62 + 0.38 * shaft.normal[:, :1])
    shaft = replace(shaft, colour=facets.astype(np.float32) * np.ones((1, 3), np.float32))
    parts, bulbs = [], []
    for k in picked:
        size = float(draw.uniform(0.35, 1.1)) * (2.0 if draw.uniform() < 0.2 else 1.0)
        count = int(draw.integers(4, 9))
        tall = size * draw.uniform(0.35, 1.0, count)
        at = p[k] + np.column_stack([draw.normal(0, 0.16 * size, (count, 2)), np.zeros(count)])
        tint = np.asarray(colour) * np.exp(draw.normal(0, 0.25, (count, 1)))
        girth = tall * draw.uniform(0.09, 0.16, count)
        cluster = scattered(
            shaft,
            np.zeros((count, 3)),
            draw.uniform(0, 6.28, count),
            np.stack([girth, girth, tall], -1),
            np.clip(tint, 0, 1),
        )
        parts.append(_leaning(draw, cluster, at, len(shaft.position), n[k]))
        bulbs.append(Bulb(tuple(map(float, p[k] + n[k] * 0.4 + [0, 0, 0.5 * size])), shine(colour, 26 * size), 0.35))
    return piece(*parts, bulbs=bulbs)


def _leaning(draw: np.random.Generator, cluster: Part, at: np.ndarray, each: int, normal: np.ndarray) -> Part:
    """Return the crystals of a cluster tilted away from each other and off the wall, at their places."""
    count = len(at)
    axis = unit(np.asarray(normal)[None] * 0.9 + [0, 0, 0.5] + draw.normal(0, 0.33, (count, 3)))
    side = unit(np.cross(axis, [0.37, 0.61, 0.1]))
    third = np.cross(axis, side)
    frame = np.repeat(np.stack([side, third, axis], 1), each, axis=0)
    position = np.einsum("ni,nij->nj", cluster.position, frame) + np.repeat(at, each, axis=0)
    turned = np.einsum("ni,nij->nj", cluster.normal, frame)
    return replace(cluster, position=position.astype(np.float32), normal=turned.astype(np.float32))


def _carved(draw: np.random.Generator, colour: Colour, wide: float, deep: float, high: float) -> list[Piece]:
    """Return two rows of carved pillars, a paved way between them and braziers."""
    found = []
    tall = high + 1.0
    side = wide * 0.36
    shape = _pillar(tall, np.asarray(colour) * 1.05)
    for y in np.arange(-deep * 0.72, deep * 0.75, 5.2):
        for way in (-1, 1):
            found.append(piece(shape).at(way * side, float(y), -0.3))
            if draw.uniform() < 0.8:
                found.append(_brazier().at(way * (side - 1.9), float(y) + 2.6, -0.05))
    ways = church.chequered(
        (-side + 1.6, side - 1.6),
        (-deep * 0.75, deep * 0.75),
        1.1,
        (np.asarray(colour) * 0.9, np.asarray(colour) * 0.62),
        MASONRY,
    )
    found.append(piece(ways).at(0, 0, 0.05))
    for y in (-deep * 0.3, deep * 0.3):
        found.append(lantern(4.2, tall).at(0.0, y))
    return found


def _pillar(tall: float, stone_colour: Colour) -> Part:
    """Return an eight-sided pillar with bands and a spreading head."""
    rows = [
        (1.5, 0.0),
        (1.5, 0.5),
        (1.25, 0.7),
        (1.05, 0.75),
        (1.0, 0.9),
        (0.92, tall * 0.3),
        (1.02, tall * 0.31),
        (1.02, tall * 0.36),
        (0.92, tall * 0.37),
        (0.86, tall * 0.62),
        (0.98, tall * 0.63),
        (0.98, tall * 0.68),
        (0.9, tall * 0.7),
        (1.3, tall * 0.85),
        (2.1, tall),
    ]
    return lathe(rows, 8, stone_colour, MASONRY)


def _brazier() -> Piece:
    """Return a bowl of fire on three legs."""
    iron = (0.05, 0.045, 0.04)
    metal = int(Material.METAL)
    bowl = lathe([(0.08, 0.8), (0.34, 0.95), (0.42, 1.12), (0.4, 1.12), (0.3, 1.0), (0.0, 0.98)], 14, iron, metal)
    legs = boxes(
        [(-0.03, -0.03, 0.0), (0.2, -0.03, 0.0), (-0.25, -0.03, 0.0)],
        [(0.03, 0.03, 0.85), (0.26, 0.03, 0.95), (-0.19, 0.03, 0.95)],
        np.asarray(iron),
        metal,
    )
    fire = [
        lathe(
            [(0.14 - 0.03 * k, 1.0), (0.17 - 0.04 * k, 1.12), (0.08, 1.3 + 0.1 * k), (0.004, 1.5 + 0.16 * k)],
            7,
            (1.0, 0.34 + 0.05 * k, 0.05),
            int(tagged(Material.GLOW, 350)),
        )
        for k in range(3)
    ]
    return piece(bowl, legs, *fire, bulbs=[Bulb((0, 0, 1.75), shine((1.0, 0.4, 0.1), 120), 0.4)])
