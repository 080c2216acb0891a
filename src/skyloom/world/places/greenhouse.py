"""A greenhouse: an iron frame of glass over beds of palms, ferns, flowers and cacti, a path and a pond."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import Tree
from skyloom.geometry.meshes import Part
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe
from skyloom.world.built import Built, Shelter
from skyloom.world.evening import darkness
from skyloom.world.flora.arid import cacti, low_cacti
from skyloom.world.flora.floor import ferns, lily_pads, rosettes
from skyloom.world.flora.flowers import flowers
from skyloom.world.interiors import church, furniture
from skyloom.world.interiors.bodies import boxes, scattered
from skyloom.world.interiors.furniture import METAL, TIMBER, choice
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, Stand, all_of, built, piece, shine
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan
from skyloom.world.trees import trees_of

EYE = 1.65
FRAMES = ((0.62, 0.63, 0.60), (0.05, 0.09, 0.07), (0.05, 0.05, 0.055), (0.42, 0.48, 0.45))
GREENS = ((0.055, 0.13, 0.025), (0.075, 0.15, 0.03), (0.04, 0.10, 0.03), (0.10, 0.16, 0.05), (0.06, 0.11, 0.05))
BRICK, EARTH, PAVING, GLASS = (int(m) for m in (Material.BRICK, Material.EARTH, Material.PAVING, Material.GLASS))
DWARF = 0.62  # metres: height of the brick wall under the glass
BAR = 0.75  # metres between glazing bars
PLANTS = 7.0  # plants a square metre of bed


def greenhouse(plan: Plan) -> Built:
    """Build a greenhouse around the camera."""
    draw, scene = plan.draw("greenhouse"), plan.scene
    half, end = float(draw.uniform(5.0, 7.0)), float(draw.uniform(10.0, 15.0))
    eave, ridge = float(draw.uniform(3.4, 4.4)), float(draw.uniform(6.2, 7.8))
    metal, is_round = choice(draw, FRAMES), bool(draw.uniform() < 0.5)
    found = [piece(*_frame(half, end, eave, ridge, metal, is_round=is_round))]
    found.append(piece(*_ground(half, end)))
    found += _beds(draw, half, end, eave, ridge, scene.site.overgrown)
    found.append(_pond(draw).at(0.0, end * 0.38))
    found += _benches(draw, half, metal)
    lit = darkness(scene)
    if lit > 0.05:
        for y in np.arange(-end + 2.5, end - 1.5, 3.2):
            found.append(_lamp(lit, eave - 0.6, ridge).at(0.0, float(y)))
    camera = (float(draw.uniform(-0.3, 0.3)), -end * float(draw.uniform(0.3, 0.5)))
    stand = Stand(*camera, plan.eye - EYE, -plan.form.heading)
    shelter = Shelter(haze=0.004 * (0.3 + 2 * scene.sights.light_shafts))
    return built(
        all_of(found), stand, (-half - 0.25, -end - 0.25, -0.05), (half + 0.25, end + 0.25, ridge + 0.3), shelter
    )


def _frame(
    half: float, end: float, eave: float, ridge: float, metal: tuple[float, float, float], *, is_round: bool
) -> list[Part]:
    """Return a dwarf wall, posts, glazing bars, hoops, purlins and both gables."""
    parts = []
    brick = (0.30, 0.14, 0.09)
    low = [(-half - 0.2, -end - 0.2, 0), (half, -end - 0.2, 0), (-half, -end - 0.2, 0), (-half, end, 0)]
    high = [(-half, end + 0.2, DWARF), (half + 0.2, end + 0.2, DWARF), (half, -end, DWARF), (half, end + 0.2, DWARF)]
    parts.append(boxes(low, high, np.asarray(brick), BRICK))
    x, z = _section(half, eave, ridge, is_round=is_round)
    rows = np.linspace(-end, end, 2 * max(4, round(end / BAR)) + 1)
    hoops = np.stack([np.stack([x, np.full(len(x), y), z], -1) for y in rows])
    heavy = np.arange(len(rows)) % 4 == 0
    parts.append(tubes(hoops[~heavy], np.full((int((~heavy).sum()), len(x)), 0.016), 4, metal, METAL))
    parts.append(tubes(hoops[heavy], np.full((int(heavy.sum()), len(x)), 0.055), 6, metal, METAL))
    along = np.concatenate([np.linspace(0, len(x) - 1, 13).astype(int), [np.argmax(z)]])
    lines = np.stack([np.stack([[x[k], -end, z[k]], [x[k], end, z[k]]]) for k in along])
    parts.append(tubes(lines, np.full((len(lines), 2), 0.022), 5, metal, METAL))
    top = np.array([[(0, -end, ridge + 0.04), (0, end, ridge + 0.04)]], float)
    parts.append(tubes(top, np.full((1, 2), 0.08), 8, metal, METAL))
    for y in (-end, end):
        u = np.linspace(-half, half, 2 * max(4, round(half / BAR)) + 1)
        head = np.interp(u, x, z)
        bars = np.stack([np.stack([[a, y, DWARF], [a, y, b]]) for a, b in zip(u[1:-1], head[1:-1], strict=True)])
        parts.append(tubes(bars, np.full((len(bars), 2), 0.018), 4, metal, METAL))
        for level in (1.6, 2.6, eave, (eave + ridge) / 2):
            inside = np.abs(u)[head >= level]
            if len(inside):
                reach = float(inside.max())
                parts.append(
                    tubes(np.array([[(-reach, y, level), (reach, y, level)]]), np.full((1, 2), 0.024), 5, metal, METAL)
                )
    ties = np.array([[(-half, y, eave), (half, y, eave)] for y in rows[heavy]])
    parts.append(tubes(ties, np.full((len(ties), 2), 0.02), 5, metal, METAL))
    return parts


def _section(half: float, eave: float, ridge: float, *, is_round: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the outline of the glass from one dwarf wall over the ridge to the other."""
    if is_round:
        a = np.linspace(np.pi, 0, 25)
        x, z = half * np.cos(a), eave + (ridge - eave) * np.sin(a)
    else:
        x = np.linspace(-half, half, 25)
        z = ridge - np.abs(x) / half * (ridge - eave)
    return np.concatenate([[-half], x, [half]]) + np.concatenate([[-1e-3], np.zeros(25), [1e-3]]), np.concatenate(
        [[DWARF], z, [DWARF]]
    )


