"""A client of a whole server without a worker, and the worker's part by hand."""

import pytest
from starlette.testclient import TestClient
from tests.api.customers import FILES, new_customer

from skyloom.api.app import create_app
from skyloom.core.generations import Artifact, Status
from skyloom.services.claim import claim
from skyloom.services.find import find
from skyloom.services.settle import settle
from skyloom.store.blobs import prefix_of


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

    def complete(skybox):
        waiting = find(ctx, account_id=customer.account_id, generation_id=skybox["id"])
        taken = claim(ctx, waiting.id, waiting.job_id, "test")
        artifacts = []
        for kind, data in FILES.items():
            key = f"{prefix_of(taken.id)}{taken.attempt}/{kind}.jpg"
            ctx.blobs.put(key, data, content_type="image/jpeg")
            artifacts.append(
                Artifact(kind=kind, key=key, content_type="image/jpeg", size=len(data), sha256=kind.rjust(64, "0"))
            )
        settle(ctx, taken.id, Status.COMPLETE, attempt=taken.attempt, artifacts=artifacts)
        return client.get(f"/api/v1/imagine/requests/{taken.id}", headers=customer.headers).json()["request"]

    return complete
