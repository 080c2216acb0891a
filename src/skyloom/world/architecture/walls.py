"""Walls with openings: the holes are cut, windows and doors stand back in them, with frames, sills and shutters.

A wall runs along x from 0 to its length, its outside looks along -y, and it rises from z = 0 of its assembly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skyloom.geometry.assembly import Assembly
from skyloom.world.architecture.palette import GLASS, OLD_WOOD, Colour, shade
from skyloom.world.kinds import TAG_BITS, Material

PANE_STEP = 0.05  # metres a step of the panes' sizes in a window's tag
BELOW = 20.0  # metres added to heights on walls, so that foundations have coordinates too
CLEAR, LEADED, STAINED, PAPERED = range(4)  # kinds of glass


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A hole in a wall."""

    x: float  # of its middle along the wall
    z: float  # of its foot
    wide: float
    high: float  # without the arch
    rise: float = 0.0  # of the arch over it: half the width is round, more is pointed
    kind: str = "window"  # or "door", or "gap" for a hole without anything in it
    panes: tuple[float, float] = (0.3, 0.4)
    glass: int = CLEAR
    luck: int = 0  # 0 to 4095: which windows are lit
    frame: Colour | None = OLD_WOOD
    leaf: Colour = OLD_WOOD  # of a door
    shutters: Colour | None = None

    @property
    def top(self) -> float:
        """The height of its highest point."""
        return self.z + self.high + self.rise


def window_number(panes: tuple[float, float], glass: int, luck: int) -> int:
    """Return the face number of a window: what its panes are and when it is lit."""
    across, up = (min(max(round(size / PANE_STEP) - 1, 0), 15) for size in panes)
    tag = (luck & 0xFFF) | across << 12 | up << 16 | (glass & 3) << 20
    return int(Material.WINDOW) | tag << TAG_BITS


def wall(
    a: Assembly,
    length: float,
    height: float,
    colour: Colour,
    number: int,
    *,
    openings: Sequence[Opening] = (),
    foot: float = 0.0,
    reveal: float = 0.16,
    detail: int = 2,
) -> None:
    """Add a wall from `foot` to `height` with its openings; detail 0 paints them on, 2 builds their frames too."""
    holes = [o for o in openings if _fits(o, length, foot, height)] if detail > 0 else []
    xs = sorted({0.0, length, *(o.x - o.wide / 2 for o in holes), *(o.x + o.wide / 2 for o in holes)})
    zs = sorted({foot, height, *(o.z for o in holes), *(o.top for o in holes)})
    for x0, x1 in pairwise(xs):
        column = [o for o in holes if o.x - o.wide / 2 < (x0 + x1) / 2 < o.x + o.wide / 2]
        start = None
        for z0, z1 in pairwise(zs):
            is_hole = any(o.z < (z0 + z1) / 2 < o.top for o in column)
            if not is_hole and start is None:
                start = z0
            if is_hole and start is not None:
                _panel(a, x0, x1, start, z0, colour, number)
                start = None
        if start is not None:
            _panel(a, x0, x1, start, zs[-1], colour, number)
    for hole in holes:
        _lined(a, hole, colour, number, reveal)
        _filled(a, hole, reveal, detail)
    if detail == 0:
        for o in openings:
            if o.kind == "window":
                y, half = -0.03, o.wide / 2
                ring = [(o.x - half, y, o.z), (o.x + half, y, o.z), (o.x + half, y, o.top), (o.x - half, y, o.top)]
                a.quad(*ring, GLASS, window_number(o.panes, o.glass, o.luck))


def arch_curve(wide: float, rise: float, steps: int = 8) -> list[tuple[float, float]]:
    """Return points (x, z) of an arch over a width, from left to right, z 0 at its springing."""
    half = wide / 2
    points = []
    for k in range(steps + 1):
        x = -half * math.cos(math.pi * k / steps)
        if rise >= half:
            radius = (half * half + rise * rise) / (2 * half)
            z = math.sqrt(max(radius**2 - (abs(x) + radius - half) ** 2, 0))
        else:
            radius = (half * half + rise * rise) / (2 * rise)
            z = math.sqrt(max(radius**2 - x * x, 0)) - (radius - rise)
        points.append((x, max(z, 0.0)))
    return points


def lancet(a: Assembly, opening: Opening, colour: Colour, number: int, *, proud: float = 0.06) -> None:
    """Put a framed window on a wall that cannot be cut, standing out by `proud` metres."""
    o = opening
    half, y = o.wide / 2, -proud
    points = [(o.x - half, o.z), (o.x + half, o.z)]
    head = arch_curve(o.wide, o.rise, 6) if o.rise > 0 else [(-half, 0.0), (half, 0.0)]
    points += [(o.x + x, o.z + o.high + z) for x, z in reversed(head)]
    a.polygon([(x, y, z) for x, z in points], GLASS, window_number(o.panes, o.glass, o.luck))
    for (x0, z0), (x1, z1) in pairwise([*points, points[0]]):
        if abs(x1 - x0) + abs(z1 - z0) > 1e-3:
            a.beam((x0, y, z0), (x1, y, z1), 0.14, 0.12, colour, number)


