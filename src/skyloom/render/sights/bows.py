"""Rainbows opposite the sun and halos about it: rings of known angles, looked up in a table along the radius."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Vector3f

from skyloom.render.noise import fbm3, smoothstep
from skyloom.render.tables import Table

POINTS = 512
# degrees from the antisolar point at the red and the violet end, share of light
PRIMARY, SECONDARY = (42.4, 40.6, 1.0), (50.4, 53.4, 0.52)
BLUR = 0.45  # degrees: the sun is no point, and drops are small
INSIDE, BETWEEN = 0.17, -0.07  # lighter within the bow, darker between the two: shares of the bow's own light
HIGHEST_SUN = 10.0  # degrees; under a higher sun no bow rises far enough to be seen
SHOWN = 1.5  # of the light of a white cloud, at the bow's brightest
HALO = (21.7, 0.22)  # degrees of its inner edge; share of a white cloud's light
DOG = 1.1  # degrees, the width of a mock sun
CURTAIN = (0.36, 0.42, 0.52)  # of the light behind it, what a dark shower lets through: bows stand before one
CURTAIN_DEG = (50.0, 80.0)  # from the antisolar point to where the shower thins, and to where it ends
NEAR_RAIN = 1600.0  # metres of rain that make most of a bow


def _rgb(nanometres: np.ndarray) -> np.ndarray:
    """Return about the linear RGB of light of one wavelength, (n, 3)."""

    def lobe(centre: float, left: float, right: float) -> np.ndarray:
        width = np.where(nanometres < centre, left, right)
        return np.exp(-0.5 * ((nanometres - centre) / width) ** 2)

    x = 1.056 * lobe(599.8, 37.9, 31.0) + 0.362 * lobe(442.0, 16.0, 26.7) - 0.065 * lobe(501.1, 20.4, 26.2)
    y = 0.821 * lobe(568.8, 46.9, 40.5) + 0.286 * lobe(530.9, 16.3, 31.1)
    z = 1.217 * lobe(437.0, 11.8, 36.0) + 0.681 * lobe(459.0, 26.0, 13.8)
    matrix = np.array([(3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.2040, 1.0570)])
    return np.asarray(np.stack([x, y, z], -1) @ matrix.T)


def _bands(degrees: np.ndarray) -> np.ndarray:
    waves = np.linspace(400, 690, 59)
    colours = _rgb(waves)
    total = np.zeros((len(degrees), 3))
    for red, violet, share in (PRIMARY, SECONDARY):
        place = red + (violet - red) * (690 - waves) / 290
        width = BLUR * (1.0 if share == 1.0 else 1.5)
        total += share * (np.exp(-0.5 * ((degrees[:, None] - place) / width) ** 2) / width) @ colours
    return total


def bow_profile(degrees: np.ndarray) -> np.ndarray:
    """Return the light of both bows at angles from the antisolar point, (n, 3); the brightest is about 1."""
    total = np.maximum(_bands(degrees), 0) / _bands(np.linspace(40, 43, 301)).max()
    inside = 1 / (1 + np.exp((degrees - 40.4) * 3)) * np.exp(-((np.maximum(40.4 - degrees, 0) / 16) ** 2))
    between = 1 / (1 + np.exp((43.0 - degrees) * 4)) / (1 + np.exp((degrees - 50.0) * 3))
    return total + (INSIDE * inside + BETWEEN * between)[:, None]


def halo_profile(degrees: np.ndarray) -> np.ndarray:
    """Return the light of the 22° halo at angles from the sun, (n, 3): red within, white fading outwards."""
    shift = np.array([0.0, 0.35, 0.75])
    off = degrees[:, None] - HALO[0] - shift
    return np.asarray(np.where(off < 0, np.exp(-((off / 0.28) ** 2)), np.exp(-off / 1.7)))


class Bows:
    """The coloured rings of one sky; all members are opaque."""

    def __init__(self, sun: np.ndarray, key: np.ndarray, white: float, *, rainbow: float, halo: float) -> None:
        angle = np.linspace(0, 90, POINTS)
        tone = key / max(float(key @ np.array([0.2126, 0.7152, 0.0722])), 1e-6)
        bow = bow_profile(angle) * tone * (rainbow * white * SHOWN)
        ring = halo_profile(angle) * tone * (halo * white * HALO[1])
        rows = np.stack([bow, ring]).reshape(-1, 3).astype(np.float32)
        self.table = Table.of(POINTS, 2, Color3f(*(Float(np.ascontiguousarray(rows[:, c])) for c in range(3))))
        height = math.asin(float(sun[2]))
        flat = np.array([sun[0], sun[1]]) / max(math.hypot(sun[0], sun[1]), 1e-6)
        low = min(height, math.radians(HIGHEST_SUN))
        anti = -np.array([*(flat * math.cos(low)), math.sin(low)])
        self.anti, self.sun = Vector3f(*map(float, anti)), Vector3f(*map(float, sun))
        self.dogs = [Vector3f(*map(float, dog)) for dog in _mock_suns(sun)]
        self.dog = Color3f(*map(float, tone * halo * white * 0.5))
        dr.make_opaque(self.anti, self.sun, self.dogs, self.dog)
        self.strength = dr.opaque(Float, min(rainbow, 1.0))
        self.has_rainbow, self.has_halo = rainbow > 0, halo > 0

    def rainbow(self, colour: Color3f, direction: Vector3f, rain: Float) -> Color3f:
        """Return a colour with the bows and their shower before it, for the share of the rain in between."""
        thick, thin = (math.cos(math.radians(angle)) for angle in CURTAIN_DEG)
        ragged = 0.5 * (fbm3(direction.x * 3, direction.y * 3, direction.z * 1.2, 4) - 0.5)
        shower = smoothstep(thin, thick, dr.dot(direction, self.anti) + ragged) * smoothstep(0.95, 0.55, direction.z)
        dark = dr.lerp(Color3f(1), Color3f(*CURTAIN), shower * rain * self.strength)
        return colour * dark + self._ring(direction, self.anti, 0.0) * rain

    def halo(self, direction: Vector3f) -> Color3f:
        """Return what the ring about the sun and its mock suns add, cd/m²."""
        total = self._ring(direction, self.sun, 1.0)
        for dog in self.dogs:
            away = direction - dog
            off = dr.dot(away, away) * (0.5 / math.radians(DOG) ** 2)
            total += self.dog * dr.exp(-off)
        return total

    def _ring(self, direction: Vector3f, centre: Vector3f, row: float) -> Color3f:
        angle = dr.acos(dr.clip(dr.dot(direction, centre), -1, 1)) * (2 / dr.pi)
        found = self.table.at(angle, Float(row))
        return dr.select(angle < 0.99, Color3f(found.x, found.y, found.z), 0)


def _mock_suns(sun: np.ndarray) -> list[np.ndarray]:
    """Return the directions of the two mock suns; none stand beside a high sun."""
    height = math.asin(float(np.clip(sun[2], -1, 1)))
    if not 0 < height < math.radians(45):
        return []
    bent = math.sqrt(max((1.716 - sun[2] ** 2), 0.1)) / math.cos(height)
    aside = 2 * math.asin(min(0.5 * bent, 1.0)) - math.radians(60)
    heading = math.atan2(sun[0], sun[1])
    return [
        np.array([math.sin(h) * math.cos(height), math.cos(h) * math.cos(height), math.sin(height)])
        for h in (heading - aside, heading + aside)
    ]
