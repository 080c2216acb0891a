"""A colour belongs to the noun it stands at."""

import pytest

from skyloom.core.scene import Grade
from skyloom.language.reader import read

RED, GREEN, BLUE = 0, 1, 2


def strongest(colour):
    return max(range(3), key=lambda channel: colour[channel])


def test_two_colours_find_their_own_nouns():
    scene = read("purple sky over green water")

    assert strongest(scene.water.tint) == GREEN
    assert scene.grade.sky[BLUE] > scene.grade.sky[GREEN]
    assert scene.grade.tint == Grade().tint


@pytest.mark.parametrize("prompt", ["a red desert", "deep red sand dunes", "dunes of red sand"])
def test_ground_is_tinted(prompt):
    scene = read(prompt)

    assert strongest(scene.terrain.ground_tint) == RED
    assert scene.grade.sky is None


@pytest.mark.parametrize("prompt", ["a green sky", "the sky is green", "the sky glowing green", "green glowing sky"])
def test_the_sky_takes_the_colour_said_before_or_after_it(prompt):
    assert strongest(read(prompt).grade.sky) == GREEN


@pytest.mark.parametrize("prompt", ["a red dragon over the hills", "a green forest", "a black cat", "golden castle"])
def test_a_colour_of_something_else_leaves_the_picture_alone(prompt):
    scene = read(prompt)

    assert scene.grade.tint == Grade().tint
    assert scene.grade.sky is None
    assert scene.terrain.ground_tint is None


def test_a_colour_of_nothing_tints_the_whole_picture_a_little():
    tint = read("hills in shades of pink").grade.tint

    assert tint != Grade().tint
    assert all(0.6 < channel < 1.6 for channel in tint)


def test_flowers_take_their_colour():
    assert strongest(read("a field of blue flowers").terrain.flower_tint) == BLUE
    assert strongest(read("poppies").terrain.flower_tint) == RED


def test_grass_of_gold_is_dry():
    assert read("golden hills of grass").terrain.dryness == 0
    assert read("yellow grass").terrain.dryness > 0.5
    assert read("golden fields of barley").terrain.dryness > 0.5
    assert read("a green meadow").terrain.dryness == 0


@pytest.mark.parametrize("prompt", ["a white sky", "grey clouds", "blue sky", "deep blue sea, blue sky"])
def test_the_usual_colours_of_sky_and_water_change_nothing(prompt):
    scene = read(prompt)

    assert scene.grade.sky is None
    assert scene.water.tint is None


def test_a_colour_without_a_noun_means_the_sky_where_one_is_named():
    scene = read("a sunset, pink and orange")

    assert scene.grade.sky is not None
    assert scene.grade.tint == Grade().tint
