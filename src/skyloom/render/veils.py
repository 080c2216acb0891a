"""What stands between the light and the land: nothing, or layers of clouds."""

from __future__ import annotations

from collections.abc import Sequence

import drjit as dr
from mitsuba import Float, Point3f

from skyloom.render.clouds import Shade


class Clear:
    """No clouds at all."""

    def at(self, position: Point3f) -> Float:
        """Return that all light passes."""
        return dr.full(Float, 1, dr.width(position))


class Veils:
    """Several layers of clouds in the way of the light."""

    def __init__(self, shades: Sequence[Shade]) -> None:
        self.shades = shades

    def at(self, position: Point3f) -> Float:
        """Return the share of the light that comes through all of them."""
        share = Float(1)
        for shade in self.shades:
            share *= shade.at(position)
        return share
