"""Walls of windows with rooms behind them: the eye's ray goes on into a box room, without any geometry."""

from __future__ import annotations

from collections.abc import Callable

import drjit as dr
from mitsuba import Bool, Color3f, Float, Int32, Point2f, UInt32, Vector3f

from skyloom.render.finish import Evening, Finish
from skyloom.render.noise import cell_bits, fbm2, hash_unit, kept, smoothstep, value2
from skyloom.world.urban.facades import GRIDS, KIND_BITS, Facade, Grid

SHOP_BAYS = 3.0
ROOM_DEPTH = 4.8  # metres
ROOM_LIGHT = 6.5  # cd/m² of a lit wall
SHOP_LIGHT = 12.0
LAMP_LIGHT = 7.0  # of a lamp at the ceiling, against the wall
WARM, AMBER, COOL = (1.0, 0.62, 0.30), (1.0, 0.80, 0.52), (0.70, 0.88, 1.0)
GLASS_BY_DAY = (0.022, 0.028, 0.030)
BRICK = (0.235, 0.075)  # metres
LEAST_FACING = 0.04  # keeps grazing rays inside the neighbouring room
EMPTY_ROOMS = 0.22  # share of a ruin's windows that still hold a pane


def facade(
    tag: UInt32, at: Point2f, normal: Vector3f, colour: Color3f, footprint: Float, direction: Vector3f, evening: Evening
) -> Finish:
    """Return the finish of a wall of windows; `at` counts metres from the wall's left corner and its foot."""
    kind, seed = tag & ((1 << KIND_BITS) - 1), tag >> KIND_BITS

    def measure(of: Callable[[Grid], float]) -> Float:
        value = Float(of(GRIDS[Facade.PUNCHED]))
        for name, grid in GRIDS.items():
            value = dr.select(kind == int(name), of(grid), value)
        return value

    bay, floor, side = measure(lambda g: g.bay), measure(lambda g: g.floor), measure(lambda g: g.side)
    sill, head, recess = measure(lambda g: g.sill), measure(lambda g: g.head), measure(lambda g: g.recess)
    column, row = dr.floor(at.x / bay), dr.floor(at.y / floor)
    k, f = Int32(column), Int32(row)

    def chance(salt: int, x: Int32 | int = k, y: Int32 | int = f) -> Float:
        return hash_unit(cell_bits(Int32(x), Int32(y), salt, seed=seed))

    right = dr.normalize(Vector3f(-normal.y, normal.x, 0) + Vector3f(1e-6, 0, 0))
    inward = dr.maximum(-dr.dot(direction, normal), LEAST_FACING)
    du, dv = dr.dot(direction, right) / inward, direction.z / inward  # along the wall per metre of depth
    fu, fv = at.x / bay - column, at.y / floor - row
    in_hole = _within(fu, fv, side, sill, head)
    u, v = fu + du * recess / bay, fv + dv * recess / floor
    in_pane = in_hole & _within(u, v, side, sill, head)
    is_shop, is_ruin = kind == int(Facade.SHOP), kind == int(Facade.RUIN)
    is_curtain, is_works = kind == int(Facade.CURTAIN), kind == int(Facade.WORKS)

    # who is at home
    busy = 0.45 + 1.1 * chance(3, 0, f)
    busy *= dr.select(chance(4, 0, f) < 0.1, 1.9, 1.0)
    share = dr.clip(evening.lights * measure(lambda g: g.lit) * busy * 0.5, 0, 0.96)
    share = dr.select(
        is_shop, dr.select(chance(5, k >> 1, 0) < 0.22, 0.0, 1.0) * dr.minimum(evening.lights * 4, 1), share
    )
    lit = dr.select(chance(6) < share, evening.darkness, 0.0)
    tone, hall = chance(7), chance(8, 0, f)
    warm = dr.lerp(Color3f(*WARM), Color3f(*AMBER), tone)
    office = is_curtain | (kind == int(Facade.RIBBON))
    is_cool = chance(9) < dr.select(office, 0.62, 0.16)
    lamp = dr.select(is_cool, Color3f(*COOL), warm)
    strength = dr.select(is_shop, SHOP_LIGHT * (0.5 + tone), ROOM_LIGHT * (0.35 + 1.5 * tone * tone))

    rooms = dr.select(is_shop, SHOP_BAYS, 1.0)  # a shop lies behind several windows
    first = rooms * dr.floor(column / rooms)

    def inside(salt: int, x: Int32 | int = Int32(first), y: Int32 | int = f) -> Float:
        return chance(salt, x, y)

    room, bulb = _room((column - first + u) * bay, v * floor, du, dv, bay * rooms, floor, is_shop, inside, hall)
    cover, stripes = _blind(v, sill, head, floor, chance)
    shaded = cover & ~is_shop & ~is_ruin
    room = dr.select(shaded, Color3f(0.75) * stripes, room)
    panes = dr.select(is_works, 5.0, dr.select(office, 1.0, 2.0))
    bars = _bars(u, v, side, sill, head, panes, bay, footprint)
    glow = (room * lamp + dr.select(shaded, 0, 1) * bulb * lamp * LAMP_LIGHT) * (strength * lit * (1 - bars))
    spandrel = is_curtain & (fv < 0.2)
    glow = dr.select(spandrel, 0, glow)

    wall = _wall(kind, at, colour, footprint, seed, chance)
    is_out = is_ruin & (chance(12) > EMPTY_ROOMS)
    bars = dr.select(is_out, bars * dr.select(chance(13) < 0.3, 1.0, 0.0), bars)
    dark = Color3f(*GLASS_BY_DAY) + room * dr.select(is_out, 0.03, dr.select(is_shop, 0.10, 0.05))
    dark = dr.select(shaded, room * 0.45, dark)
    dark = dr.lerp(dark, colour * 0.35 + 0.02, bars)
    dark = dr.select(spandrel, Color3f(0.03, 0.035, 0.04) + colour * 0.12, dark)
    jamb = wall * 0.62
    near = dr.select(in_pane, dark, dr.select(in_hole, jamb, wall))
    shine = dr.select(in_pane & ~is_out, measure(lambda g: g.mirror) * (1 - 0.7 * bars), 0.0)
    shine = dr.select(shaded, shine * 0.6, shine)

    # far away a wall is the mean of its windows
    area = (1 - 2 * side) * (head - sill)
    far = 1 - kept(footprint, bay * 0.9)
    patch = 0.45 + 1.1 * value2(at.x * 0.09, at.y * 0.11, seed)
    mean_glow = lamp * (strength * dr.clip(share, 0, 1) * evening.darkness * area * 0.42 * patch)
    mean_glow = dr.select(
        is_shop, lamp * (strength * 0.35 * evening.darkness * dr.minimum(evening.lights * 4, 1)), mean_glow
    )
    albedo = dr.lerp(near, dr.lerp(wall, Color3f(0.05), area), far)
    emission = dr.lerp(dr.select(in_pane, glow, 0), mean_glow, far)
    mirror = dr.lerp(shine, measure(lambda g: g.mirror) * area, far)
    tilt = (Point2f(chance(14), chance(15)) - 0.5) * 0.012 * (1 - far)  # no pane hangs quite true
    bent = dr.normalize(normal + dr.select(in_pane, 1.0, 0.0) * (right * tilt.x + Vector3f(0, 0, 1) * tilt.y))
    is_wall = dr.abs(normal.z) < 0.6
    return Finish(
        dr.select(is_wall, albedo, colour * (0.7 + 0.5 * value2(at.x * 0.8, at.y * 0.8, seed))),
        dr.select(is_wall, bent, normal),
        dr.select(is_wall, emission, 0),
        dr.select(is_wall, mirror, 0),
        Color3f(1),
    )


