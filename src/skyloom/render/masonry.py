"""Plaster, stone, brick, timber, tiles, thatch, cloth, marble, earth and old windows.

Patterns run in wall coordinates, metres, and fade to their mean where a pixel covers a whole cell.
"""

from __future__ import annotations

from typing import Any

import drjit as dr
from mitsuba import Bool, Color3f, Float, Int32, Point2f, Point3f, UInt32, Vector3f

from skyloom.render.finish import Evening, Finish
from skyloom.render.noise import cell_bits, fbm2, hash_unit, kept, smoothstep, value2, value3
from skyloom.world.kinds import Material

JOINT = Color3f(0.26, 0.24, 0.21)
MOSS = Color3f(0.055, 0.075, 0.02)
IVY = Color3f(0.072, 0.125, 0.026)
WEATHERED = 0.4  # of its light that overgrown stone loses to lichen and rain
LIT_GLASS = 26.0  # cd/m² of a window that is lit, before its own luck
PLANK, GAP = 0.21, 0.012  # metres
KEPT = 1  # the tag's bit of walls and floors indoors: no rain has been there, and marble is polished
COBBLES = 2  # the tag's bit of masonry that is a street of small stones
POLISHED = 0.045  # share that such marble mirrors

Parts = tuple[Color3f, Vector3f, Color3f, Float, Color3f]


def masonry(
    material: UInt32,
    tag: UInt32,
    at: Point2f,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    _direction: Vector3f,
    evening: Evening,
) -> Finish:
    """Return the finish of a surface of these materials."""
    is_laid = (
        (material == int(Material.MASONRY)) | (material == int(Material.BRICK)) | (material == int(Material.TILES))
    )
    is_grained = (
        (material == int(Material.TIMBER)) | (material == int(Material.THATCH)) | (material == int(Material.CLOTH))
    )
    is_window = material == int(Material.WINDOW)
    # the branches get all that they use as arguments: what they saw of the outside would break the compiled kernel
    hour = (evening.lights * evening.darkness, evening.wet, evening.age, evening.overgrown, evening.mossy)
    arguments = (is_laid, is_grained, material, tag, at, p, normal, colour, footprint, *hour)
    return Finish(*dr.if_stmt(arguments, is_window, _pane, _wall))


def _pane(_laid: Bool, _grained: Bool, *arguments: Any) -> Parts:
    return _window(*arguments[:8])


def _wall(is_laid: Bool, is_grained: Bool, *arguments: Any) -> Parts:
    return dr.if_stmt((is_grained, *arguments), is_laid, _rows, _other)


def _rows(_grained: Bool, *arguments: Any) -> Parts:
    return _weathered(_laid(*arguments[:7]), *arguments)


def _other(is_grained: Bool, *arguments: Any) -> Parts:
    return dr.if_stmt(arguments, is_grained, _strands, _lumps)


def _strands(*arguments: Any) -> Parts:
    return _grained(*arguments[:7])


def _lumps(*arguments: Any) -> Parts:
    return _weathered(_rough(*arguments[:7]), *arguments)


def _none(footprint: Float) -> Float:
    """Return 0 as no constant: a constant that leaves nested branches breaks the compiled kernel (Dr.Jit 1.5)."""
    return dr.minimum(footprint * footprint, 0)


def axes(normal: Vector3f) -> tuple[Vector3f, Vector3f]:
    """Return the directions along a wall and up it; along x and y on level faces."""
    flat = dr.abs(normal.z) > 0.95
    right = dr.select(flat, Vector3f(1, 0, 0), Vector3f(-normal.y, normal.x, 0))
    right = dr.normalize(right)
    return right, dr.cross(normal, right)


