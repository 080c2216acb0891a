"""The shape of the land as numbers: what a scene and a seed choose before any height is computed.

Lengths are metres. The camera stands at x = y = 0; heading 0 looks along +y and grows towards +x. Where there is
open water its level is height 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import SceneSpec, Terrain, TerrainKind, Water, WaterKind
from skyloom.world.seeds import stream

OPEN_SEA = 0.1  # islands with less relief than this are far away: the camera floats on open water


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
    shore: float  # distance of the waterline along the view
    cape: float  # how far the waterline falls back beside the camera
    slant: float  # of the waterline against the view
    reach: float  # size of the lake, or distance to the other islands
    beach: float  # slope of the shore
    cliffs: float  # share of the shore that is cliff
    depth: float  # of the water, far from the shore
    sun_heading: float  # radians
    sun_elevation: float  # radians

    @property
    def is_afloat(self) -> bool:
        """True when the camera floats on open water."""
        return self.shore < 0


def landform_of(scene: SceneSpec, seed: int, *, attempt: int = 0) -> Landform:
    """Choose the landform of a scene; every seed and every attempt give another one of the same kind."""
    draw = stream(seed, f"landform {attempt}")
    terrain, water = scene.terrain, scene.water
    relief = float(np.clip(terrain.relief, 0.0, 1.0))
    heading = math.radians(float(draw.uniform(-16, 16)))
    vary = float(draw.uniform(0.8, 1.25))
    rows = _ROWS.get(terrain.kind, _ROWS[TerrainKind.HILLS])
    low, high, wavelength, start, rolling, descent, far = rows
    return Landform(
        kind=terrain.kind,
        water=water.kind,
        seed=int(draw.integers(2**31)),
        heading=heading,
        amplitude=(low + (high - low) * relief) * vary,
        wavelength=wavelength * float(draw.uniform(0.8, 1.2)),
        start=start * float(draw.uniform(0.75, 1.3)),
        rolling=rolling * (0.4 + 1.2 * relief),
        descent=descent * float(draw.uniform(0.5, 1.2)),
        knoll=0.0
        if water.kind is not WaterKind.NONE
        else _KNOLL.get(terrain.kind, 0.0) * float(draw.uniform(0.6, 1.3)),
        far=far * (0.3 + 1.4 * relief) * float(draw.uniform(0.7, 1.3)),
        shore=_shore(terrain, water, draw),
        cape=float(draw.uniform(0.1, 0.95) if water.kind is WaterKind.LAKE else draw.uniform(0.5, 1.1)),
        slant=float(draw.uniform(-0.45, 0.45)),
        reach=float(draw.uniform(420, 900)) * (1.0 if terrain.kind is not TerrainKind.PLAINS else 1.5),
        beach=float(draw.uniform(0.08, 0.17)),
        cliffs=float(np.clip(relief * draw.uniform(0.6, 1.3), 0, 1)) if terrain.kind is TerrainKind.COAST else 0.0,
        depth=6.0 if water.kind is WaterKind.LAKE else 18.0,
        sun_heading=math.radians(scene.sun.heading_deg),
        sun_elevation=math.radians(scene.sun.elevation_deg),
    )


# amplitude at relief 0 and 1, wavelength, start, rolling, descent, far
_ROWS: dict[TerrainKind, tuple[float, float, float, float, float, float, float]] = {
    TerrainKind.MOUNTAINS: (1100, 3600, 7800, 1150, 7, 0.09, 500),
    TerrainKind.HILLS: (60, 380, 950, 110, 5, 0.10, 300),
    TerrainKind.DUNES: (6, 52, 270, 6, 0, 0, 90),
    TerrainKind.PLAINS: (2, 14, 460, 40, 1.4, 0.01, 210),
    TerrainKind.ISLANDS: (25, 420, 900, 40, 2, 0, 120),
    TerrainKind.COAST: (24, 170, 800, 60, 3, 0, 220),
}
_KNOLL: dict[TerrainKind, float] = {
    TerrainKind.MOUNTAINS: 3.0,
    TerrainKind.HILLS: 4.0,
    TerrainKind.DUNES: 3.5,
    TerrainKind.PLAINS: 4.5,
    TerrainKind.ISLANDS: 0.0,
    TerrainKind.COAST: 1.0,
}


def _shore(terrain: Terrain, water: Water, draw: np.random.Generator) -> float:
    if terrain.kind is TerrainKind.ISLANDS and water.kind is WaterKind.SEA and terrain.relief < OPEN_SEA:
        return -1.0
    return float(draw.uniform(2.0, 5.0 if water.kind is WaterKind.LAKE else 2.8))
