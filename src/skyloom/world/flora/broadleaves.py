"""Trees with limbs and leaves, grown from habits: leafy, bare or dead."""

from __future__ import annotations

from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import columns, tubes
from skyloom.world.flora.growth import (
    GOLDEN,
    UP,
    Array,
    Colour,
    Foliage,
    Plant,
    along_lines,
    blades,
    blob,
    children,
    foliage,
    hanging,
    heart_of,
    limbs,
)
from skyloom.world.flora.habits import SNAGS, Habit
from skyloom.world.kinds import Material, barked
from skyloom.world.seeds import stream

# leaves, half their length, sides of the trunk, degrees of branches
_FINE = ((11500, 0.1, 7, 3), (2000, 0.21, 5, 2), (210, 0.62, 3, 1), (56, 1.05, 3, 0))
_BARE_TWIG = ((0.26, 0.008), (0.34, 0.018), (0.42, 0.024), (0.5, 0.045))  # length, half the width; metres
_SPIKE = (0.0, 0.0, 0.022, 0.05, 0.09)  # half the width of branches that are flat, by fineness, metres


@cache
def grown(habits: tuple[Habit, ...], name: str, fineness: int, *, is_bare: bool = False) -> tuple[Plant, ...]:
    """Return one tree of each habit; a bare one has twigs for leaves."""
    return tuple(
        _tree(stream(number, f"{name} {fineness}"), habit, fineness, is_bare) for number, habit in enumerate(habits)
    )


def snags(fineness: int) -> tuple[Plant, ...]:
    """Return dead trees: broken limbs, no leaves."""
    return grown(SNAGS, "snags", fineness, is_bare=True)


def _tree(draw: np.random.Generator, habit: Habit, fineness: int, is_bare: bool) -> Plant:
    height = habit.height
    if fineness == 4 and not is_bare:
        wood = [_trunk(draw, habit, 3)[0]] if habit.swell or habit.level < 0.3 else []
        return Plant(_far_crown(draw, habit), joined(wood) if wood else None)
    leaves, size, sides, degrees = _FINE[min(fineness, 3)]
    trunk, line, thick = _trunk(draw, habit, sides)
    first, first_thick = _main(draw, habit, line, thick)
    stem, stem_thick = line[None, 3:], thick[None, 3:]  # twigs grow from the upper trunk, too
    has_leader = habit.level > 0.3 and not habit.swell
    main = np.concatenate([first, stem]) if has_leader else first
    main_thick = np.concatenate([first_thick, stem_thick]) if has_leader else first_thick
    second, second_thick = children(
        draw, main, main_thick, 6, habit.twig * height, 0.25, wild=habit.wild, level=habit.level
    )
    third, third_thick = children(
        draw, second, second_thick, 4, habit.twig * 0.5 * height, 0.3, wild=habit.wild, level=habit.level
    )
    bark = barked(habit.kind)
    if is_bare:  # nothing hides the branches: they are never too thin to be seen
        third_thick = np.maximum(third_thick, 0.011 if fineness == 0 else 0.02)
        degrees = min(3, degrees + 1)
    elif fineness == 2 and habit.low > 0.3:
        degrees = 1
    wood = [trunk] if fineness < 4 else []
    if is_bare and fineness == 4:
        wood = [_spikes(lines, _SPIKE[4] * 1.6, habit.bark, bark) for lines in (line[None], first)]
        degrees = 0
    wood += [tubes(first, first_thick, max(3, sides - 1), habit.bark, bark)] if degrees > 0 else []
    if is_bare and fineness > 1:  # flat branches, so that no twig hangs in the air
        wood.append(_spikes(second, _SPIKE[fineness] * 1.3, habit.bark, bark, sides=2 if fineness < 4 else 1))
        if fineness < 4:
            wood.append(_spikes(third[:: 1 if fineness == 2 else 3], _SPIKE[fineness] * 0.8, habit.bark, bark, sides=1))
    else:
        wood += [tubes(second, second_thick, max(3, sides - 3), habit.bark, bark)] if degrees > 1 else []
        wood += [tubes(third, third_thick, 3, habit.bark, bark)] if degrees > 2 else []
    if habit.lianas and fineness < 2:
        wood.append(_lianas(draw, second, habit.lianas))
    tips = np.concatenate([third[:, -1], third[:, 2], second[:, -1]])
    crown = _bare(draw, third, habit, fineness) if is_bare else _leafy(draw, tips, habit, leaves, size)
    if habit.strands and not is_bare:
        crown = joined([crown, _curtain(draw, second, habit, leaves, size)])
    if fineness < 3 or is_bare:
        return Plant(crown, joined(wood))
    return Plant(joined([crown, heart_of(_far_crown(draw, habit), 0.5)]), joined(wood))


