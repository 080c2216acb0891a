"""The finished sky: air under sun and moon, mist, clouds and stars, for the camera, for reflections and as light."""

from __future__ import annotations

import math
from collections.abc import Sequence

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import CloudKind, CloudLayer, Grade, SceneSpec, Weather
from skyloom.render import celestial
from skyloom.render.atmosphere import (
    GROUND,
    OBSERVER,
    RAYLEIGH_HEIGHT,
    THIN_AIR,
    Air,
    Firmament,
    Glow,
    Transmittance,
    irradiance,
    upper_half,
)
from skyloom.render.celestial import Body, companions, glare, moonlight, sun_disc
from skyloom.render.cirrus import HEIGHT as CIRRUS
from skyloom.render.cirrus import Sheet, sheet_light
from skyloom.render.cloudmap import CloudMap, Illumination, directions, map_place, volume
from skyloom.render.clouds import GENERA, Field, Shade
from skyloom.render.film import LUMINANCE, white_of
from skyloom.render.light import Light, Veil
from skyloom.render.mist import Mist
from skyloom.render.night import MoonDisc, night_map
from skyloom.render.noise import smoothstep
from skyloom.render.sights.bolts import strikes
from skyloom.render.sights.bows import NEAR_RAIN, Bows
from skyloom.render.sights.brooding import DARK_STORM, brooding, depth_of
from skyloom.render.sights.burning import CLOUD_FIRE, DARKER, burning, fire
from skyloom.render.sights.cloudsea import CloudSea, drop_of
from skyloom.render.sights.corona import left_of_sun, shadowed
from skyloom.render.sights.decals import Decals
from skyloom.render.sights.falling import Falling
from skyloom.render.sights.haboob import HEIGHT as WALL
from skyloom.render.sights.haboob import Haboob, before_front
from skyloom.render.sights.heavens import Heavens, sun_of
from skyloom.render.sights.nebulae import Gas
from skyloom.render.sights.rays import ray_map
from skyloom.render.sights.spheremap import SphereMap
from skyloom.render.sights.thunderhead import BASE as STORM_BASE
from skyloom.render.sights.thunderhead import TOP as STORM_TOP
from skyloom.render.sights.thunderhead import Thunderheads, beneath, head_light
from skyloom.render.tables import Table
from skyloom.render.veils import Clear, Veils

GRADUATED = 2.3  # under closed clouds a photographer's graduated filter holds the sky back against the land
GROUND_ALBEDO = 0.2
BARE_FILL = 0.018  # of the sunlight: what rocks around send into shadows where no sky does
SUNLIT_WHITE, SHOWN_WHITE = 14_000.0, 1.3  # luminance of a white planet: as it is, and at most in whites of the picture
DARKEST_SKY, NEARLY_TOTAL = 2.5e-4, 0.93  # what an eclipse leaves of the sky's light, and from where on it is total
BOLT_WHITE = 2.0  # of a bolt against the picture's white: storms are kept dark
ECLIPSED = 0.9  # stops that an eclipse stays darker than the meter says
OVER_CLOUDS = 1400.0  # metres over the sea, of the air that one sees a sea of clouds through
DARK_SNOWFALL = 0.6  # stops; a white-out of paper white shows no flake
LEAST_FALL = 0.04  # rain or snow that shows in the near air
LEAST_FIRE = 0.02  # of a burning sky, below which nobody sees it
NEAR_HAZE = 6000.0  # metres of haze that hold most of the rays
NIGHT_GAS = 0.7  # of the picture's white, a nebula over the land
NIGHT_WHITE = 0.0045  # white of a picture under stars alone, cd/m²
NIGHT_POINTS = 768  # of the night map along a side
COLOURED = 0.08  # cd/m² at which half of a surface's colour is seen by night
GREYED = 0.6  # of a colour that is lost in the dark
NIGHT_BLUE = (0.62, 0.80, 1.15)  # the colour of grey to an eye in the dark
# three wavelengths leave a sky without sun too purple: what real ones have against it
TWILIGHT = (0.70, 1.10, 1.0)
STARLIT = 7.0  # a moonless ground is shown brighter than it is, or there would be none


