"""What a landform says of its ground: where its ice, its lava and its trodden ways run."""

from __future__ import annotations

import drjit as dr
from mitsuba import Float

from skyloom.core.scene import TerrainKind
from skyloom.render.landforms.rocky import near_stream
from skyloom.render.landforms.strange import brink, ice_depth
from skyloom.render.noise import gradient2, smoothstep
from skyloom.render.relief import Relief

UP_TO = 0.55  # of a crowned top's radius: where the way to it ends
BENDS = 3  # of that way
SWING = 0.045  # radians about the height's middle that it swings, for a metre of a path's swing
STREAMS = (-0.55, -0.16, 0.24, 0.7)  # radians; where lava leaves the crater, against the way to the camera


def special(relief: Relief, x: Float, y: Float) -> Float:
    """Return the share of the ground that is a kind's own stuff: a glacier's ice, a volcano's open lava."""
    if relief.form.kind is TerrainKind.GLACIER:
        return smoothstep(0.5, 3.0, ice_depth(relief, x, y))
    if relief.form.kind is TerrainKind.VOLCANO:
        flows = _down_the_cone(relief, x, y)
        is_by_sea = relief.form.water.value != "none"  # the volcano stands across the water
        return flows if is_by_sea else dr.maximum(flows, near_stream(relief, x, y))
    return Float(0) * x


def path(relief: Relief, x: Float, y: Float) -> Float:
    """Return the share of a trodden way that leads from the camera into the view."""
    if relief.form.path_half <= 0:
        return Float(0) * x
    if relief.form.crown_high > 0:
        return winding(relief, x, y)
    ahead, right = relief.along(x, y)
    turn = ahead / relief.path_wave + relief.path_phase
    middle = relief.path_swing * (dr.sin(turn) - dr.sin(relief.path_phase)) * smoothstep(0, 25, dr.abs(ahead))
    middle += relief.hero_aside * smoothstep(0, relief.hero_far, ahead)
    slope = relief.path_swing / relief.path_wave * dr.cos(turn)
    away = dr.abs(right - middle) * dr.rsqrt(1 + slope * slope)
    half = relief.path_half * (1 + 0.12 * gradient2(x * 0.9, y * 0.9, relief.seed ^ 301))
    share = smoothstep(half + 0.28, half - 0.18, away) * smoothstep(900, 500, dr.sqrt(x * x + y * y))
    if relief.form.water.value == "none":
        return share
    return share * smoothstep(0.3, 1.2, relief.inland(x, y))


def winding(relief: Relief, x: Float, y: Float) -> Float:
    """Return the share of a way that winds from behind the camera up to the top of a crowned height."""
    dx, dy = x - relief.crown_x, y - relief.crown_y
    d = dr.sqrt(dx * dx + dy * dy)
    far = dr.sqrt(relief.crown_x * relief.crown_x + relief.crown_y * relief.crown_y)
    length = far - UP_TO * relief.crown_flat
    t = dr.clip((far - d) / length, 0, 1)
    wave, grown = BENDS * dr.pi * t, smoothstep(0, 0.4, t) * relief.path_swing * SWING
    sin, cos = dr.sincos(wave)
    aside = dr.atan2(dx, dy) - dr.atan2(-relief.crown_x, -relief.crown_y) - grown * sin
    aside -= dr.two_pi * dr.round(aside / dr.two_pi)
    slope = d * grown * cos * (BENDS * dr.pi) / length
    away = dr.abs(aside) * d * dr.rsqrt(1 + slope * slope)
    half = relief.path_half * (1 + 0.9 * smoothstep(0.05, 0.5, t))  # a path, then the road of carts
    half *= 1 + 0.15 * gradient2(x * 0.6, y * 0.6, relief.seed ^ 301)
    share = smoothstep(half + 0.3, half - 0.2, away) * smoothstep(UP_TO - 0.08, UP_TO, d / relief.crown_flat)
    return share * smoothstep(1.6, 1.4, d / far)


def kept_ground(relief: Relief, x: Float, y: Float) -> Float:
    """Return the distance inside the ground that is there at all; below -4 m a hanging island has ended."""
    return brink(relief, x, y) if relief.form.kind is TerrainKind.FLOATING else Float(1e3) + 0 * x


def _down_the_cone(relief: Relief, x: Float, y: Float) -> Float:
    ahead, right = relief.along(x, y)
    dx, dy = right - relief.hero_aside, ahead - relief.hero_far
    d = dr.sqrt(dx * dx + dy * dy)
    q = d / relief.hero_wide
    turn = dr.atan2(-dx, -dy)
    wind = 0.35 * gradient2(q * 5, 0 * q, relief.seed ^ 311) + 0.1 * gradient2(q * 19, 0 * q + 3, relief.seed ^ 312)
    share = Float(0)
    for number, heading in enumerate(STREAMS):
        lean = 0.16 * gradient2(relief.turn * 7 + number, relief.slant * 5, relief.seed ^ 313)
        half = (0.03 + 0.01 * (number % 2)) * (1 + 2.2 * smoothstep(0.35, 0.05, q))
        wide = dr.maximum(half * q, 7 / relief.hero_wide)
        reach = 0.55 + 0.4 * dr.abs(gradient2(relief.slant * 9 + number, relief.turn * 3, relief.seed ^ 314))
        away = dr.abs(turn - heading - lean - wind * q * 1.3) * q
        share = dr.maximum(share, smoothstep(wide, wide * 0.4, away) * smoothstep(reach, reach - 0.12, q))
    return dr.maximum(share, smoothstep(0.075, 0.05, q))
