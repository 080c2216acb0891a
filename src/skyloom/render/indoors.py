"""The inside of a building, a ship or a cave: which places it holds, and what is seen through its windows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import drjit as dr
import numpy as np
from mitsuba import Bool, Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.render.camera import Camera
from skyloom.render.film import GREY, LUMINANCE
from skyloom.render.glazing import Panes
from skyloom.render.light import Light, Sky
from skyloom.world.built import Shelter

if TYPE_CHECKING:
    from skyloom.render.land import Land

SUNSHINE = 0.45  # of the sun's patches, shown: a film holds no more beside the room
PATCHES = 3.2  # stops over grey that they get at most
WALL = 0.6  # of light that ice sends on
DARKER = 0.85  # stops that a room stays below middle grey
NIGHTLY = 0.9  # stops more where it is dark
BEAMS = 0.9  # times the room's grey: how bright the brightest beams of light get
VEIL = 0.75  # share of the directions whose lit dust is left out behind stained glass: it would grey the whole picture
GLOOM = 0.8  # stops more behind stained glass, for its windows and pools of light to glow
POOLS = 2.4  # stops over grey that the sun's patches behind clear glass get in such a room
JEWELS = 2.2  # stops over grey of the brighter panes: beyond, colours pale
WHITENED = 0.75  # how far the film follows the colour of the light: 0 not at all, 1 until white looks white
FAR_OFF = 1.35  # factor on a colour at most where coloured things shine: lava stays red, crystals stay blue
FLAME_WHITENED = 0.66  # the same for lamps and flames, which stay warm
FLAME_OFF = 3.6  # the same for them: an eye forgets their yellow
LAVA_GREEN, FLAME_GREEN = 0.2, 0.28  # green over red in the light of lava and of flames
PALE = 0.45  # of the colours that stained glass throws into the room: the rest evens out in many bounces
COMPRESSED = 10.0  # stops at most that the view through a window is dimmed by, as a photographer blends two pictures
MOONLIT = -2.6  # stops against the room's grey up to which a night outside is raised
LEAD = 0.02  # of the brighter panes: what is darker is lead
STONE = 0.45  # albedo of a light floor
BRIGHT_ROOM, DIM_ROOM = 200.0, 3.0  # lux
METERED = 1.1  # radians up and down from the horizon


class Indoors:
    """A shelter whose numbers are held by the renderer, so that another room runs the same kernel."""

    def __init__(self, shelter: Shelter) -> None:
        self.centre, self.half = Point3f(*shelter.centre), Vector3f(*shelter.half)
        self.cos, self.sin = Float(math.cos(shelter.turn)), Float(math.sin(shelter.turn))
        self.gain, self.glass, self.sunshine = Float(1.0), Float(shelter.glass), Float(SUNSHINE)
        dr.make_opaque(self.centre, self.half, self.cos, self.sin, self.gain, self.glass, self.sunshine)
        self.panes = Panes(shelter.glazing) if shelter.glazing else None
        self.outside, self.dust, self.lift = shelter.outside, shelter.haze, shelter.lift
        self.balance = np.ones(3)  # of the film, once the light is known
        self.key = 0.0  # lux of the sun or the moon, once the light is known

    def local(self, p: Point3f) -> Point3f:
        """Return a place in the shelter's own frame, metres from its middle and over its floor."""
        x, y = p.x - self.centre.x, p.y - self.centre.y
        return Point3f(x * self.cos + y * self.sin, y * self.cos - x * self.sin, p.z - self.centre.z + self.half.z)

    def along(self, direction: Vector3f) -> Vector3f:
        """Return a direction in the shelter's own frame."""
        x, y = direction.x, direction.y
        return Vector3f(x * self.cos + y * self.sin, y * self.cos - x * self.sin, direction.z)

    def holds(self, p: Point3f) -> Bool:
        """Tell which places are inside."""
        q = self.local(p)
        inside = (dr.abs(q.x) < self.half.x) & (dr.abs(q.y) < self.half.y) & (dr.abs(q.z - self.half.z) < self.half.z)
        return inside if self.panes is None else inside & self.panes.before(q)

    def passed(self, p: Point3f, direction: Vector3f) -> Color3f:
        """Return the share of the light that comes in to `p` from a direction through the glass."""
        if self.panes is None:
            return Color3f(self.glass)
        return self.panes.colour(self.local(p), self.along(direction))[0]

    def spread(self, p: Point3f, direction: Vector3f) -> Color3f:
        """Return the same for light that is gathered from all sides: paler."""
        colour = self.passed(p, direction)
        grey = LUMINANCE[0] * colour.x + LUMINANCE[1] * colour.y + LUMINANCE[2] * colour.z
        return colour if self.panes is None else dr.lerp(colour, Color3f(grey), PALE)

    def way_out(self, p: Point3f, direction: Vector3f) -> Float:
        """Return the distance along a ray at which it leaves the shelter, through its glass where that is nearer."""
        q, d = self.local(p), self.along(direction)
        q = Point3f(q.x, q.y, q.z - self.half.z)
        far = Float(dr.inf)
        for axis in range(3):
            step = dr.select(dr.abs(d[axis]) < 1e-5, 1e-5, d[axis])
            far = dr.minimum(far, dr.maximum((self.half[axis] - q[axis]) / step, (-self.half[axis] - q[axis]) / step))
        if self.panes is None:
            return far
        return dr.minimum(far, self.panes.colour(self.local(p), d)[1])

    def light_at(self, p: Point3f, light: Light, lit: Float) -> Light:
        """Return the light at a place: indoors nothing of the sky's, and the sun's only where its rays come in."""
        inside = self.holds(p)
        is_open = dr.select(inside, 0.0, 1.0)
        key = light.key * dr.select(inside, self.passed(p, light.direction) * (lit * self.sunshine), 1.0)
        return Light(light.direction, key, light.sky * is_open, light.ground * is_open, light.radius, light.veil)

    def sky_at(self, p: Point3f, lux: Color3f, sky: Sky) -> Sky:
        """Return what clear things mirror and bend at a place: indoors walls under the light there, `lux`."""
        return _Walled(self.holds(p), lux * (WALL / dr.pi), sky)

    def mirrored(self, land: Land, q: Point3f, normal: Vector3f) -> Color3f:
        """Return the light on a wall at `q` that is seen in a mirror, as a factor on its albedo, cd/m².

        The sun's patches are left out: they would cost one more ray.
        """
        way = q - Point3f(land.eye)
        far = dr.maximum(dr.norm(way), 1e-3)
        near = land.soft.irradiance(way / far, far, normal) if land.soft is not None else Color3f(0)
        return near * (1 / dr.pi)

    def view(self, radiance: Color3f, direction: Vector3f, eye: Point3f, light: Light) -> Color3f:
        """Return what the eye sees through a window in a direction where `radiance` comes from outside."""
        if self.panes is None:
            return radiance * self.gain
        colour, _ = self.panes.colour(self.local(eye), self.along(direction))
        return colour * light.sky * (self.gain / dr.pi)


