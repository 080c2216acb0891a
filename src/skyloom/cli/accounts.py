"""`skyloom accounts`: who may use the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import results, talk, tell_json
from skyloom.core.accounts import Account
from skyloom.core.credits import Currency
from skyloom.services.change_account import change_account
from skyloom.services.create_account import create_account
from skyloom.services.list_accounts import list_accounts

accounts = typer.Typer(help="Who may use the server.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON.")]


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
    as_json: AsJson = False,
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


@accounts.command()
def change(
    account_id: int,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="May it order anything?")] = None,
    strict: Annotated[bool | None, typer.Option("--strict/--no-strict", help="Are its negative texts refused?")] = None,
    data_dir: DataDir = None,
) -> None:
    """Switch an account on or off, or refuse its negative texts."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        account = change_account(ctx, account_id, is_active=active, strict_prompt=strict)
    talk.print(f"Account {account.id}: {_words(account)}.")


@accounts.command("list")
def list_(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show all accounts and what they have."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        found = list_accounts(ctx)
    if as_json:
        tell_json([_shown(account, held) for account, held in found])
        return
    table = Table("Id", "Name", "User id", *Currency, "State")
    for account, held in found:
        amounts = (str(held.get(currency, "")) for currency in Currency)
        table.add_row(str(account.id), escape(account.name), str(account.uuid), *amounts, _words(account))
    results.print(table)


def _shown(account: Account, held: Mapping[Currency, int]) -> dict[str, Any]:
    return {
        "account_id": account.id,
        "user_id": str(account.uuid),
        "name": account.name,
        "is_active": account.is_active,
        "strict_prompt": account.strict_prompt,
        "balances": dict(held),
    }


def _words(account: Account) -> str:
    return ("active" if account.is_active else "inactive") + (", strict" if account.strict_prompt else "")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(accounts, name="accounts")
