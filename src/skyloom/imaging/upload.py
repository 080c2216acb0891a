"""A picture that somebody sent, as a panorama that closes: decoded, forced to 2:1, its seam and its poles mended."""

from __future__ import annotations

import io
import math
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import OpenEXR
from numpy.typing import NDArray
from PIL import Image

from skyloom.core.errors import InvalidInput
from skyloom.imaging.bands import Floats, blended
from skyloom.imaging.oklab import encoded

Pixels = NDArray[np.uint8]

LONGEST = 16384  # pixels a side
MOST = 1 << 27  # pixels
FORMATS = ("JPEG", "PNG", "WEBP")
BROKEN = (
    "The image cannot be read: it is broken or incomplete. Please send it again as a JPEG, PNG, WebP, HDR or EXR file."
)
LARGE = f"The image is too large: at most {LONGEST} pixels a side and {MOST >> 20} megapixels can be used."
LAYERED = "The EXR file has too many channels: please send one with red, green and blue alone."
CHANNELS = 8
WIDEST = 4096  # pixels of light that are of use: what is made of it is no finer
BRIGHTEST = 6e4
GREY = 0.18  # what the mean of a picture of light becomes
SHOULDER = 4.0  # times white: light from here on is white
OVERLAP = 1 / 24  # of the width, over which the ends of a picture that does not close run into one another
OPEN = 2.0  # times the usual step between columns, from which on a seam is open
ROUGH = 30.0  # steps from pixel to pixel, in bytes at the horizon, of the busiest panoramas
CAP = math.radians(10)  # about a pole, where a picture that is no panorama is calmed


def decoded(data: bytes) -> Pixels:
    """Return the sRGB pixels (h, w, 3) of a JPEG, PNG, WebP, Radiance or OpenEXR file, or raise InvalidInput."""
    try:
        if data[:4] == b"\x76\x2f\x31\x01":
            return _exposed(_exr(data))
        if data[:2] == b"#?":
            return _exposed(_radiance(data))
        return _usual(data)
    except InvalidInput:
        raise
    except Image.DecompressionBombError as error:
        raise InvalidInput(LARGE) from error
    except Exception as error:  # three libraries, each with errors of its own, and bytes of a stranger
        raise InvalidInput(BROKEN) from error


