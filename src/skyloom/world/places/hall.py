"""A hall with columns and tall windows: a throne room, a ballroom, a museum, a feast hall or a station."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.meshes import Part
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import quads
from skyloom.geometry.vaults import Vault, ribs, webs
from skyloom.world.built import Built, Shelter
from skyloom.world.evening import darkness
from skyloom.world.interiors import church, fittings
from skyloom.world.interiors.bodies import block, boxes
from skyloom.world.interiors.church import GOLD
from skyloom.world.interiors.furniture import CLOTH, METAL, TIMBER, choice
from skyloom.world.interiors.halls import FURNISH, Bare, Rgb, banners, torches
from skyloom.world.interiors.pieces import Piece, Stand, all_of, built, piece
from skyloom.world.interiors.shells import BRICK, MARBLE, MASONRY, PLASTER, Frame, Opening, Skin, slab, wall
from skyloom.world.placing import Plan

EYE = 1.7
WALL = 0.72  # metres: the reveals of its windows belong to the hall
NIGHT = 5.0  # stops


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a kind of hall is built of."""

    walls: tuple[Skin, ...]
    columns: tuple[Rgb, int]
    floors: tuple[tuple[Rgb, Rgb], ...]
    ceiling: Skin
    cloths: tuple[Rgb, ...]
    size: tuple[tuple[float, float], tuple[float, float], tuple[float, float]] = (
        (8.0, 10.5),
        (26.0, 38.0),
        (9.0, 13.0),
    )
    is_vaulted: bool = True
    gilt: bool = False
    is_crystal: bool = False
    is_pointed: bool = False
    furnished: str = "throne"
    carpet: bool = True
    bars: Rgb = (0.06, 0.05, 0.045)


STYLES: Mapping[str, Style] = {
    "throne": Style(
        walls=(((0.44, 0.40, 0.34), MASONRY), ((0.36, 0.34, 0.32), MASONRY)),
        columns=((0.46, 0.42, 0.36), MASONRY),
        floors=(((0.42, 0.39, 0.34), (0.17, 0.15, 0.14)), ((0.36, 0.33, 0.29), (0.30, 0.27, 0.24))),
        ceiling=((0.44, 0.41, 0.36), MASONRY),
        cloths=((0.24, 0.02, 0.025), (0.03, 0.06, 0.2), (0.05, 0.12, 0.06), (0.16, 0.03, 0.14)),
        is_pointed=True,
    ),
    "ballroom": Style(
        walls=(((0.66, 0.61, 0.52), PLASTER), ((0.56, 0.60, 0.60), PLASTER), ((0.64, 0.52, 0.44), PLASTER)),
        columns=((0.62, 0.58, 0.52), MARBLE),
        floors=(((0.58, 0.54, 0.48), (0.22, 0.13, 0.09)), ((0.6, 0.58, 0.55), (0.10, 0.10, 0.11))),
        ceiling=((0.70, 0.67, 0.60), PLASTER),
        cloths=((0.30, 0.03, 0.04), (0.05, 0.10, 0.22), (0.42, 0.30, 0.08)),
        gilt=True,
        is_crystal=True,
        furnished="ballroom",
        carpet=False,
        bars=(0.6, 0.57, 0.5),
    ),
    "museum": Style(
        walls=(((0.66, 0.65, 0.63), PLASTER), ((0.30, 0.10, 0.09), PLASTER), ((0.16, 0.22, 0.22), PLASTER)),
        columns=((0.60, 0.57, 0.53), MARBLE),
        floors=(((0.36, 0.26, 0.17), (0.30, 0.21, 0.13)), ((0.5, 0.48, 0.45), (0.42, 0.4, 0.37))),
        ceiling=((0.72, 0.71, 0.69), PLASTER),
        cloths=((0.2, 0.02, 0.02),),
        furnished="museum",
        carpet=False,
        bars=(0.5, 0.5, 0.5),
    ),
    "feast": Style(
        walls=(((0.26, 0.16, 0.085), TIMBER), ((0.34, 0.31, 0.28), MASONRY)),
        columns=((0.20, 0.12, 0.06), TIMBER),
        floors=(((0.26, 0.18, 0.11), (0.24, 0.165, 0.10)), ((0.22, 0.2, 0.18), (0.2, 0.18, 0.165))),
        ceiling=((0.24, 0.15, 0.08), TIMBER),
        cloths=((0.24, 0.03, 0.02), (0.05, 0.1, 0.16), (0.3, 0.2, 0.05)),
        is_vaulted=False,
        furnished="feast",
        size=((6.5, 8.0), (22.0, 30.0), (7.0, 9.0)),
    ),
    "station": Style(
        walls=(((0.50, 0.43, 0.34), MASONRY), ((0.42, 0.24, 0.16), BRICK)),
        columns=((0.10, 0.16, 0.14), METAL),
        floors=(((0.46, 0.44, 0.41), (0.38, 0.36, 0.34)),),
        ceiling=((0.60, 0.58, 0.53), PLASTER),
        cloths=((0.2, 0.03, 0.03),),
        size=((11.0, 14.0), (40.0, 54.0), (13.0, 17.0)),
        furnished="station",
        carpet=False,
        bars=(0.06, 0.07, 0.065),
    ),
}
NAMES: Mapping[str, str] = {
    "medieval": "throne",
    "castle": "throne",
    "gothic": "throne",
    "palace": "ballroom",
    "baroque": "ballroom",
    "victorian": "ballroom",
    "gallery": "museum",
    "modern": "museum",
    "viking": "feast",
    "banquet": "feast",
    "mead": "feast",
    "train": "station",
    "industrial": "station",
}


