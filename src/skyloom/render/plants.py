"""How plants, stones, ice and what else nature makes are shaded: their surface, and the light that leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.render.light import Light, Sky
from skyloom.render.materials import SNOW, Palette, Surface, scaled_noise, unstretched
from skyloom.render.noise import fbm2, fbm3, kept, smoothstep, spots2, value2
from skyloom.world.kinds import GLOW_STEPS, Bark, Material, Skin

if TYPE_CHECKING:
    from skyloom.render.land import Land, Parts

SHELL = 0.045  # share that crystal and ice mirror where one looks straight at them
BENT = 1 / 1.5  # of light that enters crystal
BLACK = (0.035, 0.032, 0.03)  # marks on white bark
MOSS = (0.055, 0.085, 0.018)


def thing_light(
    land: Land,
    number: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    openness: Float,
    footprint: Float,
    lit: Float,
    direction: Vector3f,
    light: Light,
    sky: Sky,
) -> Parts:
    """Return the light that leaves a plant, a stone or a crystal; `number` is its face's."""
    arguments = (number, p, normal, colour, openness, footprint, lit, direction)

    def matt(*arguments: object) -> Parts:
        return grown_light(land, *arguments, light)

    if not land.kinds & {int(Material.CRYSTAL), int(Material.ICE)}:
        return matt(*arguments)

    def clear(*arguments: object) -> Parts:
        return gem_light(land.palette, *arguments, light, sky)

    material = number & 255
    is_clear = (material == int(Material.CRYSTAL)) | (material == int(Material.ICE))
    return dr.if_stmt(arguments, is_clear, clear, matt)


def glow_of(number: UInt32) -> Float:
    """Return the luminance of a natural glow, cd/m², from a face's number."""
    return Float((number >> 8) & 0xFFFF) * (1 / GLOW_STEPS)


def grown_light(
    land: Land,
    number: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    openness: Float,
    footprint: Float,
    lit: Float,
    direction: Vector3f,
    light: Light,
) -> Parts:
    """Return the light that leaves a plant or a stone."""
    material = number & 255
    is_flesh = material == int(Material.FLESH)
    is_leaf = (material == int(Material.LEAF)) | (material == int(Material.GRASS)) | (material == int(Material.PETAL))
    normal = dr.select(is_leaf & (dr.dot(normal, direction) > 0.3), -normal, normal)
    surface = thing_surface(land.palette, number, p, normal, colour, footprint, int(Material.FLESH) in land.kinds)
    # Light comes through leaves and blades from behind, and some always reaches those in shadow.
    lit = dr.maximum(lit, dr.select(material == int(Material.LEAF), 0.15, dr.select(is_leaf, 0.12, 0.0)))
    facing = dr.dot(surface.normal, light.direction)
    soft = is_leaf | is_flesh
    wrapped = dr.select(soft, dr.maximum(facing * 0.75 + 0.25, 0), dr.maximum(facing, 0))
    forward = dr.maximum(dr.dot(direction, light.direction), 0)
    through = dr.select(is_leaf, 0.35 + 0.65 * dr.maximum(-facing, 0) + 1.5 * forward**6, 0)
    through *= dr.select(material == int(Material.LEAF), 1.0, 0.65)
    key = light.key * (lit * light.cloud_shadow(p))
    albedo = surface.albedo
    glow = Color3f(albedo.x * 1.05, albedo.y * 1.15, albedo.z * 0.35) * (through * 0.55 * dr.clip(openness * 1.3, 0, 1))
    half = dr.normalize(light.direction - direction)
    gloss = dr.maximum(dr.dot(half, surface.normal), 0) ** 24 * dr.select(soft, 0.05, 0.02 + 0.3 * surface.gloss)
    up = 0.5 + 0.5 * surface.normal.z
    fill = (light.sky * up + light.ground * (1 - up)) * dr.sqrt(openness)
    radiance = (albedo * (key * wrapped + fill + light.key * (0.04 * openness)) + glow * key + gloss * key) * (
        1 / dr.pi
    )
    return radiance + colour * glow_of(number), surface.normal, albedo, UInt32(material)


