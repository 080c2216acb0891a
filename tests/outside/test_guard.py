"""Which addresses are the internet's."""

import asyncio
import socket
import threading
import time

import httpx2 as httpx
import pytest
from tests.outside.servers import plain, serving

from skyloom.core.errors import InvalidInput
from skyloom.outside.guard import GuardedTransport, PrivateAddress, checked, client, is_public, shown, vet


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
        "ff02::1",
    ],
)
def test_what_is_not_the_internet_is_private(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "::ffff:8.8.8.8", "2606:4700:4700::1111"])
def test_the_internet_is_public(address):
    assert is_public(address)


def test_a_name_is_private_if_one_of_its_addresses_is(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)  # the network's answer

    async def ask():
        async with client(allow_private=False, seconds=5) as web:
            await web.get("http://two-faced.example/")

    with pytest.raises(httpx.ConnectError) as refused:
        asyncio.run(ask())

    assert isinstance(refused.value.__cause__, PrivateAddress)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """A name server that says something else the second time is not asked a second time."""
    asked = []

    with serving(plain(b"here")) as base:
        port = int(base.rpartition(":")[2])

        def getaddrinfo(host, *_, **__):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        async def ask():
            # Without the loop's own lookups of numeric addresses, which ask nobody.
            async with client(allow_private=True, seconds=5) as web:
                return await web.get(f"http://rebinding.example:{port}/")

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        answer = asyncio.run(ask())

    assert answer.text == "here"
    assert [host for host in asked if host == "rebinding.example"] == ["rebinding.example"]


def test_sockets_in_the_file_system_are_refused(tmp_path):
    guarded = GuardedTransport(allow_private=True, connections=1)

    with pytest.raises(PrivateAddress):
        asyncio.run(guarded._pool._network_backend.connect_unix_socket(str(tmp_path / "socket")))


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    with serving(plain(b"the proxy")) as proxy, serving(plain(b"the server")) as base:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.setenv("ALL_PROXY", proxy)

        async def ask():
            async with client(allow_private=True, seconds=5) as web:
                return await web.get(base)

        assert asyncio.run(ask()).text == "the server"


@pytest.mark.parametrize("url", ["http://localhost/hook", "https://127.0.0.1/", "http://[::1]:8000/", "http://0/"])
def test_a_private_address_is_refused_when_it_is_named(url):
    with pytest.raises(InvalidInput, match="private network"):
        vet(url, seconds=5, allow_private=False)

    vet(url, seconds=5, allow_private=True)


def test_a_name_that_cannot_be_looked_up_in_time_is_let_through(monkeypatch):
    answered = threading.Event()

    def silence(*_, **__):
        answered.wait(10)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", silence)
    before = time.monotonic()

    vet("https://slow.example/", seconds=0.05, allow_private=False)

    assert time.monotonic() - before < 5
    answered.set()


def test_names_in_other_alphabets_are_fine_and_nonsense_is_not():
    assert checked("https://bücher.example/x").raw_host == b"xn--bcher-kva.example"
    for nonsense in ("http://a b/", "http://[::1", "http://a:port/", "https://" + "a" * 3000):
        with pytest.raises(InvalidInput):
            checked(nonsense)


def test_what_may_be_secret_in_an_address_is_not_shown():
    assert shown("https://me:pass@example.org:8443/hook?key=1#top") == "https://example.org:8443/hook"
