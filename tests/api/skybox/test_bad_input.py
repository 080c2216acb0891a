"""Whatever is wrong with a request: its status, its sentence, nothing charged, nothing stored."""

import json

import pytest
from tests.api.customers import CYBERPUNK, OPEN_WORLD, body_of, stored

FINE = {"skybox_style_id": CYBERPUNK, "prompt": "hills"}
FINE_4 = {"skybox_style_id": OPEN_WORLD, "prompt": "hills"}


@pytest.fixture
def ctx(shared):
    return shared


PARAMETERS = [
    ({"prompt": None}, 422, "No prompts submitted"),
    ({"prompt": ""}, 422, "No prompts submitted"),
    ({"prompt": " \n\t "}, 422, "No prompts submitted"),
    ({"prompt": 7}, 422, "The parameter 'prompt' must be text, not 7."),
    ({"prompt": {"a": 1}}, 422, "The parameter 'prompt' must be text, not {'a': 1}."),
    ({"prompt": ["hills"]}, 422, "The parameter 'prompt' must be text"),
    ({"prompt": "a\x00b"}, 422, "NUL"),
    ({"prompt": "a\ud800b"}, 422, "surrogate"),
    ({"negative_text": "a\udfffb"}, 422, "surrogate"),
    (
        {"prompt": "x" * 391},
        422,
        "The parameter 'prompt' holds 391 characters; the style 'Cyberpunk' takes at most 390.",
    ),
    ({"prompt": "x" * 2001}, 422, "holds 2001 characters"),
    ({"prompt": "x" * 2001, "skybox_style_id": None}, 422, "takes at most 2000"),
    ({"negative_text": "x" * 251}, 422, "The parameter 'negative_text' holds 251 characters"),
    ({"negative_text": "x" * 601, "skybox_style_id": None}, 422, "takes at most 600"),
    ({"negative_text": 5}, 422, "The parameter 'negative_text' must be text"),
    ({"skybox_style_id": 999_999}, 404, "Skybox style does not exist"),
    ({"skybox_style_id": -1}, 404, "Skybox style does not exist"),
    ({"skybox_style_id": 10**30}, 404, "Skybox style does not exist"),
    ({"skybox_style_id": "Cyberpunk"}, 422, "The parameter 'skybox_style_id' must be a whole number, not 'Cyberpunk'."),
    ({"skybox_style_id": 90.5}, 422, "The parameter 'skybox_style_id' must be a whole number"),
    ({"skybox_style_id": True}, 422, "The parameter 'skybox_style_id' must be a whole number"),
    ({"skybox_style_id": [90]}, 422, "The parameter 'skybox_style_id' must be a whole number"),
    ({"seed": -1}, 422, "The parameter 'seed' must be 0 (random) or from 1 to 2147483647 for Model 3."),
    ({"seed": 2**31}, 422, "from 1 to 2147483647"),
    ({"seed": 10**40}, 422, "from 1 to 2147483647"),
    ({"seed": "lucky"}, 422, "The parameter 'seed' must be a whole number, not 'lucky'."),
    ({"seed": 1.5}, 422, "The parameter 'seed' must be a whole number"),
    ({"variant_id": 1}, 422, "The style 'Cyberpunk' is Model 3 and has no variants: leave out 'variant_id'."),
    ({"horizon_shift": 5}, 422, "The parameter 'horizon_shift' is for styles of Model 4"),
    ({"horizon_shift": "high"}, 422, "The parameter 'horizon_shift' must be a whole number"),
    ({"enhance_prompt": "perhaps"}, 422, "The parameter 'enhance_prompt' must be true or false"),
    ({"enhance_prompt": 2}, 422, "The parameter 'enhance_prompt' must be true or false"),
    ({"webhook_url": "javascript:alert(1)"}, 422, "The parameter 'webhook_url' is wrong: The address must begin with"),
    ({"webhook_url": "/hook"}, 422, "must begin with http:// or https://"),
    ({"webhook_url": "http://127.0.0.1/hook"}, 422, "private network"),
    ({"webhook_url": "http://localhost:8000/hook"}, 422, "private network"),
    ({"webhook_url": "http://169.254.169.254/latest"}, 422, "private network"),
    ({"webhook_url": "https://me:secret@example.com/hook"}, 422, "must not hold a user name"),
    ({"webhook_url": "https://example.com/" + "x" * 2048}, 422, "at most 2048 characters"),
    ({"webhook_url": 7}, 422, "The parameter 'webhook_url' must be text, not 7."),
]
PARAMETERS_4 = [
    ({"seed": 2**32}, "from 1 to 4294967295 for Model 4"),
    ({"variant_id": 3}, "The style 'Open World' has no variant 3: 'variant_id' is 1 (Standard) or 2 (Enhanced)."),
    ({"variant_id": 10**25}, "has no variant"),
    ({"horizon_shift": 21}, "The parameter 'horizon_shift' must be at most 20, not 21."),
    ({"horizon_shift": -21}, "The parameter 'horizon_shift' must be at least -20, not -21."),
]


