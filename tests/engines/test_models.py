"""What Model 4 does that Model 3 does not: more rays, finer clouds and light that is passed on, at the same size."""

from dataclasses import replace

import numpy as np
import pytest
from mitsuba import Float, Vector3f

from skyloom.core.scene import (
    CloudKind,
    CloudLayer,
    SceneSpec,
    Site,
    Sun,
    Terrain,
    TerrainKind,
    Thing,
    ThingKind,
)
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.render.dome import Dome
from skyloom.render.land import Detail, Land
from skyloom.render.occlusion import openness_of
from skyloom.render.panorama import render

MODELS = ("model 3", "standard", "enhanced")
WIDTH = 160
SEED = 3
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
STONES = SceneSpec(
    clouds=(),
    sun=Sun(elevation_deg=22, heading_deg=120),
    site=Site(),
    terrain=Terrain(kind=TerrainKind.PLAINS, grass=0.0, forest=0.0, flowers=0.0, rock=0.2, sand=0.8),
    things=(Thing(kind=ThingKind.STONE_CIRCLE), Thing(kind=ThingKind.COLUMNS, count=9)),
)
WOODS = SceneSpec(clouds=(), terrain=Terrain(kind=TerrainKind.HILLS, grass=0.3, forest=0.9, growth=0.5))
HEAPS = SceneSpec(clouds=(CloudLayer(kind=CloudKind.CUMULUS, cover=0.5),), sun=Sun(elevation_deg=35))


def errors(results, reference, mask=None):
    """Return the root mean square differences of arrays from a reference, in order."""
    kept = slice(None) if mask is None else mask
    return [float(np.sqrt(np.mean((result - reference)[kept] ** 2))) for result in results]


@pytest.fixture(scope="module")
def stones():
    """Return the same stones in sunlight with each model's rays, and with six times the finest's; all else alike."""

    def shot(samples, edge_samples):
        quality = replace(QUALITIES["model 3"].at_width(WIDTH), samples=samples, edge_samples=edge_samples)
        return render(STONES, SEED, quality).pixels.astype(float) @ LUMINANCE

    rays = [(QUALITIES[name].samples, QUALITIES[name].edge_samples) for name in MODELS]
    return [shot(*count) for count in rays], shot(96, 96)


def test_each_model_comes_nearer_to_the_picture_of_many_rays(stones):
    basic, standard, enhanced = errors(*stones)

    assert standard < 0.75 * basic
    assert enhanced < 0.75 * standard


def test_the_edges_of_shadows_are_softer_with_each_model(stones):
    pictures, reference = stones
    ground = reference[reference.shape[0] // 2 + 4 :]
    steps = np.abs(np.diff(ground, axis=1, append=ground[:, :1]))
    is_edge = steps > np.quantile(steps, 0.95)  # where sun and shade meet

    basic, standard, enhanced = errors([picture[-len(ground) :] for picture in pictures], ground, is_edge)

    assert enhanced < standard < basic
    assert enhanced < 0.5 * basic


@pytest.fixture(scope="module")
def woods():
    """Return the open share of the sky at the ground of a wood as each model finds it, and by 256 rays."""
    land = Land.build(WOODS, SEED, Detail(azimuths=256, rings=100, plants=0.15))
    seen = [openness_of(land.scene, land.ground, rays=QUALITIES[name].rays).numpy() for name in MODELS]
    passed = [
        openness_of(land.scene, land.ground, rays=QUALITIES[name].rays, bounces=QUALITIES[name].bounces).numpy()
        for name in MODELS
    ]
    return seen, passed, openness_of(land.scene, land.ground, rays=256).numpy()


def test_the_shade_of_trees_has_less_grain_with_each_model(woods):
    seen, _, reference = woods

    basic, standard, enhanced = errors(seen, reference)

    assert standard < 0.75 * basic
    assert enhanced < 0.75 * standard


def test_light_of_the_sky_is_passed_on_into_the_shade_by_model_4_alone(woods):
    seen, passed, reference = woods
    shade, open_ = reference < 0.5, reference > 0.97

    lifted = [float((more - once)[shade].mean()) for more, once in zip(passed, seen, strict=True)]
    above = [float((more - once)[open_].mean()) for more, once in zip(passed, seen, strict=True)]

    assert lifted[0] == 0 < lifted[1] < lifted[2]
    assert max(above) < 0.2 * lifted[1]  # what lies open gains nothing


def test_clouds_are_finer_with_each_model():
    draw = np.random.default_rng(5)
    elevation, heading = np.radians(draw.uniform(8, 60, 20_000)), draw.uniform(-np.pi, np.pi, 20_000)
    flat = np.cos(elevation)
    axes = (flat * np.sin(heading), flat * np.cos(heading), np.sin(elevation))
    way = Vector3f(*(Float(axis.astype(np.float32)) for axis in axes))

    def passed(points, steps):
        return Dome(HEAPS, SEED, cloud_points=points, cloud_steps=steps).clouds.at(way)[1].numpy()

    sizes = [QUALITIES[name].at_width(512) for name in MODELS]
    basic, standard, enhanced = errors([passed(q.cloud_points, q.cloud_steps) for q in sizes], passed(640, 128))

    assert standard < 0.85 * basic
    assert enhanced < 0.85 * standard
