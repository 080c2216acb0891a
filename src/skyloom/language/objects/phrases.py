"""A prompt cut into phrases: each names a thing and says how it is and how it belongs to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from skyloom.core.objects import Rgb
from skyloom.language.negation import CUES, reached
from skyloom.language.objects import hypernyms
from skyloom.language.objects.lexicon import Named, ObjectWords
from skyloom.language.words import Word, split, word_set

DARK_OR_PALE = {"light": 0.35, "pale": 0.4, "pastel": 0.4, "dark": -0.4, "deep": -0.25}
PARTS = word_set(
    "door roof window wall eye wing tail horn hat dress robe coat suit cape armor armour hair beard skin shirt jacket "
    "trousers leg arm fur mane belly stripe spot cap stem leaf petal trunk sail flag hull wheel cushion blanket pillow "
    "handle blade hilt gem lid strap bow ribbon shell beak feather scale spike tooth claw crown icing frosting cherry "
    "sprinkle screen button key string body head face ear nose shade light flame rim dome chimney beam tile brick "
    "foliage blossom needle glass lens frame cover page lace sole liquid cork bow-tie scarf top bottom base side "
    "sleeve tie belt glove helmet plume shield-boss pot berry coconut apple"
)
ALSO_THINGS = word_set("hat crown shield helmet pot flag apple berry cherry key bow")
GROUPS = word_set("cluster bunch group herd flock swarm field forest school row pack stack pair")
TRAIT_PARTS = {
    "wing": "winged", "horn": "horned", "beard": "bearded", "cape": "caped", "armor": "armoured", "armour": "armoured",
    "spike": "spiky", "stripe": "striped", "spot": "spotted", "saddle": "saddled", "moss": "mossy",
    "waterfall": "waterfall",
}  # fmt: skip

# What a part is painted with: golden wings.
PART_MATERIALS = {"gold": (242, 182, 50), "silver": (195, 204, 216), "wood": (156, 107, 60), "stone": (141, 145, 155)}


@dataclass(slots=True, kw_only=True)
class Phrase:
    """What stands between two relations."""

    relation: str  # to what was named before; "" for the first
    named: Named | None = None
    noun: str = ""
    how: str = "lexicon"
    words: list[str] = field(default_factory=list)
    count: int = 0
    size: float = 1.0
    shape: tuple[float, float] = (1.0, 1.0)
    materials: list[tuple[str, str]] = field(default_factory=list)  # material, word
    traits: list[tuple[str, str]] = field(default_factory=list)
    colours: list[tuple[str, Rgb, str]] = field(default_factory=list)  # part, colour, word
    lacks: list[str] = field(default_factory=list)
    is_plural: bool = False
    is_group: bool = False  # its number came from a word like "cluster"
    is_negated: bool = False
    motifs: list[Named] = field(default_factory=list)  # nouns before the noun: a robot dog


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A prompt in phrases, with the ground they name and the words that mean nothing here."""

    phrases: tuple[Phrase, ...]
    ground: tuple[str, str]  # ground, words
    unknown: tuple[str, ...]


def cut(prompt: str, lexicon: ObjectWords, /) -> Cut:
    """Return the phrases of a prompt."""
    words = split(prompt)
    return _Cutter(words=words, lexicon=lexicon, negated=reached(words)).cut()