def assert_refused(answer, status, words):
    assert answer.status_code == status, answer.text
    told = answer.json()
    assert words in told["error"]
    assert told["message"] == told["error"]


@pytest.mark.parametrize(("change", "status", "words"), PARAMETERS, ids=lambda v: ascii(v)[:60])
def test_a_wrong_parameter_is_told_and_costs_nothing(ctx, client, customer, change, status, words):
    before = stored(ctx, customer)

    answer = client.post("/api/v1/skybox", content=body_of(FINE | change), headers=customer.headers)

    assert_refused(answer, status, words)
    assert stored(ctx, customer) == before


@pytest.mark.parametrize(("change", "words"), PARAMETERS_4, ids=lambda v: ascii(v)[:60])
def test_model_4_has_limits_of_its_own(ctx, client, customer, change, words):
    before = stored(ctx, customer)

    answer = client.post("/api/v1/skybox", json=FINE_4 | change, headers=customer.headers)

    assert_refused(answer, 422, words)
    assert stored(ctx, customer) == before


BODIES = [
    (b'{"skybox_style_id": 155, "prompt": "a",}', "application/json", 422, "No prompts submitted", "JSON"),
    (b"{", "application/json", 422, "No prompts submitted", "JSON"),
    (b"[]", "application/json", 422, "No prompts submitted", "object"),
    (b"", "application/json", 422, "No prompts submitted", "'prompt'"),
    (b"{}", "application/json", 422, "No prompts submitted", "'prompt'"),
    (b'{"prompt": "\xff"}', "application/json", 422, "No prompts submitted", "JSON"),
    (b'{"prompt": ' + b"[" * 60_000, "application/json", 422, "No prompts submitted", "JSON"),
    (b"prompt=%ff", "application/x-www-form-urlencoded", 422, "No prompts submitted", "parameters"),
    (b"prompt=%00", "application/x-www-form-urlencoded", 422, "NUL", ""),
    (b"prompt", "multipart/form-data; boundary=x", 422, "No prompts submitted", "multipart"),
    (b"\x89PNG", "image/png", 422, "No prompts submitted", "JSON"),
]


@pytest.mark.parametrize(("content", "kind", "status", "words", "detail"), BODIES, ids=lambda v: ascii(v)[:40])
def test_a_wrong_body_is_told_and_costs_nothing(ctx, client, customer, content, kind, status, words, detail):
    before = stored(ctx, customer)

    answer = client.post("/api/v1/skybox", content=content, headers=customer.headers | {"content-type": kind})

    assert_refused(answer, status, words)
    assert detail in answer.json().get("detail", "")
    assert stored(ctx, customer) == before


def test_a_huge_body_is_refused_before_it_is_read(ctx, client, customer):
    before = stored(ctx, customer)
    huge = json.dumps(FINE | {"prompt": "x" * 72 * 2**20})

    answer = client.post("/api/v1/skybox", content=huge, headers=customer.headers)

    assert_refused(answer, 413, "The body may hold at most 74448896 bytes;")
    assert stored(ctx, customer) == before


