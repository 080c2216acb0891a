"""Where things stand: at the reach and heading asked for, on firm ground or afloat, seen, and clear of each other.

A thing's shape has its front towards -y of its own frame, so turn 0 faces a camera to its south. Its floor is
`Stand.z`; whatever it stands on reaches down to `Stand.low`, below the lowest ground under it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from skyloom.core.scene import Reach, Thing
from skyloom.geometry.meshes import Packed, Part, moved, placed, unit
from skyloom.world.built import Footprints, is_free
from skyloom.world.placing import Array, Plan

REACHES = {Reach.NEAR: (6.0, 25.0), Reach.MIDDLE: (30.0, 200.0), Reach.FAR: (250.0, 1600.0)}  # metres
EARTH_RADIUS = 6_360_000.0
DRY, DEEP = 0.25, -0.45  # heights against the water that count as land, and that float a boat
SUNK = 0.25  # metres that a foundation reaches below the lowest ground
RIM = np.stack([np.sin(np.arange(8) * np.pi / 4), np.cos(np.arange(8) * np.pi / 4)], -1)  # probes of a footprint
HOPELESS = 50.0  # the cost of what must not be: a house in the water
FORWARD = 0.18  # of the radius of a crowned top: how far before its middle a building stands
FIRM, WHOLE = 0.8, 1.15  # of a building's radius: what rests on a hill's top, and all that it covers
ALONG = np.linspace(0.12, 0.9, 9)  # shares of the way to a thing where land might hide it


class Footing(StrEnum):
    """What a thing wants below it."""

    DRY = "dry"
    AFLOAT = "afloat"
    SHORE = "shore"  # the waterline, or firm ground where there is none
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one thing stands, metres and radians."""

    x: float
    y: float
    z: float  # of its floor: about the highest ground under it; the water for what floats
    low: float  # below the lowest ground under it
    turn: float  # counter-clockwise about z
    scale: float  # against its usual size

    @property
    def drop(self) -> float:
        """How far a foundation reaches below the floor."""
        return self.z - self.low

    @property
    def distance(self) -> float:
        """How far it is from the camera."""
        return math.hypot(self.x, self.y)


