"""`skyloom generate`: a prompt becomes a picture here and now, without a server."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from skyloom.cli.talk import talk
from skyloom.core import catalog
from skyloom.core.catalog import Style
from skyloom.core.errors import CannotStart, InvalidInput
from skyloom.engines.base import Engine, RenderContext, Result
from skyloom.engines.registry import load

ENGINE = "procedural"
SMALLEST, LARGEST = 64, 16384  # pixels of width


def generate(
    prompt: str,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the panorama goes, a .jpg.")],
    style: Annotated[str | None, typer.Option(help="A style's number or name; see GET /api/v1/skybox/styles.")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="0: a random one.")] = 0,
    model: Annotated[int | None, typer.Option(min=3, max=4, help="The default style of Model 3 or 4.")] = None,
    variant: Annotated[str | None, typer.Option(help="standard or enhanced, for styles of Model 4.")] = None,
    size: Annotated[str | None, typer.Option(help="e.g. 2048x1024; without it the model's own.")] = None,
    depth: Annotated[Path | None, typer.Option(help="Where the depth map goes, a .jpg.")] = None,
    negative: Annotated[str, typer.Option(help="What to avoid.")] = "",
    horizon_shift: Annotated[int, typer.Option(min=-20, max=20, help="Degrees; positive moves the horizon up.")] = 0,
) -> None:
    """Render a prompt into an equirectangular picture."""
    if not prompt.strip():
        raise InvalidInput("The prompt is empty: describe what to show.")
    chosen = _style(style, model)
    engine = load()[ENGINE]
    for path in (output, depth):
        _check_folder(path)
    fields = {
        "prompt": prompt,
        "negative_text": negative,
        "style_id": chosen.id,
        "variant": _variant(chosen, variant),
        "horizon_shift": horizon_shift,
        "width": _width(size),
    }
    seed = seed or random.SystemRandom().randint(1, 2**31 - 1)
    started = time.monotonic()
    result = _rendered(engine, {name: value for name, value in fields.items() if value is not None}, seed)
    for path, role in ((output, "file"), (depth, "depth")):
        if path is not None:
            path.write_bytes(result.files[role].data)
            print(path)
    picture = result.files["file"]
    talk.print(f"{picture.width}x{picture.height}, seed {seed}, {time.monotonic() - started:.1f} s", highlight=False)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(generate)


def _rendered(engine: Engine, fields: dict[str, object], seed: int) -> Result:
    try:
        params = engine.Params(**fields)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise InvalidInput(f"{fault['loc'][-1]}: {fault['msg']}.") from error
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=talk) as progress:
        task = progress.add_task("warming up", total=None)
        engine.warm_up()
        progress.update(task, description="rendering", total=1.0)
        return engine.render(
            params, RenderContext(seed=seed, progress=lambda share: progress.update(task, completed=share))
        )


def _style(named: str | None, model: int | None) -> Style:
    styles = catalog.load()
    if named is None:
        fitting = styles.styles(model_version=str(model)) if model else [styles.style(None)]
        return fitting[0]
    if named.isascii() and named.isdigit():
        return styles.style(int(named))
    found = [style for style in styles.styles() if style.name.casefold() == named.casefold()]
    if not found:
        raise InvalidInput(f"There is no style {named!r}. Known: {', '.join(s.name for s in styles.styles())}.")
    return found[0]


def _variant(style: Style, key: str | None) -> str | None:
    if key is None:
        chosen = style.variant(None)
        return chosen.key if chosen else None
    if key not in {variant.key for variant in style.variants}:
        known = ", ".join(variant.key for variant in style.variants) or "none"
        raise InvalidInput(f"The style {style.name!r} has no variant {key!r}. Known: {known}.")
    return key


def _width(size: str | None) -> int | None:
    if size is None:
        return None
    width, _, height = size.partition("x")
    if not width.isdecimal() or (height and not height.isdecimal()):
        raise InvalidInput(f"The size must look like 2048x1024, not {size!r}.")
    if int(height or int(width) // 2) * 2 != int(width) or not SMALLEST <= int(width) <= LARGEST:
        raise InvalidInput(f"The size must be twice as wide as high and {SMALLEST} to {LARGEST} wide, not {size!r}.")
    return int(width)


def _check_folder(path: Path | None) -> None:
    """Find out before the render that the file cannot be written after it."""
    if path is not None and not path.absolute().parent.is_dir():
        raise CannotStart(f"The folder {str(path.absolute().parent)!r} does not exist.")