def hall(plan: Plan) -> Built:
    """Build a hall around the camera."""
    draw, era = plan.draw("hall"), plan.scene.site.era
    style = STYLES.get(NAMES.get(era, era)) or STYLES[("throne", "ballroom", "throne")[int(draw.integers(3))]]
    half, length, high = (float(draw.uniform(*span)) for span in style.size)
    bare = Bare(half, length / 2, high, max(4, round(length / 5.2)))
    skin = style.walls[int(draw.integers(len(style.walls)))]
    lit = max(darkness(plan.scene), 0.15)
    found = [piece(*_shell(style, bare, skin), *_floor(draw, style, bare)), *_columns(style, bare)]
    cloth, accent = choice(draw, style.cloths), (0.55, 0.40, 0.12)
    if style.furnished in ("throne", "feast"):
        other = max(style.cloths, key=lambda one: float(np.linalg.norm(np.subtract(one, cloth))))
        found += banners(draw, bare, (cloth, other), accent)
    found += FURNISH[style.furnished](draw, bare, cloth, lit)
    if style.furnished in ("throne", "feast") and ThingKind.LAMP not in plan.scene.without:
        found += torches(plan.draw("torches"), bare)
    if style.furnished not in ("museum", "station") and ThingKind.LAMP not in plan.scene.without:
        ring = 1.5 if style.is_crystal else 1.25
        for y in np.arange(-bare.end + 1.5 * bare.bay, bare.end - bare.bay, 2 * bare.bay):
            lamp = church.chandelier(
                draw, ring, high * 0.5, high * (1.0 if style.is_vaulted else 0.98), 16, is_crystal=style.is_crystal
            )
            found.append(lamp.at(0.0, float(y)))
    camera = (
        float(draw.choice([-1, 1])) * float(draw.uniform(0.5, 1.6)),
        -bare.end + bare.bay * float(draw.uniform(1.2, 1.9)),
    )
    stand = Stand(*camera, plan.eye - EYE, -plan.form.heading)
    shelter = Shelter(haze=0.004 * (0.4 + 2 * plan.scene.sights.light_shafts), lift=NIGHT)
    low, top = (-half - WALL, -bare.end - WALL, -0.05), (half + WALL, bare.end + WALL, high + 0.1)
    return built(all_of(found), stand, low, top, shelter)


def _shell(style: Style, bare: Bare, skin: Skin) -> list[Part]:
    half, end, high = bare.half, bare.end, bare.high
    corners = [(-half, -end), (half, -end), (half, end), (-half, end)]
    spring = high * 0.56
    parts = []
    for k in range(4):
        a, b = corners[k], corners[(k + 1) % 4]
        frame, holes = Frame.along(a, b), []
        if k in (1, 3):
            for number in range(bare.bays):
                u, wide = (number + 0.5) * bare.bay, bare.bay * 0.42
                rise = wide * (0.87 if style.is_pointed else 0.5)
                holes.append(
                    Opening(
                        u - wide / 2,
                        u + wide / 2,
                        1.5 if style.furnished != "ballroom" else 0.35,
                        high * 0.68,
                        rise,
                        is_pointed=style.is_pointed,
                    )
                )
        elif style.furnished in ("station", "ballroom", "throne"):
            r = min(half * 0.4, high * 0.19)
            holes.append(Opening(half - r, half + r, high * 0.66 - r, high * 0.66 + r, is_round=True))
        parts.append(wall(a, b, (0.0, high + 0.3), holes, 0.7, skin))
        for hole in holes:
            panes = (3, 6) if not hole.is_round else (5, 5)
            parts += (
                fittings.window(frame, hole, style.bars, panes=panes, bar=0.05, deep=0.35)
                if not hole.is_round
                else _round(frame, hole, style.bars)
            )
        parts.append(fittings.skirting(frame, 0.35, np.asarray(skin[0]) * 0.8, []))
        for z in (high * 0.74,):
            parts.append(fittings.skirting(frame, 0.18, GOLD if style.gilt else np.asarray(skin[0]) * 1.1, [], at=z))
    if style.is_vaulted:
        vault = Vault(
            x0=-half,
            x1=half,
            y0=-end,
            bays=bare.bays,
            bay=bare.bay,
            spring=spring + high * 0.16,
            rise=high * 0.27,
            sharpness=0.5 if style.is_pointed else 0.0,
        )
        parts += [
            webs(vault, style.ceiling[0], style.ceiling[1]),
            ribs(vault, 0.16, GOLD if style.gilt else style.columns[0], METAL if style.gilt else style.columns[1]),
        ]
    else:
        parts += _roof(bare, style)
    parts.append(
        slab(
            [(-half - 1, -end - 1), (half + 1, -end - 1), (half + 1, end + 1), (-half - 1, end + 1)],
            high + 0.3,
            skin,
            faces_up=True,
        )
    )
    return parts


