"""Requests byte for byte as published clients send them, to a server that listens."""

from __future__ import annotations

import json
import uuid
from http.client import HTTPConnection
from urllib.parse import quote_plus, urlencode, urlsplit

import pytest
from tests.api.customers import CYBERPUNK, stored
from tests.api.listening import listening

from skyloom.api.app import create_app

PROMPT = "a café by the sea, 日没"
FIELDS = {"prompt": PROMPT, "skybox_style_id": str(CYBERPUNK), "seed": "12"}
CRLF = b"\r\n"


@pytest.fixture
def ctx(shared):
    return shared


@pytest.fixture(scope="module")
def url(shared):
    with listening(create_app(shared)) as url:
        yield url


@pytest.fixture
def send(url):
    """Send a request as it is; return the status, the headers and the answer's JSON."""
    host = urlsplit(url).netloc

    def send(method, path, body=None, *, chunked=False, **headers):
        connection = HTTPConnection(host, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(
                method, f"/api/v1/{path}", iter([body]) if chunked else body, named, encode_chunked=chunked
            )
            answer = connection.getresponse()
            return answer.status, answer.headers, json.loads(answer.read())
        finally:
            connection.close()

    return send


def unity_form(fields):
    """Return the body of a WWWForm without files: percent signs with small letters, plus signs for spaces."""
    pairs = (f"{name}={quote_plus(value).replace('%C3%A9', '%c3%a9')}" for name, value in fields.items())
    return "&".join(pairs).encode(), "application/x-www-form-urlencoded"


def unity_multipart(fields):
    """Return the body of a WWWForm with files: it begins with an empty line, and its boundary is not quoted."""
    boundary = b"Ph2Y7sTBkjbPq1WGUrVYc0hB8cFNp6oHTmH1jfAe"
    parts = [
        CRLF + b"--" + boundary + CRLF
        + b'Content-Type: text/plain; charset="utf-8"' + CRLF
        + b'Content-disposition: form-data; name="' + name.encode() + b'"' + CRLF + CRLF + value.encode()
        for name, value in fields.items()
    ]  # fmt: skip
    return b"".join(
        parts
    ) + CRLF + b"--" + boundary + b"--" + CRLF, f"multipart/form-data; boundary={boundary.decode()}"


def dotnet_multipart(fields):
    """Return the body of a MultipartFormDataContent: names without quotes, the boundary with quotes."""
    boundary = str(uuid.UUID(int=7))
    parts = [
        f"--{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Disposition: form-data; name={name}\r\n\r\n{value}\r\n"
        for name, value in fields.items()
    ]
    return f"{''.join(parts)}--{boundary}--\r\n".encode(), f'multipart/form-data; boundary="{boundary}"'


def node_multipart(fields):
    """Return the body of the package form-data, as axios sends it."""
    boundary = "--------------------------735323031399963166993862"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    return f"{''.join(parts)}--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def guzzle_multipart(fields):
    """Return the body of Guzzle, which tells each part's length."""
    boundary = "5f0e3c6a2b1d4e7f8091a2b3c4d5e6f708192a3b"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n'
        f"Content-Length: {len(value.encode())}\r\n\r\n{value}\r\n"
        for name, value in fields.items()
    ]
    return f"{''.join(parts)}--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def as_json(fields):
    return json.dumps(fields).encode(), "application/json"


def as_form(fields):
    return urlencode(fields).encode(), "application/x-www-form-urlencoded; charset=UTF-8"


def with_mark(fields):
    """Return JSON with a byte order mark, as some shells write it."""
    return b"\xef\xbb\xbf" + json.dumps(fields, ensure_ascii=False).encode(), "application/json; charset=utf-8"