def _laid(
    material: UInt32, tag: UInt32, at: Point2f, _p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
) -> tuple[Color3f, Vector3f]:
    """Return albedo and normal of stones, bricks or tiles laid in rows."""
    is_stone, is_tile = material == int(Material.MASONRY), material == int(Material.TILES)
    is_cobble = is_stone & ((tag & COBBLES) == COBBLES)
    wide = dr.select(is_cobble, 0.17, dr.select(is_stone, 0.52, dr.select(is_tile, 0.2, 0.225)))
    high = dr.select(is_cobble, 0.12, dr.select(is_stone, 0.29, dr.select(is_tile, 0.26, 0.075)))
    joint = dr.select(is_stone, 0.022, dr.select(is_tile, 0.010, 0.011))
    warp = dr.select(is_stone, 0.045, dr.select(is_tile, 0.012, 0.0)) * (value2(at.x * 1.7, at.y * 1.7, 11) - 0.5)
    v = (at.y + warp) / high
    row = Int32(dr.floor(v))
    shift = dr.select(is_stone, hash_unit(cell_bits(row, Int32(3))) * 7, Float(row & 1) * 0.5)
    u = (at.x + warp) / wide + shift
    column = Int32(dr.floor(u))
    jitter = dr.select(is_stone, 0.5, dr.select(is_tile, 0.12, 0.02))
    left = (hash_unit(cell_bits(column, row, seed=5)) - 0.5) * jitter
    column = dr.select(u - Float(column) < left, column - 1, column)
    left = (hash_unit(cell_bits(column, row, seed=5)) - 0.5) * jitter
    right = 1 + (hash_unit(cell_bits(column + 1, row, seed=5)) - 0.5) * jitter
    across, up = u - Float(column), v - Float(row)
    from_side = dr.minimum(across - left, right - across) * wide
    from_bed = dr.minimum(up, 1 - up) * high
    edge = dr.minimum(from_side, from_bed)
    coarse = kept(footprint, 0.9 * high)
    seam = (1 - smoothstep(joint * 0.3, joint, edge)) * kept(footprint, 5 * joint)
    luck, hue = hash_unit(cell_bits(column, row, seed=21)), hash_unit(cell_bits(column, row, seed=37))
    shade = 1 + coarse * (luck - 0.5) * dr.select(is_stone, 0.5, dr.select(is_tile, 0.55, 0.5))
    warm = coarse * (hue - 0.5) * 0.22
    grain = fbm2(at.x * 9, at.y * 9, 4, footprint=footprint * 9, seed=7)
    broad = fbm2(at.x * 0.7, at.y * 0.7, 3, footprint=footprint, seed=9)
    albedo = Color3f(colour.x * (1 + warm), colour.y, colour.z * (1 - warm))
    albedo *= shade * (0.72 + 0.56 * grain) * (0.8 + 0.4 * broad)
    # the upper edge of a tile lies in the shadow of the row above
    under = dr.select(is_tile, (1 - 0.55 * smoothstep(0.72, 0.98, up)) * kept(footprint, 0.2), 0)
    albedo *= dr.select(is_tile, dr.lerp(0.82, under, kept(footprint, 0.2)), 1)
    mortar = dr.select(is_tile, colour * 0.25, dr.lerp(colour * 0.7, JOINT, 0.6))
    albedo = dr.lerp(albedo, mortar, seam)
    along, upward = axes(normal)
    middle = (left + right) * 0.5
    round_x = (across - middle) / dr.maximum(right - left, 0.3) * 2
    round_y = up * 2 - 1
    power_x = dr.select(is_tile, round_x, round_x * round_x * round_x * round_x * round_x)
    power_y = dr.select(is_tile, round_y, round_y * round_y * round_y * round_y * round_y)
    power_x, power_y = (dr.select(is_cobble, r * 0.8, q) for r, q in ((round_x, power_x), (round_y, power_y)))
    strength = coarse * dr.select(is_tile, 0.45, 0.55)
    rough = (value2(at.x * 23, at.y * 23, 3) - 0.5) * dr.select(is_stone, 0.55, 0.25) * kept(footprint, 0.045)
    tilt = (luck - 0.5) * 0.12 * coarse
    bent = normal + along * (power_x * strength + rough + tilt) + upward * (power_y * strength * 0.7 + rough * 0.7)
    bent -= upward * dr.select(is_tile, 0.25 * coarse, 0)
    return albedo, dr.normalize(bent)