def _round(frame: Frame, hole: Opening, colour: Rgb) -> list[Part]:
    ring = hole.outline()
    whole = np.concatenate([ring, hole.floor()[::-1]])
    lines = [frame.at(whole[:, 0], whole[:, 1], -0.35)]
    middle = ((hole.u0 + hole.u1) / 2, (hole.sill + hole.head) / 2)
    parts = [tubes(lines[0][None], np.full((1, len(whole)), 0.06), 6, colour, METAL)]
    a = np.arange(8) * np.pi / 4
    r = hole.width / 2
    spokes = np.stack(
        [frame.at(middle[0] + r * s * np.cos(a), middle[1] + r * s * np.sin(a), -0.35) for s in (0.0, 1.0)], 1
    )
    return [*parts, tubes(spokes, np.full((8, 2), 0.035), 6, colour, METAL)]


def _roof(bare: Bare, style: Style) -> list[Part]:
    """Return an open timber roof: trusses, purlins and boards."""
    half, end, high = bare.half, bare.end, bare.high
    eave = high * 0.72
    wood = np.asarray(style.ceiling[0])
    slopes = [
        [(-half - 0.1, -end - 0.1, eave), (-half - 0.1, end + 0.1, eave), (0, end + 0.1, high), (0, -end - 0.1, high)],
        [(half + 0.1, end + 0.1, eave), (half + 0.1, -end - 0.1, eave), (0, -end - 0.1, high), (0, end + 0.1, high)],
    ]
    parts = [quads(slopes, wood, TIMBER)]
    for k in range(bare.bays + 1):
        y = -end + k * bare.bay
        line = np.array([[(-half, y, eave - 0.1), (0, y, high - 0.15), (half, y, eave - 0.1)]], float)
        parts.append(tubes(line, np.full((1, 3), 0.16), 4, tuple(wood * 0.8), TIMBER))
        parts.append(block((-half, half), (y - 0.14, y + 0.14), (eave - 0.15, eave + 0.18), wood * 0.85, TIMBER))
        parts.append(block((-0.12, 0.12), (y - 0.12, y + 0.12), (eave, high - 0.1), wood * 0.85, TIMBER))
    return parts


def _floor(draw: np.random.Generator, style: Style, bare: Bare) -> list[Part]:
    colours = style.floors[int(draw.integers(len(style.floors)))]
    material = TIMBER if style.furnished == "feast" else MARBLE
    parts = [
        church.chequered(
            (-bare.half, bare.half), (-bare.end, bare.end), float(draw.uniform(0.9, 1.3)), colours, material
        )
    ]
    if style.carpet:
        colour = choice(draw, style.cloths)
        low = [(-1.1, -bare.end, 0.0), (-1.02, -bare.end, 0.012), (0.94, -bare.end, 0.012)]
        high = [(1.1, bare.end - 3.8, 0.012), (-0.94, bare.end - 3.8, 0.0145), (1.02, bare.end - 3.8, 0.0145)]
        parts.append(boxes(low, high, np.array([np.multiply(colour, 1.4), (0.5, 0.34, 0.1), (0.5, 0.34, 0.1)]), CLOTH))
    return parts


def _columns(style: Style, bare: Bare) -> list[Piece]:
    colour, material = style.columns
    tall = bare.high * (0.72 if style.is_vaulted else 0.7)
    thick = 0.2 if style.furnished in ("station", "feast") else 0.42
    if style.furnished == "museum":
        return []
    shape = church.column(thick, tall, colour, material, gilt=style.gilt)
    found = []
    for k in range(bare.bays + 1):
        for side in (-1, 1):
            y = -bare.end + k * bare.bay
            if abs(y) > bare.end - 0.4:
                continue
            x = side * (bare.aisle if style.furnished in ("throne", "feast", "station") else bare.half - 0.7)
            found.append(piece(shape).at(x, y))
    return found
