"""`skyloom accounts`: who may use the server."""

from __future__ import annotations

from typing import Annotated

import typer

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import talk, tell_json
from skyloom.core.credits import Currency
from skyloom.services.create_account import create_account

accounts = typer.Typer(help="Who may use the server.", no_args_is_help=True)
Amount = Annotated[int | None, typer.Option(min=0)]


@accounts.callback()
def root() -> None:
    """Who may use the server."""


@accounts.command()
def create(
    name: str,
    skybox_credits: Annotated[int | None, typer.Option("--credits", min=0, help="For skyboxes.")] = None,
    tokens: Annotated[int | None, typer.Option(min=0, help="For voxel models.")] = None,
    photos: Annotated[int | None, typer.Option(min=0, help="For interior skies.")] = None,
    data_dir: DataDir = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """Create an account with its first key. The key is shown this once."""
    asked = {Currency.CREDITS: skybox_credits, Currency.TOKENS: tokens, Currency.PHOTOS: photos}
    balances = {currency: amount for currency, amount in asked.items() if amount is not None}
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        account, secret = create_account(ctx, name, balances=balances)
    if as_json:
        tell_json({"account_id": account.id, "user_id": str(account.uuid), "api_key": secret})
        return
    talk.print(f"Account {account.id} ({account.uuid}) for {account.name!r}. Its key, shown this once:")
    print(secret)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(accounts, name="accounts")
