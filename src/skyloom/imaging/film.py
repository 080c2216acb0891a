"""Films of a panorama: a camera in its middle that turns once around and ends where it began."""

from __future__ import annotations

import math
import tempfile
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path

import av
import cv2
import numpy as np

from skyloom.imaging.faces import PAD, Floats, Pixels, beyond, places

SECONDS, RATE = 10, 30
FRAMES = SECONDS * RATE
OPTIONS = {"crf": "18", "preset": "veryfast"}
BT709 = 1  # the number of its primaries, curve and matrix
NARROW = 1  # 16 to 235 for black to white
AHEAD_OF_CODER = 3  # pictures a thread
SAMPLES_A_PIXEL = 1.15  # of the panorama that is looked at, in the middle of a picture
STEP = 8  # pixels between places that are computed; those in between lie on a line, to a hundredth of a pixel


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a camera looks: degrees to the right and up, and across the wider side of its picture."""

    heading: float
    elevation: float
    field: float


def landscape(share: float) -> Pose:
    """Return the pose of a slow turn that starts and stops softly, the horizon breathing a little."""
    return Pose(_turn(share, 0.35), 2.0 + 4.0 * math.sin(_around(share)), 92.0)


def portrait(share: float) -> Pose:
    """Return the pose of a turn that lifts its eyes to the sky and comes back."""
    return Pose(_turn(share, 0.25), 5.0 + 16.0 * (1 - math.cos(_around(share))) / 2, 88.0)


def square(share: float) -> Pose:
    """Return the pose of a turn that draws near in the middle and away again."""
    return Pose(_turn(share, 0.5), 3.0 * math.sin(_around(share)), 90.0 - 24.0 * (1 - math.cos(_around(share))) / 2)


MOVES: Mapping[tuple[int, int], Callable[[float], Pose]] = {
    (1920, 1080): landscape,
    (1080, 1920): portrait,
    (1080, 1080): square,
}


def film(
    panorama: Pixels,
    size: tuple[int, int],
    /,
    *,
    threads: int,
    frames: int = FRAMES,
    progress: Callable[[float], None] = lambda _share: None,
) -> bytes:
    """Return an MP4 (H.264, 4:2:0) of a panorama (h, 2 h, 3), in pixels across and down; it loops."""
    move = MOVES[size]
    wide = beyond(_fitting(panorama, size, min(move(k / frames).field for k in range(frames))))
    with tempfile.TemporaryDirectory(prefix="skyloom-film-") as folder, ThreadPoolExecutor(threads) as hands:
        path = Path(folder) / "film.mp4"
        with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
            stream = _stream(container, size, threads)
            coming = iter(range(frames))
            waiting: deque[Future[av.VideoFrame]] = deque()
            for done in range(frames):
                for number in islice(coming, AHEAD_OF_CODER * threads - len(waiting)):
                    waiting.append(hands.submit(_shot, wide, size, move(number / frames), number))
                container.mux(stream.encode(waiting.popleft().result()))
                progress((done + 1) / frames)
            container.mux(stream.encode(None))
        return path.read_bytes()


def _stream(container: av.container.OutputContainer, size: tuple[int, int], threads: int) -> av.VideoStream:
    stream = container.add_stream("libx264", rate=RATE, options=OPTIONS)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.thread_count = threads
    context.time_base = Fraction(1, RATE)
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.color_range = NARROW
    return stream


def _shot(wide: Pixels, size: tuple[int, int], pose: Pose, number: int) -> av.VideoFrame:
    picture = av.VideoFrame.from_ndarray(_picture(wide, size, pose), format="rgb24")
    shown = picture.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
    shown.pts, shown.time_base = number, Fraction(1, RATE)
    return shown


def _picture(wide: Pixels, size: tuple[int, int], pose: Pose) -> Pixels:
    """Return what a camera sees in a panorama from `beyond`."""
    across, down = size
    reach = math.tan(math.radians(pose.field) / 2) / (max(size) / 2)  # of a pixel
    columns, rows = (np.arange(0, n + STEP, STEP, dtype=np.float32) for n in size)
    right = (columns + np.float32(0.5 - across / 2)) * np.float32(reach)
    up = (np.float32(down / 2 - 0.5) - rows) * np.float32(reach)
    tilt = math.radians(pose.elevation)
    ray = np.empty((len(rows), len(columns), 3), np.float32)
    ray[..., 0] = right
    ray[..., 1] = (math.cos(tilt) - up * math.sin(tilt))[:, None]
    ray[..., 2] = (math.sin(tilt) + up * math.cos(tilt))[:, None]
    height = wide.shape[0] - 2 * PAD
    # the turn only moves columns, so that places before it have no seam
    ahead, row = (_between(coarse, size) for coarse in places(ray, height))
    column = ahead + np.float32(pose.heading % 360 / 180 * height)
    np.subtract(column, np.float32(2 * height), out=column, where=column >= 2 * height + PAD - 0.5)
    return cv2.remap(wide, column, row, cv2.INTER_CUBIC).astype(np.uint8, copy=False)


def _between(coarse: Floats, size: tuple[int, int]) -> Floats:
    """Return the value at each pixel of those at every `STEP`th."""
    x, y = _grid(size)
    return cv2.remap(coarse, x, y, cv2.INTER_LINEAR).astype(np.float32, copy=False)


@cache
def _grid(size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return where each pixel lies among places that are `STEP` pixels apart."""
    across, down = size
    x, y = np.meshgrid(np.arange(across) / STEP, np.arange(down) / STEP)
    return x.astype(np.float32), y.astype(np.float32)


def _fitting(panorama: Pixels, size: tuple[int, int], field: float) -> Pixels:
    """Return a panorama no finer than a film of this size can show: what is finer would flicker."""
    focal = max(size) / 2 / math.tan(math.radians(field) / 2)  # pixels a radian
    width = math.ceil(2 * math.pi * focal * SAMPLES_A_PIXEL / 16) * 16
    if width >= panorama.shape[1]:
        return panorama
    return cv2.resize(panorama, (width, width // 2), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _turn(share: float, softness: float) -> float:
    return 360 * share - math.degrees(softness * math.sin(_around(share)))


def _around(share: float) -> float:
    return 2 * math.pi * share
