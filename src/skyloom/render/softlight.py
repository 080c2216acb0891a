"""The light that lamps send to what is near them: gathered in a small panorama, blurred along surfaces, looked up.

One lamp of the few that matter at a place is chosen by its share and asked for with one shadow ray; the blur, which
follows depth and normal, makes that smooth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
import mitsuba as mi
import numpy as np
from mitsuba import Color3f, Float, Int32, Point3f, Ray3f, UInt32, Vector3f

from skyloom.render.camera import Camera
from skyloom.render.film import LUMINANCE
from skyloom.render.noise import cell_bits, hash_unit
from skyloom.world.built import Lamps

if TYPE_CHECKING:
    from skyloom.render.land import Land

CELL = 8.0  # metres
REACH = 160.0  # metres around the camera in which lamps light anything
LAYERS = 3  # of cells, one above the other
STRONGEST = 12  # lamps that a cell knows
BEFORE = 0.3  # metres, and a share of the way: where a shadow ray ends, so that no lamp shades itself
TAPS = 4  # a side of the blur
POLAR = 0.8  # sine of the elevation from which taps are laid out around the direction
DEEPEST, BRIGHTEST = 6.0, 1.3  # times darker and brighter than the level: beyond, contrast is not raised
OWN = 0.02  # weight of a texel's own light
LIT, LEAST_LIT = 0.8, 0.002  # the quantile of what lamps light that the meter reads, and the share that must be lit


class Grid:
    """The strongest lamps of each cell around the camera."""

    def __init__(self, lamps: Lamps, floor: float) -> None:
        side = int(2 * REACH / CELL)
        self.side, self.floor = side, dr.opaque(Float, floor)
        middle = (np.arange(side) + 0.5) * CELL - REACH
        z = floor + (np.arange(LAYERS) + 0.5) * CELL
        power = lamps.intensity @ np.array(LUMINANCE, np.float32)
        table = np.full((LAYERS, side, side, STRONGEST), -1, np.int32)
        near = np.argsort(-power / (1 + (lamps.position[:, :2] ** 2).sum(axis=1) / 900))[:1500]
        for layer in range(LAYERS):
            for row in range(side):
                dx = middle[:, None] - lamps.position[near, 0]
                dy, dz = middle[row] - lamps.position[near, 1], z[layer] - lamps.position[near, 2]
                strength = power[near] / np.maximum(dx * dx + dy * dy + dz * dz, CELL * CELL * 0.3)
                best = np.argsort(-strength, axis=1)[:, :STRONGEST]
                share = np.take_along_axis(strength, best, axis=1)
                kept = share > 0.01 * share[:, :1]
                table[layer, row, :, : best.shape[1]] = np.where(kept, near[best], -1)
        self.table = Int32(table.ravel())
        self.position, self.intensity = Float(lamps.position.ravel()), Float(lamps.intensity.ravel())
        self.radius = Float(lamps.radius)
        dr.eval(self.table, self.position, self.intensity, self.radius)

    def cell(self, p: Point3f) -> tuple[UInt32, Float]:
        """Return the first slot of a place's cell, and 1 inside the grid, 0 outside."""
        column, row = (Int32(dr.floor((axis + REACH) / CELL)) for axis in (p.x, p.y))
        layer = dr.clip(Int32(dr.floor((p.z - self.floor) / CELL)), 0, LAYERS - 1)
        inside = (column >= 0) & (column < self.side) & (row >= 0) & (row < self.side)
        place = (layer * self.side + dr.clip(row, 0, self.side - 1)) * self.side + dr.clip(column, 0, self.side - 1)
        return UInt32(place * STRONGEST), dr.select(inside, 1.0, 0.0)

    def lamp(self, number: Int32) -> tuple[Point3f, Color3f, Float]:
        """Return position, intensity and radius of a lamp; nothing for -1."""
        is_there = number >= 0
        index = UInt32(dr.maximum(number, 0))
        position, intensity = (dr.gather(Point3f, table, index, is_there) for table in (self.position, self.intensity))
        return position, Color3f(intensity), dr.maximum(dr.gather(Float, self.radius, index, is_there), 0.05)


