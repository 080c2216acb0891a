"""`enhance_prompt`: our own writer, or a language model of the operator's behind real HTTP."""

import dataclasses
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from starlette.testclient import TestClient
from tests.api.customers import new_customer, stored

from skyloom.api.app import create_app
from skyloom.services.enhance import LanguageModel, plain

AWAY = "Prompt enhancer service is currently not operational. Please try later."
FINE = {"skybox_style_id": 155, "prompt": "mountains", "seed": 11, "enhance_prompt": True}
PATIENCE = 0.3  # seconds


@pytest.fixture
def ctx(shared):
    return shared


class Model(BaseHTTPRequestHandler):
    """Answers what its server was told to."""

    def do_POST(self):
        length = int(self.headers["content-length"])
        self.server.asked.append((self.path, dict(self.headers), json.loads(self.rfile.read(length))))
        status, body, wait = self.server.answer
        if wait:
            self.server.woken.wait(wait)
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def model():
    with ThreadingHTTPServer(("127.0.0.1", 0), Model) as server:
        server.asked, server.woken = [], threading.Event()
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.woken.set()
        server.shutdown()
        thread.join()


def says(text):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def asking(ctx, url, *, timeout=30.0):
    endpoint = LanguageModel(url=url, model="tiny", key="secret", timeout=timeout)
    return TestClient(create_app(dataclasses.replace(ctx, language_model=endpoint)))


def of(server):
    return f"http://127.0.0.1:{server.server_address[1]}/v1"


@pytest.mark.parametrize("yes", [True, "true", "True", "1", 1])
def test_the_longer_prompt_is_what_comes_back(client, customer, yes):
    answer = client.post("/api/v1/skybox", json=FINE | {"enhance_prompt": yes}, headers=customer.headers)

    assert answer.status_code == 200
    assert answer.json()["prompt"].startswith("mountains, ")
    shown = client.get(f"/api/v1/imagine/requests/{answer.json()['id']}", headers=customer.headers).json()["request"]
    assert shown["prompt"] == answer.json()["prompt"]


def test_a_repeated_key_is_the_same_skybox(client, customer):
    headers = customer.headers | {"idempotency-key": "once"}
    body = FINE | {"seed": 0}

    first, second = (client.post("/api/v1/skybox", json=body, headers=headers).json() for _ in range(2))

    assert (first["id"], first["prompt"]) == (second["id"], second["prompt"])


def test_a_language_model_is_asked_and_its_words_are_used(ctx, model):
    customer = new_customer(ctx)
    model.answer = (200, says('"Snowy **mountains** at dawn,\nmist in the valley"'), 0)

    with asking(ctx, of(model)) as client:
        answer = client.post("/api/v1/skybox", json=FINE | {"negative_text": "trees"}, headers=customer.headers)

    assert answer.json()["prompt"] == "Snowy mountains at dawn, mist in the valley"
    path, headers, body = model.asked[0]
    assert (path, headers["authorization"]) == ("/v1/chat/completions", "Bearer secret")
    assert body["model"] == "tiny"
    assert body["messages"][-1] == {"role": "user", "content": "mountains"}
    assert "trees" in body["messages"][0]["content"]


def test_a_repeated_key_is_the_same_skybox_though_the_model_writes_anew(ctx, model):
    customer = new_customer(ctx)
    headers = customer.headers | {"idempotency-key": "once more"}
    with asking(ctx, of(model)) as client:
        model.answer = (200, says("high mountains"), 0)
        first = client.post("/api/v1/skybox", json=FINE, headers=headers).json()
        model.answer = (200, says("low mountains"), 0)
        second = client.post("/api/v1/skybox", json=FINE, headers=headers).json()

    assert (first["id"], first["prompt"]) == (second["id"], "high mountains")


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"broken", 0),
        (401, b"{}", 0),
        (200, b"no json", 0),
        (200, b"{}", 0),
        (200, b"[]", 0),
        (200, says("  "), 0),
        (200, json.dumps({"choices": [{"message": {"content": None}}]}).encode(), 0),
        (200, says("x" * 100_000), 0),
        (200, says("mountains"), 30),
    ],
    ids=["fault", "denied", "no JSON", "no choices", "a list", "blank", "null", "endless", "slow"],
)
def test_a_model_that_fails_ends_in_503_and_costs_nothing(ctx, model, answer):
    customer = new_customer(ctx)
    model.answer = answer

    with asking(ctx, of(model), timeout=PATIENCE) as client:
        told = client.post("/api/v1/skybox", json=FINE, headers=customer.headers)

    assert (told.status_code, told.json()["error"]) == (503, AWAY)
    assert stored(ctx, customer) == (customer.credits, 0)


def test_a_model_that_is_not_there_ends_in_503_and_is_not_asked_without_need(ctx, model):
    customer = new_customer(ctx)
    url = of(model)
    model.server_close()

    with asking(ctx, url) as client:
        told = client.post("/api/v1/skybox", json=FINE, headers=customer.headers)
        plain_one = client.post("/api/v1/skybox", json=FINE | {"enhance_prompt": False}, headers=customer.headers)

    assert (told.status_code, told.json()["error"]) == (503, AWAY)
    assert (plain_one.status_code, plain_one.json()["prompt"]) == (200, "mountains")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("a lake", "a lake"),
        ('  "A lake."\n', "A lake."),
        ("a\x00b\u202ec\nd", "a b c d"),
        ("<think>hm\nhm</think>a lake", "a lake"),
        ("## A lake", "A lake"),
        ("word " * 50, "word word word word"),
        ("w" * 50, "w" * 20),
    ],
)
def test_a_models_words_become_one_plain_line(said, line):
    assert plain(said, limit=20) == line
