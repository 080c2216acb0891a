"""Houses that stand alone: cottages, cabins, barns, and the style of a scene's country."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from skyloom.core.scene import SceneSpec, TerrainKind, Thing, ThingKind, Tree
from skyloom.geometry.assembly import Assembly
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.house import house
from skyloom.world.architecture.roofs import pitched
from skyloom.world.architecture.shape import Shape, built_of, radius_of
from skyloom.world.architecture.styles import STYLES, Style
from skyloom.world.architecture.walls import Opening, wall
from skyloom.world.built import Built, together
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.plumes import hearths
from skyloom.world.standing import stands

NEAR, MIDDLE = 60.0, 160.0  # metres within which a house gets all of its parts, and within which its windows are holes
ERAS: Mapping[str, tuple[str, ...]] = {
    "japanese": ("japanese",),
    "chinese": ("chinese",),
    "khmer": ("chinese",),
    "alpine": ("alpine",),
    "cycladic": ("cycladic",),
    "greek": ("cycladic", "mediterranean"),
    "roman": ("mediterranean",),
    "mediterranean": ("mediterranean",),
    "arabic": ("arabic",),
    "egyptian": ("arabic",),
    "dutch": ("dutch", "brick"),
    "nordic": ("nordic",),
    "medieval": ("timbered", "thatched", "european"),
    "fantasy": ("timbered", "thatched"),
    "victorian": ("brick", "european"),
}


def style_names(scene: SceneSpec) -> tuple[str, ...]:
    """Return the names of the house styles that suit a scene's era and land."""
    era = scene.site.era.lower()
    if era in ERAS:
        return ERAS[era]
    if scene.terrain.kind is TerrainKind.DUNES:
        return ("arabic",)
    if Tree.BAMBOO in scene.terrain.trees or Tree.BLOSSOM in scene.terrain.trees:
        return ("japanese", "thatched")
    if scene.terrain.kind is TerrainKind.MOUNTAINS:
        return ("alpine", "european")
    if scene.terrain.kind is TerrainKind.FJORD:
        return ("nordic",)
    return ("european", "thatched", "timbered")


def detail_at(distance: float) -> int:
    """Return how finely a building at a distance is made."""
    return 2 if distance < NEAR else 1 if distance < MIDDLE else 0


def cottages(plan: Plan, thing: Thing) -> Built:
    """Build houses in the country's style."""
    draw = plan.draw("cottage")
    names = [name for name in style_names(plan.scene) if name != "timbered"] or ["european"]
    return _houses(plan, thing, draw, [STYLES[name] for name in names], 6.5)


def cabins(plan: Plan, thing: Thing) -> Built:
    """Build cabins of logs."""
    return _houses(plan, thing, plan.draw("cabin"), [STYLES["log"]], 5.0)


def _houses(plan: Plan, thing: Thing, draw: np.random.Generator, styles: list[Style], radius: float) -> Built:
    usual = (10.0, 22.0) if thing.count < 3 else (12.0, 70.0)
    pairs = []
    for stand in stands(plan, thing, radius, usual=usual, spread=0.7):
        style = styles[int(draw.integers(len(styles)))]
        shape = house(
            draw,
            style,
            drop=stand.drop / stand.scale,
            detail=detail_at(stand.distance),
            tint=thing.tint,
            storeys=1 if radius < 6 else None,
            lights=plan.scene.site.lights,
        )
        pairs.append((stand, shape))
    smoke = hearths(plan, ((stand, shape.part) for stand, shape in pairs))
    return together([built_of(plan, pairs), Built(smoke=smoke)])


def barns(plan: Plan, thing: Thing) -> Built:
    """Build barns of boards with great doors."""
    draw = plan.draw("barn")
    places = stands(plan, thing, 9.0, usual=(18.0, 45.0), spread=0.8)
    return built_of(plan, [(s, barn(draw, drop=s.drop / s.scale, tint=thing.tint)) for s in places])


def barn(draw: np.random.Generator, *, drop: float, tint: p.Colour | None = None, detail: int = 2) -> Shape:
    """Draw a barn: boards over a stone foot, a great door, a loft door, a steep roof."""
    a = Assembly()
    wide, long, high = float(draw.uniform(7.5, 10)), float(draw.uniform(11, 16)), float(draw.uniform(3.4, 4.4))
    colour = tint or p.one_of(draw, (p.FALUN, p.GREY_WOOD, p.OLD_WOOD, p.OLD_WOOD))
    a.box(
        (-wide / 2 - 0.1, -long / 2 - 0.1, -drop), (wide / 2 + 0.1, long / 2 + 0.1, 0.5), p.FIELDSTONE, Material.MASONRY
    )
    sides = (
        ((-wide / 2, -long / 2), 0.0, wide),
        ((wide / 2, -long / 2), np.pi / 2, long),
        ((wide / 2, long / 2), np.pi, wide),
        ((-wide / 2, long / 2), -np.pi / 2, long),
    )
    for side, (at, turn, length) in enumerate(sides):
        openings = []
        if side == 0:
            openings = [
                Opening(
                    x=length / 2,
                    z=0.5,
                    wide=3.2,
                    high=min(3.0, high - 0.7),
                    kind="door",
                    leaf=p.shade(colour, 0.75),
                    frame=(0.6, 0.58, 0.54),
                )
            ]
        wall(
            a.framed((*at, 0), turn), length, high, colour, Material.TIMBER, foot=0.5, openings=openings, detail=detail
        )
        if side in (1, 3) and detail > 1:
            f = a.framed((*at, 0), turn)
            for x in np.arange(0.4, length, 2.6):
                f.beam((x, -0.04, 0.5), (x, -0.04, high), 0.2, 0.1, p.shade(colour, 0.7), Material.TIMBER)
    rise = wide / 2 * float(draw.uniform(0.95, 1.15))
    top = a.framed((0, 0, high), np.pi / 2)
    cover = (Material.TILES, p.one_of(draw, (p.CLAY, p.BROWN_TILE, p.SLATE)))
    if draw.uniform() < 0.25:
        cover = (Material.THATCH, p.THATCH)
    pitched(top, long, wide, rise, cover[1], cover[0], overhang=0.55, verge=0.5, detail=detail)
    for side in (-1, 1):
        y = side * long / 2
        ring = [(-wide / 2, y, high), (wide / 2, y, high), (0, y, high + rise)]
        a.triangle(*(ring if side < 0 else [ring[1], ring[0], ring[2]]), colour, Material.TIMBER)
    a.box(
        (-0.6, -long / 2 - 0.06, high + 0.3), (0.6, -long / 2 - 0.01, high + 1.7), p.shade(colour, 0.7), Material.TIMBER
    )
    a.beam((0, -long / 2 - 1.2, high + rise - 0.35), (0, -long / 2, high + rise - 0.35), 0.16, 0.2, p.OLD_WOOD, 19)
    for x0, z0, x1, z1 in ((-1.6, 0.55, 1.6, 3.0), (-1.6, 3.0, 1.6, 0.55)):
        a.beam((x0, -long / 2 + 0.1, z0), (x1, -long / 2 + 0.1, min(z1, high - 0.3)), 0.06, 0.16, (0.6, 0.58, 0.54), 19)
    return Shape(a.result(), radius_of(wide, long) + 0.4)


BUILDERS = {ThingKind.COTTAGE: cottages, ThingKind.CABIN: cabins, ThingKind.BARN: barns}
