"""What the dialect's own OpenAPI document allows, and what docs/api.md says of it."""

import dataclasses
from pathlib import Path

import pytest
import schemathesis
from tests.api.documented import assert_keeps, operations_of
from tests.api.listening import listening
from tests.api.voxel.conftest import User

from skyloom.api.app import create_app
from skyloom.api.limiter import Limiter
from skyloom.api.options import ApiOptions
from skyloom.api.voxel import app as voxel
from skyloom.services.context import utc_now

PAGE = (
    (Path(__file__).parents[3] / "docs/api.md").read_text("utf-8").partition("\n## Voxels\n")[2].partition("\n## ")[0]
)
document = voxel.create(None, ApiOptions(), Limiter(0, now=utc_now)).openapi()  # type: ignore[arg-type]  # nothing is asked of it
schema = schemathesis.openapi.from_dict(document)


@pytest.fixture(scope="module")
def server(shared):
    ctx = dataclasses.replace(shared, max_pending=10**6)
    with listening(create_app(ctx, ApiOptions(rate_limit=0))) as url:
        yield f"{url}{voxel.PREFIX}"


@pytest.fixture(scope="module")
def headers(shared):
    return User(shared, None, 10**6).headers


@pytest.mark.parametrize("operation", operations_of(schema), ids=lambda operation: operation.label)
def test_every_answer_is_one_that_the_document_tells_of(operation, server, headers):
    assert_keeps(operation, url=server, headers=headers)


def test_every_success_is_one_that_the_document_tells_of(user, worker):
    def valid(answer, method, path):
        assert answer.status_code == 200, answer.text
        schema[path][method].validate_response(answer)
        return answer.json()["jobId"] if method == "POST" else answer.json()["state"]

    jobs = [
        valid(user.images(), "POST", "/images"),
        valid(user.voxelize(), "POST", "/voxelize"),
        valid(user.voxelize(), "POST", "/voxelize"),
    ]
    states = [valid(user.status(jobs[0]), "GET", "/status")]
    worker.take(jobs[0])
    states.append(valid(user.status(jobs[0]), "GET", "/status"))
    worker.complete(jobs[0])
    worker.complete(jobs[1])
    worker.fail(jobs[2], "Nothing stands out.")
    states += [valid(user.status(job_id), "GET", "/status") for job_id in jobs]

    assert states == ["queued", "running", "completed", "completed", "failed"]


def test_the_page_tells_of_every_address_parameter_and_status():
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert f"`{method.upper()} {voxel.PREFIX}{path}`" in PAGE
            assert all(f"| {status}" in PAGE for status in operation["responses"] if status not in ("200", "500"))
            content = operation.get("requestBody", {"content": {}})["content"]
            for kind in content.values():
                assert all(f"`{name}`" in PAGE for name in kind["schema"]["properties"])


def test_everything_says_what_it_is():
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation["description"], path
            assert {"200", "400", "401", "403", "429", "502"} <= operation["responses"].keys()
            for parameter in operation.get("parameters", []):
                assert parameter["description"], (path, parameter["name"])
