"""`/app/{key}`: the push socket."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from skyloom.api.links import links_of
from skyloom.api.options import ApiOptions, PushLimits
from skyloom.api.push import protocol
from skyloom.api.push.hub import Hub
from skyloom.api.push.peer import Peer
from skyloom.api.push.protocol import REASONS, BadFrame, Code

GOODBYE = 2.0  # seconds that a client gets to hear why it is sent away
router = APIRouter()


@router.websocket("/app/{key}")
async def push(socket: WebSocket, key: str) -> None:
    """Speak with one client until it goes or is sent away."""
    hub: Hub = socket.app.state.hub
    options: ApiOptions = socket.app.state.options
    await socket.accept()
    peer = _refused(socket, key, options) or hub.enter(links_of(socket, options).base)
    if isinstance(peer, Code):
        await _send_away(socket, peer)
        return
    try:
        await _talk(socket, hub, peer, options.push)
    finally:
        hub.leave(peer)


def _refused(socket: WebSocket, key: str, options: ApiOptions) -> Code | None:
    if key != options.push_key:
        return Code.UNKNOWN_KEY
    return protocol.check_version(socket.query_params.get("protocol"))


async def _talk(socket: WebSocket, hub: Hub, peer: Peer, limits: PushLimits) -> None:
    peer.put(protocol.established(limits.activity_timeout))
    speaking = asyncio.create_task(_speak(socket, peer))
    hearing = asyncio.create_task(_hear(socket, hub, peer, limits))
    ends: set[asyncio.Future[Any]] = {speaking, hearing, peer.closed}
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (speaking, hearing):
            task.cancel()
        faults = await asyncio.gather(speaking, hearing, return_exceptions=True)
    if peer.closed.done():
        await _send_away(socket, peer.closed.result())
    for fault in faults:
        if isinstance(fault, Exception) and not isinstance(fault, WebSocketDisconnect):
            raise fault


async def _speak(socket: WebSocket, peer: Peer) -> None:
    while True:
        await socket.send_text(await peer.next())


async def _hear(socket: WebSocket, hub: Hub, peer: Peer, limits: PushLimits) -> None:
    """Do as the client says. One that falls silent is asked for a sign of life, and then sent away."""
    while True:
        try:
            async with asyncio.timeout(limits.activity_timeout):
                message = await socket.receive()
        except TimeoutError:
            peer.put(protocol.ping())
            try:
                async with asyncio.timeout(limits.pong_timeout):
                    message = await socket.receive()
            except TimeoutError:
                peer.close(Code.NO_PONG)
                return
        if message["type"] == "websocket.disconnect":
            return
        try:
            await _obey(hub, peer, message.get("text"))
        except BadFrame as error:
            peer.put(protocol.failed(str(error), error.code))
        if peer.closed.done():
            return
        await asyncio.sleep(0)  # others' turn: one who floods us always has a next message


async def _obey(hub: Hub, peer: Peer, text: str | None) -> None:
    heard = protocol.hear(text)
    match heard.event:
        case "pusher:ping":
            peer.put(protocol.pong())
        case "pusher:pong":
            pass
        case "pusher:subscribe":
            await hub.subscribe(peer, protocol.check_channel(heard.channel))
        case "pusher:unsubscribe":
            hub.unsubscribe(peer, heard.channel or "")
        case event if event.startswith("client-"):
            raise BadFrame(protocol.NO_CLIENT_EVENTS)
        case _:
            raise BadFrame(protocol.UNKNOWN_EVENT)


async def _send_away(socket: WebSocket, code: Code) -> None:
    """Say why, and close with the same code; a client that does not read gets no more time than that."""
    with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):  # RuntimeError: it closed first
        async with asyncio.timeout(GOODBYE):
            await socket.send_text(protocol.failed(REASONS[code], code))
            await socket.close(code, REASONS[code])
