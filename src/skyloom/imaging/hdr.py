"""Panoramas of light: OpenEXR files of half floats and Radiance files of shared exponents."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import cv2
import numpy as np
import OpenEXR
from numpy.typing import NDArray

from skyloom.imaging.exr import written

Light = NDArray[np.float16]

PRIMARIES = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290)  # of Rec.709, with its white
LATLONG = b"\x00"
COMMENTS = "Linear Rec.709 light of a 360 degree panorama made by Skyloom; 1.0 is {white:.6g} cd/m2."


@dataclass(frozen=True, slots=True)
class Hdri:
    """A panorama of linear Rec.709 light, (3, h, w); 1 stands for `white` cd/m²."""

    light: Light
    white: float


def told(picture: Hdri, /) -> str:
    """Return what the numbers mean, in a sentence."""
    return COMMENTS.format(white=picture.white)


def exr(picture: Hdri, /, *, threads: int) -> bytes:
    """Return a panorama as an OpenEXR file that loses nothing."""
    attributes = {
        "chromaticities": ("chromaticities", struct.pack("<8f", *PRIMARIES)),
        "whiteLuminance": ("float", struct.pack("<f", picture.white)),
        "envmap": ("envmap", LATLONG),
        "comments": ("string", told(picture).encode()),
    }
    return written(picture.light, attributes, threads=threads)


def read_exr(data: bytes, /, *, threads: int) -> Hdri:
    """Return the panorama of an OpenEXR file."""
    file = OpenEXR.File(io.BytesIO(data), separate_channels=True, num_threads=threads)
    channels = file.channels()
    light = np.stack([channels[name].pixels for name in "RGB"])
    return Hdri(light, float(file.header().get("whiteLuminance", 1.0)))


def rgbe(picture: Hdri, /) -> bytes:
    """Return a panorama as a Radiance file: run-length coded, a shared exponent for the three colours."""
    image = np.empty((*picture.light.shape[1:], 3), np.float32)
    for channel in range(3):  # as OpenCV wants it: blue first
        image[..., 2 - channel] = picture.light[channel]
    data = cv2.imencode(".hdr", image)[1].tobytes()
    note = f"# {told(picture)}\n".encode()
    head, body = data.split(b"\n", 1)
    return b"\n".join([head, note + body])


def shrunk_light(picture: Hdri, /, *, width: int) -> Hdri:
    """Return a smaller panorama; each pixel is the mean of what it covers, so that no sun is lost."""
    size = (width, width // 2)
    planes = [cv2.resize(plane.astype(np.float32), size, interpolation=cv2.INTER_AREA) for plane in picture.light]
    return Hdri(np.stack(planes).astype(np.float16), picture.white)
