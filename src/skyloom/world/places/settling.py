"""What places of houses share: lots along a way, the sacred building of a country, lamps and yards."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import dome
from skyloom.world.architecture.shape import CANDLE, Shape, Shine
from skyloom.world.architecture.walls import PAPERED, Opening, wall
from skyloom.world.architecture.ways import Route
from skyloom.world.kinds import Material
from skyloom.world.placing import Array, Plan
from skyloom.world.standing import DRY, Stand, stands_at
from skyloom.world.things.eastern import hall, stupa
from skyloom.world.things.sacred import church
from skyloom.world.things.yard import lamp, lantern

LIGHTS = frozenset({ThingKind.LAMP, ThingKind.LANTERN})  # what lights a street
CLOSE = 0.82  # of the sum of two radii: how near neighbours may stand
Pairs = list[tuple[Stand, Shape]]


@dataclass
class Lots:
    """Places that somebody chose, asked for their ground all at once."""

    plan: Plan
    rows: list[tuple[float, float, float, float, Callable[[Stand], Shape | None]]] = field(default_factory=list)

    def put(
        self,
        at: Sequence[float],
        turn: float,
        radius: float,
        make: Callable[[Stand], Shape | None],
        *,
        kind: ThingKind | None = None,
    ) -> None:
        """Remember that `make` builds at a place; its floor will lie on the ground within `radius`.

        Nothing of a `kind` that the scene goes without is built.
        """
        if kind in self.plan.scene.without:
            return
        self.rows.append((float(at[0]), float(at[1]), float(turn), radius, make))

    def built(self, *, clear: float = 2.2) -> Pairs:
        """Build what has dry ground and leaves the camera room."""
        if not self.rows:
            return []
        table = np.array([row[:4] for row in self.rows])
        places = stands_at(self.plan, table[:, :2], table[:, 3], table[:, 2])
        pairs: list[tuple[Stand, Shape]] = []
        for place, (_, _, _, radius, make) in zip(places, self.rows, strict=True):
            is_wet = self.plan.is_by_water and place.low + 0.25 < DRY
            if is_wet or place.distance < min(radius, 3.0) + clear or _crowded(place, radius, pairs):
                continue
            shape = make(place)
            if shape is not None:
                pairs.append((place, shape))
        return pairs


def _crowded(place: Stand, radius: float, pairs: Pairs) -> bool:
    return any(
        math.hypot(place.x - other.x, place.y - other.y) < (radius + shape.radius) * CLOSE
        for other, shape in pairs
        if min(radius, shape.radius) > 0.8  # lamps may stand anywhere
    )


def towards(dx: float, dy: float) -> float:
    """Return the turn that shows a thing's front to a direction."""
    return math.atan2(dx, -dy)


def point_at(heading: float, distance: float, aside: float = 0.0) -> tuple[float, float]:
    """Return a point at a heading (radians clockwise from +y), `aside` metres to the right of that line."""
    return (
        distance * math.sin(heading) + aside * math.cos(heading),
        distance * math.cos(heading) - aside * math.sin(heading),
    )


def along_route(route: Route, at: float) -> tuple[tuple[float, float], float]:
    """Return the point at `at` metres from the camera along a route through it, and the heading there."""
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(route.points, axis=0), axis=1))])
    zero = length[int(np.argmin(np.hypot(route.points[:, 0], route.points[:, 1])))]
    where = [float(np.interp(zero + at, length, route.points[:, k])) for k in range(2)]
    headings = np.unwrap(route.headings)
    return (where[0], where[1]), float(np.interp(zero + at, length, headings))


def off_route(route: Route, at: float, aside: float) -> tuple[tuple[float, float], float]:
    """Return a point beside a route, `aside` metres to its right, and the turn that faces the route from there."""
    (x, y), heading = along_route(route, at)
    right = (math.cos(heading), -math.sin(heading))
    sign = 1.0 if aside > 0 else -1.0
    return (x + right[0] * aside, y + right[1] * aside), towards(-right[0] * sign, -right[1] * sign)


