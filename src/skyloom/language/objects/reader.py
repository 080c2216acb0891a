"""Reads a prompt into three readings of an object: all of the prompt, different in what it leaves open."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from skyloom.core.objects import Companion, Ground, ObjectSpec, Paint, Piece
from skyloom.core.scene import Source
from skyloom.language.objects import lexicon, meaning
from skyloom.language.objects.lexicon import Named
from skyloom.language.objects.phrases import Phrase, cut
from skyloom.language.objects.relating import GROUNDS, HOLDERS, MATERIAL_NOUNS, MOTIFS, builds_in, relation_of

MOST_COMPANIONS = 5
LONGEST_NOTED = 40  # characters
MOST_NOTED = 20
PLURAL = 3  # of a plural without a number
PROPORTIONS = ((1.0, 1.0), (1.1, 0.95), (0.92, 1.06))  # tall, wide, of the three readings
MOODS = frozenset({"glowing", "evil", "cute", "royal", "ancient", "modern"})
ALONE = Source(attribute="reader", value="lexicon alone: MiniLM is not installed", words="", how="default")


def readings(prompt: str, seed: int, /) -> tuple[ObjectSpec, ObjectSpec, ObjectSpec]:
    """Return three readings of a prompt; the same arguments give the same ones, and any text gives some."""
    spec = read(prompt)
    schemes = random.Random(f"object {seed}").sample(range(6), 3)
    schemes = [scheme - scheme % 3 + index for index, scheme in enumerate(schemes)]
    first, second, third = (_varied(spec, index, scheme) for index, scheme in enumerate(schemes))
    return first, second, third


def read(prompt: str, /) -> ObjectSpec:
    """Return what a prompt asks for, with what it leaves open at its usual value."""
    found = cut(prompt, lexicon.load())
    named = [phrase for phrase in _joined(found.phrases) if phrase.named]
    if not named:
        return _guessed(prompt, found.phrases, found.unknown, found.ground)
    subject, *others = named
    sources = list(_sources("subject", subject))
    piece = _piece(subject)
    companions = []
    ground, words = found.ground
    for phrase in others[:MOST_COMPANIONS]:
        if phrase.noun in GROUNDS and not ground:
            ground, words = GROUNDS[phrase.noun], phrase.noun
            continue
        relation = relation_of(phrase, piece.archetype)
        if relation is None:
            continue
        other = _piece(phrase)
        if builds_in(piece.archetype, other.archetype, relation):
            piece = replace(piece, traits=tuple(dict.fromkeys((*piece.traits, "full"))))
        companions.append(Companion(relation=relation, piece=other))
        sources += _sources(f"companions.{len(companions) - 1}", phrase)
    if ground:
        sources.append(Source(attribute="ground", value=ground, words=words, how="lexicon"))
    return ObjectSpec(
        prompt=prompt,
        subject=piece,
        companions=tuple(companions),
        ground=Ground(ground) if ground else Ground.NONE,
        moods=tuple(trait for trait in piece.traits if trait in MOODS),
        sources=tuple(sources),
        not_understood=_noted(found.unknown),
    )


def warm_up() -> None:
    """Load the words, the vectors and the model, which a first prompt with an unknown word would wait for."""
    read("zzyzx of unknown words")


def _joined(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases with those that only describe folded into what they describe."""
    out: list[Phrase] = []
    for phrase in phrases:
        last = next((p for p in reversed(out) if p.named), None)
        is_material = phrase.relation == "of" and phrase.noun in MATERIAL_NOUNS
        if last and (phrase.named is None or is_material):
            target = last if phrase.relation == "of" or phrase.relation == "and" else out[0] if out[0].named else last
            if is_material:
                target.materials.append((MATERIAL_NOUNS[phrase.noun], phrase.noun))
            target.materials += phrase.materials
            target.traits += phrase.traits
            target.colours += phrase.colours
        elif out and out[-1].named is None:
            phrase.traits += out[-1].traits
            phrase.materials += out[-1].materials
            phrase.colours += out[-1].colours
            phrase.is_group = phrase.is_group or (out[-1].is_group and not phrase.count)
            phrase.count = phrase.count or out[-1].count
            out[-1] = phrase
        else:
            out.append(phrase)
    return out


