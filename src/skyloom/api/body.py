"""Request parameters: query, JSON, form and multipart become one flat mapping."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from skyloom.api.errors import Malformed, TooLarge

MAX_FIELDS = 200
WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})  # one client sends its key in the body of a DELETE

Fields: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    content_type: str  # as the client says
    data: bytes


async def read_fields(request: Request, *, limit: int) -> Fields:
    """Return the parameters of query and body, the body's winning; raise Malformed or TooLarge.

    The body is read once a request, never beyond `limit` bytes.
    """
    state = request.scope.setdefault("state", {})
    if "fields" not in state:
        state["fields"] = query_fields(request) | await _body_fields(request, limit)
    fields: Fields = state["fields"]
    return fields


def query_fields(request: Request) -> Fields:
    """Return the parameters of the query alone."""
    return _pairs(request.scope["query_string"])


async def _body_fields(request: Request, limit: int) -> Fields:
    if request.method not in WITH_BODY:
        return {}
    raw = await _read(request, limit)
    if not raw.strip():
        return {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return _pairs(raw)
    if kind == "multipart/form-data":
        return await _parts(request, raw, limit)
    return _json(raw)  # some clients send JSON under another name or none


async def _read(request: Request, limit: int) -> bytes:
    sentence = f"The body may hold at most {limit} bytes; send a smaller one."
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > limit:
        raise TooLarge(sentence)
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > limit:
            raise TooLarge(sentence)
    return bytes(raw)


def _pairs(raw: bytes) -> Fields:
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:  # UnicodeDecodeError is one
        raise Malformed(f"The parameters cannot be read: {error}.") from error
    return dict(pairs)


def _json(raw: bytes) -> Fields:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"The body is not valid JSON: {error}.") from error
    if not isinstance(value, dict):
        raise Malformed("The body must be a JSON object.")
    return value


async def _parts(request: Request, raw: bytes, limit: int) -> Fields:
    async def once() -> AsyncGenerator[bytes, None]:
        yield raw

    parser = MultiPartParser(request.headers, once(), max_files=MAX_FIELDS, max_fields=MAX_FIELDS, max_part_size=limit)
    try:
        form = await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise Malformed(f"The multipart body cannot be read: {getattr(error, 'message', error)}.") from error
    try:
        return {name: await _part(value) for name, value in form.multi_items()}
    finally:
        await form.close()


async def _part(value: UploadFile | str) -> Upload | str:
    if isinstance(value, str):
        return value
    return Upload(value.filename or "", value.content_type or "", await value.read())