def gem_light(
    palette: Palette,
    number: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    openness: Float,
    footprint: Float,
    lit: Float,
    direction: Vector3f,
    light: Light,
    sky: Sky,
) -> Parts:
    """Return the light that leaves crystal or ice: what it mirrors, what shines through, and its own glow."""
    normal = dr.select(dr.dot(normal, direction) > 0, -normal, normal)
    cosine = dr.clip(-dr.dot(direction, normal), 0.03, 1.0)
    share = SHELL + (1 - SHELL) * (1 - cosine) ** 5
    u, v = unstretched(p, normal)
    veil = fbm2(u * 1.7, v * 1.7 + p.z, 3, footprint=footprint * 1.7, seed=palette.seed ^ 31)
    crack = smoothstep(
        0.06, 0.0, dr.abs(fbm2(u * 0.9 + 3, v * 2.3, 2, footprint=footprint * 2, seed=palette.seed ^ 32) - 0.5)
    )
    mirrored = sky.radiance(_upwards(direction + normal * (2 * cosine)))
    root = dr.sqrt(dr.maximum(1 - BENT * BENT * (1 - cosine * cosine), 0))
    inward = direction * BENT - normal * (root - BENT * cosine)
    # the facets behind send the light on in other directions than the front one
    behind = sky.radiance(_upwards(Vector3f(inward.x + 0.5 * (veil - 0.5), inward.y, dr.abs(inward.z) + 0.25)))
    deep = colour * (dr.sqrt(dr.maximum(colour, 1e-4)) * (0.35 + 1.2 * veil))
    key = light.key * light.cloud_shadow(p)
    up = 0.5 + 0.5 * normal.z
    fill = (light.sky * up + light.ground * (1 - up)) * dr.sqrt(openness)
    facing = dr.dot(normal, light.direction)
    scattered = key * (0.28 * dr.maximum(facing * 0.6 + 0.4, 0) * (0.35 + 0.65 * lit)) + fill * 0.7
    forward = dr.maximum(dr.dot(direction, light.direction), 0) ** 5
    inside = deep * ((scattered + key * (0.5 * forward * (0.3 + 0.7 * lit))) * (1 / dr.pi)) + colour * behind * (
        0.34 * openness
    )
    half = dr.normalize(light.direction - direction)
    flash = key * (lit * dr.maximum(dr.dot(half, normal), 0) ** 90 * 0.55)
    pale = Color3f(0.5) * (crack * 0.16) * (scattered * (1 / dr.pi))
    radiance = inside * (1 - share) + mirrored * (share * dr.sqrt(openness)) + flash + pale
    shine = (
        colour
        * dr.sqrt(dr.maximum(colour, 1e-4))
        * (glow_of(number) * (0.1 + 0.45 * veil + 0.6 * cosine * cosine * veil + 0.8 * crack))
    )
    return radiance + shine, normal, deep, number & 255


def _upwards(direction: Vector3f) -> Vector3f:
    """Return a direction that meets the sky."""
    up = dr.normalize(direction)
    return dr.normalize(Vector3f(up.x, up.y, dr.maximum(up.z, 0.02)))


