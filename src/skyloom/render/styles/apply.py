"""Applies a style's filters to a finished picture: unfolded to faces, worked on one after another, folded again."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.core.catalog import Style
from skyloom.render.backend import machine
from skyloom.render.frame import Frame
from skyloom.render.styles.registry import FILTERS
from skyloom.render.styles.sheet import Sheet

COMPILED = ("paint", "strokes", "hatch", "halftone", "mottled", "facets")  # filters with kernels
ROWS = 256  # of the panorama folded at once
FINEST = 4096  # pixels across of the panorama that filters work on; a larger picture is enlarged from it


def styled(frame: Frame, style: Style, *, seed: int, progress: Callable[[float], None] = lambda _share: None) -> Frame:
    """Return the frame with the picture that a style makes of it; distances stay as they are."""
    surfaces = frame.surfaces
    if not style.filters or surfaces is None:
        return frame
    began = time.perf_counter()
    sheet = Sheet(colour=surfaces.cube.unfolded(frame.pixels), surfaces=surfaces, seed=seed)
    for number, wanted in enumerate(style.filters):
        progress(number / (len(style.filters) + 1))
        sheet = FILTERS[wanted.name](sheet, **wanted.options)
    pixels = _folded(sheet, frame.pixels, style.detail)
    took = round(time.perf_counter() - began, 3)
    return replace(frame, pixels=pixels, seconds={**frame.seconds, "style": took})


def rehearse_filters(frame: Frame) -> None:
    """Compile the filters' kernels with a small picture."""
    if frame.surfaces is not None:
        sheet = Sheet(colour=frame.surfaces.cube.unfolded(frame.pixels), surfaces=frame.surfaces, seed=1)
        for name in COMPILED:
            FILTERS[name](sheet)


def _folded(sheet: Sheet, original: NDArray[np.uint8], detail: float) -> NDArray[np.uint8]:
    cube, (height, width) = sheet.surfaces.cube, original.shape[:2]
    fine = _detail(original, cube.side * 4) if detail else None
    pixels = np.empty_like(original)

    def fold(first: int) -> None:
        strip = cube.strip(sheet.colour, width, first, min(ROWS, height - first)) * 255
        strip += sheet.random(f"dither {first}").random(strip.shape, np.float32)
        rows = slice(first, first + len(strip))
        if fine is not None:
            strip += (np.float32(detail) * fine[rows])[..., None]
        pixels[rows] = np.clip(strip, 0, 255).astype(np.uint8)

    with ThreadPoolExecutor(machine().threads) as hands:
        list(hands.map(fold, range(0, height, ROWS)))
    return pixels


def _detail(pixels: NDArray[np.uint8], width: int) -> NDArray[np.int8] | None:
    """Return the brightness that a picture `width` across loses, (h, 2 h), in steps of 1/255; None: nothing."""
    if pixels.shape[1] <= width:
        return None
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (width, width // 2), interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(small, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.clip(grey.astype(np.int16) - coarse, -127, 127).astype(np.int8)