def _trunk(draw: np.random.Generator, habit: Habit, sides: int) -> tuple[Part, Array, Array]:
    """Return a trunk, its line (9, 3) and its radii (9,)."""
    height, points = habit.height, 9
    zz = np.concatenate([[-0.4, 0.12], np.linspace(0.06, habit.high, points - 2) * height])
    bend = draw.normal(0, habit.bend * height, 2)
    wave = draw.normal(0, habit.bend * 0.3 * height, 2)
    share = np.maximum(zz, 0) / height
    line = np.stack([*(b * share**2 + w * np.sin(4 * share) * share for b, w in zip(bend, wave, strict=True)), zz], -1)
    s = np.clip(zz / (habit.high * height), 0, 1)
    thick = habit.thick * height * (1 - 0.9 * s) ** 0.8 + 0.01
    if habit.swell:
        thick = habit.thick * height * (1 + habit.swell * np.sin(np.pi * np.clip(s * 1.1, 0, 1)) - 0.55 * s**6)
    thick[:2] *= (habit.flare, 1 + 0.55 * (habit.flare - 1))
    if not (habit.fins or habit.swell) or sides < 5:
        return tubes(line[None], thick[None], sides + 2, habit.bark, barked(habit.kind)), line, thick
    return _folded(draw, habit, line, thick, sides), line, thick


def _folded(draw: np.random.Generator, habit: Habit, line: Array, thick: Array, sides: int) -> Part:
    """Return a trunk with buttresses, or with the folds of a baobab."""
    around = 8 * sides
    zz = np.concatenate([[-0.5], np.linspace(0, 1, 16) ** 1.7 * habit.high * habit.height])
    fine = np.stack([np.interp(zz, line[:, 2], line[:, k]) for k in (0, 1)] + [zz], -1)
    radius = np.interp(zz, line[:, 2], thick)
    angle = np.arange(around) * 2 * np.pi / around
    if habit.fins:
        toward = np.sort(
            draw.uniform(0, 2 * np.pi / habit.fins, habit.fins) + np.arange(habit.fins) * 2 * np.pi / habit.fins
        )
        reach = draw.uniform(0.6, 1.3, habit.fins)
        top = draw.uniform(0.09, 0.2, habit.fins) * habit.height
        ridge = np.zeros((len(zz), around))
        for t, r, h in zip(toward, reach, top, strict=True):
            near = np.abs((angle - t + np.pi) % (2 * np.pi) - np.pi)
            fin = np.clip(1 - np.maximum(zz, 0) / h, 0, 1) ** 2.2
            ridge = np.maximum(ridge, fin[:, None] * r * np.exp(-((near / 0.17) ** 2)))
        radii = radius[:, None] + ridge * habit.thick * habit.height * 3.6
    else:
        wave = sum(
            draw.uniform(0.02, 0.05) * np.cos(k * angle + draw.uniform(0, 6) + 0.7 * np.sin(zz / 3)[:, None])
            for k in (3, 5, 8, 13)
        )
        radii = radius[:, None] * (1 + np.asarray(wave))
    return columns(fine[None], radii[None], habit.bark, barked(habit.kind))


def _main(draw: np.random.Generator, habit: Habit, line: Array, thick: Array) -> tuple[Array, Array]:
    count, height = habit.limbs, habit.height
    at = np.sort(draw.uniform(habit.low, habit.high, count))
    start = np.stack([np.interp(at * height, line[:, 2], line[:, k]) for k in range(3)], -1)
    angle = np.arange(count) * GOLDEN + draw.uniform(0, 0.6, count)
    rise = draw.uniform(*habit.rise, count) + at * 0.35 * habit.level
    if habit.level < 0.3:  # an umbrella: every limb ends under one flat roof
        rise = np.arcsin(np.clip((0.93 - at) / (habit.reach * 0.95), 0.2, 0.92))
    away = np.stack([np.cos(angle) * np.cos(rise), np.sin(angle) * np.cos(rise), np.sin(rise)], -1)
    shade = 1 + 0.2 * np.cos(angle - draw.uniform(0, 6.28))  # more light on one side
    length = habit.reach * height * (1.25 - habit.tiers * at) * draw.uniform(0.8, 1.15, count) * shade
    if habit.level < 0.3:
        length = habit.reach * height * draw.uniform(0.85, 1.1, count) * (0.8 + 0.2 * shade)
    length *= 1.12 - 0.55 * np.sin(rise) ** 2  # what grows upwards stays in the crown
    length = np.minimum(length, 1.05 * habit.reach * height)
    foot = np.interp(at * height, line[:, 2], thick) * (0.32 if habit.swell else 0.5)
    foot = np.clip(foot, 0.004 * height, 0.022 * height)
    return limbs(draw, start, away, length, foot, 6, curl=habit.crooked)


