"""Paint: the anisotropic Kuwahara filter, brush strokes along the flow, and the light on their ridges."""

from __future__ import annotations

import math

import cv2
import drjit as dr
import numpy as np
from mitsuba import Bool, Float, Int32

from skyloom.render.styles.sheet import Floats, Sheet, blurred, luminance, noise

ZERO, ZETA = 0.58, 0.1  # Kyprianidis: where two sectors cross, and how much they overlap
ETA = (ZETA + math.cos(ZERO)) / math.sin(ZERO) ** 2
UNREST = 2000.0  # variance to weight: how strongly a restless sector is passed over
STILL = 4e-5  # of the structure tensor: below it there is no direction, and the hand's own takes over
STEPS = 12  # of a stroke to each side
SWIRL = 420.0  # how wide the hand's own curves are


def paint(sheet: Sheet, *, size: float = 4.0, sharpness: float = 8.0) -> Sheet:
    """Return the picture in dabs of paint `size` wide that keep edges and follow them."""
    angle, strength = flow(sheet, sheet.colour)
    step = max(1.0, round(size * sheet.unit / 2.9))
    source = blurred(sheet, sheet.colour, 0.4 * step / sheet.unit) if step > 1 else sheet.colour
    radius = size * sheet.unit
    faces = [
        _kuwahara(colour, turn, pull, radius, step, sharpness)
        for colour, turn, pull in zip(source, angle, strength, strict=True)
    ]
    return sheet.coloured(np.stack(faces))


def strokes(sheet: Sheet, *, width: float = 2.0, length: float = 18.0, relief: float = 0.25) -> Sheet:
    """Return the picture with the ridges that a brush leaves, lit from the upper left."""
    angle, _ = flow(sheet, sheet.colour)
    height = brushed(sheet, angle, width, length)
    lit = height - _moved(height, max(1, round(0.5 * width * sheet.unit)))
    bright = 1 + relief * np.clip(0.55 * height + 0.9 * lit, -1.6, 1.6)[..., None]
    return sheet.coloured(sheet.colour * bright)


def brushed(sheet: Sheet, angle: Floats, width: float, length: float) -> Floats:
    """Return streaks (6, n, n) along the flow: mean 0, spread about 1."""
    n = sheet.surfaces.cube.across
    grain = sheet.random("bristles").standard_normal((6, n, n), np.float32)
    grain = blurred(sheet, grain, 0.3 * width)
    streaks = np.stack(
        [_along(face, turn, length * sheet.unit / STEPS / 2) for face, turn in zip(grain, angle, strict=True)]
    )
    return (streaks - streaks.mean()) / max(float(streaks.std()), 1e-6)


def flow(sheet: Sheet, colour: Floats, size: float = 2.5) -> tuple[Floats, Floats]:
    """Return the direction along edges (6, n, n), radians, and how sure it is, 0 to 1."""
    grey = luminance(blurred(sheet, colour, 0.7))
    across = np.stack([cv2.Sobel(face, cv2.CV_32F, 1, 0, scale=0.125) for face in grey]) * np.float32(sheet.unit)
    down = np.stack([cv2.Sobel(face, cv2.CV_32F, 0, 1, scale=0.125) for face in grey]) * np.float32(sheet.unit)
    xx, xy, yy = (blurred(sheet, layer, size) for layer in (across * across, across * down, down * down))
    hand = (noise(sheet, "hand", SWIRL, 2) - 0.5) * np.float32(math.pi) + 0.25
    xx = xx + np.float32(STILL) * np.square(np.sin(hand))
    xy = xy - np.float32(STILL) * np.sin(hand) * np.cos(hand)
    yy = yy + np.float32(STILL) * np.square(np.cos(hand))
    spread = np.sqrt(np.square(xx - yy) + 4 * xy * xy)
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.float32(math.pi / 2)
    return angle.astype(np.float32), (spread / (xx + yy + 1e-9)).astype(np.float32)


def _moved(layer: Floats, by: int) -> Floats:
    return np.roll(layer, (by, by), axis=(1, 2))


def _kuwahara(colour: Floats, angle: Floats, strength: Floats, radius: float, step: float, sharpness: float) -> Floats:
    n = colour.shape[0]
    packed = [Float(np.ascontiguousarray(colour[..., c]).ravel()) for c in range(3)]
    out = _sectors(
        packed,
        Float(angle.ravel()),
        Float(strength.ravel()),
        dr.opaque(Int32, n),
        dr.opaque(Float, radius),
        dr.opaque(Int32, int(step)),
        dr.opaque(Float, 0.5 * sharpness),
    )
    dr.eval(out)
    return np.stack([channel.numpy().reshape(n, n) for channel in out], axis=-1)


Sums = tuple[list[list[Float]], list[Float], list[Float]]  # of each sector: colours, squares of grey, weights