class _Walled:
    """A sky that walls hide."""

    def __init__(self, inside: Bool, wall: Color3f, sky: Sky) -> None:
        self._inside, self._wall, self._sky = inside, wall, sky

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light of walls, or of the sky, cd/m²."""
        return dr.select(self._inside, self._wall, self._sky.radiance(direction))

    def aerial(self, colour: Color3f, distance: Float, position: Point3f, direction: Vector3f) -> Color3f:
        """Return `colour` through air, as the sky does."""
        return self._sky.aerial(colour, distance, position, direction)


def exposure_of_room(land: Land, radiance: np.ndarray, elevation: np.ndarray, camera: Camera) -> float:
    """Return the factor on radiance for a room, and set how far its windows are dimmed, in `radiance` too.

    `radiance` (h, w, 3) is a small picture, cd/m²; `elevation` (h,) that of its rows.
    """
    column, row = camera.pixels(dr.opaque(UInt32, 0), camera.height)
    direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
    origin = Point3f(land.eye)
    hit = land.trace(origin, direction)
    place = origin + direction * dr.select(hit.valid, hit.distance, 0)
    inside = (hit.valid & land.indoors.holds(place)).numpy().reshape(radiance.shape[:2])
    lux = land.soft.level() if land.soft else 1.0
    exposure = _metered(radiance, inside, elevation, lux)
    is_stained = land.indoors.panes is not None
    if is_stained:
        exposure *= 2.0 ** -(GLOOM * (1 - 0.7 * _dim(lux)))
        land.indoors.gain = dr.opaque(Float, _glazed(radiance[~inside], GREY * 2.0**JEWELS / exposure))
        land.indoors.sunshine = dr.opaque(Float, _pooled(land.indoors.key, GREY * 2.0**POOLS / exposure))
    else:
        wanted = GREY * 2.0**land.indoors.outside / exposure
        patches = _pooled(land.indoors.key, GREY * 2.0**PATCHES / exposure)
        land.indoors.sunshine = dr.opaque(Float, min(SUNSHINE, patches))
        outside = _outside(radiance, inside, elevation)
        if outside < wanted:
            gain = min(max(GREY * 2.0**MOONLIT / exposure / outside, 1.0), 2.0**land.indoors.lift)
        else:
            gain = max(wanted / outside, 2.0**-COMPRESSED)
        land.indoors.gain = dr.opaque(Float, gain)
    if land.shafts is not None:
        land.shafts.expose(BEAMS * GREY / exposure, veil=VEIL if is_stained else 0.0)
    if land.soft is not None:
        colour = np.maximum(land.soft.colour(), 1e-6)
        land.indoors.balance = _balance(colour)
    radiance[~inside] *= land.indoors.gain.numpy()
    return exposure


def _metered(radiance: np.ndarray, inside: np.ndarray, elevation: np.ndarray, lux: float) -> float:
    luminance = radiance @ np.array(LUMINANCE, np.float32)
    weight = np.repeat(np.cos(elevation)[:, None], luminance.shape[1], axis=1)
    room = inside & (np.abs(elevation)[:, None] < METERED)
    if not room.any():
        return GREY
    kept = room & (luminance <= np.quantile(luminance[room], 0.97))
    mean = math.exp(float(np.average(np.log(np.maximum(luminance[kept], 1e-6)), weights=weight[kept])))
    grey = GREY * max(lux, 1e-3) / math.pi
    return GREY / min(max(math.sqrt(mean * grey), grey / 2.5), grey * 2) * 2.0 ** -(DARKER + NIGHTLY * _dim(lux))


def _balance(colour: np.ndarray) -> np.ndarray:
    """Return the film's factors under light of this colour, linear RGB."""
    red, green, blue = (float(c) for c in colour)
    flame = float(np.interp(green / red, (LAVA_GREEN, FLAME_GREEN), (0.0, 1.0))) if red >= green >= blue else 0.0
    most = FAR_OFF + (FLAME_OFF - FAR_OFF) * flame
    whitened = (float(colour @ np.array(LUMINANCE)) / colour) ** (WHITENED + (FLAME_WHITENED - WHITENED) * flame)
    return np.clip(whitened, 1 / most, most)


