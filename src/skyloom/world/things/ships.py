"""Boats and sailing ships, their hulls, masts, sails and rigging."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from skyloom.core.scene import Thing, ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe, sheet
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.shape import CANDLE, Shape, Shine
from skyloom.world.built import Built
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.standing import Footing
from skyloom.world.things.raising import raised
from skyloom.world.things.yard import glow, lantern_head

Array = np.ndarray
THICK = np.float32(0.03)  # metres between the sides of a cloth, so that neither shades itself


def hull(
    a: Assembly,
    long: float,
    wide: float,
    high: float,
    draught: float,
    colour: p.Colour,
    trim: p.Colour,
    *,
    sheer: float = 0.25,
) -> None:
    """Add a hull, its bow towards +x, waterline at z = 0, the sides `high` above it amidships; open at the top."""
    stations, rows = 25, 9
    s = np.linspace(-1, 1, stations)
    beam = wide / 2 * np.clip(1 - np.abs(s) ** 3 * np.where(s > 0, 1.0, 0.35), 0.012, 1)
    top = high * (1 + sheer * np.abs(s) ** 2.2 * np.where(s > 0, 2.0, 1.5))
    t = np.linspace(0, 1, rows)[:, None]
    z = -draught + (top[None] + draught) * t
    flare = np.sin(np.minimum(t * 1.25, 1) * math.pi / 2) ** 0.7 * (0.86 + 0.14 * t)
    rake = 0.16 * long * np.clip(s, 0, 1) ** 4
    x = s * long / 2 + rake[None] * t
    for side in (-1, 1):
        grid = np.stack(np.broadcast_arrays(x, side * beam * flare, z), -1)
        a.add(sheet(grid if side < 0 else grid[:, ::-1], colour, Material.TIMBER))
        inner = grid * np.array([0.985, 0.93, 1.0]) + np.array([0, 0, 0.0])
        a.add(sheet(inner[3:, ::-1] if side < 0 else inner[3:], p.shade(p.FRESH_WOOD, 0.7), Material.TIMBER))
        for k in range(stations - 1):
            q, r = grid[-1, k], grid[-1, k + 1]
            a.beam(tuple(q), tuple(r), 0.035 * wide, 0.03 * wide + 0.02, trim, Material.TIMBER)
            if k % 2 == 0 and long > 12:
                q, r = grid[-3, k], grid[-3, k + 1]
                a.beam(tuple(q), tuple(grid[-3, min(k + 2, stations - 1)]), 0.1, 0.16, trim, Material.TIMBER)
    stern = [(float(x[-1, 0]), side * float(beam[0]), float(z[-1, 0])) for side in (-1, 1)]
    low = [(float(x[0, 0]), side * float(beam[0]) * 0.2, -draught) for side in (1, -1)]
    a.quad(stern[1], stern[0], low[1], low[0], colour, Material.TIMBER)


def boat(draw: np.random.Generator, *, tint: p.Colour | None = None, sail: float = 0.4) -> Shape:
    """Draw a small boat: a rowing boat, a fishing boat with a wheelhouse, or one with a mast and sail."""
    a = Assembly()
    long = float(draw.uniform(5, 8.5))
    wide, high = long * 0.32, 0.5 + 0.05 * long
    colour = tint or p.one_of(draw, (*p.PAINTS, p.WHITEWASH, p.FRESH_WOOD))
    trim = p.one_of(draw, (p.WHITEWASH, p.FRESH_WOOD, (0.3, 0.05, 0.03)))
    hull(a, long, wide, high, 0.35, colour, trim)
    wood = p.one_of(draw, (p.FRESH_WOOD, p.OLD_WOOD))
    a.box((-long * 0.42, -wide * 0.36, 0.02), (long * 0.32, wide * 0.36, 0.08), wood, int(Material.TIMBER) | 1 << 8)
    for x in (-0.28, 0.02, 0.27):
        reach = wide * 0.46 * (1 - abs(x) * 0.5)
        a.box((long * x - 0.16, -reach, high * 0.62), (long * x + 0.16, reach, high * 0.68), wood, Material.TIMBER)
    kind = draw.uniform()
    if kind < sail:
        tall = long * 1.15
        a.rod((long * 0.1, 0, 0.05), (long * 0.1, 0, tall), 0.07, p.FRESH_WOOD, Material.TIMBER, tip=0.035, sides=8)
        a.rod((long * 0.1, 0, high + 0.5), (-long * 0.4, 0.25, high + 0.62), 0.045, p.FRESH_WOOD, Material.TIMBER)
        cloth = p.one_of(draw, (p.CANVAS, (0.66, 0.63, 0.56), (0.36, 0.09, 0.05), (0.45, 0.25, 0.08)))
        u, v = np.linspace(0, 1, 9)[None], np.linspace(0, 1, 12)[:, None]
        x = long * 0.1 - (long * 0.5) * u * (1 - v)
        z = high + 0.65 + (tall - high - 0.9) * v + 0 * u
        y = 0.25 * u * (1 - v) + 0.35 * np.sin(math.pi * u) * (1 - v) * (0.4 + v)
        cloth_on(a, np.stack(np.broadcast_arrays(x, y, z), -1), cloth)
        for end in (long * 0.52, -long * 0.46):
            a.rod((long * 0.1, 0, tall * 0.95), (end, 0, high * 1.1), 0.012, p.STRAW, Material.TIMBER, sides=4)
    elif kind < sail + 0.35 and long > 6:
        x0, x1 = -long * 0.3, long * 0.02
        a.box((x0, -wide * 0.28, 0.1), (x1, wide * 0.28, high + 1.35), p.WHITEWASH, Material.PAINT)
        a.box((x0 - 0.15, -wide * 0.32, high + 1.35), (x1 + 0.25, wide * 0.32, high + 1.43), trim, Material.PAINT)
        for side in (-1, 1):
            y = side * (wide * 0.28 + 0.01)
            ring = [
                (x0 + 0.2, y, high + 0.6),
                (x1 - 0.2, y, high + 0.6),
                (x1 - 0.2, y, high + 1.15),
                (x0 + 0.2, y, high + 1.15),
            ]
            a.quad(*(ring if side < 0 else [ring[1], ring[0], ring[3], ring[2]]), (0.05, 0.07, 0.08), Material.GLASS)
        a.quad(
            (x1 + 0.01, -wide * 0.24, high + 0.6),
            (x1 + 0.01, wide * 0.24, high + 0.6),
            (x1 + 0.01, wide * 0.24, high + 1.15),
            (x1 + 0.01, -wide * 0.24, high + 1.15),
            (0.05, 0.07, 0.08),
            Material.GLASS,
        )
        a.rod((x0 + 0.2, 0, high + 1.4), (x0 + 0.2, 0, high + 3.6), 0.05, p.FRESH_WOOD, Material.TIMBER, tip=0.03)
        a.rod((x0 + 0.2, 0, high + 3.4), (long * 0.5, 0, high * 1.4), 0.012, p.STRAW, Material.TIMBER, sides=4)
        for k in range(3):
            a.block(
                (long * (0.1 + 0.08 * k), 0.15 * (-1) ** k, 0.1),
                (0.45, 0.6, 0.35),
                p.one_of(draw, (p.OLD_WOOD, (0.05, 0.15, 0.25))),
                Material.TIMBER,
            )
    else:
        for side in (-1, 1):
            a.rod((-0.3, side * 0.25, high * 0.75), (1.2, side * 0.5, high * 0.8), 0.03, p.FRESH_WOOD, Material.TIMBER)
            a.box(
                (1.1, side * 0.5 - 0.07, high * 0.78),
                (1.7, side * 0.5 + 0.07, high * 0.81),
                p.FRESH_WOOD,
                Material.TIMBER,
            )
    return Shape(a.result(), long * 0.5, (Shine((-long * 0.2, 0, high + 1.3), 8.0, CANDLE, 0.3),))


def cloth_on(a: Assembly, grid: Array, colour: p.Colour) -> None:
    """Add cloth that is seen from both sides, (rows, columns, 3)."""
    a.add(sheet(grid, colour, Material.CLOTH))
    back = sheet(grid[:, ::-1], p.shade(colour, 0.9), Material.CLOTH)
    a.add(replace(back, position=back.position + back.normal * THICK))


def square_sail(
    a: Assembly, x: float, z0: float, z1: float, foot: float, head: float, colour: p.Colour, belly: float
) -> None:
    """Add a square sail between two yards, full of wind that blows towards +x."""
    u, v = np.linspace(-1, 1, 15)[None], np.linspace(0, 1, 9)[:, None]
    y = -u * (foot * (1 - v) + head * v)
    bulge = belly * (1 - u**2) * np.sin(math.pi * (0.15 + 0.85 * (1 - v)) * 0.9)
    grid = np.stack(np.broadcast_arrays(x + bulge, y, z0 + (z1 - z0) * v + 0.25 * (1 - u**2) * (1 - v)), -1)
    cloth_on(a, grid, colour)


def mast(
    a: Assembly,
    x: float,
    foot: float,
    tall: float,
    span: float,
    deck: float,
    half: float,
    cloth: p.Colour,
    *,
    sails: int = 3,
    furled: bool = False,
    lower: float = 0.18,
) -> None:
    """Add a mast with yards, sails, shrouds and ratlines; `half` is the deck's half width there."""
    wood = p.one_of(np.random.default_rng(int(tall * 100)), (p.FRESH_WOOD, p.OLD_WOOD))
    number = Material.TIMBER
    a.rod((x, 0, foot), (x, 0, foot + tall * 0.62), 0.016 * tall, wood, number, tip=0.012 * tall, sides=12)
    a.rod(
        (x + 0.3, 0, foot + tall * 0.56),
        (x + 0.3, 0, foot + tall),
        0.010 * tall,
        wood,
        number,
        tip=0.004 * tall,
        sides=10,
    )
    a.add(
        lathe([(0.3, 0), (0.055 * tall * 0.9, 0.35), (0.055 * tall, 0.4), (0.0, 0.42)], 14, wood, number),
        (x, 0, foot + tall * 0.56),
    )
    levels = [lower + (0.93 - lower) * k / sails for k in range(sails + 1)]
    for k in range(sails + 1):
        z = foot + tall * levels[k]
        reach = span / 2 * (1 - 0.2 * k)
        if k > 0 or not furled:
            a.rod((x + 0.35, 0, z), (x + 0.35, reach, z - 0.1), 0.11, wood, number, tip=0.05, sides=8)
            a.rod((x + 0.35, 0, z), (x + 0.35, -reach, z - 0.1), 0.11, wood, number, tip=0.05, sides=8)
        if k < sails:
            up = foot + tall * levels[k + 1]
            nxt = span / 2 * (1 - 0.2 * (k + 1))
            if furled:
                for side in (-1, 1):
                    a.rod(
                        (x + 0.35, 0, up + 0.15),
                        (x + 0.35, side * nxt * 0.95, up + 0.1),
                        0.24,
                        cloth,
                        Material.CLOTH,
                        tip=0.12,
                        sides=8,
                    )
            else:
                square_sail(
                    a, x + 0.45, z + 0.25, up - 0.12, reach * 0.93, nxt * 0.93, cloth, 0.16 * span * (1 - 0.2 * k)
                )
    top = foot + tall * 0.57
    for side in (-1, 1):
        feet = [(x - 0.3 - 0.75 * k, side * half, deck) for k in range(5)]
        heads = [(x - 0.1 - 0.06 * k, side * 0.5, top) for k in range(5)]
        for q, r in zip(feet, heads, strict=True):
            a.rod(q, r, 0.035, p.TARRED, number, tip=0.02, sides=5)
        for k in range(1, int((top - deck) / 0.42)):
            t = k * 0.42 / (top - deck)
            q, r = (
                tuple(f[i] + (h[i] - f[i]) * t for i in range(3)) for f, h in ((feet[0], heads[0]), (feet[4], heads[4]))
            )
            a.rod(q, r, 0.012, p.OLD_WOOD, number, sides=4)
        a.rod((x - 0.2, side * half, deck), (x + 0.25, side * 0.1, foot + tall * 0.95), 0.02, p.TARRED, number, sides=4)


