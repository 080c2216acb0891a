"""OpenEXR files of half floats, written side by side and without loss: the library's own writer uses one core.

Source: the OpenEXR project's "File Layout" and its ZIP compression (`docs/decisions/0006-masters.md` has the figures).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from skyloom.imaging import deflate

MAGIC, VERSION = 20000630, 2  # scan lines in one part
ZIP = b"\x03"  # deflated in blocks of 16 rows
BLOCK = 16  # rows
INCREASING_Y = b"\x00"
HALF = 1
MIDDLE = 128  # what is added to differences of bytes

Attribute = tuple[str, bytes]  # its type's name, its value


def written(planes: NDArray[np.float16], attributes: Mapping[str, Attribute], *, threads: int) -> bytes:
    """Return red, green and blue, (3, h, w), as an OpenEXR file with further attributes in its header."""
    _, height, width = planes.shape
    head = _head(width, height, attributes)
    firsts = range(0, height, BLOCK)
    with ThreadPoolExecutor(threads) as hands:
        blocks = list(hands.map(lambda first: _block(planes[:, first : first + BLOCK], first), firsts))
    start = len(head) + 8 * len(blocks)
    offsets = list(accumulate((len(block) for block in blocks), initial=start))[:-1]
    return b"".join([head, struct.pack(f"<{len(offsets)}Q", *offsets), *blocks])


def _head(width: int, height: int, attributes: Mapping[str, Attribute]) -> bytes:
    window = struct.pack("<4i", 0, 0, width - 1, height - 1)
    channels = b"".join(name + b"\x00" + struct.pack("<iB3xii", HALF, 0, 1, 1) for name in (b"B", b"G", b"R"))
    every = {
        "channels": ("chlist", channels + b"\x00"),
        "compression": ("compression", ZIP),
        "dataWindow": ("box2i", window),
        "displayWindow": ("box2i", window),
        "lineOrder": ("lineOrder", INCREASING_Y),
        "pixelAspectRatio": ("float", struct.pack("<f", 1)),
        "screenWindowCenter": ("v2f", struct.pack("<2f", 0, 0)),
        "screenWindowWidth": ("float", struct.pack("<f", 1)),
        **attributes,
    }
    told = b"".join(_attribute(name, kind, value) for name, (kind, value) in every.items())
    return struct.pack("<ii", MAGIC, VERSION) + told + b"\x00"


def _attribute(name: str, kind: str, value: bytes) -> bytes:
    return name.encode() + b"\x00" + kind.encode() + b"\x00" + struct.pack("<i", len(value)) + value


def _block(rows: NDArray[np.float16], first: int) -> bytes:
    """Return rows of the three planes as a chunk: row by row, blue before green before red."""
    ordered = np.ascontiguousarray(rows[::-1].transpose(1, 0, 2)).astype("<f2", copy=False)
    raw = ordered.view(np.uint8).reshape(-1)
    packed = deflate.library().compress(_filtered(raw), deflate.LEVEL)
    data = packed if len(packed) < raw.size else raw.tobytes()  # a reader takes a full length for plain bytes
    return struct.pack("<ii", first, len(data)) + data


def _filtered(raw: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return bytes as ZIP wants them: low bytes before high bytes, each as the difference from the one before."""
    apart = np.concatenate([raw[0::2], raw[1::2]])
    out = np.empty_like(apart)
    out[0] = apart[0]
    np.subtract(apart[1:], apart[:-1], out=out[1:])
    out[1:] += np.uint8(MIDDLE)
    return out
