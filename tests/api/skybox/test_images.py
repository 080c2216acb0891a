"""Images that come with a request: every way to send one, what is kept of them, and what is refused."""

import base64
import dataclasses
import hashlib
import http.server
import json
import threading
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from tests.api.customers import CYBERPUNK, OPEN_WORLD, new_customer, stored
from tests.pictures import KINDS, png_of, saved

from skyloom.api import body
from skyloom.api.app import create_app
from skyloom.services.find import find

FINE = {"skybox_style_id": CYBERPUNK, "prompt": "hills"}
CONTROL = FINE | {"control_model": "remix"}
PICTURE = saved("JPEG")
BASE64 = base64.b64encode(PICTURE).decode()
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/vnd.radiance": "hdr",
    "image/x-exr": "exr",
}
LIMIT = 50 * 2**20


@pytest.fixture
def ctx(shared):
    return dataclasses.replace(shared, allow_private_urls=True)


@pytest.fixture
def web():
    """A server of files on this machine: a picture, a page, something huge, and a redirect to the picture."""

    class Files(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = {
                "/a.jpg": (200, {"content-type": "text/plain"}, PICTURE),
                "/page": (200, {"content-type": "image/jpeg"}, b"<html>"),
                "/huge": (200, {"content-length": str(LIMIT + 1)}, b""),
                "/moved": (302, {"location": "/a.jpg"}, b""),
            }.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def key_of(customer, data, extension="jpg"):
    return f"input/{customer.account_id}/{hashlib.sha256(data).hexdigest()}.{extension}"


def inputs(ctx, customer):
    return ctx.blobs.keys(f"input/{customer.account_id}/")


def assert_refused(ctx, customer, answer, status, words):
    assert answer.status_code == status, answer.text
    assert words in answer.json()["error"], answer.text
    assert answer.json()["message"] == answer.json()["error"]
    assert stored(ctx, customer) == (customer.credits, 0)
    assert inputs(ctx, customer) == []


def test_two_accounts_do_not_share_inputs(ctx, client):
    one, other = new_customer(ctx), new_customer(ctx)
    for customer in (one, other):
        client.post("/api/v1/skybox", json=CONTROL | {"control_image": BASE64}, headers=customer.headers)

    assert inputs(ctx, one) == [key_of(one, PICTURE)]
    assert inputs(ctx, other) == [key_of(other, PICTURE)]


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: {"data": CONTROL, "files": {"control_image": ("a.png", PICTURE, "application/octet-stream")}},
        lambda: {"json": CONTROL | {"control_image": BASE64}},
        lambda: {"json": CONTROL | {"control_image": f"data:image/png;base64,{BASE64}"}},
        lambda: {"json": CONTROL | {"control_image": base64.urlsafe_b64encode(PICTURE).decode().rstrip("=")}},
        lambda: {"json": CONTROL | {"control_image": base64.encodebytes(PICTURE).decode().replace("\n", "\r\n")}},
        lambda: {"json": CONTROL | {"control_image": " ".join(BASE64[i : i + 76] for i in range(0, len(BASE64), 76))}},
        lambda: {"data": CONTROL | {"control_image": BASE64}},
        lambda: {
            "content": urlencode(CONTROL) + "&control_image=" + BASE64.replace("=", "%3D"),  # its plus signs are not
            "headers": {"content-type": "application/x-www-form-urlencoded"},
        },
        lambda: {"files": {name: (None, str(value)) for name, value in (CONTROL | {"control_image": BASE64}).items()}},
    ],
    ids=["file", "base64", "data uri", "urlsafe", "lines", "blanks", "form", "form unescaped", "multipart text"],
)
def test_every_way_to_send_an_image_is_the_same_order(ctx, client, request_of):
    customer = new_customer(ctx)
    options = request_of()
    options["headers"] = options.get("headers", {}) | customer.headers

    answer = client.post("/api/v1/skybox", **options)

    assert answer.status_code == 200, answer.text
    generation = find(ctx, account_id=customer.account_id, generation_id=answer.json()["id"])
    assert answer.json()["type"] == "skybox remix"
    assert generation.inputs == {"control_image": key_of(customer, PICTURE)}
    assert generation.params["image"] == "control"
    assert ctx.blobs.get(key_of(customer, PICTURE)) == PICTURE


