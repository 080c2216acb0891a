"""The `skyloom` command: finds a command's module and says failures in one sentence."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from skyloom import log
from skyloom.core.errors import InvalidInput, SkyloomError

COMMANDS = (
    *("serve", "worker", "generate", "voxel", "voxelise", "explain"),
    *("accounts", "keys", "credits", "collections", "feedback", "webhooks", "doctor"),
)


def main() -> None:
    """Run the command line; leave with 1 and a sentence when it cannot be done."""
    log.configure("warning")  # stdout is for results; a server sets its own level
    try:
        _check(sys.argv[1:])
        build(sys.argv[1:])()
    except (SkyloomError, OSError) as error:  # OSError: a disk that is full, a folder that is closed
        sys.exit(f"skyloom: {error}")


def _check(arguments: list[str]) -> None:
    try:
        "".join(arguments).encode()
    except UnicodeEncodeError as error:  # neither the database nor a picture's metadata could hold it
        raise InvalidInput("The arguments are not valid UTF-8.") from error


def build(arguments: list[str]) -> typer.Typer:
    """Return the commands; only the one that is asked for is imported, so that each starts quickly."""
    app = typer.Typer(
        help="Turns words into 360° skyboxes and voxel models, on your own machine.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def root() -> None:
        """Keep the command's name even where only one is there."""

    asked = tuple(name for name in arguments[:1] if name in COMMANDS)
    for name in asked or COMMANDS:
        import_module(f"skyloom.cli.{name}").add_to(app)
    return app
