"""Get a file that a client named by its address, with limits on everything that a hostile server can stretch."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2 as httpx

from skyloom.core.errors import InvalidInput
from skyloom.outside.guard import PRIVATE, PrivateAddress, checked, client, shown

REDIRECTS = 3
HEADERS = {"accept": "*/*", "accept-encoding": "identity", "user-agent": "Skyloom"}
TOO_MANY = f"The address redirects more than {REDIRECTS} times. Give the address of the file itself."
TOO_LARGE = "The file at {shown!r} holds more than {limit} bytes; use a smaller one."
TOO_SLOW = "The file at {shown!r} took longer than {seconds:g} s to arrive. Try again, or upload it instead."
AWAY = "Nothing can be read from {shown!r}: no web server answers there."
ANSWERED = "Nothing can be read from {shown!r}: the server there answers with status {status}."
DAMAGED = "The file at {shown!r} is damaged: its encoding cannot be read."
ENCODED = "The file at {shown!r} is sent in an encoding that was not asked for; upload it instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was found at an address."""

    data: bytes
    content_type: str  # as the server says, lower case, without parameters
    url: str  # after redirects


def fetch(url: str, *, limit: int, seconds: float, allow_private: bool) -> Fetched:
    """Return the file at the address: at most `limit` bytes, within `seconds` in all; or raise InvalidInput.

    Blocks: to be called in a thread that runs no event loop.
    """
    return asyncio.run(_within(url, limit=limit, seconds=seconds, allow_private=allow_private))


async def _within(url: str, *, limit: int, seconds: float, allow_private: bool) -> Fetched:
    target = checked(url)
    try:
        async with asyncio.timeout(seconds), client(allow_private=allow_private, seconds=seconds) as web:
            for _ in range(REDIRECTS + 1):
                found = await _get(web, target, limit=limit)
                if isinstance(found, Fetched):
                    return found
                target = found
    except (TimeoutError, httpx.TimeoutException) as error:
        raise InvalidInput(TOO_SLOW.format(shown=shown(target), seconds=seconds)) from error
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
        words = PRIVATE if isinstance(error.__cause__, PrivateAddress) else AWAY
        raise InvalidInput(words.format(shown=shown(target))) from error
    raise InvalidInput(TOO_MANY)


async def _get(web: httpx.AsyncClient, url: httpx.URL, *, limit: int) -> Fetched | httpx.URL:
    """Return the file, or where to look instead."""
    async with web.stream("GET", url, headers=HEADERS) as answer:
        if answer.is_redirect:
            return _next(url, answer.headers.get("location", ""))
        if not answer.is_success:
            raise InvalidInput(ANSWERED.format(shown=shown(url), status=answer.status_code))
        length = answer.headers.get("content-length", "")
        if length.isdigit() and int(length[:20]) > limit:
            raise InvalidInput(TOO_LARGE.format(shown=shown(url), limit=limit))
        data = bytearray()
        async for part in _decoded(answer, url, limit=limit):
            data += part
            if len(data) > limit:
                raise InvalidInput(TOO_LARGE.format(shown=shown(url), limit=limit))
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        return Fetched(data=bytes(data), content_type=kind, url=str(url))


def _next(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return checked(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise InvalidInput(f"The address {shown(url)!r} redirects to something that is not a URL.") from error


async def _decoded(answer: httpx.Response, url: httpx.URL, *, limit: int) -> AsyncIterator[bytes]:
    """Yield the body's bytes. A compressed one is unpacked no further than the limit."""
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        async for part in answer.aiter_raw():
            yield part
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise InvalidInput(ENCODED.format(shown=shown(url)))
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # gzip or zlib, as the header says
    async for part in answer.aiter_raw():
        try:
            yield unpack.decompress(part, limit + 1)
        except zlib.error as error:
            raise InvalidInput(DAMAGED.format(shown=shown(url))) from error
    if not unpack.eof:
        raise InvalidInput(DAMAGED.format(shown=shown(url)))
