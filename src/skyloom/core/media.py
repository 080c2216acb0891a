"""Kinds of files: what they are called on the wire and how their names end."""

from __future__ import annotations

from collections.abc import Mapping

EXTENSIONS: Mapping[str, str] = {
    "application/json": "json",
    "application/zip": "zip",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/vnd.radiance": "hdr",
    "image/webp": "webp",
    "image/x-exr": "exr",
    "model/gltf-binary": "glb",
    "model/x-vox": "vox",
    "video/mp4": "mp4",
}


def extension_of(content_type: str) -> str:
    """Return how the name of such a file ends, without the dot."""
    return EXTENSIONS.get(content_type, "bin")
