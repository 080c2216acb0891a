"""Small real pictures of every kind, as somebody may send them."""

from __future__ import annotations

import io
import struct
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import cv2
import numpy as np
import OpenEXR
from PIL import Image

WIDTH, HEIGHT = 128, 64
SIZE = (WIDTH, HEIGHT)


def pixels(width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """Return a sky over a ground, (h, w, 3) uint8."""
    rows = np.linspace(0, 1, height)[:, None, None]
    columns = np.linspace(0, 1, width)[None, :, None]
    sky = np.array([60, 120, 220]) + 100 * rows
    ground = np.array([60, 90, 30]) + 60 * columns
    return np.where(rows < 0.5, sky, ground).astype(np.uint8)


def saved(kind: str, width: int = WIDTH, height: int = HEIGHT, **options: object) -> bytes:
    """Return a picture as Pillow writes it."""
    out = io.BytesIO()
    Image.fromarray(pixels(width, height)).save(out, kind, **options)
    return out.getvalue()


def radiance() -> bytes:
    """Return a Radiance picture."""
    return bytes(cv2.imencode(".hdr", pixels().astype(np.float32) / 255)[1])


def exr() -> bytes:
    """Return an OpenEXR picture."""
    channels = {"RGB": pixels().astype(np.float32) / 255}
    header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.exr"
        OpenEXR.File(header, channels).write(str(path))
        return path.read_bytes()


def png_of(width: int, height: int) -> bytes:
    """Return the head of a PNG of any size; what follows would be the pixels."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + b"\x00" * 99


KINDS: Mapping[str, Callable[[], bytes]] = {
    "image/jpeg": lambda: saved("JPEG"),
    "image/png": lambda: saved("PNG"),
    "image/webp": lambda: saved("WEBP"),
    "image/vnd.radiance": radiance,
    "image/x-exr": exr,
}
