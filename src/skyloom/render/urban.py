"""Facades, glass, metal, asphalt, paving, concrete, paint and neon."""

from __future__ import annotations

from mitsuba import Color3f, Float, Point2f, Point3f, UInt32, Vector3f

from skyloom.render.finish import Evening, Finish


def urban(
    material: UInt32,
    tag: UInt32,
    at: Point2f,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    direction: Vector3f,
    evening: Evening,
) -> Finish:
    """Return the finish of a surface of these materials."""
    return Finish(colour, normal, Color3f(0), Float(0), Color3f(1))
