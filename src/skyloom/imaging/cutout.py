"""A picture that somebody sent of one thing: upright, in sRGB, its transparency kept, no larger than is of use."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from skyloom.core.errors import InvalidInput
from skyloom.imaging.oklab import encoded, linear

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
LONGEST = 16_384  # pixels a side
MOST = 16_384 * 8_192  # pixels
USEFUL = 768  # pixels a side: a model of 128 voxels shows no more
BROKEN = "The image cannot be read: it is broken or of an unknown kind. Please send a PNG, JPEG or WebP file."
LARGE = f"The image is too large: at most {LONGEST} pixels a side and {MOST // 10**6} million pixels can be used."


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture and how much of each pixel is there."""

    pixels: Pixels  # (h, w, 3), sRGB
    alpha: Floats  # (h, w), 0 to 1


def opened(data: bytes, /, *, longest: int = USEFUL) -> Picture:
    """Return what an image file shows, at most `longest` pixels a side; broken and too large files are InvalidInput."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                if max(image.size) > LONGEST or image.width * image.height > MOST:
                    raise InvalidInput(LARGE)
                image.draft("RGB", (longest, longest))
                return shrunk(_upright(image), longest=longest)
    except InvalidInput:
        raise
    except Image.DecompressionBombError as error:
        raise InvalidInput(LARGE) from error
    except Exception as error:  # decoders have many errors of their own, and these are bytes of a stranger
        raise InvalidInput(BROKEN) from error


def shrunk(picture: Picture, /, *, longest: int) -> Picture:
    """Return a picture at most `longest` pixels a side: a pixel is the mean light of what it covers."""
    height, width = picture.alpha.shape
    scale = longest / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    alpha = cv2.resize(picture.alpha, size, interpolation=cv2.INTER_AREA)
    weight = picture.alpha[..., None] if picture.alpha.min() < 1 else np.float32(1)
    sums = cv2.resize(linear(picture.pixels) * weight, size, interpolation=cv2.INTER_AREA)
    light = np.asarray(sums / np.maximum(alpha, 1e-6)[..., None], np.float32)
    return Picture(pixels=np.asarray(np.rint(encoded(light) * 255), np.uint8), alpha=np.asarray(alpha, np.float32))


def _upright(image: Image.Image) -> Picture:
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    deep = turned.mode in ("I;16", "I;16B", "I;16L", "I")
    if deep:  # Pillow would cut 16 bits off at 255
        turned = Image.fromarray((np.asarray(turned, np.int64).clip(0, 65535) >> 8).astype(np.uint8))
    if turned.mode == "CMYK":
        turned = _in_srgb(turned, profile)
    whole = turned.convert("RGBA")
    factor = max(1, max(whole.size) // (2 * USEFUL))
    if factor > 1:
        whole = whole.convert("RGBa").reduce(factor).convert("RGBA")
    colours = whole.convert("RGB")
    if turned.mode != "L" and image.mode != "CMYK":
        colours = _in_srgb(colours, profile)
    alpha = np.asarray(whole.getchannel("A"), np.float32) / np.float32(255)
    return Picture(pixels=np.ascontiguousarray(np.asarray(colours, np.uint8)), alpha=alpha)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in sRGB; one without a profile, or with one that does not fit, is taken as it is."""
    if not profile:
        return image.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        known = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image.convert("RGB")
    return image.convert("RGB") if known is None else known
