"""Parts of a settlement on another world: domes, modules, landing pads, solar panels, dishes, rovers, tanks."""

from __future__ import annotations

from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved, part
from skyloom.geometry.shapes import ball, tubes
from skyloom.geometry.solids import box, lathe, quads
from skyloom.world.kinds import Material, tagged
from skyloom.world.urban.markings import Lane, asphalt
from skyloom.world.urban.vehicles import loft
from skyloom.world.urban.wreckage import tilted

Rgb = tuple[float, float, float]
HULL, DARK, STEEL, ORANGE = (0.62, 0.62, 0.61), (0.07, 0.07, 0.075), (0.40, 0.41, 0.42), (0.62, 0.20, 0.03)
PANE = (0.09, 0.14, 0.16)
CELL = (0.012, 0.02, 0.07)  # of a solar panel
WARM, AMBER = (1.0, 0.80, 0.52), (1.0, 0.60, 0.22)
WINDOW = 90  # cd/m² of a lit window by night
SUNNY = 13000  # of one that shows as lit under a sun overhead


def window_light(elevation_deg: float) -> int:
    """Return the light in windows that show as lit by day and by night, cd/m², a few steps of it."""
    return max(WINDOW, round(4 * float(np.sin(np.radians(elevation_deg)))) * SUNNY // 4)


@cache
def dome(kind: int, *, lit: bool, windows: int = WINDOW) -> Part:
    """Return a dome 10 m in radius: of glass with a garden's light inside, or a closed hull with a band of windows.

    1,800 to 3,600 triangles; white takes the tint. `windows` is the light in those that are lit, cd/m².
    """
    base = lathe([(10.6, -4), (10.6, 1.0), (10.2, 1.5), (9.9, 1.5)], 40, HULL, int(Material.PAINT))
    return joined([base, *(_glass_dome(lit, windows) if kind % 2 == 0 else _hull_dome(windows)), *_lock(lit)])


def _glass_dome(lit: bool, windows: int) -> list[Part]:
    vertices, faces = ball(3)
    keep = vertices[faces][:, :, 2].min(axis=1) > -0.04
    faces = faces[keep]
    where = vertices * 9.9 + np.array([0, 0, 1.4])
    glass = part(where, faces, vertices, PANE, 0.9, int(Material.GLASS))
    coarse, wide = ball(2)
    edges = np.unique(np.sort(np.concatenate([wide[:, [0, 1]], wide[:, [1, 2]], wide[:, [2, 0]]]), axis=1), axis=0)
    edges = edges[coarse[edges][:, :, 2].min(axis=1) > -0.12]
    lines = coarse[edges] * 9.95 + np.array([0, 0, 1.4])
    frame = tubes(lines, np.full(lines.shape[:2], 0.10), 4, HULL, int(Material.METAL))
    parts = [glass, frame]
    ring = lathe([(10.05, 1.5), (10.12, 1.75)], 40, WARM, tagged(Material.GLOW, 120 if lit else windows))
    return [*parts, ring]


def _hull_dome(windows: int) -> list[Part]:
    t = np.linspace(0, np.pi / 2, 13)
    profile = np.column_stack([10.0 * np.cos(t) + 0.01, 1.4 + 7.6 * np.sin(t)])
    shell = lathe(profile, 40, (1, 1, 1), int(Material.PAINT))
    parts = [shell]
    for k in range(10):
        rib = np.column_stack([10.08 * np.cos(t), 0 * t, 1.4 + 7.68 * np.sin(t)])
        turn = k * np.pi / 5
        spun = np.column_stack([rib[:, 0] * np.cos(turn), rib[:, 0] * np.sin(turn), rib[:, 2]])
        parts.append(tubes(spun[None], np.full((1, 13), 0.12), 5, STEEL, int(Material.METAL)))
    for k in range(20):
        is_lit = k % 5 != 3
        number = tagged(Material.GLOW, windows) if is_lit else int(Material.GLASS)
        parts.append(_window((k + 0.5) * np.pi / 10, 9.85, 2.9, 1.9, 1.15, AMBER if is_lit else PANE, number))
    crown = lathe([(1.6, 8.7), (1.6, 9.5), (1.2, 9.9), (0.02, 10.0)], 16, STEEL, int(Material.METAL))
    mast = tubes(np.array([[(0, 0, 9.8), (0, 0, 15)]]), np.array([[0.08, 0.04]]), 5, STEEL, int(Material.METAL))
    beacon = box((0.35, 0.35, 0.35), (1.0, 0.05, 0.03), tagged(Material.GLOW, 700), at=(0, 0, 15), has_floor=True)
    return [*parts, crown, mast, beacon]


def _window(angle: float, radius: float, z: float, wide: float, high: float, colour: Rgb, number: object) -> Part:
    lean = 0.30 * high
    out, side = np.array([np.cos(angle), np.sin(angle), 0]), np.array([-np.sin(angle), np.cos(angle), 0])
    low, top = out * (radius + 0.16), out * (radius + 0.16 - lean)
    up = np.array([0, 0, 1.0])
    corners = [
        low - side * wide / 2 + up * z,
        low + side * wide / 2 + up * z,
        top + side * wide / 2 + up * (z + high),
        top - side * wide / 2 + up * (z + high),
    ]
    return quads([corners], colour, number)


def _lock(lit: bool) -> list[Part]:
    """Return an air lock towards -y."""
    tube = _lying(
        lathe([(1.9, 0), (1.9, 4.0), (2.15, 4.0), (2.15, 4.5), (1.7, 4.5), (0.02, 4.48)], 18, HULL, int(Material.PAINT))
    )
    parts = [moved(tube, (0, -9.0, 1.9))]
    number = tagged(Material.GLOW, 160) if lit else int(Material.PAINT)
    parts.append(box((1.3, 0.06, 0.16), (1.0, 0.55, 0.12), number, at=(0, -13.56, 3.3), has_floor=True))
    parts.append(box((1.5, 0.05, 2.1), ORANGE, int(Material.PAINT), at=(0, -13.5, 0.85), has_floor=True))
    parts.append(box((3.6, 3.0, 0.25), STEEL, int(Material.METAL), at=(0, -15.0, 0.2)))
    return parts


def _lying(upright: Part) -> Part:
    """Return a part whose z points to -y."""
    p, n = upright.position, upright.normal
    return part(
        np.column_stack([p[:, 0], -p[:, 2], p[:, 1]]),
        upright.faces,
        np.column_stack([n[:, 0], -n[:, 2], n[:, 1]]),
        upright.colour,
        upright.openness,
        upright.material,
        upright.uv,
    )


@cache
def module(*, lit: bool) -> Part:
    """Return a cylinder to live in, 14 m long along y, on legs."""
    shell = _lying(
        lathe(
            [(0.02, -7.2), (1.6, -7.1), (2.3, -6.4), (2.3, 6.4), (1.6, 7.1), (0.02, 7.2)],
            22,
            (1, 1, 1),
            int(Material.PAINT),
        )
    )
    parts = [moved(shell, (0, 0, 3.0))]
    for y in (-5.2, -1.7, 1.7, 5.2):
        band = _lying(lathe([(2.3, -0.18), (2.42, -0.15), (2.42, 0.15), (2.3, 0.18)], 22, STEEL, int(Material.METAL)))
        parts.append(moved(band, (0, y, 3.0)))
        for x in (-1.5, 1.5):
            parts.append(box((0.22, 0.22, 2.0), STEEL, int(Material.METAL), at=(x, y, -0.5)))
    number = tagged(Material.GLOW, 110) if lit else int(Material.GLASS)
    for y in (-3.4, 0.0, 3.4):
        for side in (-1, 1):
            parts.append(
                box((0.08, 1.1, 0.65), WARM if lit else PANE, number, at=(side * 2.27, y, 3.1), has_floor=True)
            )
    parts.append(box((1.6, 9.0, 0.5), DARK, int(Material.METAL), at=(0, 0, 5.2)))
    for y in (-3.0, 0.5, 3.2):
        parts.append(box((0.9, 0.9, 0.6), STEEL, int(Material.METAL), at=(0.2, y, 5.7)))
    return joined(parts)


@cache
def solar_panel() -> Part:
    """Return a panel of 6 by 3 m on a post, leaning towards -y."""
    frame = box((6.2, 3.2, 0.10), STEEL, int(Material.METAL), has_floor=True)
    cells = [
        box((0.92, 0.92, 0.03), CELL, int(Material.GLASS), at=(-2.5 + i, -1.0 + j, 0.10))
        for i in range(6)
        for j in range(3)
    ]
    tray = moved(tilted(joined([frame, *cells]), 0.6, 0.0), (0, 0, 2.3))
    post = lathe([(0.4, -1), (0.4, 0.1), (0.12, 0.2), (0.1, 2.3)], 8, STEEL, int(Material.METAL))
    return joined([tray, post])


@cache
def dish(radius: float) -> Part:
    """Return a dish that listens to the sky, on a pedestal."""
    t = np.linspace(0.02, 1, 9)
    bowl = lathe(np.column_stack([t * radius, 0.42 * radius * t * t]), 28, HULL, int(Material.PAINT))
    back = lathe(
        np.column_stack([t[::-1] * radius, 0.42 * radius * t[::-1] ** 2 - 0.06]), 28, STEEL, int(Material.PAINT)
    )
    legs = np.array(
        [
            [(radius * 0.7 * np.cos(a), radius * 0.7 * np.sin(a), 0.21 * radius), (0, 0, radius * 0.8)]
            for a in (0.5, 2.6, 4.7)
        ]
    )
    struts = tubes(legs, np.full((3, 2), 0.03 * radius**0.5), 4, STEEL, int(Material.METAL))
    horn = lathe(
        [(0.06 * radius, 0.72 * radius), (0.09 * radius, 0.85 * radius), (0.01, 0.88 * radius)],
        10,
        DARK,
        int(Material.METAL),
    )
    head = moved(tilted(joined([bowl, back, struts, horn]), 0.75, 0.15), (0, 0, radius * 1.0))
    foot = lathe(
        [(radius * 0.5, -1), (radius * 0.5, 0.2), (radius * 0.16, 0.5), (radius * 0.13, radius * 1.0)],
        14,
        STEEL,
        int(Material.METAL),
    )
    return joined([head, foot])


@cache
def landing_pad(*, lit: bool) -> Part:
    """Return a round pad 24 m across with marks and lamps at its rim."""
    rim = lathe([(12.6, -3), (12.4, 0.5), (12.0, 0.6)], 36, STEEL, int(Material.METAL))
    turn = np.linspace(0, 2 * np.pi, 37)[:-1]
    ring = np.stack([12.0 * np.cos(turn), 12.0 * np.sin(turn)], -1)
    fan = np.column_stack([np.zeros(34, int), np.arange(1, 35), np.arange(2, 36)])
    top = part(
        np.column_stack([ring, np.full(36, 0.6)]),
        fan,
        (0, 0, 1),
        (2.2, 2.2, 2.2),
        0.95,
        asphalt(Lane.PAD, width=24.0, length=24.0),
        ring + 12.0,
    )
    parts = [rim, top]
    for k in range(12):
        a = k * np.pi / 6
        number = tagged(Material.GLOW, 600) if lit else int(Material.PAINT)
        parts.append(
            box(
                (0.3, 0.3, 0.25), (0.25, 0.6, 1.0), number, at=(11.7 * np.cos(a), 11.7 * np.sin(a), 0.6), has_floor=True
            )
        )
    return joined(parts)


@cache
def lander() -> Part:
    """Return a small ship on four legs."""
    hull = lathe(
        [(0.6, 1.6), (2.2, 2.0), (2.6, 3.4), (2.5, 5.0), (1.9, 6.6), (0.9, 7.7), (0.02, 8.0)],
        24,
        (1, 1, 1),
        int(Material.PAINT),
    )
    band = lathe([(2.57, 3.9), (2.60, 4.0), (2.60, 4.5), (2.57, 4.6)], 24, ORANGE, int(Material.PAINT))
    bell = lathe([(1.2, 0.7), (0.8, 1.4), (0.5, 1.9)], 16, DARK, int(Material.METAL))
    legs, feet = [], []
    for k in range(4):
        a = np.pi / 4 + k * np.pi / 2
        c, s = np.cos(a), np.sin(a)
        legs += [[(2.3 * c, 2.3 * s, 2.6), (4.2 * c, 4.2 * s, 0.1)], [(1.4 * c, 1.4 * s, 1.8), (4.2 * c, 4.2 * s, 0.1)]]
        feet.append(
            moved(
                lathe([(0.55, -0.05), (0.5, 0.1), (0.1, 0.18)], 10, STEEL, int(Material.METAL)), (4.2 * c, 4.2 * s, 0)
            )
        )
    struts = tubes(np.array(legs), np.full((8, 2), 0.10), 5, STEEL, int(Material.METAL))
    windows = [_window(a, 2.28, 5.4, 0.7, 0.6, PANE, int(Material.GLASS)) for a in (-1.9, -1.57, -1.24)]
    return joined([hull, band, bell, struts, *feet, *windows])


@cache
def rover(*, lit: bool) -> Part:
    """Return a rover with six wheels, a cabin of glass and a mast; it drives towards +y."""
    frame = box((1.9, 4.2, 0.3), DARK, int(Material.METAL), at=(0, 0, 0.75), has_floor=True)
    cabin = loft(
        [
            (-0.2, 0.3, 1.05, 1.2),
            (0.0, 0.95, 1.0, 2.4),
            (1.3, 0.95, 1.0, 2.5),
            (2.0, 0.75, 1.05, 1.9),
            (2.15, 0.3, 1.1, 1.4),
        ],
        PANE,
        int(Material.GLASS),
    )
    roof = loft([(-0.1, 0.9, 2.38, 2.5), (1.3, 0.9, 2.46, 2.58), (1.5, 0.6, 2.40, 2.5)], (1, 1, 1), int(Material.PAINT))
    rack = box((1.7, 1.9, 0.9), (1, 1, 1), int(Material.PAINT), at=(0, -1.15, 1.05), has_floor=True)
    parts = [frame, cabin, roof, rack]
    for y in (-1.7, 0.0, 1.7):
        for side in (-1, 1):
            wheel = lathe(
                [(0.02, -0.2), (0.5, -0.2), (0.55, -0.12), (0.55, 0.12), (0.5, 0.2), (0.02, 0.2)],
                14,
                (0.10, 0.10, 0.10),
                int(Material.METAL),
            )
            p, n = wheel.position, wheel.normal
            lying = part(p[:, [2, 0, 1]], wheel.faces, n[:, [2, 0, 1]], wheel.colour, 0.6, wheel.material)
            parts.append(moved(lying, (side * 1.15, y, 0.55)))
    parts.append(
        tubes(np.array([[(0.6, -1.8, 1.9), (0.6, -1.8, 3.6)]]), np.full((1, 2), 0.04), 5, STEEL, int(Material.METAL))
    )
    parts.append(
        moved(
            tilted(lathe([(0.02, 0), (0.35, 0.05), (0.5, 0.18)], 14, HULL, int(Material.PAINT)), 0.7, 0),
            (0.6, -1.8, 3.55),
        )
    )
    number = tagged(Material.GLOW, 900) if lit else int(Material.PAINT)
    for side in (-1, 1):
        parts.append(box((0.25, 0.08, 0.18), (1.0, 0.95, 0.85), number, at=(side * 0.6, 2.16, 0.85), has_floor=True))
    return joined(parts)


@cache
def tank_farm() -> Part:
    """Return three tanks for gas with their pipes."""
    parts = []
    for x in (-3.4, 0.0, 3.4):
        vertices, faces = ball(3)
        parts.append(
            part(vertices * 1.5 + np.array([x, 0, 2.4]), faces, vertices, (1, 1, 1), 0.85, int(Material.PAINT))
        )
        parts.append(lathe([(1.3, -1), (1.25, 1.4)], 14, STEEL, int(Material.METAL), at=(x, 0, 0)))
    pipes = np.array([[(-5, -1.2, 0.4), (5, -1.2, 0.4)], [(-5, -1.5, 0.4), (5, -1.5, 0.4)]])
    return joined([*parts, tubes(pipes, np.full((2, 2), 0.12), 6, ORANGE, int(Material.PAINT))])


@cache
def mast(*, lit: bool) -> Part:
    """Return a mast with floodlights 9 m high that look towards -y."""
    post = lathe([(0.4, -1), (0.35, 0.3), (0.12, 0.5), (0.08, 9.0)], 8, STEEL, int(Material.METAL))
    bar = box((2.4, 0.12, 0.12), STEEL, int(Material.METAL), at=(0, 0, 8.9), has_floor=True)
    number = tagged(Material.GLOW, 4000) if lit else int(Material.PAINT)
    heads = [
        box((0.5, 0.12, 0.35), (0.95, 0.97, 1.0), number, at=(x, -0.12, 8.7), has_floor=True)
        for x in (-0.85, 0.0, 0.85)
    ]
    return joined([post, bar, *heads])


@cache
def bollard(*, lit: bool) -> Part:
    """Return a lamp 0.8 m high beside a path."""
    post = lathe([(0.14, -0.4), (0.10, 0.05), (0.07, 0.6)], 8, DARK, int(Material.METAL))
    number = tagged(Material.GLOW, 260) if lit else int(Material.PAINT)
    head = lathe([(0.09, 0.6), (0.09, 0.74)], 8, (0.55, 0.85, 1.0), number)
    return joined([post, head, lathe([(0.12, 0.74), (0.10, 0.79), (0.02, 0.8)], 8, STEEL, int(Material.METAL))])


@cache
def crates() -> Part:
    """Return a few crates and bottles of gas on a pallet."""
    parts = [box((2.4, 1.8, 0.15), STEEL, int(Material.METAL))]
    for x, y, s, tone in (
        (-0.7, -0.35, 0.9, ORANGE),
        (0.35, -0.4, 0.7, HULL),
        (-0.6, 0.5, 0.6, DARK),
        (0.4, 0.4, 0.8, HULL),
    ):
        parts.append(box((s, s * 0.9, s * 0.8), tone, int(Material.PAINT), at=(x, y, 0.15)))
        parts.append(box((s * 1.02, 0.06, s * 0.82), STEEL, int(Material.METAL), at=(x, y, 0.15)))
    for k in range(3):
        bottle = lathe(
            [(0.14, 0.15), (0.14, 1.1), (0.05, 1.25), (0.05, 1.35), (0.01, 1.36)],
            10,
            (0.10, 0.25, 0.30),
            int(Material.PAINT),
        )
        parts.append(moved(bottle, (1.0, -0.5 + 0.34 * k, 0)))
    return joined(parts)
