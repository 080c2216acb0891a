"""Kinds of rooms: what is in their walls, and what stands and hangs in them. A kind is a function and a row."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np

from bench.interior import furniture, openings
from bench.interior.outside import VIEWS
from bench.interior.plan import Plan
from bench.interior.site import Site, X, Y, Z, empty, sun
from bench.interior.solids import Rect, Wall
from bench.interior.surfaces import BLACK, WALLS, lit, picture, plain

OPEN = ("hills", "city", "skyline", "sea", "alps", "grey", "harbour")  # where more than treetops shows
DAY = (*(name for name in VIEWS if name != "dusk"), *OPEN, *OPEN)
SKY_PICTURES = 4  # the first pictures of every room show skies; the others are drawn
Made = Callable[[Site], None]


def _on(site: Site, wide: tuple[float, float], tall: tuple[float, float], sill: float, name: str = "back") -> Rect:
    """Choose where in a wall a window sits, where the camera sees it."""
    dice, wall = site.dice, site.wall(name)
    width = min(dice.uniform(*wide), wall.width - 0.5)
    height = min(dice.uniform(*tall), site.high - sill - 0.15)
    middle = dice.uniform(0.3, 0.7) * wall.width
    if name in ("left", "right"):  # its far half is in sight
        middle = dice.uniform(0.62, 0.78) * wall.width if name == "left" else dice.uniform(0.22, 0.38) * wall.width
    left = min(max(middle - width / 2, 0.2), wall.width - width - 0.2)
    return (left, sill, left + width, sill + height)


def _side(site: Site) -> str:
    """Return the side wall that the camera looks at."""
    heading = site.plan.camera.heading
    return "right" if heading > 0.05 else "left" if heading < -0.05 else site.dice.choice(("left", "right"))


def _window(site: Site, name: str, rect: Rect, passed: float = 1.0, **made: object) -> Wall:
    wall = site.wall(name)
    openings.window(site.plan, wall, site.cut(name, rect), openings.style(site.dice, **made), passed)
    site.taken.add(name)
    if rect[1] > 0.6 and site.dice.random() < 0.4:
        furniture.radiator(site.plan, wall, (rect[0] + 0.1, 0.12, rect[2] - 0.1, rect[1] - 0.15))
    return wall


def _single(site: Site) -> None:
    _window(site, "back", _on(site, (0.8, 1.6), (1.1, 1.6), 0.9))


def _double(site: Site) -> None:
    _window(site, "back", _on(site, (1.4, 2.6), (1.1, 1.6), 0.85), sashes=2)


def _mullions(site: Site) -> None:
    dice = site.dice
    rect = _on(site, (1.2, 2.4), (1.2, 1.7), 0.8)
    _window(site, "back", rect, sashes=dice.choice((1, 2)), columns=dice.randint(2, 3), rows=dice.randint(2, 4))


def _french(site: Site) -> None:
    rect = _on(site, (1.4, 2.0), (2.1, 2.3), 0.02)
    _window(site, "back", rect, sashes=2, rows=site.dice.choice((1, 1, 4, 5)), has_sill=False)


def _sliding(site: Site) -> None:
    rect = _on(site, (2.4, 4.0), (2.15, 2.4), 0.02)
    wall = _window(site, "back", rect, sashes=site.dice.choice((2, 3)), has_sill=False)
    rail = plain(site.dice.choice(((0.05, 0.05, 0.055), (0.6, 0.6, 0.6))))
    model, far = site.plan.model, -1.5  # a balcony
    wall.block(model, (rect[0] - 0.6, -0.2, rect[2] + 0.6, 0.0), (far, -0.2), plain((0.4, 0.39, 0.37)))
    wall.block(model, (rect[0] - 0.6, 0.95, rect[2] + 0.6, 1.0), (far, far + 0.05), rail)
    for x in np.arange(rect[0] - 0.6, rect[2] + 0.6, 0.12):
        wall.block(model, (x, 0.0, x + 0.014, 0.95), (far + 0.02, far + 0.034), rail)


def _bay(site: Site) -> None:
    wall, plan, high = site.wall("back"), site.plan, site.high
    width = min(site.dice.uniform(2.2, 3.2), site.wide - 0.8)
    left = (site.wide - width) / 2
    site.cut("back", (left, 0.0, left + width, high))
    out, cut = 0.7, 0.6
    ends = [
        wall.at(left, 0),
        wall.at(left + cut, 0, -out),
        wall.at(left + width - cut, 0, -out),
        wall.at(left + width, 0),
    ]
    made = openings.style(site.dice, reveal=0.08)
    for first, last in itertools.pairwise(ends):
        span = last - first
        size = float(np.linalg.norm(span))
        part = Wall(origin=first, right=span / size, up=Z, width=size, height=high)
        hole = (0.12, 0.75, size - 0.12, high - 0.3)
        part.built(plan.model, site.paint, [hole])
        openings.window(plan, part, hole, replace(made, sashes=1, has_sill=False))
    floor = plain((0.4, 0.3, 0.2), 0.03)
    for z, surface in ((0.0, floor), (high, plain((0.84, 0.84, 0.83)))):
        level = [end + z * Z for end in (ends if z == 0 else ends[::-1])]
        plan.model.add(np.stack([level[0], level[3], level[2], level[1]])[None], surface)
    site.taken.add("back")


def _skylight(site: Site) -> None:
    """A roof that slopes down to the back wall replaces the ceiling's far part."""
    name, wall = "ceiling", site.wall("ceiling")
    start, low = site.deep * 0.55, 1.1
    site.cut(name, (0.0, 0.0, site.wide, site.deep - start))
    site.cut("back", (0.0, low, site.wide, site.high))
    foot = site.deep * Y + low * Z
    slope = (start - site.deep) * Y + (site.high - low) * Z
    length = float(np.linalg.norm(slope))
    roof = Wall(origin=foot, right=X, up=slope / length, width=site.wide, height=length)
    holes = []
    count, size = site.dice.choice((1, 2)), site.dice.uniform(0.7, 1.0)
    for k in range(count):
        middle = site.wide * (k + 1) / (count + 1)
        holes.append((middle - size / 2, 0.35, middle + size / 2, min(0.35 + 1.4 * size, length - 0.2)))
    roof.built(site.plan.model, plain((0.83, 0.83, 0.82)), holes)
    for hole in holes:
        openings.window(site.plan, roof, hole, openings.style(site.dice, has_sill=False, reveal=0.18))
    assert wall.height > 0
    site.taken |= {"back", "ceiling"}


