"""What can be said of the shapes in a picture that came without any: how far things are and which way they face.

All of it is an estimate: the ground is a plane under a standing eye, what rises over the horizon stands far away,
and a picture without a sky shows a room.
"""

from __future__ import annotations

import math

import numpy as np

from skyloom.imaging.bands import Floats, blurred

EYE = 1.7  # metres above the ground
FARTHEST = 1500.0  # metres, of the ground and of what stands behind it
WALL, CEILING = 4.5, 1.6  # metres from the eye, where there is no sky
BUMP = 6.0  # how strongly the gradient of lightness tilts a normal


def distance(sky: Floats, horizon_deg: float, *, is_open: bool) -> Floats:
    """Return the distance along the ray of each pixel (h, 2 h), metres; infinity where the sky (0 to 1) is seen."""
    elevation = _elevation(len(sky), horizon_deg)
    sine, cosine = np.sin(elevation), np.maximum(np.cos(elevation), 1e-3)
    floor = EYE / np.maximum(-sine, 1e-4)
    far = np.full_like(sine, FARTHEST) / np.maximum(cosine, 0.2)
    if not is_open:
        far = np.minimum(WALL / cosine, CEILING / np.maximum(sine, 1e-4))
    row = np.minimum(floor, far).astype(np.float32)
    return np.where(sky > 0.5, np.float32(np.inf), row[:, None]).astype(np.float32)


def normals(light: Floats, sky: Floats, horizon_deg: float) -> Floats:
    """Return the normals (h, 2 h, 3), world frame, of a picture's lightness (h, 2 h); zero where the sky is."""
    height, width = light.shape
    elevation = _elevation(height, horizon_deg)[:, None]
    heading = ((np.arange(width, dtype=np.float32) + 0.5) / width - 0.5)[None] * np.float32(2 * math.pi)
    smooth = blurred(light, width / 2048)
    across = np.roll(smooth, -1, axis=1) - np.roll(smooth, 1, axis=1)
    down = np.gradient(smooth, axis=0) * 2
    slope = np.float32(BUMP * width / 2048)
    upright = np.clip((np.degrees(elevation) + 4) / 6, 0, 1)
    out_x, out_y = -np.sin(heading) * upright, -np.cos(heading) * upright
    right_x, right_y = np.cos(heading), -np.sin(heading)
    normal = np.stack(
        [
            out_x - slope * across * right_x,
            out_y - slope * across * right_y,
            np.broadcast_to(1 - upright + 0.25, light.shape) + slope * down,
        ],
        axis=-1,
    )
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-6)
    return np.where(sky[..., None] > 0.5, 0, normal).astype(np.float32)


def _elevation(height: int, horizon_deg: float) -> Floats:
    """Return the elevation over the horizon of each row, radians; the poles stay."""
    place = 1 - 2 * (np.arange(height, dtype=np.float32) + 0.5) / height
    shift = np.float32(horizon_deg / 90)
    return np.asarray(0.5 * math.pi * (place - shift * (1 - place * place) / (1 - shift * shift)), np.float32)
