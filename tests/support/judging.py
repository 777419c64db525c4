"""Sequences of exchanges for the judge, made of the tables in tests/data/judging."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from error_catalog.judging.judge import Exchange, Finding, Judge
from support.project import DATA
from support.published import Json
from support.yaml_files import read_yaml

JUDGING = DATA / "judging"
TABLE = "conformance/handling.json"
ORDER = '{"tip": 1}'


@dataclass(frozen=True)
class Sequence:
    """Exchanges in the order in which they were sent, and what is found."""

    name: str
    exchanges: tuple[Exchange, ...]
    finds: tuple[tuple[str, str], ...]
    """The place of an exchange, and a rule, in the order of both."""

    table: Json
    """The conformance table."""


def sequences(file: str, exports: Mapping[str, str]) -> list[Sequence]:
    """Return the sequences of a file below tests/data/judging, with the bodies that a project publishes."""
    rows = read_yaml((JUDGING / file).read_text(encoding="utf-8"))
    return [_sequence(row, exports) for row in rows]


def _sequence(row: Json, exports: Mapping[str, str]) -> Sequence:
    table = json.loads(exports[TABLE])
    for error in table["errors"]:
        error.update(row.get("table", {}).get(error["code"], {}))
    operations = {each["operationId"]: each for each in table["operations"]}
    exchanges = [
        exchange(f"{row['name']}, exchange {number}", operations, exports, given)
        for number, given in enumerate(row["exchanges"], 1)
    ]
    finds = sorted((exchanges[number - 1].place, rule) for number, rule in row.get("finds", ()))
    return Sequence(row["name"], tuple(exchanges), tuple(finds), table)


def exchange(place: str, operations: Json, exports: Mapping[str, str], given: Json) -> Exchange:
    """Return an exchange as a row of these files gives it."""
    operation = operations[given.get("call", "placeOrder")]
    method = given.get("method", operation["method"])
    path = given.get("path", operation["path"].replace("{storeId}", "abc-123"))
    sent, took = given.get("at", 0), given.get("took", 0.2)
    status, headers, body = _answer(path, exports, given)
    return Exchange(
        place=place,
        method=method,
        url=path,
        request_headers={} if "bare" in given else _request_headers(operation, given),
        request_body=None if "unread" in given else given.get("body", "" if method in ("GET", "HEAD") else ORDER),
        status=status,
        response_headers=headers,
        response_body=body,
        sent=sent,
        received=None if sent is None or status is None else sent + took,
    )


def _request_headers(operation: Json, given: Json) -> dict[str, str]:
    key = given.get("key", "a") if operation["takesKey"] else None
    headers = {"accept": "application/json", "authorization": given.get("auth", "Bearer 1"), "idempotency-key": key}
    return {name: value for name, value in headers.items() if value is not None}


def _answer(path: str, exports: Mapping[str, str], given: Json) -> tuple[int | None, dict[str, str], str | None]:
    if "lost" in given:
        return None, {}, None
    kind = "application/problem+json" if "code" in given or "answer" in given else "application/json"
    headers = {"content-type": kind}
    body, status = given.get("answer", "{}"), given.get("status", 200)
    if "code" in given:
        entry = json.loads(exports[f"errors/{given['code']}/index.json"])
        members = json.loads(exports[f"errors/{given['code']}.json"]) | {"instance": path} | given.get("merge", {})
        body = json.dumps({name: value for name, value in members.items() if value is not None})
        status = given.get("status", entry["status"])
        headers |= {name.lower(): value for name, value in entry["examples"][0]["headers"].items()}
    headers |= given.get("head", {})
    return status, {name: value for name, value in headers.items() if value is not None}, body


def found(sequence: Sequence, *, one_client: bool = False) -> list[Finding]:
    """Return all that the judge finds in a sequence."""
    judge = Judge(sequence.table, one_client=one_client)
    return [*(each for exchange in sequence.exchanges for each in judge.see(exchange)), *judge.finish()]


def named(findings: list[Finding]) -> tuple[tuple[str, str], ...]:
    """Return place and rule of each finding, sorted as those of a sequence are."""
    return tuple(sorted((each.place, each.rule) for each in findings))