@dataclass(slots=True, kw_only=True)
class _Cutter:
    """Walks over the words of one prompt."""

    words: Sequence[Word]
    lexicon: ObjectWords
    negated: Sequence[bool]
    phrases: list[Phrase] = field(default_factory=lambda: [Phrase(relation="")])
    ground: tuple[str, str] = ("", "")
    unknown: list[str] = field(default_factory=list)
    pending: list[tuple[Rgb, str]] = field(default_factory=list)  # colours that wait for their noun
    shade: float = 0.0

    def cut(self) -> Cut:
        at = 0
        while at < len(self.words):
            if at and self.words[at].gap and self._now.named:
                self._next("and")
            at = self._step(at)
        self._settle_colours()
        kept = tuple(phrase for phrase in self.phrases if phrase.named or _says_something(phrase))
        return Cut(phrases=kept, ground=self.ground, unknown=tuple(dict.fromkeys(self.unknown)))

    @property
    def _now(self) -> Phrase:
        return self.phrases[-1]

    def _next(self, relation: str) -> None:
        self._settle_colours()
        self.phrases.append(Phrase(relation=relation))

    def _step(self, at: int) -> int:
        for end in range(min(len(self.words), at + self.lexicon.longest), at, -1):
            if any(word.gap for word in self.words[at + 1 : end]):
                continue
            key = tuple(word.form for word in self.words[at:end])
            if self._take(key, at, end):
                return end
        self._take_rest(at)
        return at + 1

    def _take(self, key: tuple[str, ...], at: int, end: int) -> bool:
        text = " ".join(word.text for word in self.words[at:end])
        known = self.lexicon
        if self.negated[at] and key not in known.relations:
            return self._take_away(key)
        if key in known.grounds and (self._now.named or len(self.phrases) > 1):
            self.ground = (known.grounds[key], text)
            return True
        if key in known.traits and not self._is_noun_here(key, end):
            self._now.traits.append((known.traits[key], text))
            return True
        if key in known.relations and not (key == ("in",) and end < len(self.words) and self._colour_at(end)):
            return self._relate(known.relations[key], text)
        if len(key) == 1 and key[0] in PARTS and self._is_part(key[0]):
            self._part(key[0])
            return True
        if key in known.materials and (key not in known.nouns or self._followed_by_noun(end)):
            self._now.materials.append((known.materials[key], text))
            return True
        if key in known.nouns and not self._is_colour_here(key, end):
            self._name(known.nouns[key], text, "lexicon", at, end)
            return True
        return False

    def _relate(self, relation: str, text: str) -> bool:
        if text == "and" and self.pending and not self._now.named:  # red and white
            return True
        if relation == "on_top":
            if len(self.phrases) > 1:
                self._now.relation = "on_top"
            return True
        if self._now.named or len(self.phrases) > 1 or _says_something(self._now):
            self._next(relation)
        self._now.words.append(text)
        return True

    def _name(self, named: Named, text: str, how: str, at: int, end: int) -> None:
        now = self._now
        if now.named and self.words[at].gap == "":
            now.motifs.append(now.named)
        now.named, now.noun, now.how = named, text, how
        now.is_plural = self.words[end - 1].text != self.words[end - 1].form

    def _take_away(self, key: tuple[str, ...]) -> bool:
        noun = self.lexicon.nouns.get(key)
        if key in self.lexicon.traits:
            self._subject.lacks.append(self.lexicon.traits[key])
        elif len(key) == 1 and (key[0] in PARTS or key[0] in TRAIT_PARTS):
            self._subject.lacks += [key[0], TRAIT_PARTS.get(key[0], key[0])]
        elif noun:
            self._subject.lacks += [noun.archetype, *key]
        else:
            return False
        return True

    @property
    def _subject(self) -> Phrase:
        return next((phrase for phrase in self.phrases if phrase.named), self._now)

    def _is_noun_here(self, key: tuple[str, ...], end: int) -> bool:
        """Tell whether a word that is also a trait is the noun: a statue, but not "statue of"."""
        return key in self.lexicon.nouns and not self._followed_by_noun(end)

    def _is_colour_here(self, key: tuple[str, ...], end: int) -> bool:
        return len(key) == 1 and key[0] in self.lexicon.colours and self._followed_by_noun(end)

    def _followed_by_noun(self, end: int) -> bool:
        """Tell whether a noun follows within the phrase, past colours and adjectives."""
        known = self.lexicon
        for at in range(end, min(end + 4, len(self.words))):
            word = self.words[at]
            if word.gap or (word.form,) in known.relations:
                return False
            for stop in (at + 3, at + 2, at + 1):
                key = tuple(w.form for w in self.words[at:stop])
                if key in known.nouns or (len(key) == 1 and key[0] in PARTS):
                    return True
            if hypernyms.load().get(word.form) and word.form not in known.fillers:
                return True
        return False

    def _is_part(self, form: str) -> bool:
        """Tell whether a part's word belongs to what was named before: a red door, but not the door."""
        if self._now.named or not any(phrase.named for phrase in self.phrases):
            return False
        return self._now.relation in ("with", "worn", "and", "of", "container") and form not in ALSO_THINGS

    def _part(self, form: str) -> None:
        owner = self._subject
        for rgb, text in self.pending:
            owner.colours.append((form, rgb, text))
        self.pending.clear()
        if form in TRAIT_PARTS:
            owner.traits.append((TRAIT_PARTS[form], form))
        now = self._now
        owner.traits += now.traits
        owner.colours += [
            (form, painted, text) for name, text in now.materials if (painted := PART_MATERIALS.get(name))
        ]
        now.traits, now.materials = [], []

    def _colour_at(self, at: int) -> bool:
        return self.words[at].form in self.lexicon.colours

    def _take_rest(self, at: int) -> None:
        word = self.words[at]
        known, now, form = self.lexicon, self._now, word.form
        if form in DARK_OR_PALE and at + 1 < len(self.words) and self._colour_at(at + 1):
            self.shade = DARK_OR_PALE[form]
        elif form in known.colours or word.text in known.colours:
            colour = known.colours.get(form) or known.colours[word.text]
            self.pending.append((_shaded(colour, self.shade), word.text))
            self.shade = 0.0
        elif form in known.counts or form.isdigit():
            now.is_group = form in GROUPS
            now.count = known.counts.get(form) or min(int(form) if len(form) < 4 else 9, 99)
        elif form in known.sizes:
            now.size = known.sizes[form]
        elif form in known.shapes:
            now.shape = known.shapes[form]
        elif form in known.fillers or form in CUES or len(form) < 2:
            return
        elif self.negated[at]:
            self._subject.lacks.append(form)
        else:
            self._look_up(at)

    def _look_up(self, at: int) -> None:
        """Find an unknown word among the hypernyms, with the word before it or alone."""
        word = self.words[at]
        table = hypernyms.load()
        pair = f"{self.words[at - 1].form} {word.form}" if at and not word.gap else ""
        name = table.get(pair) or table.get(word.form) or table.get(word.text)
        if name is None:
            if word.text.endswith("ing") and self._now.named and at + 1 < len(self.words):
                self._next("beside")
            self.unknown.append(word.text)
            return
        if self._now.named and self._now.how == "lexicon" and name.startswith("person"):
            return  # a rare sense behind a word that we know
        archetype, _, kind = name.partition(":")
        self._name(Named(archetype=archetype, kind=kind), word.text, "hypernym", at, at + 1)

    def _settle_colours(self) -> None:
        """Give the waiting colours to the phrase's noun, or to the subject if it names none."""
        if self.pending:
            owner = self._now if self._now.named else self._subject
            owner.colours += [("", rgb, text) for rgb, text in self.pending]
            self.pending.clear()


def _says_something(phrase: Phrase) -> bool:
    return bool(phrase.traits or phrase.materials or phrase.colours or phrase.count or phrase.size != 1.0)


def _shaded(rgb: Rgb, by: float) -> Rgb:
    """Return a colour towards white (+) or black (-)."""
    end = 255 if by > 0 else 0
    red, green, blue = (round(v + (end - v) * abs(by)) for v in rgb)
    return (red, green, blue)
