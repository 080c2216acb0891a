"""`/studio/api/voxels`: the models of jobs, also in other formats."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

from skyloom.api.access import SCHEMES, Calling, Ctx
from skyloom.api.voxel.shown import job_of
from skyloom.api.voxel.wire import IMAGES
from skyloom.core.candidates import COUNT, MODELS
from skyloom.services.convert_model import FORMATS, convert_model

router = APIRouter(prefix="/studio/api/voxels", dependencies=SCHEMES)


@router.get("/{job_id}/model.{kind}", response_class=Response)
def model(
    ctx: Ctx,
    caller: Calling,
    job_id: Annotated[str, Path(description="As `jobId` says it.")],
    kind: Literal["vox", "glb", "obj"],
    candidate: Annotated[int, Query(ge=0, lt=COUNT, description="Of a job with pictures: which of them.")] = 0,
) -> Response:
    """Give the model of one of your completed jobs: as MagicaVoxel's file, as binary glTF, or as a ZIP with an OBJ."""
    job = job_of(ctx, caller, job_id)
    role = MODELS[candidate] if job.kind == IMAGES else "file"
    data = convert_model(ctx, job, role, FORMATS[kind])
    name = f'attachment; filename="model.{FORMATS[kind].extension}"'
    return Response(data, media_type=FORMATS[kind].content_type, headers={"content-disposition": name})
