"""`skyloom keys`: the API keys of an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import results, talk, tell_json
from skyloom.services.create_key import create_key
from skyloom.services.list_keys import list_keys
from skyloom.services.revoke_key import revoke_key

keys = typer.Typer(help="The API keys of an account.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON.")]


@keys.callback()
def root() -> None:
    """The API keys of an account."""


@keys.command()
def create(
    account_id: int,
    name: Annotated[str, typer.Option(help="To tell keys apart.")] = "",
    days: Annotated[float | None, typer.Option(min=0, help="How long it is good; without it, for ever.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Create a key. It is shown this once."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        lives = None if days is None else timedelta(days=days)
        key, secret = create_key(ctx, account_id, name=name, lives=lives)
    if as_json:
        tell_json({"api_key_id": key.id, "account_id": account_id, "api_key": secret})
        return
    talk.print(f"Key {key.id} of account {account_id}, shown this once:")
    print(secret)


@keys.command()
def revoke(key_id: int, data_dir: DataDir = None) -> None:
    """Make a key useless, at once and for ever."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        revoke_key(ctx, key_id)
    talk.print(f"Key {key_id} is revoked.")


@keys.command("list")
def list_(account_id: int, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show the keys of an account, without their secrets."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        found = list_keys(ctx, account_id)
    rows = [
        {
            "api_key_id": key.id,
            "name": key.name,
            "starts_with": key.prefix,
            "created_at": key.created_at.isoformat(timespec="seconds"),
            "revoked_at": key.revoked_at and key.revoked_at.isoformat(timespec="seconds"),
            "expires_at": key.expires_at and key.expires_at.isoformat(timespec="seconds"),
        }
        for key in found
    ]
    if as_json:
        tell_json(rows)
        return
    table = Table("Id", "Name", "Starts with", "Created", "Revoked", "Expires")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    results.print(table)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(keys, name="keys")
