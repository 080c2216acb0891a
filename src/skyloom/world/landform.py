"""The shape of the land as numbers: what a scene and a seed choose before any height is computed.

Lengths are metres. The camera stands at x = y = 0; heading 0 looks along +y and grows towards +x. Where there is
open water its level is height 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import Place, SceneSpec, Terrain, TerrainKind, ThingKind, Water, WaterKind
from skyloom.world.crown import BACK, bluff_of, crown_of
from skyloom.world.seeds import stream

OPEN_SEA = 0.1  # islands with less relief than this are far away: the camera floats on open water
HANGING = 170.0  # metres of the camera's floating island over the sea
DRY = frozenset({TerrainKind.SEABED})  # kinds that keep no water of their own
PATH_HALF = (0.5, 0.85)  # metres; half the width of a trodden way
TENDED = 0.35  # of the usual unevenness remains where people have built

EASED = 0.35  # of the usual descent towards a height that is crowned
STRAIGHT = 0.2  # of the usual cape where the coast is cliff

GENTLE = 0.18  # of the usual height of dunes remains around what is to be seen over them
SUMMIT = 430.0  # metres of mountain under a camera that looks over clouds


@dataclass(frozen=True, slots=True, kw_only=True)
class Landform:
    """Everything that the height field depends on; two landforms of one kind and water share their kernels."""

    kind: TerrainKind
    water: WaterKind
    seed: int  # of the lattice noise, 0 to 2**31 - 1
    heading: float  # radians; the open view
    amplitude: float  # height of the great relief
    wavelength: float  # its width
    start: float  # distance at which it begins beside the view
    rolling: float  # height of the ground's waves within a few hundred metres
    descent: float  # slope of the ground along the view, downwards
    knoll: float  # height of the rise that the camera stands on
    far: float  # height of the hills at the horizon
    hero_far: float  # distance of the landmark along the view
    hero_aside: float  # and to the right of it
    hero_high: float  # its height, 0 none
    hero_wide: float  # radius of its foot
    turn: float  # 0 to 1; which of several compositions a kind takes
    step: float  # height of a terrace
    path_half: float  # half the width of the trodden way, 0 none
    path_swing: float  # how far it winds aside
    path_wave: float  # length over which it does, divided by two pi
    path_phase: float  # radians
    shore: float  # distance of the waterline along the view
    cape: float  # how far the waterline falls back beside the camera
    slant: float  # of the waterline against the view
    reach: float  # size of the lake, half the width of the river, or distance to the other islands
    beach: float  # slope of the shore
    cliffs: float  # share of the shore that is cliff
    depth: float  # of the water, far from the shore
    bluff: float  # height of the cliffs along all of the shore, 0 where it has beaches
    crown: ThingKind | None  # what stands on a height of its own
    crown_x: float  # the middle of that height, or of a headland's end
    crown_y: float
    crown_high: float  # of its top over the camera's ground, 0 none
    crown_flat: float  # radius of its level top, 0: there is no such height
    crown_foot: float  # radius in which the land is raised
    neck_x: float  # where a headland leaves the coast
    neck_y: float
    summit: float  # metres that the land falls off around the camera, to clouds below it
    sun_heading: float  # radians
    sun_elevation: float  # radians

    @property
    def is_afloat(self) -> bool:
        """True when the camera floats on open water."""
        return self.shore < 0


def landform_of(scene: SceneSpec, seed: int, *, attempt: int = 0) -> Landform:
    """Choose the landform of a scene; every seed and every attempt give another one of the same kind."""
    draw = stream(seed, f"landform {attempt}")
    terrain = scene.terrain
    water = kept_water(scene)
    relief = float(np.clip(terrain.relief, 0.0, 1.0))
    heading = math.radians(float(draw.uniform(-16, 16)))
    vary = float(draw.uniform(0.8, 1.25))
    low, high, wavelength, start, rolling, descent, far = _ROWS[terrain.kind]
    tended = TENDED if scene.site.place not in _WILD else 1.0
    hero = _hero(terrain, relief, water, stream(seed, f"hero {attempt}"))
    path = stream(seed, f"path {attempt}")
    has_path = terrain.paths > 0 and scene.site.place in _WILD
    bluff = bluff_of(terrain, water.kind, stream(seed, "bluff"))
    crown = crown_of(scene, stream(seed, f"crown {attempt}"), heading=heading, bluff=bluff)
    return Landform(
        kind=terrain.kind,
        water=water.kind,
        seed=int(draw.integers(2**31)),
        heading=heading,
        amplitude=(low + (high - low) * relief) * vary * (GENTLE if is_overlooked(scene) else 1.0),
        wavelength=wavelength * float(draw.uniform(0.8, 1.2)),
        start=start * float(draw.uniform(0.75, 1.3)),
        rolling=rolling * (0.4 + 1.2 * relief) * tended,
        descent=descent
        * float(draw.uniform(0.5, 1.2))
        * (1.0 if tended == 1.0 else 0.0)
        * (EASED if crown.high > 0 else 1.0),
        knoll=_knoll(terrain, water, draw) * tended,
        far=far * (0.3 + 1.4 * relief) * float(draw.uniform(0.7, 1.3)),
        hero_far=hero[0],
        hero_aside=hero[1],
        hero_high=hero[2],
        hero_wide=hero[3],
        turn=float(stream(seed, "composition").uniform()),
        step=terrace_step(seed),
        path_half=float(path.uniform(*PATH_HALF)) * (0.8 + 0.7 * terrain.paths) if has_path or crown.high > 0 else 0.0,
        path_swing=float(path.uniform(5, 11)) * float(path.choice([-1, 1])),
        path_wave=float(path.uniform(11, 22)),
        path_phase=float(path.uniform(-0.8, 0.8)),
        shore=_shore(terrain, water, draw) + (BACK if bluff > 0 else 0.0),
        cape=float(draw.uniform(0.1, 0.95) if water.kind is WaterKind.LAKE else draw.uniform(0.5, 1.1))
        * (STRAIGHT if bluff > 0 else 1.0),
        slant=float(draw.uniform(-0.45, 0.45)),
        reach=_reach(terrain, water, draw),
        beach=float(draw.uniform(0.08, 0.17)),
        cliffs=float(np.clip(relief * draw.uniform(0.6, 1.3), 0, 1)) if terrain.kind is TerrainKind.COAST else 0.0,
        depth=_DEPTH[water.kind],
        bluff=bluff,
        crown=crown.kind,
        crown_x=crown.x,
        crown_y=crown.y,
        crown_high=crown.high,
        crown_flat=crown.flat,
        crown_foot=crown.foot,
        neck_x=crown.neck_x,
        neck_y=crown.neck_y,
        summit=SUMMIT if scene.sights.sea_of_clouds > 0 and water.kind is WaterKind.NONE else 0.0,
        sun_heading=math.radians(scene.staging.heading_deg),
        sun_elevation=math.radians(scene.staging.elevation_deg),
    )


def is_overlooked(scene: SceneSpec) -> bool:
    """Tell whether dunes stay low: they would hide the feet of the pyramids that stand behind them."""
    return scene.terrain.kind is TerrainKind.DUNES and any(t.kind is ThingKind.PYRAMID for t in scene.things)


def terrace_step(seed: int) -> float:
    """Return the height of the terraces of a world, metres."""
    return float(stream(seed, "terraces").uniform(1.1, 2.1))


def kept_water(scene: SceneSpec) -> Water:
    """Return the open water of a scene that its land can hold."""
    is_lost = scene.terrain.kind in DRY or (
        scene.terrain.kind is TerrainKind.FLOATING and scene.water.kind is not WaterKind.SEA
    )
    return Water() if is_lost or is_flooded_pan(scene) else scene.water


def is_flooded_pan(scene: SceneSpec) -> bool:
    """Tell whether a lake lies on salt: it is a film that one walks on, and mirrors all over."""
    return scene.terrain.kind is TerrainKind.SALT_FLAT and scene.water.kind is WaterKind.LAKE


# amplitude at relief 0 and 1, wavelength, start, rolling, descent, far
_ROWS: dict[TerrainKind, tuple[float, float, float, float, float, float, float]] = {
    TerrainKind.MOUNTAINS: (1100, 3600, 7800, 1150, 7, 0.16, 500),
    TerrainKind.HILLS: (60, 380, 950, 110, 5, 0.13, 300),
    TerrainKind.DUNES: (6, 52, 270, 6, 0, 0, 90),
    TerrainKind.PLAINS: (9, 28, 520, 40, 2.2, 0.012, 420),
    TerrainKind.ISLANDS: (25, 420, 900, 40, 2, 0, 120),
    TerrainKind.COAST: (24, 170, 800, 60, 3, 0, 220),
    TerrainKind.LEVEL: (20, 110, 900, 1500, 0, 0, 260),
    TerrainKind.CANYON: (60, 210, 700, 140, 1.6, 0.012, 160),
    TerrainKind.BADLANDS: (14, 46, 120, 16, 1.0, 0.03, 170),
    TerrainKind.SALT_FLAT: (300, 1500, 7000, 7500, 0, 0, 420),
    TerrainKind.VOLCANO: (500, 1500, 900, 60, 1.6, 0.01, 260),
    TerrainKind.GLACIER: (550, 1700, 5200, 350, 1.6, 0.02, 300),
    TerrainKind.FJORD: (380, 1050, 2600, 150, 2.0, 0, 500),
    TerrainKind.TERRACES: (30, 120, 240, 60, 0, 0.24, 500),
    TerrainKind.CRATERS: (25, 170, 700, 60, 1.0, 0.01, 420),
    TerrainKind.FLOATING: (3.5, 12, 90, 20, 1.0, 0, 0),
    TerrainKind.SEABED: (3, 12, 60, 10, 0.7, 0.07, 30),
}
_KNOLL: dict[TerrainKind, float] = {
    TerrainKind.MOUNTAINS: 3.0,
    TerrainKind.HILLS: 4.0,
    TerrainKind.DUNES: 3.5,
    TerrainKind.PLAINS: 1.8,
    TerrainKind.COAST: 1.0,
    TerrainKind.CANYON: 2.5,
    TerrainKind.VOLCANO: 2.5,
    TerrainKind.GLACIER: 4.0,
    TerrainKind.CRATERS: 2.5,
}
# distance, elevation at relief 0 and 1 in degrees, radius of the foot over the height
_HEROES: dict[TerrainKind, tuple[tuple[float, float], float, float, tuple[float, float]]] = {
    TerrainKind.MOUNTAINS: ((4600, 8200), 10, 21, (1.35, 1.9)),
    TerrainKind.HILLS: ((700, 1500), 3, 10, (2.6, 4.0)),
    TerrainKind.PLAINS: ((7000, 12000), 2.6, 6.5, (1.7, 2.8)),
    TerrainKind.CANYON: ((420, 950), 8, 17, (0.55, 1.0)),
    TerrainKind.VOLCANO: ((2400, 4200), 12, 22, (2.2, 2.7)),
    TerrainKind.FJORD: ((3800, 6500), 8, 15, (1.3, 1.9)),
    TerrainKind.CRATERS: ((2600, 5200), 3, 9, (2.0, 3.0)),
    TerrainKind.SALT_FLAT: ((14000, 19000), 2, 6, (2.2, 3.4)),
    TerrainKind.GLACIER: ((4200, 6000), 9, 15, (1.4, 2.0)),
    TerrainKind.COAST: ((900, 2200), 3, 9, (1.6, 2.6)),
    TerrainKind.ISLANDS: ((700, 1700), 3, 12, (1.2, 2.2)),
}
_DEPTH: dict[WaterKind, float] = {
    WaterKind.NONE: 6.0,
    WaterKind.LAKE: 6.0,
    WaterKind.SEA: 18.0,
    WaterKind.RIVER: 1.6,
    WaterKind.SWAMP: 0.7,
}
_WILD = frozenset({Place.LAND, Place.UNDERWATER, Place.SPACE, Place.CAVE})


def _knoll(terrain: Terrain, water: Water, draw: np.random.Generator) -> float:
    if water.kind is not WaterKind.NONE:
        return 0.0
    return _KNOLL.get(terrain.kind, 0.0) * float(draw.uniform(0.6, 1.3))


def _hero(terrain: Terrain, relief: float, water: Water, draw: np.random.Generator) -> tuple[float, ...]:
    """Return distance, place aside, height and radius of the landmark that the view leads to."""
    row = _HEROES.get(terrain.kind)
    far = float(draw.uniform(*(row[0] if row else (1000, 1001))))
    aside = float(draw.uniform(-0.09, 0.09)) * far
    if row is None:
        return far, aside, 0.0, 1.0
    _, low, high, (narrow, wide) = row
    rise = math.radians(low + (high - low) * relief) * float(draw.uniform(0.8, 1.15))
    height = far * math.tan(rise)
    if terrain.kind is TerrainKind.PLAINS and draw.uniform() < 0.25:
        height = 0.0
    if terrain.kind in (TerrainKind.COAST, TerrainKind.ISLANDS) and water.kind is WaterKind.NONE:
        height = 0.0
    return far, aside, height, max(height, 1.0) * float(draw.uniform(narrow, wide))


def _reach(terrain: Terrain, water: Water, draw: np.random.Generator) -> float:
    size = float(draw.uniform(420, 900))
    if water.kind is WaterKind.RIVER:
        return 4.5 + size * 0.009
    if terrain.kind is TerrainKind.DUNES:
        return 24.0 + size * 0.03  # an oasis
    return size * (1.5 if terrain.kind is TerrainKind.PLAINS else 1.0)


def _shore(terrain: Terrain, water: Water, draw: np.random.Generator) -> float:
    if terrain.kind is TerrainKind.ISLANDS and water.kind is WaterKind.SEA and terrain.relief < OPEN_SEA:
        return -1.0
    return float(draw.uniform(2.0, 5.0 if water.kind is WaterKind.LAKE else 2.8))
