"""The fronts of a neon city: clustered signs, balconies, pipes and machines on walls; bridges, cables, stalls above."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.shapes import tubes
from skyloom.world.kinds import Material, tagged
from skyloom.world.urban import vehicles
from skyloom.world.urban.bustle import WARM, blade, panel
from skyloom.world.urban.markings import Sign, neon
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.streets import KERB, Town, along, copies

Array = NDArray[np.floating]

PALETTES = ((0.52, 0.88, 0.09), (0.87, 0.55, 0.13), (0.48, 0.93, 0.70), (0.02, 0.50, 0.11))  # hues: 60, 30 and 10 %
IRON = (0.035, 0.035, 0.04)
FAR_SIGNS, FAR_MOST = 0.42, 420  # share of far towers with a sign, and how many at most
GLYPH_CANDELA = 42.0  # of a glyph a metre high
SQUARE = 0.999  # a wall turned more than this against the streets stays bare
BRIDGES = (9.5, 16.0, 24.0, 38.0, 55.0)  # metres over the street


def light_of(hue: float) -> Array:
    """Return the colour of a sign's light on what is near, linear RGB."""
    channel = np.clip(np.abs((hue * 6 + np.array([0.0, 4.0, 2.0])) % 6 - 3) - 1, 0, 1)
    light: Array = channel**2 + 0.05
    return light


