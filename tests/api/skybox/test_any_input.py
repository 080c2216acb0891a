"""Whatever is sent, the answer is a skybox or a sentence, never a fault of ours, and a refusal costs nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.customers import CYBERPUNK, OPEN_WORLD, new_customer, stored

ODD = [0, -1, 1, 2, 90, 155, 2**31, 2**32, 2**63, 10**40, 1.5, "", "0", "1", "true", "None", "\x00", "\ud800", "é" * 3]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(ODD)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=5), SCALARS, max_size=3)
FIELDS = [
    "prompt", "negative_text", "seed", "horizon_shift", "variant_id", "enhance_prompt", "remix_imagine_id",
    "control_image", "init_strength", "webhook_url", "api_key", "return_depth", "something",
]  # fmt: skip
BODIES = st.fixed_dictionaries(
    {"prompt": st.just("hills") | VALUES, "skybox_style_id": st.sampled_from([CYBERPUNK, OPEN_WORLD]) | VALUES},
    optional={name: VALUES for name in FIELDS if name != "prompt"},
)
FILTERS = ["status", "limit", "offset", "order", "imagine_id", "query", "generator", "variant_id", "api_key_id"]
QUERIES = st.dictionaries(st.sampled_from(FILTERS), st.text(max_size=20) | st.sampled_from([str(v) for v in ODD[:10]]))
KINDS = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
]
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def ctx(shared):
    return shared


def assert_told(answer):
    assert answer.status_code == 200 or 400 <= answer.status_code < 500, answer.text
    assert answer.status_code == 200 or answer.json()["error"]


@given(body=BODIES)
@often
def test_any_json(ctx, client, body):
    rich = new_customer(ctx, credits_=1000)
    before = stored(ctx, rich)

    answer = client.post("/api/v1/skybox", content=json.dumps(body), headers=rich.headers)

    assert_told(answer)
    assert (stored(ctx, rich) == before) is (answer.status_code != 200)


@given(content=st.binary(max_size=200), kind=st.sampled_from(KINDS))
@often
def test_any_bytes(client, customer, content, kind):
    assert_told(client.post("/api/v1/skybox", content=content, headers=customer.headers | {"content-type": kind}))


@given(query=QUERIES)
@often
def test_any_filter(client, customer, query):
    encodable = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}

    assert_told(client.get("/api/v1/imagine/myRequests", params=encodable, headers=customer.headers))


@pytest.mark.parametrize("host", ["", "[", "a:b", "a b", "ü", "a/../b", "x" * 5000])
def test_any_host(client, customer, host):
    headers = customer.headers | {"host": host.encode("latin-1")}

    assert_told(client.get("/api/v1/imagine/myRequests", headers=headers))
    assert_told(client.get("/api/v1/nothing", headers=headers))


@pytest.mark.parametrize("path", ["%", "%ff", "%00", "..%2f..", "\\", "'", '"', "<x>", "a" * 5000])
def test_any_path(client, customer, path):
    for start in ("/", "/api/v1/", "/api/v1/imagine/requests/", "/files/images/imagine/", "/docs/static/"):
        assert_told(client.get(start + path, headers=customer.headers))
