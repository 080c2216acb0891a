"""An empty room: its size, its walls, where the camera stands, and a room's worth of chance."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

import numpy as np

from bench.interior.plan import Camera, Exposure, Plan, Sun
from bench.interior.solids import Rect, Wall
from bench.interior.surfaces import WALLS, Colour, Pattern, Surface, fabric, plain, tiles, wood

X, Y, Z = np.eye(3)
NIGHT: Colour = (1.0, 0.96, 0.9)


@dataclass(slots=True, kw_only=True)
class Site:
    """A room that is being planned: x 0..wide, y 0..deep, z 0..high; the camera is near y = 0 and looks along +y."""

    plan: Plan
    dice: Random
    wide: float
    deep: float
    high: float
    paint: Surface
    holes: dict[str, list[Rect]] = field(default_factory=dict)  # by wall
    taken: set[str] = field(default_factory=set)  # walls with nothing more to hang on

    def wall(self, name: str) -> Wall:
        """Return one of back, left, right, front, ceiling."""
        w, d, h = self.wide, self.deep, self.high
        origin, right, up, width, height = {
            "back": (d * Y, X, Z, w, h),
            "left": (0 * X, Y, Z, d, h),
            "right": (w * X + d * Y, -Y, Z, d, h),
            "front": (w * X, -X, Z, w, h),
            "ceiling": (d * Y + h * Z, X, -Y, w, d),
        }[name]
        return Wall(origin=origin, right=right, up=up, width=width, height=height)

    def cut(self, name: str, hole: Rect) -> Rect:
        """Leave an opening in a wall."""
        self.holes.setdefault(name, []).append(hole)
        return hole

    def build(self) -> None:
        """Add walls, floor, ceiling and skirting."""
        dice, model = self.dice, self.plan.model
        is_wet = self.plan.kind in ("bathroom", "white_tiles")
        floor = tiles(dice) if is_wet or dice.random() < 0.25 else wood(dice) if dice.random() < 0.8 else fabric(dice)
        accent = plain(dice.choice(WALLS)) if dice.random() < 0.35 else self.paint
        if dice.random() < 0.06:
            accent = Surface(colour=(0.42, 0.2, 0.14), second=(0.5, 0.48, 0.44), pattern=Pattern.BRICKS, scale=0.075)
        if is_wet:
            accent = self.paint = tiles(dice, white=True)
        model.quad((0, 0, 0), self.wide * X, self.deep * Y, floor)
        for name in ("back", "left", "right", "front", "ceiling"):
            surface = plain((0.84, 0.84, 0.83)) if name == "ceiling" else accent if name == "back" else self.paint
            self.wall(name).built(model, surface, self.holes.get(name, ()))
        if dice.random() < 0.8 and not is_wet:
            skirting = plain((0.8, 0.8, 0.79), 0.02)
            for name in ("back", "left", "right"):
                wall = self.wall(name)
                ends = sorted((hole[0], hole[2]) for hole in self.holes.get(name, ()) if hole[1] < 0.12)
                start = 0.0
                for first, last in [*ends, (wall.width, wall.width)]:
                    if first - start > 0.05:
                        wall.block(model, (start, 0, first, 0.09), (0.0, 0.014), skirting)
                    start = last


def empty(kind: str, dice: Random, *, view: str, is_dark: bool = False, is_oblique: bool = False) -> Site:
    """Return a room of some size with a camera and an exposure."""
    wide, deep = dice.uniform(3.2, 6.0), dice.uniform(3.6, 6.8)
    high = dice.choice((2.45, 2.55, 2.7, 3.0))
    camera = _camera(dice, wide, deep, 1.0 if is_oblique else 0.5)
    stops = (
        dice.uniform(-1.5, 1.0)
        if is_dark
        else dice.choice((0.3, 1.2, 2.2, 3.2, 4.5, 6.0, 7.5)) + dice.uniform(-0.4, 0.5)
    )
    warm = dice.uniform(-0.05, 0.08)
    exposure = Exposure(
        key=dice.uniform(0.2, 0.42),
        stops=stops,
        white=(1 + warm, 1.0, 1 - 1.2 * warm),
        bloom=dice.uniform(0.02, 0.09),
        vignette=dice.uniform(0.0, 0.25),
        noise=dice.uniform(0.002, 0.012),
        jpeg=dice.randint(82, 95),
        contrast=dice.uniform(0.95, 1.15),
    )
    plan = Plan(
        kind=kind,
        camera=camera,
        exposure=exposure,
        view=view,
        view_turn=dice.random(),
        view_lowered=dice.choice((1.0, 2.0, 3.0, 5.0)),
        daylight=0.04 if is_dark else dice.uniform(1.0, 2.0),
    )
    if not is_dark and dice.random() < 0.3:
        plan.sun = sun(dice, camera.heading)
    fill = dice.uniform(0.2, 0.7)  # of the photographer: light that bounces off the ceiling
    x = min(max(camera.place[0], 0.6), wide - 0.6)
    plan.lamp((x, 0.1, 1.7), 0.05, 1.6 * fill, (1.0, 0.97, 0.93))
    plan.lamp((wide - x, 0.1, 2.0), 0.05, 1.2 * fill, (1.0, 0.97, 0.93))
    return Site(plan=plan, dice=dice, wide=wide, deep=deep, high=high, paint=plain(dice.choice(WALLS)))


def sun(dice: Random, heading: float) -> Sun:
    """Return a sun that shines in from before the camera."""
    turn, rise = heading + dice.uniform(-0.9, 0.9), math.radians(dice.uniform(18, 50))
    toward = (math.cos(rise) * math.sin(turn), math.cos(rise) * math.cos(turn), math.sin(rise))
    strength = dice.uniform(1.5, 5.0)
    return Sun(toward=toward, colour=(strength, 0.9 * strength, 0.74 * strength))


def _camera(dice: Random, wide: float, deep: float, oblique: float) -> Camera:
    fov, height = math.radians(dice.uniform(60 if oblique < 1 else 72, 95)), dice.uniform(1.2, 1.7)
    if dice.random() >= oblique:  # one vanishing point
        x, heading = dice.uniform(0.3, 0.7) * wide, math.radians(dice.gauss(0, 4))
    else:
        x = dice.choice((0.12, 0.88)) * wide
        heading = math.radians(dice.uniform(14 if oblique < 1 else 24, 38)) * (1 if x < wide / 2 else -1)
    return Camera(
        place=(x, dice.uniform(0.15, 0.2 * deep), height),
        heading=heading,
        pitch=math.radians(dice.choice((0.0, 0.0, 0.0, dice.uniform(-5, 3)))),
        roll=math.radians(dice.choice((0.0, 0.0, dice.gauss(0, 0.8)))),
        fov=fov,
        barrel=dice.choice((0.0, 0.0, dice.uniform(-0.015, 0.02))),
    )