def sacred(draw: np.random.Generator, era: str, drop: float) -> Shape:
    """Return the building that a country's village gathers around."""
    if era in ("japanese", "chinese"):
        return hall(draw, drop=drop)
    if era in ("khmer", "buddhist"):
        return stupa(draw, drop=drop, size=1.6)
    if era in ("arabic", "egyptian"):
        return mosque(draw, drop=drop)
    return church(draw, drop=drop, era=era)


def mosque(draw: np.random.Generator, *, drop: float) -> Shape:
    """Draw a mosque: a domed hall of earth with a minaret."""
    a = Assembly()
    colour, w, h = p.one_of(draw, ((0.6, 0.52, 0.4), (0.5, 0.4, 0.28), p.WHITEWASH)), 12.0, 6.5
    number = Material.PLASTER
    a.box((-w / 2, -w / 2, -drop), (w / 2, w / 2, 0.3), p.SANDSTONE, Material.MASONRY)
    for corner, turn in (
        ((-w / 2, -w / 2), 0.0),
        ((w / 2, -w / 2), math.pi / 2),
        ((w / 2, w / 2), math.pi),
        ((-w / 2, w / 2), -math.pi / 2),
    ):
        openings = [
            Opening(
                x=w * (k + 0.5) / 4,
                z=1.6,
                wide=0.9,
                high=1.5,
                rise=0.7,
                panes=(0.1, 0.1),
                glass=PAPERED,
                frame=None,
                luck=int(draw.integers(2500)),
            )
            for k in (0, 1, 2, 3)
            if turn or k in (0, 3)
        ]
        if turn == 0:
            openings.append(
                Opening(x=w / 2, z=0.05, wide=2.4, high=2.6, rise=1.8, kind="door", leaf=(0.05, 0.12, 0.13), frame=None)
            )
        f = a.framed((*corner, 0), turn)
        wall(f, w, h, colour, number, openings=openings, reveal=0.4)
        for x in np.arange(0.3, w, 0.8):
            f.box((x - 0.22, 0, h), (x + 0.22, 0.3, h + 0.55), colour, number, top=0.6)
    a.quad((-w / 2, -w / 2, h), (w / 2, -w / 2, h), (w / 2, w / 2, h), (-w / 2, w / 2, h), colour, number)
    a.add(lathe([(w * 0.33, h), (w * 0.33, h + 1.2)], 30, colour, number))
    tile = p.one_of(draw, ((0.05, 0.22, 0.22), (0.06, 0.16, 0.3), (0.7, 0.68, 0.62)))
    dome(a.framed((0, 0, h + 1.2)), w * 0.34, tile, Material.PLASTER, rise=w * 0.42, onion=0.25)
    f = a.framed((w * 0.62, w * 0.2, 0))
    rows = [(1.5, -drop), (1.4, 0), (1.2, 13.0), (1.8, 13.6), (1.8, 14.3), (0.9, 14.3), (0.85, 17.0), (1.0, 17.1)]
    f.add(lathe(rows, 20, colour, number))
    dome(f.framed((0, 0, 17.1)), 0.95, tile, Material.PLASTER, rise=1.6, onion=0.3)
    f.rod((0, 0, 18.6), (0, 0, 20.0), 0.06, p.BRASS, Material.MARBLE)
    return Shape(a.result(), 9.0, (Shine((0, -w / 2 - 2, 2.5), 20.0, CANDLE, 0.5),))


def street_light(plan: Plan, draw: np.random.Generator) -> Shape | None:
    """Return the lamp that suits a scene: iron where times are modern, else a lantern; None where none is wanted."""
    if not LIGHTS.isdisjoint(plan.scene.without):
        return None
    if plan.scene.site.era in ("victorian", "european", "dutch", "modern"):
        return lamp(plan.scene)
    return lantern(draw, plan.scene)


def scattered(draw: np.random.Generator, count: int, near: float, far: float) -> Array:
    """Return points all around the camera, evenly dense on the ground."""
    r = np.sqrt(draw.uniform(near**2, far**2, count))
    t = draw.uniform(-math.pi, math.pi, count)
    return np.stack([r * np.sin(t), r * np.cos(t)], -1)
