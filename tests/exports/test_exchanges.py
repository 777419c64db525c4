"""The exchanges: the data that the page's Run, its worker and the mock server answer from."""

import json
import re
from pathlib import Path

import pytest

from error_catalog.api.endpoints import Endpoint, Input, path_matches
from error_catalog.exports import Exports
from error_catalog.exports.resources import EXCHANGES
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from error_catalog.model.example import RequestChanges, request_to
from support.project import ROOT, Project
from support.published import Json, publish, read_exchanges

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.fixture(scope="module")
def exchanges(exports: dict[str, str]) -> Json:
    return read_exchanges(exports[EXCHANGES])


def test_the_members_are_those_that_others_rely_on(exchanges: Json) -> None:
    assert list(exchanges) == [
        "hosts", "members", "endpoints", "errors", "success", "refusal", "forms", "messages",
    ]  # fmt: skip
    assert exchanges["hosts"] == ["https://api-sandbox.gett-tech.com", "https://api.gett-tech.com"]
    assert exchanges["success"]["status"] == 200


def test_the_members_of_a_body_are_those_of_the_published_schema(exchanges: Json, exports: dict[str, str]) -> None:
    schema = json.loads(exports["schemas/problem.schema.json"])
    assert list(exchanges["members"]) == list(schema["properties"])
    assert [name for name, each in exchanges["members"].items() if each["required"]] == schema["required"]
    for name, member in exchanges["members"].items():
        rule = schema["properties"][name]
        assert (member["type"], member["pattern"]) == (rule.get("type", "string"), rule.get("pattern")), name


def test_the_mock_has_what_it_alone_can_do_on_top_and_nothing_that_pages_alone_read(
    exchanges: Json, loaded: Loaded
) -> None:
    mock = Exports(loaded).exchanges_of_mock
    assert set(mock) - set(exchanges) == {"times"}
    assert set(exchanges) - set(mock) == {"hosts", "members"}
    assert set(mock["messages"]) - set(exchanges["messages"]) == {"badPath", "badTimes"}
    assert not any("times" in text or "__mock" in text for text in exchanges["messages"].values())
    for code, error in mock["errors"].items():
        assert error.items() <= exchanges["errors"][code].items()
        assert list(error) == ["status", "title", "gateway", "general", "headers", "body", "markdown"]


def test_endpoints_stand_in_the_order_of_the_api_with_their_own_errors(exchanges: Json, catalog: Catalog) -> None:
    found = [(f"{each['method']} {each['path']}", each["errors"]) for each in exchanges["endpoints"]]
    assert found == [(str(each), [error.code for error in own]) for each, own in catalog.by_endpoint.items()]


@pytest.mark.parametrize("code", CODES)
def test_an_exchange_is_what_the_catalogue_publishes(
    exchanges: Json, exports: dict[str, str], catalog: Catalog, code: str
) -> None:
    found, error = exchanges["errors"][code], catalog.by_code[code]
    assert found["body"] == exports[f"errors/{code}.json"]
    assert found["markdown"] == exports[f"errors/{code}.md"]
    assert found["headers"] == error.examples[0].headers
    assert (found["status"], found["title"], found["gateway"]) == (error.status, error.body.title, error.is_gateway)
    assert (found["retryable"], found["retryAfter"]) == (error.body.retryable, error.body.retry_after)
    assert bool(found["retry"]) == error.body.retryable
    assert found["actor"] == error.recovery.actor.label


@pytest.mark.parametrize("code", CODES)
def test_a_request_is_one_that_its_endpoint_takes(exchanges: Json, catalog: Catalog, code: str) -> None:
    request = exchanges["errors"][code]["request"]
    endpoint = next(
        each
        for each in catalog.endpoints
        if each.method == request["method"] and path_matches(each.path, request["path"])
    )
    error = catalog.by_code[code]
    assert error.is_gateway or error in catalog.by_endpoint[str(endpoint)]
    assert request["path"] == error.body.instance
    headers = request["headers"]
    assert headers.pop("Accept") == "application/problem+json"
    if code != "UNAUTHENTICATED":
        token = "YOUR_API_KEY" if "apiKey" in endpoint.credentials else "YOUR_SESSION_TOKEN"
        assert headers.pop("Authorization") == f"Bearer {token}"
    if request["body"] is not None:
        assert endpoint.takes_body
        assert headers.pop("Content-Type") == "application/json"
    if endpoint.needs_idempotency_key and code != "MISSING_IDEMPOTENCY_KEY":
        assert re.fullmatch(UUID4, headers.pop("Idempotency-Key"))
    assert headers == {}


def test_the_request_lacks_what_the_error_complains_about(exchanges: Json) -> None:
    body = exchanges["errors"]["CATALOGSET_REQUIRED"]["request"]["body"]
    assert "storeId" in body
    assert "catalogSetId" not in body


def test_a_script_element_can_hold_the_data(small: Project) -> None:
    small.replace("examples/CONFLICT.yaml", "Done before.", "</script><!--")
    script = publish(small.load())[EXCHANGES]
    assert "<" not in script
    assert "</script><!--" in read_exchanges(script)["errors"]["CONFLICT"]["body"]


def test_the_version_changes_with_any_content(small: Project) -> None:
    first = Exports(small.load()).live_version
    small.replace("examples/CONFLICT.yaml", "Read it.", "Read it twice.")
    assert Exports(small.load()).live_version != first


def test_changes_to_a_request_hold_whatever_the_case_of_a_header() -> None:
    key = Input("X-Key", "header", "string", True, "", example="7")
    endpoint = Endpoint("POST", "/v1/orders", "", inputs=(key,), takes_body=True, example_body={})
    assert request_to(endpoint, "/v1/orders", None).headers == {
        "Accept": "application/problem+json", "Content-Type": "application/json", "X-Key": "7",
    }  # fmt: skip
    changes = RequestChanges.model_construct(omit=("x-key", "ACCEPT"), body={"tip": 1})
    request = request_to(endpoint, "/v1/orders", changes)
    assert request.headers == {"Content-Type": "application/json"}
    assert request.body == {"tip": 1}


def test_the_site_has_the_data_and_the_core(site: Path, exports: dict[str, str]) -> None:
    assert (site / EXCHANGES).read_text(encoding="utf-8") == exports[EXCHANGES]
    assert (site / "assets" / "live" / "core.js").is_file()
