"""Heights that buildings stand on: the hill that one crowns, cliffs along a coast, and a headland."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Float

from skyloom.render.noise import fbm2, gradient2, ridged2, smoothstep

if TYPE_CHECKING:
    from skyloom.render.relief import Relief

CRAGS = 0.16  # of a hill's height: how far rock stands out of its flanks
WALL = 15.0  # metres from a headland's level top to the water


def crowned(relief: Relief, x: Float, y: Float, land: Float) -> Float:
    """Return the land with a hill raised in it whose top is level."""
    dx, dy = x - relief.crown_x, y - relief.crown_y
    wide = relief.crown_foot - relief.crown_flat
    d = dr.sqrt(dx * dx + dy * dy)
    lean = 0.42 * gradient2(x / wide * 1.3, y / wide * 1.3, relief.seed ^ 401)
    lean += 0.14 * gradient2(x / wide * 4.1, y / wide * 4.1, relief.seed ^ 402)
    t = dr.clip((relief.crown_foot - d) / wide, 0, 1)
    t = dr.clip(t + lean * 4 * t * (1 - t) * (1 - t), 0, 1)
    share = t * t * (3 - 2 * t)
    flank = 4 * share * (1 - share)
    crags = ridged2(x / wide * 2.6, y / wide * 2.6, 4, seed=relief.seed ^ 403) - 0.45
    return dr.lerp(land, relief.crown_level, share) + relief.crown_high * CRAGS * flank * crags


def headland(relief: Relief, x: Float, y: Float) -> Float:
    """Return the signed distance to the shore of a headland that leaves the coast at its neck, positive on it."""
    ax, ay = x - relief.crown_x, y - relief.crown_y
    bx, by = relief.neck_x - relief.crown_x, relief.neck_y - relief.crown_y
    along = (ax * bx + ay * by) / dr.maximum(bx * bx + by * by, 1)
    share = dr.clip(along, 0, 1.6)
    dx, dy = ax - bx * share, ay - by * share
    wide = (relief.crown_flat + WALL) * (1 - 0.25 * smoothstep(0, 0.5, share) + 0.9 * smoothstep(0.6, 1.6, share))
    return wide - dr.sqrt(dx * dx + dy * dy)


def bluff(relief: Relief, x: Float, y: Float, s: Float) -> Float:
    """Return the height of a cliff `s` metres behind the waterline: boulders, walls, ledges, a worn edge."""
    flutes = 1.6 * gradient2(x * (1 / 6.0), y * (1 / 6.0), relief.seed ^ 411)
    flutes += 3.0 * gradient2(x * (1 / 19.0), y * (1 / 19.0), relief.seed ^ 412)
    u = s + flutes * smoothstep(0, 4, s)
    z = 0.1 * smoothstep(0, 4, u) + 0.34 * smoothstep(2.5, 6, u) + 0.06 * smoothstep(6, 9, u)
    z += 0.3 * smoothstep(7.5, 11, u) + 0.2 * smoothstep(11, 15, u)
    boulders = 0.9 * (fbm2(x * 0.35, y * 0.35, 3, seed=relief.seed ^ 413) - 0.4) * smoothstep(0, 2, s)
    return relief.bluff * z + boulders * smoothstep(14, 5, s)
