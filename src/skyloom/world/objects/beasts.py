"""Four-legged animals: one body, shaped by a table. A beast is about 30 units long, its face towards -y."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from skyloom.geometry.parts import Coat, Parts, Vec, ball, box, changed, lathe, mirrored, moved, paint, rod, tube
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat, mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The proportions of an animal, and its colours as six digits."""

    furs: tuple[str, ...]
    second: str = ""  # of a pattern
    pattern: str = "soft"
    belly: str = ""
    long: float = 17.0  # of the trunk
    wide: float = 5.4  # half
    high: float = 5.4  # half
    legs: float = 7.0
    leg: float = 1.9  # thickness
    socks: str = ""
    neck: float = 2.0
    lean: float = 3.0  # how far the neck goes forward
    head: Vec = (4.6, 4.4, 4.4)
    snout: Vec = (2.4, 2.6, 2.0)  # half width, length, half height; zero length: none
    snout_colour: str = ""
    nose: str = "2b2430"
    ears: str = "point"
    ear_inside: str = ""
    tail: str = "thin"
    tail_tip: str = ""
    mane: str = ""
    horns: str = ""
    horn_colour: str = "efe6d0"
    hoof: str = ""
    mask: str = ""
    hump: int = 0
    sits: bool = False
    eyes: str = "211c24"


