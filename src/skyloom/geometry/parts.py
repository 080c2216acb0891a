"""Solids put together from simple parts: shapes in continuous coordinates, each with a coat.

Lengths are the builder's own units; z is up, the front looks towards -y. `parts_raster` makes cells of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vec = tuple[float, float, float]
Span = tuple[float, float]
Rgb = tuple[int, int, int]  # sRGB
Floats = NDArray[Any]
Inside = Callable[[Floats, Floats, Floats], NDArray[np.bool_]]  # of points in the shape's own cube, -1 to 1

TIE = 1e-3  # a face that runs through cell centres takes none of them
FLAT, UPRIGHT, ROUND = 0.505, 0.72, 0.87  # half the thickness, in cells, that a box, a pole, a ball surely needs


class Does(StrEnum):
    """What a part does to those before it."""

    ADD = "add"
    CARVE = "carve"
    PAINT = "paint"  # coats what is solid there
    TUCK = "tuck"  # fills only what is empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Coat:
    """How a part is coloured: a colour, and how its lighter and darker shades are laid out."""

    rgb: Rgb
    pattern: str = "plain"
    second: Rgb | None = None  # of patterns in two colours
    glows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A shape in a frame: its own coordinates p stand at `at + turn @ p`."""

    inside: Inside
    is_round: bool  # True: bounded by an ellipsoid, False: by its cube
    turn: NDArray[np.float64]  # (3, 3); its columns are the half axes
    at: NDArray[np.float64]  # (3,)
    coat: Coat
    does: Does = Does.ADD
    group: int = 0  # carving and painting reach only parts of the same group
    tone: int = 0  # shades lighter (+) or darker (-) than its coat
    since: int = 0  # the size of model from which it is there: details of large ones
    least: float = FLAT  # half its thickness, in cells, below which it would miss every cell
    is_fine: bool = False  # may be thinner than a cell, and then vanishes


Parts = list[Part]


def _make(
    inside: Inside,
    at: Sequence[float],
    half: Sequence[float],
    coat: Coat,
    *,
    is_round: bool = False,
    least: float = FLAT,
) -> Part:
    turn = np.diag(np.asarray(half, float))
    return Part(inside=inside, is_round=is_round, turn=turn, at=np.asarray(at, float), coat=coat, least=least)


def _in_box(x: Floats, y: Floats, z: Floats) -> NDArray[np.bool_]:
    return np.asarray((abs(x) <= 1 - TIE) & (abs(y) <= 1 - TIE) & (abs(z) <= 1 - TIE))


def box(coat: Coat, x: Span, y: Span, z: Span, /) -> Parts:
    """Return a box between two bounds on each axis."""
    spans = (x, y, z)
    return [_make(_in_box, [(a + b) / 2 for a, b in spans], [abs(b - a) / 2 for a, b in spans], coat)]


def ball(coat: Coat, at: Vec, radius: float | Vec, /, *, power: float = 2.0) -> Parts:
    """Return an ellipsoid; a power above 2 makes it boxier."""
    half = (radius,) * 3 if isinstance(radius, int | float) else radius

    def inside(x: Floats, y: Floats, z: Floats) -> NDArray[np.bool_]:
        return np.asarray(abs(x) ** power + abs(y) ** power + abs(z) ** power <= 1)

    return [_make(inside, at, half, coat, is_round=power <= 2, least=ROUND)]


def drum(
    coat: Coat, at: Vec, radius: float | Span, height: float, /, *, top: float = 1.0, sides: int = 0, axis: int = 2
) -> Parts:
    """Return a cylinder that stands on `at`; `top` is the share of its radius there, 0 makes a cone."""
    profile = [(0.0, 1.0), (1.0, top)]
    widest = max(1.0, top)
    across = (radius, radius) if isinstance(radius, int | float) else radius
    parts = lathe(coat, (0, 0, 0), [(z * height, r / widest) for z, r in profile], sides=sides)
    parts = scaled(parts, (across[0] * widest, across[1] * widest, 1))
    if axis == 1:
        parts = turned(parts, "x", -90)
    elif axis == 0:
        parts = turned(parts, "y", 90)
    return moved(parts, at)


