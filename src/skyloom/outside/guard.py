"""A guard on connections: an address that a stranger gave must not lead into the operator's own network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import httpcore2 as httpcore
import httpx2 as httpx

from skyloom.core.errors import InvalidInput

LONGEST_URL = 2048  # characters
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Global by their registration, but tunnels and relays to any IPv4 address, private ones included.
TUNNELS = [ipaddress.ip_network(text) for text in ("2002::/16", "2001::/32", "64:ff9b::/96", "192.88.99.0/24")]
PRIVATE = (
    "The address {shown!r} leads into a private network, where this server does not go. Use a public address; "
    "the server's operator can allow private ones, but for link-local ones, with SKYLOOM_ALLOW_PRIVATE_URLS=true."
)


class PrivateAddress(httpcore.ConnectError):
    """The name leads to an address that is not public."""


def checked(url: str) -> httpx.URL:
    """Return the URL if it is one to a web server, or raise InvalidInput. Its host is not looked up."""
    if len(url) > LONGEST_URL:
        raise InvalidInput(f"The address may hold at most {LONGEST_URL} characters.")
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host  # encodes the name, which may fail
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise InvalidInput("The address is not a URL; it looks like https://example.org/path.") from error
    if parsed.scheme not in ("http", "https") or not host or b"%" in host:
        raise InvalidInput("The address must begin with http:// or https:// and name a server.")
    if parsed.userinfo:
        raise InvalidInput("The address must not hold a user name or a password.")
    return parsed


def vet(url: str, *, seconds: float, allow_private: bool) -> None:
    """Raise InvalidInput for a URL that is none, or that leads to a private address as far as can be told in time.

    What no name server knows now may be known later: the guard asks again whenever it connects. To be called in a
    thread that runs no event loop.
    """
    parsed = checked(url)

    async def ask() -> Sequence[str]:
        async with asyncio.timeout(seconds):
            return await _resolve(parsed.host, parsed.port or 443)

    try:
        addresses = asyncio.run(ask())
    except (OSError, UnicodeError, TimeoutError):
        return
    if not all(is_allowed(address, allow_private=allow_private) for address in addresses):
        raise InvalidInput(PRIVATE.format(shown=shown(parsed)))


def is_allowed(address: str, *, allow_private: bool) -> bool:
    """Tell whether the server may go to an IP address.

    Never to a link-local one: machines of clouds tell their own secrets there.
    """
    if not allow_private:
        return is_public(address)
    ip = ipaddress.ip_address(address.partition("%")[0])  # without the name of an interface
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return not (mapped or ip).is_link_local


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the internet's that belongs to a single machine."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip not in GLOBAL_UNICAST:
            return False
    tunnelled = any(ip in network for network in TUNNELS if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not tunnelled


def shown(url: httpx.URL | str) -> str:
    """Return the URL without what may be secret: user, query and fragment."""
    return str(httpx.URL(url).copy_with(query=None, fragment=None, username="", password=""))


def client(*, allow_private: bool, seconds: float, connections: int = 10) -> httpx.AsyncClient:
    """Return a client whose every connection passes the guard. It follows no redirects and reads no environment."""
    return httpx.AsyncClient(
        transport=GuardedTransport(allow_private=allow_private, connections=connections),
        timeout=seconds,
        follow_redirects=False,
        trust_env=False,
    )


class GuardedTransport(httpx.AsyncHTTPTransport):
    """HTTP over connections that were checked."""

    def __init__(self, *, allow_private: bool, connections: int) -> None:
        super().__init__(verify=_trusted())
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_trusted(),
            max_connections=connections,
            max_keepalive_connections=0,  # a name may lead elsewhere the next time
            network_backend=Guard(allow_private=allow_private),
        )


class Guard(httpcore.AsyncNetworkBackend):
    """Looks a name up once, refuses it if any answer is not public, and connects to the very address it checked."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that answers; TLS still checks the name."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await _resolve(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("no name server answered in time") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("no name server knows the host") from error
        if not all(is_allowed(address, allow_private=self._allow_private) for address in addresses):
            raise PrivateAddress("the host leads into a private network")
        share = timeout and timeout / len(addresses)
        for address in addresses[:-1]:
            try:
                return await self._backend.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # perhaps the next one answers
        return await self._backend.connect_tcp(addresses[-1], port, share, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - httpcore's signature
        timeout: float | None = None,  # noqa: ARG002 - likewise
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - likewise
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: sockets in the file system are this machine's own."""
        raise PrivateAddress("a socket of this machine is private")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@cache
def _trusted() -> ssl.SSLContext:
    """Return the certificates that are believed; an operator may add some with SSL_CERT_FILE."""
    return httpx.create_ssl_context()


async def _resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a name, in the system's order, or raise OSError.

    In a thread of its own, because nothing can stop a lookup: one that hangs must keep nobody waiting.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(result: list[str] | Exception) -> None:
        if answer.done():
            return
        if isinstance(result, Exception):
            answer.set_exception(result)
        else:
            answer.set_result(result)

    def look_up() -> None:
        result: list[str] | Exception
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
            result = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        except (OSError, UnicodeError) as error:
            result = error
        try:
            loop.call_soon_threadsafe(settle, result)
        except RuntimeError:  # the loop ended meanwhile, nobody waits any more
            return

    threading.Thread(target=look_up, name="resolver", daemon=True).start()
    return await answer
