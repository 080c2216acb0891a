"""What grows where trees do not: cushions of moss, heath and lichen in patches, with pools between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Point3f

from skyloom.render.noise import fbm2, smoothstep

if TYPE_CHECKING:
    from skyloom.render.materials import Palette

GREEN, DEEP, OCHRE, RED = (0.085, 0.105, 0.022), (0.035, 0.055, 0.016), (0.23, 0.135, 0.03), (0.19, 0.038, 0.022)
LICHEN = (0.36, 0.36, 0.28)


def mossy(palette: Palette, b: Float, c: Float) -> Float:
    """Return the share of the ground that moss and lichen cover."""
    return palette.moss * smoothstep(0.4 - 0.3 * palette.bog, 0.62 - 0.3 * palette.bog, 0.5 * b + 0.5 * c)


def mosses(palette: Palette, p: Point3f, b: Float, c: Float, d: Float, grain: Float) -> Color3f:
    """Return the colour of patches some metres wide: green, ochre and red, sprinkled with pale lichen."""
    tone = fbm2(p.x * (1 / 30.0), p.y * (1 / 30.0), 5, seed=palette.seed ^ 301) + 0.25 * (d - 0.5)
    other = fbm2(p.x * (1 / 40.0), p.y * (1 / 40.0), 5, seed=palette.seed ^ 302) + 0.25 * (d - 0.5)
    moss = dr.lerp(Color3f(*DEEP), Color3f(*GREEN), smoothstep(0.35, 0.6, c))
    moss = dr.lerp(moss, Color3f(*OCHRE), smoothstep(0.5, 0.58, tone))
    moss = dr.lerp(moss, Color3f(*RED), smoothstep(0.54, 0.61, other + 0.1 * (b - 0.5)))
    moss = dr.lerp(moss, Color3f(*LICHEN), smoothstep(0.6, 0.68, d) * 0.7)
    return moss * (0.6 + 0.8 * grain)


def pools(palette: Palette, p: Point3f, b: Float, c: Float) -> Float:
    """Return the share of open water on level ground: pools a few metres wide, none at the camera's feet."""
    low = fbm2(p.x * (1 / 26.0), p.y * (1 / 26.0), 3, seed=palette.seed ^ 303) + 0.12 * (b - 0.5) + 0.06 * (c - 0.5)
    r = dr.sqrt(p.x * p.x + p.y * p.y)
    return palette.bog * smoothstep(0.36, 0.345, low + 0.0002 * r) * smoothstep(4.0, 7.0, r)
