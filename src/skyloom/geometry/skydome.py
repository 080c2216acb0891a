"""A sky as a glTF file: a sphere seen from inside, with a panorama painted on it that no light changes."""

from __future__ import annotations

import json
import math
import struct

import numpy as np
from numpy.typing import NDArray

SEGMENTS, RINGS = 128, 64  # of the sphere: a direction is off by a fiftieth of a degree at most
RADIUS = 100.0  # metres
FLOAT, UINT = 5126, 5125
VERTICES, INDICES = 34962, 34963
MAGIC, VERSION, JSON, BIN = b"glTF", 2, b"JSON", b"BIN\x00"


def sky_dome(jpeg: bytes, /) -> bytes:
    """Return a binary glTF of a panorama's JPEG.

    glTF is right-handed, y up, and cameras look along -z: that is the panorama's middle; +x is right of it.
    """
    place, uv, faces = _sphere()
    parts = [place.tobytes(), uv.tobytes(), faces.tobytes(), jpeg]
    views, offset = [], 0
    for part, target in zip(parts, (VERTICES, VERTICES, INDICES, None), strict=True):
        view: dict[str, int] = {"buffer": 0, "byteOffset": offset, "byteLength": len(part)}
        views.append(view | ({"target": target} if target else {}))
        offset += _padded(len(part))
    low, high = place.min(axis=0).tolist(), place.max(axis=0).tolist()
    scene = {
        "asset": {"version": "2.0", "generator": "Skyloom"},
        "extensionsUsed": ["KHR_materials_unlit"],
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "Sky dome", "mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 1}, "indices": 2, "material": 0}]}],
        "materials": [
            {
                "name": "Sky",
                "pbrMetallicRoughness": {
                    "baseColorTexture": {"index": 0},
                    "metallicFactor": 0,
                    "roughnessFactor": 1,
                },
                "extensions": {"KHR_materials_unlit": {}},
            }
        ],
        "textures": [{"source": 0, "sampler": 0}],
        "samplers": [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 33071}],
        "images": [{"bufferView": 3, "mimeType": "image/jpeg"}],
        "accessors": [
            {"bufferView": 0, "componentType": FLOAT, "count": len(place), "type": "VEC3", "min": low, "max": high},
            {"bufferView": 1, "componentType": FLOAT, "count": len(uv), "type": "VEC2"},
            {"bufferView": 2, "componentType": UINT, "count": faces.size, "type": "SCALAR"},
        ],
        "bufferViews": views,
        "buffers": [{"byteLength": offset}],
    }
    head = json.dumps(scene, separators=(",", ":")).encode()
    chunks = _chunk(JSON, head, b" ") + _chunk(BIN, b"".join(p.ljust(_padded(len(p)), b"\x00") for p in parts), b"\x00")
    return MAGIC + struct.pack("<II", VERSION, 12 + len(chunks)) + chunks


def _sphere() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.uint32]]:
    """Return places (n, 3), texture coordinates (n, 2) and triangles (m, 3) that turn their front inwards."""
    u, v = np.meshgrid(np.linspace(0, 1, SEGMENTS + 1), np.linspace(0, 1, RINGS + 1))
    heading, polar = 2 * math.pi * (u - 0.5), math.pi * v
    flat = np.sin(polar)
    place = RADIUS * np.stack([flat * np.sin(heading), np.cos(polar), -flat * np.cos(heading)], axis=-1)
    ring, segment = np.mgrid[:RINGS, :SEGMENTS].astype(np.uint32)
    here = ring * (SEGMENTS + 1) + segment
    under = here + SEGMENTS + 1
    faces = np.stack([here, under, under + 1, here, under + 1, here + 1], axis=-1).reshape(-1, 3)
    uv = np.stack([u, v], axis=-1)
    return place.reshape(-1, 3).astype(np.float32), uv.reshape(-1, 2).astype(np.float32), faces


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4


def _chunk(kind: bytes, data: bytes, padding: bytes) -> bytes:
    body = data.ljust(_padded(len(data)), padding)
    return struct.pack("<I", len(body)) + kind + body
