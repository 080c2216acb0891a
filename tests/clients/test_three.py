"""three.js in a real browser shows what was exported: each face in its place, and light as bright as it was."""

import functools
import http.server
import io
import json
import shutil
import subprocess
import threading
import zipfile
from pathlib import Path

import cv2
import numpy as np
import OpenEXR
import pytest

from skyloom.engines.base import RenderContext
from skyloom.engines.export.engine import Export
from skyloom.engines.export.params import ExportParams
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging.panorama import view

HERE = Path(__file__).parent
WIDTH, SIDE, SEED = 1024, 64, 3
VIEWS = [(0, 0), (90, 0), (180, 0), (-90, 0), (0, 90), (0, -90), (35, 20), (-130, -40)]  # degrees right and up


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def skybox():
    params = SkyboxParams(prompt="a village on green hills at noon, cumulus clouds", style_id=67, width=WIDTH)
    return params, Skybox().render(params, RenderContext(seed=SEED))


@pytest.fixture(scope="module")
def folder(skybox, tmp_path_factory):
    """A web server's folder with a page, three, an unpacked cube map and an EXR."""
    params, made = skybox
    root = tmp_path_factory.mktemp("site")
    inputs = {name: file.data for name, file in made.files.items()}
    (root / "cube").mkdir()
    for key in ("cube-map-default-png", "hdri-exr"):
        asked = ExportParams(type=key, width=WIDTH, own=WIDTH, skybox=params, version=Skybox.version)
        data = Export().render(asked, RenderContext(seed=SEED, inputs=inputs)).files["file"].data
        if key == "hdri-exr":
            (root / "sky.exr").write_bytes(data)
        else:
            zipfile.ZipFile(io.BytesIO(data)).extractall(root / "cube")
    (root / "three.html").symlink_to(HERE / "three.html")
    (root / "node_modules").symlink_to(HERE / "node_modules")
    return root


@pytest.fixture(scope="module")
def shoot(folder):
    """Have three show an export in the browser; each view is (SIDE, SIDE, 3), linear."""
    chromium = shutil.which("chromium")
    if chromium is None or not (HERE / "node_modules").is_dir():
        pytest.skip("needs Node and Chromium: tests/clients/install.sh")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def shoot(kind):
        page = f"http://127.0.0.1:{server.server_port}/three.html"
        call = ["node", "browser.mjs", chromium, page, "shoot", json.dumps([kind, VIEWS, SIDE])]
        done = subprocess.run(call, cwd=HERE, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        shots = [np.array(shot, np.float32).reshape(SIDE, SIDE, 4)[::-1, :, :3] for shot in answer["shots"]]
        return answer, shots

    yield shoot
    server.shutdown()
    server.server_close()


def linear(pixels):
    value = pixels.astype(np.float32) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def looking(panorama, heading, elevation):
    """Return a view with pixels as large as the browser's, each the mean of what it covers."""
    fine = view(panorama, heading_deg=heading, elevation_deg=elevation, width=4 * SIDE, height=4 * SIDE)
    return fine.reshape(SIDE, 4, SIDE, 4, 3).mean(axis=(1, 3))


def likeness(one, other):
    """Return the correlation of two pictures without their finest detail, which samplers show differently."""
    blurred = [cv2.GaussianBlur(picture.mean(axis=2), (0, 0), 1.5).ravel() for picture in (one, other)]
    return float(np.corrcoef(*blurred)[0, 1])


def test_a_cube_map_shows_every_direction_where_it_belongs(shoot, skybox):
    panorama = cv2.imdecode(np.frombuffer(skybox[1].files["pixels"].data, np.uint8), cv2.IMREAD_COLOR_RGB)

    answer, shots = shoot("cube")

    assert (answer["width"], answer["height"]) == (WIDTH // 4, WIDTH // 4)
    for (heading, elevation), shot in zip(VIEWS, shots, strict=True):
        wanted = linear(looking(panorama, heading, elevation))
        assert likeness(shot, wanted) > 0.95, (heading, elevation)
        assert shot.mean() == pytest.approx(wanted.mean(), rel=0.1)


def test_an_exr_shows_every_direction_as_bright_as_it_is(shoot, folder):
    with OpenEXR.File(str(folder / "sky.exr")) as file:
        light = file.channels()["RGB"].pixels.astype(np.float32)
    scale = np.quantile(light, 0.99)
    panorama = np.uint8(np.clip(light / scale * 255, 0, 255))

    answer, shots = shoot("exr")

    assert (answer["width"], answer["height"], answer["half"]) == (WIDTH, WIDTH // 2, True)
    assert light.max() > 4 * scale, "the sun is there, far brighter than what is white"
    for (heading, elevation), shot in zip(VIEWS, shots, strict=True):
        wanted = looking(panorama, heading, elevation) / 255
        assert likeness(np.clip(shot / scale, 0, 1), wanted) > 0.95, (heading, elevation)
        assert np.median(shot) / scale == pytest.approx(np.median(wanted), rel=0.15)
