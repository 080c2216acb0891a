"""The style net: a picture repainted by a trained hand, all around at once."""

from __future__ import annotations

import math

import cv2
import numpy as np

from skyloom.imaging.cube import Cube
from skyloom.imaging.stylenet import REACH, STEP, is_available, repainted
from skyloom.render.backend import machine
from skyloom.render.styles.sheet import Floats, Sheet, blurred, mixed
from skyloom.render.styles.tone import oklab, unoklab

FINE, COARSE = 512, 256  # pixels across a face's quarter turn that the net paints: one brush for all sizes ...
SMALL = 512  # ... but for panoramas up to as wide as this, where the fine one would average out
BROAD = 14.0  # pixels of such a face: what is wider is tone, what is finer the brush's work


def net(
    sheet: Sheet,
    *,
    manners: tuple[tuple[int, float], ...] = ((0, 1.0),),
    strength: float = 0.6,
    colour: float = 0.5,
    tone: float = 0.0,
    sky: float = 1.0,
) -> Sheet:
    """Return the picture with the brushwork of the net's manners, pairs of a number and its share.

    `colour` is the share of the net's own colours in the brushwork, without which it is one of brightness; `tone` the
    share of what the net does to large areas, which likes to break skies; `sky` the share of the strength that
    the sky gets. Only the net's change is enlarged: fine detail stays. Where the net is not installed the
    picture stays as it is, and a style's other filters make its look.
    """
    if not is_available():
        return sheet
    cube = sheet.surfaces.cube
    wide = _canvas(cube)
    faces = wide.unfolded(cube.panorama(sheet.colour, 4 * wide.side))
    # one picture of six: the net's means are those of the whole sphere, or faces would differ
    painted = repainted(np.concatenate(faces, axis=1), dict(manners), threads=machine().threads)
    own, new = oklab(faces), oklab(np.stack(np.split(np.clip(painted, 0, 1), 6, axis=1)))
    new[..., 1:] = mixed(own[..., 1:], new[..., 1:], colour)
    change = new - own
    broad = np.stack([cv2.GaussianBlur(face, (0, 0), BROAD) for face in change])
    touched = unoklab(own + change - (1 - np.float32(tone)) * broad)
    change = _fitted(touched - faces, wide, cube)
    if sky != 1:
        change *= mixed(np.float32(1), np.float32(sky), blurred(sheet, sheet.sky.astype(np.float32), 1.5))[..., None]
    return sheet.coloured(sheet.colour + np.float32(strength) * change)


def _canvas(cube: Cube) -> Cube:
    """Return the faces that the net paints: around the margins of the sheet's own, as much as the net looks aside."""
    side = COARSE if 4 * cube.side <= SMALL else FINE
    margin = math.ceil(cube.margin / cube.side * side) + REACH
    return Cube(side, margin + -margin % STEP)


def _fitted(faces: Floats, wide: Cube, cube: Cube) -> Floats:
    """Return the middle of wide faces in the size, and with the margins, of those of a cube."""
    if cube.side < wide.side:
        faces = np.stack([cv2.GaussianBlur(face, (0, 0), 0.4 * wide.side / cube.side) for face in faces])
    place = (np.arange(cube.across, dtype=np.float32) + 0.5 - cube.margin) * np.float32(wide.side / cube.side)
    place += np.float32(wide.margin - 0.5)
    column, row = np.meshgrid(place, place)
    return np.stack([cv2.remap(face, column, row, cv2.INTER_LINEAR) for face in faces])
