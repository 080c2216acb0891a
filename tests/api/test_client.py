"""The client that comes with Skyloom, against the whole server in this process."""

import pytest
from tests.api.customers import FILES
from tests.pictures import saved

from skyloom.core.scene import SceneSpec
from skyloom.core.scene_json import scene_to_json
from skyloom.services.find import find
from skyloom_client.client import ApiError, Client


@pytest.fixture
def api(client, customer):
    with Client("http://testserver/", customer.secret, transport=client._transport) as opened:
        yield opened


@pytest.fixture
def out(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_it_goes_the_whole_way(api, complete, out):
    style = next(style for style in api.styles(model_version="4") if style.name == "Open World")
    ordered = api.generate("hills", style_id=style.id, variant_id=2, seed=9, horizon_shift=3, negative_text="fog")
    complete({"id": ordered.id})
    seen = []

    skybox = api.wait(ordered.id, watch=seen.append)
    sizes = [
        api.download(url, out / f"{number}.jpg")
        for number, url in enumerate([skybox.file_url, skybox.thumb_url, skybox.depth_map_url])
    ]

    assert style.variants == ((1, "Standard", 3), (2, "Enhanced", 6))
    assert (skybox.status, skybox.seed, seen) == ("complete", 9, [skybox])
    assert sizes == [len(FILES[kind]) for kind in ("file", "thumb", "depth")]
    assert sorted(path.name for path in out.iterdir()) == ["0.jpg", "1.jpg", "2.jpg"]
    assert (out / "0.jpg").read_bytes() == FILES["file"]


def test_a_refusal_is_an_error_with_the_server_s_sentence(api):
    with pytest.raises(ApiError, match="No prompts submitted") as caught:
        api.generate("")

    assert caught.value.status == 422


def test_a_download_that_fails_leaves_nothing(api, out):
    with pytest.raises(ApiError, match="There is no such file"):
        api.download("http://testserver/files/images/imagine/a__0123456789abcdef__1.jpg", out / "sky.jpg")

    assert list(out.iterdir()) == []


def test_pages_follow_each_other(api):
    ids = [api.generate(f"hills {number}").id for number in range(5)]

    pages = [api.history(page=page, limit=2) for page in range(3)]

    assert [skybox.id for page in pages for skybox in page.items] == ids[::-1]
    assert [page.has_more for page in pages] == [True, True, False]
    assert {page.total for page in pages} == {5}


def test_a_server_that_is_away_is_waited_for_until_the_time_is_up():
    with Client("http://127.0.0.1:1", "key") as client, pytest.raises(TimeoutError, match="not known"):
        client.wait(1, every=0.01, timeout=0.1)


def test_a_skybox_that_is_not_there_is_not_waited_for(api):
    with pytest.raises(ApiError, match="Skybox not found"):
        api.wait(4711)


def test_it_imagines_by_the_name_of_a_generator(api, complete):
    stable, ours = api.generators()

    imagined = api.imagine(stable.name, prompt="hills", seed=12, idempotency_key="order-1")
    again = api.imagine(stable.name, prompt="hills", seed=12, idempotency_key="order-1")
    complete({"id": imagined.id})

    assert (stable.name, ours.name) == ("stable-skybox", "skyloom-skybox")
    assert stable.parameters["prompt"]["max_value"] == 600
    assert again.id == imagined.id
    assert (imagined.seed, api.get(imagined.id).status) == (12, "complete")
    assert [item.id for item in api.history(generator=stable.name).items] == [imagined.id]


def test_a_favourite_is_marked_and_found_again(api):
    first, _second = api.generate("hills"), api.generate("dunes")

    marked = api.favorite(first.id)

    assert marked.is_favorite
    assert [item.id for item in api.history(favorites=True).items] == [first.id]
    assert not api.favorite(first.id).is_favorite


def test_what_is_wrong_with_a_generator_is_told(api):
    with pytest.raises(ApiError, match="There is no such generator") as caught:
        api.imagine("dall-e", prompt="hills")

    assert caught.value.status == 400


def test_a_skybox_is_exported_and_its_file_downloaded(api, complete, out):
    skybox = api.generate("hills")
    complete({"id": skybox.id})
    jpg = next(kind for kind in api.export_types() if kind.key == "equirectangular-jpg")

    export = api.wait_export(api.export(skybox.obfuscated_id, jpg.id).id)
    again = api.export(skybox.obfuscated_id, jpg.id)

    assert (export, export.status, export.type) == (again, "complete", "equirectangular-jpg")
    assert (7, "16K", 16384) in jpg.resolutions
    assert api.download(export.file_url, out / "sky.jpg") == len(FILES["file"])
    assert api.get(skybox.id).exports == {"equirectangular-jpg": export.file_url}


def test_an_export_that_is_deleted_is_gone(api, complete):
    skybox = api.generate("hills")
    complete({"id": skybox.id})
    export = api.export(skybox.obfuscated_id, 1)

    api.delete_export(export.id)

    with pytest.raises(ApiError, match="Export not found"):
        api.get_export(export.id)


def test_a_skybox_is_remixed_and_an_image_reworked(ctx, customer, api, complete):
    world = {"scene": scene_to_json(SceneSpec()), "seed": 7}
    parent = complete({"id": api.generate("hills").id}, result=world)

    made = [
        api.generate("night", remix=parent["id"]),
        api.generate("night", control_image=saved("PNG")),
        api.generate("night", init_image=saved("JPEG"), init_strength=0.3),
    ]

    remix, control, init = (find(ctx, account_id=customer.account_id, generation_id=item.id) for item in made)
    assert (remix.parent_id, remix.params["world"]) == (parent["id"], world)
    assert (control.params["image"], list(control.inputs)) == ("control", ["control_image"])
    assert (init.params["init_strength"], list(init.inputs)) == (0.3, ["init_image"])
