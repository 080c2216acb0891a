"""Ways and what bounds them: roads, fences, piers; and homes in trees and under hills."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from skyloom.core.scene import Thing, ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import part, placed
from skyloom.geometry.shapes import stone
from skyloom.geometry.solids import lathe, sheet
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import cone
from skyloom.world.architecture.shape import CANDLE, Shape, Shine, built_of
from skyloom.world.architecture.walls import Opening, lancet, window_number
from skyloom.world.architecture.ways import Route, fence_along, ribbon, route_to, wall_along
from skyloom.world.built import Built, Footprints
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.standing import Footing, stands
from skyloom.world.things.raising import depth, raised


def roads(plan: Plan, thing: Thing) -> Built:
    """Lay a road from the camera into the view."""
    draw = plan.draw("road")
    heading = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    route = route_to(draw, heading, 220.0)
    is_paved = plan.scene.site.era in ("roman", "medieval", "european", "japanese", "chinese")
    colour, number = ((0.26, 0.25, 0.23), Material.MASONRY) if is_paved else ((0.27, 0.205, 0.135), Material.EARTH)
    wide = 3.4 * thing.size
    meshes = (placed(ribbon(plan, route, wide, colour, number)),)
    return Built(meshes, taken=footprints_of(route, wide * 0.55))


def footprints_of(route: Route, radius: float) -> Footprints:
    """Return discs that cover a way."""
    points = route.points[:: max(1, int(radius / 0.8))]
    near = points[np.hypot(points[:, 0], points[:, 1]) < 120]
    return Footprints(near.astype(np.float32), np.full(len(near), radius, np.float32))


def fences(plan: Plan, thing: Thing) -> Built:
    """Build a fence or a dry stone wall across the middle distance, bending away."""
    draw = plan.draw("fence")
    heading = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    side = float(draw.choice([-1, 1]))
    t = np.linspace(-1, 1, 60)
    along = 34 * t
    away = 9.0 + 6 * t * side + 3 * np.sin(t * 3 + float(draw.uniform(0, 6)))
    x = away * math.sin(heading) + along * math.cos(heading)
    y = away * math.cos(heading) - along * math.sin(heading)
    route = Route(np.stack([x, y], -1))
    shape = wall_along(plan, draw, route) if draw.uniform() < 0.3 else fence_along(plan, draw, route, tint=thing.tint)
    return Built((placed(shape),))


def pier(draw: np.random.Generator, *, long: float = 24.0, above: float = 1.0) -> Shape:
    """Draw a pier of planks on piles that runs along -y from its root, with bollards, a lamp and a boat's ladder."""
    a = Assembly()
    wood, number, wide = p.one_of(draw, (p.GREY_WOOD, p.OLD_WOOD)), Material.TIMBER, 2.4
    count = int(long / 0.2)
    for k in range(count):
        y = -k * 0.2
        jut = float(draw.uniform(-0.06, 0.06))
        a.box(
            (-wide / 2 + jut, y - 0.185, above - 0.07),
            (wide / 2 + jut, y, above + float(draw.uniform(-0.008, 0.008))),
            p.shade(wood, float(draw.uniform(0.75, 1.25))),
            int(number) | 1 << 8,
        )
    for side in (-1, 1):
        x = side * (wide / 2 - 0.2)
        a.beam((x, 0, above - 0.18), (x, -long, above - 0.18), 0.16, 0.22, p.shade(wood, 0.7), number)
        for y in np.arange(-1.0, -long - 0.1, -3.2):
            top = above + (0.75 if round(-y / 3.2) % 2 else -0.05)
            x1 = side * (wide / 2 + 0.08)
            a.rod((x1, y, -3.5), (x1 + float(draw.normal(0, 0.02)), y, top), 0.13, p.shade(wood, 0.6), number, sides=9)
            if top > above:
                a.rope(
                    (x1, y, top - 0.2), (x1, y - 6.4, top - 0.2), 0.3, 0.022, p.STRAW, number
                ) if y - 6.4 > -long else None
    for k in range(4):
        a.block(
            (float(draw.uniform(-0.8, 0.8)), -long + 1.2 + k * 0.8, above),
            (0.5, 0.5, 0.45),
            p.one_of(draw, (p.OLD_WOOD, p.FRESH_WOOD)),
            number,
        )
    return Shape(a.result(), wide)


