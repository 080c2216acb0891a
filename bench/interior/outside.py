"""What lies outside: our own panoramas with their exact share of sky, rendered once into the cache folder."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.core.exports import DISTANCE, RADIANCE
from skyloom.engines.base import RenderContext
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging import depth
from skyloom.imaging.hdr import read_exr
from skyloom.imaging.png import read_png

WIDTH, STYLE = 4096, 67
HEADROOM = 4.0  # times the mean of the sky that a stored panorama holds
VIEWS: dict[str, tuple[int, str]] = {  # seed and prompt
    "garden": (3, "a garden with a lawn, hedges, flower beds and trees, clear summer day"),
    "hills": (4, "rolling green hills with trees and scattered clouds at noon"),
    "village": (8, "a village with houses, fences and trees, cloudy day"),
    "city": (8, "modern city street with apartment buildings at noon, clear sky"),
    "skyline": (6, "a city skyline behind a park with trees, fair weather"),
    "sea": (12, "a sandy beach and the sea on a bright day"),
    "alps": (7, "alpine mountains with snow and a meadow, clear morning"),
    "forest": (5, "edge of a broadleaf forest with a meadow, overcast"),
    "grey": (6, "an overcast day over fields with hedges and trees"),
    "fog": (5, "fog over a meadow with bare trees"),
    "snow": (3, "a snowy village in winter with pine trees, overcast"),
    "dusk": (6, "blue hour at a lake with mountains"),
    "harbour": (6, "a harbour with sailing boats and houses, sunny"),
    "bamboo": (9, "birch trees on a meadow, sunny with some clouds"),
}


def cache() -> Path:
    """Return the folder of what is made once; SKYLOOM_BENCH_CACHE names another."""
    folder = Path(os.environ.get("SKYLOOM_BENCH_CACHE") or Path(tempfile.gettempdir()) / "skyloom-interior")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@lru_cache(maxsize=2)
def panorama(name: str) -> NDArray[np.float32]:
    """Return light, 1 being the mean of its lower sky, and the share of sky, (h, 2 h, 4); see `docs/conventions.md`."""
    return _light_of(_stored(name))


@lru_cache(maxsize=len(VIEWS))
def thumbnail(name: str) -> NDArray[np.float32]:
    """Return a panorama's light, small, (h, 2 h, 3)."""
    small = cv2.resize(_stored(name), (WIDTH // 4, WIDTH // 8), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(_light_of(np.asarray(small, np.uint8))[..., :3])


def _light_of(stored: NDArray[np.uint8]) -> NDArray[np.float32]:
    light = np.multiply(stored, np.float32(1 / 255), dtype=np.float32)
    light[..., :3] *= light[..., :3] * np.float32(HEADROOM)
    return light


def _stored(name: str) -> NDArray[np.uint8]:
    path = cache() / f"outside-{name}.png"
    quick = path.with_suffix(".npy")  # read in a tenth of the time
    if not quick.exists():
        if not path.exists():
            _render(name, path)
        coded = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        assert coded is not None
        partial = quick.with_name(f".{os.getpid()}-{quick.name}")
        np.save(partial, np.asarray(cv2.cvtColor(coded, cv2.COLOR_BGRA2RGBA), np.uint8))
        partial.replace(quick)
    return np.asarray(np.load(quick, mmap_mode="r"), np.uint8)


def _render(name: str, path: Path) -> None:
    seed, prompt = VIEWS[name]
    params = SkyboxParams(prompt=prompt, style_id=STYLE, width=WIDTH)
    files = Skybox().render(params, RenderContext(seed=seed), keep={RADIANCE, DISTANCE}).files
    light = np.moveaxis(np.asarray(read_exr(files[RADIANCE].data, threads=2).light, np.float32), 0, -1)
    distance = depth.decoded_distance(np.asarray(read_png(files[DISTANCE].data), np.uint16))
    sky = np.isinf(distance)
    rows = slice(len(light) * 5 // 18, len(light) // 2)  # 0 to 40 degrees up
    level = float(np.median(light[rows][sky[rows]].mean(axis=-1))) if sky[rows].any() else float(light.mean())
    coded = np.sqrt(np.clip(light / level / HEADROOM, 0, 1)) * 255
    share = cv2.GaussianBlur(sky.astype(np.float32), (0, 0), 0.6) * 255
    picture = np.dstack([coded[..., ::-1], share])
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    cv2.imwrite(str(partial), np.rint(picture).astype(np.uint8))
    partial.replace(path)
