"""docs/api.md tells of every address, parameter and status."""

from pathlib import Path

import pytest

from skyloom.api.errors import STATUSES
from skyloom.api.skybox import app as skybox
from skyloom.api.skybox.wire import NOT_OFFERED

PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text("utf-8")


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


def test_every_address_is_there(document):
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"`{method.upper()} /api/v1{path}`" in PAGE


def test_every_parameter_is_there(document):
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                assert parameter["name"].lower() in PAGE.lower()
            for content in operation.get("requestBody", {"content": {}})["content"].values():
                assert all(f"`{name}`" in PAGE for name in content["schema"].get("properties", {}))


def test_what_is_not_offered_is_there():
    for name in NOT_OFFERED:
        assert f"`{name}" in PAGE


def test_every_status_is_there():
    for status in {*(STATUSES | skybox.STATUSES).values()} - {402}:  # of other dialects
        assert f"| {status} |" in PAGE
