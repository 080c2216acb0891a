"""Remixes of earlier skyboxes: by number, by hash, by lot from a collection."""

import base64

import pytest
from tests.api.customers import CYBERPUNK, FILES, new_customer, stored
from tests.api.skybox.test_published_examples import PUBLISHED
from tests.pictures import saved

from skyloom.core.scene import SceneSpec
from skyloom.core.scene_json import scene_to_json
from skyloom.services.find import find

FINE = {"skybox_style_id": CYBERPUNK, "prompt": "winter night"}
WORLD = {"scene": scene_to_json(SceneSpec()), "seed": 77}
UNKNOWN = "0" * 32


@pytest.fixture
def ctx(shared):
    return shared


@pytest.fixture
def order(client, customer):
    """Order a skybox and return what is told of it."""

    def order(fields=FINE, **headers):
        answer = client.post("/api/v1/skybox", json=fields, headers=customer.headers | headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return order


@pytest.fixture
def parent(order, complete):
    return complete(order({"prompt": "a lake"}), result=WORLD)


@pytest.fixture
def collection(client, customer):
    """Begin a collection with these skyboxes, and return its number."""

    def collection(*ids):
        made = client.post("/studio/api/collections", json={"name": "mine"}, headers=customer.headers).json()["id"]
        if ids:
            body = {"ids": list(ids)}
            client.post(f"/studio/api/collections/{made}/skyboxes", json=body, headers=customer.headers)
        return made

    return collection


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("remix_imagine_id", "id"),
        ("remix_imagine_obfuscated_id", "obfuscated_id"),
        ("remix_obfuscated_id", "obfuscated_id"),
    ],
)
def test_a_remix_keeps_the_world_of_its_parent(ctx, customer, order, parent, name, field):
    told = order(FINE | {name: str(parent[field])})

    child = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert told["type"] == "skybox remix"
    assert (told["remix_imagine_id"], told["remix_obfuscated_id"]) == (parent["id"], parent["obfuscated_id"])
    assert child.params["world"] == WORLD
    assert child.params["prompt"] == "winter night"
    assert stored(ctx, customer) == (customer.credits - 2, 2)


def test_a_remix_of_a_remix_keeps_the_world_as_it_is_dressed_by_then(ctx, customer, order, complete, parent):
    dressed = {"scene": scene_to_json(SceneSpec(without=("boat",))), "seed": 77}
    child = complete(order(FINE | {"remix_imagine_id": parent["id"]}), result=dressed)

    told = order(FINE | {"remix_imagine_id": child["id"]})

    assert find(ctx, account_id=customer.account_id, generation_id=told["id"]).params["world"] == dressed


def test_a_parent_that_was_an_image_is_remixed_by_its_picture(ctx, customer, order, complete):
    files = FILES | {"file": saved("JPEG", 256, 128)}
    sent = {"control_model": "remix", "control_image": base64.b64encode(saved("PNG")).decode()}
    parent = complete(order(FINE | sent), result=WORLD, files=files)

    told = order(FINE | {"remix_imagine_id": parent["id"]})

    child = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert (child.params["world"], child.params["image"]) == (None, "control")
    assert ctx.blobs.get(child.inputs["control_image"]) == files["file"]
    assert (child.parent_id, told["type"]) == (parent["id"], "skybox remix")


def test_a_parent_that_does_not_exist_is_not_found(ctx, client, customer):
    stranger = new_customer(ctx)
    theirs = client.post("/api/v1/skybox", json=FINE, headers=stranger.headers).json()
    ways = [
        {"remix_imagine_id": 4711},
        {"remix_imagine_id": -1},
        {"remix_imagine_id": 10**30},
        {"remix_imagine_id": theirs["id"]},
        {"remix_imagine_obfuscated_id": UNKNOWN},
        {"remix_imagine_obfuscated_id": theirs["obfuscated_id"]},
        {"remix_obfuscated_id": "no hash"},
    ]

    for way in ways:
        answer = client.post("/api/v1/skybox", json=FINE | way, headers=customer.headers)
        assert (answer.status_code, answer.json()["error"]) == (404, "Skybox not found")
    assert stored(ctx, customer) == (customer.credits, 0)


def test_a_deleted_parent_is_not_found(client, customer, parent):
    client.delete(f"/api/v1/imagine/deleteImagine/{parent['id']}", headers=customer.headers)

    answer = client.post("/api/v1/skybox", json=FINE | {"remix_imagine_id": parent["id"]}, headers=customer.headers)

    assert (answer.status_code, answer.json()["error"]) == (404, "Skybox not found")


