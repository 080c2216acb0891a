"""Ice, deep water, salt and islands in the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Float

from skyloom.render.landforms.parts import distant, eroded, landmark, rolling
from skyloom.render.landforms.shores import fjord_walls
from skyloom.render.noise import fbm2, gradient2, ridged2, smoothstep

if TYPE_CHECKING:
    from skyloom.render.relief import Relief

CREVASSE = 14.0  # metres between crevasses
BOW = 0.26  # slope of a hanging island towards its edge
BOTTOM = -900.0  # metres; ground below hanging islands, which nobody sees


def salt_flat(relief: Relief, x: Float, y: Float) -> Float:
    """Return a dead level pan with mountains at its far edge."""
    r = dr.sqrt(x * x + y * y)
    start = relief.start * (1 + 0.6 * gradient2(x * 0.0001, y * 0.0001, relief.seed ^ 11))
    mask = smoothstep(start, start + 5000, r)
    hero = landmark(relief, x, y)
    peaks = eroded(relief, x, y)
    return mask * relief.amplitude * dr.maximum(peaks, 0.02) * 0.8 + relief.hero_high * hero * (0.6 + 0.7 * peaks)


def glacier(relief: Relief, x: Float, y: Float) -> Float:
    """Return a tongue of ice that comes down a valley between mountains; the camera stands before its snout."""
    r = dr.sqrt(x * x + y * y)
    ahead, right = relief.along(x, y)
    side = dr.abs(right - 0.12 * dr.maximum(ahead, 0) * relief.slant * 2)
    valley = 760 + 0.26 * dr.abs(ahead)
    wall = smoothstep(valley * 0.75, valley + 1900, side) + smoothstep(2600, 5200, ahead) * 0.7
    wall *= smoothstep(-600, 500, ahead + 0.8 * side - 400)
    range_ = eroded(relief, x, y)
    hero = landmark(relief, x, y)
    rock = wall * relief.amplitude * (0.25 + range_) + relief.hero_high * hero * (0.55 + 0.7 * range_)
    floor = dr.maximum(ahead - 330, 0)
    floor = 0.085 * floor + 90 * smoothstep(1400, 2100, ahead + 0.3 * side)
    rock += floor * smoothstep(1.2, 0.4, dr.abs(right) / dr.maximum(ahead, 1))
    ice = ice_depth(relief, x, y)
    cracks = 1 - dr.abs(
        gradient2((ahead + 0.25 * side) * (1 / CREVASSE), right * (1 / (CREVASSE * 5)), relief.seed ^ 31)
    )
    cut = 5 * smoothstep(0.8, 0.97, cracks) + 1.5 * ridged2(x * (1 / 9.0), y * (1 / 9.0), 3, seed=relief.seed ^ 32)
    ice = ice - cut * smoothstep(2, 14, ice) * smoothstep(2000, 700, r)
    moraine = 3.5 * fbm2(x * (1 / 26.0), y * (1 / 26.0), 4, seed=relief.seed ^ 33) * smoothstep(12, 60, r)
    moraine *= smoothstep(700, 300, r)
    return rolling(relief, x, y) + moraine + rock + dr.maximum(ice, 0) + distant(relief, x, y, r) * 0.6


def ice_depth(relief: Relief, x: Float, y: Float) -> Float:
    """Return how deep the ice of a glacier lies, metres; negative beside it."""
    ahead, right = relief.along(x, y)
    middle = 0.12 * dr.maximum(ahead, 0) * relief.slant * 2
    snout = 46 + 40 * relief.turn + 40 * gradient2(x * (1 / 90.0), y * (1 / 90.0), relief.seed ^ 34)
    half = 480 + 160 * relief.turn + 0.26 * dr.maximum(ahead - 350, 0)
    beside = half - dr.abs(right - middle) + 40 * gradient2(ahead * (1 / 260.0), right * (1 / 900.0), relief.seed ^ 35)
    inside = dr.minimum(ahead - snout - 0.00022 * dr.square(right - middle), beside)
    inside = dr.minimum(inside, (2900 - ahead) * 0.3)  # above lies firn, which is snow's
    front = 27 * smoothstep(0, 26, inside) + 0.5 * dr.clip(inside, -20, 20)
    return front + dr.clip(inside, 0, 1100) * 0.1


def fjord(relief: Relief, x: Float, y: Float) -> Float:
    """Return the steep walls of a sea arm and the mountain that closes it."""
    ahead, _ = relief.along(x, y)
    inland = dr.maximum(fjord_walls(relief, x, y), 0)
    range_ = eroded(relief, x, y)
    steep = smoothstep(0, 760, inland)
    hero = landmark(relief, x, y)
    ledges = (
        60 * (ridged2(x * (1 / 190.0), y * (1 / 190.0), 5, seed=relief.seed ^ 36) - 0.4) * smoothstep(0, 0.15, steep)
    )
    apron = 0.1 * dr.minimum(dr.maximum(relief.shore - ahead, 0), 1500)
    low = rolling(relief, x, y) * 0.6 + 1.5 + apron * (0.6 + range_)
    wall = relief.amplitude * steep * (0.62 + 0.7 * range_)
    return low + dr.maximum(wall + ledges, 0) + relief.hero_high * hero * (0.6 + 0.6 * range_) * steep


def floating(relief: Relief, x: Float, y: Float) -> Float:
    """Return the top of the camera's own hanging island, and a drop at its edge."""
    s = brink(relief, x, y)
    r = dr.sqrt(x * x + y * y)
    swell = fbm2(x / relief.wavelength, y / relief.wavelength, 4, gain=0.42, seed=relief.seed) - 0.5
    ahead, _ = relief.along(x, y)
    top = rolling(relief, x, y) * 0.8 + relief.amplitude * swell * smoothstep(8, 50, r)
    top += relief.amplitude * 0.25 * smoothstep(15, 60, -ahead)
    top -= BOW * dr.maximum(0.7 * r + 0.3 * ahead - 1.5, 0)  # or the rim hides the abyss
    lip = -0.8 * dr.square(dr.clip(1 - s * (1 / 6.0), 0, 1))
    return dr.select(s > 0, top + lip, dr.maximum(top - 0.8 + 2.4 * s, BOTTOM))