@cache
def kinds() -> Mapping[str, Build]:
    """Return the table that ships with the package."""
    rows = tomllib.loads((files("skyloom.world.objects") / "beasts.toml").read_text("utf-8"))
    return {
        name: Build(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
        for name, row in rows.items()
    }


HEAD = (0.0, -11.0, 24.0)  # of a dog; others are near enough

Ear = Callable[[Making, Build, Coat, Vec], Parts]
Horn = Callable[[Coat, Vec], Parts]


def beast(making: Making) -> Parts:
    """Build the animal that is wanted; a dog where none is named."""
    name = making.kind if making.kind in kinds() else {"pegasus": "unicorn"}.get(making.kind, "dog")
    build = kinds()[name]
    second = build.second or _darker(making.pick(build.furs))
    pattern = "hoops" if making.has("striped") else "spots" if making.has("spotted") else build.pattern
    fur = making.coat(
        build.furs,
        pattern,
        names="fur body wool",
        main=True,
        second=second if pattern not in ("soft", "mottled") else "",
    )
    plain = Coat(
        rgb=fur.rgb,
        pattern="plain" if fur.pattern in ("hoops", "spots", "patches", "specks") else fur.pattern,
        glows=fur.glows,
    )
    belly = making.coat(build.belly, "flat", names="belly") if build.belly and not making.piece.material else plain
    parts = _trunk(build, fur, belly)
    parts += _limbs(making, build, plain)
    head_at = _head_at(build)
    parts += _neck(build, fur if name in ("giraffe", "zebra") else plain, head_at)
    parts += moved(_head(making, build, plain, name), head_at)
    parts += _tail(making, build, plain)
    if build.mane and not making.lacks("mane"):
        parts += _mane(making, build, head_at, name)
    if making.has("winged") or making.kind == "pegasus":
        parts += _wings(making, build)
    if making.has("saddled"):
        parts += _saddle(making, build)
    return parts


def _darker(digits: str) -> str:
    value = int(digits, 16)
    dark = mixed((value >> 16 & 255, value >> 8 & 255, value & 255), (40, 26, 30), 0.38)
    return "".join(f"{v:02x}" for v in dark)


def _trunk(build: Build, fur: Coat, belly: Coat) -> Parts:
    z = build.legs + build.high * 0.8
    half = build.long / 2
    parts = ball(fur, (0, 0, z), (build.wide, half, build.high), power=3.6)
    parts += (
        paint(ball(belly, (0, 0, z - build.high), (build.wide * 0.8, half * 0.85, build.high * 0.55), power=3))
        if belly is not fur
        else []
    )
    if build.belly:
        parts += paint(ball(belly, (0, -half, z - build.high * 0.2), (build.wide * 0.62, 2.4, build.high * 0.62)))
    for index in range(build.hump):
        y = (index - (build.hump - 1) / 2) * 7.4 - (3 if build.hump == 1 else 0)
        parts += ball(fur, (0, y, z + build.high * 0.8), (build.wide * 0.66, 3.4, 4.2))
    return parts


def _limbs(making: Making, build: Build, fur: Coat) -> Parts:
    sock = making.coat(build.socks, "flat", names="sock paw foot") if build.socks else fur
    hoof = making.coat(build.hoof, "flat", names="hoof foot") if build.hoof else None
    x, r, half = build.wide - build.leg * 0.95, build.leg, build.long / 2 - build.leg * 1.25
    parts: Parts = []
    for y in (-half, half):
        leg = box(fur, (x - r, x + r), (y - r, y + r), (0, build.legs + build.high * 0.6))
        if build.socks:
            leg += paint(box(sock, (x - r - 0.3, x + r + 0.3), (y - r - 0.3, y + r + 0.3), (0, build.legs * 0.75)))
        if hoof:
            leg += paint(
                box(hoof, (x - r - 0.3, x + r + 0.3), (y - r - 0.3, y + r + 0.3), (0, max(1.3, build.legs * 0.17)))
            )
        else:
            leg += box(sock, (x - r, x + r), (y - r - 0.9, y), (0, 1.5))
        parts += mirrored(leg)
    return parts


def _head_at(build: Build) -> Vec:
    z = build.legs + build.high * 0.8 + build.high * 0.55 + build.neck + build.head[2] * 0.35
    return (0, -build.long / 2 - build.lean + 1.4, z)


def _neck(build: Build, fur: Coat, head: Vec) -> Parts:
    root = (0.0, -build.long / 2 + build.high * 0.55, build.legs + build.high * 1.05)
    thick = min(build.wide * 0.72, 2.4 + build.head[0] * 0.3)
    return rod(fur, root, (0, head[1] + build.head[1] * 0.35, head[2] - build.head[2] * 0.2), thick, tip=thick * 0.8)


def _head(making: Making, build: Build, fur: Coat, name: str) -> Parts:
    w, d, h = build.head
    if making.has("cute"):
        w, d, h = w * 1.14, d * 1.1, h * 1.14
    parts = ball(fur, (0, 0, 0), (w, d, h), power=4)
    if build.mask and build.mask not in ("panda", "pikachu"):
        parts += ball(coat(build.mask, "flat"), (0, -0.8, -0.4), (w * 0.84, d * 0.95, h * 0.86), power=4)
    sw, sl, sh = build.snout
    nose = making.coat(build.nose, "flat", names="nose")
    front = -d
    if sl:
        muzzle = making.coat(build.snout_colour, "flat", names="snout muzzle") if build.snout_colour else fur
        parts += ball(muzzle, (0, -d - sl * 0.35, -h * 0.34), (sw, sl * 0.85 + 0.8, sh), power=4)
        front = -d - sl * 1.2 - 0.6
        if name == "pig":
            parts += paint(mirrored(box(nose, (0.5, 1.3), (front - 2, front + 1), (-h * 0.34 - 0.6, -h * 0.34 + 0.6))))
        elif name in ("cow", "bull", "horse", "unicorn", "hippo", "zebra", "rhino", "camel"):
            parts += changed(
                paint(mirrored(box(nose, (sw * 0.35, sw * 0.7), (front - 2, front + 1), (-h * 0.3, -h * 0.3 + 0.9)))),
                since=26,
            )
        else:
            parts += box(nose, (-0.9, 0.9), (front - 0.2, front + 1.4), (-h * 0.34 + sh * 0.2, -h * 0.34 + sh * 0.95))
            parts += changed(
                paint(box(nose, (-1.3, 1.3), (front - 1, front + 1.6), (-h * 0.34 - sh * 0.75, -h * 0.34 - sh * 0.45))),
                since=36,
            )
    parts += _eyes(making, build, name, (w, d, h))
    ear = EARS[build.ears]
    if ear and not making.lacks("ear"):
        parts += mirrored(ear(making, build, fur, (w, d, h)))
    horn = "straight" if making.has("horned") and not build.horns else build.horns
    if horn and not making.lacks("horn", "horns"):
        parts += HORNS[horn](making.coat(build.horn_colour, "plain", names="horn antler tusk"), (w, d, h))
    if name == "elephant":
        trunk = [
            (0.0, -d + 0.4, -0.6),
            (0.0, -d - 2.6, -3.4),
            (0.0, -d - 3.6, -8.4),
            (0.0, -d - 4.8, -11.6),
            (0.0, -d - 7.4, -11.4),
        ]
        parts += tube(fur, trunk, [2.6, 2.3, 1.9, 1.6, 1.3])
    return parts


def _eyes(making: Making, build: Build, name: str, head: Vec) -> Parts:
    w, d, h = head
    size = (0.62, 0.95) if not making.has("cute") else (0.9, 1.3)
    dark = coat("ff4a3a", "flat", glows=True) if making.has("evil") else making.coat("211c24", "flat", names="eye")
    x, z = w * 0.56, h * 0.14
    parts: Parts = []
    if name == "panda":
        parts += paint(mirrored(ball(coat("2b282e", "flat"), (x, -d, z), (1.6, 2.4, 1.9))))
        dark = coat("f8f8f8", "flat")
    if name == "pikachu":
        parts += paint(mirrored(ball(coat("e8483c", "flat"), (w * 0.74, -d * 0.8, -h * 0.36), (1.3, 1.6, 1.3))))
    if build.eyes != "211c24" and not making.has("evil"):
        parts += paint(
            mirrored(
                box(coat(build.eyes, "flat"), (x - 1.1, x + 1.1), (-d - 1.4, -d * 0.5), (z - size[1], z + size[1]))
            )
        )
    parts += paint(mirrored(box(dark, (x - size[0], x + size[0]), (-d - 1.4, -d * 0.5), (z - size[1], z + size[1]))))
    if name in ("horse", "zebra", "camel", "giraffe", "deer", "goat", "unicorn"):
        parts += paint(mirrored(box(dark, (w - 0.8, w + 1), (-d * 0.55, -d * 0.2), (z - 0.9, z + 0.9))))
    white = coat("ffffff", "flat")
    return parts + changed(
        paint(mirrored(box(white, (x + 0.1, x + 0.6), (-d - 1.4, -d * 0.6), (z + 0.2, z + 0.85)))), since=48
    )


def _inside(making: Making, build: Build) -> Coat:
    return making.coat(build.ear_inside or "e8b0a8", "flat", names="ear")


def _pointed(making: Making, build: Build, fur: Coat, head: Vec, high: float) -> Parts:
    w, _, h = head
    parts = lathe(fur, (w * 0.62, 0.4, h * 0.7), [(0, 2.2), (high, 0.5)], sides=4)
    return parts + changed(
        rod(_inside(making, build), (w * 0.6, -0.9, h * 0.9), (w * 0.62, -0.5, h * 0.7 + high * 0.6), 0.7, tip=0.4),
        since=24,
    )


def _flop(_: Making, __: Build, fur: Coat, head: Vec) -> Parts:
    w, _, h = head
    dark = Coat(rgb=mixed(fur.rgb, (50, 30, 28), 0.34), pattern="plain")
    return box(dark, (w * 0.86, w * 0.86 + 1.8), (-1.6, 1.6), (-h * 0.5, h * 0.9))


def _rabbit(making: Making, build: Build, fur: Coat, head: Vec) -> Parts:
    w, _, h = head
    x = w * 0.48
    parts = [
        *box(fur, (x - 1.2, x + 1.2), (-0.6, 1.2), (h * 0.6, h * 0.6 + 9)),
        *box(_inside(making, build), (x - 0.6, x + 0.6), (-0.9, 0), (h * 0.9, h * 0.6 + 7.6)),
    ]
    if build.mask == "pikachu":
        parts += paint(box(coat("2b2430", "flat"), (x - 2, x + 2), (-3, 3), (h * 0.6 + 6.6, h * 0.6 + 12)))
    return parts


def _round_ear(size: float, out: float, up: float) -> Ear:
    def ear(making: Making, build: Build, fur: Coat, head: Vec) -> Parts:
        w, _, h = head
        coat_ = _inside(making, build) if build.mask == "panda" else fur
        parts = ball(coat_, (w * out, 0.6, h * up), (size, size * 0.6, size))
        if build.ear_inside and build.mask != "panda":
            parts += ball(
                _inside(making, build), (w * out, 0.6 - size * 0.4, h * up), (size * 0.6, size * 0.45, size * 0.6)
            )
        return parts

    return ear


def _side(_: Making, __: Build, fur: Coat, head: Vec) -> Parts:
    w, _, h = head
    return rod(fur, (w * 0.8, 0.6, h * 0.55), (w + 2.6, 0.9, h * 0.4), 1.2, tip=0.9)


def _fan(making: Making, build: Build, fur: Coat, head: Vec) -> Parts:
    w, _, _h = head
    parts = ball(fur, (w + 2.8, 1.6, 0.6), (4.4, 1.1, 5.6), power=2.6)
    return parts + ball(_inside(making, build), (w + 2.9, 0.8, 0.4), (3.2, 0.9, 4.2), power=2.6)


EARS = {
    "": None,
    "point": lambda m, b, f, h: _pointed(m, b, f, h, 4.4),
    "tall": lambda m, b, f, h: _pointed(m, b, f, h, 5.6),
    "small": lambda m, b, f, h: _pointed(m, b, f, h, 2.8),
    "flop": _flop,
    "flopfront": lambda m, b, f, h: _pointed(m, b, f, h, 3.0),
    "rabbit": _rabbit,
    "round": _round_ear(1.9, 0.74, 0.92),
    "mouse": _round_ear(2.9, 0.86, 0.95),
    "puff": _round_ear(2.9, 1.05, 0.6),
    "monkey": _round_ear(2.0, 1.12, 0.1),
    "side": _side,
    "fan": _fan,
}


def _pair(points: list[Vec], thick: float, tip: float) -> Horn:
    def horns(horn: Coat, head: Vec) -> Parts:
        w, d, h = head
        at = [(w * x, d * y, h * z) for x, y, z in points]
        radii = [thick + (tip - thick) * i / (len(at) - 1) for i in range(len(at))]
        return mirrored(tube(horn, at, radii))

    return horns


def _antlers(horn: Coat, head: Vec) -> Parts:
    w, _, h = head
    stem = [(w * 0.5, 0.6, h * 0.8), (w * 1.1, 1.4, h + 4), (w * 1.0, 1.0, h + 9)]
    parts = tube(horn, stem, [0.75, 0.7, 0.5])
    parts += rod(horn, stem[1], (w * 2.0, 0.4, h + 6.6), 0.6, tip=0.45)
    return mirrored(parts + rod(horn, (w * 0.8, 1, h + 2.4), (w * 0.7, -1.8, h + 4.2), 0.55, tip=0.45))


HORNS = {
    "unicorn": lambda c, h: lathe(c, (0, -h[1] * 0.5, h[2] * 0.8), [(0, 1.2), (8, 0.3)]),
    "short": _pair([(0.6, 0.2, 0.8), (0.95, 0.1, 1.35)], 0.9, 0.5),
    "wide": _pair([(0.7, 0.2, 0.7), (1.5, 0.1, 0.9), (1.75, -0.1, 1.7)], 1.2, 0.5),
    "back": _pair([(0.5, 0.2, 0.8), (0.6, 0.7, 1.8), (0.7, 1.6, 2.1)], 0.9, 0.5),
    "straight": _pair([(0.5, 0.1, 0.8), (0.7, 0.1, 2.0)], 1.0, 0.4),
    "knobs": _pair([(0.5, 0.3, 0.8), (0.5, 0.3, 1.9)], 0.7, 0.8),
    "antlers": _antlers,
    "rhino": lambda c, h: rod(c, (0, -h[1] - 3, 0.4), (0, -h[1] - 4.4, 6), 1.4, tip=0.4)
    + rod(c, (0, -h[1] - 0.4, 1.6), (0, -h[1] - 1, 4.4), 1.0, tip=0.4),
    "tusks": _pair([(0.6, -0.9, -0.5), (0.72, -1.5, -0.85), (0.72, -2.1, -0.6)], 0.85, 0.5),
}  # fmt: skip


def _tail(making: Making, build: Build, fur: Coat) -> Parts:
    y, z = build.long / 2 - 0.6, build.legs + build.high * 1.25
    tip = making.coat(build.tail_tip or build.mane or _darker("8a5a38"), "plain", names="tail")
    kinds: Mapping[str, Parts] = {
        "thin": rod(fur, (0, y, z), (0, y + 4, z - 4), 0.8, tip=0.6),
        "up": tube(fur, [(0, y, z), (0, y + 2.6, z + 2.6), (0, y + 1.6, z + 5.6)], [1.3, 1.2, 0.9]),
        "stub": ball(fur, (0, y + 0.8, z - 0.6), 1.5),
        "puff": ball(coat("fbf8f2", "flat"), (0, y + 1.2, z - 1), 2.1),
        "long": tube(
            fur, [(0, y, z), (0, y + 4.4, z - 0.6), (0, y + 6.4, z + 3.4), (0, y + 5.4, z + 6.6)], [1.1, 1.0, 1.0, 0.9]
        ),
        "rat": tube(
            making.coat("e8a8a8", "plain", names="tail"),
            [(0, y, z - 3), (0, y + 4.6, z - 5), (1.4, y + 8.4, z - 4)],
            [0.7, 0.6, 0.5],
        ),
        "tuft": [*rod(fur, (0, y, z), (0, y + 2.4, z - 5.4), 0.7), *ball(tip, (0, y + 2.7, z - 6.6), 1.3)],
        "hair": tube(tip, [(0, y, z), (0, y + 3, z - 1.6), (0, y + 3.6, z - 8.6)], [1.2, 1.7, 1.0]),
        "curl": tube(fur, [(0, y, z), (1.2, y + 1.4, z + 1), (0, y + 2.2, z + 2), (-1, y + 1.2, z + 1.4)], 0.7),
        "bush": [
            *rod(fur, (0, y, z - 1), (0, y + 7.5, z + 1.6), 1.6, tip=2.7),
            *ball(tip if build.tail_tip else fur, (0, y + 9, z + 2.2), 2.2),
        ],
        "squirrel": tube(
            fur, [(0, y, z - 2), (0, y + 4.4, z), (0, y + 5, z + 6), (0, y + 2.6, z + 9.6)], [1.6, 2.6, 2.9, 2.0]
        ),
        "bolt": [
            *box(fur, (-0.7, 0.7), (y, y + 3), (z - 3, z - 1)),
            *box(fur, (-0.7, 0.7), (y + 2, y + 4), (z - 2, z + 3)),
            *box(fur, (-0.7, 0.7), (y + 3, y + 8), (z + 2, z + 8)),
        ],
    }
    return kinds.get(build.tail, [])


def _mane(making: Making, build: Build, head: Vec, name: str) -> Parts:
    hair = making.coat(build.mane, "plain", names="mane hair")
    w, d, h = build.head
    if name == "lion":
        if making.piece.material:
            return []
        _x, y, z = head
        parts = ball(hair, (0, y + 2.6, z - 0.6), (w * 1.62, 3.0, h * 1.62), power=2.6)
        return parts + ball(hair, (0, y + 4.6, z - 3.4), (w * 1.2, 4.0, h * 1.3))
    top = (0.0, head[1] + d * 0.2, head[2] + h + 0.4)
    root = (0.0, -build.long / 2 + build.high * 0.9, build.legs + build.high * 2.0)
    back = (0.0, head[1] + d * 0.9, head[2] + h * 0.4)
    parts = tube(hair, [top, back, root], [1.1, 1.5, 1.2])
    return (
        parts + ball(hair, (0, head[1] - d * 0.35, head[2] + h * 0.95), (1.2, 1.5, 1.1)) if name != "giraffe" else parts
    )


def _wings(making: Making, build: Build) -> Parts:
    wing = making.coat("fafcff", "plain", names="wing")
    x, z = build.wide - 0.6, build.legs + build.high * 1.5
    side: Parts = []
    for index, (out, up, drop) in enumerate(((4.0, 6.0, 5.0), (8.0, 9.0, 7.0), (12.0, 10.5, 8.0))):
        y = -1.5 + index * 2.0
        side += rod(wing, (x + out, y, z + up), (x + out + 1, y + 2.4, z + up - drop), 1.8, tip=0.9)
    side += tube(
        wing, [(x, -2, z), (x + 4, -1.5, z + 6), (x + 8, 0.5, z + 9), (x + 12, 2.5, z + 10.5)], [1.6, 1.7, 1.6, 1.3]
    )
    return mirrored(side)


def _saddle(making: Making, build: Build) -> Parts:
    leather, cloth = making.coat("7a4a2c", "plain", names="saddle"), making.coat("b8302c", "flat", names="blanket")
    z = build.legs + build.high * 0.8
    w, h = build.wide + 0.6, build.high + 0.5
    parts = ball(cloth, (0, 0, z), (w, 4.4, h), power=3.6)
    parts += ball(leather, (0, 0, z + h * 0.7), (w * 0.8, 3.2, h * 0.5), power=3)
    return parts + ball(leather, (0, 2.6, z + h * 1.15), (w * 0.5, 0.9, 1.2))
