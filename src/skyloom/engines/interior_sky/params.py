"""What the interior sky engine can be asked for."""

from __future__ import annotations

from pydantic import Field

from skyloom.engines.base import Params


class InteriorSkyParams(Params):
    """How the windows of a photo are wanted; the photo comes as the input "image"."""

    confidence: float = Field(
        default=0.9, ge=0.5, le=1.0, description="How sure a window must be for its sky to be painted; 1 paints none."
    )
