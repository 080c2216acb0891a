"""What our own OpenAPI document allows, and what it does not, sent to a real server: no fault of ours, no surprise."""

import dataclasses

import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from tests.api.customers import new_customer
from tests.api.documented import assert_keeps, operations_of
from tests.api.listening import listening

from skyloom.api.app import create_app
from skyloom.api.limiter import Limiter
from skyloom.api.options import ApiOptions
from skyloom.api.skybox import app as skybox
from skyloom.services.context import utc_now

nobody = Limiter(0, now=utc_now)
document = skybox.create(None, ApiOptions(), nobody).openapi()  # type: ignore[arg-type]  # nothing is asked of it
schema = schemathesis.openapi.from_dict(document)


@pytest.fixture(scope="module")
def server(shared):
    """The address of a server with all that belongs to it but a worker."""
    ctx = dataclasses.replace(shared, max_pending=10**6)
    with listening(create_app(ctx, ApiOptions(rate_limit=0))) as url:
        yield f"{url}/api/v1"


@pytest.fixture(scope="module")
def headers(shared):
    return new_customer(shared, credits_=10**9).headers


def assert_documented(method, path, answer):
    """Claim that the answer is a success that looks as the document says."""
    assert answer.status_code == 200, answer.text
    schema[path][method].validate_response(answer)


@pytest.mark.parametrize("by", ["skybox", "imagine/requests"])
def test_every_success_is_one_that_the_document_tells_of(ctx, client, customer, complete, by):
    def ask(method, path, *, body=None, **parts):
        answer = client.request(method, f"/api/v1{path.format_map(parts)}", json=body, headers=customer.headers)
        assert_documented(method, path, answer)
        return answer.json()

    body = {"prompt": "hills", "generator": "stable-skybox"}
    ordered = ask("POST", f"/{by}", body=body)
    first = complete(ordered.get("request", ordered))
    second, third = (client.post(f"/api/v1/{by}", json=body, headers=customer.headers).json() for _ in range(2))
    second, third = second.get("request", second), third.get("request", third)

    for path in ("/skybox/styles", "/skybox/families", "/skybox/menu", "/generators", "/feedbacks"):
        assert isinstance(ask("GET", path), list)
    assert ask("GET", "/skybox/get-one-tip-unity")["tip"]
    assert ask("POST", "/feedbacks", body={"answer": 5}) == {"success": True}
    assert ask("POST", "/imagine/favorite/{id}", id=first["id"])["request"]["isMyFavorite"] is True
    assert ask("GET", "/imagine/requests/{id}", id=first["id"])["request"]["file_url"]
    obfuscated = ask("GET", "/imagine/requests/obfuscated-id/{obfuscatedId}", obfuscatedId=second["obfuscated_id"])
    assert obfuscated["response"]["id"] == second["id"]
    assert len(ask("GET", "/imagine/myRequests")["data"]) == 3
    assert ask("DELETE", "/imagine/requests/{id}", id=second["id"]) == {"success": True}
    assert ask("DELETE", "/imagine/requests/pending") == {"success": True}
    assert ask("DELETE", "/imagine/deleteImagine/{id}", id=third["id"])["id"] == str(third["id"])


@pytest.mark.parametrize("operation", operations_of(schema), ids=lambda operation: operation.label)
def test_every_answer_is_one_that_the_document_tells_of(operation, server, headers):
    assert_keeps(operation, url=server, headers=headers)


@pytest.mark.filterwarnings("ignore:Duplicate Operation ID")  # one function answers GET and HEAD
def test_no_other_address_answers_with_a_fault_of_ours(shared, headers):
    app = create_app(dataclasses.replace(shared, max_pending=10**6), ApiOptions(rate_limit=0))
    others = schemathesis.openapi.from_dict(app.openapi())
    operations = operations_of(others)
    assert {"/files/{folder}/imagine/{name}", "/studio/api/collections"} <= {found.path for found in operations}

    with listening(app) as url:
        for operation in operations:
            assert_keeps(operation, url=url, headers=headers, checks=[not_a_server_error])
