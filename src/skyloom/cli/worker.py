"""`skyloom worker`: renders for a server that runs elsewhere."""

from __future__ import annotations

from typing import Annotated

import typer

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of


def worker(
    queues: Annotated[
        str | None, typer.Option(help="Comma-separated capabilities, e.g. cpu.skybox. Default: all this machine has.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Take jobs and render them until it is stopped."""
    chosen = tuple(name.strip() for name in (queues or "").split(",") if name.strip())
    bootstrap.run_worker(settings_of(data_dir), queues=chosen or None)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(worker)
