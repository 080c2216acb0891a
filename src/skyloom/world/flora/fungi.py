"""Mushrooms from a hand's breadth to the height of trees: caps with gills, curved stems, a glow under the cap."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined
from skyloom.geometry.shapes import columns
from skyloom.world.flora.growth import Colour, Plant
from skyloom.world.kinds import Material, Skin, skinned
from skyloom.world.seeds import stream

STEM: Colour = (0.55, 0.49, 0.4)
GILLS: Colour = (1.0, 1.0, 1.0)  # paler than the cap
UNDERSIDE_GLOW = 0.3  # of the gills, against what the scene allows
CAP_GLOW = 0.1
SIDES = (72, 24, 12, 8, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The shape of one mushroom, a metre high."""

    radius: float  # of the cap
    dome: float  # its height against its radius
    bell: float  # 1 a hemisphere's edge, more hangs lower
    stem: float  # radius of the stem
    lean: float
    sharp: float = 1.0  # more than 1: a pointed cap


# a fly agaric, a tall bell, a wide parasol, a button, a pointed liberty cap
CAPS = (
    Cap(radius=0.42, dome=0.55, bell=0.1, stem=0.075, lean=0.12),
    Cap(radius=0.26, dome=1.1, bell=0.3, stem=0.05, lean=0.2),
    Cap(radius=0.62, dome=0.3, bell=0.04, stem=0.06, lean=0.06),
    Cap(radius=0.36, dome=0.85, bell=0.2, stem=0.13, lean=0.08),
    Cap(radius=0.3, dome=1.0, bell=0.12, stem=0.05, lean=0.3, sharp=1.7),
    Cap(radius=0.5, dome=0.42, bell=-0.05, stem=0.09, lean=0.16),
)


@cache
def mushrooms(fineness: int, skin: Skin = Skin.SPECKLED) -> tuple[Plant, ...]:
    """Return mushrooms a metre high, each a cap and a stem."""
    return tuple(_mushroom(stream(n, f"mushrooms {fineness}"), cap, fineness, skin) for n, cap in enumerate(CAPS))


@cache
def giants(fineness: int) -> tuple[Plant, ...]:
    """Return mushrooms as high as trees, with small ones at the feet of some."""
    shapes = []
    for number, (plant, height) in enumerate(
        zip(mushrooms(fineness, Skin.SPOTTED), (9.0, 12.0, 7.5, 5.5, 8.0, 10.5), strict=True)
    ):
        draw = stream(number, "mushroom feet")
        crowns, woods = [_scaled(plant.crown, height)], [_scaled(plant.wood, height)] if plant.wood else []
        for _ in range(int(draw.integers(0, 4)) if fineness < 3 else 0):
            turn, far = draw.uniform(0, 2 * np.pi), height * draw.uniform(0.12, 0.3)
            at, small = (far * np.cos(turn), far * np.sin(turn), -0.05), height * draw.uniform(0.12, 0.4)
            other = mushrooms(min(fineness + 1, 4))[number]
            crowns.append(_scaled(other.crown, small, at))
            woods += [_scaled(other.wood, small, at)] if other.wood else []
        shapes.append(Plant(joined(crowns), joined(woods) if woods else None))
    return tuple(shapes)


