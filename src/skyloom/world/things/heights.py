"""The ground kept open before a building that crowns a height."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from skyloom.core.scene import Thing
from skyloom.world.built import Built, Footprints, together
from skyloom.world.placing import Plan
from skyloom.world.standing import is_crowning

Builder = Callable[[Plan, Thing], Built]
OPEN = 0.7  # of the top's radius: how far the open ground reaches beside its line


def crowning(build: Builder) -> Builder:
    """Return a builder that keeps trees from hiding its building where that crowns a height."""

    def built(plan: Plan, thing: Thing) -> Built:
        if not is_crowning(plan, thing):
            return build(plan, thing)
        return together([build(plan, thing), Built(taken=glacis(plan))])

    return built


def glacis(plan: Plan) -> Footprints:
    """Return the ground on a height and on its flank towards the camera."""
    x, y, flat = plan.form.crown_x, plan.form.crown_y, plan.form.crown_flat
    steps = np.linspace(0, 1.5, 5) * flat / math.hypot(x, y)
    at = np.array([[x, y]]) * (1 - steps[:, None])
    return Footprints(at.astype(np.float32), np.full(len(at), OPEN * flat, np.float32))