BODIES = [
    unity_form, unity_multipart, dotnet_multipart, node_multipart, guzzle_multipart, as_json, as_form, with_mark,
]  # fmt: skip


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
@pytest.mark.parametrize("encoded", BODIES, ids=lambda encoded: encoded.__name__)
def test_a_skybox_is_ordered(send, customer, encoded, chunked):
    body, kind = encoded(FIELDS)

    status, headers, told = send("POST", "skybox", body, chunked=chunked, content_type=kind, x_api_key=customer.secret)

    assert status == 200, told
    assert (told["prompt"], told["skybox_style_id"], told["seed"]) == (PROMPT, CYBERPUNK, 12)
    assert int(headers["X-RateLimit-Remaining"]) < int(headers["X-RateLimit-Limit"])


@pytest.mark.parametrize("encoded", BODIES, ids=lambda encoded: encoded.__name__)
def test_an_imagination_is_ordered_with_the_key_in_the_body(send, customer, encoded):
    fields = {"api_key": customer.secret, "generator": "stable-skybox", "prompt": PROMPT, "seed": "12"}
    body, kind = encoded(fields)

    status, _, told = send("POST", "imagine/requests", body, content_type=kind)

    assert status == 200, told
    assert told["response"] == told["request"]
    assert told["response"]["generator_data"]["prompt"] == PROMPT


@pytest.mark.parametrize("headers", [{}, {"content_type": "application/json"}], ids=["bare", "called JSON"])
def test_a_skybox_is_ordered_without_a_body(send, customer, headers):
    query = urlencode(FIELDS | {"api_key": customer.secret})

    status, _, told = send("POST", f"skybox?{query}", **headers)

    assert (status, told["prompt"], told["seed"]) == (200, PROMPT, 12)


def test_the_key_in_the_query_goes_with_a_body(send, customer):
    status, _, told = send("POST", f"skybox?api_key={customer.secret}", *as_json(FIELDS)[:1], content_type="text/json")

    assert (status, told["prompt"]) == (200, PROMPT)


@pytest.mark.parametrize("yes", ["true", "True", "1"])
@pytest.mark.parametrize("encoded", [unity_form, dotnet_multipart, as_json], ids=lambda encoded: encoded.__name__)
def test_booleans_come_as_each_language_writes_them(send, customer, encoded, yes):
    no = {"true": "false", "True": "False", "1": "0"}[yes]
    body, kind = encoded({"prompt": "hills", "enhance_prompt": no, "return_depth_hq": yes})

    status, _, told = send("POST", "skybox", body, content_type=kind, x_api_key=customer.secret)

    assert (status, told["prompt"]) == (200, "hills")


def test_parameters_of_other_times_are_ignored(send, customer):
    old = {
        "prompt": "hills", "style_id": 3, "negative_prompt": "fog", "export_glb": True, "mesh_density": "high",
        "depth_scale": 3.5, "return_depth": True, "return_depth_hq": True, "resolution": "8k", "aspect": None,
        "nested": {"a": [1, 2]}, "list": [1],
    }  # fmt: skip

    status, _, told = send("POST", "skybox", json.dumps(old).encode(), x_api_key=customer.secret)

    assert (status, told["prompt"], told["negative_text"]) == (200, "hills", None)


@pytest.mark.parametrize("encoded", [as_json, as_form], ids=lambda encoded: encoded.__name__)
@pytest.mark.parametrize("path", ["imagine/requests/{id}", "imagine/requests/pending", "imagine/deleteImagine/{id}"])
def test_a_delete_carries_its_key_in_its_body(ctx, send, customer, encoded, path):
    _, _, told = send("POST", "skybox", *as_json(FIELDS)[:1], x_api_key=customer.secret)
    body, kind = encoded({"api_key": customer.secret})

    status, _, done = send("DELETE", path.format_map(told), body, content_type=kind)

    assert status == 200
    assert str(done["success"]) in ("True", "Item deleted successfully")
    assert stored(ctx, customer)[0] == customer.credits


