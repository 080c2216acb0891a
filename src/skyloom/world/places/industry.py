"""An industrial landscape: halls, chimneys, tanks, cooling towers, pipes and yards."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skyloom.world.built import Built, Plume, together
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material
from skyloom.world.places.city import OVER_GROUND, facing, standing
from skyloom.world.placing import EYE, Plan
from skyloom.world.plumes import stack
from skyloom.world.urban import furniture, vehicles, works
from skyloom.world.urban.bustle import turned_to
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.streets import KERB, along, copies, laid_out, pave

Array = NDArray[np.floating]
Flue = tuple[float, float, float, float]  # its top and its radius
WIDEST_STACK = 6.0  # metres: what is wider lets off steam
PITCH, WIDE = (96.0, 84.0), (12.0, 9.0)  # metres
REACH = 480.0
SODIUM = (1.0, 0.60, 0.25)
BOXES = np.array(
    [
        (0.30, 0.06, 0.04),
        (0.05, 0.14, 0.24),
        (0.32, 0.24, 0.05),
        (0.10, 0.20, 0.12),
        (0.34, 0.34, 0.33),
        (0.36, 0.16, 0.05),
    ]
)
USES = ("hall", "tanks", "columns", "hall", "yard", "silos", "hall", "cooling")


def industry(plan: Plan) -> Built:
    """Build works around the camera. 0.5 to 0.6 million triangles."""
    site, draw = plan.scene.site, plan.draw("industry")
    dark = darkness(plan.scene)
    town = laid_out(draw, reach=REACH, pitch=PITCH, wide=WIDE, walk=1.6)
    pile = Pile()
    pave(pile, town, wear=0.75 + 0.25 * site.age, slab=np.array((0.20, 0.195, 0.185)))
    blocks = town.blocks()
    middle = np.stack([blocks[:, :2].mean(axis=1), blocks[:, 2:].mean(axis=1)], -1)
    order = np.argsort(np.hypot(*middle.T))
    start = int(draw.integers(len(USES)))
    flues: list[Flue] = []
    for n, k in enumerate(order[: round(40 * min(site.density, 1.5))]):
        flues += _yard(pile, draw, blocks[k], middle[k], USES[(start + n) % len(USES)], lit=dark > 0.3)
    x, y = town.x[np.argmin(np.abs(town.x))], town.y[np.argmin(np.abs(town.y))]
    wide = town.wide_x[0] / 2 + 3.4
    works.pipe_rack(pile, draw, np.array([x + wide + 1.0, y - 190]), np.array([x + wide + 1.0, y + 190]), high=6.5)
    works.pipe_rack(pile, draw, np.array([x - 200, y + wide + 26]), np.array([x + 200, y + wide + 26]), high=9.0)
    where, way = along(town, draw, reach=200, step=31.0, off=0.5)
    pile.stand(copies(where, KERB, turned_to(way)), furniture.street_lamp(SODIUM, lit=dark > 0.3))
    heads = np.column_stack([where + way * furniture.LAMP_REACH, np.full(len(where), furniture.LAMP_HEIGHT)])
    pile.lamps(heads, np.array(SODIUM) * furniture.CANDELA, 0.4)
    where, way = along(town, draw, reach=90, step=5.2, off=2.4)
    where = where - way * draw.uniform(0, 4.5, (len(where), 1))
    kind = draw.integers(0, 9, len(where))
    turn = turned_to(way) + draw.choice((0.0, np.pi / 2), len(where)) + draw.normal(0, 0.1, len(where))
    for n, shape in enumerate((works.barrels(), works.pallets(), works.barrier(), works.barrels())):
        here = (kind == n) & (np.hypot(*where.T) > 3.5)
        tone = BOXES[draw.integers(0, len(BOXES), int(here.sum()))]
        pile.stand(copies(where[here], KERB, turn[here], tint=tone), shape)
    where, way = along(town, draw, reach=120, step=14.0, off=-1.6)
    where, way = where[np.hypot(*where.T) > 6], way[np.hypot(*where.T) > 6]
    kept = draw.uniform(size=len(where)) < 0.16
    tint = vehicles.PAINTS[draw.integers(0, len(vehicles.PAINTS), int(kept.sum()))]
    pile.stand(copies(where[kept], 0.0, turned_to(way[kept]) + np.pi / 2, tint=tint), vehicles.car(3, lit=False))
    turn = facing(draw)
    works_ = standing(plan, pile, turn, float(-town.x[0]), power=dark * site.lights * 2)
    return together([works_, Built(smoke=_smoke(plan, flues, turn))])


def _smoke(plan: Plan, flues: list[Flue], turn: float) -> tuple[Plume, ...]:
    """Return what leaves the chimneys and cooling towers, of which some are out."""
    draw, amount = plan.draw("industry smoke"), plan.scene.site.smoke
    cos, sin, floor = np.cos(turn), np.sin(turn), plan.eye - EYE + OVER_GROUND
    return tuple(
        stack(plan, draw, (x * cos - y * sin, x * sin + y * cos, z + floor), radius, is_steam=radius > WIDEST_STACK)
        for x, y, z, radius in flues
        if draw.uniform() < 0.25 + amount and amount > 0
    )


def _yard(pile: Pile, draw: np.random.Generator, block: Array, middle: Array, use: str, *, lit: bool) -> list[Flue]:
    """Fill a block; return the flues on it, in the pile's own frame."""
    flues: list[Flue] = []
    x0, x1, y0, y1 = block + np.array([5, -5, 5, -5])
    white = np.array((0.62, 0.62, 0.60))
    if use == "hall":
        cut = draw.uniform(0.5, 0.8)
        works.hall(pile, draw, np.array([x0, x0 + (x1 - x0) * cut, y0, y1]), int(draw.integers(2, 4)))
        at = np.array([[x1 - 6, draw.uniform(y0 + 8, y1 - 8)]])
        high = float(draw.choice((38.0, 55.0)))
        pile.stand(copies(at, 0.0, np.zeros(1)), works.chimney(high, banded=False))
        flues.append((float(at[0, 0]), float(at[0, 1]), high + 1.0, 0.026 * high + 0.4))
        _boxes(pile, draw, np.array([x0 + (x1 - x0) * cut + 5, y0 + 6]), 2, 3)
    elif use == "tanks":
        at = np.array([(x, y) for x in np.arange(x0 + 12, x1 - 8, 27) for y in np.arange(y0 + 12, y1 - 8, 27)])
        tint = white * draw.uniform(0.6, 1.1, (len(at), 1))
        pile.stand(copies(at, KERB, draw.uniform(0, 6, len(at)), tint=tint), works.tank(0))
    elif use == "silos":
        at = np.array([(x, y) for x in np.arange(x0 + 5, x1 - 4, 7.4) for y in np.arange(y0 + 5, y1 - 30, 7.4)])
        tint = white * draw.uniform(0.75, 1.05, (len(at), 1))
        pile.stand(copies(at, KERB, draw.uniform(0, 6, len(at)), tint=tint), works.tank(1))
        balls = np.array([(x, y1 - 10) for x in np.arange(x0 + 10, x1 - 8, 19)])
        pile.stand(copies(balls, KERB, np.zeros(len(balls)), tint=np.tile(white, (len(balls), 1))), works.tank(2))
    elif use == "columns":
        for spot in ((0.28, 0.3), (0.72, 0.35), (0.3, 0.72), (0.7, 0.72)):
            works.column_works(pile, draw, np.array([x0 + (x1 - x0) * spot[0], y0 + (y1 - y0) * spot[1]]), lit=lit)
        works.pipe_rack(pile, draw, np.array([x0 + 2, middle[1]]), np.array([x1 - 2, middle[1]]), high=5.0)
        at = np.array([[x1 - 5, y1 - 5]])
        pile.stand(copies(at, 0.0, np.zeros(1)), works.chimney(82.0, banded=True))
        flues.append((float(at[0, 0]), float(at[0, 1]), 83.0, 2.5))
    elif use == "cooling":
        size = float(draw.uniform(0.8, 1.0))
        pile.stand(copies(middle[None], 0.0, np.zeros(1), scale=size), works.cooling_tower())
        flues.append((float(middle[0]), float(middle[1]), 94.0 * size, 19.0 * size))
    else:
        for corner in ((x0 + 4, y0 + 4), (x0 + 4, y1 - 30), (x1 - 34, y0 + 6)):
            _boxes(pile, draw, np.array(corner), int(draw.integers(2, 5)), int(draw.integers(3, 8)))
    return flues


def _boxes(pile: Pile, draw: np.random.Generator, corner: Array, rows: int, columns: int) -> None:
    """Add stacks of freight containers."""
    n = rows * columns
    i, j = np.divmod(np.arange(n), columns)
    high = draw.integers(0, 4, n)
    for level in range(3):
        here = high > level
        low = np.column_stack([corner[0] + i * 12.8, corner[1] + j * 2.9, np.full(n, KERB + 2.6 * level)])[here]
        tone = BOXES[draw.integers(0, len(BOXES), n)][here] * draw.uniform(0.6, 1.2, (int(here.sum()), 1))
        pile.boxes(low, low + np.array([12.2, 2.44, 2.58]), tone, int(Material.RUST))
        ribs = low[:, None] + np.array([[0.3 + 0.6 * k, -0.05, 0.15] for k in range(20)])[None]
        pile.boxes(
            ribs.reshape(-1, 3),
            (ribs + np.array([0.25, 2.54, 2.25])).reshape(-1, 3),
            np.repeat(tone * 0.9, 20, axis=0),
            int(Material.RUST),
        )