def panorama(pixels: Pixels, width: int) -> Pixels:
    """Return any picture as a panorama (width / 2, width, 3) without an open seam and without pinched poles."""
    tall, wide = pixels.shape[:2]
    method = cv2.INTER_AREA if wide >= width and tall >= width // 2 else cv2.INTER_CUBIC
    fitted: Pixels = np.asarray(cv2.resize(pixels, (width, width // 2), interpolation=method), np.uint8)
    return _calmed(_closed(fitted))


def _usual(data: bytes) -> Pixels:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check(*picture.size)
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        raise InvalidInput(BROKEN)
    return np.ascontiguousarray(found[..., ::-1])


def _radiance(data: bytes) -> Floats:
    head = data[: 1 << 16].split(b"\n\n", 1)[1].split(b"\n", 1)[0].split()
    _check(int(head[1]), int(head[3]))
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None or found.ndim != 3:
        raise InvalidInput(BROKEN)
    return _shrunk(np.asarray(found, np.float32))[..., 2::-1]


def _exr(data: bytes) -> Floats:
    with TemporaryDirectory() as folder:  # the library reads from paths only
        path = Path(folder) / "picture.exr"
        path.write_bytes(data)
        with OpenEXR.File(str(path), header_only=True) as file:
            low, high = file.header()["dataWindow"]
            if len(file.header()["channels"]) > CHANNELS:
                raise InvalidInput(LAYERED)
            _check(int(high[0]) - int(low[0]) + 1, int(high[1]) - int(low[1]) + 1)
        with OpenEXR.File(str(path), separate_channels=True) as file:
            names = ("R", "G", "B") if "R" in file.channels() else ("Y",)
            layers = [_shrunk(np.asarray(file.channels()[name].pixels, np.float32)) for name in names]
    return np.stack(layers if len(layers) == 3 else layers * 3, axis=-1)


def _shrunk(light: Floats) -> Floats:
    """Return light (h, w) or (h, w, c) without what is no number, and no wider than is of use."""
    np.nan_to_num(light, copy=False, nan=0.0, posinf=BRIGHTEST, neginf=0.0)
    np.clip(light, 0, BRIGHTEST, out=light)
    if light.shape[1] <= WIDEST:
        return light
    size = (WIDEST, max(1, round(light.shape[0] * WIDEST / light.shape[1])))
    return np.asarray(cv2.resize(light, size, interpolation=cv2.INTER_AREA), np.float32)


def _check(width: int, height: int) -> None:
    if not (0 < width <= LONGEST and 0 < height <= LONGEST and width * height <= MOST):
        raise InvalidInput(LARGE)


def _exposed(light: Floats) -> Pixels:
    """Return a picture of light as sRGB pixels: its mean becomes a middle grey, its lights roll off."""
    grey = light @ np.array((0.2126, 0.7152, 0.0722), np.float32)
    sample = grey[:: max(1, grey.shape[0] // 512), :: max(1, grey.shape[1] // 1024)]
    lit = sample[sample > 0]
    if lit.size:
        light = light * np.float32(GREY / math.exp(float(np.log(np.maximum(lit, 1e-6)).mean())))
    peak = light.max(axis=-1, keepdims=True)  # rolled off by the largest channel, so that hues stay
    light *= (1 + peak / SHOULDER**2) / (1 + peak)
    return np.asarray(np.rint(encoded(light) * 255), np.uint8)


def _closed(pixels: Pixels) -> Pixels:
    """Return a picture whose left edge continues its right one; one that does so already stays as it is."""
    small = cv2.resize(pixels, (1024, 512), interpolation=cv2.INTER_AREA).astype(np.float32)
    steps = np.abs(np.diff(small, axis=1)).mean(axis=(0, 2))
    seam = float(np.abs(small[:, 0] - small[:, -1]).mean())
    if seam <= max(OPEN * float(np.quantile(steps, 0.9)), 1.5):
        return pixels
    height, width = pixels.shape[:2]
    lap = round(width * OVERLAP)
    wide = cv2.resize(pixels, (width + lap, height), interpolation=cv2.INTER_CUBIC)
    # what lies beyond the right edge runs into what lies at the left one
    turned = np.roll(wide[:, :width], width // 2, axis=1).astype(np.float32)
    ending = turned.copy()
    middle = width // 2
    ending[:, middle : middle + lap] = wide[:, width:]
    share = np.zeros((height, width), np.float32)
    share[:, :middle] = 1
    share[:, middle : middle + lap] = np.linspace(1, 0, lap + 2, dtype=np.float32)[1:-1]
    ramp = share * share * (3 - 2 * share)
    joined = blended(turned, ending, ramp, levels=5)
    return np.asarray(np.clip(np.rint(np.roll(joined, -middle, axis=1)), 0, 255), np.uint8)


def _calmed(pixels: Pixels) -> Pixels:
    """Return a picture whose rows near the poles are as smooth along themselves as a panorama's are."""
    height, width = pixels.shape[:2]
    calm = pixels.copy()
    for row in range(height):
        polar = (min(row, height - 1 - row) + 0.5) * math.pi / height
        if polar > CAP:
            continue
        line = pixels[row].astype(np.float32)[None]
        # within a pixel's angle at least; what is rough there is no panorama and is calmed over half the cap
        rough = float(np.abs(np.diff(line, axis=1)).mean())
        excess = min(1.0, max(0.0, rough / max(ROUGH * math.sin(polar), 0.3) - 1))
        reach = max(math.pi / height, 0.5 * (CAP - polar) * excess) / math.sin(polar) * width / (2 * math.pi)
        calm[row] = np.rint(_smoothed(line, min(reach, width)))[0]
    return calm


def _smoothed(line: Floats, size: float) -> Floats:
    """Return a row (1, w, 3) blurred along itself by a Gaussian of `size` pixels, around."""
    width = line.shape[1]
    spectrum = np.fft.rfft(line, axis=1)
    waves = np.arange(spectrum.shape[1], dtype=np.float32)
    spectrum *= np.exp(-0.5 * (2 * math.pi * waves * size / width) ** 2)[None, :, None]
    return np.asarray(np.clip(np.fft.irfft(spectrum, width, axis=1), 0, 255), np.float32)
