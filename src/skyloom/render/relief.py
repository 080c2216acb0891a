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
from mitsuba import Float, Int32, UInt32

from skyloom.core.scene import TerrainKind, WaterKind
from skyloom.render.noise import cell_bits, cells2, fbm2, gradient2, hash_bits, ridged2, smoothstep, turned2, value2
from skyloom.world.landform import Landform


class Relief:
    """A landform whose numbers are held by the renderer, so that another seed runs the same kernel."""

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

    def height(self, x: Float, y: Float) -> Float:
        """Return the height of the ground, water's bed included."""
        land = LAND.get(self.form.kind, _hills)(self, x, y)
        if self.form.water is WaterKind.NONE:
            return land
        return self._at_shore(x, y, land)

    def along(self, x: Float, y: Float) -> tuple[Float, Float]:
        """Return a point's distance along the open view and to the right of it."""
        return x * self.sin + y * self.cos, x * self.cos - y * self.sin

    def inland(self, x: Float, y: Float) -> Float:
        """Return the signed distance to the waterline, positive on land."""
        return SHORES[shore_kind(self.form)](self, x, y)

    def _at_shore(self, x: Float, y: Float, land: Float) -> Float:
        s = self.inland(x, y)
        r = dr.sqrt(x * x + y * y)
        cliff = smoothstep(
            1 - self.cliffs * 0.9, 1.12 - self.cliffs * 0.7, value2(x * 0.0023, y * 0.0023, self.seed ^ 77)
        )
        cliff *= smoothstep(60, 170, r)
        width = dr.lerp(Float(70), Float(7), cliff) + smoothstep(300, 2000, r) * 60 * (1 - cliff)
        shelf = 0.65 * (1 - dr.exp(s * self.beach * -1.5)) + dr.minimum(s, 60) * 0.016
        rise = shelf + smoothstep(6, 8 + width * 1.6, s) * dr.maximum(land, 0.2)
        rise += cliff * smoothstep(0, 9, s) * 14
        bed = -self.depth * (1 - dr.exp(dr.minimum(s, 0) * self.beach / self.depth))
        return dr.select(s > 0, rise, bed)


def shore_kind(form: Landform) -> str:
    """Tell which signed distance a landform's waterline follows."""
    if form.is_afloat:
        return "open"
    if form.water is WaterKind.LAKE:
        return "lake"
    return "islands" if form.kind is TerrainKind.ISLANDS else "sea"


def rolling(relief: Relief, x: Float, y: Float) -> Float:
    """Return the ground that one walks on: a knoll under the camera, gentle waves that grow away from it, and bumps."""
    r = dr.sqrt(x * x + y * y)
    ahead, _ = relief.along(x, y)
    z = (
        relief.rolling
        * 2
        * (fbm2(x * (1 / 75.0), y * (1 / 75.0), 3, seed=relief.seed ^ 3) - 0.5)
        * smoothstep(4, 110, r)
    )
    z += relief.knoll * dr.exp(r * r * (-1 / 2600.0))
    bumps = 0.3 * (fbm2(x * 0.55, y * 0.55, 3, seed=relief.seed ^ 4) - 0.5)
    z += (bumps + 0.07 * (fbm2(x * 2.9, y * 2.9, 2, seed=relief.seed ^ 6) - 0.5)) * smoothstep(150, 40, r)
    beyond, behind = dr.maximum(ahead - 8, 0), dr.maximum(-ahead - 12, 0)
    return z - relief.descent * (beyond / (1 + beyond * 0.0014) - 0.8 * behind / (1 + behind * 0.003))


def _mountains(relief: Relief, x: Float, y: Float) -> Float:
    r = dr.sqrt(x * x + y * y)
    ahead, _ = relief.along(x, y)
    view = dr.maximum(ahead / dr.maximum(r, 1), 0)
    start = (
        relief.start * (1 + 2.4 * view * view * view) * (0.6 + 0.8 * value2(x * 0.0004, y * 0.0004, relief.seed ^ 11))
    )
    mask = smoothstep(start, start + 2400, r)
    z = rolling(relief, x, y) + 70 * (
        fbm2(x * (1 / 700.0), y * (1 / 700.0), 4, seed=relief.seed ^ 5) - 0.45
    ) * smoothstep(60, 900, r)
    return z + mask * relief.amplitude * eroded(relief, x, y)