def _within(u: Float, v: Float, side: Float, sill: Float, head: Float) -> Bool:
    return (u > side) & (u < 1 - side) & (v > sill) & (v < head)


def _room(
    x: Float,
    y: Float,
    du: Float,
    dv: Float,
    bay: Float,
    floor: Float,
    is_shop: Bool,
    chance: Callable[..., Float],
    hall: Float,
) -> tuple[Color3f, Float]:
    """Return what the ray sees in the room (1 is a wall under its lamp) and where it meets the lamp."""
    x, y = dr.clip(x, 0, bay), dr.clip(y, 0, floor)
    depth = ROOM_DEPTH * (0.7 + 0.6 * hall)
    aside = dr.select(du > 0, bay - x, x) / dr.maximum(dr.abs(du), 1e-4)
    above = dr.select(dv > 0, floor - y, y) / dr.maximum(dr.abs(dv), 1e-4)
    way = dr.minimum(dr.minimum(aside, above), depth)
    qx, qy, qz = x + du * way, y + dv * way, way
    is_flat = (above < aside) & (above < depth)
    ceiling, ground = is_flat & (dv > 0), is_flat & (dv <= 0)
    back = (depth <= aside) & (depth <= above)
    grid = qx / 2.1 - dr.floor(qx / 2.1)
    bulb = (
        ceiling & dr.select(is_shop, dr.abs(grid - 0.5) < 0.12, dr.abs(qx - 0.5 * bay) < 0.5) & (dr.abs(qz - 2.0) < 0.7)
    )
    away = dr.square(qx - 0.5 * bay) + 0.8 * dr.square(qy - floor) + dr.square(qz - 2.0)
    spread = dr.select(is_shop, 0.10, 0.3)
    shade = 1.7 / (1 + spread * away) * dr.select(ground, 0.4, dr.select(ceiling, 0.9, 0.8))
    paint = dr.lerp(Color3f(1.0, 0.93, 0.82), Color3f(0.62, 0.74, 0.78), chance(20))
    colour = paint * shade
    stuff = Int32(dr.floor(qx * 1.6 + chance(21) * 9))
    high = 0.7 + 1.5 * hash_unit(cell_bits(stuff, Int32(chance(22) * 999)))
    is_stuff = back & (qy < high)
    goods = hash_unit(cell_bits(Int32(dr.floor(qx * 4.3)), Int32(dr.floor(qy * 3.1)), Int32(chance(23) * 999)))
    tint = Color3f(0.25 + 0.9 * goods, 0.25 + 0.7 * dr.abs(goods * 2 - 1), 0.25 + 0.8 * (1 - goods))
    colour = dr.select(is_stuff, colour * dr.lerp(Color3f(0.35), tint, 0.5) * 0.7, colour)
    rack = dr.abs(qy * 2.2 - dr.floor(qy * 2.2) - 0.5) < 0.43
    shelf = (back | (~is_flat & (qz > 0.8))) & (qy < 2.5)
    depth_cell = hash_unit(cell_bits(Int32(dr.floor(qz * 4.3)), Int32(dr.floor(qy * 3.1)), Int32(chance(26) * 999)))
    wares = dr.select(back, goods, depth_cell)
    tinted = Color3f(0.15 + 0.9 * wares, 0.15 + 0.7 * dr.abs(wares * 2 - 1), 0.15 + 0.7 * (1 - wares))
    colour = dr.select(is_shop & shelf, shade * dr.select(rack, dr.lerp(paint, tinted, 0.75) * 0.9, 0.15), colour)
    table = (
        is_shop & is_flat & (dv <= 0) & (hash_unit(cell_bits(Int32(dr.floor(qx * 0.9)), Int32(dr.floor(qz)), 5)) < 0.3)
    )
    colour = dr.select(table, colour * 0.3, colour)
    someone = back & (chance(24) < 0.16) & (dr.abs(qx - bay * (0.3 + 0.4 * chance(25))) < 0.24) & (qy < 1.72)
    return dr.select(someone, colour * 0.12, colour), dr.select(bulb, 1.0, 0.0)


