"""Whoever does what the catalogue says is not at fault: the published Python client, after each error at each call."""

import json
from random import Random
from types import ModuleType

import pytest

from error_catalog.exports import Exports
from error_catalog.exports.gett_mock import Mock, Request
from error_catalog.judging.judge import DEPRECATED, RESERVED, Exchange, Judge
from error_catalog.loading.project import Project as Loaded
from support.calling import Caller, Response
from support.clients import PYTHON, load_client
from support.judging import TABLE
from support.published import Json

OF_THE_API = {RESERVED, DEPRECATED}
"""What is said of an answer whose code the API does not send yet, or will not send for long."""


@pytest.fixture(scope="module")
def client(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load_client(exports[PYTHON], tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def table(exports: dict[str, str]) -> Json:
    return json.loads(exports[TABLE])


def lasting(table: Json) -> list[Json]:
    """Return the cases of errors that stay as long as a client tries, one for each error at each call."""
    return [case for case in table["cases"] if "code" in case and not case["name"].endswith(".once")]


@pytest.fixture(scope="module")
def sequences(loaded: Loaded, table: Json, client: ModuleType) -> list[list[Exchange]]:
    """Return what the client sends and gets, for each error at each call: where it passes, and where it stays."""
    mock, random = Mock(Exports(loaded).exchanges_of_mock), Random(17)
    operations = {each["operationId"]: each for each in table["operations"]}
    found = []
    for case in lasting(table):
        for times in (1, 99):
            code, left = case["code"], iter(range(times))

            def answer(method: str, path: str, headers: dict[str, str], body: str) -> Response:
                wish = "code=200" if next(left, None) is None else f"example={code}"  # noqa: B023 - called here alone
                found = mock.answer(Request(method, path, {**headers, "prefer": wish}, body.encode()))
                error = json.loads(found.body)
                return (
                    found.status,
                    found.headers,
                    json.dumps(error | {"instance": path} if "instance" in error else error),
                )

            caller = Caller(client, answer, random, random.uniform(0, 1000))
            found.append(
                caller.call(operations[case["operationId"]], f"{code} at {case['operationId']}, {times} times")
            )
    return found


def test_what_the_published_client_does_is_right(sequences: list[list[Exchange]], table: Json) -> None:
    assert len(sequences) >= 200
    assert sum(len(each) > 2 for each in sequences) > 20, "it retries"
    for one_client in (True, False):
        for sequence in sequences:
            judge = Judge(table, one_client=one_client)
            found = [*(each for exchange in sequence for each in judge.see(exchange)), *judge.finish()]
            assert [each for each in found if each.rule not in OF_THE_API] == [], sequence[0].place


def test_so_it_is_where_all_of_them_run_at_once(sequences: list[list[Exchange]], table: Json) -> None:
    judge = Judge(table)
    exchanges = sorted((each for sequence in sequences for each in sequence), key=lambda each: each.sent or 0)
    later = Exchange("the end", "GET", "/v1/marketplace/stores", {}, "", 200, {}, "{}", 10_000.0, 10_000.1)
    found = [each for exchange in (*exchanges, later) for each in judge.see(exchange)]
    assert {RESERVED} <= {each.rule for each in (*found, *judge.finish())} <= OF_THE_API
    assert judge.seen.keys() == judge.documented


def test_it_sends_as_often_as_the_table_says(sequences: list[list[Exchange]], table: Json) -> None:
    for case, sequence in zip(lasting(table), sequences[1::2], strict=True):
        assert case["minAttempts"] <= len(sequence) <= case["maxAttempts"], sequence[0].place