def stands(
    plan: Plan,
    thing: Thing,
    radius: float,
    *,
    usual: tuple[float, float] = (9.0, 60.0),
    height: float = 6.0,
    footing: Footing = Footing.DRY,
    steepest: float = 0.3,
    spacing: float = 1.15,
    spread: float = 0.35,
    most: int = 60,
) -> list[Stand]:
    """Return where the copies of a thing stand; fewer than asked for where there is no room.

    `radius` and `height` are those of one at size 1, `usual` is its distance where nobody asks for one, `spacing` the
    least distance of neighbours in sums of radii, `spread` the most by which it turns away from the camera, radians.
    """
    draw = plan.draw(f"stand {thing.kind} {thing.heading_deg} {thing.reach} {thing.count}")
    if is_crowning(plan, thing):
        x, y = plan.form.crown_x, plan.form.crown_y
        on_hill = plan.form.crown_high > 0
        nearer = 1 - FORWARD * plan.form.crown_flat / math.hypot(x, y) if on_hill else 1.0
        turn = facing(x, y) + float(draw.uniform(-spread, spread))
        reach = radius * thing.size * (FIRM if on_hill else WHOLE)
        return [stand_at(plan, x * nearer, y * nearer, reach, turn=turn, scale=thing.size)]
    count = max(1, min(thing.count, most))
    sizes = thing.size * np.exp(draw.normal(0, 0.0 if count == 1 else 0.1, count))
    reach = radius * float(sizes.max())
    near, far = REACHES.get(thing.reach, usual)
    near = max(near, reach * 1.1 + 3.5)
    far = max(far, near * (1.5 if count == 1 else 2.4), near + reach * 2.2 * math.sqrt(count))
    wanted = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    candidates = 160 + 26 * count
    heading = wanted + np.concatenate(
        [draw.normal(0, 0.16, candidates // 2), draw.uniform(-np.pi, np.pi, candidates - candidates // 2)]
    )
    if thing.heading_deg is not None:
        heading = wanted + draw.normal(0, 0.1 + 0.03 * count, candidates)
    distance = np.exp(draw.uniform(math.log(near), math.log(far), candidates))
    points = np.stack([distance * np.sin(heading), distance * np.cos(heading)], -1)
    high, low, mean = under(plan, points, reach)
    cost = (
        _steepness(high, low, reach, steepest) + _wetness(plan, high, low, footing) + draw.uniform(0, 0.35, candidates)
    )
    if thing.reach is not Reach.FAR:
        cost += 2.0 * _hidden(plan, points, mean, height * thing.size)
    away = np.abs((heading - wanted + np.pi) % (2 * np.pi) - np.pi)
    clear = is_free(points, _grown(plan.taken, reach * 0.9))
    return _chosen(draw, points, (high, low), cost, away, clear, sizes, radius * spacing, spread, footing)


def is_crowning(plan: Plan, thing: Thing) -> bool:
    """Tell whether a thing has a height of its own that nothing stands on yet."""
    if plan.form.crown is not thing.kind or thing.count > 1 or thing.reach not in (Reach.ANY, Reach.MIDDLE):
        return False
    return bool(is_free(np.array([[plan.form.crown_x, plan.form.crown_y]]), plan.taken)[0])


def _chosen(
    draw: np.random.Generator,
    points: Array,
    ground: tuple[Array, Array],
    cost: Array,
    away: Array,
    clear: np.ndarray,
    sizes: Array,
    radius: float,
    spread: float,
    footing: Footing,
) -> list[Stand]:
    high, low = ground
    chosen: list[Stand] = []
    cost = np.where(clear, cost, np.inf)
    is_open = np.isfinite(cost) & (cost < HOPELESS)
    for number, size in enumerate(sizes):
        price = cost + away * (2.2 if number == 0 else 0.7)
        best = int(np.argmin(np.where(is_open, price, np.inf)))
        if not is_open[best]:
            break
        x, y = float(points[best, 0]), float(points[best, 1])
        turn = facing(x, y) + float(draw.uniform(-spread, spread))
        if footing is Footing.AFLOAT:
            z = -(x * x + y * y) / (2 * EARTH_RADIUS)
            chosen.append(Stand(x, y, z, z - 1.0, turn, float(size)))
        else:
            z = float(0.85 * high[best] + 0.15 * low[best])
            chosen.append(Stand(x, y, z, float(low[best]) - SUNK, turn, float(size)))
        is_open &= np.hypot(points[:, 0] - x, points[:, 1] - y) > 2 * radius * size
    return chosen


def under(plan: Plan, points: Array, radius: float | Array) -> tuple[Array, Array, Array]:
    """Return the highest, lowest and mean ground within a radius of each point (n, 2)."""
    n = len(points)
    reach = np.broadcast_to(np.asarray(radius, float), (n,))
    probes = np.concatenate(
        [points[None], points + RIM[:, None] * reach[None, :, None], points + RIM[::2, None] * reach[None, :, None] / 2]
    )
    z = plan.look(probes.reshape(-1, 2)).z.reshape(-1, n)
    return z.max(axis=0), z.min(axis=0), z.mean(axis=0)


def stand_at(plan: Plan, x: float, y: float, radius: float, *, turn: float, scale: float = 1.0) -> Stand:
    """Return a stand at a place that somebody chose."""
    high, low, _ = under(plan, np.array([[x, y]]), radius)
    return Stand(x, y, float(0.85 * high[0] + 0.15 * low[0]), float(low[0]) - SUNK, turn, scale)


def stands_at(plan: Plan, points: Array, radius: float | Array, turns: Array) -> list[Stand]:
    """Return stands at places (n, 2) that somebody chose, with their turns (n,)."""
    high, low, _ = under(plan, points, radius)
    return [
        Stand(float(x), float(y), float(0.85 * h + 0.15 * b), float(b) - SUNK, float(t), 1.0)
        for (x, y), h, b, t in zip(points, high, low, turns, strict=True)
    ]


def facing(x: float, y: float) -> float:
    """Return the turn that shows the camera the front of a thing at x, y."""
    return math.atan2(-x, y)


def settled(shape: Part, stand: Stand) -> Packed:
    """Return a shape, made with its floor at z = 0, where it stands."""
    return placed(moved(shape, (stand.x, stand.y, stand.z), turn=stand.turn, scale=stand.scale))


def on_slope(plan: Plan, shape: Part, stand: Stand, *, reach: float) -> Packed:
    """Return a shape that lies along the ground as it slopes within `reach` metres of its place, as wheels do."""
    steps = np.array([(-reach, 0.0), (reach, 0.0), (0.0, -reach), (0.0, reach)])
    west, east, south, north = plan.look(np.array([(stand.x, stand.y)]) + steps).z
    rise = np.array([(east - west) / (2 * reach), (north - south) / (2 * reach)], np.float32)
    floor = float(west + east + south + north) / 4
    set_down = moved(shape, (stand.x, stand.y, floor), turn=stand.turn, scale=stand.scale)
    place, normal = set_down.position.copy(), set_down.normal.copy()
    place[:, 2] += (place[:, :2] - np.array((stand.x, stand.y), np.float32)) @ rise
    normal[:, :2] -= normal[:, 2:] * rise
    return placed(replace(set_down, position=place, normal=unit(normal)))


def footprints(places: Sequence[Stand], radius: float) -> Footprints:
    """Return the discs of ground that things of one radius take."""
    return Footprints(
        np.array([(s.x, s.y) for s in places], np.float32).reshape(-1, 2),
        np.array([radius * s.scale for s in places], np.float32),
    )


def from_stand(stand: Stand, at: Sequence[float]) -> tuple[float, float, float]:
    """Return a point of a thing's own frame in the world."""
    cos, sin = math.cos(stand.turn) * stand.scale, math.sin(stand.turn) * stand.scale
    x, y, z = at
    return stand.x + cos * x - sin * y, stand.y + sin * x + cos * y, stand.z + z * stand.scale


def _grown(taken: Footprints, by: float) -> Footprints:
    return Footprints(taken.centre, taken.radius + np.float32(by))


def _steepness(high: Array, low: Array, radius: float, steepest: float) -> Array:
    slope = (high - low) / (2 * radius)
    return np.asarray(1.5 * slope / steepest + 6 * np.maximum(slope / steepest - 1, 0))


def _wetness(plan: Plan, high: Array, low: Array, footing: Footing) -> Array:
    none = np.zeros(len(high))
    if not plan.is_by_water:
        return none + HOPELESS * 2 if footing is Footing.AFLOAT else none
    if footing is Footing.AFLOAT:
        return np.where(high > DEEP, HOPELESS * 2, 0.0)
    if footing is Footing.DRY:
        return np.where(low < DRY, HOPELESS * 2, 0.0)
    if footing is Footing.SHORE:
        return np.asarray(1.5 * np.abs(high - 0.6) + np.where(high < 0.1, HOPELESS * 2, 0.0))
    return none


def _hidden(plan: Plan, points: Array, z: Array, height: float) -> Array:
    """Return 1 where the land hides a thing from the eye, 0 where it does not."""
    ways = points[None] * ALONG[:, None, None]
    land = plan.look(ways.reshape(-1, 2)).z.reshape(len(ALONG), -1)
    line = plan.eye + (z + 0.6 * height - plan.eye)[None] * ALONG[:, None]
    return np.asarray((land > line).any(axis=0), float)
