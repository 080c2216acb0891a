"""A voxel model as a picture: isometric, from the right of its front and above, on a clean ground."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.isometry import AXES, FRONT, NORMALS, RIGHT, TOP, Halves, on_face, seen
from skyloom.geometry.voxels import Voxels
from skyloom.imaging.oklab import linear
from skyloom.render.voxel_light import SUB, Floor, Lit, product

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

FILL = 0.80  # of the picture that the model takes
FINE = 2.6  # samples a pixel, each way, at least
TRUE = math.sqrt(3)  # a face's width by its height
GROUND = np.array((229, 232, 236), np.float32)  # sRGB
POOL = 9.0  # steps that the ground is brighter under the model than in the picture's corners
FADE = 0.42  # of half the picture: how far from its border shadows begin to fade
EDGE, EDGE_LIGHT = 0.13, 0.20  # width of the light on edges, of a cell, and its strength
SEAM, SEAM_SHADE = 0.06, 0.035  # the same of the joint between two cells of a wall
SHOULDER = 0.80  # of white; light beyond it is rolled off
SHINE = {TOP: 1.35, FRONT: 1.15, RIGHT: 0.95}  # how much brighter than its colour what glows is ...
PALE = 0.10  # ... and how much paler
BLOOM = ((0.006, 0.14), (0.02, 0.24), (0.06, 0.34))  # widths, of the picture, and weights
TABLE = 16384  # steps of the curve from light to bytes
CHUNK = 1 << 17  # samples at a time: they fit into a processor's cache


def isometric(model: Voxels, *, width: int = 1024) -> Pixels:
    """Return the model as sRGB pixels (width, width, 3), the same bytes for the same model."""
    solid = np.ascontiguousarray(model.solid[:, ::-1])
    index = np.ascontiguousarray(model.cells[:, ::-1]).astype(np.intp) - 1
    albedo = linear(model.palette)
    shines = np.isin(np.arange(len(model.palette)), [number - 1 for number in model.glowing])
    lit = Lit(solid, _glow(index, albedo, shines))
    view = _view(solid, width)
    canvas = np.zeros((view.rows, view.columns), np.uint32)
    glow = np.zeros_like(canvas) if shines.any() else None
    shown = seen(solid)
    for face in (TOP, RIGHT, FRONT):
        both = [halves for halves in shown if halves.face == face]
        for halves, light in zip(both, _lights(lit, both, view.points), strict=True):
            _draw(canvas, glow, view, halves, light, solid, index, albedo, shines)
    return _developed(canvas, glow, view, lit.floor())


@dataclass(frozen=True, slots=True)
class _View:
    """Where things are drawn: a canvas finer than the picture, on whose grid all triangles are alike."""

    across: int  # samples that half a face is wide ...
    down: int  # ... and half of its height
    left: int  # the canvas' first column and row, in samples from the lattice's origin
    top: int
    columns: int
    rows: int
    width: int  # pixels of the picture
    cell: float  # pixels that an edge is long
    centre: tuple[float, float]  # of what is drawn, in edges: to the right and down

    @property
    def points(self) -> int:
        """How many places along a face its light is worked out at."""
        return max(3, min(9, round(self.cell / 3)))


def _view(solid: NDArray[np.bool_], width: int) -> _View:
    x, y, z = np.nonzero(solid)
    # in halves of a face's width, and of its height
    left, right = int((x - y).min()) - 1, int((x - y).max()) + 1
    top, bottom = int((x + y - 2 * z).min()) - 2, int((x + y - 2 * z).max()) + 2
    cell = FILL * width / max((right - left) * TRUE / 2, (bottom - top) / 2)
    across, down = _grid(cell * TRUE / 2 * FINE)
    return _View(
        across=across,
        down=down,
        left=left * across,
        top=top * down,
        columns=(right - left) * across,
        rows=(bottom - top) * down,
        width=width,
        cell=cell,
        centre=((left + right) / 2 * TRUE / 2, (top + bottom) / 2 / 2),
    )


def _grid(least: float) -> tuple[int, int]:
    """Return whole numbers, the first no less than asked, whose ratio is nearly that of a face."""
    down = max(4, math.ceil(least / TRUE))
    while True:
        across = round(down * TRUE)
        if across >= least and abs(across / down / TRUE - 1) < 0.006:
            return across, down
        down += 1


def _glow(index: NDArray[np.intp], albedo: Floats, shines: NDArray[np.bool_]) -> Floats | None:
    if not shines.any():
        return None
    return np.where((index >= 0) & shines[index], 1, 0)[..., None].astype(np.float32) * albedo[index]


def _lights(lit: Lit, both: list[Halves], points: int) -> list[Floats]:
    """Return light (n, points * points, 3) on the faces of both triangles; many faces show both their halves."""
    shape = lit.shape
    codes = [np.ravel_multi_index(tuple(halves.cells.T), shape) for halves in both]
    faces, where = np.unique(np.concatenate(codes), return_inverse=True)
    cells = np.stack(np.unravel_index(faces, shape), axis=-1).astype(np.int32)
    light = lit.on_faces(cells, both[0].face, points)
    return [light[part] for part in np.split(where, [len(codes[0])])]


def _draw(
    canvas: NDArray[np.uint32],
    glow: NDArray[np.uint32] | None,
    view: _View,
    halves: Halves,
    light: Floats,
    solid: NDArray[np.bool_],
    index: NDArray[np.intp],
    albedo: Floats,
    shines: NDArray[np.bool_],
) -> None:
    columns, rows, places = _samples(view, halves)
    between = _between(places, view.points)
    edges, profiles = _edges(solid, halves), _edge_profiles(places, view.cell)
    cells, (s, t) = halves.cells, halves.squares.T.astype(np.intp)
    which = index[cells[:, 0], cells[:, 1], cells[:, 2]]
    base = (view.down * (s + t) - view.top) * view.columns + view.across * (s - t) - view.left
    step = max(1, CHUNK // len(places))
    for first in range(0, len(cells), step):
        part = slice(first, first + step)
        colour, shining = albedo[which[part]], shines[which[part]]
        lit = light[part] * colour[:, None]
        lit[shining] = SHINE[halves.face] * (PALE + (1 - PALE) * colour[shining, None])
        packed = _shown(lit, between, 1 + product(edges[part], profiles))
        target = base[part, None] + (rows * view.columns + columns)
        canvas.reshape(-1)[target] = packed
        if glow is not None and shining.any():
            glow.reshape(-1)[target[shining]] = packed[shining]


def _shown(lit: Floats, between: Floats, edges: Floats) -> NDArray[np.uint32]:
    """Return samples of halves (n, samples) as red, green, blue and cover, a byte each."""
    packed = np.empty((*edges.shape, 4), np.uint8)
    packed[..., 3] = 255
    for channel in range(3):
        light = product(np.ascontiguousarray(lit[..., channel]), between)
        light *= edges
        light *= STEP
        np.minimum(light, TABLE - 1, out=light)
        packed[..., channel] = np.take(CURVE, light.astype(np.uint16))
    return packed.view(np.uint32)[..., 0]


def _samples(view: _View, halves: Halves) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Return the samples of a triangle: column and row from its square's corner, and where on the face they lie."""
    first = 0 if halves.triangle else -view.across
    columns, rows = np.meshgrid(np.arange(first, first + view.across), np.arange(2 * view.down), indexing="xy")
    # a little off the middle, so that no sample lies on an edge
    right, down = (columns + 0.5002) / view.across, (rows + 0.50014) / view.down
    s, t = (down + right) / 2, (down - right) / 2
    inside = (s > 0) & (s < 1) & (t > 0) & (t < 1)
    places = on_face(halves.triangle, halves.face, s[inside], t[inside])
    return columns[inside].astype(np.intp), rows[inside].astype(np.intp), places


