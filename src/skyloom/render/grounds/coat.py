"""The ground's surface while layer after layer is laid on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import drjit as dr
from mitsuba import Color3f, Float, Vector3f


@dataclass(frozen=True)
class Coat:
    """What light meets at a point, before the next layer."""

    albedo: Color3f  # linear
    shake: Vector3f  # slopes that tilt the normal
    film: Float  # 0 matt, 1 a pool of water
    emission: Color3f  # cd/m²

    def under(self, other: Coat, share: Float) -> Coat:
        """Return the coat with `share` of another one on it."""
        return replace(
            self,
            albedo=dr.lerp(self.albedo, other.albedo, share),
            shake=dr.lerp(self.shake, other.shake, share),
            film=dr.lerp(self.film, other.film, share),
            emission=dr.lerp(self.emission, other.emission, share),
        )


def plain(albedo: Color3f, shake: Vector3f | None = None, film: Float | float = 0.0) -> Coat:
    """Return a coat that sends out no light of its own."""
    return Coat(albedo, Vector3f(0) if shake is None else shake, Float(film), Color3f(0))
