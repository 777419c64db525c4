"""The judge finds in an answer what the decoder finds in it; tests/browser/test_decoding.py reads the same tables."""

import json
from collections.abc import Mapping

import pytest

from error_catalog.judging.judge import DEPRECATED, RESERVED, Exchange, Finding, Judge
from error_catalog.model.catalog import Catalog
from error_catalog.model.example import Request
from support.judging import TABLE
from support.project import DATA
from support.published import Json
from support.yaml_files import read_yaml

DECODING = DATA / "decoding"
AS_IN_THE_DECODER = {
    "status": "HTTP status",
    "response header Content-Type": "Content-Type",
    "response header Retry-After": "Retry-After",
}


@pytest.fixture
def table(exports: dict[str, str]) -> Json:
    return json.loads(exports[TABLE])


def rows(file: str) -> list[Json]:
    found: list[Json] = read_yaml((DECODING / file).read_text(encoding="utf-8"))
    return found


def answered(request: Request, status: int, headers: Mapping[str, str], body: Json) -> Exchange:
    """Return an exchange in which a request is answered so."""
    lower = {name.lower(): value for name, value in headers.items()}
    return Exchange("here", request.method, request.path, {}, None, status, lower, json.dumps(body), None, None)


def members(findings: list[Finding]) -> list[str]:
    """Return the members that the judge names, sorted, as the decoder would name them."""
    return sorted(AS_IN_THE_DECODER.get(each.member, each.member.removeprefix("body.")) for each in findings)


def test_both_name_the_same_members_of_a_body(table: Json, catalog: Catalog) -> None:
    for row in rows("faulty.yaml"):
        error = catalog.by_code[row["code"]]
        documented = error.body.members()
        body = {name: value for name, value in (documented | row["merge"]).items() if value is not None}
        status = body["status"] if isinstance(body["status"], int) else documented["status"]
        found = Judge(table).see(answered(catalog.request_of(error, error.examples[0]), status, {}, body))
        assert members(found) == sorted(row["differs"]), row


def test_both_name_the_same_of_a_head(table: Json, catalog: Catalog) -> None:
    error = catalog.by_code["RATE_LIMITED"]
    request = catalog.request_of(error, error.examples[0])
    for row in rows("heads.yaml"):
        headers = {name: row[name] for name in ("content-type", "retry-after")}
        found = Judge(table).see(answered(request, row["status"], headers, error.body.members()))
        assert members(found) == sorted(row["differs"]), row


def test_both_find_nothing_in_a_documented_body(table: Json, catalog: Catalog) -> None:
    for error in catalog.errors:
        for example in error.examples:
            request = catalog.request_of(error, example)
            found = Judge(table).see(answered(request, error.status, example.headers, example.body.members()))
            expected = {RESERVED: error.reserved, DEPRECATED: bool(error.deprecation_notice)}
            assert {each.rule for each in found} == {rule for rule, is_so in expected.items() if is_so}, error.code