class Dome:
    """The sky of one scene; `light` is what it gives to the land."""

    def __init__(
        self,
        scene: SceneSpec,
        seed: int,
        *,
        grades: Sequence[Grade] = (),
        cloud_points: int,
        cloud_steps: int,
        pixel: float = 0.003,
    ) -> None:
        is_front = scene.weather is Weather.DUST and scene.air.thickness > THIN_AIR
        self.wall = Haboob(scene.sun.heading_deg, seed) if is_front else None
        air = scene.air if self.wall is None else before_front(scene.air)
        self.air = Air(air.haze * (1 + 3 * air.dust), air.dust, air.thickness, air.scatter)
        self.is_airless = air.thickness <= 0
        is_earthly = air.scatter is None and air.thickness > THIN_AIR
        self.fire = burning(math.radians(scene.sun.elevation_deg)) * is_earthly
        self.darker = DARKER * self.fire  # stops that the picture stays darker than the meter says
        self.through = Transmittance(self.air)
        self.mist = Mist(air)
        sun, moon = scene.sun, scene.moon
        self.eclipse = scene.sights.eclipse if sun.elevation_deg > 0 else 0.0
        self.darker += ECLIPSED * (self.eclipse**2) + DARK_STORM * (scene.weather is Weather.STORM)
        self.darker += DARK_SNOWFALL * (scene.air.snow > 0.1)
        light = celestial.SUN_ILLUMINANCE * left_of_sun(self.eclipse)
        bitten = 0.0 if self.is_total else self.eclipse
        self.sun = Body(sun.elevation_deg, sun.heading_deg, light, celestial.SUN_RADIUS, bitten=bitten)
        self.moon = Body(moon.elevation_deg, moon.heading_deg, moonlight(moon.phase), celestial.MOON_RADIUS)
        self.sunlight = self.sun.through(self.through, 50)
        self.other_suns = [(body, body.through(self.through, 50)) for body in companions(scene, seed)]
        self.moonlight = self.moon.through(self.through, 50)
        is_moonlit = moon.is_shown and moon.elevation_deg > -2
        self.key = self.moon if is_moonlit and sun.elevation_deg < -5 else self.sun
        self._darkness(sun.elevation_deg)
        self._firmaments(is_moonlit, [scene.grade, *grades])
        self.stars = Table.of(2, 2, dr.zeros(Color3f, 4))
        self.heavens: Heavens | None = None
        self.is_night = sun.elevation_deg < -4
        if self.is_night and not self.is_airless:
            self._starred(scene, seed, cloud_points)
        disc = self.moonlight * (celestial.MOON_LUMINANCE / max(self.moon.illuminance, 1e-3)) * max(moon.phase, 0.05)
        self.disc = MoonDisc(moon, self.moon.direction, self.sun.direction, celestial.MOON_RADIUS, disc)
        self.clouds, veil = CloudMap.clear(), Clear()
        self.light, self.lux = self._light(veil)
        if self.is_airless or self.is_total:  # stars beside a light that is known only now
            self._starred(scene, seed, cloud_points)
        self._hung(scene, seed, pixel)
        self.bows: Bows | None = None
        self.bolts: Decals | None = None
        self.rays: SphereMap | None = None
        layers = [layer for layer in scene.clouds if layer.cover > 0 and not self.is_airless]
        if layers:
            self.clouds, veil = self._clouds(layers, seed, cloud_points, cloud_steps)
            if depth_of(scene) > 0:
                self.clouds = brooding(self.clouds, scene, seed)
            self.light, self.lux = self._light(veil)
        if self.wall is not None:
            self.clouds = self.wall.before(self.clouds, self._lit(0.0, WALL, 1.0), cloud_points)
        self._weather_sights(scene, seed, veil, pixel)
        falls = max(air.rain, air.snow) > LEAST_FALL and not self.is_airless
        self.falling = Falling(air, self.light.sky / dr.pi, seed, pixel) if falls else None
        drop = drop_of(scene)
        self.cloud_sea = None if drop is None else CloudSea(drop, self.light, seed, cloud_points, self._far_haze)

    def _starred(self, scene: SceneSpec, seed: int, points: int) -> None:
        """Paint the night sky; without air it is shown beside a sunlit ground."""
        self.is_night = True
        factor = white_of(self.lux) / NIGHT_WHITE if self.is_airless else 1.0
        points = min(NIGHT_POINTS, points)
        self.stars = night_map(scene.stars, seed, points, factor=factor, has_air=not self.is_airless)
        if scene.sights.nebula > 0:
            gas = Gas(scene.sights.nebula, scene.sights.nebula_tint, seed)
            self.stars = gas.before(self.stars, NIGHT_WHITE * NIGHT_GAS * factor)

    def _hung(self, scene: SceneSpec, seed: int, pixel: float) -> None:
        """Hang up planets, moons and rings."""
        white = white_of(self.lux)
        shown = min(SUNLIT_WHITE, SHOWN_WHITE * white)
        heavens = Heavens(scene, seed, sun_of(scene), shown, pixel, white=white, is_total=self.is_total)
        self.heavens = None if heavens.is_empty else heavens

    def _weather_sights(self, scene: SceneSpec, seed: int, veil: Veil, pixel: float) -> None:
        """Add what the weather shows: bows, halos, bolts and rays."""
        sights, white = scene.sights, white_of(self.lux)
        if sights.rainbow > 0 or sights.halo > 0:
            key = np.array([float(c[0]) for c in self.sunlight])
            self.bows = Bows(sun_of(scene), key, white, rainbow=sights.rainbow, halo=sights.halo)
        if sights.lightning > 0:
            found = strikes(sights.lightning, seed, white * BOLT_WHITE, pixel)
            self.bolts = Decals([strike.decal for strike in found])
            self.clouds = self.clouds.flashed([Vector3f(*map(float, strike.top)) for strike in found], white)
        if sights.light_shafts > 0 and not isinstance(veil, Clear):
            open_share = float(dr.mean(veil.at(_around()))[0])
            self.rays = ray_map(veil, self.light.direction, self.light.key, open_share, sights.light_shafts)

    def _darkness(self, sun_deg: float) -> None:
        """Set how far colours turn to the blue grey that an eye sees in the dark."""
        amount = GREYED * min(max((-4 - sun_deg) / 6, 0), 1)
        mix = (1 - amount) * np.eye(3) + amount * np.outer(NIGHT_BLUE, LUMINANCE)
        self.dark = [Color3f(*map(float, row)) for row in mix]
        self.coloured = Float(COLOURED)
        dr.make_opaque(self.dark, self.coloured)

    def _firmaments(self, is_moonlit: bool, grades: Sequence[Grade]) -> None:
        glow = Glow(self.air, self.through)
        tint = np.prod([grade.sky for grade in grades if grade.sky] or [(1.0, 1.0, 1.0)], axis=0)
        light = celestial.SUN_ILLUMINANCE * max(1 - self.eclipse, DARKEST_SKY)
        self.day = Firmament(self.air, self.through, glow, self.sun.direction, light)
        moon = self.moon.illuminance if is_moonlit else 0.0
        self.night = Firmament(self.air, self.through, glow, self.moon.direction, moon)
        low = min(max((4 - math.degrees(self.sun.elevation)) / 7, 0), 1)
        dusk = tint * np.array(TWILIGHT) ** (low * low * (3 - 2 * low))
        for firmament, factor in ((self.day, dusk), (self.night, tint)):
            colour = Color3f(*map(float, factor))
            firmament.recolour(lambda light, colour=colour: self._greyed(light) * colour)
        if self.is_total:
            self.day.repaint(lambda light, _turn, elevation: shadowed(light, elevation))
        if self.fire > LEAST_FIRE:
            amount = dr.opaque(Float, self.fire)
            self.day.repaint(lambda light, turn, elevation: fire(light, turn, elevation, amount))

    @property
    def is_total(self) -> bool:
        """True where the sun is eclipsed but for its corona."""
        return self.eclipse > NEARLY_TOTAL

    def dimmed(self, colour: Color3f) -> Color3f:
        """Return a surface's light as an eye sees it at this hour: at night blue grey, but for what lamps light."""
        bright = LUMINANCE[0] * colour.x + LUMINANCE[1] * colour.y + LUMINANCE[2] * colour.z
        return dr.lerp(self._greyed(colour), colour, bright / (bright + self.coloured))

    def _greyed(self, colour: Color3f) -> Color3f:
        return Color3f(*(dr.dot(row, colour) for row in self.dark))

    def _light(self, veil: Veil) -> tuple[Light, float]:
        ways, angle = upper_half(32)
        cloud, passed = self.clouds.at(ways)
        level = irradiance(self.clear(ways) * passed + cloud, ways, angle)
        slope = max(float(self.key.direction.z[0]), 0.0)
        key = self.sunlight if self.key is self.sun else self.moonlight
        open_share = float(dr.mean(veil.at(_around()))[0])
        direct = np.array([float(c[0]) for c in key]) * slope * open_share
        share = self.mist.share(slope)
        tint = np.array([float(c[0]) for c in self.mist.tint])
        level = level * (0.5 + 0.5 * self.mist.share(0.7) * (1 - tint) + 0.5 * tint) + direct * (1 - share) * 0.7 * tint
        whole = level + direct * share
        level, whole = level + direct * BARE_FILL * self.is_airless, whole + direct * BARE_FILL * self.is_airless
        lux = float(whole @ np.array(LUMINANCE))
        self.balance = self._balance(whole, open_share)
        closed = min(max((0.4 - open_share) / 0.4, 0), 1)
        starlit = STARLIT if lux < 0.02 else 1 + (GRADUATED - 1) * closed
        sky, ground = Color3f(*map(float, level * starlit)), Color3f(*map(float, whole * GROUND_ALBEDO * starlit))
        key, size = self._greyed(key) * share, Float(self.key.radius)
        self.misty_key = key * open_share
        dr.make_opaque(key, sky, ground, size, self.misty_key)
        return Light(self.key.direction, key, sky, ground, size, veil), lux

    def _balance(self, light: np.ndarray, open_share: float) -> np.ndarray:
        """Return factors that make grey look grey under closed clouds; a low sun keeps its gold."""
        amount = (1 - open_share) * min(max((math.degrees(self.sun.elevation) - 4) / 8, 0), 1)
        neutral = float(light @ np.array(LUMINANCE)) / np.maximum(light, 1e-6)
        return np.asarray(neutral**amount)

    def _clouds(self, layers: Sequence[CloudLayer], seed: int, points: int, steps: int) -> tuple[CloudMap, Veil]:
        ways, _ = directions(points)
        light, passed = dr.zeros(Color3f, points * points), dr.full(Float, 1, points * points)
        storms = Thunderheads(layers, math.degrees(self.key.heading), seed)
        near = enumerate(beneath(layers))
        heaps = [Field(layer, seed, n, storms.gap_deg) for n, layer in near if layer.kind in GENERA]
        shades = [Shade(field, self.key.direction) for field in sorted(heaps, key=lambda field: field.bottom)]
        sheets = [Sheet(layer, seed, n) for n, layer in enumerate(layers) if layer.kind is CloudKind.CIRRUS]
        lamps: list[Illumination] = []
        open_share = 1.0
        for shade in reversed(shades):  # from the highest down: each layer dims those under it
            lamps.insert(0, self._lit(shade.field.bottom, shade.field.ceiling, open_share))
            open_share *= shade.mean()
        for shade, lit in zip(shades, lamps, strict=True):
            light, passed = self._behind(light, passed, volume(shade, lit, points, steps, passed), ways)
        for head in storms.heads:
            lit = self._lit(STORM_BASE, STORM_TOP, 1.0)
            light, passed = self._behind(light, passed, head_light(head, lit, points, passed), ways)
        for sheet in sheets:
            light, passed = self._behind(light, passed, sheet_light(sheet, self._lit(CIRRUS, CIRRUS, 1.0), ways), ways)
        return CloudMap(points, light, passed), Veils(shades)

    def _behind(
        self, light: Color3f, passed: Float, layer: tuple[Color3f, Float, Float], ways: Vector3f
    ) -> tuple[Color3f, Float]:
        """Return the light and transmittance of what is in front with one more layer behind it."""
        own, kept, distance = layer
        seen = self._through_air(own, distance, distance * ways.z, Float(0), ways, 1 - kept)
        light, passed = light + passed * seen, passed * kept
        dr.eval(light, passed)
        return light, passed

    def _lit(self, bottom: float, ceiling: float, open_share: float) -> Illumination:
        hot = Color3f(*(1 + (c - 1) * self.fire for c in CLOUD_FIRE)) * open_share
        low, high = (self._greyed(self.key.through(self.through, height)) * hot for height in (bottom, ceiling))
        above = self.light.sky * (0.3 + 0.7 * open_share) / dr.pi
        return Illumination(self.key.direction, low, high, above, self.light.ground / dr.pi)

    def clear(self, direction: Vector3f) -> Color3f:
        """Return the light of the air, with what shines through it."""
        return self.day.radiance(direction) + self.night.radiance(direction) + self._beyond(direction)[0]

    def _beyond(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the light from beyond the air, and how much of the stars' light what stands there lets pass."""
        starry = self._starry(*map_place(direction))
        if self.heavens is None:
            return starry, Float(1)
        light, passed = self.heavens.over(direction)
        through = self.through.at(Float(GROUND + OBSERVER), direction.z) * smoothstep(-0.03, 0.0, direction.z)
        return starry * passed + light * through, passed

    def _starry(self, u: Float, v: Float) -> Color3f:
        found = self.stars.at(u, v)
        return Color3f(found.x, found.y, found.z)

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light of air, clouds, stars and the key light's glow, cd/m²; without the sharp discs."""
        cloud, passed = self.clouds.at(direction)
        seen = self._misty(self.clear(direction) * passed + cloud, direction)
        return self._in_air(seen, direction, Float(1), Float(1))

    def _in_air(self, colour: Color3f, direction: Vector3f, rain: Float, haze: Float) -> Color3f:
        """Return a colour with the bows and rays that stand before it, for shares of the rain and haze in between."""
        if self.bows is not None and self.bows.has_rainbow:
            colour = self.bows.rainbow(colour, direction, rain)
        if self.rays is not None:
            colour += self.rays.at(direction) * haze
        return dr.maximum(colour, 0)

    def view(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return what the eye sees where there is no land, discs and all, and how much of the stars' light passes."""
        cloud, passed = self.clouds.at(direction)
        moon, hidden = self.disc.at(direction)
        beyond, shown = self._beyond(direction)
        behind = self.day.radiance(direction) + self.night.radiance(direction) + beyond + moon
        for sun, light in (*(() if self.is_total else ((self.sun, self.sunlight),)), *self.other_suns):
            behind += sun_disc(direction, sun, light)
        if self.bows is not None and self.bows.has_halo:
            behind += self.bows.halo(direction) * smoothstep(-0.02, 0.05, direction.z)
        fog = dr.exp(-self.mist.depth_to_sky(Float(2), direction.z))
        seen = self._misty(behind * passed + cloud, direction)
        if self.bolts is not None:
            seen += self.bolts.over(direction)[0] * fog
        return self._in_air(seen, direction, Float(1), Float(1)), passed * fog * (1 - hidden) * shown

    def glare(self, direction: Vector3f, shown: Float) -> Color3f:
        """Return the glare of sun and moon in a lens, for a share of their discs that is not hidden."""
        light = self.sunlight if self.key is self.sun else self.moonlight * 0.5
        total = glare(direction, self.key.direction, light * (shown * self.key.spread * float(not self.is_total)))
        for sun, own in self.other_suns:
            total += glare(direction, sun.direction, own * shown)
        return total

    def aerial(self, colour: Color3f, distance: Float, position: Point3f, direction: Vector3f) -> Color3f:
        """Return `colour` as seen through `distance` metres of air, ending at `position`, looking along `direction`."""
        start = dr.maximum(position.z - direction.z * distance, 0)
        if self.wall is not None:
            colour = dr.lerp(colour, self.clouds.at(direction)[0], self.wall.covers(distance, direction))
        seen = self._through_air(colour, distance, dr.maximum(position.z, 0), start, direction, 1.0)
        kept = dr.exp(-self.mist.depth(start, direction.z, distance) * self.mist.banks(direction))
        seen = seen * kept + self._mist_glow(direction) * (1 - kept)
        if self.bows is None and self.rays is None:
            return seen
        rain, haze = (1 - dr.exp(distance * (-1 / scale)) for scale in (NEAR_RAIN, NEAR_HAZE))
        return self._in_air(seen, direction, rain, haze)

    def _through_air(
        self, colour: Color3f, distance: Float, end: Float, start: Float, direction: Vector3f, solid: Float | float
    ) -> Color3f:
        """Return `colour` behind clear air; only `solid`, the share of the view that ends there, has air before it."""
        depth = self.air.rayleigh * (distance * _mean_density(start, end, RAYLEIGH_HEIGHT))
        depth += self.air.mie_loss * (distance * _mean_density(start, end, self.air.mie_height))
        kept = dr.exp(-depth)
        level = Vector3f(direction.x, direction.y, dr.clip(direction.z, 0.02, 0.3))
        return colour * kept + self._horizon(dr.normalize(level)) * ((1 - kept) * solid)

    def _horizon(self, direction: Vector3f) -> Color3f:
        return self.day.radiance(direction) + self.night.radiance(direction)

    def _far_haze(self, colour: Color3f, distance: Float, direction: Vector3f) -> Color3f:
        """Return a colour behind so much of the thin air over a sea of clouds."""
        height = Float(OVER_CLOUDS)
        return self._through_air(colour, distance, height, height, direction, 1.0)

    def _misty(self, colour: Color3f, direction: Vector3f) -> Color3f:
        kept = dr.exp(-self.mist.depth_to_sky(Float(2), direction.z) * self.mist.banks(direction))
        return colour * kept + self._mist_glow(direction) * (1 - kept)

    def _mist_glow(self, direction: Vector3f) -> Color3f:
        return self.mist.glow(direction, self.light.direction, self.misty_key, self.light.sky / dr.pi)


def _around() -> Point3f:
    """Return places on the ground within a few kilometres."""
    index = dr.arange(UInt32, 256)
    sin, cos = dr.sincos(Float(index) * 2.39996323)
    return Point3f(sin, cos, 0) * (dr.sqrt(Float(index)) * 220)


def _mean_density(start: Float, end: Float, scale: Float | float) -> Float:
    """Return the mean of exp(-height / scale) between two heights."""
    fall = (end - start) / scale
    safe = dr.select(dr.abs(fall) < 1e-3, 1e-3, fall)
    return dr.exp(-start / scale) * (1 - dr.exp(-safe)) / safe
