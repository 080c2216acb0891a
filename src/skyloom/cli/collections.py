"""`skyloom collections`: the collections of an account."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import results, talk, tell_json
from skyloom.core.collections import MOST_ITEMS, Collection
from skyloom.services.collect import collect
from skyloom.services.create_collection import create_collection
from skyloom.services.delete_collection import delete_collection
from skyloom.services.list_collections import list_collections
from skyloom.services.rename_collection import rename_collection
from skyloom.services.show_collection import show_collection
from skyloom.services.uncollect import uncollect

GROUP = "skybox"
collections = typer.Typer(help="The collections of an account: skyboxes kept together.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON.")]
Skyboxes = Annotated[list[int], typer.Argument(help="The numbers of skyboxes.", min=1)]


@collections.callback()
def root() -> None:
    """The collections of an account."""


@collections.command()
def create(account_id: int, name: str, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Begin a collection."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        made = create_collection(ctx, account_id=account_id, name=name)
    if as_json:
        tell_json(_told(made))
        return
    talk.print(f"Collection {made.id} of account {account_id}:")
    print(made.id)


@collections.command("list")
def list_(account_id: int, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show the collections of an account."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        rows = [_told(item) for item in list_collections(ctx, account_id=account_id)]
    if as_json:
        tell_json(rows)
        return
    table = Table("Id", "Name", "Skyboxes", "Changed")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    results.print(table)


@collections.command()
def show(account_id: int, collection_id: int, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show what lies in a collection."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        _, page = show_collection(ctx, account_id=account_id, collection_id=collection_id, limit=MOST_ITEMS, page=0)
    rows = [{"id": item.id, "status": item.status.value, "title": item.title} for item in page.items]
    if as_json:
        tell_json(rows)
        return
    table = Table("Id", "Status", "Title")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    results.print(table)


@collections.command()
def rename(account_id: int, collection_id: int, name: str, data_dir: DataDir = None) -> None:
    """Give a collection another name."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        rename_collection(ctx, account_id=account_id, collection_id=collection_id, name=name)
    talk.print(f"Collection {collection_id} has its new name.")


@collections.command()
def add(account_id: int, collection_id: int, skyboxes: Skyboxes, data_dir: DataDir = None) -> None:
    """Put skyboxes into a collection."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        now = collect(ctx, account_id=account_id, collection_id=collection_id, generation_ids=skyboxes, group=GROUP)
    talk.print(f"Collection {collection_id} holds {now.size}.")


@collections.command()
def remove(account_id: int, collection_id: int, skybox: int, data_dir: DataDir = None) -> None:
    """Take a skybox out of a collection; the skybox stays."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        now = uncollect(ctx, account_id=account_id, collection_id=collection_id, generation_id=skybox)
    talk.print(f"Collection {collection_id} holds {now.size}.")


@collections.command()
def delete(account_id: int, collection_id: int, data_dir: DataDir = None) -> None:
    """Delete a collection; its skyboxes stay."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        delete_collection(ctx, account_id=account_id, collection_id=collection_id)
    talk.print(f"Collection {collection_id} is deleted.")


def _told(collection: Collection) -> dict[str, str | int]:
    return {
        "collection_id": collection.id,
        "name": collection.name,
        "skyboxes": collection.size,
        "updated_at": collection.updated_at.isoformat(timespec="seconds"),
    }


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(collections, name="collections")