@pytest.mark.parametrize(
    "change",
    [
        {"enhance_prompt": False, "webhook_url": "", "control_image": None, "remix_imagine_id": 0},
        {"enhance_prompt": "False", "init_image": "", "remix_imagine_id": "null"},
        {"control_model": "remix", "init_strength": 0.5, "return_depth": True, "return_depth_hq": "1"},
        {"style_id": 3, "negative_prompt": "x", "export_glb": True, "mesh_density": "high"},
        {"negative_text": None, "seed": "", "variant_id": "", "horizon_shift": "0"},
    ],
)
def test_what_has_no_effect_is_no_fault(client, customer, change):
    answer = client.post("/api/v1/skybox", json=FINE | change, headers=customer.headers)

    assert answer.status_code == 200, answer.text


IDS = ["999999999", "0", "-1", "abc", "1.5", "9" * 19, "9" * 400, "%00", "1%20or%201=1", "٣"]


@pytest.mark.parametrize("generation_id", IDS)
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "imagine/requests"), ("DELETE", "imagine/requests"), ("DELETE", "imagine/deleteImagine")],
)
def test_an_id_that_cannot_be_is_as_unknown_as_a_missing_one(client, customer, method, path, generation_id):
    answer = client.request(method, f"/api/v1/{path}/{generation_id}", headers=customer.headers)

    assert_refused(answer, 404, "Skybox not found")


@pytest.mark.parametrize("obfuscated_id", ["0" * 32, "A" * 32, "xyz", "%00", "0" * 31 + "%20"])
def test_a_hash_that_cannot_be_is_as_unknown_as_a_missing_one(client, customer, obfuscated_id):
    answer = client.get(f"/api/v1/imagine/requests/obfuscated-id/{obfuscated_id}", headers=customer.headers)

    assert_refused(answer, 404, "Skybox not found")


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"limit": 0}, "The parameter 'limit' must be at least 1, not '0'."),
        ({"limit": 101}, "The parameter 'limit' must be at most 100, not '101'."),
        ({"limit": "all"}, "The parameter 'limit' must be a whole number, not 'all'."),
        ({"offset": -1}, "The parameter 'offset' must be at least 0"),
        ({"offset": 10**30}, "The parameter 'offset' must be at most"),
        ({"status": "done"}, "The parameter 'status' must be one of 'all', 'pending', 'dispatched'"),
        ({"order": "UP"}, "The parameter 'order' must be one of 'ASC' or 'DESC'"),
        ({"imagine_id": "x"}, "The parameter 'imagine_id' must be a whole number"),
        ({"imagine_id": 10**30}, "The parameter 'imagine_id' must be at most"),
        ({"variant_id": 10**30}, "The parameter 'variant_id' must be at most"),
        ({"api_key_id": "mine"}, "The parameter 'api_key_id' must be a whole number"),
        ({"query": "a\x00"}, "NUL"),
        ({"query": "%00"}, "NUL"),
        ({"generator": "\x00"}, "NUL"),
    ],
    ids=lambda v: ascii(v)[:40],
)
def test_a_wrong_filter_is_told(client, customer, params, words):
    assert_refused(client.get("/api/v1/imagine/myRequests", params=params, headers=customer.headers), 422, words)


@pytest.mark.parametrize("version", ["5", "Model 3", "3.0", "x" * 10_000])
def test_a_model_version_that_never_was_is_told(client, customer, version):
    answer = client.get("/api/v1/skybox/styles", params={"model_version": version}, headers=customer.headers)

    assert_refused(answer, 422, "The parameter 'model_version' must be one of '2', '3' or '4'")


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/api/v1/nothing", 404, "There is nothing at GET /api/v1/nothing."),
        ("GET", "/nothing", 404, "There is nothing at GET /nothing."),
        ("GET", "/api/v1/skybox", 405, "/api/v1/skybox does not answer to GET."),
        ("PUT", "/api/v1/imagine/requests/1", 405, "does not answer to PUT."),
        ("POST", "/healthz", 405, "/healthz does not answer to POST."),
    ],
)
def test_a_wrong_address_is_told(client, customer, method, path, status, words):
    assert_refused(client.request(method, path, headers=customer.headers), status, words)
