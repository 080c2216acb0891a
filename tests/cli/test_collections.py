"""`skyloom collections`: the whole life of a collection on the server's machine."""

import json

import pytest
from typer.testing import CliRunner

from skyloom.cli.app import build
from skyloom.core.errors import NotFound
from skyloom.services.find import find
from skyloom.services.submit import submit


@pytest.fixture
def run(url, tmp_path, monkeypatch):
    """Run a command on the test's database and return what it prints."""
    monkeypatch.setenv("SKYLOOM_DATABASE_URL", url)
    monkeypatch.setenv("SKYLOOM_STORAGE_URL", str(tmp_path / "blobs"))

    def run(*words):
        arguments = ["collections", *map(str, words)]
        return CliRunner().invoke(build(arguments), arguments, catch_exceptions=False).stdout

    return run


def test_a_collection_lives(ctx, account, order, run):
    one, two = (submit(ctx, order).id for _ in range(2))
    made = json.loads(run("create", account.id, "Skies", "--json"))["collection_id"]

    run("add", account.id, made, one, two)
    assert {row["id"] for row in json.loads(run("show", account.id, made, "--json"))} == {one, two}
    run("remove", account.id, made, one)
    run("rename", account.id, made, "Others")
    listed = json.loads(run("list", account.id, "--json"))
    assert [(row["collection_id"], row["name"], row["skyboxes"]) for row in listed] == [(made, "Others", 1)]
    assert "Others" in run("list", account.id)
    run("delete", account.id, made)
    assert json.loads(run("list", account.id, "--json")) == []
    assert find(ctx, account_id=account.id, generation_id=two).id == two


def test_what_is_not_there_is_told(account, run):
    made = json.loads(run("create", account.id, "Skies", "--json"))["collection_id"]

    with pytest.raises(NotFound, match="Skybox 4711 not found"):
        run("add", account.id, made, 4711)
    with pytest.raises(NotFound, match="Collection not found"):
        run("show", account.id, made + 1)
