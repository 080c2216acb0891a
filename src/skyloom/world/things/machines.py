"""Machines: wind turbines, rockets, ships from space, and gates of light."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from skyloom.core.scene import Reach, Thing
from skyloom.geometry.meshes import Part, joined, moved, part
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import box, lathe, prism, sheet
from skyloom.world.built import Built, Lamps, together
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan
from skyloom.world.standing import Footing, Stand, footprints, from_stand, settled, stands
from skyloom.world.urban import vehicles

Rgb = tuple[float, float, float]
WHITE, STEEL, DARK = (0.74, 0.75, 0.75), (0.42, 0.43, 0.45), (0.06, 0.06, 0.065)
HUB = 88.0  # metres of a turbine's axis over the ground
BLADE = 46.0
HOVER = 26.0  # metres of a ship over the ground
PORTAL_LIGHT = (5200, 22)  # cd/m² by day and by night: what the eye takes for bright
PORTAL_HOURS = (-10.0, 4.0)  # degrees of the sun between which it dims


def lamps_at(where: list[tuple[float, float, float]], light: Rgb, radius: float) -> Lamps:
    """Return equal lamps at points; `light` in cd."""
    k = len(where)
    return Lamps(
        np.array(where, np.float32).reshape(k, 3),
        np.tile(np.array(light, np.float32), (k, 1)),
        np.full(k, radius, np.float32),
    )


def painted(shape: Part, tint: Rgb | np.ndarray | None) -> Part:
    """Return a part whose white vertices have a colour."""
    if tint is None:
        return shape
    colour = np.where((shape.colour.min(axis=1) > 0.985)[:, None], np.asarray(tint, np.float32), shape.colour)
    return part(shape.position, shape.faces, shape.normal, colour, shape.openness, shape.material, shape.uv)


def turbine(plan: Plan, thing: Thing) -> Built:
    """Build wind turbines, their blades all turned against one wind; 900 triangles each."""
    usual = (260.0, 900.0) if thing.reach in (Reach.ANY, Reach.FAR) else (90.0, 220.0)
    places = stands(plan, thing, 46.0, usual=usual, height=HUB, footing=Footing.ANY, steepest=0.7, spacing=0.9)
    draw = plan.draw("turbine blades")
    wind = draw.uniform(-0.5, 0.5)
    tint = thing.tint or WHITE
    meshes = []
    for stand in places:
        facing = Stand(stand.x, stand.y, stand.z, stand.low, stand.turn + wind, stand.scale)
        meshes.append(settled(painted(_turbine(round(draw.uniform(0, 11))), tint), facing))
    return Built(tuple(meshes), taken=footprints(places, 4.0))


@cache
def _turbine(phase: int) -> Part:
    tower = lathe([(2.3, -6), (2.2, 0), (1.9, HUB * 0.4), (1.3, HUB - 1.6)], 20, (1, 1, 1), int(Material.PAINT))
    house = vehicles.loft(
        [
            (-2.6, 0.4, -0.6, 0.6),
            (-2.4, 1.5, -1.6, 1.6),
            (4, 1.8, -1.9, 1.9),
            (8.5, 1.5, -1.5, 1.7),
            (9, 0.5, -0.6, 0.8),
        ],
        (1, 1, 1),
        int(Material.PAINT),
    )
    nose = vehicles.loft(
        [(-4.6, 0.05, -0.05, 0.05), (-4.1, 0.9, -0.9, 0.9), (-2.5, 1.6, -1.6, 1.6)],
        (1, 1, 1),
        int(Material.PAINT),
        power=2,
    )
    parts = [tower, moved(house, (0, 0, HUB)), moved(nose, (0, 0, HUB))]
    for k in range(3):
        angle = phase * np.pi / 6 + k * 2 * np.pi / 3
        parts.append(moved(_blade(angle), (0, -3.4, HUB)))
    return joined(parts)


def _blade(angle: float) -> Part:
    """Return a blade from the axis at z = 0, turned in the plane of x and z."""
    t = np.array([0.02, 0.06, 0.14, 0.25, 0.45, 0.7, 0.9, 1.0])
    chord = np.array([1.6, 1.7, 3.6, 3.5, 2.6, 1.7, 0.9, 0.15]) * 0.5
    thick = np.array([0.8, 0.7, 0.5, 0.36, 0.24, 0.14, 0.08, 0.03])
    twist = np.radians(np.array([30, 28, 20, 14, 8, 4, 1, 0]))
    ring = np.linspace(0, 2 * np.pi, 9)
    across, deep = chord[:, None] * np.cos(ring), thick[:, None] * np.sin(ring)
    u = across * np.cos(twist)[:, None] - deep * np.sin(twist)[:, None]
    v = across * np.sin(twist)[:, None] + deep * np.cos(twist)[:, None] - (t * t * 1.6)[:, None]
    r = np.broadcast_to((t * BLADE)[:, None], u.shape)
    cos, sin = np.cos(angle), np.sin(angle)
    grid = np.stack([u * cos + r * sin, v, r * cos - u * sin], -1)
    return sheet(grid, (1, 1, 1), int(Material.PAINT))


def rocket(plan: Plan, thing: Thing) -> Built:
    """Build rockets on their pads beside a gantry, floodlit by night; 2,500 triangles each."""
    usual = (70.0, 150.0)
    places = stands(plan, thing, 22.0, usual=usual, height=60.0, steepest=0.5)
    dark = darkness(plan.scene)
    meshes = [settled(painted(_rocket(), thing.tint or WHITE), stand) for stand in places]
    lamps = []
    if dark > 0.1:
        for stand in places:
            spots = [from_stand(stand, (x, y, 6.0)) for x, y in ((-16, -16), (16, -16), (0, 18))]
            lamps.append(Built(lamps=lamps_at(spots, (14000 * dark, 13000 * dark, 11500 * dark), 1.0)))
    return together([Built(tuple(meshes), taken=footprints(places, 20.0)), *lamps])


@cache
def _rocket() -> Part:
    paint, metal = int(Material.PAINT), int(Material.METAL)
    body = lathe(
        [
            (2.6, 5),
            (2.6, 30),
            (2.62, 30.1),
            (2.62, 31),
            (2.5, 31.2),
            (2.5, 46),
            (2.75, 47),
            (2.75, 51),
            (2.3, 54),
            (1.4, 57),
            (0.5, 59),
            (0.02, 60),
        ],
        28,
        (1, 1, 1),
        paint,
    )
    bands = [
        lathe([(2.63, z), (2.65, z + 0.1), (2.65, z + h), (2.63, z + h + 0.1)], 28, DARK, paint)
        for z, h in ((18, 2.2), (30, 1.2), (44, 0.8))
    ]
    nozzles = [
        moved(lathe([(1.1, 2.2), (0.8, 3.4), (0.4, 4.4), (0.35, 5)], 14, STEEL, metal), (x, y, 0))
        for x, y in ((0, 0), (1.5, 0), (-1.5, 0), (0, 1.5), (0, -1.5))
    ]
    fins = []
    for k in range(4):
        plate = box((2.4, 0.18, 5.0), DARK, paint, at=(3.6, 0, 3.2), has_floor=True)
        fins.append(moved(plate, turn=k * np.pi / 2))
    table = box((13, 13, 1.6), (0.32, 0.31, 0.29), int(Material.CONCRETE), at=(0, 0, -0.3))
    pad = lathe([(22, -8), (22, 0.0), (0.0, 0.02)], 40, (0.30, 0.29, 0.27), int(Material.CONCRETE))
    return joined([body, *bands, *nozzles, *fins, table, pad, moved(_gantry(52.0), (8.5, 0, 0))])


def _gantry(height: float) -> Part:
    """Return a lattice tower with arms towards -x."""
    metal = int(Material.METAL)
    red = (0.30, 0.05, 0.03)
    corners = np.array([(-2, -2), (2, -2), (2, 2), (-2, 2)], float)
    posts = np.stack([np.column_stack([corners, np.full(4, 0.0)]), np.column_stack([corners, np.full(4, height)])], 1)
    parts = [tubes(posts, np.full((4, 2), 0.18), 5, red, metal)]
    levels = np.arange(0, height, 4.0)
    rods = []
    for z in levels:
        for a in range(4):
            p, q = corners[a], corners[(a + 1) % 4]
            rods += [[(*p, z), (*q, z)], [(*p, z), (*q, z + 4.0)]]
    parts.append(tubes(np.array(rods), np.full((len(rods), 2), 0.08), 4, red, metal))
    for z in (24.0, 40.0, 48.0):
        parts.append(box((4.4, 1.2, 0.9), STEEL, metal, at=(-4.0, 0, z), has_floor=True))
    return joined(parts)


def spaceship(plan: Plan, thing: Thing) -> Built:
    """Build ships from space: saucers that hover and wedges that have landed, lit from below; 3,000 triangles each."""
    usual = (70.0, 190.0) if thing.reach is Reach.ANY else (30.0, 60.0)
    places = stands(plan, thing, 18.0, usual=usual, height=30.0, footing=Footing.ANY, steepest=2.0)
    draw = plan.draw(f"spaceship {thing.heading_deg}")
    meshes, lamps = [], []
    dark = darkness(plan.scene)
    is_saucer = draw.uniform() < 0.5
    for n, stand in enumerate(places):
        rise = HOVER * stand.scale + (n % 3) * 9.0
        high = Stand(stand.x, stand.y, stand.z + rise, stand.low, stand.turn, stand.scale)
        meshes.append(settled(painted(_saucer() if is_saucer else _cruiser(), thing.tint or STEEL), high))
        if dark > 0.1:
            below = [from_stand(high, (0, 0, -3.0))]
            lamps.append(Built(lamps=lamps_at(below, (1200 * dark, 2600 * dark, 3200 * dark), 2.0)))
    return together([Built(tuple(meshes)), *lamps])


@cache
def _saucer() -> Part:
    metal = int(Material.METAL)
    hull = lathe(
        [
            (0.02, -2.2),
            (4, -2.2),
            (5, -1.9),
            (9, -0.9),
            (15.5, -0.25),
            (16, 0),
            (15.5, 0.25),
            (9, 1.7),
            (6, 2.6),
            (4.6, 2.9),
        ],
        48,
        (1, 1, 1),
        metal,
    )
    dome = lathe(
        [(4.6, 2.9), (4.2, 4.2), (3.0, 5.3), (1.4, 5.9), (0.02, 6.0)], 32, (0.08, 0.11, 0.12), int(Material.GLASS)
    )
    ring = lathe([(2.4, -2.26), (3.6, -2.26)], 32, (0.35, 0.85, 1.0), tagged(Material.GLOW, 1500))
    ring = part(ring.position, ring.faces, (0, 0, -1), ring.colour, 1.0, ring.material)
    lights = []
    for k in range(24):
        angle = k * np.pi / 12
        at = (15.0 * np.cos(angle), 15.0 * np.sin(angle), -0.42)
        lights.append(box((0.35, 0.35, 0.2), (1.0, 0.75, 0.4), tagged(Material.GLOW, 1200), at=at, has_floor=True))
    panels = [moved(box((3.2, 0.9, 0.12), DARK, metal, at=(8.6, 0, 1.62)), turn=k * np.pi / 5) for k in range(10)]
    return joined([hull, dome, ring, *lights, *panels])


@cache
def _cruiser() -> Part:
    metal, glass = int(Material.METAL), int(Material.GLASS)
    hull = vehicles.loft(
        [
            (-17, 0.3, -0.4, 0.4),
            (-13, 1.6, -0.9, 1.0),
            (-4, 3.4, -1.5, 1.9),
            (6, 5.2, -1.8, 2.6),
            (12, 5.4, -1.7, 2.8),
            (14.5, 4.4, -1.2, 2.3),
            (14.6, 0.5, 0.2, 0.8),
        ],
        (1, 1, 1),
        metal,
        points=20,
        power=3.0,
    )
    bridge = vehicles.loft(
        [(-9, 0.3, 0.8, 1.0), (-7, 1.1, 0.8, 1.9), (-3.5, 1.4, 1.0, 2.6), (-1, 0.9, 1.4, 2.4)],
        (0.05, 0.07, 0.08),
        glass,
    )
    parts = [hull, bridge]
    for side in (-1, 1):
        wing = vehicles.loft(
            [(-1, 0.5, -0.10, 0.10), (4, 4.2, -0.22, 0.22), (12, 5.0, -0.25, 0.25), (13.5, 4.2, -0.1, 0.1)],
            (1, 1, 1),
            metal,
            power=6,
        )
        parts.append(moved(wing, (side * 7.5, 0, -0.3)))
        pod = lathe([(0.3, 0), (1.1, 0.6), (1.35, 4), (1.3, 7.5), (1.0, 8.6)], 16, DARK, metal)
        turned = part(
            pod.position[:, [0, 2, 1]] * (1, 1, -1),
            pod.faces,
            pod.normal[:, [0, 2, 1]] * (1, 1, -1),
            pod.colour,
            0.8,
            pod.material,
        )
        parts.append(moved(turned, (side * 8.0, 6.5, -0.2)))
        flame = lathe([(0.02, 0.0), (0.95, 0.02)], 16, (0.4, 0.8, 1.0), tagged(Material.GLOW, 2500))
        flame = part(flame.position[:, [0, 2, 1]], flame.faces, (0, 1, 0), flame.colour, 1.0, flame.material)
        parts.append(moved(flame, (side * 8.0, 15.2, -0.2)))
        parts.append(
            box(
                (0.3, 0.3, 0.3),
                (1.0, 0.05, 0.03) if side < 0 else (0.05, 1.0, 0.2),
                tagged(Material.GLOW, 900),
                at=(side * 12.4, 9, -0.3),
                has_floor=True,
            )
        )
    rows = np.arange(-6, 12, 1.1)
    for y in rows:
        parts.append(
            box(
                (0.06, 0.45, 0.22),
                (1.0, 0.82, 0.55),
                tagged(Material.GLOW, 260),
                at=(-4.0 - 0.11 * y, y, 0.9),
                has_floor=True,
            )
        )
        parts.append(
            box(
                (0.06, 0.45, 0.22),
                (1.0, 0.82, 0.55),
                tagged(Material.GLOW, 260),
                at=(4.0 + 0.11 * y, y, 0.9),
                has_floor=True,
            )
        )
    for k in range(26):
        spot = (4.2 * math.sin(k * 2.4), -2 + 14 * ((k * 0.618) % 1), 2.0)
        parts.append(box((0.5 + 0.9 * ((k * 0.37) % 1), 0.8, 0.55), (1, 1, 1) if k % 3 else DARK, metal, at=spot))
    return joined(parts)


def portal(plan: Plan, thing: Thing) -> Built:
    """Build gates of light: a ring of stone blocks with runes around a disc that glows; 3,500 triangles each."""
    places = stands(plan, thing, 4.6, usual=(13.0, 26.0), height=8.0, steepest=0.5, spread=0.3)
    draw = plan.draw(f"portal {thing.heading_deg}")
    tint = (
        thing.tint
        or ((0.12, 0.55, 1.0), (0.62, 0.18, 1.0), (0.10, 0.95, 0.62), (1.0, 0.42, 0.10))[int(draw.integers(4))]
    )
    light = np.asarray(tint) / max(max(tint), 1e-3)
    low, high = PORTAL_HOURS
    dark = float(np.clip((high - plan.scene.sun.elevation_deg) / (high - low), 0, 1))
    shape = _portal(tuple(float(c) for c in light), round(PORTAL_LIGHT[0] ** (1 - dark) * PORTAL_LIGHT[1] ** dark))
    meshes = [settled(shape, stand) for stand in places]
    power = 180.0
    lamps = [
        Built(
            lamps=lamps_at(
                [from_stand(stand, (0, y, z)) for y in (-1.6, 1.6) for z in (2.0, 4.6)], tuple(light * power), 1.2
            )
        )
        for stand in places
    ]
    return together([Built(tuple(meshes), taken=footprints(places, 4.4)), *lamps])


@cache
def _portal(light: Rgb, bright_as: int) -> Part:
    stone = int(Material.MASONRY)
    parts = []
    middle, inner, outer = 3.9, 3.05, 3.95
    blocks = 26
    for k in range(blocks):
        a0, a1 = (k + 0.03) * 2 * np.pi / blocks, (k + 0.97) * 2 * np.pi / blocks
        push = 0.10 * ((k * 7) % 3)
        ring = np.array([(inner, a0), (outer + push, a0), (outer + push, a1), (inner, a1)])
        flat = np.column_stack([ring[:, 0] * np.sin(ring[:, 1]), ring[:, 0] * np.cos(ring[:, 1]) + middle])
        parts.append(_upright(flat, 0.55 + 0.06 * (k % 2), (0.17, 0.17, 0.185), stone))
        if k % 2 == 0:
            a = (a0 + a1) / 2
            at = (3.5 * np.sin(a), 0, 3.5 * np.cos(a) + middle - 0.11)
            for y in (-0.68, 0.62):
                parts.append(
                    box(
                        (0.22, 0.06, 0.22),
                        light,
                        tagged(Material.GLOW, bright_as * 2),
                        at=(at[0], y, at[2]),
                        has_floor=True,
                    )
                )
    rings, sides = 12, 40
    r = np.linspace(0.02, inner, rings + 1)
    turn = np.linspace(0, 2 * np.pi, sides + 1)
    swirl = 0.10 * np.sin(3 * turn[None] + 2.6 * r[:, None]) * (r / inner)[:, None]
    grid = np.stack([r[:, None] * np.sin(turn), swirl, r[:, None] * np.cos(turn) + middle], -1)
    bright = 0.25 + 0.75 * (0.5 + 0.5 * np.sin(3 * turn[None] + 2.6 * r[:, None])) ** 2
    bright = bright * (0.35 + 0.65 * (r / inner)[:, None] ** 2)
    colour = (np.asarray(light) * bright[..., None] + 0.25 * (bright**4)[..., None]).reshape(-1, 3).clip(0, 1)
    disc = sheet(grid, (1, 1, 1), tagged(Material.GLOW, bright_as))
    for y in (-0.02, 0.02):
        parts.append(moved(part(disc.position, disc.faces, disc.normal, colour, 1.0, disc.material), (0, y, 0)))
    for k, wide in enumerate((5.4, 4.4, 3.6)):
        parts.append(box((wide * 1.7, wide, 0.3), (0.20, 0.20, 0.21), stone, at=(0, 0, -0.6 + 0.25 * k)))
    return joined(parts)


def _upright(outline: np.ndarray, half: float, colour: Rgb, material: int) -> Part:
    """Return a prism over an outline in the plane of x and z, `half` metres thick to both sides."""
    flat = prism(outline[::-1], 2 * half, colour, material, has_floor=True)
    p, n = flat.position, flat.normal
    where = np.column_stack([p[:, 0], half - p[:, 2], p[:, 1]])
    normal = np.column_stack([n[:, 0], -n[:, 2], n[:, 1]])
    return part(where, flat.faces, normal, flat.colour, flat.openness, flat.material, flat.uv)
