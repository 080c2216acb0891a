"""The voxelise engine as the rest of Skyloom sees it; light enough to import in any process."""

from __future__ import annotations

import importlib
from typing import ClassVar

from skyloom.engines.base import RenderContext, Result
from skyloom.engines.voxelise.params import VoxeliseParams


class Voxelise:
    """Makes a voxel model of a picture."""

    name: ClassVar[str] = "voxelise"
    version: ClassVar[str] = "1"  # grows when the same picture and parameters no longer give the same model
    queue: ClassVar[str] = "cpu.voxel"
    Params: ClassVar[type[VoxeliseParams]] = VoxeliseParams

    def warm_up(self) -> None:
        """Import what a first picture would otherwise wait for."""
        importlib.import_module("skyloom.engines.voxelise.making")

    def render(self, params: VoxeliseParams, ctx: RenderContext) -> Result:
        """Return the model of the input "image" as "file"; with the input "model", a .vox file, that one resampled."""
        # codecs of pictures are for rendering processes alone
        made: Result = importlib.import_module("skyloom.engines.voxelise.making").made(params, ctx)
        return made