def _round(site: Site) -> None:
    radius = site.dice.uniform(0.35, 0.65)
    made = openings.style(site.dice, columns=site.dice.choice((1, 2)))
    middle = (site.dice.uniform(0.3, 0.7) * site.wide, site.dice.uniform(1.4, 1.75))
    hole = openings.round_window(site.plan, site.wall("back"), middle, radius, made)
    site.cut("back", hole)
    site.taken.add("back")


def _two_walls(site: Site) -> None:
    side = _side(site)
    _window(site, "back", _on(site, (1.0, 2.0), (1.2, 1.6), 0.85), sashes=site.dice.choice((1, 2)))
    sill = site.dice.choice((0.05, 0.85))
    _window(site, side, _on(site, (1.0, 1.8), (1.3, 2.2), sill, side), sashes=2, has_sill=sill > 0.5)


def _far_small(site: Site) -> None:
    count = site.dice.choice((2, 3))
    wide = site.wide / (count * 2 + 1)
    for k in range(count):
        left = wide * (2 * k + 1)
        _window(site, "back", (left, 1.3, left + min(wide, 0.8), 2.0))


def _slats(site: Site) -> None:
    rect = _on(site, (1.0, 2.4), (1.2, 1.6), 0.85)
    wall = _window(site, "back", rect, 0.6, sashes=site.dice.choice((1, 2)))
    openings.slats(site.plan, wall, rect, site.dice)


