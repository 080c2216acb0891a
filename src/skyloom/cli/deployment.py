"""The settings of a command: the environment's, with what its options change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from skyloom.core.errors import CannotStart
from skyloom.settings import Settings

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Where the database and the files live. Default: ./data.")
]


def settings_of(data_dir: Path | None = None, **changes: Any) -> Settings:
    """Return the settings, or say in a sentence which one is wrong."""
    given = {name: value for name, value in {"data_dir": data_dir, **changes}.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = "SKYLOOM_" + "__".join(str(part) for part in fault["loc"]).upper()
        raise CannotStart(f"The setting {name} is wrong: {fault['msg']}.") from error
