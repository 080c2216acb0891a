"""The words of the Pusher protocol, versions 5 to 7: what clients say, what we say."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

OLDEST = 5
NEWEST = 7
CHANNEL = re.compile(r"[A-Za-z0-9_\-=@,.;]{1,200}")
SECRET_CHANNELS = ("private-", "presence-")
BAD_FRAME = "A frame is a JSON object with the text 'event', and 'channel' in its 'data' where one is meant."
BAD_CHANNEL = "The name of a channel holds 1 to 200 letters, digits and _-=@,.; and nothing else."
PUBLIC_ONLY = "This server has public channels only. Subscribe to the 'pusher_channel' of a generation."
NO_CLIENT_EVENTS = "This server takes no events from clients."
UNKNOWN_EVENT = "This server knows the events pusher:subscribe, pusher:unsubscribe, pusher:ping and pusher:pong."
TOO_MANY_CHANNELS = "A connection has at most {limit} channels; unsubscribe some, or open another connection."


class Code(IntEnum):
    """Why a connection is closed, or something refused. Below 4100 clients stay away, above they come back."""

    UNKNOWN_KEY = 4001
    BAD_VERSION = 4006
    UNSUPPORTED_VERSION = 4007
    NO_VERSION = 4008
    UNAUTHORISED = 4009
    OVER_CAPACITY = 4100
    COME_BACK = 4200
    NO_PONG = 4201


REASONS = {
    Code.UNKNOWN_KEY: "There is no app with this key; the server's operator sets it as SKYLOOM_PUSH_KEY.",
    Code.BAD_VERSION: "The query's 'protocol' is not a number.",
    Code.UNSUPPORTED_VERSION: f"The protocol must be {OLDEST} to {NEWEST}.",
    Code.NO_VERSION: f"The query's 'protocol' is missing; it is {OLDEST} to {NEWEST}.",
    Code.OVER_CAPACITY: "The server is busy; connect again later.",
    Code.COME_BACK: "The server stops; connect again.",
    Code.NO_PONG: "Nothing was heard of this client, not even an answer to a ping.",
}


class BadFrame(Exception):
    """A client said something that is not of the protocol; the connection lives on."""

    def __init__(self, message: str, code: Code | None = None) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Heard:
    """What a client said."""

    event: str
    channel: str | None


def hear(text: str | None) -> Heard:
    """Return what a text frame says, or raise BadFrame. None is a frame that is not text."""
    try:
        said = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        raise BadFrame(BAD_FRAME) from error
    if not isinstance(said, dict) or not isinstance(said.get("event"), str):
        raise BadFrame(BAD_FRAME)
    event, data = said["event"], said.get("data")
    if isinstance(data, str) and data:  # some clients write JSON into JSON, as servers do
        data = _unpacked(data)
    channel = data.get("channel") if isinstance(data, dict) else None
    return Heard(event, channel if isinstance(channel, str) else None)


def check_channel(name: str | None) -> str:
    """Return the name of a channel that anybody may subscribe to, or raise BadFrame."""
    if name is None or not CHANNEL.fullmatch(name):
        raise BadFrame(BAD_CHANNEL)
    if name.startswith(SECRET_CHANNELS):
        raise BadFrame(PUBLIC_ONLY, Code.UNAUTHORISED)
    return name


def check_version(version: str | None) -> Code | None:
    """Return what is wrong with the protocol that a client speaks."""
    if not version:
        return Code.NO_VERSION
    if not re.fullmatch("[0-9]{1,3}", version):
        return Code.BAD_VERSION
    return None if OLDEST <= int(version) <= NEWEST else Code.UNSUPPORTED_VERSION


def established(activity_timeout: float) -> str:
    """Return the first frame. The time is in seconds; clients need a whole one above 0."""
    socket_id = f"{secrets.randbelow(10**9)}.{secrets.randbelow(10**9)}"
    data = {"socket_id": socket_id, "activity_timeout": max(1, round(activity_timeout))}
    return _frame("pusher:connection_established", json.dumps(data))


def succeeded(channel: str) -> str:
    """Return that a subscription holds."""
    return _frame("pusher_internal:subscription_succeeded", "{}", channel)


def happened(channel: str, event: str, data: str) -> str:
    """Return an event of a channel; its data is JSON as a text, as clients parse it a second time."""
    return _frame(event, data, channel)


def ping() -> str:
    """Return the question whether a client is still there."""
    return _frame("pusher:ping", {})


def pong() -> str:
    """Return that we are."""
    return _frame("pusher:pong", {})


def failed(message: str, code: Code | None = None) -> str:
    """Return an error; its data is an object, unlike all others'."""
    return _frame("pusher:error", {"code": None if code is None else int(code), "message": message})


def _frame(event: str, data: Any, channel: str | None = None) -> str:
    named = {} if channel is None else {"channel": channel}
    return json.dumps({"event": event, **named, "data": data})


def _unpacked(data: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
