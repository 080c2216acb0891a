"""POST /imagine/requests and what the rest of the Imagine API makes of it."""

import json
from pathlib import Path

import pytest
from tests.api.customers import CYBERPUNK, new_customer, stored
from tests.api.skybox.test_published_examples import assert_shaped_like
from tests.pictures import saved

from skyloom.core.scene import SceneSpec
from skyloom.core.scene_json import scene_to_json
from skyloom.services.find import find

PUBLISHED = json.loads(Path(__file__).with_name("published_imagine.json").read_text("utf-8"))
ADDRESS = "/api/v1/imagine/requests"
FINE = {"generator": "stable-skybox", "prompt": "hills"}
NAMES = ("stable-skybox", "skyloom-skybox")


@pytest.fixture
def ctx(shared):
    return shared


@pytest.fixture
def order(client, customer):
    def order(**fields):
        answer = client.post(ADDRESS, json=FINE | fields, headers=customer.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()["response"]

    return order


@pytest.mark.parametrize("wrapper", ["response", "request"])
def test_the_published_request_is_answered_as_published(ctx, client, customer, wrapper):
    answer = client.post(ADDRESS, json=PUBLISHED["request"], headers=customer.headers)

    assert answer.status_code == 200, answer.text
    told, example = answer.json()[wrapper], PUBLISHED["generate"]["response"]
    assert_shaped_like(told, example)
    fixed = ("status", "type", "generator", "generator_data", "error_message", "pusher_event")
    assert {name: told[name] for name in fixed} == {name: example[name] for name in fixed}
    assert told["title"] == f"Imagination #{told['id']}"
    assert not {"skybox_style_id", "skybox_style_name", "model", "variant_id", "message", "error"} & told.keys()
    assert stored(ctx, customer) == (customer.credits - 1, 1)
    made = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert made.webhook_url == PUBLISHED["request"]["webhook_url"]


@pytest.mark.parametrize("by", ["id", "obfuscated_id"])
@pytest.mark.parametrize("wrapper", ["response", "request"])
def test_a_complete_one_is_shown_as_published(client, customer, order, complete, by, wrapper):
    made = complete(order(**PUBLISHED["request"]))
    tail = made["id"] if by == "id" else f"obfuscated-id/{made['obfuscated_id']}"

    told = client.get(f"{ADDRESS}/{tail}", headers=customer.headers).json()[wrapper]

    assert_shaped_like(told, PUBLISHED["by_id"]["response"])
    assert (told["status"], told["type"]) == ("complete", "imaginarium")
    assert told["generator_data"] == PUBLISHED["by_id"]["response"]["generator_data"]


def test_the_history_is_shown_as_published(client, customer, order, complete):
    complete(order(**PUBLISHED["request"]))

    told = client.get("/api/v1/imagine/myRequests", headers=customer.headers).json()

    assert_shaped_like(told, PUBLISHED["history"])
    assert_shaped_like(told["data"][0], PUBLISHED["history"]["data"][0])


def test_the_history_can_be_narrowed_to_a_generator(client, customer, order):
    skybox = client.post("/api/v1/skybox", json={"prompt": "plain"}, headers=customer.headers).json()
    stable, ours = (order(generator=name) for name in NAMES)

    def ids(name):
        params = {"generator": name, "order": "ASC"}
        told = client.get("/api/v1/imagine/myRequests", params=params, headers=customer.headers).json()
        return [item["id"] for item in told["data"]]

    assert ids("stable-skybox") == [skybox["id"], stable["id"]]
    assert ids("skyloom-skybox") == [ours["id"]]
    assert ids("no-such-thing") == []


@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_same_work_as_a_skybox_for_the_same_price(ctx, client, customer, order, name):
    skybox = client.post("/api/v1/skybox", json={"prompt": "hills", "seed": 9}, headers=customer.headers).json()
    imagined = order(generator=name, seed=9)

    one, other = (find(ctx, account_id=customer.account_id, generation_id=made["id"]) for made in (skybox, imagined))

    assert (one.engine, one.params, one.seed, one.cost) == (other.engine, other.params, other.seed, other.cost)
    assert other.cost == 1


def test_what_was_used_is_told_although_it_was_not_sent(order):
    told = order(seed=-1, something="else", negative_text=None)

    assert told["generator_data"] == {
        "prompt": "hills",
        "negative_text": "",
        "seed": told["seed"],
        "animation_mode": "skybox",
    }
    assert 1 <= told["seed"] < 2**31


def test_our_own_generator_takes_what_a_skybox_takes(ctx, customer, order):
    fields = {"skybox_style_id": "155", "variant_id": 2, "horizon_shift": 5, "seed": 7, "negative_text": "fog"}

    told = order(generator="skyloom-skybox", **fields)

    assert told["generator_data"] == {
        "prompt": "hills",
        "negative_text": "fog",
        "skybox_style_id": 155,
        "variant_id": 2,
        "horizon_shift": 5,
        "enhance_prompt": False,
        "seed": 7,
    }
    assert stored(ctx, customer)[0] == customer.credits - 6


def test_an_enhanced_prompt_is_told_beside_the_one_that_was_sent(order):
    told = order(generator="skyloom-skybox", enhance_prompt="True", skybox_style_id=CYBERPUNK)

    assert told["generator_data"]["prompt"] == "hills"
    assert told["prompt"].startswith("hills")
    assert len(told["prompt"]) > len("hills")


REFUSED = [
    ({"generator": None}, "The parameter 'generator' is missing: send stable-skybox or skyloom-skybox."),
    ({"generator": "dall-e"}, "There is no such generator"),
    ({"generator": ["stable-skybox"]}, "There is no such generator"),
    ({"prompt": None}, "The parameter 'prompt' is missing."),
    ({"prompt": "  "}, "No prompts submitted"),
    ({"prompt": "x" * 601}, "The parameter 'prompt' may hold at most 600 characters."),
    ({"prompt": "a\x00b"}, "NUL"),
    ({"negative_text": "x" * 401}, "The parameter 'negative_text' may hold at most 400 characters."),
    ({"seed": -2}, "The parameter 'seed' must be at least -1"),
    ({"seed": 2**31}, "The parameter 'seed' must be at most 2147483647"),
    ({"seed": "lucky"}, "The parameter 'seed' must be a whole number, not 'lucky'."),
    ({"webhook_url": "javascript:alert(1)"}, "webhook_url"),
    ({"webhook_url": "http://127.0.0.1/hook"}, "webhook_url"),
    ({"animation_mode": "3D"}, "The parameter 'animation_mode' must be one of 'skybox'"),
    ({"generator": "skyloom-skybox", "skybox_style_id": 4711}, "Skybox style does not exist"),
    ({"generator": "skyloom-skybox", "seed": 2**31, "skybox_style_id": CYBERPUNK}, "'seed'"),
    ({"generator": "skyloom-skybox", "variant_id": 2}, "has no variants"),
]


@pytest.mark.parametrize(("fields", "words"), REFUSED, ids=lambda v: ascii(v)[:50])
def test_what_is_wrong_is_told_and_costs_nothing(ctx, client, customer, fields, words):
    answer = client.post(ADDRESS, json=FINE | fields, headers=customer.headers)

    assert answer.status_code == 400
    assert words in answer.json()["error"]
    assert answer.json()["message"] == answer.json()["error"]
    assert stored(ctx, customer) == (customer.credits, 0)


@pytest.mark.parametrize("body", ['{"prompt": "a",}', "[]", "{"])
def test_a_body_that_cannot_be_read_is_told(client, customer, body):
    answer = client.post(ADDRESS, content=body, headers=customer.headers)

    assert answer.status_code == 400
    assert "JSON" in answer.json()["error"]


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({"is_active": False}, "Account does not have access to this method"),
        ({"credits_": None}, "Account does not have access to this method"),
        ({"credits_": 0}, "You have used every generation that your credits allow."),
    ],
)
def test_an_account_that_may_not_is_told(ctx, client, account, words):
    customer = new_customer(ctx, **account)

    answer = client.post(ADDRESS, json=FINE, headers=customer.headers)

    assert answer.status_code == 403
    assert answer.json()["error"].startswith(words)


