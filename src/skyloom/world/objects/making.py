"""What a builder is handed: the piece that is wanted, its colours, and a stream of chance of its own."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from skyloom.core.objects import Piece
from skyloom.geometry.parts import Coat, Parts
from skyloom.world.objects.tints import MATERIALS, coat, mixed

T = TypeVar("T")
WHOLE = ""  # the part name of a piece as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One piece in the making."""

    piece: Piece
    rng: random.Random

    @property
    def kind(self) -> str:
        """Return the kind of the archetype that is wanted, "" if any."""
        return self.piece.kind

    def has(self, *traits: str) -> bool:
        """Tell whether one of the traits was asked for."""
        return any(trait in self.piece.traits for trait in traits)

    def lacks(self, *names: str) -> bool:
        """Tell whether one of the parts was taken away."""
        return any(name in self.piece.lacks for name in names)

    def pick(self, options: Sequence[T], /, *, turn: int = 0) -> T:
        """Return one of the options, another one for the next scheme."""
        return options[(self.piece.scheme + turn) % len(options)]

    def chance(self, low: float, high: float) -> float:
        """Return a number between two."""
        return self.rng.uniform(low, high)

    def coat(
        self,
        usual: str | Sequence[str],
        pattern: str = "plain",
        /,
        *,
        names: str = "",
        main: bool = False,
        second: str = "",
        glows: bool = False,
        turn: int = 0,
    ) -> Coat:
        """Return the coat of a part: the colour that was asked for, else the usual one of this scheme.

        `names` are the words for the part; a `main` part takes the colour and the material of the whole piece.
        """
        chosen = usual if isinstance(usual, str) else self.pick(usual, turn=turn)
        made = coat(chosen, pattern, second=second, glows=glows)
        if main and self.piece.material in MATERIALS:
            material = MATERIALS[self.piece.material]
            keeps = material.pattern in ("plain", "soft")
            made = replace(material, pattern=pattern if keeps else material.pattern)
        asked = self._asked(names.split(), main=main)
        if asked:
            made = replace(made, rgb=asked[0])
            if len(asked) > 1:
                made = replace(made, second=asked[1], pattern=made.pattern if made.second else "patches")
            elif made.second and pattern in ("patches", "spots"):
                made = replace(made, second=mixed(asked[0], (40, 26, 30), 0.45))
        if main and self.has("glowing"):
            made = replace(made, glows=True)
        return made

    def _asked(self, names: Sequence[str], *, main: bool) -> list[tuple[int, int, int]]:
        parts = self.piece.colours
        own = [paint.rgb for paint in parts if paint.part and paint.part in names]
        if own or not main:
            return own
        return [paint.rgb for paint in parts if paint.part == WHOLE]


Builder = Callable[[Making], Parts]