def _ground(half: float, end: float) -> list[Part]:
    path = church.chequered((-0.85, 0.85), (-end, end), 0.55, ((0.42, 0.38, 0.33), (0.34, 0.31, 0.27)), PAVING)
    cross_up = boxes([(-half, -0.8, 0.004)], [(half, 0.8, 0.006)], np.asarray((0.38, 0.345, 0.3)), PAVING)
    soil, low, high = (0.06, 0.042, 0.028), [], []
    for side in (-1, 1):
        for y0, y1 in ((-end, -0.8), (0.8, end)):
            x0, x1 = sorted((side * 0.95, side * half))
            low.append((x0, y0, 0.0))
            high.append((x1, y1, 0.24))
    kerbs_low = [(a[0] - 0.1, a[1], 0.0) for a in low] + [(b[0], a[1], 0.0) for a, b in zip(low, high, strict=True)]
    kerbs_high = [(a[0], b[1], 0.3) for a, b in zip(low, high, strict=True)] + [(b[0] + 0.1, b[1], 0.3) for b in high]
    kerbs = boxes(kerbs_low, kerbs_high, np.asarray((0.36, 0.19, 0.13)), BRICK)
    return [path, cross_up, boxes(low, high, np.asarray(soil), EARTH), kerbs]


def _beds(
    draw: np.random.Generator, half: float, end: float, eave: float, ridge: float, overgrown: float
) -> list[Piece]:
    """Return all that grows: tall plants to the walls, low ones along the path, in groups of a kind."""
    area = 4 * (half - 1) * (end - 0.8)
    count = int(area * PLANTS * (1 + overgrown))
    x = draw.uniform(1.15, half - 0.3, count) * draw.choice([-1, 1], count)
    y = draw.uniform(1.0, end - 0.3, count) * draw.choice([-1, 1], count)
    wall = (np.abs(x) - 1) / (half - 1)
    found = []
    group = np.floor((np.sign(x) * 3.1 + y / 2.3) * 0.9).astype(int) % 7
    greens = np.asarray(GREENS)

    def grow(shapes: tuple[Part, ...], mine: np.ndarray, size: np.ndarray, *, tinted: bool) -> None:
        kind = draw.integers(0, len(shapes), len(mine))
        for k, shape in enumerate(shapes):
            here = kind == k
            if not here.any():
                continue
            picked = mine[here]
            at = np.column_stack([x[picked], y[picked], np.full(len(picked), 0.22)])
            tint = (
                greens[group[picked] % len(greens)] * np.exp(draw.normal(0, 0.2, (len(picked), 1)))
                if tinted
                else np.ones((len(picked), 3))
            )
            found.append(
                piece(scattered(shape, at, draw.uniform(0, 6.28, len(picked)), np.repeat(size[here, None], 3, 1), tint))
            )

    def height(shape: Part) -> float:
        return float(shape.position[:, 2].max())

    low = np.flatnonzero(wall < 0.75)
    dice = draw.uniform(0, 1, count)
    fern = low[(group[low] % 3 == 0) & (dice[low] < 0.75)]
    grow(ferns(0), fern, draw.uniform(0.7, 1.4, len(fern)), tinted=True)
    bloom = low[(group[low] % 3 == 1) & (dice[low] < 0.8)]
    for k, flower in enumerate(flowers(0)):
        mine = bloom[bloom % 4 == k % 4]
        if not len(mine):
            continue
        size = draw.uniform(1.0, 1.7, len(mine))
        at = np.column_stack([x[mine], y[mine], np.full(len(mine), 0.22)])
        turn, scale = draw.uniform(0, 6.28, len(mine)), np.repeat(size[:, None], 3, 1)
        petals = np.asarray(flower.colours)[draw.integers(0, len(flower.colours), len(mine))]
        found.append(piece(scattered(flower.head, at, turn, scale, petals)))
        found.append(piece(scattered(flower.stalk, at, turn, scale, greens[group[mine] % len(greens)])))
        if flower.eye is not None:
            found.append(piece(scattered(flower.eye, at, turn, scale)))
    rest = low[(group[low] % 3 == 2) & (dice[low] < 0.6)]
    grow(rosettes(), rest, draw.uniform(1.0, 2.2, len(rest)), tinted=True)
    for k in low[dice[low] > 0.965]:
        plant = furniture.piece(
            *furniture.foliage(draw, 0.0, float(draw.uniform(0.6, 1.5)), int(draw.integers(20, 46)))
        )
        found.append(plant.at(float(x[k]), float(y[k]), 0.2))
    tall = np.flatnonzero(wall > 0.35)
    tall = tall[draw.permutation(len(tall))][: int(area / 6.5)]
    for k in tall:
        species = (Tree.PALM, Tree.JUNGLE, Tree.PALM, Tree.BAMBOO)[int(draw.integers(4))]
        shapes = trees_of(species, 1)
        plant = shapes[int(draw.integers(len(shapes)))]
        room = ridge - (ridge - eave) * abs(float(x[k])) / half - 0.5
        size = min(room * float(draw.uniform(0.55, 0.95)) / height(plant.crown), 1.0)
        found.append(_tree(draw, plant.crown, plant.wood, float(x[k]), float(y[k]), size))
    desert = draw.choice([-1, 1])
    dry = np.flatnonzero((np.sign(x) == desert) & (y < -end * 0.4) & (dice < 0.1))
    for k in dry[:14]:
        kinds = (*low_cacti(0), *cacti(0))
        plant = kinds[int(draw.integers(len(kinds)))]
        size = min(2.0 / height(plant.crown), 1.0) * float(draw.uniform(0.4, 1.0))
        found.append(_tree(draw, plant.crown, plant.wood, float(x[k]), float(y[k]), size, tint=(1.0, 1.0, 1.0)))
    return found


