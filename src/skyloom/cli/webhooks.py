"""`skyloom webhooks`: what an account's webhooks were told."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import results, talk, tell_json
from skyloom.services.list_deliveries import list_deliveries
from skyloom.services.rotate_webhook_secret import rotate_webhook_secret
from skyloom.services.webhook_secret import webhook_secret

webhooks = typer.Typer(help="What webhooks were told, and the secret that signs them.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON.")]


@webhooks.callback()
def root() -> None:
    """What webhooks were told, and the secret that signs them."""


@webhooks.command()
def log(
    account_id: int,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Show the newest deliveries of an account."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        found = list_deliveries(ctx, account_id, limit=limit).items
    rows = [
        {
            "generation_id": item.generation_id,
            "event": item.status.value,
            "url": item.url,
            "state": item.state.value,
            "tries": item.tries,
            "last_status": item.last_status,
            "last_error": item.last_error,
            "created_at": item.created_at.isoformat(timespec="seconds"),
        }
        for item in found
    ]
    if as_json:
        tell_json(rows)
        return
    table = Table("Generation", "Event", "URL", "State", "Tries", "Status", "Error", "Created")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    results.print(table)


@webhooks.command()
def secret(
    account_id: int,
    rotate: Annotated[bool, typer.Option("--rotate", help="Make a new one first.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Show the secret that an account's webhooks are signed with."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        found = rotate_webhook_secret(ctx, account_id) if rotate else webhook_secret(ctx, account_id)
    talk.print(f"The webhook secret of account {account_id}:")
    print(found)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(webhooks, name="webhooks")
