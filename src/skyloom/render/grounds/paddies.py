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
MUD = (0.075, 0.055, 0.036)


def step_of(palette: Palette, p: Point3f) -> Float:
    """Return a number of the terrace at a point, 0 to 1."""
    number = Int32(dr.floor(p.z * 1.7 + 0.5))
    plot = Int32(dr.floor(p.x * (1 / 140.0) + 0.5 * value2(p.y * (1 / 60.0), p.z * 0.3, palette.seed ^ 282)))
    return to_unit(hash_bits(cell_bits(number, plot, seed=palette.seed ^ 281)))


def paddy(palette: Palette, p: Point3f, c: Float, d: Float, footprint: Float) -> Coat:
    """Return the flat of a terrace: under water, sprouting, or full of rice."""
    pick = step_of(palette, p)
    sin_x, sin_y = (
        dr.sin((p.x + 0.06 * (d - 0.5)) * (dr.two_pi / ROW)),
        dr.sin((p.y + 0.06 * (c - 0.5)) * (dr.two_pi / ROW)),
    )
    near = kept(footprint, ROW)
    tuft = dr.lerp(Float(0.3), smoothstep(0.15, 0.75, sin_x * sin_y + 0.3 * (d - 0.5)), near)
    is_flooded, is_young, is_tall = pick < 0.4, pick < 0.6, pick < 0.85
    stand = dr.select(is_flooded, 0.25 * tuft, dr.select(is_young, 0.7 * tuft + 0.1, 0.96))
    leaf = dr.select(is_young, Color3f(*YOUNG), dr.select(is_tall, Color3f(*TALL), Color3f(*RIPE)))
    albedo = dr.lerp(Color3f(*MUD) * (0.7 + 0.6 * d), leaf * (0.6 + 0.5 * d + 0.2 * c), stand)
    film = dr.select(is_young, 0.96, 0.0) * (1 - stand)
    return plain(albedo, Vector3f(c - 0.5, d - 0.5, 0) * (0.35 * (1 - film)), film)
