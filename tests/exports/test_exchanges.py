"""The exchanges: the data that the page's Run, its worker and the mock server answer from, and each no more of it."""

import json
import re
from pathlib import Path

import pytest

from error_catalog.api.endpoints import Endpoint, Input, path_matches
from error_catalog.exports import Exports
from error_catalog.exports.resources import LIVE_DECODER, LIVE_INDEX, live_decoder_part, live_error
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from error_catalog.model.example import RequestChanges, request_to
from error_catalog.site import site_of
from error_catalog.sitefile import error_page
from support.project import ROOT, Project
from support.published import Json, publish, read_script

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.fixture(scope="module")
def index(exports: dict[str, str]) -> Json:
    return read_script(exports[LIVE_INDEX])


@pytest.fixture(scope="module")
def decoder(exports: dict[str, str]) -> Json:
    return read_script(exports[LIVE_DECODER])


@pytest.fixture(scope="module")
def errors(exports: dict[str, str]) -> dict[str, Json]:
    """Return what each error has for itself, by its code."""
    return {code: read_script(exports[live_error(code)]) for code in CODES}


def test_the_members_are_those_that_others_rely_on(index: Json, decoder: Json, errors: dict[str, Json]) -> None:
    assert list(index) == [
        "version", "hosts", "endpoints", "errors", "success", "refusal", "forms", "messages", "kinds",
    ]  # fmt: skip
    assert list(decoder) == ["version", "members", "endpoints", "forms", "statuses", "errors"]
    assert {tuple(each) for each in errors.values()} == {("version", "request", "verdict", "answer")}
    assert index["hosts"] == ["https://api-sandbox.gett-tech.com", "https://api.gett-tech.com"]
    assert index["success"]["status"] == 200


def test_nothing_is_loaded_that_is_not_used(index: Json, decoder: Json, errors: dict[str, Json]) -> None:
    assert {tuple(each) for each in index["kinds"]} == {("status", "gateway", "general", "endpoints")}
    assert len(index["kinds"]) == len({json.dumps(each) for each in index["kinds"]}) < len(index["errors"])
    assert {tuple(each["answer"]) for each in errors.values()} == {("status", "title", "headers", "body", "markdown")}
    assert not any(each.keys() & {"headers", "markdown", "request"} for each in decoder["errors"].values())
    assert list(index["errors"]) == list(decoder["errors"])
    assert index["errors"].keys() == errors.keys()


def test_the_members_of_a_body_are_those_of_the_published_schema(decoder: Json, exports: dict[str, str]) -> None:
    schema = json.loads(exports["schemas/problem.schema.json"])
    assert list(decoder["members"]) == list(schema["properties"])
    assert [name for name, each in decoder["members"].items() if each["required"]] == schema["required"]
    for name, member in decoder["members"].items():
        rule = schema["properties"][name]
        assert (member["type"], member["pattern"]) == (rule.get("type", "string"), rule.get("pattern")), name


def test_the_mock_has_what_it_alone_can_do_on_top_and_nothing_that_pages_alone_read(
    index: Json, errors: dict[str, Json], loaded: Loaded
) -> None:
    mock = Exports(loaded).exchanges_of_mock
    assert set(index) - set(mock) == {"hosts", "kinds", "version"}
    assert set(mock) - set(index) == {"conformance"}
    assert set(mock["messages"]) - set(index["messages"]) == {
        "badPath", "badValue", "unknownPlace", "noError", "noRetryAfter", "unknownScenario", "badScenario",
    }  # fmt: skip
    assert not any("times" in text or "__mock" in text for text in index["messages"].values())
    for mine, both in zip(mock["endpoints"], index["endpoints"], strict=True):
        assert list(mine) == [*both, "errors", "success", "takesKey", "keyMissing", "keyReused"]
        assert mine | both == mine
    for code, error in mock["errors"].items():
        kind = {name: index["kinds"][index["errors"][code]][name] for name in ("status", "gateway", "general")}
        assert error == errors[code]["answer"] | kind | {"resets": error["resets"]}
        assert list(error) == ["status", "title", "gateway", "general", "headers", "body", "markdown", "resets"]


