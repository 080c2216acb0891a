"""The waves of a rough sea as a mesh: crests that stand against the sky and hide what is behind them."""

from __future__ import annotations

import drjit as dr
import numpy as np
from mitsuba import Bool, Float, Point3f

from skyloom.geometry.meshes import Packed
from skyloom.render.ground import EARTH_RADIUS
from skyloom.render.noise import smoothstep
from skyloom.render.relief import Relief
from skyloom.render.water import Waters
from skyloom.world.kinds import Material

AROUND, RINGS = 900, 300
NEAREST, FARTHEST = 9.0, 1500.0  # metres
MIRRORED = 51 | 76 << 8 | 84 << 16 | 255 << 24  # how waves look in each other, as vertex colours are packed


def reach(relief: Relief, x: Float, y: Float) -> Float:
    """Return how much of their full height waves have at a point: none at the camera, on shores and far off."""
    r = dr.sqrt(x * x + y * y)
    share = smoothstep(NEAREST * 1.1, 46, r) * smoothstep(FARTHEST * 0.98, FARTHEST * 0.5, r)
    if relief.form.is_afloat:
        return share
    return share * smoothstep(8, 70, dr.minimum(-relief.inland(x, y), r))


def is_meshed(p: Point3f) -> Bool:
    """Tell where the mesh is the surface of the water."""
    r = dr.sqrt(p.x * p.x + p.y * p.y)
    return (r > NEAREST) & (r < FARTHEST)


def swell_of(waters: Waters, relief: Relief) -> Packed:
    """Return the surface of a rough sea around the camera; 540,000 triangles."""
    radii = np.geomspace(NEAREST, FARTHEST, RINGS)
    angle = np.arange(AROUND) * (2 * np.pi / AROUND)
    x, y = (Float((radii[:, None] * f(angle)).ravel().astype(np.float32)) for f in (np.sin, np.cos))
    z = waters.height(x, y) * reach(relief, x, y) - (x * x + y * y) * (1 / (2 * EARTH_RADIUS))
    index = np.arange(RINGS - 1, dtype=np.uint32)[:, None] * np.uint32(AROUND) + np.arange(AROUND, dtype=np.uint32)
    aside = np.roll(index, -1, axis=1)
    faces = np.stack([index, index + AROUND, aside, aside, index + AROUND, aside + AROUND], -1).reshape(-1, 3)
    position = np.stack([x.numpy(), y.numpy(), z.numpy()], -1)
    count = len(position)
    return Packed(
        position.astype(np.float32),
        faces.astype(np.uint32),
        np.full(count, 512 | 512 << 10 | 1023 << 20, np.uint32),
        np.full(count, MIRRORED, np.uint32),
        np.full(len(faces), int(Material.WATER), np.uint32),
        np.zeros(count, np.uint32),
    )
