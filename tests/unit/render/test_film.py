"""Tone, exposure and dither."""

import math

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, UInt32

from skyloom.core.scene import Grade
from skyloom.render.film import GREY, SATURATION, Film, dithered, encoded, exposure_of

NEUTRAL = Grade(contrast=1 / 1.12, saturation=1 / SATURATION)

# scene-linear light and the 8-bit sRGB that AgX makes of it in Blender
AGX = [
    ((0.18, 0.18, 0.18), (118, 118, 118)),
    ((1, 1, 1), (197, 197, 197)),
    ((4, 4, 4), (233, 233, 233)),
    ((0.02, 0.02, 0.02), (32, 32, 32)),
    ((0.18, 0.36, 0.75), (128, 159, 189)),
]


def shown(light, *grades, exposure=1.0):
    colour = Film(exposure, grades or (Grade(),)).develop(Color3f(*(Float(float(c)) for c in light)))
    return np.array([float(c[0]) for c in colour]) * 255


@pytest.mark.parametrize(("light", "picture"), AGX)
def test_the_curve_is_agx(light, picture):
    assert shown(light, NEUTRAL) == pytest.approx(picture, abs=1.5)


def test_brighter_light_is_never_darker_and_black_stays_black():
    steps = Float(np.geomspace(1e-4, 1e4, 400).astype(np.float32))

    grey = Film(1.0, (Grade(),)).develop(Color3f(steps, steps, steps)).x.numpy()

    assert np.all(np.diff(grey) >= -1e-4)
    assert shown((0, 0, 0)) == pytest.approx((0, 0, 0), abs=0.5)


def test_a_grade_does_what_its_words_say():
    light = (0.2, 0.15, 0.1)

    plain = shown(light)

    assert shown(light, Grade(exposure=1)).mean() > plain.mean() + 15
    assert np.ptp(shown(light, Grade(saturation=0.0))) < 1
    assert np.ptp(shown(light, Grade(saturation=1.5))) > np.ptp(plain)
    warm, cold = shown(light, Grade(warmth=1)), shown(light, Grade(warmth=-1))
    assert warm[0] - warm[2] > plain[0] - plain[2] > cold[0] - cold[2]
    assert shown((0, 0, 0), Grade(shadows=(0.02, 0.0, 0.05)))[2] > 20


def test_grey_ground_is_exposed_for_its_light_and_dusk_stays_dark():
    elevation = np.linspace(math.pi / 2, -math.pi / 2, 32)
    for lux, darker in ((100_000, -0.4), (316, 0.9)):
        picture = np.full((32, 64), GREY * lux / math.pi)

        exposure = exposure_of(picture, elevation, lux)

        assert exposure * GREY * lux / math.pi == pytest.approx(GREY * 2**-darker, rel=0.12)


@pytest.mark.parametrize("light", [(8, 1.0, 0.1), (6, 0.2, 5), (0.1, 0.3, 9)])
def test_pure_light_far_over_white_keeps_its_colour(light):
    picture = shown(light, NEUTRAL)
    assert picture.max() > 215
    assert picture.min() < 175


@pytest.mark.parametrize("factor", [1e-3, 0.3, 3.0])
def test_the_meter_wanders_by_one_stop_at_most(factor):
    elevation = np.linspace(math.pi / 2, -math.pi / 2, 32)
    plain = exposure_of(np.full((32, 64), GREY * 1e5 / math.pi), elevation, 1e5)

    wandered = exposure_of(np.full((32, 64), factor * GREY * 1e5 / math.pi), elevation, 1e5)

    assert abs(math.log2(wandered / plain)) <= 1.001


def test_what_shines_over_a_wide_part_is_not_burnt():
    elevation = np.linspace(math.pi / 2, -math.pi / 2, 32)
    dark = np.full((32, 64), 0.01)
    lava = dark.copy()
    lava[14:18] = 50.0

    assert exposure_of(lava, elevation, 0.3) < exposure_of(dark, elevation, 0.3) / 4


def test_the_encoding_is_srgb():
    values = encoded(Color3f(Float(0.0, 0.0031308, 0.21404114, 1.0, 7.0))).x.numpy()

    assert values == pytest.approx([0, 0.04045, 0.5, 1, 1], abs=1e-3)


def test_dither_keeps_the_mean_and_hides_the_step():
    index = dr.arange(UInt32, 65536)

    bytes_ = dithered(dr.full(Float, 100.3 / 255, 65536), index % 256, index // 256, 0).numpy()

    assert bytes_.mean() == pytest.approx(100.3, abs=0.05)
    assert set(np.unique(bytes_)) <= {99, 100, 101}