def _tree(
    draw: np.random.Generator,
    crown: Part,
    wood: Part | None,
    x: float,
    y: float,
    size: float,
    *,
    tint: tuple[float, float, float] | None = None,
) -> Piece:
    green = np.asarray(tint or GREENS[int(draw.integers(len(GREENS)))]) * np.exp(draw.normal(0, 0.12))
    turn, at = float(draw.uniform(0, 6.28)), [(x, y, 0.2)]
    parts = [scattered(crown, at, [turn], [(size, size, size)], [green])]
    if wood is not None:
        parts.append(scattered(wood, at, [turn], [(size, size, size)]))
    return piece(*parts)


def _pond(draw: np.random.Generator) -> Piece:
    """Return a round basin with a fountain's bowl and water lilies."""
    stone = (0.44, 0.41, 0.36)
    rim = lathe([(1.5, 0.0), (1.5, 0.42), (1.25, 0.45), (1.22, 0.3), (1.22, 0.05)], 40, stone, int(Material.MASONRY))
    water = lathe([(1.23, 0.33), (0.0, 0.331)], 40, (0.008, 0.016, 0.013), GLASS)
    bowl = lathe(
        [(0.22, 0.3), (0.16, 0.5), (0.1, 0.9), (0.14, 1.0), (0.55, 1.2), (0.52, 1.2), (0.1, 1.08), (0.0, 1.08)],
        26,
        stone,
        int(Material.MASONRY),
    )
    jets = np.stack(
        [
            np.stack(
                [
                    np.array([0.0, 0.1, 0.18]) * np.cos(t),
                    np.array([0.0, 0.1, 0.18]) * np.sin(t),
                    np.array([1.1, 1.5, 1.15]),
                ],
                -1,
            )
            for t in np.arange(9) * 0.7
        ]
    )
    spray = tubes(jets, np.full((9, 3), 0.006), 4, (0.8, 0.85, 0.88), GLASS)
    pads = lily_pads()
    k = 9
    a, r = draw.uniform(0, 6.28, k), draw.uniform(0.5, 1.05, k)
    lilies = scattered(
        pads[0], np.column_stack([r * np.cos(a), r * np.sin(a), np.full(k, 0.335)]), a, np.full((k, 3), 0.6)
    )
    return piece(rim, water, bowl, spray, lilies)


