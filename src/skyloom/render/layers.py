"""What surfaces a panorama shows, pixel by pixel: which way they face and what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import drjit as dr
import numpy as np
from mitsuba import Float, UInt8
from numpy.typing import NDArray

from skyloom.core.scene import Grade, SceneSpec
from skyloom.render.camera import Camera
from skyloom.render.frame import Quality
from skyloom.render.panorama import World
from skyloom.render.strips import strips

MIDDLE, REACH = 128.0, 127.0  # of eight bits: 1 to 255 for -1 to 1


def layers_of(
    scene: SceneSpec,
    seed: int,
    quality: Quality,
    *,
    grades: Sequence[Grade] = (),
    horizon_shift_deg: float = 0.0,
    progress: Callable[[float], None] = lambda _share: None,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return normals (h, w, 3) and materials (h, w) of what the middle of each pixel sees.

    A normal's x, y and z in the world frame are 128 + 127 n; the sky has none, 128 thrice.
    """
    world = World(scene, seed, quality, grades)
    progress(0.4)
    camera = Camera(quality.width, horizon_shift_deg)
    normals = np.empty((camera.height, camera.width, 3), np.uint8)
    materials = np.empty((camera.height, camera.width), np.uint8)
    for strip in strips(camera, samples=1, edge_samples=1):
        progress(0.4 + 0.6 * strip.first / camera.height)
        rows = slice(strip.first, strip.first + strip.rows)
        column, row = strip.pixels(camera)
        direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
        normal, _, material = world.surface(direction, dr.opaque(Float, camera.footprint()))
        values = [UInt8(axis * REACH + (MIDDLE + 0.5)) for axis in normal]
        dr.eval(values, material)
        for axis in range(3):
            normals[rows, :, axis] = values[axis].numpy().reshape(strip.rows, -1)
        materials[rows] = material.numpy().reshape(strip.rows, -1)
    return normals, materials
