"""`/skybox/export`: what is offered, ordered once, refused, cancelled and deleted."""

import threading

import pytest
from tests.api.customers import CYBERPUNK, OPEN_WORLD, new_customer, stored

from skyloom.core.exports import BY_ID, TYPES
from skyloom.core.generations import Artifact, Status
from skyloom.engines.skybox.engine import Skybox
from skyloom.services.claim import claim
from skyloom.services.find import find
from skyloom.services.settle import settle
from skyloom.store.blobs import prefix_of

JPG, PNG, ROBLOX, HDR, EXR, DEPTH, VIDEO, CUBE = 1, 2, 3, 4, 5, 6, 7, 10
NORMALS, SEGMENTS, DOME, DEPTH16 = 101, 102, 103, 104
WIDTH = {CYBERPUNK: 8192, OPEN_WORLD: 4096}
FILES = {
    "file": ("image/jpeg", b"\xff\xd8 panorama"),
    "thumb": ("image/jpeg", b"\xff\xd8 thumb"),
    "depth": ("image/jpeg", b"\xff\xd8 depth"),
    "pixels": ("image/png", b"\x89PNG pixels"),
    "radiance": ("image/x-exr", b"exr light"),
    "distance": ("image/png", b"\x89PNG distance"),
}


@pytest.fixture
def skybox(ctx, client, customer):
    """Order a skybox and do what a worker does; return its body."""

    def skybox(style=CYBERPUNK, *, kinds=tuple(FILES), version=Skybox.version, is_complete=True):
        fields = {"prompt": "Dark forest", "skybox_style_id": style}
        made = client.post("/api/v1/skybox", json=fields, headers=customer.headers).json()
        if is_complete:
            work(ctx, customer, made["id"], kinds, WIDTH[style], version)
        return made

    return skybox


def work(ctx, customer, generation_id, kinds, width, version=None):
    waiting = find(ctx, account_id=customer.account_id, generation_id=generation_id)
    taken = claim(ctx, waiting.id, waiting.job_id, "test")
    artifacts = []
    for kind in kinds:
        content_type, data = FILES[kind]
        key = f"{prefix_of(taken.id)}{taken.attempt}/{kind}.bin"
        ctx.blobs.put(key, data, content_type=content_type)
        artifacts.append(
            Artifact(
                kind=kind, key=key, content_type=content_type, size=len(data), sha256=kind.rjust(64, "0"), width=width
            )
        )
    facts = {"version": version}
    settle(ctx, taken.id, Status.COMPLETE, attempt=taken.attempt, artifacts=artifacts, result=facts)


@pytest.fixture
def ask(client, customer):
    def ask(skybox, type_id, headers=customer.headers, **fields):
        body = {"skybox_id": skybox["obfuscated_id"], "type_id": type_id, **fields}
        return client.post("/api/v1/skybox/export", json=body, headers=headers)

    return ask


@pytest.fixture
def show(client, customer):
    def show(export):
        return client.get(f"/api/v1/skybox/export/{export['id']}", headers=customer.headers)

    return show


def generation_of(ctx, customer, export):
    return find(ctx, account_id=customer.account_id, obfuscated_id=export["id"])


def test_the_types_are_the_published_ones_and_ours_with_sizes_and_all_are_free(client, customer):
    listed = {item["id"]: item for item in client.get("/api/v1/skybox/export", headers=customer.headers).json()}

    published = ["equirectangular-jpg", "equirectangular-png", "cube-map-roblox-png", "hdri-hdr", "hdri-exr"]
    published += ["depth-map-png", "video-landscape-mp4", "video-portrait-mp4", "video-square-mp4"]
    assert [listed[number]["key"] for number in range(1, 11)] == [*published, "cube-map-default-png"]
    assert {101, 102, 103, 104} <= listed.keys()
    assert not any(item["premium_feature"] or item["isPremium"] for item in listed.values())
    assert listed[PNG]["resolutions"][-1] == {"id": 7, "name": "16K", "width": 16384, "height": 8192}
    assert listed[VIDEO]["resolutions"] == []


