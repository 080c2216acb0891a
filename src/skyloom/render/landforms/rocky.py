"""Land of rock: mountains, canyons, badlands, volcanoes, craters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Float, Int32

from skyloom.render.landforms.parts import distant, eroded, landmark, layered, rolling
from skyloom.render.noise import PRIMES, cell_bits, fbm2, gradient2, hash_bits, ridged2, smoothstep, to_unit, value2

if TYPE_CHECKING:
    from skyloom.render.relief import Relief

CRATER_CELLS = ((2100.0, 0.16), (640.0, 0.17), (190.0, 0.18), (57.0, 0.19), (17.0, 0.2), (5.2, 0.2))  # width, depth
CRATER_RIM = 0.2  # of the depth
CAMERA_FREE = 9.0  # metres without craters around the camera
CALDERA = 0.13  # radius of the crater against the cone's foot


def mountains(relief: Relief, x: Float, y: Float) -> Float:
    """Return eroded ranges around an open valley, one peak standing over the view."""
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
    range_ = eroded(relief, x, y)
    hero = landmark(relief, x, y)
    return z + mask * relief.amplitude * range_ + relief.hero_high * hero * (0.55 + 0.75 * range_)


def canyon(relief: Relief, x: Float, y: Float) -> Float:
    """Return walls, mesas and buttes of layered rock, the camera on the floor or, for one turn in three, on a rim."""
    r = dr.sqrt(x * x + y * y)
    ahead, right = relief.along(x, y)
    a = relief.amplitude
    outline = 1.3 * a * (fbm2(x / (a * 2.6), y / (a * 2.6), 4, gain=0.55, seed=relief.seed ^ 12) - 0.5)
    flutes = 0.045 * a * gradient2(x / (a * 0.21), y / (a * 0.21), relief.seed ^ 13)
    flutes += 0.016 * a * gradient2(x / (a * 0.07), y / (a * 0.07), relief.seed ^ 14)
    bend = (
        a
        * 1.6
        * (fbm2(ahead / (a * 6), 0 * ahead, 2, seed=relief.seed ^ 15) - 0.5)
        * smoothstep(0, a * 3, dr.abs(ahead))
    )
    walls = dr.abs(right - bend) - a * (1.25 + 0.5 * relief.slant) - 0.25 * dr.maximum(ahead, 0)
    scattered = (
        (fbm2(x / relief.wavelength, y / relief.wavelength, 3, seed=relief.seed) - 0.585) * relief.wavelength * 1.5
    )
    scattered -= smoothstep(a * 2.6, a * 1.2, r) * relief.wavelength
    is_open = smoothstep(0.3, 0.36, relief.turn)  # buttes on a plain, or walls along the view
    d = dr.maximum(dr.lerp(walls, scattered, is_open), scattered)
    hero = landmark(relief, x, y)
    d = dr.maximum(d, (hero - 0.42) * relief.hero_wide)
    is_rim = smoothstep(0.72, 0.74, relief.turn)
    walls_of = dr.lerp(a, dr.maximum(a, 1.05 * relief.hero_high * smoothstep(0, 0.1, hero)), 1 - is_rim)
    walls_of *= 0.62 + 0.75 * value2(x / (a * 3.1), y / (a * 3.1), relief.seed ^ 18)
    ragged = 0.5 * outline + 0.35 * a * (fbm2(right / a, 0 * ahead, 3, seed=relief.seed ^ 16) - 0.5)
    rim = 0.605 * walls_of + 7 - ahead + ragged * smoothstep(12, 160, r)
    beyond = dr.maximum(rim, ahead - a * 7.5 - relief.wavelength)
    rim = dr.maximum(dr.maximum(beyond, (hero - 0.5) * relief.hero_wide), scattered - 0.3 * relief.wavelength)
    calm = smoothstep(6, 40, r)
    d = dr.lerp(d + outline, rim, is_rim) + flutes * calm
    rock = layered(d, walls_of)
    top = 0.06 * a * (fbm2(x / (a * 0.8), y / (a * 0.8), 4, seed=relief.seed ^ 17) - 0.5) * smoothstep(0, 0.5 * a, d)
    floor = rolling(relief, x, y) + 0.05 * a * (fbm2(x / (2 * a), y / (2 * a), 4, seed=relief.seed ^ 3) - 0.5) * calm
    return floor + rock + top * (1 - is_rim * smoothstep(60, 20, r)) + distant(relief, x, y, r)


def badlands(relief: Relief, x: Float, y: Float) -> Float:
    """Return clay hills cut by branching gullies, and rills between them."""
    r = dr.sqrt(x * x + y * y)
    ahead, _ = relief.along(x, y)
    view = smoothstep(0.55, 0.98, ahead / dr.maximum(r, 1))
    start = relief.start * (1 + 2.2 * view)
    mask = smoothstep(start, start * 3 + 60, r)
    grand = 0.55 + 1.3 * smoothstep(
        0.35, 0.8, fbm2(x / (relief.wavelength * 5), y / (relief.wavelength * 5), 2, seed=relief.seed ^ 9)
    )
    hill = eroded(relief, x, y)
    rills = 1 - ridged2(x * (1 / 7.0), y * (1 / 7.0), 3, seed=relief.seed ^ 18)
    z = relief.amplitude * grand * dr.maximum(hill + 0.05, 0.0) * mask
    z += 1.1 * rills * smoothstep(0.12, 0.4, hill) * mask * smoothstep(700, 120, r)
    return rolling(relief, x, y) * 0.6 + z + distant(relief, x, y, r)


def volcano(relief: Relief, x: Float, y: Float) -> Float:
    """Return a cone with a crater over fields of rough lava."""
    r = dr.sqrt(x * x + y * y)
    u, v = x / relief.wavelength, y / relief.wavelength
    hero = landmark(relief, x, y)
    away = 1 - hero
    ahead, right = relief.along(x, y)
    dx, dy = right - relief.hero_aside, ahead - relief.hero_far
    near = dr.rsqrt(dr.maximum(dx * dx + dy * dy, 1.0))
    fans = ridged2(dx * near * 5 + 3, dy * near * 5 + away, 4, seed=relief.seed ^ 19)
    cone = hero**1.3 * (1 + 0.1 * (fans - 0.5) * smoothstep(0.95, 0.5, hero) * smoothstep(0.0, 0.3, hero))
    rim = (1 - CALDERA) ** 1.3
    crater = smoothstep(CALDERA * 1.15, CALDERA * 0.35, away)
    notch = 0.05 * gradient2(dx * near * 1.6, dy * near * 1.6, relief.seed ^ 20)
    cone = dr.minimum(cone, rim + notch) - 0.13 * crater
    hills_ = smoothstep(0.42, 0.8, fbm2(u, v, 4, gain=0.42, seed=relief.seed)) * 0.09 * relief.amplitude
    field = ridged2(x * (1 / 34.0), y * (1 / 34.0), 4, seed=relief.seed ^ 23) - 0.35
    rough = ridged2(x * (1 / 3.1), y * (1 / 3.1), 3, seed=relief.seed ^ 24) - 0.3
    lava = 3.2 * field * smoothstep(14, 70, r) * smoothstep(2500, 500, r)
    lava += 0.95 * rough * smoothstep(3, 12, r) * smoothstep(260, 60, r)
    stream = near_stream(relief, x, y)  # it fills its bed: no crag stands in it
    lava = lava * (1 - 0.9 * smoothstep(0.0, 0.5, stream)) - 0.5 * stream
    return (
        rolling(relief, x, y)
        + lava
        + relief.hero_high * cone
        + hills_
        * smoothstep(300, 1600, r)
        * (1 - 0.85 * smoothstep(0.5, 0.95, ahead / dr.maximum(r, 1)))
        * smoothstep(0.25, 0.0, hero)
        + distant(relief, x, y, r)
    )


def near_stream(relief: Relief, x: Float, y: Float) -> Float:
    """Return the share of a stream of lava that comes from the cone and passes the camera."""
    ahead, right = relief.along(x, y)
    side = dr.select(relief.slant > 0, 1.0, -1.0)
    grown = smoothstep(0, 120, ahead)
    middle = side * (8.5 - 5 * smoothstep(10, 40, ahead)) + side * 16 * dr.sin(ahead * (1 / 21.0)) * grown
    middle += 26 * gradient2(ahead * (1 / 90.0), 0 * ahead, relief.seed ^ 315) * grown
    wide = 2.2 + 0.012 * dr.maximum(ahead, 0) + 0.8 * gradient2(x * 0.2, y * 0.2, relief.seed ^ 316)
    share = smoothstep(wide, wide * 0.45, dr.abs(right - middle))
    return share * smoothstep(-60, -30, ahead) * smoothstep(900, 600, ahead)


def craters(relief: Relief, x: Float, y: Float) -> Float:
    """Return old ground beaten by craters of all sizes, with the worn rim of a great one behind."""
    r = dr.sqrt(x * x + y * y)
    z, small, foot = _great_bowl(relief, x, y), 0 * x, Float(0)
    for number, (cell, depth) in enumerate(CRATER_CELLS):
        if cell > 100:
            z += _bowls(relief, x, y, cell, depth, 90 + number) - _bowls(relief, foot, foot, cell, depth, 90 + number)
        else:
            small += _bowls(relief, x, y, cell, depth, 90 + number)
    swell = (
        relief.amplitude
        * 1.3
        * (fbm2(x / relief.wavelength, y / relief.wavelength, 5, gain=0.42, seed=relief.seed) - 0.5)
    )
    hero = landmark(relief, x, y)
    massif = (
        relief.hero_high * smoothstep(0, 1, hero) * (0.7 + 0.6 * fbm2(x * 0.0013, y * 0.0013, 5, seed=relief.seed ^ 8))
    )
    return (
        rolling(relief, x, y)
        + z
        + small * smoothstep(3, 12, r)
        + swell * smoothstep(60, 600, r)
        + massif
        + distant(relief, x, y, r)
    )


def _great_bowl(relief: Relief, x: Float, y: Float) -> Float:
    """Return the fresh crater on whose rim the camera stands."""
    ahead, right = relief.along(x, y)
    size = 0.13 * relief.reach
    q = dr.sqrt(dr.square(ahead - size - 7) + dr.square(right - 0.2 * size))
    q = q / size * (1 + 0.09 * (fbm2(x / size * 2.3, y / size * 2.3, 3, seed=relief.seed ^ 89) - 0.5))
    bowl = dr.minimum(q * q, 1) - 1
    rim = 0.24 * dr.exp(-4.5 * dr.square(dr.maximum(q - 1.02, -0.6 * (q - 1.02)))) + 0.05 * smoothstep(2.6, 1.0, q)
    return 0.36 * size * (bowl + rim)


def _bowls(relief: Relief, x: Float, y: Float, cell: float, depth: float, salt: int) -> Float:
    """Return craters, one in each cell: most are small; rims fall off outwards."""
    u, v = x * (1 / cell), y * (1 / cell)
    fu, fv = dr.floor(u), dr.floor(v)
    i, j, u, v = Int32(fu), Int32(fv), u - fu, v - fv
    total = 0 * x
    for dj in (-1, 0, 1):
        for di in (-1, 0, 1):
            bits = hash_bits(cell_bits(i + di, j + dj, seed=relief.seed ^ salt))
            px = u - di - Float(Int32(bits & 0xFFFF)) * (1 / 65536.0)
            py = v - dj - Float(Int32(bits >> 16)) * (1 / 65536.0)
            pick = to_unit(hash_bits(bits ^ PRIMES[1]))
            size = 0.07 + 0.36 * pick * pick * pick
            worn = 0.35 + 0.65 * to_unit(hash_bits(bits ^ PRIMES[2]))
            q = dr.sqrt(px * px + py * py) / size
            centre = size * cell + CAMERA_FREE  # none holds the camera: it would stare at a wall
            foot_x, foot_y = x - px * cell, y - py * cell
            is_clear = smoothstep(0.9, 1.3, dr.sqrt(foot_x * foot_x + foot_y * foot_y) / centre)
            bowl = dr.minimum(q * q, 1) - 1
            rim = CRATER_RIM * dr.exp(-5.5 * dr.square(dr.maximum(q - 0.98, -0.5 * (q - 0.98))))
            rim *= smoothstep(2.6, 1.2, q)
            total += (bowl + rim) * (2 * size * cell * depth) * worn * is_clear * dr.select(q < 2.6, 1.0, 0.0)
    return total
