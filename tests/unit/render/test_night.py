"""Stars, galaxy and moon."""

import numpy as np
import pytest

from skyloom.core.scene import Moon, Stars
from skyloom.render.camera import Camera
from skyloom.render.celestial import MOON_ILLUMINANCE, moonlight
from skyloom.render.night import StarField, night_map, star_field
from skyloom.render.starlight import spots_of


def test_the_number_of_stars_follows_the_law_of_magnitudes():
    stars = star_field(Stars(density=0.8), 1)

    brighter = [np.sum(stars.magnitude < m) for m in (3, 4, 5, 6)]

    assert np.all(np.diff(brighter) > 0)
    assert np.diff(np.log10(brighter)) == pytest.approx([0.49] * 3, abs=0.12)
    assert brighter[-1] == pytest.approx(4559, rel=0.1)


def test_density_sets_how_many_and_the_seed_which():
    few, many = (len(star_field(Stars(density=d), 1).magnitude) for d in (0.2, 1.0))

    assert len(star_field(Stars(density=0.0), 1).magnitude) == 0
    assert many > 5 * few
    assert not np.array_equal(star_field(Stars(), 1).direction, star_field(Stars(), 2).direction)
    assert np.array_equal(star_field(Stars(), 1).direction, star_field(Stars(), 1).direction)


@pytest.mark.parametrize("elevation", [5.0, 45.0, 80.0, 89.0, 89.9])
def test_a_star_is_round_and_as_bright_near_the_zenith_as_elsewhere(elevation):
    e = np.radians(elevation)
    one = StarField(np.array([[np.cos(e), 0, np.sin(e)]]), np.array([3.0]), np.ones((1, 3)))
    camera = Camera(1024)

    spots = spots_of(one, camera, 1e9)

    solid = (2 * np.pi / 1024) * (np.pi / 512) * np.sin((spots.row + 0.5) * np.pi / 512)
    air = 0.28 * (1 / np.sin(e) - 1)
    shown = 0.06 * 10 ** (0.27 * (6.4 - 3 - air)) / 1e9 * 2 * np.pi * (0.72 * 2 * np.pi / 1024) ** 2
    assert np.sum(spots.light[:, 0] * solid) == pytest.approx(shown, rel=0.12)


def test_stars_cross_the_seam():
    one = StarField(np.array([[0.0, -0.8, 0.6]]), np.array([1.0]), np.ones((1, 3)))

    spots = spots_of(one, Camera(512), 1.0)

    assert {0, 511} <= set(spots.column.tolist())


def test_the_milky_way_and_the_aurora_light_the_sky():
    plain, galaxy, aurora = (
        night_map(stars, 3, 96).data.numpy().reshape(-1, 4)
        for stars in (Stars(milky_way=0.0), Stars(milky_way=1.0), Stars(milky_way=0.0, aurora=1.0))
    )

    assert galaxy[:, 1].max() > 3 * plain[:, 1].max()
    assert galaxy[:, 1].mean() > plain[:, 1].mean()
    green = aurora[aurora[:, 1].argmax()]
    assert green[1] > 2 * green[0]
    assert aurora[:, 1].max() > 10 * plain[:, 1].max()
    assert np.isfinite(aurora).all()


def test_a_full_moon_gives_more_light_than_a_half_and_a_new_one_almost_none():
    assert moonlight(1.0) == pytest.approx(MOON_ILLUMINANCE)
    assert 0.05 < moonlight(0.5) / moonlight(1.0) < 0.15
    assert moonlight(0.0) < 1e-3 * moonlight(1.0)
    assert Moon().phase == 1.0