def test_an_export_looks_as_published(skybox, ask):
    parent = skybox()

    body = ask(parent, HDR).json()

    hash_ = body["id"]
    created = body.pop("created_at")
    assert len(hash_) == 32
    assert created[10] == "T"
    assert created.endswith("Z")
    assert len(created) == len("2023-08-23T13:52:59.000000Z")
    assert body == {
        "file_url": "",
        "id": hash_,
        "skybox_obfuscated_id": parent["obfuscated_id"],
        "type": "hdri-hdr",
        "type_id": HDR,
        "status": "pending",
        "queue_position": 1,
        "error_message": None,
        "pusher_channel": f"export_status_update_{hash_}",
        "pusher_event": "status_update",
        "webhook_url": None,
    }


@pytest.mark.parametrize(("type_id", "ending"), [(JPG, ".jpg"), (PNG, ".png"), (EXR, ".exr")])
def test_what_the_skybox_is_already_is_complete_at_once(client, customer, skybox, ask, show, type_id, ending):
    body = ask(skybox(), type_id).json()

    assert body["status"] == "complete"
    assert body["file_url"].split("?")[0].endswith(f"_{BY_ID[type_id].key}{ending}")
    assert show(body).json() == body
    answer = client.get(body["file_url"])
    assert answer.content == FILES[BY_ID[type_id].same_as][1]
    assert answer.headers["content-type"] == BY_ID[type_id].content_type


def test_a_worker_s_export_is_queued_and_shows_its_file_when_it_is_done(ctx, client, customer, skybox, ask, show):
    parent = skybox()
    body = ask(parent, CUBE).json()
    made = generation_of(ctx, customer, body)

    key = f"{prefix_of(made.id)}1/file.zip"
    ctx.blobs.put(key, b"PK faces", content_type="application/zip")
    taken = claim(ctx, made.id, made.job_id, "test")
    file = Artifact(kind="file", key=key, content_type="application/zip", size=8, sha256="0" * 64)
    settle(ctx, made.id, Status.COMPLETE, attempt=taken.attempt, artifacts=[file])

    assert (made.queue, made.engine, made.seed) == ("cpu.export", "export", parent["seed"])
    assert set(made.inputs) == {"pixels", "file"}
    done = show(body).json()
    assert done["status"] == "complete"
    assert client.get(done["file_url"]).content == b"PK faces"
    whole = client.get(f"/api/v1/imagine/requests/{parent['id']}", headers=customer.headers).json()["request"]
    assert whole["exports"] == {"cube-map-default-png": done["file_url"]}


def test_exports_of_a_skybox_are_an_object_from_the_first(skybox):
    assert skybox(is_complete=False)["exports"] == {}


def test_of_several_sizes_the_largest_is_shown(ctx, client, customer, skybox, ask):
    parent = skybox()
    small, large = ask(parent, JPG, resolution_id=4).json(), ask(parent, JPG).json()

    whole = client.get(f"/api/v1/imagine/requests/{parent['id']}", headers=customer.headers).json()["request"]

    assert small["id"] != large["id"]
    assert whole["exports"] == {"equirectangular-jpg": large["file_url"]}


def test_the_same_export_is_ordered_once_however_often_it_is_asked_for(skybox, ask):
    parent = skybox()
    answers = []

    def post():
        answers.append(ask(parent, HDR).json()["id"])

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert ask(parent, HDR, resolution_id=6).json()["id"] == answers[0]  # 8K is its own size
    assert ask(parent, HDR, resolution_id=5).json()["id"] != answers[0]


def test_numbers_may_be_text_and_bodies_may_be_forms(client, customer, skybox):
    parent = skybox()
    fields = {"skybox_id": parent["obfuscated_id"], "type_id": "2", "resolution_id": "6", "webhook_url": ""}

    by_json = client.post("/api/v1/skybox/export", json=fields, headers=customer.headers)
    by_form = client.post("/api/v1/skybox/export", data=fields, headers=customer.headers)

    assert by_json.json() == by_form.json()
    assert by_json.json()["status"] == "complete"


