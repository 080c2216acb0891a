"""Light indoors: none without openings and lamps, some through windows, bounded, without a seam; beams in dust."""

import math

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, Point3f, Vector3f

from skyloom.core.scene import Place, SceneSpec, Sights, Site, Sun, Terrain, TerrainKind
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.geometry.meshes import joined, placed
from skyloom.render.camera import Camera
from skyloom.render.finish import Evening
from skyloom.render.gather import indoor_light
from skyloom.render.glazing import COLOURS, Panes
from skyloom.render.indoors import Indoors
from skyloom.render.land import Land
from skyloom.render.light import Light
from skyloom.render.materials import Palette
from skyloom.render.panorama import render
from skyloom.render.shafts import shafts_of
from skyloom.world.built import Glazing, Lamps, Shelter, no_lamps
from skyloom.world.cover import cover_of
from skyloom.world.interiors.bodies import boxes
from skyloom.world.interiors.shells import Opening, slab, wall
from skyloom.world.kinds import Material, tagged

EYE, HALF, HIGH, ALBEDO = 1.6, 3.0, 3.0, 0.6
WIDTH = 96
PLASTER = int(Material.PLASTER)
INDOORS = [place for place in Place if place.is_indoors]


class NoClouds:
    def at(self, position):
        return Float(1)


class PlainSky:
    """The same light from everywhere."""

    def radiance(self, direction):
        return Color3f(5000, 5000, 5000) + 0 * Color3f(direction)

    def aerial(self, colour, distance, position, direction):
        return colour


def light(key=0.0):
    towards = dr.normalize(Vector3f(0.0, 0.8, 0.6))
    return Light(towards, Color3f(key), Color3f(12000), Color3f(2000), Float(0.005), NoClouds())


def room(holes=(), lamps=None, extra=(), haze=0.0):
    """A plain room around the eye, with openings in its north wall."""
    corners = [(-HALF, -HALF), (HALF, -HALF), (HALF, HALF), (-HALF, HALF)]
    skin = ((ALBEDO,) * 3, PLASTER)
    walls = [wall(corners[k], corners[(k + 1) % 4], (0.0, HIGH), holes if k == 2 else (), 0.2, skin) for k in range(4)]
    shell = [*walls, slab(corners, 0.0, skin, faces_up=True), slab(corners, HIGH, skin, faces_up=False), *extra]
    scene = SceneSpec()
    palette = Palette(cover_of(scene, 1), seed=1, heading=0.0, snow_from=0, snow_to=1, is_by_water=False)
    shelter = Shelter((0, 0, HIGH / 2), (HALF + 0.05, HALF + 0.05, HIGH / 2 + 0.05), haze=haze)
    mesh = placed(joined(shell))
    return Land(mesh, None, palette, None, EYE, lamps or no_lamps(), Evening(scene), Indoors(shelter))


def lux(soft, *directions):
    """The light that the eye sees on the walls in some directions."""
    found = []
    for x, y, z in directions:
        d = dr.normalize(Vector3f(x, y, z))
        reach = min(HALF / max(abs(float(d.x[0])), 1e-6), HALF / max(abs(float(d.y[0])), 1e-6))
        up = float(d.z[0])
        edge = (EYE if up < 0 else HIGH - EYE) / max(abs(up), 1e-6)
        normal = Vector3f(0, 0, -math.copysign(1, up)) if edge < reach else Vector3f(0, -math.copysign(1, y), 0)
        found.append(float(soft.irradiance(d, Float(min(reach, edge)), normal).x[0]))
    return found


def mean_over_walls(soft):
    """The light on the whole of the walls, by their area rather than by the angle that they fill."""
    distance, normal = soft._distance.numpy(), soft._normal.numpy()
    direction = Camera(WIDTH).direction(*(Float(axis) for axis in _middles())).numpy()
    slant = np.abs((direction * normal).sum(axis=0))
    elevation = np.arcsin(np.clip(direction[2], -1, 1))
    weight = np.cos(elevation) * distance**2 / np.maximum(slant, 0.05)
    return float((soft._light.numpy()[0] * weight).sum() / weight.sum())