def test_endpoints_stand_in_the_order_of_the_api_with_their_own_errors(
    index: Json, decoder: Json, catalog: Catalog
) -> None:
    documented = [(str(each), [error.code for error in own]) for each, own in catalog.by_endpoint.items()]
    assert [(f"{each['method']} {each['path']}", each["errors"]) for each in decoder["endpoints"]] == documented
    own = [
        [code for code, kind in index["errors"].items() if place in index["kinds"][kind]["endpoints"]]
        for place in range(len(index["endpoints"]))
    ]
    assert own == [codes for _, codes in documented]
    assert index["endpoints"] == [{name: each[name] for name in ("method", "path")} for each in decoder["endpoints"]]


@pytest.mark.parametrize("code", CODES)
def test_an_exchange_is_what_the_catalogue_publishes(
    errors: dict[str, Json], exports: dict[str, str], catalog: Catalog, code: str
) -> None:
    found, error = errors[code]["answer"], catalog.by_code[code]
    assert found["body"] == exports[f"errors/{code}.json"]
    assert found["markdown"] == exports[f"errors/{code}.md"]
    assert found["headers"] == error.examples[0].headers
    assert (found["status"], found["title"]) == (error.status, error.body.title)


@pytest.mark.parametrize("code", CODES)
def test_the_decoder_knows_what_the_catalogue_says(
    decoder: Json, errors: dict[str, Json], exports: dict[str, str], catalog: Catalog, code: str
) -> None:
    found, error = decoder["errors"][code], catalog.by_code[code]
    assert found["body"] == exports[f"errors/{code}.json"]
    assert (found["status"], found["title"], found["gateway"]) == (error.status, error.body.title, error.is_gateway)
    verdict = catalog.verdicts[code]
    assert (found["retryable"], found["advice"]) == (error.body.retryable, verdict.advice)
    assert found["verdict"] == errors[code]["verdict"]
    assert (found["verdict"]["retry"], found["verdict"]["inWords"]) == (verdict.retry, verdict.in_words)
    assert found["actor"] == error.recovery.actor.label
    assert (found["reserved"], found["deprecated"]) == (error.reserved, error.deprecation_notice)
    told = {name: each["answer"] for each in found["outcomes"] for name in each["endpoints"]}
    assert told == {str(each.endpoint): each.answer for each in verdict.outcomes}


def test_the_decoder_knows_what_a_status_alone_says(decoder: Json, catalog: Catalog) -> None:
    said = {int(status): (each["retry"], each["inWords"]) for status, each in decoder["statuses"].items()}
    assert said == {status: (each.retry, each.in_words) for status, each in catalog.status_verdicts.items()}


@pytest.mark.parametrize("code", CODES)
def test_a_request_is_one_that_its_endpoint_takes(errors: dict[str, Json], catalog: Catalog, code: str) -> None:
    request = errors[code]["request"]
    endpoint = next(
        each
        for each in catalog.endpoints
        if each.method == request["method"] and path_matches(each.path, request["path"])
    )
    error = catalog.by_code[code]
    assert error.is_gateway or error in catalog.by_endpoint[str(endpoint)]
    assert request["path"] == error.body.instance
    headers = dict(request["headers"])
    assert headers.pop("Accept") == "application/problem+json"
    if code != "UNAUTHENTICATED":
        token = "YOUR_API_KEY" if "apiKey" in endpoint.credentials else "YOUR_SESSION_TOKEN"
        assert headers.pop("Authorization") == f"Bearer {token}"
    if request["body"] is not None:
        assert endpoint.takes_body
        assert headers.pop("Content-Type") == "application/json"
    if endpoint.takes_idempotency_key and code != "MISSING_IDEMPOTENCY_KEY":
        assert re.fullmatch(UUID4, headers.pop("Idempotency-Key"))
    assert headers == {}


