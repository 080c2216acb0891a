"""Colours of regions, given to others."""

import numpy as np
import pytest

from skyloom.imaging.oklab import oklab
from skyloom.imaging.palette import colours, curve, palette_of

EVERYWHERE = np.ones((64, 128), np.float32)


def bands(*parts):
    """Return a panorama in OKLab of bands of colour, from the top down, a little uneven."""
    noise = np.random.default_rng(2).integers(-6, 7, (64, 128, 1))
    rows = np.repeat(np.array(parts), 64 // len(parts), axis=0)[:, None] + noise
    return oklab(np.clip(rows, 0, 255).astype(np.uint8))


def palette(lab, weight=EVERYWHERE):
    return palette_of(lab, weight, random=np.random.default_rng(1))


def moved(own, wanted):
    light = np.interp(own[..., 0], *curve(palette(own), palette(wanted))).astype(np.float32)
    return np.concatenate([light[..., None], colours(own, light, palette(own), palette(wanted))], axis=-1)


def test_regions_take_the_colours_of_those_as_bright_and_as_high():
    own = bands((200, 200, 200), (150, 150, 150), (100, 100, 100), (50, 50, 50))
    wanted = bands((230, 200, 120), (200, 120, 60), (60, 110, 60), (20, 40, 60))

    new = moved(own, wanted)

    for band in range(4):
        rows = slice(band * 16 + 2, band * 16 + 14)
        assert new[rows].mean(axis=(0, 1)) == pytest.approx(wanted[rows].mean(axis=(0, 1)), abs=0.06)


def test_what_was_brighter_stays_so():
    own, wanted = bands((40, 60, 80), (200, 180, 90)), bands((150, 90, 60), (120, 70, 50))

    start, goal = curve(palette(own), palette(wanted))

    assert (np.diff(goal) >= 0).all()
    assert goal[np.argmin(np.abs(start - palette(own).tones[32]))] == pytest.approx(palette(wanted).tones[32], abs=0.02)


def test_a_picture_has_its_own_colours_when_it_is_its_own_wish():
    own = bands((200, 190, 120), (40, 110, 60))

    assert np.abs(moved(own, own) - own).mean() < 0.02


def test_what_weighs_nothing_does_not_count():
    lab = bands((255, 0, 0), (60, 60, 60))
    lower = np.zeros((64, 128), np.float32)
    lower[34:] = 1

    assert palette(lab, lower).chroma.max() < 0.03
    assert np.isfinite(palette(lab, np.zeros((64, 128), np.float32)).colour).all()


def test_one_colour_alone_makes_a_palette():
    grey = oklab(np.full((64, 128, 3), 128, np.uint8))

    assert np.isfinite(moved(grey, bands((200, 190, 120), (40, 110, 60)))).all()
    assert np.isfinite(moved(bands((200, 190, 120), (40, 110, 60)), grey)).all()
