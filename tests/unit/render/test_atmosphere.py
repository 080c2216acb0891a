"""The clear sky against a published model's values: illuminance in lux, luminance in cd/m²."""

import math

import numpy as np
import pytest
from mitsuba import Color3f, Float, Vector3f

from skyloom.render.atmosphere import GROUND, Air, Firmament, Glow, Transmittance, irradiance, upper_half
from skyloom.render.film import LUMINANCE

# sun's elevation, its transmittance, sky on the ground, zenith, 3 degrees over the horizon sunwards and opposite
REFERENCE = [
    (60, (0.932, 0.849, 0.731), 9090, 1990, 11400, 10700),
    (30, (0.885, 0.754, 0.583), 7260, 1250, 13000, 10500),
    (10, (0.713, 0.460, 0.222), 4630, 704, 20400, 7240),
    (4, (0.487, 0.196, 0.038), 2830, 428, 15200, 3980),
    (0, (0.076, 0.007, 0.000), 1040, 163, 3880, 811),
    (-2, (0, 0, 0), 336, 55, 815, 49),
    (-4, (0, 0, 0), 60, 9.7, 248, 8.4),
    (-6, (0, 0, 0), 7.1, 0.95, 69, 1.4),
]


def sky(elevation_deg, haze=1.0, dust=0.0):
    air = Air(haze, dust)
    through = Transmittance(air)
    angle = math.radians(elevation_deg)
    sun = Vector3f(0, math.cos(angle), math.sin(angle))
    return through, Firmament(air, through, Glow(air, through), sun, 128_000.0)


def luminance(colour: Color3f) -> float:
    return sum(w * float(c[0]) for w, c in zip(LUMINANCE, colour, strict=True))


def toward(elevation_deg, heading_deg=0.0):
    e, h = math.radians(elevation_deg), math.radians(heading_deg)
    return Vector3f(math.cos(e) * math.sin(h), math.cos(e) * math.cos(h), math.sin(e))


@pytest.mark.parametrize(("elevation", "sun", "level", "zenith", "sunward", "opposite"), REFERENCE)
def test_the_sky_agrees_with_the_reference(elevation, sun, level, zenith, sunward, opposite):
    through, firmament = sky(elevation)
    ways, angle = upper_half(32)

    light = through.of_light(Float(GROUND + 1), Float(math.sin(math.radians(elevation))))

    assert [float(c[0]) for c in light] == pytest.approx(sun, abs=0.02)
    assert float(irradiance(firmament.radiance(ways), ways, angle) @ np.array(LUMINANCE)) == pytest.approx(
        level, rel=0.1
    )
    assert luminance(firmament.radiance(toward(90))) == pytest.approx(zenith, rel=0.12)
    assert luminance(firmament.radiance(toward(3))) == pytest.approx(sunward, rel=0.12)
    assert luminance(firmament.radiance(toward(3, 180))) == pytest.approx(opposite, rel=0.2)


def test_the_noon_sky_is_blue_and_the_sunset_is_red_towards_the_sun():
    _, noon = sky(50)
    _, sunset = sky(1)

    above, low = noon.radiance(toward(70, 90)), sunset.radiance(toward(2))

    assert float(above.z[0]) > 2 * float(above.x[0])
    assert float(low.x[0]) > 3 * float(low.z[0])


def test_haze_whitens_the_sky_and_dust_takes_its_blue():
    colours = [sky(35, haze, dust)[1].radiance(toward(20, 120)) for haze, dust in ((1, 0), (8, 0), (30, 1))]

    clear, hazy, dusty = (float(c.z[0]) / float(c.x[0]) for c in colours)

    assert clear > hazy > dusty
