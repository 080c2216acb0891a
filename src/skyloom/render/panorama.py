"""The pipeline: a scene becomes a panorama, strip by strip, so that memory stays bounded."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import Grade, SceneSpec
from skyloom.render.camera import Camera
from skyloom.render.dome import Dome
from skyloom.render.film import Film, dithered, exposure_of
from skyloom.render.frame import Frame, Quality
from skyloom.render.land import Detail, Land

STRIP = 1 << 22  # pixels worked on at once; bounds the memory
PREVIEW = 256  # pixels across the picture that the meter reads


class World:
    """A scene built and lit, ready to be looked at from its eye."""

    def __init__(self, scene: SceneSpec, seed: int, quality: Quality) -> None:
        self.dome = Dome(scene, seed, cloud_points=quality.cloud_points, cloud_steps=quality.cloud_steps)
        self.land = Land.build(scene, seed, Detail(azimuths=quality.azimuths, rings=quality.rings))

    def seen(self, direction: Vector3f, pixel: Float) -> tuple[Color3f, Float]:
        """Return radiance and distance of what the eye sees in each direction."""
        land, dome = self.land, self.dome
        origin = Point3f(land.eye)
        hit = land.trace(origin, direction)

        def ground(direction: Vector3f) -> Color3f:
            shaded = land.shade(hit, origin, direction, pixel, dome.light, dome)
            return dome.aerial(shaded.radiance, hit.distance, origin + direction * hit.distance, direction)

        def sky(direction: Vector3f) -> Color3f:
            return dome.radiance(direction) + dome.disc(direction)

        return dr.if_stmt((direction,), hit.valid, ground, sky), hit.distance


def render(
    scene: SceneSpec,
    seed: int,
    quality: Quality,
    *,
    grades: Sequence[Grade] = (),
    horizon_shift_deg: float = 0.0,
    progress: Callable[[float], None] = lambda _share: None,
) -> Frame:
    """Return the panorama of a scene; the same arguments give the same bytes."""
    clock = _Clock()
    world = World(scene, seed, quality)
    clock.lap("world")
    progress(0.3)
    film = Film(_exposure(world), (scene.grade, *grades))
    clock.lap("preview")
    progress(0.35)
    camera = Camera(quality.width, horizon_shift_deg)
    pixels = np.empty((camera.height, camera.width, 3), np.uint8)
    distance = np.empty((camera.height, camera.width), np.float32)
    rows = max(1, min(camera.height, STRIP // camera.width))
    for first in range(0, camera.height, rows):
        count = min(rows, camera.height - first)
        strip = slice(first, first + count)
        rgb, far = _strip(world, film, camera, first, count)
        for channel in range(3):
            pixels[strip, :, channel] = rgb[channel].numpy().reshape(count, -1)
        distance[strip] = far.numpy().reshape(count, -1)
        progress(0.35 + 0.65 * (first + count) / camera.height)
    clock.lap("pixels")
    return Frame(pixels=pixels, distance=distance, seconds=clock.laps)


def _strip(world: World, film: Film, camera: Camera, first: int, rows: int) -> tuple[list, Float]:
    column, row = camera.pixels(dr.opaque(UInt32, first), rows)
    direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
    radiance, distance = world.seen(direction, dr.opaque(Float, camera.footprint()))
    shown = film.develop(radiance)
    rgb = [dithered(shown[channel], column, row, channel) for channel in range(3)]
    dr.eval(rgb, distance)
    return rgb, distance


def _exposure(world: World) -> float:
    camera = Camera(PREVIEW)
    column, row = camera.pixels(dr.opaque(UInt32, 0), camera.height)
    direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
    radiance, _ = world.seen(direction, dr.opaque(Float, camera.footprint()))
    luminance = 0.2126 * radiance.x + 0.7152 * radiance.y + 0.0722 * radiance.z
    elevation = (0.5 - (np.arange(camera.height) + 0.5) / camera.height) * np.pi
    return exposure_of(luminance.numpy().reshape(camera.height, -1), elevation, world.dome.lux)


class _Clock:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        dr.sync_thread()
        now = time.perf_counter()
        self.laps[stage], self._last = round(now - self._last, 3), now
