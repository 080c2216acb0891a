"""The glow that a lens and an eye put around what is brighter than white."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32
from numpy.typing import NDArray

from skyloom.render.camera import Camera
from skyloom.render.tables import Table

WIDTH = 1024  # pixels of the picture that blooms
BRIGHTEST = 8.0  # times white; what is brighter blooms no more
WHITE = 1.6  # exposed light from which on something blooms
LOBES = ((0.35, 0.045), (1.4, 0.03), (5.0, 0.015))  # width in degrees, share of the light that it spreads
Picture = NDArray[np.float32]


class Bloom:
    """A small panorama of glow, in cd/m², laid over the large one."""

    def __init__(self, glow: Picture) -> None:
        height, width, _ = glow.shape
        colour = Color3f(*(Float(np.ascontiguousarray(glow[..., k]).ravel()) for k in range(3)))
        self._table = Table.of(width, height, colour)

    def at(self, camera: Camera, column: UInt32, row: UInt32) -> Color3f:
        """Return the glow over pixels of a camera."""
        half, tall = dr.opaque(Float, 0.5 / self._table.width), dr.opaque(Float, self._table.height)
        turn = (Float(column) + 0.5) * dr.opaque(Float, 1 / camera.width) - half
        fall = (Float(row) + 0.5) * dr.opaque(Float, 1 / camera.height) * tall - 0.5
        found = self._table.around(turn, fall / (tall - 1))
        return Color3f(found.x, found.y, found.z)


def bloom_of(radiance: Picture, exposure: float, elevation: NDArray[np.floating]) -> Bloom | None:
    """Return the bloom of a small panorama (h, w, 3) in cd/m² whose rows look at `elevation`; None without any."""
    exposed = radiance * exposure
    peak = exposed.max(axis=2, keepdims=True)
    bright = (
        exposed
        * np.clip(1 - WHITE / np.maximum(peak, 1e-6), 0, None)
        * np.minimum(1, BRIGHTEST / np.maximum(peak, 1e-6))
    )
    if not bright.any():
        return None
    glow = sum(share * spread(bright, math.radians(size), elevation) for size, share in LOBES)
    return Bloom((glow / exposure).astype(np.float32))


def spread(picture: Picture, size: float, elevation: NDArray[np.floating]) -> Picture:
    """Return a panorama blurred by a Gaussian of `size` radians on the sphere: rows run over the poles and on."""
    height, width, _ = picture.shape
    reach = height // 4
    over = np.roll(picture, width // 2, axis=1)
    tall = np.concatenate([over[:reach][::-1], picture, over[-reach:][::-1]])
    rows = np.fft.fftfreq(len(tall)) * height / math.pi  # cycles a radian
    falls = np.exp(-2 * (math.pi * size * rows) ** 2)[:, None, None]
    upright = np.fft.ifft(np.fft.fft(tall, axis=0) * falls, axis=0).real[reach : reach + height]
    turns = np.arange(width // 2 + 1) / (2 * math.pi)  # cycles a radian of heading
    wide = size / np.maximum(np.cos(elevation), 1e-3)
    falls = np.exp(-2 * (math.pi * wide[:, None] * turns) ** 2)[..., None]
    blurred: Picture = np.fft.irfft(np.fft.rfft(upright, axis=1) * falls, n=width, axis=1).astype(np.float32)
    return np.maximum(blurred, 0)