def test_a_webhook_of_an_export_is_kept_with_it(ctx, customer, skybox, ask):
    url = "https://93.184.216.34/hook"

    body = ask(skybox(), HDR, webhook_url=url).json()

    assert body["webhook_url"] == url
    assert generation_of(ctx, customer, body).webhook_url == url


def test_one_that_was_cancelled_may_be_ordered_again(client, customer, skybox, ask, show):
    parent = skybox()
    first = ask(parent, HDR).json()

    gone = client.delete(f"/api/v1/skybox/export/{first['id']}", headers=customer.headers)

    assert gone.json() == {"success": True}
    assert show(first).json()["status"] == "abort"
    again = ask(parent, HDR).json()
    assert again["id"] != first["id"]
    assert again["status"] == "pending"


def test_deleting_a_finished_export_leaves_the_skybox_and_its_files(client, customer, skybox, ask, show):
    parent = skybox()
    made = ask(parent, PNG).json()

    gone = client.delete(f"/api/v1/skybox/export/{made['id']}", headers=customer.headers)

    assert gone.json() == {"success": True}
    assert show(made).status_code == 404
    assert client.get(made["file_url"]).status_code == 404
    assert ask(parent, PNG).json()["status"] == "complete"


def test_deleting_a_skybox_deletes_its_exports_and_cancels_those_that_run(ctx, client, customer, skybox, ask, show):
    parent = skybox()
    done, waiting = ask(parent, PNG).json(), ask(parent, HDR).json()
    number = generation_of(ctx, customer, waiting).id

    client.delete(f"/api/v1/imagine/deleteImagine/{parent['id']}", headers=customer.headers)

    assert show(done).status_code == show(waiting).status_code == 404
    assert client.get(done["file_url"]).status_code == 404
    with ctx.db.reading() as tx:
        assert tx.generations.get(number).status is Status.ABORT


def test_exports_are_no_part_of_the_history_and_of_cancel_all(client, customer, skybox, ask, show):
    parent = skybox()
    made = ask(parent, HDR).json()

    client.delete("/api/v1/imagine/requests/pending", headers=customer.headers)

    assert show(made).json()["status"] == "pending" or show(made).json()["status"] == "dispatched"
    history = client.get("/api/v1/imagine/myRequests", headers=customer.headers).json()
    assert [item["id"] for item in history["data"]] == [parent["id"]]


def test_an_export_costs_nothing(ctx, customer, skybox, ask):
    parent = skybox()
    before = stored(ctx, customer)[0]

    ask(parent, HDR)

    assert stored(ctx, customer)[0] == before


def test_16k_is_rendered_for_model_3_and_refused_for_model_4(skybox, ask):
    assert ask(skybox(), PNG, resolution_id=7).json()["status"] == "pending"

    refused = ask(skybox(OPEN_WORLD), PNG, resolution_id=7)

    assert refused.status_code == 422
    assert "4 (2K), 5 (4K)" in refused.json()["error"]


REFUSED = [
    ({"type_id": 11}, 422, "There is no type of export 11: 'type_id' is one of 1 (JPG)"),
    ({"type_id": "png"}, 422, "The parameter 'type_id' must be a whole number"),
    ({"type_id": None}, 422, "The parameter 'type_id' is missing."),
    ({"skybox_id": ""}, 422, "The parameter 'skybox_id' is missing."),
    ({"skybox_id": "0" * 32}, 404, "Skybox not found"),
    ({"skybox_id": "../etc"}, 404, "Skybox not found"),
    (
        {"resolution_id": 3},
        422,
        "'PNG' of this skybox has no resolution 3: choose from 4 (2K), 5 (4K), 6 (8K), 7 (16K)",
    ),
    ({"type_id": VIDEO, "resolution_id": 6}, 422, "'Video Landscape' has one size, 1920x1080"),
    ({"type_id": NORMALS, "resolution_id": 7}, 422, "'Normal Map' of this skybox has no resolution 7"),
]


