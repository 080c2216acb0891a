"""Colours of surfaces where rays meet them, with Dr.Jit. Import after `backend.start()`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Int32, Point2f, UInt32
from numpy.typing import NDArray

from bench.interior.surfaces import Pattern, Surface
from skyloom.render.noise import cell_bits, hash_unit, value2

SHEER_FOLD = 0.09  # metres


class Plate:
    """A picture (h, w, channels) to look up, between pixels; of any size with the same kernel."""

    def __init__(self, pixels: NDArray[np.float32]) -> None:
        self._channels = [Float(np.ascontiguousarray(pixels[..., k]).ravel()) for k in range(pixels.shape[2])]
        self._height, self._width = (dr.opaque(UInt32, size) for size in pixels.shape[:2])

    def at(self, across: Float, down: Float) -> list[Float]:
        """Return the channels at shares of the width and the height, 0 to 1."""
        x, y = across * Float(self._width) - 0.5, down * Float(self._height) - 0.5
        left, top = Int32(dr.floor(x)), Int32(dr.floor(y))
        u, v = x - Float(left), y - Float(top)
        columns = [UInt32(dr.clip(left + k, 0, Int32(self._width) - 1)) for k in (0, 1)]
        rows = [UInt32(dr.clip(top + k, 0, Int32(self._height) - 1)) * self._width for k in (0, 1)]

        def between(channel: Float) -> Float:
            a, b, c, d = (dr.gather(Float, channel, row + column) for row in rows for column in columns)
            return dr.lerp(dr.lerp(a, b, u), dr.lerp(c, d, u), v)

        return [between(channel) for channel in self._channels]


class Surfaces:
    """A room's surfaces as tables."""

    def __init__(self, surfaces: Sequence[Surface], pictures: NDArray[np.float32]) -> None:
        def column(name: str, kind: Any = Float) -> Any:
            values = np.array([getattr(surface, name) for surface in surfaces])
            return kind(values.astype(np.float32 if kind is Float else np.uint32).ravel())

        self._names = ("scale", "gloss", "rough", "glow", "through", "veil")
        self._numbers = {name: column(name) for name in self._names}
        self._whole = {name: column(name, UInt32) for name in ("pattern", "kind", "picture")}
        self._colours = {name: column(name) for name in ("colour", "second", "glow_colour")}
        self._count = dr.opaque(Float, len(pictures))
        self._pictures = Plate(np.concatenate(list(pictures)))

    def kind(self, number: UInt32) -> UInt32:
        """Return `Kind`s."""
        return dr.gather(UInt32, self._whole["kind"], number)

    def mean(self, number: UInt32) -> Color3f:
        """Return colours without their pattern."""
        pattern = dr.gather(UInt32, self._whole["pattern"], number)
        mean = dr.gather(Color3f, self._colours["colour"], number)
        mixed = (mean + dr.gather(Color3f, self._colours["second"], number)) * 0.5
        is_mixed = (pattern == int(Pattern.PLANKS)) | (pattern == int(Pattern.STRIPES)) | (pattern == int(Pattern.RUG))
        return dr.select(pattern == int(Pattern.PICTURE), Color3f(0.3), dr.select(is_mixed, mixed, mean))

    def through(self, number: UInt32) -> Float:
        """Return the share of daylight that shines through."""
        return dr.gather(Float, self._numbers["through"], number)

    def veil(self, number: UInt32) -> Float:
        """Return what sheers hide on average."""
        return dr.gather(Float, self._numbers["veil"], number)

    def woven(self, number: UInt32, along: Float) -> Float:
        """Return what a sheer hides at a place along its folds, metres."""
        veil = self.veil(number)
        fold = 0.5 + 0.5 * dr.sin(along * (dr.two_pi / SHEER_FOLD) + 3 * value2(along * 4, veil * 9))
        return dr.clip(veil * (0.8 + 0.45 * fold), 0, 0.97)

    def gloss(self, number: UInt32) -> tuple[Float, Float]:
        """Return reflectances straight on and how rough they are."""
        return dr.gather(Float, self._numbers["gloss"], number), dr.gather(Float, self._numbers["rough"], number)

    def glow(self, number: UInt32, colour: Color3f) -> Color3f:
        """Return what surfaces send; screens send their picture."""
        glow = dr.gather(Float, self._numbers["glow"], number)
        own = dr.gather(Color3f, self._colours["glow_colour"], number)
        is_screen = dr.gather(UInt32, self._whole["pattern"], number) == int(Pattern.PICTURE)
        return glow * dr.select(is_screen, colour, own)

    def colour(self, number: UInt32, at: Point2f, share: Point2f, size: Point2f, quad: UInt32) -> Color3f:
        """Return colours at metres `at` of quads of a `size`, and at shares of it."""
        first = dr.gather(Color3f, self._colours["colour"], number)
        second = dr.gather(Color3f, self._colours["second"], number)
        pattern = dr.gather(UInt32, self._whole["pattern"], number)
        scale = dr.gather(Float, self._numbers["scale"], number)
        u, v = at.x / scale, at.y / scale
        speck = 0.96 + 0.08 * value2(at.x * 3.1 + Float(quad & 255), at.y * 3.1)
        result = first * speck

        row = Int32(dr.floor(v))
        shift = hash_unit(cell_bits(row, Int32(7))) * 8
        column = Int32(dr.floor((u + shift) / 8))
        tone = hash_unit(cell_bits(row, column))
        grain = value2(at.x * 7 + tone * 50, at.y * 160) * 0.6 + value2(at.x * 2 + tone * 90, at.y * 40) * 0.4
        gap = _near_edge(v, 0.012) | (_near_edge((u + shift) / 8, 0.0015))
        planks = dr.lerp(first, second, 0.55 * tone + 0.6 * (grain - 0.2)) * dr.select(gap, 0.45, 1.0)
        result = dr.select(pattern == int(Pattern.PLANKS), planks, result)

        joint = _near_edge(u, 0.012) | _near_edge(v, 0.012)
        tile = hash_unit(cell_bits(Int32(dr.floor(u)), row))
        tiles = dr.select(joint, second, first * (0.94 + 0.07 * tile) * (0.97 + 0.06 * value2(at.x * 9, at.y * 9)))
        result = dr.select(pattern == int(Pattern.TILES), tiles, result)

        thread = value2(u, v) * 0.5 + value2(at.x * 14, at.y * 14) * 0.5
        result = dr.select(pattern == int(Pattern.WEAVE), dr.lerp(second, first, thread), result)

        cloud = value2(u * 2, v * 2) * 0.5 + value2(u * 5.1, v * 5.1) * 0.3 + value2(u * 11, v * 11) * 0.2
        vein = dr.maximum(0.0, 1 - dr.abs(cloud - 0.5) * 14)
        stone = dr.lerp(first, second, dr.clip(0.35 * cloud + 0.6 * vein, 0, 1))
        result = dr.select(pattern == int(Pattern.STONE), stone, result)

        stripe = dr.select(u - dr.floor(u) < 0.5, first, second)
        result = dr.select(pattern == int(Pattern.STRIPES), stripe, result)

        edge = dr.minimum(dr.minimum(at.x, size.x - at.x), dr.minimum(at.y, size.y - at.y))
        ring = (edge > 0.08) & (edge < 0.2)
        lozenge = dr.abs(u - dr.floor(u) - 0.5) + dr.abs(v - dr.floor(v) - 0.5) < 0.28
        pile = 0.85 + 0.3 * value2(at.x * 90, at.y * 90)
        rug = dr.select(ring | (lozenge & (edge > 0.28)), second, first) * pile
        result = dr.select(pattern == int(Pattern.RUG), rug, result)

        half = dr.select((row & 1) == 0, 0.0, 0.5)
        brick = hash_unit(cell_bits(Int32(dr.floor(u / 3 + half)), row))
        mortar = _near_edge(v, 0.07) | _near_edge(u / 3 + half, 0.025)
        bricks = dr.select(mortar, second, first * (0.75 + 0.5 * brick))
        result = dr.select(pattern == int(Pattern.BRICKS), bricks, result)

        leaf = first * (0.6 + 0.8 * hash_unit(quad * 31 + 5))
        result = dr.select(pattern == int(Pattern.LEAF), leaf, result)

        slot = Float(dr.gather(UInt32, self._whole["picture"], number))
        shown = self._pictures.at(share.x, (slot + 1 - dr.clip(share.y, 0.003, 0.997)) / self._count)
        drawn = Color3f(shown[0], shown[1], shown[2])
        return dr.select(pattern == int(Pattern.PICTURE), drawn, result)


def _near_edge(x: Float, width: float) -> Any:
    inside = x - dr.floor(x)
    return (inside < width) | (inside > 1 - width)
