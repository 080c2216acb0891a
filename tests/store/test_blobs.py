"""Files by key, in a folder."""

import os
from datetime import timedelta

import pytest

from skyloom.core.errors import CannotStart, NotFound
from skyloom.store.blobs import CHUNK, Blobs


@pytest.fixture
def blobs(tmp_path):
    return Blobs(str(tmp_path / "blobs"))


@pytest.mark.parametrize("size", [0, 1, CHUNK, 3 * CHUNK + 7])
def test_what_is_put_is_got(blobs, size):
    data = os.urandom(size)

    blobs.put("gen/1/1/file.jpg", data, content_type="image/jpeg")

    assert blobs.get("gen/1/1/file.jpg") == data


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1), (5, 9), (CHUNK - 1, CHUNK + 1), (0, 10**9), (2 * CHUNK + 6, 2 * CHUNK + 7)]
)
def test_a_part_is_streamed(blobs, start, end):
    data = os.urandom(2 * CHUNK + 7)
    blobs.put("a", data)

    part = blobs.stream("a", start=start, end=end)

    assert part.size == len(data)
    assert b"".join(part.chunks) == data[start:end]


def test_what_is_not_there_is_not_found(blobs):
    with pytest.raises(NotFound):
        blobs.get("gen/1/1/file.jpg")


def test_a_second_put_replaces_the_first(blobs):
    blobs.put("a", b"long before")
    blobs.put("a", b"now")

    assert blobs.get("a") == b"now"


def test_what_is_under_a_prefix_is_removed_but_what_is_to_be_kept(blobs, tmp_path):
    for key in ("gen/1/1/a", "gen/1/2/a", "gen/12/1/a"):
        blobs.put(key, b"x")

    assert blobs.delete_under("gen/1/", keep={"gen/1/2/a"}) == 1
    assert blobs.delete_under("gen/1/") == 1
    assert blobs.delete_under("gen/1/") == 0

    assert blobs.keys() == ["gen/12/1/a"]
    assert not (tmp_path / "blobs" / "gen" / "1").exists()


def test_a_folder_s_files_have_a_path_and_no_address(blobs):
    blobs.put("gen/1/1/a", b"x")

    assert blobs.local_path("gen/1/1/a").read_bytes() == b"x"
    assert blobs.signed_url("gen/1/1/a") is None


def test_a_bucket_s_files_have_an_address_and_no_path(monkeypatch):
    for name, value in {"ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "secret", "REGION": "eu-central-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)

    blobs = Blobs("s3://bucket/sky")
    address = blobs.signed_url("gen/1/1/a.jpg", expires=timedelta(minutes=5))

    assert blobs.local_path("gen/1/1/a.jpg") is None
    assert "/sky/gen/1/1/a.jpg?" in address
    assert "X-Amz-Expires=300" in address


@pytest.mark.parametrize("url", ["ftp://here/there", "https://here/there"])
def test_another_kind_of_store_is_refused(url):
    with pytest.raises(CannotStart, match="SKYLOOM_STORAGE_URL"):
        Blobs(url)


def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CannotStart, match="cannot be kept"):
        Blobs(str(tmp_path / "file" / "blobs"))
