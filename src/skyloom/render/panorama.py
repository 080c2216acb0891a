"""The pipeline: a scene becomes a panorama, strip by strip, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt8, UInt32, Vector3f

from skyloom.core.scene import Grade, Place, SceneSpec, Weather
from skyloom.render.blocks import rebuilt
from skyloom.render.bloom import WIDTH as BLOOM_WIDTH
from skyloom.render.bloom import Bloom, bloom_of
from skyloom.render.camera import Camera
from skyloom.render.clock import Clock
from skyloom.render.cosmos import Cosmos
from skyloom.render.dome import COLOURED, Dome
from skyloom.render.facade import ROOM_LIGHT
from skyloom.render.film import GREY, LUMINANCE, Film, dithered, exposure_of
from skyloom.render.frame import Frame, Quality
from skyloom.render.gather import indoor_light
from skyloom.render.glow import OVER, lampglow_of
from skyloom.render.ground_light import embered
from skyloom.render.indoors import exposure_of_room
from skyloom.render.land import Detail, Land
from skyloom.render.latitude import Latitude, brightest_of
from skyloom.render.light import Sky
from skyloom.render.night import star_field
from skyloom.render.shafts import haze_of, shafts_of
from skyloom.render.smoke import Smoke, SmokySky, smoke_of
from skyloom.render.softlight import softlight_of
from skyloom.render.starlight import Spots, no_spots, spots_of
from skyloom.render.strips import Strip, strips, whole
from skyloom.render.surfaces import surfaces_of
from skyloom.render.underwater import Sea
from skyloom.world.evening import darkness

# what stays darker than the meter wants, because its darkness is the point
WEATHER_STOPS = {Weather.OVERCAST: -0.3, Weather.RAIN: -0.45, Weather.STORM: -0.75, Weather.SNOW: -0.1}
LAMPS_OVER = 6.0  # times the light of a night: as bright as lamps may light the land
WINDOWS_OVER = 4.0  # cd/m² a lux of the night: as bright as lit rooms are shown to somebody in the dark
LAMP_KNEE = 2.0  # times that, from where on the light next to a lamp is held down
METERED_LAMPS = 0.2  # of the light where lamps shine, for the meter
WARM_LAMPS = 0.15  # of the luminance at which colours are seen, where lamps were dimmed
LOWEST = 0.01  # sine of the elevation from which on down a sky without land goes on as it is
OPEN_BEAMS = 0.7  # times middle grey: how bright beams of light get in the open


class World:
    """A scene built and lit, ready to be looked at from its eye."""

    def __init__(
        self, scene: SceneSpec, seed: int, quality: Quality, grades: Sequence[Grade], clock: Clock | None = None
    ) -> None:
        clock = clock or Clock()
        self.dome: Dome | Sea | Cosmos = _sky(scene, sky_seed_of(scene, seed), quality, grades)
        clock.lap("sky")
        self.land = Land.build(scene, seed, _detail(quality), clock)
        if scene.site.place is Place.UNDERWATER and isinstance(self.dome, Dome):
            self.dome = Sea(self.dome, self.land.eye, scene.water, seed)
        if quality.block_deg:
            self.land = rebuilt(self.land, self.dome.light, self.dome, quality.block_deg)
            clock.lap("blocks")
        width = min(2048, max(256, quality.width // 4))
        if self.land.indoors is not None:
            fine = min(1536, max(512, quality.width // 3))
            self.land.soft = indoor_light(self.land, self.dome.light, self.dome, fine)
        elif len(self.land.lamps.radius):
            self.land.soft = softlight_of(self.land, width)
        self._adapt(scene)
        haze = haze_of(scene, self.land.indoors.dust if self.land.indoors is not None else None)
        if haze > 0:
            self.land.shafts = shafts_of(self.land, self.dome.light, quality.width // 4, haze)
        if isinstance(self.dome, Dome):
            if self.land.indoors is None and scene.terrain.lava > 0:
                self.dome.light = embered(self.dome.light, self.dome.lux, scene.terrain.lava * darkness(scene))
            self.land.glow = lampglow_of(self.land, self.dome, scene)
        self.smoke: Smoke | None = None  # before land and sky
        self.sky: Sky = self.dome  # as surfaces mirror it
        if isinstance(self.dome, Dome) and self.land.plumes and self.land.indoors is None:
            self.smoke = smoke_of(self.land, self.dome, self.land.plumes, seed, quality.width)
            self.sky = SmokySky(self.dome, self.smoke) if self.smoke else self.dome
        self.shown = self._key_shown()
        dr.make_opaque(self.shown)
        clock.lap("soft")

    def _adapt(self, scene: SceneSpec) -> None:
        """Dim lamps that would drown the night around them, as a print of two exposures does."""
        dark = darkness(scene)
        is_open = self.land.indoors is None and scene.site.place not in OVER and isinstance(self.dome, Dome)
        if dark <= 0 or not is_open:
            return
        ambient = ambient_of(self.dome)
        lit, most = self.land.soft.lit(ambient) if self.land.soft else 0.0, LAMPS_OVER * ambient
        if lit > most:
            factor = (most / lit) ** dark
            self.land.soft = self.land.soft.dimmed(factor, LAMP_KNEE * most)
        else:  # windows and signs are looked at from the dark
            factor = min(1.0, WINDOWS_OVER * ambient / ROOM_LIGHT) ** dark
        self.land.evening.dim = dr.opaque(Float, factor)
        if lit > most or self.land.has_built:
            self.dome.coloured = dr.opaque(Float, COLOURED * WARM_LAMPS * factor)

    def _key_shown(self) -> Float:
        """Return the share of the key light's disc that the eye sees past land and clouds."""
        index = dr.arange(UInt32, 64)
        sin, cos = dr.sincos(Float(index) * 2.39996323)
        toward, radius = self.dome.key.direction, self.dome.key.radius
        right = dr.normalize(dr.cross(toward, Vector3f(0, 0, 1)))
        up = dr.cross(right, toward)
        away = dr.sqrt((Float(index) + 0.5) * (1 / 64)) * radius
        direction = dr.normalize(toward + right * (cos * away) + up * (sin * away))
        hit = self.land.trace(Point3f(self.land.eye), direction)
        _, passed = self.dome.view(direction)
        return dr.mean(dr.select(hit.valid, 0, dr.maximum(passed, dr.exp(Float(-9)))))

    def look(self, direction: Vector3f, pixel: Float) -> tuple[Color3f, Float, Float]:
        """Return radiance and distance of what the eye sees in each direction, and how much of the stars."""
        land, dome = self.land, self.dome
        origin = Point3f(land.eye)
        hit = land.trace(origin, direction)

        def ground(direction: Vector3f) -> tuple[Color3f, Float]:
            shaded = land.shade(hit, origin, direction, pixel, dome.light, self.sky)
            place = origin + direction * hit.distance
            seen = dome.aerial(dome.dimmed(shaded.radiance), hit.distance, place, direction)
            if land.glow is not None:
                seen = land.glow.aerial(seen, hit.distance, direction) + land.glow.halos(direction)
            if land.indoors is not None:
                view = land.indoors.view(seen, direction, origin, dome.light)
                seen = dr.select(land.indoors.holds(place), shaded.radiance, view)
            return seen, Float(0)

        def sky(direction: Vector3f) -> tuple[Color3f, Float]:
            seen, stars = dome.view(direction)
            if land.glow is not None:
                seen += land.glow.sky(direction) + land.glow.halos(direction)
            if land.indoors is not None:
                seen = land.indoors.view(seen, direction, origin, dome.light)
            return seen, stars

        radiance, stars = dr.if_stmt((direction,), hit.valid, ground, sky)
        if land.shafts is not None:
            radiance += land.shafts.at(direction)
        distance = hit.distance
        if isinstance(dome, Dome) and dome.cloud_sea is not None:
            radiance, distance, shown = dome.cloud_sea.over(radiance, distance, direction)
            stars *= shown
        if self.smoke is not None:
            radiance, passed = self.smoke.over(radiance, distance, direction)
            stars *= passed
        if isinstance(dome, Dome) and dome.falling is not None and land.indoors is None:
            radiance = dome.falling.over(radiance, distance, direction)
        return radiance, distance, stars

    @property
    def balance(self) -> np.ndarray:
        """Factors that make white look white, once the meter has read."""
        return self.dome.balance if self.land.indoors is None else self.land.indoors.balance

    def glare(self, direction: Vector3f) -> Color3f:
        """Return the glare of sun and moon in a lens."""
        light = self.dome.glare(direction, self.shown)
        return light if self.land.indoors is None else light * self.land.indoors.gain

    def heaven(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return radiance of what the eye would see without any land, and how much of the stars."""
        seen, stars = self.dome.view(direction)
        if self.land.glow is not None:
            seen += self.land.glow.sky(direction)
        if isinstance(self.dome, Dome) and self.dome.falling is not None:
            seen = self.dome.falling.over(seen, dr.full(Float, dr.inf, dr.width(direction)), direction)
        return seen + self.glare(direction), stars

    def surface(self, direction: Vector3f, pixel: Float) -> tuple[Vector3f, Color3f, UInt32]:
        """Return normal, albedo and material of what the eye sees in each direction; zero for the sky."""
        origin = Point3f(self.land.eye)
        hit = self.land.trace(origin, direction)
        seen = self.land.shade(hit, origin, direction, pixel, self.dome.light, self.dome)
        return (
            dr.select(hit.valid, seen.normal, 0),
            dr.select(hit.valid, seen.albedo, 0),
            dr.select(hit.valid, seen.material, 0),
        )


def _detail(quality: Quality) -> Detail:
    return Detail(azimuths=quality.azimuths, rings=quality.rings, rays=quality.rays, bounces=quality.bounces)


def render(
    scene: SceneSpec,
    seed: int,
    quality: Quality,
    *,
    grades: Sequence[Grade] = (),
    horizon_shift_deg: float = 0.0,
    has_layers: bool = False,
    has_light: bool = False,
    has_heaven: bool = False,
    surfaces_width: int = 0,
    progress: Callable[[float], None] = lambda _share: None,
) -> Frame:
    """Return the panorama of a scene; the same arguments give the same bytes.

    `progress` hears of the share that is done; what it raises ends the render. `has_layers` adds radiance, normals,
    albedo and materials to the frame; `has_light` the light itself, for HDRIs: with stars and glare, without what the
    film does, bloom included; `has_heaven` the sky without land; `surfaces_width` what styles draw from, as for a
    panorama that wide.
    """
    clock = Clock()
    world = World(scene, seed, quality, grades, clock)
    progress(0.3)
    camera = Camera(quality.width, horizon_shift_deg)
    small, elevation = _preview(world, quality.width, horizon_shift_deg)
    exposure = _exposure(world, small, elevation, horizon_shift_deg) * 2 ** WEATHER_STOPS.get(scene.weather, 0.0)
    film = Film(exposure, (scene.grade, *grades), balance=world.balance)
    bloom = bloom_of(small, exposure, elevation)
    spots = _spots(world, scene, sky_seed_of(scene, seed), camera, exposure)
    clock.lap("preview")
    pixels = np.empty((camera.height, camera.width, 3), np.uint8)
    distance = np.empty((camera.height, camera.width), np.float32)
    layers = _Layers(camera) if has_layers else None
    light = Latitude(camera, exposure, brightest_of(world)) if has_light else None
    for strip in strips(camera, samples=quality.samples, edge_samples=quality.edge_samples):
        progress(0.3 + 0.7 * strip.first / camera.height)
        rows = slice(strip.first, strip.first + strip.rows)
        radiance, far, full = _exposed(world, camera, film, strip, spots, has_light=has_light)
        developed = _developed(film, camera, bloom, radiance, strip)
        exposed = light.exposed(full) if light else []
        dr.eval(developed, exposed, far)  # at once: they read the same rays
        for channel, values in enumerate(developed):
            pixels[rows, :, channel] = values.numpy().reshape(strip.rows, -1)
        distance[rows] = far.numpy().reshape(strip.rows, -1)
        if layers:
            layers.fill(world, radiance, strip)
        if light:
            light.fill(exposed, strip)
    clock.lap("pixels")
    drawn = surfaces_of(world, Camera(surfaces_width, horizon_shift_deg), exposure) if surfaces_width else None
    clock.lap("surfaces")
    arrays = layers.arrays if layers else {}
    if light:
        arrays |= {"light": light.values, "white": light.white, "lowered": light.lowered}
    heaven = _heaven(world, camera, film, spots) if has_heaven else None
    clock.lap("heaven")
    return Frame(pixels=pixels, distance=distance, surfaces=drawn, heaven=heaven, seconds=clock.laps, **arrays)


def sky_seed_of(scene: SceneSpec, seed: int) -> int:
    """Return the seed of clouds and stars: the world's, unless the scene has another."""
    return seed if scene.sky_seed is None else scene.sky_seed


def ambient_of(dome: Dome) -> float:
    """Return the light of the sky on level ground as pictures show it, lux."""
    return max(sum(w * float(c[0]) for w, c in zip(LUMINANCE, dome.light.sky, strict=True)), dome.lux)


def _sky(scene: SceneSpec, seed: int, quality: Quality, grades: Sequence[Grade]) -> Dome | Cosmos:
    pixel = 2 * np.pi / quality.width
    if scene.site.place in (Place.SPACE, Place.COCKPIT):
        return Cosmos(scene, seed, points=quality.cloud_points, pixel=pixel)
    points, steps = quality.cloud_points, quality.cloud_steps
    return Dome(scene, seed, grades=grades, cloud_points=points, cloud_steps=steps, pixel=pixel)


def _spots(world: World, scene: SceneSpec, seed: int, camera: Camera, exposure: float) -> Spots:
    if not world.dome.is_night:
        return no_spots()
    return spots_of(star_field(scene.stars, seed), camera, exposure, is_airless=world.dome.is_airless)


def _exposed(
    world: World, camera: Camera, film: Film, strip: Strip, spots: Spots, *, has_light: bool = False
) -> tuple[Color3f, Float, Color3f]:
    """Return radiance as a film takes it, distance and, on request, the whole radiance of a strip's pixels."""
    shown, distance, stars, whole = _sampled(world, camera, film, strip)
    dr.eval(shown, distance, stars, whole)
    radiance, distance, passed = strip.spread(camera, shown, distance, stars)
    full = strip.spread(camera, whole, distance, stars)[0] if has_light else radiance
    if spots.row.size:
        spot = spots.strip(strip.first, strip.rows, camera.width) * passed
        radiance, full = radiance + spot, full + spot
    return radiance, distance, full


@dr.syntax
def _sampled(world: World, camera: Camera, film: Film, strip: Strip) -> tuple[Color3f, Float, Float, Color3f]:
    """Return each ray's mean light, its middle's distance, the share of the stars that shows, and light unlimited."""
    column, row = strip.rays(camera)
    apart, samples = dr.opaque(Float, strip.apart), dr.opaque(UInt32, strip.samples)
    pixel = dr.opaque(Float, camera.footprint())
    total, stars, distance, count = Color3f(0), Float(0), dr.full(Float, dr.inf, dr.width(column)), UInt32(0)
    whole = Color3f(0)
    while count < samples:
        # a sequence that fills the pixel evenly however many samples there are (Roberts)
        x, y = 0.5 + Float(count) * 0.7548776662, 0.5 + Float(count) * 0.5698402910
        direction = camera.direction((Float(column) + x - dr.floor(x)) * apart, Float(row) + y - dr.floor(y))
        light, far, clear = world.look(direction, pixel)
        light += world.glare(direction)
        total += film.limited(light)
        whole += light
        stars += clear
        distance = dr.select(count == 0, far, distance)
        count += 1
    share = dr.rcp(Float(samples))
    return total * share, distance, stars * share, whole * share


def _heaven(world: World, camera: Camera, film: Film, spots: Spots) -> np.ndarray:
    """Return the sky alone, (h, w, 3), sRGB; below the horizon it goes on as it is there."""
    pixels = np.empty((camera.height, camera.width, 3), np.uint8)
    for strip in strips(camera, samples=1, edge_samples=1):
        column, row = strip.rays(camera)
        apart = dr.opaque(Float, strip.apart)
        direction = camera.direction((Float(column) + 0.5) * apart, Float(row) + 0.5)
        level = _level(direction)
        light, stars = world.heaven(dr.select(direction.z < LOWEST, level, direction))
        found = film.limited(light), dr.full(Float, dr.inf, dr.width(row)), stars
        dr.eval(found)
        radiance, _, clear = strip.spread(camera, *found)
        if spots.row.size:
            radiance = radiance + spots.strip(strip.first, strip.rows, camera.width) * clear
        rows = slice(strip.first, strip.first + strip.rows)
        developed = _developed(film, camera, None, radiance, strip)
        dr.eval(developed)
        for channel, values in enumerate(developed):
            pixels[rows, :, channel] = values.numpy().reshape(strip.rows, -1)
    return pixels


def _level(direction: Vector3f) -> Vector3f:
    """Return directions of the same heading, at the horizon."""
    flat = dr.rsqrt(dr.maximum(direction.x * direction.x + direction.y * direction.y, 1e-12))
    return dr.normalize(Vector3f(direction.x * flat, direction.y * flat, LOWEST))


def _developed(film: Film, camera: Camera, bloom: Bloom | None, radiance: Color3f, strip: Strip) -> list[UInt8]:
    column, row = strip.pixels(camera)
    shown = film.develop(radiance + bloom.at(camera, column, row) if bloom else radiance)
    return [dithered(shown[channel], column, row, channel) for channel in range(3)]


def _preview(world: World, width: int, horizon_shift_deg: float) -> tuple[np.ndarray, np.ndarray]:
    """Return a small picture, (h, w, 3) in cd/m², that the meter and the bloom read, and its rows' elevations."""
    camera = Camera(min(max(width, 256), BLOOM_WIDTH), horizon_shift_deg)
    radiance, _, _ = _exposed(world, camera, Film(1e-9, (Grade(),)), whole(camera), no_spots())
    elevation = camera.elevation(dr.arange(Float, camera.height) + 0.5).numpy()
    return np.moveaxis(radiance.numpy().reshape(3, camera.height, -1), 0, -1), elevation


def _exposure(world: World, radiance: np.ndarray, elevation: np.ndarray, horizon_shift_deg: float) -> float:
    if world.land.indoors is not None:
        return exposure_of_room(world.land, radiance, elevation, Camera(radiance.shape[1], horizon_shift_deg))
    if isinstance(world.dome, Cosmos):
        return world.dome.exposure
    lamps = world.land.soft.level() if world.land.soft else 0.0
    if world.land.soft and isinstance(world.dome, Dome):
        lamps = max(lamps, METERED_LAMPS * world.land.soft.lit(ambient_of(world.dome)))
    darker = world.dome.darker if isinstance(world.dome, Dome) else 0.0
    exposure = exposure_of(radiance @ np.array(LUMINANCE, np.float32), elevation, world.dome.lux + lamps)
    exposure *= 2**-darker
    if world.land.shafts is not None:
        world.land.shafts.expose(OPEN_BEAMS * GREY / exposure)
    return exposure


class _Layers:
    """What an export needs beside the pixels, filled strip by strip."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        shape = (camera.height, camera.width)
        self.arrays: dict[str, Any] = {
            name: np.zeros((*shape, 3), np.float32) for name in ("radiance", "normal", "albedo")
        }
        self.arrays["material"] = np.zeros(shape, np.uint8)

    def fill(self, world: World, radiance: Color3f, strip: Strip) -> None:
        """Add a strip, looking through the middle of each pixel."""
        camera, rows = self._camera, slice(strip.first, strip.first + strip.rows)
        column, row = strip.pixels(camera)
        direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
        normal, albedo, material = world.surface(direction, dr.opaque(Float, camera.footprint()))
        for name, values in (("radiance", radiance), ("normal", normal), ("albedo", albedo)):
            self.arrays[name][rows] = np.moveaxis(values.numpy().reshape(3, strip.rows, -1), 0, -1)
        self.arrays["material"][rows] = material.numpy().reshape(strip.rows, -1)