def piers(plan: Plan, thing: Thing) -> Built:
    """Build piers from the shore out over the water."""
    draw = plan.draw("pier")
    out = []
    for stand in stands(plan, thing, 2.0, usual=(5, 16), footing=Footing.SHORE, spread=0.0):
        away = math.atan2(stand.x, stand.y) if stand.distance > 1 else plan.form.heading
        turn = math.pi - away  # the pier's -y points away from the camera, over the water
        at = type(stand)(stand.x, stand.y, 0.0 if plan.is_by_water else stand.z, stand.low, turn, stand.scale)
        out.append((at, pier(draw, above=max(stand.z, 0.7) + 0.15 if plan.is_by_water else 0.8)))
    return built_of(plan, out)


def treehouse(draw: np.random.Generator, *, drop: float) -> Shape:
    """Draw a great old tree with a house in its fork, a ladder and a rope bridge's end."""
    a = Assembly()
    bark, number = (0.13, 0.10, 0.07), int(Material.BARK)
    a.add(
        lathe(
            [(1.9, -drop), (1.5, 0.1), (1.05, 1.0), (0.85, 3.0), (0.8, 5.0), (0.7, 7.0), (0.45, 9.5)], 20, bark, number
        )
    )
    tips = []
    for k in range(9):
        t = k * 2.4 + float(draw.uniform(-0.2, 0.2))
        z = 4.6 + k * 0.55
        reach, lift = float(draw.uniform(2.6, 4.2)), float(draw.uniform(1.6, 3.2))
        elbow = (reach * 0.55 * math.cos(t), reach * 0.55 * math.sin(t), z + lift * 0.35)
        tip = (reach * math.cos(t), reach * math.sin(t), z + lift)
        a.rod((0.3 * math.cos(t), 0.3 * math.sin(t), z), elbow, 0.32, bark, number, tip=0.2, sides=9)
        a.rod(elbow, tip, 0.2, bark, number, tip=0.08, sides=8)
        tips.append(tip)
    for t in np.arange(6):
        angle = t * 1.05
        a.rod(
            (0.9 * math.cos(angle), 0.9 * math.sin(angle), 0.7),
            (2.8 * math.cos(angle), 2.8 * math.sin(angle), -0.2),
            0.35,
            bark,
            number,
            tip=0.12,
            sides=8,
        )
    _crown(a, draw, tips)
    z = 4.4
    a.add(lathe([(2.7, z - 0.15), (2.7, z), (0.4, z)], 12, p.OLD_WOOD, Material.TIMBER))
    for k in range(12):
        t0, t1 = (s * math.pi / 6 for s in (k, k + 1))
        q, r = ((2.6 * math.cos(t), 2.6 * math.sin(t)) for t in (t0, t1))
        a.rod((*q, z), (*q, z + 0.95), 0.04, p.OLD_WOOD, Material.TIMBER)
        if k != 8:
            a.rod((*q, z + 0.92), (*r, z + 0.92), 0.035, p.OLD_WOOD, Material.TIMBER)
            a.rod((*q, z + 0.5), (*r, z + 0.5), 0.02, p.STRAW, Material.TIMBER, sides=4)
        if k % 2:
            a.rod(
                (q[0] * 0.9, q[1] * 0.9, z - 0.1),
                (q[0] * 0.33, q[1] * 0.33, z - 1.8),
                0.09,
                p.OLD_WOOD,
                Material.TIMBER,
            )
    f = a.framed((-0.3, 0.4, z))
    a.add(lathe([(1.65, z), (1.7, z + 2.1)], 8, (0.22, 0.14, 0.08), Material.TIMBER))
    cone(f.framed((0.3, -0.4, 2.05)), 2.2, 1.9, p.THATCH, Material.THATCH, sides=14)
    for turn in (-0.5, 0.45, 1.6, -1.7):
        g = a.framed((0, 0, 0), turn)
        kind = Opening(x=0, z=z + 0.85, wide=0.6, high=0.7, panes=(0.3, 0.35), luck=int(draw.integers(1200)))
        lancet(g, kind, p.OLD_WOOD, Material.TIMBER, proud=1.68)
    for x in (-0.25, 0.25):
        a.rod((x, -3.1, -0.3), (x * 0.9, -2.6, z + 0.3), 0.05, p.FRESH_WOOD, Material.TIMBER)
    for k in range(14):
        s = (k + 1) / 15
        a.rod(
            (-0.25, -3.1 + 0.5 * s, -0.3 + (z + 0.4) * s),
            (0.25, -3.1 + 0.5 * s, -0.3 + (z + 0.4) * s),
            0.03,
            p.FRESH_WOOD,
            Material.TIMBER,
        )
    return Shape(a.result(), 3.2, (Shine((0, -2.4, z + 1.6), 25.0, CANDLE, 0.4),))