@pytest.mark.parametrize(("fields", "status", "words"), REFUSED, ids=[str(row[0]) for row in REFUSED])
def test_what_cannot_be_is_refused_in_clear_words_and_leaves_nothing(
    ctx, client, customer, skybox, fields, status, words
):
    parent = skybox()
    before = stored(ctx, customer)

    body = {"skybox_id": parent["obfuscated_id"], "type_id": PNG} | fields
    answer = client.post("/api/v1/skybox/export", json=body, headers=customer.headers)

    assert answer.status_code == status
    assert answer.json()["error"].startswith(words)
    assert stored(ctx, customer) == before


def test_a_skybox_that_is_not_complete_cannot_be_exported(skybox, ask):
    answer = ask(skybox(is_complete=False), JPG)

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("This skybox cannot be exported: its status is dispatched.")


def test_another_account_s_skybox_and_export_are_unknown(ctx, client, customer, skybox, ask):
    parent = skybox()
    made = ask(parent, JPG).json()
    stranger = new_customer(ctx).headers

    assert ask(parent, JPG, headers=stranger).status_code == 404
    assert client.get(f"/api/v1/skybox/export/{made['id']}", headers=stranger).json()["error"] == "Export not found"
    assert client.delete(f"/api/v1/skybox/export/{made['id']}", headers=stranger).status_code == 404
    assert client.get(f"/api/v1/skybox/export/{made['id']}", headers=customer.headers).status_code == 200


def test_an_export_is_no_skybox_and_a_skybox_no_export(client, customer, skybox, ask, show):
    parent = skybox()
    made = ask(parent, JPG).json()

    assert show({"id": parent["obfuscated_id"]}).status_code == 404
    assert ask({"obfuscated_id": made["id"]}, JPG).status_code == 404
    by_hash = client.get(f"/api/v1/imagine/requests/obfuscated-id/{made['id']}", headers=customer.headers)
    assert by_hash.status_code == 404


@pytest.mark.parametrize("type_id", [NORMALS, SEGMENTS])
def test_what_must_be_rendered_is_refused_once_the_engine_has_changed(skybox, ask, type_id):
    answer = ask(skybox(version="0"), type_id)

    assert answer.status_code == 422
    assert "generate it anew" in answer.json()["error"]
    assert ask(skybox(), type_id).json()["status"] == "pending"


def test_a_skybox_without_masters_is_exported_from_its_jpeg_or_rendered_again(ctx, customer, skybox, ask):
    shown = ("file", "thumb", "depth")
    old, new = skybox(kinds=shown, version="0"), skybox(kinds=shown)

    png, light = ask(old, PNG).json(), ask(new, EXR).json()

    assert set(generation_of(ctx, customer, png).inputs) == {"file"}
    assert generation_of(ctx, customer, light).params["skybox"]["prompt"] == "Dark forest"
    assert ask(old, EXR).status_code == 422


def test_every_type_can_be_ordered_of_a_skybox_with_masters(skybox, ask):
    parent = skybox()

    states = {kind.key: ask(parent, kind.id).json()["status"] for kind in TYPES}

    assert set(states.values()) == {"pending", "complete"}
    assert {key for key, state in states.items() if state == "complete"} == {
        "equirectangular-jpg",
        "equirectangular-png",
        "hdri-exr",
    }


def test_the_address_of_an_export_must_be_right_in_every_part(client, skybox, ask):
    url = ask(skybox(), PNG).json()["file_url"].split("?")[0]
    mark = url.split("__")[1]

    assert client.get(url).status_code == 200
    for wrong in (
        url.replace(mark, "0" * 16),
        url.replace("/equirectangular-png/", "/hdri-exr/"),
        url.replace("_equirectangular-png.", "."),
        url.replace("/files/exports/equirectangular-png/", "/files/images/imagine/"),
    ):
        assert client.get(wrong).status_code == 404, wrong


def test_masters_have_no_address(client, customer, skybox):
    parent = skybox()
    whole = client.get(f"/api/v1/imagine/requests/{parent['id']}", headers=customer.headers).json()["request"]

    for folder in ("pixels", "radiance", "distance"):
        assert client.get(whole["file_url"].replace("/images/", f"/{folder}/")).status_code == 404
