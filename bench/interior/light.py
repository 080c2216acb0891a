"""Light in a room and what its camera sees, with Dr.Jit: irradiance in lattices on every quad, then eight rays a pixel.

Import after `backend.start()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import drjit as dr
import mitsuba as mi
import numpy as np
from mitsuba import Bool, Color3f, Float, Int32, Point2f, Point3f, Ray3f, UInt32, Vector3f
from numpy.typing import NDArray

from bench.interior.patterns import Plate, Surfaces
from bench.interior.plan import Camera, Plan
from bench.interior.surfaces import Kind
from skyloom.render.noise import hash_bits, hash_unit

CELL = 0.09  # metres between the lattice's nodes
MOST = 48  # cells along an edge
RAYS = 64  # from each node
BOUNCES = 4
GREENS = 0.5  # of the land's colours that reach the room: cameras balance them away
MOST_WINDOWS = 6
NEAR = 1e-3  # metres by which rays start off a surface
SUN_SPREAD = 0.006  # tangent of the sun's radius, a little hazy
Planes = dict[str, NDArray[np.float32]]
Chance = Callable[[int], Float]  # numbers in [0, 1) by dimension
ROOT = 1.0850702  # of x**9 = x + 1: steps of an additive sequence that fills eight dimensions evenly
STEPS = tuple(ROOT ** -(k + 1) for k in range(8))


@dataclass(frozen=True)
class Met:
    """Where rays meet quads."""

    valid: Bool
    distance: Float
    quad: UInt32
    s: Float
    t: Float


@dataclass(frozen=True)
class Eye:
    """A camera as kernels take it; `right` and `up` are as long as half of the picture's width is."""

    place: Point3f
    right: Vector3f
    up: Vector3f
    ahead: Vector3f
    barrel: Float

    @classmethod
    def of(cls, camera: Camera) -> Eye:
        """Take over a camera."""
        right, up, ahead = camera.axes()

        def vector(values: Any) -> Vector3f:
            return dr.opaque(Vector3f, [float(value) for value in values])

        return cls(
            place=Point3f(vector(camera.place)),
            right=vector(right * camera.tangent),
            up=vector(up * camera.tangent),
            ahead=vector(ahead),
            barrel=dr.opaque(Float, camera.barrel),
        )


class Mesh:
    """Some quads that rays can meet."""

    def __init__(self, corners: NDArray[np.float64], chosen: NDArray[np.bool_]) -> None:
        self.numbers = UInt32(np.flatnonzero(chosen).astype(np.uint32))
        self.is_empty = not chosen.any()
        if self.is_empty:
            return
        points = corners[chosen].reshape(-1, 3).astype(np.float32)
        first = 4 * np.arange(int(chosen.sum()), dtype=np.uint32)[:, None]
        faces = (first + np.array([0, 1, 2, 0, 2, 3], np.uint32)).astype(np.uint32)
        shape = mi.Mesh("quads", len(points), 2 * len(first), has_vertex_normals=False)
        values = mi.traverse(shape)
        values["vertex_positions"] = Float(points.ravel())
        values["faces"] = UInt32(faces.ravel())
        values.update()
        self.scene = mi.load_dict({"type": "scene", "quads": shape})

    def meet(self, origin: Point3f, direction: Vector3f, most: Float | float, active: Bool | bool = True) -> Met:
        """Return the nearest quads within `most` metres."""
        if self.is_empty:
            return Met(Bool(False), Float(dr.inf), UInt32(0), Float(0), Float(0))
        found = self.scene.ray_intersect_preliminary(
            Ray3f(origin, direction, most, 0.0, []), coherent=False, active=active
        )
        valid = found.is_valid() & active
        b1, b2 = found.prim_uv.x, found.prim_uv.y
        is_second = (found.prim_index & 1) == 1
        quad = dr.gather(UInt32, self.numbers, found.prim_index >> 1, active=valid)
        return Met(valid, found.t, quad, dr.select(is_second, b1, b1 + b2), dr.select(is_second, b1 + b2, b2))

    def blocks(self, origin: Point3f, direction: Vector3f, most: Float | float, active: Bool | bool = True) -> Bool:
        """Return whether anything stands within `most` metres."""
        return self.scene.ray_test(Ray3f(origin, direction, most, 0.0, []), coherent=False, active=active)


