"""The interior sky engine as the rest of Skyloom sees it; light enough to import in any process."""

from __future__ import annotations

import importlib
from typing import ClassVar

from skyloom.engines.base import RenderContext, Result
from skyloom.engines.interior_sky.params import InteriorSkyParams


class InteriorSky:
    """Paints a blue sky behind the windows of a photo."""

    name: ClassVar[str] = "interior_sky"
    version: ClassVar[str] = "1"  # grows when the same photo and seed no longer give the same picture
    queue: ClassVar[str] = "cpu.interior"
    Params: ClassVar[type[InteriorSkyParams]] = InteriorSkyParams

    def warm_up(self) -> None:
        """Compile the kernels of a sky, so that the first photo need not wait for them."""
        importlib.import_module("skyloom.render.backend").start()
        importlib.import_module("skyloom.engines.interior_sky.picture").rehearse()

    def render(self, params: InteriorSkyParams, ctx: RenderContext) -> Result:
        """Return the photo "image" with a new sky as "file" and what changed as "mask"; unsure, its very bytes."""
        importlib.import_module("skyloom.render.backend").start()  # before the modules that hold kernels
        made: Result = importlib.import_module("skyloom.engines.interior_sky.making").made(params, ctx)
        return made
