"""Errors on the wire: one status table, overridden per dialect, and a body for everything that can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from skyloom.core import errors

log = structlog.get_logger()

Statuses: TypeAlias = Mapping[type[errors.SkyloomError], int]
Body: TypeAlias = dict[str, Any]
Shape: TypeAlias = Callable[[str, Exception | None], Body]


class Malformed(errors.InvalidInput):
    """The request's body cannot be read."""

    code = "MALFORMED"


class TooLarge(errors.InvalidInput):
    """The request's body is too large."""

    code = "TOO_LARGE"


class TooSlow(errors.InvalidInput):
    """The request's body came too slowly. Please send it again over a faster line, or a smaller one."""

    code = "TOO_SLOW"


STATUSES: Statuses = {
    errors.SkyloomError: 500,
    errors.InvalidInput: 400,
    TooLarge: 413,
    TooSlow: 408,
    errors.InsufficientCredits: 402,
    errors.NoBalance: 403,
    errors.AccessDenied: 403,
    errors.NotFound: 404,
    errors.IllegalTransition: 409,
    errors.TooManyRequests: 429,
    errors.Unavailable: 503,
}
CHALLENGE = {401: {"WWW-Authenticate": "Bearer"}}  # as RFC 9110 wants it
RETRY_AFTER = 2  # seconds, while the database is away
ROUTING = {
    404: "There is nothing at {method} {path}. The addresses of this server are listed at /docs.",
    405: "{path} does not answer to {method}. The addresses of this server are listed at /docs.",
}


def status_of(error: errors.SkyloomError, statuses: Statuses) -> int:
    """Return the status of the nearest class in the error's MRO."""
    return next(statuses[cls] for cls in type(error).__mro__ if cls in statuses)


def body(message: str, error: Exception | None = None) -> Body:
    """Return the error body that the published clients read: some look for `error`, some for `message`.

    An error's notes (`add_note`) become the answer's `detail`.
    """
    detail = " ".join(getattr(error, "__notes__", ()))
    said: Body = {"error": message, "message": message}
    return said | {"detail": detail} if detail else said


def install(app: FastAPI, statuses: Statuses, *, failed: Callable[[Request], str], shape: Shape = body) -> None:
    """Answer every failure of `app` in our words; `failed` says what to tell when the fault is ours.

    `shape` makes the body of a sentence and of the error behind it, if it is one of ours.
    """
    table = {**STATUSES, **statuses}

    def answer(
        status: int, message: str, *, error: Exception | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        return JSONResponse(shape(message, error), status, headers=dict(headers or {}))

    def on_known(_request: Request, error: Exception) -> Response:
        assert isinstance(error, errors.SkyloomError)
        status = status_of(error, table)
        return answer(status, str(error), error=error, headers=_retry_after(error) | CHALLENGE.get(status, {}))

    def on_invalid(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return answer(table[errors.InvalidInput], sentence(error.errors()[0]))

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        words = ROUTING.get(error.status_code, str(error.detail))
        message = words.format(method=request.method, path=request.url.path)
        return answer(error.status_code, message, headers=error.headers)

    def on_bug(request: Request, error: Exception) -> Response:
        log.error("http.failed", method=request.method, path=request.url.path, exc_info=error)
        return answer(500, failed(request))

    app.add_exception_handler(errors.SkyloomError, on_known)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_bug)


def sentence(fault: Mapping[str, Any]) -> str:
    """Say one of pydantic's faults as a sentence that names the parameter and what it takes."""
    name = str(fault["loc"][-1]) if fault["loc"] else "body"
    limits = {key: value for key, value in fault.get("ctx", {}).items() if key != "error"}
    match fault["type"]:
        case "missing":
            return f"The parameter '{name}' is missing."
        case "string_too_long" | "too_long":
            return f"The parameter '{name}' may hold at most {limits['max_length']} characters."
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            must = "be a whole number"
        case "bool_parsing" | "bool_type":
            must = "be true or false"
        case "string_type":
            must = "be text"
        case "greater_than_equal":
            must = f"be at least {limits['ge']}"
        case "less_than_equal":
            must = f"be at most {limits['le']}"
        case "literal_error" | "enum":
            must = f"be one of {limits['expected']}"
        case _:
            return f"The parameter '{name}' is wrong: {_told(fault)}."
    return f"The parameter '{name}' must {must}, not {_quoted(fault.get('input'))}."


def _told(fault: Mapping[str, Any]) -> str:
    return str(fault["msg"]).removeprefix("Value error, ").rstrip(".")


def _quoted(value: object) -> str:
    text = ascii(value)  # what was typed may hold characters that no answer can carry
    return text if len(text) <= 60 else text[:57] + "..."


def _retry_after(error: errors.SkyloomError) -> dict[str, str]:
    if isinstance(error, errors.TooManyRequests):
        return {"Retry-After": str(error.retry_after)}
    return {"Retry-After": str(RETRY_AFTER)} if isinstance(error, errors.Unavailable) else {}