class Stage:
    """A plan with its light."""

    def __init__(self, plan: Plan, view: NDArray[np.float32], pictures: NDArray[np.float32]) -> None:
        """Take the room, the panorama outside (h, 2 h, 4; light and share of sky) and its pictures (n, 256, 256, 3)."""
        model = plan.model
        corners, normals = np.concatenate(model.corners), np.concatenate(model.normals)
        of = np.concatenate(model.of)
        self.plan = plan
        self.surfaces = Surfaces(model.surfaces, pictures)
        kinds = np.array([surface.kind for surface in model.surfaces])[of]
        is_solid = (kinds == Kind.SOLID) | (kinds == Kind.MIRROR)
        self.solid, self.panes = Mesh(corners, is_solid), Mesh(corners, ~is_solid)
        self.reflections = 2 if (kinds == Kind.MIRROR).any() else 1
        self.layers = 0 if is_solid.all() else 3 if (kinds == Kind.SHEER).any() else 2  # panes that a ray may pass
        self.corners = [Float(corners[:, k].astype(np.float32).ravel()) for k in range(4)]
        self.normals = [Float(normals[:, k].astype(np.float32).ravel()) for k in range(4)]
        self.of = UInt32(of.astype(np.uint32))
        self.turn = dr.opaque(Float, plan.view_turn)  # opaque: another room finds its kernels compiled
        self.view = Plate(view)
        soft = view[: len(view) // 32 * 32, :, :3].reshape(32, len(view) // 32, 64, -1, 3).mean(axis=(1, 3))
        grey = soft.mean(axis=-1, keepdims=True)
        self.soft = Plate(np.asarray(grey + GREENS * (soft - grey), np.float32))
        self.lowered = dr.opaque(Float, plan.view_lowered)
        self.daylight = dr.opaque(Float, plan.daylight)
        self.gain = dr.opaque(Float, plan.daylight / float(soft[:18].mean()))
        self._light_up()
        self._lay(corners, normals)
        self._bake()

    def outside(self, direction: Vector3f, texture: Plate) -> list[Float]:
        """Return the panorama's channels in a direction."""
        heading = dr.atan2(direction.x, direction.y) * dr.inv_two_pi + 0.5 + self.turn
        level = dr.sqrt(direction.x * direction.x + direction.y * direction.y)
        rise = dr.atan2(direction.z, level)
        rise *= dr.select(rise > 0, 1 + (self.lowered - 1) * dr.exp(-3 * rise), 1.0)  # land sinks, the zenith stays
        return texture.at(heading - dr.floor(heading), 0.5 - rise * dr.inv_pi)

    def normal(self, met: Met) -> Vector3f:
        """Return the smooth normals, as the quads have them."""
        return dr.normalize(self._mixed(self.normals, met))

    def lit(self, met: Met, lattice: Color3f) -> Color3f:
        """Return a lattice's value where rays met quads."""
        nu = dr.gather(UInt32, self.nu, met.quad)
        nv = dr.gather(UInt32, self.nv, met.quad)
        x, y = dr.clip(met.s, 0, 1) * Float(nu), dr.clip(met.t, 0, 1) * Float(nv)
        i = dr.minimum(UInt32(x), nu - 1)
        j = dr.minimum(UInt32(y), nv - 1)
        u, v = x - Float(i), y - Float(j)
        base = dr.gather(UInt32, self.first, met.quad) + j * (nu + 1) + i

        def node(offset: Any) -> Color3f:
            return dr.gather(Color3f, lattice, base + offset, active=met.valid)

        low = node(0) * (1 - u) + node(1) * u
        high = node(nu + 1) * (1 - u) + node(nu + 2) * u
        return low * (1 - v) + high * v

    def shot(self, camera: Camera, width: int, height: int, samples: int, seed: int) -> Planes:
        """Return light (h, w, 3) by where it comes from, and shares of each pixel (h, w)."""
        total: dict[str, Any] = {}
        eye = Eye.of(camera)
        index = dr.arange(UInt32, width * height)
        for number in range(samples):
            part = self._look(eye, width, height, index, dr.opaque(UInt32, (seed * 64 + number) & 0xFFFFFFF))
            total = part if not total else {name: total[name] + part[name] for name in part}
            dr.eval(total)
        planes: Planes = {}
        for name, value in total.items():
            array = np.array(value / samples, np.float32)
            channels = (3,) if array.ndim == 2 else ()
            spread = np.broadcast_to(array, (*channels, width * height))  # without glass its share is one number
            planes[name] = np.ascontiguousarray(spread.T.reshape(height, width, *channels))
        return planes

    def _mixed(self, corners: list[Float], met: Met) -> Vector3f:
        a, b, c, d = (dr.gather(Vector3f, each, met.quad, active=met.valid) for each in corners)
        return dr.lerp(dr.lerp(a, b, met.s), dr.lerp(d, c, met.s), met.t)

    def _light_up(self) -> None:
        """Make tables of lamps, windows and sun."""

        def table(rows: list[Any]) -> Float:
            return Float(np.array(rows, np.float32).ravel())

        lamps, panes = self.plan.lamps, self.plan.openings
        self.lamps = [table([getattr(lamp, name) for lamp in lamps]) for name in ("place", "radius", "colour", "down")]
        areas = np.array([pane.area for pane in panes])
        self.windows = [
            table([getattr(pane, name) for pane in panes]) for name in ("origin", "across", "along", "passed")
        ]
        self.ends = table(list(np.cumsum(areas) / max(areas.sum(), 1e-6)))
        self.window_area = dr.opaque(Float, float(areas.sum()))
        self.lamp_count, self.window_count = dr.opaque(UInt32, len(lamps)), dr.opaque(UInt32, len(panes))
        if self.plan.sun is not None:
            self.sunward = dr.opaque(Vector3f, self.plan.sun.toward)
            self.sunshine = dr.opaque(Color3f, self.plan.sun.colour)

    def _lay(self, corners: NDArray[np.float64], normals: NDArray[np.float64]) -> None:
        """Lay a lattice on each quad; its nodes are a little off edges and surfaces."""
        wide = np.linalg.norm(corners[:, 1] - corners[:, 0], axis=1)
        deep = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
        nu, nv = (np.clip(np.ceil(size / CELL), 1, MOST).astype(np.uint32) for size in (wide, deep))
        counts = (nu + 1) * (nv + 1)
        first = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.uint32)
        self.nu, self.nv, self.first = UInt32(nu), UInt32(nv), UInt32(first)
        self.wide, self.deep = Float(wide.astype(np.float32)), Float(deep.astype(np.float32))
        quad = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        place = np.arange(counts.sum(), dtype=np.uint32) - first[quad]
        self.node_quad = UInt32(quad)
        self.node_i, self.node_j = UInt32(place % (nu[quad] + 1)), UInt32(place // (nu[quad] + 1))
        self.nodes = int(counts.sum())
        shares = []
        for number, cells, size in (place % (nu[quad] + 1), nu, wide), (place // (nu[quad] + 1), nv, deep):
            edge = np.minimum(0.02 / np.maximum(size, 1e-6), 0.2)[quad]  # metres
            shares.append(np.clip(number / cells[quad], edge, 1 - edge)[:, None])
        s, t = shares

        def mixed(each: NDArray[np.float64]) -> NDArray[np.float64]:
            a, b, c, d = (each[quad, k] for k in range(4))
            return np.asarray((a * (1 - s) + b * s) * (1 - t) + (d * (1 - s) + c * s) * t)

        normal = mixed(normals)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
        self.node_place = Float((mixed(corners) + 0.004 * normal).astype(np.float32).ravel())
        self.node_normal = Float(normal.astype(np.float32).ravel())

    def _bake(self) -> None:
        """Fill the lattices: irradiance over pi of everything but the sun, of the sun, and their sum after bounces."""
        ray = dr.arange(UInt32, self.nodes * RAYS)
        node = ray // RAYS
        place, normal = dr.gather(Point3f, self.node_place, node), dr.gather(Vector3f, self.node_normal, node)
        turn_of = Float(ray % RAYS) + 0.5

        def chance(number: int) -> Float:  # the same at every node: what neighbours err by is the same, too
            whole = turn_of * STEPS[number % len(STEPS)] + 0.5
            return whole - dr.floor(whole)

        sun = self._sun(place, normal, chance)
        direct = self._lamps(place, normal, chance) + self._windows(place, normal, chance)
        sun, direct = _mean(sun), _mean(direct)
        dr.eval(sun, direct)
        radius, turn = dr.sqrt(chance(5)), dr.two_pi * chance(6)
        local = Vector3f(radius * dr.cos(turn), radius * dr.sin(turn), 0)
        local.z = dr.sqrt(dr.maximum(1 - radius * radius, 0))
        hit = self.solid.meet(place, mi.Frame3f(normal).to_world(local), 100.0)
        albedo = dr.select(hit.valid, self.surfaces.mean(dr.gather(UInt32, self.of, hit.quad)), 0)
        dr.eval(hit.valid, hit.quad, hit.s, hit.t, albedo)
        soft = Color3f(direct)
        for _ in range(BOUNCES):
            soft = direct + _mean(albedo * (self.lit(hit, soft) + self.lit(hit, sun)))
            dr.eval(soft)
        self.light, self.sun = self._smooth(self._smooth(soft)), sun
        dr.eval(self.light)

    def _smooth(self, lattice: Color3f) -> Color3f:
        nu, nv = (Int32(dr.gather(UInt32, each, self.node_quad)) for each in (self.nu, self.nv))
        first = Int32(dr.gather(UInt32, self.first, self.node_quad))
        total, weights = Color3f(0), Float(0)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                i, j = Int32(self.node_i) + dx, Int32(self.node_j) + dy
                inside = (i >= 0) & (j >= 0) & (i <= nu) & (j <= nv)
                weight = dr.select(inside, float((2 - abs(dx)) * (2 - abs(dy))), 0.0)
                total += weight * dr.gather(Color3f, lattice, UInt32(first + j * (nu + 1) + i), active=inside)
                weights += weight
        return dr.select((nu > 1) | (nv > 1), total / weights, lattice)

    def _sun(self, place: Point3f, normal: Vector3f, chance: Chance) -> Color3f:
        if self.plan.sun is None:
            return Color3f(0) * place.x
        toward, colour = self.sunward, self.sunshine
        spread = Vector3f(chance(1) - 0.5, chance(2) - 0.5, chance(3) - 0.5) * (2 * SUN_SPREAD)
        toward = dr.normalize(toward + spread)
        facing = dr.dot(normal, toward)
        free = (facing > 0) & ~self.solid.blocks(place, toward, 100.0, facing > 0)
        veiled = self.panes.meet(place, toward, 100.0, free)
        kind = dr.gather(UInt32, self.of, veiled.quad)
        passed = 1 - dr.select(veiled.valid, self.surfaces.veil(kind), 0)
        return dr.select(free, colour * facing * passed, 0)

    def _lamps(self, place: Point3f, normal: Vector3f, chance: Chance) -> Color3f:
        if not self.plan.lamps:
            return Color3f(0) * place.x
        which = UInt32(chance(11) * (Float(self.lamp_count) - 1e-3))
        kinds = (Point3f, Float, Color3f, Float)
        centre, radius, colour, down = (
            dr.gather(kind, each, which) for kind, each in zip(kinds, self.lamps, strict=True)
        )
        aim = centre + Vector3f(chance(12) - 0.5, chance(13) - 0.5, chance(14) - 0.5) * radius * 1.4
        way = aim - place
        distance = dr.norm(way)
        toward = way / distance
        facing = dr.dot(normal, toward)
        blocked = self.solid.blocks(place, toward, dr.maximum(distance - 1.3 * radius, 0.0), facing > 0)
        beam = dr.lerp(Float(1), dr.maximum(toward.z, 0) ** 2, down)
        strength = facing * beam / dr.maximum(distance * distance, 0.3) * Float(self.lamp_count)
        return dr.select((facing > 0) & ~blocked, colour * strength, 0)

    def _windows(self, place: Point3f, normal: Vector3f, chance: Chance) -> Color3f:
        if not self.plan.openings:
            return Color3f(0) * place.x
        which = UInt32(0)
        for number in range(MOST_WINDOWS):
            end = dr.gather(Float, self.ends, UInt32(number), active=number + 1 < self.window_count)
            which += dr.select((number + 1 < self.window_count) & (chance(21) > end), UInt32(1), UInt32(0))
        kinds = (Point3f, Vector3f, Vector3f, Float)
        origin, across, along, passed = (
            dr.gather(kind, each, which) for kind, each in zip(kinds, self.windows, strict=True)
        )
        way = origin + across * chance(22) + along * chance(23) - place
        distance = dr.norm(way)
        toward = way / distance
        facing = dr.dot(normal, toward)
        leaving = dr.abs(dr.dot(dr.normalize(dr.cross(across, along)), toward))
        blocked = self.solid.blocks(place, toward, distance * 0.999, facing > 0)
        seen = self.outside(toward, self.soft)
        colour = Color3f(seen[0], seen[1], seen[2]) * (self.gain)
        strength = facing * leaving / dr.maximum(distance * distance, 0.01) * (self.window_area * dr.inv_pi) * passed
        return dr.select((facing > 0) & ~blocked, colour * strength, 0)

    def _look(self, eye: Eye, width: int, height: int, index: UInt32, seed: UInt32) -> dict[str, Any]:
        key = hash_bits(index ^ hash_bits(seed * 9781 + 1))
        x = (Float(index % width) + _unit(key, 31)) / width * 2 - 1
        y = (Float(index // width) + _unit(key, 32)) / width * 2 - height / width
        bend = 1 + eye.barrel * (x * x + y * y)
        direction = dr.normalize(eye.ahead + (eye.right * x - eye.up * y) * bend)
        origin = eye.place
        light: dict[str, Any] = {name: Color3f(0) for name in ("room", "sun", "outside")}
        shares: dict[str, Any] = {name: Float(0) for name in ("glass", "sky", "beyond", "mirror")}
        passed, clear = Color3f(1), Float(1)
        active, is_mirrored, is_glazed = Bool(True), Bool(False), Bool(False)
        for reflection in range(self.reflections):
            hit = self.solid.meet(origin, direction, 200.0, active)
            start, left = origin, dr.select(hit.valid, hit.distance, 200.0)
            for _ in range(self.layers):
                pane = self.panes.meet(start, direction, left, active)
                number = dr.gather(UInt32, self.of, pane.quad)
                kind = self.surfaces.kind(number)
                is_sheer = pane.valid & (kind == int(Kind.SHEER))
                is_glazed |= pane.valid & (kind == int(Kind.GLASS)) & ~is_mirrored
                hidden = dr.select(
                    is_sheer, self.surfaces.woven(number, pane.s * dr.gather(Float, self.wide, pane.quad)), 0
                )
                shine = self.lit(pane, self.light) + self.surfaces.through(number) * self.daylight
                light["room"] += dr.select(is_sheer, passed * hidden * self.surfaces.mean(number) * shine, 0)
                passed *= dr.select(pane.valid & ~is_sheer, self.surfaces.mean(number), Color3f(1)) * (1 - hidden)
                clear *= 1 - hidden
                start = dr.select(pane.valid, start + direction * (pane.distance + NEAR), start)
                left = dr.select(pane.valid, left - pane.distance - NEAR, left)
            number = dr.gather(UInt32, self.of, hit.quad)
            normal = self.normal(hit)
            is_back = dr.dot(normal, direction) > 0
            normal = dr.select(is_back, -normal, normal)
            place = origin + direction * hit.distance + normal * NEAR
            is_mirror = hit.valid & (self.surfaces.kind(number) == int(Kind.MIRROR)) & active
            shade = hit.valid & active & ~is_mirror
            metres = Point2f(
                hit.s * dr.gather(Float, self.wide, hit.quad), hit.t * dr.gather(Float, self.deep, hit.quad)
            )
            size = Point2f(dr.gather(Float, self.wide, hit.quad), dr.gather(Float, self.deep, hit.quad))
            colour = self.surfaces.colour(number, metres, Point2f(hit.s, hit.t), size, hit.quad)
            glow = self.surfaces.glow(number, colour) + self.surfaces.through(number) * self.daylight * colour
            own = colour * self.lit(hit, self.light) + glow
            sunny = colour * self._sun(place, normal, partial(_unit, key + UInt32(977 * reflection)))
            light["room"] += dr.select(shade, passed * own, 0)
            light["sun"] += dr.select(shade, passed * sunny, 0)
            self._gloss(light, place, normal, direction, number, passed, shade, key)
            seen = self.outside(direction, self.view)
            away = active & ~hit.valid
            light["outside"] += dr.select(away, passed * Color3f(seen[0], seen[1], seen[2]), 0)
            shares["sky"] += dr.select(away & is_glazed, clear * dr.clip(seen[3], 0, 1), 0)
            shares["beyond"] += dr.select(away & is_glazed, clear, 0)
            shares["mirror"] += dr.select(is_mirror, 1.0, 0.0)
            passed = dr.select(is_mirror, passed * self.surfaces.mean(number), passed)
            is_mirrored |= is_mirror
            active = is_mirror
            origin = dr.select(is_mirror, place, origin)
            direction = dr.select(is_mirror, mi.reflect(-direction, normal), direction)
        shares["glass"] = dr.select(is_glazed, 1.0, 0.0)
        return light | shares

    def _gloss(
        self,
        light: dict[str, Any],
        place: Point3f,
        normal: Vector3f,
        direction: Vector3f,
        number: UInt32,
        passed: Color3f,
        active: Bool,
        key: UInt32,
    ) -> None:
        """Add what glossy surfaces mirror."""
        gloss, rough = self.surfaces.gloss(number)
        active &= gloss > 0
        spread = Vector3f(*(_unit(key, 40 + k) + _unit(key, 43 + k) - 1 for k in range(3))) * rough
        away = dr.normalize(mi.reflect(-direction, normal) + spread)
        away = dr.select(dr.dot(away, normal) > 0.01, away, dr.normalize(away + normal * 0.2))
        grazing = 1 - dr.clip(dr.dot(away, normal), 0, 1)
        share = passed * (gloss + (1 - gloss) * (grazing**5) * dr.maximum(0.0, 1 - 3 * rough))
        hit = self.solid.meet(place, away, 100.0, active)
        colour = self.surfaces.mean(dr.gather(UInt32, self.of, hit.quad))
        glow = self.surfaces.glow(dr.gather(UInt32, self.of, hit.quad), Color3f(1))
        inside = colour * self.lit(hit, self.light) + dr.minimum(glow, 8.0)
        light["room"] += dr.select(active & hit.valid, share * inside, 0)
        light["sun"] += dr.select(active & hit.valid, share * colour * self.lit(hit, self.sun), 0)
        seen = self.outside(away, self.view)
        light["outside"] += dr.select(active & ~hit.valid, share * Color3f(seen[0], seen[1], seen[2]), 0)


def _unit(key: UInt32, number: int) -> Float:
    return hash_unit(key ^ UInt32(number * 0x9E3779B1 & 0xFFFFFFFF))


def _mean(values: Color3f) -> Color3f:
    """Return the mean of each node's rays."""
    return dr.block_sum(values, RAYS) / RAYS
