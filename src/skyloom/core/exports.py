"""Exports: the kinds of files that a skybox can be had as, their sizes, and what each is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skyloom.core.catalog import Model
from skyloom.core.errors import InvalidInput

KIND = "skybox export"  # of the generation that an export is
GROUP = "export"
ENGINE = "export"
FILE = "file"  # the artifact that an export has
PIXELS, RADIANCE, DISTANCE = "pixels", "radiance", "distance"  # a skybox's masters, by the name of their artifact
MASTERS = frozenset({PIXELS, RADIANCE, DISTANCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A size that a panorama is exported in."""

    id: int
    label: str
    width: int  # pixels; the height is half of it


RESOLUTIONS = (
    Resolution(id=4, label="2K", width=2048),
    Resolution(id=5, label="4K", width=4096),
    Resolution(id=6, label="8K", width=8192),
    Resolution(id=7, label="16K", width=16384),  # the one id that published clients use
)
FINEST = RESOLUTIONS[-1].width


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportType:
    """A kind of file."""

    id: int
    key: str
    name: str
    content_type: str
    reads: tuple[str, ...] = ()  # masters that it is made of
    is_surface: bool = False  # shows what no master holds: the world is built and looked at again
    same_as: str | None = None  # the skybox's own file that this is, at the skybox's own size
    video: tuple[int, int] | None = None  # pixels, of a film
    largest: int = FINEST  # pixels across

    def resolutions(self, *, up_to: int = FINEST) -> Sequence[Resolution]:
        """Return the sizes to choose from, none for a film."""
        most = min(up_to, self.largest)
        return () if self.video else tuple(size for size in RESOLUTIONS if size.width <= most)


PNG, ZIP, MP4 = "image/png", "application/zip", "video/mp4"
TYPES: tuple[ExportType, ...] = (
    ExportType(id=1, key="equirectangular-jpg", name="JPG", content_type="image/jpeg", reads=(PIXELS,), same_as="file"),
    ExportType(id=2, key="equirectangular-png", name="PNG", content_type=PNG, reads=(PIXELS,), same_as=PIXELS),
    ExportType(id=3, key="cube-map-roblox-png", name="Cube Map - Roblox", content_type=ZIP, reads=(PIXELS,)),
    ExportType(id=4, key="hdri-hdr", name="HDRI HDR", content_type="image/vnd.radiance", reads=(RADIANCE,)),
    ExportType(id=5, key="hdri-exr", name="HDRI EXR", content_type="image/x-exr", reads=(RADIANCE,), same_as=RADIANCE),
    ExportType(id=6, key="depth-map-png", name="Depth Map", content_type=PNG, reads=(DISTANCE,)),
    ExportType(
        id=7,
        key="video-landscape-mp4",
        name="Video Landscape",
        content_type=MP4,
        reads=(PIXELS,),
        video=(1920, 1080),
    ),
    ExportType(
        id=8, key="video-portrait-mp4", name="Video Portrait", content_type=MP4, reads=(PIXELS,), video=(1080, 1920)
    ),
    ExportType(
        id=9, key="video-square-mp4", name="Video Square", content_type=MP4, reads=(PIXELS,), video=(1080, 1080)
    ),
    ExportType(id=10, key="cube-map-default-png", name="Cube Map - Default", content_type=ZIP, reads=(PIXELS,)),
    # beyond the published list
    ExportType(id=101, key="normal-map-png", name="Normal Map", content_type=PNG, is_surface=True, largest=8192),
    ExportType(
        id=102, key="segmentation-map-png", name="Segmentation Map", content_type=ZIP, is_surface=True, largest=8192
    ),
    ExportType(
        id=103, key="sky-dome-glb", name="Sky Dome", content_type="model/gltf-binary", reads=(PIXELS,), largest=8192
    ),
    ExportType(id=104, key="depth-map-16-png", name="Depth Map, 16 bit", content_type=PNG, reads=(DISTANCE,)),
)
BY_ID: Mapping[int, ExportType] = {kind.id: kind for kind in TYPES}
BY_KEY: Mapping[str, ExportType] = {kind.key: kind for kind in TYPES}


def offered(kind: ExportType, *, own: int, model: Model | None, again: bool) -> Sequence[Resolution]:
    """Return the sizes that a skybox `own` pixels across can be had in; `again`: it can be rendered anew.

    Nothing is stretched: what is larger than the skybox is rendered, for Model 3.
    """
    finer = again and model is Model.MODEL_3 and own >= FINEST // 2
    return kind.resolutions(up_to=FINEST if finer else own)


def width_of(kind: ExportType, resolution_id: int | None, sizes: Sequence[Resolution], *, own: int) -> int:
    """Return how wide an export gets, or raise InvalidInput: without a resolution as the skybox, if that is allowed."""
    if kind.video:
        if resolution_id is not None:
            raise InvalidInput(
                f"'{kind.name}' has one size, {kind.video[0]}x{kind.video[1]}: leave out 'resolution_id'."
            )
        return kind.video[0]
    if resolution_id is None:
        return min(own, kind.largest)
    for size in sizes:
        if size.id == resolution_id:
            return size.width
    known = ", ".join(f"{size.id} ({size.label})" for size in sizes)
    choose = f"choose from {known}, or leave it out" if known else "leave it out"
    raise InvalidInput(
        f"'{kind.name}' of this skybox has no resolution {resolution_id}: {choose} for the skybox's own."
    )
