"""A remix shows the same shapes in another light and matter."""

import cv2
import numpy as np
import pytest

from skyloom.engines.base import RenderContext
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.language import reader
from skyloom.language.dressing import dressed
from skyloom.render.panorama import render

WIDTH = 256
engine = Skybox()
PAIRS = {
    "a mountain lake in summer, a sunny day": "a frozen winter night with snow",
    "a red desert canyon under a blue sky": "a purple sunset sky, snow",
    "desert dunes at noon": "blue hour, snow",
}


def shown(prompt, seed=5, world=None):
    """Return the picture in CIELAB, (h, w, 3), the distances, and the world: its scene and seed."""
    scene, land = reader.read(prompt, seed=seed), seed
    if world is not None:
        scene, land = dressed(world[0], scene, seed=seed), world[1]
    frame = render(scene, land, QUALITIES["model 3"].at_width(WIDTH))
    return cv2.cvtColor(frame.pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), frame.distance, (scene, land)


def same_sky(distance, other):
    """Return the share of pixels that are sky in both or in none."""
    return (np.isinf(distance) == np.isinf(other)).mean()


def skyline(distance):
    """Return the elevation of the highest ground in each column, degrees."""
    return 90 - (np.argmax(np.isfinite(distance), axis=0) + 0.5) * 180 / distance.shape[0]


@pytest.mark.parametrize(("prompt", "wish"), PAIRS.items(), ids=lambda v: v[:20])
def test_the_skyline_stays_and_the_colours_do_not(prompt, wish):
    before, distance, world = shown(prompt)
    after, distance_after, _ = shown(wish, seed=99, world=world)

    line, line_after = skyline(distance), skyline(distance_after)
    assert np.abs(line - line_after).mean() < 0.5
    assert np.corrcoef(line, line_after)[0, 1] > 0.95
    assert same_sky(distance, distance_after) > 0.99
    assert np.sqrt(((before - after) ** 2).sum(axis=2)).mean() > 15


def test_without_a_word_that_is_understood_the_picture_is_the_parents():
    before, _, world = shown("desert dunes")
    after, _, _ = shown("zzyzx", seed=99, world=world)

    assert np.abs(before - after).mean() < 1.0


def test_the_engine_keeps_the_world_it_is_given_and_tells_of_it():
    parent = engine.render(SkyboxParams(prompt="desert dunes", width=64), RenderContext(seed=5)).facts
    world = {"scene": parent["scene"], "seed": parent["seed"]}

    child = engine.render(SkyboxParams(prompt="night", width=64, world=world), RenderContext(seed=99)).facts

    assert child["seed"] == parent["seed"] == 5
    assert child["scene"]["time"] == "night"
    assert child["scene"]["terrain"] == parent["scene"]["terrain"]
    assert child["scene"]["staged"] == parent["scene"]["sun"]


def test_the_seed_of_a_remix_draws_another_sky_over_the_same_land():
    _, distance, world = shown("desert dunes")
    one, distance_one, _ = shown("stormy clouds", seed=1, world=world)
    two, distance_two, _ = shown("stormy clouds", seed=2, world=world)

    assert same_sky(distance, distance_one) > 0.99
    assert same_sky(distance, distance_two) > 0.99
    assert np.abs(one - two)[np.isinf(distance)].mean() > 1.0


def test_a_remix_of_a_remix_stands_where_the_first_parent_stood():
    _, distance, world = shown("desert dunes, sunset")
    _, _, night = shown("night", seed=2, world=world)
    _, distance_again, _ = shown("a sunny noon", seed=3, world=night)

    assert same_sky(distance, distance_again) > 0.99