class Fronts:
    """Hangs things on walls; one palette and one mood for a whole city."""

    def __init__(self, draw: np.random.Generator, amount: float) -> None:
        self.palette = PALETTES[int(draw.integers(len(PALETTES)))]
        self.amount = amount

    def hue(self, draw: np.random.Generator) -> float:
        """Draw a hue: mostly the first of the palette."""
        return float(draw.choice(self.palette, p=(0.55, 0.3, 0.15)) + draw.normal(0, 0.018)) % 1.0

    def __call__(self, pile: Pile, draw: np.random.Generator, a: Array, b: Array, top: float) -> None:
        """Hang signs and machines on a wall from a to b; its street is on the right hand side."""
        length = float(np.linalg.norm(b - a))
        way = (b - a) / length
        out = np.array([way[1], -way[0]])
        crowd = float(draw.choice((0.25, 1.0, 2.0), p=(0.34, 0.38, 0.28))) * self.amount
        self._shops(pile, draw, a, way, out, length)
        if np.abs(way).max() < SQUARE:
            return
        for _ in range(int(length * 0.36 * crowd)):
            self._blade(pile, draw, a + way * draw.uniform(0.6, length - 0.6), out, top)
        for _ in range(int(length / 11 * crowd + draw.uniform())):
            self._board(pile, draw, a, way, out, length, top)
        _machines(pile, draw, a, way, out, length, top)
        _pipes(pile, draw, a, way, out, length, top)
        _balconies(pile, draw, a, way, out, length, top)

    def far(self, pile: Pile, draw: np.random.Generator, at: Array, half: Array, height: Array) -> None:
        """Hang large signs on towers at `at` (k, 2) of half sizes (k, 2) and heights (k,), towards the camera."""
        near_first = np.argsort(np.hypot(*at.T), kind="stable")
        tall = near_first[(height[near_first] > 30) & (draw.uniform(size=len(at)) < FAR_SIGNS * self.amount)]
        for k in tall[:FAR_MOST]:
            axis = int(draw.integers(2))
            side = -float(np.sign(at[k, axis]) or 1.0)
            glyph = float(draw.uniform(1.6, 3.6))
            columns = int(np.clip(2 * half[k, 1 - axis] * 0.8 / glyph, 1, draw.integers(1, 6)))
            rows = int(np.clip(height[k] * 0.4 / glyph, 2, draw.integers(3, 12)))
            z = max(6.0, float(draw.uniform(0.5, 0.95) * height[k]) - rows * glyph)
            middle = at[k].copy()
            middle[axis] += side * (half[k, axis] + 0.5)
            out = np.zeros(2)
            out[axis] = side
            way = np.array([-out[1], out[0]])
            low = np.array([*(middle - way * columns * glyph / 2), z])
            high = np.array([*(middle + way * columns * glyph / 2), z + rows * glyph])
            style = (Sign.STROKES, Sign.OUTLINE, Sign.PICTURE, Sign.BARS)[int(draw.integers(4))]
            number = neon(style, self.hue(draw), columns=columns, rows=rows, seed=int(draw.integers(128)))
            panel(pile, low, high, number, columns, rows)

    def _shops(self, pile: Pile, draw: np.random.Generator, a: Array, way: Array, out: Array, length: float) -> None:
        n = max(1, round(length / draw.uniform(3.6, 6.0)))
        edges = np.linspace(0.2, length - 0.2, n + 1)
        for s0, s1 in pairwise(edges):
            if draw.uniform() < 0.18:
                continue
            hue, glyphs = self.hue(draw), int(np.clip((s1 - s0) / 0.75, 2, 10))
            half, middle = min((s1 - s0) * 0.46, glyphs * 0.42), (s0 + s1) / 2
            low = np.array([*(a + way * (middle - half) + out * 0.30), 3.25])
            high = np.array([*(a + way * (middle + half) + out * 0.30), 3.25 + 2 * half / glyphs])
            style = Sign.BOARD if draw.uniform() < 0.35 else Sign.OUTLINE if draw.uniform() < 0.5 else Sign.STROKES
            panel(pile, low, high, neon(style, hue, columns=glyphs, rows=1, seed=int(draw.integers(128))), glyphs, 1)
            if np.abs(way).max() < SQUARE:
                continue
            shelf = a + way * s0, a + way * s1 + out * draw.uniform(0.9, 1.7)
            pile.boxes(
                (*shelf[0], 3.0),
                (*shelf[1], 3.14),
                np.array((0.10, 0.07, 0.06)) * draw.uniform(0.5, 1.6),
                int(Material.METAL),
                has_floor=True,
            )
            at = a + way * middle + out * 1.2
            pile.lamps([*at, 3.6], light_of(hue) * GLYPH_CANDELA * 0.9, 0.7)
            warm = WARM if draw.uniform() < 0.6 else np.array((0.55, 0.85, 1.0))
            pile.lamps([*at, 2.2], warm * draw.uniform(8, 40), 0.6)

    def _blade(self, pile: Pile, draw: np.random.Generator, at: Array, out: Array, top: float) -> None:
        rows, half = int(draw.integers(2, 9)), draw.uniform(0.3, 0.75)
        z = draw.uniform(4.4, max(5.0, min(top * 0.6, 26) - rows * 2 * half))
        hue = self.hue(draw)
        style = int(
            draw.choice(
                (int(Sign.STROKES), int(Sign.OUTLINE), int(Sign.BOARD), int(Sign.BARS)), p=(0.4, 0.34, 0.18, 0.08)
            )
        )
        number = neon(style, hue, columns=1, rows=rows, seed=int(draw.integers(128)))
        blade(pile, at, out, z, half, rows, number)
        size = rows * (2 * half) ** 2
        pile.lamps(
            [*(at + out * (1.2 + 2 * half)), z + rows * half], light_of(hue) * GLYPH_CANDELA * size**0.8, half + 0.4
        )

    def _board(
        self, pile: Pile, draw: np.random.Generator, a: Array, way: Array, out: Array, length: float, top: float
    ) -> None:
        glyph = draw.uniform(0.9, 1.8)
        columns, rows = int(draw.integers(2, 6)), int(draw.integers(2, 8))
        if columns * glyph > length - 1.5:
            return
        s = draw.uniform(0.6, length - columns * glyph - 0.6)
        z = draw.uniform(8, max(9.0, min(top * 0.75, 60)))
        if z + rows * glyph > top:
            return
        hue = self.hue(draw)
        style = int(draw.choice((int(Sign.PICTURE), int(Sign.OUTLINE), int(Sign.BARS)), p=(0.55, 0.3, 0.15)))
        low = np.array([*(a + way * s + out * 0.55), z])
        high = np.array([*(a + way * (s + columns * glyph) + out * 0.55), z + rows * glyph])
        panel(
            pile, low, high, neon(style, hue, columns=columns, rows=rows, seed=int(draw.integers(128))), columns, rows
        )
        ends = np.array([a + way * (s - 0.1) + out * 0.05, a + way * (s + columns * glyph + 0.1) + out * 0.5])
        pile.boxes(
            (*ends.min(axis=0), z - 0.12),
            (*ends.max(axis=0), z + rows * glyph + 0.12),
            IRON,
            int(Material.METAL),
            has_floor=True,
        )
        area = columns * rows * glyph**2
        pile.lamps(
            [*(a + way * (s + columns * glyph / 2) + out * 3.0), z + rows * glyph / 2],
            light_of(hue) * GLYPH_CANDELA * area**0.8,
            2.0,
        )


