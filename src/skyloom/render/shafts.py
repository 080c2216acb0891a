"""Beams of sunlight in dusty air: how far each way of looking runs through sun, in a small panorama, looked up.

A few steps along each ray ask for the sun; a pattern of jitter and a blur make that smooth. It serves rooms, where the
sun comes through windows, and woods, where it comes through crowns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
import mitsuba as mi
import numpy as np
from mitsuba import Color3f, Float, Int32, Point3f, Ray3f, UInt32, Vector3f

from skyloom.core.scene import Place, SceneSpec
from skyloom.render.camera import Camera
from skyloom.render.film import LUMINANCE
from skyloom.render.light import Light
from skyloom.render.noise import cell_bits, hash_bits, to_unit

if TYPE_CHECKING:
    from skyloom.render.land import Land

STEPS = 12
OPEN_AIR = 0.006  # per metre, in woods and ruins, at most
REACH = 55.0  # metres
FORWARD = 2.2  # how much brighter beams are towards the sun
WIDEST = 1024  # texels around
NEAR_LENS = 0.6  # metres without dust: a beam there would veil the picture
KNEE = 2.5  # times the brightest beams: where the way out of a cave is one beam, it would burn out
TAPS = 4
APART = 0.3  # share of the distance by which neighbours may differ


class Shafts:
    """A small panorama of what the lit dust before each surface sends to the eye, cd/m²."""

    def __init__(self, width: int, light: Color3f) -> None:
        self.width, self.height, self._light = width, width // 2, light
        self._columns, self._rows = dr.opaque(Int32, width), dr.opaque(Int32, width // 2)
        self.gain = dr.opaque(Float, 0.0)  # nothing until the meter has read the rest
        self.knee = dr.opaque(Float, 1.0)  # cd/m² that no beam goes far beyond
        self.veil = dr.opaque(Float, 0.0)  # cd/m² that all of the air sends, and a picture leaves out

    def at(self, direction: Vector3f) -> Color3f:
        """Return the beams' light in a direction."""
        x = (dr.atan2(direction.x, direction.y) * (0.5 / dr.pi) + 0.5) * Float(self._columns) - 0.5
        y = (0.5 - dr.asin(dr.clip(direction.z, -1, 1)) / dr.pi) * Float(self._rows) - 0.5
        x0, y0 = dr.floor(x), dr.floor(y)
        total = Color3f(0)
        for dy in (0, 1):
            for dx in (0, 1):
                column, row = Int32(x0) + dx, dr.clip(Int32(y0) + dy, 0, self._rows - 1)
                column = dr.select(column < 0, column + self._columns, column)
                column = dr.select(column >= self._columns, column - self._columns, column)
                weight = (1 - dr.abs(x - x0 - dx)) * (1 - dr.abs(y - y0 - dy))
                total += dr.gather(Color3f, self._light, UInt32(row * self._columns + column)) * weight
        bright = LUMINANCE[0] * total.x + LUMINANCE[1] * total.y + LUMINANCE[2] * total.z
        kept = self.gain * dr.maximum(1 - self.veil / dr.maximum(bright, 1e-9), 0)
        return total * (kept * dr.rsqrt(1 + dr.square(bright * kept / self.knee)))

    def expose(self, most: float, *, veil: float = 0.0) -> None:
        """Show the beams, the brightest of them not brighter than `most`, cd/m².

        What the air sends in a share `veil` of all directions is left out, so that beams stand in clear air.
        """
        bright = sum((w * c for w, c in zip(LUMINANCE, self._light, strict=True)), Float(0)).numpy()
        low = float(np.quantile(bright, veil)) if veil > 0 else 0.0
        top = float(np.quantile(bright, 0.97)) - low
        self.veil = dr.opaque(Float, low)
        self.knee = dr.opaque(Float, max(KNEE * most, 1e-9))
        self.gain = dr.opaque(Float, min(1.0, most / max(top, 1e-9)))


def haze_of(scene: SceneSpec, shelter_haze: float | None) -> float:
    """Return the share of light that a metre of the air scatters where beams show; 0 where nobody sees any."""
    if shelter_haze is not None:
        return shelter_haze
    is_under_water = scene.site.place is Place.UNDERWATER
    return 0.0 if is_under_water or scene.sun.elevation_deg < 1 else OPEN_AIR * scene.sights.light_shafts


def shafts_of(land: Land, light: Light, width: int, haze: float) -> Shafts:
    """Return the beams around a land's eye; `haze` is the share of light that a metre of the air scatters."""
    width = min(width, WIDEST)
    place, columns = dr.arange(UInt32, width * (width // 2)), dr.opaque(UInt32, width)
    row = place // columns
    column = place - row * columns
    direction = Camera(width).direction(Float(column) + 0.5, Float(row) + 0.5)
    origin = Point3f(land.eye)
    hit = land.trace(origin, direction)
    reach = dr.minimum(dr.select(hit.valid, hit.distance, REACH), REACH)
    if land.indoors is not None:
        reach = dr.minimum(reach, land.indoors.way_out(origin, direction))
    here = Float(Int32(((column & 3) << 2) | (row & 3))) * (1 / 16)
    jitter = here + to_unit(hash_bits(cell_bits(column >> 2, row >> 2, 0x77))) * (1 / 16)
    total = Color3f(0)
    length = dr.maximum(reach - NEAR_LENS, 0) * (1 / STEPS)
    loss = dr.opaque(Float, haze)
    for step in range(STEPS):
        far = NEAR_LENS + length * (step + jitter)
        p = origin + direction * far
        ray = Ray3f(p, light.direction, dr.opaque(Float, 1e6), Float(0), mi.Color0f())
        free = ~land.scene.ray_test(ray, coherent=False)
        colour = Color3f(1) if land.indoors is None else land.indoors.spread(p, light.direction)
        total += dr.select(free, colour * dr.exp(-loss * far), 0)
    forward = dr.maximum(dr.dot(direction, light.direction), 0)
    phase = (1 + FORWARD * forward**4) * (0.25 / dr.pi)
    beams = total * light.key * (length * loss * phase)
    dr.eval(beams, reach)
    for step in (1, 3):
        beams = _smoothed(beams, reach, width, step)
    return Shafts(width, beams)


def _smoothed(light: Color3f, reach: Float, width: int, step: int) -> Color3f:
    place = dr.arange(UInt32, width * (width // 2))
    columns, rows = dr.opaque(Int32, width), dr.opaque(Int32, width // 2)
    row = Int32(place) // columns
    column = Int32(place) - row * columns
    own = dr.gather(Float, reach, place)
    total, weights = dr.gather(Color3f, light, place) * 0.05, Float(0.05)
    steps = [dr.opaque(Int32, (k * 2 - TAPS + 1) * step // 2) for k in range(TAPS)]
    for below in steps:
        for aside in steps:
            x = (column + aside + columns) % columns
            y = dr.clip(row + below, 0, rows - 1)
            there = UInt32(y * columns + x)
            apart = (dr.gather(Float, reach, there) - own) / (APART * own + 0.1)
            weight = dr.exp(-dr.minimum(apart * apart, 60))
            total, weights = total + dr.gather(Color3f, light, there) * weight, weights + weight
    smooth = total / weights
    dr.eval(smooth)
    return smooth