def _benches(draw: np.random.Generator, half: float, metal: tuple[float, float, float]) -> list[Piece]:
    found = []
    wood = choice(draw, furniture.WOODS)
    for side in (-1, 1):
        slats = boxes(
            [(-0.75, 0.05 * k * 2 - 0.2, 0.43) for k in range(5)],
            [(0.75, 0.05 * k * 2 - 0.12, 0.46) for k in range(5)],
            np.asarray(wood),
            TIMBER,
        )
        back = boxes(
            [(-0.75, 0.26, 0.55 + 0.14 * k) for k in range(3)],
            [(0.75, 0.29, 0.63 + 0.14 * k) for k in range(3)],
            np.asarray(wood),
            TIMBER,
        )
        legs = boxes(
            [(s * 0.65 - 0.025, -0.2, 0) for s in (-1, 1)],
            [(s * 0.65 + 0.025, 0.3, 0.9) for s in (-1, 1)],
            np.asarray(metal),
            METAL,
        )
        found.append(piece(slats, back, legs).at(side * (half - 0.7), 0.0, turn=-side * math.pi / 2))
        for y in (-0.75, 0.75):
            found.append(furniture.potted_plant(draw, float(draw.uniform(0.8, 1.5))).at(side * 1.3, y * 1.6, 0.0))
    return found


def _lamp(lit: float, low: float, high: float) -> Piece:
    globe = lathe(
        [(0.0, low), (0.11, low + 0.06), (0.15, low + 0.17), (0.1, low + 0.3), (0.0, low + 0.33)],
        16,
        (1.0, 0.75, 0.45),
        int(tagged(Material.GLOW, int(350 * lit) + 20)),
    )
    cord = boxes([(-0.008, -0.008, low + 0.3)], [(0.008, 0.008, high)], np.asarray((0.05, 0.05, 0.05)), METAL)
    return piece(globe, cord, bulbs=[Bulb((0, 0, low - 0.1), shine(KELVIN[2700], 55 * lit), 0.25)])