def _machines(
    pile: Pile, draw: np.random.Generator, a: Array, way: Array, out: Array, length: float, top: float
) -> None:
    """Add the air conditioners of many windows."""
    n = int(length * min(top, 50) * 0.035)
    s, floor = draw.uniform(0.6, length - 0.6, n), draw.integers(1, max(2, int(min(top, 50) / 3.1)), n)
    at = a + way * s[:, None]
    z = floor * 3.1 + 1.35
    p, q = at - way * 0.42 + out * 0.03, at + way * 0.42 + out * 0.48
    tone = np.array((0.24, 0.24, 0.23)) * draw.uniform(0.4, 1.4, (n, 1))
    pile.boxes(np.column_stack([p, z]), np.column_stack([q, z + 0.62]), tone, int(Material.METAL), has_floor=True)


def _pipes(pile: Pile, draw: np.random.Generator, a: Array, way: Array, out: Array, length: float, top: float) -> None:
    n = int(length * 0.30)
    at = a + way * draw.uniform(0.2, length - 0.2, n)[:, None]
    z0 = draw.uniform(3.2, 12, n)
    z1 = np.minimum(z0 + draw.uniform(6, 40, n), top - 0.5)
    r = draw.uniform(0.05, 0.13, n)[:, None]
    tone = np.array((0.10, 0.075, 0.06)) * draw.uniform(0.5, 1.7, (n, 1))
    p, q = at - way * r + out * 0.03, at + way * r + out * (0.03 + 2 * r)
    pile.boxes(np.column_stack([p, z0]), np.column_stack([q, np.maximum(z1, z0 + 1)]), tone, int(Material.RUST))


def _balconies(
    pile: Pile, draw: np.random.Generator, a: Array, way: Array, out: Array, length: float, top: float
) -> None:
    n = int(length * min(top, 44) * 0.010)
    if length < 4:
        return
    s, floor = draw.uniform(1.5, length - 1.5, n), draw.integers(1, max(2, int(min(top, 44) / 3.1)), n)
    at, z = a + way * s[:, None], floor * 3.1 + 4.4

    def bars(s0: float, s1: float, o0: float, o1: float, z0: float, z1: float) -> None:
        p, q = at + way * s0 + out * o0, at + way * s1 + out * o1
        pile.boxes(
            np.column_stack([p, z + z0]), np.column_stack([q, z + z1]), IRON, int(Material.METAL), has_floor=True
        )

    bars(-1.3, 1.3, 0.02, 1.2, 0.0, 0.12)
    bars(-1.3, 1.3, 1.15, 1.2, 0.95, 1.02)
    for x in np.linspace(-1.27, 1.27, 9):
        bars(x - 0.015, x + 0.015, 1.16, 1.19, 0.1, 0.97)


