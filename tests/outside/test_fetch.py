"""Files named by strangers: what is fetched, and what is refused and how."""

import gzip
import threading
import time
from contextlib import ExitStack

import pytest
from tests.outside.servers import plain, serving

from skyloom.core.errors import InvalidInput
from skyloom.outside.fetch import fetch

PICTURE = b"\x89PNG" + bytes(range(256)) * 8


def got(url, *, limit=100_000, seconds=5.0, allow_private=True):
    return fetch(url, limit=limit, seconds=seconds, allow_private=allow_private)


def test_a_file_is_fetched_with_its_type():
    with serving(plain(PICTURE, Content_Type="Image/PNG; charset=x")) as base:
        found = got(f"{base}/sky.png")

    assert (found.data, found.content_type, found.url) == (PICTURE, "image/png", f"{base}/sky.png")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://2130706433:{port}/",
    ],
)
def test_a_private_address_is_never_asked(url):
    asked = threading.Event()
    with serving(lambda *_: asked.set()) as base, pytest.raises(InvalidInput, match=r"private network.*SKYLOOM_ALLOW"):
        got(url.format(port=base.rpartition(":")[2]), allow_private=False)

    assert not asked.is_set()


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "0.0.0.0", "[fe80::1]", "100.64.0.1", "0x7f.1"])
def test_addresses_of_other_private_networks_are_refused_at_once(host):
    before = time.monotonic()

    with pytest.raises(InvalidInput, match="private network"):
        got(f"http://{host}/latest/meta-data", allow_private=False)

    assert time.monotonic() - before < 3


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]"])
def test_link_local_addresses_are_refused_even_where_private_ones_are_not(host):
    with pytest.raises(InvalidInput, match="but for link-local ones"):
        got(f"http://{host}/latest/meta-data", allow_private=True)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "//a/b", "", "http://"]
)
def test_only_addresses_of_web_servers_are_fetched(url):
    with pytest.raises(InvalidInput, match="http"):
        got(url)


@pytest.mark.parametrize("url", ["http://user:secret@example.org/", "http://me@example.org/"])
def test_names_and_passwords_in_addresses_are_refused_and_not_repeated(url):
    with pytest.raises(InvalidInput, match="user name") as refused:
        got(url)

    assert "secret" not in str(refused.value)


def test_the_query_is_not_repeated_in_an_error():
    with serving(plain(b"", status="404 Not Found")) as base, pytest.raises(InvalidInput) as refused:
        got(f"{base}/a.png?token=secret")

    assert "status 404" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_redirects_are_followed():
    with serving(plain(PICTURE)) as there, serving(plain(b"", status="302 Found", Location=f"{there}/b")) as here:
        found = got(f"{here}/a")

    assert (found.data, found.url) == (PICTURE, f"{there}/b")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://a:b@example.org/", "gopher://127.0.0.1/"])
def test_a_redirect_to_what_is_no_web_server_is_refused(target):
    with serving(plain(b"", status="302 Found", Location=target)) as here, pytest.raises(InvalidInput):
        got(here)


def test_a_redirect_to_a_private_address_is_refused(monkeypatch):
    asked = threading.Event()
    with ExitStack() as stack:
        inside = stack.enter_context(serving(lambda *_: asked.set(), "127.0.0.2"))
        outside = stack.enter_context(serving(plain(b"", status="302 Found", Location=inside)))
        # The first server plays the public one, as no test can have one.
        monkeypatch.setattr("skyloom.outside.guard.is_public", lambda address: address == "127.0.0.1")

        with pytest.raises(InvalidInput, match="private network"):
            got(outside, allow_private=False)

    assert not asked.is_set()


def test_a_circle_of_redirects_ends():
    with (
        serving(plain(b"", status="302 Found", Location="/again")) as here,
        pytest.raises(InvalidInput, match="3 times"),
    ):
        got(here)


def test_a_body_that_says_it_is_too_large_is_not_read():
    def behave(connection, _head):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
        connection.recv(1)  # until the client hangs up

    with serving(behave) as base, pytest.raises(InvalidInput, match="more than 1000 bytes"):
        got(base, limit=1000)


def test_an_endless_body_is_cut_off():
    sent = []
    ended = threading.Event()

    def behave(connection, _head):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                sent.append(connection.send(bytes(65536)))
        finally:
            ended.set()

    with serving(behave) as base, pytest.raises(InvalidInput, match="more than 100000 bytes"):
        got(base)

    assert ended.wait(5)
    assert sum(sent) < 50_000_000  # what the kernel's buffers hold


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_drips_is_given_up_in_time(head):
    gone = threading.Event()

    def behave(connection, _head):
        connection.sendall(head or b"HTTP/1.1 200 OK\r\nX: ")
        while not gone.wait(0.05):
            connection.sendall(b"x")

    before = time.monotonic()
    with serving(behave) as base, pytest.raises(InvalidInput, match=r"longer than 0\.5 s"):
        got(base, seconds=0.5)
    gone.set()

    assert time.monotonic() - before < 2


def test_a_compressed_file_is_unpacked():
    with serving(plain(gzip.compress(PICTURE), Content_Encoding="gzip")) as base:
        assert got(base).data == PICTURE


def test_a_gzip_bomb_is_not_unpacked():
    bomb = gzip.compress(bytes(200_000_000), compresslevel=1)

    with serving(plain(bomb, Content_Encoding="gzip")) as base, pytest.raises(InvalidInput, match="more than"):
        got(base, limit=1_000_000)


@pytest.mark.parametrize(("encoding", "body"), [("gzip", b"none"), ("gzip", gzip.compress(PICTURE)[:-9]), ("br", b"x")])
def test_an_encoding_that_cannot_be_read_is_told(encoding, body):
    with serving(plain(body, Content_Encoding=encoding)) as base, pytest.raises(InvalidInput, match="encoding"):
        got(base)


def test_a_server_that_is_away_is_told():
    with serving(plain(b"")) as base:
        pass

    with pytest.raises(InvalidInput, match="no web server answers"):
        got(base)
