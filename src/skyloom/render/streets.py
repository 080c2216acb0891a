"""Asphalt and paving: cracks, patches, paint, manholes, slabs, and the puddles that rain leaves."""

from __future__ import annotations

import drjit as dr
from mitsuba import Color3f, Float, Int32, Point2f, Point3f, UInt32, Vector3f

from skyloom.render.finish import Evening, Finish
from skyloom.render.noise import cell_bits, fbm2, hash_unit, kept, smoothstep, value2
from skyloom.world.urban.markings import Lane

TAR = (0.052, 0.052, 0.056)
PAINT = (0.50, 0.49, 0.46)
AMBER = (0.48, 0.30, 0.06)
DASH, PERIOD, THICK = 3.0, 9.0, 0.12  # metres
ZEBRA = (1.2, 4.4)  # metres from a street's end
STOP = (5.2, 5.6)
STRIPE = 0.5
SLAB = 0.6
WATER_MIRROR = 0.028
DAMP_MIRROR = 0.012
CALM = 0.4  # of that slope is left out by night, when lamps would make it glitter
RIPPLE = 0.010  # slope of a puddle's surface
GRAIN = 0.014  # slope of damp asphalt's surface: smears what it mirrors


def asphalt(tag: UInt32, at: Point2f, p: Point3f, colour: Color3f, footprint: Float, evening: Evening) -> Finish:
    """Return the finish of a road; the vertex colour tints the tar."""
    lane, width = tag & 7, Float(Int32((tag >> 3) & 255)) * 0.25
    length, wear = Float(Int32((tag >> 11) & 511)), Float(Int32((tag >> 20) & 15)) * (1 / 15.0)
    coarse = fbm2(p.x * 0.31, p.y * 0.31, 4, footprint=footprint * 0.31)
    fine = fbm2(p.x * 6.1, p.y * 6.1, 3, footprint=footprint * 6.1)
    grit = (value2(p.x * 61, p.y * 61) - 0.5) * kept(footprint, 0.02)
    stone = (value2(p.x * 130, p.y * 130) - 0.5) * kept(footprint, 0.01)
    tar = Color3f(*TAR) * colour * (0.62 + 0.6 * coarse + 0.35 * (fine - 0.5) + 0.5 * grit + 0.4 * stone)
    patch = smoothstep(0.60, 0.615, value2(dr.floor(p.x * 0.23) * 1.7, dr.floor(p.y * 0.17) * 1.3))
    tar *= 1 - 0.28 * patch
    vein = fbm2(p.x * 0.42 + 9, p.y * 0.42, 5, footprint=footprint * 0.42)
    broken = smoothstep(0.36, 0.56, value2(p.x * 0.11, p.y * 0.11 + 40) + 0.25 * wear)
    crack = 1 - smoothstep(0.0, 0.004 + 0.006 * wear, dr.abs(vein - 0.48))
    tar *= 1 - (0.45 + 0.4 * wear) * crack * broken * kept(footprint, 0.12)
    sealed = 1 - smoothstep(0.006, 0.011, dr.abs(fbm2(p.x * 0.16, p.y * 0.16 + 3, 3, footprint=footprint * 0.16) - 0.5))
    tar *= 1 - 0.5 * sealed * kept(footprint, 0.25)
    oil = smoothstep(0.68, 0.80, value2(p.x * 0.9 + 5, p.y * 0.9) * 0.7 + 0.3 * fine) * kept(footprint, 0.6)
    tar *= 1 - 0.4 * oil
    is_street = lane == int(Lane.STREET)
    wheel = dr.abs(dr.abs(at.x - width * 0.5) - width * 0.25) - 0.8
    tar *= 1 - 0.16 * dr.exp(-wheel * wheel * 12) * dr.select(is_street, 1.0, 0.0)
    mark, amber = _marks(lane, at, width, length, footprint)
    chips = fbm2(p.x * 3.7, p.y * 3.7, 4, footprint=footprint * 3.7) + 0.16 * (grit + stone)
    bare = 0.24 + 0.38 * wear * wear + 0.03 * wear
    worn = smoothstep(bare - 0.03, bare + 0.05, chips)
    albedo = dr.lerp(tar, dr.select(amber, Color3f(*AMBER), Color3f(*PAINT)) * (0.6 + 0.5 * fine), mark * worn)
    albedo, ring = _manhole(albedo, p, footprint)
    return _wetted(albedo, p, footprint, evening, dip=0.03 + 0.02 * ring, damp=1.0)


def paving(tag: UInt32, p: Point3f, colour: Color3f, footprint: Float, evening: Evening) -> Finish:
    """Return the finish of a pavement of slabs, in the vertex colour; an odd tag has small setts."""
    size = dr.select((tag & 1) == 1, 0.14, SLAB)
    row = dr.floor(p.y / size)
    x, y = p.x / size + 0.5 * (row - 2 * dr.floor(row * 0.5)), p.y / size
    column = dr.floor(x)
    slab = hash_unit(cell_bits(Int32(column), Int32(row), 3))
    edge = dr.minimum(0.5 - dr.abs(x - column - 0.5), 0.5 - dr.abs(y - row - 0.5)) * size
    shown = kept(footprint, 0.10)
    joint = (1 - smoothstep(0.003, 0.010, edge)) * shown
    coarse = fbm2(p.x * 0.8, p.y * 0.8, 4, footprint=footprint * 0.8)
    grit = (value2(p.x * 70, p.y * 70) - 0.5) * kept(footprint, 0.02)
    albedo = colour * (0.66 + 0.5 * coarse + 0.30 * (slab - 0.5) * kept(footprint, 0.5) + 0.35 * grit)
    spot = smoothstep(0.66, 0.72, value2(p.x * 2.3, p.y * 2.3)) * kept(footprint, 0.2)
    albedo *= (1 - 0.62 * joint) * (1 - 0.25 * spot)
    return _wetted(albedo, p, footprint, evening, dip=Float(-0.06), damp=0.75)


