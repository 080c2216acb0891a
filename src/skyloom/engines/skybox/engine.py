"""The skybox engine as the rest of Skyloom sees it; light enough to import in any process."""

from __future__ import annotations

import importlib
from collections.abc import Collection
from dataclasses import replace
from types import ModuleType
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from skyloom.core.catalog import Catalog, load
from skyloom.core.exports import MASTERS
from skyloom.core.scene import SceneSpec
from skyloom.core.scene_json import scene_from_json
from skyloom.engines.base import RenderContext, Result
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.language import reader
from skyloom.language.dressing import dressed
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

    def render(self, params: SkyboxParams, ctx: RenderContext, *, keep: Collection[str] = MASTERS) -> Result:
        """Return the files "file", "thumb", "depth" and the masters to keep; the facts hold the scene that was read."""
        style = self._catalog.style(params.style_id)
        scene = self._scene(params, ctx)
        shoot = _studio().shoot if params.image is None else _restyler().restyle
        shot: Result = shoot(scene, style, params, ctx, keep=keep)
        return replace(shot, facts={"engine": self.name, "version": self.version, **shot.facts})

    def layers(self, params: SkyboxParams, ctx: RenderContext) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Return normals (h, w, 3) and materials (h, w) of what a render shows, see `render.layers`."""
        style = self._catalog.style(params.style_id)
        seen: tuple[NDArray[np.uint8], NDArray[np.uint8]] = _studio().layers(
            self._scene(params, ctx), style, params, ctx
        )
        return seen

    def _scene(self, params: SkyboxParams, ctx: RenderContext) -> SceneSpec:
        style = self._catalog.style(params.style_id)
        wish = reader.read(params.prompt, negative_text=params.negative_text, style=style, seed=ctx.seed)
        kept = params.world
        return wish if kept is None else dressed(scene_from_json(kept.scene), wish, seed=ctx.seed)


def _studio() -> ModuleType:
    # Kernels import types that exist only once a variant is chosen, and a server's other
    # processes must not load them at all: so the import happens when the first render asks for it.
    backend.start()
    return importlib.import_module("skyloom.engines.skybox.studio")


def _restyler() -> ModuleType:
    backend.start()
    return importlib.import_module("skyloom.engines.skybox.restyle")