def _lamellae(site: Site) -> None:
    rect = _on(site, (2.0, 3.4), (2.1, 2.3), 0.02)
    wall = _window(site, "back", rect, 0.6, sashes=2, has_sill=False)
    openings.lamellae(site.plan, wall, rect, site.dice)


def _sheers(site: Site) -> None:
    rect = _on(site, (1.4, 2.8), (1.3, 2.2), site.dice.choice((0.02, 0.8)))
    shares = site.dice.choice((((0.0, 1.0),), ((0.0, 0.35), (0.65, 1.0)), ((0.0, 0.45),)))
    passed = openings.sheer(site.plan, site.wall("back"), rect, site.dice, shares)
    _window(site, "back", rect, passed, sashes=2, has_sill=rect[1] > 0.3)


def _curtains(site: Site) -> None:
    rect = _on(site, (1.4, 2.6), (1.3, 2.2), site.dice.choice((0.02, 0.8)))
    wall = _window(site, "back", rect, 0.8, sashes=2, has_sill=rect[1] > 0.3)
    openings.curtain(site.plan, wall, rect, site.dice, ((-0.25, 0.12), (0.88, 1.25)))


def _plants(site: Site) -> None:
    dice, rect = site.dice, _on(site, (1.6, 2.8), (1.3, 2.2), site.dice.choice((0.02, 0.8)))
    _window(site, "back", rect, sashes=2)
    for _ in range(dice.randint(2, 4)):
        x = dice.uniform(rect[0], rect[2])
        furniture.plant(site.plan, (x, site.deep - dice.uniform(0.35, 0.7)), dice.uniform(0.9, 1.7), dice)
    furniture.floor_lamp(site.plan, (dice.uniform(rect[0], rect[2]), site.deep - 0.5), dice, dice.choice((0.0, 1.0)))


def _wide(site: Site) -> None:
    """A glass front from wall to wall."""
    rect = (0.15, 0.05, site.wide - 0.15, site.high - 0.1)
    _window(site, "back", rect, sashes=site.dice.randint(3, 4), has_sill=False)


def _inner_door(site: Site) -> None:
    """A glass door to a lit hall, and a real window."""
    _window(site, "back", _on(site, (0.9, 1.8), (1.2, 1.6), 0.85))
    _hall(site, _side(site))


def _hall(site: Site, name: str) -> None:
    wall = site.wall(name)
    middle = wall.width * (0.68 if name == "left" else 0.32 if name == "right" else 0.5)
    rect = site.cut(name, (middle - 0.45, 0.01, middle + 0.45, 2.05))
    made = openings.style(site.dice, is_inner=True, has_sill=False, rows=site.dice.choice((1, 4)), reveal=0.1)
    openings.window(site.plan, wall, rect, made)
    model, far = site.plan.model, -1.8
    paint = plain(site.dice.choice(WALLS))
    span = (middle - 1.2, 0.0, middle + 1.2, 2.4)
    wall.panel(model, span, far, paint)
    low, wide, out = wall.at(span[0], 0, -0.1), 2.4 * wall.right, (far + 0.1) * wall.into
    model.quad(low, -out + out * 2, wide, plain((0.4, 0.3, 0.2), 0.03))
    model.quad(low + 2.4 * Z, wide, out, plain((0.83, 0.83, 0.82)))
    for start, flip in ((low, False), (low + wide, True)):
        model.quad(start, *((out, 2.4 * Z) if flip else (2.4 * Z, out)), paint)
    x, y, z = wall.at(middle, 2.0, -1.0)
    site.plan.lamp((x, y, z), 0.2, site.dice.uniform(0.6, 2.0), (1, 0.9, 0.75))
    site.taken.add(name)


def _mirrored(site: Site) -> None:
    """A window at one side and a mirror that shows it or the room."""
    side = _side(site)
    _window(site, side, _on(site, (1.2, 1.8), (1.2, 1.7), 0.7, side), sashes=2)
    middle = site.wide * site.dice.uniform(0.35, 0.65)
    furniture.mirror(site.plan, site.wall("back"), (middle - 0.6, 0.9, middle + 0.6, 2.0), site.dice)
    site.taken.add("back")


