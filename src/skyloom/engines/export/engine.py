"""The export engine as the rest of Skyloom sees it; light enough to import in any process."""

from __future__ import annotations

import importlib
from typing import ClassVar

from skyloom.core import exports
from skyloom.engines.base import RenderContext, Result
from skyloom.engines.export.params import ExportParams


class Export:
    """Makes other files of a skybox: a pure function of its masters, or of what it was made of."""

    name: ClassVar[str] = exports.ENGINE
    version: ClassVar[str] = "1"
    queue: ClassVar[str] = "cpu.export"
    Params: ClassVar[type[ExportParams]] = ExportParams

    def warm_up(self) -> None:
        """Do nothing: what the first export loads takes no time."""

    def render(self, params: ExportParams, ctx: RenderContext) -> Result:
        """Return the file "file"; the facts hold what cannot be seen in it."""
        # codecs of pictures and films are for rendering processes alone
        made: Result = importlib.import_module("skyloom.engines.export.makers").made(params, ctx)
        return made