def test_a_favourite_is_flipped_by_an_empty_post(send, customer):
    _, _, told = send("POST", "skybox", *as_json(FIELDS)[:1], x_api_key=customer.secret)

    status, _, flipped = send("POST", f"imagine/favorite/{told['id']}", b"", x_api_key=customer.secret)

    assert (status, flipped["request"]["isMyFavorite"]) == (200, True)


@pytest.mark.parametrize("times", [1, 2])
def test_a_history_is_searched_however_often_the_query_is_encoded(send, customer, times):
    for prompt in ("misty hills", "100% red+blue", "dunes"):
        send("POST", "skybox", *as_json({"prompt": prompt})[:1], x_api_key=customer.secret)

    def found(words):
        for _ in range(times):
            words = quote_plus(words)
        _, _, told = send("GET", f"imagine/myRequests?query={words}&my_likes=false", x_api_key=customer.secret)
        return [item["prompt"] for item in told["data"]]

    assert found("misty hills") == ["misty hills"]
    assert found("100%") == ["100% red+blue"]
    assert found("red+blue") == ["100% red+blue"]


def test_the_start_of_the_unity_plugin(send, customer):
    """It asks for both menus, feedback and a tip, and wants 403 for a bad key."""
    refused, _, _ = send("GET", "skybox/menu?model_version=2", x_api_key="wrong")
    menus = [send("GET", f"skybox/menu?model_version={version}", x_api_key=customer.secret) for version in (2, 3)]
    asked = [send("GET", path, x_api_key=customer.secret) for path in ("feedbacks", "skybox/get-one-tip-unity")]

    assert refused == 403
    assert [status for status, _, _ in (*menus, *asked)] == [200] * 4
    for entry in menus[1][2]:
        first = entry["items"][0] if entry["type"] == "family" else entry
        assert first["model"] == "Model 3"
    assert isinstance(asked[1][2]["tip"], str)


def test_whoever_cancels_all_when_nothing_waits_is_not_told_off(send, customer):
    status, _, told = send("DELETE", f"imagine/requests/pending?api_key={customer.secret}")

    assert (status, told) == (200, {"success": True})


@pytest.mark.parametrize(
    "order",
    [
        lambda key: (f"?{urlencode({'api_key': key, 'prompt[USER_INPUT_1]': PROMPT})}", None, {}),
        lambda key: (f"?api_key={key}", json.dumps({"prompt": {"USER_INPUT_1": PROMPT}}).encode(), {}),
        lambda key: ("", *_of(node_multipart({"api_key": key, "prompt[USER_INPUT_1]": PROMPT}))),
    ],
    ids=["query", "json", "multipart"],
)
def test_a_script_of_early_2023_still_gets_its_skybox(send, customer, order):
    query, body, headers = order(customer.secret)

    status, _, told = send("POST", f"skybox/submit/{CYBERPUNK}{query}", body, **headers)
    number = told["imaginations"][0]["id"]
    _, _, shown = send("GET", f"imagine/requests/{number}?api_key={customer.secret}")

    assert status == 200
    assert (shown["request"]["prompt"], shown["request"]["skybox_style_id"]) == (PROMPT, CYBERPUNK)


def _of(encoded):
    body, kind = encoded
    return body, {"content_type": kind}


@pytest.mark.parametrize("style", ["0", "14", "fantasy", "9" * 30])
def test_a_style_of_early_2023_is_the_default_one(send, customer, style):
    _, _, told = send("POST", f"skybox/submit/{style}?api_key={customer.secret}&prompt[A]=hills&prompt[B]=fog")

    skybox = told["imaginations"][0]
    assert (skybox["prompt"], skybox["skybox_style_name"]) == ("hills, fog", "M3 Photoreal")


def test_a_script_of_early_2023_is_told_that_its_prompt_is_missing(ctx, send, customer):
    status, _, told = send("POST", f"skybox/submit/2?api_key={customer.secret}")

    assert (status, told["error"]) == (422, "No prompts submitted")
    assert stored(ctx, customer) == (customer.credits, 0)
