"""Request parameters: query, JSON, form and multipart become one flat mapping."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from skyloom.api.errors import Malformed, TooLarge, TooSlow
from skyloom.core.errors import Unavailable

MAX_FIELDS = 200
LONG = 2**20  # bytes that take so long to read that others are let in between
PATIENCE = 20.0  # seconds that a body may take ...
SLOWEST = 64 * 1024  # ... and one more for so many bytes of it
TURN = 30.0  # seconds that a large body waits for others to be done
BUSY = "The server is receiving other large bodies. Please try again."
WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})  # one client sends its key in the body of a DELETE

Fields: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    content_type: str  # as the client says
    data: bytes


class Room:
    """Places for large bodies: so many at once that they fit into memory."""

    def __init__(self, places: int) -> None:
        self._free = asyncio.Semaphore(places)

    async def take(self) -> None:
        """Wait for a place, or raise Unavailable."""
        try:
            await asyncio.wait_for(self._free.acquire(), TURN)
        except TimeoutError as error:
            raise Unavailable(BUSY) from error

    def leave(self) -> None:
        """Give the place back."""
        self._free.release()


@dataclass(slots=True)
class Intake:
    """What one request's body may be, and takes."""

    limit: int  # bytes
    room: Room | None = None  # for more than `free` bytes
    free: int = 0
    has_place: bool = False

    async def grow(self, size: int) -> None:
        """Go on reading a body that holds `size` bytes so far, or raise TooLarge or Unavailable."""
        if size > self.limit:
            raise TooLarge(f"The body may hold at most {self.limit} bytes; send a smaller one.")
        if self.room is not None and size > self.free and not self.has_place:
            await self.room.take()
            self.has_place = True

    def end(self) -> None:
        """Give back what was taken."""
        if self.room is not None and self.has_place:
            self.has_place = False
            self.room.leave()


async def read_fields(request: Request, *, intake: Intake) -> Fields:
    """Return the parameters of query and body, the body's winning; raise Malformed, TooLarge or TooSlow.

    The body is read once a request, never beyond what is allowed.
    """
    state = request.scope.setdefault("state", {})
    if "fields" not in state:
        state["fields"] = query_fields(request) | await _body_fields(request, intake)
    fields: Fields = state["fields"]
    return fields


def query_fields(request: Request) -> Fields:
    """Return the parameters of the query alone."""
    return _pairs(request.scope["query_string"])


async def _body_fields(request: Request, intake: Intake) -> Fields:
    if request.method not in WITH_BODY:
        return {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _parts(request, intake)
    raw = b"".join([chunk async for chunk in _chunks(request, intake)])
    if not raw.strip():
        return {}
    read = _pairs if kind == "application/x-www-form-urlencoded" else _json  # some clients call JSON something else
    return await asyncio.to_thread(read, raw) if len(raw) > LONG else read(raw)


async def _chunks(request: Request, intake: Intake) -> AsyncGenerator[bytes, None]:
    """Yield the body as it comes; one that is too large or too slow is cut off."""
    length = request.headers.get("content-length", "")
    size = 0
    await intake.grow(int(length[:20]) if length.isdigit() else 0)
    began = time.monotonic()
    stream = request.stream()
    while True:
        left = began + PATIENCE + size / SLOWEST - time.monotonic()
        try:
            async with asyncio.timeout(max(left, 0.01)):
                chunk = await anext(stream, None)
        except TimeoutError as error:
            raise TooSlow from error
        if chunk is None:
            return
        if chunk:
            size += len(chunk)
            await intake.grow(size)
            yield chunk


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


async def _parts(request: Request, intake: Intake) -> Fields:
    chunks = _chunks(request, intake)
    first = await anext(chunks, None)
    if first is None:
        return {}

    async def all_of_it() -> AsyncGenerator[bytes, None]:
        yield first
        async for chunk in chunks:
            yield chunk

    parser = MultiPartParser(
        request.headers,
        all_of_it(),
        max_files=MAX_FIELDS,
        max_fields=MAX_FIELDS,
        max_part_size=intake.limit,
    )
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
