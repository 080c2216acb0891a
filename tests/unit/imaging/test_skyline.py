"""Where the sky of a picture ends."""

import time

import cv2
import numpy as np
import pytest

from skyloom.imaging import skyline


def drawn(ridge, *, sky=(120, 170, 235), land=(70, 110, 60), height=256):
    """Return a panorama with a ridge, an elevation in degrees for each share of a turn, and its true sky."""
    width = 2 * height
    random = np.random.default_rng(3)
    top = ridge(np.arange(width) / width)
    elevation = 90 - (np.arange(height) + 0.5) * 180 / height
    is_sky = elevation[:, None] > top[None]
    shade = 1 + 0.25 * (random.random((height, width, 1)) - 0.5)
    bright = np.linspace(0.7, 1.05, height)[:, None, None]
    pixels = np.where(is_sky[..., None], np.array(sky) * bright, np.array(land) * shade)
    return np.clip(pixels, 0, 255).astype(np.uint8), is_sky


def ridges(turn):
    return 14 + 9 * np.sin(2 * np.pi * 3 * turn) + 4 * np.cos(2 * np.pi * 7 * turn)


def agreement(line, is_sky):
    found = cv2.resize(line.sky, is_sky.shape[::-1], interpolation=cv2.INTER_AREA) > 0.5
    return (found == is_sky).mean()


@pytest.mark.parametrize(
    "colours",
    [
        {},
        {"sky": (250, 150, 90), "land": (30, 25, 40)},
        {"sky": (20, 22, 45), "land": (60, 62, 70)},
        {"sky": (200, 205, 210), "land": (110, 90, 70)},
    ],
    ids=["day", "sunset", "night", "overcast"],
)
def test_a_ridge_is_found_by_day_and_night(colours):
    pixels, is_sky = drawn(ridges, **colours)

    line = skyline.read(pixels)

    assert line.certainty > skyline.SURE
    assert agreement(line, is_sky) > 0.985
    assert np.abs(line.row * 180 - (90 - ridges(np.arange(512) / 512)))[::8].mean() < 1.5


def test_a_plain_has_its_horizon_where_it_is():
    for degrees in (-8.0, 0.0, 4.0):
        line = skyline.read(drawn(lambda turn, h=degrees: np.full_like(turn, h))[0])

        assert line.horizon_deg == pytest.approx(degrees, abs=1.5)
        assert line.share == pytest.approx(0.5 - 0.5 * np.sin(np.radians(degrees)), abs=0.03)


def test_the_line_turns_with_the_picture():
    pixels, _ = drawn(ridges)

    line, turned = skyline.read(pixels), skyline.read(np.roll(pixels, 200, axis=1))

    assert np.abs(np.roll(line.row, 200) - turned.row).mean() * 180 < 0.8


@pytest.mark.parametrize("name", ["black", "white", "noise", "checks", "ceiling"])
def test_no_sky_is_believed_where_none_is(name):
    random = np.random.default_rng(0)
    ceiling, _ = drawn(lambda turn: np.full_like(turn, 30), sky=(190, 182, 172), land=(120, 90, 70))
    pictures = {
        "black": np.zeros((128, 256, 3), np.uint8),
        "white": np.full((128, 256, 3), 255, np.uint8),
        "noise": random.integers(0, 256, (128, 256, 3), np.uint8),
        "checks": np.repeat((np.indices((128, 256)).sum(0) // 16 % 2 * 255)[..., None], 3, axis=2).astype(np.uint8),
        "ceiling": ceiling,
    }
    began = time.process_time()

    line = skyline.read(pictures[name])

    assert line.certainty < skyline.SURE
    assert line.share == 0
    assert not skyline.matte(line, pictures[name]).any()
    assert time.process_time() - began < 30  # the cut once took minutes between equal colours


def test_the_matte_is_as_sharp_as_the_picture():
    pixels, is_sky = drawn(ridges, height=512)

    matte = skyline.matte(skyline.read(pixels), pixels)

    assert matte.shape == is_sky.shape
    assert (np.abs(matte - is_sky) > 0.5).mean() < 0.006
    assert ((matte > 0.05) & (matte < 0.95)).mean() < 0.04


def test_sky_is_seen_through_twigs_but_not_in_rock():
    pixels, _ = drawn(lambda turn: np.full_like(turn, 20), land=(30, 50, 25), height=512)
    pixels[402:410, 500:506] = pixels[80, 0]  # below the horizon: water
    pixels[205:209, 300:304] = pixels[195, 0]  # a gap in the leaves
    snowy, _ = drawn(lambda turn: np.full_like(turn, 20), land=(235, 235, 240), height=512)
    snowy[205:209, 300:304] = snowy[195, 0]  # a rock as blue as the sky

    through, solid = (skyline.matte(skyline.read(p), p) for p in (pixels, snowy))

    assert through[206:208, 301:303].mean() > 0.5
    assert through[404:408, 502:504].max() == 0
    assert solid[206:208, 301:303].max() < 0.1