@pytest.mark.parametrize(
    "send",
    [
        lambda fields: {"json": fields},
        lambda fields: {"data": fields},
        lambda fields: {"files": {name: (None, value) for name, value in fields.items()}},
        lambda fields: {"params": fields},
    ],
    ids=["json", "form", "multipart", "query"],
)
def test_every_kind_of_body_may_hold_it_with_the_key(client, customer, send):
    answer = client.post(ADDRESS, **send(FINE | {"seed": "12", "api_key": customer.secret}))

    assert answer.status_code == 200, answer.text
    assert answer.json()["response"]["generator_data"]["seed"] == 12
    assert "api_key" not in answer.json()["response"]["generator_data"]


def test_a_repeated_request_with_an_idempotency_key_is_one_imagination(ctx, client, customer):
    headers = customer.headers | {"Idempotency-Key": "order-1"}

    told = [client.post(ADDRESS, json=FINE, headers=headers).json()["response"] for _ in range(3)]
    other = client.post(ADDRESS, json=FINE | {"prompt": "dunes"}, headers=headers)

    assert len({item["id"] for item in told}) == 1
    assert other.status_code == 400
    assert stored(ctx, customer) == (customer.credits - 1, 1)


def test_an_idempotency_key_tells_an_imagination_from_a_skybox(client, customer):
    headers = customer.headers | {"Idempotency-Key": "order-1"}
    client.post("/api/v1/skybox", json={"prompt": "hills"}, headers=headers)

    assert client.post(ADDRESS, json=FINE, headers=headers).status_code == 400