def _screened(site: Site) -> None:
    """A window at one side and a screen that shows a sky."""
    side = _side(site)
    _window(site, side, _on(site, (1.2, 1.8), (1.2, 1.7), 0.8, side))
    furniture.television(
        site.plan, site.wall("back"), (site.wide / 2, 1.25), 1.3, site.dice, site.dice.choice((None, 0, 1))
    )
    site.taken.add("back")


def _bathroom(site: Site) -> None:
    _window(site, "back", _on(site, (0.6, 1.2), (0.7, 1.1), 1.15), has_sill=False)
    furniture.bath(site.plan, site.wall("back"), (0.0, min(1.8, site.wide)))
    side = _side(site)
    furniture.basin(site.plan, site.wall(side), site.deep * 0.5, site.dice)
    wall, x = site.wall(side), site.deep * 0.5
    furniture.mirror(site.plan, wall, (x - 0.45, 1.15, x + 0.45, 2.0), site.dice)
    site.taken |= {side, "floor"}


def _kitchen(site: Site) -> None:
    rect = _on(site, (0.9, 1.6), (0.9, 1.15), 1.1)
    _window(site, "back", rect)
    furniture.kitchen(site.plan, site.wall("back"), (0.1, site.wide - 0.1), site.dice, with_top=False)
    site.taken.add("back")


def _bedroom(site: Site) -> None:
    side = _side(site)
    _window(site, side, _on(site, (1.2, 1.8), (1.2, 1.6), 0.8, side), sashes=2)
    furniture.bed(site.plan, (site.wide / 2, site.deep - 1.2), 1, site.dice)
    site.taken.add("floor")


# What has no window in sight.


def _bare(site: Site) -> None:
    furniture.door(site.plan, site.wall("back"), site.wide * 0.5, site.dice)
    site.taken.add("back")


def _drawn(site: Site) -> None:
    rect = _on(site, (1.4, 2.6), (1.3, 2.2), site.dice.choice((0.02, 0.8)))
    wall = _window(site, "back", rect, 0.1, sashes=2)
    openings.curtain(site.plan, wall, rect, site.dice, ((-0.2, 0.53), (0.5, 1.2)))


def _mirror_only(site: Site) -> None:
    for k in range(site.dice.randint(1, 2)):
        left = site.wide * (0.15 + 0.45 * k)
        furniture.mirror(site.plan, site.wall("back"), (left, 0.7, left + site.wide * 0.3, 2.1), site.dice)
    site.taken.add("back")
    rect = (0.8, 0.9, 2.2, 2.2)  # behind the camera: the mirror may show it
    _window(site, "front", rect, sashes=2)


def _screen_only(site: Site) -> None:
    furniture.television(
        site.plan,
        site.wall("back"),
        (site.wide / 2, 1.25),
        site.dice.uniform(1.0, 1.7),
        site.dice,
        site.dice.choice((0, 1, 2)),
    )
    site.taken.add("back")


def _pictures(site: Site) -> None:
    wall, dice = site.wall("back"), site.dice
    count = dice.randint(1, 3)
    for k in range(count):
        middle, half = site.wide * (k + 0.5) / count, min(0.45 * site.wide / count, 0.75) * dice.uniform(0.7, 0.95)
        furniture.framed(
            site.plan,
            wall,
            (middle - half, 1.65 - 0.7 * half, middle + half, 1.65 + 0.7 * half),
            dice,
            dice.randrange(SKY_PICTURES),
        )
    site.taken.add("back")


def _bedding(site: Site) -> None:
    furniture.bed(site.plan, (site.wide / 2, site.deep - 1.2), 1, site.dice)
    _window(site, "front", (0.6, 0.7, min(site.wide - 0.4, 3.0), 2.2), sashes=2)
    site.taken.add("floor")


