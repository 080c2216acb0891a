"""Every archetype, at every size."""

from __future__ import annotations

import numpy as np
import pytest

from skyloom.core.objects import Companion, ObjectSpec, Paint, Piece, Relation
from skyloom.geometry.pieces import labelled
from skyloom.language.objects.reader import readings
from skyloom.world.objects.build import build
from skyloom.world.objects.registry import ARCHETYPES


def alone(archetype, **more):
    return ObjectSpec(prompt=archetype, subject=Piece(archetype=archetype, **more))


@pytest.mark.parametrize("archetype", sorted(ARCHETYPES))
def test_an_archetype_is_one_piece_of_the_exact_size_in_few_colours(archetype):
    for size in (8, 32, 128):
        model = build(alone(archetype), seed=1, size=size)

        assert max(model.size) == size
        assert labelled(model.solid)[1] == 1
        assert 1 <= len(model.palette) <= 32
        assert model.cells.max() <= len(model.palette)
        assert all(1 <= index <= len(model.palette) for index in model.glowing)


@pytest.mark.parametrize("archetype", sorted(ARCHETYPES))
def test_the_same_reading_gives_the_same_model_and_another_scheme_another(archetype):
    first, again, other = (build(alone(archetype, scheme=s), seed=1, size=24) for s in (0, 0, 1))

    assert np.array_equal(first.cells, again.cells)
    assert np.array_equal(first.palette, again.palette)
    assert not (np.array_equal(first.cells, other.cells) and np.array_equal(first.palette, other.palette))


def test_the_three_readings_of_a_prompt_look_different():
    models = [build(spec, seed=5, size=32) for spec in readings("a magical floating island with a crystal tree", 5)]

    looks = {(model.cells.tobytes(), model.palette.tobytes()) for model in models}

    assert len(looks) == 3


@pytest.mark.parametrize("size", [7, 129, 0])
def test_a_size_out_of_range_is_an_error(size):
    with pytest.raises(ValueError, match="8 to 128"):
        build(alone("tree"), seed=0, size=size)


def height_of(spec, colour, size=48):
    """Return the mean height, 0 to 1, of the cells that are nearly of a colour."""
    model = build(spec, seed=2, size=size)
    near = np.abs(model.palette.astype(int) - colour).sum(axis=1) < 60
    heights = np.nonzero(np.isin(model.cells, np.flatnonzero(near) + 1))[2]
    return heights.mean() / model.size[2]


def together(relation):
    red = (Paint(rgb=(220, 30, 30)),)
    companion = Companion(relation=relation, piece=Piece(archetype="heart", colours=red))
    return ObjectSpec(prompt="", subject=Piece(archetype="rock"), companions=(companion,))


def test_a_companion_on_top_is_above_and_one_below_carries():
    on_top = height_of(together(Relation.ON_TOP), (220, 30, 30))
    below = height_of(together(Relation.BELOW), (220, 30, 30))

    assert on_top > 0.6
    assert below < 0.4


def test_a_companion_beside_makes_it_wider_and_not_higher():
    beside, alone_ = build(together(Relation.BESIDE), seed=2, size=48), build(alone("rock"), seed=2, size=48)

    assert beside.size[2] / max(beside.size[:2]) < alone_.size[2] / max(alone_.size[:2])


def test_three_of_a_thing_are_wider_than_one():
    one, three = (build(alone("mushroom", count=n), seed=2, size=48).size for n in (1, 3))

    assert max(three[:2]) / three[2] > 1.5 * max(one[:2]) / one[2]


def test_a_colour_that_was_asked_for_is_seen():
    model = build(alone("car", colours=(Paint(rgb=(150, 20, 200)),)), seed=2, size=32)
    counts = np.bincount(model.cells.ravel(), minlength=len(model.palette) + 1)[1:]

    assert np.abs(model.palette[np.argmax(counts)].astype(int) - (150, 20, 200)).max() < 40


def test_what_glows_is_marked():
    spec = readings("a magical floating island with a crystal tree", 1)[0]

    assert build(spec, seed=1, size=32).glowing


@pytest.mark.parametrize("prompt", ["asdf qwerty", "", "three dogs and a cat", "a castle made of ice on a hill"])
def test_any_reading_builds(prompt):
    for spec in readings(prompt, 4):
        assert max(build(spec, seed=4, size=16).size) == 16