def test_it_is_cancelled_and_deleted_like_a_skybox(ctx, client, customer, order):
    one, two, three = order(), order(), order()

    cancelled = client.delete(f"{ADDRESS}/{one['id']}", headers=customer.headers)
    pending = client.delete(f"{ADDRESS}/pending", headers=customer.headers)
    deleted = client.delete(f"/api/v1/imagine/deleteImagine/{three['id']}", headers=customer.headers)

    assert cancelled.json() == pending.json() == PUBLISHED["cancel"]
    assert deleted.json() == PUBLISHED["delete"] | {"id": str(three["id"])}
    assert client.get(f"{ADDRESS}/{two['id']}", headers=customer.headers).json()["request"]["status"] == "abort"
    assert stored(ctx, customer) == (customer.credits, 2)


def test_it_is_exported_like_a_skybox(client, customer, order, complete):
    made = complete(order())
    wanted = {"skybox_id": made["obfuscated_id"], "type_id": 1}

    export = client.post("/api/v1/skybox/export", json=wanted, headers=customer.headers).json()

    assert (export["status"], export["type"]) == ("complete", "equirectangular-jpg")
    shown = client.get(f"{ADDRESS}/{made['id']}", headers=customer.headers).json()["response"]
    assert shown["exports"] == {"equirectangular-jpg": export["file_url"]}
    assert client.get(export["file_url"]).status_code == 200


def test_it_remixes_an_earlier_one(ctx, customer, order, complete):
    world = {"scene": scene_to_json(SceneSpec()), "seed": 77}
    parent = complete(order(), result=world)

    told = order(generator="skyloom-skybox", prompt="winter night", remix_imagine_id=str(parent["id"]))

    child = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert child.params["world"] == world
    assert (told["type"], told["remix_imagine_id"]) == ("imaginarium", parent["id"])
    assert told["generator_data"]["remix_imagine_id"] == parent["id"]


def test_it_takes_an_image_which_is_not_told_back(ctx, client, customer):
    fields = {"generator": "skyloom-skybox", "prompt": "hills", "init_strength": "0.5"}

    answer = client.post(
        ADDRESS, data=fields, files={"init_image": ("a.jpg", saved("JPEG"), "image/jpeg")}, headers=customer.headers
    )

    assert answer.status_code == 200, answer.text
    told = answer.json()["response"]
    made = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert made.inputs.keys() == {"init_image"}
    assert (told["generator_data"]["init_strength"], "init_image" in told["generator_data"]) == (0.5, False)


@pytest.mark.parametrize("nothing", ["", None, 0, "0", False, "false", "null"])
def test_what_some_clients_send_for_no_remix_is_none(order, nothing):
    told = order(generator="skyloom-skybox", remix_imagine_id=nothing, control_image=nothing, init_image_hash=nothing)

    assert told["remix_imagine_id"] is None
    assert not {"remix_imagine_id", "control_image", "init_image_hash"} & told["generator_data"].keys()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"remix_imagine_id": 4711}, "Skybox not found"),
        ({"control_image": "bm90IGFuIGltYWdl"}, "Send 'control_model'"),
        ({"control_image": "bm90IGFuIGltYWdl", "control_model": "remix"}, "The parameter 'control_image'"),
        ({"init_strength": 0.05, "init_image": "x"}, "'init_strength'"),
        (
            {"init_image_hash": "0" * 32, "init_strength": 0.5},
            "Skybox with the specified init image hash was not found",
        ),
    ],
)
def test_what_is_wrong_with_a_remix_is_told_and_costs_nothing(ctx, client, customer, fields, words):
    body = FINE | {"generator": "skyloom-skybox"} | fields

    answer = client.post(ADDRESS, json=body, headers=customer.headers)

    assert answer.status_code == 400
    assert words in answer.json()["error"]
    assert stored(ctx, customer) == (customer.credits, 0)
