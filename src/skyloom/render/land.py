"""The land and the water of a scene: built once, then traced and shaded ray by ray."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace

import drjit as dr
import mitsuba as mi
import numpy as np
from mitsuba import Bool, Color3f, Float, Int32, Point2f, Point3f, Ray3f, UInt32, Vector3f

from skyloom.core.scene import Place, SceneSpec, TerrainKind, WaterKind
from skyloom.geometry.meshes import UV_STEPS, Packed, merged
from skyloom.render import marks
from skyloom.render.built import built_light
from skyloom.render.clock import Clock
from skyloom.render.finish import Evening
from skyloom.render.glow import Lampglow
from skyloom.render.ground import EARTH_RADIUS, WANTED, Ground, Survey, ground_of, heights, outlook, survey
from skyloom.render.ground_light import filmed, surface_light
from skyloom.render.indoors import Indoors
from skyloom.render.light import Light, Sky
from skyloom.render.materials import Palette
from skyloom.render.occlusion import openness_of, with_openness
from skyloom.render.plants import thing_light
from skyloom.render.relief import Relief
from skyloom.render.shafts import Shafts
from skyloom.render.softlight import Softlight
from skyloom.render.swell import is_meshed, swell_of
from skyloom.render.vegetation import look_at
from skyloom.render.water import Waters
from skyloom.render.water_light import water_light
from skyloom.world.built import Lamps, Plume, Shelter, together
from skyloom.world.burning import burning
from skyloom.world.cover import cover_of, is_tropical
from skyloom.world.kinds import BUILT, Material
from skyloom.world.landform import landform_of
from skyloom.world.nature import nature
from skyloom.world.neonlight import in_neon
from skyloom.world.places.registry import place
from skyloom.world.placing import FAR_SPECK, Plan, nowhere
from skyloom.world.planting import planted
from skyloom.world.plumes import volcano_smoke
from skyloom.world.things.registry import things

Parts = tuple[Color3f, Vector3f, Color3f, UInt32]  # radiance, normal, albedo, material

PENUMBRA = 0.75  # of the true width: one ray a pixel shows grain in wide ones
THIN_AIR = -150.0  # metres; what lies deeper is below a hanging island
LOWEST_EDGE = -5.0  # metres outside a hanging island's edge at which its ground ends
ATTEMPTS = 6  # landforms to choose from
EYE = 1.7  # metres over the ground
CAVE_MOSS = 0.12  # share of the moss that grows on stones in a cave
EYE_AFLOAT = 2.6  # metres over the water


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How fine the land is built."""

    azimuths: int = 1280
    rings: int = 400
    plants: float = 1.0  # factor on the number of small plants and stones
    rays: int = 4  # from each vertex of the ground, that look for the sky
    bounces: int = 0  # of the sky's light between surfaces


@dataclass(frozen=True)
class Hit:
    """Where rays meet the land or the water."""

    valid: Bool
    distance: Float  # metres along the ray; infinity where nothing is met
    is_water: Bool
    face: UInt32
    weights: Point2f  # barycentric, of the face's second and third corner


@dataclass(frozen=True)
class Shaded:
    """What the eye gets from a hit, before the air between."""

    radiance: Color3f
    normal: Vector3f
    albedo: Color3f
    material: UInt32  # a Material


