"""The voxel dialect's bodies: what comes in, what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from skyloom.api.parameters import Lenient, Text, Whole, flag, lower, whole
from skyloom.core.generations import Status

Json: TypeAlias = dict[str, Any]

GROUP = "voxel"  # generations of one group share the account's slots
IMAGES = "voxel images"  # a kind of generations, beside MODEL
CANDIDATES, VOXELISE = "candidates", "voxelise"  # engines
MAX_PROMPT = 500  # characters
MOST_SEED = 2**53 - 1  # what JSON's readers hold exactly
INTERVAL = 15  # seconds between two orders of candidates
COST = 1  # tokens for a model
SMALLEST = 8  # pixels a side of a picture
FILENAME = "voxel_00000.vox"

STATES: Mapping[Status, str] = {
    Status.PENDING: "queued",
    Status.DISPATCHED: "queued",
    Status.PROCESSING: "running",
    Status.COMPLETE: "completed",
    Status.ERROR: "failed",
    Status.ABORT: "failed",
}


class ImagesIn(Lenient):
    """Parameters of `POST /api/generate/images`."""

    prompt: Text = Field("", max_length=MAX_PROMPT, description="Describes the object. At most 500 characters.")
    seed: Annotated[int, Field(ge=-MOST_SEED, le=MOST_SEED), BeforeValidator(whole)] | None = Field(
        None, description="The same prompt and seed give the same pictures; a random one without it."
    )


class VoxelizeIn(Lenient):
    """Parameters of `POST /api/generate/voxelize`."""

    image_base64: Annotated[Any, WithJsonSchema({"type": "string"})] = Field(
        None, description="A PNG, JPEG or WebP picture as base64; a data: URI is fine."
    )
    voxel_size: Whole = Field(32, ge=8, le=128, description="Cells of the longest axis.")
    texturing: Annotated[Literal["textured", "gray"], BeforeValidator(lower)] = Field(
        "textured", description="Colours, or greys alone."
    )
    fill: Annotated[bool, BeforeValidator(flag)] = Field(False, description="Fill the inside too.")
    color: Annotated[Literal["surface", "vertex"], BeforeValidator(lower)] = Field(
        "surface", description="Colours as the picture has them, or run into one another."
    )
    palette_size: Whole = Field(32, ge=2, le=256, description="Colours at most; a .vox file holds 255.")


class Out(BaseModel):
    """What is sent; the documentation tells all of it."""

    model_config = ConfigDict(frozen=True)


class SubmittedOut(Out):
    """The job that was submitted."""

    jobId: str  # noqa: N815 - the wire's name


class ChargedOut(SubmittedOut):
    """The job that was submitted and paid."""

    balance: int = Field(description="Tokens that are left.")
    charged: bool


class ImageOut(Out):
    """A candidate."""

    index: int
    image_base64: str = Field(description="A PNG of 1024x1024.")


class ImagesOut(Out):
    """The candidates of a prompt."""

    seed: int
    images: list[ImageOut]


class ModelOut(Out):
    """A voxel model."""

    filename: str
    vox_base64: str = Field(description="A .vox file of MagicaVoxel, version 150.")


class StatusOut(Out):
    """How a job is doing."""

    state: Literal["queued", "running", "completed", "failed"]
    delayTime: int = Field(0, description="Milliseconds in the queue; while queued or running.")  # noqa: N815 - the wire's
    executionTime: int = Field(0, description="Milliseconds of work so far; not there once it failed.")  # noqa: N815
    output: ImagesOut | ModelOut = Field(None, description="Once it is completed.")  # type: ignore[assignment]  # left out until then
    error: str = Field("", description="Once it failed: what went wrong.")
    balance: int = Field(0, description="Tokens that are left; of a model that is completed or failed.")
    charged: bool = Field(False, description="Whether the token is spent; false once it was given back.")


class ErrorOut(Out):
    """A refusal."""

    error: str = Field(description="What is wrong and what to do, in a sentence.")
    code: str = Field("", description="INSUFFICIENT_TOKENS with 402, NO_BALANCE with 403.")
    transient: bool = Field(False, description="True with 502: ask again.")