class Softlight:
    """A small panorama of irradiance with the surfaces that it belongs to."""

    def __init__(self, width: int, light: Color3f, distance: Float, normal: Vector3f) -> None:
        self.width, self.height = width, width // 2
        self._light, self._distance, self._normal = light, distance, normal
        self._columns, self._rows = dr.opaque(Int32, width), dr.opaque(Int32, width // 2)  # every size: one kernel

    @property
    def distance(self) -> Float:
        """How far each texel's surface is, metres; infinity for the sky."""
        return self._distance

    def irradiance(self, direction: Vector3f, distance: Float, normal: Vector3f) -> Color3f:
        """Return the light on a surface that the eye sees, linear RGB in lux."""
        x = (dr.atan2(direction.x, direction.y) * (0.5 / dr.pi) + 0.5) * Float(self._columns) - 0.5
        y = (0.5 - dr.asin(dr.clip(direction.z, -1, 1)) / dr.pi) * Float(self._rows) - 0.5
        x0, y0 = dr.floor(x), dr.floor(y)
        total, weights = Color3f(0), Float(1e-6)
        for dy in (0, 1):
            for dx in (0, 1):
                place = self.index(Int32(x0) + dx, Int32(y0) + dy)
                weight = (1 - dr.abs(x - x0 - dx)) * (1 - dr.abs(y - y0 - dy)) + 0.01
                weight *= alike(
                    distance,
                    dr.gather(Float, self._distance, place),
                    normal,
                    dr.gather(Vector3f, self._normal, place),
                )
                total, weights = total + dr.gather(Color3f, self._light, place) * weight, weights + weight
        return total / weights

    def index(self, column: Int32, row: Int32) -> UInt32:
        """Return where a texel is stored; columns wrap."""
        column = dr.select(column < 0, column + self._columns, column)
        column = dr.select(column >= self._columns, column - self._columns, column)
        return UInt32(dr.clip(row, 0, self._rows - 1) * self._columns + column)

    def plus(self, other: Softlight) -> Softlight:
        """Return the sum of two lights on the same surfaces."""
        light = self._light + other._light
        dr.eval(light)
        return Softlight(self.width, light, self._distance, self._normal)

    def blurred(self, step: int, *, power: float = 4.0) -> Softlight:
        """Return the same light, smoothed along surfaces with taps `step` texels apart.

        `power` says how fast a turned surface stops counting.
        """
        camera, sharp = Camera(self.width), dr.opaque(Float, power)
        place = dr.arange(UInt32, self.width * self.height)
        row = Int32(place) // self._columns
        column = Int32(place) - row * self._columns
        rows = Float(self._rows)
        distance, normal = dr.gather(Float, self._distance, place), dr.gather(Vector3f, self._normal, place)
        elevation = (0.5 - (Float(row) + 0.5) / rows) * dr.pi
        at = camera.direction(Float(column) + 0.5, Float(row) + 0.5) * dr.minimum(distance, 1e6)
        wide = Int32(dr.minimum(dr.rcp(dr.maximum(dr.cos(elevation), 0.02)), 24)) | 1  # odd, or taps miss the pattern
        total = dr.gather(Color3f, self._light, place) * OWN  # else what stands alone would be black
        weights = Float(OWN)
        steps = [dr.opaque(Int32, (k * 2 - TAPS + 1) * step // 2) for k in range(TAPS)]
        own = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
        is_polar = (dr.abs(own.z) > POLAR) & (dr.opaque(Int32, step) > 1)  # the first blur evens the 4 x 4 pattern
        aslant = mi.Frame3f(own)
        for below in steps:
            for aside in steps:
                x, y = (column + wide * aside + 8 * self._columns) % self._columns, row + below
                # near the poles columns run together: there the taps lie on a square grid around the direction
                out = own + (aslant.s * Float(aside) + aslant.t * Float(below)) * (dr.pi / rows)
                across = dr.atan2(out.x, out.y) * (0.5 / dr.pi) + 0.5
                down = 0.5 - dr.asin(dr.clip(out.z * dr.rsqrt(dr.dot(out, out)), -1, 1)) / dr.pi
                x = dr.select(is_polar, dr.minimum(Int32(across * Float(self._columns)), self._columns - 1), x)
                y = dr.select(is_polar, Int32(down * rows), y)
                there = self.index(x, y)
                other = dr.gather(Float, self._distance, there)
                y = dr.clip(y, 0, self._rows - 1)
                its = camera.direction(Float(x) + 0.5, Float(y) + 0.5) * dr.minimum(other, 1e6)
                apart = dr.abs(dr.dot(its - at, normal)) / (0.025 * dr.minimum(distance, 1e6) + 0.035)
                facing = dr.maximum(dr.dot(normal, dr.gather(Vector3f, self._normal, there)), 0)
                weight = dr.select(dr.isfinite(other), dr.exp(-dr.minimum(apart * apart, 60)) * facing**sharp, 0)
                total, weights = total + dr.gather(Color3f, self._light, there) * weight, weights + weight
        light = total / weights
        dr.eval(light)
        return Softlight(self.width, light, self._distance, self._normal)

    def colour(self) -> np.ndarray:
        """Return the mean light on what is near, linear RGB in lux."""
        distance = self._distance.numpy()
        near = np.isfinite(distance) & (distance < 60)
        rows = np.cos((0.5 - (np.arange(self.height) + 0.5) / self.height) * np.pi)
        weight = np.where(near, np.repeat(rows, self.width), 0)
        light: np.ndarray = self._light.numpy().reshape(3, -1) @ weight / max(float(weight.sum()), 1e-9)
        return light if near.any() else np.ones(3)

    def lit(self, ambient: float) -> float:
        """Return the light of lamps where they light what is near more than `ambient` lux does half, lux."""
        lux = sum((w * c for w, c in zip(LUMINANCE, self._light, strict=True)), Float(0)).numpy()
        distance = self._distance.numpy()
        elevation = (0.5 - (np.arange(self.height) + 0.5) / self.height) * np.pi
        weight = np.repeat(np.cos(elevation), self.width) * (np.isfinite(distance) & (distance < 60))
        bright = weight * (lux > 0.5 * ambient)
        if bright.sum() <= LEAST_LIT * weight.sum() or not bright.any():
            return 0.0
        order = np.argsort(lux, kind="stable")
        share = np.cumsum(bright[order])
        return float(lux[order[np.searchsorted(share, LIT * share[-1])]])

    def dimmed(self, factor: float, knee: float) -> Softlight:
        """Return the light times `factor`, and softly held down where that still lies over `knee` lux."""
        light = self._light * dr.opaque(Float, factor)
        lux = LUMINANCE[0] * light.x + LUMINANCE[1] * light.y + LUMINANCE[2] * light.z
        light *= dr.rsqrt(1 + lux / dr.opaque(Float, knee))
        dr.eval(light)
        return Softlight(self.width, light, self._distance, self._normal)

    def deepened(self, power: float) -> Softlight:
        """Return the light with its contrast raised about its level, in the dark above all; `power` 0: unchanged."""
        lux = LUMINANCE[0] * self._light.x + LUMINANCE[1] * self._light.y + LUMINANCE[2] * self._light.z
        against = dr.clip(lux / dr.opaque(Float, max(self.level(), 1e-6)), 1 / DEEPEST, BRIGHTEST)
        light = self._light * against ** dr.opaque(Float, power)
        dr.eval(light)
        return Softlight(self.width, light, self._distance, self._normal)

    def level(self) -> float:
        """Return the typical light on what is near and not above, lux; for the meter."""
        lux = sum((w * c for w, c in zip(LUMINANCE, self._light, strict=True)), Float(0)).numpy()
        distance = self._distance.numpy()
        rows = np.repeat(np.arange(self.height) > self.height * 0.48, self.width)
        seen = lux[rows & np.isfinite(distance) & (distance < 60)]
        return float(np.exp(np.log(np.maximum(seen, 1e-4)).mean())) if seen.size else 0.0


def alike(distance: Float, other: Float, normal: Vector3f, its: Vector3f) -> Float:
    """Return how far two texels belong to one surface, 0 to 1."""
    apart = dr.minimum(dr.abs(distance - other) / (0.05 * dr.minimum(distance, 1e6) + 0.05), 1e3)
    facing = dr.maximum(dr.dot(normal, its), 0)
    weight = dr.exp(-apart * apart) * facing**4
    return dr.select(dr.isfinite(other), dr.maximum(weight, 1e-4), 0)


def smoothed(light: Softlight) -> Softlight:
    """Return the light of single lamps without its noise; the last blur takes out the weave that the others leave."""
    return light.blurred(1).blurred(3).blurred(2)


def softlight_of(land: Land, width: int) -> Softlight:
    """Gather the light of a world's lamps for its eye."""
    camera = Camera(width)
    place = dr.arange(UInt32, width * (width // 2))
    column, row = place % width, place // width
    direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
    origin = Point3f(land.eye)
    hit = land.trace(origin, direction)
    solid = hit.valid & ~hit.is_water
    normal, _, _, _ = land.attributes(hit.face, hit.weights, solid)
    normal = dr.select(dr.dot(normal, direction) > 0, -normal, normal)
    reach = dr.select(solid, hit.distance, 0)
    p = origin + direction * reach + normal * (0.01 + 0.002 * reach)
    grid = Grid(land.lamps, float(land.eye.z.numpy()[0]) - 4.0)
    light = lamplight(land, grid, p, normal, solid, column, row)
    distance, normal = dr.select(solid, hit.distance, dr.inf), dr.select(solid, normal, Vector3f(0, 0, 1))
    dr.eval(light, distance, normal)
    return smoothed(Softlight(width, light, distance, normal))


def lamplight(
    land: Land, grid: Grid, p: Point3f, normal: Vector3f, active: object, column: UInt32, row: UInt32
) -> Color3f:
    """Return the light of one lamp for each place, chosen by its share and weighed for all of them, lux."""
    first, inside = grid.cell(p)
    total, chosen, light, at = Float(0), Float(0), Color3f(0), Point3f(0)
    # the 16 texels of a block share the lamps among them, so that a blur of 4 x 4 finds them all
    here = Float(Int32(((column & 3) << 2) | ((row + (column >> 1)) & 3)))
    dice = (here + hash_unit(cell_bits(column, row, 0x51))) * (1 / 16)
    for slot in range(STRONGEST):
        number = dr.gather(Int32, grid.table, first + slot, active)
        position, intensity, radius = grid.lamp(dr.select(inside > 0, number, -1))
        way = position - p
        far = dr.maximum(dr.norm(way), 1e-3)
        facing = dr.maximum(dr.dot(normal, way) / far, 0)
        sent = intensity * (facing / dr.square(dr.maximum(far, radius)))
        bright = LUMINANCE[0] * sent.x + LUMINANCE[1] * sent.y + LUMINANCE[2] * sent.z
        total += bright
        share = bright / dr.maximum(total, 1e-12)
        takes = dice < share
        dice = dr.select(takes, dice / dr.maximum(share, 1e-6), (dice - share) / dr.maximum(1 - share, 1e-6))
        chosen, light, at = (
            dr.select(takes, bright, chosen),
            dr.select(takes, sent, light),
            dr.select(takes, position, at),
        )
    way = at - p
    far = dr.norm(way)
    ray = Ray3f(p, way / dr.maximum(far, 1e-3), dr.maximum(far * 0.92 - BEFORE, 0), Float(0), mi.Color0f())
    visible = ~land.scene.ray_test(ray, coherent=False, active=(total > 0) & active)
    return dr.select(visible & active, light * (total / dr.maximum(chosen, 1e-12)), 0)