def lathe(
    coat: Coat,
    at: Vec,
    profile: Sequence[tuple[float, float]],
    /,
    *,
    sides: int = 0,
    lobes: Sequence[tuple[int, float, float]] = (),
) -> Parts:
    """Return a solid of revolution through (height, radius) points above `at`.

    With `sides` it has that many flat ones; a lobe (number, depth, phase) makes its outline wavy.
    """
    heights = np.array([z for z, _ in profile], float)
    radii = np.array([r for _, r in profile], float)
    swell = 1.0 + sum(abs(depth) for _, depth, _ in lobes)
    widest = max(float(radii.max()) * swell, 1e-6)
    low, high = float(heights[0]), float(heights[-1])
    own, share = (heights - low) / max(high - low, 1e-9) * 2 - 1, radii / widest

    def inside(x: Floats, y: Floats, z: Floats) -> NDArray[np.bool_]:
        if sides:
            angles = [math.tau * (i + 0.5) / sides for i in range(sides)]
            apothem = math.cos(math.pi / sides)
            out = np.maximum.reduce([x * math.cos(a) + y * math.sin(a) for a in angles]) / apothem
        else:
            out = np.sqrt(x * x + y * y)
        reach = np.interp(z.ravel(), own, share).reshape(z.shape)
        if lobes:
            angle = np.arctan2(y, x)
            reach = reach * (1 + sum(depth * np.cos(number * angle + phase) for number, depth, phase in lobes))
        return np.asarray((out <= reach) & (abs(z) <= 1 - TIE))

    x, y, z = at
    return [_make(inside, (x, y, z + (low + high) / 2), (widest, widest, (high - low) / 2), coat, least=UPRIGHT)]


def prism(coat: Coat, outline: Sequence[Span], between: Span, /, *, axis: int = 1) -> Parts:
    """Return an outline drawn out along an axis; its points are on the other two axes, in their order."""
    points = np.asarray(outline, float)
    low, high = points.min(axis=0), points.max(axis=0)
    middle, half = (low + high) / 2, np.maximum((high - low) / 2, 1e-6)
    own = (points - middle) / half

    def inside(x: Floats, y: Floats, z: Floats) -> NDArray[np.bool_]:
        along = (x, y, z)[axis]
        u, v = [c for i, c in enumerate((x, y, z)) if i != axis]
        return np.asarray(_in_outline(u, v, own) & (abs(along) <= 1 - TIE))

    at, halves = list(middle), list(half)
    at.insert(axis, (between[0] + between[1]) / 2)
    halves.insert(axis, abs(between[1] - between[0]) / 2)
    return [_make(inside, at, halves, coat)]


def _in_outline(u: Floats, v: Floats, points: NDArray[np.float64]) -> NDArray[np.bool_]:
    hit = np.zeros(np.broadcast_shapes(u.shape, v.shape), bool)
    for (u0, v0), (u1, v1) in zip(points, np.roll(points, -1, axis=0), strict=True):
        if v0 == v1:
            continue
        crosses = (v0 > v) != (v1 > v)
        hit ^= crosses & (u < (u1 - u0) * (v - v0) / (v1 - v0) + u0)
    return hit


def gable(coat: Coat, x: Span, y: Span, z: Span, /, *, along: str = "y") -> Parts:
    """Return a saddle roof whose ridge runs along x or y."""
    if along == "y":
        return prism(coat, [(x[0], z[0]), (x[1], z[0]), ((x[0] + x[1]) / 2, z[1])], y, axis=1)
    return prism(coat, [(y[0], z[0]), (y[1], z[0]), ((y[0] + y[1]) / 2, z[1])], x, axis=0)


def hip(coat: Coat, x: Span, y: Span, z: Span, /, *, top: float = 0.0) -> Parts:
    """Return a roof that slopes on four sides, to a share of its width at the top."""

    def inside(u: Floats, v: Floats, w: Floats) -> NDArray[np.bool_]:
        reach = 1 - (1 - top) * (w + 1) / 2
        return np.asarray((abs(u) <= reach + TIE) & (abs(v) <= reach + TIE) & (abs(w) <= 1 - TIE))

    spans = (x, y, z)
    return [_make(inside, [(a + b) / 2 for a, b in spans], [abs(b - a) / 2 for a, b in spans], coat)]


