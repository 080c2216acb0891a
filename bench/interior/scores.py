"""How well an engine did on one room: masks, what it painted where, and what it changed besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.interior.rooms import Room

Engine = Callable[[NDArray[np.uint8], int], tuple[NDArray[np.uint8], NDArray[np.float32], Mapping[str, object]]]
PAINTED = 0.5  # alpha from which on a pixel counts as painted
TOUCHED = 0.02  # alpha from which on a pixel may differ from the photograph
EDGE = 0.02  # of the diagonal: how wide the boundary is for its IoU
BAND = 0.01  # of the width: how wide the ring around the paint is, for halos
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Figures of one room; None where there is nothing to measure."""

    precision: float | None  # of painted pixels: sky, or glass that is white all over
    strict: float | None  # of painted pixels: sky in truth
    on_glass: float | None  # of painted pixels: any glass
    recall: float | None  # of sky-visible glass: painted
    glass_iou: float | None  # of what the engine takes for glass, where it says so (facts["glass"]), else of its paint
    boundary_iou: float | None  # of the paint's and the sky's outlines
    false_paint: int | None  # pixels, on rooms without sky nor clipped glass
    most: int  # largest change outside the paint, of 255
    mean: float  # mean change outside the paint, of 255
    halo: float | None  # mean distance in Lab of a ring around the paint, from the photograph's own
    cast: float  # mean shift of a and b in Lab of all that must stay
    painted: int  # pixels
    wanted: int  # pixels


def scored(room: Room, picture: NDArray[np.uint8], alpha: NDArray[np.float32], facts: Mapping[str, object]) -> Score:
    """Compare what an engine made of a room with the truth."""
    paint, sky = alpha > PAINTED, room.sky > PAINTED
    allowed = (room.sky > 0.25) | room.unknowable
    painted, wanted = int(paint.sum()), int(sky.sum())
    difference = np.abs(picture.astype(np.int16) - room.photo.astype(np.int16)).max(axis=-1)
    outside = alpha <= TOUCHED
    told = facts.get("glass")
    glass = np.asarray(told) > PAINTED if isinstance(told, np.ndarray) else None
    before, after = _lab(room.photo), _lab(picture)
    ring = _ring(alpha > TOUCHED) & room.keep
    moved = np.linalg.norm(after - before, axis=-1)
    still = room.keep & outside
    return Score(
        precision=_share(paint & allowed, paint),
        strict=_share(paint & (room.sky > 0.25), paint),
        on_glass=_share(paint & (room.glass > 0.25), paint),
        recall=_share(paint & sky, sky),
        glass_iou=None if glass is None else iou(glass, room.glass > PAINTED),
        boundary_iou=boundary_iou(paint, sky) if painted and wanted else None,
        false_paint=None if wanted or room.unknowable.any() else int((alpha > TOUCHED).sum()),
        most=int(difference[outside].max(initial=0)),
        mean=float(difference[outside].mean()) if outside.any() else 0.0,
        halo=float(moved[ring].mean()) if ring.any() else None,
        cast=float(np.abs((after - before)[still][:, 1:].mean(axis=0)).max()) if still.any() else 0.0,
        painted=painted,
        wanted=wanted,
    )


def summed(scores: Iterable[Score]) -> dict[str, float | None]:
    """Return figures of many rooms: shares of pixels over all of them, the largest change, means of the rest."""
    rows = list(scores)
    total: dict[str, float | None] = {"rooms": float(len(rows))}
    weights = {"precision": "painted", "strict": "painted", "on_glass": "painted", "recall": "wanted"}
    for name in (field.name for field in fields(Score)):
        pairs = [(getattr(row, name), getattr(row, weights[name]) if name in weights else 1) for row in rows]
        known = [(value, weight) for value, weight in pairs if value is not None]
        weight = sum(weight for _, weight in known)
        total[name] = sum(value * part for value, part in known) / weight if weight else None
    total["most"] = float(max((row.most for row in rows), default=0))
    empty = [row for row in rows if row.false_paint is not None]
    total["clean"] = sum(row.false_paint == 0 for row in empty) / len(empty) if empty else None
    seen = [row for row in rows if row.wanted]
    total["found"] = sum((row.recall or 0) > 0.1 for row in seen) / len(seen) if seen else None
    return total


def iou(first: Mask, second: Mask) -> float | None:
    """Return the intersection over the union; None where both are empty."""
    union = int((first | second).sum())
    return int((first & second).sum()) / union if union else None


def boundary_iou(first: Mask, second: Mask) -> float | None:
    """Return the IoU of the parts of two masks within 2 % of the diagonal of their own outline (Cheng et al. 2021)."""
    size = max(1, round(EDGE * float(np.hypot(*first.shape))))
    return iou(_rim(first, size), _rim(second, size))


def _rim(mask: Mask, size: int) -> Mask:
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    inner = cv2.erode(padded, np.ones((3, 3), np.uint8), iterations=size)[1:-1, 1:-1]
    return np.asarray(mask & (inner == 0))


def _ring(mask: Mask) -> Mask:
    size = 2 * max(1, round(BAND * mask.shape[1])) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray((cv2.dilate(mask.astype(np.uint8), kernel) > 0) & ~mask)


def _share(part: Mask, whole: Mask) -> float | None:
    count = int(whole.sum())
    return int(part.sum()) / count if count else None


def _lab(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB))
