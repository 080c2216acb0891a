"""What lights a surface: one key light, the sky, the ground's bounce, and the shadows of clouds."""

from __future__ import annotations

from typing import Protocol

from mitsuba import Color3f, Float, Point3f, Vector3f


class Veil(Protocol):
    """Clouds between the key light and a place."""

    def at(self, position: Point3f) -> Float:
        """Return the share of the key light that reaches a position, 0 to 1."""


class Sky(Protocol):
    """The finished sky as surfaces see it."""

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light of air, clouds, stars and the key light's glow, cd/m²; without the sharp disc."""

    def aerial(self, colour: Color3f, distance: Float, position: Point3f, direction: Vector3f) -> Color3f:
        """Return `colour` as seen through `distance` metres of air, ending at `position`, looking along `direction`."""


class Light:
    """Light on the land, linear RGB in lux; all members are opaque, so every scene runs the same kernels."""

    def __init__(
        self, direction: Vector3f, key: Color3f, sky: Color3f, ground: Color3f, radius: Float, veil: Veil
    ) -> None:
        self.direction = direction  # unit, towards the key light: the sun, or the moon at night
        self.key = key  # on a surface that faces it, behind the air, before clouds and shadows
        self.sky = sky  # on level ground under the open sky
        self.ground = ground  # on a surface that faces down, just above the ground
        self.radius = radius  # of the key light's disc, radians
        self.veil = veil

    def cloud_shadow(self, position: Point3f) -> Float:
        """Return the share of the key light that clouds let through to a position, 0 to 1."""
        return self.veil.at(position)
