"""Small pictures that a person has looked at."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

OUT = Path("out/golden")  # ignored by git: what was rendered instead, and where it differs
STEP = 4  # of 255; more than processors of different make differ by
SHARE = 0.01  # of the pixels may differ more


def assert_golden(pixels: np.ndarray, path: Path, *, renew: bool) -> None:
    """Compare sRGB pixels (h, w, 3) with a golden picture, or write it anew."""
    if renew:
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), pixels[..., ::-1])
        return
    if not path.exists():
        pytest.fail(f"{path} is missing; look at the picture, then run `make golden`")
    golden = np.asarray(cv2.imread(str(path)))[..., ::-1].astype(int)
    assert golden.shape == pixels.shape
    difference = np.abs(golden - pixels).max(axis=-1)
    share = float(np.mean(difference > STEP))
    if share > SHARE:
        OUT.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(OUT / f"{path.stem}.actual.png"), pixels[..., ::-1])
        cv2.imwrite(str(OUT / f"{path.stem}.difference.png"), np.minimum(difference * 8, 255).astype(np.uint8))
        pytest.fail(f"{share:.1%} of {path.name} differ by more than {STEP}/255; see {OUT}, then `make golden`")
