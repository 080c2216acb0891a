"""A station in orbit: a turning ring around a spine, a truss with wings of solar cells, modules and dishes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from skyloom.geometry.meshes import Floats, Packed, Part, joined, moved, placed
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import box, lathe, quads
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan

AWAY = (165.0, 215.0)  # metres to its middle
RISE_DEG, ASIDE_DEG = (9.0, 16.0), 26.0  # over the horizon, and to either side of the middle of the picture
RING, TUBE = 62.0, 6.5  # metres, of the ring and of its tube
SPOKES = 6
HULL, DARK, GOLD, CELL = (0.62, 0.62, 0.60), (0.16, 0.165, 0.175), (0.60, 0.40, 0.13), (0.018, 0.035, 0.11)
WARM, COOL = (1.0, 0.80, 0.52), (0.72, 0.88, 1.0)
WINDOW = 5200  # cd/m²: seen beside a sunlit hull
PAINT, METAL = int(Material.PAINT), int(Material.METAL)


def orbital_station(plan: Plan) -> Packed:
    """Build the station; about 40,000 triangles."""
    draw = plan.draw("orbital station")
    heading = plan.form.heading + math.radians(float(draw.uniform(-ASIDE_DEG, ASIDE_DEG)))
    away, rise = float(draw.uniform(*AWAY)), math.radians(float(draw.uniform(*RISE_DEG)))
    flat = away * math.cos(rise)
    at = np.array([flat * math.sin(heading), flat * math.cos(heading), away * math.sin(rise)])
    # its axis leans towards the eye, so that the ring is seen as an ellipse
    lean, turn = float(draw.uniform(0.85, 1.1)), -heading + float(draw.uniform(-0.6, 0.6))
    shape = joined([*_ring(draw), *_spine(draw), *_wings(draw)])
    cos, sin = math.cos(lean), math.sin(lean)
    tilt = np.array([(1, 0, 0), (0, cos, -sin), (0, sin, cos)])
    return placed(moved(_turned(shape, tilt), at, turn=turn))


def _turned(shape: Part, matrix: Floats) -> Part:
    return replace(
        shape,
        position=(shape.position @ matrix.T).astype(np.float32),
        normal=(shape.normal @ matrix.T).astype(np.float32),
    )


def _ring(draw: np.random.Generator) -> list[Part]:
    """Return the ring around z with its spokes, plates and rows of windows."""
    angle = np.linspace(0, 2 * np.pi, 121)
    circle = np.stack([RING * np.cos(angle), RING * np.sin(angle), np.zeros(121)], -1)
    parts = [tubes(circle[None], np.full((1, 121), TUBE), 20, HULL, PAINT)]
    for lift, radius in ((TUBE * 0.86, RING + 3.1), (-TUBE * 0.86, RING + 3.1), (0.0, RING - TUBE)):
        rail = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.full(121, lift)], -1)
        parts.append(tubes(rail[None], np.full((1, 121), 0.55), 6, DARK, METAL))
    for k in range(SPOKES):
        way = 2 * math.pi * k / SPOKES
        line = np.array([(r * math.cos(way), r * math.sin(way), 0.0) for r in (4.0, 20.0, 40.0, RING - 3)])
        parts.append(tubes(line[None], np.array([[2.6, 1.9, 1.9, 3.0]]), 12, HULL, PAINT))
        for r in np.arange(10, RING - 8, 3.2):
            collar = box((0.5, 4.6, 4.6), DARK, METAL, at=(r, 0, -2.3), has_floor=True)
            parts.append(moved(collar, turn=way))
    turns = np.arange(180) * (2 * np.pi / 180)
    for lift in (-1.3, 0.6, 2.5):
        lit = draw.uniform(0, 1, 180) < 0.62
        for way in turns[lit]:
            tint = WARM if draw.uniform() < 0.75 else COOL
            edge = math.sqrt(TUBE**2 - lift**2)
            pane = box(
                (0.3, 1.15, 0.75), tint, tagged(Material.GLOW, WINDOW), at=(RING + edge, 0, lift), has_floor=True
            )
            parts.append(moved(pane, turn=float(way)))
    # plates of another tone, as if each had come up in its own flight
    for way in draw.uniform(0, 2 * np.pi, 70):
        tone = np.asarray(HULL) * float(draw.uniform(0.45, 1.2))
        plate = box((float(draw.uniform(2, 6)), float(draw.uniform(2, 7)), 0.5), tone, PAINT, at=(RING, 0, TUBE - 0.35))
        parts.append(moved(plate, turn=float(way)))
    return parts


def _spine(draw: np.random.Generator) -> list[Part]:
    """Return the hub, the modules along z, radiators, dishes and lights."""
    hub = lathe(
        [(0.02, -58), (2.2, -58), (2.6, -50), (5.2, -48), (5.2, -30), (3.4, -28), (3.4, -14), (8.5, -10), (9.0, 8),
         (6.0, 13), (3.6, 15), (3.6, 30), (6.2, 32), (6.2, 46), (3.0, 50), (2.0, 60), (0.02, 60)],
        28, HULL, PAINT,
    )  # fmt: skip
    parts = [hub]
    for z in (-49, -39, -30, -12, 8, 31, 39, 46):
        radius = 9.3 if -13 < z < 10 else 6.5 if z > 30 else 5.5
        parts.append(lathe([(radius, z - 0.5), (radius + 0.35, z), (radius, z + 0.5)], 28, DARK, METAL))
    for _ in range(5):
        way, z = float(draw.uniform(0, 6.28)), float(draw.choice([-40.0, -22.0, 22.0, 39.0]))
        pod = lathe([(0.02, 4), (2.6, 4.5), (2.9, 6), (2.9, 15), (2.2, 17), (0.02, 17.4)], 16, HULL, PAINT)
        lying = _turned(pod, np.array([(0, 0, 1), (0, 1, 0), (-1, 0, 0)]))
        parts.append(moved(lying, (0, 0, z), turn=way))
        lamp = box((0.7, 0.7, 0.7), (1.0, 0.1, 0.05), tagged(Material.GLOW, WINDOW), at=(17.6, 0, z), has_floor=True)
        parts.append(moved(lamp, turn=way))
    for z in np.arange(-45, 46, 2.2):
        radius = 9.1 if -10 < z < 8 else 5.3 if -48 < z < -30 else 6.3 if 32 < z < 46 else 0.0
        for way in np.arange(10) * 0.628 if radius else []:
            if draw.uniform() < 0.45:
                pane = box((0.3, 0.8, 0.7), WARM, tagged(Material.GLOW, WINDOW), at=(radius, 0, z), has_floor=True)
                parts.append(moved(pane, turn=float(way)))
    dish = lathe([(0.3, 0), (3.2, 1.2), (5.4, 3.4), (5.3, 3.45), (3.0, 1.5), (0.1, 0.6)], 24, HULL, PAINT)
    for way in (0.6, 3.4):
        parts.append(moved(_turned(dish, np.array([(0, 0, 1), (0, 1, 0), (-1, 0, 0)])), (0, 0, 53), turn=way))
    for way in (0.9, 4.04):
        parts.append(moved(_panel(draw, (5.0, 26.0), (9.5, 24.0), (0.70, 0.70, 0.68), 1), turn=way))
    return parts


def _wings(draw: np.random.Generator) -> list[Part]:
    """Return the truss across the spine, and the solar wings at its ends; they do not turn with the ring."""
    parts, reach, z = [], 118.0, -39.0
    for y, lift in ((-2.2, -2.2), (2.2, -2.2), (0.0, 2.4)):
        line = np.array([(-reach, y, z + lift), (0.0, y, z + lift), (reach, y, z + lift)])
        parts.append(tubes(line[None], np.full((1, 3), 0.42), 6, GOLD, METAL))
    at = np.arange(-reach, reach, 4.4)
    corners = [(-2.2, -2.2), (2.2, -2.2), (0.0, 2.4)]
    braces = [
        [(x, *a), ((x + x + 4.4) / 2, *np.mean([a, b], axis=0)), (x + 4.4, *b)]
        for x in at
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    lines = np.array(braces) + np.array([0, 0, z])
    parts.append(tubes(lines, np.full(lines.shape[:2], 0.2), 5, DARK, METAL))
    for side in (-1, 1):
        for x in (74.0, 108.0):
            for way in (-1, 1):
                wing = _panel(draw, (side * x - 13, side * x + 13), (5.0, 58.0), CELL, way)
                parts.append(moved(wing, (0, 0, z)))
                mast = np.array([(side * x, way * 2.0, z), (side * x, way * 30.0, z), (side * x, way * 59.0, z)])
                parts.append(tubes(mast[None], np.full((1, 3), 0.5), 6, GOLD, METAL))
    return parts


def _panel(
    draw: np.random.Generator,
    across: tuple[float, float],
    along: tuple[float, float],
    colour: tuple[float, ...],
    way: int,
) -> Part:
    """Return a thin wing in the xy plane from `along` metres out, in cells of slightly different tones, both faces."""
    x = np.linspace(*across, 7)
    y = np.linspace(*along, 15) * way
    gap = 0.35
    low = np.stack(np.meshgrid(x[:-1] + gap, y[:-1] + gap * way, indexing="ij"), -1).reshape(-1, 2)
    high = np.stack(np.meshgrid(x[1:], y[1:], indexing="ij"), -1).reshape(-1, 2)
    flat = np.zeros(len(low))
    a, c = np.column_stack([low, flat]), np.column_stack([high, flat])
    b, d = np.column_stack([high[:, 0], low[:, 1], flat]), np.column_stack([low[:, 0], high[:, 1], flat])
    tone = np.asarray(colour) * draw.uniform(0.75, 1.3, (len(low), 1))
    ring = [a, b, c, d] if way > 0 else [a, d, c, b]
    front = quads(np.stack(ring, 1) + np.array([0, 0, 0.12]), tone, int(Material.GLASS) if colour is CELL else PAINT)
    back = quads(np.stack(ring[::-1], 1) - np.array([0, 0, 0.12]), np.asarray(HULL) * 0.5, PAINT)
    edge_x, edge_y = np.array(across), np.sort(np.array(along) * way)
    frame = box((float(np.ptp(edge_x)), float(np.ptp(edge_y)), 0.16), GOLD, METAL,
                at=(float(edge_x.mean()), float(edge_y.mean()), -0.08), has_floor=True)  # fmt: skip
    return joined([front, back, frame])
