"""Kinds of things: each that words name is built in its own way, in the colour that was asked for."""

from __future__ import annotations

import numpy as np
import pytest

from skyloom.core.objects import ObjectSpec, Paint, Piece
from skyloom.language.objects import lexicon
from skyloom.world.objects.build import build
from skyloom.world.objects.registry import ARCHETYPES

FILES = [
    "arms",
    "blades",
    "cars",
    "curios",
    "fruit",
    "furniture",
    "instruments",
    "lamps",
    "savoury",
    "sweets",
    "tools",
    "treasure",
    "vehicles",
    "winds",
]
THINGS = sorted(name for name, row in ARCHETYPES.items() if row.build.__module__.rsplit(".", 1)[-1] in FILES)
NAMED = {(named.archetype, named.kind) for named in lexicon.load().nouns.values() if named.kind}
MAGENTA = (208, 40, 190)


def model_of(archetype, **more):
    return build(ObjectSpec(prompt=archetype, subject=Piece(archetype=archetype, **more)), seed=1, size=20)


@pytest.mark.parametrize("archetype", [name for name in THINGS if any(a == name for a, _ in NAMED)])
def test_no_two_kinds_of_a_thing_are_built_alike(archetype):
    kinds = sorted(kind for name, kind in NAMED if name == archetype)

    looks = {model_of(archetype, kind=kind).cells.tobytes() for kind in kinds}

    assert len(looks) == len(kinds)


@pytest.mark.parametrize("archetype", THINGS)
def test_a_thing_has_the_colour_that_was_asked_for(archetype):
    model = model_of(archetype, colours=(Paint(rgb=MAGENTA),))

    shown = model.palette[np.unique(model.cells[model.cells > 0]) - 1].astype(int)

    assert np.abs(shown - MAGENTA).sum(axis=1).min() < 90
