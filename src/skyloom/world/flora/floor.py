"""What lies and creeps on the ground: ferns, clover, moss, twigs, logs, stumps, leaves, petals, shells and wrack."""

from __future__ import annotations

from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import ball, columns, tubes
from skyloom.world.flora.growth import GOLDEN, UP, Colour
from skyloom.world.kinds import Bark, Material, barked
from skyloom.world.seeds import stream

WOOD: Colour = (1.9, 1.6, 1.2)  # fresh against bark


@cache
def ferns(fineness: int) -> tuple[Part, ...]:
    """Return ferns: rosettes of arching, feathered fronds."""
    draw = stream(0, f"ferns {fineness}")
    return tuple(_fern(draw, fronds, (13, 6, 3)[fineness], 0.75) for fronds in (11, 9, 13))


def _fern(draw: np.random.Generator, fronds: int, pinnae: int, long: float) -> Part:
    angle = np.arange(fronds) * GOLDEN + draw.uniform(0, 0.5, fronds)
    length, rise = long * draw.uniform(0.65, 1.15, fronds), draw.uniform(0.75, 1.25, fronds)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1)[:, None]
    edges = np.linspace(0.06, 1, pinnae + 1)

    def rib(s: np.ndarray) -> np.ndarray:
        along = out[:, None] * (length[:, None] * np.cos(rise)[:, None] * s * (1 + 0.5 * s))[..., None]
        up = length[:, None] * (np.sin(rise)[:, None] * s - 0.75 * s**2.2)
        return np.asarray(along + UP * np.maximum(up, 0.02)[..., None])

    inner, outer = rib(edges[None, :-1]), rib(edges[None, 1:])
    middle = 0.5 * (edges[1:] + edges[:-1])
    wide = (0.19 * length[:, None] * np.sin(np.pi * np.clip(middle * 0.86 + 0.1, 0, 1)) ** 0.8)[..., None]
    parts = []
    for hand in (-1, 1):
        tip = outer + hand * side * wide + out[:, None] * 0.25 * wide - UP * 0.22 * wide
        corners = np.stack([inner, inner * 0.25 + outer * 0.75, tip], 2)
        normal = (
            unit(UP + 0.3 * out)[:, None, None] + draw.normal(0, 0.12, (fronds, pinnae, 1, 3)) + np.zeros((1, 1, 3, 1))
        )
        shade = draw.uniform(0.75, 1.25, (fronds, 1, 1, 1)) * np.array([0.85, 0.9, 1.2])[:, None] * np.ones(3)
        colour = np.broadcast_to(shade, corners.shape).reshape(-1, 3)
        openness = np.broadcast_to((0.4 + 0.55 * middle)[None, :, None], corners.shape[:3]).ravel()
        faces = np.arange(fronds * pinnae * 3)
        parts.append(part(corners, faces, normal.reshape(-1, 3), colour, openness, Material.GRASS))
    return joined(parts)


@cache
def rosettes() -> tuple[Part, ...]:
    """Return low herbs with broad leaves, and clover."""
    draw = stream(0, "rosettes")
    return (*(_rosette(draw, leaves) for leaves in (6, 8, 11)), *(_clover(draw, leaves) for leaves in (14, 22)))


def _rosette(draw: np.random.Generator, leaves: int) -> Part:
    angle = np.arange(leaves) * GOLDEN + draw.uniform(0, 0.4, leaves)
    length, rise = draw.uniform(0.06, 0.13, leaves), draw.uniform(0.15, 0.8, leaves)
    out = np.stack([np.cos(angle), np.sin(angle), rise], -1) * length[:, None]
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1) * (length * 0.3)[:, None]
    drop = np.array([0, 0, -0.25]) * length[:, None]
    corners = np.stack([out * 0.05, out * 0.55 + side, out + drop, out * 0.55 - side], 1)
    faces = np.arange(leaves)[:, None, None] * 4 + np.array([[0, 2, 1], [0, 3, 2]])
    colour = np.repeat(draw.uniform(0.7, 1.25, (leaves, 1)) * np.array([0.85, 1.0, 0.9]), 4, 0)
    openness = np.tile([0.4, 0.8, 1.0, 0.8], leaves)
    return part(corners, faces, np.repeat(unit(UP + 0.4 * out), 4, 0), colour, openness, Material.GRASS)


