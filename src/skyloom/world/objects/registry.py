"""Which builder makes which archetype, how large it is beside others, and where it holds and wears things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skyloom.geometry.parts import Vec
from skyloom.world.objects import minerals, trees
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
    "mystery": Archetype(build=minerals.crystal, span=4),
    "dune": Archetype(build=minerals.dune, span=14),
}
