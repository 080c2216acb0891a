"""What cities are made of, as the eye meets it: facades, signs, streets, glass, metal, concrete, paint and rust."""

from __future__ import annotations

import drjit as dr
from mitsuba import Color3f, Float, Int32, Point2f, Point3f, UInt32, Vector3f

from skyloom.render.facade import facade
from skyloom.render.finish import Evening, Finish
from skyloom.render.noise import cell_bits, fbm3, hash_unit, kept, smoothstep, value3
from skyloom.render.signs import sign
from skyloom.render.streets import asphalt, paving
from skyloom.world.kinds import Material

GLASS_MIRROR, METAL_MIRROR, PAINT_MIRROR = 0.10, 0.30, 0.035
RUSTY = (0.105, 0.052, 0.032)
FORM = (2.4, 1.2)  # metres: the boards that concrete was cast in


def urban(
    material: UInt32,
    tag: UInt32,
    at: Point2f,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    direction: Vector3f,
    evening: Evening,
) -> Finish:
    """Return the finish of a surface of these materials."""
    arguments = (material, tag, at, p, normal, colour, footprint, direction)

    def windows(_m: UInt32, tag: UInt32, at: Point2f, _p: Point3f, n: Vector3f, c: Color3f, w: Float, d: Vector3f):  # type: ignore[no-untyped-def]
        return facade(tag, at, n, c, w, d, evening).parts()

    def street(m: UInt32, tag: UInt32, at: Point2f, p: Point3f, n: Vector3f, c: Color3f, w: Float, _d: Vector3f):  # type: ignore[no-untyped-def]
        tar, slabs = asphalt(tag, at, p, c, w, evening), paving(tag, p, c, w, evening)
        is_tar = m == int(Material.ASPHALT)
        level = n.z > 0.7
        parts = [dr.select(is_tar, a, b) for a, b in zip(tar.parts(), slabs.parts(), strict=True)]
        parts[1], parts[3] = dr.select(level, parts[1], n), dr.select(level, parts[3], 0)
        return tuple(parts)

    def shining(_m: UInt32, tag: UInt32, at: Point2f, _p: Point3f, n: Vector3f, _c: Color3f, w: Float, _d: Vector3f):  # type: ignore[no-untyped-def]
        return sign(tag, at, n, w, evening).parts()

    def plain(m: UInt32, _t: UInt32, at: Point2f, p: Point3f, n: Vector3f, c: Color3f, w: Float, _d: Vector3f):  # type: ignore[no-untyped-def]
        return _plain(m, at, p, n, c, w, evening).parts()

    def others(*arguments):  # type: ignore[no-untyped-def]
        return dr.if_stmt(arguments, arguments[0] == int(Material.NEON), shining, plain)

    def not_walls(*arguments):  # type: ignore[no-untyped-def]
        m = arguments[0]
        return dr.if_stmt(arguments, (m == int(Material.ASPHALT)) | (m == int(Material.PAVING)), street, others)

    return Finish(*dr.if_stmt(arguments, material == int(Material.FACADE), windows, not_walls))


def _plain(
    material: UInt32,
    at: Point2f,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    evening: Evening,
) -> Finish:
    is_glass, is_metal = material == int(Material.GLASS), material == int(Material.METAL)
    is_concrete, is_rust = material == int(Material.CONCRETE), material == int(Material.RUST)
    is_paint = material == int(Material.PAINT)
    broad = fbm3(p.x * 0.45, p.y * 0.45, p.z * 0.25, 3)
    streak = value3(p.x * 2.2, p.y * 2.2, p.z * 0.13)
    fine = value3(p.x * 9, p.y * 9, p.z * 9) * kept(footprint, 0.1) + 0.5 * (1 - kept(footprint, 0.1))
    stain = 0.72 + 0.35 * broad + 0.3 * (streak - 0.5) + 0.25 * (fine - 0.5)
    row, column = dr.floor(at.y / FORM[1]), dr.floor(at.x / FORM[0])
    edge = dr.minimum(
        0.5 - dr.abs(at.x / FORM[0] - column - 0.5), (0.5 - dr.abs(at.y / FORM[1] - row - 0.5)) * FORM[1] / FORM[0]
    )
    joint = (1 - smoothstep(0.002, 0.008, edge)) * kept(footprint, 0.12)
    board = 0.94 + 0.12 * hash_unit(cell_bits(Int32(column), Int32(row), 7))
    concrete = colour * (stain * board * (1 - 0.3 * joint))
    flake = smoothstep(0.42, 0.6, broad + 0.35 * (fine - 0.5) + 0.25 * (streak - 0.5))
    rust = dr.lerp(colour * (0.7 + 0.4 * fine), Color3f(*RUSTY) * (0.5 + 1.1 * streak), flake)
    clean = colour * (0.9 + 0.2 * fine * broad)
    albedo = dr.select(is_concrete, concrete, dr.select(is_rust, rust, clean))
    albedo = dr.select(is_metal, clean * 0.55, dr.select(is_glass, colour * 0.25, albedo))
    mirror = dr.select(is_glass, GLASS_MIRROR, dr.select(is_metal, METAL_MIRROR, 0.0))
    mirror = dr.select(is_paint, PAINT_MIRROR, mirror)
    wet = evening.wet * smoothstep(0.5, 0.9, normal.z) * 0.03
    mirror = dr.maximum(mirror, dr.select(is_concrete | is_rust, wet, 0))
    tint = dr.select(is_metal, dr.lerp(colour, Color3f(1), 0.3), Color3f(1))
    return Finish(albedo, normal, Color3f(0), mirror, tint)