def _clover(draw: np.random.Generator, leaves: int) -> Part:
    """Return a patch of leaves in threes on thin stalks."""
    r, turn = 0.16 * np.sqrt(draw.uniform(0, 1, leaves)), draw.uniform(0, 2 * np.pi, leaves)
    at = np.stack([r * np.cos(turn), r * np.sin(turn), draw.uniform(0.03, 0.075, leaves)], -1)
    size = draw.uniform(0.012, 0.02, leaves)
    angle = (draw.uniform(0, 2 * np.pi, (leaves, 1)) + np.arange(3) * 2.094).ravel()
    at, size = np.repeat(at, 3, 0), np.repeat(size, 3)
    out = np.stack([np.cos(angle), np.sin(angle), 0.15 + 0 * angle], -1) * size[:, None]
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1) * (size * 0.62)[:, None]
    corners = np.stack([at, at + out * 0.75 + side, at + out * 1.15, at + out * 0.75 - side], 1)
    faces = np.arange(leaves * 3)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    colour = np.repeat(draw.uniform(0.7, 1.15, (leaves, 1)) * np.array([0.7, 1.05, 0.9]), 12, 0)
    return part(corners, faces, UP + np.repeat(draw.normal(0, 0.25, (leaves, 3)), 12, 0), colour, 0.9, Material.GRASS)


@cache
def cushions() -> tuple[Part, ...]:
    """Return cushions of moss, half a metre wide, flat."""
    draw = stream(0, "cushions")
    shapes = []
    for _ in range(4):
        points, faces = ball(1)
        wave = 1 + 0.16 * np.sin(points @ draw.normal(0, 3.2, 3) + 1) + 0.12 * np.sin(points @ draw.normal(0, 5, 3))
        position = points * wave[:, None] * np.array([0.27, 0.22, 0.1])
        shade = np.array([0.75, 1.0, 0.55]) * draw.uniform(0.8, 1.2, (len(points), 1))
        shapes.append(part(position, faces, points, shade, np.clip(0.5 + 0.5 * points[:, 2], 0.2, 1), Material.LEAF))
    return tuple(shapes)


@cache
def twigs() -> tuple[Part, ...]:
    """Return fallen twigs, some forked, 0.3 to 0.8 m."""
    draw = stream(0, "twigs")
    shapes = []
    for _ in range(4):
        s = np.linspace(-0.5, 0.5, 5)
        long = draw.uniform(0.3, 0.8)
        line = np.stack([long * s, 0.06 * np.sin(s * 5 + draw.uniform(0, 6)), 0.012 + 0.02 * np.cos(s * 3) ** 2], -1)
        thick = 0.008 * (1.2 - np.abs(s))
        fork = line[3] + np.linspace(0, 1, 3)[:, None] * np.array([0.16, draw.choice([-0.12, 0.12]), 0.03])
        twig = tubes(line[None], thick[None], 4, (1, 1, 1), Material.BARK)
        shapes.append(joined([twig, tubes(fork[None], np.array([[0.005, 0.004, 0.002]]), 3, (1, 1, 1), Material.BARK)]))
    return tuple(shapes)


@cache
def logs() -> tuple[Part, ...]:
    """Return fallen trunks about five metres long, with broken ends, stubs and moss on top."""
    return tuple(_log(stream(n, "logs")) for n in range(3))


