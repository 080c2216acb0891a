"""Fires, tents, yurts and igloos, and the builders of all small things that stand alone."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from skyloom.core.scene import Reach, SceneSpec, Thing, ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import Part, joined
from skyloom.geometry.shapes import stone
from skyloom.geometry.solids import lathe, sheet
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.shape import BULB, CANDLE, EMBER, Shape, Shine, built_of
from skyloom.world.built import Built, together
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.plumes import campfire_smoke
from skyloom.world.standing import from_stand, stands
from skyloom.world.things.yard import cart, glow, grave, haystack, lamp, lantern, well

FLAME: p.Colour = (1.0, 0.30, 0.045)
FIRE_LUMINANCE = 5200  # cd/m²
FIRE_CANDELA = 260.0  # of a camp fire


def fire(a: Assembly, draw: np.random.Generator, size: float) -> None:
    """Add flames, embers and logs of a fire whose flames are about `size` metres high."""
    for k in range(9):
        angle = k * 2.4 + float(draw.uniform(0, 0.5))
        reach = size * float(draw.uniform(0.0, 0.22))
        high = size * float(draw.uniform(0.45, 1.0)) * (1 - reach / size)
        x, y = reach * math.cos(angle), reach * math.sin(angle)
        lean = [float(v) for v in draw.normal(0, 0.1, 2) * high]
        wide = size * float(draw.uniform(0.07, 0.13))
        points = [(x, y, 0.05), (x + lean[0] * 0.3, y + lean[1] * 0.3, high * 0.3), (x + lean[0], y + lean[1], high)]
        hot = (1.0, 0.42, 0.09) if k % 3 == 0 else FLAME
        a.rod(points[0], points[1], wide * 0.6, hot, glow(FIRE_LUMINANCE), tip=wide, sides=6)
        a.rod(points[1], points[2], wide, FLAME, glow(FIRE_LUMINANCE * 0.6), tip=0.004, sides=6)
    for k in range(7):
        angle = k * 2 * math.pi / 7 + float(draw.uniform(-0.2, 0.2))
        out = size * float(draw.uniform(0.45, 0.6))
        foot = (out * math.cos(angle), out * math.sin(angle), 0.05)
        tip = (-0.1 * out * math.cos(angle), -0.1 * out * math.sin(angle), size * float(draw.uniform(0.3, 0.5)))
        a.rod(foot, tip, size * 0.075, p.shade(p.DARK_WOOD, 0.7), int(Material.BARK), tip=size * 0.05, sides=7)
    a.add(lathe([(size * 0.42, 0.0), (size * 0.3, 0.06), (0.0, 0.1)], 12, (1.0, 0.16, 0.02), glow(260)))


def campfire(draw: np.random.Generator, scene: SceneSpec, *, size: float = 0.8) -> Shape:
    """Draw a camp fire in a ring of stones with logs to sit on."""
    del scene
    a = Assembly()
    fire(a, draw, size)
    for k in range(13):
        angle = k * 2 * math.pi / 13 + float(draw.uniform(-0.1, 0.1))
        a.add(
            stone(draw, 2, int(Material.STONE)),
            (size * 0.85 * math.cos(angle), size * 0.85 * math.sin(angle), 0.02),
            scale=0.16 * size / 0.8,
        )
    for k in range(3):
        angle = 0.9 + k * 1.75 + float(draw.uniform(-0.2, 0.2))
        x, y = 2.1 * math.sin(angle), 2.1 * math.cos(angle)
        dx, dy = 0.9 * math.cos(angle), -0.9 * math.sin(angle)
        a.rod((x - dx, y - dy, 0.16), (x + dx, y + dy, 0.18), 0.2, p.OLD_WOOD, int(Material.BARK), sides=9)
    shine = Shine((0, 0, size * 0.75), FIRE_CANDELA * size / 0.8, EMBER, 0.35, is_always=True)
    return Shape(a.result(), 2.6, (shine,))


def tent(draw: np.random.Generator, *, tint: p.Colour | None = None) -> Shape:
    """Draw a ridge tent of canvas with poles, guys and an open front."""
    a = Assembly()
    colour = tint or p.one_of(draw, (p.CANVAS, (0.35, 0.30, 0.18), (0.18, 0.22, 0.12), (0.42, 0.16, 0.08)))
    w, d, h = float(draw.uniform(1.2, 1.5)), float(draw.uniform(1.5, 2.0)), float(draw.uniform(1.7, 2.1))
    rows, columns = 9, 12
    for side in (-1, 1):
        t, s = np.linspace(0, 1, rows)[:, None], np.linspace(-1, 1, columns)[None]
        x = side * w * (1 - t) * (1 + 0 * s) - side * 0.12 * np.sin(np.pi * t) * (1 - 0.3 * s**2)
        grid = np.stack(np.broadcast_arrays(x, d * s, h * t - 0.1 * (1 - s**2) * t), -1)
        a.add(_two_sided(grid if side < 0 else grid[:, ::-1], colour))
    for end, share in ((-1, 0.35), (1, 0.98)):
        for side in (-1, 1):
            y = end * d
            ring = [(side * w, y, 0.0), (side * w * (1 - share), y + end * 0.12, 0.0), (0, y, h)]
            a.triangle(*ring, p.shade(colour, 0.9), int(Material.CLOTH))
            a.triangle(*ring[::-1], p.shade(colour, 0.75), int(Material.CLOTH))
        a.rod((0, end * d * 0.99, 0), (0, end * d * 0.99, h + 0.1), 0.035, p.FRESH_WOOD, int(Material.TIMBER))
        a.rod((0, end * d, h), (0, end * (d + 1.3), 0.02), 0.008, p.STRAW, int(Material.TIMBER), sides=4)
        for side in (-1, 1):
            a.rod(
                (side * w * 0.55, end * d, h * 0.45),
                (side * (w + 0.7), end * (d + 0.5), 0.02),
                0.007,
                p.STRAW,
                19,
                sides=4,
            )
    a.box((-w * 0.8, -d * 0.9, 0.0), (w * 0.8, d * 0.9, 0.06), (0.2, 0.11, 0.07), int(Material.CLOTH))
    return Shape(a.result(), 2.4, (Shine((0, -0.2, 1.0), 12.0, BULB, 0.3),))


def _two_sided(grid: np.ndarray, colour: p.Colour) -> Part:
    inside = sheet(grid[:, ::-1] - np.array([0, 0, 0.01]), p.shade(colour, 0.75), Material.CLOTH)
    return joined([sheet(grid, colour, Material.CLOTH), inside])


def yurt(draw: np.random.Generator, *, tint: p.Colour | None = None) -> Shape:
    """Draw a felt yurt with bands, a painted door and a smoke hole."""
    a = Assembly()
    r, h = float(draw.uniform(2.6, 3.1)), 1.7
    felt = tint or p.one_of(draw, ((0.66, 0.63, 0.56), (0.56, 0.52, 0.44)))
    a.add(
        lathe(
            [(r, -0.5), (r * 1.01, 0.0), (r * 1.015, h * 0.5), (r, h), (r * 1.04, h + 0.02)], 40, felt, Material.CLOTH
        )
    )
    a.add(
        lathe(
            [
                (r * 1.05, h),
                (r * 0.75, h + 0.62),
                (r * 0.4, h + 1.1),
                (0.45, h + 1.3),
                (0.4, h + 1.42),
                (0.0, h + 1.45),
            ],
            40,
            p.shade(felt, 0.95),
            Material.CLOTH,
        )
    )
    for z in (0.35, 1.0, 1.6):
        a.add(
            lathe([(r * 1.018, z), (r * 1.025, z + 0.05), (r * 1.018, z + 0.1)], 40, (0.30, 0.08, 0.05), Material.CLOTH)
        )
    a.box((-0.55, -r - 0.1, 0.0), (0.55, -r * 0.9, 1.62), (0.35, 0.10, 0.05), int(Material.TIMBER))
    a.box((-0.42, -r - 0.14, 0.12), (0.42, -r * 0.9, 1.5), (0.06, 0.13, 0.2), int(Material.TIMBER))
    for k in range(10):
        angle = k * 2 * math.pi / 10 + 0.3
        x, y = math.sin(angle), math.cos(angle)
        a.rod((0.5 * x, 0.5 * y, h + 1.3), (r * 1.06 * x, r * 1.06 * y, h), 0.015, p.OLD_WOOD, 19, sides=4)
    a.rod((0.9, 0.3, h + 0.7), (0.9, 0.3, h + 2.0), 0.08, p.IRON, int(Material.MARBLE), sides=8)
    return Shape(a.result(), r + 0.4, (Shine((0, -r - 0.6, 1.0), 10.0, CANDLE, 0.5),))


def igloo(draw: np.random.Generator) -> Shape:
    """Draw an igloo of snow blocks with its tunnel."""
    a = Assembly()
    r = float(draw.uniform(1.9, 2.3))
    snow = (0.78, 0.81, 0.85)
    rows = 8
    for row in range(rows):
        e0, e1 = (k / rows * math.pi / 2 for k in (row, row + 0.94))
        count = max(5, round(2 * math.pi * r * math.cos(e0) / 0.75))
        for k in range(count):
            a0, a1 = ((k + 0.5 * (row % 2) + s) * 2 * math.pi / count for s in (0.015, 0.985))
            if row < 4 and abs(math.remainder((a0 + a1) / 2 + math.pi / 2, 2 * math.pi)) < 0.34:
                continue
            out = r * (1 + float(draw.uniform(-0.012, 0.012)))
            corners = [
                (out * math.cos(e) * math.cos(t), out * math.cos(e) * math.sin(t), out * math.sin(e) * 0.95)
                for e, t in ((e0, a0), (e0, a1), (e1, a1), (e1, a0))
            ]
            a.quad(*corners, p.shade(snow, float(draw.uniform(0.93, 1.05))), int(Material.PLASTER))
    a.add(
        lathe(
            [(r * 0.975, -0.3), (r * 0.97, 0.0), (r * 0.7, r * 0.66), (0.0, r * 0.93)],
            24,
            p.shade(snow, 0.7),
            Material.PLASTER,
        )
    )
    for k in range(5):
        y = -r * 0.85 - k * 0.32
        a.add(_arch_ring(0.62, 0.9, 0.3, snow), (0, y, 0))
    a.quad((-0.6, -r * 0.8, 0), (0.6, -r * 0.8, 0), (0.6, -r * 0.8, 1.1), (-0.6, -r * 0.8, 1.1), (0.03, 0.04, 0.05), 22)
    return Shape(a.result(), r + 1.6, (Shine((0, -r - 1.2, 0.5), 9.0, CANDLE, 0.3),))


def _arch_ring(inner: float, outer: float, deep: float, colour: p.Colour) -> Part:
    a = Assembly()
    steps = 9
    for k in range(steps):
        t0, t1 = (math.pi * s / steps for s in (k, k + 1))
        for r, flips in ((outer, False), (inner, True)):
            ring = [(r * math.cos(t), y, r * math.sin(t)) for t, y in ((t0, 0), (t0, deep), (t1, deep), (t1, 0))]
            a.quad(*(ring[::-1] if flips else ring), colour, int(Material.PLASTER))
        front = [
            (r * math.cos(t), 0.0, r * math.sin(t)) for r, t in ((inner, t0), (outer, t0), (outer, t1), (inner, t1))
        ]
        a.quad(*front[::-1], colour, int(Material.PLASTER))
    return a.result()


def _one_each(plan: Plan, thing: Thing, *, name: str) -> Built:
    draw, scene = plan.draw(name), plan.scene
    radius, usual = _SIZES[name]
    wide = (usual[0], usual[1] * 2.2) if thing.count > 4 else usual
    steepest = 0.18 if thing.reach is Reach.NEAR else 0.3
    pairs = []
    for stand in stands(plan, thing, radius, usual=wide, spread=0.6, steepest=steepest, height=2.0):
        shape = {
            "fire": lambda: campfire(draw, scene),
            "tent": lambda: tent(draw, tint=thing.tint),
            "yurt": lambda: yurt(draw, tint=thing.tint),
            "igloo": lambda: igloo(draw),
            "hay": lambda: haystack(draw),
            "cart": lambda: cart(draw),
            "well": lambda drop=stand.drop: well(draw, drop=drop),
            "grave": lambda: grave(draw),
            "lamp": lambda: lamp(scene),
            "lantern": lambda: lantern(draw, scene),
        }[name]()
        pairs.append((stand, shape))
    smoke = plan.draw("fire smoke")
    fires = [campfire_smoke(plan, smoke, from_stand(s, (0, 0, 0)), 0.8 * s.scale) for s, _ in pairs if name == "fire"]
    return together([built_of(plan, pairs), Built(smoke=tuple(fires))])


_SIZES: dict[str, tuple[float, tuple[float, float]]] = {
    "fire": (1.6, (4.5, 7.0)),
    "tent": (2.2, (6.0, 12.0)),
    "yurt": (3.2, (9.0, 20.0)),
    "igloo": (2.4, (8.0, 16.0)),
    "hay": (1.5, (8.0, 26.0)),
    "cart": (2.0, (6.0, 12.0)),
    "well": (1.2, (6.0, 10.0)),
    "grave": (0.9, (4.5, 14.0)),
    "lamp": (0.4, (5.0, 14.0)),
    "lantern": (0.5, (4.5, 10.0)),
}


BUILDERS = {
    kind: partial(_one_each, name=name)
    for kind, name in (
        (ThingKind.CAMPFIRE, "fire"),
        (ThingKind.TENT, "tent"),
        (ThingKind.YURT, "yurt"),
        (ThingKind.IGLOO, "igloo"),
        (ThingKind.HAYSTACK, "hay"),
        (ThingKind.CART, "cart"),
        (ThingKind.WELL, "well"),
        (ThingKind.GRAVES, "grave"),
        (ThingKind.LAMP, "lamp"),
        (ThingKind.LANTERN, "lantern"),
    )
}
