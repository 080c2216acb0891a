"""OpenEXR files as the format's own library reads them."""

from __future__ import annotations

import io

import numpy as np
import OpenEXR
import pytest

from skyloom.imaging.exr import written
from skyloom.imaging.hdr import PRIMARIES, Hdri, exr, read_exr


def _light(height: int, width: int) -> np.ndarray:
    """Return a smooth sky with noise and a sun, (3, h, w), half floats."""
    rng = np.random.default_rng(5)
    slope = np.linspace(0, 2, height)[:, None] + np.linspace(0, 1, width)
    light = np.stack([slope * share for share in (0.5, 0.8, 1.2)]) * rng.uniform(0.98, 1.02, (3, height, width))
    light[:, height // 3, width // 2] = 60_000
    return light.astype(np.float16)


@pytest.mark.parametrize("size", [(64, 128), (50, 100), (1, 2), (17, 3)])
def test_the_library_reads_every_half_float_as_it_was(size):
    light = _light(*size)
    assert np.array_equal(read_exr(exr(Hdri(light, 1.0), threads=2), threads=1).light, light)


def test_what_cannot_be_deflated_is_stored_plainly():
    noise = np.random.default_rng(1).integers(0, 0x7BFF, (3, 40, 64)).astype(np.uint16).view(np.float16)
    data = written(noise, {}, threads=2)
    assert len(data) > noise.nbytes
    assert np.array_equal(read_exr(data, threads=1).light, noise)


def test_the_header_says_what_the_numbers_mean():
    data = exr(Hdri(_light(16, 32), 20_000.0), threads=1)
    header = OpenEXR.File(io.BytesIO(data), header_only=True).header()
    assert header["whiteLuminance"] == 20_000.0
    assert "20000 cd/m2" in header["comments"]
    assert header["chromaticities"] == pytest.approx(PRIMARIES)
    assert header["envmap"] == OpenEXR.ENVMAP_LATLONG
    assert header["compression"] == OpenEXR.ZIP_COMPRESSION


def test_threads_change_no_byte():
    light = _light(80, 64)
    assert written(light, {}, threads=1) == written(light, {}, threads=3)
