"""A hall: a throne room, a ballroom, a museum, a feast hall or a station, with columns, tall windows and a polished floor."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from skyloom.geometry.meshes import Part, joined
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe, quads
from skyloom.geometry.vaults import Vault, ribs, webs
from skyloom.world.built import Built, Shelter
from skyloom.world.evening import darkness
from skyloom.world.interiors import church, fittings, furniture, sets
from skyloom.world.interiors.bodies import block, boxes, cushion
from skyloom.world.interiors.church import GOLD, MARBLE
from skyloom.world.interiors.furniture import CLOTH, METAL, TIMBER, choice
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, Stand, all_of, built, piece, shine
from skyloom.world.interiors.shells import Frame, Opening, Skin, slab, wall
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan

EYE = 1.7
MASONRY, PLASTER, PAVING = int(Material.MASONRY), int(Material.PLASTER), int(Material.PAVING)
Rgb = tuple[float, float, float]


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
        walls=(((0.50, 0.43, 0.34), MASONRY), ((0.42, 0.24, 0.16), int(Material.BRICK))),
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
    "medieval": "throne", "castle": "throne", "gothic": "throne", "palace": "ballroom", "baroque": "ballroom", "victorian": "ballroom",
    "gallery": "museum", "modern": "museum", "viking": "feast", "banquet": "feast", "mead": "feast", "train": "station", "industrial": "station",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bare:
    """A hall before it is furnished: half width, half length and height, metres."""

    half: float
    end: float
    high: float
    bays: int

    @property
    def bay(self) -> float:
        """Length of one bay."""
        return 2 * self.end / self.bays

    @property
    def aisle(self) -> float:
        """From the axis to the columns."""
        return self.half * 0.68


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
        found += _banners(draw, bare, cloth, accent)
    found += FURNISH[style.furnished](draw, style, bare, cloth, lit)
    if style.furnished not in ("museum", "station"):
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
    shelter = Shelter(haze=0.004 * (0.4 + 2 * plan.scene.sights.light_shafts))
    low, top = (-half - 0.3, -bare.end - 0.3, -0.05), (half + 0.3, bare.end + 0.3, high + 0.1)
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
        parts.append(boxes(low, high, np.array([colour, (0.5, 0.34, 0.1), (0.5, 0.34, 0.1)]), CLOTH))
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


def _banners(draw: np.random.Generator, bare: Bare, cloth: Rgb, accent: Rgb) -> list[Piece]:
    found = []
    for k in range(1, bare.bays):
        for side in (-1, 1):
            y = -bare.end + k * bare.bay
            flag = church.banner(draw, 1.2, bare.high * 0.3, cloth, accent)
            found.append(flag.at(side * (bare.aisle - 0.5), y, bare.high * 0.62, turn=side * -math.pi / 2))
    return found


def _throne(draw: np.random.Generator, style: Style, bare: Bare, cloth: Rgb, lit: float) -> list[Piece]:
    """Return a dais with a throne under a canopy, and fires beside it."""
    steps = [
        block(
            (-3.6 + 0.35 * k, 3.6 - 0.35 * k),
            (-3.8 + 0.35 * k, 0.0),
            (0.17 * k, 0.17 * (k + 1)),
            (0.4, 0.37, 0.33),
            MARBLE,
        )
        for k in range(4)
    ]
    seat = [
        block((-0.55, 0.55), (-1.5, -0.7), (0.68, 1.15), GOLD, METAL),
        block((-0.62, 0.62), (-0.75, -0.6), (0.68, 2.7), GOLD, METAL),
        block((-0.5, 0.5), (-0.765, -0.75), (1.2, 2.5), cloth, CLOTH),
        cushion((0.95, 0.7, 0.16), (0, -1.1, 1.2), cloth, CLOTH, round_by=0.3),
        block((-0.66, -0.52), (-1.5, -0.7), (1.15, 1.5), GOLD, METAL),
        block((0.52, 0.66), (-1.5, -0.7), (1.15, 1.5), GOLD, METAL),
        lathe([(0.5, 2.7), (0.3, 3.0), (0.12, 3.2), (0.0, 3.6)], 4, GOLD, METAL, at=(0, -0.68, 0)),
    ]
    drapes = church.banner(draw, 4.4, bare.high * 0.5, cloth, (0.5, 0.36, 0.1)).at(0.0, -0.05, bare.high * 0.5 + 1.2)
    found = [piece(*steps, *seat).at(0.0, bare.end), drapes.at(0.0, bare.end - 0.05)]
    for side in (-1, 1):
        found.append(church.candle_stand(draw, 5).at(side * 2.4, bare.end - 3.0, 0.34))
    for k in range(bare.bays):
        for side in (-1, 1):
            if k % 2 == 0:
                found.append(
                    church.candle_stand(draw, 3).at(side * (bare.aisle - 0.9), -bare.end + (k + 0.5) * bare.bay)
                )
    return found


def _ballroom(draw: np.random.Generator, style: Style, bare: Bare, cloth: Rgb, lit: float) -> list[Piece]:
    """Return mirrors in gilt frames, drapes, chairs along the walls and candelabra."""
    found = []
    frames = {
        side: Frame.along(
            *(
                ((bare.half, -bare.end), (bare.half, bare.end))
                if side > 0
                else ((-bare.half, bare.end), (-bare.half, -bare.end))
            )
        )
        for side in (-1, 1)
    }
    for side, frame in frames.items():
        for k in range(bare.bays):
            u = (k + 0.5) * bare.bay
            x, y, _ = frame.at(u, 0.0, 0.02)
            drape = furniture.curtains(draw, bare.bay * 0.42, bare.high * 0.7, cloth)
            found.append(drape.at(float(x), float(y), turn=frame.turn))
            if k:
                x, y, _ = frame.at(k * bare.bay, 0.0, 1.15)
                found.append(furniture.chair(GOLD, cloth).at(float(x), float(y), turn=frame.turn))
            found += (
                [church.candle_stand(draw, 5).at(side * (bare.half - 1.5), -bare.end + (k + 0.5) * bare.bay)]
                if k % 2
                else []
            )
    for k in range(bare.bays + 1):  # mouldings over the walls between the windows
        for side in (-1, 1):
            y = -bare.end + k * bare.bay
            if abs(y) < bare.end - 1:
                mirror = boxes(
                    [(-0.55, -0.03, 1.0)],
                    [(0.55, -0.01, bare.high * 0.5)],
                    np.array((0.85, 0.86, 0.88)),
                    int(Material.GLASS),
                )
                rim = boxes(
                    [(-0.65, -0.06, 0.9), (-0.65, -0.06, bare.high * 0.5), (-0.65, -0.06, 0.9), (0.55, -0.06, 0.9)],
                    [
                        (0.65, 0.0, 1.0),
                        (0.65, 0.0, bare.high * 0.5 + 0.12),
                        (-0.55, 0.0, bare.high * 0.5),
                        (0.65, 0.0, bare.high * 0.5),
                    ],
                    np.asarray(GOLD),
                    METAL,
                )
                found.append(piece(mirror, rim).at(side * bare.half, y, turn=side * -math.pi / 2))
    return found


def _museum(draw: np.random.Generator, style: Style, bare: Bare, cloth: Rgb, lit: float) -> list[Piece]:
    """Return paintings, busts and vases on pedestals, and benches."""
    found = []
    for side in (-1, 1):
        for k in range(bare.bays + 1):
            y = -bare.end + k * bare.bay
            if abs(y) > bare.end - 1:
                continue
            w = float(draw.uniform(1.1, 1.9))
            found.append(
                furniture.picture(draw, (w, w * float(draw.uniform(0.7, 1.3))), GOLD).at(
                    side * bare.half, y, 1.1, turn=side * -math.pi / 2
                )
            )
    for k in range(1, bare.bays):
        for side in (-1, 1):
            found.append(
                _statue(draw).at(
                    side * bare.half * 0.5, -bare.end + (k - 0.5) * bare.bay, turn=float(draw.uniform(-0.5, 0.5))
                )
            )
        if k % 2:
            bench = block((-0.9, 0.9), (-0.25, 0.25), (0.4, 0.5), (0.2, 0.12, 0.07), TIMBER)
            feet = boxes(
                [(-0.8, -0.2, 0), (0.7, -0.2, 0)],
                [(-0.7, 0.2, 0.4), (0.8, 0.2, 0.4)],
                np.array((0.05, 0.05, 0.05)),
                METAL,
            )
            found.append(piece(bench, feet).at(0.0, -bare.end + k * bare.bay, turn=math.pi / 2))
    for y in np.arange(-bare.end + 2, bare.end, 4.0):
        panel = block(
            (-0.1, 0.1),
            (-1.2, 1.2),
            (bare.high * 0.68, bare.high * 0.69),
            (1.0, 0.86, 0.7),
            int(tagged(Material.GLOW, int(900 * lit))),
        )
        found.append(
            piece(panel, bulbs=[Bulb((0, 0, bare.high * 0.66), shine(KELVIN[3500], 420 * lit), 0.5)]).at(0.0, float(y))
        )
    return found


def _statue(draw: np.random.Generator) -> Piece:
    """Return a bust, a torso or a vase on a pedestal."""
    pale = np.asarray((0.62, 0.59, 0.54)) * float(draw.uniform(0.6, 1.1))
    base = boxes(
        [(-0.32, -0.32, 0), (-0.26, -0.26, 0.12), (-0.31, -0.31, 1.0)],
        [(0.32, 0.32, 0.12), (0.26, 0.26, 1.0), (0.31, 0.31, 1.08)],
        np.array((0.4, 0.38, 0.35)),
        MARBLE,
    )
    if draw.uniform() < 0.5:
        body = lathe(
            [
                (0.1, 1.08),
                (0.2, 1.12),
                (0.12, 1.2),
                (0.34, 1.6),
                (0.38, 1.8),
                (0.2, 2.05),
                (0.16, 2.15),
                (0.24, 2.25),
                (0.0, 2.2),
            ],
            24,
            choice(draw, (tuple(pale), (0.08, 0.16, 0.2), (0.3, 0.08, 0.05))),
            MARBLE,
        )
        return piece(base, body)
    parts = [
        lathe([(0.13, 1.08), (0.16, 1.12), (0.1, 1.2), (0.11, 1.26)], 18, tuple(pale), MARBLE),
        cushion((0.62, 0.34, 0.42), (0, 0, 1.45), tuple(pale), MARBLE, round_by=0.75),
        lathe([(0.085, 1.55), (0.075, 1.8)], 14, tuple(pale), MARBLE),
        cushion((0.24, 0.29, 0.34), (0, -0.02, 1.93), tuple(pale), MARBLE, round_by=1.0),
        cushion((0.27, 0.26, 0.2), (0, 0.05, 2.03), tuple(pale * 0.9), MARBLE, round_by=1.0),
        cushion((0.05, 0.08, 0.1), (0, -0.17, 1.92), tuple(pale), MARBLE, round_by=0.8, splits=2),
    ]
    return piece(base, *parts)


def _feast(draw: np.random.Generator, style: Style, bare: Bare, cloth: Rgb, lit: float) -> list[Piece]:
    """Return long tables with benches, food and candles, and a fire in the middle."""
    found = _throne(draw, style, bare, cloth, lit)
    wood = (0.2, 0.12, 0.065)
    for side in (-1, 1):
        for y in np.arange(-bare.end + 5.5, bare.end - 7.5, 5.2):
            x = side * bare.aisle * 0.58
            found.append(furniture.table(draw, (0.95, 4.4), 0.76, wood).at(x, float(y)))
            for way in (-1, 1):
                bench = boxes(
                    [(-0.17, -2.1, 0.42), (-0.12, -1.9, 0), (-0.12, 1.8, 0)],
                    [(0.17, 2.1, 0.47), (0.12, -1.8, 0.42), (0.12, 1.9, 0.42)],
                    np.asarray(wood),
                    TIMBER,
                )
                found.append(piece(bench).at(x + way * 0.85, float(y)))
            for u in (-1.4, 0.0, 1.4):
                found.append(sets.candles(draw, 3).at(x, float(y) + u, 0.76))
                found.append(sets.mugs(draw).at(x, float(y) + u + 0.5, 0.76))
    return found


def _station(draw: np.random.Generator, style: Style, bare: Bare, cloth: Rgb, lit: float) -> list[Piece]:
    """Return a great clock, benches, lamps and ticket windows."""
    found = []
    face = [
        lathe([(0.0, 0.0), (1.3, 0.0), (1.35, 0.1), (1.2, 0.14), (0.0, 0.14)], 48, GOLD, METAL),
        lathe([(1.12, 0.15), (0.0, 0.152)], 48, (1.0, 0.95, 0.82), int(tagged(Material.GLOW, 60))),
        boxes(
            [(-0.04, 0.0, 0.16), (0.0, -0.03, 0.16)],
            [(0.04, 0.62, 0.18), (0.9, 0.03, 0.18)],
            np.array((0.02, 0.02, 0.02)),
            METAL,
        ),
    ]
    disc = joined(face)
    spun = replace(
        disc, position=disc.position[:, [0, 2, 1]] * [1, -1, 1], normal=disc.normal[:, [0, 2, 1]] * [1, -1, 1]
    )
    found.append(piece(spun).at(0.0, bare.end, bare.high * 0.4))
    for y in np.arange(-bare.end + 6, bare.end - 4, 5.0):
        for side in (-1, 1):
            back = boxes(
                [(-1.1, -0.3, 0.42), (-1.1, -0.03, 0.45), (-1.1, -0.3, 0)],
                [(1.1, 0.3, 0.47), (1.1, 0.03, 1.0), (-1.0, 0.3, 0.42)],
                np.array((0.22, 0.13, 0.07)),
                TIMBER,
            )
            found.append(piece(back).at(side * bare.aisle * 0.5, float(y), turn=math.pi / 2))
            globe = lathe(
                [(0.0, 3.4), (0.16, 3.5), (0.22, 3.68), (0.16, 3.86), (0.0, 3.94)],
                18,
                (1.0, 0.8, 0.55),
                int(tagged(Material.GLOW, int(300 + 1200 * lit))),
            )
            post = lathe(
                [(0.2, 0.0), (0.18, 0.3), (0.06, 0.4), (0.05, 3.3), (0.1, 3.42)], 14, (0.06, 0.09, 0.08), METAL
            )
            found.append(
                piece(globe, post, bulbs=[Bulb((0, 0, 3.2), shine(KELVIN[2700], 120 * lit), 0.3)]).at(
                    side * (bare.aisle - 1.0), float(y) + 2.5
                )
            )
    return found


FURNISH = {"throne": _throne, "ballroom": _ballroom, "museum": _museum, "feast": _feast, "station": _station}