@dr.syntax
def _sectors(
    colour: list[Float], angle: Float, strength: Float, n: Int32, radius: Float, step: Int32, power: Float
) -> list[Float]:
    """Return the mean of the calmest of eight sectors of an ellipse around each pixel."""
    index = dr.arange(Int32, dr.width(angle))
    row = index // n
    column = index - row * n
    sin, cos = dr.sincos(angle)
    long, short = radius * dr.clip(1 + strength, 0.1, 2), radius * dr.clip(1 / (1 + strength), 0.1, 2)
    reach = Int32(dr.ceil(radius * 1.5))
    sums = _nothing()
    y = -(reach // step) * step
    while y <= reach:
        x = -(reach // step) * step
        while x <= reach:
            u = (cos * Float(x) + sin * Float(y)) * 0.5 / long
            v = (cos * Float(y) - sin * Float(x)) * 0.5 / short
            place = dr.clip(row + y, 0, n - 1) * n + dr.clip(column + x, 0, n - 1)
            sums = _added(sums, colour, place, u, v)
            x += step
        y += step
    return _calmest(sums, power)


def _nothing() -> Sums:
    return (
        [[Float(0), Float(0), Float(0)] for _ in range(8)],
        [Float(0) for _ in range(8)],
        [Float(1e-6) for _ in range(8)],
    )


def _added(sums: Sums, colour: list[Float], place: Int32, u: Float, v: Float) -> Sums:
    """Return the sums with one more neighbour, `u` and `v` away in units of the ellipse's diameters."""
    away = u * u + v * v
    inside = away <= 0.25
    c = [dr.gather(Float, channel, place, inside) for channel in colour]
    grey = _grey(c)
    shares = []
    for p, q in ((u, v), (0.70710678 * (u - v), 0.70710678 * (u + v))):
        pp, qq = ZETA - ETA * p * p, ZETA - ETA * q * q
        shares.append([dr.square(dr.maximum(0, s)) for s in (q + pp, -p + qq, -q + pp, p + qq)])
    order = [shares[k % 2][k // 2] for k in range(8)]
    bell = dr.select(inside, dr.exp(-3.125 * away) / dr.maximum(sum(order[1:], order[0]), 1e-6), 0)
    each = [w * bell for w in order]
    means, squares, weights = sums
    return (
        [[m + value * w for m, value in zip(mean, c, strict=True)] for mean, w in zip(means, each, strict=True)],
        [s + grey * grey * w for s, w in zip(squares, each, strict=True)],
        [total + w for total, w in zip(weights, each, strict=True)],
    )


def _calmest(sums: Sums, power: Float) -> list[Float]:
    result, total = [Float(0), Float(0), Float(0)], Float(0)
    for colours, square, weight in zip(*sums, strict=True):
        mean = [m / weight for m in colours]
        grey = _grey(mean)
        unrest = dr.maximum(dr.abs(square / weight - grey * grey), 1e-9)
        w = dr.rcp(1 + (unrest * UNREST) ** power)
        total += w
        result = [r + m * w for r, m in zip(result, mean, strict=True)]
    return [r / total for r in result]


def _grey(colour: list[Float]) -> Float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def _along(grain: Floats, angle: Floats, pace: float) -> Floats:
    """Return the mean of noise along the flow (line integral convolution)."""
    n = grain.shape[0]
    cos, sin = Float(np.cos(angle).ravel()), Float(np.sin(angle).ravel())
    out = _walked(Float(grain.ravel()), cos, sin, dr.opaque(Int32, n), dr.opaque(Float, max(pace, 0.5)))
    return np.asarray(out.numpy().reshape(n, n), np.float32)


@dr.syntax
def _walked(grain: Float, cos: Float, sin: Float, n: Int32, pace: Float) -> Float:
    index = dr.arange(Int32, dr.width(grain))
    row = index // n
    total = Float(0)
    way = Int32(0)
    while way < 2:
        x, y = Float(index - row * n), Float(row)
        sign = Float(1 - 2 * way)
        dx, dy = cos * sign, sin * sign
        count = Int32(0)
        while count < STEPS:
            place = dr.clip(Int32(y + 0.5), 0, n - 1) * n + dr.clip(Int32(x + 0.5), 0, n - 1)
            near = Bool(True)
            total += dr.gather(Float, grain, place, near) * (1 - Float(count) * (0.5 / STEPS))
            cx, cy = dr.gather(Float, cos, place), dr.gather(Float, sin, place)
            same = dr.select(cx * dx + cy * dy < 0, -1.0, 1.0)
            dx, dy = cx * same, cy * same
            x += dx * pace
            y += dy * pace
            count += 1
        way += 1
    return total * (1 / (2 * STEPS))
