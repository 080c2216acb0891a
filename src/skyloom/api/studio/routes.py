"""Our own addresses: is the server well, how busy is it, how is it called."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from skyloom.api.access import Ctx

router = APIRouter()


@router.get("/healthz")
def healthz(ctx: Ctx) -> dict[str, str]:
    """Answer 200 as soon as the server and its database answer."""
    ctx.db.ping()
    return {"status": "ok", "version": version("skyloom")}


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Show all figures in Prometheus' text format."""
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)
