"""Palms, bamboo, bananas, tree ferns and the broad herbs of the rain forest's floor."""

from __future__ import annotations

from functools import cache

import numpy as np

from skyloom.geometry.meshes import joined, part, unit
from skyloom.geometry.shapes import tubes
from skyloom.world.flora.growth import GOLDEN, UP, Array, Plant, along_lines, blades, blob
from skyloom.world.kinds import Bark, Material, barked
from skyloom.world.seeds import stream

PALM_BARK = (0.2, 0.165, 0.12)
CULM = (0.13, 0.2, 0.045)  # a bamboo's stem
STALK = (0.1, 0.15, 0.04)


@cache
def palms(fineness: int) -> tuple[Plant, ...]:
    """Return coconut palms of several ages."""
    draw = stream(0, f"palms {fineness}")
    fronds, leaflets = ((24, 22), (20, 12), (14, 6), (10, 2), (8, 1))[fineness]
    return tuple(_palm(draw, height, fronds, leaflets) for height in (8.5, 11.0, 7.0, 4.0))


@cache
def tree_ferns(fineness: int) -> tuple[Plant, ...]:
    """Return ferns on a trunk, wide and low."""
    draw = stream(0, f"tree ferns {fineness}")
    fronds, leaflets = ((18, 20), (15, 10), (11, 5), (8, 2), (6, 1))[fineness]
    return tuple(_palm(draw, height, fronds, leaflets, long=2.1, lean=0.12) for height in (2.6, 1.5, 3.8))


def _palm(
    draw: np.random.Generator, height: float, fronds: int, leaflets: int, *, long: float = 3.0, lean: float = 0.4
) -> Plant:
    s = np.linspace(0, 1, 8)
    aside = draw.uniform(0.35, 1.0) * lean * height
    line = np.stack([aside * s**2, 0 * s, height * s - 0.4 * (s == 0)], -1)
    thick = 0.16 * (1 - 0.45 * s)
    thick[0] *= 1.6
    angle = np.arange(fronds) * GOLDEN + draw.uniform(0, 0.3, fronds)
    rise = np.linspace(1.15, -0.45, fronds)
    length = long * draw.uniform(0.85, 1.1, fronds)
    t = np.linspace(0.08, 1, leaflets + 1)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)

    def rib(u: Array) -> Array:
        flat = out[:, None] * (u * np.cos(rise)[:, None] * length[:, None])[..., None]
        up = u * np.sin(rise)[:, None] * length[:, None] - 0.55 * length[:, None] * u**2.2
        return np.asarray(flat + up[..., None] * UP + line[-1])

    inner, outer = rib(np.broadcast_to(t[:-1], (fronds, leaflets))), rib(np.broadcast_to(t[1:], (fronds, leaflets)))
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1)[:, None]
    wide = 0.2 * long * np.sin(np.pi * np.clip(0.5 * (t[:-1] + t[1:]), 0.06, 0.97)) ** 0.7
    parts = []
    for hand in (-1, 1):
        fall = UP * (0.22 + 0.1 * draw.uniform(0, 1, (fronds, leaflets, 1)))
        tip = outer + side * (hand * wide)[None, :, None] + out[:, None] * 0.28 - fall
        normal = unit(UP + 0.35 * out)[:, None, None] + draw.normal(0, 0.12, (fronds, leaflets, 3, 3))
        shade = draw.uniform(0.8, 1.25, (fronds, 1, 1, 1)) * np.ones((fronds, leaflets, 3, 3))
        openness = np.clip(0.55 + 0.45 * np.sin(rise), 0.35, 1)[:, None, None] * np.ones((fronds, leaflets, 3))
        faces = np.arange(fronds * leaflets * 3)
        corners = np.stack([inner, outer, tip], 2)
        parts.append(part(corners, faces, normal.reshape(-1, 3), shade.reshape(-1, 3), openness.ravel(), Material.LEAF))
    kept = slice(None) if leaflets > 5 else slice(None, None, 7)
    sides = 8 if leaflets > 11 else 5 if leaflets > 5 else 3
    trunk = tubes(line[None, kept], thick[None, kept], sides, PALM_BARK, barked(Bark.RINGED))
    return Plant(joined(parts), trunk)


