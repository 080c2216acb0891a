"""The height of the land at any point, as a kernel: great relief, rolling ground, shores and small relief.

Points are metres from the camera's foot, x to heading 90 degrees and y to heading 0; heights are metres over the water
or over the ground's own zero, without the earth's curvature.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields

import drjit as dr
import numpy as np
from mitsuba import Float, UInt32

from skyloom.core.scene import TerrainKind, WaterKind
from skyloom.render.landforms import gentle, rocky, shores, strange
from skyloom.render.landforms.heights import bluff, crowned
from skyloom.render.noise import smoothstep, value2
from skyloom.world.landform import HANGING, Landform

Field = Callable[["Relief", Float, Float], Float]
SUMMIT_WIDE = 210.0  # metres, of the mountain under a camera that looks over clouds


class Relief:
    """A landform whose numbers are held by the renderer, so that another seed runs the same kernel."""

    amplitude: Float
    wavelength: Float
    start: Float
    rolling: Float
    descent: Float
    knoll: Float
    far: Float
    hero_far: Float
    hero_aside: Float
    hero_high: Float
    hero_wide: Float
    turn: Float
    step: Float
    path_half: Float
    path_swing: Float
    path_wave: Float
    path_phase: Float
    shore: Float
    cape: Float
    slant: Float
    reach: Float
    beach: Float
    cliffs: Float
    depth: Float
    bluff: Float
    crown_x: Float
    crown_y: Float
    crown_high: Float
    crown_flat: Float
    crown_foot: Float
    neck_x: Float
    neck_y: Float
    summit: Float
    crown_level: Float  # height of a crowned top, where there is one

    def __init__(self, form: Landform) -> None:
        self.form = form
        self.seed = dr.opaque(UInt32, form.seed)
        for field in fields(form):
            value = getattr(form, field.name)
            if isinstance(value, float):
                setattr(self, field.name, dr.opaque(Float, value))
        self.stand_x, self.stand_y = dr.opaque(Float, 0), dr.opaque(Float, 0)
        self.sin, self.cos = dr.opaque(Float, math.sin(form.heading)), dr.opaque(Float, math.cos(form.heading))
        if form.kind is TerrainKind.DUNES:
            stand_high(self)
        if form.crown_high > 0:
            middle = LAND[form.kind](self, Float(0), Float(0))
            self.crown_level = dr.opaque(Float, float(middle.numpy()[0]) + form.crown_high)

    def height(self, x: Float, y: Float) -> Float:
        """Return the height of the ground, water's bed included."""
        land = LAND[self.form.kind](self, x, y)
        if self.form.crown_high > 0:
            land = crowned(self, x, y, land)
        if self.form.water is WaterKind.NONE:
            return land - self._fallen(x, y) if self.form.summit > 0 else land
        if self.form.kind is TerrainKind.FLOATING:
            return dr.maximum(land + HANGING, -self.depth)
        return self._at_shore(x, y, land)

    def _fallen(self, x: Float, y: Float) -> Float:
        """Return how far the flanks of the camera's summit lie below it."""
        wide = SUMMIT_WIDE * (0.6 + 0.8 * value2(x * 0.005 + 3.1, y * 0.005, self.seed ^ 91))
        return self.summit * (1 - dr.exp(-(x * x + y * y) / (2 * wide * wide)))

    def along(self, x: Float, y: Float) -> tuple[Float, Float]:
        """Return a point's distance along the open view and to the right of it."""
        return x * self.sin + y * self.cos, x * self.cos - y * self.sin

    def inland(self, x: Float, y: Float) -> Float:
        """Return the signed distance to the waterline, positive on land."""
        return SHORES[shore_kind(self.form)](self, x, y)

    def _at_shore(self, x: Float, y: Float, land: Float) -> Float:
        s = self.inland(x, y)
        if self.form.bluff > 0:
            return dr.select(s > 0, bluff(self, x, y, s) + smoothstep(6, 40, s) * dr.maximum(land, 0.2), self._bed(s))
        r = dr.sqrt(x * x + y * y)
        cliff = smoothstep(
            1 - self.cliffs * 0.9, 1.12 - self.cliffs * 0.7, value2(x * 0.0023, y * 0.0023, self.seed ^ 77)
        )
        cliff *= smoothstep(60, 170, r)
        width = dr.lerp(Float(70), Float(7), cliff) + smoothstep(300, 2000, r) * 60 * (1 - cliff)
        high, slope = BANKS[self.form.water]
        shelf = high * (1 - dr.exp(s * self.beach * (-slope / high))) + dr.minimum(s, 60) * 0.016
        rise = shelf + smoothstep(6, 8 + width * 1.6, s) * dr.maximum(land, 0.2)
        rise += cliff * smoothstep(0, 9, s) * 14
        return dr.select(s > 0, rise, self._bed(s))

    def _bed(self, s: Float) -> Float:
        return -self.depth * (1 - dr.exp(dr.minimum(s, 0) * self.beach / self.depth))