def brink(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance inside the edge of the camera's own hanging island."""
    ahead, right = relief.along(x, y)
    size = 26 + 22 * relief.turn
    a, b = (ahead + size - 14) / size, right / (size * 1.3)
    edge = (1 - dr.sqrt(a * a + b * b)) * size
    edge += 6 * (fbm2(x * (1 / 26.0), y * (1 / 26.0), 4, seed=relief.seed ^ 37) - 0.5)
    return edge + 1.1 * gradient2(x * (1 / 2.6), y * (1 / 2.6), relief.seed ^ 38)


def seabed(relief: Relief, x: Float, y: Float) -> Float:
    """Return rippled sand between knolls of rock, falling off into the deep before the camera."""
    r = dr.sqrt(x * x + y * y)
    ahead, right = relief.along(x, y)
    knolls = ridged2(x / relief.wavelength, y / relief.wavelength, 5, seed=relief.seed)
    pile = smoothstep(0.45, 0.9, knolls) * relief.amplitude * smoothstep(12, 42, r + 5 * knolls)
    view = smoothstep(0.5, 0.95, ahead / dr.maximum(r, 1))
    pile *= 1 - 0.75 * view * smoothstep(80, 20, r)
    crust = (
        0.5
        * ridged2(x * (1 / 2.3), y * (1 / 2.3), 3, seed=relief.seed ^ 39)
        * smoothstep(0.02, 0.3, pile / relief.amplitude)
    )
    drop = 60 * smoothstep(45, 230, ahead + 22 * gradient2(right * (1 / 60.0), 0 * right, relief.seed ^ 40))
    rise = 0.1 * dr.maximum(-ahead - 10, 0) / (1 + dr.maximum(-ahead, 0) * 0.004)
    return rolling(relief, x, y) + pile + crust - drop + rise
