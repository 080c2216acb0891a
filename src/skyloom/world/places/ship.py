"""The deck of a sailing ship at sea: the camera stands amidships, masts, sails, wheel and rails around it."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.shape import CANDLE, Shape, Shine, built_of
from skyloom.world.built import Built
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material
from skyloom.world.places.settling import Pairs, point_at
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand
from skyloom.world.things.ships import cloth_on, hull, mast, sailing_ship
from skyloom.world.things.strongholds import flag
from skyloom.world.things.yard import lantern_head

LONG, WIDE = 42.0, 9.4  # metres
BOARD = int(Material.TIMBER) | 1 << 8  # boards that lie along x


def ship(plan: Plan) -> Built:
    """Build the ship under the camera, and others on the horizon."""
    draw = plan.draw("ship")
    deck = plan.eye - 1.7 - 0.02  # over the water
    turn = math.pi / 2 - plan.form.heading - float(draw.uniform(-0.25, 0.25))  # the bow is ahead
    whole = _deck(draw, deck, darkness(plan.scene))
    cos, sin = math.cos(turn), math.sin(turn)
    aft, aside = -4.2, 1.1  # where the camera stands on the deck
    here = Stand(-(cos * aft - sin * aside), -(sin * aft + cos * aside), 0.0, -2.0, turn, 1.0)
    pairs: Pairs = [(here, whole)]
    for _ in range(int(draw.integers(1, 4))):
        at = point_at(plan.form.heading + float(draw.uniform(-2.4, 2.4)), float(draw.uniform(220, 900)))
        pairs.append(
            (Stand(*at, 0.0, -2.0, float(draw.uniform(0, 6)), 1.0), sailing_ship(draw, lit=darkness(plan.scene)))
        )
    return built_of(plan, pairs)


def _deck(draw: np.random.Generator, deck: float, lit: float) -> Shape:
    a = Assembly()
    colour = p.one_of(draw, (p.DARK_WOOD, (0.12, 0.065, 0.035), p.OLD_WOOD))
    trim = p.one_of(draw, ((0.42, 0.29, 0.09), (0.24, 0.05, 0.03), p.WHITEWASH))
    plank = p.one_of(draw, ((0.34, 0.24, 0.15), (0.28, 0.21, 0.14), p.GREY_WOOD), 0.06)
    hull(a, LONG, WIDE, deck + 0.35, 2.5, colour, trim, sheer=0.18)
    rows = 44
    for k in range(rows):
        y0, y1 = (-WIDE * 0.47 + WIDE * 0.94 * s / rows for s in (k, k + 1))
        reach = LONG * 0.5 * math.sqrt(max(1 - (abs(y0 + y1) / WIDE) ** 2.4, 0.02))
        x = -LONG * 0.46
        while x < reach * 0.93:
            end = min(x + float(draw.uniform(3.5, 6.5)), reach * 0.94)
            a.box(
                (x, y0 + 0.006, deck - 0.1),
                (end - 0.012, y1 - 0.006, deck),
                p.shade(plank, float(draw.uniform(0.75, 1.2))),
                BOARD,
            )
            x = end
    a.box((-LONG * 0.46, -WIDE * 0.46, deck - 0.14), (LONG * 0.4, WIDE * 0.46, deck - 0.06), p.TARRED, Material.TIMBER)
    _rails(a, deck, colour, trim)
    _quarterdeck(a, draw, deck, colour, trim, plank, lit)
    _fittings(a, draw, deck)
    cloth = p.one_of(draw, ((0.62, 0.57, 0.47), (0.68, 0.65, 0.58)), 0.05)
    for x, tall, sails in ((LONG * 0.27, 30.0, 3), (-LONG * 0.015, 34.0, 3), (-LONG * 0.35, 26.0, 2)):
        mast(a, x, deck, tall, WIDE * 2.1, deck + 1.0, WIDE * 0.47, cloth, sails=sails, lower=0.26)
        flag(a, draw, (x, 0, deck + tall), pole=2.4)
    bow = (LONG * 0.86, 0.0, deck + 5.6)
    a.rod((LONG * 0.42, 0, deck + 1.0), bow, 0.26, p.FRESH_WOOD, Material.TIMBER, tip=0.08, sides=10)
    for share, out in ((0.9, 1.0), (0.6, 0.7)):
        head = np.array((LONG * 0.27, 0.0, deck + 30 * share))
        tack = np.array((LONG * 0.45, 0, deck + 1.2)) * (1 - out) + np.array(bow) * out
        clew = np.array((LONG * 0.3, 1.8, deck + 4.2))
        a.rod(tuple(head), tuple(tack), 0.03, p.TARRED, Material.TIMBER, sides=4)
        u, v = np.linspace(0, 1, 10)[None, :, None], np.linspace(0, 1, 10)[:, None, None]
        top = head * 0.95 + tack * 0.05
        grid = (tack * (1 - v) + top * v) * (1 - u) + (clew * (1 - v) + top * v) * u
        cloth_on(a, grid + np.array([0, 1.0, 0]) * np.sin(math.pi * u) * (1 - v), cloth)
    for (xa, za), (xb, zb) in (
        ((LONG * 0.27, 18.0), (-LONG * 0.015, 31.0)),
        ((-LONG * 0.015, 20.0), (-LONG * 0.35, 24.0)),
        ((-LONG * 0.015, 1.0), (-LONG * 0.35, 15.0)),
        ((LONG * 0.27, 1.0), (-LONG * 0.015, 19.0)),
    ):
        a.rod((xa, 0, deck + za), (xb, 0, deck + zb), 0.03, p.TARRED, Material.TIMBER, sides=4)
    lamps = (
        (-LONG * 0.26, WIDE * 0.3, deck + 2.0),
        (-LONG * 0.26, -WIDE * 0.3, deck + 2.0),
        (LONG * 0.27, 0.5, deck + 2.3),
    )
    shines = tuple(Shine((x - 0.1 if x < 0 else x, y, z + 0.2), 40.0, CANDLE, 0.25) for x, y, z in lamps)
    for at in lamps:
        lantern_head(a, at, 0.12, 0.34, 60 + 1600 * lit)
    return Shape(a.result(), LONG * 0.5, (*shines, Shine((-LONG * 0.5, 0, deck + 5.0), 120.0, CANDLE, 0.4)))


def _rails(a: Assembly, deck: float, colour: p.Colour, trim: p.Colour) -> None:
    s = np.linspace(-0.95, 0.93, 74)
    beam = WIDE / 2 * np.clip(1 - np.abs(s) ** 3 * np.where(s > 0, 1.0, 0.35), 0.012, 1) * 0.985
    for side in (-1, 1):
        points = [(float(t) * LONG / 2, side * float(b), deck) for t, b in zip(s, beam, strict=True)]
        for k, ((x0, y0, z), (x1, y1, _)) in enumerate(pairwise(points)):
            a.beam((x0, y0, z + 1.12), (x1, y1, z + 1.12), 0.26, 0.1, trim, Material.TIMBER)
            a.beam((x0, y0, z + 0.22), (x1, y1, z + 0.22), 0.12, 0.5, colour, Material.TIMBER)
            if k % 2 == 0:
                rows = [(0.06, 0.42), (0.085, 0.5), (0.045, 0.66), (0.07, 0.86), (0.05, 1.02), (0.06, 1.1)]
                a.add(lathe(rows, 8, trim, Material.TIMBER), (x0, y0, z))
            if k % 9 == 4:
                a.block((x0, y0, z), (0.2, 0.2, 1.3), colour, Material.TIMBER)


def _quarterdeck(
    a: Assembly, draw: np.random.Generator, deck: float, colour: p.Colour, trim: p.Colour, plank: p.Colour, lit: float
) -> None:
    x0, x1, y, high = -LONG * 0.48, -LONG * 0.265, WIDE * 0.43, 2.1
    a.box((x0, -y, deck), (x1, y, deck + high), colour, Material.TIMBER)
    a.box((x0 - 0.2, -y - 0.1, deck + high), (x1 + 0.12, y + 0.1, deck + high + 0.12), plank, BOARD)
    for side in (-1, 1):
        a.quad(
            (x1 + 0.01, side * 1.5 - 0.45, deck + 0.05),
            (x1 + 0.01, side * 1.5 + 0.45, deck + 0.05),
            (x1 + 0.01, side * 1.5 + 0.45, deck + 1.85),
            (x1 + 0.01, side * 1.5 - 0.45, deck + 1.85),
            p.shade(trim, 0.6),
            Material.TIMBER,
        )
        for k in range(7):
            a.box(
                (x1 + 0.3 * (6 - k), side * 3.0 - 0.5, deck),
                (x1 + 0.3 * (7 - k), side * 3.0 + 0.5, deck + 0.3 * (k + 1)),
                p.shade(plank, 0.9),
                BOARD,
            )
    for k in range(12):
        yk = -y + 2 * y * k / 11
        if 2.4 < abs(yk) < 3.6:
            continue
        a.add(
            lathe([(0.06, 0.0), (0.085, 0.2), (0.045, 0.4), (0.07, 0.6), (0.06, 0.95)], 8, trim, Material.TIMBER),
            (x1, yk, deck + high + 0.12),
        )
    a.beam((x1, -2.4, deck + high + 1.1), (x1, 2.4, deck + high + 1.1), 0.2, 0.1, trim, Material.TIMBER)
    f = a.framed((x1 - 1.6, 0, deck + high + 0.12))  # the wheel
    f.block((-0.35, 0, 0), (0.3, 0.5, 1.1), colour, Material.TIMBER)
    f.rod((-0.2, 0, 1.05), (0.25, 0, 1.05), 0.09, p.BRASS, Material.MARBLE, sides=10)
    for k in range(10):
        t, t1 = k * math.pi / 5, (k + 1) * math.pi / 5
        rim = (0.15, 0.62 * math.cos(t), 1.05 + 0.62 * math.sin(t))
        f.rod(
            (0.15, 0, 1.05), (0.15, 0.86 * math.cos(t), 1.05 + 0.86 * math.sin(t)), 0.028, p.OLD_WOOD, Material.TIMBER
        )
        f.beam(rim, (0.15, 0.62 * math.cos(t1), 1.05 + 0.62 * math.sin(t1)), 0.07, 0.1, p.OLD_WOOD, Material.TIMBER)
    lantern_head(a, (-LONG * 0.5, 0, deck + high + 1.6), 0.28, 0.8, 60 + 2500 * lit)
    a.rod((-LONG * 0.5, 0, deck + high), (-LONG * 0.5, 0, deck + high + 1.6), 0.05, p.IRON, Material.MARBLE)
    del draw


def _fittings(a: Assembly, draw: np.random.Generator, deck: float) -> None:
    a.box((1.8, -1.2, deck), (5.2, 1.2, deck + 0.32), p.OLD_WOOD, Material.TIMBER)  # a hatch with its grating
    for k in range(13):
        a.box((1.95 + 0.25 * k, -1.1, deck + 0.32), (2.03 + 0.25 * k, 1.1, deck + 0.37), p.FRESH_WOOD, Material.TIMBER)
    for k in range(8):
        a.box((1.9, -1.05 + 0.28 * k, deck + 0.36), (5.1, -0.97 + 0.28 * k, deck + 0.39), p.FRESH_WOOD, Material.TIMBER)
    for side in (-1, 1):
        for x in (-7.0, -1.5, 6.5):  # guns
            f = a.framed((x, side * 3.0, deck), side * math.pi / 2)
            f.box((-0.7, -0.35, 0.15), (0.6, 0.35, 0.5), p.OLD_WOOD, Material.TIMBER)
            f.rod((-0.9, 0, 0.66), (1.3, 0, 0.7), 0.2, p.IRON, Material.MARBLE, tip=0.13, sides=14)
            f.add(lathe([(0.0, 0.0), (0.2, 0.1), (0.21, 0.2)], 12, p.IRON, Material.MARBLE), (-0.95, 0, 0.5))
            for sx in (-0.5, 0.45):
                for sy in (-0.35, 0.35):
                    f.rod((sx, sy - 0.06, 0.16), (sx, sy + 0.06, 0.16), 0.16, p.DARK_WOOD, Material.TIMBER, sides=12)
    for x, y in ((-8.9, 2.9), (-8.2, 3.3), (7.9, -2.6), (9.0, 2.2), (-9.0, -3.1)):
        rows = [(0.28, 0.0), (0.36, 0.3), (0.37, 0.5), (0.28, 0.95), (0.0, 0.92)]
        a.add(lathe(rows, 16, p.one_of(draw, (p.OLD_WOOD, p.FRESH_WOOD)), Material.TIMBER), (x, y, deck))
    for x, y in ((-2.2, 2.9), (3.3, -3.2), (-5.0, -2.9)):
        for k in range(7):
            a.add(
                lathe(
                    [
                        (0.36 - 0.03 * k, 0.05 * k),
                        (0.4 - 0.03 * k, 0.05 * k + 0.025),
                        (0.36 - 0.03 * k, 0.05 * k + 0.05),
                    ],
                    18,
                    p.STRAW,
                    Material.CLOTH,
                ),
                (x, y, deck),
            )
    f = a.framed((9.6, 0, deck))  # the capstan
    f.add(
        lathe(
            [(0.5, 0.0), (0.4, 0.2), (0.3, 0.7), (0.5, 0.8), (0.5, 1.0), (0.0, 1.02)], 16, p.OLD_WOOD, Material.TIMBER
        )
    )
    for k in range(6):
        t = k * math.pi / 3
        f.rod(
            (0.3 * math.cos(t), 0.3 * math.sin(t), 0.9),
            (1.5 * math.cos(t), 1.5 * math.sin(t), 0.9),
            0.04,
            p.FRESH_WOOD,
            Material.TIMBER,
        )