def _marks(lane: UInt32, at: Point2f, width: Float, length: Float, footprint: Float) -> tuple[Float, object]:
    """Return the share of paint, and where it is amber."""

    def line(distance: Float, thick: float) -> Float:
        return 1 - smoothstep(thick * 0.5 - 0.01, thick * 0.5 + 0.01 + footprint * 0.4, dr.abs(distance))

    end = dr.minimum(at.y, length - at.y)
    dash = dr.select(at.y - PERIOD * dr.floor(at.y / PERIOD) < DASH, 1.0, 0.0)
    is_inner = dr.select(end > STOP[1], 1.0, 0.0)
    middle = at.x - width * 0.5
    double = dr.maximum(line(middle - 0.12, THICK), line(middle + 0.12, THICK)) * is_inner
    lanes = line(dr.abs(middle) - dr.minimum(width * 0.25, 3.4), THICK) * dash * is_inner
    edge = line(dr.abs(middle) - (width * 0.5 - 0.45), 0.1) * is_inner
    stripes = at.x / (2 * STRIPE) - dr.floor(at.x / (2 * STRIPE))
    inside = (at.x > 0.3) & (at.x < width - 0.3)
    zebra = dr.select((end > ZEBRA[0]) & (end < ZEBRA[1]) & (stripes < 0.5) & inside, 1.0, 0.0)
    from_start = dr.select(at.y < length * 0.5, middle > 0, middle < 0)
    stop = dr.select((end > STOP[0]) & (end < STOP[1]) & from_start & inside, 1.0, 0.0)
    street = dr.maximum(dr.maximum(double, dr.maximum(lanes, edge)), dr.maximum(zebra, stop))
    bays = at.y / 2.6 - dr.round(at.y / 2.6)
    lot = line(bays * 2.6, 0.1)
    r = dr.norm(at - Point2f(width * 0.5))
    pad = dr.maximum(line(r - width * 0.40, 0.5), line(r - width * 0.2, 0.3))
    cross = dr.minimum(dr.abs(at.x - width * 0.5), dr.abs(at.y - width * 0.5))
    pad = dr.maximum(pad, line(cross, 0.35) * dr.select(r < width * 0.12, 1.0, 0.0))
    is_street, is_pad = lane == int(Lane.STREET), lane == int(Lane.PAD)
    share = dr.select(is_street, street, dr.select(lane == int(Lane.LOT), lot, dr.select(is_pad, pad, 0.0)))
    return share, (is_street & (double > 0.01)) | is_pad


def _manhole(albedo: Color3f, p: Point3f, footprint: Float) -> tuple[Color3f, Float]:
    cell = Float(9.0)
    i, j = dr.floor(p.x / cell), dr.floor(p.y / cell)
    has = hash_unit(cell_bits(Int32(i), Int32(j), 8)) < 0.3
    x, y = p.x - (i + 0.5) * cell, p.y - (j + 0.62) * cell
    r = dr.sqrt(x * x + y * y)
    tread = (x * 15 - dr.floor(x * 15) < 0.5) ^ (y * 15 - dr.floor(y * 15) < 0.5)
    iron = Color3f(0.075, 0.072, 0.070) * dr.select(
        r > 0.33, 0.45, dr.lerp(Float(1), dr.select(tread, 1.35, 0.6), kept(footprint, 0.05))
    )
    inside = has & (r < 0.38)
    return dr.select(inside, iron, albedo), dr.select(has & (r < 0.8), 1.0, 0.0)


def _wetted(albedo: Color3f, p: Point3f, footprint: Float, evening: Evening, *, dip: Float, damp: float) -> Finish:
    """Return a level surface with the water that lies on it."""
    wet = evening.wet
    hollow = fbm2(p.x * 0.19 + 3, p.y * 0.19, 4, footprint=footprint * 0.19) + dip
    puddle = smoothstep(0.60, 0.665, hollow + 0.17 * wet - 0.02) * smoothstep(0.05, 0.5, wet)
    moist = wet * damp
    albedo = albedo * (1 - 0.45 * moist) * (1 - 0.45 * puddle)
    close = kept(footprint, 0.06)
    rough = dr.lerp(Float(GRAIN), RIPPLE, puddle) * (0.35 + 0.65 * close)
    a, b = value2(p.x * 15, p.y * 15) - 0.5, value2(p.x * 15 + 31, p.y * 15 + 17) - 0.5
    wave_a, wave_b = value2(p.x * 3.1, p.y * 3.1) - 0.5, value2(p.x * 3.1 + 11, p.y * 3.1 + 5) - 0.5
    tilt = moist * rough * (1 - CALM * evening.darkness)
    bent = dr.normalize(Vector3f(tilt * (a + wave_a), tilt * (b + wave_b), 1))
    mirror = dr.lerp(moist * DAMP_MIRROR, moist * WATER_MIRROR, puddle)
    return Finish(albedo, bent, Color3f(0), mirror, Color3f(1))
