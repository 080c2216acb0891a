"""The published document's own requests and answers, as data."""

import json
import re
from pathlib import Path

import pytest
from tests.api.customers import OPEN_WORLD, stored

PUBLISHED = json.loads(Path(__file__).with_name("published.json").read_text("utf-8"))
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
COSTS = {(155, None): 3, (155, 2): 6, (90, None): 1}


def assert_shaped_like(told, example, path=""):
    """Claim that each field of the example is there, with its type and form."""
    assert type(told) is type(example), path
    if isinstance(example, dict):
        for name, value in example.items():
            assert name in told, f"{path}.{name}"
            assert_shaped_like(told[name], value, f"{path}.{name}")
    elif isinstance(example, str):
        assert bool(TIME.fullmatch(told)) is bool(TIME.fullmatch(example)), path
        assert (told == "") is (example == ""), path
        assert (".jpg?ver=1" in told) is (".jpg?ver=1" in example), path


@pytest.mark.parametrize("request_body", PUBLISHED["requests"], ids=lambda b: "-".join(b))
def test_a_published_request_is_answered_as_published(ctx, client, customer, request_body):
    answer = client.post("/api/v1/skybox", json=request_body, headers=customer.headers)

    assert answer.status_code == 200, answer.text
    told = answer.json()
    example = dict(PUBLISHED["generate"])
    if request_body["skybox_style_id"] != OPEN_WORLD:
        del example["variant_id"]
        assert "variant_id" not in told
    assert_shaped_like(told, example)
    assert request_body.get("enhance_prompt") or told["prompt"] == request_body["prompt"]
    assert told["seed"] == request_body.get("seed", told["seed"])
    assert told["title"] == f"Imagination #{told['id']}"
    assert told["pusher_channel"] == f"status_update_{told['obfuscated_id']}"
    assert re.fullmatch("[0-9a-f]{32}", told["obfuscated_id"])
    cost = COSTS[request_body["skybox_style_id"], request_body.get("variant_id")]
    assert stored(ctx, customer) == (customer.credits - cost, 1)


def test_the_published_styles_are_there_as_published(client, customer):
    told = {style["id"]: style for style in client.get("/api/v1/skybox/styles", headers=customer.headers).json()}

    for example in PUBLISHED["styles"]:
        for name in example.keys() - {"image", "sort_order"}:
            assert told[example["id"]][name] == example[name]
        assert isinstance(told[example["id"]]["sort_order"], int)


@pytest.mark.parametrize("by", ["id", "obfuscated_id"])
@pytest.mark.parametrize("wrapper", ["request", "response"])
def test_a_complete_skybox_is_shown_as_published(client, customer, complete, by, wrapper):
    skybox = complete(client.post("/api/v1/skybox", json=PUBLISHED["requests"][2], headers=customer.headers).json())
    tail = skybox["id"] if by == "id" else f"obfuscated-id/{skybox['obfuscated_id']}"

    answer = client.get(f"/api/v1/imagine/requests/{tail}", headers=customer.headers)

    told = answer.json()[wrapper]
    example = PUBLISHED["by_id"]["request"]
    assert_shaped_like(told, example)
    fixed = ("status", "error_message", "type", "skybox_style_id", "skybox_style_name", "model", "pusher_event")
    assert {name: told[name] for name in fixed} == {name: example[name] for name in fixed}


def test_the_history_is_shown_as_published(client, customer, complete):
    complete(client.post("/api/v1/skybox", json=PUBLISHED["requests"][1], headers=customer.headers).json())

    told = client.get("/api/v1/imagine/myRequests", headers=customer.headers).json()

    assert told.keys() == {"data", "totalCount", "has_more"}
    assert (told["totalCount"], told["has_more"]) == (1, False)
    assert_shaped_like(told["data"][0], PUBLISHED["by_id"]["request"])


def test_cancelling_and_deleting_answer_as_published(client, customer):
    ids = [
        client.post("/api/v1/skybox", json=PUBLISHED["requests"][3], headers=customer.headers).json()["id"]
        for _ in range(3)
    ]

    one = client.delete(f"/api/v1/imagine/requests/{ids[0]}", headers=customer.headers)
    pending = client.delete("/api/v1/imagine/requests/pending", headers=customer.headers)
    deleted = client.delete(f"/api/v1/imagine/deleteImagine/{ids[2]}", headers=customer.headers)

    assert one.json() == PUBLISHED["cancel"]
    assert pending.json() == PUBLISHED["cancel"]
    assert deleted.json() == PUBLISHED["delete"] | {"id": str(ids[2])}
