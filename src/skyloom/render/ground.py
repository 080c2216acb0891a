"""The land as a mesh of rings around the camera: dense where the eye sees much land, closed under the feet, no seam."""

from __future__ import annotations

from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Float, Int32, Point3f, UInt32, Vector3f

from skyloom.core.scene import TerrainKind, WaterKind
from skyloom.render.relief import Relief

EARTH_RADIUS = 6.371e6
INNER, OUTER = 0.12, 42_000.0  # metres; the first and the last ring
PROBES = (192, 360)  # azimuths and radii of the survey that places the rings
NEAR_WEIGHT = 0.16  # flat ground at the feet needs fewer rings per degree than a far mountain
WANTED = {
    TerrainKind.MOUNTAINS: 15.0,
    TerrainKind.HILLS: 7.5,
    TerrainKind.CANYON: 14.0,
    TerrainKind.FJORD: 17.0,
}  # degrees; the height of the hero in the view


@dataclass(frozen=True)
class Survey:
    """The land seen from the camera in few directions."""

    radii: np.ndarray  # (rings,) metres
    elevation: np.ndarray  # (azimuths, rings) radians, of the surface seen from the eye
    height: np.ndarray  # (azimuths, rings) metres, without curvature
    visible: np.ndarray  # (azimuths, rings) of bool

    @property
    def horizon(self) -> np.ndarray:
        """The highest elevation of the land in each direction, (azimuths,) radians."""
        top: np.ndarray = self.elevation.max(axis=1)
        return top


@dataclass(frozen=True)
class Ground:
    """The mesh of the land and the height of its surface anywhere."""

    azimuths: int
    rings: int
    radii: Float  # azimuths * rings, ring by ring
    z: Float  # heights with curvature, in the same order
    position: Point3f
    normal: Vector3f
    faces: UInt32

    @property
    def vertices(self) -> int:
        """The number of vertices, the one at the camera's foot included."""
        return self.azimuths * self.rings + 1

    def height(self, x: Float, y: Float) -> Float:
        """Return the height of the mesh's surface over a point, curvature included."""
        around = dr.opaque(Int32, self.azimuths)  # so that every size runs the same kernels
        column = dr.atan2(x, y) * (Float(around) * (1 / dr.two_pi))
        whole = dr.floor(column)
        left = Int32(whole)
        left = dr.select(left < 0, left + around, left)
        right = dr.select(left + 1 >= around, 0, left + 1)
        r = dr.sqrt(x * x + y * y)
        return dr.lerp(self._profile(UInt32(left), r), self._profile(UInt32(right), r), column - whole)

    def _profile(self, column: UInt32, r: Float) -> Float:
        around = dr.opaque(UInt32, self.azimuths)
        low = _last_ring_within(self.radii, column, r, around, dr.opaque(UInt32, self.rings))
        near, far = low * around + column, (low + 1) * around + column
        r0, r1 = dr.gather(Float, self.radii, near), dr.gather(Float, self.radii, far)
        share = dr.clip((r - r0) / dr.maximum(r1 - r0, 1e-4), 0, 1)
        return dr.lerp(dr.gather(Float, self.z, near), dr.gather(Float, self.z, far), share)


@dr.syntax
def _last_ring_within(radii: Float, column: UInt32, r: Float, azimuths: UInt32, rings: UInt32) -> UInt32:
    low, high = UInt32(0), rings - 1 + dr.zeros(UInt32, dr.width(r))
    while high - low > 1:
        middle = (low + high) >> 1
        inside = dr.gather(Float, radii, middle * azimuths + column) <= r
        low = dr.select(inside, middle, low)
        high = dr.select(inside, high, middle)
    return low


def survey(relief: Relief, eye: float) -> Survey:
    """Return what a camera at height `eye` sees of the land, coarsely."""
    azimuths, rings = PROBES
    radii = np.geomspace(INNER, OUTER, rings)
    angle = np.arange(azimuths) * (2 * np.pi / azimuths)
    x, y = np.outer(np.sin(angle), radii), np.outer(np.cos(angle), radii)
    height = heights(relief, x, y)
    level = height if relief.form.water is WaterKind.NONE else np.maximum(height, 0)
    elevation = np.arctan2(level - radii**2 / (2 * EARTH_RADIUS) - eye, radii)
    skyline = np.maximum.accumulate(elevation, axis=1)
    return Survey(radii=radii, elevation=elevation, height=height, visible=elevation >= skyline - 0.003)


