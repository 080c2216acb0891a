"""Signed distances to the waterline, positive on land."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Float

from skyloom.render.landforms.heights import headland
from skyloom.render.landforms.parts import landmark
from skyloom.render.noise import cells2, fbm2, gradient2, ridged2, smoothstep, value2

if TYPE_CHECKING:
    from skyloom.render.relief import Relief

DROWNED = 0.16  # share of a volcano's foot that lies under the sea
FOOTHOLD = 2.6  # metres of firm ground around the camera in a swamp


def lake_shore(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to the shore of a lake before the camera."""
    ahead, right = relief.along(x, y)
    ahead = ahead - relief.shore - relief.reach
    a = ahead / relief.reach
    b = right / (relief.reach * 1.5)
    d = (dr.sqrt(a * a + b * b) - 1) * relief.reach
    return d - _cape(relief, right) + _ragged(relief, x, y)


def sea_shore(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to a coast with a bay."""
    ahead, right = relief.along(x, y)
    bay = 0.00022 * right * right / (1 + dr.abs(right) * 0.0012)
    ragged = _ragged(relief, x, y)
    coast = relief.shore - ahead - _cape(relief, right) + bay * 1.3 + ragged
    return dr.maximum(coast, headland(relief, x, y) + 0.5 * ragged) if relief.form.bluff > 0 else coast


def volcano_shore(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to a coast with a bay, and to the foot of a volcano that stands in the sea before it."""
    return dr.maximum(sea_shore(relief, x, y), (landmark(relief, x, y) - DROWNED) * relief.hero_wide)


def _cape(relief: Relief, right: Float) -> Float:
    """Return how far the waterline falls back beside the camera, which stands on a small cape."""
    side = dr.sqrt(right * right + 16) - 4
    return (relief.cape * side + relief.slant * right) / (1 + side * 0.012)


def island_shore(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to the camera's own island and others."""
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


def open_sea(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to far islands in an open sea."""
    cell = Float(5200)
    near, _, number = cells2(x / cell + 0.3, y / cell + 0.7, relief.seed ^ 51)
    return ((0.02 + 0.16 * number) - near) * cell - 60 + _ragged(relief, x, y) * 0.5


def river_shore(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to the bank of a river that comes out of the view, swings and passes the camera."""
    ahead, right = relief.along(x, y)
    side = dr.select(relief.slant > 0, 1.0, -1.0)
    wave = relief.reach * 2.6
    grown = smoothstep(-20, 90, dr.abs(ahead))
    swing = relief.reach * 1.9 * (dr.sin(ahead / wave + 0.4) - 0.389) * grown
    broad = (fbm2(ahead * (1 / 420.0), 0 * ahead, 3, seed=relief.seed ^ 72) - 0.5) * dr.minimum(dr.abs(ahead), 1500)
    middle = side * (relief.reach + relief.shore) + swing + broad
    slope = dr.abs(relief.reach * 1.9 / wave * dr.cos(ahead / wave + 0.4) * grown)
    width = relief.reach * (1 + 0.25 * (value2(ahead * (1 / 60.0), 0 * ahead, relief.seed ^ 75) - 0.5))
    return (dr.abs(right - middle) - width) * dr.rsqrt(1 + 0.6 * slope * slope) + _fringe(relief, x, y)


def swamp_shore(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to the edge of the nearest of many shallow pools; the camera stands on firm ground."""
    r = dr.sqrt(x * x + y * y)
    ahead, right = relief.along(x, y)
    pools = fbm2(x * (1 / 34.0), y * (1 / 34.0), 4, gain=0.55, seed=relief.seed ^ 76) - 0.56
    tussocks = gradient2(x * (1 / 1.7), y * (1 / 1.7), relief.seed ^ 74)
    channel = dr.abs(right + 12 * gradient2(ahead * (1 / 40.0), 0 * ahead, relief.seed ^ 78)) - 5
    s = dr.minimum(pools * 42, channel * 0.8 + smoothstep(6, 1, ahead) * 30) + 0.5 * tussocks
    s = dr.minimum(s, 4.5)  # low ground: the land's own swells would hide the pools
    bank = 0.55 * (FOOTHOLD - r) + 0.35 * tussocks
    return dr.maximum(s + 1.5 * dr.exp(r * r * (-1 / 9.0)), bank) + smoothstep(900, 2500, r) * 40


def fjord_shore(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance to the shore of a sea arm that leads away between walls."""
    ahead, right = relief.along(x, y)
    r = dr.sqrt(x * x + y * y)
    own = relief.shore - ahead - _cape(relief, right) * 0.6
    s = dr.maximum(fjord_walls(relief, x, y), own)
    return s + _ragged(relief, x, y) * smoothstep(500, 60, r)


def fjord_walls(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance behind the foot of a fjord's walls, which bend and close far ahead."""
    ahead, right = relief.along(x, y)
    r = dr.sqrt(x * x + y * y)
    bend = relief.reach * (relief.slant * 2) * smoothstep(900, 6500, ahead)
    wide = relief.reach * 0.7 * (1 - 0.35 * smoothstep(0, 3000, ahead)) + 120 + 0.25 * dr.maximum(-ahead, 0)
    walls = dr.abs(right - relief.slant * relief.reach * 0.5 - bend) - wide
    walls += 240 * (fbm2(x * (1 / 1100.0), y * (1 / 1100.0), 4, seed=relief.seed ^ 73) - 0.5) * smoothstep(150, 900, r)
    walls -= (
        130 * (ridged2(x * (1 / 460.0), y * (1 / 460.0), 4, seed=relief.seed ^ 79) - 0.45) * smoothstep(200, 700, r)
    )
    return dr.maximum(walls, ahead - relief.hero_far * 0.8)


def _fringe(relief: Relief, x: Float, y: Float) -> Float:
    r = dr.sqrt(x * x + y * y)
    return (
        0.9 * gradient2(x * (1 / 4.7), y * (1 / 4.7), relief.seed ^ 74) * smoothstep(1.5, 9, r) * smoothstep(200, 60, r)
    )
