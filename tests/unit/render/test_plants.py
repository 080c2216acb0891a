"""Plants are lit by the sun, shine through, glow by night, and crystals mirror the sky."""

import numpy as np

from skyloom.core.scene import Moon, SceneSpec, Sun, Terrain, TerrainKind, TimeOfDay, Tree
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.render.panorama import render
from skyloom.world.kinds import Material

SMALL = QUALITIES["model 3"].at_width(128)


def wood(kind, *, is_night=False, **terrain):
    return SceneSpec(
        time=TimeOfDay.NIGHT if is_night else TimeOfDay.NOON,
        sun=Sun(elevation_deg=-25 if is_night else 45),
        moon=Moon(is_shown=is_night),
        terrain=Terrain(kind=TerrainKind.HILLS, trees=(kind,), forest=0.9, relief=0.2, **terrain),
    )


def layers(scene):
    frame = render(scene, 3, SMALL, has_layers=True)
    return frame.radiance, frame.material


def test_crystals_send_light_by_day():
    radiance, seen = layers(wood(Tree.CRYSTAL))
    assert np.mean(seen == Material.CRYSTAL) > 0.03
    assert np.isfinite(radiance).all()
    assert radiance[seen == Material.CRYSTAL].mean() > 100


def test_what_glows_is_brighter_than_its_surroundings_by_night():
    glowing, seen = layers(wood(Tree.MUSHROOM, is_night=True, glow=0.8))
    dark, same = layers(wood(Tree.MUSHROOM, is_night=True))
    assert np.array_equal(seen, same)
    assert glowing[seen == Material.FLESH].mean() > 20 * dark[seen == Material.FLESH].mean()
    assert glowing[seen == Material.GROUND].mean() > dark[seen == Material.GROUND].mean()


def test_snow_lies_on_trees():
    snowy, bare = (layers(wood(Tree.CONIFER, snow=snow)) for snow in (1.0, 0.0))
    leaf = (snowy[1] == Material.LEAF) & (bare[1] == Material.LEAF)
    assert snowy[0][leaf].mean() > 1.3 * bare[0][leaf].mean()