def _blind(v: Float, sill: Float, head: Float, floor: Float, chance: Callable[..., Float]) -> tuple[Bool, Float]:
    """Return where a blind or a curtain hangs, and its slats."""
    dice, drop = chance(30), chance(31)
    high, slat = (v - sill) / (head - sill), v * floor * 12
    slats = dr.select(dice < 0.2, 0.55 + 0.45 * smoothstep(0.15, 0.4, dr.abs(slat - dr.floor(slat) - 0.5)), 0.85)
    return (dice < 0.42) & (high > 1 - drop), slats


def _bars(
    u: Float, v: Float, side: Float, sill: Float, head: Float, panes: Float, bay: Float, footprint: Float
) -> Float:
    """Return 1 on the window's frame and glazing bars, thinning out with the footprint."""
    x, y = (u - side) / (1 - 2 * side), (v - sill) / (head - sill)
    thin = 0.035 / (bay * (1 - 2 * side))
    gx = dr.abs(x * panes - dr.round(x * panes)) / panes
    rows = dr.select(panes > 3, 4.0, 1.0)
    gy = dr.abs(y * rows - dr.round(y * rows)) / rows
    cross = dr.abs(y - 0.66)
    is_bar = (gx < thin) | (gy < thin) | ((cross < thin * 0.8) & (panes > 1.5) & (panes < 3))
    return dr.select(is_bar, kept(footprint, 0.16), 0)


