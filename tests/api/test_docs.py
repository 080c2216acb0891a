"""docs/api.md tells of every address, parameter and status."""

from pathlib import Path

import pytest

from skyloom.api.errors import STATUSES
from skyloom.api.skybox import app as skybox

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


def test_every_status_is_there():
    for status in {*(STATUSES | skybox.STATUSES).values()} - {402}:  # of other dialects
        assert f"| {status} |" in PAGE


def test_everything_says_what_it_is(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["description"], (method, path)
            assert operation["responses"]["200"]["content"]["application/json"]["schema"], (method, path)
            assert {"403", "422", "429", "500", "503"} <= operation["responses"].keys(), (method, path)
            for parameter in operation.get("parameters", []):
                assert parameter["description"], (method, path, parameter["name"])
            for content in operation.get("requestBody", {"content": {}})["content"].values():
                for name, schema in content["schema"].get("properties", {}).items():
                    assert schema["description"], (method, path, name)


def test_numbers_have_limits_that_the_document_s_readers_know(document):
    def odd(node):
        if isinstance(node, dict):
            return [name for name in ("ge", "le", "gt", "lt") if name in node] + [
                x for v in node.values() for x in odd(v)
            ]
        return [x for v in node for x in odd(v)] if isinstance(node, list) else []

    assert odd(document["paths"]) == []
