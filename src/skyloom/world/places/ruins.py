"""Ruins: an avenue of broken columns to a temple that still stands in part, fallen drums, arches and walls."""

from __future__ import annotations

import math

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import placed
from skyloom.geometry.shapes import stone
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.shape import Shape, built_of
from skyloom.world.architecture.stonework import broken_wall, column, drum, steps
from skyloom.world.architecture.walls import Opening, wall
from skyloom.world.architecture.ways import Route, ribbon, route_to
from skyloom.world.built import Built, together
from skyloom.world.kinds import Material
from skyloom.world.places.settling import Lots, off_route, point_at, scattered, towards
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand
from skyloom.world.things.ancient import classical_temple, step_pyramid
from skyloom.world.things.eastern import stupa
from skyloom.world.things.monuments import obelisk, statue

OLDEST = 0.85
DEEPEST = 2.5  # metres of foundation: a column on the brink of a cliff has fallen


def ruins(plan: Plan) -> Built:
    """Build ruins around the camera."""
    draw = plan.draw("ruins")
    heading, era = plan.form.heading, plan.scene.site.era.lower()
    age = float(np.clip(max(plan.scene.site.age, 0.55), 0, OLDEST))
    colour = p.one_of(draw, (p.LIMESTONE, p.MARBLE, p.SANDSTONE, (0.5, 0.44, 0.34)))
    route = route_to(draw, heading, 60.0, behind=34.0, bend=0.25)
    lots = Lots(plan)
    goal = point_at(heading + float(draw.uniform(-0.06, 0.06)), float(draw.uniform(44, 54)))
    if plan.form.bluff > 0:  # the end of the headland, over the sea
        goal = (plan.form.crown_x, plan.form.crown_y)
    if era == "maya":
        lots.put(goal, towards(-goal[0], -goal[1]), 19.0, lambda s: step_pyramid(draw, drop=s.drop, size=0.9))
    elif era in ("khmer", "buddhist"):
        lots.put(goal, towards(-goal[0], -goal[1]), 9.0, lambda s: stupa(draw, drop=s.drop, size=2.0))
    else:
        lots.put(
            goal, towards(-goal[0], -goal[1]) + 0.12, 18.0, lambda s: classical_temple(draw, drop=s.drop, age=age * 0.8)
        )
    _colonnade(plan, draw, lots, route, colour, age)
    side = float(draw.choice([-1, 1]))
    at = point_at(heading + side * 1.25, 17.0)
    lots.put(at, towards(-at[0], -at[1]) + 0.4, 6.0, lambda s: arch(draw, colour, drop=s.drop))
    at = point_at(heading - side * 1.5, 15.0)
    lots.put(at, towards(-at[0], -at[1]) - 0.3, 7.0, lambda s: arcade(draw, colour, drop=s.drop, age=age))
    at = point_at(heading + math.pi + 0.3 * side, 20.0)
    lots.put(at, towards(-at[0], -at[1]), 8.0, lambda s: chamber(draw, colour, drop=s.drop, age=age))
    at = point_at(heading - 0.62 * side, 9.0)
    lots.put(
        at,
        towards(-at[0], -at[1]),
        1.7,
        lambda s: (obelisk if era == "egyptian" else statue)(
            draw, drop=s.drop, **({} if era == "egyptian" else {"era": era})
        ),
    )
    for x, y in scattered(draw, 60, 3.5, 46.0):
        lots.put((x, y), float(draw.uniform(0, 6)), 0.4, lambda s: rubble(draw, colour) if s.drop < DEEPEST else None)
    way = placed(ribbon(plan, Route(route.points), 3.0, p.shade(colour, 0.8), Material.MASONRY, over=0.02))
    return together([built_of(plan, lots.built(clear=1.8)), Built((way,))])


def _colonnade(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route, colour: p.Colour, age: float) -> None:
    del plan
    order = str(draw.choice(["doric", "corinthian"]))
    r = 0.46
    high = r * (12 if order == "doric" else 17)
    for side in (-1, 1):
        for at in np.arange(-20.0, 34.0, 4.6):
            spot, turn = off_route(route, float(at) + 0.6 * side, side * 4.3)
            fate = draw.uniform()
            kept = 1.0 if fate > age * 0.8 else float(draw.uniform(0.12, 0.75))
            if fate < 0.1:
                continue
            tied = bool(draw.uniform() < 0.35)

            def make(s: Stand, kept: float = kept, tied: bool = tied) -> Shape | None:
                if s.drop > DEEPEST:
                    return None
                a = Assembly()
                a.block((0, 0, -s.drop), (1.5, 1.5, s.drop + 0.35), p.shade(colour, 0.9), Material.MARBLE)
                column(a, (0, 0, 0.35), r, high, colour, order=order, kept=kept)
                if kept >= 1 and tied:
                    a.box(
                        (-0.6, -0.5, high + 0.35),
                        (0.6 + float(draw.uniform(0, 1.4)), 0.5, high + 1.15),
                        colour,
                        Material.MARBLE,
                    )
                if kept < 0.8:
                    for k in range(int(draw.integers(1, 3))):
                        drum(
                            a, draw, (float(draw.uniform(-1.6, 1.6)), -1.6 - 0.9 * k), r * 0.95, colour, Material.MARBLE
                        )
                return Shape(a.result(), 1.0)

            lots.put(spot, turn, 0.9, make)