def _between(places: NDArray[np.float64], points: int) -> Floats:
    """Return the weights of a grid's points at places on a face, (points * points, n)."""
    u, v = (_tents(places[:, axis], points) for axis in (0, 1))
    return (u[:, None] * v[None]).reshape(points * points, -1)


def _tents(share: NDArray[np.float64], points: int) -> Floats:
    away = np.abs(np.clip(share, 0, 1) * (points - 1) - np.arange(points)[:, None])
    return np.maximum(0, 1 - away).astype(np.float32)


def _edges(solid: NDArray[np.bool_], halves: Halves) -> Floats:
    """Return for each half whether its four sides are edges, and whether they are joints of a wall, (n, 8)."""
    padded = np.pad(solid, 2)
    out = np.asarray(NORMALS[halves.face])
    flags = []
    for axis in AXES[halves.face]:
        for way in (-1, 1):
            beside = halves.cells + 2 + way * np.eye(3, dtype=int)[axis]
            over = beside + out
            is_beside = padded[beside[:, 0], beside[:, 1], beside[:, 2]]
            is_over = padded[over[:, 0], over[:, 1], over[:, 2]]
            flags += [~is_beside & ~is_over, is_beside & ~is_over]
    return np.stack([*flags[0::2], *flags[1::2]], axis=-1).astype(np.float32)


