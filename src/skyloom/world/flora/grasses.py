"""Grasses: bent, broad and seeding ones, tussocks, marram, reeds and sea grass; their colour is a factor about 1."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.world.flora.growth import UP, Array
from skyloom.world.kinds import Material
from skyloom.world.seeds import stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuft:
    """A tuft of blades; lengths in metres."""

    blades: int
    height: float
    width: float
    spread: float
    joints: int
    lean: tuple[float, float] = (0.15, 0.8)
    straw: float = 1.0  # how yellow single blades may be
    heads: float = 0.0  # share of the blades that bear seeds
    pale: tuple[float, float, float] = (1.0, 1.0, 1.0)


# near, to 25 m and beyond; the farther ones are fewer and wider
_BENT = (
    Tuft(blades=11, height=0.30, width=0.0075, spread=0.12, joints=3),
    Tuft(blades=8, height=0.34, width=0.02, spread=0.25, joints=2),
    Tuft(blades=6, height=0.4, width=0.07, spread=0.6, joints=1),
)
_BROAD = (
    replace(
        _BENT[0], blades=8, height=0.22, width=0.014, spread=0.1, lean=(0.4, 1.1), straw=0.3, pale=(0.86, 1.1, 0.95)
    ),
    replace(
        _BENT[1], blades=6, height=0.26, width=0.034, spread=0.25, lean=(0.4, 1.1), straw=0.3, pale=(0.86, 1.1, 0.95)
    ),
    replace(_BENT[2], height=0.3, pale=(0.86, 1.1, 0.95)),
)
_SEEDING = (
    replace(_BENT[0], blades=8, height=0.46, width=0.005, lean=(0.05, 0.45), heads=0.55, pale=(1.3, 1.12, 0.95)),
    replace(_BENT[1], blades=6, height=0.5, width=0.014, lean=(0.05, 0.45), heads=0.6, pale=(1.3, 1.12, 0.95)),
    replace(_BENT[2], blades=5, height=0.52, width=0.05, lean=(0.05, 0.4), pale=(1.3, 1.12, 0.95)),
)
SORTS = (_BENT, _BROAD, _SEEDING)


@cache
def meadow(fineness: int, sort: int) -> tuple[Part, ...]:
    """Return tufts of a sort: 0 bent, 1 broad, 2 seeding; fineness 0 to 7 m away, 1 to 25 m, 2 beyond."""
    draw = stream(sort, f"meadow {fineness}")
    return tuple(tuft(draw, SORTS[sort][fineness]) for _ in range(3))


@cache
def tussocks(fineness: int) -> tuple[Part, ...]:
    """Return dense round clumps of stiff grass, as on the tundra, in bogs and on dunes."""
    draw = stream(0, f"tussocks {fineness}")
    near = Tuft(
        blades=70, height=0.42, width=0.006, spread=0.13, joints=3, lean=(0.1, 1.0), heads=0.06, pale=(1.2, 1.1, 0.9)
    )
    far = replace(near, blades=24, width=0.02, joints=2, heads=0.0)
    return tuple(tuft(draw, (near, far)[min(fineness, 1)]) for _ in range(3))


@cache
def reeds(fineness: int) -> tuple[Part, ...]:
    """Return stands of reed with brown heads."""
    draw = stream(0, f"reeds {fineness}")
    near = Tuft(
        blades=14, height=1.6, width=0.014, spread=0.3, joints=3, lean=(0.02, 0.3), heads=0.35, pale=(1.1, 1.05, 0.9)
    )
    far = replace(near, blades=8, width=0.03, joints=1, heads=0.0)
    return tuple(tuft(draw, (near, far)[min(fineness, 1)]) for _ in range(3))


@cache
def sea_grass(fineness: int) -> tuple[Part, ...]:
    """Return ribbons of sea grass that one current bends."""
    draw = stream(0, f"sea grass {fineness}")
    near = Tuft(blades=12, height=0.7, width=0.012, spread=0.18, joints=4, lean=(0.2, 0.6), straw=0.2)
    return tuple(tuft(draw, near if fineness == 0 else replace(near, blades=6, width=0.03, joints=2)) for _ in range(3))


def tuft(draw: np.random.Generator, kind: Tuft) -> Part:
    """Return one tuft that stands on z = 0."""
    blades, joints = kind.blades, kind.joints
    angle, r = draw.uniform(0, 2 * np.pi, blades), kind.spread * np.sqrt(draw.uniform(0, 1, blades))
    foot = np.stack([r * np.cos(angle), r * np.sin(angle), 0 * r], -1)
    to = draw.uniform(0, 2 * np.pi, blades)
    length, bow = kind.height * draw.uniform(0.55, 1.25, blades), draw.uniform(*kind.lean, blades)
    out = np.stack([np.cos(to), np.sin(to), 0 * to], -1)
    side = np.stack([-np.sin(to), np.cos(to), 0 * to], -1)
    straw = (kind.straw * draw.uniform(0, 1, blades) ** 5)[:, None] * np.array([1.9, 0.75, 0.9])
    rows: list[Array] = []
    openness: list[Array] = []
    colour: list[Array] = []
    for joint in range(joints + 1):
        s = joint / joints
        middle = foot + out * (bow * length * s**2)[:, None] + UP * (length * (s - 0.25 * bow * s * s))[:, None]
        half = (kind.width * (1 - s) ** 0.7) * draw.uniform(0.8, 1.3, blades)[:, None]
        twice = 2 if joint < joints else 1
        rows += [middle - side * half, middle + side * half] if joint < joints else [middle]
        openness += [np.full(blades, 0.3 + 0.7 * s)] * twice
        colour += [(1 + straw) * (0.62 + 0.7 * s) * np.array(kind.pale)] * twice
    position = np.stack(rows, 1)
    faces = [f for k in range(joints - 1) for f in ((2 * k, 2 * k + 1, 2 * k + 2), (2 * k + 1, 2 * k + 3, 2 * k + 2))]
    faces.append((2 * joints - 2, 2 * joints - 1, 2 * joints))
    corners = position.shape[1]
    normal = np.repeat(unit(UP + 0.35 * out + draw.normal(0, 0.2, (blades, 3))), corners, 0)
    leaves = part(
        position,
        np.arange(blades)[:, None, None] * corners + np.array(faces),
        normal,
        np.stack(colour, 1).reshape(-1, 3),
        np.stack(openness, 1).ravel(),
        Material.GRASS,
    )
    bearing = np.flatnonzero(draw.uniform(0, 1, blades) < kind.heads)
    if not len(bearing):
        return leaves
    return joined([leaves, _heads(position[bearing, -1], side[bearing], 0.16 * length[bearing])])


def _heads(tip: Array, side: Array, long: Array) -> Part:
    """Return seed heads that stand about the tips of blades."""
    wide = side * (0.1 * long)[:, None]
    up = UP * long[:, None]
    corners = np.stack([tip - 0.75 * up, tip + wide, tip + 0.55 * up, tip - wide], 1)
    faces = np.arange(len(tip))[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    return part(corners, faces, UP + np.repeat(side, 4, 0) * 0.3, (2.1, 1.35, 1.2), 1.0, Material.GRASS)
