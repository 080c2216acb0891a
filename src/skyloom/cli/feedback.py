"""`skyloom feedback`: what clients' users say."""

from __future__ import annotations

from typing import Annotated

import typer

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import tell_json
from skyloom.services.list_feedback import list_feedback


def feedback(
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most this many.")] = 100,
    data_dir: DataDir = None,
) -> None:
    """Print what clients' users say, the newest first, each as a line of JSON."""
    with bootstrap.opened(settings_of(data_dir)) as ctx:
        given = list_feedback(ctx, limit=limit)
    for said in given:
        tell_json({"account_id": said.account_id, "at": said.at.isoformat(timespec="seconds"), "feedback": said.body})


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(feedback)
