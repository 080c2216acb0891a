"""What an export is made of: the masters that a skybox left, or those of a second render."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.core.errors import InvalidInput
from skyloom.core.exports import BY_KEY, DISTANCE, PIXELS, RADIANCE
from skyloom.engines.base import File, RenderContext
from skyloom.engines.export.params import ExportParams
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging import depth
from skyloom.imaging.codec import decoded, shrunk
from skyloom.imaging.hdr import Hdri, read_exr, shrunk_light
from skyloom.imaging.png import read_png
from skyloom.render.backend import machine

JPEG = "file"  # the skybox as everybody sees it, for those that left no masters
RENDERING = 0.9  # share of the time that a second render takes
LOST = "This skybox left no {name}, and what it was made of is not known: generate it anew and export that."
MOVED = (
    "This skybox was made by version {then} of the engine; version {now}, which runs here, would make another picture. "
    "Generate it anew and export that."
)
PICTURED = "This skybox was made of an image: it can be exported up to its own size, and no surfaces of it are known."


class Source:
    """The parts of one skybox, each read once it is asked for."""

    def __init__(self, params: ExportParams, ctx: RenderContext) -> None:
        self.params = params
        self.ctx = ctx
        self.kind = BY_KEY[params.type]
        self.threads = machine().threads
        self._again: Mapping[str, File] = {}

    @property
    def is_finer(self) -> bool:
        """Tell whether more pixels are wanted than the skybox has."""
        return not self.kind.video and self.params.width > self.params.own

    def skybox(self) -> SkyboxParams:
        """Return what the skybox was made of, at the width that is wanted, or raise InvalidInput."""
        params = self.params
        if params.skybox is None:
            raise InvalidInput(LOST.format(name="recipe"))
        if params.skybox.image is not None:
            raise InvalidInput(PICTURED)
        if params.version != Skybox.version:
            raise InvalidInput(MOVED.format(then=params.version, now=Skybox.version))
        return params.skybox.model_copy(update={"width": params.width if self.is_finer else params.own})

    def file(self, name: str) -> bytes | None:
        """Return a file as the skybox left it or a second render made it; None: there is none."""
        if self.is_finer or (name not in self.ctx.inputs and name in (RADIANCE, DISTANCE)):
            return self._rendered()[name].data
        return self.ctx.inputs.get(name)

    def pixels(self, width: int | None = None) -> NDArray[np.uint8]:
        """Return the picture (h, 2 h, 3), sRGB, as wide as it is or narrower."""
        master = self.file(PIXELS)
        if master is None:
            jpeg = self.file(JPEG)
            if jpeg is None:
                raise InvalidInput(LOST.format(name="picture"))
            picture = decoded(jpeg)
        else:
            picture = np.asarray(read_png(master), np.uint8)
        if width is None or width == picture.shape[1]:
            return picture
        return shrunk(picture, width=width, height=width // 2)

    def light(self) -> Hdri:
        """Return the light, as wide as is wanted."""
        data = self.file(RADIANCE)
        assert data is not None
        picture = read_exr(data, threads=self.threads)
        if picture.light.shape[2] == self.params.width:
            return picture
        return shrunk_light(picture, width=self.params.width)

    def distance(self) -> tuple[NDArray[np.float32], float]:
        """Return distances (h, 2 h) as wide as is wanted, and the distance that becomes white, metres."""
        data = self.file(DISTANCE)
        assert data is not None
        codes = np.asarray(read_png(data), np.uint16)
        near = depth.near_of(depth.decoded_distance(codes))  # of the whole, as the skybox's own depth map has it
        size = (self.params.width, self.params.width // 2)
        if codes.shape[1] != size[0]:  # a mean of near and far would be a place where nothing is
            codes = np.asarray(cv2.resize(codes, size, interpolation=cv2.INTER_NEAREST), np.uint16)
        return depth.decoded_distance(codes), near

    def _rendered(self) -> Mapping[str, File]:
        if not self._again:
            ctx = RenderContext(
                seed=self.ctx.seed,
                inputs=self.ctx.inputs,
                progress=lambda share: self.ctx.progress(RENDERING * share),
            )
            self._again = Skybox().render(self.skybox(), ctx, keep=self.kind.reads).files
        return self._again