class Land:
    """A built world under the sky. `eye` is where the camera stands."""

    scene: mi.Scene
    _colours: UInt32  # packed, of the vertices
    plumes: tuple[Plume, ...] = ()  # of smoke

    def __init__(
        self,
        mesh: Packed,
        ground: Ground | None,
        palette: Palette,
        waters: Waters | None,
        eye: float,
        lamps: Lamps,
        evening: Evening,
        indoors: Indoors | None = None,
        detail: Detail | None = None,
        clock: Clock | None = None,
    ) -> None:
        clock = clock or Clock()
        self._hold(mesh)
        clock.lap("bvh")
        self.lamps, self.evening, self.indoors = lamps, evening, indoors
        self.has_swell = waters is not None and waters.is_rough
        self.shafts: Shafts | None = None  # beams of light, once somebody has looked
        self.soft: Softlight | None = None  # what lamps and near surfaces send, once somebody has looked
        self.glow: Lampglow | None = None  # of the night's air, once somebody has looked
        self.ground, self.palette, self.waters = ground, palette, waters
        if ground is not None:
            light = detail or Detail()
            openness = openness_of(self.scene, ground, rays=light.rays, bounces=light.bounces)
            self._colours = with_openness(self._colours, openness)
            dr.eval(self._colours)
            clock.lap("openness")
        self.eye = Point3f(0, 0, eye)
        dr.make_opaque(self.eye)

    def _hold(self, mesh: Packed) -> None:
        self._mesh_faces = UInt32(mesh.faces.ravel())
        self._normals, self._colours = UInt32(mesh.normal), UInt32(mesh.colour)
        self._materials, self._uvs = UInt32(mesh.material), UInt32(mesh.uv)
        self.kinds = frozenset(np.flatnonzero(np.bincount(mesh.material & 255)).tolist())  # of materials
        self.has_built = bool(((mesh.material & 255) >= BUILT).any())
        self.scene = _scene(mesh, self._mesh_faces)
        self.triangles = len(mesh.faces)
        dr.eval(self._mesh_faces, self._normals, self._colours, self._materials, self._uvs)

    @classmethod
    def build(cls, scene: SceneSpec, seed: int, detail: Detail | None = None, clock: Clock | None = None) -> Land:
        """Build the land of a scene; the same seed builds the same land."""
        detail, clock = detail or Detail(), clock or Clock()
        if scene.site.place in (Place.SPACE, Place.COCKPIT):
            return cls._adrift(scene, seed)
        relief, eye, seen = _best_place(scene, seed)
        form = relief.form
        ground = ground_of(relief, seen, azimuths=detail.azimuths, rings=detail.rings)
        far = seen.visible & (seen.radii > 60)[None] & (seen.height > THIN_AIR)
        low, high = np.percentile(seen.height[far], (5, 99.5)) if far.any() else (0.0, 60.0)
        is_by_water = form.water is not WaterKind.NONE
        cover = cover_of(scene, seed)
        palette = Palette(
            cover,
            seed=form.seed,
            heading=form.heading,
            snow_from=float(low),
            snow_to=float(high),
            is_by_water=is_by_water,
        )
        waters = Waters(scene.water, seed, is_tropical=is_tropical(scene)) if is_by_water else None
        plan = Plan(form, cover, look_at(ground, palette, relief), eye, detail.plants, seed, scene)
        here = place(plan)
        built = together(
            [here, nature(plan), burning(plan), volcano_smoke(plan), *things(replace(plan, taken=here.taken))]
        )
        built = together([built, planted(replace(plan, taken=built.taken))])
        land = _land_mesh(ground, palette, relief)
        indoors = Indoors(built.shelter) if built.shelter else None
        if built.shelter:
            land = _without(land, built.shelter)
            palette.daylight = dr.opaque(Float, 1.0 if built.shelter.rim is None else CAVE_MOSS)
        swell = [swell_of(waters, relief)] if waters is not None and waters.is_rough else []
        mesh = merged([land, *built.meshes, *swell])
        clock.lap("world")
        height = eye + scene.site.height_m
        lamps = in_neon(built.lamps, scene)
        made = cls(mesh, ground, palette, waters, height, lamps, Evening(scene), indoors, detail, clock)
        made.plumes = built.smoke
        return made

    @classmethod
    def _adrift(cls, scene: SceneSpec, seed: int) -> Land:
        """Build what floats around a camera in space, where there is no ground."""
        form = landform_of(scene, seed)
        cover = replace(cover_of(scene, seed), grass=0.0, snow=0.0, wet=0.0)
        palette = Palette(cover, seed=form.seed, heading=form.heading, snow_from=0, snow_to=1, is_by_water=False)
        plan = Plan(form, cover, nowhere, 0.0, 1.0, seed, scene)
        built = together([place(plan), *things(plan)])
        mesh = merged([*built.meshes, FAR_SPECK])
        indoors = Indoors(built.shelter) if built.shelter else None
        return cls(mesh, None, palette, None, scene.site.height_m, built.lamps, Evening(scene), indoors)

    def remade(self, mesh: Packed) -> Land:
        """Return the same land with another mesh, whose corners know how open they are."""
        other = copy(self)
        other._hold(mesh)
        other.has_swell = False  # waves were part of the old mesh
        return other

    def trace(self, origin: Point3f, direction: Vector3f, active: Bool | bool = True) -> Hit:
        """Return where rays first meet land or water; directions are unit vectors."""
        found = self.scene.ray_intersect_preliminary(Ray3f(origin, direction), coherent=True, active=active)
        # A ray may slip through the edge between two triangles; beside it there is ground.
        missed = ~found.is_valid() & (direction.z < -0.01) & active
        aside = Ray3f(origin, dr.normalize(direction + Vector3f(1.3e-4, -0.7e-4, -1.1e-4)))
        again = self.scene.ray_intersect_preliminary(aside, coherent=True, active=missed)
        is_solid = found.is_valid() | again.is_valid()
        distance = dr.select(found.is_valid(), found.t, dr.select(again.is_valid(), again.t, dr.inf))
        face = dr.select(missed, again.prim_index, found.prim_index)
        weights = dr.select(missed, again.prim_uv, found.prim_uv)
        is_water = Bool(False)
        if self.waters is not None:
            level = self.waters.distance(origin, direction)
            if self.has_swell:
                met = origin + direction * dr.select(dr.isfinite(level), level, 0)
                level = dr.select(is_meshed(met), dr.inf, level)
                number = dr.gather(UInt32, self._materials, face, is_solid)
                is_water = is_solid & ((number & 255) == int(Material.WATER))
            is_near = (level < distance) & active
            is_water |= is_near
            distance = dr.select(is_near, level, distance)
        return Hit(is_solid | is_water, distance, is_water, face, weights)

    def shade(
        self, hit: Hit, origin: Point3f, direction: Vector3f, pixel: Float | float, light: Light, sky: Sky
    ) -> Shaded:
        """Return the light that leaves the hits towards the eye; `pixel` is a pixel's width in radians."""
        return _shade(self, hit, origin, direction, Float(pixel), light, sky)

    def attributes(
        self, face: UInt32, weights: Point2f, active: Bool | bool = True
    ) -> tuple[Vector3f, Color3f, Float, UInt32]:
        """Return the interpolated normal, colour and openness of a face, and its number: material and tag."""
        normal, colour, openness = Vector3f(0), Color3f(0), Float(0)
        for corner, weight in enumerate((1 - weights.x - weights.y, weights.x, weights.y)):
            vertex = dr.gather(UInt32, self._mesh_faces, face * 3 + corner, active)
            bits = dr.gather(UInt32, self._normals, vertex, active)
            normal += weight * (Vector3f(*(Float(Int32((bits >> k) & 1023)) for k in (0, 10, 20))) - 512)
            bits = dr.gather(UInt32, self._colours, vertex, active)
            root = Color3f(*(Float(Int32((bits >> k) & 255)) * (1 / 255.0) for k in (0, 8, 16)))
            colour += weight * root * root
            openness += weight * Float(Int32(bits >> 24)) * (1 / 255.0)
        return dr.normalize(normal), colour, openness, dr.gather(UInt32, self._materials, face, active)

    def wall(self, face: UInt32, weights: Point2f, active: Bool | bool = True) -> Point2f:
        """Return the wall coordinates of a face, metres."""
        at = Point2f(0)
        for corner, weight in enumerate((1 - weights.x - weights.y, weights.x, weights.y)):
            vertex = dr.gather(UInt32, self._mesh_faces, face * 3 + corner, active)
            bits = dr.gather(UInt32, self._uvs, vertex, active)
            at += weight * Point2f(Float(bits & 0xFFFF), Float(bits >> 16)) * (1 / UV_STEPS)
        return at

    def is_lit(self, position: Point3f, direction: Vector3f) -> Bool:
        """Tell whether nothing of the land stands between a point and the light."""
        return ~self.scene.ray_test(Ray3f(position, direction), coherent=True)


