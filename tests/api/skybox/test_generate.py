"""POST /api/v1/skybox: every way to ask, what it costs and what it becomes."""

import json
import re

import pytest
from tests.api.customers import CYBERPUNK, OPEN_WORLD, new_customer, stored

from skyloom.services.find import find

FIELDS = {"skybox_style_id": str(OPEN_WORLD), "prompt": "a café by the sea", "seed": "7", "horizon_shift": "-20"}


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: {
            "json": {"skybox_style_id": OPEN_WORLD, "prompt": "a café by the sea", "seed": 7, "horizon_shift": -20}
        },
        lambda: {"json": FIELDS},
        lambda: {"data": FIELDS},
        lambda: {"files": {name: (None, value) for name, value in FIELDS.items()}},
        lambda: {"params": FIELDS},
        lambda: {"content": json.dumps(FIELDS), "headers": {"content-type": "text/plain"}},
    ],
    ids=["json", "json of strings", "form", "multipart", "query", "json called text"],
)
def test_every_kind_of_body_makes_the_same_skybox(ctx, client, customer, request_of):
    options = request_of()
    options["headers"] = options.get("headers", {}) | customer.headers

    answer = client.post("/api/v1/skybox", **options)

    assert answer.status_code == 200, answer.text
    generation = find(ctx, account_id=customer.account_id, generation_id=answer.json()["id"])
    assert (generation.prompt, generation.seed, generation.style_id) == ("a café by the sea", 7, OPEN_WORLD)
    assert generation.params["horizon_shift"] == -20
    assert generation.params["prompt"] == "a café by the sea"


@pytest.mark.parametrize(
    ("fields", "cost"),
    [
        ({"skybox_style_id": CYBERPUNK}, 1),
        ({"skybox_style_id": OPEN_WORLD}, 3),
        ({"skybox_style_id": OPEN_WORLD, "variant_id": 1}, 3),
        ({"skybox_style_id": OPEN_WORLD, "variant_id": 2}, 6),
    ],
)
def test_it_costs_what_the_published_table_says(ctx, client, customer, fields, cost):
    client.post("/api/v1/skybox", json=fields | {"prompt": "hills"}, headers=customer.headers)

    assert stored(ctx, customer) == (customer.credits - cost, 1)


@pytest.mark.parametrize(
    ("fields", "seed"),
    [
        ({"skybox_style_id": CYBERPUNK, "seed": 1}, 1),
        ({"skybox_style_id": CYBERPUNK, "seed": 2**31 - 1}, 2**31 - 1),
        ({"skybox_style_id": OPEN_WORLD, "seed": 2**32 - 1}, 2**32 - 1),
    ],
)
def test_a_seed_at_the_end_of_its_range_is_kept(client, customer, fields, seed):
    assert client.post("/api/v1/skybox", json=fields | {"prompt": "a"}, headers=customer.headers).json()["seed"] == seed


@pytest.mark.parametrize("style", [CYBERPUNK, OPEN_WORLD])
@pytest.mark.parametrize("seed", [None, 0, "0", ""])
def test_a_random_seed_is_told_back_and_fits_32_bits(client, customer, style, seed):
    fields = {"skybox_style_id": style, "prompt": "hills", "seed": seed}

    seeds = {client.post("/api/v1/skybox", json=fields, headers=customer.headers).json()["seed"] for _ in range(3)}

    assert len(seeds) == 3
    assert all(1 <= seed < 2**31 for seed in seeds)


@pytest.mark.parametrize(
    ("fields", "limit"),
    [
        ({"skybox_style_id": CYBERPUNK}, 390),
        ({"skybox_style_id": OPEN_WORLD}, 1000),
        ({}, 2000),
    ],
)
def test_a_prompt_may_be_as_long_as_its_style_allows(client, customer, fields, limit):
    answer = client.post("/api/v1/skybox", json=fields | {"prompt": "é" * limit}, headers=customer.headers)

    assert answer.status_code == 200, answer.text
    assert answer.json()["prompt"] == "é" * limit


def test_without_a_style_a_default_one_is_used(client, customer):
    told = client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers).json()

    assert isinstance(told["skybox_style_id"], int)
    assert told["skybox_style_name"]


def test_the_second_one_of_an_account_waits_with_its_place(client, customer):
    told = [client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers).json() for _ in range(3)]

    assert [skybox["status"] for skybox in told] == ["pending", "pending", "pending"]
    assert [skybox["queue_position"] for skybox in told] == [1, 2, 3]


def test_times_are_left_out_until_they_are_reached(client, customer):
    told = client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers).json()
    now = client.get(f"/api/v1/imagine/requests/{told['id']}", headers=customer.headers).json()["request"]

    assert {name for name in told if name.endswith("_at")} == {"created_at", "updated_at"}
    assert {name for name in now if name.endswith("_at")} == {"created_at", "updated_at", "dispatched_at"}


def test_what_typed_clients_read_has_its_type(client, customer):
    told = client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers).json()

    assert told["exports"] == {}
    assert told["isMyFavorite"] is False
    assert (told["file_url"], told["thumb_url"], told["depth_map_url"]) == ("", "", "")
    assert told["remix_imagine_id"] is None
    assert told["negative_text"] is None
    assert told["api_key_id"] == customer.api_key_id
    assert (told["skybox_id"], told["skybox_name"]) == (told["skybox_style_id"], told["skybox_style_name"])
    assert "message" not in told
    assert "error" not in told


def test_too_few_credits_are_refused_and_nothing_is_stored(ctx, client):
    poor = new_customer(ctx, credits_=2)

    answer = client.post("/api/v1/skybox", json={"skybox_style_id": OPEN_WORLD, "prompt": "a"}, headers=poor.headers)

    assert answer.status_code == 403
    assert "used every generation" in answer.json()["error"]
    assert "costs 3 credits; the account has 2" in answer.json()["error"]
    assert stored(ctx, poor) == (2, 0)


def test_an_account_without_a_wallet_is_refused_the_same_way(ctx, client):
    penniless = new_customer(ctx, credits_=None)

    answer = client.post("/api/v1/skybox", json={"prompt": "a"}, headers=penniless.headers)

    assert answer.status_code == 403
    assert "used every generation" in answer.json()["error"]


def test_a_repeated_request_with_an_idempotency_key_is_one_skybox(ctx, client, customer):
    headers = customer.headers | {"Idempotency-Key": "order-1"}

    told = [client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=headers).json() for _ in range(3)]

    assert len({skybox["id"] for skybox in told}) == 1
    assert len({skybox["seed"] for skybox in told}) == 1
    assert stored(ctx, customer) == (customer.credits - 1, 1)


def test_an_idempotency_key_belongs_to_one_request(ctx, client, customer):
    headers = customer.headers | {"Idempotency-Key": "order-1"}
    client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=headers)

    answer = client.post("/api/v1/skybox", json={"prompt": "dunes"}, headers=headers)

    assert answer.status_code == 422
    assert re.search("idempotency", answer.json()["error"], re.I)
    assert stored(ctx, customer) == (customer.credits - 1, 1)


def test_an_idempotency_key_may_not_be_endless(client, customer):
    headers = customer.headers | {"Idempotency-Key": "x" * 201}

    answer = client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=headers)

    assert answer.status_code == 422
    assert "idempotency-key" in answer.json()["error"].lower()
