"""The sky that a picture is found to have is the sky that its render has."""

from functools import cache

import cv2
import numpy as np
import pytest
from bench.skyline import measured, rendered
from tests.engines.test_restyle import made, png, seen

from skyloom.imaging import skyline

WIDTH = 1024
SCENES = {
    "sunset clouds over the sea": ("tropical beach at sunset", 7),
    "white clouds": ("tropical islands in a turquoise sea, cumulus clouds", 15),
    "night": ("desert dunes at night with stars and a full moon", 6),
    "white on white": ("snow covered plain under an overcast white sky", 9),
}
LEAST = {
    "sunset clouds over the sea": 0.96,
    "white clouds": 0.97,
    "night": 0.98,
    "white on white": 0.95,
}


@cache
def scene(name):
    """Return a render (h, 2 h, 3) and its true sky (h, 2 h)."""
    (_, pixels, sky), *_ = rendered([SCENES[name]], WIDTH)
    return pixels, sky


def photographed(pixels):
    """Return a picture with a camera's noise, as JPEG."""
    noisy = np.clip(pixels + np.random.default_rng(2).normal(0, 6, pixels.shape), 0, 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 75])[1], cv2.IMREAD_COLOR)


@pytest.mark.parametrize("name", SCENES)
def test_clouds_are_sky_and_land_is_not(name):
    assert measured(*scene(name)).overlap > LEAST[name]


@pytest.mark.parametrize("name", ["sunset clouds over the sea", "white on white"])
def test_noise_and_jpeg_hide_no_sky(name):
    pixels, sky = scene(name)

    assert measured(photographed(pixels), sky).overlap > LEAST[name] - 0.02


def test_a_room_has_no_sky():
    (_, pixels, _), *_ = rendered([("cosy living room with a fireplace", 10)], 512)

    assert skyline.read(pixels).share == 0


def busyness(pixels, where):
    light = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return float(np.abs(light - cv2.GaussianBlur(light, (0, 0), 1.2))[where].mean())


def test_an_init_image_s_clouds_stay_as_smooth_as_they_were():
    pixels, sky = scene("sunset clouds over the sea")
    deep = cv2.erode(sky.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    deep[: WIDTH // 8] = False  # the clouds are low

    picture = seen(made(data=png(pixels), strength=0.3, prompt="a golden wheat field", width=WIDTH))

    assert busyness(picture, deep) < 1.3 * busyness(pixels, deep)
