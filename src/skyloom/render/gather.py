"""The light indoors: gathered from sky, sun, lamps and lit walls in a small panorama, in a few bounces.

Each bounce asks a few rays a texel; what they meet is lit by the panorama of the bounce before. A 4 x 4 pattern of
well spread directions and a blur along surfaces make that smooth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import drjit as dr
import mitsuba as mi
from mitsuba import Bool, Color3f, Float, Int32, Point3f, Ray3f, UInt32, Vector3f

from skyloom.render.camera import Camera
from skyloom.render.film import LUMINANCE
from skyloom.render.light import Light, Sky
from skyloom.render.noise import cell_bits, hash_bits, smoothstep, to_unit
from skyloom.render.softlight import Grid, Softlight, lamplight, smoothed
from skyloom.world.kinds import Material

if TYPE_CHECKING:
    from skyloom.render.land import Land

BOUNCES = (8, 6)  # rays a texel of the coarse bounces
RAYS = 4  # of the last one
COARSE = 384  # texels around the coarse panoramas
STEPS = (1, 3, 5, 11, 2)  # between the taps of the blurs; the last takes out the weave that the others leave
CURVED = 1.0  # weight of the normal: more leaves sparks on ribs and mouldings
GLOWING = 300.0  # cd/m² at most that glowing things send by rays; what is brighter has a lamp in it
LAVA = (330.0, 55.0, 4.0)  # cd/m², as it lights what is near
GLOOM = 0.55  # how much the contrast of light through stained glass is raised, as a printer does
ROOFS = 0.3  # share of the ground's light that comes from below a nave's windows, where other roofs lie
SPARK = 14.0  # times the mean: brighter samples are cut, for they never get smooth
R2 = (0.7548776662, 0.5698402910)  # Roberts' sequence


@dataclass(frozen=True)
class Texels:
    """What each texel of a small panorama sees."""

    width: int
    column: UInt32
    row: UInt32
    p: Point3f  # just above the surface
    normal: Vector3f  # towards the eye
    distance: Float  # metres; infinity for the sky
    indoors: Bool


def indoor_light(land: Land, light: Light, sky: Sky, width: int) -> Softlight:
    """Return the light on all that the eye sees indoors, but for the sun's own rays."""
    grid = Grid(land.lamps, float(land.eye.z.numpy()[0]) - 4.0) if len(land.lamps.radius) else None
    land.indoors.key = sum(w * float(c[0]) for w, c in zip(LUMINANCE, light.key, strict=True))
    before: Softlight | None = None
    coarse = _texels(land, min(width, COARSE))
    for number, rays in enumerate(BOUNCES):
        before = _bounce(land, grid, light, sky, coarse, before, rays, number)
    fine = coarse if width <= COARSE else _texels(land, width)
    found = _bounce(land, grid, light, sky, fine, before, RAYS, len(BOUNCES))
    return found if land.indoors.panes is None else found.deepened(GLOOM)


