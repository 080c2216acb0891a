"""How brightly plants and crystals glow, and the light that they send to what is near them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from skyloom.core.scene import Place, SceneSpec, ThingKind, Tree
from skyloom.geometry.meshes import Packed
from skyloom.world.built import Lamps, no_lamps
from skyloom.world.kinds import at_glow
from skyloom.world.placing import Array

LAMPS = 40  # glowing plants that light the ground
FARTHEST = 60.0  # metres
BY_NIGHT = 4.5  # cd/m² of a full glow in the dark: more is white
GIVEN = 7.0  # times the light that such faces send: eyes used to the dark see it on the ground
BY_DAY = 0.16  # of the light that a white sheet sends back: a glow that shows by day
GEM_GLOW = 0.4  # of crystals by night, which would be black without
DARK = -4.0  # degrees of the sun
MOONLIGHT = 1.0  # lux, about
SUNLESS = 60.0  # metres of water
TOO_BRIGHT = 400.0  # cd/m²: by day the glow shows, but lights nothing beside the sun


@dataclass(slots=True)
class Glow:
    """The full glow of a scene, cd/m², and the lamps that its plants have become."""

    luminance: float
    found: list[tuple[Array, Array, Array]] = field(default_factory=list)

    def lit(self, mesh: Packed) -> Packed:
        """Return a mesh whose faces glow as the scene has it."""
        return replace(mesh, material=at_glow(mesh.material, self.luminance))

    def add(self, at: Array, tint: Array, area: Array) -> None:
        """Remember plants whose middles are at (k, 3), with colours (k, 3) and glowing areas (k,), m²."""
        if 0 < self.luminance < TOO_BRIGHT and len(at):
            self.found.append((np.asarray(at), np.asarray(tint), self.luminance * GIVEN * np.asarray(area)))

    def lamps(self) -> Lamps:
        """Return the strongest lamps near the camera."""
        if not self.found:
            return no_lamps()
        at = np.concatenate([a for a, _, _ in self.found])
        colour, power = np.concatenate([t for _, t, _ in self.found]), np.concatenate([c for _, _, c in self.found])
        r = np.linalg.norm(at[:, :2], axis=1)
        kept = np.argsort(r / np.sqrt(power), kind="stable")[:LAMPS]
        kept = kept[r[kept] < FARTHEST]
        return Lamps(
            at[kept].astype(np.float32),
            (colour[kept] * power[kept, None]).astype(np.float32),
            np.full(len(kept), 0.6, np.float32),
        )


def glow_of(scene: SceneSpec) -> Glow:
    """Return the glow of a scene: enough to be seen against the light that there is."""
    share = scene.terrain.glow
    crystals = any(thing.kind is ThingKind.CRYSTAL for thing in scene.things) or Tree.CRYSTAL in scene.terrain.trees
    if crystals and scene.sun.elevation_deg < DARK:
        share = max(share, GEM_GLOW)
    if share <= 0:
        return Glow(0.0)
    if scene.site.place is Place.UNDERWATER and scene.water.depth_m > SUNLESS:
        return Glow(float(share) * BY_NIGHT)
    day = math.sin(math.radians(max(scene.sun.elevation_deg, 0.0)))
    dusk = 10 ** np.clip((scene.sun.elevation_deg + 6) / 3.2, -1, 3)  # lux near the horizon
    lux = MOONLIGHT + min(float(dusk), 1000.0) + 90_000 * day
    return Glow(float(share) * max(BY_NIGHT, BY_DAY * lux / math.pi))
