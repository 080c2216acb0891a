"""Cancelling gives the credits back, deleting takes the skybox away; only one's own."""

import pytest
from tests.api.customers import CYBERPUNK, new_customer, stored

from skyloom.services.claim import claim
from skyloom.services.find import find


@pytest.fixture
def order(client, customer):
    def order():
        fields = {"skybox_style_id": CYBERPUNK, "prompt": "hills"}
        return client.post("/api/v1/skybox", json=fields, headers=customer.headers).json()

    return order


def status_of(client, customer, skybox):
    told = client.get(f"/api/v1/imagine/requests/{skybox['id']}", headers=customer.headers)
    return told.json()["request"]["status"]


def test_cancelling_gives_the_credits_back_once(ctx, client, customer, order):
    skybox = order()

    answers = [client.delete(f"/api/v1/imagine/requests/{skybox['id']}", headers=customer.headers) for _ in range(2)]

    assert [answer.json() for answer in answers] == [{"success": True}] * 2
    assert status_of(client, customer, skybox) == "abort"
    assert stored(ctx, customer) == (customer.credits, 1)


def test_the_next_one_is_admitted_when_one_is_cancelled(client, customer, order):
    first, second = order(), order()

    client.delete(f"/api/v1/imagine/requests/{first['id']}", headers=customer.headers)

    assert status_of(client, customer, second) == "dispatched"


def test_a_complete_one_cannot_be_cancelled(ctx, client, customer, order, complete):
    skybox = complete(order())

    answer = client.delete(f"/api/v1/imagine/requests/{skybox['id']}", headers=customer.headers)

    assert answer.status_code == 409
    assert answer.json()["error"] == "This skybox cannot be cancelled any more: its status is complete."
    assert stored(ctx, customer) == (customer.credits - 1, 1)


def test_all_pending_ones_are_cancelled_and_the_running_one_goes_on(ctx, client, customer, order):
    running, *waiting = order(), order(), order()
    job = find(ctx, account_id=customer.account_id, generation_id=running["id"]).job_id
    claim(ctx, running["id"], job, "test")

    answer = client.delete("/api/v1/imagine/requests/pending", headers=customer.headers)

    assert answer.json() == {"success": True}
    assert status_of(client, customer, running) == "processing"
    assert [status_of(client, customer, skybox) for skybox in waiting] == ["abort", "abort"]
    assert stored(ctx, customer) == (customer.credits - 1, 3)


def test_cancelling_all_pending_ones_is_fine_when_there_are_none(client, customer):
    assert client.delete("/api/v1/imagine/requests/pending", headers=customer.headers).json() == {"success": True}


def test_deleting_takes_the_skybox_and_its_files_away(ctx, client, customer, order, complete):
    skybox = complete(order())
    path = f"/api/v1/imagine/requests/{skybox['id']}"

    answer = client.delete(f"/api/v1/imagine/deleteImagine/{skybox['id']}", headers=customer.headers)

    assert answer.json() == {"success": "Item deleted successfully", "id": str(skybox["id"])}
    assert client.get(path, headers=customer.headers).status_code == 404
    assert client.get("/api/v1/imagine/myRequests", headers=customer.headers).json()["data"] == []
    assert client.get(skybox["file_url"]).status_code == 404
    assert stored(ctx, customer)[0] == customer.credits - 1
    again = client.delete(f"/api/v1/imagine/deleteImagine/{skybox['id']}", headers=customer.headers)
    assert again.status_code == 404


def test_deleting_what_is_not_over_cancels_it_first(ctx, client, customer, order):
    skybox = order()

    client.delete(f"/api/v1/imagine/deleteImagine/{skybox['id']}", headers=customer.headers)

    assert stored(ctx, customer)[0] == customer.credits


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "imagine/requests/{id}"),
        ("GET", "imagine/requests/obfuscated-id/{obfuscated_id}"),
        ("DELETE", "imagine/requests/{id}"),
        ("DELETE", "imagine/deleteImagine/{id}"),
    ],
)
def test_somebody_else_s_skybox_is_as_unknown_as_a_missing_one(ctx, client, customer, order, method, path):
    skybox, stranger = order(), new_customer(ctx)
    unknown = {"id": 999_999_999, "obfuscated_id": "0" * 32}

    foreign = client.request(method, f"/api/v1/{path.format_map(skybox)}", headers=stranger.headers)
    missing = client.request(method, f"/api/v1/{path.format_map(unknown)}", headers=stranger.headers)

    assert (foreign.status_code, foreign.json()) == (missing.status_code, missing.json())
    assert foreign.status_code == 404
    assert status_of(client, customer, skybox) == "dispatched"


def test_a_stranger_cancels_nothing_of_mine(ctx, client, customer, order):
    order(), order()

    client.delete("/api/v1/imagine/requests/pending", headers=new_customer(ctx).headers)

    assert stored(ctx, customer)[0] == customer.credits - 2