def eroded(relief: Relief, x: Float, y: Float) -> Float:
    """Return mountains with gullies that run downhill and branch, about -0.1 to 1."""
    u, v = x / relief.wavelength, y / relief.wavelength
    wx, wy = gradient2(u * 1.1, v * 1.1, relief.seed ^ 21), gradient2(u * 1.1, v * 1.1, relief.seed ^ 22)
    u, v = u + 0.3 * wx, v + 0.3 * wy
    e = 0.01
    h = _crests(u, v, 5, relief.seed)
    sx = (_crests(u + e, v, 4, relief.seed) - _crests(u - e, v, 4, relief.seed)) * (0.5 / e)
    sy = (_crests(u, v + e, 4, relief.seed) - _crests(u, v - e, 4, relief.seed)) * (0.5 / e)
    frequency, amplitude, total = 5.0, 0.05, Float(0)
    for octave in range(5):
        wave, gx, gy = gullies(u * frequency, v * frequency, sx, sy, relief.seed ^ (31 + octave))
        fade = smoothstep(0.2, 1.6, dr.sqrt(sx * sx + sy * sy))  # crests stay whole, or they become combs
        total += amplitude * (wave - 0.35) * fade
        sx, sy = sx + gx * fade * (amplitude * frequency), sy + gy * fade * (amplitude * frequency)
        frequency, amplitude = frequency * 2.0, amplitude * 0.46
    return h - 0.16 + total * smoothstep(0.05, 0.35, h)


def _crests(x: Float, y: Float, octaves: int, seed: UInt32) -> Float:
    """Return ridged octaves whose crests are rounded, 0 to about 1; high ground carries more detail."""
    total, weight, share, amplitude = Float(0), Float(1), 0.0, 1.0
    for _ in range(octaves):
        n = gradient2(x, y, seed)
        ridge = 1 - dr.sqrt(n * n + 0.003)
        ridge = ridge * ridge * weight
        weight = dr.clip(ridge * 1.7 - 0.1, 0, 1)
        total += amplitude * ridge
        share, amplitude = share + amplitude, amplitude * 0.42
        x, y = turned2(x, y)
    return total * (1.0 / share)


def gullies(x: Float, y: Float, slope_x: Float, slope_y: Float, seed: UInt32) -> tuple[Float, Float, Float]:
    """Return stripes that run down a slope, -1 to 1, and their derivatives (after Clay John's eroded terrain noise)."""
    fx, fy = dr.floor(x), dr.floor(y)
    i, j, u, v = Int32(fx), Int32(fy), x - fx, y - fy
    length = dr.sqrt(slope_x * slope_x + slope_y * slope_y) + 1e-4
    scale = dr.minimum(length, 1.2) / length * dr.two_pi * 0.8
    across_x, across_y = -slope_y * scale, slope_x * scale
    wave, wx, weights = Float(0), Float(0), Float(0)
    for dj in (-1, 0, 1, 2):
        for di in (-1, 0, 1, 2):
            bits = hash_bits(cell_bits(i + di, j + dj, seed=seed))
            px = u - di - Float(Int32(bits & 0xFFFF)) * (0.5 / 65536)
            py = v - dj - Float(Int32(bits >> 16)) * (0.5 / 65536)
            weight = dr.exp(-2 * (px * px + py * py))
            sin, cos = dr.sincos(px * across_x + py * across_y)
            wave, wx, weights = wave + cos * weight, wx - sin * weight, weights + weight
    return wave / weights, wx / weights * across_x, wx / weights * across_y


