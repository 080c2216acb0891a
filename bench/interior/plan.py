"""A room before it is lit: its model, what lights it, where its camera stands and how its photograph is taken."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.interior.solids import Model, Point
from bench.interior.surfaces import Colour

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera in the world frame; angles in radians. `heading` 0 looks along +y and turns towards +x."""

    place: tuple[float, float, float]  # metres
    heading: float
    pitch: float
    roll: float
    fov: float  # across
    barrel: float = 0.0  # share by which rays at the left and right edge bend outwards

    @property
    def tangent(self) -> float:
        """Half of the picture's width over the focal length."""
        return math.tan(self.fov / 2)

    def axes(self) -> tuple[Floats, Floats, Floats]:
        """Return right, up and ahead, unit vectors."""
        heading, pitch = self.heading, self.pitch
        ahead = np.array([math.cos(pitch) * math.sin(heading), math.cos(pitch) * math.cos(heading), math.sin(pitch)])
        right = np.array([math.cos(heading), -math.sin(heading), 0.0])
        up = np.cross(right, ahead)
        c, s = math.cos(self.roll), math.sin(self.roll)
        return c * right + s * up, c * up - s * right, ahead

    def horizon(self, width: int, height: int) -> float:
        """Return the row of the horizon in the middle column of a picture, without the lens's bend."""
        _, up, ahead = self.axes()
        return height / 2 + width / 2 / self.tangent * float(ahead[2] / up[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A hole in a wall that daylight comes through."""

    origin: Floats
    across: Floats
    along: Floats
    passed: float  # share of the light that blinds and sheers let in

    @property
    def area(self) -> float:
        """Square metres."""
        return float(np.linalg.norm(np.cross(self.across, self.along)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamp:
    """A small ball of light; its colour is its intensity."""

    place: tuple[float, float, float]
    radius: float
    colour: Colour
    down: float = 0.0  # 1: it shines downwards only, most of it straight down


@dataclass(frozen=True, slots=True, kw_only=True)
class Sun:
    """The sun: the unit vector towards it and its irradiance over pi."""

    toward: tuple[float, float, float]
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """How the photograph comes out."""

    key: float  # linear value of the room's median
    stops: float  # of the sky outside over that
    white: Colour  # gains of the channels: what the camera's white balance left
    bloom: float
    vignette: float
    noise: float  # standard deviation at middle grey, of 1
    jpeg: int  # quality
    contrast: float = 1.0


@dataclass(slots=True, kw_only=True)
class Plan:
    """A furnished room."""

    kind: str
    camera: Camera
    exposure: Exposure
    view: str  # a name of `outside.VIEWS`
    view_turn: float  # turns, by which the panorama is turned
    view_lowered: float = 1.0  # times by which land rises less over the horizon: how far away or how far below it is
    daylight: float = 1.0  # radiance of the sky, in the lamps' unit
    sun: Sun | None = None
    model: Model = field(default_factory=Model)
    openings: list[Opening] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # seeds of the pictures on walls and screens

    def opening(self, origin: Point, across: Point, along: Point, passed: float = 1.0) -> None:
        """Let daylight in through a parallelogram."""
        vectors = (np.asarray(each, float) for each in (origin, across, along))
        start, right, up = vectors
        self.openings.append(Opening(origin=start, across=right, along=up, passed=passed))

    def lamp(
        self, place: Point, radius: float, strength: float, colour: Colour = (1.0, 0.78, 0.52), *, down: float = 0.0
    ) -> None:
        """Hang up a lamp."""
        x, y, z = (float(each) for each in place)
        r, g, b = (strength * each for each in colour)
        self.lamps.append(Lamp(place=(x, y, z), radius=radius, colour=(r, g, b), down=down))