def _log(draw: np.random.Generator) -> Part:
    points, sides = 13, 14
    along = np.linspace(-2.6, 2.6, points)
    bend = draw.uniform(0.05, 0.16)
    line = np.stack([along, bend * np.sin(along * 0.9 + draw.uniform(0, 3)), np.full(points, 0.17)], -1)
    knots = 1 + 0.07 * draw.normal(0, 1, (points, sides))
    radii = np.linspace(0.26, 0.15, points)[:, None] * knots
    trunk = columns(line[None], radii[None], 1.0, barked(Bark.MOSSY), openness=0.6)
    ends = []
    for end, toward in ((0, -1.0), (points - 1, 1.0)):
        turn = np.arange(sides) * 2 * np.pi / sides
        ring = trunk.position.reshape(points, sides, 3)[end]
        spike = ring.mean(0) + np.array([toward * draw.uniform(0.0, 0.08), 0, 0])
        jagged = ring + np.array([1.0, 0, 0]) * (toward * 0.09 * draw.uniform(0, 1, (sides, 1)))
        corners = np.concatenate([jagged, spike[None]])
        faces = np.stack([np.arange(sides), (np.arange(sides) + 1) % sides, np.full(sides, sides)], -1)
        grain = np.array(WOOD) * np.append(0.75 + 0.2 * np.cos(turn * 3), 0.5)[:, None]
        ends.append(part(corners, faces, (toward, 0, 0.3), grain, 0.6, barked(Bark.SMOOTH)))
    at = draw.integers(2, points - 2, 6)
    start = line[at] + np.array([0, 0, 0.1])
    way = unit(draw.normal(0, 1, (6, 3)) + np.array([0.3, 0, 1.0])) * draw.uniform(0.2, 0.8, (6, 1))
    stubs = start[:, None] + way[:, None] * np.linspace(0, 1, 4)[:, None] + np.array([0.0, 0, 0])
    thick = np.tile([0.05, 0.035, 0.025, 0.008], (6, 1)) * draw.uniform(0.5, 1.2, (6, 1))
    return joined([trunk, *ends, tubes(stubs, thick, 5, (1, 1, 1), Material.BARK)])


@cache
def stumps() -> tuple[Part, ...]:
    """Return stumps of broken and of felled trees, about half a metre wide."""
    shapes = []
    for n, tall in enumerate((0.45, 0.9, 0.35)):
        draw, sides = stream(n, "stumps"), 18
        turn = np.arange(sides) * 2 * np.pi / sides
        roots = np.clip(np.cos(turn * 5 + draw.uniform(0, 6)), 0, 1)
        s = np.linspace(0, 1, 6)
        radii = 0.24 * (1 + (0.35 + 0.9 * roots) * np.exp(-s * 5)[:, None])
        line = np.stack([0 * s, 0 * s, s * tall - 0.12 * (s == 0)], -1)
        body = columns(line[None], radii[None], 1.0, barked(Bark.MOSSY), openness=0.7)
        rim = body.position.reshape(6, sides, 3)[-1] + UP * draw.uniform(0, 0.25 * (n == 1) + 0.01, (sides, 1))
        top = np.concatenate([rim, [[0, 0, tall - 0.03]]])
        faces = np.stack([np.arange(sides), (np.arange(sides) + 1) % sides, np.full(sides, sides)], -1)
        grain = np.array(WOOD) * np.append(0.7 + 0.2 * np.cos(turn * 4), 0.9)[:, None]
        shapes.append(joined([body, part(top, faces, UP, grain, 0.9, barked(Bark.SMOOTH))]))
    return tuple(shapes)


@cache
def fallen_leaves() -> tuple[Part, ...]:
    """Return leaves that lie on the ground: one alone, and a drift of nine; their colour is about 1."""
    draw = stream(0, "fallen leaves")
    return (_strewn(draw, 1, 0.0), _strewn(draw, 9, 0.22), _strewn(draw, 9, 0.3))


def _strewn(draw: np.random.Generator, count: int, spread: float, size: float = 0.05) -> Part:
    leaf = np.array([(-0.9, 0, 0.24), (0, 0.56, 0.08), (1.0, 0, 0.32), (0, -0.56, 0.04)]) * size
    turn = draw.uniform(0, 2 * np.pi, count)
    spin = np.stack([np.stack([np.cos(turn), -np.sin(turn)], -1), np.stack([np.sin(turn), np.cos(turn)], -1)], 1)
    corners = np.repeat(leaf[None], count, 0) * draw.uniform(0.7, 1.3, (count, 1, 1))
    corners[..., :2] = np.einsum("kij,knj->kni", spin, corners[..., :2]) + draw.normal(0, spread, (count, 1, 2))
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 2, 1], [0, 3, 2]])
    shade = np.repeat(draw.uniform(0.65, 1.3, (count, 1)), 4, 0) * np.ones(3)
    normal = np.repeat(unit(UP + draw.normal(0, 0.3, (count, 3))), 4, 0)
    return part(corners, faces, normal, shade, 0.9, Material.PETAL)


@cache
def petals() -> tuple[Part, ...]:
    """Return drifts of fallen petals, and a few that fall; their colour is about 1."""
    draw = stream(0, "petals")
    return tuple(_strewn(draw, 16, 0.3, 0.012) for _ in range(3))


