"""Drawn photos of rooms: a window with blown glass, and what only looks like one."""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

HIGH, WIDE = 480, 640
GLASS = (slice(110, 250), slice(220, 420))  # the pane's rows and columns; the horizon is at row 240


def empty(seed: int = 1) -> Pixels:
    """A wall, a floor and a ceiling whose level lines meet in the middle, and a camera's noise."""
    room = np.full((HIGH, WIDE, 3), (168, 160, 148), np.float64)
    for corners, colour in (
        ([(0, HIGH), (160, 330), (480, 330), (WIDE, HIGH)], (120, 90, 66)),
        ([(0, 0), (160, 80), (480, 80), (WIDE, 0)], (196, 193, 188)),
        ([(0, 0), (160, 80), (160, 330), (0, HIGH)], (150, 143, 132)),
        ([(WIDE, 0), (480, 80), (480, 330), (WIDE, HIGH)], (158, 150, 139)),
    ):
        cv2.fillPoly(room, [np.array(corners, np.int32)], colour, lineType=cv2.LINE_AA)
    return _taken(room, seed)


def windowed(seed: int = 1) -> Pixels:
    """The same room with a window of blown glass and one mullion, and its glow on the wall around it."""
    room = empty(seed).astype(np.float64)
    light = np.zeros(room.shape[:2])
    light[GLASS] = 1
    room += 70 * cv2.GaussianBlur(light, (0, 0), 16)[..., None]
    room[100:260, 210:430] = (104, 92, 80)
    room[GLASS] = 262
    room[110:250, 316:324] = (104, 92, 80)
    return _taken(room, seed)


def framed(seed: int = 1) -> Pixels:
    """The same room with a white poster in a frame, low on the wall, that lights nothing."""
    room = empty(seed).astype(np.float64)
    room[190:320, 230:410] = (104, 92, 80)
    room[196:314, 236:404] = 262
    return _taken(room, seed)


def lit(seed: int = 1) -> Pixels:
    """The same room with a round lamp, white bedding and a patch of sun, all as white as blown glass."""
    room = empty(seed).astype(np.float64)
    cv2.circle(room, (330, 130), 34, (262, 262, 250), -1, cv2.LINE_AA)
    cv2.ellipse(room, (200, 420), (150, 50), 6, 0, 360, (258, 258, 258), -1, cv2.LINE_AA)
    patch = np.array([(400, 360), (520, 372), (600, 440), (450, 424)], np.int32)
    cv2.fillPoly(room, [patch], (262, 260, 255), lineType=cv2.LINE_AA)
    return _taken(room, seed)


def _taken(room: NDArray[np.float64], seed: int) -> Pixels:
    soft = cv2.GaussianBlur(room, (0, 0), 0.7)
    noise = np.random.default_rng(seed).normal(0, 1.2, soft.shape)
    return np.asarray(np.clip(np.rint(soft + noise), 0, 255), np.uint8)