# culms a clump, joints of a culm, sides, leaves a culm, half a leaf's length
_GROVE = ((4, 30, 7, 190, 0.14), (4, 12, 5, 80, 0.24), (3, 5, 3, 36, 0.42), (3, 2, 3, 10, 0.95), (0, 0, 0, 0, 0.0))


@cache
def bamboos(fineness: int) -> tuple[Plant, ...]:
    """Return small clumps of bamboo, 10 to 15 m high."""
    return tuple(_bamboo(stream(n, f"bamboos {fineness}"), fineness) for n in range(5))


def _bamboo(draw: np.random.Generator, fineness: int) -> Plant:
    if fineness == 4:
        return Plant(blob(draw, middle=7.0, wide=2.2, tall=6.0))
    count, joints, sides, leaves, size = _GROVE[fineness]
    height = draw.uniform(9.0, 15.0, count)
    foot = draw.uniform(-0.85, 0.85, (count, 2))
    points = joints * 3 + 1 if fineness == 0 else joints + 1
    s = np.linspace(0, 1, points)[None]
    toward = draw.uniform(0, 2 * np.pi, count)
    bow = (draw.uniform(0.05, 0.22, count) * height)[:, None] * s**2.6
    x = foot[:, :1] + np.cos(toward)[:, None] * bow
    y = foot[:, 1:] + np.sin(toward)[:, None] * bow
    lines = np.stack([x, y, height[:, None] * s - 0.3 * (s == 0) - bow * 0.35], -1)
    thick = draw.uniform(0.035, 0.058, (count, 1)) * (1 - 0.8 * s**1.6)
    culm = tubes(lines, _noded(thick, points) if fineness == 0 else thick, sides, (1, 1, 1), barked(Bark.SMOOTH))
    node = (np.arange(points) % 3 == 0) if fineness == 0 else np.zeros(points, bool)
    stain = np.where(node[:, None], np.array([0.2, 0.2, 0.12]), np.array(CULM))
    age = draw.uniform(0.75, 1.3, (count, 1, 1)) * (1 + draw.uniform(0, 1, (count, 1, 1)) * np.array([0.55, 0.1, 0.0]))
    colour = np.repeat((age * stain[None]).reshape(-1, 3), sides, 0)
    wood = part(culm.position, culm.faces, culm.normal, colour, 0.7, barked(Bark.SMOOTH))
    twig, _ = along_lines(draw, lines, leaves * count, 0.42)
    angle = draw.uniform(0, 2 * np.pi, len(twig))
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    centre = (
        twig
        + out * (draw.uniform(0.1, 1.15, len(twig)) ** 1.3)[:, None]
        - UP * draw.uniform(-0.2, 0.35, (len(twig), 1))
    )
    along = unit(out + draw.normal(0, 0.45, centre.shape) - 0.55 * UP)
    facing = unit(np.cross(along, np.cross(UP, along) + 1e-4))
    rise = np.clip(twig[:, 2] / height.mean(), 0, 1)
    openness = np.clip(0.3 + 0.65 * rise**1.5, 0.25, 1)
    half = size * draw.uniform(0.7, 1.3, (len(twig), 1))
    crown = blades(
        draw, centre, along, facing, half, 0.16 if fineness == 0 else 0.24, unit(facing + 0.4 * out), openness
    )
    return Plant(crown, wood)


def _noded(thick: Array, points: int) -> Array:
    """Return radii that swell at every third point, where a culm has its nodes."""
    ring = np.where(np.arange(points) % 3 == 0, 1.16, 1.0)
    return np.asarray(thick * ring[None])


