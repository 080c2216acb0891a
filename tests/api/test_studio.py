"""Our own addresses, and what is told when something of ours is broken."""

import dataclasses
import re

import pytest
from starlette.testclient import TestClient
from tests.api.customers import CYBERPUNK, OPEN_WORLD, stored

from skyloom.api.app import create_app
from skyloom.engines.registry import Registry
from skyloom.store.database import Database


@pytest.fixture
def dark(ctx):
    """A client of a server whose database is away."""
    away = dataclasses.replace(ctx, db=Database("postgresql://nobody@127.0.0.1:1/none"))
    with TestClient(create_app(away), raise_server_exceptions=False) as opened:
        yield opened


def test_a_server_that_is_well_says_so(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/healthz"),
        ("POST", "/api/v1/skybox"),
        ("GET", "/api/v1/imagine/requests/1"),
        ("GET", "/files/images/imagine/a__0123456789abcdef__1.jpg"),
    ],
)
def test_while_the_database_is_away_clients_are_told_to_come_back(dark, customer, method, path):
    answer = dark.request(method, path, headers=customer.headers)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert "try again" in answer.json()["error"].lower()


def test_the_figures_are_there_even_while_the_database_is_away(dark):
    dark.get("/healthz")

    figures = dark.get("/metrics")

    assert figures.status_code == 200
    assert 'skyloom_http_requests_total{method="GET",route="/healthz",status="503"} 1.0' in figures.text


def test_a_fault_of_ours_is_told_as_published_and_nothing_is_charged(ctx, client, customer):
    broken = dataclasses.replace(ctx, engines=Registry([]))
    with TestClient(create_app(broken), raise_server_exceptions=False) as opened:
        answer = opened.post("/api/v1/skybox", json={"prompt": "hills"}, headers=customer.headers)

    assert (answer.status_code, answer.json()["error"]) == (500, "Error submitting imagination")
    assert stored(ctx, customer) == (customer.credits, 0)


def test_the_figures_count_generations_and_their_times(client, customer, complete):
    complete(client.post("/api/v1/skybox", json={"prompt": "a"}, headers=customer.headers).json())
    for style in (CYBERPUNK, OPEN_WORLD):
        client.post("/api/v1/skybox", json={"prompt": "a", "skybox_style_id": style}, headers=customer.headers)

    figures = client.get("/metrics").text

    for status in ("complete", "dispatched", "pending"):
        assert f'skyloom_generations{{queue="cpu.skybox",status="{status}"}} 1.0' in figures
    assert 'skyloom_render_seconds_count{queue="cpu.skybox"} 1.0' in figures
    assert 'skyloom_wait_seconds_bucket{le="+Inf",queue="cpu.skybox"} 1.0' in figures
    assert 'skyloom_http_requests_total{method="POST",route="/api/v1/skybox",status="200"} 3.0' in figures


def test_ids_and_made_up_words_make_no_series_of_their_own(client, customer):
    for path in ("/api/v1/imagine/requests/4711", "/secret/4711", "/api/v1/4711"):
        client.get(path, headers=customer.headers)
    client.request("BREW4711", "/healthz")

    assert "4711" not in client.get("/metrics").text


def test_every_answer_names_its_request(client):
    names = {client.get("/healthz").headers["x-request-id"] for _ in range(2)}

    assert len(names) == 2


def test_the_page_of_addresses_needs_no_other_server(client):
    page = client.get("/docs").text
    drawn = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert drawn
    assert all(path.startswith("/docs/static/") for path in drawn)
    assert all(client.get(path).status_code == 200 for path in drawn)


def test_the_openapi_document_shows_keys_and_bodies(client):
    document = client.get("/api/v1/openapi.json").json()

    generate = document["paths"]["/skybox"]["post"]
    assert set(generate["requestBody"]["content"]) == {
        "application/json",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
    }
    assert {"APIKeyHeader", "APIKeyQuery", "HTTPBearer"} <= document["components"]["securitySchemes"].keys()
    assert document["servers"] == [{"url": "/api/v1"}]
    filters = {parameter["name"] for parameter in document["paths"]["/imagine/myRequests"]["get"]["parameters"]}
    assert {
        "status",
        "limit",
        "offset",
        "order",
        "imagine_id",
        "query",
        "generator",
        "variant_id",
        "api_key_id",
    } <= filters
