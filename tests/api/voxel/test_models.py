"""`GET /studio/api/voxels/{job_id}/model.{kind}`: models of finished jobs in other formats."""

import numpy as np
import pytest
from tests.api.voxel import conftest
from tests.api.voxel.conftest import User

from skyloom.geometry import vox_format
from skyloom.geometry.voxels import Voxels

BEGINS = {"vox": b"VOX ", "glb": b"glTF", "obj": b"PK\x03\x04"}


@pytest.fixture(autouse=True)
def real_models(monkeypatch):
    """Have the worker leave models that can be read."""
    for number, role in enumerate(("file", "model_0", "model_1", "model_2"), start=1):
        model = Voxels(cells=np.ones((number, 1, 1), np.uint8), palette=np.array([(200, 30, 30)], np.uint8))
        monkeypatch.setitem(conftest.FILES, role, vox_format.written(model))


@pytest.fixture
def get(client):
    def get(user, job_id, kind="vox", **query):
        return client.get(f"/studio/api/voxels/{job_id}/model.{kind}", params=query, headers=user.headers)

    return get


@pytest.mark.parametrize("kind", BEGINS)
def test_a_finished_model_is_given_in_each_format(user, worker, get, kind):
    job_id = user.voxelize().json()["jobId"]
    worker.complete(job_id)

    answer = get(user, job_id, kind)

    assert answer.status_code == 200
    assert answer.content.startswith(BEGINS[kind])
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("candidate", [0, 1, 2])
def test_each_candidate_has_its_model(user, worker, get, candidate):
    job_id = user.images().json()["jobId"]
    worker.complete(job_id)

    assert vox_format.read(get(user, job_id, candidate=candidate).content).size == (candidate + 2, 1, 1)


def test_there_is_none_before_and_none_of_others(ctx, client, user, worker, get):
    job_id = user.voxelize().json()["jobId"]

    assert get(user, job_id).status_code == 404
    worker.complete(job_id)
    assert get(User(ctx, client, 5), job_id).status_code == 403
    assert get(user, job_id, "exe").status_code in (400, 404)
    assert get(user, "4711").status_code == 404
    assert client.get(f"/studio/api/voxels/{job_id}/model.vox").status_code == 403
