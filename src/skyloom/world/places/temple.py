"""A temple of the scene's era with the way that leads to it: torii and pagoda, stupas, pyramids, Doric columns."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.meshes import placed
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.shape import built_of
from skyloom.world.architecture.ways import Route, ribbon, route_to
from skyloom.world.built import Built, together
from skyloom.world.kinds import Material
from skyloom.world.places.settling import Lots, off_route, point_at, towards
from skyloom.world.placing import Plan
from skyloom.world.things.ancient import classical_temple, giza_pyramid, step_pyramid
from skyloom.world.things.camp import campfire
from skyloom.world.things.eastern import hall, pagoda, stupa, torii
from skyloom.world.things.monuments import column_row, fountain, obelisk, statue
from skyloom.world.things.ways import footprints_of
from skyloom.world.things.yard import lantern


def temple(plan: Plan) -> Built:
    """Build the temple and its precinct."""
    draw = plan.draw("temple")
    era = plan.scene.site.era.lower()
    route = route_to(draw, plan.form.heading, 70.0, behind=45.0, bend=0.15)
    lots = Lots(plan)
    build = _PRECINCTS.get(era, _classical if era in ("greek", "roman", "classical") else _japanese)
    colour, wide = build(plan, draw, lots, route)
    points = route.points[np.hypot(*route.points.T) < 66]
    way = Built(
        (placed(ribbon(plan, Route(points), wide, colour, Material.MASONRY)),), taken=footprints_of(route, wide * 0.55)
    )
    return together([way, built_of(plan, lots.built(clear=1.6))])


def _ahead(plan: Plan, distance: float, turn: float = 0.0) -> tuple[tuple[float, float], float]:
    at = point_at(plan.form.heading + turn, distance)
    return at, towards(-at[0], -at[1])


def _japanese(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route) -> tuple[p.Colour, float]:
    (spot, turn), side = _ahead(plan, 46.0), float(draw.choice([-1, 1]))
    lots.put(spot, turn, 8.0, lambda s: hall(draw, drop=s.drop, wide=13.0, deep=9.0))
    spot, turn = _ahead(plan, 34.0, 0.5 * side)
    lots.put(
        spot,
        turn,
        6.0,
        lambda s: pagoda(draw, drop=s.drop, storeys=5 if draw.uniform() < 0.6 else 3),
        kind=ThingKind.PAGODA,
    )
    for k in range(9):  # gates over the way
        at = 6.5 + 3.3 * k
        spot, turn = off_route(route, at, 0.01)
        lots.put(
            spot,
            turn + math.pi / 2,
            0.6,
            lambda _, k=k: torii(draw, scale=1.25 if k == 0 else 0.85),
            kind=ThingKind.TORII,
        )
    for k in range(4):
        spot, turn = off_route(route, -7.0 - 5.2 * k, 0.01)
        lots.put(spot, turn + math.pi / 2, 0.6, lambda _: torii(draw, scale=0.85), kind=ThingKind.TORII)
    for at in np.arange(-16.0, 40.0, 4.4):
        for s in (-1, 1):
            spot, turn = off_route(route, float(at), s * 3.4)
            lots.put(spot, turn, 0.5, lambda _: lantern(draw, plan.scene), kind=ThingKind.LANTERN)
    spot, turn = _ahead(plan, 17.0, -0.75 * side)
    lots.put(spot, turn, 5.0, lambda s: hall(draw, drop=s.drop, wide=6.0, deep=4.5))
    spot, turn = _ahead(plan, 9.0, -1.5 * side)
    lots.put(spot, turn, 1.8, lambda s: statue(draw, drop=s.drop, era="japanese"), kind=ThingKind.STATUE)
    return (0.30, 0.29, 0.27), 2.6


def _classical(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route) -> tuple[p.Colour, float]:
    age, side = plan.scene.site.age, float(draw.choice([-1, 1]))
    spot, turn = _ahead(plan, 42.0)
    lots.put(spot, turn + 0.3 * side, 18.0, lambda s: classical_temple(draw, drop=s.drop, age=age))
    for at in (9.0, 19.0):
        for s in (-1, 1):
            spot, turn = off_route(route, at, s * 6.5)
            lots.put(spot, turn, 1.8, lambda w: statue(draw, drop=w.drop), kind=ThingKind.STATUE)
    for angle, far in ((1.5, 22.0), (-1.6, 20.0), (2.7, 26.0)):
        spot, turn = _ahead(plan, far, angle)
        lots.put(spot, turn, 6.0, lambda w: column_row(draw, drop=w.drop, age=age + 0.15))
    spot, turn = _ahead(plan, 9.5, -0.9 * side)
    lots.put(spot, turn, 3.0, lambda w: fountain(draw, drop=w.drop), kind=ThingKind.FOUNTAIN)
    return (0.44, 0.40, 0.33), 4.6


def _maya(plan: Plan, draw: np.random.Generator, lots: Lots, _route: Route) -> tuple[p.Colour, float]:
    spot, turn = _ahead(plan, 52.0)
    lots.put(spot, turn, 17.0, lambda s: step_pyramid(draw, drop=s.drop), kind=ThingKind.PYRAMID)
    for angle, far, size in ((1.5, 38.0, 0.6), (-1.45, 44.0, 0.7), (2.8, 60.0, 0.85)):
        spot, turn = _ahead(plan, far, angle)
        lots.put(
            spot,
            turn,
            17.0 * size,
            lambda s, size=size: step_pyramid(draw, drop=s.drop, size=size),
            kind=ThingKind.PYRAMID,
        )
    for angle, far in ((0.5, 9.0), (-0.5, 10.0)):
        spot, turn = _ahead(plan, far, angle)
        lots.put(spot, turn, 1.8, lambda s: statue(draw, drop=s.drop, era="khmer"), kind=ThingKind.STATUE)
    spot, turn = _ahead(plan, 8.0, 1.3)
    lots.put(spot, turn, 1.5, lambda _: campfire(draw, plan.scene), kind=ThingKind.CAMPFIRE)
    return (0.38, 0.35, 0.29), 5.0


def _egyptian(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route) -> tuple[p.Colour, float]:
    for angle, far, size in ((0.15, 190.0, 1.0), (-0.5, 290.0, 0.8), (0.72, 330.0, 0.6), (2.3, 300.0, 0.9)):
        spot, turn = _ahead(plan, far, angle)
        lots.put(
            spot,
            turn + 0.5,
            60.0 * size,
            lambda s, size=size: giza_pyramid(draw, drop=s.drop, size=size),
            kind=ThingKind.PYRAMID,
        )
    for s in (-1, 1):
        spot, turn = off_route(route, 15.0, s * 5.5)
        lots.put(spot, turn, 2.2, lambda w: obelisk(draw, drop=w.drop), kind=ThingKind.OBELISK)
        for at in (-12.0, 24.0, 34.0):
            spot, turn = off_route(route, at, s * 8.0)
            lots.put(spot, turn, 6.0, lambda w: column_row(draw, drop=w.drop, age=0.3, tint=p.SANDSTONE))
    spot, turn = _ahead(plan, 10.0, -0.9)
    lots.put(spot, turn, 1.8, lambda w: statue(draw, drop=w.drop), kind=ThingKind.STATUE)
    return (0.40, 0.31, 0.20), 4.2


def _stupas(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route) -> tuple[p.Colour, float]:
    spot, turn = _ahead(plan, 40.0)
    lots.put(spot, turn, 12.0, lambda s: stupa(draw, drop=s.drop, size=2.6))
    for at in np.arange(-24.0, 30.0, 8.5):
        for s in (-1, 1):
            spot, turn = off_route(route, float(at), s * float(draw.uniform(7, 11)))
            size = float(draw.uniform(0.55, 0.95))
            lots.put(spot, turn, 4.5 * size, lambda w, size=size: stupa(draw, drop=w.drop, size=size))
    for _ in range(9):
        spot, turn = _ahead(plan, float(draw.uniform(40, 120)), float(draw.uniform(-3, 3)))
        lots.put(spot, turn, 7.0, lambda w: stupa(draw, drop=w.drop, size=1.5))
    spot, turn = _ahead(plan, 10.0, 0.8)
    lots.put(spot, turn, 1.8, lambda s: statue(draw, drop=s.drop, era="khmer"), kind=ThingKind.STATUE)
    return (0.36, 0.31, 0.25), 3.4


_PRECINCTS = {
    "japanese": _japanese,
    "chinese": _japanese,
    "maya": _maya,
    "egyptian": _egyptian,
    "khmer": _stupas,
    "buddhist": _stupas,
}
