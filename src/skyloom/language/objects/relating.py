"""How two things go together: what is held, worn, carried, and what a noun before a noun means."""

from __future__ import annotations

from collections.abc import Mapping

from skyloom.core.objects import Relation
from skyloom.language.objects.phrases import Phrase
from skyloom.language.words import word_set

HOLDERS = frozenset({"person", "robot", "monster", "beast", "bird", "ghost", "snowman"})
HANDS = frozenset({"person", "robot", "monster", "snowman"})
CARRIERS = word_set(
    "island hill mountain pond dune cloud planet table bed sofa bridge cake volcano rock waterfall book"
)
HOLDABLE = word_set(
    "sword axe bow spear hammer shield staff gun pickaxe shovel wrench key book potion lantern candle flower cup "
    "icecream donut pizza burger fruit vegetable guitar trumpet umbrella flag balloon gift heart gem crystal ball "
    "trophy bomb crown camera phone microphone anchor bread meat egg coins skull bell mushroom star sign"
)
WEARABLE = frozenset({"hat", "crown"})
CONTAINERS = word_set("chest crate barrel cup vase gift cauldron ship car boot pond cart bath balloon potion")
PLACES = frozenset({"tree", "bush", "house", "castle", "temple", "mountain", "cactus", "skyscraper"})
BUILT_IN = frozenset(  # what a full one shows by itself
    {("chest", "coins"), ("chest", "gem"), ("bookshelf", "book"), ("cake", "candle"), ("cauldron", "potion"),
     ("crown", "gem"), ("ring", "gem"), ("bow", "bow"), ("planet", "ring"), ("burger", "bread"), ("cup", "cup")}
)  # fmt: skip
MATERIAL_NOUNS: Mapping[str, str] = {
    "stone": "stone", "rock": "rock", "crystal": "crystal", "crystals": "crystal", "candy": "candy", "cheese": "cheese",
    "slime": "slime", "bone": "bone", "bones": "bone", "cloud": "cloud", "clouds": "cloud", "fire": "fire",
    "flowers": "flower", "coral": "coral",
    "grass": "moss", "flames": "fire", "ghost": "cloud", "sweets": "candy",
    "jelly": "slime", "clay": "clay", "coal": "obsidian", "lava": "lava",
}  # fmt: skip
MOTIFS: Mapping[str, tuple[str, str]] = {  # a noun before a noun: material, trait
    "robot": ("metal", ""), "crystal": ("crystal", ""), "gem": ("diamond", ""), "rock": ("rock", ""),
    "ghost": ("cloud", ""),
    "slime": ("slime", ""), "skull": ("bone", "evil"), "fire": ("fire", ""), "campfire": ("fire", "burning"),
    "icecream": ("candy", ""), "cloud": ("cloud", ""), "snowman": ("snow", ""),
    "flower": ("flower", ""), "mushroom": ("", "spotted"), "dragon": ("", "horned"), "star": ("", "glowing"),
}  # fmt: skip

GROUNDS: Mapping[str, str] = {  # companions that are what a thing stands on
    **dict.fromkeys(("garden", "yard", "lawn", "field", "meadow", "park", "grassland", "grass", "landscape"), "grass"),
    **dict.fromkeys(("desert", "beach", "dune", "dunes", "sand"), "sand"),
    **dict.fromkeys(("lake", "pond", "lagoon", "puddle", "swamp"), "water"),
}


def builds_in(subject: str, other: str, relation: Relation, /) -> bool:
    """Tell whether a thing shows its companion by itself: a chest full of coins."""
    return (subject, other) in BUILT_IN and relation in (Relation.INSIDE, Relation.BESIDE, Relation.ON_TOP)


def relation_of(phrase: Phrase, subject: str, /) -> Relation | None:
    """Return where a companion is; None where it is no companion."""
    other = phrase.named.archetype if phrase.named else ""
    word = phrase.relation
    if word == "of":
        return None
    if word == "held":
        return Relation.HELD if subject in HANDS else Relation.BESIDE
    if word == "worn" or (other in WEARABLE and subject in HOLDERS):
        return Relation.WORN if other in WEARABLE else None
    if word == "below":
        return Relation.BELOW
    if word == "on_top":
        return Relation.ON_TOP
    if word == "inside":
        return Relation.INSIDE if other != subject else None
    if word == "container":
        if other in CONTAINERS:
            return Relation.CONTAINER
        return Relation.BELOW if other == "hill" else Relation.BESIDE
    if word in ("with", "and"):
        if subject in HANDS and other in HOLDABLE:
            return Relation.HELD
        return Relation.ON_TOP if subject in CARRIERS and other not in CARRIERS else Relation.BESIDE
    return Relation.BESIDE
