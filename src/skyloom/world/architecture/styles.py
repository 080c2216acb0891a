"""What the houses of a country and a time have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skyloom.world.architecture import palette as p
from skyloom.world.architecture.walls import CLEAR, LEADED, PAPERED
from skyloom.world.kinds import Material

Colour = p.Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the houses of one country and time have in common; pairs are ranges."""

    wide: tuple[float, float] = (6.5, 10.0)
    deep: tuple[float, float] = (5.2, 6.8)
    storeys: tuple[int, int] = (1, 2)
    storey: tuple[float, float] = (2.4, 2.8)
    walls: tuple[tuple[Material, tuple[Colour, ...]], ...]
    foot: Colour = p.FIELDSTONE  # of the plinth
    roof: str = "pitched"  # or "swept", "flat", "stepped"
    cover: tuple[tuple[Material, tuple[Colour, ...]], ...] = ((Material.TILES, (p.CLAY, p.BROWN_TILE)),)
    pitch_deg: tuple[float, float] = (44.0, 54.0)
    overhang: float = 0.4
    thick: float = 0.14
    hip: tuple[float, ...] = (0.0, 0.0, 0.35)
    timber: float = 0.0  # share of the houses with a timber frame
    jetty: float = 0.0  # metres that upper storeys stand out
    window: tuple[int, int] = (3, 3)  # panes across and up
    pane: tuple[float, float] = (0.3, 0.4)
    glass: int = CLEAR
    rise: float = 0.0  # share of a window's width that its head is arched
    shutters: float = 0.4
    chimneys: tuple[int, int] = (1, 2)
    dormers: float = 0.3
    wings: float = 0.35
    balconies: float = 0.0
    frames: tuple[Colour, ...] = (p.OLD_WOOD, p.WHITEWASH)
    paints: tuple[Colour, ...] = p.PAINTS