def bridges(pile: Pile, draw: np.random.Generator, town: Town, fronts: Fronts) -> None:
    """Add walkways over the streets, lit from below, with cables around them."""
    iron, metal = IRON, int(Material.METAL)
    for axis, lines, wide in ((0, town.y, town.wide_y), (1, town.x, town.wide_x)):
        for line, width in zip(lines, wide, strict=True):
            if abs(line) > 130:
                continue
            for _ in range(3 if abs(line) < 20 else 2):
                s, z = float(draw.uniform(22, 130) * draw.choice((-1, 1))), float(draw.choice(BRIDGES))
                half, reach = draw.uniform(1.3, 2.4), width / 2 + town.walk + 1.5
                hue = fronts.hue(draw)

                def slab(o0: float, o1: float, z0: float, z1: float, colour: object, number: object) -> None:
                    p, q = (s + o0, line - reach), (s + o1, line + reach)  # noqa: B023
                    low, high = (p, q) if axis == 0 else (p[::-1], q[::-1])  # noqa: B023
                    pile.boxes((*low, z + z0), (*high, z + z1), colour, number, has_floor=True)  # noqa: B023

                slab(-half, half, 0, 0.35, (0.07, 0.07, 0.075), int(Material.CONCRETE))
                slab(-half - 0.15, half + 0.15, 3.0, 3.15, iron, metal)
                light = light_of(hue) / light_of(hue).max()
                for edge in (-half, half):
                    slab(edge - 0.04, edge + 0.04, 1.2, 1.28, iron, metal)
                    slab(edge - 0.05, edge + 0.05, -0.12, -0.02, light, tagged(Material.GLOW, 260))
                    for t in np.linspace(-reach, reach, 9):
                        p = (s + edge, line + t)
                        x, y = p if axis == 0 else p[::-1]
                        pile.boxes((x - 0.05, y - 0.05, z), (x + 0.05, y + 0.05, z + 3.0), iron, metal)
                spots = np.array([(s, line + t) for t in (-5.0, 0.0, 5.0)])
                spots = spots if axis == 0 else spots[:, ::-1]
                pile.lamps(np.column_stack([spots, np.full(3, z - 0.8)]), light * 130, 0.8)


def cables(pile: Pile, draw: np.random.Generator, town: Town, *, reach: float = 70, count: int = 60) -> None:
    """Add cables that sag from wall to wall."""
    lines = []
    for _ in range(count):
        axis = int(draw.integers(2))
        mains, wide = (town.y, town.wide_y) if axis == 0 else (town.x, town.wide_x)
        k = int(np.argsort(np.abs(mains))[int(draw.integers(2))])
        half = wide[k] / 2 + town.walk
        s, z = draw.uniform(9, reach) * draw.choice((-1, 1)), draw.uniform(6.5, 24)
        t = np.linspace(0, 1, 9)
        across = mains[k] - half + 2 * half * t
        aside = s + draw.uniform(-6, 6) * t
        up = z + draw.uniform(-3, 3) * t - draw.uniform(0.4, 1.8) * 4 * t * (1 - t)
        lines.append(np.stack([aside, across, up] if axis == 0 else [across, aside, up], -1))
    shape = tubes(np.array(lines), np.full((count, 9), 0.022), 4, (0.012, 0.012, 0.013), int(Material.PAINT))
    pile.add(shape)


def flying_traffic(pile: Pile, draw: np.random.Generator, town: Town, *, count: int = 90) -> None:
    """Add cars that fly in lanes over the streets."""
    axis = draw.integers(0, 2, count)
    lines = np.where(
        axis == 0, town.y[draw.integers(0, len(town.y), count)], town.x[draw.integers(0, len(town.x), count)]
    )
    near = np.where(axis == 0, town.y[np.argmin(np.abs(town.y))], town.x[np.argmin(np.abs(town.x))])
    lines = np.where(draw.uniform(size=count) < 0.5, near, lines)
    side = draw.choice((-1.0, 1.0), count)
    s = draw.uniform(30, 420, count) * draw.choice((-1.0, 1.0), count)
    z = draw.choice((30.0, 42.0, 58.0, 80.0), count) + draw.uniform(-2, 2, count)
    across = lines + side * 3.0
    where = np.where((axis == 0)[:, None], np.stack([s, across], -1), np.stack([across, s], -1))
    turn = np.where(axis == 0, np.where(side < 0, -np.pi / 2, np.pi / 2), np.where(side > 0, 0.0, np.pi))
    tint = vehicles.PAINTS[draw.integers(0, len(vehicles.PAINTS), count)]
    for kind in (0, 1):
        for here in np.flatnonzero(np.arange(count) % 2 == kind):
            pile.stand(
                copies(where[here : here + 1], float(z[here]), turn[here : here + 1], tint=tint[here : here + 1]),
                vehicles.flyer(kind),
            )


