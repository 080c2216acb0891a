"""What a plume of smoke sends to the eye: marched through once for each texel of its own picture.

Places in a plume are told in its own coordinates: across its axis in radii, and along it in radii passed, so that
billows grow with the column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt32, Vector2f, Vector3f, Vector4f

from skyloom.render.atmosphere import upper_half
from skyloom.render.cloudmap import ORDERS, SEEPS, henyey
from skyloom.render.film import LUMINANCE
from skyloom.render.noise import cell_bits, hash_unit, smoothstep
from skyloom.render.plume_frames import BEND, HIGHEST, WIDEST, Frames
from skyloom.render.volumes import billows
from skyloom.world.built import Plume
from skyloom.world.seeds import stream

if TYPE_CHECKING:
    from skyloom.render.dome import Dome
    from skyloom.render.land import Land

STEPS, SEARCH = 60, 28  # through a plume, and along a ray to find it
GRID = (16, 40)  # points across and along a plume at which its own shadow is known
SHADOW_STEPS, SHADOW_GROWTH, FIRST_STEP = 8, 1.5, 0.16  # towards the light, in radii
SCALE = 0.23  # blocks of billows a radius
FINE, FINER = 2.4, 0.36  # times finer: the billows on billows, and their share
CREVICE = 0.5  # of the sky's light that gaps between billows lose
NEAR = 0.13  # radii towards the light at which the fine shape casts its own shadow
HEADED = 0.8  # of a widened top's extra radius, by which billows are longer all along
ROUND, DOMED = 0.46, 1.3  # share of the height that the top is rounded over; 1 a ball, more a flatter dome
SKY_SHARE = (0.42, 0.58)  # of the sky's light that reaches the foot, and more at the top
# metres of height between which clouds come to stand before a plume: under scattered clouds, and under closed ones
SCATTERED, CLOSED = (1600.0, 3200.0), (700.0, 1500.0)
RISEN = (0.4, 0.95)  # of its height, over which clouds may hide a plume at the earliest
TOWN_LIGHT = 1.5  # of the glow at the horizon, what smoke over a town gets from below
FADES = 0.4  # share of its height from where on a plume that thins is lost


class Body:
    """Where the smoke of all plumes is, and what lights it."""

    def __init__(self, frames: Frames, dome: Dome, land: Land, seed: int) -> None:
        self.toward, self.dome = dome.light.direction, dome
        draw = stream(seed, "smoke")
        below = np.array([float(c[0]) for c in dome.light.ground]) / np.pi
        above = np.array([float(c[0]) for c in dome.light.sky]) / np.pi
        rows = []
        for plume, frame in zip(frames.plumes, frames.table, strict=True):
            key = key_aloft(dome, plume)
            rows.append(
                (
                    *(*plume.foot, plume.height),
                    *(*plume.drift, plume.radius, plume.growth),
                    *(plume.loss, plume.thins, plume.crisp, plume.eaten),
                    *(plume.wander, plume.head, *draw.uniform(0, 50, 2)),
                    *(*plume.albedo, plume.glow_reach),
                    *(*plume.glow, plume.hot_reach),
                    *(*plume.hot, key),
                    *frame[:4],
                    *frame[4:],
                )
            )
        table = np.array(rows)
        self.table = Float(table.ravel())
        self.width = dr.opaque(UInt32, table.shape[1])
        self.key, self.above, self.below = dome.light.key, Color3f(*map(float, above)), Color3f(*map(float, below))
        self.dim, self.glow = land.evening.dim, land.glow
        if land.glow is not None:  # a town lights it from below
            self.below += land.glow.sky(Vector3f(0, 1, 0)) * TOWN_LIGHT
        dr.make_opaque(self.above, self.below)
        ways, _ = upper_half(16)
        closed = 1 - float(dr.mean(dome.clouds.at(ways)[1])[0])
        self.cloudy = [
            dr.opaque(Float, low + (high - low) * closed) for low, high in zip(SCATTERED, CLOSED, strict=True)
        ]
        self.billows = billows()
        dr.eval(self.table)
        self.shade = self._shaded(len(rows))

    def row(self, which: UInt32) -> Row:
        """Return the numbers of a plume."""
        parts = [dr.gather(Vector4f, self.table, which * (self.width // 4) + k) for k in range(9)]
        return Row(parts)

    def _shaded(self, count: int) -> Float:
        """Return optical depths towards the light on a grid of each plume."""
        across, along = GRID
        index = dr.arange(UInt32, count * across * across * along)
        level, rest = index % along, index // along
        column, line, which = rest % across, (rest // across) % across, rest // (across * across)
        a, b = (Float(c) * (2 / (across - 1)) - 1 for c in (column, line))
        depth = _toward(self, which, a, b, Float(level) * (1 / (along - 1)))
        dr.eval(depth)
        return depth

    def depth(self, which: UInt32, a: Float, b: Float, t: Float) -> Float:
        """Return the optical depth from a place of a plume towards the light."""
        across, along = GRID
        total, first = Float(0), which * (across * across * along)
        parts = []
        for value, points in ((a * 0.5 + 0.5, across), (b * 0.5 + 0.5, across), (t, along)):
            place = dr.clip(value, 0, 1) * (points - 1)
            low = dr.minimum(UInt32(place), points - 2)
            parts.append((low, place - Float(low)))
        (i, u), (j, v), (k, w) = parts
        for dj in (0, 1):
            for di in (0, 1):
                for dk in (0, 1):
                    weight = (u if di else 1 - u) * (v if dj else 1 - v) * (w if dk else 1 - w)
                    place = ((j + dj) * across + i + di) * along + k + dk
                    total += dr.gather(Float, self.shade, first + place) * weight
        return total


class Row:
    """One plume's numbers for each lane."""

    def __init__(self, parts: Sequence[Vector4f]) -> None:
        a, b, c, d, e, f, g, h, i = parts
        self.foot, self.height = Point3f(a.x, a.y, a.z), a.w
        self.drift_x, self.drift_y, self.radius, self.growth = b.x, b.y, b.z, b.w
        self.loss, self.thins, self.crisp, self.eaten = c.x, c.y, c.z, c.w
        self.wander, self.head, self.east, self.north = d.x, d.y, d.z, d.w
        self.albedo, self.glow_reach = Color3f(e.x, e.y, e.z), e.w
        self.glow, self.hot_reach = Color3f(f.x, f.y, f.z), f.w
        self.hot, self.key = Color3f(g.x, g.y, g.z), g.w
        self.ahead_x, self.ahead_y, self.least_u, self.least_v = h.x, h.y, h.z, h.w
        self.texel, self.columns, self.lines, self.first = i.x, i.y, i.z, i.w

    def axis(self, h: Float) -> tuple[Float, Float, Float, Float]:
        """Return the axis' offset from the foot at a height over it, the radius there, and the radii passed."""
        t = dr.clip(h / self.height, 0, 1)
        radius = self.radius + self.growth * dr.maximum(h, 0)
        passed = dr.log(radius / self.radius) / (self.growth * (1 + HEADED * self.head))
        radius *= 1 + self.head * smoothstep(0.35, 0.9, t)
        lean = dr.power(dr.maximum(t, 1e-4), BEND)
        sway = self.wander * radius * dr.minimum(t * 6, 1)
        one, two = dr.sin(passed * 0.62 + self.east), dr.sin(passed * 0.47 + self.north)
        return self.drift_x * lean + one * sway, self.drift_y * lean + two * sway, radius, passed

    def place(self, p: Point3f) -> tuple[Float, Float, Float, Float, Float]:
        """Return a place across the axis in radii (a, b), its share of the height, radii passed, and the radius."""
        h = p.z - self.foot.z
        x, y, radius, passed = self.axis(h)
        return (p.x - self.foot.x - x) / radius, (p.y - self.foot.y - y) / radius, h / self.height, passed, radius

    def inside(self, a: Float, b: Float, t: Float) -> Float:
        """Return how far inside the column's outline a place is: 1 at the axis, below 0 outside."""
        cap = dr.power(dr.maximum((t - (1 - ROUND)) * (1 / ROUND), 1e-6), DOMED)
        return 1 - dr.sqrt(a * a + b * b + cap * cap)


