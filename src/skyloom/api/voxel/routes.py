"""`/api/generate`: candidates of a prompt, a model of a picture, and how a job is doing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from skyloom.api.access import SCHEMES, Calling, Ctx, fields_of, large_bodies
from skyloom.api.body import Fields
from skyloom.api.parameters import IdempotencyKey, bodies
from skyloom.api.voxel.order import images_order, model_order
from skyloom.api.voxel.shown import balance_of, job_of, shown
from skyloom.api.voxel.wire import ChargedOut, ErrorOut, ImagesIn, StatusOut, SubmittedOut, VoxelizeIn
from skyloom.services.submit import submit
from skyloom.services.submit_files import submit_files

router = APIRouter(
    dependencies=SCHEMES,
    tags=["Voxels"],
    responses={
        400: {"model": ErrorOut, "description": "A parameter or the body is wrong; the sentence says how."},
        401: {"model": ErrorOut, "description": "No valid API key: missing, wrong, expired or revoked."},
        403: {"model": ErrorOut, "description": "No wallet for tokens, a job of others, or the account is off."},
        429: {"model": ErrorOut, "description": "Too many requests; `Retry-After` says when to come back."},
        500: {"model": ErrorOut, "description": "A fault of the server."},
        502: {"model": ErrorOut, "description": "The server cannot answer now; ask again."},
    },
)
Sent = Annotated[Fields, Depends(fields_of)]


@router.post(
    "/images",
    openapi_extra=bodies(ImagesIn.model_json_schema()),
    response_model=None,
    responses={200: {"model": SubmittedOut}},
)
def images(ctx: Ctx, caller: Calling, fields: Sent, idempotency_key: IdempotencyKey = None) -> JSONResponse:
    """Queue three candidate pictures of a prompt, for free; once in 15 seconds."""
    order = images_order(ctx, caller, fields, idempotency_key=idempotency_key)
    job = submit(ctx, order, idempotency_key=idempotency_key)
    return JSONResponse({"jobId": str(job.uuid)})


@router.post(
    "/voxelize",
    openapi_extra=bodies(VoxelizeIn.model_json_schema()),
    response_model=None,
    responses={
        200: {"model": ChargedOut},
        402: {"model": ErrorOut, "description": "The account is out of tokens."},
    },
    dependencies=[Depends(large_bodies)],
)
def voxelize(ctx: Ctx, caller: Calling, fields: Sent, idempotency_key: IdempotencyKey = None) -> JSONResponse:
    """Charge a token and queue a voxel model of a picture; the token returns if it cannot be made."""
    order, files = model_order(ctx, caller, fields)
    job = submit_files(ctx, order, files, idempotency_key=idempotency_key)
    return JSONResponse({"jobId": str(job.uuid), "balance": balance_of(ctx, job), "charged": True})


@router.get(
    "/status",
    response_model=None,
    responses={200: {"model": StatusOut}, 404: {"model": ErrorOut, "description": "There is no such job."}},
)
def status(
    ctx: Ctx,
    caller: Calling,
    job_id: Annotated[str, Query(alias="jobId", min_length=1, description="From `images` or `voxelize`.")],
) -> JSONResponse:
    """Tell how one of your jobs is doing; once it is completed, with its output."""
    return JSONResponse(shown(ctx, job_of(ctx, caller, job_id)))
