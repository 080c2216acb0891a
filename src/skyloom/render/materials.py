"""What the ground is made of at a point, and how a surface answers light."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields

import drjit as dr
from mitsuba import Bool, Color3f, Float, Int32, Point3f, UInt32, Vector2f, Vector3f

from skyloom.render.grounds.coat import Coat, plain
from skyloom.render.grounds.crusts import frozen, plates, salted
from skyloom.render.grounds.fields import grown, plot, tilled
from skyloom.render.grounds.fire import molten, veins
from skyloom.render.grounds.paddies import paddy, rice
from skyloom.render.grounds.rock import blocks, massive, strata
from skyloom.render.grounds.tundra import mosses, mossy, pools
from skyloom.render.noise import fbm2, kept, smoothstep, spots2, value2, value2_slope
from skyloom.world.cover import Cover

OPTIONAL = ("bog", "cracked", "crops", "glow", "ice", "lava", "moss", "oasis", "paths", "salt", "strata", "terraced")
SNOW = (0.82, 0.835, 0.86)  # linear albedo


@dataclass(frozen=True)
class Surface:
    """What light meets at a point."""

    albedo: Color3f  # linear
    normal: Vector3f  # unit
    gloss: Float  # 0 matt, 1 a pool of water
    emission: Color3f = field(default_factory=lambda: Color3f(0))  # cd/m²


class Palette:
    """A cover whose numbers are held by the renderer, so that other colours run the same kernel."""

    def __init__(
        self, cover: Cover, *, seed: int, heading: float, snow_from: float, snow_to: float, is_by_water: bool
    ) -> None:
        for entry in fields(cover):
            value = getattr(cover, entry.name)
            if isinstance(value, tuple):
                colour = Color3f(*value)
                dr.make_opaque(colour)
                setattr(self, entry.name, colour)
            elif isinstance(value, float):
                setattr(self, entry.name, dr.opaque(Float, value))
        self.seed = dr.opaque(UInt32, seed)
        self.daylight = dr.opaque(Float, 1.0)  # how far moss grows on stones: little in a cave
        self.view = Vector2f(math.sin(heading), math.cos(heading))
        dr.make_opaque(self.view)
        self.low, self.range = dr.opaque(Float, snow_from), dr.opaque(Float, max(snow_to - snow_from, 60.0))
        self.is_by_water = is_by_water
        self.has = frozenset(name for name in OPTIONAL if getattr(cover, name) > 0)  # others are left out of the kernel
        self.owns = cover.owns
        self.is_mire = cover.mire > 0

    def woods(self, x: Float, y: Float, z: Float, slope: Float) -> Float:
        """Return the share of the ground that trees cover; `slope` is the normal's z."""
        broad = fbm2(x * (1 / 640.0), y * (1 / 640.0), 4, seed=self.seed ^ 101)
        patch = fbm2(x * (1 / 85.0), y * (1 / 85.0), 3, seed=self.seed ^ 102)
        height = (z - self.low) / self.range
        line = 1 - smoothstep(0.42, 0.62, height + 0.3 * (patch - 0.5))
        line = dr.select(self.range > 500, line, Float(1))
        r = dr.sqrt(x * x + y * y)
        edge = dr.lerp(self.clearing, 9.0, smoothstep(0.3, 0.9, self.woodland))
        clearing = smoothstep(edge, edge * 1.6 + 14, r * (0.8 + 0.4 * patch) + 22 * (patch - 0.5))
        ahead, across = x * self.view.x + y * self.view.y, x * self.view.y - y * self.view.x
        aside = dr.acos(dr.clip(ahead / dr.maximum(r, 1), -1, 1))
        narrow = 0.42 - 0.22 * self.woodland
        clearing *= dr.maximum(smoothstep(narrow, narrow + 0.25, aside + 0.25 * (patch - 0.5)), smoothstep(200, 420, r))
        # in a dense wood the camera stands on a trodden way between the trees
        path = smoothstep(1.1, 2.3, dr.abs(across + 2.4 * dr.sin(ahead * 0.085)))
        within = smoothstep(2.2, 3.8, r) * dr.maximum(path, smoothstep(60, 90, dr.abs(ahead)))
        inside = smoothstep(0.62, 0.72, self.woodland)
        clearing = dr.lerp(clearing, within, inside)
        wanted = 0.72 - 0.52 * self.woodland
        share = smoothstep(wanted - 0.05, wanted + 0.05, broad * 0.62 + patch * 0.38)
        share = dr.maximum(share, 0.9 * inside * smoothstep(150, 80, r))
        share *= smoothstep(0.0, 0.08, self.woodland) * line * clearing * smoothstep(0.74, 0.84, slope)
        if self.is_by_water:
            share *= smoothstep(1.2, 3.0, z + 2 * (patch - 0.5))
        return share

    def bands(
        self, p: Point3f, footprint: Float | float, normal: Vector3f | None = None
    ) -> tuple[Float, Float, Float, Float]:
        """Return noise at 700 m, 90 m, 6 m and 0.5 m, 0 to 1; `normal` keeps the fine bands from stretching."""
        x, y = p.x + 0.3 * p.z, p.y + 0.3 * p.z
        u, v = (x, y) if normal is None else unstretched(p, normal)
        a = fbm2(p.x * (1 / 700.0), p.y * (1 / 700.0), 3, seed=self.seed ^ 1)
        b = fbm2(x * (1 / 90.0), y * (1 / 90.0), 4, footprint=footprint * (1 / 90.0), seed=self.seed ^ 2)
        c = fbm2(u * (1 / 6.0), v * (1 / 6.0), 3, footprint=footprint * (1 / 6.0), seed=self.seed ^ 3)
        d = fbm2(u * 2.0, v * 2.0, 3, footprint=footprint * 2.0, seed=self.seed ^ 4)
        return a, b, c, d

    def growth(self, height: Float, slope: Float, b: Float, c: Float, d: Float) -> Float:
        """Return the share of the ground that grass covers."""
        grown = 1.06 - 1.0 * self.grass
        growth = smoothstep(grown - 0.16, grown + 0.16, 0.5 * b + 0.3 * c + 0.2 * d + 0.25)
        growth *= smoothstep(0.0, 0.05, self.grass) * smoothstep(0.72, 0.84, slope + 0.12 * (c - 0.5))
        line = 1 - smoothstep(0.5, 0.75, height + 0.35 * (b - 0.5))
        return growth * dr.select(self.range > 500, line, Float(1))

    def watered(self, p: Point3f, b: Float, c: Float) -> Float:
        """Return how green the ground is because water is near: the fringe of an oasis."""
        if "oasis" not in self.has:
            return Float(0)
        return smoothstep(2.6, 1.1, p.z + 2.2 * (b - 0.5) + 0.8 * (c - 0.5)) * self.oasis

    def planted(self, p: Point3f, slope: Float, growth: Float, sward: Color3f) -> tuple[Float, Color3f, Float]:
        """Return growth and colour of the grass with the crops among it, and the share of tilled land."""
        if "crops" in self.has:
            here = plot(self, p.x, p.y)
            colour, stand = grown(self, here)
            return dr.lerp(growth, 0.9 * stand, here.share), dr.lerp(sward, colour, here.share), here.share
        if "terraced" in self.has:
            colour, stand = rice(self, p.x, p.y, p.z)
            level = smoothstep(0.86, 0.95, slope)
            return dr.lerp(0.12 * growth, stand, level), dr.lerp(sward, colour, level), 0.9 * level
        return growth, sward, Float(0) * p.x

    def strand(self, p: Point3f, b: Float, c: Float, d: Float) -> Float:
        """Return the share of bare strand along open water: a ragged band in which nothing grows."""
        if not self.is_by_water or self.is_mire:
            return Float(0)
        ragged = 0.9 * (b - 0.5) + 0.8 * (c - 0.5) + 0.5 * (d - 0.5)
        return 1 - smoothstep(0.5, 0.85, p.z - 0.5 * self.beach + ragged)

    def sward(self, a: Float, b: Float, c: Float, d: Float) -> Color3f:
        """Return the colour of the grass."""
        macro = 0.5 * a + 0.3 * b + 0.2 * c
        return dr.lerp(self.lush, self.dry, smoothstep(0.5, 0.82, macro + 0.4 * self.dryness + 0.2 * (d - 0.5)))

    def broad(self, b: Float) -> Float:
        """Return the share of broadleaf trees in a wood."""
        return smoothstep(-0.1, 0.1, b - 0.5 - 3 * (self.conifers - 0.5))

    def ground(self, p: Point3f, normal: Vector3f, marks: Color3f, footprint: Float) -> Surface:
        """Return the ground's surface at `p` (metres, no curvature), seen with pixels of `footprint` metres.

        `marks` are the shares that the mesh keeps: woods, the kind's own stuff, trodden ways.
        """
        woods, way = marks.x, marks.z
        a, b, c, d = self.bands(p, footprint, normal)
        u, v = unstretched(p, normal)
        e = 0.5 + (value2((p.x + 0.37 * p.z) * 17, (p.y + 0.71 * p.z) * 17, self.seed ^ 5) - 0.5) * kept(
            footprint, 0.06
        )
        grain, gx, gy = scaled_noise(u, v, footprint, self.seed)
        slope = normal.z
        height = (p.z - self.low) / self.range

        soil = self.soil * (0.5 + 0.6 * d + 0.4 * e)
        sand, sand_bump = self._sand(p, b, c, d, e, footprint)
        sand *= 0.86 + 0.28 * grain
        albedo = dr.lerp(soil, sand, smoothstep(0.25, 0.6, self.sand + 0.5 * (0.5 * a + 0.5 * b - 0.5)))
        if "moss" in self.has:
            albedo = dr.lerp(albedo, mosses(self, p, b, c, d, grain), mossy(self, b, c))
        growth = dr.maximum(self.growth(height, slope, b, c, d), self.watered(p, b, c) * smoothstep(0.35, 0.6, d + 0.3))
        if self.has & {"paths", "lava", "ice"} or self.owns:
            growth *= 1 - dr.clip(way + marks.y, 0, 1)
        blades = 0.42 + 0.6 * d + 0.3 * c + 0.3 * (grain - 0.5)
        albedo = dr.lerp(albedo, self.sward(a, b, c, d) * blades, growth)

        steep = 0.70 + 0.13 * self.rock
        rocky = smoothstep(steep + 0.05, steep - 0.06, slope + 0.16 * (b - 0.5) + 0.1 * (c - 0.5))
        outcrop = smoothstep(0.66, 0.72, b * 0.6 + c * 0.4 + 0.16 * (self.rock - 0.5)) * smoothstep(0.3, 0.7, self.rock)
        rocky = dr.maximum(rocky, outcrop) * (1 - self.ripples * smoothstep(0.6, 0.9, self.sand))
        if "strata" in self.has:
            stone = strata(self, p, c, d, grain, footprint)
        else:
            stone = massive(self, p, a, b, d, grain, footprint)
        flat = (Float(0), Float(0), Float(0))
        is_near = (rocky > 0.02) & (footprint < 2.5)
        joint, jx, jy = dr.if_stmt((u, v, footprint), is_near, lambda *at: blocks(self, *at), lambda *_: flat)
        albedo = dr.lerp(albedo, stone * (1 - 0.62 * joint), rocky)
        gx, gy = gx + 1.7 * jx * rocky, gy + 1.7 * jy * rocky

        canopy = smoothstep(0.35, 0.6, woods + 0.35 * (grain - 0.5))
        leaves, lx, ly = self._canopy(p, b, grain, footprint)
        far = smoothstep(1100, 1500, dr.sqrt(p.x * p.x + p.y * p.y))
        litter = dr.lerp(self.soil * 0.75, self.dry * 0.4, d) * (0.5 + 0.8 * d)
        litter = dr.lerp(litter, self.lush * 0.55, 0.75 * smoothstep(40, 160, dr.sqrt(p.x * p.x + p.y * p.y)))
        albedo = dr.lerp(albedo, dr.lerp(litter, leaves, far), canopy)

        stony = smoothstep(0.53, 0.65, 0.5 * b + 0.5 * c + 0.3 * (self.rock - 0.3)) * (1 - growth) * (1 - rocky)
        stony *= (1 - canopy) * (1 - 0.8 * self.ripples)
        wet, shore = self.wet * 0.6, Float(0)
        if self.is_by_water:
            shore = self.strand(p, b, c, d)
            stony = dr.maximum(stony * (1 - shore), shore * (1 - self.beach) * (1 - rocky * 0.8))
            stony *= 1 - self.mire
        pebbles, px, py = self._pebbles(p, c, footprint, stony > 0.01)
        albedo = dr.lerp(albedo, pebbles, stony)
        gx, gy = gx * (1 - 0.6 * shore) + px * stony, gy * (1 - 0.6 * shore) + py * stony
        if self.is_by_water:
            wrack = dr.exp(-dr.square((p.z - 0.42 + 0.5 * (b - 0.5)) * 30))
            wrack *= smoothstep(0.52, 0.64, 0.1 * c + 0.35 * d + 0.55 * grain)
            strand = dr.lerp(sand, Color3f(0.05, 0.04, 0.022), wrack * 0.6)
            albedo = dr.lerp(albedo, strand, shore * self.beach * (1 - rocky * 0.8))
            wet = dr.maximum(wet, 1 - smoothstep(0.1, 0.3, p.z + 0.15 * (c - 0.5)))
            growth *= 1 - shore
        if self.is_mire:
            mud = smoothstep(0.8, 0.35, p.z + 0.5 * (c - 0.5) + 0.4 * (d - 0.5))
            albedo = dr.lerp(albedo, soil * (0.3 + 0.35 * grain), 0.9 * mud)
            wet, growth = dr.maximum(wet, 0.9 * mud), growth * (1 - mud)
        albedo *= 1 - 0.45 * wet

        shaken = Vector3f(gx, gy, 0) * ((0.06 + 0.1 * growth + 0.26 * rocky) * (1 - canopy * far))
        shaken += sand_bump * ((1 - growth) * (1 - rocky))
        shaken += Vector3f(lx, ly, 0) * (canopy * far)
        pool = smoothstep(0.47, 0.38, 0.65 * c + 0.35 * d) * smoothstep(0.965, 0.985, slope) * self.wet
        film = dr.maximum(pool, 0.3 * wet) * (1 - growth * 0.8) * (1 - canopy)
        coat = Coat(albedo, shaken * (1 - pool), film, Color3f(0))
        coat = self._laid(coat, p, marks, (b, c, d, e, grain), growth * (1 - canopy), slope, footprint)

        snow = self.snow_at(height, slope, a, b, c)
        coat = coat.under(self._snow(p, d, grain, footprint), snow)
        if "glow" in self.has:
            shine = veins(self, p, c, footprint) * (1 - snow)
            coat = Coat(coat.albedo, coat.shake, coat.film, coat.emission + shine)
        return Surface(dr.clip(coat.albedo, 0.015, 0.88), dr.normalize(normal - coat.shake), coat.film, coat.emission)

    def _laid(
        self,
        coat: Coat,
        p: Point3f,
        marks: Color3f,
        noise: tuple[Float, Float, Float, Float, Float],
        growth: Float,
        slope: Float,
        footprint: Float,
    ) -> Coat:
        """Return the ground with what the scene and its kind lay on it."""
        b, c, d, e, grain = noise
        level = smoothstep(0.86, 0.95, slope)
        if "crops" in self.has:
            here = plot(self, p.x, p.y)
            coat = coat.under(tilled(self, here, d, footprint), here.share * level * smoothstep(0.35, 0.2, marks.x))
        if "cracked" in self.has:
            share = smoothstep(0.0, 0.2, self.cracked - 0.9 * b + 0.25) * level * (1 - growth)
            coat = coat.under(plates(self, p, c, d, footprint), share)
        if "bog" in self.has:
            coat = coat.under(
                plain(self.soil * 0.25, film=0.97), pools(self, p, b, c) * smoothstep(0.985, 0.997, slope)
            )
        if "salt" in self.has:
            coat = coat.under(salted(self, p, c, d, e, footprint), smoothstep(0.97, 0.995, slope) * self.salt)
        if "terraced" in self.has:
            coat = coat.under(paddy(self, p, c, d, footprint), level)
        if "ice" in self.has or self.owns == "ice":
            share = marks.y if self.owns == "ice" else Float(0)
            if "ice" in self.has:
                wide = smoothstep(0.0, 0.14, self.ice * 1.2 - 0.15 - 0.5 * b - 0.35 * (1 - level) - 0.2 * c)
                share = dr.maximum(share, wide * (1 - growth))
            coat = coat.under(frozen(self, p, c, d, grain, slope, footprint), share)
        if "lava" in self.has:
            fire, share = molten(self, p, c, d, marks.y if self.owns == "lava" else Float(0), footprint)
            coat = coat.under(fire, share)
        if "paths" in self.has:
            trodden = smoothstep(0.25, 0.75, marks.z + 0.5 * (d - 0.5) + 0.25 * (c - 0.5)) * smoothstep(
                0.03, 0.2, marks.z
            )
            coat = coat.under(self._way(p, c, d, e, grain, footprint), trodden)
        return coat

    def _way(self, p: Point3f, c: Float, d: Float, e: Float, grain: Float, footprint: Float) -> Coat:
        """Return a trodden way: packed earth with hollows, grit and worn stones."""
        earth = dr.lerp(self.soil, self.sand_dark, 0.15 + 0.5 * c) * (0.55 + 0.45 * d + 0.3 * e)
        worn, wx, wy = value2_slope(p.x * 2.7, p.y * 2.7, self.seed ^ 41)
        fine, fx, fy = value2_slope(p.x * 11, p.y * 11, self.seed ^ 42)
        near, finest = kept(footprint, 0.3), kept(footprint, 0.08)
        earth *= 1 + 0.16 * worn * near + 0.1 * fine * finest
        stones = smoothstep(0.52, 0.66, 0.6 * c + 0.4 * d) * 0.85
        grey, sx, sy = self._stones(p, c, footprint)
        stone = dr.lerp(self.rock_dark, self.rock_light, grey) * (0.6 + 0.6 * grey) * (0.85 + 0.3 * grain)
        slopes = Vector3f(0.12 * wx * near + 0.09 * fx * finest, 0.12 * wy * near + 0.09 * fy * finest, 0)
        way = plain(earth, slopes, 0.3 * self.wet * smoothstep(0.52, 0.42, c))
        return way.under(plain(stone, Vector3f(sx, sy, 0) * 0.35), stones * dr.select(grey > 0.42, 1.0, 0.0))

    def _snow(self, p: Point3f, d: Float, grain: Float, footprint: Float) -> Coat:
        """Return wind-packed snow: low drifts across the wind, crusts, crumbs."""
        u, v = p.x * 0.8 + p.y * 0.6, p.y * 0.8 - p.x * 0.6
        drift, dx, dy = value2_slope(u * 0.42, v * 1.3, self.seed ^ 31)
        crust, sx, sy = value2_slope(u * 2.2, v * 6.1, self.seed ^ 32)
        crumbs, tx, ty = value2_slope(p.x * 23, p.y * 23, self.seed ^ 33)
        near, fine, finest = kept(footprint, 0.8), kept(footprint, 0.16), kept(footprint, 0.04)
        slope_u, slope_v = 0.05 * dx * near + 0.035 * sx * fine, 0.09 * dy * near + 0.05 * sy * fine
        shake = Vector3f(0.8 * slope_u - 0.6 * slope_v, 0.6 * slope_u + 0.8 * slope_v, 0)
        shake += Vector3f(tx, ty, 0) * (0.05 * finest)
        tone = (
            0.93 + 0.06 * d + 0.05 * drift * near + 0.03 * crust * fine + 0.02 * crumbs * finest + 0.05 * (grain - 0.5)
        )
        return plain(Color3f(*SNOW) * tone, shake)

    def snow_at(self, height: Float, slope: Float, a: Float, b: Float, c: Float) -> Float:
        """Return how much snow lies: from the peaks down, not on steep rock, ragged."""
        line = 1.08 - 1.25 * self.snow
        level = smoothstep(line - 0.05, line + 0.05, height + 0.22 * (a - 0.5) + 0.3 * (b - 0.5) + 0.1 * (c - 0.5))
        hold = 0.66 - 0.2 * self.snow
        lie = smoothstep(hold - 0.07, hold + 0.07, slope + 0.14 * (b - 0.5) + 0.1 * (c - 0.5))
        return level * lie * smoothstep(0.0, 0.03, self.snow)

    def _sand(self, p: Point3f, b: Float, c: Float, d: Float, e: Float, footprint: Float) -> tuple[Color3f, Vector3f]:
        warp = 0.6 * (c - 0.5) + 0.07 * (d - 0.5)
        phase = (p.y * 0.9 + p.x * 0.35 + warp) * (dr.two_pi / 0.12)
        sin, cos = dr.sincos(phase)
        amount = self.ripples * kept(footprint, 0.06) * smoothstep(0.35, 0.62, 0.6 * c + 0.4 * b)
        tone = 0.45 * c + 0.35 * d + 0.2 * e
        colour = dr.lerp(self.sand_dark, self.sand_light, smoothstep(0.2, 0.8, tone)) * (1 + 0.08 * sin * amount)
        return colour, Vector3f(0.35, 0.9, 0) * (0.09 * cos * amount)

    def _pebbles(self, p: Point3f, c: Float, footprint: Float, active: Bool) -> tuple[Color3f, Float, Float]:
        """Return a bed of stones of three sizes: their colour and the slopes of their backs."""
        grey, gx, gy = dr.if_stmt((p, c, footprint), active, self._stones, lambda *_: (Float(0.35), Float(0), Float(0)))
        colour = dr.lerp(self.rock_dark, self.rock_light, dr.clip(grey + 0.3 * (c - 0.5), 0, 1))
        return colour * (0.65 + 0.5 * grey), gx, gy

    def _stones(self, p: Point3f, c: Float, footprint: Float) -> tuple[Float, Float, Float]:
        tone, gx, gy = Float(0.35), Float(0), Float(0)
        wave = 0.02 * (value2(p.x * 21, p.y * 21, self.seed ^ 24) - 0.5)
        for size, salt in ((0.018, 22), (0.04, 21), (0.095, 23)):
            dx, dy, number = spots2((p.x + wave) * (1 / size), (p.y - wave) * (1 / size), self.seed ^ salt)
            radius, squash, seen = 0.2 + 0.28 * number, 0.65 + 0.7 * number, kept(footprint, size)
            away = dr.sqrt(dx * dx * squash + dy * dy / squash) / radius
            there = smoothstep(1.0, 0.86, away) * seen * smoothstep(0.1, 0.2, number + 0.2 * (c - 0.5))
            shadow = 1 - 0.5 * smoothstep(1.5, 1.0, away) * seen
            tone = dr.lerp(tone * shadow, 0.3 + 0.45 * number, there)
            gx, gy = dr.lerp(gx, dx * (-1.04 / radius), there), dr.lerp(gy, dy * (-1.04 / radius), there)
        return tone, gx, gy

    def _canopy(self, p: Point3f, b: Float, grain: Float, footprint: Float) -> tuple[Color3f, Float, Float]:
        crown, cx, cy = value2_slope(p.x * (1 / 9.0), p.y * (1 / 9.0), self.seed ^ 8)
        group, hx, hy = value2_slope(p.x * (1 / 24.0), p.y * (1 / 24.0), self.seed ^ 9)
        near, far = kept(footprint, 9), kept(footprint, 24)
        kind = self.broad(b)
        turned = smoothstep(1 - self.turning - 0.1, 1 - self.turning + 0.1, 0.5 + 0.35 * crown * near + 0.3 * group)
        colour = dr.lerp(self.needle, dr.lerp(self.leaf, self.turned, turned), kind)
        tone = 0.62 + 0.3 * crown * near + 0.2 * group * far + 0.5 * (grain - 0.5)
        return colour * dr.clip(tone, 0.2, 1.5), cx * 0.5 * near + hx * 0.3 * far, cy * 0.5 * near + hy * 0.3 * far


