"""What some published clients ask for besides: favourites, feedback, tips, families without styles."""

import json

import pytest
from tests.api.customers import CYBERPUNK, OPEN_WORLD, new_customer

from skyloom.services.give_feedback import KEPT


@pytest.fixture
def ctx(shared):
    return shared


@pytest.fixture
def order(client, customer):
    def order(**fields):
        return client.post("/api/v1/skybox", json={"prompt": "hills"} | fields, headers=customer.headers).json()

    return order


def flip(client, customer, skybox_id):
    return client.post(f"/api/v1/imagine/favorite/{skybox_id}", headers=customer.headers)


def listed(client, customer, **params):
    told = client.get("/api/v1/imagine/myRequests", params=params, headers=customer.headers).json()
    return [item["id"] for item in told["data"]]


@pytest.mark.parametrize("state", ["pending", "complete"])
def test_a_favourite_is_marked_and_unmarked(client, customer, order, complete, state):
    skybox = complete(order()) if state == "complete" else order()

    answers = [flip(client, customer, skybox["id"]).json() for _ in range(3)]

    assert [answer["request"]["isMyFavorite"] for answer in answers] == [True, False, True]
    assert answers[0]["response"] == answers[0]["request"]
    assert answers[0]["request"]["file_url"] == skybox["file_url"]
    shown = client.get(f"/api/v1/imagine/requests/{skybox['id']}", headers=customer.headers).json()["request"]
    assert shown["isMyFavorite"] is True


@pytest.mark.parametrize("yes", ["true", "True", "1"])
def test_favourites_can_be_listed_alone(client, customer, order, yes):
    first, second = order(), order()
    flip(client, customer, first["id"])

    assert listed(client, customer, my_likes=yes) == [first["id"]]
    assert listed(client, customer, my_likes="False") == [second["id"], first["id"]]


def test_those_of_a_style_can_be_listed_alone(client, customer, order):
    one, other = order(skybox_style_id=CYBERPUNK), order(skybox_style_id=OPEN_WORLD)

    assert listed(client, customer, skybox_style_id=CYBERPUNK) == [one["id"]]
    assert listed(client, customer, skybox_style_id=OPEN_WORLD) == [other["id"]]
    assert listed(client, customer, skybox_style_id=1) == []


@pytest.mark.parametrize("tail", ["0", "999999999", "abc", "9" * 30])
def test_a_favourite_that_is_not_there_is_told(client, customer, tail):
    answer = flip(client, customer, tail)

    assert (answer.status_code, answer.json()["error"]) == (404, "Skybox not found")


def test_nobody_marks_what_belongs_to_somebody_else(ctx, client, customer, order):
    skybox = order()

    assert flip(client, new_customer(ctx), skybox["id"]).status_code == 404
    assert listed(client, customer, my_likes="true") == []


def kept(ctx, customer):
    with ctx.db.connection() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body FROM feedback WHERE account_id = %s ORDER BY id", (customer.account_id,)
        )
        return [row[0] for row in rows]


def test_feedback_is_kept_as_it_was_given(ctx, client, customer):
    body = {
        "id": "7",
        "version": "2.0.2",
        "channel": "integration - unity",
        "data": [{"id": 1, "type": "rating", "answer": 5}],
        "ask_me_later": False,
    }

    asked = client.get("/api/v1/feedbacks", headers=customer.headers)
    given = client.post("/api/v1/feedbacks", json=body | {"api_key": customer.secret})

    assert asked.json() == []
    assert (given.status_code, given.json()) == (200, {"success": True})
    assert kept(ctx, customer) == [body]


@pytest.mark.parametrize(
    "content",
    [
        '{"a": "\\u0000\\ud800", "\\u0000": 1}',
        '{"a": NaN, "b": 1e999, "c": ' + "9" * 1000 + "}",
        '{"a": ' + "[" * 500 + "]" * 500 + "}",
        "",
    ],
    ids=["NUL", "numbers", "deep", "nothing"],
)
def test_odd_feedback_is_kept_too(ctx, client, customer, content):
    answer = client.post("/api/v1/feedbacks", content=content, headers=customer.headers)

    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert len(kept(ctx, customer)) == 1


def test_feedback_may_not_be_endless(ctx, client, customer):
    answer = client.post("/api/v1/feedbacks", json={"answer": "x" * 70_000}, headers=customer.headers)

    assert answer.status_code == 413
    assert "65536 characters" in answer.json()["error"]
    assert kept(ctx, customer) == []


def test_the_oldest_feedback_makes_room(ctx, client, customer):
    for number in range(KEPT + 3):
        client.post("/api/v1/feedbacks", json={"number": number}, headers=customer.headers)

    assert [body["number"] for body in kept(ctx, customer)] == list(range(3, KEPT + 3))


def test_tips_are_given(client, customer):
    tips = {client.get("/api/v1/skybox/get-one-tip-unity", headers=customer.headers).json()["tip"] for _ in range(100)}

    assert len(tips) > 5
    assert all(20 < len(tip) < 200 for tip in tips)


@pytest.mark.parametrize("path", ["families", "menu"])
def test_a_model_without_styles_has_no_families_rather_than_empty_ones(client, customer, path):
    answer = client.get(f"/api/v1/skybox/{path}", params={"model_version": 2}, headers=customer.headers)

    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("path", ["skybox/export-types", "skybox/exports/types"])
def test_addresses_that_never_were_are_not_there(client, customer, path):
    answer = client.get(f"/api/v1/{path}", headers=customer.headers)

    assert answer.status_code == 404
    assert json.loads(answer.text)["error"]
