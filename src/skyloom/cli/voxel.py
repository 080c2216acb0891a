"""`skyloom voxel`: a prompt becomes three pictures and a voxel model here and now, without a server."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Annotated

import typer

from skyloom.cli.models import Glb, Obj, written
from skyloom.cli.talk import talk
from skyloom.core.candidates import COUNT, IMAGES
from skyloom.core.errors import InvalidInput
from skyloom.core.objects import object_from_json
from skyloom.engines.base import RenderContext
from skyloom.engines.candidates.params import LONGEST
from skyloom.engines.registry import load
from skyloom.world.objects.build import build

ENGINE = "candidates"


def voxel(
    prompt: str,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the pictures and the model.")],
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="0: a random one.")] = 0,
    pick: Annotated[int, typer.Option(min=1, max=COUNT, help="Which of the three becomes the model.")] = 1,
    size: Annotated[int, typer.Option(min=8, max=128, help="Cells of the model's longest axis.")] = 64,
    glb: Glb = False,
    obj: Obj = False,
) -> None:
    """Show three readings of a prompt as pictures, and write the model of one of them."""
    if not 0 < len(prompt.strip()) <= len(prompt) <= LONGEST:
        raise InvalidInput(f"Describe the object in 1 to {LONGEST} characters.")
    seed = seed or random.SystemRandom().randint(1, 2**31 - 1)
    engine = load()[ENGINE]
    result = engine.render(engine.Params.model_validate({"prompt": prompt}), RenderContext(seed=seed))
    output.mkdir(parents=True, exist_ok=True)
    for number, role in enumerate(IMAGES, start=1):
        path = output / f"candidate_{number}.png"
        path.write_bytes(result.files[role].data)
        print(path)
    made = result.facts["candidates"][pick - 1]
    model = build(object_from_json(made["spec"]), seed=made["seed"], size=size)
    for path in written(model, output / "model.vox", glb=glb, obj=obj):
        print(path)
    talk.print(f"seed {seed}, candidate {pick}, {'x'.join(map(str, model.size))} cells", highlight=False)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(voxel)
