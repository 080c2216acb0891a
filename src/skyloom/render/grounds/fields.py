"""Tilled land: a patchwork of fields, each with its crop, its rows and its heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Int32, Vector3f

from skyloom.render.grounds.coat import Coat, plain
from skyloom.render.noise import PRIMES, cell_bits, hash_bits, kept, smoothstep, to_unit, value2

if TYPE_CHECKING:
    from skyloom.render.materials import Palette

LONG, DEEP = 190.0, 85.0  # metres of a field
FURROW = 0.8  # metres between rows
TRAMLINES = 18.0  # metres between a tractor's ways
VERGE = 1.7  # metres of grass round a field
RIPE = (0.36, 0.25, 0.085)
GREEN = (0.07, 0.15, 0.028)
BLOOMING = (0.52, 0.42, 0.02)  # rape


@dataclass(frozen=True)
class Plot:
    """The field that a point lies in."""

    share: Float  # 0 outside all fields
    pick: Float  # 0 to 1; says what grows
    across: Float  # metres across its rows
    along: Float
    tone: Float  # 0 to 1


def plot(palette: Palette, x: Float, y: Float) -> Plot:
    """Return the field at a point."""
    u, v = x * palette.view.y - y * palette.view.x, x * palette.view.x + y * palette.view.y
    u, v = u * 0.94 + v * 0.34, v * 0.94 - u * 0.34
    bend = 26 * (value2(x * (1 / 310.0), y * (1 / 310.0), palette.seed ^ 201) - 0.5)
    u, v = u + bend, v - bend * 0.7
    row = dr.floor(v * (1 / DEEP))
    shift = to_unit(hash_bits(cell_bits(Int32(row), Int32(7), seed=palette.seed))) * LONG
    column = dr.floor((u + shift) * (1 / LONG))
    bits = hash_bits(cell_bits(Int32(column), Int32(row), seed=palette.seed ^ 202))
    pick, other, third = to_unit(bits), to_unit(hash_bits(bits ^ PRIMES[0])), to_unit(hash_bits(bits ^ PRIMES[1]))
    inner_u, inner_v = u + shift - column * LONG, v - row * DEEP
    edge = dr.minimum(dr.minimum(inner_u, LONG - inner_u), dr.minimum(inner_v, DEEP - inner_v))
    r = dr.sqrt(x * x + y * y)
    share = (
        smoothstep(VERGE, VERGE + 0.5, edge) * smoothstep(5, 7, r) * dr.select(other < palette.crops * 1.15, 1.0, 0.0)
    )
    turned = third > 0.5
    return Plot(share, pick, dr.select(turned, inner_u, inner_v), dr.select(turned, inner_v, inner_u), third)


def grown(palette: Palette, here: Plot) -> tuple[Color3f, Float]:
    """Return the colour of what grows in a field and how much of it stands."""
    is_ripe, is_green = here.pick < 0.38, here.pick < 0.62
    is_ploughed = here.pick > 0.84
    colour = dr.select(is_ripe, Color3f(*RIPE), dr.select(is_green, Color3f(*GREEN), Color3f(*BLOOMING)))
    colour = dr.select((here.pick > 0.7) & ~is_ploughed, palette.lush, colour) * (0.85 + 0.3 * here.tone)
    return colour, dr.select(is_ploughed, 0.0, 1.0)


def tilled(palette: Palette, here: Plot, d: Float, footprint: Float) -> Coat:
    """Return the ground of a field: rows of its crop on soil, or bare furrows."""
    colour, stand = grown(palette, here)
    wobble = 0.1 * (d - 0.5)
    sin, cos = dr.sincos((here.across * (1 / FURROW) + wobble) * dr.two_pi)
    near = kept(footprint, FURROW * 0.7)
    soil = palette.soil * (0.55 + 0.5 * d + 0.22 * sin * near)
    rows = dr.lerp(Float(0.85), smoothstep(-0.55, 0.1, sin + 0.7 * (d - 0.5)), near)
    albedo = dr.lerp(soil, colour * (0.55 + 0.65 * d), stand * rows)
    lane = here.across * (1 / TRAMLINES)
    lane = (lane - dr.floor(lane) - 0.5) * TRAMLINES
    tracks = smoothstep(0.32, 0.2, dr.abs(dr.abs(lane) - 0.85))
    albedo = dr.lerp(albedo, palette.soil * 0.8, tracks * 0.7 * kept(footprint, 0.8))
    return plain(albedo, Vector3f(0.25 * cos * near, 0.2 * cos * near, 0))
