"""Cities in pictures: no pixel is broken, windows and signs shine by night, and rain mirrors them."""

from __future__ import annotations

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, Point2f, Point3f, UInt32, Vector3f

from skyloom.core.scene import Place, SceneSpec, Site, Sun, Terrain, TerrainKind
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.render.finish import Evening, Finish
from skyloom.render.panorama import render
from skyloom.render.urban import urban
from skyloom.world.kinds import Material
from skyloom.world.urban.facades import GRIDS, Facade, facade
from skyloom.world.urban.markings import Lane, Sign, asphalt, neon

DAY, NIGHT = Sun(elevation_deg=40.0), Sun(elevation_deg=-20.0)


def evening(sun: Sun, **site: float) -> Evening:
    return Evening(SceneSpec(sun=sun, site=Site(place=Place.CITY, **site)))  # type: ignore[arg-type]


def wall(number: int, hour: Evening, *, footprint: float = 0.01, material: Material = Material.FACADE) -> Finish:
    """Return the finish of a wall 20 m by 20 m, seen along a slant; 200 x 200 places."""
    x, y = dr.meshgrid(dr.linspace(Float, 0, 20, 200), dr.linspace(Float, 0, 20, 200))
    n = len(x)
    none = dr.zeros(Float, n)
    normal, direction = Vector3f(none, -1, none), Vector3f(0.3, 0.9539, none)
    tag = dr.full(UInt32, int(number) >> 8, n)
    return urban(
        dr.full(UInt32, int(material), n), tag, Point2f(x, y), Point3f(x, 0, y), normal, Color3f(0.3),
        dr.full(Float, footprint, n), direction, hour,
    )  # fmt: skip


def street(number: int, hour: Evening) -> Finish:
    """Return the finish of a road 20 m by 20 m, seen from above; 200 x 200 places."""
    x, y = dr.meshgrid(dr.linspace(Float, 0, 20, 200), dr.linspace(Float, 0, 20, 200))
    n = len(x)
    none = dr.zeros(Float, n)
    up, down = Vector3f(none, none, 1), Vector3f(none, none, -1)
    return urban(
        dr.full(UInt32, int(Material.ASPHALT), n), dr.full(UInt32, number >> 8, n), Point2f(x, y), Point3f(x, y, 0), up,
        Color3f(1), dr.full(Float, 0.01, n), down, hour,
    )  # fmt: skip


def level(colour: Color3f | Float) -> float:
    return float(np.mean(colour.numpy()))


@pytest.mark.parametrize("kind", list(Facade))
def test_every_facade_is_sound_and_lit_by_night_alone(kind):
    numbers = [int(facade(int(kind), seed)) for seed in (11, 4711, 90210)]
    by_day = [wall(number, evening(DAY)) for number in numbers]
    by_night = [wall(number, evening(NIGHT, lights=0.9)) for number in numbers]

    for finish in (*by_day, *by_night):
        assert np.isfinite(finish.emission.numpy()).all()
        assert np.isfinite(finish.normal.numpy()).all()
        assert (finish.albedo.numpy() >= 0).all()
        assert finish.albedo.numpy().max() <= 1
        assert 0 <= finish.mirror.numpy().min() <= finish.mirror.numpy().max() < 0.5
    assert sum(level(finish.emission) for finish in by_day) == 0
    assert kind is Facade.RUIN or sum(level(finish.emission) for finish in by_night) > 0.1


def test_more_lights_light_more_windows():
    number = int(facade(int(Facade.TALL), 5))
    few, many = (level(wall(number, evening(NIGHT, lights=share)).emission) for share in (0.15, 0.9))

    assert many > 2 * few > 0


def test_a_far_wall_is_the_mean_of_its_windows():
    number = int(facade(int(Facade.PUNCHED), 99))
    hour = evening(NIGHT, lights=0.6)
    near, far = wall(number, hour), wall(number, hour, footprint=8.0)

    assert np.std(far.emission.numpy()) < 0.5 * np.std(near.emission.numpy())
    assert 0.2 < level(far.emission) / level(near.emission) < 5


@pytest.mark.parametrize("style", list(Sign))
def test_signs_shine_more_by_night(style):
    number = int(neon(int(style), 0.55, columns=4, rows=6, seed=9))
    by_day, by_night = (wall(number, evening(sun), material=Material.NEON) for sun in (DAY, NIGHT))

    assert np.isfinite(by_night.emission.numpy()).all()
    assert level(by_night.emission) > level(by_day.emission) > 0


def test_bays_fit_the_grid():
    for grid in GRIDS.values():
        assert 0 <= grid.side < 0.5
        assert 0 < grid.sill < grid.head < 1


def picture(sun: Sun, place: Place = Place.CITY, **site: float) -> np.ndarray:
    scene = SceneSpec(
        sun=sun,
        site=Site(place=place, **site),  # type: ignore[arg-type]
        terrain=Terrain(kind=TerrainKind.LEVEL, forest=0.0, grass=0.0),
    )
    frame = render(scene, 3, QUALITIES["model 3"].at_width(96), has_layers=True)
    assert frame.radiance is not None
    assert np.isfinite(frame.radiance).all()
    assert np.isfinite(frame.distance[40:]).all()
    return frame.radiance


def test_rain_turns_asphalt_into_a_mirror():
    number = int(asphalt(Lane.STREET, width=12.0, length=20.0))
    dry, wet = (street(number, evening(NIGHT, wet=share)) for share in (0.0, 1.0))

    assert level(dry.mirror) == 0
    assert level(wet.mirror) > 0.01
    assert level(wet.albedo) < level(dry.albedo)


@pytest.mark.parametrize(("place", "sun"), [(Place.CYBERPUNK, NIGHT), (Place.STATION, DAY)])
def test_no_pixel_is_broken(place, sun):
    assert picture(sun, place).max() > 20
