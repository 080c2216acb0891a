"""Stained glass, computed where a ray leaves a nave: windows are holes, and each ray that passes takes a colour."""

from __future__ import annotations

from dataclasses import fields

import drjit as dr
from mitsuba import Bool, Color3f, Float, Point3f, Vector3f

from skyloom.render.noise import cells2, smoothstep, value2
from skyloom.world.built import Glazing

LEAD = 0.045  # half the width of the lead between two pieces, in pieces
PIECES = (3.1, 2.3)  # a metre, along a wall and up it
COLOURS = ((0.07, 0.17, 0.85), (0.85, 0.06, 0.05), (1.0, 0.62, 0.10), (0.08, 0.55, 0.22), (0.45, 0.12, 0.62))
CLEAR = (0.95, 0.87, 0.68)


class Panes:
    """The glass of a nave whose numbers are held by the renderer."""

    def __init__(self, glazing: Glazing) -> None:
        for field in fields(glazing):
            setattr(self, field.name, dr.opaque(Float, getattr(glazing, field.name)))

    def colour(self, p: Point3f, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the colour of the pane through which a free ray leaves, and the distance to it.

        Both in the shelter's own frame.
        """
        across = _apart(direction.x)
        side = dr.select(direction.x > 0, 1.0, -1.0)
        high = (side * self.inner - p.x) / across
        rise = p.z + direction.z * high
        is_high = (rise > self.step) & (high > 0)
        wall = dr.select(is_high, high, (side * self.outer - p.x) / across)
        end = (dr.select(direction.y > 0, 1.0, -1.0) * self.end - p.y) / _apart(direction.y)
        is_round = end < wall
        far = dr.minimum(end, wall)
        at = p + direction * far
        dx, dz = at.x, at.z - self.rose
        radius, angle = dr.sqrt(dx * dx + dz * dz), dr.atan2(dz, dx)
        u = dr.select(is_round, angle * 6.3, at.y * PIECES[0])
        v = dr.select(is_round, radius * 2.6, at.z * PIECES[1])
        near, second, number = cells2(u, v, 7)
        lead = smoothstep(LEAD * 0.6, LEAD * 1.6, second - near)
        pick = number * 0.999 + self.hue
        pick -= dr.floor(pick)
        glass = Color3f(*COLOURS[0])
        for share, colour in zip((0.36, 0.58, 0.78, 0.9), COLOURS[1:], strict=True):
            glass = dr.select(pick > share, Color3f(*colour), glass)
        is_pale = is_high & ~is_round & (number < self.pale)
        glass = dr.select(is_pale, Color3f(*CLEAR) * (0.75 + 0.25 * pick), glass)
        glass *= 0.7 + 0.5 * value2(u * 2.6, v * 2.6, 3)
        return glass * lead, far

    def before(self, p: Point3f) -> Bool:
        """Tell which places, in the shelter's own frame, lie on this side of the panes."""
        wide = dr.select(p.z > self.step, self.inner, self.outer)
        return (dr.abs(p.x) < wide) & (dr.abs(p.y) < self.end)


def _apart(x: Float) -> Float:
    return dr.select(dr.abs(x) < 1e-5, dr.select(x < 0, -1e-5, 1e-5), x)
