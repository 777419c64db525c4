"""The WireMock stubs: for each error, each endpoint and each form, the first stub that matches is the right one."""

import json
import re

import pytest

from error_catalog.exports.resources import WIREMOCK
from error_catalog.model.catalog import Catalog
from support.published import Json

JSON, MARKDOWN = ("json", "application/problem+json"), ("md", "text/markdown; charset=utf-8")


@pytest.fixture(scope="module")
def stubs(exports: dict[str, str]) -> Json:
    return sorted(json.loads(exports[WIREMOCK])["mappings"], key=lambda stub: stub["priority"])


def answered(stubs: Json, method: str, path: str, headers: dict[str, str]) -> Json:
    """Return the response of the stub that WireMock takes: it matches whole texts, the lowest priority first."""
    for stub in stubs:
        request = stub["request"]
        wanted = {name: rule["matches"] for name, rule in request["headers"].items()}
        if (
            request["method"] in ("ANY", method)
            and re.fullmatch(request["urlPathPattern"], path)
            and all(name in headers and re.fullmatch(rule, headers[name]) for name, rule in wanted.items())
        ):
            return stub["response"]
    return None


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ({}, JSON),
        ({"Accept": "application/problem+json"}, JSON),
        ({"Accept": "application/json, text/markdown;q=0.1"}, JSON),
        ({"Accept": "text/markdown"}, MARKDOWN),
        ({"Accept": "Text/Markdown; charset=utf-8, */*;q=0.5"}, MARKDOWN),
        ({"Accept": "text/*"}, MARKDOWN),
    ],
)
def test_every_error_is_answered_where_it_may_come(
    stubs: Json, exports: dict[str, str], catalog: Catalog, accept: dict[str, str], form: tuple[str, str]
) -> None:
    suffix, content_type = form
    for endpoint in catalog.endpoints:
        own = catalog.by_endpoint[str(endpoint)]
        path = re.sub(r"\{[^/]*\}", "abc-123", endpoint.path)
        for code, error in catalog.by_code.items():
            found = answered(stubs, endpoint.method, path, {"Prefer": f"example={code}", **accept})
            if error.is_gateway or error in own:
                assert (found["status"], found["statusMessage"]) == (error.status, error.body.title)
                assert found["headers"] == {"Content-Type": content_type, **error.examples[0].headers}
                assert found["body"] == exports[f"errors/{code}.{suffix}"]
            else:
                assert found is None


@pytest.mark.parametrize(
    ("prefer", "status"),
    [
        ("code=409, example=conflict", 409),
        ('respond-async; example = "CONFLICT" ; code=409', 409),
        ("example=CONFLICT,times=2", 409),
        ("example=CONFLICTS", None),
        ("example=CONFLICT_X", None),
        ("counterexample=CONFLICT", None),
        ("code=409", None),
    ],
)
def test_a_code_is_found_among_other_preferences_and_only_whole(stubs: Json, prefer: str, status: int | None) -> None:
    found = answered(stubs, "GET", "/v1/marketplace/stores", {"Prefer": prefer})
    assert (found and found["status"]) == status
