"""The shapes of answers, for the OpenAPI document alone: the answers themselves are plain mappings."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Flag = Literal[0, 1]
Url = str


class Out(BaseModel):
    """A part of an answer; later versions may add fields."""

    model_config = ConfigDict(extra="allow")


class ErrorOut(Out):
    """What went wrong, in one sentence under two names."""

    error: str
    message: str
    detail: str = Field("", description="More about it; not always there.")


class GenerationOut(Out):
    """A skybox or an imagination: the same object in every answer."""

    id: int
    obfuscated_id: str = Field(pattern="^[0-9a-f]{32}$")
    user_id: int
    username: str
    api_key_id: int | None
    status: Literal["pending", "dispatched", "processing", "complete", "abort", "error"]
    queue_position: int
    type: str = Field(description='"skybox", "skybox remix" or "imaginarium".')
    title: str
    prompt: str
    negative_text: str | None
    seed: int
    skybox_style_id: int = Field(0, description="Not there for imaginations.")
    skybox_style_name: str = ""
    skybox_id: int = 0
    skybox_name: str = ""
    model: str = ""
    variant_id: int = Field(0, description="There for Model 4 alone.")
    generator: str = Field("", description="There for imaginations alone.")
    generator_data: dict[str, Any] = Field({}, description="Its parameters; there for imaginations alone.")
    file_url: Url = Field(description="Empty until it is complete, like the two that follow.")
    thumb_url: Url
    depth_map_url: Url
    exports: dict[str, Url]
    isMyFavorite: bool  # noqa: N815 - the wire's name
    remix_imagine_id: int | None
    remix_obfuscated_id: str | None
    error_message: str | None
    pusher_channel: str
    pusher_event: str
    created_at: str
    updated_at: str
    dispatched_at: str = Field("", description="Not there until it is reached, like the two that follow.")
    processing_at: str = ""
    completed_at: str = ""


class WrappedOut(Out):
    """One object under two names, since the published documents differ."""

    request: GenerationOut
    response: GenerationOut


class ImaginationsOut(Out):
    """What came of an order of old."""

    imaginations: list[GenerationOut]


class PageOut(Out):
    """A page of a history."""

    data: list[GenerationOut]
    totalCount: int = Field(description="On all pages.")  # noqa: N815 - the wire's name
    has_more: bool


class DoneOut(Out):
    """It is done."""

    success: Literal[True]


class DeletedOut(Out):
    """It is deleted."""

    success: Literal["Item deleted successfully"]
    id: str


class VariantOut(Out):
    """A quality of a style."""

    id: int
    label: str
    key: str
    credit_cost: int
    is_default: bool


class StyleOut(Out):
    """A style."""

    id: int = Field(description="To be sent as `skybox_style_id`.")
    name: str
    description: str | None
    max_char: int = Field(alias="max-char", description="Characters of a prompt.")
    negative_text_max_char: int = Field(alias="negative-text-max-char", description="Characters of a negative text.")
    image: Url | None
    image_jpg: Url | None
    sort_order: int
    model: str
    model_version: str
    premium: Flag
    new: Flag
    experimental: Flag
    skybox_style_families_id: int | None
    variants: list[VariantOut]


class StyleItemOut(StyleOut):
    """A style in a family, or beside the families."""

    type: Literal["style"]


class FamilyOut(Out):
    """A family of styles."""

    type: Literal["family"]
    id: int
    name: str
    sort_order: int
    items: list[StyleItemOut] = Field(min_length=1)


class OptionOut(Out):
    """What can be chosen."""

    label: str
    value: str | int


class ParameterOut(Out):
    """A parameter; the `display_…` are for forms."""

    name: str
    type: Literal["textarea", "text", "int", "float", "boolean", "select", "image"]
    required: bool
    max_value: float = Field(0, description="Of a text: its length in characters. Not there without a limit.")
    min_value: float = 0
    default_value: str | float | bool = ""
    options: list[OptionOut] = []
    display_help: str = ""
    display_label: str
    display_element: str
    display_wide: bool = False


class GeneratorOut(Out):
    """A generator."""

    id: int
    generator: str = Field(description="To be sent as `generator`.")
    name: str
    label: str
    params: dict[str, ParameterOut]
    sort_order: int


class ResolutionOut(Out):
    """A size that a type of export can be had in, where the skybox allows it."""

    id: int = Field(description="To be sent as `resolution_id`.")
    name: str
    width: int
    height: int


class ExportTypeOut(Out):
    """A type of export."""

    id: int = Field(description="To be sent as `type_id`.")
    name: str
    key: str
    premium_feature: Literal[False]
    isPremium: Literal[False]  # noqa: N815 - the wire's name
    resolutions: list[ResolutionOut] = Field(description="Empty for films, which have one size.")


class ExportOut(Out):
    """An export."""

    id: str = Field(pattern="^[0-9a-f]{32}$")
    file_url: Url = Field(description="Empty until it is complete.")
    skybox_obfuscated_id: str
    type: str
    type_id: int
    status: Literal["pending", "dispatched", "processing", "complete", "abort", "error"]
    queue_position: int
    error_message: str | None
    pusher_channel: str
    pusher_event: str
    webhook_url: str | None
    created_at: str = Field(description="With microseconds: 2026-03-18T10:42:19.000000Z")


class TipOut(Out):
    """A tip."""

    tip: str


Responses: TypeAlias = dict[int | str, dict[str, Any]]  # by status, as FastAPI takes them

REFUSALS: Responses = {
    403: {"model": ErrorOut, "description": "No valid API key, or the account may not do that."},
    422: {"model": ErrorOut, "description": "A parameter is wrong or missing; the sentence names it."},
    429: {"model": ErrorOut, "description": "Too many requests; `Retry-After` says when to come back."},
    500: {"model": ErrorOut, "description": "A fault of the server."},
    503: {"model": ErrorOut, "description": "The server cannot answer now; `Retry-After` says when to come back."},
}
TOO_LARGE: Responses = {413: {"model": ErrorOut, "description": "The body is too large."}}
TOO_SLOW: Responses = {408: {"model": ErrorOut, "description": "The body came too slowly."}}
MISSING: Responses = {404: {"model": ErrorOut, "description": "There is no such thing."}}
OVER: Responses = {409: {"model": ErrorOut, "description": "It is complete or has failed."}}


def answers(model: Any, *refusals: Responses) -> Responses:
    """Return the answers of an address: the model on success, and what is refused."""
    told: Responses = {200: {"model": model}}
    for refusal in refusals:
        told |= refusal
    return told
