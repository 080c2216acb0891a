"""/files: stable addresses with the hash as their secret, ranges, caches, and nothing else of the store."""

import dataclasses
import re
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from tests.api.customers import CYBERPUNK, FILES

from skyloom.api.app import create_app
from skyloom.store.blobs import Blobs

KINDS = {"file_url": "file", "thumb_url": "thumb", "depth_map_url": "depth"}


@pytest.fixture
def skybox(client, customer, complete):
    fields = {"skybox_style_id": CYBERPUNK, "prompt": "Ünder the “Sea”, ../../etc/passwd 海"}
    return complete(client.post("/api/v1/skybox", json=fields, headers=customer.headers).json())


@pytest.mark.parametrize("field", KINDS)
def test_an_address_needs_no_key_and_gives_the_file(client, skybox, field):
    answer = client.get(skybox[field])

    assert answer.status_code == 200
    assert answer.content == FILES[KINDS[field]]
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("field", KINDS)
def test_an_address_is_absolute_readable_and_ends_in_a_real_extension(skybox, field):
    address = urlsplit(skybox[field])

    assert (address.scheme, address.netloc, address.query) == ("http", "testserver", "ver=1")
    assert re.fullmatch(
        r"/files/(images|thumbs|depths)/imagine/(thumb_)?under_the_sea_etc_passwd__[0-9a-f]{16}__\d+\.jpg", address.path
    )


@pytest.mark.parametrize(
    ("asked", "status", "piece"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=999999999-", 416, None),
    ],
)
def test_a_part_of_it_can_be_asked_for(client, skybox, asked, status, piece):
    answer = client.get(skybox["file_url"], headers={"range": asked})

    assert answer.status_code == status
    if piece:
        assert answer.content == FILES["file"][piece]


def test_what_has_not_changed_is_not_sent_again(client, skybox):
    first = client.get(skybox["file_url"])

    again = client.get(skybox["file_url"], headers={"if-none-match": f'W/"other", {first.headers["etag"]}'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_a_head_tells_the_size_and_sends_nothing(client, skybox):
    answer = client.head(skybox["file_url"])

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(FILES["file"]))


def test_the_words_in_an_address_do_not_matter_but_the_hash_does(client, skybox):
    path = urlsplit(skybox["file_url"]).path
    mark = re.search("__([0-9a-f]{16})__", path).group(1)
    other = "0" * 16 if mark != "0" * 16 else "1" * 16

    assert client.get(path.replace("under_the_sea", "elsewhere")).status_code == 200
    assert client.get(path.replace(mark, other)).status_code == 404
    assert client.get(path.replace("/images/", "/depths/")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/files/images/imagine/a.jpg",
        "/files/images/imagine/a__0123456789abcdef__1.jpg",
        "/files/images/imagine/a__0123456789abcdef__99999999999999999999999.jpg",
        "/files/images/imagine/..%2f..%2fpostgres%2fPG_VERSION",
        "/files/images/imagine/%00__0123456789abcdef__1.jpg",
        "/files/../data/postgres",
        "/files/gen/1/1/file.jpg",
        "/files/",
    ],
)
def test_nothing_else_can_be_had(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.json()["error"]


def test_a_file_in_a_bucket_is_had_by_a_signed_address_of_minutes(ctx, skybox, monkeypatch):
    for name, value in {"ACCESS_KEY_ID": "id", "SECRET_ACCESS_KEY": "secret", "REGION": "eu-central-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    remote = dataclasses.replace(ctx, blobs=Blobs("s3://bucket/skyloom"))

    with TestClient(create_app(remote)) as opened:
        answer = opened.get(skybox["file_url"], follow_redirects=False)

    target = urlsplit(answer.headers["location"])
    assert answer.status_code == 302
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert target.path.endswith("/file.jpg")
    assert "X-Amz-Expires=600" in target.query
    assert "X-Amz-Signature=" in target.query