@pytest.mark.parametrize("path", ["/a.jpg", "/moved"])
def test_an_address_is_the_same_order_too(ctx, client, web, path):
    customer = new_customer(ctx)

    answer = client.post("/api/v1/skybox", json=CONTROL | {"control_image": web + path}, headers=customer.headers)

    assert answer.status_code == 200, answer.text
    assert inputs(ctx, customer) == [key_of(customer, PICTURE)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_kept_as_it_is_whatever_its_name(ctx, client, kind):
    customer = new_customer(ctx)
    data = KINDS[kind]()

    answer = client.post(
        "/api/v1/skybox", data=CONTROL, files={"control_image": ("a.gif", data, "image/gif")}, headers=customer.headers
    )

    assert answer.status_code == 200, answer.text
    assert inputs(ctx, customer) == [key_of(customer, data, EXTENSIONS[kind])]


@pytest.mark.parametrize("strength", [0.11, 0.9, "0.5"])
def test_an_init_image_goes_with_its_strength(ctx, client, strength):
    customer = new_customer(ctx)
    body = FINE | {"init_image": BASE64, "init_strength": strength}

    told = client.post("/api/v1/skybox", json=body, headers=customer.headers).json()

    generation = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert told["type"] == "skybox remix"
    assert generation.inputs == {"init_image": key_of(customer, PICTURE)}
    assert (generation.params["image"], generation.params["init_strength"]) == ("init", float(strength))


@pytest.mark.parametrize("strength", [None, 0, 0.0, "0.0", ""])
def test_without_a_strength_an_init_image_has_no_influence(ctx, client, strength):
    customer = new_customer(ctx)
    body = FINE | {"init_image": BASE64, "init_strength": strength}

    told = client.post("/api/v1/skybox", json=body, headers=customer.headers).json()

    generation = find(ctx, account_id=customer.account_id, generation_id=told["id"])
    assert told["type"] == "skybox"
    assert (generation.inputs, generation.params["image"]) == ({}, None)
    assert inputs(ctx, customer) == []


@pytest.mark.parametrize("use", ["control", "init"])
def test_the_image_of_an_earlier_skybox_is_used_again_by_its_hash(ctx, client, use):
    customer = new_customer(ctx)
    body = CONTROL | {"init_strength": 0.5}
    first = client.post("/api/v1/skybox", json=body | {f"{use}_image": BASE64}, headers=customer.headers).json()

    again = client.post(
        "/api/v1/skybox", json=body | {f"{use}_image_hash": first["obfuscated_id"]}, headers=customer.headers
    ).json()

    generation = find(ctx, account_id=customer.account_id, generation_id=again["id"])
    assert generation.inputs == {f"{use}_image": key_of(customer, PICTURE)}
    assert generation.params["image"] == use


@pytest.mark.parametrize("use", ["control", "init"])
def test_a_hash_of_a_skybox_without_such_an_image_is_told_as_published(ctx, client, use):
    customer = new_customer(ctx)
    plain = client.post("/api/v1/skybox", json=FINE, headers=customer.headers).json()
    body = CONTROL | {"init_strength": 0.5, f"{use}_image_hash": plain["obfuscated_id"]}

    answer = client.post("/api/v1/skybox", json=body, headers=customer.headers)

    assert answer.status_code == 404
    assert answer.json()["error"] == f"{use.capitalize()} image for the specified skybox was not found"
    assert stored(ctx, customer) == (customer.credits - 1, 1)


def test_a_hash_of_another_account_is_as_unknown_as_any(ctx, client):
    owner, stranger = new_customer(ctx), new_customer(ctx)
    theirs = client.post("/api/v1/skybox", json=CONTROL | {"control_image": BASE64}, headers=owner.headers).json()

    answer = client.post(
        "/api/v1/skybox", json=CONTROL | {"control_image_hash": theirs["obfuscated_id"]}, headers=stranger.headers
    )

    assert_refused(ctx, stranger, answer, 404, "Skybox with the specified control image hash was not found")


REFUSED = [
    ({"control_image": BASE64}, 422, "Send 'control_model' with the 'control_image'"),
    ({"control_image": BASE64, "control_model": "scribble"}, 422, "The only 'control_model' is 'remix'"),
    ({"control_image": BASE64, "control_model": "sketch"}, 422, "'sketch' is not offered"),
    (CONTROL | {"control_image": BASE64, "init_image": BASE64, "init_strength": 0.5}, 422, "not both"),
    (CONTROL | {"control_image": BASE64, "init_image_hash": "0" * 32}, 422, "not both"),
    (CONTROL | {"control_image": BASE64, "remix_imagine_id": 1}, 422, "Send an image or a skybox to remix, not both"),
    ({"init_image": BASE64, "init_strength": 0.1}, 422, "from 0.11"),
    ({"init_image": BASE64, "init_strength": 0.91}, 422, "from 0.11"),
    ({"init_image": BASE64, "init_strength": -1}, 422, "from 0.11"),
    ({"init_image": BASE64, "init_strength": "nan"}, 422, "from 0.11"),
    ({"init_image": BASE64, "init_strength": "much"}, 422, "'init_strength'"),
    ({"init_image": BASE64, "init_strength": True}, 422, "'init_strength'"),
    (CONTROL | {"control_image": "no base64!"}, 422, "neither base64 nor an http(s) address"),
    (CONTROL | {"control_image": "aGVsbG8"}, 422, "not an image that this server reads"),
    (CONTROL | {"control_image": "data:image/png,abc"}, 422, "A data: URI must hold base64"),
    (CONTROL | {"control_image": "ftp://example.com/a.jpg"}, 422, "'control_image'"),
    (CONTROL | {"control_image": "file:///etc/passwd"}, 422, "'control_image'"),
    (CONTROL | {"control_image": 7}, 422, "Send the image as a file"),
    (CONTROL | {"control_image": {"a": 1}}, 422, "Send the image as a file"),
    (CONTROL | {"control_image": base64.b64encode(png_of(30_000, 30_000)).decode()}, 422, "30000x30000 pixels"),
    (CONTROL | {"control_image": base64.b64encode(saved("PNG", 128, 32)).decode()}, 422, "128x32 pixels"),
    (CONTROL | {"control_image": base64.b64encode(PICTURE[:20]).decode()}, 422, "broken image"),
    (CONTROL | {"control_image": base64.b64encode(b"<svg/>" * 30).decode()}, 422, "not an image"),
    (CONTROL | {"skybox_style_id": OPEN_WORLD, "control_image": BASE64}, 422, "is for styles of Model 3"),
    ({"skybox_style_id": OPEN_WORLD, "init_image": BASE64, "init_strength": 0.5}, 422, "is for styles of Model 3"),
    ({"skybox_style_id": OPEN_WORLD, "remix_imagine_id": 1}, 422, "is for styles of Model 3"),
]


@pytest.mark.parametrize(("change", "status", "words"), REFUSED, ids=lambda v: ascii(v)[-50:])
def test_a_wrong_image_is_told_and_nothing_is_charged_or_kept(ctx, client, change, status, words):
    customer = new_customer(ctx)

    answer = client.post("/api/v1/skybox", json=FINE | change, headers=customer.headers)

    assert_refused(ctx, customer, answer, status, words)


@pytest.mark.parametrize(
    ("path", "words"), [("/page", "not an image"), ("/huge", "more than"), ("/nothing", "status 404")]
)
def test_an_address_without_an_image_is_told(ctx, client, web, path, words):
    customer = new_customer(ctx)

    answer = client.post("/api/v1/skybox", json=CONTROL | {"control_image": web + path}, headers=customer.headers)

    assert_refused(ctx, customer, answer, 422, words)


def test_an_address_in_a_private_network_is_refused_unless_that_is_allowed(shared, web):
    customer = new_customer(shared)
    with TestClient(create_app(shared), raise_server_exceptions=False) as client:
        answer = client.post(
            "/api/v1/skybox", json=CONTROL | {"control_image": f"{web}/a.jpg"}, headers=customer.headers
        )

    assert_refused(shared, customer, answer, 422, "private")


def test_without_credits_no_image_is_kept(ctx, client):
    poor = new_customer(ctx, credits_=0)

    answer = client.post("/api/v1/skybox", json=CONTROL | {"control_image": BASE64}, headers=poor.headers)

    assert_refused(ctx, poor, answer, 403, "used every generation")


def test_a_refused_order_does_not_take_away_the_image_of_another(ctx, client):
    customer = new_customer(ctx, credits_=1)
    body = CONTROL | {"control_image": BASE64}
    client.post("/api/v1/skybox", json=body, headers=customer.headers)

    answer = client.post("/api/v1/skybox", json=body, headers=customer.headers)

    assert answer.status_code == 403
    assert inputs(ctx, customer) == [key_of(customer, PICTURE)]


def test_an_empty_file_field_of_a_form_is_no_image(ctx, client):
    customer = new_customer(ctx)

    answer = client.post("/api/v1/skybox", data=FINE, files={"control_image": ("", b"")}, headers=customer.headers)

    assert answer.status_code == 200, answer.text
    assert answer.json()["type"] == "skybox"


def test_the_same_bytes_are_the_same_order_for_an_idempotency_key_and_others_are_not(ctx, client):
    customer = new_customer(ctx)
    headers = customer.headers | {"Idempotency-Key": "one"}
    files = {"control_image": ("a.jpg", PICTURE)}

    first = client.post("/api/v1/skybox", data=CONTROL, files=files, headers=headers).json()
    again = client.post("/api/v1/skybox", json=CONTROL | {"control_image": BASE64}, headers=headers).json()
    other = client.post("/api/v1/skybox", data=CONTROL, files={"control_image": saved("PNG")}, headers=headers)

    assert first["id"] == again["id"]
    assert other.status_code == 422
    assert "Idempotency-Key" in other.json()["error"]
    assert inputs(ctx, customer) == [key_of(customer, PICTURE)]
    assert stored(ctx, customer) == (customer.credits - 1, 1)


def test_the_image_goes_with_the_last_skybox_that_used_it(ctx, client):
    customer = new_customer(ctx)
    body = CONTROL | {"control_image": BASE64}
    made = [client.post("/api/v1/skybox", json=body, headers=customer.headers).json()["id"] for _ in range(2)]

    left = []
    for number in made:
        client.delete(f"/api/v1/imagine/deleteImagine/{number}", headers=customer.headers)
        left.append(len(inputs(ctx, customer)))

    assert left == [1, 0]


def test_an_image_of_more_than_50_megabytes_is_refused(ctx, client):
    customer = new_customer(ctx)
    huge = PICTURE + b"\x00" * LIMIT

    answer = client.post(
        "/api/v1/skybox", data=CONTROL, files={"control_image": ("a.jpg", huge)}, headers=customer.headers
    )

    assert_refused(ctx, customer, answer, 413, f"send at most {LIMIT}")


def test_an_image_larger_than_other_bodies_may_be_is_taken(ctx, client):
    customer = new_customer(ctx)
    large = base64.b64encode(PICTURE + b"\x00" * 30 * 2**20).decode()

    answer = client.post(
        "/api/v1/skybox", content=json.dumps(CONTROL | {"control_image": large}), headers=customer.headers
    )

    assert answer.status_code == 200, answer.text
    assert len(inputs(ctx, customer)) == 1


def test_strangers_with_large_bodies_do_not_keep_others_from_sending_theirs(ctx):
    app = create_app(ctx)
    dialect = next(route.app for route in app.routes if getattr(route, "path", "") == "/api/v1")
    dialect.state.lobby = body.Room(0)
    customer = new_customer(ctx)
    large = {"control_image": ("a.jpg", PICTURE + b"\x00" * 17 * 2**20)}
    with TestClient(app, raise_server_exceptions=False) as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr(body, "TURN", 0.05)

        stranger = client.post("/api/v1/skybox", data=CONTROL | {"api_key": customer.secret}, files=large)
        known = client.post("/api/v1/skybox", data=CONTROL, files=large, headers=customer.headers)

    assert (stranger.status_code, known.status_code) == (503, 200)
