"""`skyloom explain`: which words of a prompt ask for what."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from skyloom.cli.talk import results, tell_json
from skyloom.core.scene import SceneSpec
from skyloom.language.reader import read


def explain(
    prompt: str,
    negative: Annotated[str, typer.Option(help="What to avoid.")] = "",
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="The whole scene as one line of JSON.")] = False,
) -> None:
    """Show the scene that a prompt asks for and why, without rendering it."""
    scene = read(prompt, negative_text=negative, seed=seed)
    if as_json:
        tell_json(dataclasses.asdict(scene))
        return
    results.print(_table(scene))
    for title, words in (("Understood, but not shown yet", scene.not_shown), ("Not understood", scene.not_understood)):
        if words:
            results.print(f"{title}: {', '.join(words)}", markup=False)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(explain)


def _table(scene: SceneSpec) -> Table:
    table = Table("Attribute", "Value", "Words", "How")
    for source in scene.sources:
        cells = (source.attribute, source.value, source.words, source.how)
        table.add_row(*(escape(cell) for cell in cells))
    return table