@cache
def shells() -> tuple[Part, ...]:
    """Return a scallop, a spire and a mussel, a few centimetres."""
    turn = np.linspace(-1.25, 1.25, 13)
    rim = np.stack([np.sin(turn), np.cos(turn), 0.1 + 0.07 * (np.arange(13) % 2)], -1) * 0.035
    scallop = part(
        np.concatenate([rim, [[0, -0.01, 0.012]]]),
        [(k, 13, k + 1) for k in range(12)],
        UP,
        np.append(np.where(np.arange(13) % 2, 1.1, 0.8), 0.9)[:, None] * np.ones(3),
        1.0,
        Material.PETAL,
    )
    s = np.linspace(0, 1, 18)
    coil = np.stack([0.05 * s - 0.02, 0.012 * (1 - s) * np.cos(s * 20), 0.012 + 0.012 * (1 - s) * np.sin(s * 20)], -1)
    spire = tubes(coil[None], (0.012 * (1.05 - s))[None], 6, (0.9, 0.8, 0.7), Material.PETAL)
    points, faces = ball(1)
    mussel = part(
        points * np.array([0.03, 0.014, 0.009]) + UP * 0.004, faces, points, (0.25, 0.24, 0.3), 1.0, Material.PETAL
    )
    return (scallop, spire, mussel)


@cache
def wrack() -> tuple[Part, ...]:
    """Return heaps of weed that the sea has left."""
    draw = stream(0, "wrack")
    shapes = []
    for _ in range(3):
        count = 26
        at = draw.normal(0, 0.22, (count, 1, 3)) * np.array([1.6, 0.5, 0.0])
        s = np.linspace(0, 1, 4)[None, :, None]
        way = draw.normal(0, 0.2, (count, 1, 3)) * np.array([1, 1, 0])
        bow = np.sin(s * 3.1) * draw.uniform(0.0, 0.06, (count, 1, 1)) * UP
        shapes.append(tubes(at + way * s + bow + 0.01 * UP, np.full((count, 4), 0.009), 3, (1, 1, 1), Material.LEAF))
    return tuple(shapes)


@cache
def lily_pads() -> tuple[Part, ...]:
    """Return groups of floating leaves with a notch, the last with a flower; z = 0 is the water."""
    draw, groups = stream(0, "lily pads"), []
    for number in range(3):
        count, sides = 7, 13
        at = draw.normal(0, 0.42, (count, 2))
        radius = draw.uniform(0.1, 0.2, count)
        turn = np.linspace(0.22, 2 * np.pi - 0.22, sides) + draw.uniform(0, 6, (count, 1))
        rim = np.stack([np.cos(turn), np.sin(turn), 0.05 + 0.04 * np.sin(turn * 3)], -1) * radius[:, None, None]
        rim[..., :2] += at[:, None]
        rim[..., 2] += 0.012
        middle = np.concatenate([at, np.full((count, 1), 0.014)], 1)[:, None]
        corners = np.concatenate([rim, middle], 1)
        fan = np.stack([np.arange(sides - 1), np.arange(1, sides), np.full(sides - 1, sides)], -1)
        faces = np.arange(count)[:, None, None] * (sides + 1) + fan
        shade = np.repeat(draw.uniform(0.75, 1.25, (count, 1)), sides + 1, 0) * np.ones(3)
        parts = [part(corners, faces, UP, shade, 1.0, Material.GRASS)]
        if number == 2:
            parts.append(_water_lily(at[0]))
        groups.append(joined(parts))
    return tuple(groups)


def _water_lily(at: np.ndarray) -> Part:
    count = 14
    angle, rise = np.arange(count) * GOLDEN, np.linspace(1.1, 0.35, count)
    out = np.stack([np.cos(angle) * np.cos(rise), np.sin(angle) * np.cos(rise), np.sin(rise)], -1) * 0.075
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1) * 0.02
    foot = np.broadcast_to(np.array([at[0] + 0.1, at[1], 0.02]), out.shape)
    corners = np.stack([foot, foot + out * 0.6 + side, foot + out, foot + out * 0.6 - side], 1)
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    # white against the green of the pads that the copy's tint gives
    return part(corners, faces, UP, (9.0, 5.2, 15.0), 1.0, Material.PETAL)
