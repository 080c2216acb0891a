"""The land's kernels asked at points: what placing plants and stones needs to know."""

from __future__ import annotations

import drjit as dr
import numpy as np
from mitsuba import Float, Point3f
from numpy.typing import NDArray

from skyloom.render import marks
from skyloom.render.ground import EARTH_RADIUS, Ground
from skyloom.render.materials import Palette
from skyloom.render.noise import smoothstep
from skyloom.render.relief import Relief
from skyloom.world.placing import Look, Site

STEP = 1.5  # metres between the heights that give a slope


def look_at(ground: Ground, palette: Palette, relief: Relief) -> Look:
    """Return a function that tells what the land is like at points, (n, 2) metres."""

    def look(points: NDArray[np.floating]) -> Site:
        if not len(points):
            none = np.zeros(0)
            return Site(none, none, none, none, none, np.zeros((0, 3)), none, none, none)
        x, y = (Float(np.ascontiguousarray(points[:, k], np.float32)) for k in range(2))
        z = ground.height(x, y)
        dx, dy = (ground.height(x + STEP, y) - z) / STEP, (ground.height(x, y + STEP) - z) / STEP
        slope = dr.rsqrt(1 + dx * dx + dy * dy)
        p = Point3f(x, y, z + (x * x + y * y) * (1 / (2 * EARTH_RADIUS)))
        a, b, c, d = palette.bands(p, 0.0)
        height = (p.z - palette.low) / palette.range
        own, way, inside = marks.special(relief, x, y), marks.path(relief, x, y), marks.kept_ground(relief, x, y)
        bare = (1 - dr.clip(way * 1.3, 0, 1)) * (1 - dr.clip(own * 3, 0, 1)) * smoothstep(0.3, 1.0, inside)
        green = palette.watered(p, b, c)
        ahead, right = relief.along(x, y)
        beside = dr.maximum(smoothstep(0.35, 0.6, dr.abs(right) / dr.maximum(ahead, 1)), smoothstep(0, -4, ahead))
        palms = 0.5 * green * smoothstep(0.45, 0.6, c) * smoothstep(0.4, 0.8, p.z) * beside
        woods = dr.maximum(palette.woods(p.x, p.y, p.z, slope), palms) * bare
        growth = dr.maximum(palette.growth(height, slope, b, c, d), 0.9 * green) * (1 - palette.strand(p, b, c, d))
        growth, sward, tilled = palette.planted(p, slope, growth, palette.sward(a, b, c, d))
        growth, woods = growth * bare, woods * (1 - tilled)
        broad, snow = palette.broad(b), palette.snow_at(height, slope, a, b, c)
        way, own = dr.maximum(way, 1 - smoothstep(0.0, 0.6, inside)), own + Float(0)
        dr.eval(z, woods, growth, sward, broad, snow, c, way, own)
        return Site(
            z.numpy(),
            woods.numpy(),
            growth.numpy(),
            broad.numpy(),
            c.numpy(),
            sward.numpy().T,
            snow.numpy(),
            way.numpy(),
            own.numpy(),
        )

    return look