def _scaled(shape: Part, size: float, at: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Part:
    position = (shape.position * np.float32(size) + np.array(at, np.float32)).astype(np.float32)
    return Part(position, shape.faces, shape.normal, shape.colour, shape.openness, shape.material, shape.uv)


def _mushroom(draw: np.random.Generator, cap: Cap, fineness: int, spots: Skin) -> Plant:
    sides = SIDES[fineness]
    rows = (12, 8, 5, 4, 3)[fineness]
    top = 1.0
    rim = top - cap.radius * cap.dome
    axis = np.array([cap.lean * 0.3, 0.0])
    angle = np.arange(sides) * 2 * np.pi / sides
    wavy = 1 + 0.035 * np.sin(angle * 3 + draw.uniform(0, 6)) + 0.02 * np.sin(angle * 7 + draw.uniform(0, 6))
    turn = np.concatenate([[-0.28, -0.12], np.linspace(0, np.pi / 2, rows)])
    r = cap.radius * np.cos(turn) ** cap.sharp
    r[:2] = cap.radius * np.array([0.965, 0.995])
    z = rim + cap.radius * cap.dome * np.sin(np.maximum(turn, 0)) - cap.bell * cap.radius * (np.cos(turn) ** 4)
    z[:2] -= cap.radius * np.array([0.055, 0.03])
    lines = np.stack([axis[0] + 0 * z, axis[1] + 0 * z, z], -1)[None]
    warm = np.linspace(1.15, 0.8, len(turn))[None, :, None, None] * np.ones((1, 1, sides, 3))
    shown = np.broadcast_to(np.linspace(0.6, 1.0, len(turn))[None, :, None], (1, len(turn), sides))
    skin = skinned(Material.FLESH, spots, glow=CAP_GLOW)
    crown = columns(lines, (r[:, None] * wavy)[None], warm, skin, openness=shown)
    if fineness < 4:
        crown = joined([crown, _gills(cap, sides, rim, axis, wavy)])
    return Plant(crown, _stem(draw, cap, sides, rim, axis))


def _stem(draw: np.random.Generator, cap: Cap, sides: int, rim: float, axis: np.ndarray) -> Part:
    s = np.linspace(0, 1, 9 if sides > 10 else 4)
    line = np.stack(
        [axis[0] * s**2 - cap.lean * 0.35 * np.sin(np.pi * s), 0 * s, s * (rim + 0.05) - 0.05 * (s == 0)], -1
    )
    around = max(6, sides // 2)
    radius = cap.stem * (1.25 - 0.55 * s + 0.5 * np.exp(-s * 9))
    fibre = 1 + 0.015 * draw.normal(0, 1, (1, 1, around))
    colour = np.array(STEM) * np.linspace(0.7, 1.1, len(s))[None, :, None, None] * (1 + 2 * (fibre[..., None] - 1))
    if sides > 10:  # the ring that the young cap left
        radius = radius * np.where(np.abs(s - 0.75) < 0.07, 1.35, 1.0)
    return columns(line[None], radius[None, :, None] * fibre, colour, skinned(Material.FLESH), openness=0.6)


def _gills(cap: Cap, sides: int, rim: float, axis: np.ndarray, wavy: np.ndarray) -> Part:
    """Return the underside: a hollow cone whose spokes are light and dark in turn."""
    r = np.array([0.965, 0.7, 0.4, 0.12]) * cap.radius
    z = rim - cap.bell * cap.radius - 0.055 * cap.radius + np.array([0.0, 0.06, 0.1, 0.13]) * cap.radius
    lines = np.stack([axis[0] + 0 * z, axis[1] + 0 * z, z], -1)[None]
    spoke = np.where(np.arange(sides) % 2, 1.2, 0.5)[None, None, :, None]
    colour = np.array(GILLS) * spoke * np.array([0.6, 0.8, 1.05, 1.3])[None, :, None, None]
    radii = (r[:, None] * wavy * np.where(np.arange(sides) % 2, 1.0, 0.985))[None]
    number = skinned(Material.FLESH, glow=UNDERSIDE_GLOW)
    disc = columns(lines, radii, np.broadcast_to(colour, (1, 4, sides, 3)), number, openness=0.45)
    # seen from below: turned inside out
    down = np.broadcast_to(np.array([0, 0, -1], np.float32), disc.normal.shape)
    aside = np.sign(np.sin(np.arange(len(disc.position)) * np.pi + 0.5))[:, None] * 0.12 * disc.normal
    normal = down + aside
    normal = (normal / np.linalg.norm(normal, axis=1, keepdims=True)).astype(np.float32)
    return Part(disc.position, disc.faces[:, ::-1], normal, disc.colour, disc.openness, disc.material, disc.uv)
