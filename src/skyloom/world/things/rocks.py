"""Rock, ice and falling water that can be named: boulders, arches, icebergs, waterfalls, geysers."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import Thing
from skyloom.geometry.meshes import Part, joined, moved
from skyloom.world.built import Built
from skyloom.world.falls import SPRAY, waterfall
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.rocks import Draw, beads, lump, rough, skinned
from skyloom.world.standing import Footing, Stand, footprints, settled, stands

__all__ = ["arch", "boulder", "geyser", "iceberg", "waterfall"]

ICE_COLOUR = (0.62, 0.76, 0.83)


def boulder(plan: Plan, thing: Thing) -> Built:
    """Build boulders, each cracked and worn in its own way; 5,120 triangles a near one."""
    draw = plan.draw(f"boulder {thing.heading_deg}")
    places = stands(plan, thing, 1.7, usual=(6.0, 30.0), height=2.2, steepest=0.6, spread=3.1)
    rock = np.array(thing.tint or plan.cover.rock_light)
    return _built(
        [(stand, lump(draw, 4 if stand.distance < 60 else 3, (1.7, 1.5, 1.25), rock)) for stand in places],
        radius=1.6,
        sunk=0.35,
    )


def arch(plan: Plan, thing: Thing) -> Built:
    """Build arches of rock that one can look through; 9,200 triangles each."""
    draw = plan.draw(f"arch {thing.heading_deg}")
    places = stands(plan, thing, 9.0, usual=(26.0, 70.0), height=13.0, steepest=0.6, spread=0.5)
    return _built([(stand, span(draw)) for stand in places], radius=9.0, sunk=1.2)


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
    return _built(pieces, radius=16.0, sunk=3.0)


def geyser(plan: Plan, thing: Thing) -> Built:
    """Build geysers: a mound of sinter with a hot pool, and a column of drops; 27,000 triangles each."""
    draw = plan.draw(f"geyser {thing.heading_deg}")
    places = stands(plan, thing, 4.0, usual=(14.0, 45.0), height=16.0)
    return _built([(stand, _spout(draw)) for stand in places], radius=4.5, sunk=0.3)


def span(draw: Draw) -> Part:
    """Return an arch of rock along x: two legs that lean together, thick at the feet."""
    along, around = 96, 48
    t = np.linspace(0, 1, along)[:, None]
    angle = np.arange(around)[None] * (2 * np.pi / around)
    high, half = draw.uniform(8.0, 11.5), draw.uniform(6.0, 8.5)
    turn = np.pi * t
    middle = np.stack([-half * np.cos(turn), 0.6 * np.sin(3 * turn), high * np.sin(turn) ** 0.72 - 1.0 + 0 * turn], -1)
    thick = 1.55 + 1.9 * np.abs(np.cos(turn)) ** 1.6
    flat = np.stack([np.cos(turn), 0 * turn, -np.sin(turn)], -1)  # outwards, in the arch's plane
    out = -flat * np.array([1.0, 0, 1.0])
    out[..., 2] = np.sin(turn)
    out[..., 0] = -np.cos(turn)
    away = out * np.cos(angle)[..., None] + np.array([0.0, 1.25, 0]) * np.sin(angle)[..., None]
    worn = rough(draw, (middle + away * 2).reshape(-1, 3) * 0.55, 5).reshape(along, around)
    beds = 0.16 * np.sin(2.1 * (middle[..., 2] + thick * away[..., 2]) + 2 * worn)
    shape = middle + away * (thick * (1 + 0.24 * worn + beds))[..., None]
    index = np.arange(along - 1)[:, None] * around + np.arange(around)
    right = np.arange(along - 1)[:, None] * around + (np.arange(around) + 1) % around
    faces = np.stack([index, index + around, right, right, index + around, right + around], -1).reshape(-1, 3)
    points = shape.reshape(-1, 3)
    openness = np.clip(0.55 + 0.4 * away[..., 2], 0.25, 1).ravel()
    return skinned(points, faces, 0.0, openness, Material.GROUND)


def _spout(draw: Draw) -> Part:
    mound = lump(draw, 3, (4.2, 4.0, 0.9), (0.58, 0.53, 0.44), facets=2)
    parts = [moved(mound, (0, 0, -0.15))]
    for count, high, wide, size in ((900, 9.0, 0.35, 0.07), (2200, 15.0, 1.3, 0.11)):
        height = draw.uniform(0, 1, count) ** 0.85
        spread = wide * (0.25 + height**1.4)
        at = draw.normal(0, 1, (count, 3)) * np.stack([spread, spread, 0.2 + 0 * spread], -1)
        at[:, 2] += 0.6 + high * height
        at[:, 0] += 0.9 * height**2  # the wind leans on it
        parts.append(beads(at, size * draw.uniform(0.4, 1.6, count), SPRAY))
    return joined(parts)


def _built(pieces: list[tuple[Stand, Part]], *, radius: float, sunk: float) -> Built:
    meshes = tuple(settled(moved(shape, (0, 0, -sunk)), stand) for stand, shape in pieces)
    return Built(meshes, taken=footprints([stand for stand, _ in pieces], radius))
