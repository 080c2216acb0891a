"""A skybox's masters: what exports are made of later, kept as small as can be written in a second."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from skyloom.core.exports import DISTANCE, PIXELS, RADIANCE
from skyloom.engines.base import File
from skyloom.imaging import depth
from skyloom.imaging.codec import panorama_xmp
from skyloom.imaging.hdr import Hdri, exr
from skyloom.imaging.png import png
from skyloom.render.frame import Frame

LUMINANCE = (0.2126, 0.7152, 0.0722)
ROWS = 128  # at once


def masters(frame: Frame, keep: Collection[str], *, is_styled: bool, threads: int) -> dict[str, File]:
    """Return the files of the masters that are to be kept, by name."""
    height, width = frame.distance.shape
    makers: Mapping[str, tuple[str, Callable[[], bytes]]] = {
        PIXELS: ("image/png", lambda: png(frame.pixels, threads=threads, xmp=panorama_xmp(width))),
        RADIANCE: ("image/x-exr", lambda: _radiance(frame, is_styled=is_styled, threads=threads)),
        DISTANCE: ("image/png", lambda: png(_codes(frame.distance, threads), threads=threads, is_colour=False)),
    }
    return {
        name: File(data=maker(), content_type=content_type, width=width, height=height)
        for name, (content_type, maker) in makers.items()
        if name in keep
    }


def _radiance(frame: Frame, *, is_styled: bool, threads: int) -> bytes:
    assert frame.light is not None
    if is_styled:
        _dress(frame.light, frame.pixels, frame.lowered, threads)
    return exr(Hdri(frame.light, frame.white), threads=threads)


def _dress(light: NDArray[np.float16], pixels: NDArray[np.uint8], lowered: float, threads: int) -> None:
    """Give light (3, h, w) the colours of a styled picture; what outshone white still does so by as much."""
    linear = (_linear() / lowered).astype(np.float32)

    def dress(first: int) -> None:
        rows = slice(first, first + ROWS)
        bright = sum(np.float32(w) * light[k, rows] for k, w in enumerate(LUMINANCE))
        over = np.maximum(np.asarray(bright, np.float32) * np.float32(lowered), 1)
        for channel in range(3):
            light[channel, rows] = np.minimum(linear[pixels[rows, :, channel]] * over, 65504)

    with ThreadPoolExecutor(threads) as hands:
        list(hands.map(dress, range(0, light.shape[1], ROWS)))


def _codes(distance: NDArray[np.float32], threads: int) -> NDArray[np.uint16]:
    codes = np.empty(distance.shape, np.uint16)

    def code(first: int) -> None:
        rows = slice(first, first + ROWS)
        codes[rows] = depth.coded(distance[rows])

    with ThreadPoolExecutor(threads) as hands:
        list(hands.map(code, range(0, len(distance), ROWS)))
    return codes


def _linear() -> NDArray[np.float64]:
    """Return the light, 0 to 1, of each of the 256 values of sRGB."""
    value = np.arange(256) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
