"""What a surface is like where the eye meets it."""

from __future__ import annotations

from dataclasses import dataclass

from mitsuba import Color3f, Float, Vector3f


@dataclass(frozen=True)
class Finish:
    """A built surface, linear RGB."""

    albedo: Color3f
    normal: Vector3f
    emission: Color3f  # cd/m²
    mirror: Float  # share that it mirrors where one looks straight at it, 0 matt
    tint: Color3f  # of what it mirrors: 1 for glass and water, the metal's own colour for metal

    def parts(self) -> tuple[Color3f, Vector3f, Color3f, Float, Color3f]:
        """Return the members in order, as branches hand them on."""
        return self.albedo, self.normal, self.emission, self.mirror, self.tint