def _white_tiles(site: Site) -> None:
    furniture.bath(site.plan, site.wall("back"), (0.0, min(1.8, site.wide)))
    side = _side(site)
    furniture.basin(site.plan, site.wall(side), site.deep * 0.5, site.dice)
    wall, x = site.wall(side), site.deep * 0.5
    furniture.mirror(site.plan, wall, (x - 0.6, 1.1, x + 0.6, 2.0), site.dice)
    furniture.spots(site.plan, site.high, [(site.wide * a, site.deep * b) for a in (0.3, 0.7) for b in (0.4, 0.8)], 1.5)
    site.taken |= {side, "floor", "back", "ceiling"}


def _light_panels(site: Site) -> None:
    places = [(site.wide * a, site.deep * b) for a in (0.3, 0.7) for b in (0.45, 0.8)]
    furniture.panels(site.plan, site.high, places, 1.0)
    site.taken.add("ceiling")


def _lit_box(site: Site) -> None:
    """A wall lamp as large as a window, and a chandelier."""
    middle = site.wide * site.dice.uniform(0.3, 0.7)
    wall = site.wall("back")
    wall.block(site.plan.model, (middle - 0.35, 1.2, middle + 0.35, 2.0), (0.0, 0.05), BLACK)
    furniture.pendant(site.plan, (site.wide / 2, site.deep * 0.6), site.high, site.dice, 1.2)
    glow = lit(plain((0.9, 0.9, 0.9)), site.dice.uniform(4, 9), site.dice.choice(((1, 0.85, 0.65), (1, 1, 1))))
    wall.panel(site.plan.model, (middle - 0.33, 1.22, middle + 0.33, 1.98), 0.051, glow)
    site.taken |= {"back", "ceiling"}


def _sun_patches(site: Site) -> None:
    _window(site, "front", (0.4, 0.3, site.wide - 0.4, 2.3), sashes=3)
    site.plan.sun = sun(site.dice, site.plan.camera.heading + np.pi)


def _glass_door(site: Site) -> None:
    _hall(site, "back")


def _poster(site: Site) -> None:
    """A whole wall papered with a landscape."""
    low = 0.5 * site.dice.random()
    site.wall("back").panel(
        site.plan.model, (0.3, low, site.wide - 0.3, site.high - 0.2), 0.004, picture(site.dice.randrange(SKY_PICTURES))
    )
    site.taken.add("back")


def _dusk(site: Site) -> None:
    _window(site, "back", _on(site, (1.4, 2.6), (1.2, 2.2), site.dice.choice((0.02, 0.8))), sashes=2)


KINDS: dict[str, Made] = {  # those with sky in sight and those without, well mixed
    "single": _single, "bare": _bare, "double": _double, "mullions": _mullions, "drawn_curtain": _drawn,
    "french": _french, "sliding": _sliding, "mirror": _mirror_only, "bay": _bay, "skylight": _skylight,
    "screen": _screen_only, "round": _round, "two_walls": _two_walls, "pictures": _pictures, "far_small": _far_small,
    "slats": _slats, "bedding": _bedding, "lamellae": _lamellae, "sheers": _sheers, "white_tiles": _white_tiles,
    "curtains": _curtains, "plants": _plants, "light_panels": _light_panels, "inner_door": _inner_door,
    "mirror_and_window": _mirrored, "lit_box": _lit_box, "screen_and_window": _screened, "bathroom": _bathroom,
    "sun_patches": _sun_patches, "kitchen": _kitchen, "bedroom": _bedroom, "glass_door": _glass_door,
    "dusk": _dusk, "wide": _wide, "poster": _poster,
}  # fmt: skip
NEGATIVE = frozenset(
    {"bare", "drawn_curtain", "mirror", "screen", "pictures", "bedding", "white_tiles", "light_panels", "lit_box",
     "sun_patches", "glass_door", "poster"}
)  # fmt: skip
OBLIQUE = frozenset({"two_walls", "mirror_and_window", "screen_and_window", "bedroom", "inner_door"})  # a side in sight
_ORDER = tuple(KINDS)


