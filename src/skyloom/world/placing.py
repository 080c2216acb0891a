"""Placing things: where they may stand, how densely, which of them are seen, and how copies differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from skyloom.core.scene import SceneSpec, WaterKind
from skyloom.geometry.meshes import Copies, part, placed
from skyloom.world.built import Footprints, is_free, no_footprints
from skyloom.world.cover import Cover
from skyloom.world.landform import Landform
from skyloom.world.seeds import stream

Array = NDArray[np.floating]
EYE = 1.7  # metres; what the density of small things reckons with


@dataclass(frozen=True, slots=True)
class Site:
    """What the land is like at n points."""

    z: Array  # (n,) height of the mesh
    woods: Array  # (n,) share of trees
    growth: Array  # (n,) share of grass
    broad: Array  # (n,) 0 conifers, 1 broadleaf trees
    patch: Array  # (n,) slow noise, 0 to 1
    sward: Array  # (n, 3) colour of the grass
    snow: Array  # (n,) share of snow
    path: Array = field(default_factory=lambda: np.zeros(0))  # (n,) share of a trodden way, or of thin air
    own: Array = field(default_factory=lambda: np.zeros(0))  # (n,) share of the kind's own stuff: ice or lava


Look = Callable[[Array], Site]  # (n, 2) points to what is there


@dataclass(frozen=True, slots=True)
class Plan:
    """All that placing needs to know."""

    form: Landform
    cover: Cover
    look: Look
    eye: float  # height of the camera
    amount: float  # factor on the number of small things
    seed: int
    scene: SceneSpec = field(default_factory=SceneSpec)
    taken: Footprints = field(default_factory=no_footprints)  # by what is built

    def draw(self, part: str) -> np.random.Generator:
        """Return the random stream of one kind of things."""
        return stream(self.seed, part)

    @property
    def is_by_water(self) -> bool:
        """True where height 0 is a waterline."""
        return self.form.water is not WaterKind.NONE


def turned(points: Array, heading: float) -> Array:
    """Return the headings of points as seen from the open view, -pi to pi."""
    angle: Array = (np.arctan2(points[:, 0], points[:, 1]) - heading + np.pi) % (2 * np.pi) - np.pi
    return angle


def jittered(draw: np.random.Generator, near: float, far: float, cell: float) -> Array:
    """Return points between two distances, one in each cell of a square grid."""
    n = int(far / cell) + 1
    y, x = np.mgrid[-n : n + 1, -n : n + 1]
    points = (np.stack([x, y], -1).reshape(-1, 2) + draw.uniform(-0.46, 0.46, ((2 * n + 1) ** 2, 2))) * cell
    r = np.hypot(points[:, 0], points[:, 1])
    return points[(r >= near) & (r < far)]


def by_sight(draw: np.random.Generator, count: int, near: float, far: float) -> Array:
    """Return points that look equally dense from the eye: nothing piles up under it."""
    level = EYE**2
    r = np.sqrt(np.exp(draw.uniform(np.log(near**2 + level), np.log(far**2 + level), count)) - level)
    angle = draw.uniform(0, 2 * np.pi, count)
    return np.stack([r * np.sin(angle), r * np.cos(angle)], -1)


def visible(
    points: Array, z: Array, plan: Plan, *, height: float | Array, farthest: float, behind: int = 5
) -> NDArray[np.bool_]:
    """Tell which trees are not hidden by the land or by `behind` nearer trees, from rings and cells of view."""
    around, rows = 1440, 180
    r = np.hypot(points[:, 0], points[:, 1])
    column = ((np.arctan2(points[:, 0], points[:, 1]) / (2 * np.pi)) % 1 * around).astype(int) % around

    def row(rise: Array, distance: Array) -> NDArray[np.intp]:
        return np.clip((np.arctan2(rise, distance) + 0.4) / 1.6 * rows, 0, rows - 1).astype(int)

    top, middle, foot = row(z + height - plan.eye, r), row(z + 0.72 * height - plan.eye, r), row(z - plan.eye, r)
    edges = np.geomspace(7, farthest, 48)
    angle = (np.arange(around // 4) + 0.5) * (8 * np.pi / around)
    probes = np.stack([np.outer(edges, np.sin(angle)).ravel(), np.outer(edges, np.cos(angle)).ravel()], -1)
    land = row(plan.look(probes).z - plan.eye, np.repeat(edges, len(angle))).reshape(len(edges), -1)
    land = np.repeat(land, 4, axis=1)
    horizon, cover, seen = np.zeros(around, int), np.zeros((around, rows), np.int16), np.zeros(len(points), bool)
    for ring in range(len(edges) - 1):
        here = np.flatnonzero((r >= edges[ring]) & (r < edges[ring + 1]))
        seen[here] = (top[here] >= horizon[column[here]]) & (cover[column[here], top[here]] < behind)
        shown = here[seen[here]]
        change = np.zeros((around, rows + 1), np.int16)
        reach = np.round(1.6 / np.maximum(r[shown], 1) * around / (2 * np.pi)).astype(int)
        for offset in range(-16, 17):
            wide = shown[np.abs(offset) <= reach]
            np.add.at(change, ((column[wide] + offset) % around, foot[wide]), 1)
            np.add.at(change, ((column[wide] + offset) % around, middle[wide]), -1)
        cover += np.cumsum(change, axis=1)[:, :rows].astype(np.int16)
        horizon = np.maximum(horizon, land[ring])
    return seen


def copies_at(draw: np.random.Generator, points: Array, z: Array, sizes: tuple[float, float], lean: float) -> Copies:
    """Return copies at points and heights, turned, sized and leaning at random."""
    count = len(points)
    return Copies(
        np.concatenate([points, z[:, None]], axis=1).astype(np.float32),
        draw.uniform(0, 2 * np.pi, count).astype(np.float32),
        draw.uniform(*sizes, count).astype(np.float32),
        np.ones((count, 3), np.float32),
        draw.normal(0, lean, (count, 2)).astype(np.float32),
    )


def tinted(copies: Copies, tint: Array) -> Copies:
    """Return the same copies in other colours."""
    return Copies(copies.position, copies.turn, copies.scale, tint.astype(np.float32), copies.lean)


def varied(draw: np.random.Generator, count: int, spread: float) -> Array:
    """Return factors around 1: lighter or darker, warmer or cooler."""
    light = np.exp(draw.normal(0, spread, (count, 1)))
    warm = draw.normal(0, spread * 0.55, (count, 1))
    return light * np.concatenate([1 + warm, 1 + 0.25 * warm, 1 - warm], axis=1)


def free(plan: Plan, points: Array) -> Array:
    """Return the points that nothing built stands on."""
    kept: Array = points[is_free(points, plan.taken)]
    return kept


def is_dry(plan: Plan, site: Site) -> NDArray[np.bool_]:
    """Tell where the waves do not reach."""
    dry: NDArray[np.bool_] = site.z > (0.2 if plan.is_by_water else -np.inf)
    return dry


def soil(site: Site) -> Array:
    """Return the share of ground that bears plants: neither bare ice nor lava."""
    return 1 - site.own if len(site.own) else np.ones(len(site.z))


def nowhere(points: Array) -> Site:
    """Return what lies under points in space: nothing, at the camera's height."""
    none = np.zeros(len(points))
    return Site(none, none, none, none, none, np.zeros((len(points), 3)), none)


# one triangle that nobody sees, so that a world of nothing is still a mesh
FAR_SPECK = placed(part(np.array([(0, 0, -9e6), (1, 0, -9e6), (0, 1, -9e6)]), [(0, 1, 2)], (0, 0, 1), 0.0, 1.0, 3))
