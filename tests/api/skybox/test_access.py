"""The API key: every place it may stand in, and what happens without one."""

import json

import pytest
from tests.api.customers import new_customer, stored

from skyloom.services.revoke_key import revoke_key

NO_KEY = "Access denied: send a valid API key in the header x-api-key."
FIELDS = {"prompt": "hills"}


@pytest.fixture
def ctx(shared):
    return shared


WAYS = {
    "header": lambda key: {"headers": {"x-api-key": key}},
    "header in capitals": lambda key: {"headers": {"X-API-KEY": key}},
    "bearer": lambda key: {"headers": {"authorization": f"Bearer {key}"}},
    "query": lambda key: {"params": {"api_key": key}},
    "json": lambda key: {"json": {"api_key": key} | FIELDS},
    "form": lambda key: {"data": {"api_key": key} | FIELDS},
    "multipart": lambda key: {"files": {"api_key": (None, key), "prompt": (None, "hills")}},
}


def sent(way, key):
    options = WAYS[way](key)
    return options if {"json", "data", "files"} & options.keys() else options | {"json": FIELDS}


@pytest.mark.parametrize("way", WAYS)
def test_a_key_counts_wherever_it_stands(client, customer, way):
    answer = client.post("/api/v1/skybox", **sent(way, customer.secret))

    assert answer.status_code == 200, answer.text
    assert answer.json()["user_id"] == customer.account_id


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("key", ["", "wrong", "sk_" + "x" * 43, "x" * 10_000])
def test_a_wrong_key_is_refused_wherever_it_stands(ctx, client, customer, way, key):
    answer = client.post("/api/v1/skybox", **sent(way, key))

    assert answer.status_code == 403
    assert answer.json()["error"].startswith("Access denied")
    assert stored(ctx, customer) == (customer.credits, 0)


@pytest.mark.parametrize(
    "body", ['{"api_key": 5}', '{"api_key": ["a"]}', '{"api_key": "\\ud800"}', '{"api_key": "\\u0000"}', "{,", "[]", ""]
)
def test_a_key_that_cannot_be_one_is_refused(client, body):
    answer = client.post("/api/v1/skybox", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "skybox"),
        ("GET", "skybox/styles"),
        ("GET", "imagine/requests/1"),
        ("GET", "imagine/requests/obfuscated-id/00000000000000000000000000000000"),
        ("GET", "imagine/myRequests"),
        ("DELETE", "imagine/requests/pending"),
        ("DELETE", "imagine/requests/1"),
        ("DELETE", "imagine/deleteImagine/1"),
    ],
)
def test_every_address_wants_a_key(client, method, path):
    answer = client.request(method, f"/api/v1/{path}")

    assert answer.status_code == 403
    assert answer.json()["error"] == answer.json()["message"] == NO_KEY


@pytest.mark.parametrize("body", [{"json": True}, {"json": False}], ids=["json", "form"])
def test_a_delete_may_carry_its_key_in_its_body(client, customer, body):
    skybox = client.post("/api/v1/skybox", json=FIELDS, headers=customer.headers).json()
    key = {"api_key": customer.secret}
    options = (
        {"content": json.dumps(key), "headers": {"content-type": "application/json"}} if body["json"] else {"data": key}
    )

    answer = client.request("DELETE", f"/api/v1/imagine/requests/{skybox['id']}", **options)

    assert answer.json() == {"success": True}


def test_a_revoked_key_is_refused_at_once(ctx, client, customer):
    assert client.get("/api/v1/skybox/styles", headers=customer.headers).status_code == 200

    revoke_key(ctx, customer.api_key_id)

    assert client.get("/api/v1/skybox/styles", headers=customer.headers).status_code == 403


def test_a_browser_of_any_page_may_call_with_a_key(client, customer):
    asked = {
        "origin": "https://game.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-api-key,content-type,idempotency-key",
    }

    before = client.options("/api/v1/skybox", headers=asked)
    answer = client.get("/api/v1/skybox/styles", headers=customer.headers | {"origin": "https://game.example"})
    refused = client.get("/api/v1/skybox/styles", headers={"origin": "https://game.example"})

    assert before.status_code == 200
    assert "x-api-key" in before.headers["access-control-allow-headers"].lower()
    assert answer.headers["access-control-allow-origin"] == "*"
    assert refused.headers["access-control-allow-origin"] == "*"


def test_a_strict_account_takes_no_negative_text(ctx, client):
    strict = new_customer(ctx, strict_prompt=True)
    words = "Negative text is disabled when Strict Prompt is enabled. You can disable this in your Profile settings."

    refused = client.post("/api/v1/skybox", json=FIELDS | {"negative_text": "fog"}, headers=strict.headers)
    allowed = client.post("/api/v1/skybox", json=FIELDS | {"negative_text": ""}, headers=strict.headers)

    assert (refused.status_code, refused.json()["error"]) == (403, words)
    assert allowed.status_code == 200


def test_a_switched_off_account_is_told_so(ctx, client):
    off = new_customer(ctx, is_active=False)

    answer = client.post("/api/v1/skybox", json=FIELDS, headers=off.headers)

    assert (answer.status_code, answer.json()["error"]) == (403, "You don't have an active subscription")