def test_the_request_lacks_what_the_error_complains_about(errors: dict[str, Json]) -> None:
    body = errors["CATALOGSET_REQUIRED"]["request"]["body"]
    assert "storeId" in body
    assert "catalogSetId" not in body


def test_a_script_element_can_hold_the_data(small: Project) -> None:
    small.replace("examples/CONFLICT.yaml", "Done before.", "</script><!--")
    exports = publish(small.load())
    for path in (live_error("CONFLICT"), LIVE_DECODER):
        assert "<" not in exports[path]
    assert "</script><!--" in read_script(exports[live_error("CONFLICT")])["answer"]["body"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("examples/CONFLICT.yaml", "Read it.", "Read it twice."),
        ("examples/CONFLICT.yaml", "Done before.", "Was done before."),
        ("docs/api/orders.yaml", "https://api-sandbox.gett-tech.com", "https://api-test.gett-tech.com"),
    ],
)
def test_the_version_of_all_changes_with_any_content(small: Project, file: str, old: str, new: str) -> None:
    before = Exports(small.load()).live_version
    small.replace(file, old, new)
    after = Exports(small.load()).live_version
    assert after != before
    exports = publish(small.load())
    live = [path for path in exports if path.startswith("assets/live/")]
    assert sorted(live) == sorted([LIVE_INDEX, LIVE_DECODER, *map(live_error, small.catalog().by_code)])
    assert {read_script(exports[path])["version"] for path in live} == {after}


def test_the_facts_of_many_errors_are_in_several_scripts(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = small.load()
    whole = read_script(publish(loaded)[LIVE_DECODER])
    monkeypatch.setattr("error_catalog.model.catalog.WHOLE", 2)
    monkeypatch.setattr("error_catalog.exports.decoder._MOST_IN_A_SCRIPT", 2)
    exports = publish(loaded)
    first, part = (read_script(exports[path]) for path in (LIVE_DECODER, live_decoder_part(1)))
    assert live_decoder_part(2) not in exports
    assert part["version"] == first["version"] != whole["version"]
    errors = first["errors"] | part["errors"]
    assert (len(first["errors"]), len(part["errors"]), first["inPart"]) == (2, 1, 2)
    assert [*errors.items()] == [*whole["errors"].items()]
    assert [*first["places"]] == [*errors]
    for (code, error), detail in zip(errors.items(), first["details"], strict=True):
        assert detail == json.loads(error["body"])["detail"]
        kind = first["kinds"][first["places"][code]]
        assert [code in each["errors"] for each in whole["endpoints"]] == [
            place in kind["endpoints"] for place in range(len(whole["endpoints"]))
        ]
        brief = kind | {"verdict": error["verdict"] | kind["verdict"], "endpoints": None}
        assert error | brief == {**error, "endpoints": None}, "what is brief is true"
    pages = {page.path: page.content for page in site_of(loaded).pages}
    lists = {path for path in pages if path.startswith("errors/by-")}
    assert lists
    assert {path for path, content in pages.items() if "\nsearch: {exclude: true}\n" in content} == {
        *(error_page(code) for code in errors),
        *lists,
    }


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
    assert request_to(endpoint, "/v1/orders", RequestChanges.model_construct(body={})).body == {}


@pytest.mark.parametrize(("has_open_body", "note"), [(True, "Abridged: only what is documented."), (False, "")])
def test_a_request_says_when_fields_may_be_missing(has_open_body: bool, note: str) -> None:
    endpoint = Endpoint("POST", "/v1/orders", "", takes_body=True, has_open_body=has_open_body)
    assert request_to(endpoint, "/v1/orders", None).note == note


@pytest.mark.parametrize("path", [LIVE_INDEX, LIVE_DECODER, live_error("CONFLICT")])
def test_the_site_has_the_data_and_the_core(site: Path, exports: dict[str, str], path: str) -> None:
    assert (site / path).read_text(encoding="utf-8") == exports[path]
    assert (site / "assets" / "live" / "core.js").is_file()
