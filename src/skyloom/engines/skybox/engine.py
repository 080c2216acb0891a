"""The skybox engine as the rest of Skyloom sees it; light enough to import in any process."""

from __future__ import annotations

import importlib
from dataclasses import replace
from types import ModuleType
from typing import ClassVar

from skyloom.core.catalog import Catalog, load
from skyloom.engines.base import RenderContext, Result
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.language import reader
from skyloom.render import backend


class Skybox:
    """Renders a panorama, its thumbnail and its depth map from words."""

    name: ClassVar[str] = "procedural"
    version: ClassVar[str] = "3"  # grows when the same parameters and seed no longer give the same picture
    queue: ClassVar[str] = "cpu.skybox"
    Params: ClassVar[type[SkyboxParams]] = SkyboxParams

    def __init__(self, catalog: Catalog | None = None) -> None:
        self._catalog = catalog or load()

    def warm_up(self) -> None:
        """Compile the kernels with small pictures, and load the reader's model."""
        reader.warm_up()
        _studio().rehearse()

    def render(self, params: SkyboxParams, ctx: RenderContext) -> Result:
        """Return the files "file", "thumb" and "depth"; the facts hold the scene that was read."""
        style = self._catalog.style(params.style_id)
        scene = reader.read(params.prompt, negative_text=params.negative_text, style=style, seed=ctx.seed)
        shot: Result = _studio().shoot(scene, style, params, ctx)
        return replace(shot, facts={"engine": self.name, "version": self.version, **shot.facts})


def _studio() -> ModuleType:
    # Kernels import types that exist only once a variant is chosen, and a server's other
    # processes must not load them at all: so the import happens when the first render asks for it.
    backend.start()
    return importlib.import_module("skyloom.engines.skybox.studio")