def sailing_ship(draw: np.random.Generator, *, lit: float = 0.0, tint: p.Colour | None = None) -> Shape:
    """Draw a ship with three masts under sail, its bow towards +x."""
    a = Assembly()
    long = float(draw.uniform(30, 42))
    wide, high = long * 0.235, long * 0.085
    colour = tint or p.one_of(draw, (p.DARK_WOOD, (0.12, 0.065, 0.035), p.OLD_WOOD, p.TARRED))
    trim = p.one_of(draw, ((0.42, 0.29, 0.09), p.FRESH_WOOD, (0.6, 0.57, 0.5)))
    hull(a, long, wide, high, 2.2, colour, trim, sheer=0.4)
    deck = high * 0.78
    a.box(
        (-long * 0.44, -wide * 0.42, deck - 0.1),
        (long * 0.4, wide * 0.42, deck),
        p.FRESH_WOOD,
        int(Material.TIMBER) | 1 << 8,
    )
    a.box(
        (-long * 0.5, -wide * 0.37, deck), (-long * 0.26, wide * 0.37, high * 1.95), colour, Material.TIMBER, top=0.94
    )
    a.box((-long * 0.515, -wide * 0.39, high * 1.95), (-long * 0.25, wide * 0.39, high * 2.02), trim, Material.TIMBER)
    for row, z in enumerate((high * 1.0, high * 1.45)):
        for k in range(5):
            y = wide * (-0.28 + 0.14 * k)
            x = -long * 0.502 - 0.02 + 0.1 * row
            a.quad(
                (x, y + 0.35, z),
                (x, y - 0.35, z),
                (x, y - 0.35, z + 0.7),
                (x, y + 0.35, z + 0.7),
                (1.0, 0.5, 0.16),
                glow(1 + 55 * lit),
            )
    for k in range(9):
        for side in (-1, 1):
            x = long * (-0.22 + 0.065 * k)
            y = side * wide * 0.488
            a.block((x, y, high * 0.36), (0.7, 0.3, 0.6), p.shade(trim, 0.7), Material.TIMBER)
    a.rod(
        (long * 0.47, 0, high * 1.3),
        (long * 0.82, 0, high * 1.3 + long * 0.13),
        0.22,
        p.FRESH_WOOD,
        Material.TIMBER,
        tip=0.08,
        sides=8,
    )
    cloth = p.one_of(draw, ((0.62, 0.57, 0.47), (0.7, 0.67, 0.6), (0.5, 0.44, 0.34)), 0.05)
    talls = (long * 0.78, long * 0.92, long * 0.68)
    spots = (long * 0.28, 0.0, -long * 0.28)
    for x, tall, sails in zip(spots, talls, (3, 3, 2), strict=True):
        mast(a, x, deck, tall, wide * 2.0, high, wide * 0.46, cloth, sails=sails)
        a.rod((x, 0, deck + tall), (x - 0.1, 0, deck + tall + 1.0), 0.03, p.OLD_WOOD, Material.TIMBER)
        u, v = np.linspace(0, 1, 8)[None], np.linspace(0, 1, 3)[:, None]
        pennant = np.stack(np.broadcast_arrays(2.6 * u, 0.25 * np.sin(6 * u), (v - 0.5) * 0.5 * (1 - u) + 0 * u), -1)
        cloth_on(a, pennant + np.array([x, 0, deck + tall + 0.7]), (0.35, 0.03, 0.03))
    bow = (long * 0.8, 0.0, high * 1.3 + long * 0.122)
    for share, out in ((0.9, 1.0), (0.62, 0.75)):
        head = (spots[0], 0.0, deck + talls[0] * share)
        tack = tuple(np.array((long * 0.5, 0, high * 1.35)) * (1 - out) + np.array(bow) * out)
        a.rod(head, tack, 0.025, p.TARRED, Material.TIMBER, sides=4)
        clew = (spots[0] + 2.5, 1.6, deck + 2.8)
        u, v = np.linspace(0, 1, 9)[None, :, None], np.linspace(0, 1, 9)[:, None, None]
        edge = np.array(tack) * (1 - v) + np.array(head) * v * 0.94 + np.array(tack) * v * 0.06
        back = np.array(clew) * (1 - v) + np.array(head) * v * 0.94 + np.array(tack) * v * 0.06
        grid = edge * (1 - u) + back * u + np.array([0, 0.9, 0]) * np.sin(math.pi * u) * (1 - v)
        cloth_on(a, grid, cloth)
    for i, j in ((0, 1), (1, 2)):
        a.rod(
            (spots[i] - 0.5, 0, deck + 0.5),
            (spots[j], 0, deck + talls[j] * 0.6),
            0.03,
            p.TARRED,
            Material.TIMBER,
            sides=4,
        )
        a.rod(
            (spots[i], 0, deck + talls[i] * 0.6),
            (spots[j], 0, deck + talls[j] * 0.93),
            0.02,
            p.TARRED,
            Material.TIMBER,
            sides=4,
        )
    lantern_head(a, (-long * 0.52, 0, high * 2.05), 0.25, 0.8, 60 + 2500 * lit)
    return Shape(a.result(), long * 0.55, (Shine((-long * 0.54, 0, high * 2.2), 120.0, CANDLE, 0.4),))


def boats(plan: Plan, thing: Thing) -> Built:
    """Build boats, afloat where there is water."""
    wet = Footing.AFLOAT if plan.is_by_water else Footing.DRY
    return raised(
        plan,
        thing,
        lambda d, _: boat(d, tint=thing.tint),
        radius=4.0,
        usual=(12, 70) if thing.count > 2 else (12, 32),
        height=3,
        footing=wet,
        spread=1.4,
    )


def sailing_ships(plan: Plan, thing: Thing) -> Built:
    """Build ships under sail."""
    lit = darkness(plan.scene)
    wet = Footing.AFLOAT if plan.is_by_water else Footing.DRY
    return raised(
        plan,
        thing,
        lambda d, _: sailing_ship(d, lit=lit, tint=thing.tint),
        radius=20,
        usual=(70, 190),
        height=30,
        footing=wet,
        spread=0.9,
    )


BUILDERS = {ThingKind.BOAT: boats, ThingKind.SAILING_SHIP: sailing_ships}
