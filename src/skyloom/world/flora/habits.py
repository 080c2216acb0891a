"""How trees with limbs and leaves grow, as tables: oaks, birches, cherries, willows, acacias, baobabs, bushes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from skyloom.world.flora.growth import Colour
from skyloom.world.kinds import Bark

OAK: Colour = (0.13, 0.10, 0.078)
BEECH: Colour = (0.22, 0.205, 0.18)
BIRCH: Colour = (0.56, 0.53, 0.48)
PINE: Colour = (0.27, 0.15, 0.085)
CHERRY: Colour = (0.13, 0.085, 0.07)
WET: Colour = (0.12, 0.11, 0.085)
GREY: Colour = (0.21, 0.19, 0.17)
BLEACHED: Colour = (0.30, 0.28, 0.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one tree grows; lengths as shares of its height unless they say metres."""

    height: float  # metres
    reach: float = 0.36  # of the limbs
    low: float = 0.32  # where the lowest limb leaves the trunk
    high: float = 0.72  # where the highest does, and the trunk ends
    limbs: int = 7
    rise: tuple[float, float] = (0.35, 0.8)  # radians over the horizon
    tiers: float = 0.55  # how much shorter the upper limbs are
    level: float = 1.0  # 0 spreads all twigs flat, as umbrellas do
    thick: float = 0.024  # radius of the trunk
    flare: float = 1.7  # of the trunk's foot
    swell: float = 0.0  # of the trunk below the crown: a baobab's barrel
    fins: int = 0  # buttresses
    bend: float = 0.05
    wild: float = 0.62
    twig: float = 0.17
    leaf: float = 1.0  # factor on the leaves' size
    width: float = 0.55  # of a leaf, against its length
    amount: float = 1.0  # factor on the number of leaves
    spread: float = 0.035
    squash: float = 0.75
    strands: int = 0  # that hang from the twigs, with leaves
    lianas: int = 0
    crooked: float = 0.25
    bark: Colour = OAK
    kind: Bark = Bark.ROUGH


