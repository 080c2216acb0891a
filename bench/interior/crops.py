"""Real rooms: perspective crops of CC0 panoramas in high dynamic range, one with a window's outline checked by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import OpenEXR
from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "panoramas"  # of npm's @pmndrs/assets 1.7.0, by Poly Haven, CC0-1.0
WIDTH, HEIGHT = 1024, 768
KEY = 0.30  # linear value of a room's median
RINGING = 1.5  # natural log by which a dot beside a bright edge is darker than what is around: the file's compression


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """Where a camera looks in a panorama; angles in degrees, yaw 0 at its middle column and positive to the right."""

    panorama: str
    yaw: float
    pitch: float
    fov: float
    glass: tuple[tuple[int, int], ...] = ()  # the outline of the window in sight, pixels; (): not outlined
    key: float = KEY


CROPS: dict[str, Crop] = {
    "apartment": Crop(
        panorama="apartment",
        yaw=45,
        pitch=2,
        fov=95,
        glass=((322, 228), (808, 268), (812, 612), (690, 640), (322, 688)),
    ),
    "apartment_oblique": Crop(panorama="apartment", yaw=85, pitch=0, fov=90),
    "lab": Crop(panorama="lab", yaw=10, pitch=15, fov=90, key=0.20),
    "hall": Crop(panorama="hall", yaw=-120, pitch=0, fov=80),
}


def photo(crop: Crop, stops: float = 0.0) -> NDArray[np.uint8]:
    """Return a crop as a photograph, (768, 1024, 3), sRGB, exposed for the room and `stops` more."""
    light = _sampled(_read(FOLDER / f"{crop.panorama}.exr"), crop)
    shown = np.clip(light * (crop.key / float(np.median(light.mean(axis=-1))) * 2.0**stops), 0, 1)
    coded = np.where(shown <= 0.0031308, 12.92 * shown, 1.055 * np.maximum(shown, 1e-6) ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(coded * 255), np.uint8)


def outline(crop: Crop) -> NDArray[np.bool_]:
    """Return the mask (768, 1024) of the glass that was outlined."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(mask, [np.array(crop.glass, np.int32)], 1)
    return mask > 0


def _read(path: Path) -> NDArray[np.float32]:
    channels = OpenEXR.File(str(path), separate_channels=True).channels()
    return np.stack([np.maximum(np.asarray(channels[name].pixels, np.float32), 0) for name in "RGB"], axis=-1)


def _sampled(panorama: NDArray[np.float32], crop: Crop) -> NDArray[np.float32]:
    """Resample in the log domain, where cubic interpolation does not ring around bright edges."""
    height, width = panorama.shape[:2]
    reach = math.tan(math.radians(crop.fov) / 2)
    x, y = np.meshgrid((np.arange(WIDTH) + 0.5) / WIDTH * 2 - 1, (np.arange(HEIGHT) + 0.5) / WIDTH * 2 - HEIGHT / WIDTH)
    right, up, ahead = x * reach, -y * reach, np.ones_like(x)
    pitch, yaw = math.radians(crop.pitch), math.radians(crop.yaw)
    up, ahead = up * math.cos(pitch) + ahead * math.sin(pitch), ahead * math.cos(pitch) - up * math.sin(pitch)
    right, ahead = right * math.cos(yaw) + ahead * math.sin(yaw), ahead * math.cos(yaw) - right * math.sin(yaw)
    u = (np.arctan2(right, ahead) / (2 * math.pi) + 0.5) * width - 0.5
    v = (0.5 - np.arctan2(up, np.hypot(right, ahead)) / math.pi) * height - 0.5
    log = np.log(np.maximum(panorama, 1e-4))
    closed = cv2.morphologyEx(log, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    log = np.where((closed - log).max(axis=-1, keepdims=True) > RINGING, closed, log)
    wide = np.concatenate([log[:, -4:], log, log[:, :4]], axis=1)
    found = cv2.remap(wide, (u + 4).astype(np.float32), v.astype(np.float32), cv2.INTER_CUBIC)
    return np.asarray(np.exp(found), np.float32)
