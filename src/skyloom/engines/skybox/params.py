"""What the skybox engine can be asked for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from skyloom.engines.base import Params

SMALLEST, LARGEST = 64, 16384  # pixels across


def _even(width: int | None) -> int | None:
    if width is not None and width % 8:
        raise ValueError(f"the width must be a multiple of 8; {width} is not")
    return width


class SkyboxParams(Params):
    """A prompt and how to show it."""

    prompt: str = Field(max_length=2000, description="What to show.")
    negative_text: str = Field(default="", max_length=2000, description="What to leave out.")
    style_id: int | None = Field(
        default=None, ge=1, description="A style of the catalogue; the default one if left out."
    )
    variant: Literal["standard", "enhanced"] | None = Field(default=None, description="The quality of a Model 4 style.")
    horizon_shift: float = Field(
        default=0.0, ge=-20, le=20, description="Degrees; positive moves the horizon line up in the picture."
    )
    width: Annotated[int | None, AfterValidator(_even)] = Field(
        default=None, ge=SMALLEST, le=LARGEST, description="Pixels across; the model's own width if left out."
    )
