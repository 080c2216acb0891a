"""Grass, ferns, reeds and flowers as meshes, metres, standing on z = 0; their colour is a factor around 1."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import tubes
from skyloom.world.kinds import Material
from skyloom.world.seeds import stream

Array = NDArray[np.floating]
UP = np.array([0.0, 0.0, 1.0])


@cache
def tufts(fineness: int) -> tuple[Part, ...]:
    """Return tufts of grass: 0 to 7 m away, 1 to 25 m, 2 beyond."""
    draw = stream(0, f"tufts {fineness}")
    blades, height, width, spread, joints = (
        (11, 0.30, 0.0075, 0.12, 3),
        (8, 0.34, 0.02, 0.25, 2),
        (6, 0.4, 0.07, 0.6, 1),
    )[fineness]
    return tuple(_tuft(draw, blades, height, width, spread, joints) for _ in range(4))


@cache
def ferns() -> tuple[Part, ...]:
    """Return a few ferns, as wide tufts."""
    draw = stream(0, "ferns")
    return tuple(_tuft(draw, 22, 0.7, 0.05, 0.08, 3) for _ in range(3))


@cache
def reeds() -> tuple[Part, ...]:
    """Return a few stands of reed."""
    draw = stream(0, "reeds")
    return tuple(_tuft(draw, 12, 1.5, 0.014, 0.25, 3, lean=(0.02, 0.25)) for _ in range(3))


@cache
def rosettes() -> tuple[Part, ...]:
    """Return a few low herbs with broad leaves."""
    draw = stream(0, "rosettes")
    return tuple(_rosette(draw, leaves) for leaves in (6, 8, 11))


@cache
def fallen_leaf() -> Part:
    """Return a leaf that lies on the ground; its colour is 1."""
    corners = [(-0.045, 0, 0.012), (0, 0.028, 0.004), (0.05, 0, 0.016), (0, -0.028, 0.002)]
    return part(corners, [(0, 2, 1), (0, 3, 2)], (0, 0, 1), 1.0, 0.9, Material.PETAL)


@cache
def log() -> Part:
    """Return a fallen trunk about five metres long, half a metre thick, with the stubs of branches."""
    draw = stream(0, "log")
    along = np.linspace(-2.6, 2.6, 9)
    line = np.stack([along, 0.12 * np.sin(along * 0.9), np.full(9, 0.17)], -1)
    trunk = tubes(
        line[None], np.linspace(0.25, 0.14, 9)[None] * draw.uniform(0.92, 1.08, (1, 9)), 10, (1, 1, 1), Material.BARK
    )
    start = line[[2, 3, 5, 6]] + np.array([0, 0, 0.1])
    way = unit(draw.normal(0, 1, (4, 3)) + np.array([0.3, 0, 1.1])) * draw.uniform(0.25, 0.7, (4, 1))
    stubs = start[:, None] + way[:, None] * np.linspace(0, 1, 3)[:, None]
    return joined([trunk, tubes(stubs, np.tile([0.05, 0.035, 0.012], (4, 1)), 5, (1, 1, 1), Material.BARK)])


@cache
def flower() -> Part:
    """Return a flower's head of six petals, 0.26 m over the ground; its colour is 1."""
    count = 6
    angle = np.arange(count) * (2 * np.pi / count)
    out = np.stack([np.cos(angle), np.sin(angle), np.full(count, 0.3)], -1)
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1)
    middle = np.broadcast_to(np.array([0, 0, 0.26]), out.shape)
    petals = np.stack(
        [middle, middle + out * 0.016 + side * 0.009, middle + out * 0.026, middle + out * 0.016 - side * 0.009], 1
    )
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    return part(petals, faces, (0, 0, 1), 1.0, 1.0, Material.PETAL)


@cache
def stem() -> Part:
    """Return a flower's stem with its leaves."""
    return _tuft(stream(0, "stem"), 3, 0.27, 0.006, 0.02, 2, lean=(0.05, 0.2))


def _rosette(draw: np.random.Generator, leaves: int) -> Part:
    angle = np.arange(leaves) * 2.399 + draw.uniform(0, 0.4, leaves)
    length, rise = draw.uniform(0.06, 0.13, leaves), draw.uniform(0.15, 0.8, leaves)
    out = np.stack([np.cos(angle), np.sin(angle), rise], -1) * length[:, None]
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1) * (length * 0.3)[:, None]
    drop = np.array([0, 0, -0.25]) * length[:, None]
    corners = np.stack([out * 0.05, out * 0.55 + side, out + drop, out * 0.55 - side], 1)
    faces = np.arange(leaves)[:, None, None] * 4 + np.array([[0, 2, 1], [0, 3, 2]])
    colour = np.repeat(draw.uniform(0.7, 1.25, (leaves, 1)) * np.array([0.85, 1.0, 0.9]), 4, 0)
    openness = np.tile([0.4, 0.8, 1.0, 0.8], leaves)
    return part(corners, faces, np.repeat(unit(UP + 0.4 * out), 4, 0), colour, openness, Material.GRASS)


def _tuft(
    draw: np.random.Generator,
    blades: int,
    height: float,
    width: float,
    spread: float,
    joints: int,
    lean: tuple[float, float] = (0.15, 0.8),
) -> Part:
    angle, r = draw.uniform(0, 2 * np.pi, blades), spread * np.sqrt(draw.uniform(0, 1, blades))
    foot = np.stack([r * np.cos(angle), r * np.sin(angle), 0 * r], -1)
    to = draw.uniform(0, 2 * np.pi, blades)
    length, bow = height * draw.uniform(0.55, 1.25, blades), draw.uniform(*lean, blades)
    out = np.stack([np.cos(to), np.sin(to), 0 * to], -1)
    side = np.stack([-np.sin(to), np.cos(to), 0 * to], -1)
    straw = (draw.uniform(0, 1, blades) ** 5)[:, None] * np.array([1.9, 0.75, 0.9])
    rows: list[Array] = []
    openness: list[Array] = []
    colour: list[Array] = []
    for joint in range(joints + 1):
        s = joint / joints
        middle = foot + out * (bow * length * s**2)[:, None] + UP * (length * (s - 0.25 * bow * s * s))[:, None]
        half = (width * (1 - s) ** 0.7) * draw.uniform(0.8, 1.3, blades)[:, None]
        twice = 2 if joint < joints else 1
        rows += [middle - side * half, middle + side * half] if joint < joints else [middle]
        openness += [np.full(blades, 0.3 + 0.7 * s)] * twice
        colour += [(1 + straw) * (0.62 + 0.7 * s)] * twice
    position = np.stack(rows, 1)
    faces = [f for k in range(joints - 1) for f in ((2 * k, 2 * k + 1, 2 * k + 2), (2 * k + 1, 2 * k + 3, 2 * k + 2))]
    faces.append((2 * joints - 2, 2 * joints - 1, 2 * joints))
    corners = position.shape[1]
    normal = np.repeat(unit(UP + 0.35 * out + draw.normal(0, 0.2, (blades, 3))), corners, 0)
    return part(
        position,
        np.arange(blades)[:, None, None] * corners + np.array(faces),
        normal,
        np.stack(colour, 1).reshape(-1, 3),
        np.stack(openness, 1).ravel(),
        Material.GRASS,
    )