def _best_place(scene: SceneSpec, seed: int) -> tuple[Relief, float, Survey]:
    """Return the landform with the best outlook of a few, the height of the eye and what it sees."""
    places = []
    for attempt in range(ATTEMPTS if scene.terrain.kind in WANTED else 1):
        relief = Relief(landform_of(scene, seed, attempt=attempt))
        foot = float(heights(relief, np.zeros(1), np.zeros(1))[0])
        eye = EYE_AFLOAT if relief.form.is_afloat else max(foot, 0.0) + EYE
        places.append((relief, eye, survey(relief, eye)))
    return max(places, key=lambda place: outlook(place[2], place[0]))


def _scene(mesh: Packed, faces: UInt32) -> mi.Scene:
    shape = mi.Mesh("land", len(mesh.position), len(mesh.faces), has_vertex_normals=False)
    parameters = mi.traverse(shape)
    parameters["vertex_positions"] = Float(mesh.position.ravel())
    parameters["faces"] = faces
    parameters.update()
    return mi.load_dict({"type": "scene", "land": shape})


def _land_mesh(ground: Ground, palette: Palette, relief: Relief) -> Packed:
    p, normal = ground.position, ground.normal
    own, way = (dr.sqrt(mark(relief, p.x, p.y)) for mark in (marks.special, marks.path))
    woods = palette.woods(p.x, p.y, p.z, normal.z) * (1 - own)
    bits = UInt32(0xFF000000)
    for share, shift in ((woods, 0), (own, 8), (way, 16)):
        bits |= UInt32(Int32(dr.clip(share, 0, 1) * 255 + 0.5)) << shift
    packed = UInt32(0)
    for axis, shift in zip(normal, (0, 10, 20), strict=True):
        packed |= UInt32(Int32(dr.clip(dr.round(axis * 511 + 512), 0, 1023))) << shift
    position = np.ascontiguousarray(p.numpy().T)
    faces = ground.faces.numpy().reshape(-1, 3)
    if relief.form.kind is TerrainKind.FLOATING and relief.form.water is WaterKind.NONE:
        inside = marks.kept_ground(relief, p.x, p.y).numpy()
        faces = faces[(inside[faces] > LOWEST_EDGE).any(axis=1)]
    return Packed(
        position,
        faces,
        packed.numpy(),
        bits.numpy(),
        np.full(len(faces), int(Material.GROUND), np.uint32),
        np.zeros(len(position), np.uint32),
    )


