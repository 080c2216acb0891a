"""PNG files written fast: strips are filtered and deflated side by side, for panoramas of a hundred megabytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging import deflate

Image = NDArray[np.uint8] | NDArray[np.uint16]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = b"\x78\x01"  # of a zlib stream
RAW = -15  # a deflate stream without head and checksum
STRIP = 4 << 20  # bytes deflated at once
GREY, RGB = 0, 2  # colour types
UP = 2  # the filter: a row less the row over it
SRGB = b"\x00"  # perceptual
PLAIN = b"\x00\x00\x00\x00\x00"  # the end of an iTXt's keyword; not compressed, of no language
XMP_KEYWORD = b"XML:com.adobe.xmp" + PLAIN


def png(
    image: Image,
    /,
    *,
    threads: int,
    is_colour: bool = True,
    xmp: bytes = b"",
    words: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> bytes:
    """Return an image (h, w, 3) or (h, w) of 8 or 16 bits as a PNG.

    `is_colour` marks it as sRGB; `xmp`, `words` (Latin-1) and `notes` (any text) are metadata.
    """
    rows = _rows(image)
    height, across = rows.shape
    step = max(1, STRIP // across)
    firsts = range(0, height, step)

    def strip(first: int) -> tuple[bytes, bytes]:
        filtered = _filtered(rows, first, min(step, height - first))
        return _deflated(filtered, is_last=first + step >= height), filtered

    parts, check = [], 1
    with ThreadPoolExecutor(threads) as hands:
        for data, filtered in hands.map(strip, firsts):
            check = deflate.library().adler32(filtered, check)
            parts.append(data)
    parts[0] = HEAD + parts[0]
    parts[-1] += struct.pack(">I", check)
    kind = GREY if image.ndim == 2 else RGB
    size = struct.pack(">IIBBBBB", image.shape[1], height, image.dtype.itemsize * 8, kind, 0, 0, 0)
    chunks = [_chunk(b"IHDR", size)]
    if is_colour:
        chunks.append(_chunk(b"sRGB", SRGB))
    chunks += [_chunk(b"tEXt", f"{name}\x00{text}".encode("latin-1")) for name, text in (words or {}).items()]
    chunks += [_chunk(b"iTXt", name.encode("latin-1") + PLAIN + text.encode()) for name, text in (notes or {}).items()]
    if xmp:
        chunks.append(_chunk(b"iTXt", XMP_KEYWORD + xmp))
    chunks += [_chunk(b"IDAT", part) for part in parts]
    return b"".join([SIGNATURE, *chunks, _chunk(b"IEND", b"")])


def read_png(data: bytes) -> Image:
    """Return the pixels of a PNG, (h, w, 3) or (h, w), with its own depth."""
    found: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None:
        raise ValueError("the PNG cannot be read")
    image: Image = cv2.cvtColor(found, cv2.COLOR_BGR2RGB, found) if found.ndim == 3 else found
    return image


def _rows(image: Image) -> NDArray[np.uint8]:
    """Return an image as rows of bytes, (h, bytes), the high byte first."""
    flat = np.ascontiguousarray(image).reshape(image.shape[0], -1)
    ordered = flat.astype(">u2") if flat.dtype == np.uint16 else flat
    return ordered.view(np.uint8)


def _filtered(rows: NDArray[np.uint8], first: int, count: int) -> bytes:
    out = np.empty((count, rows.shape[1] + 1), np.uint8)
    out[:, 0] = UP
    body = out[:, 1:]
    if first:
        np.subtract(rows[first : first + count], rows[first - 1 : first + count - 1], out=body)
    else:
        body[0] = rows[0]
        np.subtract(rows[1:count], rows[: count - 1], out=body[1:])
    return out.tobytes()


def _deflated(data: bytes, *, is_last: bool) -> bytes:
    lib = deflate.library()
    work = lib.compressobj(deflate.LEVEL, lib.DEFLATED, RAW)
    # every strip but the last ends at a byte and lets the stream go on
    return work.compress(data) + work.flush(lib.Z_FINISH if is_last else lib.Z_FULL_FLUSH)  # type: ignore[no-any-return]


def _chunk(name: bytes, data: bytes) -> bytes:
    check = deflate.library().crc32(data, deflate.library().crc32(name))
    return b"".join([struct.pack(">I", len(data)), name, data, struct.pack(">I", check)])