def unstretched(p: Point3f, normal: Vector3f) -> tuple[Float, Float]:
    """Return two coordinates along a surface; the plane is that of the normal's largest part."""
    ax, ay, az = dr.abs(normal.x), dr.abs(normal.y), dr.abs(normal.z) * 0.75
    u, v = dr.select(ax > ay, p.y, p.x), p.z
    is_flat = az > dr.maximum(ax, ay)
    return dr.select(is_flat, p.x + 0.3 * p.z, u), dr.select(is_flat, p.y + 0.3 * p.z, v)


def scaled_noise(x: Float, y: Float, footprint: Float, seed: UInt32) -> tuple[Float, Float, Float]:
    """Return noise whose finest features are a few pixels wide at any distance, 0 to 1, and its slopes without unit."""
    level = dr.log2(dr.maximum(footprint, 0.002) * 3.0)
    whole = dr.floor(level)
    part = level - whole
    total, gx, gy = Float(0.5), Float(0), Float(0)
    for step, weight in enumerate((1 - part, Float(1), Float(1), part)):
        frequency = dr.exp2(-(whole + step))
        salt = UInt32(Int32(whole) + (step + 64)) * 0x3C6EF372 ^ seed
        n, sx, sy = value2_slope(x * frequency, y * frequency, salt)
        total, gx, gy = total + weight * n * 0.17, gx + weight * sx * 0.33, gy + weight * sy * 0.33
    return dr.clip(total, 0, 1), gx, gy
