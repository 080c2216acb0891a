"""What flies: balloons, airships, birds, sky lanterns and fireworks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import Reach, Thing
from skyloom.geometry.meshes import Copies, Floats, Packed, Part, joined, moved, part, placed, stand, unit
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import box, lathe, quads
from skyloom.world.built import Built, Lamps
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan, varied

Colour = tuple[float, float, float]

APART_DEG = 62.0  # things aloft spread over this much of the open view to either side
CLEAR = 6.0  # metres over whatever lies below

GORES, ROWS, ACROSS = 24, 26, 3  # of a balloon's skin
# radius and height of a balloon's skin, metres, from its mouth to its crown
SKIN = (
    (1.7, 3.6), (2.3, 4.6), (3.3, 6.0), (4.6, 7.8), (5.9, 9.8), (7.0, 12.0), (7.8, 14.4), (8.15, 16.4), (8.05, 18.2),
    (7.45, 20.1), (6.3, 21.7), (4.7, 22.9), (2.7, 23.6), (0.9, 23.85), (0.02, 23.9),
)  # fmt: skip
SILKS: Sequence[tuple[Colour, ...]] = (
    ((0.70, 0.045, 0.035), (0.86, 0.62, 0.05), (0.85, 0.82, 0.74)),
    ((0.03, 0.12, 0.42), (0.86, 0.84, 0.80), (0.75, 0.06, 0.05)),
    ((0.02, 0.30, 0.26), (0.86, 0.50, 0.06), (0.86, 0.80, 0.66)),
    ((0.30, 0.05, 0.36), (0.86, 0.35, 0.06), (0.84, 0.66, 0.08)),
    ((0.80, 0.24, 0.02), (0.85, 0.80, 0.70), (0.14, 0.05, 0.03)),
    ((0.08, 0.36, 0.60), (0.84, 0.74, 0.10), (0.80, 0.10, 0.16), (0.10, 0.42, 0.14)),
)
WICKER, LEATHER = (0.24, 0.14, 0.065), (0.09, 0.04, 0.02)
FLAME, PAPER = (1.0, 0.62, 0.22), (1.0, 0.42, 0.10)
LAMPLIT = ((-20.0, -10.0, -4.0, 1.0), (5.0, 12.0, 26.0, 60.0))  # cd/m² of a skin lit from within, by the sun's height
BURNER = 900.0  # candela
FEATHERS: Sequence[Colour] = ((0.035, 0.032, 0.03), (0.05, 0.045, 0.04), (0.62, 0.62, 0.60))
FLOCK = 26  # birds of a flock that nobody counted
MANY = 24  # as asked for: a sky full
LANTERNS = 190
SPARKS, TRAIL = 420, 0.16  # of a burst, and the length of each against the burst's radius
BURSTS: Sequence[Colour] = (
    (1.0, 0.14, 0.08),
    (1.0, 0.62, 0.16),
    (0.20, 0.55, 1.0),
    (0.30, 1.0, 0.35),
    (0.85, 0.25, 1.0),
    (1.0, 0.92, 0.75),
)
SPARKLE = 9  # cd/m²


@dataclass(frozen=True, slots=True)
class Perch:
    """A place in the air."""

    at: Floats  # (3,) metres
    turn: float  # radians
    scale: float

    @property
    def distance(self) -> float:
        """How far it is from the camera, metres."""
        return float(np.hypot(self.at[0], self.at[1]))


def perches(
    plan: Plan,
    thing: Thing,
    count: int,
    reaches: dict[Reach, tuple[float, float]],
    elevations: tuple[float, float],
    *,
    apart_deg: float = APART_DEG,
) -> list[Perch]:
    """Return places in the air around the asked heading, the nearest first; `elevations` in degrees."""
    draw = plan.draw(f"aloft {thing.kind} {thing.heading_deg} {thing.reach}")
    low, high = reaches[thing.reach]
    middle = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    share = (np.arange(count) + draw.uniform(0.15, 0.85, count)) / count
    distance = low * (high / low) ** share
    # neighbours in distance stand far apart in heading
    side = ((np.arange(count) * 0.618 + float(draw.uniform())) % 1.0) * 2 - 1
    spread = math.radians(apart_deg) * min(1.0, 0.3 + 0.14 * count)
    if count == 1:
        side = np.array([float(draw.uniform(0.4, 0.9)) * float(draw.choice([-1, 1]))])
    heading = middle + side * spread * (0.5 if thing.heading_deg is not None else 1.0)
    rise = np.radians(draw.uniform(*elevations, count))
    points = np.stack([np.sin(heading) * distance, np.cos(heading) * distance], -1)
    ground = plan.look(points).z
    z = np.maximum(plan.eye + np.tan(rise) * distance, ground + CLEAR)
    scale = thing.size * draw.uniform(0.88, 1.12, count)
    turn = draw.uniform(0, 2 * np.pi, count)
    return [Perch(np.array([*points[k], z[k]], np.float32), float(turn[k]), float(scale[k])) for k in range(count)]


def balloon(plan: Plan, thing: Thing) -> Built:
    """Build hot-air balloons in gores of coloured silk, glowing from dusk on; 4,100 triangles each."""
    draw = plan.draw("balloon silks")
    reaches = {Reach.ANY: (70.0, 900.0), Reach.NEAR: (35.0, 60.0), Reach.MIDDLE: (80, 260), Reach.FAR: (500, 1600)}
    count = 14 if thing.count >= MANY else max(1, thing.count)
    dark = darkness(plan.scene)
    meshes, lamps = [], []
    for perch in perches(plan, thing, count, reaches, (3.0, 17.0)):
        silks = SILKS[int(draw.integers(len(SILKS)))]
        if thing.tint is not None:
            silks = (thing.tint, (0.82, 0.80, 0.75))
        burns = dark > 0.4 and draw.uniform() < 0.8
        shape = _balloon(silks, int(draw.integers(4)), _glow(plan) if burns else 0)
        meshes.append(placed(moved(shape, perch.at, turn=perch.turn, scale=perch.scale)))
        if burns:
            lamps.append(perch.at + np.array([0, 0, 4.0 * perch.scale]))
    return Built(tuple(meshes), _lamps(lamps, FLAME, BURNER))


def _glow(plan: Plan) -> int:
    return round(float(np.interp(plan.scene.sun.elevation_deg, *LAMPLIT)))


def _lamps(places: Sequence[Floats], colour: Colour, candela: float) -> Lamps:
    count = len(places)
    at = np.array(places, np.float32).reshape(-1, 3)
    light = np.tile(np.array(colour, np.float32) * candela, (count, 1))
    return Lamps(at, light.astype(np.float32), np.full(count, 1.0, np.float32))


def _balloon(silks: Sequence[Colour], pattern: int, glow: int) -> Part:
    """Return a balloon whose basket stands on z = 0; `glow` is the light of its skin by night, cd/m²."""
    rows = np.linspace(0, 1, ROWS + 1)
    way = np.linspace(0, 1, len(SKIN))
    radius, height = (np.interp(rows, way, np.array(SKIN)[:, k]) for k in (0, 1))
    columns = GORES * ACROSS
    angle = np.arange(columns + 1) * (2 * np.pi / columns)
    bulge = 1 + 0.022 * np.sin(np.pi * ((np.arange(columns + 1) % ACROSS) / ACROSS))  # gores swell between their seams
    r = radius[:, None] * bulge
    grid = np.stack([r * np.cos(angle), r * np.sin(angle), np.broadcast_to(height[:, None], r.shape)], -1)
    slope = np.gradient(radius, height)
    out = np.stack([np.cos(angle), np.sin(angle), np.zeros_like(angle)], -1)[None]
    normal = unit(np.broadcast_to(out, grid.shape) - slope[:, None, None] * np.array([0, 0, 1.0]))
    row, column = np.mgrid[0:ROWS, 0:columns]
    gore = column // ACROSS
    index = {
        0: gore,
        1: np.where((row > 7) & (row < 15), gore + (row // 2), 0),
        2: gore + row // 4,
        3: np.where((row // 5) % 2 == 0, 0, 1 + gore % 2),
    }[pattern] % len(silks)
    index = np.where(row < 2, 0, np.where(row > ROWS - 5, len(silks) - 1, index))
    colour = np.array(silks)[index]
    if glow:
        colour = colour**0.8 * np.array(FLAME) * (1.25 - 0.85 * (row / ROWS))[..., None]
    corners = np.stack([row * (columns + 1) + column + step for step in (0, 1, columns + 2, columns + 1)], -1)
    where = grid.reshape(-1, 3)[corners.reshape(-1)]
    a = np.arange(ROWS * columns, dtype=np.uint32)[:, None] * 4
    faces = np.concatenate([a + np.array([0, 1, 2], np.uint32), a + np.array([0, 2, 3], np.uint32)])
    material = tagged(Material.GLOW, glow) if glow else np.uint32(Material.CLOTH)
    uv = np.stack([np.repeat(column.ravel(), 4), np.repeat(row.ravel(), 4)], -1)
    shown = np.clip(colour.reshape(-1, 3), 0.005, 1)
    skin = part(where, faces, normal.reshape(-1, 3)[corners.reshape(-1)], np.repeat(shown, 4, 0), 0.9, material, uv)
    return joined([skin, *_basket(glow)])


def _basket(glow: int) -> list[Part]:
    corners = np.array([(-0.62, -0.62), (0.62, -0.62), (0.62, 0.62), (-0.62, 0.62)])
    lines = [[(x, y, 1.1), (x * 1.1, y * 1.1, 2.2), (x * 2.1, y * 2.1, 3.8)] for x, y in corners]
    ropes = np.array(lines)
    parts = [
        box((1.3, 1.3, 1.05), WICKER, Material.TIMBER, has_floor=True),
        box((1.42, 1.42, 0.12), LEATHER, Material.CLOTH, at=(0, 0, 1.02)),
        tubes(ropes, np.full(ropes.shape[:2], 0.035), 5, (0.12, 0.10, 0.08), int(Material.CLOTH)),
        box((0.5, 0.5, 0.35), (0.3, 0.3, 0.3), Material.METAL, at=(0, 0, 2.15)),
    ]
    if glow:
        flame = [(0.02, 0.0), (0.22, 0.5), (0.16, 1.3), (0.01, 2.1)]
        parts.append(lathe(flame, 8, FLAME, tagged(Material.GLOW, glow * 12), at=(0, 0, 2.5)))
    return parts


def airship(plan: Plan, thing: Thing) -> Built:
    """Build airships with a ribbed hull, fins and a lit gondola; 6,100 triangles each."""
    draw = plan.draw("airship")
    reaches = {Reach.ANY: (110.0, 320.0), Reach.NEAR: (70.0, 100.0), Reach.MIDDLE: (120, 300), Reach.FAR: (500, 1500)}
    count = min(8, max(1, thing.count))
    glow = round(40 + 60 * (1 - darkness(plan.scene))) if darkness(plan.scene) > 0.3 else 0
    meshes = []
    for perch in perches(plan, thing, count, reaches, (9.0, 22.0)):
        heading = math.atan2(float(perch.at[0]), float(perch.at[1]))
        turn = -heading + float(draw.uniform(-0.6, 0.6)) + (np.pi if draw.uniform() < 0.5 else 0)
        shape = _airship(thing.tint or (0.46, 0.36, 0.24), glow)
        meshes.append(placed(moved(shape, perch.at, turn=turn, scale=perch.scale)))
    return Built(tuple(meshes))


def _laid(shape: Part) -> Part:
    """Return a body turned about z as one turned about x."""
    spin = np.array([(0, 0, 1), (0, 1, 0), (-1, 0, 0)], np.float32).T  # z becomes x
    return part(
        shape.position @ spin, shape.faces, shape.normal @ spin, shape.colour, shape.openness, shape.material, shape.uv
    )


def _airship(colour: Colour, glow: int) -> Part:
    along = np.linspace(-1, 1, 58)
    radius = 7.6 * np.sqrt(np.maximum(1 - np.abs(along) ** 2.3, 0)) * (1 - 0.16 * along)
    radius[[0, -1]] = 0.05
    tones = np.where(np.arange(58) % 7 == 0, 0.62, 1.0) * np.where(np.abs(along - 0.2) < 0.1, 0.7, 1.0)
    colours = np.repeat(np.outer(tones, np.array(colour)), 49, axis=0)
    hull = _laid(lathe(np.stack([radius, along * 31], -1), 48, colours, Material.CLOTH))
    parts = [hull]
    for turn in range(4):  # fins
        a = turn * np.pi / 2 + np.pi / 4
        out, side = np.array([0, np.cos(a), np.sin(a)]), np.array([0, -np.sin(a), np.cos(a)]) * 0.16
        root, tip = np.array([-31.0, 0, 0]), np.array([-33.0, 0, 0]) + out * 9.5
        ring = [root + out * 1.0, root + np.array([13.0, 0, 0]) + out * 4.6, tip + np.array([6.5, 0, 0]), tip]
        for way in (1, -1):
            face = [corner + side * way for corner in (ring if way > 0 else ring[::-1])]
            parts.append(quads([face], np.array(colour) * 0.7, Material.CLOTH))
    parts.append(box((15, 2.6, 2.4), (0.20, 0.11, 0.05), Material.TIMBER, at=(2, 0, -10.2), has_floor=True))
    parts.append(box((15.6, 3.0, 0.3), (0.35, 0.25, 0.10), Material.METAL, at=(2, 0, -7.9)))
    lit = tagged(Material.GLOW, glow) if glow else np.uint32(Material.GLASS)
    for x in np.arange(-4.4, 8.6, 1.6):
        for y in (-1.32, 1.32):
            parts.append(box((0.9, 0.06, 0.9), FLAME if glow else (0.1, 0.12, 0.13), lit, at=(x, y, -9.3)))
    lines = np.array([[(x, y, -7.9), (x * 1.15, y * 2.2, -5.6)] for x in (-4, 2, 8) for y in (-1.2, 1.2)], float)
    parts.append(tubes(lines, np.full(lines.shape[:2], 0.1), 5, (0.12, 0.1, 0.08), int(Material.METAL)))
    for side_y in (-4.6, 4.6):  # engines
        pod = _laid(lathe([(0.05, -1.6), (0.7, -1.0), (0.75, 0.8), (0.3, 1.6)], 12, (0.3, 0.2, 0.1), Material.METAL))
        parts.append(moved(pod, (-6, side_y, -7.2)))
        parts.append(box((0.08, 0.35, 3.6), (0.16, 0.09, 0.04), Material.TIMBER, at=(-7.8, side_y, -9.0)))
    return joined(parts)


def birds(plan: Plan, thing: Thing) -> Built:
    """Build a flock: one loose V of a few, a cloud of many; 26 triangles a bird."""
    draw = plan.draw(f"birds {thing.heading_deg}")
    reaches = {Reach.ANY: (55.0, 120.0), Reach.NEAR: (24.0, 40.0), Reach.MIDDLE: (60.0, 160.0), Reach.FAR: (250, 600)}
    count = FLOCK if thing.count == 1 else min(120, thing.count)
    lead = perches(plan, thing, 1, reaches, (13.0, 26.0), apart_deg=24.0)[0]
    course = float(draw.uniform(0, 2 * np.pi))
    ahead, aside = np.array([math.cos(course), math.sin(course)]), np.array([-math.sin(course), math.cos(course)])
    if count <= 18:
        rank = (np.arange(count) + 1) // 2
        side = np.where(np.arange(count) % 2 == 0, 1, -1)
        back, out = rank * 1.7, rank * side * 2.0
        offset = np.stack([back, out, np.zeros(count)], -1) + draw.normal(0, (0.5, 0.4, 0.35), (count, 3))
    else:
        offset = draw.normal(0, 1, (count, 3)) * np.array([13.0, 19.0, 5.5])
    at = np.empty((count, 3), np.float32)
    at[:, :2] = lead.at[:2] - offset[:, :1] * ahead + offset[:, 1:2] * aside
    at[:, 2] = lead.at[2] + offset[:, 2]
    hue = thing.tint or FEATHERS[2 if plan.is_by_water else int(draw.integers(2))]
    pose = draw.integers(0, 4, count)
    meshes = []
    for kind in range(4):
        here = np.flatnonzero(pose == kind)
        if not len(here):
            continue
        copies = Copies(
            at[here],
            (course + draw.normal(0, 0.12, len(here))).astype(np.float32),
            (draw.uniform(0.85, 1.15, len(here)) * lead.scale).astype(np.float32),
            varied(draw, len(here), 0.10).astype(np.float32),
            np.zeros((len(here), 2), np.float32),
        )
        meshes.append(stand(copies, _bird(hue, (-0.35, 0.05, 0.45, 0.8)[kind])))
    return Built(tuple(meshes))


def _bird(colour: Colour, lift: float) -> Part:
    """Return a bird of 1.7 m from tip to tip that flies along x; `lift` is the angle of its wings, radians."""
    profile = [(0.005, -0.42), (0.07, -0.2), (0.10, 0.0), (0.075, 0.2), (0.045, 0.32), (0.004, 0.42)]
    parts = [_laid(lathe(profile, 6, colour, Material.CLOTH))]
    tail = [(-0.38, 0, 0.01), (-0.68, -0.13, 0.0), (-0.70, 0.0, 0.0), (-0.68, 0.13, 0.0)]
    parts.append(part(tail, [(0, 1, 2), (0, 2, 3)], (0, 0, 1), colour, 0.9, Material.CLOTH))
    bend = lift - 0.45
    for side in (-1, 1):
        y1, z1 = 0.44 * math.cos(lift), 0.44 * math.sin(lift) + 0.04
        y2, z2 = y1 + 0.44 * math.cos(bend), z1 + 0.44 * math.sin(bend)
        ring = [(0.16, 0.05, 0.04), (0.20, y1, z1), (-0.05, y2, z2), (-0.13, y1, z1), (-0.14, 0.05, 0.04)]
        wing = [(x, y * side, z) for x, y, z in ring]
        up = (0.0, -math.sin(lift) * side, math.cos(lift))
        parts.append(part(wing, [(0, 1, 3), (0, 3, 4), (1, 2, 3)], up, np.array(colour) * 0.9, 0.9, Material.CLOTH))
    return joined(parts)


def sky_lanterns(plan: Plan, thing: Thing) -> Built:
    """Build paper lanterns that rise into the sky, the near ones lighting what is under them; 120 triangles each."""
    draw = plan.draw("sky lanterns")
    count = LANTERNS if thing.count >= MANY else max(1, thing.count)
    middle = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    distance = 7.0 * (420 / 7.0) ** (draw.uniform(0.0, 1.0, count) ** 0.8)
    heading = middle + draw.normal(0, 0.75, count)
    rise = np.radians(4 + 46 * draw.beta(1.2, 2.6, count))
    at = np.stack([np.sin(heading) * distance, np.cos(heading) * distance, np.zeros(count)], -1)
    at[:, 2] = np.maximum(plan.eye + np.tan(rise) * distance, plan.look(at[:, :2]).z + 3.0)
    bright = draw.uniform(0.6, 1.25, count)
    level = max(2, round(_glow(plan) * 0.3))
    meshes: list[Packed] = []
    for kind in range(3):
        here = np.flatnonzero(np.arange(count) % 3 == kind)
        if not len(here):
            continue
        copies = Copies(
            at[here].astype(np.float32),
            draw.uniform(0, 2 * np.pi, len(here)).astype(np.float32),
            (draw.uniform(0.85, 1.2, len(here)) * thing.size).astype(np.float32),
            np.repeat(bright[here, None], 3, 1).astype(np.float32),
            draw.normal(0, 0.08, (len(here), 2)).astype(np.float32),
        )
        meshes.append(stand(copies, _lantern(thing.tint or PAPER, level, kind)))
    near = at[distance < 90] + np.array([0, 0, 0.2])
    return Built(tuple(meshes), _lamps(list(near[:60]), FLAME, 45.0))


def _lantern(colour: Colour, level: int, kind: int) -> Part:
    tall = (1.0, 1.15, 0.9)[kind]
    profile = np.array(
        [(0.24, 0.0), (0.29, 0.16), (0.36, 0.52), (0.40, 0.86), (0.34, 1.02), (0.16, 1.10), (0.01, 1.12)]
    )
    profile[:, 1] *= tall
    share = profile[:, 1] / profile[-1, 1]
    tone = np.clip(1.15 - 0.85 * share**1.3, 0.25, 1)[:, None] * np.array(colour)
    tone[:, 1] *= 0.75 + 0.5 * (1 - share)
    skin = lathe(profile, 12, np.clip(np.repeat(tone, 13, axis=0) * 0.8, 0, 1), tagged(Material.GLOW, level))
    mouth = lathe([(0.01, 0.05), (0.09, 0.12), (0.01, 0.26)], 6, FLAME, tagged(Material.GLOW, level * 6))
    return joined([skin, mouth])


def fireworks(plan: Plan, thing: Thing) -> Built:
    """Build bursts of falling sparks high over the land; 3,400 triangles each."""
    draw = plan.draw("fireworks")
    reaches = {Reach.ANY: (170.0, 420.0), Reach.NEAR: (90.0, 140.0), Reach.MIDDLE: (150, 320), Reach.FAR: (450, 1200)}
    count = 9 if thing.count >= MANY else min(12, max(3, thing.count))
    meshes = []
    for number, perch in enumerate(perches(plan, thing, count, reaches, (17.0, 34.0))):
        hue = thing.tint or BURSTS[(number + int(draw.integers(2))) % len(BURSTS)]
        shape = _burst(draw, hue, number % 3)
        size = perch.scale * float(draw.uniform(0.16, 0.24)) * perch.distance
        meshes.append(placed(moved(shape, perch.at, scale=size)))
    return Built(tuple(meshes))


def _burst(draw: np.random.Generator, colour: Colour, kind: int) -> Part:
    """Return a burst of about unit radius around z = 0: streaks that point outwards and sag."""
    way = unit(draw.normal(0, 1, (SPARKS, 3)))
    reach = draw.uniform(0.82, 1.0, SPARKS) if kind != 1 else np.where(draw.uniform(size=SPARKS) < 0.4, 0.45, 0.95)
    length = TRAIL * (2.4 if kind == 2 else 1.0) * draw.uniform(0.6, 1.2, SPARKS)
    tip = way * reach[:, None] - np.array([0, 0, 0.16]) * (reach**2)[:, None]
    tail = way * (reach - length)[:, None] - np.array([0, 0, 0.16]) * ((reach - length) ** 2)[:, None]
    across = unit(np.cross(way, np.array([0.3, 0.5, 0.81])))
    third = np.cross(way, across)
    wide = 0.0075
    ring = [tip + (across * math.cos(a) + third * math.sin(a)) * wide for a in (0.0, 2.09, 4.19)]
    corners = np.stack([tail, *ring, tip + way * 0.012], 1)
    one = np.array([(0, 2, 1), (0, 3, 2), (0, 1, 3), (4, 1, 2), (4, 2, 3), (4, 3, 1)], np.uint32)
    faces = (one[None] + np.arange(SPARKS, dtype=np.uint32)[:, None, None] * np.uint32(5)).reshape(-1, 3)
    white = np.array([0.25, 1.0, 1.0, 1.0, 1.0])[None, :, None]
    hue = (
        np.array(colour)
        if kind != 1
        else np.where((reach < 0.6)[:, None], np.array((1.0, 0.85, 0.6)), np.array(colour))
    )
    tone = np.broadcast_to(np.asarray(hue).reshape(-1, 1, 3), (SPARKS, 1, 3)) * white
    return part(
        corners,
        faces,
        np.repeat(way, 5, axis=0),
        np.clip(tone, 0, 1).reshape(-1, 3),
        1.0,
        tagged(Material.GLOW, SPARKLE),
    )