def _hills(relief: Relief, x: Float, y: Float) -> Float:
    r = dr.sqrt(x * x + y * y)
    ahead, _ = relief.along(x, y)
    view = smoothstep(0.3, 0.95, ahead / dr.maximum(r, 1))
    u, v = x / relief.wavelength, y / relief.wavelength
    wx, wy = gradient2(u * 0.7, v * 0.7, relief.seed ^ 21), gradient2(u * 0.7, v * 0.7, relief.seed ^ 22)
    u, v = u + 0.25 * wx, v + 0.25 * wy
    hill = fbm2(u, v, 5, gain=0.38, seed=relief.seed)
    hill = smoothstep(0.22, 0.86, hill) * 1.5 - 0.45
    start = relief.start * (1 + 5 * view)
    mask = smoothstep(start * 0.5, start + 500, r)
    return rolling(relief, x, y) + relief.amplitude * hill * mask + _far(relief, x, y, r)


def _far(relief: Relief, x: Float, y: Float, r: Float) -> Float:
    """Return ranges of hills that rise towards the horizon, one behind the other."""
    far = fbm2(x * (1 / 5200.0) + 3, y * (1 / 5200.0), 6, gain=0.46, seed=relief.seed ^ 41)
    near = fbm2(x * (1 / 2300.0), y * (1 / 2300.0) + 7, 5, gain=0.44, seed=relief.seed ^ 42)
    z = relief.far * 3.2 * dr.maximum(far - 0.4, 0) * smoothstep(3500, 14000, r)
    return z + relief.far * 1.1 * dr.maximum(near - 0.38, 0) * smoothstep(900, 3500, r)


def _plains(relief: Relief, x: Float, y: Float) -> Float:
    r = dr.sqrt(x * x + y * y)
    swell = fbm2(x / relief.wavelength, y / relief.wavelength, 4, gain=0.4, seed=relief.seed) - 0.5
    return (
        rolling(relief, x, y)
        + relief.amplitude * 2 * swell * smoothstep(20, 400, r)
        + _far(relief, x, y, r) * smoothstep(4000, 12000, r)
    )


def _dunes(relief: Relief, x: Float, y: Float) -> Float:
    r = dr.sqrt(x * x + y * y)
    u, v = x + relief.stand_x, y + relief.stand_y
    great, _ = _dune_train(relief, u * 0.31, v * 0.31, relief.wavelength * 0.9, 61)
    main, _ = _dune_train(relief, u, v, relief.wavelength, 62)
    small, _ = _dune_train(relief, u + 40, v - 70, relief.wavelength * 0.55, 63)
    z = relief.amplitude * (0.7 * main + 0.35 * dr.maximum(small - main * 0.6, 0) + 3.6 * great)
    small_relief = 0.12 * (fbm2(x * 0.4, y * 0.4, 2, seed=relief.seed ^ 4) - 0.5)
    return z + small_relief * smoothstep(150, 40, r)


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


def _dune_train(relief: Relief, x: Float, y: Float, length: Float, salt: int) -> tuple[Float, Float]:
    """Return transverse dunes, 0 to 1: a long windward slope, a sharp brink, a slip face; and the phase in the wave."""
    wind = relief.seed ^ salt
    warp = 0.5 * (fbm2(x / length * 0.33, y / length * 0.9, 2, seed=wind) - 0.5) * 2
    phase = y / length * 0.35 + x / length + warp * 0.8 + 0.12 * gradient2(x / length * 1.1, y / length * 1.9, wind ^ 5)
    t = phase - dr.floor(phase)
    rise = t * (1 / 0.74)
    rise = dr.minimum(rise, 1)
    windward = rise * rise * (3 - 2 * rise) * 0.55 + rise * 0.45
    lee = dr.maximum(1 - (t - 0.74) * (1 / 0.26), 0)
    shape = dr.select(t < 0.74, windward, lee)
    return shape * (0.35 + 0.65 * value2(x / length * 0.4, y / length * 0.4, wind ^ 9)), t


