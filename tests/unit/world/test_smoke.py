"""Where smoke rises: from craters, chimneys and fires, and not where nobody lit one."""

from dataclasses import replace

import numpy as np
import pytest

from skyloom.core.scene import Place, SceneSpec, Season, Site, Sun, Terrain, TerrainKind
from skyloom.geometry.assembly import Assembly
from skyloom.world.built import Built, together
from skyloom.world.burning import burning
from skyloom.world.cover import cover_of
from skyloom.world.kinds import Material
from skyloom.world.landform import landform_of
from skyloom.world.placing import Plan, nowhere
from skyloom.world.plumes import hearths, stack, volcano_smoke
from skyloom.world.standing import Stand

VOLCANO = Terrain(kind=TerrainKind.VOLCANO, lava=0.6)
LEVEL = Terrain(kind=TerrainKind.LEVEL)
STREET = tuple(Stand(x, 20.0 + x, 0.0, -0.3, 0.0, 1.0) for x in range(-60, 60, 6))


def plan_of(terrain=LEVEL, seed=3, **site):
    scene = SceneSpec(terrain=terrain, site=Site(**site))
    return Plan(landform_of(scene, seed), cover_of(scene, seed), nowhere, 1.7, 1.0, seed, scene)


def cottage(*, has_chimney):
    a = Assembly()
    a.box((-4, -3, 0), (4, 3, 5), (0.5, 0.5, 0.5), Material.PLASTER)
    if has_chimney:
        a.box((1.7, -0.3, 5), (2.3, 0.3, 7), (0.5, 0.2, 0.1), Material.BRICK)
    return a.result()


def smoking(plan, *, has_chimney=True):
    return hearths(plan, [(stand, cottage(has_chimney=has_chimney)) for stand in STREET])


def test_an_erupting_volcano_throws_its_ash_higher_than_a_smoking_one_its_steam():
    ash, steam = (volcano_smoke(plan_of(VOLCANO, smoke=s)).smoke[0] for s in (1.0, 0.4))

    assert ash.height > 2 * steam.height
    assert ash.foot[:2] == steam.foot[:2]
    assert sum(ash.albedo) < 0.5 * sum(steam.albedo)


def test_ash_comes_from_the_summit():
    plan = plan_of(VOLCANO, smoke=1.0)

    foot = volcano_smoke(plan).smoke[0].foot

    sin, cos = np.sin(plan.form.heading), np.cos(plan.form.heading)
    assert foot[0] * sin + foot[1] * cos == pytest.approx(plan.form.hero_far)
    assert foot[0] * cos - foot[1] * sin == pytest.approx(plan.form.hero_aside)


@pytest.mark.parametrize("build", [volcano_smoke, burning])
def test_nothing_smokes_where_no_smoke_is(build):
    for terrain in (VOLCANO, LEVEL):
        assert build(plan_of(terrain, smoke=0.0)).smoke == ()


def test_smoke_leaves_chimneys_at_their_tops():
    plumes = smoking(plan_of(place=Place.VILLAGE, smoke=0.6))

    assert plumes
    tops = {(stand.x + 2.0, stand.y, 7.0) for stand in STREET}
    for plume in plumes:
        assert any(np.allclose(plume.foot, top, atol=0.05) for top in tops)


def test_a_house_without_a_chimney_does_not_smoke():
    assert smoking(plan_of(place=Place.VILLAGE, smoke=0.6), has_chimney=False) == ()


@pytest.mark.parametrize(
    ("season", "sun_deg", "smokes"), [("winter", 40, True), ("summer", 4, True), ("summer", 60, False)]
)
def test_villages_light_their_hearths_when_it_is_cool(season, sun_deg, smokes):
    plan = plan_of(place=Place.VILLAGE, smoke=0.25)
    scene = replace(plan.scene, season=Season(season), sun=Sun(elevation_deg=sun_deg))

    assert bool(smoking(replace(plan, scene=scene))) == smokes


def test_abandoned_houses_are_cold():
    assert smoking(plan_of(place=Place.VILLAGE, smoke=0.6, age=1.0)) == ()


def test_a_burning_place_smokes_near_and_far_and_its_near_fires_shine():
    fires = burning(plan_of(place=Place.VILLAGE, smoke=0.9))

    away = np.array([np.hypot(*plume.foot[:2]) for plume in fires.smoke])
    assert away.min() < 100 < 600 < away.max()
    assert len(fires.lamps.radius) == len(fires.meshes) == (away < 120).sum()


def test_more_houses_smoke_where_more_smoke_is_asked():
    few, many = (len(smoking(plan_of(place=Place.VILLAGE, smoke=s))) for s in (0.45, 1.0))

    assert 0 < few < many


def test_no_plume_drifts_over_the_eye():
    plan = plan_of(place=Place.INDUSTRY, smoke=1.0)
    draw = plan.draw("test")
    for heading in np.linspace(0, 2 * np.pi, 16):
        at = (40 * np.sin(heading), 40 * np.cos(heading), 80.0)
        plume = stack(plan, draw, at, 2.5, is_steam=False)
        top = np.array(at[:2]) + plume.drift
        assert top @ np.array(at[:2]) / 40 > 15


def test_what_is_put_together_keeps_its_smoke():
    one, two = (volcano_smoke(plan_of(VOLCANO, smoke=s)) for s in (1.0, 0.4))

    assert together([one, Built(), two]).smoke == one.smoke + two.smoke
