"""Smoke: the words that ask for it, and those that do without."""

import pytest

from skyloom.core.scene import Place, TerrainKind
from skyloom.language.reader import read


@pytest.mark.parametrize(
    ("prompt", "least", "most"),
    [
        ("a village with smoke rising from the chimneys", 0.45, 0.7),
        ("a medieval village", 0.1, 0.4),
        ("a medieval village, no smoke", 0.0, 0.0),
        ("a smoking volcano", 0.1, 0.69),
        ("an erupting volcano", 0.7, 1.0),
        ("a volcano with a plume of ash", 0.7, 1.0),
        ("a volcano, no smoke", 0.0, 0.0),
        ("a factory without smoke", 0.0, 0.0),
        ("a village on fire", 0.8, 1.0),
        ("mount fuji in spring", 0.0, 0.0),
    ],
)
def test_words_say_how_much_it_smokes(prompt, least, most):
    assert least <= read(prompt, seed=3).site.smoke <= most


def test_a_burning_city_is_a_city_that_is_shown():
    scene = read("a burning city at night", seed=3)

    assert scene.site.place is Place.CITY
    assert scene.not_shown == ()


def test_ash_makes_a_volcano():
    assert read("a plume of ash over the mountain", seed=3).terrain.kind is TerrainKind.VOLCANO
