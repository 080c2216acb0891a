"""A picture of the whole sphere without a seam or a pinch: two square maps like that of the clouds, back to back."""

from __future__ import annotations

from collections.abc import Callable

import drjit as dr
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.render.cloudmap import map_direction, map_place
from skyloom.render.tables import Table


class SphereMap:
    """Light from every direction, cd/m²."""

    def __init__(self, points: int, paint: Callable[[Vector3f], Color3f]) -> None:
        index = dr.arange(UInt32, 2 * points * points)
        row = index // points
        is_low = row >= points
        up = map_direction(Float(index % points), Float(dr.select(is_low, row - points, row)), points)
        way = Vector3f(up.x, up.y, dr.select(is_low, -up.z, up.z))
        self.points = dr.opaque(Float, points)
        self.table = Table.of(points, 2 * points, paint(way))

    def at(self, direction: Vector3f) -> Color3f:
        """Return the light from unit directions."""
        u, v = map_place(Vector3f(direction.x, direction.y, dr.abs(direction.z)))
        row = v * (self.points - 1) + dr.select(direction.z < 0, self.points, 0)
        found = self.table.at(u, row / (2 * self.points - 1))
        return Color3f(found.x, found.y, found.z)
