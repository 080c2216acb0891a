"""A thing is told from its background and from its shadow."""

import cv2
import numpy as np
import pytest
from tests import known_solids

from skyloom.core.errors import InvalidInput
from skyloom.imaging.cutout import Picture, opened
from skyloom.imaging.silhouette import silhouette

MARGIN = 80  # pixels


def plain(side):
    return np.full((side, side, 3), 252, np.float32)


def sloping(side):
    """Another colour in each corner."""
    down, across = np.linspace(0, 1, side)[:, None, None], np.linspace(0, 1, side)[None, :, None]
    return down * (120, 150, 200) + (1 - across) * (60, 80, 40) + 30


def room(side):
    """A wall and a floor."""
    picture = np.full((side, side, 3), (205, 210, 215), np.float32)
    picture[int(side * 0.7) :] = 150, 120, 90
    return cv2.GaussianBlur(picture, (0, 0), 2)


def meadow(side):
    rough = np.random.default_rng(1).normal(0, 1, (side, side, 3)).astype(np.float32)
    return cv2.GaussianBlur(rough, (0, 0), 6) * 300 + np.array((110, 140, 90))


def no_shadow(side):
    return np.ones((side, side))


def soft_shadow(side):
    y, x = np.mgrid[:side, :side] / side
    return 1 - 0.45 * np.exp(-(((x - 0.5) / 0.36) ** 2) - ((y - 0.82) / 0.06) ** 2)


def sharp_shadow(side):
    y, x = np.mgrid[:side, :side] / side
    return cv2.GaussianBlur(np.where(((x - 0.6) / 0.36) ** 2 + ((y - 0.82) / 0.05) ** 2 < 1, 0.72, 1.0), (0, 0), 1.5)


def shown(name, ground, shadow):
    """Return a thing on a ground, and where it is."""
    picture = known_solids.front(known_solids.SOLIDS[name]())
    wide = cv2.copyMakeBorder(picture, *([MARGIN] * 4), cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)).astype(np.float32)
    side = wide.shape[0]
    alpha = cv2.GaussianBlur(wide[..., 3] / 255, (0, 0), 0.8)[..., None]
    own = np.where(wide[..., 3:] > 0, wide[..., :3], cv2.dilate(wide[..., :3], np.ones((5, 5))))
    pixels = own * alpha + ground(side) * shadow(side)[..., None] * (1 - alpha)
    return np.clip(pixels, 0, 255).astype(np.uint8), wide[..., 3] > 0


@pytest.mark.parametrize(
    ("name", "ground", "shadow"),
    [
        ("dog", plain, soft_shadow),
        ("chair", plain, sharp_shadow),
        ("ring", plain, soft_shadow),
        ("bird", sloping, soft_shadow),
        ("mug", room, soft_shadow),
        ("tree", room, no_shadow),
        ("person", meadow, no_shadow),
        ("robot", meadow, soft_shadow),
    ],
)
def test_a_thing_is_found_without_its_ground_and_its_shadow(name, ground, shadow):
    pixels, truth = shown(name, ground, shadow)

    found = silhouette(opened(known_solids.png(pixels)))

    assert found.shape == truth.shape
    assert known_solids.likeness(found >= 0.5, truth) > 0.97


def test_where_there_is_alpha_it_is_believed():
    alpha = np.zeros((40, 40), np.float32)
    alpha[10:30, 5:35] = 1
    alpha[10:30, 35] = 0.7
    alpha[2, 2] = 1  # a speck

    found = silhouette(Picture(pixels=np.zeros((40, 40, 3), np.uint8), alpha=alpha))

    assert np.array_equal(found[10:30], alpha[10:30])
    assert found[2, 2] == 0


def test_a_grey_thing_on_white_is_no_shadow():
    pixels = np.full((200, 200, 3), 255, np.uint8)
    cv2.circle(pixels, (100, 110), 60, (150, 150, 150), -1)

    found = silhouette(Picture(pixels=pixels, alpha=np.ones((200, 200), np.float32)))

    assert known_solids.likeness(found >= 0.5, pixels[..., 0] < 200) > 0.97


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_picture_of_nothing_is_told(value):
    with pytest.raises(InvalidInput, match="No object could be told apart"):
        silhouette(Picture(pixels=np.full((90, 120, 3), value, np.uint8), alpha=np.ones((90, 120), np.float32)))
