"""How commands write voxel models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skyloom.geometry import vox_format, vox_mesh
from skyloom.geometry.voxels import Voxels

Glb = Annotated[bool, typer.Option("--glb", help="Also as binary glTF.")]
Obj = Annotated[bool, typer.Option("--obj", help="Also as OBJ, in a ZIP.")]


def written(model: Voxels, path: Path, *, glb: bool, obj: bool) -> list[Path]:
    """Write a model as a .vox file and, beside it, as what else is wanted; return the paths."""
    files = {path: vox_format.written(model)}
    if glb:
        files[path.with_suffix(".glb")] = vox_mesh.glb(model)
    if obj:
        files[path.with_suffix(".obj.zip")] = vox_mesh.obj_zip(model, name=path.stem)
    for place, data in files.items():
        place.write_bytes(data)
    return list(files)
