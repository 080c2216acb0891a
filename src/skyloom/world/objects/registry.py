"""Which builder makes which archetype, how large it is beside others, and where it holds and wears things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skyloom.geometry.parts import Vec
from skyloom.world.objects import (
    arms,
    beasts,
    blades,
    cars,
    craft,
    houses,
    huts,
    minerals,
    monuments,
    people,
    plants,
    ships,
    temples,
    towers,
    trees,
    vehicles,
)
from skyloom.world.objects.making import Builder


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetype:
    """How an archetype is built."""

    build: Builder
    span: float  # its longest axis beside others; a person spans 4
    hand: Vec | None = None  # where it holds something, in its builder's units
    head: Vec | None = None  # where it wears a hat


ARCHETYPES: Mapping[str, Archetype] = {
    "tree": Archetype(build=trees.tree, span=10),
    "rock": Archetype(build=minerals.rock, span=5),
    "crystal": Archetype(build=minerals.crystal, span=4),
    "gem": Archetype(build=minerals.gem, span=1.5),
    "island": Archetype(build=minerals.island, span=18),
    "mountain": Archetype(build=minerals.mountain, span=24),
    "volcano": Archetype(build=minerals.volcano, span=24),
    "hill": Archetype(build=minerals.hill, span=16),
    "waterfall": Archetype(build=minerals.waterfall, span=16),
    "pond": Archetype(build=minerals.pond, span=12),
    "house": Archetype(build=houses.house, span=11),
    "tent": Archetype(build=huts.tent, span=7),
    "tower": Archetype(build=towers.tower, span=16),
    "skyscraper": Archetype(build=towers.skyscraper, span=24),
    "lighthouse": Archetype(build=towers.lighthouse, span=16),
    "windmill": Archetype(build=towers.windmill, span=14),
    "castle": Archetype(build=towers.castle, span=20),
    "pagoda": Archetype(build=towers.pagoda, span=16),
    "person": Archetype(build=people.person, span=4.4, hand=people.HAND, head=people.HEAD),
    "beast": Archetype(build=beasts.beast, span=4, head=beasts.HEAD),
    "temple": Archetype(build=temples.temple, span=14),
    "church": Archetype(build=temples.church, span=15),
    "pyramid": Archetype(build=temples.pyramid, span=22),
    "bridge": Archetype(build=monuments.bridge, span=16),
    "well": Archetype(build=monuments.well, span=5),
    "fountain": Archetype(build=monuments.fountain, span=7),
    "portal": Archetype(build=monuments.portal, span=8),
    "grave": Archetype(build=monuments.grave, span=3.4),
    "sign": Archetype(build=monuments.sign, span=4),
    "fence": Archetype(build=monuments.fence, span=6),
    "campfire": Archetype(build=monuments.campfire, span=3),
    "door": Archetype(build=monuments.door, span=5),
    "flower": Archetype(build=plants.flower, span=2.4),
    "bush": Archetype(build=plants.bush, span=3.4),
    "cactus": Archetype(build=plants.cactus, span=6),
    "mushroom": Archetype(build=plants.mushroom, span=2.4),
    "pumpkin": Archetype(build=plants.pumpkin, span=2),
    "cloud": Archetype(build=plants.cloud, span=9),
    "snowman": Archetype(build=plants.snowman, span=4, hand=(11, -1, 19), head=(0, 0, 27)),
    "planet": Archetype(build=plants.planet, span=20),
    "star": Archetype(build=plants.star, span=3),
    "car": Archetype(build=cars.car, span=8),
    "truck": Archetype(build=vehicles.truck, span=11),
    "train": Archetype(build=vehicles.train, span=14),
    "tank": Archetype(build=vehicles.tank, span=10),
    "tractor": Archetype(build=vehicles.tractor, span=8),
    "bike": Archetype(build=vehicles.bike, span=4.4),
    "cart": Archetype(build=vehicles.cart, span=6),
    "ship": Archetype(build=ships.ship, span=16),
    "submarine": Archetype(build=ships.submarine, span=12),
    "aeroplane": Archetype(build=craft.aeroplane, span=16),
    "helicopter": Archetype(build=craft.helicopter, span=11),
    "balloon": Archetype(build=craft.balloon, span=12),
    "rocket": Archetype(build=craft.rocket, span=14),
    "ufo": Archetype(build=craft.ufo, span=12),
    "sword": Archetype(build=blades.sword, span=3.6),
    "axe": Archetype(build=blades.axe, span=3.2),
    "hammer": Archetype(build=blades.hammer, span=2.8),
    "spear": Archetype(build=blades.spear, span=5),
    "staff": Archetype(build=blades.staff, span=4.4),
    "shield": Archetype(build=blades.shield, span=2.4),
    "bow": Archetype(build=arms.bow, span=3.4),
    "gun": Archetype(build=arms.gun, span=2.4),
    "cannon": Archetype(build=arms.cannon, span=4),
    "bomb": Archetype(build=arms.bomb, span=1.8),
    "mystery": Archetype(build=minerals.crystal, span=4),
    "dune": Archetype(build=minerals.dune, span=14),
}
