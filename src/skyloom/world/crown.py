"""Which building crowns a height in the view, where that height is and how large.

Lengths are metres, headings radians clockwise from north; the camera stands at x = y = 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import Place, Reach, SceneSpec, Terrain, TerrainKind, Thing, ThingKind, WaterKind

RISING = frozenset({TerrainKind.HILLS, TerrainKind.MOUNTAINS})  # land that gets a hill under a building
CLIFFED = 0.75  # relief from which a coast has cliffs all along
BLUFF = (24.0, 34.0)  # height of such cliffs
BACK = 17.0  # from their edge to the camera
STEEPNESS = 0.26  # of the top over the camera, rise by run
LOWEST = 13.0  # of a hill that is raised
LEVEL = 0.82  # of the ground that a building takes: the rest stands on foundations
BROAD = 1.3  # of it on a headland, where nothing may hang over the cliff
FLANK = 1.95  # run by rise of its sides
CLEAR = 14.0  # around the camera where its foot may not reach
RUIN_FAR, RUIN_FLAT = 72.0, 21.0  # of a temple over the sea
LONE_FAR, LONE_FLAT = 170.0, 22.0  # of a headland that bears nothing
GAP = 75.0  # from the camera to a headland at least
HALLS = frozenset({"japanese", "chinese", "khmer", "buddhist"})  # countries of small temples
NECK = 1.15  # radians farther aside than its end: where a headland leaves the coast


@dataclass(frozen=True, slots=True)
class Crown:
    """A height with a level top for one building."""

    kind: ThingKind | None = None  # what stands there
    x: float = 0.0
    y: float = 0.0
    high: float = 0.0  # over the camera's ground; 0: none is raised
    flat: float = 0.0  # radius of the top; 0: there is none
    foot: float = 1.0  # radius in which the land is raised
    neck_x: float = 0.0  # where a headland leaves the coast
    neck_y: float = 0.0


# radius of the ground a building takes and its distance, for size 1
_CROWNING: dict[ThingKind, tuple[float, float]] = {
    ThingKind.CASTLE: (34.0, 104.0),
    ThingKind.TEMPLE: (20.0, 62.0),
    ThingKind.CHURCH: (12.0, 60.0),
    ThingKind.PAGODA: (7.0, 40.0),
    ThingKind.LIGHTHOUSE: (8.0, 62.0),
    ThingKind.TOWER: (6.0, 44.0),
    ThingKind.WINDMILL: (6.0, 36.0),
}
_SMALL_TEMPLE = (9.0, 40.0)


def bluff_of(terrain: Terrain, water: WaterKind, draw: np.random.Generator) -> float:
    """Return the height of the cliffs along a whole coast, 0 where it has beaches."""
    height = float(draw.uniform(*BLUFF))
    is_cliff = terrain.kind is TerrainKind.COAST and water is WaterKind.SEA and terrain.relief >= CLIFFED
    return height if is_cliff else 0.0


def crown_of(scene: SceneSpec, draw: np.random.Generator, *, heading: float, bluff: float) -> Crown:
    """Return the height that a building of the scene crowns; on a coast that is cliff a headland, as high as the rest.

    `heading` is that of the open view.
    """
    side = float(draw.choice([-1, 1]))
    aside, more, out = float(draw.uniform(-0.1, 0.1)), float(draw.uniform(0.95, 1.08)), float(draw.uniform(0.42, 0.6))
    thing = _crowning(scene)
    if bluff > 0:
        return _headland(scene, thing, heading + side * out, side, more)
    if thing is None or not is_raised(scene):
        return Crown()
    radius, far = _measures(thing, scene)
    far *= thing.size * more
    flat, high = LEVEL * radius * thing.size, max(STEEPNESS * far, LOWEST)
    toward = heading + aside if thing.heading_deg is None else math.radians(thing.heading_deg)
    x, y = far * math.sin(toward), far * math.cos(toward)
    return Crown(thing.kind, x, y, high, flat, min(flat + FLANK * high, far - CLEAR))


def is_raised(scene: SceneSpec) -> bool:
    """Tell whether a hill rises under a building of the scene, and a way leads up to it."""
    is_rising = scene.terrain.kind in RISING and scene.water.kind is WaterKind.NONE
    return is_rising and scene.sights.sea_of_clouds <= 0 and _crowning(scene) is not None


def _headland(scene: SceneSpec, thing: Thing | None, toward: float, side: float, more: float) -> Crown:
    if scene.site.place in (Place.RUINS, Place.TEMPLE):
        kind, flat, far = None, RUIN_FLAT, RUIN_FAR * more
    elif thing is None:
        kind, flat, far = None, LONE_FLAT, LONE_FAR * more
    else:
        radius, usual = _measures(thing, scene)
        kind, flat = thing.kind, BROAD * radius * thing.size
        far = max(usual * thing.size * more, flat + GAP)
    neck = toward + side * NECK
    x, y = far * math.sin(toward), far * math.cos(toward)
    return Crown(kind, x, y, 0.0, flat, flat, far * math.sin(neck), far * math.cos(neck))


def _crowning(scene: SceneSpec) -> Thing | None:
    """Return the building that a height is made for."""
    if scene.site.place not in (Place.LAND, Place.RUINS, Place.TEMPLE):
        return None
    fit = [t for t in scene.things if t.kind in _CROWNING and t.count <= 1 and t.kind not in scene.without]
    return next((t for t in fit if t.reach in (Reach.ANY, Reach.MIDDLE)), None)


def _measures(thing: Thing, scene: SceneSpec) -> tuple[float, float]:
    if thing.kind is ThingKind.TEMPLE and scene.site.era in HALLS:
        return _SMALL_TEMPLE
    return _CROWNING[thing.kind]