def _islands(relief: Relief, x: Float, y: Float) -> Float:
    r = dr.sqrt(x * x + y * y)
    hill = fbm2(x / relief.wavelength, y / relief.wavelength, 6, gain=0.45, seed=relief.seed)
    ridge = ridged2(x / relief.wavelength * 0.8, y / relief.wavelength * 0.8, 6, seed=relief.seed ^ 8)
    inland = dr.maximum(relief.inland(x, y), 0)
    body = smoothstep(0, 380, inland)
    return (
        rolling(relief, x, y) * 0.5
        + 1.2
        + relief.amplitude * body * (0.25 + 0.9 * hill * ridge + 0.2 * smoothstep(900, 2500, r))
    )


def _coast(relief: Relief, x: Float, y: Float) -> Float:
    return _hills(relief, x, y) + 2.5


def _lake_shore(relief: Relief, x: Float, y: Float) -> Float:
    ahead, right = relief.along(x, y)
    ahead = ahead - relief.shore - relief.reach
    a = ahead / relief.reach
    b = right / (relief.reach * 1.5)
    d = (dr.sqrt(a * a + b * b) - 1) * relief.reach
    return d - _cape(relief, right) + _ragged(relief, x, y)


def _sea_shore(relief: Relief, x: Float, y: Float) -> Float:
    ahead, right = relief.along(x, y)
    bay = 0.00022 * right * right / (1 + dr.abs(right) * 0.0012)
    return relief.shore - ahead - _cape(relief, right) + bay * 1.3 + _ragged(relief, x, y)


def _cape(relief: Relief, right: Float) -> Float:
    """Return how far the waterline falls back beside the camera, which stands on a small cape."""
    side = dr.sqrt(right * right + 16) - 4
    return (relief.cape * side + relief.slant * right) / (1 + side * 0.012)


def _island_shore(relief: Relief, x: Float, y: Float) -> Float:
    ahead, right = relief.along(x, y)
    size = relief.reach * 0.34
    own = (
        1 - dr.sqrt(dr.square((ahead + size * 0.992) / size) + dr.square(right / (size * 1.5)))
    ) * size + relief.shore * 0.9
    cell = relief.wavelength * 1.9
    near, _, number = cells2(x / cell + 0.3, y / cell + 0.7, relief.seed ^ 51)
    r = dr.sqrt(x * x + y * y)
    other = ((0.04 + 0.38 * number * number) - near) * cell - smoothstep(1400, 300, r) * 500
    return dr.maximum(own, other) + _ragged(relief, x, y)


def _ragged(relief: Relief, x: Float, y: Float) -> Float:
    """Return the raggedness of a waterline: none at the camera, capes and bays farther off."""
    r = dr.sqrt(x * x + y * y)
    small = 1.5 * gradient2(x * (1 / 4.7), y * (1 / 4.7), relief.seed ^ 74) * smoothstep(1.5, 9, r)
    fine = small + 7 * gradient2(x * (1 / 23.0), y * (1 / 23.0), relief.seed ^ 71) * smoothstep(10, 60, r)
    capes = 60 * (fbm2(x * (1 / 260.0), y * (1 / 260.0), 4, seed=relief.seed ^ 72) - 0.5) * smoothstep(50, 320, r)
    land = 700 * (fbm2(x * (1 / 2600.0), y * (1 / 2600.0), 3, seed=relief.seed ^ 73) - 0.5) * smoothstep(400, 2600, r)
    return fine + capes + land


def _open_sea(relief: Relief, x: Float, y: Float) -> Float:
    cell = Float(5200)
    near, _, number = cells2(x / cell + 0.3, y / cell + 0.7, relief.seed ^ 51)
    return ((0.02 + 0.16 * number) - near) * cell - 60 + _ragged(relief, x, y) * 0.5


LAND: Mapping[TerrainKind, Callable[[Relief, Float, Float], Float]] = {
    TerrainKind.MOUNTAINS: _mountains,
    TerrainKind.HILLS: _hills,
    TerrainKind.DUNES: _dunes,
    TerrainKind.PLAINS: _plains,
    TerrainKind.ISLANDS: _islands,
    TerrainKind.COAST: _coast,
}
SHORES: Mapping[str, Callable[[Relief, Float, Float], Float]] = {
    "lake": _lake_shore,
    "sea": _sea_shore,
    "islands": _island_shore,
    "open": _open_sea,
}