def _crown(a: Assembly, draw: np.random.Generator, tips: list[tuple[float, float, float]]) -> None:
    """Add leaves in clouds about the ends of branches."""
    middle = np.array(tips)[draw.integers(0, len(tips), 5200)]
    p_ = middle + draw.normal(0, 1, (5200, 3)) * [1.15, 1.15, 0.75] + [0, 0, 0.6]
    p_ = p_[~((np.hypot(p_[:, 0], p_[:, 1]) < 2.6) & (p_[:, 2] < 7.6))]
    n = len(p_)
    u, v = draw.normal(0, 1, (n, 3)), draw.normal(0, 1, (n, 3))
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    v = np.cross(u, v)
    v /= np.linalg.norm(v, axis=1, keepdims=True)
    size = draw.uniform(0.12, 0.24, (n, 1))
    corners = np.stack([p_ - u * size, p_ + v * size * 0.6, p_ + u * size, p_ - v * size * 0.6], 1)
    out = p_ - middle.mean(axis=0)
    normal = out / np.linalg.norm(out, axis=1, keepdims=True)
    tone = np.exp(draw.normal(0, 0.2, (n, 1))) * np.array([0.07, 0.14, 0.03])
    base = np.arange(n)[:, None] * 4
    faces = np.concatenate([base + np.array(corner) for corner in ((0, 1, 2), (0, 2, 3))])
    shade = np.repeat(np.clip(0.5 + 0.3 * normal[:, 2], 0.3, 1), 4)
    a.add(part(corners, faces, np.repeat(normal, 4, axis=0), np.repeat(tone, 4, axis=0), shade, int(Material.LEAF)))