def kind_of(seed: int) -> str:
    """Return the kind of a seed's room; both splits go through all kinds in turn."""
    return _ORDER[seed // 2 % len(_ORDER)]


def planned(seed: int) -> Plan:
    """Return the room of a seed; the same seed plans the same room."""
    dice, kind = Random(f"room {seed}"), kind_of(seed)
    view = "dusk" if kind == "dusk" else dice.choice(DAY)
    is_oblique = kind in OBLIQUE
    site = empty(
        kind,
        dice,
        view=view,
        is_oblique=is_oblique,
        is_dark=kind == "dusk" or (kind in NEGATIVE and dice.random() < 0.2),
    )
    KINDS[kind](site)
    site.plan.pictures = [dice.randrange(1 << 30) for _ in range(8)]
    site.build()
    _furnish(site)
    return site.plan


def _furnish(site: Site) -> None:
    dice, plan, (w, d, h) = site.dice, site.plan, (site.wide, site.deep, site.high)
    side = {"left": "right", "right": "left"}[_side(site)]
    for name in ("left", "right", "back"):
        if name in site.taken:
            continue
        wall = site.wall(name)
        far = wall.width * (0.62 if name == "left" else 0.38 if name == "right" else 0.5)
        what = dice.choice(("picture", "picture", "shelf", "nothing", "mirror", "door"))
        if what == "picture":
            size = dice.uniform(0.25, 0.55)
            number = dice.randrange(8)
            furniture.framed(plan, wall, (far - size, 1.55 - 0.7 * size, far + size, 1.55 + 0.7 * size), dice, number)
        elif what == "shelf":
            furniture.shelf(plan, wall, (far - 0.5, 0.0, far + 0.5, dice.uniform(1.0, 2.1)), dice)
        elif what == "mirror" and name == side:
            furniture.mirror(plan, wall, (far - 0.35, 0.9, far + 0.35, 1.9), dice)
        elif what == "door":
            furniture.door(plan, wall, far, dice)
    if "ceiling" not in site.taken and dice.random() < 0.7:
        on = dice.choice((0.0, 0.5, 1.0)) if plan.daylight > 0.5 else 1.0
        if dice.random() < 0.5:
            furniture.pendant(plan, (w / 2, d * dice.uniform(0.5, 0.7)), h, dice, on)
        else:
            furniture.spots(plan, h, [(w * a, d * b) for a in (0.25, 0.75) for b in (0.45, 0.8)], on)
    if "floor" not in site.taken and plan.kind != "kitchen":
        layout = dice.choice(("living", "dining", "living", "sparse"))
        middle = (w * dice.uniform(0.4, 0.6), d * dice.uniform(0.55, 0.65))
        if layout != "sparse" and dice.random() < 0.7:
            furniture.rug(plan, middle, (min(2.4, w - 0.8), 1.8), dice)
        if layout == "living":
            furniture.sofa(plan, (middle[0], d - dice.uniform(0.75, 1.1)), (dice.uniform(1.6, 2.4), 0.9), 1, dice)
            furniture.table(plan, (middle[0], middle[1] - 0.1), (1.0, 0.6, 0.42), dice)
        elif layout == "dining":
            furniture.table(plan, middle, (1.6, 0.9, 0.75), dice)
            for sx, sy in ((-0.45, -1), (0.45, -1), (-0.45, 1), (0.45, 1)):
                furniture.chair(plan, (middle[0] + sx, middle[1] + sy * 0.62), (0, sy), dice)
    if dice.random() < 0.45:
        furniture.plant(plan, (0.4 if dice.random() < 0.5 else w - 0.4, d - 0.4), dice.uniform(0.7, 1.6), dice)
    if dice.random() < 0.35:
        furniture.floor_lamp(plan, (0.45 if dice.random() < 0.5 else w - 0.45, d - 0.9), dice, dice.choice((0.0, 1.0)))
