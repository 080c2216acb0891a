"""Light that the air of a night scatters: halos of lamps in haze and rain, and the glow of a city against its sky."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
import numpy as np
from mitsuba import Bool, Color3f, Float, Int32, Point3f, Ray3f, UInt32, Vector3f

from skyloom.core.scene import Place, SceneSpec
from skyloom.render.camera import Camera
from skyloom.render.film import LUMINANCE
from skyloom.world.evening import darkness

if TYPE_CHECKING:
    from skyloom.render.dome import Dome
    from skyloom.render.land import Land

LAMPS = 48  # that glow
ASKED = 400  # lamps of which the visible ones are found
CLEAR_AIR = 2.5e-4  # loss per metre of the air near people for each unit of haze
THICKEST = 0.012  # loss per metre beyond which halos would drown the picture
FARTHEST = 1500.0  # metres of air that glow where nothing is met
SMOKE = {Place.CITY: 6e-4, Place.CYBERPUNK: 2.2e-3, Place.INDUSTRY: 1.2e-3}  # loss per metre of a place's own air
# colour of the light over a place, against the light in its streets
OVER = {Place.CITY: (0.17, 0.132, 0.112), Place.CYBERPUNK: (0.34, 0.19, 0.36), Place.INDUSTRY: (0.15, 0.105, 0.072)}
STREET_LUX = 4.0  # light of streets that the camera may not see
OVERHEAD = 0.16  # of the glow at the horizon
HALOS = 0.006  # of what white shows where lamps shine: the most that halos are in the mean, but in cities
UNDERLIT = 1.7  # clouds over a city against its clear air


class Lampglow:
    """What to add to the light of the air; all members are opaque."""

    def __init__(self, halos: Color3f, width: int, over: Color3f, loss: float, dome: Dome) -> None:
        self._halos, self._over, self._dome = halos, over, dome
        self._columns, self._rows = dr.opaque(Int32, width), dr.opaque(Int32, width // 2)
        self._loss = dr.opaque(Float, loss)

    def halos(self, direction: Vector3f) -> Color3f:
        """Return the halos of lamps along directions of the eye, cd/m²."""
        x = (dr.atan2(direction.x, direction.y) * (0.5 / dr.pi) + 0.5) * Float(self._columns) - 0.5
        y = (0.5 - dr.asin(dr.clip(direction.z, -1, 1)) / dr.pi) * Float(self._rows) - 0.5
        x0, y0 = dr.floor(x), dr.floor(y)
        total = Color3f(0)
        for dy in (0, 1):
            for dx in (0, 1):
                column = Int32(x0) + dx
                column = dr.select(column < 0, column + self._columns, column)
                column = dr.select(column >= self._columns, column - self._columns, column)
                place = dr.clip(Int32(y0) + dy, 0, self._rows - 1) * self._columns + column
                weight = (1 - dr.abs(x - x0 - dx)) * (1 - dr.abs(y - y0 - dy))
                total += dr.gather(Color3f, self._halos, UInt32(place)) * weight
        return total

    def sky(self, direction: Vector3f) -> Color3f:
        """Return the glow of a city against the sky, cd/m²: bright at the horizon and under clouds."""
        _, passed = self._dome.clouds.at(direction)
        up = dr.maximum(direction.z, 0)
        fall = OVERHEAD + (1 - OVERHEAD) * dr.exp(-up * 4.5)
        return self._over * (fall * (1 + (UNDERLIT - 1) * (1 - passed)))

    def aerial(self, colour: Color3f, distance: Float, direction: Vector3f) -> Color3f:
        """Return what is seen through `distance` metres of lit air."""
        kept = dr.exp(-self._loss * distance)
        level = Vector3f(direction.x, direction.y, 0.12)
        return colour * kept + self.sky(level) * (1 - kept)


def lampglow_of(land: Land, dome: Dome, scene: SceneSpec) -> Lampglow | None:
    """Find what glows in the air of a scene by night; nothing by day, or where no lamp shines."""
    dark = darkness(scene)
    if dark < 0.05 or land.soft is None or scene.site.place.is_indoors:
        return None
    place = scene.site.place
    loss = CLEAR_AIR * scene.air.haze * min(scene.air.thickness, 1.0) + float(dome.mist.loss[0])
    smoke = SMOKE.get(place, 0.0) * (0.5 + 0.25 * min(scene.air.haze, 6.0))
    halos, width = _halos(land, min(loss + smoke, THICKEST))
    level = (
        max(land.soft.level(), STREET_LUX if place in OVER else 0.0) / np.pi * dark * min(1.0, scene.site.lights * 2)
    )
    if place not in OVER:
        ambient = max(float(c[0]) for c in dome.light.sky)
        halos = _held(halos, HALOS * max(land.soft.lit(ambient), ambient) / np.pi)
    over = Color3f(*(float(level * c) for c in OVER.get(place, (0.0, 0.0, 0.0))))
    dr.make_opaque(over)
    return Lampglow(halos, width, over, smoke, dome)


def _halos(land: Land, loss: float) -> tuple[Color3f, int]:
    """Return a panorama of the halos of the strongest lamps that the eye sees."""
    soft = land.soft
    width = soft.width
    position, intensity, radius = _seen(land)
    place = dr.arange(UInt32, width * (width // 2))
    direction = Camera(width).direction(Float(place % width) + 0.5, Float(place // width) + 0.5)
    reach = dr.minimum(soft.distance, FARTHEST)
    data = [Float(np.ascontiguousarray(column)) for column in (*position.T, *intensity.T, radius)]
    count, total, lost = dr.opaque(UInt32, len(radius)), Color3f(0), dr.opaque(Float, loss)

    def step(k: UInt32, total: Color3f) -> tuple[UInt32, Color3f]:
        x, y, z, red, green, blue, size = (dr.gather(Float, column, k) for column in data)
        ahead = x * direction.x + y * direction.y + z * direction.z
        square = x * x + y * y + z * z
        aside = dr.sqrt(dr.maximum(square - ahead * ahead, 0) + 0.25 * size * size + 0.15)
        share = (dr.atan((reach - ahead) / aside) + dr.atan(ahead / aside)) / aside
        return k + 1, total + Color3f(red, green, blue) * (share * dr.exp(-lost * dr.sqrt(square)))

    _, total = dr.while_loop((UInt32(0), total), lambda k, _: k < count, step)
    total *= lost * (0.25 / dr.pi) * land.evening.dim
    dr.eval(total)
    return total, width


def _held(halos: Color3f, most: float) -> Color3f:
    """Return halos whose mean is `most` cd/m² or less, so that the night stays a night."""
    mean = float(dr.mean(LUMINANCE[0] * halos.x + LUMINANCE[1] * halos.y + LUMINANCE[2] * halos.z)[0])
    if mean > most:
        halos *= dr.opaque(Float, most / mean)
        dr.eval(halos)
    return halos


def _seen(land: Land) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the places of the strongest lamps in sight, from the eye, their intensities and their radii."""
    eye = np.array([float(c[0]) for c in land.eye])
    lamps = land.lamps
    away = lamps.position - eye
    distance = np.maximum(np.linalg.norm(away, axis=1), 0.1)
    power = lamps.intensity @ np.array(LUMINANCE, np.float32) / (distance + 4)
    asked = np.argsort(-power, kind="stable")[:ASKED]
    way = Vector3f(*(Float(np.ascontiguousarray(c)) for c in (away[asked] / distance[asked, None]).T))
    ray = Ray3f(Point3f(land.eye), way)
    ray.maxt = Float(np.maximum(distance[asked] * 0.96 - 0.6, 0.01).astype(np.float32))
    hidden: Bool = land.scene.ray_test(ray, coherent=False)
    kept = asked[~hidden.numpy()][:LAMPS]
    if not len(kept):  # one dark lamp keeps the kernel's tables from being empty
        return np.ones((1, 3), np.float32), np.zeros((1, 3), np.float32), np.ones(1, np.float32)
    return away[kept].astype(np.float32), lamps.intensity[kept], lamps.radius[kept]
