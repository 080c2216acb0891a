"""`skyloom voxelise`: a picture becomes a voxel model here and now, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skyloom.cli.models import Glb, Obj, written
from skyloom.cli.talk import talk
from skyloom.core.errors import InvalidInput
from skyloom.engines.base import RenderContext
from skyloom.engines.registry import load
from skyloom.geometry import vox_format
from skyloom.imaging.received import probe

ENGINE = "voxelise"
SMALLEST = 8  # pixels a side


def voxelise(
    picture: Annotated[Path, typer.Argument(help="A PNG, JPEG or WebP picture of one thing.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the model goes, a .vox.")],
    size: Annotated[int, typer.Option(min=8, max=128, help="Cells of the longest axis.")] = 32,
    gray: Annotated[bool, typer.Option("--gray", help="Greys alone.")] = False,
    fill: Annotated[bool, typer.Option("--fill", help="Fill the inside too.")] = False,
    vertex: Annotated[bool, typer.Option("--vertex", help="Let colours run into one another.")] = False,
    colours: Annotated[int, typer.Option(min=2, max=256, help="Colours at most.")] = 32,
    glb: Glb = False,
    obj: Obj = False,
) -> None:
    """Make a voxel model of a picture; of a candidate that `skyloom voxel` drew, its own model."""
    data = picture.read_bytes()
    probe(data, smallest=SMALLEST)
    if not output.absolute().parent.is_dir():
        raise InvalidInput(f"The folder {str(output.absolute().parent)!r} does not exist.")
    engine = load()[ENGINE]
    options = {
        "voxel_size": size,
        "texturing": "gray" if gray else "textured",
        "fill": fill,
        "color": "vertex" if vertex else "surface",
        "palette_size": colours,
    }
    result = engine.render(engine.Params.model_validate(options), RenderContext(seed=0, inputs={"image": data}))
    model = vox_format.read(result.files["file"].data)
    for path in written(model, output, glb=glb, obj=obj):
        print(path)
    talk.print(f"{'x'.join(map(str, model.size))} cells, {len(model.palette)} colours", highlight=False)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(voxelise)