def _edge_profiles(places: NDArray[np.float64], cell: float) -> Floats:
    """Return what edges and joints add to the light at places on a face, (8, n)."""
    sides = [places[:, 0], 1 - places[:, 0], places[:, 1], 1 - places[:, 1]]
    wide, seam = max(EDGE, 0.8 / cell), max(SEAM, 0.5 / cell)
    raised = [EDGE_LIGHT * np.clip(1 - side / wide, 0, 1) for side in sides]
    joints = [-SEAM_SHADE * np.clip(1 - side / seam, 0, 1) for side in sides]
    return np.stack([*raised, *joints]).astype(np.float32)


def _curve() -> NDArray[np.uint8]:
    light = np.arange(TABLE) / (TABLE - 1) * MOST_LIGHT
    room = 1 - SHOULDER
    rolled = np.where(light > SHOULDER, SHOULDER + room * np.tanh((light - SHOULDER) / room / 1.6), light)
    shown = np.where(rolled <= 0.0031308, 12.92 * rolled, 1.055 * rolled ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(np.clip(shown, 0, 1) * 255), np.uint8)


MOST_LIGHT = 2.0  # beyond it all is white
STEP = (TABLE - 1) / MOST_LIGHT
CURVE = _curve()


def _developed(canvas: NDArray[np.uint32], glow: NDArray[np.uint32] | None, view: _View, floor: Floor) -> Pixels:
    """Return the picture: the canvas, shrunk, on its ground; what glows blooms."""
    size = (round(view.columns / view.across * view.cell * TRUE / 2), round(view.rows / view.down * view.cell / 2))
    left, top = (view.width - size[0]) // 2, (view.width - size[1]) // 2
    here = (slice(top, top + size[1]), slice(left, left + size[0]))
    picture = _ground(view, floor)
    small = _shrunk(canvas, size)
    cover = small[..., 3:] / 255
    picture[here] = picture[here] * (1 - cover) + small[..., :3]
    if glow is not None:
        light = np.zeros_like(picture)
        light[here] = _shrunk(glow, size)[..., :3]
        picture = 255 - (255 - picture) * (1 - _bloomed(light) / 255)
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def _shrunk(canvas: NDArray[np.uint32], size: tuple[int, int]) -> Floats:
    bytes_ = canvas.view(np.uint8).reshape(*canvas.shape, 4)
    return np.asarray(cv2.resize(bytes_, size, interpolation=cv2.INTER_AREA), np.float32)


def _ground(view: _View, floor: Floor) -> Floats:
    """Return the ground (h, w, 3), bytes, with what the model takes of its light."""
    width, cell = view.width, view.cell
    # a pixel's place on the ground: x - y' to the right, x + y' down, in edges
    right, down = 2 / TRUE / cell, 2 / cell
    from_centre = np.array([[right / 2, down / 2], [-right / 2, down / 2]])
    centre = np.array((width / 2, width / 2)) - 0.5
    middle = np.array((view.centre[0] * 2 / TRUE, view.centre[1] * 2))
    middle = np.array(((middle[0] + middle[1]) / 2, (middle[1] - middle[0]) / 2))
    matrix = from_centre * SUB
    offset = (middle - np.array(floor.origin)) * SUB - matrix @ centre - 0.5
    warp = np.column_stack([matrix, offset])[::-1].astype(np.float64)
    share = cv2.warpAffine(
        floor.share ** np.float32(1 / 2.2),
        warp,
        (width, width),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=1.0,
    )
    return _open_ground(width) * (1 - (1 - np.asarray(share, np.float32)) * _inside(width))[..., None]


@cache
def _inside(width: int) -> Floats:
    """Return 1 in the middle and 0 at the border of the picture, which no shadow reaches."""
    axis = np.abs(np.linspace(-1, 1, width, dtype=np.float32))
    ramp = np.clip((1 - axis) / FADE, 0, 1)
    ramp = ramp * ramp * (3 - 2 * ramp)
    inside: Floats = ramp[None] * ramp[:, None]
    return inside


@cache
def _open_ground(width: int) -> Floats:
    """Return the ground where nothing stands, a little brighter in its middle."""
    axis = np.linspace(-1, 1, width, dtype=np.float32)
    pool = np.exp(-1.4 * (axis[None] ** 2 + axis[:, None] ** 2))
    return GROUND + POOL * (pool - 0.35)[..., None]


def _bloomed(light: Floats) -> Floats:
    width = light.shape[0]
    small = np.asarray(cv2.resize(light, (width // 4, width // 4), interpolation=cv2.INTER_AREA), np.float32)
    total = np.zeros_like(small)
    for wide, weight in BLOOM:
        total += weight * np.asarray(cv2.GaussianBlur(small, (0, 0), wide * width / 4), np.float32)
    return np.asarray(cv2.resize(total, (width, width), interpolation=cv2.INTER_LINEAR), np.float32)