STONE = (Material.MASONRY, (p.LIMESTONE, p.FIELDSTONE, p.SANDSTONE))
PLASTERED = (Material.PLASTER, (p.WHITEWASH, p.CREAM, p.OCHRE, p.ROSE))
STYLES: Mapping[str, Style] = {
    "european": Style(walls=(PLASTERED, STONE), timber=0.4, dormers=0.4),
    "thatched": Style(
        walls=((Material.PLASTER, (p.WHITEWASH, p.CREAM)), STONE),
        cover=((Material.THATCH, (p.THATCH,)),),
        thick=0.34,
        overhang=0.5,
        hip=(0.3, 0.45, 0.0),
        storeys=(1, 1),
        timber=0.35,
        dormers=0.5,
        pitch_deg=(46, 54),
    ),
    "timbered": Style(
        wide=(6.5, 9.5),
        deep=(6.0, 8.5),
        walls=((Material.PLASTER, (p.WHITEWASH, p.CREAM, p.OCHRE, p.ROSE, p.PALE_BLUE)),),
        storeys=(2, 3),
        timber=1.0,
        jetty=0.35,
        pitch_deg=(50, 58),
        glass=LEADED,
        pane=(0.15, 0.2),
        window=(5, 5),
        shutters=0.35,
        hip=(0.0, 0.0, 0.3),
    ),
    "alpine": Style(
        wide=(8.0, 12.0),
        deep=(7.5, 10.0),
        storeys=(2, 2),
        walls=((Material.TIMBER, (p.OLD_WOOD, (0.21, 0.125, 0.065), p.DARK_WOOD)),),
        cover=((Material.TILES, (p.GREY_WOOD, p.SLATE)), (Material.TIMBER, (p.GREY_WOOD,))),
        pitch_deg=(21, 26),
        overhang=1.2,
        thick=0.22,
        shutters=0.9,
        balconies=1.0,
        hip=(0.0,),
        dormers=0.0,
        wings=0.1,
        paints=((0.04, 0.10, 0.07), (0.24, 0.05, 0.04)),
    ),
    "nordic": Style(
        walls=((Material.TIMBER, (p.FALUN, p.FALUN, (0.46, 0.34, 0.12), (0.58, 0.57, 0.54))),),
        cover=((Material.TILES, (p.CLAY, p.SLATE)),),
        pitch_deg=(34, 44),
        frames=((0.7, 0.69, 0.66),),
        shutters=0.0,
        hip=(0.0,),
    ),
    "log": Style(
        wide=(5.0, 7.5),
        deep=(4.4, 5.6),
        storeys=(1, 1),
        walls=((Material.TIMBER, (p.OLD_WOOD, (0.22, 0.14, 0.08))),),
        cover=((Material.TILES, (p.GREY_WOOD, p.DARK_WOOD)),),
        pitch_deg=(34, 46),
        overhang=0.6,
        hip=(0.0,),
        shutters=0.4,
        dormers=0.0,
        wings=0.0,
        chimneys=(1, 1),
    ),
    "cycladic": Style(
        wide=(5.0, 8.5),
        deep=(4.5, 6.5),
        storeys=(1, 2),
        storey=(2.8, 3.2),
        walls=((Material.PLASTER, ((0.80, 0.79, 0.77), (0.78, 0.77, 0.74))),),
        foot=(0.74, 0.73, 0.70),
        roof="flat",
        window=(2, 3),
        shutters=0.8,
        chimneys=(0, 1),
        dormers=0.0,
        wings=0.6,
        frames=((0.03, 0.12, 0.32),),
        paints=((0.025, 0.10, 0.34), (0.03, 0.15, 0.38), (0.04, 0.20, 0.30)),
    ),
    "mediterranean": Style(
        walls=((Material.PLASTER, (p.CREAM, p.OCHRE, p.ROSE, (0.6, 0.42, 0.26))), STONE),
        cover=((Material.TILES, ((0.36, 0.17, 0.09), p.CLAY)),),
        pitch_deg=(18, 23),
        storeys=(2, 3),
        storey=(2.8, 3.2),
        shutters=0.95,
        window=(2, 3),
        pane=(0.4, 0.45),
        dormers=0.0,
        hip=(0.0, 1.0),
        paints=((0.05, 0.13, 0.09), (0.10, 0.16, 0.18), (0.14, 0.07, 0.04)),
    ),
    "arabic": Style(
        wide=(5.5, 9.0),
        deep=(5.0, 7.5),
        storeys=(2, 3),
        storey=(2.9, 3.4),
        walls=((Material.EARTH, (p.MUD, (0.46, 0.34, 0.22), (0.50, 0.40, 0.29))),),
        foot=p.SANDSTONE,
        roof="flat",
        window=(7, 10),
        rise=0.55,
        shutters=0.0,
        chimneys=(0, 0),
        dormers=0.0,
        wings=0.5,
        glass=PAPERED,
        pane=(0.1, 0.1),
        frames=(p.DARK_WOOD, (0.05, 0.13, 0.16)),
        paints=((0.05, 0.16, 0.18), (0.06, 0.09, 0.2), p.OLD_WOOD),
    ),
    "japanese": Style(
        wide=(7.2, 11.0),
        deep=(5.4, 7.2),
        storeys=(1, 2),
        storey=(2.5, 2.7),
        walls=((Material.PLASTER, (p.WHITEWASH, p.CREAM)), (Material.TIMBER, (p.DARK_WOOD, p.OLD_WOOD))),
        roof="swept",
        cover=((Material.TILES, (p.SLATE, (0.10, 0.105, 0.115))), (Material.THATCH, (p.THATCH,))),
        pitch_deg=(30, 36),
        overhang=1.0,
        timber=1.0,
        window=(6, 5),
        pane=(0.3, 0.3),
        glass=PAPERED,
        shutters=0.0,
        chimneys=(0, 0),
        dormers=0.0,
        wings=0.3,
        frames=(p.DARK_WOOD,),
        paints=(p.DARK_WOOD, p.OLD_WOOD),
    ),
    "chinese": Style(
        wide=(7.0, 11.0),
        deep=(5.4, 7.2),
        storeys=(1, 2),
        storey=(2.8, 3.2),
        walls=((Material.PLASTER, (p.WHITEWASH,)), (Material.BRICK, ((0.17, 0.17, 0.17),))),
        roof="swept",
        cover=((Material.TILES, ((0.10, 0.10, 0.10), (0.07, 0.085, 0.08))),),
        pitch_deg=(32, 38),
        overhang=0.9,
        timber=1.0,
        window=(5, 5),
        pane=(0.25, 0.25),
        glass=PAPERED,
        shutters=0.0,
        chimneys=(0, 0),
        dormers=0.0,
        wings=0.2,
        frames=((0.26, 0.04, 0.025),),
        paints=((0.28, 0.03, 0.02), p.DARK_WOOD),
    ),
    "dutch": Style(
        wide=(5.5, 7.5),
        deep=(8.0, 11.0),
        storeys=(3, 4),
        storey=(2.8, 3.3),
        walls=((Material.BRICK, (p.RED_BRICK, (0.17, 0.085, 0.065), (0.12, 0.07, 0.06), (0.33, 0.2, 0.13))),),
        roof="stepped",
        pitch_deg=(52, 60),
        window=(4, 5),
        pane=(0.3, 0.35),
        shutters=0.15,
        dormers=0.0,
        wings=0.0,
        hip=(0.0,),
        frames=((0.72, 0.71, 0.68),),
        paints=((0.03, 0.07, 0.05), (0.2, 0.04, 0.03), (0.03, 0.05, 0.10)),
    ),
    "brick": Style(
        walls=((Material.BRICK, (p.RED_BRICK, (0.3, 0.14, 0.09))),),
        cover=((Material.TILES, (p.SLATE, p.BROWN_TILE)),),
        frames=((0.7, 0.69, 0.66),),
        storeys=(1, 2),
    ),
}
