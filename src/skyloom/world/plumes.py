"""Where smoke rises and of what kind: hearths, camp fires, stacks, cooling towers, volcanoes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from skyloom.core.scene import Mood, SceneSpec, Season, TerrainKind, TimeOfDay
from skyloom.geometry.meshes import Part
from skyloom.world.built import Built, Plume
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand, from_stand

Spot = tuple[float, float, float]
RGB = tuple[float, float, float]

ERUPTS, BURNS = 0.7, 0.8  # of `site.smoke`: a volcano throws ash from here on, and what people built is on fire
PLENTY = 0.45  # of `site.smoke`: somebody asked for smoke, so it rises whatever the hour
HEARTHS = 9  # chimneys that smoke in one place, at most
WHITE, GREY, WOOD, FUME = (0.96, 0.96, 0.97), (0.62, 0.60, 0.58), (0.80, 0.81, 0.84), (0.70, 0.685, 0.67)
ASH, SOOT = (0.37, 0.315, 0.27), (0.13, 0.12, 0.115)
LAVA_LIT, FIRE_LIT = (1.0, 0.30, 0.06), (1.0, 0.36, 0.08)
COLUMN = 0.066  # of the volcano's foot: the vent that ash comes from
UNINHABITED = 0.7  # age from which nobody lights a fire at home
POT = 0.35  # metres: what lies within this of a house's highest point is the top of its chimney
WIDEST_POT = 1.3  # metres


def wind(plan: Plan) -> tuple[float, float]:
    """Return the unit direction smoke drifts to: across the open view rather than at the eye."""
    draw = plan.draw("wind")
    heading = plan.form.heading + float(draw.choice([-1, 1])) * float(draw.uniform(1.0, 1.75))
    return math.sin(heading), math.cos(heading)


def has_hearths(scene: SceneSpec) -> bool:
    """Tell whether people at home keep a fire that is seen."""
    if scene.site.smoke <= 0 or scene.site.age >= UNINHABITED or scene.site.overgrown >= UNINHABITED:
        return False
    is_cool = scene.season is Season.WINTER or scene.sun.elevation_deg < 14 or scene.air.snow > 0 or scene.air.fog > 0.1
    is_cosy = scene.time in (TimeOfDay.DAWN, TimeOfDay.MORNING) or scene.mood in (Mood.SERENE, Mood.ROMANTIC)
    return scene.site.smoke >= PLENTY or is_cool or is_cosy


def hearths(plan: Plan, houses: Iterable[tuple[Stand, Part]]) -> tuple[Plume, ...]:
    """Return smoke from the chimneys of some of the houses, the near ones first."""
    if not has_hearths(plan.scene):
        return ()
    draw = plan.draw("hearths")
    amount = plan.scene.site.smoke
    plumes: list[Plume] = []
    for stand, part in sorted(houses, key=lambda pair: pair[0].distance):
        pot = _pot(part)
        lit = draw.uniform() < 0.25 + 0.75 * amount
        if pot is not None and lit and len(plumes) < HEARTHS * (0.4 + amount):
            plumes.append(hearth(plan, draw, from_stand(stand, pot), 0.6 + 0.8 * amount))
    return tuple(plumes)


def hearth(plan: Plan, draw: np.random.Generator, at: Spot, amount: float) -> Plume:
    """Return the thin smoke of a wood fire that leaves a chimney."""
    high = float(draw.uniform(9, 15)) * (0.7 + 0.3 * amount)
    return Plume(
        foot=at,
        height=high,
        drift=drifting(plan, at, high * float(draw.uniform(0.35, 0.7))),
        radius=0.34,
        growth=0.115,
        loss=0.9 * amount,
        thins=1.25,
        crisp=1.5,
        eaten=0.75,
        wander=0.55,
        albedo=WOOD,
    )


def campfire_smoke(plan: Plan, draw: np.random.Generator, at: Spot, size: float) -> Plume:
    """Return the smoke of a fire in the open whose flames are about `size` metres high."""
    high = 9.0 * size**0.6
    glow = tuple(c * 30.0 for c in FIRE_LIT)
    return Plume(
        foot=(at[0], at[1], at[2] + 0.8 * size),
        height=high,
        drift=drifting(plan, at, high * float(draw.uniform(0.2, 0.4))),
        radius=0.3 * size,
        growth=0.12,
        loss=0.42 / size,
        thins=1.1,
        crisp=1.5,
        eaten=0.72,
        wander=0.5,
        albedo=GREY,
        glow=glow,
        glow_reach=1.1 * size,
    )


def stack(plan: Plan, draw: np.random.Generator, at: Spot, radius: float, *, is_steam: bool) -> Plume:
    """Return what leaves a chimney of `radius` metres: smoke, or the steam of a cooling tower."""
    amount = 0.5 + plan.scene.site.smoke
    high = (90.0 + 9.0 * radius) * float(draw.uniform(0.8, 1.25)) * (0.6 if is_steam else 1.0)
    return Plume(
        foot=at,
        height=high,
        drift=drifting(plan, at, high * float(draw.uniform(0.55, 0.95))),
        radius=1.35 * radius,
        growth=0.19 if is_steam else 0.16,
        loss=(0.75 if is_steam else 0.55) * amount / radius,
        thins=0.9,
        crisp=1.8,
        eaten=0.82,
        wander=0.35,
        albedo=WHITE if is_steam or draw.uniform() < 0.25 else GREY,
    )


def volcano_smoke(plan: Plan) -> Built:
    """Return what leaves the crater of a volcano: a column of ash where it erupts, else a thin cloud of steam."""
    form, amount = plan.form, plan.scene.site.smoke
    if form.kind is not TerrainKind.VOLCANO or amount <= 0 or form.hero_high <= 0:
        return Built()
    draw = plan.draw("volcano smoke")
    sin, cos = math.sin(form.heading), math.cos(form.heading)
    x, y = form.hero_far * sin + form.hero_aside * cos, form.hero_far * cos - form.hero_aside * sin
    vent = float(plan.look(np.array([[x, y]])).z[0])
    across = wind(plan)
    heat = plan.cover.heat if plan.scene.terrain.lava > 0 else 0.0
    if amount < ERUPTS:
        high = form.hero_far * float(draw.uniform(0.55, 0.7))
        return Built(
            smoke=(
                Plume(
                    foot=(x, y, vent),
                    height=high,
                    drift=(across[0] * high * 0.55, across[1] * high * 0.55),
                    radius=form.hero_wide * 0.042,
                    growth=0.3,
                    loss=2.6 / (form.hero_wide * 0.05),
                    thins=0.6,
                    crisp=2.6,
                    eaten=0.85,
                    wander=0.25,
                    albedo=FUME,
                    glow=times(LAVA_LIT, 0.12 * heat),
                    glow_reach=form.hero_wide * 0.035,
                ),
            )
        )
    high = form.hero_far * float(draw.uniform(1.15, 1.45))
    lean = high * float(draw.uniform(0.22, 0.4))
    radius = form.hero_wide * COLUMN
    return Built(
        smoke=(
            Plume(
                foot=(x, y, vent - 0.3 * radius),
                height=high,
                drift=(across[0] * lean, across[1] * lean),
                radius=radius,
                growth=0.3,
                head=0.6,
                loss=0.02,
                thins=0.0,
                crisp=7.0,
                eaten=0.88,
                wander=0.2,
                albedo=ASH,
                glow=times(LAVA_LIT, 2.2 * heat),
                glow_reach=4.5 * radius,
                hot=times(LAVA_LIT, 0.8 * heat),
                hot_reach=2.4 * radius,
            ),
        )
    )


def _pot(part: Part) -> Spot | None:
    """Return the top of a house's chimney, in the house's frame; None where its highest part is no chimney."""
    z = part.position[:, 2]
    top = part.position[z > z.max() - POT]
    if np.ptp(top[:, 0]) > WIDEST_POT or np.ptp(top[:, 1]) > WIDEST_POT:
        return None
    x, y = top[:, :2].mean(axis=0)
    return float(x), float(y), float(z.max())


def drifting(plan: Plan, at: Sequence[float], far: float) -> tuple[float, float]:
    """Return how far the top of a plume drifts, so that it does not end over the eye."""
    dx, dy = (c * far for c in wind(plan))
    away = math.hypot(at[0], at[1])
    inward = -(dx * at[0] + dy * at[1]) / max(away, 1e-6)
    most = 0.45 * away
    if inward > most:
        share = (inward - most) / max(away, 1e-6)
        dx, dy = dx + at[0] * share, dy + at[1] * share
    return dx, dy


def times(colour: RGB, factor: float) -> RGB:
    """Return a light `factor` times as bright."""
    return colour[0] * factor, colour[1] * factor, colour[2] * factor
