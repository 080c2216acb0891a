"""A voxel model as another file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from skyloom.core.errors import NotFound
from skyloom.core.generations import Generation
from skyloom.geometry import vox_format, vox_mesh
from skyloom.geometry.voxels import Voxels
from skyloom.services.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file that a model can be had as."""

    content_type: str
    extension: str
    write: Callable[[Voxels], bytes]


FORMATS: Mapping[str, Format] = {
    "vox": Format(content_type="model/x-vox", extension="vox", write=vox_format.written),
    "glb": Format(content_type="model/gltf-binary", extension="glb", write=vox_mesh.glb),
    "obj": Format(content_type="application/zip", extension="obj.zip", write=vox_mesh.obj_zip),
}


def convert_model(ctx: Context, generation: Generation, role: str, format_: Format) -> bytes:
    """Return the model that a generation left under a role, in a format; or raise NotFound."""
    if role not in generation.artifacts:
        raise NotFound("There is no such model (yet): only a completed job has one.")
    return format_.write(vox_format.read(ctx.blobs.get(generation.artifacts[role].key)))