def _rough(
    material: UInt32, tag: UInt32, at: Point2f, p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
) -> tuple[Color3f, Vector3f]:
    """Return albedo and normal of plaster, packed earth or marble."""
    is_marble, is_earth = material == int(Material.MARBLE), material == int(Material.EARTH)
    x, y, z = p.x + 0.37 * p.z, p.y + 0.71 * p.z, p.z
    broad = fbm2(x * 0.55 + y * 0.4, z * 0.5 + y * 0.3, 4, footprint=footprint * 0.6, seed=3)
    fine = fbm2((x + y) * 7, (z + y) * 7, 3, footprint=footprint * 7, seed=5)
    streak = value2(at.x * 4.5, at.y * 0.35, 13) * kept(footprint, 0.25) * (1 - dr.abs(normal.z))
    worn = dr.select((tag & KEPT) == KEPT, 0.12, 1.0)
    albedo = colour * (1 + worn * (0.4 * broad + 0.16 * fine - 0.26))
    albedo *= 1 - 0.22 * worn * smoothstep(0.6, 0.95, streak)
    patch = smoothstep(0.70, 0.74, broad + 0.12 * (fine - 0.5)) * dr.select(is_marble | (worn < 0.5), 0, 1)
    albedo = dr.lerp(albedo, albedo * dr.select(is_earth, Color3f(0.72), Color3f(0.66, 0.58, 0.5)), patch * 0.8)
    vein = dr.abs(fbm2((x + y) * 1.3, z * 1.3 + x, 4, footprint=footprint * 1.3, seed=17) - 0.47)
    albedo = dr.select(is_marble, colour * (0.86 + 0.2 * fine) * (0.72 + 0.28 * smoothstep(0.0, 0.03, vein)), albedo)
    along, up = axes(normal)
    bump = dr.select(is_marble, 0.06, dr.select(is_earth, 0.5, 0.26)) * kept(footprint, 0.07)
    lump = dr.select(is_marble, 0.0, dr.select(is_earth, 0.35, 0.12 * worn)) * kept(footprint, 0.5)
    ax, ay = value3(x * 16, y * 16, z * 16, 3) - 0.5, value3(x * 16, y * 16, z * 16, 4) - 0.5
    bx, by = value3(x * 2.2, y * 2.2, z * 2.2, 5) - 0.5, value3(x * 2.2, y * 2.2, z * 2.2, 6) - 0.5
    return albedo, dr.normalize(normal + along * (ax * bump + bx * lump) + up * (ay * bump + by * lump))


def _weathered(
    surface: tuple[Color3f, Vector3f],
    material: UInt32,
    tag: UInt32,
    _at: Point2f,
    p: Point3f,
    normal: Vector3f,
    _colour: Color3f,
    footprint: Float,
    _lights: Float,
    wet: Float,
    age: Float,
    overgrown: Float,
    mossy: Float,
) -> Parts:
    """Return a surface with moss on what looks up, ivy on what is overgrown, dirt on what is old, rain on all."""
    albedo, bent = surface
    broad = fbm2(p.x * 0.9 + p.z * 0.6, p.y * 0.9 + p.z * 0.5, 4, footprint=footprint * 0.9, seed=23)
    flat = smoothstep(0.25, 0.9, normal.z)
    clean = dr.select((tag & KEPT) == KEPT, 1.0, 0.0)
    polish = dr.select(material == int(Material.MARBLE), clean, 0.0)
    wild = 1 - clean * (1 - overgrown)
    moss = smoothstep(0.56, 0.72, broad + 0.14 * overgrown + 0.05 * age) * (0.12 + 0.55 * flat) * wild
    albedo = dr.lerp(albedo, MOSS, moss * mossy * dr.select(material == int(Material.MARBLE), 0.4, 0.75))
    dirt = smoothstep(0.45, 0.8, fbm2(p.x + p.y, p.z * 0.4 + p.x * 0.2, 3, footprint=footprint, seed=29))
    albedo *= 1 - dirt * (0.10 + 0.45 * age) * (1 - 0.8 * clean * (1 - age))
    bent = dr.normalize(dr.lerp(bent, normal, 0.97 * polish))

    def covered(
        albedo: Color3f, bent: Vector3f, broad: Float, normal: Vector3f, p: Point3f, footprint: Float, overgrown: Float
    ) -> tuple[object, ...]:
        x, y, z = p.x * 9, p.y * 9, p.z * 9
        leaf = value3(x, y, z, 31)
        share = smoothstep(0.67, 0.59, broad + 0.32 * (1 - overgrown) + 0.16 * (leaf - 0.5))
        near = kept(footprint, 0.15)
        green = IVY * (0.5 + 1.0 * leaf) * (0.8 + 0.6 * value3(x * 0.15, y * 0.15, z * 0.15, 33))
        along, up = axes(normal)
        turned = normal + (along * (leaf - 0.5) + up * (value3(x, y, z, 35) - 0.3)) * (1.6 * near)
        albedo = albedo * (1 - WEATHERED * overgrown * (0.5 + broad))
        return dr.lerp(albedo, green, share), dr.normalize(dr.lerp(bent, turned, share))

    albedo, bent = dr.if_stmt(
        (albedo, bent, broad, normal, p, footprint, overgrown),
        overgrown > 0.02,
        covered,
        lambda albedo, bent, *_: (albedo, bent),
    )
    wet = wet * 0.4
    none = _none(footprint)
    return albedo * (1 - wet), bent, Color3f(none), wet * flat * 0.06 + POLISHED * polish + none, Color3f(1 + none)