def stalls(pile: Pile, draw: np.random.Generator, town: Town, fronts: Fronts) -> None:
    """Add market stalls with lanterns along the nearest pavements, and machines that sell drinks."""
    where, way = along(town, draw, reach=60, step=7.5, off=1.3)
    kept = (draw.uniform(size=len(where)) < 0.4) & (np.hypot(*where.T) > 5)
    for at, toward in zip(where[kept], way[kept], strict=True):
        along_way = np.array([-toward[1], toward[0]])

        def slab(
            s0: float, s1: float, o0: float, o1: float, z0: float, z1: float, colour: object, number: object
        ) -> None:
            p, q = at + along_way * s0 + toward * o0, at + along_way * s1 + toward * o1  # noqa: B023
            pile.boxes((*p, z0 + KERB), (*q, z1 + KERB), colour, number, has_floor=True)

        if draw.uniform() < 0.3:
            slab(
                -0.45,
                0.45,
                -1.6,
                -0.9,
                0,
                1.85,
                np.array((0.3, 0.05, 0.04)) * draw.uniform(0.4, 1.5),
                int(Material.PAINT),
            )
            hue = fronts.hue(draw)
            slab(-0.38, 0.38, -0.9, -0.885, 0.7, 1.7, light_of(hue) / 1.05, tagged(Material.GLOW, 110))
            pile.lamps([*(at - toward * 0.2), 1.3 + KERB], light_of(hue) * 22, 0.5)
            continue
        slab(-1.1, 1.1, -0.55, 0.15, 0, 0.9, (0.12, 0.07, 0.05), int(Material.TIMBER))
        goods = 14
        for k in range(goods):
            s = -1.0 + 2.0 * k / goods
            slab(
                s,
                s + 0.12,
                -0.5,
                0.05,
                0.9,
                0.96 + draw.uniform(0, 0.14),
                draw.uniform(0.03, 0.5, 3),
                int(Material.CLOTH),
            )
        for s in (-1.1, 1.06):
            for o in (-0.9, 0.3):
                slab(s, s + 0.05, o, o + 0.05, 0, 2.4, IRON, int(Material.METAL))
        slab(
            -1.35,
            1.35,
            -1.1,
            0.55,
            2.4,
            2.47,
            np.array((0.35, 0.04, 0.03)) if draw.uniform() < 0.5 else np.array((0.05, 0.10, 0.16)),
            int(Material.CLOTH),
        )
        for s in (-0.8, 0.0, 0.8):
            slab(s - 0.11, s + 0.11, 0.28, 0.5, 1.98, 2.26, (1.0, 0.42, 0.12), tagged(Material.GLOW, 150))
        pile.lamps([*(at + toward * 0.3), 1.9 + KERB], np.array((1.0, 0.5, 0.2)) * 60, 0.3)


def holograms(pile: Pile, draw: np.random.Generator, town: Town, fronts: Fronts) -> None:
    """Add pictures of light that stand on roofs and over crossings: rings of thin bands."""
    for _ in range(3):
        axis = int(draw.integers(2))
        mains = town.y if axis == 0 else town.x
        line = float(mains[np.argmin(np.abs(mains))])
        s = float(draw.uniform(45, 150) * draw.choice((-1, 1)))
        at = (s, line) if axis == 0 else (line, s)
        hue, z, r = fronts.hue(draw), draw.uniform(16, 34), draw.uniform(2.5, 5.0)
        light = light_of(hue) / light_of(hue).max()
        turn = np.linspace(0, 2 * np.pi, 25)
        rings = []
        for k in range(9):
            wide = r * (0.35 + 0.65 * abs(np.sin(k * 0.7 + s)))
            rings.append(
                np.stack([at[0] + wide * np.cos(turn), at[1] + wide * np.sin(turn), np.full(25, z + k * r * 0.28)], -1)
            )
        pile.add(tubes(np.array(rings), np.full((9, 25), 0.06), 4, tuple(light), int(tagged(Material.GLOW, 300))))
        pile.lamps([*at, z + r], light * 700, 2.0)
