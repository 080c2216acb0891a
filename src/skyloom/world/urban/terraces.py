"""The roof that the camera stands on, high over a city."""

from __future__ import annotations

import numpy as np

from skyloom.geometry.meshes import moved
from skyloom.world.kinds import Material, tagged
from skyloom.world.urban import furniture
from skyloom.world.urban.facades import GRIDS, Facade
from skyloom.world.urban.houses import IRON, tank
from skyloom.world.urban.pile import Pile, rectangle, widened

AHEAD, BESIDE = 2.3, 9.0  # metres from the camera to the roof's north and west edge
BEHIND, RIGHT = 20.0, 12.0
BULBS = 34.0  # candela of each group of bulbs
DECK = (0.21, 0.205, 0.19)


def lot() -> tuple[float, float, float, float]:
    """Return x0, x1, y0, y1 of the house."""
    return (-BESIDE, RIGHT, -BEHIND, AHEAD)


def roof_terrace(pile: Pile, draw: np.random.Generator, z: float, *, lit: bool) -> None:
    """Add a house whose roof lies at `z`, with a parapet, vents, tanks, a stair house and strings of light."""
    ring = rectangle(*lot())
    grid = GRIDS[Facade.FRAME]
    floors = max(1, int(z / grid.floor))
    colour = np.array((0.40, 0.37, 0.33))
    pile.block(
        ring,
        z - floors * grid.floor,
        floors,
        colour,
        Facade.FRAME,
        int(draw.integers(1 << 20)),
        roof=(DECK, int(Material.PAVING)),
    )
    pile.boxes(
        (ring[0, 0], ring[0, 1], 0), (ring[2, 0], ring[2, 1], z - floors * grid.floor), colour, int(Material.CONCRETE)
    )
    low, high = widened(ring, -0.35), ring
    for a, b in ((0, 1), (1, 2), (2, 3), (3, 0)):
        p, q = np.minimum(low[a], high[b]), np.maximum(low[a], high[b])
        p, q = np.minimum(p, np.minimum(high[a], low[b])), np.maximum(q, np.maximum(high[a], low[b]))
        pile.boxes((*p, z), (*q, z + 0.85), colour * 0.95, int(Material.CONCRETE))
        pile.boxes(
            (*(p - 0.06), z + 0.85), (*(q + 0.06), z + 0.95), colour * 1.15, int(Material.CONCRETE), has_floor=True
        )
    pile.boxes((2.5, -17, z), (9.5, -10, z + 3.4), colour * 0.9, int(Material.CONCRETE))
    pile.boxes((5.0, -10.0, z), (6.1, -9.94, z + 2.1), (0.06, 0.07, 0.08), int(Material.METAL))
    tank(pile, (-5.5, -14.0, z), 1.1)
    n = 9
    at = np.column_stack([draw.uniform(-7, 10, n), draw.uniform(-9.5, -5.5, n)])
    at = at[np.hypot(*at.T) > 4.5]
    half = draw.uniform(0.35, 0.8, (len(at), 2))
    rise = draw.uniform(0.5, 1.5, len(at))
    pile.boxes(
        np.column_stack([at - half, np.full(len(at), z)]),
        np.column_stack([at + half, z + rise]),
        (0.36, 0.37, 0.37),
        int(Material.METAL),
    )
    wood = np.array((0.20, 0.125, 0.075))
    edges = np.arange(-4.0, 1.9, 0.145)
    planks = np.column_stack([np.full(len(edges), -5.0), edges, np.full(len(edges), z)])
    tone = wood * draw.uniform(0.75, 1.2, (len(edges), 1))
    pile.boxes(planks, planks + np.array([9.5, 0.138, 0.05]), tone, int(Material.TIMBER))
    for x in (-4.4, -2.6, 2.6, 4.4):
        green = furniture.box_of_leaves()
        pile.add(moved(green, (x, 1.45, z + 0.05)))
    for x, y, turn in ((-3.4, -2.4, 0.4), (3.4, -2.2, -0.5), (3.3, 0.1, 2.6)):
        pile.add(moved(furniture.bench(), (x, y, z + 0.05), turn=turn + np.pi))
    pile.boxes((2.6, -1.4, z + 0.05), (3.4, -0.7, z + 0.5), wood * 0.8, int(Material.TIMBER))
    pile.lamps(
        [(4.2, -9.2, z + 2.6), (9.0, -9.2, z + 2.6), (-6.0, -11.0, z + 2.8)], np.array((1.0, 0.8, 0.55)) * 150, 0.4
    )
    posts = np.array([(x, y) for x in (-8.2, -2.6, 3.6, 10.6) for y in (1.7, -4.4)])
    pile.boxes(
        np.column_stack([posts - 0.04, np.full(8, z)]),
        np.column_stack([posts + 0.04, np.full(8, z + 3.1)]),
        IRON,
        int(Material.METAL),
    )
    t = np.linspace(0, 1, 17)
    for a, b in ((0, 2), (2, 4), (4, 6), (1, 3), (3, 5), (5, 7)):
        way = posts[a] + (posts[b] - posts[a]) * t[:, None]
        bulbs = np.column_stack([way, z + 3.1 - 0.5 * 4 * t * (1 - t)])
        number = tagged(Material.GLOW, 1600) if lit else int(Material.PAINT)
        pile.boxes(bulbs - 0.035, bulbs + 0.035, (1.0, 0.72, 0.38), number, has_floor=True)
        pile.lamps(bulbs[2::4], np.array((1.0, 0.7, 0.36)) * BULBS, 0.3)
        wire = bulbs + np.array([0, 0, 0.05])
        low_w, high_w = np.minimum(wire[:-1], wire[1:]) - 0.006, np.maximum(wire[:-1], wire[1:]) + 0.006
        pile.boxes(low_w, high_w, (0.01, 0.01, 0.01), int(Material.PAINT))
