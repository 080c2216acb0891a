"""What a render leaves: pixels, distances and, on request, everything a style or an export needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.cube import Cube


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How much work a picture gets."""

    width: int  # pixels; the height is half of it
    samples: int  # rays a pixel
    edge_samples: int  # rays a pixel near the horizon, where the land is finest
    cloud_points: int  # points of the cloud map along a side
    cloud_steps: int
    azimuths: int = 1280  # of the land's mesh
    rings: int = 400
    rays: int = 4  # from each vertex of the ground, that look for the sky
    bounces: int = 0  # of the sky's light
    block_deg: float = 0.0  # how wide the cubes look that the world is rebuilt of; 0: it is not

    def at_width(self, width: int) -> Quality:
        """Return the same quality for another size: what is invisible in a smaller picture is not made."""
        share = width / self.width
        if share == 1:
            return self
        return replace(
            self,
            width=width,
            cloud_points=max(128, round(self.cloud_points * min(share, 2) / 32) * 32),
            azimuths=max(320, round(self.azimuths * min(1, max(share, 0.25)) / 64) * 64),
            rings=max(120, round(self.rings * min(1, max(share, 0.25)) / 20) * 20),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surfaces:
    """What the eye sees on the faces of a cube, each layer (6, across, across) or (6, across, across, 3)."""

    cube: Cube
    normal: NDArray[np.float32]  # world frame; zero for the sky
    albedo: NDArray[np.float32]  # linear
    material: NDArray[np.uint8]  # 0 for the sky
    distance: NDArray[np.float32]  # metres along the ray; infinity for the sky
    light: NDArray[np.float32]  # that falls on the surface, in units of a mean grey's brightness; 0 for the sky
    piece: NDArray[np.uint32]  # the triangle of the mesh, from 1; 0 for sky and water


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A finished panorama; row 0 looks up, the middle column along +y."""

    pixels: NDArray[np.uint8]  # (h, w, 3), sRGB
    distance: NDArray[np.float32]  # (h, w), metres along the ray; infinity for the sky
    radiance: NDArray[np.float32] | None = None  # (h, w, 3), linear, cd/m²
    normal: NDArray[np.float32] | None = None  # (h, w, 3), world frame; zero for the sky
    albedo: NDArray[np.float32] | None = None  # (h, w, 3), linear
    material: NDArray[np.uint8] | None = None  # (h, w); 0 for the sky
    heaven: NDArray[np.uint8] | None = None  # (h, w, 3), sRGB: the picture without any land
    surfaces: Surfaces | None = None
    light: NDArray[np.float16] | None = None  # (3, h, w), linear, sun and all; 1 stands for `white`
    white: float = 1.0  # cd/m²
    lowered: float = 1.0  # by how much `white` is brighter than the film's own, to make room for a sun
    seconds: Mapping[str, float] = field(default_factory=dict)  # by stage