def thing_surface(
    palette: Palette,
    number: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    has_flesh: bool,
) -> Surface:
    """Return the surface of a plant or a stone whose own colour is `colour`."""
    material = number & 255
    is_rough = (material != int(Material.GRASS)) & (material != int(Material.PETAL))

    def rough(
        number: UInt32, p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
    ) -> tuple[Color3f, Vector3f, Float]:
        return _rough(palette, number, p, normal, colour, footprint, has_flesh)

    def plain(
        _number: UInt32, _p: Point3f, normal: Vector3f, colour: Color3f, _footprint: Float
    ) -> tuple[Color3f, Vector3f, Float]:
        return Color3f(colour), Vector3f(normal), Float(0.5)

    arguments = (number, p, normal, colour, footprint)
    albedo, normal, coarse = dr.if_stmt(arguments, is_rough, rough, plain)
    is_leaf, is_stone = material == int(Material.LEAF), material == int(Material.STONE)
    is_bark = material == int(Material.BARK)
    white = smoothstep(0.35, 0.75, normal.z + 0.5 * (coarse - 0.5) + 0.9 * (palette.snow - 0.75))
    white *= smoothstep(0.55, 0.9, palette.snow)
    white *= dr.select(is_leaf, 0.8, dr.select(is_stone, 1.0, dr.select(is_bark, 0.9, 0.3)))
    wet = palette.wet * 0.6
    if palette.is_by_water:
        wet = dr.maximum(wet, 1 - smoothstep(0.08, 0.22, p.z))
    albedo *= 1 - dr.select(is_stone | is_bark, 0.5, 0.15) * wet
    albedo = dr.lerp(albedo, Color3f(*SNOW), white)
    return Surface(dr.clip(albedo, 0.008, 0.88), normal, wet * (1 - white))


def _rough(
    palette: Palette,
    number: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    has_flesh: bool,
) -> tuple[Color3f, Vector3f, Float]:
    """Return albedo and normal of stone, bark, leaves or flesh, and the coarse noise of each."""
    arguments = (number, p, normal, colour, footprint)

    def leaf(
        _number: UInt32, p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
    ) -> tuple[Color3f, Vector3f, Float]:
        x, y = p.x + 0.57 * p.z, p.y - 0.77 * p.z
        clump, tilt_x, tilt_y = scaled_noise(x, y, dr.clip(footprint * 1.6, 0.012, 0.5), palette.seed ^ 15)
        tilt = Vector3f(tilt_x, tilt_y, 0.6 * (clump - 0.5))
        return colour * (0.2 + 1.6 * clump), dr.normalize(normal + 0.8 * tilt), clump

    def solid(
        number: UInt32, p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
    ) -> tuple[Color3f, Vector3f, Float]:
        return _solid(palette, number, p, normal, colour, footprint, has_flesh)

    return dr.if_stmt(arguments, (number & 255) == int(Material.LEAF), leaf, solid)


def _solid(
    palette: Palette,
    number: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    has_flesh: bool,
) -> tuple[Color3f, Vector3f, Float]:
    """Return albedo and normal of stone, bark or flesh, and their coarse noise, which has no grain of its own."""
    coarse = 0.5 + (fbm3(p.x * 3.1, p.y * 3.1, p.z * 2.3, 2, seed=palette.seed ^ 12) - 0.5) * kept(footprint, 0.5)
    u, v = unstretched(p, normal)
    fine = 0.5 + (value2(u * 31, v * 31, palette.seed ^ 13) - 0.5) * kept(footprint, 0.03)
    material = number & 255
    stone = colour * (0.45 + 0.8 * coarse + 0.35 * fine)
    moss = smoothstep(0.55, 0.85, normal.z + 0.8 * (coarse - 0.5)) * smoothstep(0.15, 0.6, palette.grass) * 0.7
    moss *= smoothstep(1.0, 1.6, p.z) if palette.is_by_water else Float(1)
    moss *= palette.daylight * smoothstep(0.3, 0.1, palette.lava)
    stone = dr.lerp(stone, palette.lush * (0.5 + coarse), moss)
    bark = _bark(palette, number >> 24, p, normal, colour, footprint, coarse, fine)
    albedo = dr.select(material == int(Material.STONE), stone, bark)
    if not has_flesh:
        return albedo, Vector3f(normal), coarse

    def flesh(number: UInt32, p: Point3f, normal: Vector3f, colour: Color3f, coarse: Float, _: Color3f) -> Color3f:
        return _skin(palette, number >> 24, p, normal, colour, footprint, coarse)

    def other(_n: UInt32, _p: Point3f, _normal: Vector3f, _c: Color3f, _coarse: Float, albedo: Color3f) -> Color3f:
        return Color3f(albedo)

    arguments = (number, p, normal, colour, coarse, albedo)
    albedo = dr.if_stmt(arguments, material == int(Material.FLESH), flesh, other)
    return albedo, Vector3f(normal), coarse


