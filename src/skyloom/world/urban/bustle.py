"""What fills streets: shop fronts with awnings and signs, lamps, trees, furniture, traffic and people."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from skyloom.core.scene import ThingKind
from skyloom.world.kinds import Material
from skyloom.world.urban import furniture, people, vehicles
from skyloom.world.urban.furniture import CANDELA, LAMP_HEIGHT, LAMP_REACH, STREET_LIGHT
from skyloom.world.urban.markings import Sign, neon
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.streets import KERB, Town, along, copies

Array = NDArray[np.floating]
Colour = tuple[float, float, float]

CLOSE = 32.0  # metres within which cars and people have all their parts
NEAREST = 4.6  # metres; nobody stands closer to the camera
SHOP = 4.4  # metres; the ground floor
AWNINGS = np.array([(0.30, 0.03, 0.03), (0.03, 0.12, 0.07), (0.05, 0.07, 0.16), (0.50, 0.46, 0.38), (0.35, 0.20, 0.04)])
FASCIA = np.array([(0.05, 0.05, 0.05), (0.22, 0.03, 0.03), (0.03, 0.10, 0.08), (0.04, 0.06, 0.14), (0.40, 0.38, 0.33)])
SHOP_CANDELA = 55.0
WARM = np.array((1.0, 0.68, 0.38))


def turned_to(way: Array) -> Array:
    """Return the turns about z that bring +y to directions (k, 2)."""
    angle: Array = np.arctan2(-way[:, 0], way[:, 1])
    return angle


def shop_fronts(pile: Pile, draw: np.random.Generator, a: Array, b: Array, top: float) -> None:
    """Add boards over shops, awnings, a few hanging signs and the light that falls out, on a wall from a to b."""
    del top
    length = float(np.linalg.norm(b - a))
    way = (b - a) / length
    out = np.array([way[1], -way[0]])
    n = max(1, round(length / draw.uniform(4.5, 8.5)))
    edges = np.linspace(0, length, n + 1)
    for k in range(n):
        s0, s1 = edges[k] + 0.25, edges[k + 1] - 0.25
        if s1 - s0 < 1.8:
            continue
        board = np.array([*(a + way * s0 + out * 0.04), 3.45]), np.array([*(a + way * s1 + out * 0.04), 4.15])
        tone = FASCIA[int(draw.integers(len(FASCIA)))]
        _slab(pile, board[0], board[1], out, 0.16, tone, int(Material.PAINT))
        glyphs = int(np.clip((s1 - s0) / 0.7, 2, 9))
        half = min((s1 - s0) * 0.42, glyphs * 0.34)
        mid = (s0 + s1) / 2
        low = np.array([*(a + way * (mid - half) + out * 0.215), 3.55])
        high = np.array([*(a + way * (mid + half) + out * 0.215), 4.05])
        number = neon(Sign.STROKES, draw.uniform(), columns=glyphs, rows=1, seed=int(draw.integers(128)))
        panel(pile, low, high, number, glyphs, 1)
        if draw.uniform() < 0.5:
            _awning(pile, draw, a + way * s0, a + way * s1, out)
        if draw.uniform() < 0.3:
            _hanging(pile, draw, a + way * (s0 + 0.3), out)
        pile.lamps([*(a + way * mid + out * 1.3), 2.6], WARM * SHOP_CANDELA * draw.uniform(0.4, 1.6), 0.6)


def panel(pile: Pile, low: Array, high: Array, number: object, columns: int, rows: int) -> None:
    """Add an upright sign between two corners, seen from its right hand side; its glyphs fill it."""
    corners = [
        (low[0], low[1], low[2]),
        (high[0], high[1], low[2]),
        (high[0], high[1], high[2]),
        (low[0], low[1], high[2]),
    ]
    uv = [[(0, 0), (columns, 0), (columns, rows), (0, rows)]]
    pile.quads([corners], (0.03, 0.03, 0.03), number, uv=uv)


def _slab(pile: Pile, low: Array, high: Array, out: Array, deep: float, colour: Array, number: int) -> None:
    """Add an upright board from corner to corner, `deep` metres towards `out`, without its back."""
    push = np.array([out[0] * deep, out[1] * deep, 0])
    a, b, c, d = low, np.array([high[0], high[1], low[2]]), high, np.array([low[0], low[1], high[2]])
    faces = [
        [a + push, b + push, c + push, d + push],
        [d + push, c + push, c, d],
        [a, b, b + push, a + push],
        [a, a + push, d + push, d],
        [b + push, b, c, c + push],
    ]
    pile.quads(faces, colour, number)


def _awning(pile: Pile, draw: np.random.Generator, a: Array, b: Array, out: Array) -> None:
    colour = AWNINGS[int(draw.integers(len(AWNINGS)))]
    reach, high, low = draw.uniform(0.9, 1.6), 3.4, 2.65
    stripes = max(2, round(float(np.linalg.norm(b - a)) / 0.5))
    t = np.linspace(0, 1, stripes + 1)[:, None]
    at = a + (b - a) * t
    inner, outer = (
        np.column_stack([at, np.full(len(at), high)]),
        np.column_stack([at + out * reach, np.full(len(at), low)]),
    )
    hem = outer - np.array([0, 0, 0.28])
    tones = np.where(
        (np.arange(stripes) % 2 == 0)[:, None], colour, 0.5 * colour + 0.25 if draw.uniform() < 0.4 else colour
    )
    for p, q in ((outer, inner), (hem, outer)):
        pile.quads(np.stack([p[:-1], p[1:], q[1:], q[:-1]], 1), tones, int(Material.CLOTH))
        pile.quads(np.stack([q[:-1], q[1:], p[1:], p[:-1]], 1) - (0, 0, 0.01), tones * 0.5, int(Material.CLOTH))


def _hanging(pile: Pile, draw: np.random.Generator, at: Array, out: Array) -> None:
    rows = int(draw.integers(2, 6))
    z, w = draw.uniform(4.6, 7.0), 0.36
    blade(
        pile,
        at,
        out,
        z,
        w,
        rows,
        neon(Sign.OUTLINE, draw.uniform(), columns=1, rows=rows, seed=int(draw.integers(128))),
    )


def blade(
    pile: Pile, at: Array, out: Array, z: float, half: float, rows: int, number: object, gap: float = 0.25
) -> None:
    """Add a sign that stands out from a wall at `at`, a glyph wide and `rows` high, seen from both sides."""
    way = np.array([-out[1], out[0]])
    p, q = at + out * gap, at + out * (gap + 2 * half)
    high = z + rows * 2 * half
    for a, b, side in ((p, q, -1), (q, p, 1)):
        push = way * 0.09 * side
        low, top = np.array([*(a + push), z]), np.array([*(b + push), high])
        panel(pile, low, top, number, 1, rows)
    corners = (
        np.array([*np.minimum(p - way * 0.085, q + way * 0.085), z - 0.02]),
        np.array([*np.maximum(p - way * 0.085, q + way * 0.085), high + 0.02]),
    )
    pile.boxes(corners[0], corners[1], (0.03, 0.03, 0.035), int(Material.PAINT), has_floor=True)
    arm = np.array([[*(at - 0.02), z + 0.3], [*(at - 0.02), high - 0.3]])
    pile.boxes(arm, arm + np.array([*(out * gap + 0.04), 0.05]), (0.04, 0.04, 0.04), int(Material.METAL))


def furnish(
    pile: Pile,
    draw: np.random.Generator,
    town: Town,
    *,
    lit: bool,
    trees: bool,
    light: Colour = STREET_LIGHT,
    without: Collection[str] = (),
) -> None:
    """Add lamps, trees, traffic lights and small furniture along the near streets, less what is not wanted."""
    where, way = along(town, draw, reach=260, step=24.0, off=0.55)
    if ThingKind.LAMP not in without:
        pile.stand(copies(where, KERB, turned_to(way)), furniture.street_lamp(light, lit=lit))
        heads = np.column_stack([where + way * LAMP_REACH, np.full(len(where), LAMP_HEIGHT + 0.1 + KERB)])
        pile.lamps(heads, np.array(light) * CANDELA, 0.4)
    if trees:
        where, _ = along(town, draw, reach=170, step=11.0, off=1.0)
        where = where[draw.uniform(size=len(where)) < 0.62]
        away = np.hypot(*where.T)
        where, away = where[away > 7], away[away > 7]
        for fineness, low, high in ((0, 0, 12), (1, 12, 40), (2, 40, 85), (3, 85, 999)):
            for which in range(3):
                here = where[(away >= low) & (away < high)][which::3]
                size = draw.uniform(0.5, 0.78, len(here))
                pile.stand(
                    copies(here, KERB, draw.uniform(0, 6.28, len(here)), scale=size),
                    furniture.street_tree(which, fineness),
                )
    _crossing(pile, draw, town, lit=lit)
    where, way = along(town, draw, reach=110, step=9.3, off=0.9)
    kind = draw.integers(0, 9, len(where))
    small = (furniture.hydrant(), furniture.bin_(), furniture.box_of_leaves(), furniture.bench(), furniture.bin_())
    for n, shape in enumerate(small):
        here = kind == n
        spin = turned_to(way[here]) + (np.pi if n == 3 else 0)
        pile.stand(copies(where[here], KERB, spin), shape)
    where, way = along(town, draw, reach=90, step=47.0, off=1.5)
    where, way = where[np.hypot(*where.T) > 5], way[np.hypot(*where.T) > 5]
    pile.stand(copies(where[::2], KERB, turned_to(way[::2]) + np.pi), furniture.shelter(lit=lit))


def _crossing(pile: Pile, draw: np.random.Generator, town: Town, *, lit: bool) -> None:
    """Add traffic lights at the crossings near the camera."""
    phase = int(draw.integers(2)) * 2
    for x, wx in zip(town.x, town.wide_x, strict=True):
        for y, wy in zip(town.y, town.wide_y, strict=True):
            if np.hypot(x, y) > 170:
                continue
            for k, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
                at = np.array([[x + sx * (wx / 2 + 0.5), y + sy * (wy / 2 + 0.5)]])
                turn = (np.pi, -np.pi / 2, 0.0, np.pi / 2)[k]
                turn += np.pi
                shown = phase if k % 2 == 0 else 2 - phase
                pile.stand(copies(at, KERB, np.array([turn])), furniture.signal(shown, lit=lit))


def populate(
    pile: Pile,
    draw: np.random.Generator,
    town: Town,
    *,
    lit: bool,
    amount: float,
    umbrellas: float,
    parked: bool = True,
    without: Collection[str] = (),
) -> None:
    """Add cars in the lanes and at the kerbs, and people on the pavements and crossings, less what is not wanted."""
    if ThingKind.CAR not in without:
        _traffic(pile, draw, town, lit=lit, amount=amount, parked=parked)
    if "people" in without:
        return
    where, way = along(town, draw, reach=120, step=2.6, off=1.4)
    kept = draw.uniform(size=len(where)) < 0.17 * amount * np.where(np.hypot(*where.T) < 35, 1.5, 1.0)
    where, way = where[kept], way[kept]
    where = where - way * draw.uniform(-0.3, 1.9, (len(where), 1)) + draw.normal(0, 0.4, where.shape)
    side = np.where(draw.uniform(size=len(where)) < 0.5, 1, -1)
    turn = turned_to(way) + np.pi / 2 * side + draw.normal(0, 0.25, len(where))
    x, y = town.x[np.argmin(np.abs(town.x))], town.y[np.argmin(np.abs(town.y))]
    wx, wy = town.wide_x[np.argmin(np.abs(town.x))], town.wide_y[np.argmin(np.abs(town.y))]
    n = max(2, round(7 * amount))
    across = np.stack(
        [
            draw.uniform(x - wx / 2, x + wx / 2, n),
            y + np.where(np.arange(n) % 2 == 0, 1, -1) * (wy / 2 + draw.uniform(1.4, 4.2, n)),
        ],
        -1,
    )
    where = np.concatenate([where, across])
    turn = np.concatenate([turn, np.where(draw.uniform(size=n) < 0.5, 1, -1) * np.pi / 2])
    level = np.concatenate([np.full(len(kept[kept]), KERB), np.zeros(n)])
    away = np.hypot(*where.T)
    far = away > NEAREST
    where, turn, level = where[far], turn[far], level[far]
    kind = draw.integers(0, people.KINDS, len(where))
    coats = people.COATS[draw.integers(0, len(people.COATS), len(where))] * draw.uniform(0.7, 1.3, (len(where), 1))
    size = draw.normal(0.98, 0.045, len(where))
    holds = (draw.uniform(size=len(where)) < 0.8 * umbrellas) & (kind % 2 == 0)
    for n in range(people.KINDS):
        here = kind == n
        for z in (0.0, KERB):
            these = here & (level == z)
            pile.stand(copies(where[these], z, turn[these], scale=size[these], tint=coats[these]), people.person(n))
            near = these & (np.hypot(*where.T) < CLOSE)
            pile.stand(copies(where[near], z, turn[near], scale=size[near], tint=coats[near]), people.person_near(n))
    for z in (0.0, KERB):
        these = holds & (level == z)
        pile.stand(
            copies(where[these], z, turn[these], scale=size[these], tint=np.roll(coats, 3, axis=0)[these]),
            people.umbrella(),
        )


def _traffic(pile: Pile, draw: np.random.Generator, town: Town, *, lit: bool, amount: float, parked: bool) -> None:
    for lines, others, wide, axis in ((town.y, town.x, town.wide_y, 0), (town.x, town.y, town.wide_x, 1)):
        for line, width in zip(lines, wide, strict=True):
            if abs(line) > 210:
                continue
            slots = np.arange(-260, 260, 8.2) + draw.uniform(-1.6, 1.6, 64)[: len(np.arange(-260, 260, 8.2))]
            for lane, chance, moving in (
                (0.24, 0.30, True),
                (-0.24, 0.30, True),
                (0.42, 0.5, False),
                (-0.42, 0.5, False),
            ):
                if not moving and (not parked or width < 9):
                    continue
                s = slots[draw.uniform(size=len(slots)) < chance * min(amount, 1.5)]
                off = line + lane * width if moving else line + np.sign(lane) * (width / 2 - 1.15)
                gap = np.abs(s[:, None] - others[None]).min(axis=1)
                s = s[gap > (9.5 if moving else 14)]
                t = np.full(len(s), off)
                where = np.stack([s, t] if axis == 0 else [t, s], -1)
                where = where[np.hypot(*where.T) > 5.5]
                # keep to the right: along +x south of the middle, along +y east of it
                right = lane < 0 if axis == 0 else lane > 0
                angle = (-np.pi / 2 if right else np.pi / 2) if axis == 0 else (0.0 if right else np.pi)
                _cars(pile, draw, where, angle, lit=lit and moving)


def _cars(pile: Pile, draw: np.random.Generator, where: Array, angle: float, *, lit: bool) -> None:
    kind = draw.choice(5, len(where), p=(0.36, 0.26, 0.2, 0.13, 0.05))
    tint = vehicles.PAINTS[draw.integers(0, len(vehicles.PAINTS), len(where))] * draw.uniform(
        0.8, 1.15, (len(where), 1)
    )
    for n in range(5):
        here = kind == n
        shape = vehicles.car(n, lit=lit) if n < 4 else vehicles.bus(lit=lit) if lit else vehicles.car(3, lit=lit)
        turn = np.full(int(here.sum()), angle) + draw.normal(0, 0.012, int(here.sum()))
        pile.stand(copies(where[here], 0.01, turn, tint=tint[here]), shape)
        near = np.hypot(*where[here].T) < CLOSE
        if n < 4:
            pile.stand(copies(where[here][near], 0.01, turn[near], tint=tint[here][near]), vehicles.car_fittings(n))
    if lit:
        ahead = np.array([-np.sin(angle), np.cos(angle)])
        pile.lamps(
            np.column_stack([where + ahead * 5.5, np.full(len(where), 0.7)]), np.array((1.0, 0.9, 0.72)) * 60, 0.8
        )
        pile.lamps(
            np.column_stack([where - ahead * 3.2, np.full(len(where), 0.7)]), np.array((1.0, 0.03, 0.02)) * 14, 0.5
        )
