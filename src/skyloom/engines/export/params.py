"""What the export engine can be asked for."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from skyloom.core.exports import BY_KEY, FINEST
from skyloom.engines.base import Params
from skyloom.engines.skybox.params import SMALLEST, SkyboxParams


def _known(key: str) -> str:
    if key not in BY_KEY:
        raise ValueError(f"there is no export {key!r}; choose from {', '.join(BY_KEY)}")
    return key


class ExportParams(Params):
    """A skybox and how it is wanted; its files come as inputs, its seed is the render's."""

    type: Annotated[str, AfterValidator(_known)] = Field(description="The key of a type of export.")
    width: int = Field(ge=SMALLEST, le=FINEST, description="Pixels across of the panorama, or of the film.")
    own: int = Field(ge=SMALLEST, le=FINEST, description="Pixels across of the skybox.")
    skybox: SkyboxParams | None = Field(
        default=None, description="What the skybox was made of; without it nothing can be rendered again."
    )
    version: str | None = Field(default=None, description="Of the engine that made it.")
