"""A village: a lane with cottages of its country on both sides, what they gather around, yards, fences and walls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.meshes import placed
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.house import house
from skyloom.world.architecture.shape import Shape, built_of
from skyloom.world.architecture.styles import STYLES, Style
from skyloom.world.architecture.ways import Route, fence_along, resampled, ribbon, route_to, wall_along
from skyloom.world.built import Built, together
from skyloom.world.kinds import TAG_BITS, Material
from skyloom.world.places.settling import Lots, off_route, point_at, sacred, street_light, towards
from skyloom.world.placing import Plan
from skyloom.world.plumes import hearths
from skyloom.world.standing import Stand
from skyloom.world.things.houses import barn, detail_at, style_names
from skyloom.world.things.ways import footprints_of
from skyloom.world.things.yard import cart, haystack, well

LANE = 3.2  # metres wide
ROOM = 8.6  # metres from the lane to the middle of a house that may have a wing in front
STEP = 15.0  # metres from house to house at density 1
HOUSE = 4.0  # metres: what has a larger footprint may have a hearth
PAVED = frozenset({"japanese", "chinese", "cycladic", "greek", "dutch", "victorian", "arabic"})


def village(plan: Plan) -> Built:
    """Build a village around a lane on which the camera stands."""
    draw = plan.draw("village")
    era = plan.scene.site.era.lower()
    heading = plan.form.heading + float(draw.uniform(-0.12, 0.12))
    route = route_to(draw, heading, 170.0, behind=110.0, bend=0.8)
    lots = Lots(plan)
    side = float(draw.choice([-1, 1]))
    goal = point_at(heading + 0.16 * side, float(draw.uniform(62, 85)))
    lots.put(goal, towards(-goal[0], -goal[1]) + 0.5 * side, 10.0, lambda s: sacred(draw, era, s.drop))
    _yards(plan, draw, lots, route, side)
    _houses(plan, draw, lots, route)
    for at in np.arange(-42, 60, 17.0):
        spot, turn = off_route(route, float(at) + 6.5, side * (LANE / 2 + 0.7) * (1 if int(at) % 2 else -1))
        lots.put(spot, turn, 0.5, lambda _: street_light(plan, draw))
    is_paved = era in PAVED
    colour, number = (
        ((0.28, 0.265, 0.24), int(Material.MASONRY) | 2 << TAG_BITS)
        if is_paved
        else ((0.25, 0.195, 0.13), Material.EARTH)
    )
    if era in ("cycladic", "greek"):
        colour = (0.55, 0.53, 0.49)
    lane = Built((placed(ribbon(plan, _short(route), LANE, colour, number)),), taken=footprints_of(route, LANE * 0.56))
    pairs = lots.built(clear=2.6)
    smoke = hearths(plan, ((stand, shape.part) for stand, shape in pairs if shape.radius > HOUSE))
    built = [lane, built_of(plan, pairs), Built(smoke=smoke), *_bounds(plan, draw, route, era)]
    return together(built)


def _short(route: Route) -> Route:
    near = np.hypot(route.points[:, 0], route.points[:, 1]) < 150
    return Route(route.points[near])


def _houses(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route) -> None:
    names = style_names(plan.scene)
    density = float(np.clip(plan.scene.site.density, 0.3, 2.0))
    step = STEP / density**0.7
    for side in (-1, 1):
        at = -95.0 + float(draw.uniform(0, step))
        while at < 150:
            style = STYLES[names[int(draw.integers(len(names)))]]
            away = float(draw.uniform(5.4, 11.0))
            aside = side * (LANE / 2 + away)
            spot, turn = off_route(route, at, aside)
            lots.put(spot, turn + float(draw.normal(0, 0.14)), 5.6, _maker(plan, draw, style, has_room=away > ROOM))
            at += step * float(draw.uniform(0.85, 1.5))
        for _ in range(int(7 * density)):  # a second row behind
            spot, turn = off_route(route, float(draw.uniform(-80, 150)), side * float(draw.uniform(24, 46)))
            style = STYLES[names[int(draw.integers(len(names)))]]
            lots.put(spot, turn + float(draw.normal(0, 0.5)), 6.0, _maker(plan, draw, style, has_room=True))


def _maker(plan: Plan, draw: np.random.Generator, style: Style, *, has_room: bool) -> Callable[[Stand], Shape]:
    def make(stand: Stand) -> Shape:
        return house(
            draw,
            style,
            drop=stand.drop,
            detail=detail_at(stand.distance),
            has_wing=None if has_room else False,
            lights=plan.scene.site.lights,
        )

    return make


def _yards(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route, side: float) -> None:
    """Put a well, carts, hay and a barn where the eye first looks."""
    spot, turn = off_route(route, float(draw.uniform(7, 9.5)), side * (LANE / 2 + 1.9))
    lots.put(spot, turn, 1.2, lambda s: well(draw, drop=s.drop), kind=ThingKind.WELL)
    spot, turn = off_route(route, float(draw.uniform(4, 6)), -side * (LANE / 2 + 2.6))
    lots.put(spot, turn + 1.2, 1.6, lambda _: cart(draw), kind=ThingKind.CART)
    for _ in range(5):
        spot, turn = off_route(
            route, float(draw.uniform(-45, 70)), float(draw.choice([-1, 1])) * float(draw.uniform(13, 22))
        )
        lots.put(spot, turn, 1.5, lambda _: haystack(draw), kind=ThingKind.HAYSTACK)
    if plan.scene.site.era not in ("japanese", "chinese", "cycladic", "greek", "arabic"):
        spot, turn = off_route(route, float(draw.uniform(-30, -18)), -side * 20.0)
        lots.put(spot, turn, 9.0, lambda s: barn(draw, drop=s.drop), kind=ThingKind.BARN)


def _bounds(plan: Plan, draw: np.random.Generator, route: Route, era: str) -> list[Built]:
    """Build the fences and walls of gardens along the lane, with gaps."""
    built = []
    for side in (-1, 1):
        for start in (-60.0, -28.0, 6.0, 30.0, 58.0):
            if draw.uniform() < 0.3:
                continue
            length = float(draw.uniform(9, 20))
            points = np.array(
                [off_route(route, start + t, side * (LANE / 2 + 1.5))[0] for t in np.linspace(0, length, 12)]
            )
            line = Route(points)
            if plan.is_by_water and plan.look(points).z.min() < 0.3:
                continue
            if np.hypot(*resampled(line, 1.0).T).min() < 2.4:
                continue
            is_wall = era in ("cycladic", "greek", "arabic", "mediterranean") or draw.uniform() < 0.4
            colour = (0.72, 0.71, 0.68) if era in ("cycladic", "greek") else p.one_of(draw, (p.FIELDSTONE, p.LIMESTONE))
            stones = wall_along(plan, draw, line, high=0.9, colour=colour) if is_wall else None
            shape = stones or fence_along(plan, draw, line)
            built.append(Built((placed(shape),)))
    return built
