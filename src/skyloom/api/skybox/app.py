"""The skybox dialect as an app of its own, so that its errors and its documentation are its own."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from fastapi import FastAPI, Request

from skyloom.api import errors
from skyloom.api.options import ApiOptions
from skyloom.api.skybox import generate, requests, styles
from skyloom.core.errors import InsufficientCredits, InvalidInput
from skyloom.services.context import Context

PREFIX = "/api/v1"
STATUSES: errors.Statuses = {
    InvalidInput: 422,
    InsufficientCredits: 403,  # the published clients look for "used every generation" under this status
}
FAILED: Mapping[tuple[str, str], str] = {("POST", f"{PREFIX}/skybox"): "Error submitting imagination"}


def create(ctx: Context, options: ApiOptions) -> FastAPI:
    """Return the app; it is mounted at `PREFIX`."""
    app = FastAPI(
        title="Skyloom: the Skybox API",
        version=version("skyloom"),
        description="Turns prompts into 360° skyboxes.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.ctx = ctx
    app.state.options = options
    for part in (generate, styles, requests):
        app.include_router(part.router)
    errors.install(app, STATUSES, failed=_failed)
    return app


def _failed(request: Request) -> str:
    return FAILED.get((request.method, request.url.path), "The server failed to answer. Please try again.")
