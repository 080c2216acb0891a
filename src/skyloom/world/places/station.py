"""A settlement on another world: domes, modules and tubes, a landing pad, panels, dishes and rovers."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, placed
from skyloom.geometry.shapes import tubes
from skyloom.world.built import Built, Footprints, Lamps
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand, footprints, from_stand, settled, stand_at
from skyloom.world.things.machines import painted
from skyloom.world.urban import outpost

Array = NDArray[np.floating]
TINTS = ((0.66, 0.66, 0.65), (0.60, 0.58, 0.54), (0.52, 0.53, 0.56))
FLOOD = 2600.0  # candela
# of the domes, one after another: radians beside the front, metres away, sizes
DOMES = (
    ((-0.12, 0.3), (26.0, 34.0), (1.1, 1.35)),
    ((-0.85, -0.4), (34.0, 50.0), (1.0, 1.3)),
    ((0.5, 1.1), (48.0, 75.0), (1.0, 1.3)),
    ((-1.7, -0.9), (30.0, 60.0), (0.7, 1.2)),
    ((-math.pi, math.pi), (36.0, 130.0), (0.7, 1.25)),
)


def station(plan: Plan) -> Built:
    """Build a settlement in an arc before the camera. 30 to 60 thousand triangles."""
    draw, site = plan.draw("station"), plan.scene.site
    dark = darkness(plan.scene) if plan.scene.air.thickness > 0.2 else max(darkness(plan.scene), 0.35)
    lit, windows = dark > 0.2, outpost.window_light(plan.scene.sun.elevation_deg)
    front = plan.form.heading + draw.uniform(-0.3, 0.3)
    tint = TINTS[int(draw.integers(len(TINTS)))]
    taken: list[tuple[float, float, float]] = [(0.0, 0.0, 5.0)]
    built: list[tuple[Stand, Part, float]] = []
    domes: list[Stand] = []

    def place(
        shape: Part,
        radius: float,
        ways: tuple[float, float],
        near: tuple[float, float],
        scale: float = 1.0,
        spin: float | None = None,
    ) -> Stand | None:
        for _ in range(40):
            angle, r = front + draw.uniform(*ways), draw.uniform(*near)
            x, y = r * math.sin(angle), r * math.cos(angle)
            if all(math.hypot(x - a, y - b) > radius * scale + c for a, b, c in taken):
                turn = math.atan2(-x, y) + (draw.uniform(-0.5, 0.5) if spin is None else spin)
                stand = stand_at(plan, x, y, radius * scale * 0.8, turn=turn, scale=scale)
                taken.append((x, y, radius * scale))
                built.append((stand, painted(shape, tint), radius))
                return stand
        return None

    pad = None
    for n in range(max(3, round(6 * site.density))):
        ways, near, sizes = DOMES[min(n, len(DOMES) - 1)]
        shape = outpost.dome(n + 1, lit=lit, windows=windows)
        found = place(shape, 12.5, ways, near, float(draw.uniform(*sizes)))
        if found is not None:
            domes.append(found)
        if n == 0:
            pad = place(outpost.landing_pad(lit=lit), 13.5, (0.75, 1.4), (30.0, 48.0))
    for n in range(max(3, round(6 * site.density))):
        place(
            outpost.module(lit=lit),
            7.5,
            (0.5 + n, 1.1 + n) if n < 3 else (-math.pi, math.pi),
            (11.5, 26.0) if n < 2 else (22.0, 90.0),
            spin=float(draw.uniform(0.6, 1.9)),
        )
    place(outpost.rover(lit=lit), 3.0, (-0.75, -0.45), (12.0, 16.0), spin=float(draw.uniform(1.2, 2.2)))
    place(outpost.rover(lit=lit), 3.0, (1.2, 2.6), (10.0, 24.0))
    place(outpost.dish(4.5), 5.0, (-2.2, -0.8), (22.0, 40.0))
    place(outpost.dish(2.2), 3.0, (-math.pi, math.pi), (13.0, 30.0))
    place(outpost.tank_farm(), 5.5, (0.2, 2.2), (15.0, 34.0))
    for _ in range(4):
        place(outpost.crates(), 2.4, (-math.pi, math.pi), (7.5, 26.0))
    _panels(plan, draw, front, taken, built)
    bollards = _path(plan, draw, domes, built, lit=lit)
    masts = [
        place(outpost.mast(lit=lit), 1.5, (k * 1.3 - 2.6, k * 1.3 - 1.6), (11.0, 26.0), spin=0.0) for k in range(5)
    ]
    if pad is not None:
        high = Stand(pad.x, pad.y, pad.z + 0.6 * pad.scale, pad.low, pad.turn, pad.scale)
        built.append((high, painted(outpost.lander(), tint), 5.0))
    meshes = [settled(shape, stand) for stand, shape, _ in built]
    links = _links(domes)
    if links is not None:
        meshes.append(placed(links))
    where = [from_stand(m, (0, -1.0, 8.6)) for m in masts if m is not None]
    where += [from_stand(d, (0, -15.0, 3.6)) for d in domes]
    where += bollards
    power = [FLOOD] * sum(m is not None for m in masts) + [260.0] * len(domes) + [7.0] * len(bollards)
    light = np.array((0.95, 0.97, 1.0))[None] * (np.array(power) * dark)[:, None]
    lamps = Lamps(
        np.array(where, np.float32).reshape(-1, 3), light.astype(np.float32), np.full(len(where), 0.6, np.float32)
    )
    discs = [footprints([stand], radius) for stand, _, radius in built]
    grounds = Footprints(np.concatenate([d.centre for d in discs]), np.concatenate([d.radius for d in discs]))
    return Built(tuple(meshes), lamps if dark > 0.05 else Built().lamps, grounds)


def _panels(
    plan: Plan,
    draw: np.random.Generator,
    front: float,
    taken: list[tuple[float, float, float]],
    built: list[tuple[Stand, Part, float]],
) -> None:
    """Add a field of solar panels in rows, all turned to the sun."""
    angle = front + float(draw.choice((-1, 1))) * draw.uniform(1.3, 2.2)
    middle = 34.0 * np.array([math.sin(angle), math.cos(angle)])
    sun = -plan.form.sun_heading + math.pi
    for row in range(4):
        for column in range(5):
            at = middle + np.array([column - 2, 0]) * 8.0 + np.array([0, row - 1.5]) * 6.5
            x, y = float(at[0]), float(at[1])
            if all(math.hypot(x - a, y - b) > 3.5 + c for a, b, c in taken) and math.hypot(x, y) > 9:
                built.append((stand_at(plan, x, y, 2.0, turn=sun), outpost.solar_panel(), 3.0))


def _path(
    plan: Plan, draw: np.random.Generator, domes: list[Stand], built: list[tuple[Stand, Part, float]], *, lit: bool
) -> list[tuple[float, float, float]]:
    """Add low lamps along the way to the nearest dome, and return where they shine."""
    if not domes:
        return []
    goal = min(domes, key=lambda d: d.distance)
    end = np.array(from_stand(goal, (0.0, -17.0, 0.0))[:2])
    away = float(np.hypot(*end))
    side = np.array([end[1], -end[0]]) / max(away, 1e-3)
    steps = np.arange(4.0, away, 4.2)
    spots = []
    for k, s in enumerate(steps):
        bend = 1.6 * math.sin(math.pi * s / away)
        x, y = (float(v) for v in end * (s / away) + side * (bend + (1.5 if k % 2 == 0 else -1.5)))
        stand = stand_at(plan, x, y, 0.3, turn=float(draw.uniform(0, 6.28)))
        built.append((stand, outpost.bollard(lit=lit), 0.4))
        spots.append((x, y, stand.z + 0.75))
    return spots


def _links(domes: list[Stand]) -> Part | None:
    """Return tubes to walk through between neighbouring domes."""
    lines = []
    for k, here in enumerate(domes):
        others = sorted(domes[:k], key=lambda d, here=here: math.hypot(d.x - here.x, d.y - here.y))
        for there in others[:1]:
            if math.hypot(there.x - here.x, there.y - here.y) < 75:
                a, b = np.array([here.x, here.y, here.z + 1.5]), np.array([there.x, there.y, there.z + 1.5])
                lines.append(a + (b - a) * np.linspace(0, 1, 13)[:, None])
    if not lines:
        return None
    radii = np.where(np.arange(13) % 2 == 0, 1.55, 1.4)
    return tubes(np.array(lines), np.broadcast_to(radii, (len(lines), 13)), 14, (0.5, 0.5, 0.5), int(Material.PAINT))
