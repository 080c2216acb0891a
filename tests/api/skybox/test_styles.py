"""GET /skybox/styles, /families and /menu: what can be chosen, and how it looks."""

import io
from urllib.parse import urlsplit

import pytest
from PIL import Image

from skyloom.core import catalog

STYLES = "/api/v1/skybox/styles"


def asked(client, customer, path, **query):
    return client.get(path, params=query, headers=customer.headers).json()


def test_a_style_has_every_field_that_published_clients_read(client, customer):
    for style in asked(client, customer, STYLES):
        assert isinstance(style["id"], int)
        assert style["description"]
        assert style["max-char"] > 0
        assert style["negative-text-max-char"] > 0
        assert isinstance(style["skybox_style_families_id"], int)
        assert style["image"] == style["image_jpg"]


def test_a_model_version_narrows_the_list(client, customer):
    all_styles, three, four = (
        asked(client, customer, STYLES, **({"model_version": v} if v else {})) for v in ("", "3", "4")
    )

    assert len(all_styles) == len(three) + len(four)
    assert {style["model"] for style in three} == {"Model 3"}
    assert {style["model"] for style in four} == {"Model 4"}


def test_the_picture_of_a_style_is_served_to_everybody(client, customer):
    shown = [style for style in asked(client, customer, STYLES) if style["image_jpg"]]

    for style in shown:
        answer = client.get(urlsplit(style["image_jpg"]).path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/jpeg"
        assert len(answer.content) <= 60_000
        assert Image.open(io.BytesIO(answer.content)).size == (512, 256)


@pytest.mark.parametrize("path", ["families", "menu"])
@pytest.mark.parametrize("version", ["3", "4"])
def test_families_hold_every_style_once_and_none_is_empty(client, customer, path, version):
    listed = asked(client, customer, f"/api/v1/skybox/{path}", model_version=version)
    loose = [entry for entry in listed if entry["type"] == "style"]
    families = [entry for entry in listed if entry["type"] == "family"]

    assert all(family["items"] for family in families)
    assert {family["id"] for family in families} <= {family.id for family in catalog.load().families}
    items = [*loose, *(item for family in families for item in family["items"])]
    assert sorted(item["id"] for item in items) == sorted(
        style["id"] for style in asked(client, customer, STYLES, model_version=version)
    )
