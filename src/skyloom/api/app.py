"""The whole HTTP side: the dialects, the files and our own pages in one app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from starlette.middleware.cors import CORSMiddleware

from skyloom.api import errors, files, previews
from skyloom.api.figures import Figures
from skyloom.api.limiter import Limiter, RateHeaders
from skyloom.api.metrics import HttpMetrics
from skyloom.api.options import ApiOptions
from skyloom.api.push import socket as push
from skyloom.api.push.hub import Hub
from skyloom.api.request_id import RequestId
from skyloom.api.skybox import app as skybox
from skyloom.api.studio import collections, voxels, webhooks
from skyloom.api.studio import routes as studio
from skyloom.api.voxel import app as voxel
from skyloom.services.context import Context

EXPOSED = [
    "ETag",
    "Content-Range",
    "Accept-Ranges",
    "Retry-After",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-Request-Id",
]
CORS_AGE = 86_400  # seconds that a browser may keep what it was allowed


def create_app(ctx: Context, options: ApiOptions | None = None) -> FastAPI:
    """Return the app that answers for this server."""
    options = options or ApiOptions()
    registry = CollectorRegistry()
    registry.register(Figures(ctx))
    hub = Hub(ctx, options.push)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await hub.stop()

    app = FastAPI(lifespan=lifespan, title="Skyloom", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.ctx = ctx
    app.state.options = options
    app.state.registry = registry
    app.state.limiter = Limiter(options.rate_limit, now=ctx.now)
    app.state.hub = hub
    app.include_router(files.router)
    app.include_router(push.router)
    app.include_router(studio.router)
    app.include_router(webhooks.router)
    app.include_router(collections.router)
    app.include_router(voxels.router)
    app.mount(studio.DRAWN, studio.drawn)
    app.mount(previews.PREFIX, previews.pictures)
    app.mount(skybox.PREFIX, skybox.create(ctx, options, app.state.limiter))
    app.mount(voxel.PREFIX, voxel.create(ctx, options, app.state.limiter))
    errors.install(app, {}, failed=lambda _request: "The server failed to answer. Please try again.")
    app.add_middleware(RateHeaders)
    # Browsers of any page may call with a key: no cookies are involved.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
        max_age=CORS_AGE,
    )
    app.add_middleware(HttpMetrics, registry=registry)
    app.add_middleware(RequestId)
    return app