def _fits(o: Opening, length: float, foot: float, height: float) -> bool:
    return o.x - o.wide / 2 > 0.02 and o.x + o.wide / 2 < length - 0.02 and o.top < height - 0.02 and o.z >= foot


def _panel(a: Assembly, x0: float, x1: float, z0: float, z1: float, colour: Colour, number: int) -> None:
    if x1 - x0 > 1e-4 and z1 - z0 > 1e-4:
        up = a.place((0, 0, z0))[2] + BELOW
        a.quad((x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1), colour, number, origin=(x0, max(up, 0.0)))


def _lined(a: Assembly, o: Opening, colour: Colour, number: int, deep: float) -> None:
    """Add the inner faces of a hole, and the stones between its arch and the square hole."""
    x0, x1, z0, z1 = o.x - o.wide / 2, o.x + o.wide / 2, o.z, o.z + o.high
    a.quad((x0, 0, z0), (x0, deep, z0), (x0, deep, z1), (x0, 0, z1), colour, number)
    a.quad((x1, deep, z0), (x1, 0, z0), (x1, 0, z1), (x1, deep, z1), colour, number)
    a.quad((x0, 0, z0), (x1, 0, z0), (x1, deep, z0), (x0, deep, z0), colour, number)
    if o.rise <= 0:
        a.quad((x0, deep, z1), (x1, deep, z1), (x1, 0, z1), (x0, 0, z1), colour, number)
        return
    for (xa, za), (xb, zb) in pairwise(arch_curve(o.wide, o.rise)):
        xa, xb, za, zb = o.x + xa, o.x + xb, z1 + za, z1 + zb
        a.quad((xa, 0, za), (xb, 0, zb), (xb, 0, o.top), (xa, 0, o.top), colour, number)
        a.quad((xa, deep, za), (xb, deep, zb), (xb, 0, zb), (xa, 0, za), colour, number)


def _filled(a: Assembly, o: Opening, reveal: float, detail: int) -> None:
    x0, x1 = o.x - o.wide / 2, o.x + o.wide / 2
    if o.kind == "window":
        ring = [(x0, reveal, o.z), (x1, reveal, o.z), (x1, reveal, o.top), (x0, reveal, o.top)]
        a.quad(*ring, GLASS, window_number(o.panes, o.glass, o.luck))
    if o.kind == "door":
        ring = [(x0, reveal, o.z), (x1, reveal, o.z), (x1, reveal, o.top), (x0, reveal, o.top)]
        a.quad(*ring, o.leaf, Material.TIMBER)
    if detail < 2 or o.kind == "gap":
        return
    if o.frame is not None:
        _framed(a, o, o.frame)
    if o.shutters is not None:
        _shuttered(a, o, o.shutters)


def _framed(a: Assembly, o: Opening, colour: Colour) -> None:
    x0, x1, number = o.x - o.wide / 2, o.x + o.wide / 2, Material.TIMBER
    side = 0.055 if o.kind == "window" else 0.09
    out = 0.035
    for x in (x0, x1):
        a.box((x - side, -out, o.z), (x + side * 0.6, 0.12, o.z + o.high), colour, number)
    if o.rise <= 0:
        a.box((x0 - side * 1.4, -out * 1.3, o.z + o.high), (x1 + side * 1.4, 0.12, o.z + o.high + 0.11), colour, number)
    if o.kind == "window":
        a.box((x0 - 0.08, -0.11, o.z - 0.06), (x1 + 0.08, 0.1, o.z), shade(colour, 1.2), number)
        a.box((o.x - 0.03, 0.08, o.z), (o.x + 0.03, 0.15, o.z + o.high), colour, number)
    else:
        a.box((x0 - 0.2, -0.5, o.z - 0.16), (x1 + 0.2, 0.05, o.z), (0.30, 0.28, 0.25), Material.MASONRY)
        a.box((x1 - 0.2, 0.08, o.z + 1.0), (x1 - 0.12, 0.16, o.z + 1.12), (0.05, 0.045, 0.04), Material.MARBLE)


def _shuttered(a: Assembly, o: Opening, colour: Colour) -> None:
    wide = o.wide * 0.5
    for side in (-1, 1):
        x = o.x + side * (o.wide / 2 + 0.06 + wide / 2)
        a.box((x - wide / 2, -0.05, o.z), (x + wide / 2, -0.012, o.z + o.high), colour, Material.TIMBER)
        for share in (0.18, 0.82):
            z = o.z + o.high * share
            a.box(
                (x - wide / 2 + 0.03, -0.07, z - 0.04), (x + wide / 2 - 0.03, -0.045, z + 0.04), shade(colour, 0.8), 19
            )
