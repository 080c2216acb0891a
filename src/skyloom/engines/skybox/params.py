"""What the skybox engine can be asked for."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from skyloom.core.errors import InvalidInput
from skyloom.core.scene_json import scene_from_json
from skyloom.engines.base import Params

SMALLEST, LARGEST = 64, 16384  # pixels across
MOST_INFLUENCE, LEAST_INFLUENCE = 0.11, 0.9  # of an init image: the published scale is inverted
INPUTS = {"control": "control_image", "init": "init_image"}  # what `image` says -> the picture's name in ctx.inputs


def _even(width: int | None) -> int | None:
    if width is not None and width % 8:
        raise ValueError(f"the width must be a multiple of 8; {width} is not")
    return width


def _readable(scene: dict[str, Any]) -> dict[str, Any]:
    try:
        scene_from_json(scene)
    except InvalidInput as error:
        raise ValueError(str(error)) from error
    return scene


class World(Params):
    """A world that was shown before."""

    scene: Annotated[dict[str, Any], AfterValidator(_readable)] = Field(
        description="As the facts of its render hold it."
    )
    seed: int = Field(ge=0, le=2**32 - 1, description="Of its render.")


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
    world: World | None = Field(
        default=None, description="A world to keep: its shapes stay, the prompt and the style dress them anew."
    )
    image: Literal["control", "init"] | None = Field(
        default=None, description="How the picture that comes with the order is used: for its shapes, or for its look."
    )
    init_strength: float | None = Field(
        default=None,
        ge=MOST_INFLUENCE,
        le=LEAST_INFLUENCE,
        description="How little of an init image is left: 0.11 is nearly the image, 0.9 nearly none of it.",
    )

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if (self.image == "init") != (self.init_strength is not None):
            raise ValueError("init_strength goes with image='init', and image='init' with init_strength")
        if self.image is not None and self.world is not None:
            raise ValueError("a world and an image cannot be used at once")
        return self
