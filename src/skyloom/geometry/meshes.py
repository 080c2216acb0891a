"""Triangle meshes with a normal, a colour and an occlusion per vertex, and the merging of many copies into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float32]
Whole = NDArray[np.uint32]
UV_STEPS = 128.0  # a metre


@dataclass(frozen=True, slots=True)
class Part:
    """A mesh of n vertices and m triangles, metres, z up, standing on z = 0."""

    position: Floats  # (n, 3)
    faces: Whole  # (m, 3)
    normal: Floats  # (n, 3), unit
    colour: Floats  # (n, 3), linear albedo
    openness: Floats  # (n,) share of the sky that reaches the vertex, 0 to 1
    material: Whole  # (m,) numbers of faces, see `world.kinds`
    uv: Floats  # (n, 2) metres along a wall and up it, 0 to 500; zero where nobody asks


@dataclass(frozen=True, slots=True)
class Copies:
    """Where the copies of a part stand."""

    position: Floats  # (k, 3)
    turn: Floats  # (k,) radians about z
    scale: Floats  # (k,) or (k, 3)
    tint: Floats  # (k, 3) factor on the colour
    lean: Floats  # (k, 2) shift along x and y per metre of height

    def some(self, chosen: ArrayLike) -> Copies:
        """Return the chosen copies, by a mask or by numbers."""
        k = np.asarray(chosen)
        return Copies(self.position[k], self.turn[k], self.scale[k], self.tint[k], self.lean[k])


@dataclass(frozen=True, slots=True)
class Packed:
    """A merged mesh, attributes packed as the renderer reads them."""

    position: Floats  # (n, 3)
    faces: Whole  # (m, 3)
    normal: Whole  # (n,) 10:10:10
    colour: Whole  # (n,) square roots of the albedo and the openness, 8:8:8:8
    material: Whole  # (m,)
    uv: Whole  # (n,) 16:16, in steps of 1/128 m


def part(
    position: ArrayLike,
    faces: ArrayLike,
    normal: ArrayLike,
    colour: ArrayLike,
    openness: ArrayLike,
    material: ArrayLike,
    uv: ArrayLike = 0.0,
) -> Part:
    """Return a part from anything that broadcasts to its shapes."""
    where = np.asarray(position, np.float32).reshape(-1, 3)
    corners = np.asarray(faces, np.uint32).reshape(-1, 3)
    n = len(where)
    return Part(
        where,
        corners,
        unit(np.broadcast_to(np.asarray(normal, np.float32), (n, 3))),
        np.broadcast_to(np.asarray(colour, np.float32), (n, 3)),
        np.broadcast_to(np.asarray(openness, np.float32), (n,)),
        np.broadcast_to(np.asarray(material, np.uint32), (len(corners),)),
        np.broadcast_to(np.asarray(uv, np.float32), (n, 2)),
    )


def joined(parts: Sequence[Part]) -> Part:
    """Return several parts as one."""
    start = np.cumsum([0] + [len(p.position) for p in parts])
    return Part(
        np.concatenate([p.position for p in parts]),
        np.concatenate([p.faces + np.uint32(s) for p, s in zip(parts, start, strict=False)]),
        np.concatenate([p.normal for p in parts]),
        np.concatenate([p.colour for p in parts]),
        np.concatenate([p.openness for p in parts]),
        np.concatenate([p.material for p in parts]),
        np.concatenate([p.uv for p in parts]),
    )


def unit(vectors: NDArray[np.floating]) -> Floats:
    """Return vectors of length one; a vector without length stays."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled


def stand(copies: Copies, shape: Part) -> Packed:
    """Return all copies of a part as one packed mesh."""
    k, n = len(copies.position), len(shape.position)
    cos, sin = np.cos(copies.turn)[:, None], np.sin(copies.turn)[:, None]
    scale = copies.scale[:, None] if copies.scale.ndim == 1 else copies.scale
    scale = np.broadcast_to(scale, (k, 3)).astype(np.float32)
    x, y, z = (shape.position[None, :, axis] * scale[:, None, axis] for axis in range(3))
    where = np.empty((k, n, 3), np.float32)
    where[..., 0] = cos * x - sin * y + copies.position[:, None, 0] + z * copies.lean[:, :1]
    where[..., 1] = sin * x + cos * y + copies.position[:, None, 1] + z * copies.lean[:, 1:]
    where[..., 2] = z + copies.position[:, None, 2]
    nx, ny = shape.normal[None, :, 0], shape.normal[None, :, 1]
    normal = np.empty_like(where)
    normal[..., 0], normal[..., 1], normal[..., 2] = cos * nx - sin * ny, sin * nx + cos * ny, shape.normal[None, :, 2]
    colour = shape.colour[None] * copies.tint[:, None, :]
    offset = np.arange(k, dtype=np.uint32)[:, None, None] * np.uint32(n)
    return Packed(
        where.reshape(-1, 3),
        (shape.faces[None] + offset).reshape(-1, 3),
        packed_normal(normal.reshape(-1, 3)),
        packed_colour(colour.reshape(-1, 3), np.tile(shape.openness, k)),
        np.tile(shape.material, k),
        np.tile(packed_uv(shape.uv), k),
    )


def merged(meshes: Sequence[Packed]) -> Packed:
    """Return packed meshes as one."""
    start = np.cumsum([0] + [len(m.position) for m in meshes])
    return Packed(
        np.concatenate([m.position for m in meshes]),
        np.concatenate([m.faces + np.uint32(s) for m, s in zip(meshes, start, strict=False)]),
        np.concatenate([m.normal for m in meshes]),
        np.concatenate([m.colour for m in meshes]),
        np.concatenate([m.material for m in meshes]),
        np.concatenate([m.uv for m in meshes]),
    )


def placed(shape: Part) -> Packed:
    """Return one part that already stands where it belongs, packed."""
    return Packed(
        shape.position,
        shape.faces,
        packed_normal(shape.normal),
        packed_colour(shape.colour, shape.openness),
        shape.material,
        packed_uv(shape.uv),
    )


def moved(shape: Part, at: ArrayLike = (0.0, 0.0, 0.0), *, turn: float = 0.0, scale: ArrayLike = 1.0) -> Part:
    """Return a part scaled, then turned about z (radians, counter-clockwise), then moved by `at`, metres."""
    size = np.broadcast_to(np.asarray(scale, np.float32), (3,))
    cos, sin = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    spin = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]], np.float32)
    where = (shape.position * size) @ spin.T + np.asarray(at, np.float32)
    normal = unit((shape.normal / size) @ spin.T)
    return replace(shape, position=where.astype(np.float32), normal=normal)


def empty() -> Packed:
    """Return a mesh of nothing."""
    none = np.zeros(0, np.uint32)
    return Packed(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.uint32), none, none, none, none)


def packed_normal(normal: Floats) -> Whole:
    """Return unit vectors (n, 3) in 10:10:10 bits."""
    q = np.clip(np.round(normal * 511 + 512), 0, 1023).astype(np.uint32)
    bits: Whole = q[..., 0] | (q[..., 1] << np.uint32(10)) | (q[..., 2] << np.uint32(20))
    return bits


def packed_uv(uv: Floats) -> Whole:
    """Return wall coordinates (n, 2), metres, in 16:16 bits."""
    q = np.clip(np.round(uv * UV_STEPS), 0, 65535).astype(np.uint32)
    bits: Whole = q[:, 0] | (q[:, 1] << np.uint32(16))
    return bits


def packed_colour(colour: Floats, openness: Floats) -> Whole:
    """Return albedo (n, 3) as square roots and openness (n,) in 8:8:8:8 bits."""
    q = np.clip(np.sqrt(np.clip(colour, 0, 1)) * 255 + 0.5, 0, 255).astype(np.uint32)
    a = np.clip(openness * 255 + 0.5, 0, 255).astype(np.uint32)
    bits: Whole = q[..., 0] | (q[..., 1] << np.uint32(8)) | (q[..., 2] << np.uint32(16)) | (a << np.uint32(24))
    return bits
