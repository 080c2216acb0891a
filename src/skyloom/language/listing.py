"""The things a text names: which, how many, how big, where, in what colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skyloom.core.scene import Reach, Thing, ThingKind
from skyloom.language.counting import Quantity, before, usual_count
from skyloom.language.matching import Match, Reading
from skyloom.language.positions import Position, said_in
from skyloom.language.words import word_set

_AT = word_set("on in at by near beside over above atop upon of the a an")
FEW_ENOUGH = 12  # trees that are counted one by one; more are a wood
LONGEST_FRONT = 8  # words from "in the far distance" to the noun that stands there


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A noun of the text with what its words say about it."""

    match: Match
    quantity: Quantity
    position: Position
    is_plural: bool

    @property
    def is_one_by_one(self) -> bool:
        """True where a word that may also mean a mass stands for single ones: "a tree", "three trees"."""
        row = self.match.row
        if row is None or not row.is_mass:
            return True
        if self.quantity.count is None:
            return not self.is_plural and self.quantity.start < self.match.start
        return self.quantity.count <= FEW_ENOUGH


def named(reading: Reading, /) -> dict[int, Named]:
    """Return, by the word where it starts, each noun that is a thing, can be counted or can stand far away."""
    nouns = [match for match in reading.matches if match.row and match.row.says_something]
    out = {}
    for i, match in enumerate(nouns):
        quantity = before(reading.words, match.start)
        last = reading.words[match.end - 1]
        out[match.start] = Named(
            match=match,
            quantity=quantity,
            position=_position(reading, nouns, i, quantity.start),
            is_plural=last.text != last.form,
        )
    return out


def things(nouns: dict[int, Named], /) -> Iterator[tuple[Match, Thing]]:
    """Yield the things among the nouns that are not taken away."""
    for noun in nouns.values():
        row = noun.match.row
        if row is None or not row.thing or noun.match.is_negated or not noun.is_one_by_one:
            continue
        kind = ThingKind(row.thing)
        count = noun.quantity.count
        if count is None or (count == 1 and row.count > 1):
            count = row.count or (usual_count(kind) if noun.is_plural else 1)
        elif row.count > 1 and not noun.is_plural:
            count = max(count, row.count)
        yield (
            noun.match,
            Thing(
                kind=kind,
                count=count,
                size=round(row.size * noun.quantity.size, 2),
                heading_deg=noun.position.heading_deg,
                reach=noun.position.reach,
            ),
        )


def together(later: Thing, earlier: Thing, /) -> Thing:
    """Return one wish of two for the same kind: the later, and what it leaves open from the earlier."""
    if later.count == 0 or earlier.count == 0:
        return later
    return replace(
        later,
        count=later.count if later.count != 1 else earlier.count,
        size=later.size if later.size != 1.0 else earlier.size,
        heading_deg=later.heading_deg if later.heading_deg is not None else earlier.heading_deg,
        reach=later.reach if later.reach is not Reach.ANY else earlier.reach,
        tint=later.tint or earlier.tint,
    )


def _is_where(reading: Reading, noun: Match, ground: Match) -> bool:
    """Tell whether a noun only says what another stands on or at: the church on the hill in the distance."""
    between = reading.words[noun.end : ground.start]
    if ground.row is None or ground.row.thing or any(word.gap for word in (*between, reading.words[ground.start])):
        return False
    return bool(between) and all(word.form in _AT for word in between)


def _position(reading: Reading, nouns: Sequence[Match], i: int, start: int) -> Position:
    """Return what is said after a noun, up to the next noun or comma, or else just before it."""
    words = reading.words
    noun = nouns[i]
    end = noun.end
    following = [match for match in nouns[i + 1 :] if not _is_where(reading, noun, match)]
    limit = following[0].start if following else len(words)
    while end < limit and not words[end].gap:
        end += 1
    after = said_in(words, noun.end, end)
    first = max((match.end for match in nouns[:i] if match.end <= start), default=0)
    first = max(first, noun.start - LONGEST_FRONT, *(j for j in range(first, noun.start + 1) if words[j].gap == "."), 0)
    is_fronted = first == 0 or bool(words[first].gap) or words[first].form == "and"
    front = said_in(words, first if is_fronted else start, noun.start)
    reach = after.reach if after.reach is not Reach.ANY else front.reach
    return Position(reach=reach, heading_deg=front.heading_deg if after.heading_deg is None else after.heading_deg)
