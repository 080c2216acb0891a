"""Where a command speaks: results go to stdout, all other words to stderr."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console

talk = Console(stderr=True)
results = Console()


def tell_json(value: Any) -> None:
    """Write a result for a program to read: one line of JSON."""
    print(json.dumps(value, ensure_ascii=False))
