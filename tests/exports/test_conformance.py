"""The conformance table: it fits its schema, the mock plays it, and the published clients do what it says."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from error_catalog.exports import Exports
from error_catalog.exports.gett_mock import Mock, Request
from error_catalog.exports.resources import CONFORMANCE, CONFORMANCE_SCHEMA
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from support.calling import Caller, Response
from support.clients import CLIENTS, PYTHON, compile_client, load_client, run_script
from support.mocking import mocked
from support.project import Project
from support.published import Json, faults


@pytest.fixture(scope="module")
def table(exports: dict[str, str]) -> Json:
    return json.loads(exports[CONFORMANCE])


def test_it_fits_its_schema_which_says_when_it_does_not(table: Json, exports: dict[str, str]) -> None:
    schema = json.loads(exports[CONFORMANCE_SCHEMA])
    assert table["$schema"] == schema["$id"]
    assert faults(schema, table) == []
    assert faults(schema, {**table, "cases": [{**table["cases"][0], "minAttempts": "two"}]})


def test_it_has_each_error_at_each_call_that_may_answer_with_it(table: Json, catalog: Catalog) -> None:
    names = {f"{each['method']} {each['path']}": each["operationId"] for each in table["operations"]}
    expected = {(names[str(at)], error.code) for error in catalog.errors for at in catalog.endpoints_of(error)}
    assert {(each["operationId"], each["code"]) for each in table["cases"] if "code" in each} == expected
    assert len({each["name"] for each in table["cases"]}) == len(table["cases"])


def test_its_facts_are_those_of_the_catalogue(table: Json, catalog: Catalog) -> None:
    for case in table["cases"]:
        error = catalog.by_code.get(case.get("code", ""))
        if not error or case["name"].endswith(".once"):
            continue
        policy = error.recovery.retry
        assert case["maxAttempts"] == len(case["failures"]) == 1 + (policy.max_retries if policy else 0)
        assert 1 <= case["minAttempts"] <= case["maxAttempts"]
        assert (case["minAttempts"] > 1) == error.body.retryable
        outcome = next(
            each
            for each in catalog.verdicts[error.code].outcomes
            if case["name"] == _name(error.code, each.endpoint, table)
        )
        assert (case["effect"], case.get("newKey")) == (outcome.effect, outcome.new_key)
        told = error.body.retry_after
        for wait, advised in zip(case["waits"], policy.waits if policy else (), strict=True):
            assert wait["minSeconds"] == (advised.min_seconds if told is None else told)
            assert wait["maxSeconds"] >= advised.max_seconds


def _name(code: str, endpoint: object, table: Json) -> str:
    names = {f"{each['method']} {each['path']}": each["operationId"] for each in table["operations"]}
    return f"{code}.{names[str(endpoint)]}"


def test_the_published_python_client_passes(
    loaded: Loaded, table: Json, exports: dict[str, str], tmp_path: Path
) -> None:
    operations = {each["operationId"]: each for each in table["operations"]}
    caller = Caller(load_client(exports[PYTHON], tmp_path), lambda *_: (200, {}, ""), Random(17))
    mock = Mock(Exports(loaded).exchanges_of_mock, now=lambda: caller.time)

    def answering(name: str) -> Callable[[str, str, dict[str, str], str], Response]:
        def answer(method: str, path: str, headers: dict[str, str], body: str) -> Response:
            found = mock.answer(Request(method, path, {**headers, "prefer": f"scenario={name}"}, body.encode()))
            return found.status, found.headers, found.body

        return answer

    for case in table["cases"]:
        caller.answer = answering(case["name"])
        sent = caller.call(operations[case["operationId"]], case["name"])
        assert case["minAttempts"] <= len(sent) <= case["maxAttempts"], case
    verdicts = json.loads(mock.answer(Request("GET", "/__mock/scenarios", {})).body)
    assert [each["reasons"] for each in verdicts if not each["passed"]] == []
    assert len(verdicts) == len(table["cases"]) > 200


@pytest.mark.thorough
def test_the_published_typescript_client_passes(exports: dict[str, str], tmp_path: Path) -> None:
    compile_client(exports, Project(tmp_path))
    Project(tmp_path).write("handling.json", exports[CONFORMANCE])
    with mocked() as mock:
        address = f"http://127.0.0.1:{mock.port}"
        script, client = CLIENTS / "conform.mjs", tmp_path / "gett-errors.js"
        found = run_script(script, client, tmp_path / "handling.json", address, cwd=tmp_path)
    assert found["failed"] == []
    assert found["passed"] == len(json.loads(exports[CONFORMANCE])["cases"])
    assert re.search(r'tests="\d+" failures="0"', found["junit"])
