"""The colours that copies of a plant get: of the season, of the scene's wish, or of a family that the seed chooses."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skyloom.world.flora.growth import Array
from skyloom.world.placing import Plan, varied

Tint = Callable[[Plan, np.random.Generator, Array], Array]  # (n,) slow noise to (n, 3) colours

CANE = (0.085, 0.15, 0.024)  # bamboo's leaves
FROND = (0.07, 0.12, 0.024)
DARK = (0.036, 0.066, 0.026)  # cypress
SILVER = (0.095, 0.135, 0.05)  # willow
UMBRELLA = (0.075, 0.105, 0.03)  # acacia
RAIN_FOREST = ((0.03, 0.082, 0.02), (0.046, 0.112, 0.022), (0.024, 0.07, 0.026), (0.062, 0.125, 0.024))
BLOSSOM = ((0.74, 0.42, 0.48), (0.80, 0.60, 0.62), (0.68, 0.30, 0.40))
DEADWOOD = (0.19, 0.17, 0.15)
KELP = (0.16, 0.13, 0.02)
CAPS = ((0.5, 0.045, 0.03), (0.34, 0.17, 0.07), (0.55, 0.40, 0.22), (0.44, 0.09, 0.05))
GLOWING_CAPS = ((0.05, 0.42, 0.5), (0.30, 0.10, 0.62), (0.07, 0.5, 0.28), (0.10, 0.22, 0.7))
GEMS = (
    (0.42, 0.13, 0.72),
    (0.08, 0.48, 0.72),
    (0.75, 0.2, 0.45),
    (0.12, 0.6, 0.42),
    (0.75, 0.5, 0.16),
    (0.6, 0.66, 0.74),
)
ALIENS = (
    ((0.32, 0.05, 0.36), (0.05, 0.30, 0.36), (0.5, 0.12, 0.2)),
    ((0.04, 0.32, 0.26), (0.45, 0.26, 0.05), (0.12, 0.1, 0.42)),
    ((0.45, 0.08, 0.1), (0.1, 0.16, 0.38), (0.5, 0.36, 0.1)),
    ((0.10, 0.14, 0.42), (0.42, 0.1, 0.36), (0.08, 0.38, 0.40)),
)
CORALS = (
    (0.66, 0.13, 0.09),
    (0.72, 0.36, 0.05),
    (0.52, 0.11, 0.42),
    (0.70, 0.56, 0.12),
    (0.16, 0.26, 0.6),
    (0.2, 0.46, 0.24),
    (0.68, 0.32, 0.34),
    (0.44, 0.34, 0.22),
)


def shaded(draw: np.random.Generator, patch: Array, spread: float = 0.2) -> Array:
    """Return factors about 1 for n plants, slow with the land's patches."""
    return np.asarray(varied(draw, len(patch), spread) * (0.72 + 0.56 * patch)[:, None])


def _wished(plan: Plan, natural: Array) -> Array:
    """Return the colours that a scene wishes for its leaves, as light and dark as the natural ones are varied."""
    wish = plan.scene.terrain.leaf_tint
    if wish is None:
        return natural
    level = natural.mean(axis=1, keepdims=True) / max(float(natural.mean()), 1e-4)
    return np.asarray(np.array(wish) * (0.35 + 0.65 * level))


def seasonal(plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
    """Return the colours of broadleaf crowns in their season."""
    cover, shade = plan.cover, shaded(draw, patch)
    turned = draw.uniform(0, 1, len(patch)) < cover.turning
    between = draw.uniform(0, 1, (len(patch), 1)) * turned[:, None]
    return _wished(plan, shade * (np.array(cover.leaf) * (1 - between) + np.array(cover.turned) * between))


def golden(plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
    """Return the colours of birches: lighter than other leaves, gold in autumn."""
    natural = shaded(draw, patch, 0.14) * np.array(plan.cover.leaf) * np.array([1.15, 1.2, 0.95])
    return _wished(plan, natural)


def needles(plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
    """Return the colours of conifers: bluish to yellowish greens."""
    blue = draw.normal(0, 0.12, (len(patch), 1)) * np.array([0.3, 0.0, -1.3])
    return _wished(plan, shaded(draw, patch) * np.array(plan.cover.needle) * (1 + blue))


def natural(*colours: tuple[float, float, float], spread: float = 0.16) -> Tint:
    """Return a tint that takes one of these colours for each plant, or the scene's wish."""

    def tint(plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
        table = np.array(colours)
        chosen = table[draw.integers(0, len(table), len(patch))]
        return _wished(plan, shaded(draw, patch, spread) * chosen)

    return tint


def fixed(*colours: tuple[float, float, float], spread: float = 0.12) -> Tint:
    """Return a tint that takes one of these colours for each plant, whatever the scene wishes for leaves."""

    def tint(_plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
        table = np.array(colours)
        return np.asarray(varied(draw, len(patch), spread) * table[draw.integers(0, len(table), len(patch))])

    return tint


def family(*families: tuple[tuple[float, float, float], ...]) -> Tint:
    """Return a tint whose colours are one family that the world's seed chooses."""

    def tint(plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
        chosen = families[int(plan.draw("family").integers(len(families)))]
        return natural(*chosen, spread=0.1)(plan, draw, patch)

    return tint


def caps(plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
    """Return the colours of mushrooms: of the wood, or of the glow."""
    table = GLOWING_CAPS if plan.scene.terrain.glow > 0 else CAPS
    return natural(*table, spread=0.1)(plan, draw, 0.5 + 0 * patch)


def gems(plan: Plan, draw: np.random.Generator, patch: Array) -> Array:
    """Return the colours of crystals: two neighbours of a seed's choice."""
    first = int(plan.draw("gems").integers(len(GEMS)))
    return natural(GEMS[first], GEMS[first], GEMS[(first + 1) % len(GEMS)], spread=0.08)(plan, draw, 0.5 + 0 * patch)
