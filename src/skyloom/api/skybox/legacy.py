"""An address of the published service's first months, for scripts that were never changed."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse

from skyloom.api.access import SCHEMES, Calling, Ctx
from skyloom.api.body import Fields
from skyloom.api.parameters import Json, bodies
from skyloom.api.skybox.documented import MISSING, TOO_LARGE, ImaginationsOut, answers
from skyloom.api.skybox.generate import generate_fields, ordered
from skyloom.core.catalog import Catalog
from skyloom.core.errors import NotFound

router = APIRouter(dependencies=SCHEMES, tags=["Skyboxes"])
PART = re.compile(r"prompt\[[^\]]*\]")  # as forms write the entries of a mapping
WORDS = {"type": "object", "additionalProperties": {"type": "string"}}
PROMPT = {"anyOf": [{"type": "string"}, WORDS], "description": 'The prompt, or its parts: {"USER_INPUT_1": "…"}.'}


@router.post(
    "/skybox/submit/{styleIndex}",
    openapi_extra=bodies({"type": "object", "properties": {"prompt": PROMPT}, "required": ["prompt"]}),
    response_model=None,
    responses=answers(ImaginationsOut, MISSING, TOO_LARGE),
    deprecated=True,
)
def submit_to_style(
    request: Request,
    ctx: Ctx,
    caller: Calling,
    style: Annotated[str, Path(alias="styleIndex", description="A style's id; for any other the default style.")],
    fields: Annotated[Fields, Depends(generate_fields)],
) -> JSONResponse:
    """Order a skybox as the scripts of early 2023 do; `POST /skybox` can do more."""
    asked = {"prompt": _prompt(fields), "skybox_style_id": _known(ctx.catalog, style)}
    return JSONResponse({"imaginations": [ordered(request, ctx, caller, asked)]})


def _prompt(fields: Fields) -> str:
    prompt = fields.get("prompt")
    parts: Json = (
        prompt if isinstance(prompt, dict) else {name: v for name, v in fields.items() if PART.fullmatch(name)}
    )
    if parts:
        return ", ".join(str(part) for part in parts.values() if part)
    return prompt if isinstance(prompt, str) else ""


def _known(catalog: Catalog, style: str) -> int | None:
    """Return the style's id if there is such a style: the numbers of that time are forgotten."""
    if not re.fullmatch("[0-9]{1,9}", style):
        return None
    try:
        return catalog.style(int(style)).id
    except NotFound:
        return None
