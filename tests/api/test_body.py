"""Query, JSON, form and multipart become the same fields."""

import json
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from skyloom.api import errors
from skyloom.api.body import Intake, Upload, read_fields

LIMIT = 100_000  # bytes
SENT = {"prompt": "a café by the sea", "seed": "7", "negative_text": ""}
BOUNDARY = "multipart/form-data; boundary=x"


def part(name: str, value: str, *, more: str = "") -> str:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


@pytest.fixture(scope="module")
def client():
    app = FastAPI()

    @app.api_route("/", methods=["GET", "POST", "DELETE"])
    async def echo(request: Request) -> dict[str, object]:
        fields = await read_fields(request, intake=Intake(limit=LIMIT))
        return {name: len(value.data) if isinstance(value, Upload) else value for name, value in fields.items()}

    errors.install(app, {}, failed=lambda _request: "broken")
    with TestClient(app) as opened:
        yield opened


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: {"json": SENT},
        lambda: {"data": SENT},
        lambda: {"files": {name: (None, value) for name, value in SENT.items()}},
        lambda: {"params": SENT},
        lambda: {"content": json.dumps(SENT), "headers": {"content-type": "text/plain"}},
        lambda: {"content": json.dumps(SENT)},
        lambda: {
            "content": urlencode(SENT),
            "headers": {"content-type": "application/x-www-form-urlencoded;charset=utf-8"},
        },
    ],
    ids=["json", "form", "multipart", "query", "json called text", "json called nothing", "form with charset"],
)
def test_every_kind_of_body_gives_the_same_fields(client, request_of):
    assert client.post("/", **request_of()).json() == SENT


def test_the_body_wins_over_the_query(client):
    answer = client.post("/", params={"seed": "1", "prompt": "query"}, json={"prompt": "body"})

    assert answer.json() == {"seed": "1", "prompt": "body"}


def test_a_delete_may_have_a_body_and_a_get_has_none(client):
    assert client.request("DELETE", "/", json={"api_key": "k"}).json() == {"api_key": "k"}
    assert client.request("GET", "/", json={"api_key": "k"}).json() == {}


def test_a_file_part_is_told_by_its_size(client):
    assert client.post("/", files={"control_image": ("a.png", b"12345")}).json() == {"control_image": 5}


@pytest.mark.parametrize(
    ("content", "kind", "status", "word"),
    [
        (b'{"prompt": "a",}', "application/json", 400, "JSON"),
        (b'{"prompt": "a"', "application/json", 400, "JSON"),
        (b"[1, 2]", "application/json", 400, "object"),
        (b'"text"', "application/json", 400, "object"),
        (b'{"prompt": "\xff\xfe"}', "application/json", 400, "JSON"),
        (b"[" * 50_000, "application/json", 400, "JSON"),
        (b'{"seed": ' + b"9" * 20_000 + b"}", "application/json", 400, "JSON"),
        (b"prompt=%ff%fe", "application/x-www-form-urlencoded", 400, "parameters"),
        (b"a=1&" * 1_000, "application/x-www-form-urlencoded", 400, "parameters"),
        (b"no parts", "multipart/form-data", 400, "multipart"),
        (b"no parts", BOUNDARY, 400, "multipart"),
        ((part("a", "1") * 1_000 + "--x--\r\n").encode(), BOUNDARY, 400, "multipart"),
        (b" " * (LIMIT + 1), "application/json", 413, "100000 bytes"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_in_a_sentence(client, content, kind, status, word):
    answer = client.post("/", content=content, headers={"content-type": kind})

    assert answer.status_code == status
    assert word in answer.json()["error"]
    assert answer.json()["message"] == answer.json()["error"]


def test_a_body_without_a_length_is_cut_off_at_the_limit(client):
    answer = client.post("/", content=(b" " * 10_000 for _ in range(20)))

    assert answer.status_code == 413