OAKS = (
    Habit(height=11.0, bark=OAK),
    Habit(height=14.0, reach=0.27, low=0.26, limbs=9, bark=BEECH, kind=Bark.SMOOTH, wild=0.55),
    Habit(height=9.0, reach=0.42, low=0.3, limbs=7, wild=0.75, bend=0.09, crooked=0.4),
    Habit(height=16.0, reach=0.3, low=0.42, limbs=9, high=0.8, bark=OAK, spread=0.03),
    Habit(height=6.0, reach=0.3, low=0.14, limbs=8, thick=0.017, leaf=0.85, amount=0.6),
    Habit(height=12.0, reach=0.4, low=0.36, limbs=6, bend=0.11, wild=0.8, crooked=0.45, amount=0.8),
)
BIRCHES = tuple(
    Habit(
        height=height,
        reach=reach,
        low=low,
        high=0.88,
        limbs=13,
        rise=(0.5, 1.0),
        tiers=0.6,
        thick=0.0115,
        flare=1.5,
        bend=bend,
        twig=0.12,
        leaf=0.66,
        width=0.8,
        amount=0.72,
        spread=0.032,
        squash=1.2,
        strands=60,
        bark=BIRCH,
        kind=Bark.BIRCH,
    )
    for height, reach, low, bend in (
        (14.0, 0.24, 0.3, 0.03),
        (17.0, 0.2, 0.4, 0.05),
        (11.0, 0.26, 0.22, 0.07),
        (15.5, 0.22, 0.36, 0.09),
        (7.0, 0.25, 0.2, 0.04),
    )
)
CHERRIES = tuple(
    Habit(
        height=height,
        reach=reach,
        low=low,
        high=0.6,
        limbs=9,
        rise=(0.25, 0.75),
        thick=0.03,
        bend=bend,
        wild=0.7,
        crooked=0.3,
        leaf=0.95,
        width=0.85,
        amount=1.4,
        spread=0.045,
        squash=0.8,
        strands=strands,
        bark=CHERRY,
        kind=Bark.BANDED,
    )
    for height, reach, low, bend, strands in (
        (7.5, 0.46, 0.24, 0.08, 0),
        (9.0, 0.4, 0.26, 0.06, 0),
        (6.5, 0.5, 0.22, 0.12, 0),
        (8.0, 0.42, 0.3, 0.05, 130),
    )
)
WILLOWS = tuple(
    Habit(
        height=height,
        reach=reach,
        low=0.24,
        high=0.6,
        limbs=8,
        rise=(0.6, 1.1),
        thick=0.04,
        bend=bend,
        twig=0.2,
        amount=0.6,
        leaf=0.9,
        width=0.26,
        strands=330,
        bark=WET,
    )
    for height, reach, bend in ((11.0, 0.36, 0.06), (13.0, 0.34, 0.09), (9.0, 0.4, 0.12), (12.0, 0.38, 0.04))
)
ACACIAS = tuple(
    Habit(
        height=height,
        reach=reach,
        low=low,
        high=0.66,
        limbs=limbs_,
        rise=(0.5, 0.75),
        tiers=0.35,
        level=0.1,
        thick=0.024,
        bend=bend,
        twig=0.27,
        leaf=0.7,
        width=0.5,
        amount=1.8,
        spread=0.085,
        squash=0.2,
        crooked=0.2,
        bark=GREY,
    )
    for height, reach, low, limbs_, bend in (
        (8.0, 0.72, 0.4, 7, 0.06),
        (9.5, 0.62, 0.46, 8, 0.1),
        (6.5, 0.8, 0.34, 6, 0.14),
        (7.5, 0.66, 0.42, 9, 0.03),
        (4.5, 0.62, 0.28, 6, 0.1),
    )
)
GIANTS = tuple(  # of the rain forest
    Habit(
        height=height,
        reach=reach,
        low=low,
        high=0.86,
        limbs=limbs_,
        rise=(0.3, 0.9),
        tiers=0.3,
        level=0.55,
        thick=thick,
        flare=1.5,
        fins=fins,
        bend=0.03,
        twig=0.13,
        leaf=1.55,
        width=0.62,
        amount=0.9,
        spread=0.03,
        squash=0.6,
        lianas=lianas,
        bark=WET,
        kind=Bark.MOSSY,
    )
    for height, reach, low, limbs_, thick, fins, lianas in (
        (26.0, 0.25, 0.58, 9, 0.019, 6, 16),
        (21.0, 0.28, 0.5, 9, 0.016, 4, 12),
        (30.0, 0.22, 0.64, 8, 0.021, 7, 18),
        (15.0, 0.3, 0.36, 9, 0.014, 0, 6),
        (18.0, 0.26, 0.42, 9, 0.013, 0, 9),
        (9.0, 0.34, 0.25, 8, 0.013, 0, 0),
    )
)
BAOBABS = tuple(
    Habit(
        height=height,
        reach=reach,
        low=0.56,
        high=0.68,
        limbs=limbs_,
        rise=(0.2, 0.8),
        tiers=0.0,
        thick=thick,
        flare=1.15,
        swell=swell,
        bend=0.02,
        twig=0.11,
        leaf=0.8,
        amount=1.0,
        spread=0.035,
        squash=0.5,
        crooked=0.4,
        bark=(0.27, 0.205, 0.165),
        kind=Bark.SMOOTH,
    )
    for height, reach, limbs_, thick, swell in (
        (14.0, 0.36, 14, 0.07, 0.3),
        (11.0, 0.44, 12, 0.085, 0.4),
        (17.0, 0.3, 14, 0.052, 0.25),
        (8.5, 0.46, 11, 0.07, 0.3),
    )
)
PINES = tuple(
    Habit(
        height=height,
        reach=reach,
        low=low,
        high=0.93,
        limbs=12,
        rise=(0.1, 0.7),
        tiers=0.7,
        level=0.6,
        thick=0.016,
        bend=bend,
        twig=0.11,
        leaf=1.1,
        width=0.13,
        amount=1.15,
        spread=0.02,
        squash=0.6,
        crooked=0.3,
        bark=PINE,
    )
    for height, reach, low, bend in ((17.0, 0.22, 0.55, 0.05), (13.0, 0.27, 0.45, 0.12))
)
SNAGS = tuple(
    Habit(
        height=height,
        reach=reach,
        low=low,
        high=high,
        limbs=limbs_,
        rise=(0.15, 0.9),
        thick=0.026,
        bend=bend,
        wild=0.85,
        crooked=0.42,
        twig=0.17,
        bark=bark,
        kind=Bark.SMOOTH,
        amount=0.0,
    )
    for height, reach, low, high, limbs_, bend, bark in (
        (9.0, 0.4, 0.3, 0.75, 7, 0.1, GREY),
        (12.0, 0.3, 0.34, 0.9, 9, 0.06, BLEACHED),
        (6.0, 0.3, 0.5, 0.95, 4, 0.12, GREY),
        (10.0, 0.46, 0.26, 0.7, 8, 0.16, GREY),
        (13.0, 0.18, 0.4, 0.98, 10, 0.04, BLEACHED),
    )
)

BUSH = Habit(height=2.2, reach=0.5, low=0.05, limbs=8, thick=0.012, leaf=0.7, amount=0.11, spread=0.055)
BUSHES = (
    BUSH,
    replace(BUSH, height=1.6, reach=0.62, limbs=9),
    replace(BUSH, height=2.6, reach=0.4, wild=0.8),
    replace(BUSH, height=1.1, reach=0.8, limbs=10, squash=0.5),
)
# of dry land: low, dense and round
SCRUB = tuple(
    replace(bush, height=height, reach=0.6, limbs=11, leaf=1.0, width=0.4, amount=0.2, spread=0.05, bark=GREY)
    for bush, height in zip(BUSHES, (1.3, 1.0, 1.6, 0.8), strict=True)
)
