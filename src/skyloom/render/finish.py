"""What a surface is like where the eye meets it."""

from __future__ import annotations

from dataclasses import dataclass

import drjit as dr
from mitsuba import Color3f, Float, Vector3f

from skyloom.core.scene import Place, SceneSpec
from skyloom.world.evening import darkness


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


USUALLY_WET = {Place.CYBERPUNK: 0.55}


class Evening:
    """What hour and weather do to built things; all members are opaque, so every scene runs the same kernels."""

    def __init__(self, scene: SceneSpec) -> None:
        wet = max(scene.site.wet, scene.air.rain, USUALLY_WET.get(scene.site.place, 0.0))
        self.lights = Float(scene.site.lights)  # share of the windows that are lit when it is dark
        self.darkness = Float(darkness(scene))  # 0 by day, 1 from dusk to dawn
        self.wet = Float(min(max(wet, 0.0), 1.0))  # of streets and roofs
        self.age, self.overgrown = Float(scene.site.age), Float(scene.site.overgrown)
        self.mossy = Float(min(max(scene.terrain.grass * 2, scene.site.overgrown), 1.0))  # none where nothing grows
        self.dim = Float(1)  # factor on what shines, where lamps would drown a night sky
        is_bare = max(scene.terrain.lava, scene.terrain.ice) > 0.1 or scene.site.era in ("lava", "ice")
        if scene.site.place is Place.CAVE and is_bare:
            self.mossy = Float(0)
        dr.make_opaque(self.lights, self.darkness, self.wet, self.age, self.overgrown, self.mossy, self.dim)
