"""The candidates engine as the rest of Skyloom sees it; light enough to import in any process."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import ClassVar

from skyloom.core import candidates
from skyloom.engines.base import RenderContext, Result
from skyloom.engines.candidates.params import CandidatesParams


class Candidates:
    """Shows three readings of a prompt as voxel models."""

    name: ClassVar[str] = candidates.ENGINE
    version: ClassVar[str] = "1"  # grows when the same prompt and seed no longer give the same pictures
    queue: ClassVar[str] = "cpu.voxel"
    Params: ClassVar[type[CandidatesParams]] = CandidatesParams

    def warm_up(self) -> None:
        """Load the reader's model, and draw something small."""
        _drawing().rehearse()

    def render(self, params: CandidatesParams, ctx: RenderContext) -> Result:
        """Return the pictures "image_0" to "image_2" and their models "model_0" to "model_2", .vox files.

        The facts hold how each was made, and the SHA-256 of its pixels.
        """
        drawn: Result = _drawing().drawn(params, ctx)
        return drawn


def _drawing() -> ModuleType:
    # what reads, builds and draws is for rendering processes alone
    return importlib.import_module("skyloom.engines.candidates.drawing")