def _middles():
    row, column = np.mgrid[: WIDTH // 2, :WIDTH]
    return (column.ravel() + 0.5).astype(np.float32), (row.ravel() + 0.5).astype(np.float32)


def test_a_room_without_openings_and_lamps_is_black():
    soft = indoor_light(room(), light(key=100_000.0), PlainSky(), WIDTH)

    assert soft.level() < 1e-3
    assert np.abs(soft.colour()).max() < 1e-3


def test_a_window_lights_the_floor_most_beside_it():
    hole = Opening(1.5, 4.5, 0.8, 2.4)
    soft = indoor_light(room([hole]), light(), PlainSky(), WIDTH)

    near, far = lux(soft, (0, 1.6, -1.6), (0, -1.6, -1.6))
    assert near > 2 * far > 20


def test_more_bounces_than_one_reach_what_the_window_does_not_see():
    hole = Opening(1.5, 4.5, 0.8, 2.4)
    ceiling_by_the_window = lux(indoor_light(room([hole]), light(), PlainSky(), WIDTH), (0, 1.2, 1.2))[0]

    assert ceiling_by_the_window > 50


def test_no_more_light_is_on_the_walls_than_a_lamp_and_its_echoes_send():
    lamp = Lamps(
        np.array([(0.5, 0.3, 2.2)], np.float32), np.full((1, 3), 100.0, np.float32), np.array([0.1], np.float32)
    )
    soft = indoor_light(room(lamps=lamp), light(), PlainSky(), WIDTH)

    area = 2 * (2 * HALF) ** 2 + 4 * 2 * HALF * HIGH
    most = 100.0 * 4 * math.pi / area / (1 - ALBEDO)
    assert 0.5 * most < mean_over_walls(soft) < 1.25 * most


def test_what_glows_lights_the_room():
    panel = boxes([(-0.8, -0.8, 2.9)], [(0.8, 0.8, 2.95)], (1.0, 1.0, 1.0), int(tagged(Material.GLOW, 200)))
    soft = indoor_light(room(extra=[panel]), light(), PlainSky(), WIDTH)

    assert 5 < soft.level() < 40


def test_light_indoors_has_no_seam():
    hole = Opening(1.5, 4.5, 0.8, 2.4)
    soft = indoor_light(room([hole]), light(), PlainSky(), WIDTH)

    picture = soft._light.numpy()[0].reshape(WIDTH // 2, WIDTH)  # the panorama itself has no public face
    across = np.abs(picture[:, 0] - picture[:, -1]).mean()
    inside = np.abs(np.diff(picture, axis=1)).mean(axis=0)
    assert across <= 1.1 * np.quantile(inside, 0.9)


def test_beams_show_where_the_sun_comes_in_and_nowhere_else():
    hole = Opening(1.5, 4.5, 0.8, 2.4)
    lit = shafts_of(room([hole]), light(key=80_000.0), 128, 0.01)
    closed = shafts_of(room(), light(key=80_000.0), 128, 0.01)
    for beams in (lit, closed):
        beams.expose(100.0)

    downwards = dr.normalize(Vector3f(0, 1, -0.6))
    assert float(lit.at(downwards).x[0]) > 5
    assert float(closed.at(downwards).x[0]) == 0


def test_beams_are_dark_until_they_are_exposed_and_never_brighter_than_told():
    beams = shafts_of(room([Opening(1.5, 4.5, 0.8, 2.4)]), light(key=80_000.0), 128, 0.01)
    direction = dr.normalize(Vector3f(0, 1, -0.6))

    before = float(beams.at(direction).x[0])
    beams.expose(3.0)

    assert before == 0
    assert float(beams.at(direction).x[0]) < 6


def test_beams_stand_in_air_without_their_veil():
    beams = shafts_of(room([Opening(1.5, 4.5, 0.8, 2.4)]), light(key=80_000.0), 128, 0.01)
    everywhere = Camera(128).direction(*(axis + 0.5 for axis in _pixels(128)))
    beams.expose(3.0)
    full = beams.at(everywhere).x.numpy()

    beams.expose(3.0, veil=0.9)

    clear = beams.at(everywhere).x.numpy()
    assert (clear < 0.02 * clear.max()).mean() > (full < 0.02 * full.max()).mean() + 0.02
    assert clear.max() > 1.0


def _pixels(width):
    rows, columns = np.mgrid[: width // 2, :width].astype(np.float32)
    return Float(columns.ravel()), Float(rows.ravel())


def test_what_lies_behind_stained_glass_is_outside():
    glass = Glazing(10.0, 6.0, 9.0, 30.0, 14.0, 0.2, 0.0)
    nave = Indoors(Shelter((0.0, 0.0, 10.0), (11.0, 31.0, 10.0), glazing=glass))

    held = nave.holds(Point3f([8.0, 8.0, 5.0, 10.5], [0.0, 0.0, 0.0, 0.0], [5.0, 15.0, 15.0, 5.0]))

    assert list(held.numpy()) == [True, False, True, False]


def test_a_shelter_knows_what_it_holds_however_it_is_turned():
    here = Indoors(Shelter((10.0, 5.0, 1.5), (4.0, 1.0, 1.5), turn=math.pi / 2))

    held = here.holds(Point3f([10.0, 10.0, 13.5], [8.5, 5.5, 5.0], [1.0, 1.0, 1.0]))

    assert list(held.numpy()) == [True, True, False]


def test_stained_glass_colours_light_and_is_cut_by_lead():
    panes = Panes(Glazing(10.0, 6.0, 9.0, 30.0, 14.0, 0.2, 0.0))
    n = 4000
    t = (dr.arange(Float, n) + 0.5) * (1 / n)
    direction = dr.normalize(Vector3f(1, t * 2 - 1, 0.05 + 0 * t))

    colour, far = panes.colour(Point3f(0, 0, 2), direction)

    seen = colour.numpy()
    assert (seen >= 0).all()
    assert seen.max() <= 1.25 * max(max(c) for c in COLOURS)
    assert 0.02 < (seen.max(axis=0) < 0.02).mean() < 0.5
    assert np.allclose((far * direction.x).numpy(), 10.0, rtol=1e-4)
    spread = np.sort(seen.max(axis=0) - seen.min(axis=0))[n // 2]
    assert spread > 0.3


def scene_of(place, **rest):
    return SceneSpec(
        site=Site(place=place), terrain=Terrain(kind=TerrainKind.LEVEL), sights=Sights(light_shafts=0.4), **rest
    )


@pytest.mark.parametrize("place", INDOORS)
def test_a_place_indoors_can_be_pictured(place):
    frame = render(scene_of(place), 3, QUALITIES["model 3"].at_width(96), has_layers=True)

    assert frame.pixels.shape == (48, 96, 3)
    assert np.isfinite(frame.radiance).all()
    assert (frame.radiance >= 0).all()
    assert 15 < frame.pixels.mean() < 220
    assert np.isfinite(frame.distance).mean() > 0.2


def test_the_same_room_is_the_same_picture():
    one, again = (render(scene_of(Place.ROOM), 4, QUALITIES["model 3"].at_width(64)).pixels for _ in range(2))

    assert one.tobytes() == again.tobytes()


def test_a_room_by_night_is_lit_by_its_lamps():
    night = render(scene_of(Place.ROOM, sun=Sun(elevation_deg=-20.0)), 3, QUALITIES["model 3"].at_width(96))

    assert night.pixels.mean() > 25
    assert night.pixels[..., 0].mean() > night.pixels[..., 2].mean()
