"""Our own addresses: is the server well, how busy is it, how is it called."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.staticfiles import StaticFiles

from skyloom.api.access import Ctx

PAGE = "/docs"
DRAWN = f"{PAGE}/static"  # what draws the page: Swagger UI's own files
router = APIRouter()
drawn = StaticFiles(packages=[("fastapi_offline", "static")])


@router.get("/healthz")
def healthz(ctx: Ctx) -> dict[str, str]:
    """Answer 200 as soon as the server and its database answer."""
    ctx.db.ping()
    return {"status": "ok", "version": version("skyloom")}


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Show all figures in Prometheus' text format."""
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)


@router.get(PAGE)
def docs(request: Request) -> Response:
    """Show all addresses of the API as a page to try them on."""
    root = request.scope.get("root_path", "")
    return get_swagger_ui_html(
        openapi_url=f"{root}/api/v1/openapi.json",
        title="Skyloom: the Skybox API",
        swagger_js_url=f"{root}{DRAWN}/swagger-ui-bundle.js",
        swagger_css_url=f"{root}{DRAWN}/swagger-ui.css",
        swagger_favicon_url=f"{root}{DRAWN}/favicon.png",
    )