def _texels(land: Land, width: int) -> Texels:
    place, columns = dr.arange(UInt32, width * (width // 2)), dr.opaque(UInt32, width)
    row = place // columns
    column = place - row * columns
    direction = Camera(width).direction(Float(column) + 0.5, Float(row) + 0.5)
    origin = Point3f(land.eye)
    hit = land.trace(origin, direction)
    solid = hit.valid & ~hit.is_water
    normal, _, _, _ = land.attributes(hit.face, hit.weights, solid)
    normal = dr.select(dr.dot(normal, direction) > 0, -normal, normal)
    reach = dr.select(solid, hit.distance, 0)
    at = origin + direction * reach
    indoors = solid & land.indoors.holds(at)
    distance = dr.select(solid, hit.distance, dr.inf)
    p, normal = at + normal * (0.004 + 0.001 * reach), dr.select(solid, normal, Vector3f(0, 0, 1))
    dr.eval(column, row, p, normal, distance, indoors)
    return Texels(width, column, row, p, normal, distance, indoors)


def _bounce(
    land: Land,
    grid: Grid | None,
    light: Light,
    sky: Sky,
    texels: Texels,
    before: Softlight | None,
    rays: int,
    number: int,
) -> Softlight:
    found = Color3f(0)
    for ray in range(rays):
        # opaque numbers, so that all rays and bounces run one kernel
        which = [dr.opaque(UInt32, n) for n in (ray, rays, number + 9)]
        one = _sample(land, light, sky, texels, before, *which)
        dr.eval(one)
        bright = LUMINANCE[0] * one.x + LUMINANCE[1] * one.y + LUMINANCE[2] * one.z
        usual = float(dr.sum(bright)[0]) / max(float(dr.sum(dr.select(texels.indoors, Float(1), Float(0)))[0]), 1.0)
        most = dr.opaque(Float, SPARK * usual + 1e-9)
        found += one * dr.minimum(1, most / dr.maximum(bright, 1e-9))
    found *= dr.pi / rays
    dr.eval(found)
    gathered = Softlight(texels.width, found, texels.distance, texels.normal)
    for step in STEPS if texels.width > COARSE // 2 else STEPS[:2]:
        gathered = gathered.blurred(step, power=CURVED)
    if grid is None:
        return gathered
    lamps = lamplight(land, grid, texels.p, texels.normal, texels.indoors, texels.column, texels.row)
    dr.eval(lamps)
    shone = smoothed(Softlight(texels.width, lamps, texels.distance, texels.normal))
    return gathered.plus(shone)


def _sample(
    land: Land,
    light: Light,
    sky: Sky,
    texels: Texels,
    before: Softlight | None,
    ray: UInt32,
    rays: UInt32,
    number: UInt32,
) -> Color3f:
    """Return what one ray of each texel brings, cd/m²; the rays of a texel are spread by the cosine."""
    here = (texels.column & 3) | ((texels.row & 3) << 2)
    index = Float(Int32(here * rays + ray))
    bits = hash_bits(cell_bits(texels.column >> 2, texels.row >> 2, number))
    across, turn = index * R2[0] + to_unit(bits), index * R2[1] + to_unit(hash_bits(bits ^ 0x5BD1E995))
    across, turn = across - dr.floor(across), turn - dr.floor(turn)
    sin, cos = dr.sincos(turn * dr.two_pi)
    r = dr.sqrt(across)
    towards = mi.Frame3f(texels.normal).to_world(Vector3f(r * cos, r * sin, dr.sqrt(dr.maximum(1 - across, 1e-4))))
    start = texels.p
    hit = land.scene.ray_intersect_preliminary(Ray3f(start, towards), coherent=False, active=texels.indoors)
    met = hit.is_valid() & texels.indoors
    normal, colour, _, face = land.attributes(hit.prim_index, hit.prim_uv, met)
    normal = dr.select(dr.dot(normal, towards) > 0, -normal, normal)
    q = start + towards * dr.select(met, hit.t, 0)
    within = met & land.indoors.holds(q)
    facing = dr.dot(normal, light.direction)
    above = q + normal * 0.01
    shone = within & (facing > 0)
    shone &= ~land.scene.ray_test(Ray3f(above, light.direction), coherent=False, active=shone)
    lux = dr.select(shone, light.key * (facing * light.cloud_shadow(q)), 0) * land.indoors.passed(
        above, light.direction
    )
    if before is not None:
        way = q - Point3f(land.eye)
        far = dr.maximum(dr.norm(way), 1e-3)
        lux += before.irradiance(way / far, far, normal)
    material = face & 255
    glow = colour * dr.minimum(Float(face >> 8), GLOWING)
    wall = dr.select(material == int(Material.GLOW), glow, colour * lux * (1 / dr.pi))
    wall = dr.select(material == int(Material.LAVA), Color3f(*LAVA), wall)
    # what is outside is seen from afar: as bright as any ground, or the sky
    outside = dr.select(met, light.ground * (1 / dr.pi), sky.radiance(towards)) * land.indoors.spread(start, towards)
    if land.indoors.panes is not None:
        outside *= dr.lerp(Float(ROOFS), Float(1), smoothstep(-0.12, 0.3, towards.z))
    return dr.select(texels.indoors, dr.select(within, wall, outside), 0)
