"""`skyloom credits`: what an account may spend."""

from __future__ import annotations

from typing import Annotated

import typer

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import talk
from skyloom.core.credits import Currency
from skyloom.services.balance import balance
from skyloom.services.grant import grant

purse = typer.Typer(help="What an account may spend.", no_args_is_help=True)
Purse = Annotated[Currency, typer.Option("--currency", help="credits: skyboxes, tokens: voxels, photos: interiors.")]


@purse.callback()
def root() -> None:
    """What an account may spend."""


@purse.command("grant")
def grant_(
    account_id: int,
    amount: Annotated[int, typer.Argument(min=1)],
    currency: Purse = Currency.CREDITS,
    note: Annotated[str, typer.Option(help="Why; kept in the ledger.")] = "",
    data_dir: DataDir = None,
) -> None:
    """Give an account more; prints its new balance."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        left = grant(ctx, account_id, currency, amount, note=note)
    talk.print(f"Account {account_id} has this many {currency}:")
    print(left)


@purse.command("show")
def show(account_id: int, currency: Purse = Currency.CREDITS, data_dir: DataDir = None) -> None:
    """Print the balance of an account."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        print(balance(ctx, account_id, currency))


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(purse, name="credits")
