"""The colours of materials, and ramps of shades as a voxel artist mixes them: shadows bluer, lights warmer."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from skyloom.geometry.parts import Coat, Rgb
from skyloom.imaging import oklab

BLUE_HUE, WARM_HUE = math.radians(275), math.radians(95)
STEP = 0.072  # of OKLab's lightness between two shades


def rgb(hexadecimal: str, /) -> Rgb:
    """Return a colour from its six digits."""
    value = int(hexadecimal, 16)
    return (value >> 16 & 255, value >> 8 & 255, value & 255)


def coat(hexadecimal: str, pattern: str = "plain", *, second: str = "", glows: bool = False) -> Coat:
    """Return a coat of a colour written as six digits."""
    return Coat(rgb=rgb(hexadecimal), pattern=pattern, second=rgb(second) if second else None, glows=glows)


MATERIALS: Mapping[str, Coat] = {
    "wood": coat("9c6b3c", "planks"),
    "stone": coat("8d919b", "stones"),
    "rock": coat("7f8088", "rock"),
    "brick": coat("b0573f", "bricks"),
    "marble": coat("e6e3de", "veins"),
    "gold": coat("f2b632", "metal"),
    "silver": coat("c3ccd8", "metal"),
    "bronze": coat("b8773a", "metal"),
    "copper": coat("c8693c", "metal"),
    "iron": coat("7c8694", "metal"),
    "metal": coat("9aa5b4", "metal"),
    "rust": coat("a65a34", "patches", second="7a5a4c"),
    "crystal": coat("58d3f2", "facets", glows=True),
    "amethyst": coat("a56be8", "facets", glows=True),
    "ruby": coat("e0284f", "facets"),
    "emerald": coat("1fba73", "facets"),
    "sapphire": coat("2f6fe0", "facets"),
    "diamond": coat("a8ecf7", "facets"),
    "ice": coat("a9def5", "facets"),
    "glass": coat("bfe6ee", "facets"),
    "snow": coat("f1f6fb", "soft"),
    "sand": coat("e5c687", "mottled"),
    "candy": coat("f48fb8", "stripes", second="fff4f4"),
    "chocolate": coat("6b3f2a", "plain"),
    "gingerbread": coat("b9763d", "mottled"),
    "lava": coat("ff6a1f", "glow", second="ffd23f", glows=True),
    "fire": coat("ff8a1f", "glow", second="ffe066", glows=True),
    "obsidian": coat("2b2636", "facets"),
    "jade": coat("4fb58a", "plain"),
    "moss": coat("6f9a3d", "mottled"),
    "leaf": coat("5fa83c", "leaves"),
    "bone": coat("e9e1cc", "soft"),
    "paper": coat("f3ead6", "plain"),
    "cloud": coat("f5f8fd", "soft"),
    "straw": coat("d9b357", "planks"),
    "neon": coat("22e6d8", "glow", second="c5fff8", glows=True),
    "water": coat("3f9fe0", "ripples"),
    "slime": coat("7ed957", "soft"),
    "leather": coat("8a5632", "plain"),
    "rubber": coat("ffd23c", "soft"),
    "wool": coat("efe7da", "mottled"),
    "clay": coat("c67a4f", "soft"),
    "cardboard": coat("c39b67", "plain"),
    "steampunk": coat("b07a3e", "metal"),
    "rainbow": coat("ff5b5b", "rainbow"),
    "galaxy": coat("3d2f7d", "specks", second="f4e6ff"),
    "cheese": coat("f7c744", "soft"),
    "bamboo": coat("a7b957", "planks"),
    "coral": coat("ff7f6e", "mottled"),
    "flower": coat("f29ac0", "mottled"),
    "shadow": coat("2f2a3b", "soft"),
}


def ramp(base: Rgb, shade: int, /) -> Rgb:
    """Return a colour some shades lighter (+) or darker (-): hue and chroma drift as in painted light."""
    if shade == 0:
        return base
    lab = oklab.oklab(np.array([[base]], np.uint8))[0, 0].astype(float)
    light, chroma, hue = lab[0], math.hypot(lab[1], lab[2]), math.atan2(lab[2], lab[1])
    towards = BLUE_HUE if shade < 0 else WARM_HUE
    turn = math.atan2(math.sin(towards - hue), math.cos(towards - hue))
    hue += np.clip(turn, -0.9, 0.9) * 0.16 * abs(shade)
    light = float(np.clip(light + shade * STEP * (1.0 if light > 0.35 else 0.75), 0.05, 0.985))
    chroma = chroma * (1 + 0.06 * -shade) + (0.006 * -shade if chroma > 0.02 else 0.004)
    chroma = min(chroma, 0.32)
    mixed = np.array([[[light, chroma * math.cos(hue), chroma * math.sin(hue)]]], np.float32)
    shown = np.clip(np.round(oklab.shown(mixed)[0, 0] * 255), 0, 255).astype(int)
    return (int(shown[0]), int(shown[1]), int(shown[2]))


def mixed(one: Rgb, other: Rgb, share: float, /) -> Rgb:
    """Return a colour between two, `share` of the way to the other, in OKLab."""
    labs = oklab.oklab(np.array([[one, other]], np.uint8))[0]
    lab = (labs[0] * (1 - share) + labs[1] * share)[None, None].astype(np.float32)
    shown = np.clip(np.round(oklab.shown(lab)[0, 0] * 255), 0, 255).astype(int)
    return (int(shown[0]), int(shown[1]), int(shown[2]))


RAINBOW = (rgb("f0524f"), rgb("f79a3e"), rgb("f7dc4a"), rgb("5fc45a"), rgb("4aa3f0"), rgb("9a6be0"))