@cache
def bananas(fineness: int) -> tuple[Plant, ...]:
    """Return plants with few large leaves on stalks: bananas, and elephant ears."""
    draw = stream(0, f"bananas {fineness}")
    steps = (9, 6, 4, 3, 2)[fineness]
    tall = tuple(_great_leaves(draw, count, 1.9, 0.34, steps, stem) for count, stem in ((9, 1.6), (7, 1.0)))
    low = tuple(_great_leaves(draw, count, 0.75, 0.62, steps, 0.0) for count in (9, 7, 11))
    return (*tall, *low)


def _great_leaves(draw: np.random.Generator, count: int, long: float, wide: float, steps: int, stem: float) -> Plant:
    """Return arching leaves of `long` metres, `wide` against that, ribbed, each a folded sheet; `stem` metres."""
    angle = np.arange(count) * GOLDEN + draw.uniform(0, 0.4, count)
    rise = draw.uniform(0.5, 1.35, count)
    length = long * draw.uniform(0.7, 1.15, count)
    stalk = (0.25 if stem else 0.9) * length
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1)
    t = np.linspace(0, 1, steps + 1)
    base = UP * stem + out * 0.05 + (out * np.cos(rise)[:, None] + UP * np.sin(rise)[:, None]) * stalk[:, None]
    pitch = rise[:, None] - (1.15 if stem else 1.5) * t - 0.2
    ahead = np.cumsum(np.cos(pitch) / steps, 1) * length[:, None]
    up = np.cumsum(np.sin(pitch) / steps, 1) * length[:, None]
    rib = base[:, None] + out[:, None] * ahead[..., None] + UP * up[..., None]
    half = wide * 0.5 * length[:, None] * np.sin(np.pi * np.clip(t * 0.93 + 0.07, 0, 1)) ** (0.55 if stem else 0.8)
    edge_rise = 0.28 * half
    left = rib + side[:, None] * half[..., None] + UP * edge_rise[..., None]
    right = rib - side[:, None] * half[..., None] + UP * edge_rise[..., None]
    points = np.stack([left, rib, right], 2)
    lift = np.stack([np.zeros_like(pitch), np.cos(pitch), np.zeros_like(pitch)], -1)[..., 1]
    normal = unit(UP * np.maximum(lift, 0.3)[..., None] - out[:, None] * np.sin(pitch)[..., None])
    normals = np.stack([normal - 0.35 * side[:, None], normal, normal + 0.35 * side[:, None]], 2)
    k = np.arange(steps)[:, None] * 3 + np.array([0, 1])
    quads = np.stack([k, k + 1, k + 4, k, k + 4, k + 3], -1).reshape(-1)
    faces = np.arange(count)[:, None] * ((steps + 1) * 3) + quads
    shade = draw.uniform(0.75, 1.3, (count, 1, 1, 1)) * np.array([0.95, 1.35, 0.95])[:, None] * np.ones(3)
    colour = np.broadcast_to(shade, points.shape).reshape(-1, 3)
    openness = np.broadcast_to((0.45 + 0.5 * t)[None, :, None], points.shape[:3]).ravel()
    crown = part(points, faces, normals.reshape(-1, 3), colour, openness, Material.PETAL)
    s = np.linspace(0, 1, 4)[None, :, None]
    stems = (UP * stem * 0.9)[None, None] + (base - UP * stem * 0.9)[:, None] * s
    wood = [tubes(stems, np.full((count, 4), 0.018 * max(long, 1.0)), 4, STALK, barked(Bark.SMOOTH))]
    if stem:
        line = np.array([[[0, 0, -0.2], [0, 0, stem * 0.6], [0, 0, stem * 1.1]]])
        wood.append(tubes(line, np.array([[0.13, 0.1, 0.05]]), 8, STALK, barked(Bark.SMOOTH)))
    return Plant(crown, joined(wood))
