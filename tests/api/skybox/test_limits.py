"""How often a key may ask and how much an account may have in the queue."""

import dataclasses
import threading

import pytest
from starlette.testclient import TestClient
from tests.api.customers import new_customer, stored

from skyloom.api.app import create_app
from skyloom.api.limiter import LOOKS
from skyloom.api.options import ApiOptions
from skyloom.services.cancel import cancel

STYLES = "/api/v1/skybox/styles"
LIMIT = 5


@pytest.fixture
def strict(ctx):
    """A server that lets a key ask five times a minute."""
    with TestClient(create_app(ctx, ApiOptions(rate_limit=LIMIT)), raise_server_exceptions=False) as opened:
        yield opened


def left(answer):
    return int(answer.headers["x-ratelimit-limit"]), int(answer.headers["x-ratelimit-remaining"])


def test_every_answer_tells_what_is_left(client, customer):
    asked = [
        client.get(STYLES, headers=customer.headers),
        client.post("/api/v1/skybox", json={"prompt": ""}, headers=customer.headers),
        client.get("/api/v1/imagine/requests/4711", headers=customer.headers),
        client.delete("/api/v1/imagine/requests/pending", params={"api_key": customer.secret}),
        client.post("/api/v1/skybox", json={"prompt": "hills", "api_key": customer.secret}),
    ]

    assert [answer.status_code for answer in asked] == [200, 422, 404, 200, 200]
    assert [left(answer) for answer in asked] == [(1200, 1200 - number) for number in range(1, 6)]


def test_who_has_no_key_is_told_nothing_of_limits(client):
    assert "x-ratelimit-limit" not in client.get(STYLES, headers={"x-api-key": "wrong"}).headers


def test_a_page_may_read_what_is_left(client, customer):
    answer = client.get(STYLES, headers=customer.headers | {"origin": "https://game.example"})

    assert {"x-ratelimit-limit", "x-ratelimit-remaining", "retry-after"} <= {
        name.strip().lower() for name in answer.headers["access-control-expose-headers"].split(",")
    }


def test_one_request_too_many_is_told_and_costs_nothing(ctx, strict, customer, clock):
    answers = [strict.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers) for _ in range(7)]

    assert [answer.status_code for answer in answers] == [200] * LIMIT + [429] * 2
    late = answers[-1]
    assert late.json()["error"] == late.json()["message"] == "This key may make 5 requests a minute; ask again in 41 s."
    assert late.headers["retry-after"] == "41"
    assert left(late) == (LIMIT, 0)
    assert stored(ctx, customer) == (customer.credits - LIMIT, LIMIT)


def test_the_count_begins_anew_with_each_minute(strict, customer, clock):
    for _ in range(LIMIT + 1):
        refused = strict.get(STYLES, headers=customer.headers)
    clock.advance(int(refused.headers["retry-after"]))

    assert refused.status_code == 429
    assert left(strict.get(STYLES, headers=customer.headers)) == (LIMIT, LIMIT - 1)


def test_each_key_has_its_own_count(ctx, strict, customer):
    for _ in range(LIMIT + 1):
        strict.get(STYLES, headers=customer.headers)

    assert strict.get(STYLES, headers=new_customer(ctx).headers).status_code == 200


def test_whoever_waits_for_a_skybox_may_ask_four_times_a_second(strict, customer):
    skyboxes = [
        strict.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers).json() for _ in range(2)
    ]
    ways = [
        f"/api/v1/imagine/requests/{skyboxes[0]['id']}",
        f"/api/v1/imagine/requests/obfuscated-id/{skyboxes[1]['obfuscated_id']}",
    ]

    answers = [strict.get(way, headers=customer.headers) for _ in range(LOOKS) for way in ways]

    assert {answer.status_code for answer in answers} == {200}


def test_looking_for_ever_other_things_is_counted(strict, customer):
    answers = [strict.get(f"/api/v1/imagine/requests/{number}", headers=customer.headers) for number in range(7)]

    assert [answer.status_code for answer in answers] == [404] * LIMIT + [429] * 2


def test_without_a_limit_nothing_is_counted(ctx, customer):
    with TestClient(create_app(ctx, ApiOptions(rate_limit=0))) as free:
        answers = [free.get(STYLES, headers=customer.headers) for _ in range(20)]

    assert {answer.status_code for answer in answers} == {200}
    assert "x-ratelimit-limit" not in answers[0].headers


@pytest.fixture
def full(ctx):
    """A server that lets an account have three generations open."""
    return dataclasses.replace(ctx, max_pending=3)


def test_an_account_may_have_only_so_much_open(full, customer):
    with TestClient(create_app(full)) as opened:
        told = [opened.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers) for _ in range(4)]
        imagined = opened.post(
            "/api/v1/imagine/requests", json={"generator": "stable-skybox", "prompt": "a"}, headers=customer.headers
        )
        before = stored(full, customer)
        cancel(full, account_id=customer.account_id, generation_id=told[0].json()["id"])
        after = opened.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers)

    assert [answer.status_code for answer in told] == [200, 200, 200, 429]
    assert told[-1].json()["error"].startswith("The account has 3 generations that are not finished, and may have 3")
    assert told[-1].headers["retry-after"] == "10"
    assert imagined.status_code == 429
    assert before == (customer.credits - 3, 3)
    assert after.status_code == 200


def test_a_repeated_request_is_answered_although_the_account_is_full(full, customer):
    headers = customer.headers | {"Idempotency-Key": "order-1"}
    with TestClient(create_app(full)) as opened:
        told = [opened.post("/api/v1/skybox", json={"prompt": "hills"}, headers=headers) for _ in range(2)]
        for _ in range(2):
            opened.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers)
        again = opened.post("/api/v1/skybox", json={"prompt": "hills"}, headers=headers)

    assert again.json()["id"] == told[0].json()["id"]


def test_of_many_at_once_no_more_than_allowed_come_through(full, customer):
    told = []
    with TestClient(create_app(full)) as opened:

        def ask():
            answer = opened.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers)
            told.append(answer.status_code)

        racing = [threading.Thread(target=ask) for _ in range(12)]
        for thread in racing:
            thread.start()
        for thread in racing:
            thread.join()

    assert sorted(told) == [200] * 3 + [429] * 9
    assert stored(full, customer) == (customer.credits - 3, 3)
