"""Photos as files: upright pixels out of a JPEG or PNG, and changed pixels back into one with all that it told."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

from skyloom.core.errors import InvalidInput
from skyloom.imaging import marks
from skyloom.imaging.received import probe

Pixels = NDArray[np.uint8]

FORMATS = ("JPEG", "PNG")
COLOURED = {"RGB", "RGBA", "P", "L", "LA"}  # what can be had as sRGB pixels without a printer's profile
BROKEN = "The photo cannot be read: it is broken or incomplete. Please send it again as a JPEG or PNG."
FOREIGN = "The photo is of a kind that cannot be repainted; please send a JPEG or PNG in RGB."
FOCAL_35MM, FULL_FRAME = 0xA405, 36.0  # the EXIF tag, and millimetres across
QUALITY = 95


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo, decoded."""

    pixels: Pixels  # (h, w, 3), upright, in the photo's own colour space
    is_colour: bool
    focal_35mm: float | None  # what the camera told; millimetres
    content_type: str
    data: bytes  # the file as it came


def opened(data: bytes) -> Photo:
    """Return the photo of a JPEG or PNG file, or raise InvalidInput."""
    told = probe(data)
    if told.content_type not in {"image/jpeg", "image/png"}:
        raise InvalidInput(FOREIGN)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as file:
                if file.mode not in COLOURED:
                    raise InvalidInput(FOREIGN)
                focal = file.getexif().get_ifd(0x8769).get(FOCAL_35MM)
                is_colour = file.mode not in {"L", "LA"}
                upright = ImageOps.exif_transpose(file).convert("RGB")
    except InvalidInput:
        raise
    except Exception as error:  # a stranger's bytes in a library with errors of its own
        raise InvalidInput(BROKEN) from error
    millimetres = float(focal) if isinstance(focal, int | float) and focal > 0 else None
    pixels = np.asarray(upright, np.uint8)
    return Photo(pixels=pixels, is_colour=is_colour, focal_35mm=millimetres, content_type=told.content_type, data=data)


def fov_deg(photo: Photo) -> float | None:
    """Return the angle that the photo's width shows, as its camera tells; None where it does not."""
    if photo.focal_35mm is None:
        return None
    height, width = photo.pixels.shape[:2]
    share = width / max(width, height)  # 36 mm are the longer side
    return float(np.degrees(2 * np.arctan(0.5 * FULL_FRAME * share / photo.focal_35mm)))


def rewritten(photo: Photo, pixels: Pixels) -> bytes:
    """Return a file like the photo's with other pixels: EXIF (upright), profile and notes kept, marked as altered."""
    return _jpeg(photo, pixels) if photo.content_type == "image/jpeg" else _png(photo, pixels)


def mask_png(alpha: NDArray[np.float32]) -> bytes:
    """Return shares (h, w), 0 to 1, as a grey PNG: white where all of a pixel was changed."""
    out = io.BytesIO()
    Image.fromarray(np.rint(np.clip(alpha, 0, 1) * 255).astype(np.uint8)).save(out, "PNG", compress_level=3)
    return out.getvalue()


def _jpeg(photo: Photo, pixels: Pixels) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(photo.data), formats=("JPEG",)) as old:
        assert isinstance(old, JpegImagePlugin.JpegImageFile)
        sampling = JpegImagePlugin.get_sampling(old)
        tables = old.quantization
    usable = sampling >= 0 and tables
    how = {"qtables": tables, "subsampling": sampling} if usable else {"quality": QUALITY, "subsampling": 0}
    Image.fromarray(pixels).save(out, "JPEG", **how)
    fresh = out.getvalue()
    first = 4 + struct.unpack(">H", fresh[4:6])[0]  # after the encoder's own JFIF segment
    kept, packet = [], None
    for marker, body in marks.segments(photo.data):
        if marker == 0xE1 and body.startswith(marks.EXIF):
            kept.append((marker, marks.EXIF + marks.upright(body[len(marks.EXIF) :])))
        elif marker == 0xE1 and body.startswith(marks.XMP):
            packet = body[len(marks.XMP) :]
        elif (marker == 0xE2 and body.startswith(marks.ICC)) or marker in (0xED, 0xFE):
            kept.append((marker, body))
    kept.append((0xE1, marks.XMP + marks.altered(packet)))
    middle = b"".join(bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body for marker, body in kept)
    return fresh[:first] + middle + fresh[first:]


def _png(photo: Photo, pixels: Pixels) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(photo.data), formats=("PNG",)) as old:
        old.load()
        info = PngImagePlugin.PngInfo()
        packet = old.info.get("XML:com.adobe.xmp")
        for name, text in getattr(old, "text", {}).items():
            if name != "XML:com.adobe.xmp":
                info.add_itxt(name, str(text))
        told = marks.altered(packet.encode() if isinstance(packet, str) else None)
        info.add_itxt("XML:com.adobe.xmp", told.decode())
        picture = Image.fromarray(pixels)
        if "A" in old.getbands() or "transparency" in old.info:
            picture.putalpha(ImageOps.exif_transpose(old).convert("RGBA").getchannel("A"))
        extra: dict[str, Any] = {name: old.info[name] for name in ("icc_profile", "dpi") if name in old.info}
        if old.info.get("exif"):
            extra["exif"] = marks.upright(bytes(old.info["exif"]).removeprefix(marks.EXIF))
        picture.save(out, "PNG", pnginfo=info, compress_level=4, **extra)
    return out.getvalue()