def _rough(body: Body, row: Row, a: Float, b: Float, t: Float, s: Float) -> Float:
    """Return the density without its fine edges, 0 to 1."""
    bulk = body.billows.at(a * SCALE + row.east, b * SCALE + row.north, s * SCALE * 0.9)
    density = dr.clip((row.inside(a, b, t) - (1 - bulk) * row.eaten) * row.crisp, 0, 1)
    return density * smoothstep(0.0, 0.012, t)


def _dense(body: Body, row: Row, a: Float, b: Float, t: Float, s: Float) -> tuple[Float, Float]:
    """Return the density, 0 to 1, and how far out on a billow a place is, 0 to 1."""
    k = SCALE * FINE
    bulk = body.billows.at(a * SCALE + row.east, b * SCALE + row.north, s * SCALE * 0.9)
    fine = body.billows.at(a * k + row.north, b * k + row.east, s * k)
    bulk = bulk * (1 - FINER) + fine * FINER
    density = dr.clip((row.inside(a, b, t) - (1 - bulk) * row.eaten) * row.crisp, 0, 1)
    return density * smoothstep(0.0, 0.012, t), bulk


def _loss(row: Row, t: Float, radius: Float) -> Float:
    """Return the extinction of full density, per metre: smoke thins as it widens, and is lost at last."""
    wide = radius / row.radius
    lost = dr.lerp(Float(1), smoothstep(1.0, FADES, t), dr.minimum(row.thins, 1))
    return row.loss * dr.power(wide, -row.thins) * lost


