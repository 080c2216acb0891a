"""GET /api/v1/imagine/myRequests: every filter and pages."""

import pytest
from tests.api.customers import CYBERPUNK, OPEN_WORLD, new_customer

PROMPTS = ["misty hills", "red dunes", "100% snow", "blue_lake", "hills at night"]


@pytest.fixture
def ctx(shared):
    return shared


@pytest.fixture
def made(client, customer, complete):
    """Five skyboxes, the oldest first; the first is complete, the second Enhanced, the third cancelled."""
    told = []
    for number, prompt in enumerate(PROMPTS):
        style = {"skybox_style_id": OPEN_WORLD, "variant_id": 2} if number == 1 else {"skybox_style_id": CYBERPUNK}
        answer = client.post("/api/v1/skybox", json=style | {"prompt": prompt}, headers=customer.headers)
        told.append(answer.json())
    complete(told[0])
    client.delete(f"/api/v1/imagine/requests/{told[2]['id']}", headers=customer.headers)
    return told


def listed(client, customer, **params):
    answer = client.get("/api/v1/imagine/myRequests", params=params, headers=customer.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("params", "numbers"),
    [
        ({}, [4, 3, 2, 1, 0]),
        ({"status": "all"}, [4, 3, 2, 1, 0]),
        ({"order": "ASC"}, [0, 1, 2, 3, 4]),
        ({"order": "desc"}, [4, 3, 2, 1, 0]),
        ({"status": "complete"}, [0]),
        ({"status": "Complete"}, [0]),
        ({"status": "dispatched"}, [1]),
        ({"status": "abort"}, [2]),
        ({"status": "pending"}, [4, 3]),
        ({"status": "error"}, []),
        ({"query": "hills"}, [4, 0]),
        ({"query": "HILLS"}, [4, 0]),
        ({"query": "100%"}, [2]),
        ({"query": "100%25"}, [2]),
        ({"query": "%"}, [2]),
        ({"query": "_"}, [3]),
        ({"query": "Imagination"}, [4, 3, 2, 1, 0]),
        ({"query": "\\"}, []),
        ({"generator": "procedural"}, [4, 3, 2, 1, 0]),
        ({"generator": "stable-skybox"}, [4, 3, 2, 1, 0]),
        ({"generator": "other"}, []),
        ({"variant_id": 2}, [1]),
        ({"variant_id": 99}, []),
        ({"status": "pending", "query": "night"}, [4]),
        ({"limit": 2}, [4, 3]),
        ({"limit": 2, "offset": 1}, [2, 1]),
        ({"limit": 2, "offset": 2}, [0]),
        ({"limit": 2, "offset": 9}, []),
        ({"limit": 100, "offset": 2**31 - 1}, []),
        ({"status": "", "limit": "", "offset": "", "order": "", "query": "", "generator": ""}, [4, 3, 2, 1, 0]),
        ({"my_likes": "true", "api_key": "ignored"}, []),
        ({"my_likes": "False"}, [4, 3, 2, 1, 0]),
        ({"skybox_style_id": CYBERPUNK}, [4, 3, 2, 0]),
    ],
    ids=str,
)
def test_a_filter_lists_what_it_names(client, customer, made, params, numbers):
    told = listed(client, customer, **params)

    assert [skybox["id"] for skybox in told["data"]] == [made[number]["id"] for number in numbers]


@pytest.mark.parametrize(
    ("limit", "offset", "has_more"), [(2, 0, True), (2, 1, True), (2, 2, False), (5, 0, False), (4, 0, True)]
)
def test_a_page_tells_whether_there_is_more(client, customer, made, limit, offset, has_more):
    told = listed(client, customer, limit=limit, offset=offset)

    assert told["has_more"] is has_more
    assert told["totalCount"] == 5


def test_one_can_be_asked_for_by_its_id(client, customer, made):
    assert [skybox["id"] for skybox in listed(client, customer, imagine_id=made[3]["id"])["data"]] == [made[3]["id"]]
    assert listed(client, customer, imagine_id=2**63 - 1)["data"] == []


def test_those_of_one_key_can_be_asked_for(client, customer, made):
    assert len(listed(client, customer, api_key_id=customer.api_key_id)["data"]) == 5
    assert listed(client, customer, api_key_id=customer.api_key_id + 1)["data"] == []


def test_nobody_sees_what_belongs_to_somebody_else(ctx, client, customer, made):
    stranger = new_customer(ctx)

    assert listed(client, stranger) == {"data": [], "totalCount": 0, "has_more": False}
    assert listed(client, stranger, imagine_id=made[0]["id"])["data"] == []
    assert listed(client, stranger, api_key_id=customer.api_key_id)["data"] == []
