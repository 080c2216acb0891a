"""Where file addresses begin, and what they say."""

import pytest
from starlette.requests import Request

from skyloom.api.links import links_of, slug
from skyloom.api.options import ApiOptions


def request_with(scheme="http", **headers):
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request(
        {
            "type": "http", "method": "GET", "scheme": scheme, "path": "/", "query_string": b"", "headers": raw,
            "server": ("127.0.0.1", 8000), "root_path": "",
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "headers", "base"),
    [
        (ApiOptions(), {"host": "sky.local:8000"}, "http://sky.local:8000"),
        (ApiOptions(), {}, "http://127.0.0.1:8000"),
        (ApiOptions(), {"host": "a", "x_forwarded_host": "evil", "x_forwarded_proto": "https"}, "http://a"),
        (ApiOptions(trust_forwarded=True), {"host": "a", "x_forwarded_proto": "https"}, "https://a"),
        (ApiOptions(trust_forwarded=True), {"host": "a", "x_forwarded_host": "b, c"}, "http://b"),
        (ApiOptions(trust_forwarded=True), {"host": "a", "x_forwarded_host": 'b"/<x>'}, "http://b%22%2F%3Cx%3E"),
        (ApiOptions(public_url="https://sky.example/"), {"host": "a"}, "https://sky.example"),
    ],
)
def test_addresses_begin_as_the_client_or_the_settings_say(options, headers, base):
    assert links_of(request_with(**headers), options).base == base


@pytest.mark.parametrize(
    ("options", "scheme", "headers", "base"),
    [
        (ApiOptions(), "ws", {"host": "sky.local:8000"}, "http://sky.local:8000"),
        (ApiOptions(), "wss", {"host": "sky.local"}, "https://sky.local"),
        (ApiOptions(trust_forwarded=True), "ws", {"host": "a", "x_forwarded_proto": "https"}, "https://a"),
        (ApiOptions(trust_forwarded=True), "ws", {"host": "a", "x_forwarded_proto": "wss"}, "https://a"),
        (ApiOptions(public_url="https://sky.example"), "ws", {"host": "a"}, "https://sky.example"),
    ],
)
def test_what_a_web_socket_tells_links_to_where_files_are(options, scheme, headers, base):
    assert links_of(request_with(scheme, **headers), options).base == base


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("Misty hills, at dawn!", "misty_hills_at_dawn"),
        ("Ünder the “Sea” 海", "under_the_sea"),
        ("海", "skybox"),
        ("../../etc/passwd", "etc_passwd"),
        ("a__0123456789abcdef__7", "a_0123456789abcdef_7"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_slug_is_plain_words(prompt, words):
    assert slug(prompt) == words
