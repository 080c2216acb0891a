"""Flowers of seven shapes: a head that takes a colour, an eye that has its own, and a stalk with leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import ball
from skyloom.world.flora.grasses import Tuft, tuft
from skyloom.world.flora.growth import GOLDEN, UP, Colour
from skyloom.world.kinds import Material
from skyloom.world.seeds import stream


@dataclass(frozen=True, slots=True)
class Flower:
    """One kind of flower as it stands on z = 0."""

    head: Part  # its colour is about 1
    stalk: Part  # its colour is about 1
    eye: Part | None  # in its own colour
    colours: tuple[Colour, ...]  # of the head, natural


@cache
def flowers(fineness: int) -> tuple[Flower, ...]:
    """Return a daisy, poppy, lavender, bellflower, tulip, umbel and buttercup; fineness 0 within 9 m, else 1."""
    return tuple(
        Flower(make(fineness), _stalk(height, leaves, fineness), eye(0) if eye and fineness == 0 else None, colours)
        for make, height, leaves, eye, colours in _KINDS
    )


def _petals(
    count: int, long: float, wide: float, rise: float, height: float, *, curl: float = 0.0, fold: float = 0.0
) -> Part:
    """Return one whorl of petals that rise from the horizon by `rise` radians."""
    angle = np.arange(count) * (2 * np.pi / count) + 0.2
    out = np.stack([np.cos(angle) * np.cos(rise), np.sin(angle) * np.cos(rise), np.full(count, np.sin(rise))], -1)
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1)
    foot = np.broadcast_to(UP * height, out.shape)
    middle = foot + out * long * 0.58
    tip = foot + out * long + np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1) * curl
    sink = UP * fold * wide
    corners = np.stack([foot, middle + side * wide - sink, tip, middle - side * wide - sink], 1)
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    shade = np.tile(np.array([[0.6], [0.95], [1.1], [0.95]]), (count, 1)) * np.ones(3)
    normal = np.repeat(unit(UP - 0.4 * out), 4, 0)
    return part(corners, faces, normal, shade, 1.0, Material.PETAL)


def _daisy(fineness: int) -> Part:
    return _petals((14, 7)[fineness], 0.026, (0.0042, 0.009)[fineness], 0.12, 0.26)


def _poppy(_fineness: int) -> Part:
    outer, inner = _petals(4, 0.042, 0.034, 0.55, 0.33, fold=0.2), _petals(4, 0.036, 0.03, 0.8, 0.33)
    return joined([outer, inner])


def _spike(fineness: int) -> Part:
    count = (26, 9)[fineness]
    rank = np.arange(count) / count
    angle = np.arange(count) * GOLDEN
    size = (0.010, 0.02)[fineness] * (1.1 - 0.6 * rank)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    foot = UP * (0.24 + 0.13 * rank)[:, None]
    tip = foot + out * (size * 1.5)[:, None] + UP * size[:, None]
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1) * (size * 0.7)[:, None]
    middle = 0.5 * (foot + tip)
    corners = np.stack([foot, middle + side, tip, middle - side], 1)
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    shade = np.repeat(np.where(np.arange(count) % 3, 1.0, 1.45)[:, None], 4, 0) * np.ones(3)
    return part(corners, faces, np.repeat(unit(out + 0.6 * UP), 4, 0), shade, 0.9, Material.PETAL)


def _bells(fineness: int) -> Part:
    parts = []
    for k in range((4, 2)[fineness]):
        whorl = _petals(5, 0.026, 0.011, -0.95, 0.3 - 0.035 * k, curl=0.004)
        turn = k * 2.4
        aside = np.array([np.cos(turn), np.sin(turn), 0]) * (0.014 + 0.006 * k)
        parts.append(
            Part(
                (whorl.position + aside).astype(np.float32),
                whorl.faces,
                whorl.normal,
                whorl.colour,
                whorl.openness,
                whorl.material,
                whorl.uv,
            )
        )
    return joined(parts)


def _tulip(_fineness: int) -> Part:
    return joined([_petals(3, 0.058, 0.021, 1.28, 0.27, fold=-0.3), _petals(3, 0.055, 0.021, 1.36, 0.27, curl=0.004)])


def _umbel(fineness: int) -> Part:
    count = (30, 9)[fineness]
    angle, r = np.arange(count) * GOLDEN, np.sqrt((np.arange(count) + 0.5) / count) * 0.055
    at = np.stack([r * np.cos(angle), r * np.sin(angle), 0.4 - 3.0 * r * r], -1)
    size = (0.0085, 0.02)[fineness]
    turn = np.stack([np.cos(angle * 3), np.sin(angle * 3), 0 * angle], -1) * size
    aside = np.stack([-turn[:, 1], turn[:, 0], 0 * angle], -1)
    corners = np.stack([at - turn, at + aside, at + turn, at - aside], 1)
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    return part(corners, faces, UP, 1.0, 0.95, Material.PETAL)


def _buttercup(_fineness: int) -> Part:
    return _petals(6, 0.024, 0.011, 0.4, 0.26)


def _disc(height: float, radius: float, colour: Colour) -> Callable[[int], Part]:
    def make(fineness: int) -> Part:
        points, faces = ball(1 - fineness)
        position = points * np.array([radius, radius, radius * 0.55]) + UP * height
        return part(position, faces, points, colour, 1.0, Material.PETAL)

    return make


def _stalk(height: float, leaves: int, fineness: int) -> Part:
    draw = stream(0, f"stalk {height}")
    stem = Tuft(
        blades=1,
        height=height / 0.9,
        width=(0.0028, 0.006)[fineness],
        spread=0.0,
        joints=2,
        lean=(0.0, 0.02),
        straw=0.0,
    )
    stalk = tuft(draw, stem)
    reach = height / max(float(stalk.position[:, 2].max()), 1e-3)
    upright = Part(
        (stalk.position * np.array([0.3, 0.3, reach])).astype(np.float32),
        stalk.faces,
        stalk.normal,
        stalk.colour,
        stalk.openness,
        stalk.material,
        stalk.uv,
    )
    around = Tuft(
        blades=(leaves, 2)[fineness],
        height=0.14,
        width=(0.008, 0.016)[fineness],
        spread=0.02,
        joints=2 - fineness,
        lean=(0.4, 1.2),
        straw=0.0,
    )
    return joined([upright, tuft(draw, around)])


_YELLOW: Colour = (0.72, 0.42, 0.02)
_BLACK: Colour = (0.02, 0.016, 0.022)
_KINDS: tuple[tuple[Callable[[int], Part], float, int, Callable[[int], Part] | None, tuple[Colour, ...]], ...] = (
    (_daisy, 0.26, 5, _disc(0.263, 0.008, _YELLOW), ((0.8, 0.79, 0.76), (0.78, 0.6, 0.66))),
    (_poppy, 0.33, 4, _disc(0.336, 0.009, _BLACK), ((0.55, 0.012, 0.012),)),
    (_spike, 0.25, 7, None, ((0.26, 0.13, 0.6), (0.36, 0.12, 0.5))),
    (_bells, 0.31, 5, None, ((0.16, 0.13, 0.66), (0.5, 0.42, 0.72))),
    (_tulip, 0.27, 3, None, ((0.66, 0.04, 0.07), (0.8, 0.5, 0.04), (0.72, 0.25, 0.42))),
    (_umbel, 0.39, 5, None, ((0.72, 0.72, 0.66),)),
    (_buttercup, 0.26, 4, _disc(0.266, 0.005, (0.5, 0.36, 0.02)), ((0.78, 0.64, 0.03), (0.75, 0.42, 0.02))),
)
