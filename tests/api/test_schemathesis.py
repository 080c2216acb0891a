"""What our own OpenAPI document allows, and what it does not, sent to a real server: no fault of ours, no surprise."""

import dataclasses
import socket
import threading

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.customers import new_customer

from skyloom.api.app import create_app
from skyloom.api.limiter import Limiter
from skyloom.api.options import ApiOptions
from skyloom.api.skybox import app as skybox
from skyloom.services.context import utc_now

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 20  # of each address
nobody = Limiter(0, now=utc_now)
document = skybox.create(None, ApiOptions(), nobody).openapi()  # type: ignore[arg-type]  # nothing is asked of it
schema = schemathesis.openapi.from_dict(document)


@pytest.fixture(scope="module")
def server(shared):
    """The address of a server with all that belongs to it but a worker."""
    ctx = dataclasses.replace(shared, max_pending=10**6)
    config = uvicorn.Config(create_app(ctx, ApiOptions(rate_limit=0)), log_config=None, access_log=False)
    running = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1"
        running.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def headers(shared):
    return new_customer(shared, credits_=10**9).headers


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_tells_of(case, server, headers):
    case.call_and_validate(base_url=server, headers=headers, checks=CHECKS)