def _dim(lux: float) -> float:
    """Return 1 in a room lit by candles, 0 by day."""
    return float(np.interp(math.log10(max(lux, 1e-3)), np.log10((DIM_ROOM, BRIGHT_ROOM)), (1.0, 0.0)))


def _glazed(panes: np.ndarray, wanted: float) -> float:
    """Return the factor that brings the brighter of some panes, (n, 3), to `wanted` in their strongest colour."""
    strongest = panes.max(axis=1) if len(panes) else np.zeros(1)
    lit = strongest[strongest > LEAD * np.quantile(strongest, 0.9)]
    return min(wanted / float(np.quantile(lit, 0.75)), 1.0) if len(lit) else 1.0


def _pooled(key: float, wanted: float) -> float:
    """Return the share of a sun of `key` lux that is shown, for a patch of it on light stone to reach `wanted`."""
    return min(wanted * math.pi / (STONE * max(key, 1e-6)), 1.0)


def _outside(radiance: np.ndarray, inside: np.ndarray, elevation: np.ndarray) -> float:
    """Return the mean luminance of what is seen through windows, cd/m²; 1 where nothing is."""
    view = ~inside & (np.abs(elevation)[:, None] < METERED)
    if not view.any():
        return 1.0
    luminance = radiance[view] @ np.array(LUMINANCE, np.float32)
    return math.exp(float(np.log(np.maximum(luminance, 1e-6)).mean()))
