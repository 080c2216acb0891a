"""`skyloom serve`: the whole server on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    data_dir: DataDir = None,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Answer only; workers run elsewhere.")] = False,
) -> None:
    """Start the server: database, HTTP and one worker. Ready when GET /healthz answers 200."""
    bootstrap.serve(settings_of(data_dir), host=host, port=port, with_worker=not no_worker)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)
