"""Terraced fields: water films, young rice in rows, green and ripe steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Int32, Point3f, Vector3f

from skyloom.render.grounds.coat import Coat, plain
from skyloom.render.noise import cell_bits, hash_bits, kept, smoothstep, to_unit, value2

if TYPE_CHECKING:
    from skyloom.render.materials import Palette

ROW = 0.3  # metres between tufts of rice
YOUNG, TALL, RIPE = (0.10, 0.22, 0.03), (0.055, 0.135, 0.022), (0.40, 0.32, 0.06)
FLOODED, SPROUTING, GREEN = 0.22, 0.5, 0.85  # up to which share of the fields are so; the others are ripe
NEAR = (0.16, 0.49)  # shares that the fields round the camera are drawn from: what stands tall would hide the steps
MUD = (0.075, 0.055, 0.036)


def step_of(palette: Palette, x: Float, y: Float, z: Float) -> Float:
    """Return the number of the field on a terrace at a point, 0 to 1: one step holds a few fields side by side."""
    number = dr.floor(z / palette.terraced + 0.3)
    side = x * palette.view.y - y * palette.view.x
    plot = dr.floor(side * (1 / 45.0) + 1.3 * value2(number * 0.37, 0 * side, palette.seed ^ 282) + number * 0.37)
    return to_unit(hash_bits(cell_bits(Int32(number), Int32(plot), seed=palette.seed ^ 281)))


def rice(palette: Palette, x: Float, y: Float, z: Float) -> tuple[Color3f, Float]:
    """Return the colour of what stands on a terrace and how much of it."""
    r = dr.sqrt(x * x + y * y)
    pick = step_of(palette, x, y, z)
    pick = dr.lerp(NEAR[0] + (NEAR[1] - NEAR[0]) * pick, pick, smoothstep(16, 50, r))
    leaf = dr.select(pick < SPROUTING, Color3f(*YOUNG), dr.select(pick < GREEN, Color3f(*TALL), Color3f(*RIPE)))
    return leaf, dr.select(pick < FLOODED, 0.0, dr.select(pick < SPROUTING, 0.35, 0.9))


def paddy(palette: Palette, p: Point3f, c: Float, d: Float, footprint: Float) -> Coat:
    """Return the flat of a terrace: under water, sprouting, or full of rice."""
    leaf, grown = rice(palette, p.x, p.y, p.z)
    u, v = p.x + 0.06 * (d - 0.5), p.y + 0.06 * (c - 0.5)
    near = kept(footprint, ROW)
    rows = dr.maximum(dr.sin(u * (dr.two_pi / ROW)), 0) * dr.maximum(dr.sin(v * (dr.two_pi / ROW)), 0)
    tuft = dr.lerp(Float(0.7), smoothstep(0.45, 0.95, rows + 0.3 * (d - 0.5)), near)
    stand = dr.select(grown > 0.8, 0.96, dr.select(grown > 0.1, 0.25 + grown, 0.0) * tuft)
    albedo = dr.lerp(Color3f(*MUD) * (0.7 + 0.6 * d), leaf * (0.6 + 0.5 * d + 0.2 * c), stand)
    film = dr.select(grown < 0.8, 0.96, 0.0) * (1 - stand)
    return plain(albedo, Vector3f(c - 0.5, d - 0.5, 0) * (0.35 * (1 - film)), film)
