"""/studio/api/collections: skyboxes that an account keeps together."""

import pytest
from tests.api.customers import new_customer

AT = "/studio/api/collections"


@pytest.fixture
def ctx(shared):
    return shared


@pytest.fixture
def call(client):
    """Call as a customer; return the status and the body."""

    def call(customer, method, path="", body=None):
        answer = client.request(method, AT + path, json=body, headers=customer.headers)
        return answer.status_code, answer.json()

    return call


@pytest.fixture
def customer(ctx):
    return new_customer(ctx)


@pytest.fixture
def skybox(client, customer):
    """Order a skybox and return its number."""
    return lambda: client.post("/api/v1/skybox", json={"prompt": "a"}, headers=customer.headers).json()["id"]


def test_a_collection_lives(call, customer, skybox):
    one, two = skybox(), skybox()

    status, made = call(customer, "POST", body={"name": "  Skies of é  "})
    assert (status, made["name"], made["size"]) == (201, "Skies of é", 0)
    path = f"/{made['id']}"
    assert call(customer, "POST", f"{path}/skyboxes", {"ids": [one, two, one]})[1]["size"] == 2
    assert call(customer, "POST", f"{path}/skyboxes", {"ids": [two]})[1]["size"] == 2
    assert call(customer, "PATCH", path, {"name": "Others"})[1]["name"] == "Others"
    assert call(customer, "DELETE", f"{path}/skyboxes/{one}")[1]["size"] == 1
    shown = call(customer, "GET", path)[1]
    assert ([item["id"] for item in shown["data"]], shown["totalCount"], shown["has_more"]) == ([two], 1, False)
    assert [item["id"] for item in call(customer, "GET")[1]["data"]] == [made["id"]]
    assert call(customer, "DELETE", path) == (200, {"success": True})
    assert call(customer, "GET", path)[0] == 404
    assert call(customer, "GET")[1] == {"data": []}


def test_the_pages_of_a_collection_hold_each_skybox_once(call, customer, skybox):
    ids = [skybox() for _ in range(5)]
    number = call(customer, "POST", body={"name": "a"})[1]["id"]
    call(customer, "POST", f"/{number}/skyboxes", {"ids": ids})

    pages = [call(customer, "GET", f"/{number}?limit=2&offset={page}")[1] for page in range(4)]

    assert sorted(item["id"] for page in pages for item in page["data"]) == ids
    assert [page["has_more"] for page in pages] == [True, True, False, False]


def test_a_deleted_skybox_leaves_its_collections(client, call, customer, skybox):
    kept, gone = skybox(), skybox()
    number = call(customer, "POST", body={"name": "a"})[1]["id"]
    call(customer, "POST", f"/{number}/skyboxes", {"ids": [kept, gone]})

    client.delete(f"/api/v1/imagine/deleteImagine/{gone}", headers=customer.headers)

    shown = call(customer, "GET", f"/{number}")[1]
    assert (shown["size"], [item["id"] for item in shown["data"]]) == (1, [kept])


def test_strangers_find_nothing(ctx, call, customer, skybox):
    stranger, mine = new_customer(ctx), skybox()
    number = call(customer, "POST", body={"name": "a"})[1]["id"]
    theirs = call(stranger, "POST", body={"name": "b"})[1]["id"]
    call(customer, "POST", f"/{number}/skyboxes", {"ids": [mine]})

    tries = [
        call(stranger, "GET", f"/{number}"),
        call(stranger, "PATCH", f"/{number}", {"name": "b"}),
        call(stranger, "DELETE", f"/{number}"),
        call(stranger, "POST", f"/{number}/skyboxes", {"ids": [mine]}),
        call(stranger, "POST", f"/{theirs}/skyboxes", {"ids": [mine]}),
        call(stranger, "DELETE", f"/{number}/skyboxes/{mine}"),
    ]

    assert [status for status, _ in tries] == [404] * 6
    assert [item["id"] for item in call(stranger, "GET")[1]["data"]] == [theirs]
    assert call(customer, "GET", f"/{number}")[1]["size"] == 1


def test_adding_is_all_or_nothing(call, customer, skybox):
    number = call(customer, "POST", body={"name": "a"})[1]["id"]

    status, told = call(customer, "POST", f"/{number}/skyboxes", {"ids": [skybox(), 4711]})

    assert (status, told["error"]) == (404, "Skybox 4711 not found")
    assert call(customer, "GET", f"/{number}")[1]["size"] == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("POST", "", {}, "'name' is missing"),
        ("POST", "", {"name": ""}, "1 to 200"),
        ("POST", "", {"name": " \n "}, "1 to 200"),
        ("POST", "", {"name": "a\nb"}, "printable"),
        ("POST", "", {"name": "x" * 201}, "1 to 200"),
        ("POST", "", {"name": "\x00"}, "NUL"),
        ("POST", "", {"name": 7}, "'name' must be text"),
        ("POST", "/1/skyboxes", {}, "'ids' is missing"),
        ("POST", "/1/skyboxes", {"ids": []}, "'ids'"),
        ("POST", "/1/skyboxes", {"ids": "1"}, "'ids'"),
        ("POST", "/1/skyboxes", {"ids": [0]}, "at least 1"),
        ("POST", "/1/skyboxes", {"ids": [2**63]}, "at most"),
        ("POST", "/1/skyboxes", {"ids": list(range(1, 502))}, "'ids'"),
        ("GET", "/one", None, "whole number"),
        ("GET", "/0", None, "at least 1"),
        ("GET", "/1?limit=101", None, "at most 100"),
    ],
)
def test_what_is_wrong_is_told(call, customer, method, path, body, words):
    status, told = call(customer, method, path, body)

    assert status == 400
    assert words in told["error"]
    assert told["message"] == told["error"]


def test_without_a_key_there_is_nothing_to_see(client):
    assert client.get(AT).status_code == 403
    assert client.post(AT, json={"name": "a"}).status_code == 403