def arch(draw: np.random.Generator, colour: p.Colour, *, drop: float) -> Shape:
    """Draw a triumphal arch, its top broken on one side."""
    a = Assembly()
    w, d, h = 9.0, 3.0, 8.5
    for turn, at in ((0.0, (-w / 2, -d / 2, 0)), (math.pi, (w / 2, d / 2, 0))):
        f = a.framed(at, turn)
        gate = Opening(x=w / 2, z=-drop + 0.01, wide=3.8, high=3.6 + drop, rise=1.9, kind="gap", frame=None)
        wall(f, w, h, colour, Material.MASONRY, foot=-drop, openings=[gate], reveal=d)
        for x in (1.0, w - 1.0):
            column(
                f,
                (x, -0.55, 0.0),
                0.36,
                6.2,
                p.shade(colour, 1.1),
                order="corinthian",
                kept=1.0 if draw.uniform() < 0.7 else 0.5,
            )
            f.block((x, -0.55, -drop), (1.0, 1.0, drop + 0.02), colour, Material.MASONRY)
    for side in (-1, 1):
        x = side * w / 2
        f = a.framed((x, side * -d / 2, 0), side * math.pi / 2)
        wall(f, d, h, colour, Material.MASONRY, foot=-drop)
    a.box((-w / 2 - 0.4, -d / 2 - 0.4, 6.3), (w / 2 + 0.4, d / 2 + 0.4, 6.8), p.shade(colour, 1.05), Material.MARBLE)
    broken_wall(a.framed((-w / 2, -d / 2, h)), draw, w, 1.9, d, colour, drop=0.02, broken=0.7)
    return Shape(a.result(), 5.6)


def arcade(draw: np.random.Generator, colour: p.Colour, *, drop: float, age: float) -> Shape:
    """Draw a length of wall with arches whose top is broken."""
    a = Assembly()
    w, h, t = 13.0, 4.6, 0.9
    openings = [
        Opening(x=2.2 + 4.3 * k, z=-drop + 0.01, wide=2.6, high=2.4 + drop, rise=1.3, kind="gap", frame=None)
        for k in range(3)
    ]
    wall(a.framed((-w / 2, -t / 2, 0)), w, h, colour, Material.MASONRY, foot=-drop, openings=openings, reveal=t)
    wall(
        a.framed((w / 2, t / 2, 0), math.pi),
        w,
        h,
        colour,
        Material.MASONRY,
        foot=-drop,
        openings=[
            Opening(x=w - o.x, z=o.z, wide=o.wide, high=o.high, rise=o.rise, kind="gap", frame=None) for o in openings
        ],
        reveal=0.02,
    )
    for side in (-1, 1):
        wall(a.framed((side * w / 2, side * -t / 2, 0), side * math.pi / 2), t, h, colour, Material.MASONRY, foot=-drop)
    broken_wall(a.framed((-w / 2, -t / 2, h)), draw, w, 3.0, t, colour, drop=0.02, broken=age)
    return Shape(a.result(), 6.5)


def chamber(draw: np.random.Generator, colour: p.Colour, *, drop: float, age: float) -> Shape:
    """Draw the four broken walls of a room with steps before it."""
    a = Assembly()
    w, d = float(draw.uniform(9, 13)), float(draw.uniform(7, 10))
    for at, turn, length in (
        ((-w / 2, -d / 2), 0.0, w),
        ((w / 2, -d / 2), math.pi / 2, d),
        ((w / 2, d / 2), math.pi, w),
        ((-w / 2, d / 2), -math.pi / 2, d),
    ):
        f = a.framed((*at, 0), turn)
        broken_wall(
            f,
            draw,
            length,
            float(draw.uniform(3, 6)),
            0.8,
            colour,
            drop=drop,
            broken=min(age * float(draw.uniform(0.8, 1.3)), 0.95),
        )
    steps(a.framed((0, -d / 2 - 1.8, 0)), 4.0, 1.4, 3, 0.16, 0.4, p.shade(colour, 0.95), Material.MASONRY, drop=drop)
    return Shape(a.result(), math.hypot(w, d) / 2)


def rubble(draw: np.random.Generator, colour: p.Colour) -> Shape:
    """Draw a heap of fallen blocks and stones."""
    a = Assembly()
    for _ in range(int(draw.integers(2, 6))):
        x, y = (float(v) for v in draw.normal(0, 0.55, 2))
        size = float(draw.uniform(0.18, 0.5))
        f = a.framed((x, y, -0.12), float(draw.uniform(0, 6)))
        if draw.uniform() < 0.6:
            tilt = float(draw.normal(0, 0.12))
            f.beam(
                (-size, 0, size * 0.3 + tilt),
                (size, 0, size * 0.3 - tilt),
                size * 1.1,
                size * 0.9,
                p.shade(colour, float(draw.uniform(0.75, 1.1))),
                Material.MARBLE,
            )
        else:
            f.add(stone(draw, 2, int(Material.STONE)), scale=size)
    return Shape(a.result(), 0.7)
