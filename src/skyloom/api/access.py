"""Who is calling: the API key as header, query, body field or Bearer token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, APIKeyQuery, HTTPBearer
from starlette.concurrency import run_in_threadpool

from skyloom.api.body import Fields, Intake, query_fields, read_fields
from skyloom.api.errors import Malformed
from skyloom.api.limiter import STATE, Limiter
from skyloom.api.options import ApiOptions
from skyloom.core.accounts import Caller
from skyloom.core.errors import AccessDenied, TooManyRequests
from skyloom.services.context import Context
from skyloom.services.identify import identify

LARGEST_BODY = 71 * 2**20  # bytes: an image of 50 MiB in base64, and the other parameters
JOB = "jobId"
# For the documentation alone: the key is looked for by hand, since it may also stand in the body.
SCHEMES = [
    Depends(APIKeyHeader(name="x-api-key", auto_error=False)),
    Depends(APIKeyQuery(name="api_key", auto_error=False)),
    Depends(HTTPBearer(auto_error=False)),
]


async def context_of(request: Request) -> Context:
    """Return the server's context; async, because FastAPI would hand a plain function to a thread."""
    ctx: Context = request.app.state.ctx
    return ctx


def options_of(request: Request) -> ApiOptions:
    """Return the settings of the HTTP side."""
    options: ApiOptions = request.app.state.options
    return options


async def caller_of(request: Request) -> Caller:
    """Return the account and key behind the request, or raise AccessDenied or TooManyRequests."""
    secret = _in_head(request) or _key(query_fields(request)) or _key(await _readable(request))
    if not secret or not secret.isascii():
        raise AccessDenied("Access denied: send a valid API key in the header x-api-key.")
    caller = await run_in_threadpool(identify, await context_of(request), secret)
    _count(request, caller)
    return caller


async def fields_of(request: Request) -> Fields:
    """Return all parameters of the request, or raise Malformed."""
    intake = request.scope.setdefault("state", {}).get("intake")
    return await read_fields(request, intake=intake or Intake(limit=options_of(request).max_body))


async def large_bodies(request: Request) -> AsyncIterator[None]:
    """Let the body hold an image, a few such bodies at a time; for routes whose app has room for them.

    Whoever has the key in the body is a stranger until it is read: strangers have a place of their own.
    """
    usual, state = options_of(request).max_body, request.app.state
    room = state.room if _in_head(request) or _key(query_fields(request)) else state.lobby
    intake = Intake(limit=max(LARGEST_BODY, usual), room=room, free=usual)
    request.scope.setdefault("state", {})["intake"] = intake
    try:
        yield
    finally:
        intake.end()


def _count(request: Request, caller: Caller) -> None:
    limiter: Limiter = request.app.state.limiter
    allowance = limiter.take(caller.api_key_id, thing=_looked_at(request))
    request.scope.setdefault("state", {})[STATE] = allowance
    if allowance is not None and allowance.is_over:
        raise TooManyRequests(
            f"This key may make {allowance.limit} requests a minute; ask again in {allowance.resets_in} s.",
            retry_after=allowance.resets_in,
        )


def _looked_at(request: Request) -> str:
    """Return what a request only looks at: a thing that the path or, in one dialect, the query names."""
    if request.method not in ("GET", "HEAD"):
        return ""
    job = request.query_params.get(JOB, "")
    return request.url.path + job if request.path_params or job else ""


def _in_head(request: Request) -> str | None:
    if key := request.headers.get("x-api-key", "").strip():
        return key
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _key(fields: Fields) -> str | None:
    key = fields.get("api_key")
    return key.strip() if isinstance(key, str) else None


async def _readable(request: Request) -> Fields:
    try:
        return await fields_of(request)
    except Malformed:
        return {}


Ctx = Annotated[Context, Depends(context_of)]
Calling = Annotated[Caller, Depends(caller_of)]
