"""Ground that has broken or frozen: mud plates, salt polygons, ice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Point3f, Vector3f

from skyloom.render.grounds.coat import Coat, plain
from skyloom.render.noise import cells2, fbm2, gradient2, kept, smoothstep, value2

if TYPE_CHECKING:
    from skyloom.render.materials import Palette

PLATE = 0.42  # metres
POLYGON = 1.7
SALT = ((0.70, 0.685, 0.65), (0.56, 0.53, 0.48))
ICE = ((0.62, 0.74, 0.80), (0.30, 0.50, 0.60), (0.05, 0.22, 0.34))  # old ice, clear ice, the depth of a crack


def plates(palette: Palette, p: Point3f, c: Float, d: Float, footprint: Float) -> Coat:
    """Return dried mud: plates with raised edges, and dark gaps between."""
    wx, wy = p.x + 0.11 * (d - 0.5), p.y - 0.11 * (d - 0.5)
    albedo = dr.lerp(palette.soil * 1.35, palette.sand_dark, smoothstep(0.3, 0.7, 0.5 * c + 0.5 * d))
    lift, gap = Vector3f(0), Float(0)
    for size, salt, share in ((PLATE, 211, 1.0), (PLATE * 0.32, 212, 0.55)):
        near, second, number = cells2(wx * (1 / size), wy * (1 / size), palette.seed ^ salt)
        seen = kept(footprint, size * 0.4)
        edge = second - near
        crack = smoothstep(0.11, 0.03, edge) * seen * share
        gap = dr.maximum(gap, crack)
        albedo *= dr.lerp(Float(1), 0.82 + 0.36 * number, seen)
        curl = smoothstep(0.4, 0.1, edge) * seen * share
        lift += Vector3f(gradient2(wx * (3 / size), wy * (3 / size), palette.seed ^ salt ^ 5), number - 0.5, 0) * (
            0.35 * curl
        )
    albedo *= 1 - 0.8 * gap
    return plain(albedo, lift)


def salted(palette: Palette, p: Point3f, c: Float, d: Float, e: Float, footprint: Float) -> Coat:
    """Return a pan of salt: polygons with ridges, and a film of water that mirrors where it is wet."""
    wx, wy = p.x + 0.35 * (c - 0.5) + 0.06 * (d - 0.5), p.y + 0.35 * (d - 0.5)
    near, second, number = cells2(wx * (1 / POLYGON), wy * (1 / POLYGON), palette.seed ^ 221)
    edge, seen = second - near, kept(footprint, 0.35)
    ridge = smoothstep(0.13, 0.02, edge) * seen
    light, dark = (Color3f(*colour) for colour in SALT)
    stain = fbm2(p.x * (1 / 19.0), p.y * (1 / 19.0), 4, footprint=footprint * (1 / 19.0), seed=palette.seed ^ 222)
    albedo = dr.lerp(dark, light, dr.clip(0.2 + 0.55 * c + 0.35 * d + 0.25 * e + 0.8 * (stain - 0.5), 0, 1))
    albedo = dr.lerp(albedo * (1 - 0.14 * number * seen), light, ridge * 0.8)
    slope = smoothstep(0.3, 0.08, edge) * (1 - ridge) * seen
    shake = Vector3f(
        gradient2(wx * 2.1, wy * 2.1, palette.seed ^ 223), gradient2(wx * 2.1, wy * 2.1, palette.seed ^ 224), 0
    )
    crumbs = Vector3f(
        value2(p.x * 40, p.y * 40, palette.seed ^ 225) - 0.5, value2(p.x * 40, p.y * 40, palette.seed ^ 226) - 0.5, 0
    )
    shake = shake * (0.35 * slope + 0.25 * ridge) + crumbs * (0.5 * kept(footprint, 0.03))
    film = smoothstep(0.0, 0.25, palette.wet - 0.5 * smoothstep(0.6, 0.75, stain)) * (
        1 - 0.8 * ridge * (1 - palette.wet)
    )
    dry = 1 - film
    return plain(albedo * (1 - 0.35 * film), shake * dry, film)


def frozen(palette: Palette, p: Point3f, c: Float, d: Float, grain: Float, slope: Float, footprint: Float) -> Coat:
    """Return old ice: pale, blue where it is steep or cracked, dusted with grit."""
    old, clear, deep = (Color3f(*colour) for colour in ICE)
    layer = (p.z + 2.5 * (c - 0.5)) * (1 / 1.9)
    band = value2(layer, 0.2 * c, palette.seed ^ 231)
    steep = smoothstep(0.93, 0.55, slope)
    albedo = dr.lerp(old, clear, dr.clip(steep * (0.45 + 0.6 * band) + 0.25 * (c - 0.5), 0, 1))
    veins = dr.abs(gradient2(p.x * 0.31 + 0.2 * p.z, p.y * 0.31 + 0.4 * p.z, palette.seed ^ 232))
    fine = dr.abs(gradient2(p.x * 1.7 + p.z, p.y * 1.7 - p.z, palette.seed ^ 233))
    crack = smoothstep(0.05, 0.01, veins) * kept(footprint, 0.5) + 0.6 * smoothstep(0.05, 0.0, fine) * kept(
        footprint, 0.1
    )
    albedo = dr.lerp(albedo, deep, dr.clip(crack, 0, 1) * (0.35 + 0.5 * steep))
    grit = smoothstep(0.62, 0.85, 0.6 * d + 0.5 * grain) * (1 - steep) * 0.5
    albedo = dr.lerp(albedo, palette.rock_dark, grit)
    shake = Vector3f(c - 0.5, d - 0.5, 0) * 0.25
    return plain(albedo * (0.85 + 0.3 * grain), shake, 0.25 * (1 - grit))
