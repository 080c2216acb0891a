"""Query, JSON, form and multipart become the same fields."""

import asyncio
import json
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from skyloom.api import body, errors
from skyloom.api.body import Intake, Room, Upload, read_fields
from skyloom.core.errors import Unavailable

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


class Sender:
    """Sends a body in parts, as a slow client does, without a server between."""

    def __init__(self, *parts: bytes, then: float = 0.0) -> None:
        self._parts = list(parts)
        self._then = then  # seconds before each part but the first

    async def __call__(self) -> dict[str, object]:
        part = self._parts.pop(0)
        await asyncio.sleep(self._then if self._parts else 0)
        return {"type": "http.request", "body": part, "more_body": bool(self._parts)}


def request_of(sender: Sender) -> Request:
    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    return Request(scope, sender)


def test_a_body_that_drips_is_cut_off(monkeypatch):
    monkeypatch.setattr(body, "PATIENCE", 0.05)

    with pytest.raises(errors.TooSlow, match="too slowly"):
        asyncio.run(read_fields(request_of(Sender(b"{", b" ", b"}", then=0.1)), intake=Intake(limit=LIMIT)))


def test_a_body_that_comes_fast_enough_may_take_longer(monkeypatch):
    monkeypatch.setattr(body, "PATIENCE", 0.3)
    monkeypatch.setattr(body, "SLOWEST", 1000)
    sender = Sender(b'{"a": "' + b"x" * 900, b"x" * 900, b'"}', then=0.2)

    fields = asyncio.run(read_fields(request_of(sender), intake=Intake(limit=LIMIT)))

    assert len(fields["a"]) == 1800


def test_large_bodies_wait_for_a_place_and_small_ones_do_not(monkeypatch):
    monkeypatch.setattr(body, "TURN", 0.05)
    large = json.dumps({"a": "x" * 500}).encode()

    async def both() -> tuple[object, object, object]:
        room = Room(1)
        first = Intake(limit=LIMIT, room=room, free=100)
        await read_fields(request_of(Sender(large)), intake=first)
        small = await read_fields(request_of(Sender(b'{"a": 1}')), intake=Intake(limit=LIMIT, room=room, free=100))
        with pytest.raises(Unavailable, match="other large bodies"):
            await read_fields(request_of(Sender(large)), intake=Intake(limit=LIMIT, room=room, free=100))
        first.end()
        after = await read_fields(request_of(Sender(large)), intake=Intake(limit=LIMIT, room=room, free=100))
        return small, after, room

    small, after, _ = asyncio.run(both())

    assert small == {"a": 1}
    assert len(after["a"]) == 500


def test_an_empty_multipart_body_holds_no_parameters(client):
    answer = client.post("/", params={"a": "1"}, content=b"", headers={"content-type": BOUNDARY})

    assert answer.json() == {"a": "1"}
