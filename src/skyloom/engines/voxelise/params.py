"""What the voxelise engine can be asked for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from skyloom.engines.base import Params

SMALLEST, LARGEST = 8, 128  # voxels along the longest axis
FEWEST, MOST = 2, 256  # colours


class VoxeliseParams(Params):
    """How the model of a picture is wanted; the picture comes as the input "image"."""

    voxel_size: int = Field(default=32, ge=SMALLEST, le=LARGEST, description="Voxels along the longest axis.")
    texturing: Literal["textured", "gray"] = Field(default="textured", description="In colour, or in greys.")
    fill: bool = Field(default=False, description="Whether the inside is solid; otherwise it is a closed shell.")
    color: Literal["surface", "vertex"] = Field(
        default="surface", description="Colours of the faces that are seen, or blended between corners that lie apart."
    )
    palette_size: int = Field(
        default=32, ge=FEWEST, le=MOST, description="Colours at most; a model can hold 255, so 256 means 255."
    )
