"""What usually covers each kind of land."""

from __future__ import annotations

from collections.abc import Mapping

from skyloom.core.scene import TerrainKind

SHARES = ("relief", "snow", "grass", "forest", "sand", "rock", "flowers")

COVER: Mapping[TerrainKind, Mapping[str, float]] = {
    kind: dict(zip(SHARES, shares, strict=True))
    for kind, shares in {
        TerrainKind.MOUNTAINS: (0.62, 0.25, 0.7, 0.4, 0.05, 0.5, 0.06),
        TerrainKind.HILLS: (0.5, 0.0, 0.9, 0.35, 0.0, 0.15, 0.07),
        TerrainKind.DUNES: (0.5, 0.0, 0.0, 0.0, 1.0, 0.03, 0.0),
        TerrainKind.PLAINS: (0.3, 0.0, 0.9, 0.12, 0.03, 0.06, 0.08),
        TerrainKind.ISLANDS: (0.5, 0.0, 0.7, 0.45, 0.35, 0.35, 0.03),
        TerrainKind.COAST: (0.5, 0.0, 0.75, 0.25, 0.4, 0.35, 0.05),
        TerrainKind.LEVEL: (0.45, 0.0, 0.8, 0.25, 0.03, 0.1, 0.06),
        TerrainKind.CANYON: (0.65, 0.0, 0.12, 0.03, 0.6, 0.85, 0.0),
        TerrainKind.BADLANDS: (0.6, 0.0, 0.06, 0.0, 0.7, 0.7, 0.0),
        TerrainKind.SALT_FLAT: (0.3, 0.0, 0.0, 0.0, 1.0, 0.02, 0.0),
        TerrainKind.VOLCANO: (0.7, 0.0, 0.06, 0.02, 0.4, 0.95, 0.0),
        TerrainKind.GLACIER: (0.65, 0.75, 0.1, 0.0, 0.05, 0.55, 0.0),
        TerrainKind.FJORD: (0.7, 0.15, 0.7, 0.4, 0.05, 0.55, 0.04),
        TerrainKind.TERRACES: (0.55, 0.0, 0.9, 0.25, 0.0, 0.08, 0.03),
        TerrainKind.CRATERS: (0.5, 0.0, 0.0, 0.0, 0.9, 0.5, 0.0),
        TerrainKind.FLOATING: (0.55, 0.0, 0.9, 0.35, 0.0, 0.35, 0.1),
        TerrainKind.SEABED: (0.5, 0.0, 0.25, 0.3, 0.85, 0.3, 0.0),
    }.items()
}


def cover_of(kind: TerrainKind, /) -> Mapping[str, float]:
    """Return the usual cover of a kind of land."""
    return COVER[kind]
