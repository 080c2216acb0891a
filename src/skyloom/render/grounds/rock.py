"""Bare rock: bedding, blocks, cracks and stains that hold from a mountain's face down to a hand's width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Int32, Point3f

from skyloom.render.noise import cell_bits, cells2, fbm2, hash_bits, kept, smoothstep, to_unit, value2

if TYPE_CHECKING:
    from skyloom.render.materials import Palette

CREAM = (0.62, 0.50, 0.37)
MAROON = (0.20, 0.075, 0.045)
BED = 7.5  # metres; the usual thickness of a stratum


def massive(palette: Palette, p: Point3f, a: Float, b: Float, d: Float, grain: Float, footprint: Float) -> Color3f:
    """Return rock with faint bedding."""
    layer = p.z + 60 * (a - 0.5) + 26 * (b - 0.5)
    thick = (value2(layer * (1 / 31.0), a * 3, palette.seed ^ 6) - 0.5) * kept(footprint, 31)
    thin = (value2(layer * (1 / 5.0), b * 3, palette.seed ^ 7) - 0.5) * kept(footprint, 5)
    tone = dr.clip(0.5 + 0.55 * thick + 0.4 * thin + 0.7 * (grain - 0.5) + 0.5 * (d - 0.5), 0, 1)
    return dr.lerp(palette.rock_dark, palette.rock_light, tone) * (0.72 + 0.5 * b)


def strata(palette: Palette, p: Point3f, c: Float, d: Float, grain: Float, footprint: Float) -> Color3f:
    """Return layered rock: beds of several colours, each its own, with stains that run down."""
    warp = 7 * (fbm2(p.x * (1 / 240.0), p.y * (1 / 240.0), 3, seed=palette.seed ^ 261) - 0.5) + 1.1 * (c - 0.5)
    level = (p.z + warp + 0.012 * p.x) * (1 / BED)
    colour = Color3f(0)
    for scale, weight, salt in ((1.0, 0.62, 262), (4.3, 0.38, 263)):
        at = level * scale
        whole = dr.floor(at)
        part = at - whole
        blend = smoothstep(0.42, 0.58, part)
        low, high = (
            _bed(palette, to_unit(hash_bits(cell_bits(Int32(whole) + k, Int32(3), seed=palette.seed ^ salt))))
            for k in (0, 1)
        )
        seen = kept(footprint, BED / scale)
        colour += weight * dr.lerp(_bed(palette, Float(0.4)), dr.lerp(low, high, blend), seen)
    streak = fbm2((p.x + p.y) * 0.35, p.z * 0.03, 3, footprint=footprint * 0.35, seed=palette.seed ^ 264)
    stain = 0.72 + 0.56 * smoothstep(0.3, 0.7, streak)
    return colour * (stain * (0.66 + 0.45 * grain + 0.3 * d))


def _bed(palette: Palette, pick: Float) -> Color3f:
    tone = dr.lerp(palette.rock_dark, palette.rock_light, smoothstep(0.0, 0.6, pick))
    tone = dr.lerp(tone, Color3f(*CREAM) * dr.maximum(palette.rock_light.x, 0.2) * 2.2, smoothstep(0.78, 0.86, pick))
    return dr.lerp(tone, Color3f(*MAROON) * palette.rock_light.x * 2.4, smoothstep(0.16, 0.1, pick))


def blocks(palette: Palette, u: Float, v: Float, footprint: Float) -> tuple[Float, Float, Float]:
    """Return how dark the joints between blocks are, 0 to 1, and the slopes of the blocks' faces."""
    gap, sx, sy = Float(0), Float(0), Float(0)
    for size, salt, share in ((7.0, 271, 0.2), (1.3, 272, 0.5), (0.28, 273, 0.45)):
        near, second, number = cells2(u * (1 / size), v * (1.6 / size), palette.seed ^ salt)
        seen = kept(footprint, size * 0.35) * share
        gap = dr.maximum(gap, smoothstep(0.09, 0.015, second - near) * seen)
        tilt = to_unit(hash_bits(cell_bits(Int32(number * 65536.0), Int32(5), seed=palette.seed ^ salt)))
        sx, sy = sx + (number - 0.5) * seen, sy + (tilt - 0.5) * seen
    return gap, sx, sy
