"""The depth of a pixel says where its surface is: the point it re-projects to lies on the mesh of the world."""

import numpy as np
import pytest
from mitsuba import Float, Point3f, Vector3f

from skyloom.core.catalog import load
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.language import reader
from skyloom.render.camera import Camera
from skyloom.render.land import Land
from skyloom.render.panorama import _detail, render

RAYS = 1000
SECOND_EYE = 0.35  # metres from the first
SAME_PLACE = 2e-4  # of a distance, and as many metres: the precision of what a ray hits
SINGLE_DEG = 48.0  # of elevation up to which each pixel has a ray of its own; nearer to the poles columns share them
SEED = 3
SCENES = ("a birch forest on rolling hills", "a medieval village", "a cosy living room", "a modern city street")


@pytest.fixture(scope="module", params=SCENES)
def shot(request):
    """Return a land and the depth map of a picture of it, for which it was built apart."""
    scene = reader.read(request.param, negative_text="", style=load().style(67), seed=SEED)
    quality = QUALITIES["model 3"].at_width(128)
    frame = render(scene, SEED, quality)
    return Land.build(scene, SEED, _detail(quality)), Camera(quality.width), frame.distance


def points(array):
    return Point3f(*(Float(np.ascontiguousarray(axis, np.float32)) for axis in array.T))


def nearest_along(land, start, way):
    """Return the distances at which rays (n, 3) first meet land or water, infinity where they do not."""
    direction = Vector3f(points(way))
    return land.trace(points(start), direction).distance.numpy()


def reprojected(land, camera, distance):
    """Return `RAYS` random pixels with a surface as points of the world, (n, 3), and their distances."""
    draw = np.random.default_rng(7)
    elevation = (0.5 - (np.arange(camera.height) + 0.5) / camera.height) * 180
    rows, columns = np.nonzero(np.isfinite(distance) & (np.abs(elevation) < SINGLE_DEG)[:, None])
    kept = draw.choice(len(rows), RAYS, replace=False)
    row, column = rows[kept], columns[kept]
    # the first sample of a pixel, whose distance the map keeps, looks through its middle
    way = camera.direction(Float(column.astype(np.float32)) + 0.5, Float(row.astype(np.float32)) + 0.5)
    far = distance[row, column].astype(np.float64)
    eye = land.eye.numpy().ravel()
    return eye + way.numpy().T * far[:, None], far


def test_a_pixel_re_projected_by_its_depth_lies_on_the_surface(shot):
    land, camera, distance = shot
    place, far = reprojected(land, camera, distance)
    eye = land.eye.numpy().ravel()
    way = (place - eye) / far[:, None]

    # from just before the point, and past it: the surface is there, neither nearer nor farther
    back = np.minimum(0.5 * far, 0.02 + 0.01 * far)
    met = nearest_along(land, place - way * back[:, None], way)

    assert np.mean(np.abs(met - back) < SAME_PLACE * (1 + far)) > 0.995


def test_another_eye_sees_the_re_projected_point_or_something_before_it(shot):
    land, camera, distance = shot
    place, _ = reprojected(land, camera, distance)
    eye = land.eye.numpy().ravel() + np.array([SECOND_EYE, 0.0, 0.1])
    way = place - eye
    apart = np.linalg.norm(way, axis=1)

    met = nearest_along(land, np.broadcast_to(eye, way.shape), way / apart[:, None])
    past, reached = met - apart, np.abs(met - apart) < SAME_PLACE * 5 * (1 + apart)

    assert np.mean(past < SAME_PLACE * 5 * (1 + apart)) > 0.99  # nobody looks through a surface
    assert np.mean(reached) > 0.5  # and most points are seen by both
