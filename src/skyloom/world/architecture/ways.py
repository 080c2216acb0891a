"""Ways draped over the ground, and fences and dry stone walls that follow a line over it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import Part
from skyloom.geometry.solids import sheet
from skyloom.world.architecture import palette as p
from skyloom.world.kinds import Material
from skyloom.world.placing import Array, Plan

OVER = 0.035  # metres that a way lies over the ground
EDGE = 0.3  # metres that its edges reach into the ground


@dataclass(frozen=True, slots=True)
class Route:
    """A line on the ground."""

    points: Array  # (n, 2)

    @property
    def headings(self) -> Array:
        """Return the direction of the line at each point, radians clockwise from +y."""
        step = np.gradient(self.points, axis=0)
        return np.asarray(np.arctan2(step[:, 0], step[:, 1]))

    def beside(self, aside: float | Array) -> Array:
        """Return points to the right (+) or left (-) of the line."""
        heading = self.headings
        out = np.stack([np.cos(heading), -np.sin(heading)], -1)
        return np.asarray(self.points + out * np.reshape(np.asarray(aside, float), (-1, 1)))


def route_to(
    draw: np.random.Generator, heading: float, far: float, *, behind: float = 60.0, bend: float = 1.0
) -> Route:
    """Return a line through the camera towards a heading, bending gently; finer near the camera."""
    fine = np.linspace(-1, 1, 260)
    along = np.sign(fine) * np.where(fine > 0, far, behind) * np.abs(fine) ** 1.8
    sway = (
        bend
        * (0.05 * np.abs(along))
        * np.sin(along / 38 + float(draw.uniform(0, 6)))
        * np.minimum(np.abs(along) / 14, 1)
    )
    x = along * math.sin(heading) + sway * math.cos(heading)
    y = along * math.cos(heading) - sway * math.sin(heading)
    return Route(np.stack([x, y], -1))


def ribbon(
    plan: Plan, route: Route, wide: float, colour: p.Colour, number: int, *, over: float = OVER, openness: float = 0.95
) -> Part:
    """Return a way of some width along a route, on the ground."""
    columns = np.linspace(-1, 1, 9)
    rows = [route.beside(c * wide / 2) for c in columns]
    grid = np.stack(rows, 1)
    z = plan.look(grid.reshape(-1, 2)).z.reshape(grid.shape[:2])
    edge = np.abs(columns) > 0.99
    height = z + over + 0.02 * (1 - columns**2) - np.where(edge, EDGE, 0)
    return sheet(np.concatenate([grid, height[..., None]], -1), colour, number, openness=openness)


def resampled(route: Route, step: float) -> Array:
    """Return points along a route at equal steps."""
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(route.points, axis=0), axis=1))])
    at = np.arange(0, length[-1], step)
    return np.stack([np.interp(at, length, route.points[:, k]) for k in range(2)], -1)


def fence_along(
    plan: Plan, draw: np.random.Generator, route: Route, *, tint: p.Colour | None = None, kind: str = ""
) -> Part:
    """Return a fence of rails, pickets or bamboo along a route."""
    a = Assembly()
    kind = kind or str(draw.choice(["rails", "rails", "pickets"]))
    wood = tint or p.one_of(draw, (p.GREY_WOOD, p.OLD_WOOD) if kind == "rails" else (p.WHITEWASH, p.GREY_WOOD))
    points = resampled(route, 2.2)
    z = plan.look(points).z
    tops = [(float(x), float(y), float(h)) for (x, y), h in zip(points, z, strict=True)]
    for k, (x, y, h) in enumerate(tops):
        lean = [float(v) for v in draw.normal(0, 0.03, 2)]
        a.beam(
            (x, y, h - 0.4),
            (x + lean[0], y + lean[1], h + 1.15),
            0.12,
            0.12,
            p.shade(wood, float(draw.uniform(0.8, 1.1))),
            Material.TIMBER,
        )
        if k + 1 == len(tops):
            break
        q = tops[k + 1]
        levels = (0.4, 0.72, 1.02) if kind == "rails" else (0.35, 0.85)
        for up in levels:
            sag = [float(v) for v in draw.normal(0, 0.025, 2)]
            a.beam(
                (x, y, h + up + sag[0]),
                (q[0], q[1], q[2] + up + sag[1]),
                0.05,
                0.11,
                p.shade(wood, float(draw.uniform(0.85, 1.15))),
                Material.TIMBER,
            )
        if kind == "pickets":
            for j in range(12):
                t = (j + 0.5) / 12
                px, py, pz = (tops[k][i] + (q[i] - tops[k][i]) * t for i in range(3))
                a.beam((px, py, pz + 0.1), (px, py, pz + 1.05), 0.1, 0.025, wood, Material.TIMBER)
    return a.result()


def wall_along(
    plan: Plan, draw: np.random.Generator, route: Route, *, high: float = 1.0, colour: p.Colour = p.FIELDSTONE
) -> Part:
    """Return a dry stone wall along a route, uneven on top, with capstones."""
    a = Assembly()
    points = resampled(route, 0.8)
    z = plan.look(points).z
    tall = high * (1 + 0.12 * np.sin(np.arange(len(points)) * 0.7) + draw.uniform(-0.06, 0.06, len(points)))
    for k in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[k], points[k + 1]
        h = float(tall[k])
        base = float(min(z[k], z[k + 1])) - 0.3
        top = float((z[k] + z[k + 1]) / 2) + h
        middle = (base + top) / 2
        a.beam(
            (x0, y0, middle),
            (x1, y1, middle),
            0.5,
            top - base,
            p.shade(colour, float(draw.uniform(0.85, 1.15))),
            Material.MASONRY,
        )
        for j in range(2):
            t = (j + 0.5) / 2
            cx, cy = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            dx, dy = (x1 - x0) * 0.22, (y1 - y0) * 0.22
            up = top + float(draw.uniform(0.02, 0.08))
            a.beam(
                (cx - dx, cy - dy, up),
                (cx + dx, cy + dy, up + float(draw.normal(0, 0.03))),
                0.42,
                0.18,
                p.shade(colour, float(draw.uniform(0.8, 1.2))),
                Material.PLASTER,
            )
    return a.result()