def _piece(phrase: Phrase) -> Piece:
    named = phrase.named or Named(archetype="mystery")
    materials = [name for name, _ in phrase.materials]
    traits = [trait for trait, _ in phrase.traits]
    for motif in phrase.motifs:
        material, trait = MOTIFS.get(motif.archetype, ("", ""))
        materials += [material] if material else []
        traits += [trait] if trait else []
    tall, wide = phrase.shape
    return Piece(
        archetype=named.archetype,
        kind=named.kind,
        count=_count(phrase),
        size=phrase.size,
        tall=tall,
        wide=wide,
        material=materials[0] if materials else "",
        colours=tuple(Paint(part=part, rgb=rgb) for part, rgb, _ in phrase.colours),
        traits=tuple(dict.fromkeys(traits)),
        lacks=tuple(dict.fromkeys(phrase.lacks)),
    )


def _count(phrase: Phrase) -> int:
    """Return how many; a cluster of amethyst is one thing, a cluster of houses several."""
    if phrase.count and (phrase.is_plural or not phrase.is_group):
        return phrase.count
    return PLURAL if phrase.is_plural and phrase.how == "lexicon" else 1


def _guessed(prompt: str, phrases: Sequence[Phrase], unknown: Sequence[str], ground: tuple[str, str]) -> ObjectSpec:
    """Return what the prompt as a whole is most like, or the block that stands for a mystery."""
    described = Phrase(relation="")
    for phrase in phrases:
        described.traits += phrase.traits
        described.materials += phrase.materials
        described.colours += phrase.colours
        described.count = described.count or phrase.count
    near = meaning.nearest(prompt)
    described.named = Named(archetype=near.archetype) if near else Named(archetype="mystery")
    how = "meaning" if near else "default"
    words = f"like {near.sentence!r}" if near else ""
    sources = [Source(attribute="subject.archetype", value=described.named.archetype, words=words, how=how)]
    sources += [source for source in _sources("subject", described) if source.attribute != "subject.archetype"]
    if not meaning.is_available():
        sources.append(ALONE)
    return ObjectSpec(
        prompt=prompt,
        subject=_piece(described),
        ground=Ground(ground[0]) if ground[0] else Ground.NONE,
        is_understood=near is not None,
        sources=tuple(sources),
        not_understood=_noted(unknown),
    )


def _sources(place: str, phrase: Phrase) -> list[Source]:
    named = phrase.named or Named(archetype="mystery")
    value = f"{named.archetype}:{named.kind}" if named.kind else named.archetype
    found = [Source(attribute=f"{place}.archetype", value=value, words=phrase.noun, how=phrase.how)]
    found += [Source(attribute=f"{place}.material", value=v, words=w, how="lexicon") for v, w in phrase.materials]
    found += [Source(attribute=f"{place}.traits", value=v, words=w, how="lexicon") for v, w in phrase.traits]
    for part, rgb, words in phrase.colours:
        digits = "#" + "".join(f"{v:02x}" for v in rgb)
        found.append(Source(attribute=f"{place}.colours.{part or 'all'}", value=digits, words=words, how="lexicon"))
    if phrase.count:
        found.append(Source(attribute=f"{place}.count", value=str(phrase.count), words="", how="lexicon"))
    found += [Source(attribute=f"{place}.lacks", value=v, words=v, how="negation") for v in phrase.lacks]
    return found


def _varied(spec: ObjectSpec, reading: int, scheme: int) -> ObjectSpec:
    tall, wide = PROPORTIONS[reading]
    subject = replace(spec.subject, scheme=scheme, tall=spec.subject.tall * tall, wide=spec.subject.wide * wide)
    companions = tuple(
        replace(companion, piece=replace(companion.piece, scheme=scheme + index))
        for index, companion in enumerate(spec.companions)
    )
    if subject.archetype in HOLDERS:  # people and animals keep their build
        subject = replace(subject, tall=spec.subject.tall * (1 + (tall - 1) * 0.5))
    return replace(spec, reading=reading, subject=subject, companions=companions)


def _noted(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word[:LONGEST_NOTED] for word in words))[:MOST_NOTED]