@dr.syntax
def _toward(body: Body, which: UInt32, a: Float, b: Float, t: Float) -> Float:
    row = body.row(which)
    h = t * row.height
    x, y, radius, _ = row.axis(h)
    start = row.foot + Vector3f(x + a * radius, y + b * radius, h)
    depth, step, way, count = Float(0), FIRST_STEP * radius, Float(0), UInt32(0)
    while count < SHADOW_STEPS:
        here = start + body.toward * (way + 0.5 * step)
        pa, pb, pt, ps, wide = row.place(here)
        depth += _rough(body, row, pa, pb, pt, ps) * _loss(row, pt, wide) * step
        way += step
        step *= SHADOW_GROWTH
        count += 1
    return depth


@dr.syntax
def _within(row: Row, ray: Vector3f, eye: Float, begins: Float, ends: Float) -> tuple[Float, Float]:
    """Return where a ray enters and leaves a column's outline; both are the same where it misses it."""
    first, last, step, count = Float(ends), Float(begins), (ends - begins) * (1 / SEARCH), UInt32(0)
    while count < SEARCH:
        way = begins + (Float(count) + 0.5) * step
        a, b, t, _, _ = row.place(Point3f(ray.x * way, ray.y * way, eye + ray.z * way))
        if (row.inside(a, b, t) > -0.06) & (t > -0.02):
            first = dr.minimum(first, way - step)
            last = dr.maximum(last, way + step)
        count += 1
    return first, dr.maximum(first, last)


@dr.syntax
def march(body: Body, which: UInt32, index: UInt32, steps: UInt32, eye: Float) -> tuple[Color3f, Float, Vector2f]:
    """Return light, transmittance, and the distance and half thickness along the ray, of each texel."""
    row = body.row(which)
    own = index - UInt32(row.first)
    columns = dr.maximum(UInt32(row.columns), 1)  # idle lanes divide too
    line = own // columns
    column = own - line * columns
    u, v = row.least_u + Float(column) * row.texel, row.least_v + Float(line) * row.texel
    # one metre ahead, so that `way` is the depth along the frame's heading
    ray = Vector3f(row.ahead_x + u * row.ahead_y, row.ahead_y - u * row.ahead_x, v)
    longer = dr.norm(ray)
    middle = row.foot.x * row.ahead_x + row.foot.y * row.ahead_y
    for _ in range(4):  # where the ray passes the bent axis
        x, y, radius, _s = row.axis(eye + v * middle - row.foot.z)
        middle = 0.4 * middle + 0.6 * ((row.foot.x + x) * row.ahead_x + (row.foot.y + y) * row.ahead_y)
    half = 1.12 * radius * (1 + row.wander) / dr.maximum(0.45, 1 - (row.growth + 0.12) * dr.abs(v))
    begins, ends = _within(row, ray, eye, dr.maximum(middle - half, 0.3), middle + half)
    step = (ends - begins) / Float(steps)
    way = begins + step * hash_unit(cell_bits(column, line))
    phases = _phases(dr.dot(ray, body.toward) / longer)
    light, passed, far, weight = Color3f(0), Float(1), Float(0), Float(1e-6)
    edge = smoothstep(HIGHEST, 0.85 * HIGHEST, v) * smoothstep(WIDEST, 0.85 * WIDEST, dr.abs(u))
    count = UInt32(0)
    while (count < steps) & (passed > 0.01) & (step > 0):
        p = Point3f(ray.x * way, ray.y * way, eye + v * way)
        a, b, t, s, radius = row.place(p)
        if (row.inside(a, b, t) > 0) & (t > 0):
            density, bulk = _dense(body, row, a, b, t, s)
            density *= edge
            if density > 0.002:
                loss = _loss(row, t, radius)
                kept = dr.exp(-density * loss * step * longer)
                share = passed * (1 - kept)
                light += _source(body, row, which, a, b, t, s, bulk, radius, loss, phases) * share
                far += way * share
                weight += share
                passed *= kept
        way += step
        count += 1
    passed = dr.select(passed < 0.012, 0, passed)
    away = dr.select(weight > 1e-3, far / weight, middle) * longer
    direction = ray / longer
    seen = 1 - passed
    solid = light / dr.maximum(seen, 1e-4)
    p = Point3f(0, 0, eye) + direction * away
    airy = body.dome.aerial(body.dome.dimmed(solid), away, p, direction)
    if body.glow is not None:
        airy = body.glow.aerial(airy, away, direction)
    airy *= seen
    _, clear = body.dome.clouds.at(direction)
    # however low the clouds hang, a plume is seen to rise before it gets lost in them
    low = dr.maximum(body.cloudy[0], row.foot.z + RISEN[0] * row.height)
    high = dr.maximum(body.cloudy[1], row.foot.z + RISEN[1] * row.height)
    before = dr.lerp(Float(1), clear, smoothstep(low, high, p.z))
    return airy * before, 1 - seen * before, Vector2f(away, 0.5 * half * longer)


