"""GET /generators: what is told of a parameter is what is allowed."""

import json
from pathlib import Path

import pytest
from tests.api.customers import stored

from skyloom.engines.skybox.params import SkyboxParams

PUBLISHED = json.loads(Path(__file__).with_name("published_imagine.json").read_text("utf-8"))
OURS = {"name", "label", "display_label", "display_help"}  # words that need not be the published ones


@pytest.fixture
def ctx(shared):
    return shared


@pytest.fixture
def generators(client, customer):
    listed = client.get("/api/v1/generators", headers=customer.headers).json()
    return {generator["generator"]: generator for generator in listed}


def test_the_published_generator_is_there_as_published(generators):
    example = PUBLISHED["generators"][0]
    told = generators["stable-skybox"]

    assert {name: told[name] for name in ("id", "generator", "sort_order")} == {
        name: example[name] for name in ("id", "generator", "sort_order")
    }
    assert list(told["params"]) == list(example["params"])
    for name, parameter in example["params"].items():
        assert {key: told["params"][name][key] for key in parameter.keys() - OURS} == {
            key: value for key, value in parameter.items() if key not in OURS
        }


def test_every_parameter_has_what_a_form_is_drawn_from(generators):
    for generator in generators.values():
        assert isinstance(generator["label"], str)
        for parameter in generator["params"].values():
            assert {"name", "type", "required", "display_label", "display_element"} <= parameter.keys()
            assert (parameter["type"] == "select") is ("options" in parameter)


def test_our_own_generator_tells_what_its_engine_allows(client, customer, generators):
    params = generators["skyloom-skybox"]["params"]
    own = SkyboxParams.model_json_schema()["properties"]
    styles = client.get("/api/v1/skybox/styles", headers=customer.headers).json()

    assert params["prompt"]["max_value"] == own["prompt"]["maxLength"]
    assert params["prompt"]["required"] is True
    shift = params["horizon_shift"]
    assert (shift["min_value"], shift["max_value"]) == (
        own["horizon_shift"]["minimum"],
        own["horizon_shift"]["maximum"],
    )
    assert params["skybox_style_id"]["options"] == [{"label": style["name"], "value": style["id"]} for style in styles]
    assert [option["label"] for option in params["variant_id"]["options"]] == ["Standard", "Enhanced"]
    assert [name for name, parameter in params.items() if parameter["required"]] == ["prompt"]


def extremes(parameter):
    """Return values that a description just allows, and such that it just does not."""
    kind = parameter["type"]
    if kind == "image":
        return [], []
    if kind in ("textarea", "text"):
        return ["x" * parameter["max_value"]], ["x" * (parameter["max_value"] + 1), 7, ["x"]]
    if kind == "select" and isinstance(parameter["options"][0]["value"], str):
        return [option["value"] for option in parameter["options"]], ["other", 7]
    if kind == "boolean":
        return [True, "False", "1", 0], ["perhaps", 7]
    low, high = parameter.get("min_value"), parameter.get("max_value")
    if kind == "float":
        return [low, high, str(high)], [low - 0.01, high + 0.01, "many", True]
    if low is None or high is None:
        return [], ["many", 1.5, True]
    return [low, high, str(high)], [low - 1, high + 1, "many", 1.5, True, 10**30]


@pytest.mark.parametrize("name", ["stable-skybox", "skyloom-skybox"])
def test_what_is_told_is_what_is_allowed(ctx, client, customer, generators, name):
    model_4 = {"skybox_style_id": 155} if name == "skyloom-skybox" else {}
    fine = {"generator": name, "prompt": "hills", **model_4}
    for parameter, description in generators[name]["params"].items():
        allowed, refused = extremes(description)
        if parameter == "prompt" and model_4:
            allowed = ["x" * 1000]  # the style's own limit comes first
        if parameter.startswith(("remix_", "control_", "init_")):
            fine.pop("skybox_style_id", None)  # for styles of Model 3
        if parameter.endswith(("_hash", "_obfuscated_id")):
            allowed = []  # nobody has such a hash
        for value in refused:
            before = stored(ctx, customer)
            answer = client.post("/api/v1/imagine/requests", json=fine | {parameter: value}, headers=customer.headers)
            assert (parameter, value, answer.status_code) == (parameter, value, 400)
            assert f"'{parameter}'" in answer.json()["error"]
            assert stored(ctx, customer) == before
        for value in allowed:
            body = fine | {parameter: value}
            if len(str(value)) > 400 and parameter == "negative_text":
                body.pop("skybox_style_id", None)
            answer = client.post("/api/v1/imagine/requests", json=body, headers=customer.headers)
            assert (parameter, value, answer.status_code, answer.text[:0]) == (parameter, value, 200, "")
            client.delete("/api/v1/imagine/requests/pending", headers=customer.headers)
