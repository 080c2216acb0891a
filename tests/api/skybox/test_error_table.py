"""The published table of errors, row by row."""

import dataclasses

import pytest
from starlette.testclient import TestClient
from tests.api.customers import CYBERPUNK, new_customer, stored

from skyloom.api.app import create_app
from skyloom.engines.registry import Registry

STRICT = "Negative text is disabled when Strict Prompt is enabled. You can disable this in your Profile settings."
FINE = {"skybox_style_id": CYBERPUNK, "prompt": "hills"}
ROWS = [
    (403, "You don't have an active subscription", {"is_active": False}, FINE),
    (403, STRICT, {"strict_prompt": True}, FINE | {"negative_text": "fog"}),
    (404, "Skybox style does not exist", {}, FINE | {"skybox_style_id": 4711}),
    (422, "No prompts submitted", {}, {"prompt": None}),
]
UNKNOWN, WRONG = "0" * 32, "no hash"
ROWS += [
    (404, "Skybox with the specified init image hash was not found", {}, {"init_image_hash": UNKNOWN}),
    (422, "Wrong hash for init image. Check your init image hash.", {}, {"init_image_hash": WRONG}),
    (404, "Skybox with the specified control image hash was not found", {}, {"control_image_hash": UNKNOWN}),
    (422, "Wrong hash for control image. Check your control image hash.", {}, {"control_image_hash": WRONG}),
]


@pytest.fixture
def ctx(shared):
    return shared


@pytest.mark.parametrize(("status", "words", "account", "fields"), ROWS, ids=lambda v: str(v)[:40])
def test_a_row_is_answered_with_its_status_and_its_words(ctx, client, status, words, account, fields):
    customer = new_customer(ctx, **account)

    answer = client.post("/api/v1/skybox", json=FINE | {"init_strength": 0.5} | fields, headers=customer.headers)

    assert answer.status_code == status
    assert (answer.json()["error"], answer.json()["message"]) == (words, words)
    assert stored(ctx, customer) == (customer.credits, 0)


def test_a_key_without_access_is_denied(client):
    answer = client.post("/api/v1/skybox", json=FINE, headers={"x-api-key": "sk_nobody"})

    assert answer.status_code == 403
    assert answer.json()["error"].startswith("Access denied")


def test_invalid_json_is_a_missing_prompt(client, customer):
    body = '{"skybox_style_id": 155, "prompt": "prompt example",}'  # as the published examples are written

    answer = client.post("/api/v1/skybox", content=body, headers=customer.headers)

    assert (answer.status_code, answer.json()["error"]) == (422, "No prompts submitted")


def test_a_fault_of_the_server_has_its_row_too(ctx, customer):
    with TestClient(
        create_app(dataclasses.replace(ctx, engines=Registry([]))), raise_server_exceptions=False
    ) as broken:
        answer = broken.post("/api/v1/skybox", json=FINE, headers=customer.headers)

    assert (answer.status_code, answer.json()["error"]) == (500, "Error submitting imagination")
