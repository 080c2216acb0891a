"""Lava: a dark crust whose cracks glow, open streams, and veins that shine by night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Point3f, Vector3f

from skyloom.render.grounds.coat import Coat
from skyloom.render.noise import cells2, fbm2, gradient2, kept, smoothstep

if TYPE_CHECKING:
    from skyloom.render.materials import Palette

CRUST = (0.03, 0.027, 0.026)
HOT, WARM = (1.0, 0.33, 0.045), (1.0, 0.10, 0.006)  # linear RGB of 1400 K and 1150 K, the brightest channel 1
CRACK = 0.5  # of an open stream's luminance; inside a crack
FAR_CRACKS = 0.012  # of a crack's heat, what is seen of the ground's where crusts hide most of them
VEIN = 0.14  # cd/m² of what shines by night


def molten(palette: Palette, p: Point3f, c: Float, d: Float, mark: Float, footprint: Float) -> tuple[Coat, Float]:
    """Return lava and how much of the ground it is; `mark` is the share of an open stream."""
    wx, wy = p.x + 0.5 * (d - 0.5) + 1.2 * (c - 0.5), p.y - 0.5 * (d - 0.5)
    ragged = mark + 0.45 * (c - 0.5) * smoothstep(0.02, 0.3, mark)
    stream = smoothstep(0.38, 0.62, ragged)
    field = fbm2(p.x * (1 / 46.0), p.y * (1 / 46.0), 3, seed=palette.seed ^ 241)
    wanted = 0.74 - 0.34 * palette.lava
    active = smoothstep(wanted, wanted + 0.12, field) * smoothstep(9.0, 15.0, dr.sqrt(p.x * p.x + p.y * p.y))
    active = dr.maximum(active, smoothstep(0.12, 0.4, ragged) * 0.9)
    far = dr.lerp(Float(0.1), Float(FAR_CRACKS), smoothstep(0.6, 4.0, footprint))
    heat, shade = Float(0), Float(1)
    for size, salt, wide in ((2.6, 242, 0.075), (0.8, 243, 0.06)):
        near, second, _ = cells2(wx * (1 / size), wy * (1 / size), palette.seed ^ salt)
        edge = second - near
        seen = kept(footprint, size * 0.5)
        line = smoothstep(wide, wide * 0.15, edge)
        heat = dr.maximum(heat, dr.lerp(far, line, seen) * (1.0 if size > 1 else 0.45))
        shade *= dr.lerp(Float(1), 0.7 + 0.6 * smoothstep(0, 0.5, edge), seen)
    heat *= active
    plates = gradient2(wx * 0.7, wy * 0.23, palette.seed ^ 244) + 0.5 * gradient2(
        wx * 2.9, wy * 1.1, palette.seed ^ 245
    )
    open_ = stream * smoothstep(0.45, -0.25, plates)
    glow = dr.lerp(Color3f(*WARM), Color3f(*HOT), dr.maximum(open_, heat * heat))
    emission = glow * (palette.heat * (heat * CRACK + open_ + 0.07 * stream))
    shake = Vector3f(c - 0.5, d - 0.5, 0) * 0.9
    share = dr.clip(dr.maximum(stream, active * 0.85), 0, 1)
    return Coat(Color3f(*CRUST) * (shade * (0.6 + 0.9 * d)), shake, Float(0.08) * d, emission), share


def veins(palette: Palette, p: Point3f, c: Float, footprint: Float) -> Color3f:
    """Return the light of thin veins in the ground, cd/m²: seen by night alone."""
    patch = smoothstep(0.5, 0.7, fbm2(p.x * (1 / 13.0), p.y * (1 / 13.0), 3, seed=palette.seed ^ 251))
    line = dr.abs(gradient2(p.x * 0.55 + c, p.y * 0.55 - c, palette.seed ^ 252))
    fine = dr.abs(gradient2(p.x * 2.3 + c, p.y * 2.3, palette.seed ^ 253))
    share = smoothstep(0.16, 0.0, line) ** 2 * kept(footprint, 1.2) + 0.35 * smoothstep(0.06, 0.0, fine) * kept(
        footprint, 0.12
    )
    return palette.shine * (share * patch * palette.glow * VEIN)
