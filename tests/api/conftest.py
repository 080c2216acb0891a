"""A client of a whole server without a worker, and the worker's part by hand."""

import pytest
import structlog
from starlette.testclient import TestClient
from tests.api.customers import FILES, new_customer
from tests.conftest import numbers, on, run_sql

from skyloom.api.app import create_app
from skyloom.core import catalog
from skyloom.core.generations import Artifact, Status
from skyloom.services.claim import claim
from skyloom.services.context import Context
from skyloom.services.find import find
from skyloom.services.settle import settle
from skyloom.store.blobs import Blobs, prefix_of
from skyloom.store.database import Database


@pytest.fixture(autouse=True, scope="session")
def plain_logs():
    """Say faults in a line: the default draws every local variable, for seconds."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def shared(postgres, template, engines, tmp_path_factory):
    """A server for all tests of a file whose customers do not see each other."""
    name = f"shared_{next(numbers)}"
    run_sql(postgres, "CREATE DATABASE {0} TEMPLATE {1}", name)
    db = Database(on(postgres, name))
    files = Blobs(str(tmp_path_factory.mktemp("blobs")))
    yield Context(db=db, blobs=files, catalog=catalog.load(), engines=engines)
    db.close()
    run_sql(postgres, "DROP DATABASE {0} WITH (FORCE)", name)


@pytest.fixture
def client(ctx):
    with TestClient(create_app(ctx), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def customer(ctx):
    return new_customer(ctx)


@pytest.fixture
def complete(ctx, client, customer):
    """Do what a worker does, and return the skybox as it is shown then."""

    def complete(skybox, *, result=None, files=FILES):
        waiting = find(ctx, account_id=customer.account_id, generation_id=skybox["id"])
        taken = claim(ctx, waiting.id, waiting.job_id, "test")
        artifacts = []
        for kind, data in files.items():
            key = f"{prefix_of(taken.id)}{taken.attempt}/{kind}.jpg"
            ctx.blobs.put(key, data, content_type="image/jpeg")
            artifacts.append(
                Artifact(kind=kind, key=key, content_type="image/jpeg", size=len(data), sha256=kind.rjust(64, "0"))
            )
        settle(ctx, taken.id, Status.COMPLETE, attempt=taken.attempt, artifacts=artifacts, result=result)
        return client.get(f"/api/v1/imagine/requests/{taken.id}", headers=customer.headers).json()["request"]

    return complete
