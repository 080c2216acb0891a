"""Smoke, steam and ash: each plume is drawn once into a picture of its own, which every pixel then looks up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt32, Vector2f, Vector3f, Vector4f

from skyloom.render.light import Sky
from skyloom.render.noise import smoothstep
from skyloom.render.plume_frames import BINS, Frames, room_over, size_of
from skyloom.render.plume_light import STEPS, Body, march
from skyloom.world.built import Plume

if TYPE_CHECKING:
    from skyloom.render.dome import Dome
    from skyloom.render.land import Land

MOST = 32  # plumes of a scene: a bit each
TEXELS = 850_000  # of all plumes together in a picture 8192 wide


class Smoke:
    """The plumes of a scene as the eye sees them; all members are opaque."""

    def __init__(self, frames: Frames, light: Color3f, passed: Float, depth: Vector2f) -> None:
        self._light = dr.ravel(Vector4f(light.x, light.y, light.z, passed))
        self._depth = dr.ravel(depth)
        self._frames, bins = Float(frames.table.ravel()), frames.bins().ravel()
        self._bins, self._far_bins = UInt32(bins), UInt32(bins & frames.far())
        dr.eval(self._light, self._depth, self._frames, self._bins, self._far_bins)

    def over(self, colour: Color3f, distance: Float, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return a colour `distance` metres away behind the smoke before it, and the share of it that passes."""
        return _over(self, self._bins, colour, distance, direction)

    def mirrored(self, colour: Color3f, direction: Vector3f) -> Color3f:
        """Return the sky's colour behind the plumes so far away that water shows them as the eye sees them."""
        far = dr.full(Float, dr.inf, dr.width(direction))
        return _over(self, self._far_bins, colour, far, direction)[0]


class SmokySky:
    """A sky with the far plumes before it, as water mirrors it."""

    def __init__(self, sky: Sky, smoke: Smoke) -> None:
        self._sky, self._smoke = sky, smoke

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light of the sky and of smoke, cd/m²."""
        return self._smoke.mirrored(self._sky.radiance(direction), direction)

    def aerial(self, colour: Color3f, distance: Float, position: Point3f, direction: Vector3f) -> Color3f:
        """Return a colour as seen through air."""
        return self._sky.aerial(colour, distance, position, direction)


def smoke_of(land: Land, dome: Dome, plumes: Sequence[Plume], seed: int, width: int) -> Smoke | None:
    """Draw the plumes of a scene for a picture `width` pixels wide; None where nothing smokes."""
    eye = float(land.eye.z.numpy()[0])
    lowered = (replace(plume, height=min(plume.height, room_over(plume, eye))) for plume in plumes)
    rising = (plume for plume in lowered if plume.height > plume.radius)
    seen = sorted(rising, key=lambda plume: -size_of(plume, eye))[:MOST]
    if not seen:
        return None
    frames = Frames(seen, eye, 2 * np.pi / width, TEXELS * min(1.0, (width / 8192) ** 2) + 20_000)
    body = Body(frames, dome, land, seed)
    index = dr.arange(UInt32, frames.texels)
    counts = np.diff(np.append(frames.table[:, 7], frames.texels)).astype(int)
    which = UInt32(np.repeat(np.arange(len(counts)), counts))
    light, passed, depth = march(body, which, index, dr.opaque(UInt32, STEPS), dr.opaque(Float, eye))
    dr.eval(light, passed, depth)
    return Smoke(frames, light, passed, depth)


@dr.syntax
def _over(smoke: Smoke, bins: UInt32, colour: Color3f, distance: Float, direction: Vector3f) -> tuple[Color3f, Float]:
    columns, lines = BINS
    turn = (dr.atan2(direction.x, direction.y) * (0.5 / dr.pi) + 0.5) * columns
    rise = (0.5 - dr.asin(dr.clip(direction.z, -1, 1)) / dr.pi) * lines
    at = UInt32(dr.clip(rise, 0, lines - 1)) * columns + UInt32(dr.clip(turn, 0, columns - 1))
    left, total = dr.gather(UInt32, bins, at), Float(1)
    while left != 0:
        number = dr.tzcnt(left)  # the farthest first
        left = left & (left - 1)
        one = dr.gather(Vector4f, smoke._frames, number * 2)
        two = dr.gather(Vector4f, smoke._frames, number * 2 + 1)
        ahead = direction.x * one.x + direction.y * one.y
        safe = dr.maximum(ahead, 1e-4)
        x = ((direction.x * one.y - direction.y * one.x) / safe - one.z) / two.x
        y = (direction.z / safe - one.w) / two.x
        if (ahead > 1e-3) & (x > 0) & (y > 0) & (x < two.y - 1.001) & (y < two.z - 1.001):
            i, j = UInt32(x), UInt32(y)
            first, along = UInt32(two.w) + j * UInt32(two.y) + i, UInt32(two.y)
            u, w = x - Float(i), y - Float(j)
            seen, far = Vector4f(0), Vector2f(0)
            for place, weight in (
                (first, (1 - u) * (1 - w)),
                (first + 1, u * (1 - w)),
                (first + along, (1 - u) * w),
                (first + along + 1, u * w),
            ):
                seen += dr.gather(Vector4f, smoke._light, place) * weight
                far += dr.gather(Vector2f, smoke._depth, place) * weight
            before = smoothstep(far.x - far.y, far.x + far.y, distance)
            kept = 1 - (1 - seen.w) * before
            colour = colour * kept + Color3f(seen.x, seen.y, seen.z) * before
            total *= kept
    return colour, total