def _bark(
    palette: Palette,
    kind: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    coarse: Float,
    fine: Float,
) -> Color3f:
    """Return the colour of bark: furrowed, smooth, banded, ringed, mossy, or white with black marks."""
    around = dr.atan2(normal.y, normal.x)
    is_birch, is_banded = kind == int(Bark.BIRCH), kind == int(Bark.BANDED)
    is_smooth = kind == int(Bark.SMOOTH)
    # the same noise is stretched upwards for furrows, and around the stem for bands
    lying = is_birch | is_banded
    u = dr.select(lying, around * 1.1 + p.x, around * 5)
    v = dr.select(lying, p.z * dr.select(is_birch, 17.0, 32.0), p.z * 1.3 + 2 * coarse)
    furrow = value2(u, v, palette.seed ^ 41)
    fade = kept(footprint, 0.09)
    rough = colour * (0.4 + 0.7 * furrow + 0.4 * fine)
    even = colour * (0.62 + 0.5 * coarse + 0.25 * fine)
    banded = colour * (0.75 + 0.5 * coarse - 0.4 * (smoothstep(0.5, 0.8, furrow) * fade))
    scar = smoothstep(0.66, 0.74, coarse + 0.1 * fine) + smoothstep(0.9, 0.1, p.z) * smoothstep(0.4, 0.6, coarse)
    marks = dr.maximum(smoothstep(0.66, 0.78, furrow) * fade, dr.minimum(scar, 1))
    birch = dr.lerp(colour * (0.8 + 0.3 * coarse), Color3f(*BLACK), 0.9 * marks)
    ring = dr.sin(p.z * (dr.two_pi / 0.13) + 3 * coarse)
    ringed = colour * (0.75 + 0.3 * coarse + 0.25 * ring * kept(footprint, 0.13))
    cover = smoothstep(0.35, 0.65, coarse + 0.35 * normal.z + 0.22 * dr.exp(-dr.maximum(p.z, 0) * 0.25))
    mossy = dr.lerp(rough, Color3f(*MOSS) * (0.5 + coarse), cover * 0.85)
    bark = dr.select(is_smooth, even, dr.select(is_birch, birch, dr.select(is_banded, banded, rough)))
    return dr.select(kind == int(Bark.MOSSY), mossy, dr.select(kind == int(Bark.RINGED), ringed, bark))


def _skin(
    palette: Palette, kind: UInt32, p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float, coarse: Float
) -> Color3f:
    """Return the colour of mushrooms, cacti and corals: plain, spotted, pitted or a maze."""
    u, v = unstretched(p, normal)
    is_maze, is_pitted = kind == int(Skin.MAZE), kind == int(Skin.PITTED)
    cell = dr.select(kind == int(Skin.SPOTTED), 0.42, 0.045)
    dx, dy, chance = spots2(u / cell, v / cell, palette.seed ^ 51)
    seen = kept(footprint, cell)
    away = dr.sqrt(dx * dx + dy * dy) / (0.16 + 0.24 * chance)
    spot = smoothstep(1.0, 0.8, away) * seen
    base = colour * (0.78 + 0.44 * coarse)
    spotted = dr.lerp(
        base, Color3f(0.62, 0.58, 0.5) * 0.7 + colour * 0.5, spot * smoothstep(-0.1, 0.25, normal.z) * 0.85
    )
    pitted = base * (1 - 0.55 * spot)
    warp = fbm2(u * 3.2, v * 3.2, 2, footprint=footprint * 3.2, seed=palette.seed ^ 52)
    groove = dr.sin((u + v * 0.6) * 30 + warp * 34)
    maze = colour * (1 + 0.5 * groove * kept(footprint, 0.12))
    speckled = (kind == int(Skin.SPOTTED)) | (kind == int(Skin.SPECKLED))
    return dr.select(is_maze, maze, dr.select(is_pitted, pitted, dr.select(speckled, spotted, base)))
