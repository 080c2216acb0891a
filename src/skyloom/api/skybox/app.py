"""The skybox dialect as an app of its own, so that its errors and its documentation are its own."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from fastapi import FastAPI, Request

from skyloom.api import errors
from skyloom.api.body import Room
from skyloom.api.limiter import Limiter
from skyloom.api.options import ApiOptions
from skyloom.api.skybox import exports, extras, generate, generators, imagine, legacy, requests, styles
from skyloom.api.skybox.documented import REFUSALS
from skyloom.api.skybox.imagine import InvalidGeneratorData
from skyloom.core.errors import InsufficientCredits, InvalidInput
from skyloom.services.context import Context

PREFIX = "/api/v1"
ABOUT = """Turns prompts into 360° skyboxes.

Every address wants an API key: as the header `x-api-key`, as `api_key` in the query or the body, or as a Bearer token.
Every answer tells in `X-RateLimit-Limit` and `X-RateLimit-Remaining` how often the key may still ask in this minute.
A refusal is `{"error": "…", "message": "…"}`, costs nothing and stores nothing.
"""
LARGE_AT_ONCE = 4  # bodies with large images: each takes up to three times its size while it is read
STRANGE_AT_ONCE = 2  # of those whose key is in the body
STATUSES: errors.Statuses = {
    InvalidInput: 422,
    InvalidGeneratorData: 400,
    InsufficientCredits: 403,  # the published clients look for "used every generation" under this status
}
FAILED: Mapping[tuple[str, str], str] = dict.fromkeys(
    [("POST", f"{PREFIX}/skybox"), ("POST", f"{PREFIX}/imagine/requests")], "Error submitting imagination"
)


def create(ctx: Context, options: ApiOptions, limiter: Limiter) -> FastAPI:
    """Return the app; it is mounted at `PREFIX`."""
    app = FastAPI(
        title="Skyloom: the Skybox API",
        version=version("skyloom"),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
    )
    app.state.ctx = ctx
    app.state.options = options
    app.state.limiter = limiter
    app.state.room, app.state.lobby = Room(LARGE_AT_ONCE), Room(STRANGE_AT_ONCE)
    for part in (generate, exports, styles, generators, imagine, requests, extras, legacy):
        app.include_router(part.router, responses=REFUSALS)
    errors.install(app, STATUSES, failed=_failed)
    return app


def _failed(request: Request) -> str:
    return FAILED.get((request.method, request.url.path), "The server failed to answer. Please try again.")
