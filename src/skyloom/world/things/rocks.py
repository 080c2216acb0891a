"""Rock, ice and falling water that can be named: boulders, arches, icebergs, waterfalls, geysers, hanging islands."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import Thing
from skyloom.geometry.meshes import Floats, Part, joined, moved, part, unit
from skyloom.world.built import Built, together
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.standing import Footing, Stand, footprints, settled, stands

Draw = np.random.Generator
ICE_COLOUR = (0.62, 0.76, 0.83)
SPRAY = (0.86, 0.89, 0.92)
FALL_DROP = 26.0  # metres; a waterfall of usual size


def boulder(plan: Plan, thing: Thing) -> Built:
    """Build boulders, each cracked and worn in its own way; 5,120 triangles a near one."""
    draw = plan.draw(f"boulder {thing.heading_deg}")
    places = stands(plan, thing, 1.7, usual=(6.0, 30.0), height=2.2, steepest=0.6, spread=3.1)
    rock = np.array(thing.tint or plan.cover.rock_light)
    return _built(
        plan,
        [(stand, lump(draw, 4 if stand.distance < 60 else 3, (1.7, 1.5, 1.25), rock)) for stand in places],
        radius=1.6,
        sunk=0.35,
    )


def arch(plan: Plan, thing: Thing) -> Built:
    """Build arches of rock that one can look through; 9,200 triangles each."""
    draw = plan.draw(f"arch {thing.heading_deg}")
    places = stands(plan, thing, 9.0, usual=(26.0, 70.0), height=13.0, steepest=0.6, spread=0.5)
    rock = np.array(thing.tint or plan.cover.rock_light)
    return _built(plan, [(stand, span(draw, rock)) for stand in places], radius=9.0, sunk=1.2)


def iceberg(plan: Plan, thing: Thing) -> Built:
    """Build icebergs afloat, or blocks of ice on land; 5,120 triangles each."""
    draw = plan.draw(f"iceberg {thing.heading_deg}")
    footing = Footing.AFLOAT if plan.is_by_water else Footing.ANY
    places = stands(plan, thing, 16.0, usual=(60.0, 260.0), height=14.0, footing=footing, spread=3.1)
    ice = np.array(thing.tint or ICE_COLOUR)
    pieces = []
    for stand in places:
        body = lump(draw, 4, (15.0, 11.0, 13.0 * draw.uniform(0.6, 1.3)), ice, facets=9, material=Material.ICE)
        pieces.append((stand, body))
    return _built(plan, pieces, radius=16.0, sunk=3.0)


def waterfall(plan: Plan, thing: Thing) -> Built:
    """Build waterfalls over cliffs of their own, with a pool of spray at the foot; 21,000 triangles each."""
    draw = plan.draw(f"waterfall {thing.heading_deg}")
    places = stands(plan, thing, 16.0, usual=(38.0, 90.0), height=FALL_DROP, footing=Footing.SHORE, steepest=2.0)
    rock = np.array(plan.cover.rock_light)
    return _built(plan, [(stand, cascade(draw, rock, thing.tint)) for stand in places], radius=15.0, sunk=2.0)


def geyser(plan: Plan, thing: Thing) -> Built:
    """Build geysers: a mound of sinter with a hot pool, and a column of water and steam; 5,400 triangles each."""
    draw = plan.draw(f"geyser {thing.heading_deg}")
    places = stands(plan, thing, 4.0, usual=(14.0, 45.0), height=16.0)
    return _built(plan, [(stand, _spout(draw)) for stand in places], radius=4.5, sunk=0.3)


def lump(
    draw: Draw,
    halvings: int,
    size: tuple[float, float, float],
    colour: Floats,
    *,
    facets: int = 7,
    material: Material = Material.STONE,
) -> Part:
    """Return a stone that planes have cut and weather has worn, standing a quarter deep in z = 0."""
    ball, faces = _ball(halvings)
    shape = ball.copy()
    cut = unit(draw.normal(0, 1, (facets, 3)))
    for normal in cut:
        depth = draw.uniform(0.62, 0.9)
        over = np.maximum(shape @ normal - depth, 0)
        shape -= over[:, None] * normal * 0.92
    shape *= 1 + 0.05 * _rough(draw, ball * 2.3, 4)[:, None] + 0.035 * _rough(draw, ball * 7.0, 3)[:, None]
    shape *= np.array(size)
    shape[:, 2] += 0.5 * size[2]
    tone = 0.8 + 0.25 * _rough(draw, ball * 3.1, 3)
    low = np.clip(shape[:, 2] / size[2] + 0.3, 0.25, 1)
    return _skinned(shape, faces, np.clip(tone, 0.4, 1.3)[:, None] * colour, low, material)


def span(draw: Draw, colour: Floats) -> Part:
    """Return an arch of rock along x: two legs that lean together, thick at the feet."""
    along, around = 96, 48
    t = np.linspace(0, 1, along)[:, None]
    angle = np.arange(around)[None] * (2 * np.pi / around)
    high, half = draw.uniform(8.0, 11.5), draw.uniform(6.0, 8.5)
    turn = np.pi * t
    middle = np.stack(
        [-half * np.cos(turn), 0.6 * np.sin(3 * turn), high * np.sin(turn) ** 0.72 - 1.0 + 0 * turn], -1
    )
    thick = 1.55 + 1.9 * np.abs(np.cos(turn)) ** 1.6
    flat = np.stack([np.cos(turn), 0 * turn, -np.sin(turn)], -1)  # outwards, in the arch's plane
    out = -flat * np.array([1.0, 0, 1.0])
    out[..., 2] = np.sin(turn)
    out[..., 0] = -np.cos(turn)
    away = out * np.cos(angle)[..., None] + np.array([0.0, 1.25, 0]) * np.sin(angle)[..., None]
    rough = _rough(draw, (middle + away * 2).reshape(-1, 3) * 0.55, 5).reshape(along, around)
    beds = 0.16 * np.sin(2.1 * (middle[..., 2] + thick * away[..., 2]) + 2 * rough)
    shape = middle + away * (thick * (1 + 0.24 * rough + beds))[..., None]
    index = np.arange(along - 1)[:, None] * around + np.arange(around)
    right = np.arange(along - 1)[:, None] * around + (np.arange(around) + 1) % around
    faces = np.stack([index, index + around, right, right, index + around, right + around], -1).reshape(-1, 3)
    points = shape.reshape(-1, 3)
    tone = (0.85 + 0.25 * rough + 0.5 * beds).reshape(-1, 1)
    openness = np.clip(0.55 + 0.4 * away[..., 2], 0.25, 1).ravel()
    return _skinned(points, faces, np.clip(tone, 0.4, 1.3) * colour, openness, Material.STONE)


def cascade(draw: Draw, rock: Floats, tint: tuple[float, float, float] | None) -> Part:
    """Return a cliff along x that water falls over towards -y: rock, sheets, strands and spray."""
    drop = FALL_DROP * draw.uniform(0.8, 1.15)
    rows, columns = 64, 96
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    bulge = np.cos(u * np.pi / 2) ** 0.6
    wide = 17.0
    x = u * wide
    grid = np.stack([x, 0 * x, v * drop * (0.35 + 0.65 * bulge)], -1)
    rough = _rough(draw, grid.reshape(-1, 3) * np.array([0.22, 1, 0.16]), 5).reshape(rows, columns)
    ledge = 0.9 * np.floor(v * 5 + 0.6 * rough) / 5
    y = 4.5 * (1 - bulge) + 3.2 * ledge + 1.9 * rough + 9.0 * np.maximum(v - 0.94, 0) / 0.06 * (v > 0.94)
    grid[..., 1] = y - 2.0
    grid[..., 2] -= 1.5 * (1 - v) + 0.0
    faces = _grid_faces(rows, columns)
    tone = np.clip(0.62 + 0.3 * rough + 0.3 * v, 0.25, 1.2).reshape(-1, 1) * rock
    parts = [_skinned(grid.reshape(-1, 3), faces, tone, np.full(rows * columns, 0.75), Material.STONE)]
    water = np.array(tint) if tint else np.array(SPRAY)
    for number in range(int(draw.integers(2, 5))):
        parts.append(_veil(draw, drop, draw.uniform(-4.5, 4.5) if number else 0.0, 5.2 if number == 0 else draw.uniform(0.5, 1.8), water))
    spray = 70
    for _ in range(3):
        size = draw.uniform(1.2, 2.6)
        puff = lump(draw, 2, (size * 1.6, size, size * 0.7), water * 0.95, facets=2, material=Material.PETAL)
        parts.append(moved(puff, (draw.uniform(-3, 3), draw.uniform(-6.5, -4.0), -0.4)))
    drops = draw.normal(0, 1, (spray, 3)) * np.array([3.0, 1.6, 1.1]) + np.array([0, -4.6, 1.0])
    parts.append(_specks(draw, drops, draw.uniform(0.04, 0.14, spray), water))
    return joined(parts)


def island(draw: Draw, radius: float, colour: Floats, halvings: int = 0) -> tuple[Part, Part]:
    """Return a hanging island, its top at z = 0: the ground on it, and the rock that tapers below."""
    around, rings = 72, 14
    angle = np.arange(around) * (2 * np.pi / around)
    ring = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    edge = radius * (1 + 0.26 * _rough(draw, ring * 1.4, 4))
    share = np.linspace(0, 1, rings)[:, None]
    flat = ring[None, :, :2] * (edge * share)[..., None]
    swell = 0.16 * radius * _rough(draw, np.dstack([flat / radius * 1.7, 0 * share + 0 * edge]).reshape(-1, 3), 4)
    top = np.dstack([flat, swell.reshape(rings, around) * (1 - share**3) - 0.05 * radius * share**6])
    ground = _rings(top, np.broadcast_to(np.zeros(3), (rings * around, 3)), 0.95, Material.GROUND)
    deep = radius * draw.uniform(0.9, 1.7)
    down = np.linspace(0, 1, rings + 6)[:, None]
    narrow = (1 - down**1.25) ** 0.8
    spikes = 0.5 + 0.5 * _rough(draw, ring * 3.3, 3)
    body = ring[None, :, :2] * (edge * narrow)[..., None]
    z = -down * deep * (0.5 + 0.75 * spikes * (0.4 + 0.6 * narrow)) - 0.05 * radius
    points = np.dstack([body, z])
    rough = _rough(draw, points.reshape(-1, 3) / radius * 3.2, 5)
    points[..., :2] *= (1 + 0.16 * rough.reshape(z.shape) * np.minimum(down * 6, 1))[..., None]
    tone = np.clip(0.8 + 0.45 * rough, 0.35, 1.3)[:, None] * colour
    rock = _rings(points[::-1], tone.reshape(*z.shape, 3)[::-1].reshape(-1, 3), 0.7, Material.STONE)
    return ground, rock


def _spout(draw: Draw) -> Part:
    mound = lump(draw, 3, (4.2, 4.0, 0.9), np.array((0.58, 0.53, 0.44)), facets=2)
    mound = moved(mound, (0, 0, -0.15))
    count = 260
    height = draw.uniform(0, 1, count) ** 0.8
    spread = 0.25 + 1.5 * height**1.6
    at = draw.normal(0, 1, (count, 3)) * np.stack([spread, spread, 0.3 + 0 * spread], -1)
    at[:, 2] += 0.6 + 13.0 * height
    water = _specks(draw, at, draw.uniform(0.12, 0.32, count) * (0.6 + 1.3 * height), np.array(SPRAY))
    puffs = [
        moved(
            lump(draw, 2, (1.3 + 0.16 * k, 1.2 + 0.13 * k, 1.5), np.array(SPRAY) * 0.97, facets=1, material=Material.PETAL),
            (draw.normal(0, 0.3) + 0.1 * k, draw.normal(0, 0.3), 1.2 + 1.25 * k),
        )
        for k in range(10)
    ]
    return joined([mound, water, *puffs])


def _veil(draw: Draw, drop: float, aside: float, wide: float, colour: Floats) -> Part:
    """Return a sheet of falling water that leaves the edge and comes apart: strands side by side."""
    strands, rows = max(6, int(wide * 9)), 26
    t = np.linspace(0, 1, rows)
    x = aside + np.linspace(-wide / 2, wide / 2, strands) + draw.normal(0, 0.06, strands)
    start = draw.uniform(0, 0.05, strands)
    reach = draw.uniform(2.6, 3.6, strands)
    half = draw.uniform(0.05, 0.19, strands)[:, None] * (1 + 1.1 * t)
    y = -1.5 - reach[:, None] * t * 0.8 - 0.5 * draw.uniform(0, 1, (strands, 1))
    z = drop * (1 - start[:, None]) * (1 - t**1.7) - 0.4
    wave = 0.12 * np.sin(t * 9 + draw.uniform(0, 6, (strands, 1)))
    left = np.stack([x[:, None] - half + wave, y, z], -1)
    right = np.stack([x[:, None] + half + wave, y + 0.05, z], -1)
    points = np.stack([left, right], 2).reshape(-1, 3)
    base = (np.arange(strands)[:, None] * rows + np.arange(rows - 1)) * 2
    faces = np.stack([base, base + 2, base + 1, base + 1, base + 2, base + 3], -1).reshape(-1, 3)
    tone = np.repeat(draw.uniform(0.72, 1.06, (strands, rows)).ravel(), 2)[:, None]
    return part(points, faces, (0, -0.75, 0.65), np.clip(tone * colour, 0, 1), 0.9, int(Material.PETAL))


def _specks(draw: Draw, at: Floats, size: Floats, colour: Floats) -> Part:
    """Return drops as small eight-sided bodies."""
    corners = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1.4), (0, 0, -1.4)], float)
    faces = np.array([(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)])
    points = at[:, None] + corners[None] * size[:, None, None]
    index = faces[None] + 6 * np.arange(len(at))[:, None, None]
    normal = np.tile(corners, (len(at), 1)) + (0, 0, 0.6)
    return part(points, index, normal, np.clip(colour, 0, 1), 0.9, int(Material.PETAL))


def _built(plan: Plan, pieces: list[tuple[Stand, Part]], *, radius: float, sunk: float) -> Built:
    return together(
        Built((settled(moved(shape, (0, 0, -sunk)), stand),), taken=footprints([stand], radius)) for stand, shape in pieces
    )


def _skinned(points: Floats, faces: Floats, colour: Floats, openness: Floats, material: Material) -> Part:
    return part(points, faces, _smooth(points, faces), np.clip(colour, 0.01, 0.9), openness, int(material))


def _smooth(points: Floats, faces: Floats) -> Floats:
    """Return the mean normals of a closed or open skin, (n, 3)."""
    a, b, c = (points[faces[:, k]] for k in range(3))
    flat = np.cross(b - a, c - a)
    total = np.zeros_like(points)
    for k in range(3):
        np.add.at(total, faces[:, k], flat)
    return unit(total)


def _rings(points: Floats, colour: Floats, openness: float, material: Material) -> Part:
    rings, around, _ = points.shape
    index = np.arange(rings - 1)[:, None] * around + np.arange(around)
    right = np.arange(rings - 1)[:, None] * around + (np.arange(around) + 1) % around
    faces = np.stack([index, index + around, right, right, index + around, right + around], -1).reshape(-1, 3)
    where = points.reshape(-1, 3)
    return _skinned(where, faces, colour, np.full(len(where), openness), material) if colour.any() else part(
        where, faces, _smooth(where, faces), 0.0, openness, int(material)
    )


def _grid_faces(rows: int, columns: int) -> Floats:
    a = np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)
    return np.stack([a, a + 1, a + columns + 1, a, a + columns + 1, a + columns], -1).reshape(-1, 3)


def _rough(draw: Draw, points: Floats, octaves: int) -> Floats:
    """Return noise at points (n, 3), about -1 to 1: waves in random directions, twice as fine each octave."""
    total, size = np.zeros(len(points)), 1.0
    for octave in range(octaves):
        waves = unit(draw.normal(0, 1, (6, 3))) * 2.0**octave * draw.uniform(1.4, 2.6, (6, 1))
        total += size * np.sin(points @ waves.T + draw.uniform(0, 6.28, 6)).sum(axis=1) / 2.6
        size *= 0.52
    return np.tanh(total * 0.6)


def _ball(halvings: int) -> tuple[Floats, Floats]:
    """Return a unit ball of 20 * 4**halvings triangles."""
    corners = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)], float)
    faces = np.array([(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)])
    points = corners
    for _ in range(halvings + 1):
        edges = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        pairs, where = np.unique(edges, axis=0, return_inverse=True)
        middle = len(points) + where.reshape(-1, 3)
        points = np.concatenate([points, unit(points[pairs].mean(axis=1))])
        (a, b, c), (ab, bc, ca) = faces.T, middle.T
        faces = np.concatenate([np.stack(f, -1) for f in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    return points, faces
