"""A real worker makes exports of what a skybox left in the store."""

import dataclasses
import io
import zipfile

import cv2
import numpy as np
import pytest
from tests.scenarios.staff import Staff

from skyloom.core.exports import ENGINE, GROUP, KIND
from skyloom.core.generations import Artifact, Status
from skyloom.imaging.panorama import directions
from skyloom.imaging.png import png
from skyloom.services.claim import claim
from skyloom.services.export import export
from skyloom.services.settle import settle
from skyloom.services.submit import submit
from skyloom.store.blobs import prefix_of

WIDTH = 256


@pytest.fixture
def export_order(ctx, order):
    """Have a complete skybox whose master is `data`, and return the order of its cube map."""

    def export_order(data):
        ordered = submit(ctx, order)
        taken = claim(ctx, ordered.id, ordered.job_id, "test")
        key = f"{prefix_of(taken.id)}1/pixels.png"
        ctx.blobs.put(key, data)
        master = Artifact(kind="pixels", key=key, content_type="image/png", size=len(data), sha256="0" * 64)
        parent = settle(ctx, taken.id, Status.COMPLETE, attempt=1, artifacts=[master])
        return dataclasses.replace(
            order,
            engine=ENGINE,
            kind=KIND,
            group=GROUP,
            queue="cpu.export",
            cost=0,
            params={"type": "cube-map-default-png", "width": WIDTH, "own": WIDTH},
            parent_id=parent.id,
            parent_hash=parent.obfuscated_id,
            inputs={"pixels": key},
        )

    return export_order


def test_a_worker_reads_the_master_and_leaves_the_file(ctx, export_order, tmp_path):
    panorama = np.uint8(np.rint(128 + 127 * directions(WIDTH // 2)))
    with Staff(ctx, tmp_path) as staff:
        staff.hire("cpu.export")

        ended = staff.ended(export(ctx, export_order(png(panorama, threads=1))))

    assert (ended.status, ended.artifacts["file"].content_type) == (Status.COMPLETE, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(ctx.blobs.get(ended.artifacts["file"].key)))
    back = cv2.imdecode(np.frombuffer(archive.read("cube_back.png"), np.uint8), cv2.IMREAD_COLOR_RGB)
    assert back[32, 32] == pytest.approx((128, 1, 128), abs=4)


def test_an_export_that_fails_says_so_and_may_be_ordered_again(ctx, export_order, tmp_path):
    order = export_order(b"no picture at all")
    with Staff(ctx, tmp_path) as staff:
        staff.hire("cpu.export")
        first = export(ctx, order)

        ended = staff.ended(first)

        assert ended.status is Status.ERROR
        assert ended.error_message
        assert export(ctx, order).id != first.id