def _without(land: Packed, shelter: Shelter) -> Packed:
    """Return the land without the faces that lie in a shelter, where there is a floor instead."""
    middle = land.position[land.faces].mean(axis=1)[:, :2]
    if shelter.rim is not None:
        place = (np.arctan2(middle[:, 0], middle[:, 1]) / (2 * np.pi) % 1 * len(shelter.rim)).astype(int)
        kept = np.hypot(middle[:, 0], middle[:, 1]) > shelter.rim[place % len(shelter.rim)]
    else:
        middle = middle - np.array(shelter.centre[:2], np.float32)
        cos, sin = np.cos(shelter.turn), np.sin(shelter.turn)
        x, y = middle[:, 0] * cos + middle[:, 1] * sin, middle[:, 1] * cos - middle[:, 0] * sin
        kept = (np.abs(x) > shelter.half[0]) | (np.abs(y) > shelter.half[1])
    return replace(land, faces=land.faces[kept], material=land.material[kept])


def _shade(land: Land, hit: Hit, origin: Point3f, direction: Vector3f, pixel: Float, light: Light, sky: Sky) -> Shaded:
    # The branches are closures: a frozen Light or Land may not be part of a traced branch's state.
    distance = dr.select(hit.valid, hit.distance, 0)
    p = origin + direction * distance
    nothing = (Color3f(0), Vector3f(0, 0, 1), Color3f(0), UInt32(int(Material.SKY)))
    solid = hit.valid & ~hit.is_water

    def on_land(face: UInt32, weights: Point2f, p: Point3f, d: Vector3f, t: Float) -> Parts:
        return solid_light(land, face, weights, p, d, t, pixel, light, sky)

    def on_water(p: Point3f, d: Vector3f, t: Float, _other: Parts) -> Parts:
        return water_light(land, p, d, t, pixel, light, sky)

    arguments = (hit.face, hit.weights, p, direction, distance)
    parts = dr.if_stmt(arguments, solid, on_land, lambda *_: nothing)
    if land.waters is not None:
        parts = dr.if_stmt((p, direction, distance, parts), hit.is_water, on_water, lambda *rest: rest[-1])
    return Shaded(*parts)