def _grained(
    material: UInt32, tag: UInt32, at: Point2f, _p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
) -> Parts:
    """Return the finish of boards, straw or woven cloth."""
    is_straw, is_cloth = material == int(Material.THATCH), material == int(Material.CLOTH)
    lies = (tag & 1) == 1  # boards that lie
    u, v = dr.select(lies, at.y, at.x), dr.select(lies, at.x, at.y)
    board = u * (1 / PLANK)
    number = Int32(dr.floor(board))
    inside = (board - Float(number)) * PLANK
    luck = hash_unit(cell_bits(number, Int32(dr.floor(v * 0.28 + hash_unit(cell_bits(number, Int32(7))))), seed=3))
    seam = (1 - smoothstep(GAP * 0.4, GAP, dr.minimum(inside, PLANK - inside))) * kept(footprint, 0.06)
    ring = fbm2(
        u * 34 + 3 * value2(u * 3, v * 0.8, 41) + luck * 9, v * 1.6 + luck * 5, 3, footprint=footprint * 20, seed=43
    )
    broad = fbm2(u * 1.1 + luck, v * 0.5, 3, footprint=footprint, seed=45)
    wood = colour * (0.62 + 0.76 * ring) * (0.78 + 0.44 * broad) * (1 + (luck - 0.5) * 0.5 * kept(footprint, 0.2))
    grey = dr.dot(colour, Color3f(0.33))
    wood = dr.lerp(wood, Color3f(grey) * (0.6 + 0.8 * ring), smoothstep(0.45, 0.75, broad) * 0.4) * (1 - 0.75 * seam)
    strand = fbm2(u * 55, v * 3.5, 3, footprint=footprint * 30, seed=47)
    layer = v * 2.2 + 0.4 * value2(u * 1.4, v, 49)
    layer -= dr.floor(layer)
    straw = colour * (0.45 + 1.0 * strand) * (0.75 + 0.5 * fbm2(u * 0.8, v * 0.8, 3, footprint=footprint, seed=51))
    straw *= dr.lerp(0.88, 0.68 + 0.4 * smoothstep(0.0, 0.5, layer), kept(footprint, 0.25))
    fold = value2(u * 2.6, v * 0.4, 53) - 0.5
    weave = 1 + 0.12 * (value2(u * 160, v * 160, 55) - 0.5) * kept(footprint, 0.006)
    cloth = colour * weave * (0.92 + 0.3 * fold)
    albedo = dr.select(is_straw, straw, dr.select(is_cloth, cloth, wood))
    along, up = axes(normal)
    side, lift = dr.select(lies, up, along), dr.select(lies, along, up)
    rounded = inside * (2 / PLANK) - 1
    rounded = rounded * rounded * rounded
    bump = dr.select(is_straw, (strand - 0.5) * 1.2, (ring - 0.5) * 0.35) * kept(footprint, 0.04)
    edge = dr.select(is_straw, 0.0, rounded * rounded * rounded * 0.5 * kept(footprint, 0.1))
    shift = dr.select(is_cloth, fold * 0.7, bump + edge)
    bent = normal + side * shift + lift * dr.select(is_straw, (0.5 - layer) * 0.3 * kept(footprint, 0.25), 0)
    none = _none(footprint)
    return albedo, dr.normalize(bent), Color3f(none), none, Color3f(1 + none)


