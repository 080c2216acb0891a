"""Panoramas as arrays: directions of their pixels, and flat views out of them."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Directions = NDArray[np.float64]


def directions(height: int) -> Directions:
    """Return the unit direction of each pixel, (h, 2 h, 3), in the world frame (see docs/conventions.md)."""
    elevation = (0.5 - (np.arange(height) + 0.5) / height) * math.pi
    heading = ((np.arange(2 * height) + 0.5) / (2 * height) - 0.5) * 2 * math.pi
    flat = np.cos(elevation)[:, None]
    up = np.broadcast_to(np.sin(elevation)[:, None], (height, 2 * height))
    return np.stack([flat * np.sin(heading), flat * np.cos(heading), up], axis=-1)


def pixel_of(direction: Directions, height: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return column and row that see unit directions (..., 3); the first pixel's centre is (0.5, 0.5)."""
    column = (np.arctan2(direction[..., 0], direction[..., 1]) / (2 * math.pi) + 0.5) * 2 * height
    row = (0.5 - np.arcsin(np.clip(direction[..., 2], -1, 1)) / math.pi) * height
    return column, row


def view(
    panorama: NDArray[np.uint8],
    /,
    *,
    heading_deg: float = 0.0,
    elevation_deg: float = 0.0,
    field_deg: float = 90.0,
    width: int = 800,
    height: int = 600,
) -> NDArray[np.uint8]:
    """Return what a flat camera sees in a panorama (h, 2 h, 3): `field_deg` across, no roll."""
    reach = math.tan(math.radians(field_deg) / 2)
    x = (np.arange(width) + 0.5) / width * 2 * reach - reach
    z = ((np.arange(height) + 0.5) / height * 2 - 1) * -reach * height / width
    right, up = np.meshgrid(x, z)
    ray = np.stack([right, np.ones_like(right), up], axis=-1)
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    tilt, turn = math.radians(elevation_deg), math.radians(heading_deg)
    pitch = np.array([[1, 0, 0], [0, math.cos(tilt), -math.sin(tilt)], [0, math.sin(tilt), math.cos(tilt)]])
    yaw = np.array([[math.cos(turn), math.sin(turn), 0], [-math.sin(turn), math.cos(turn), 0], [0, 0, 1]])
    column, row = pixel_of(ray @ (yaw @ pitch).T, panorama.shape[0])
    # a few columns of overlap on both sides let the sampler cross the seam
    wide = np.concatenate([panorama[:, -4:], panorama, panorama[:, :4]], axis=1)
    picture = cv2.remap(
        wide,
        (column + 3.5).astype(np.float32),
        np.clip(row - 0.5, 0, panorama.shape[0] - 1).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(picture, np.uint8)