def solid_light(
    land: Land,
    face: UInt32,
    weights: Point2f,
    p: Point3f,
    direction: Vector3f,
    distance: Float,
    pixel: Float,
    light: Light,
    sky: Sky,
) -> Parts:
    """Return the light that leaves the land at `p`, its normal, its albedo and its material."""
    normal, colour, openness, number = land.attributes(face, weights)
    material = number & 255
    wide = pixel * distance
    footprint = dr.sqrt(wide * wide / dr.maximum(dr.abs(dr.dot(normal, direction)), 0.12))
    flat = Point3f(p.x, p.y, p.z + (p.x * p.x + p.y * p.y) * (1 / (2 * EARTH_RADIUS)))
    away = normal * (0.004 + 0.0012 * distance) - direction * (0.0006 * distance)
    lit = dr.select(land.is_lit(p + away, towards_disc(light, direction, pixel)), 1.0, 0.0)
    if land.indoors is not None:
        light = land.indoors.light_at(p, light, lit)
        if land.soft is not None and int(Material.ICE) in land.kinds:
            sky = land.indoors.sky_at(p, land.soft.irradiance(direction, distance, normal), sky)

    def on_ground(p: Point3f, n: Vector3f, c: Color3f, a: Float, w: Float, lit: Float, *_: object) -> Parts:
        surface = land.palette.ground(flat, n, c, w)
        surface = replace(surface, emission=surface.emission * land.evening.dim)
        radiance = filmed(surface_light(surface, a, lit, p, light), surface, a, direction, sky)
        return radiance, surface.normal, surface.albedo, UInt32(int(Material.GROUND))

    def on_thing(p: Point3f, n: Vector3f, c: Color3f, a: Float, w: Float, lit: Float, d: Vector3f, _: UInt32) -> Parts:
        return thing_light(land, number, p, n, c, a, w, lit, d, light, sky)

    def on_grown(p: Point3f, n: Vector3f, c: Color3f, a: Float, w: Float, lit: Float, d: Vector3f, m: UInt32) -> Parts:
        return dr.if_stmt((p, n, c, a, w, lit, d, m), m == int(Material.GROUND), on_ground, on_thing)

    def on_built(p: Point3f, n: Vector3f, c: Color3f, a: Float, w: Float, lit: Float, d: Vector3f, _: UInt32) -> Parts:
        at = land.wall(face, weights, material >= BUILT)
        return built_light(land, number, at, p, n, c, a, w, lit, d, light, sky)

    arguments = (p, normal, colour, openness, footprint, lit, direction, material)
    parts = dr.if_stmt(arguments, material >= BUILT, on_built, on_grown) if land.has_built else on_grown(*arguments)
    if land.soft is None:
        return parts
    radiance, bent, albedo, kind = parts
    near = land.soft.irradiance(direction, distance, normal)
    return radiance + albedo * near * (1 / dr.pi), bent, albedo, kind


def towards_disc(light: Light, direction: Vector3f, pixel: Float) -> Vector3f:
    """Return a direction to some point of the key light's disc, so that shadows are soft.

    Neighbouring pixels get points far apart on the disc, by Jimenez' interleaved gradient noise.
    """
    column = dr.atan2(direction.x, direction.y) / pixel
    row = dr.asin(dr.clip(direction.z, -1, 1)) / pixel
    turn, r = _interleaved(column, row) * dr.two_pi, dr.sqrt(_interleaved(column + 47.3, row + 17.9))
    sin, cos = dr.sincos(turn)
    r *= light.radius * PENUMBRA
    return dr.normalize(mi.Frame3f(light.direction).to_world(Vector3f(r * cos, r * sin, 1)))


def _interleaved(column: Float, row: Float) -> Float:
    inner = 0.06711056 * column + 0.00583715 * row
    outer = 52.9829189 * (inner - dr.floor(inner))
    return outer - dr.floor(outer)