def _window(
    _material: UInt32,
    tag: UInt32,
    at: Point2f,
    _p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    lights: Float,
) -> Parts:
    """Return the finish of panes in a frame; the tag says how large they are and when they are lit."""
    luck = Float(Int32(tag & 0xFFF)) * (1 / 4096.0)
    wide, high = (Float(Int32((tag >> shift) & 15) + 1) * 0.05 for shift in (12, 16))
    glass = (tag >> 20) & 3
    is_leaded, is_stained, is_paper = glass == 1, glass == 2, glass == 3
    u, v = at.x / wide, at.y / high
    u, v = dr.select(is_leaded, u + v, u), dr.select(is_leaded, u - v + 64, v)
    i, j = Int32(dr.floor(u)), Int32(dr.floor(v))
    x, y = u - Float(i), v - Float(j)
    bar = dr.select(is_leaded, 0.008, dr.select(is_stained, 0.012, 0.016))
    gap = dr.minimum(dr.minimum(x, 1 - x) * wide, dr.minimum(y, 1 - y) * high)
    crisp = kept(footprint, 4 * bar)
    cover = dr.lerp(2 * bar * (1 / wide + 1 / high), 1 - smoothstep(bar * 0.7, bar * 1.1, gap), crisp)
    cover = dr.minimum(cover, 1)
    pane = hash_unit(cell_bits(i, j, seed=61))
    shade = 1 + (pane - 0.5) * 0.5 * kept(footprint, 0.5 * wide)
    lit = smoothstep(0.0, 0.08, lights * 1.15 - luck)
    stain = Color3f(
        0.15 + 1.1 * smoothstep(0.3, 0.7, hash_unit(cell_bits(i, j, seed=63))),
        0.12 + 0.5 * smoothstep(0.4, 0.8, hash_unit(cell_bits(i, j, seed=65))),
        0.10 + 1.0 * smoothstep(0.35, 0.7, hash_unit(cell_bits(i, j, seed=67))),
    )
    stain = dr.lerp(Color3f(0.55, 0.35, 0.42), stain, kept(footprint, wide))
    other = hash_unit(UInt32(tag) * UInt32(747796405))
    warm = dr.lerp(Color3f(1.0, 0.42, 0.11), Color3f(1.0, 0.56, 0.24), other)
    hang = 0.55 + 0.6 * value2(at.x * 3.0 + luck * 50, at.y * 0.8, 69)  # curtains and what stands in the room
    glow = warm * dr.select(is_stained, stain, Color3f(1)) * (lit * LIT_GLASS * (0.45 + 0.9 * other) * hang * shade)
    glow *= dr.select(is_paper, 0.6, 1.0)
    room = Color3f(0.02, 0.019, 0.017) * (0.5 + hang) + Color3f(0.22, 0.2, 0.17) * smoothstep(0.62, 0.8, other * hang)
    inside = dr.select(
        is_paper, Color3f(0.62, 0.56, 0.44) * (0.8 + 0.2 * shade), dr.select(is_stained, stain * 0.06, room)
    )
    lead = dr.select(
        is_leaded | is_stained, Color3f(0.03), dr.select(is_paper, Color3f(0.07, 0.05, 0.035), colour * 0 + 0.09)
    )
    albedo, emission = dr.lerp(inside, lead, cover), glow * (1 - cover)
    along, up = axes(normal)
    bent = normal + (along * (pane - 0.5) + up * (hash_unit(cell_bits(i, j, seed=71)) - 0.5)) * (
        0.03 * kept(footprint, 0.3 * wide)
    )
    mirror = dr.select(is_paper, 0.0, 0.05 * (1 - cover) * dr.select(is_stained, 0.5, 1))
    return albedo, dr.normalize(bent), emission, mirror, Color3f(1 + _none(footprint))