def test_a_parent_that_is_not_complete_cannot_be_remixed(ctx, client, customer, order):
    waiting = order()

    answer = client.post("/api/v1/skybox", json=FINE | {"remix_imagine_id": waiting["id"]}, headers=customer.headers)

    assert answer.status_code == 422
    assert "its status is dispatched, not complete" in answer.json()["error"]
    assert stored(ctx, customer) == (customer.credits - 1, 1)


def test_two_parents_are_one_too_many(client, customer, order, complete, parent):
    other = complete(order(), result=WORLD)
    body = FINE | {"remix_imagine_id": parent["id"], "remix_obfuscated_id": other["obfuscated_id"]}

    answer = client.post("/api/v1/skybox", json=body, headers=customer.headers)

    assert answer.status_code == 422
    assert "for one skybox" in answer.json()["error"]


@pytest.mark.parametrize("nothing", [0, "0", None, "", "null", False])
def test_what_some_clients_send_for_no_remix_is_none(order, nothing):
    told = order(FINE | {"remix_imagine_id": nothing, "remix_collection_id": nothing, "remix_obfuscated_id": nothing})

    assert (told["type"], told["remix_imagine_id"]) == ("skybox", None)


def test_a_collection_is_drawn_from_by_the_seed(order, complete, collection):
    made = [complete(order(), result=WORLD)["id"] for _ in range(4)]
    number = collection(*made)
    chosen = [
        order(FINE | {"remix_collection_id": number, "seed": seed})["remix_imagine_id"]
        for seed in (*range(1, 13), *range(1, 13))
    ]

    assert chosen[:12] == chosen[12:]
    assert 2 <= len(set(chosen)) <= 4
    assert set(chosen) <= set(made)


def test_only_complete_skyboxes_are_drawn(client, customer, order, complete, collection):
    done = complete(order(), result=WORLD)
    waiting = [order()["id"] for _ in range(3)]
    number = collection(done["id"], *waiting)

    drawn = {
        order(FINE | {"remix_collection_id": number, "seed": seed})["remix_imagine_id"] for seed in (1, 2, 3, 4, 5)
    }

    assert drawn == {done["id"]}


def test_a_collection_without_a_complete_skybox_is_told_as_published(ctx, client, customer, order, collection):
    for number in (collection(), collection(order()["id"])):
        answer = client.post("/api/v1/skybox", json=FINE | {"remix_collection_id": number}, headers=customer.headers)

        assert answer.status_code == 404
        assert answer.json()["error"] == "Could not find any completed Skybox generations in this collection."
    assert stored(ctx, customer) == (customer.credits - 1, 1)


@pytest.mark.parametrize("number", [4711, -1, 10**30])
def test_an_unknown_collection_is_not_found(client, customer, number):
    answer = client.post("/api/v1/skybox", json=FINE | {"remix_collection_id": number}, headers=customer.headers)

    assert answer.status_code == 404


def test_a_collection_of_another_account_is_not_found(ctx, client, collection):
    stranger = new_customer(ctx)

    answer = client.post("/api/v1/skybox", json=FINE | {"remix_collection_id": collection()}, headers=stranger.headers)

    assert answer.status_code == 404


def test_a_repeated_draw_is_one_skybox_even_when_the_collection_has_changed(
    ctx, client, customer, order, complete, collection
):
    one, *more = [complete(order(), result=WORLD | {"seed": seed})["id"] for seed in range(7)]
    number = collection(one)
    key = {"Idempotency-Key": "draw"}
    first = order(FINE | {"remix_collection_id": number}, **key)
    client.post(f"/studio/api/collections/{number}/skyboxes", json={"ids": more}, headers=customer.headers)

    again = order(FINE | {"remix_collection_id": number}, **key)

    assert again["id"] == first["id"]


@pytest.mark.parametrize(("body", "name"), PUBLISHED["remixes"][:2], ids=lambda v: v if isinstance(v, str) else "")
def test_the_published_remixes_work(order, parent, collection, body, name):
    number = parent["id"] if name == "remix_imagine_id" else collection(parent["id"])

    told = order(body | {name: number})

    assert told["remix_imagine_id"] == parent["id"]


def test_a_world_of_an_older_version_is_remixed_by_its_picture(ctx, customer, order, complete):
    files = FILES | {"file": saved("JPEG", 256, 128)}
    old = {"scene": WORLD["scene"] | {"version": 0}, "seed": 7}
    parent = complete(order(), result=old, files=files)

    told = order(FINE | {"remix_imagine_id": parent["id"]})

    child = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert (child.params["world"], child.params["image"]) == (None, "control")


def test_a_parent_whose_files_were_lost_is_not_found(ctx, client, customer, order, complete):
    parent = complete(order(), files={"thumb": b"thumb"})

    answer = client.post("/api/v1/skybox", json=FINE | {"remix_imagine_id": parent["id"]}, headers=customer.headers)

    assert (answer.status_code, answer.json()["error"]) == (404, "Skybox not found")