BANKS: Mapping[WaterKind, tuple[float, float]] = {  # metres of rise behind the waterline, how steep against the beach
    WaterKind.LAKE: (0.65, 1.0),
    WaterKind.SEA: (0.65, 1.0),
    WaterKind.RIVER: (1.5, 3.0),
    WaterKind.SWAMP: (0.5, 1.8),
}


def shore_kind(form: Landform) -> str:
    """Tell which signed distance a landform's waterline follows."""
    if form.is_afloat:
        return "open"
    if form.water not in (WaterKind.NONE, WaterKind.SEA):
        return form.water.value
    return form.kind.value if form.kind.value in SHORES else "sea"


def stand_high(relief: Relief) -> None:
    """Move the dunes so that the camera stands on one, with others all round."""
    steps = np.arange(-14, 15) * (float(relief.form.wavelength) * 0.37)
    stand_x, stand_y = (axis.ravel() for axis in np.meshgrid(steps, steps))
    away = np.array([0.0, 3, 12, 40, 110, 300, 900])
    angle = np.arange(8) * (np.pi / 4) + relief.form.heading
    x = stand_x[:, None, None] + np.sin(angle)[:, None] * away
    y = stand_y[:, None, None] + np.cos(angle)[:, None] * away
    z = LAND[relief.form.kind](relief, *(Float(axis.ravel().astype(np.float32)) for axis in (x, y)))
    z = z.numpy().reshape(x.shape)
    rise = np.degrees(np.arctan2(z[..., 1:] - z[..., :1] - 1.7, away[1:])).max(axis=2)  # (stands, angles)
    steep = np.abs(z[..., 1] - z[..., 0]).max(axis=1) / away[1]
    is_open = np.minimum((rise < 2.5).mean(axis=1), 0.5) * 2 + 0.4 * (rise[:, 0] < 5.0)
    framed = np.sort(np.clip(rise, 0, 13), axis=1)[:, -3:].mean(axis=1)
    sunward = int(np.round((relief.form.sun_heading - relief.form.heading) / (np.pi / 4))) % 8
    is_lit = np.clip(np.degrees(relief.form.sun_elevation) - rise[:, sunward], -6, 0) * 0.2
    best = int(np.argmax(is_open + is_lit + 0.11 * framed - 2.5 * np.maximum(steep - 0.15, 0)))
    relief.stand_x, relief.stand_y = (dr.opaque(Float, float(axis[best])) for axis in (stand_x, stand_y))


LAND: Mapping[TerrainKind, Field] = {
    TerrainKind.MOUNTAINS: rocky.mountains,
    TerrainKind.HILLS: gentle.hills,
    TerrainKind.DUNES: gentle.dunes,
    TerrainKind.PLAINS: gentle.plains,
    TerrainKind.ISLANDS: gentle.islands,
    TerrainKind.COAST: gentle.coast,
    TerrainKind.LEVEL: gentle.level,
    TerrainKind.CANYON: rocky.canyon,
    TerrainKind.BADLANDS: rocky.badlands,
    TerrainKind.SALT_FLAT: strange.salt_flat,
    TerrainKind.VOLCANO: rocky.volcano,
    TerrainKind.GLACIER: strange.glacier,
    TerrainKind.FJORD: strange.fjord,
    TerrainKind.TERRACES: gentle.terraces,
    TerrainKind.CRATERS: rocky.craters,
    TerrainKind.FLOATING: strange.floating,
    TerrainKind.SEABED: strange.seabed,
}
SHORES: Mapping[str, Field] = {
    "lake": shores.lake_shore,
    "sea": shores.sea_shore,
    "islands": shores.island_shore,
    "volcano": shores.volcano_shore,
    "open": shores.open_sea,
    "fjord": shores.fjord_shore,
    "river": shores.river_shore,
    "swamp": shores.swamp_shore,
}