def rod(coat: Coat, start: Vec, end: Vec, radius: float, /, *, tip: float | None = None) -> Parts:
    """Return a straight rod with round ends, `tip` thick at its end."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    length = float(np.linalg.norm(b - a))
    last = radius if tip is None else tip
    ends = [*ball(coat, start, radius), *ball(coat, end, max(last, 1e-3))]
    if length < 1e-6:
        return ends[:1]
    body = lathe(coat, (0, 0, 0), [(0, radius), (length, last)])
    (part,) = body
    along = (b - a) / length
    aside = np.cross(along, (0.0, 0.0, 1.0) if abs(along[2]) < 0.9 else (1.0, 0.0, 0.0))
    aside /= np.linalg.norm(aside)
    basis = np.stack([aside, np.cross(along, aside), along], axis=1)
    return [replace(part, turn=basis @ part.turn, at=(a + b) / 2), *ends]


def tube(coat: Coat, points: Sequence[Vec], radius: float | Sequence[float], /) -> Parts:
    """Return rods through points, as thick as `radius` or one radius a point."""
    radii = [radius] * len(points) if isinstance(radius, int | float) else radius
    pairs = zip(points, points[1:], radii, radii[1:], strict=False)
    return [part for a, b, r, s in pairs for part in rod(coat, a, b, r, tip=s)]


def ring(coat: Coat, at: Vec, radius: float, thick: float, /, *, axis: int = 2) -> Parts:
    """Return a ring around an axis."""
    share = thick / (radius + thick)

    def inside(x: Floats, y: Floats, z: Floats) -> NDArray[np.bool_]:
        out = np.sqrt(x * x + y * y) - (1 - share)
        return np.asarray(out * out + (z * share) ** 2 <= share * share)

    parts = [_make(inside, (0, 0, 0), (radius + thick, radius + thick, thick), coat)]
    if axis == 1:
        parts = turned(parts, "x", 90)
    elif axis == 0:
        parts = turned(parts, "y", 90)
    return moved(parts, at)


def facets(coat: Coat, at: Vec, radius: float | Vec, planes: Sequence[Vec], /) -> Parts:
    """Return a ball cut flat by planes, each given by its normal, as long as one over its distance."""
    half = (radius,) * 3 if isinstance(radius, int | float) else radius

    def inside(x: Floats, y: Floats, z: Floats) -> NDArray[np.bool_]:
        hit = x * x + y * y + z * z <= 1
        for a, b, c in planes:
            hit = hit & (a * x + b * y + c * z <= 1)
        return np.asarray(hit)

    return [_make(inside, at, half, coat, is_round=True, least=ROUND)]


def moved(parts: Iterable[Part], by: Sequence[float], /) -> Parts:
    """Return the parts shifted."""
    return [replace(part, at=part.at + np.asarray(by, float)) for part in parts]


def scaled(parts: Iterable[Part], by: float | Vec, /) -> Parts:
    """Return the parts scaled about the origin."""
    factors = np.asarray((by,) * 3 if isinstance(by, int | float) else by, float)
    return [replace(part, turn=factors[:, None] * part.turn, at=factors * part.at) for part in parts]


def turned(parts: Iterable[Part], axis: str, degrees: float, /, *, about: Vec = (0, 0, 0)) -> Parts:
    """Return the parts turned about an axis through a point; right-handed."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = {
        "x": np.array([[1, 0, 0], [0, c, -s], [0, s, c]]),
        "y": np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]),
        "z": np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]),
    }[axis]
    pivot = np.asarray(about, float)
    return [replace(p, turn=matrix @ p.turn, at=matrix @ (p.at - pivot) + pivot) for p in parts]


def mirrored(parts: Iterable[Part], axis: int = 0, /) -> Parts:
    """Return the parts with their mirror images on the other side of an axis's plane through the origin."""
    flip = np.ones(3)
    flip[axis] = -1
    own = list(parts)
    return [*own, *(replace(p, turn=flip[:, None] * p.turn, at=flip * p.at) for p in own)]


def changed(
    parts: Iterable[Part], /, *, does: Does | None = None, tone: int | None = None, since: int | None = None
) -> Parts:
    """Return the parts with another effect, tone or least size of model."""
    return [
        replace(
            part,
            does=part.does if does is None else does,
            tone=part.tone if tone is None else tone,
            since=part.since if since is None else since,
        )
        for part in parts
    ]


def paint(parts: Iterable[Part], /) -> Parts:
    """Return parts that only coat what is solid where they are."""
    return changed(parts, does=Does.PAINT)


def carve(parts: Iterable[Part], /) -> Parts:
    """Return parts that take away what is solid where they are."""
    return changed(parts, does=Does.CARVE)


def half_extents(part: Part, /) -> NDArray[np.float64]:
    """Return half the size of a part's bounding box, (3,)."""
    rows = np.linalg.norm(part.turn, axis=1) if part.is_round else np.abs(part.turn).sum(axis=1)
    return np.asarray(rows)


def bounds(parts: Iterable[Part], /) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lowest and the highest corner of what the parts fill."""
    filling = [part for part in parts if part.does in (Does.ADD, Does.TUCK)]
    low = np.min([part.at - half_extents(part) for part in filling], axis=0)
    high = np.max([part.at + half_extents(part) for part in filling], axis=0)
    return low, high