def _phases(cosine: Float) -> Sequence[Float]:
    return [0.6 * henyey(cosine, 0.65 * turn) + 0.4 * henyey(cosine, -0.25 * turn) for _, _, turn in ORDERS]


def _source(
    body: Body,
    row: Row,
    which: UInt32,
    a: Float,
    b: Float,
    t: Float,
    s: Float,
    bulk: Float,
    radius: Float,
    loss: Float,
    phases: Sequence[Float],
) -> Color3f:
    """Return the light that smoke sends towards the eye from a place inside, cd/m²."""
    toward = body.toward
    near, _ = _dense(body, row, a + toward.x * NEAR, b + toward.y * NEAR, t, s + toward.z * NEAR)
    under = _rough(body, row, a * 0.97, b * 0.97, dr.maximum(t, 0.02), s - 0.3)
    depth = 0.85 * body.depth(which, a, b, t) + near * loss * radius * (1.3 * NEAR)
    thick, scattered = 1 / (1 + 0.09 * depth), Color3f(0)
    again = row.albedo
    for (share, dims, _turn), phase in zip(ORDERS, phases, strict=True):
        scattered += again * (share * phase * dr.exp(-dims * depth))
        again = again * row.albedo
    key = body.key * dr.lerp(Float(1), row.key, dr.clip(t, 0, 1))
    # the sky reaches what lies near the outside; deep between billows it is darker
    deep = dr.clip(row.inside(a, b, t) * loss * radius, 0, 3)
    relief = 1 - CREVICE * smoothstep(0.75, 0.25, bulk) * dr.minimum(loss * radius, 1)
    open_ = relief / (1 + 0.45 * deep + 0.5 * near * dr.minimum(loss * radius, 2))
    sky = (body.above * (SKY_SHARE[0] + SKY_SHARE[1] * dr.clip(t, 0, 1)) + body.below * (0.6 - 0.45 * t)) * open_
    source = key * scattered + again * (key + body.above * dr.two_pi) * (SEEPS * thick) + row.albedo * sky
    h = t * row.height
    fall = h / row.glow_reach
    lit = dr.exp(-under * dr.minimum(loss * radius, 6) * 0.3) / dr.square(1 + fall * fall)
    hot = dr.exp(-dr.square(h / row.hot_reach)) * (0.2 + 0.8 * smoothstep(0.66, 0.4, bulk))
    fire = row.glow * (dr.sqrt(row.albedo.x) * 0.5 * lit) + row.hot * hot
    return source + fire * body.dim


def key_aloft(dome: Dome, plume: Plume) -> float:
    """Return how much more of the key light reaches the top of a plume than the ground."""
    top, low = (
        sum(w * float(c[0]) for w, c in zip(LUMINANCE, dome.key.through(dome.through, z), strict=True))
        for z in (max(plume.foot[2] + plume.height, 60.0), 50.0)
    )
    return min(top / max(low, 1e-6), 8.0)
