"""What a request costs: counted by route template, so that ids in paths make no new series."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
UNKNOWN = "(none)"  # the route of an address that does not exist


class HttpMetrics:
    """ASGI middleware that counts and times every request."""

    def __init__(self, app: ASGIApp, *, registry: CollectorRegistry) -> None:
        self._app = app
        labels = ("method", "route", "status")
        self._requests = Counter("skyloom_http_requests", "HTTP requests answered.", labels, registry=registry)
        self._seconds = Histogram(
            "skyloom_http_seconds", "Time to answer, in seconds.", ("route",), buckets=BUCKETS, registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        started = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = _template(scope)
            self._requests.labels(_method(scope), route, str(status)).inc()
            self._seconds.labels(route).observe(time.perf_counter() - started)


def _template(scope: Scope) -> str:
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return UNKNOWN
    mounted = scope.get("root_path", "").removeprefix(scope.get("app_root_path", ""))
    return f"{mounted}{path}"


def _method(scope: Scope) -> str:
    """Return the method; a made-up one makes no series of its own."""
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return scope["method"] if scope["method"] in known else "OTHER"
