"""What a picture that somebody sent is, read from its head: nothing is decoded and its name is not believed."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from skyloom.core.errors import InvalidInput

SMALLEST, LARGEST = 64, 16_384  # pixels a side
MOST_PIXELS = 16_384 * 8_192
HEAD = 65_536  # bytes of a text header at most
MOST_PARTS = 4_096  # segments or attributes before the size is told
OFFERED = "JPEG, PNG, WebP, Radiance HDR or OpenEXR"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG markers that tell the size
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG markers without a length
LINE = re.compile(rb"[+-]Y +(\d{1,9}) +[+-]X +(\d{1,9})|[+-]X +(\d{1,9}) +[+-]Y +(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a picture says of itself."""

    content_type: str
    width: int  # pixels
    height: int


def probe(data: bytes, *, smallest: int = SMALLEST) -> Probe:
    """Return what the bytes are, or raise InvalidInput: no picture, of another kind, broken, too large or too small."""
    kind = next((kind for kind, begins in MAGIC.items() if begins(data)), None)
    if kind is None:
        raise InvalidInput(f"It is not an image that this server reads; send {OFFERED}.")
    try:
        width, height = SIZES[kind](data)
    except (struct.error, IndexError, ValueError) as error:
        raise InvalidInput("It is a broken image: its size cannot be read; save it anew and send it again.") from error
    if width > LARGEST or height > LARGEST or width * height > MOST_PIXELS:
        raise InvalidInput(
            f"It has {width}x{height} pixels; send at most {LARGEST} a side and {MOST_PIXELS // 10**6} million in all."
        )
    if width < smallest or height < smallest:
        raise InvalidInput(f"It has {width}x{height} pixels; send at least {smallest} a side.")
    return Probe(content_type=kind, width=width, height=height)


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    for _ in range(MOST_PARTS):
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        if marker in (0xD9, 0xDA):  # the picture begins or is over
            break
        at += 2 if marker in ALONE else 2 + struct.unpack_from(">H", data, at + 2)[0]
    raise ValueError("no frame")


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise ValueError("no header")
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _webp(data: bytes) -> tuple[int, int]:
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("no picture")


def _radiance(data: bytes) -> tuple[int, int]:
    head, blank, rest = data[:HEAD].partition(b"\n\n")
    line = LINE.match(rest.split(b"\n", 1)[0]) if blank and head else None
    if line is None:
        raise ValueError("no resolution")
    height, width, width_first, height_second = (int(number) if number else 0 for number in line.groups())
    return width or width_first, height or height_second


def _exr(data: bytes) -> tuple[int, int]:
    at = 8
    for _ in range(MOST_PARTS):
        name_end = data.index(0, at, at + 256)
        if name_end == at:
            break
        type_end = data.index(0, name_end + 1, name_end + 257)
        (size,) = struct.unpack_from("<I", data, type_end + 1)
        at_value = type_end + 5
        if data[at:name_end] == b"dataWindow":
            left, top, right, bottom = struct.unpack_from("<4i", data, at_value)
            return right - left + 1, bottom - top + 1
        at = at_value + size
    raise ValueError("no data window")


MAGIC: Mapping[str, Callable[[bytes], bool]] = {
    "image/jpeg": lambda data: data[:3] == b"\xff\xd8\xff",
    "image/png": lambda data: data[:8] == b"\x89PNG\r\n\x1a\n",
    "image/webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    "image/vnd.radiance": lambda data: data[:10] == b"#?RADIANCE" or data[:6] == b"#?RGBE",
    "image/x-exr": lambda data: data[:4] == b"\x76\x2f\x31\x01",
}
SIZES: Mapping[str, Callable[[bytes], tuple[int, int]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/vnd.radiance": _radiance,
    "image/x-exr": _exr,
}
