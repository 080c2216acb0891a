"""Land that one walks on: hills, plains, level ground, dunes, islands, coasts, terraces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Float

from skyloom.render.landforms.parts import distant, landmark, mound, ranges, rolling
from skyloom.render.noise import cells2, fbm2, gradient2, ridged2, smoothstep, value2

if TYPE_CHECKING:
    from skyloom.render.relief import Relief

FLAT_TO = 1500.0  # metres; level ground reaches so far
FOLDS = 2.3  # low ridges to a hill
SWELLS = 66.0  # metres, the long waves of a plain, trough to crest
KOPJES = 820.0  # metres between lone hills
RISER = 0.78  # of a terrace's step the rest is its wall


def hills(relief: Relief, x: Float, y: Float) -> Float:
    """Return hills that leave the view open and rise beside it, one of them the landmark."""
    r = dr.sqrt(x * x + y * y)
    ahead, _ = relief.along(x, y)
    view = smoothstep(0.3, 0.95, ahead / dr.maximum(r, 1))
    u, v = x / relief.wavelength, y / relief.wavelength
    wx, wy = gradient2(u * 0.7, v * 0.7, relief.seed ^ 21), gradient2(u * 0.7, v * 0.7, relief.seed ^ 22)
    u, v = u + 0.25 * wx, v + 0.25 * wy
    hill = fbm2(u, v, 5, gain=0.38, seed=relief.seed)
    hill = smoothstep(0.22, 0.86, hill) * 1.5 - 0.45
    start = relief.start * (1 + 4 * view)
    mask = smoothstep(start * 0.5, start + 500, r) * (1 + 0.9 * smoothstep(1300, 4500, r))
    folds = smoothstep(0.3, 0.75, fbm2(u * FOLDS, v * FOLDS, 4, gain=0.36, seed=relief.seed ^ 23)) - 0.35
    folds *= (
        relief.amplitude * 0.33 * smoothstep(110, 1100, r * (1 - 0.4 * view)) * (1 - 0.9 * smoothstep(-0.1, 0.7, hill))
    )
    hero = relief.hero_high * mound(relief, x, y) * (0.85 + 0.35 * hill)
    return rolling(relief, x, y) + 0.88 * relief.amplitude * hill * mask + folds + hero + distant(relief, x, y, r)


def plains(relief: Relief, x: Float, y: Float) -> Float:
    """Return a wide plain of long swells with lone rocky hills; ranges, and sometimes one mountain, far off."""
    r = dr.sqrt(x * x + y * y)
    swell = fbm2(x / relief.wavelength, y / relief.wavelength, 4, gain=0.4, seed=relief.seed) - 0.5
    long = fbm2(x * (1 / 1700.0), y * (1 / 1700.0), 3, gain=0.4, seed=relief.seed ^ 9) - 0.47
    hero = landmark(relief, x, y)
    hero = hero * hero * (0.75 + 0.5 * ridged2(x * 0.0006, y * 0.0006, 5, seed=relief.seed ^ 8))
    return (
        rolling(relief, x, y)
        + relief.amplitude * 3 * swell * smoothstep(30, 420, r)
        + (SWELLS + relief.amplitude) * long * smoothstep(200, 1500, r)
        + _kopjes(relief, x, y, r)
        + ranges(relief, x, y, r)
        + distant(relief, x, y, r) * smoothstep(2200, 8000, r)
        + relief.hero_high * hero
    )


def _kopjes(relief: Relief, x: Float, y: Float, r: Float) -> Float:
    """Return lone hills of bare rock in a plain, steep-sided and rounded on top, metres."""
    cell = KOPJES
    u, v = x * (1 / cell), y * (1 / cell)
    u += 0.08 * gradient2(u * 6, v * 6, relief.seed ^ 421)
    v += 0.08 * gradient2(u * 6, v * 6, relief.seed ^ 422)
    near, _, number = cells2(u, v, relief.seed ^ 423)
    is_there = smoothstep(0.34, 0.42, number)
    wide = 0.045 + 0.12 * number * number
    dome = smoothstep(wide, wide * 0.5, near)
    rough = 0.62 + 0.45 * fbm2(x * (1 / 60.0), y * (1 / 60.0), 3, seed=relief.seed ^ 424)
    rough += 0.5 * (ridged2(x * (1 / 23.0), y * (1 / 23.0), 4, seed=relief.seed ^ 425) - 0.35)
    return is_there * (11 + 1.2 * relief.amplitude) * (0.4 + number) * dome * rough * smoothstep(190, 380, r)


def level(relief: Relief, x: Float, y: Float) -> Float:
    """Return flat ground to build on, with hills at the horizon."""
    r = dr.sqrt(x * x + y * y)
    unevenness = 0.2 * (fbm2(x * (1 / 210.0), y * (1 / 210.0), 3, seed=relief.seed ^ 3) - 0.5) * smoothstep(60, 500, r)
    u, v = x / relief.wavelength, y / relief.wavelength
    hill = smoothstep(0.3, 0.86, fbm2(u, v, 5, gain=0.38, seed=relief.seed))
    near = relief.amplitude * hill * smoothstep(FLAT_TO, FLAT_TO + 1600, r)
    return unevenness + near + distant(relief, x, y, r) * smoothstep(FLAT_TO, FLAT_TO + 2500, r)


def terraces(relief: Relief, x: Float, y: Float) -> Float:
    """Return a valley whose slopes are cut into steps with a low bund at each edge."""
    h = _valley(relief, x, y) - _valley(relief, 0 * x, 0 * y)
    r = dr.sqrt(x * x + y * y)
    step = relief.step
    t = h / step + 0.32
    floor = dr.floor(t)
    part = t - floor
    bund = 0.16 * smoothstep(RISER - 0.12, RISER - 0.06, part) * smoothstep(RISER + 0.05, RISER - 0.01, part)
    cut = (floor + smoothstep(RISER, 0.97, part)) * step + bund * smoothstep(160, 40, r)
    wild = smoothstep(0.75, 0.95, h / dr.maximum(relief.amplitude * 2.6, 1)) + smoothstep(1500, 2600, r)
    return dr.lerp(cut, h, dr.clip(wild, 0, 1)) + distant(relief, x, y, r)


def _valley(relief: Relief, x: Float, y: Float) -> Float:
    ahead, right = relief.along(x, y)
    bent = ahead + 55 * (fbm2(x / relief.wavelength, y / relief.wavelength, 3, seed=relief.seed) - 0.5)
    swell = 26 * (
        fbm2(x / relief.wavelength * 1.3, y / relief.wavelength * 1.3, 4, gain=0.42, seed=relief.seed ^ 3) - 0.5
    )
    down = relief.descent * 0.9 + 0.17
    away = bent - 150 - 0.12 * dr.abs(right)
    deep = dr.sqrt(away * away + 3600.0)
    deep = deep / (1 + deep * 0.0018) + 0.65 * dr.maximum(away, 0) / (1 + dr.maximum(away, 0) * 0.0016)
    bowl = 0.0011 * right * right / (1 + dr.abs(right) * 0.004)
    return down * deep + swell + bowl / (1 + bowl * 0.004)


def dunes(relief: Relief, x: Float, y: Float) -> Float:
    """Return trains of dunes with sharp brinks."""
    r = dr.sqrt(x * x + y * y)
    u, v = x + relief.stand_x, y + relief.stand_y
    great, _ = _dune_train(relief, u * 0.31, v * 0.31, relief.wavelength * 0.9, 61)
    main, _ = _dune_train(relief, u, v, relief.wavelength, 62)
    small, _ = _dune_train(relief, u + 40, v - 70, relief.wavelength * 0.55, 63)
    z = relief.amplitude * (0.7 * main + 0.35 * dr.maximum(small - main * 0.6, 0) + 3.6 * great)
    small_relief = 0.12 * (fbm2(x * 0.4, y * 0.4, 2, seed=relief.seed ^ 4) - 0.5)
    return z + small_relief * smoothstep(150, 40, r)


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


def islands(relief: Relief, x: Float, y: Float) -> Float:
    """Return the height of islands inland of their beaches."""
    r = dr.sqrt(x * x + y * y)
    hill = fbm2(x / relief.wavelength, y / relief.wavelength, 6, gain=0.45, seed=relief.seed)
    ridge = ridged2(x / relief.wavelength * 0.8, y / relief.wavelength * 0.8, 6, seed=relief.seed ^ 8)
    inland = dr.maximum(relief.inland(x, y), 0)
    body = smoothstep(0, 380, inland)
    hero = landmark(relief, x, y)
    return (
        rolling(relief, x, y) * 0.5
        + 1.2
        + relief.amplitude * body * (0.25 + 0.9 * hill * ridge + 0.2 * smoothstep(900, 2500, r))
        + relief.hero_high * hero * (0.55 + 0.9 * hill * ridge)
    )


def coast(relief: Relief, x: Float, y: Float) -> Float:
    """Return the hills behind a coast."""
    return hills(relief, x, y) + 2.5
