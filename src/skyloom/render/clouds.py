"""Clouds with volume: what each genus looks like, where it is dense, and how much light reaches its inside.

Heights are metres over the ground, curved with the earth; x and y are metres from the camera.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Float, Point3f, UInt32, Vector2f, Vector3f

from skyloom.core.scene import CloudKind, CloudLayer
from skyloom.render.noise import fbm2, smoothstep
from skyloom.render.volumes import billows, wisps
from skyloom.world.seeds import stream

EARTH_DIAMETER = 2 * 6.371e6
REACH = 90_000.0  # metres; clouds farther away are under the horizon
GRID = (384, 128, 24)  # azimuths, radii, heights of the grid of light
CORE = 600.0  # metres; inside it the grid's radii are even, outside they grow
GAP = 1.2  # of the cells' noise, so much is taken where a layer leaves a sector open
SURVEY = 160  # points a side of the survey that finds the threshold for a cover


@dataclass(frozen=True, slots=True, kw_only=True)
class Genus:
    """The shape of one kind of cloud; lengths in metres."""

    base: float
    top: float
    loss: float  # extinction per metre inside
    cell: float  # distance from cloud to cloud
    stretch: float  # of the cells along the wind
    tile: float  # a block of billows; heaps are a fourth of it
    fine: float  # a block of wisps
    eaten: float  # how deep the wisps eat, 0 to 1
    soft: float  # width of a cloud's flank, as a share of the spread of the cells
    flat: float  # height of the lowest, sharp part of the base, as a share
    tower: float  # how much higher strong cells rise than weak ones, 0 to 1
    fill: float  # how far the cores close the gaps between heaps, 0 to 1
    crisp: float  # how fast the density rises inside
    stride: float  # how much longer steps its soft shape allows
    clearing: float  # how much thinner it is overhead, where clouds are nearest and softest
    parting: float  # how far a closed cover opens towards one side of the horizon


GENERA: Mapping[CloudKind, Genus] = {
    CloudKind.CUMULUS: Genus(
        base=950,
        top=2350,
        loss=0.05,
        cell=2700,
        stretch=1.15,
        tile=3400,
        fine=460,
        eaten=0.58,
        soft=0.22,
        flat=0.06,
        tower=0.75,
        fill=0.9,
        crisp=3.2,
        parting=0.0,
        stride=1.0,
        clearing=0.3,
    ),
    CloudKind.STRATOCUMULUS: Genus(
        base=1000,
        top=1800,
        loss=0.035,
        cell=2600,
        stretch=2.4,
        tile=2800,
        fine=420,
        eaten=0.5,
        soft=0.6,
        flat=0.12,
        tower=0.5,
        fill=0.92,
        crisp=2.0,
        parting=0.0,
        stride=1.3,
        clearing=0.12,
    ),
    CloudKind.STRATUS: Genus(
        base=520,
        top=1500,
        loss=0.022,
        cell=3800,
        stretch=1.8,
        tile=3600,
        fine=520,
        eaten=0.42,
        soft=1.4,
        flat=0.3,
        tower=0.7,
        fill=1.06,
        crisp=1.1,
        parting=0.35,
        stride=1.8,
        clearing=0.0,
    ),
    CloudKind.ALTOCUMULUS: Genus(
        base=3500,
        top=3900,
        loss=0.016,
        cell=5200,
        stretch=1.7,
        tile=1500,
        fine=240,
        eaten=0.3,
        soft=0.9,
        flat=0.25,
        tower=0.2,
        fill=0.86,
        crisp=2.4,
        parting=0.0,
        stride=1.0,
        clearing=0.0,
    ),
    CloudKind.CUMULONIMBUS: Genus(
        base=620,
        top=4400,
        loss=0.026,
        cell=4200,
        stretch=1.3,
        tile=4000,
        fine=520,
        eaten=0.5,
        soft=1.7,
        flat=0.2,
        tower=0.85,
        fill=1.0,
        crisp=1.3,
        parting=0.5,
        stride=2.2,
        clearing=0.0,
    ),
}


class Field:
    """One layer of clouds as a density in space; all numbers are opaque, so every layer runs the same kernels.

    `gap_deg` is the heading of a sector that it leaves open, for what is to be seen behind it.
    """

    def __init__(self, layer: CloudLayer, seed: int, number: int, gap_deg: float | None = None) -> None:
        genus = GENERA[layer.kind]
        draw = stream(seed, f"clouds {number} {layer.kind}")
        lift = float(draw.uniform(0.88, 1.18))
        wind = float(draw.uniform(0, math.pi))
        self.genus = genus
        self.bottom, self.ceiling = genus.base * lift, genus.top * lift
        shared = ("loss", "eaten", "flat", "tower", "fill", "crisp", "parting", "clearing", "stride")
        numbers = {name: getattr(genus, name) for name in shared} | {
            # a closed cover has no gaps between its heaps
            "fill": genus.fill + 0.3 * min(max((layer.cover - 0.85) / 0.12, 0), 1),
            "base": genus.base * lift,
            "top": genus.top * lift,
            "per_tile": 1 / genus.tile,
            "per_fine": 1 / genus.fine,
            "along": math.cos(wind) / genus.cell,
            "across": math.sin(wind) / genus.cell,
            "squeeze": 1 / genus.stretch,
            "reach": genus.cell,
            "gap": 0.0,
            "gap_east": math.sin(math.radians(gap_deg or 0.0)),
            "gap_north": math.cos(math.radians(gap_deg or 0.0)),
            "east": float(draw.uniform(0, 100)),
            "north": float(draw.uniform(0, 100)),
        }
        for name, value in numbers.items():
            setattr(self, name, dr.opaque(Float, value))
        self.seed = dr.opaque(UInt32, int(draw.integers(2**31)))
        self.billows, self.wisps = billows(), wisps()
        low, high = self._threshold(min(max(layer.cover, 0.0), 1.0), genus.soft)
        self.weak, self.strong = dr.opaque(Float, low), dr.opaque(Float, high)
        self.gap = dr.opaque(Float, 0.0 if gap_deg is None else GAP)  # known only now: it is no part of the cover

    def _threshold(self, cover: float, soft: float) -> tuple[float, float]:
        """Return the cell noise where clouds begin and where they are full, so that `cover` of the sky has clouds."""
        index = dr.arange(UInt32, SURVEY * SURVEY)
        step = 40_000 / SURVEY
        # looked at where nothing parts or clears the cover
        x, y = Float(index % SURVEY) * step - 40_000 * self.along * self.reach, Float(index // SURVEY) * step
        noise = self._cells(x, y - 40_000 * self.across * self.reach - 20_000).numpy()
        spread = float(np.quantile(noise, 0.98) - np.quantile(noise, 0.02))
        begins = float(np.quantile(noise, 1 - min(cover, 0.99)))
        # a nearly closed cover keeps some depth even at its thinnest
        begins -= spread * 0.6 * max(cover - 0.85, 0) / 0.15
        # soft flanks begin farther out, or the cover would look thinner than asked
        out = 0.2 + 0.2 * min(max(soft - 0.5, 0), 1)
        return begins - out * soft * spread, begins + (1 - out) * soft * spread

    def _cells(self, x: Float, y: Float) -> Float:
        u = (x * self.along + y * self.across) * self.squeeze + self.east
        v = y * self.along - x * self.across + self.north
        away = (x * self.along + y * self.across) * self.reach
        flat = dr.sqrt(x * x + y * y)
        noise = fbm2(u, v, 4, gain=0.55, seed=self.seed)
        ahead = (x * self.gap_east + y * self.gap_north) / dr.maximum(flat, 1)
        gap = self.gap * smoothstep(0.42, 0.92, ahead + 0.7 * (noise - 0.5)) * smoothstep(200.0, 1900.0, flat)
        return noise - self.parting * smoothstep(9e3, 34e3, away) - gap - self.clearing * smoothstep(2600, 300, flat)

    def strength(self, x: Float, y: Float) -> Float:
        """Return how far a column is inside a cloud, 0 to 1."""
        return smoothstep(self.weak, self.strong, self._cells(x, y))

    def rough(self, x: Float, y: Float, height: Float) -> Float:
        """Return the density without its fine edges, 0 to 1."""
        u = (height - self.base) / (self.top - self.base)
        strength = self.strength(x, y)
        reach = dr.lerp(Float(1), 0.25 + 0.75 * strength, self.tower)
        rise = dr.clip(u / reach, 0, 1)
        # the billows lean on height so that stacked heaps differ
        shape = self.billows.at(x * self.per_tile + 0.37, y * self.per_tile + 0.11, height * self.per_tile * 1.2)
        # weak flanks and gaps between heaps hang higher than the cores
        base = self.flat * (0.6 * (1 - strength) + 1.6 * (0.7 - shape))
        cover = strength * smoothstep(base, base + self.flat, u) * (1 - rise * rise * rise)
        density = shape - (1 - cover * self.fill)
        return dr.select((u > 0) & (u < 1), dr.clip(density * self.crisp, 0, 1), 0)

    def fine(self, density: Float, x: Float, y: Float, height: Float) -> Float:
        """Return a rough density with wisps eaten out of its edges."""
        u, v, w = x * self.per_fine, y * self.per_fine, height * self.per_fine
        hair = 0.72 * self.wisps.at(u, v, w) + 0.28 * self.wisps.at(u * 3.7 + 0.3, v * 3.7, w * 3.7)
        low = dr.clip((height - self.base) / (self.top - self.base) * 8, 0, 1)
        bite = dr.lerp(1 - hair, hair, 1 - low) * self.eaten
        return dr.clip((density - bite) / (1 - bite), 0, 1)


class Shade:
    """How deep each place of a layer lies in its own shadow: optical depths towards the light, on a polar grid."""

    def __init__(self, field: Field, light: Vector3f) -> None:
        azimuths, radii, heights = GRID
        index = dr.arange(UInt32, azimuths * radii * heights)
        k, column = index % heights, index // heights
        x, y = _place(column // radii, column % radii)
        height = field.base + (field.top - field.base) * (Float(k) * (1 / (heights - 1)))
        density = field.rough(x, y, height)
        depth = _toward(field, light, x, y, height)
        dr.eval(density, depth)
        self.field, self.light = field, light
        self.pairs = self._packed(depth.numpy().reshape(azimuths, radii, heights))
        # a ray may skip a place when neither it nor any neighbour holds cloud
        self.filled = Float(_dilated(density.numpy().reshape(azimuths, radii, heights)).ravel())
        self.floor = Float(np.exp(-np.clip(depth.numpy().reshape(azimuths, radii, heights)[:, :, 1], 0, 40)).ravel())

    def _packed(self, depth: np.ndarray) -> Float:
        above = np.concatenate([depth[:, :, 1:], depth[:, :, -1:]], axis=2)
        return Float(np.stack([depth, above], axis=-1).ravel())

    def holds_cloud(self, x: Float, y: Float, height: Float) -> Float:
        """Return a density that is zero only where there is no cloud around."""
        column, row, level = _cell(self.field, x, y, height)
        azimuths, radii, heights = GRID
        i = UInt32(dr.floor(column)) % azimuths
        j = UInt32(dr.clip(row + 0.5, 0, radii - 1))
        return dr.gather(Float, self.filled, (i * radii + j) * heights + UInt32(dr.clip(level + 0.5, 0, heights - 1)))

    def depth(self, x: Float, y: Float, height: Float) -> Float:
        """Return the optical depth from a place towards the light."""
        azimuths, radii, heights = GRID
        column, row, level = _cell(self.field, x, y, height)
        low, row, level = dr.floor(column), dr.clip(row, 0, radii - 1.001), dr.clip(level, 0, heights - 1)
        i = UInt32(low) % azimuths
        right = dr.select(i + 1 == azimuths, 0, i + 1)
        j, k = UInt32(row), UInt32(dr.minimum(level, heights - 2))
        u, v, w = column - low, row - Float(j), level - Float(k)
        corners = [
            dr.gather(Vector2f, self.pairs, (turn * radii + ring) * heights + k)
            for ring in (j, j + 1)
            for turn in (i, right)
        ]
        near, far = corners[0] + (corners[1] - corners[0]) * u, corners[2] + (corners[3] - corners[2]) * u
        pair = near + (far - near) * v
        return pair.x + (pair.y - pair.x) * w

    def mean(self) -> float:
        """Return the mean share of the light that comes through near the camera."""
        azimuths, radii, _ = GRID
        return float(dr.mean(dr.gather(Float, self.floor, _near_cells(azimuths, radii)))[0])

    def at(self, position: Point3f) -> Float:
        """Return the share of the light that comes through to a position under the clouds, 0 to 1."""
        azimuths, radii, _ = GRID
        slope = dr.maximum(self.light.z, 0.03)
        ground = position.z + (position.x * position.x + position.y * position.y) * (1 / EARTH_DIAMETER)
        way = dr.maximum(self.field.base - ground, 0) / slope
        column, row, _level = _cell(
            self.field, position.x + self.light.x * way, position.y + self.light.y * way, ground
        )
        low, row = dr.floor(column), dr.clip(row, 0, radii - 1.001)
        i, j = UInt32(low) % azimuths, UInt32(row)
        right = dr.select(i + 1 == azimuths, 0, i + 1)
        a, b, c, d = (dr.gather(Float, self.floor, turn * radii + ring) for ring in (j, j + 1) for turn in (i, right))
        u, v = column - low, row - Float(j)
        near, far = a + (b - a) * u, c + (d - c) * u
        return near + (far - near) * v


def _near_cells(azimuths: int, radii: int) -> UInt32:
    index = dr.arange(UInt32, azimuths * 48)
    return (index // 48) * radii + index % 48 + radii // 2


def _place(azimuth: UInt32, ring: UInt32) -> tuple[Float, Float]:
    sin, cos = dr.sincos(Float(azimuth) * (dr.two_pi / GRID[0]))
    r = CORE * (dr.exp(Float(ring) * (math.log1p(REACH / CORE) / (GRID[1] - 1))) - 1)
    return r * sin, r * cos


def _cell(field: Field, x: Float, y: Float, height: Float) -> tuple[Float, Float, Float]:
    turn = dr.atan2(x, y) * (1 / dr.two_pi)
    column = dr.select(turn < 0, turn + 1, turn) * GRID[0]
    row = dr.log(1 + dr.sqrt(x * x + y * y) * (1 / CORE)) * ((GRID[1] - 1) / math.log1p(REACH / CORE))
    return column, row, (height - field.base) / (field.top - field.base) * (GRID[2] - 1)


@dr.syntax
def _toward(field: Field, light: Vector3f, x: Float, y: Float, height: Float) -> Float:
    depth, step, way, count = Float(0), Float(45), Float(0), UInt32(0)
    while count < 11:
        middle = way + 0.5 * step
        px, py = x + light.x * middle, y + light.y * middle
        pz = height + light.z * middle + (px * px + py * py - x * x - y * y) * (1 / EARTH_DIAMETER)
        depth += field.rough(px, py, pz) * step
        way += step
        step *= 1.6
        count += 1
    return depth * field.loss


def _dilated(density: np.ndarray) -> np.ndarray:
    wide = np.maximum(density, np.maximum(np.roll(density, 1, 0), np.roll(density, -1, 0)))
    for axis in (1, 2):
        after = np.concatenate([np.take(wide, range(1, wide.shape[axis]), axis), np.take(wide, [-1], axis)], axis)
        before = np.concatenate([np.take(wide, [0], axis), np.take(wide, range(wide.shape[axis] - 1), axis)], axis)
        wide = np.maximum(wide, np.maximum(after, before))
    return wide
