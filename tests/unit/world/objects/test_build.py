"""Every archetype, at every size."""

from __future__ import annotations

import numpy as np
import pytest

from skyloom.core.objects import ObjectSpec, Piece
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
