"""A job as the voxel dialect shows it."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from uuid import UUID

from skyloom.api.voxel.wire import FILENAME, GROUP, IMAGES, STATES, Json
from skyloom.core.accounts import Caller
from skyloom.core.candidates import IMAGES as ROLES
from skyloom.core.errors import NotFound
from skyloom.core.generations import REFUNDED, Generation, Status
from skyloom.services.balance import balance
from skyloom.services.context import Context
from skyloom.services.find_job import find_job

MILLISECOND = timedelta(milliseconds=1)
STOPPED = "The job was cancelled."


def job_of(ctx: Context, caller: Caller, job_id: str) -> Generation:
    """Return the caller's job, or raise NotFound, or NotYours."""
    try:
        uuid = UUID(job_id)
    except ValueError:
        raise NotFound("There is no such job.") from None
    return find_job(ctx, uuid, account_id=caller.account.id, group=GROUP)


def job_state(job: Generation) -> Json:
    """Return where the job stands, without its output."""
    return {"jobId": str(job.uuid), "state": STATES[job.status]}


def shown(ctx: Context, job: Generation) -> Json:
    """Return how the job is doing."""
    state = STATES[job.status]
    if job.status is Status.COMPLETE:
        assert job.processing_at is not None
        assert job.completed_at is not None
        took = {"executionTime": _milliseconds(job.processing_at, job.completed_at)}
        return {"state": state, **took, "output": _output(ctx, job), **_money(ctx, job)}
    if job.status in REFUNDED:
        return {"state": state, "error": job.error_message or STOPPED, **_money(ctx, job)}
    began, now = job.processing_at, ctx.now()
    return {
        "state": state,
        "delayTime": _milliseconds(job.created_at, began or now),
        "executionTime": 0 if began is None else _milliseconds(began, now),
    }


def balance_of(ctx: Context, job: Generation) -> int:
    """Return what is left of the wallet that paid the job."""
    return balance(ctx, job.account_id, job.currency) if job.balance is None else job.balance


def _money(ctx: Context, job: Generation) -> Json:
    if not job.cost:
        return {}
    return {"balance": balance_of(ctx, job), "charged": job.status not in REFUNDED}


def _output(ctx: Context, job: Generation) -> Json:
    if job.kind == IMAGES:
        files = [_file(ctx, job, role) for role in ROLES]
        images = [{"index": number, "image_base64": file} for number, file in enumerate(files)]
        return {"seed": job.seed, "images": images}
    return {"filename": FILENAME, "vox_base64": _file(ctx, job, "file")}


def _file(ctx: Context, job: Generation, kind: str) -> str:
    return base64.b64encode(ctx.blobs.get(job.artifacts[kind].key)).decode()


def _milliseconds(begin: datetime, end: datetime) -> int:
    return max(0, (end - begin) // MILLISECOND)
