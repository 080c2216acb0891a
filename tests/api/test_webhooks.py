"""Webhooks as an account sees them: the order, the log, the secret."""

from dataclasses import replace

import pytest
from standardwebhooks import Webhook
from starlette.testclient import TestClient
from tests.api.customers import CYBERPUNK, new_customer

from skyloom.api.app import create_app
from skyloom.core.deliveries import Outcome
from skyloom.services.end_delivery import end_delivery
from skyloom.services.take_delivery import take_delivery

HOOK = "https://hooks.example/take?key=1"


@pytest.fixture
def ordered(client, customer):
    """A skybox whose states are told to somebody."""

    def ordered(owner=customer):
        fields = {"skybox_style_id": CYBERPUNK, "prompt": "hills", "webhook_url": HOOK}
        answer = client.post("/api/v1/skybox", json=fields, headers=owner.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ordered


@pytest.fixture
def log(client, customer):
    """Read the log."""

    def log(owner=customer, **query):
        answer = client.get("/studio/api/webhooks/deliveries", params=query, headers=owner.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return log


def test_what_will_be_told_is_in_the_log_newest_first(ordered, log):
    skybox = ordered()

    told = log()

    assert [(item["generation_id"], item["event"]) for item in told["data"]] == [
        (skybox["id"], "dispatched"),
        (skybox["id"], "pending"),
    ]
    first = told["data"][1]
    assert (first["url"], first["state"], first["tries"]) == (HOOK, "waiting", 0)
    assert (first["last_status"], first["last_error"], first["tried_at"]) == (None, None, None)
    assert first["next_at"] == first["created_at"] == skybox["created_at"]
    assert (told["totalCount"], told["has_more"]) == (2, False)


def test_what_was_told_is_in_the_log_with_how_it_went(ctx, clock, ordered, log):
    ordered()
    parcel = take_delivery(ctx, lease=ctx.lease)
    clock.advance(2)
    end_delivery(ctx, parcel.delivery, Outcome(is_delivered=False, status=500, error="No."))

    item = log()["data"][1]

    assert (item["state"], item["tries"], item["last_status"], item["last_error"]) == ("waiting", 1, 500, "No.")
    assert item["tried_at"] == "2026-03-18T10:42:21+00:00"
    assert item["next_at"] == "2026-03-18T10:43:21+00:00"


def test_the_log_has_pages_and_can_be_of_one_generation(ordered, log):
    first, second = ordered(), ordered()

    assert len(log(limit=1)["data"]) == 1
    assert log(limit=1)["has_more"] is True
    assert log(limit=2, page=1)["has_more"] is False
    assert log(limit=2, page=9) == {"data": [], "totalCount": 3, "has_more": False}
    assert {item["generation_id"] for item in log(generation_id=first["id"])["data"]} == {first["id"]}
    assert log(generation_id=second["id"])["totalCount"] == 1  # it waits for the first


def test_nobody_sees_anothers_log_or_secret(ctx, client, customer, ordered, log):
    skybox, other = ordered(), new_customer(ctx)

    assert log(other)["data"] == []
    assert log(other, generation_id=skybox["id"])["data"] == []
    secrets = {
        client.get("/studio/api/webhooks/secret", headers=who.headers).json()["secret"] for who in (customer, other)
    }
    assert len(secrets) == 2


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "deliveries"), ("GET", "secret"), ("POST", "secret/rotate")],
)
def test_a_key_is_needed(client, method, path):
    assert client.request(method, f"/studio/api/webhooks/{path}").status_code == 403


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 101}, {"page": -1}, {"generation_id": "x"}, {"limit": 10**20}]
)
def test_a_wrong_page_is_refused(client, customer, query):
    answer = client.get("/studio/api/webhooks/deliveries", params=query, headers=customer.headers)

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("The parameter '")


def test_a_new_secret_signs_from_then_on(ctx, client, customer, ordered):
    ordered()
    old = client.get("/studio/api/webhooks/secret", headers=customer.headers).json()["secret"]

    new = client.post("/studio/api/webhooks/secret/rotate", headers=customer.headers).json()["secret"]

    assert new == client.get("/studio/api/webhooks/secret", headers=customer.headers).json()["secret"] != old
    assert new.startswith("whsec_")
    parcel = take_delivery(ctx, lease=ctx.lease)
    assert Webhook(new)._whsecret == parcel.secret
    assert new not in repr(parcel)


@pytest.mark.parametrize("off", ["", "0", "false", "null"])
def test_an_empty_address_tells_nobody(client, customer, log, off):
    fields = {"skybox_style_id": CYBERPUNK, "prompt": "hills", "webhook_url": off}
    answer = client.post("/api/v1/skybox", json=fields, headers=customer.headers)

    assert answer.status_code == 200
    assert log()["data"] == []


def test_private_addresses_are_for_operators_to_allow(ctx, clock, customer):
    fields = {"skybox_style_id": CYBERPUNK, "prompt": "hills", "webhook_url": "http://192.168.1.7/hook"}
    statuses = []
    for allowed in (False, True):
        with TestClient(create_app(replace(ctx, allow_private_urls=allowed))) as client:
            statuses.append(client.post("/api/v1/skybox", json=fields, headers=customer.headers).status_code)

    assert statuses == [422, 200]


def test_an_imagination_tells_too(client, customer, log):
    body = {"generator": "stable-skybox", "generator_data": {"prompt": "hills"}, "prompt": "hills", "webhook_url": HOOK}
    answer = client.post("/api/v1/imagine/requests", json=body, headers=customer.headers)

    assert answer.status_code == 200, answer.text
    assert log()["data"][0]["url"] == HOOK
    refused = client.post(
        "/api/v1/imagine/requests", json=body | {"webhook_url": "javascript:x"}, headers=customer.headers
    )
    assert refused.status_code == 400