def _leafy(draw: np.random.Generator, tips: Array, habit: Habit, leaves: int, size: float) -> Part:
    finest = size < 0.12
    count = max(12, int(leaves * habit.amount * (1.35 if finest else 1.0)))
    scale = habit.height / 11 if not finest else min(1.3, habit.height / 11) ** 0.5
    leaf = Foliage(
        count=count,
        size=size * habit.leaf * scale * (0.85 if finest else 1.0),
        # needles and narrow leaves stand in bunches: seen from afar a bunch is as wide as it is long
        width=habit.width if finest else max(habit.width, 0.4),
        spread=habit.spread * habit.height,
        squash=habit.squash,
    )
    return foliage(draw, tips, habit.height, leaf)


def _bare(draw: np.random.Generator, twigs: Array, habit: Habit, fineness: int) -> Part:
    """Return the last twigs of leafless branches (k, m, 3): narrow blades that grow from them."""
    is_dead = habit.amount == 0  # with a few stiff twigs
    count = ((260, 110, 40, 18, 10) if is_dead else (3400, 900, 150, 40, 20))[fineness]
    long, width = _BARE_TWIG[min(fineness, 3)]
    foot, along = along_lines(draw, twigs, count, 0.25)
    away = unit(along + draw.normal(0, 0.45, foot.shape) + 0.35 * UP)
    reach = long * draw.uniform(0.9, 2.0, (count, 1))
    return _spikes(np.stack([foot, foot + away * reach], 1), width, (1.0, 1.0, 1.0), Material.BARK, sides=1)


def _spikes(lines: Array, width: float, colour: Colour, bark: int, *, sides: int = 2) -> Part:
    """Return branches (k, m, 3) as one triangle each, or two crossed ones, from foot to tip."""
    foot, tip = lines[:, 0], lines[:, -1]
    along = unit(tip - foot)
    side = unit(np.cross(along, UP + 0.1 * along[:, ::-1]))
    ways = (side, np.cross(side, along))[:sides]
    points = np.concatenate([np.stack([foot - way * width, foot + way * width, tip], 1) for way in ways])
    normal = np.repeat(unit(np.tile(along * [1, 1, 0] + 0.4 * UP, (sides, 1))), 3, 0)
    return part(points, np.arange(len(points) * 3), normal, colour, 0.8, bark)


def _curtain(draw: np.random.Generator, twigs: Array, habit: Habit, leaves: int, size: float) -> Part:
    """Return hanging strands of leaves."""
    count = max(10, int(habit.strands * min(1.0, leaves / 1700)))
    which = draw.integers(0, len(twigs), count)
    start = twigs[which, draw.integers(2, twigs.shape[1], count)]
    length = draw.uniform(0.35, 1.0, count) * (start[:, 2] - 0.5) * (0.85 if habit.strands > 200 else 0.28)
    lines = hanging(draw, start, length, 6, 0.12)
    each = 44 if leaves > 5000 else 11 if leaves > 1000 else 4
    centre, along = along_lines(draw, lines, count * each, 0.05)
    centre = centre + draw.normal(0, 0.07 + 0.4 * size, centre.shape)
    way = along * 0.75 + draw.normal(0, 0.3, centre.shape)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    outward = centre * np.array([1, 1, 0])
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 0.1)
    facing = np.cross(way, np.cross(outward + draw.normal(0, 0.5, centre.shape), way))
    facing /= np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-6)
    r = np.linalg.norm(centre[:, :2], axis=1) / (habit.reach * habit.height * 1.3)
    openness = np.clip(0.25 + 0.6 * r**1.5, 0.2, 1)
    half = (size * habit.leaf * 1.15) * draw.uniform(0.7, 1.3, (len(centre), 1))
    wide = habit.width if leaves > 5000 else max(habit.width, 0.3)
    return blades(draw, centre, way, facing, half, wide, outward + 0.5 * UP, openness)


def _lianas(draw: np.random.Generator, twigs: Array, count: int) -> Part:
    start = twigs[draw.integers(0, len(twigs), count), -1]
    end = np.where(draw.uniform(0, 1, count) < 0.5, start[:, 2] + 0.2, start[:, 2] * draw.uniform(0.3, 0.8, count))
    lines = hanging(draw, start, end, 9, 0.1)
    lines[..., :2] += 0.25 * np.sin(lines[..., 2:] * 0.7 + draw.uniform(0, 6, (count, 1, 1)))
    thick = draw.uniform(0.012, 0.04, (count, 1)) * np.ones((1, 9))
    return tubes(lines, thick, 4, (0.11, 0.095, 0.06), Material.BARK)


def _far_crown(draw: np.random.Generator, habit: Habit) -> Part:
    top, low = 0.97, max(0.1, habit.low - 0.08)
    if habit.level < 0.3:
        return blob(draw, middle=0.92 * habit.height, wide=habit.reach * habit.height, tall=0.09 * habit.height)
    if habit.strands > 200:
        low = 0.12
    wide = habit.reach * habit.height * (1.0 if not habit.swell else 0.8)
    return blob(draw, middle=0.5 * (top + low) * habit.height, wide=wide, tall=0.5 * (top - low) * habit.height * 1.05)