def outlook(seen: Survey, relief: Relief) -> float:
    """Return how well a place suits its kind: something large in the open view, the sky not walled off."""
    wanted = WANTED.get(relief.form.kind)
    if wanted is None:
        return 0.0
    angle = np.arange(len(seen.horizon)) * (2 * np.pi / len(seen.horizon))
    aside = np.abs((angle - relief.form.heading + np.pi) % (2 * np.pi) - np.pi)
    horizon = np.degrees(seen.horizon)
    hero, around = horizon[aside < 0.6].max(), np.minimum(horizon, wanted).mean()
    return float(-abs(hero - wanted) + 0.6 * around - 0.5 * np.maximum(horizon - 1.7 * wanted, 0).mean())


def heights(relief: Relief, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the land's heights at points, in the shape of `x`."""
    z = relief.height(Float(x.ravel().astype(np.float32)), Float(y.ravel().astype(np.float32)))
    return z.numpy().reshape(x.shape).astype(np.float64)


def ring_radii(seen: Survey, azimuths: int, rings: int) -> np.ndarray:
    """Return radii, (rings, azimuths), that spend rings where the land fills the picture."""
    log = np.log(seen.radii)
    step = np.abs(np.diff(seen.elevation, axis=1))
    near = np.where(seen.radii[1:] < 25, NEAR_WEIGHT, 1.0)
    weight = step * near * (0.12 + 0.88 * seen.visible[:, 1:])
    weight = np.minimum(weight, 0.02) + 0.0035 * np.diff(log) / np.diff(log).mean() * 0.25
    weight = _smooth(weight, 4)
    share = np.concatenate([np.zeros((len(weight), 1)), np.cumsum(weight, axis=1)], axis=1)
    share /= share[:, -1:]
    wanted = np.linspace(0, 1, rings)
    coarse = np.stack([np.interp(wanted, row, log) for row in share])
    turn = np.arange(azimuths) * (len(coarse) / azimuths)
    low, part = turn.astype(int), (turn % 1)[:, None]
    mixed = coarse[low] * (1 - part) + coarse[(low + 1) % len(coarse)] * part
    return np.exp(mixed.T)


def _smooth(rows: np.ndarray, reach: int) -> np.ndarray:
    return np.mean([np.roll(rows, k, axis=0) for k in range(-reach, reach + 1)], axis=0)


def ground_of(relief: Relief, seen: Survey, *, azimuths: int, rings: int) -> Ground:
    """Build the mesh of a landform."""
    radii = Float(ring_radii(seen, azimuths, rings).ravel().astype(np.float32))
    index = dr.arange(UInt32, azimuths * rings)
    ring, column = index // azimuths, index % azimuths
    sin, cos = dr.sincos(Float(column) * (dr.two_pi / azimuths))
    x, y = radii * sin, radii * cos
    z = relief.height(x, y) - radii * radii * (1 / (2 * EARTH_RADIUS))
    dr.eval(radii, z)
    position = Point3f(x, y, z)
    normal = _normals(position, ring, column, azimuths, rings)
    middle = Point3f(Float(0), Float(0), Float(heights(relief, np.zeros(1), np.zeros(1)).astype(np.float32)))
    position = Point3f(*(dr.concat((a, b)) for a, b in zip(position, middle, strict=True)))
    normal = Vector3f(*(dr.concat((a, Float(b))) for a, b in zip(normal, (0.0, 0.0, 1.0), strict=True)))
    dr.eval(position, normal)
    return Ground(azimuths, rings, radii, z, position, normal, _faces(azimuths, rings))


def _normals(position: Point3f, ring: UInt32, column: UInt32, azimuths: int, rings: int) -> Vector3f:
    left = dr.select(column == 0, azimuths - 1, column - 1)
    right = dr.select(column == azimuths - 1, 0, column + 1)
    inner = dr.select(ring == 0, 0, ring - 1)
    outer = dr.minimum(ring + 1, rings - 1)
    dr.eval(position)

    def at(row: UInt32, place: UInt32) -> Point3f:
        return dr.gather(Point3f, position, row * azimuths + place)

    across, along = at(ring, right) - at(ring, left), at(outer, column) - at(inner, column)
    return dr.normalize(dr.cross(across, along))


def _faces(azimuths: int, rings: int) -> UInt32:
    cells = (rings - 1) * azimuths
    index = dr.arange(UInt32, cells)
    ring, column = index // azimuths, index % azimuths
    right = dr.select(column == azimuths - 1, 0, column + 1)
    a, b = ring * azimuths + column, ring * azimuths + right
    c, d = a + azimuths, b + azimuths
    faces = dr.zeros(UInt32, 6 * cells + 3 * azimuths)
    for offset, corner in enumerate((a, b, c, b, d, c)):
        dr.scatter(faces, corner, index * 6 + offset)
    fan = dr.arange(UInt32, azimuths)
    for offset, corner in enumerate((fan, dr.full(UInt32, azimuths * rings, azimuths), (fan + 1) % azimuths)):
        dr.scatter(faces, corner, 6 * cells + fan * 3 + offset)
    dr.eval(faces)
    return faces
