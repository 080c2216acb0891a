"""The voxel dialect as an app of its own, so that its errors and its documentation are its own."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI

from skyloom.api import errors
from skyloom.api.body import Room
from skyloom.api.errors import Body
from skyloom.api.limiter import Limiter
from skyloom.api.options import ApiOptions
from skyloom.api.voxel import routes
from skyloom.core.errors import AccessDenied, InsufficientCredits, InvalidInput, NoBalance, NoSubscription, Unavailable
from skyloom.services.context import Context
from skyloom.services.find_job import NotYours

PREFIX = "/api/generate"
ABOUT = """Turns words into pictures of voxel models, and pictures into voxel models.

Every address wants an API key: as a Bearer token, or as the header `x-api-key`.
A refusal is `{"error": "…"}`, costs nothing and stores nothing.
"""
LARGE_AT_ONCE = 4  # bodies with large pictures: each takes up to three times its size while it is read
STRANGE_AT_ONCE = 2  # of those whose key is in the body
STATUSES: errors.Statuses = {
    InvalidInput: 400,
    errors.TooLarge: 400,  # the contract knows no other status for a body
    errors.TooSlow: 400,
    AccessDenied: 401,
    NoSubscription: 403,
    NotYours: 403,
    Unavailable: 502,
}


def create(ctx: Context, options: ApiOptions, limiter: Limiter) -> FastAPI:
    """Return the app; it is mounted at `PREFIX`."""
    app = FastAPI(
        title="Skyloom: the Voxel API",
        version=version("skyloom"),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
    )
    app.state.ctx = ctx
    app.state.options = options
    app.state.limiter = limiter
    app.state.room, app.state.lobby = Room(LARGE_AT_ONCE), Room(STRANGE_AT_ONCE)
    app.include_router(routes.router)
    errors.install(app, STATUSES, failed=lambda _request: "The server failed to answer. Please try again.", shape=shape)
    for operations in app.openapi()["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)  # FastAPI's own; the contract has 400
    return app


def shape(message: str, error: Exception | None = None) -> Body:
    """Return the contract's error body: a code where money is the matter, a hint where asking again helps."""
    said: Body = {"error": message}
    if isinstance(error, InsufficientCredits | NoBalance):
        return said | {"code": error.code}
    return said | {"transient": True} if isinstance(error, Unavailable) else said