def burrow(draw: np.random.Generator, *, drop: float) -> Shape:
    """Draw a home under a grassy hill: a round door and round windows in a turf mound, a chimney, a path."""
    a = Assembly()
    r = 4.6
    u, v = np.linspace(0, 2 * np.pi, 61)[None], np.linspace(0, 1, 15)[:, None]
    bumps = 1 + 0.05 * np.sin(3 * u + 1) + 0.03 * np.sin(7 * u)
    reach = r * bumps * (1 + 0.5 * (1 - v) ** 2.0) * np.cos(v * np.pi / 2) ** 0.75
    x, y = reach * np.cos(u), reach * np.sin(u)
    y = np.maximum(y, -r * 0.82)  # cut off where the front stands
    z = -drop * (1 - v) ** 6 + 4.0 * np.sin(v * np.pi / 2) + 0 * u
    grass = (0.075, 0.125, 0.03)
    a.add(
        sheet(
            np.stack(np.broadcast_arrays(x, y, z), -1),
            grass,
            int(Material.EARTH),
        )
    )
    front = -r * 0.83
    colour = p.one_of(draw, (p.FIELDSTONE, p.CREAM, p.LIMESTONE))
    curve = [(r * 0.86 * math.cos(t), 2.5 * math.sin(t) ** 0.8) for t in np.linspace(0, math.pi, 15)]
    a.polygon(
        [(cx, front - 0.06, max(cz, -drop)) for cx, cz in curve][::-1][::-1],
        colour,
        Material.MASONRY if colour is not p.CREAM else Material.PLASTER,
    )
    for (x0, z0), (x1, z1) in pairwise(curve):
        a.beam((x0, front, z0), (x1, front, z1), 0.5, 0.3, p.FIELDSTONE, Material.MASONRY)
    door = p.one_of(draw, ((0.05, 0.17, 0.06), (0.36, 0.22, 0.03), (0.05, 0.1, 0.22), (0.3, 0.05, 0.03)))
    _round(a, (0.3, front - 0.1, 1.12), 1.05, door, Material.TIMBER, frame=p.OLD_WOOD)
    a.add(lathe([(0.07, 0), (0.08, 0.05), (0.0, 0.1)], 10, p.BRASS, Material.MARBLE), (0.3, front - 0.25, 1.12))
    for cx in (-2.0, 2.5):
        _round(
            a,
            (cx, front - 0.1, 1.4),
            0.5,
            p.GLASS,
            window_number((0.25, 0.25), 0, int(draw.integers(900))),
            frame=p.OLD_WOOD,
        )
    a.block((1.6, 1.2, 2.6), (0.7, 0.7, 2.0), p.RED_BRICK, Material.BRICK)
    a.rod((1.6, 1.2, 4.6), (1.6, 1.2, 5.1), 0.16, p.CLAY, Material.PLASTER, sides=10)
    for k in range(9):
        a.add(
            stone(draw, 2, int(Material.STONE), flatness=0.35),
            (0.3 + 0.3 * math.sin(k), front - 0.8 - 0.62 * k, -0.02),
            scale=0.36,
        )
    for side in (-1, 1):
        for k in range(5):
            xk = side * (1.6 + 0.8 * k)
            a.beam(
                (xk, front - 2.4 - 0.15 * k, -0.3),
                (xk, front - 2.4 - 0.15 * k, 0.75),
                0.09,
                0.05,
                p.GREY_WOOD,
                Material.TIMBER,
            )
        a.beam(
            (side * 1.4, front - 2.35, 0.55), (side * 5.0, front - 3.05, 0.55), 0.05, 0.09, p.GREY_WOOD, Material.TIMBER
        )
    return Shape(a.result(), 6.6, (Shine((0.3, front - 1.6, 1.6), 14.0, CANDLE, 0.4),))


def _round(
    a: Assembly, at: tuple[float, float, float], r: float, colour: p.Colour, number: int, *, frame: p.Colour
) -> None:
    x, y, z = at
    ring = [(x + r * math.cos(t), y, z + r * math.sin(t)) for t in -2.356 + np.arange(24) * math.pi / 12]
    a.polygon(ring, colour, number)
    for q, s in zip(ring, ring[1:] + ring[:1], strict=True):
        a.beam(q, s, 0.16, 0.13, frame, Material.TIMBER)


def treehouses(plan: Plan, thing: Thing) -> Built:
    """Build houses in trees."""
    return raised(plan, thing, lambda d, s: treehouse(d, drop=depth(s)), radius=3.2, usual=(11, 20), height=8)


def burrows(plan: Plan, thing: Thing) -> Built:
    """Build homes under hills."""
    return raised(plan, thing, lambda d, s: burrow(d, drop=depth(s)), radius=6.0, usual=(11, 22), height=3, spread=0.3)


BUILDERS = {
    ThingKind.ROAD: roads,
    ThingKind.FENCE: fences,
    ThingKind.PIER: piers,
    ThingKind.TREEHOUSE: treehouses,
    ThingKind.BURROW: burrows,
}