def _wall(
    kind: UInt32, at: Point2f, colour: Color3f, footprint: Float, seed: UInt32, chance: Callable[..., Float]
) -> Color3f:
    """Return the wall between windows: courses of brick or stone, stains that run down, soot at the foot."""
    is_brick = kind == int(Facade.PUNCHED)
    is_stone = kind == int(Facade.TALL)
    worn = (kind == int(Facade.WORN)) | (kind == int(Facade.RUIN)) | (kind == int(Facade.WORKS))
    long = dr.select(is_brick, BRICK[0], 0.9)
    high = dr.select(is_brick, BRICK[1], 0.45)
    course = dr.floor(at.y / high)
    along = at.x / long + 0.5 * (course - 2 * dr.floor(course * 0.5))
    block = hash_unit(cell_bits(Int32(dr.floor(along)), Int32(course), 41, seed=seed))
    edge = dr.minimum(
        (0.5 - dr.abs(along - dr.floor(along) - 0.5)) * long, (0.5 - dr.abs(at.y / high - course - 0.5)) * high
    )
    is_laid = dr.select(is_brick | is_stone, kept(footprint, 0.09), 0)
    joint = (1 - smoothstep(0.004, 0.011, edge)) * is_laid
    laid = dr.lerp(Float(1), 0.78 + 0.44 * block, dr.select(is_brick | is_stone, kept(footprint, 0.3), 0))
    streak = fbm2(at.x * 1.3, at.y * 0.09, 3, footprint=footprint * 1.3, seed=seed)
    broad = fbm2(at.x * 0.22, at.y * 0.16, 4, footprint=footprint * 0.22, seed=seed + 7)
    dirt = dr.select(worn, 1.0, 0.45)
    stained = 1 - dirt * 0.9 * dr.maximum(streak - 0.5, 0) - dirt * 0.5 * (0.5 - broad)
    sooty = 1 - 0.35 * dr.exp(-at.y * 0.7)
    panel = 0.9 + 0.2 * chance(42)
    surface = colour * (laid * stained * sooty * dr.select(worn, panel, 1.0))
    surface = dr.lerp(surface, colour * 0.6 + 0.06, joint * 0.75)
    bare = smoothstep(0.60, 0.68, broad) * dr.select(kind == int(Facade.RUIN), 1.0, dr.select(worn, 0.35, 0.0))
    return dr.lerp(surface, Color3f(0.16, 0.13, 0.11) * (0.6 + 0.8 * streak), bare)
