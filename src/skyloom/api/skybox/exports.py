"""`/skybox/export`: skyboxes in other files."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from skyloom.api.access import SCHEMES, Calling, Ctx, fields_of, options_of
from skyloom.api.body import Fields
from skyloom.api.errors import sentence
from skyloom.api.links import links_of
from skyloom.api.parameters import Json, bodies
from skyloom.api.skybox.documented import MISSING, TOO_LARGE, DoneOut, ExportOut, ExportTypeOut, answers
from skyloom.api.skybox.export_order import export_order_of
from skyloom.api.skybox.shown import as_ordered, shown_export
from skyloom.api.skybox.wire import GROUP as SKYBOXES
from skyloom.api.skybox.wire_exports import ExportIn, type_out
from skyloom.core.accounts import Caller
from skyloom.core.errors import InvalidInput, NotFound
from skyloom.core.exports import BY_ID, GROUP, TYPES, ExportType
from skyloom.core.generations import OPEN, Generation, Status
from skyloom.services.cancel import cancel
from skyloom.services.context import Context
from skyloom.services.delete import delete
from skyloom.services.export import export
from skyloom.services.find import find

router = APIRouter(dependencies=SCHEMES, tags=["Exports"])
HASH = re.compile("[0-9a-f]{32}")
NO_SKYBOX, NO_EXPORT = "Skybox not found", "Export not found"
Hash = Annotated[str, Path(alias="id", description="The `id` of an export, 32 hex digits.")]


@router.get("/skybox/export", response_model=None, responses=answers(list[ExportTypeOut]))
def types(_caller: Calling) -> list[Json]:
    """List the types of exports and the sizes that each can be had in; all are free."""
    return [type_out(kind) for kind in TYPES]


@router.post(
    "/skybox/export",
    openapi_extra=bodies(ExportIn.model_json_schema()),
    response_model=None,
    responses=answers(ExportOut, MISSING, TOO_LARGE),
)
def order(request: Request, ctx: Ctx, caller: Calling, fields: Annotated[Fields, Depends(fields_of)]) -> JSONResponse:
    """Export one of your complete skyboxes as another file; follow it by its id.

    Asked for again, the same skybox, type and size is the same export, and complete at once if it was made already.
    """
    asked, kind = _parsed(fields)
    skybox = _found(ctx, caller, asked.skybox_id, SKYBOXES, NO_SKYBOX)
    if skybox.status is not Status.COMPLETE:
        raise InvalidInput(
            f"This skybox cannot be exported: its status is {skybox.status}. Export it once it is complete."
        )
    links = links_of(request, options_of(request))
    wanted, same_as = export_order_of(ctx, caller, asked, kind, skybox, origin=links.base)
    try:
        made = export(ctx, wanted, same_as=same_as)
    except NotFound:
        raise NotFound(NO_SKYBOX) from None
    return JSONResponse(shown_export(ctx, links, as_ordered(made)))


@router.get("/skybox/export/{id}", response_model=None, responses=answers(ExportOut, MISSING))
def by_id(request: Request, ctx: Ctx, caller: Calling, export_id: Hash) -> JSONResponse:
    """Show one of your exports."""
    made = _found(ctx, caller, export_id, GROUP, NO_EXPORT)
    return JSONResponse(shown_export(ctx, links_of(request, options_of(request)), made))


@router.delete("/skybox/export/{id}", response_model=None, responses=answers(DoneOut, MISSING))
def cancel_or_delete(ctx: Ctx, caller: Calling, export_id: Hash) -> Json:
    """Cancel one of your exports; one that is over is deleted with its file."""
    made = _found(ctx, caller, export_id, GROUP, NO_EXPORT)
    end = cancel if made.status in OPEN else delete
    try:
        end(ctx, account_id=caller.account.id, generation_id=made.id, group=GROUP)
    except NotFound:
        raise NotFound(NO_EXPORT) from None
    return {"success": True}


def _parsed(fields: Fields) -> tuple[ExportIn, ExportType]:
    try:
        asked = ExportIn.model_validate(fields)
    except ValidationError as error:
        raise InvalidInput(sentence(error.errors(include_url=False)[0])) from error
    missing: list[str] = [name for name in ("skybox_id", "type_id") if getattr(asked, name) in (None, "")]
    if missing:
        raise InvalidInput(f"The parameter '{missing[0]}' is missing.")
    kind = BY_ID.get(asked.type_id or 0)
    if kind is None:
        known = ", ".join(f"{each.id} ({each.name})" for each in TYPES)
        raise InvalidInput(f"There is no type of export {asked.type_id}: 'type_id' is one of {known}.")
    return asked, kind


def _found(ctx: Context, caller: Caller, obfuscated_id: str, group: str, missing: str) -> Generation:
    """Return a generation of the caller's; whatever cannot be its id is as unknown as a foreign one."""
    wanted: dict[str, Any] = {"account_id": caller.account.id, "obfuscated_id": obfuscated_id, "group": group}
    if not HASH.fullmatch(obfuscated_id):
        raise NotFound(missing)
    try:
        return find(ctx, **wanted)
    except NotFound:
        raise NotFound(missing) from None
