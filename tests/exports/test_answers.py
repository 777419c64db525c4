"""What is answered to which request: one table, replayed against the core of the page and against the mock server."""

import gzip
import http.client
import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from error_catalog.exports.exchanges import PATH as EXCHANGES
from error_catalog.exports.gett_mock import Request, Response, answer
from error_catalog.model.catalog import Catalog
from support.mocking import OURS, Answer, ask, mocked
from support.node import node
from support.project import DATA, ROOT, Project
from support.published import Json, read_exchanges

LIVE = DATA / "live"
CORE = ROOT / "docs" / "assets" / "live" / "core.js"
TYPES = {"body": "application/problem+json", "markdown": "text/markdown; charset=utf-8"}
BUDGET = 2048


@dataclass(frozen=True)
class Row:
    """A request, how many came before it in its sequence, and what the answer is."""

    name: str
    method: str
    url: str
    headers: dict[str, str]
    seen: int = 0
    status: int = 501
    code: str | None = None
    form: str = "body"
    says: str | None = None
    """How a plain text begins, where there is no exchange."""


def typed_rows() -> list[Row]:
    """Return the rows whose every expectation is typed by hand."""
    rows = []
    for number, given in enumerate(json.loads((LIVE / "requests.json").read_text(encoding="utf-8"))):
        method, url, headers = given["request"]
        status, code, form = given.get("gives", (501, None, "body"))
        name, seen, says = f"{number} {given['why']}", given.get("seen", 0), given.get("says")
        rows.append(Row(name, method, url, headers, seen, status, code, form, says))
    for accept, form in json.loads((LIVE / "accept.json").read_text(encoding="utf-8")):
        headers = {"prefer": "example=CONFLICT", "accept": accept}
        rows.append(Row(f"Accept: {accept}", "GET", "/v1/marketplace/stores", headers, 0, 409, "CONFLICT", form))
    return rows


def derived_rows(catalog: Catalog) -> list[Row]:
    """Return, for each error, the requests that every error answers to."""
    rows = []
    for code, error in catalog.by_code.items():
        request = catalog.request_of(error, error.examples[0])
        at, path, status = request.method, request.path, error.status
        sent = {name.lower(): value for name, value in request.headers.items()} | {"prefer": f"example={code}"}
        key = {"idempotency-key": f"sequence of {code}", "prefer": f"times=1; code={status}; example={code.lower()}"}
        rows += [
            Row(f"{code} as its page asks", at, path, sent, 0, status, code),
            Row(f"{code} as Markdown", at, path, sent | {"accept": "text/markdown"}, 0, status, code, "markdown"),
            Row(f"{code} by base URL", at, f"/__mock/{code}{path}", {}, 0, status, code),
            Row(f"{code} at first", at, path, key, 0, status, code),
            Row(f"{code} no more", at, path, key | {"idempotency-key": f"other of {code}"}, 1, 200),
        ]
    return rows


@pytest.fixture(scope="module")
def rows(catalog: Catalog) -> list[Row]:
    return [*typed_rows(), *derived_rows(catalog)]


@pytest.fixture(scope="module")
def core_answers(rows: list[Row], exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    """Return what the core answers to each row, from one run of Node."""
    return replayed(rows, exports, tmp_path_factory.mktemp("core"))


def replayed(rows: list[Row], exports: dict[str, str], folder: Path) -> list[Json]:
    """Return what the core answers to each row."""
    requests = [{"method": row.method, "url": row.url, "headers": row.headers, "seen": row.seen} for row in rows]
    Project(folder).write("exchanges.js", exports[EXCHANGES])
    Project(folder).write("requests.json", json.dumps(requests))
    result = node(LIVE / "replay.mjs", CORE, folder / "exchanges.js", folder / "requests.json", cwd=folder)
    assert result.returncode == 0, result.stderr
    answers: list[Json] = json.loads(result.stdout)
    return answers


@pytest.fixture(scope="module")
def mock_answers(rows: list[Row]) -> list[Answer]:
    """Return what the mock answers to each row, each repeated as often as its place in the sequence wants."""
    with mocked() as mock, closing(http.client.HTTPConnection("127.0.0.1", mock.port, timeout=10)) as connection:
        return [[ask(connection, row.method, row.url, row.headers) for _ in range(row.seen + 1)][-1] for row in rows]


def test_the_table_is_large_enough(rows: list[Row]) -> None:
    assert len(rows) >= 150
    assert len({row.name for row in rows}) == len(rows)
    assert len(typed_rows()) >= 12


def test_the_core_answers_as_the_table_says(
    rows: list[Row], core_answers: list[Json], exports: dict[str, str], catalog: Catalog
) -> None:
    for row, found in zip(rows, core_answers, strict=True):
        assert found["status"] == row.status, row.name
        if row.says is not None:
            assert found["headers"] == {"Content-Type": "text/plain; charset=utf-8"}, row.name
            assert found["statusText"] == "Not Implemented", row.name
            assert found["body"].startswith(row.says), (row.name, found["body"])
        elif row.code is None:
            assert found["body"] == "{}\n", row.name
            assert found["headers"] == {"Content-Type": "application/json"}, row.name
        else:
            error = catalog.by_code[row.code]
            suffix = "json" if row.form == "body" else "md"
            assert found["body"] == exports[f"errors/{row.code}.{suffix}"], row.name
            assert found["statusText"] == error.body.title
            expected = {"Content-Type": TYPES[row.form], **error.examples[0].headers}
            assert list(found["headers"].items()) == list(expected.items()), row.name


def test_the_mock_answers_as_the_core_does(
    rows: list[Row], core_answers: list[Json], mock_answers: list[Answer]
) -> None:
    for row, core, mock in zip(rows, core_answers, mock_answers, strict=True):
        assert (mock.status, mock.title) == (core["status"], core["statusText"]), row.name
        expected = [(name.lower(), value) for name, value in core["headers"].items()]
        assert [each for each in mock.headers if each[0] not in OURS] == expected, row.name
        body = core["body"].encode()
        assert dict(mock.headers)["content-length"] == str(len(body)), row.name
        assert mock.body == (b"" if row.method == "HEAD" else body), row.name


def answered(data: Json, row: Row) -> Response:
    """Return what the mock answers to a row, without its server."""
    return answer(data, Request(row.method, row.url, row.headers), lambda _: row.seen)


def test_both_answer_alike_to_headers_made_of_pieces_at_random(exports: dict[str, str], tmp_path: Path) -> None:
    random = Random(5)
    pieces = [
        *("text/markdown", "text/*", "*/*", "application/json", "application/*", "application/problem+json", "*"),
        *("example", "code", "times", "CONFLICT", "rate_limited", "STORE_CLOSED", "404", "429", "200", "2", "11", "q"),
        *(";q=", ";Q=0.", ";q=1.0", ";q=0", "0.5", "=", "=", "=", ",", ", ", ";", "; ", '"', "\\", " ", "\t"),
        *("\xa0", "\x85", "\xb5", "\xdf", "{codes}", "$&", "\\1"),
    ]

    def text() -> str:
        return "".join(random.choices(pieces, k=random.randint(1, 12)))

    urls = ("/v1/marketplace/stores", "/__mock/UPSTREAM_ERROR/v1/marketplace/stores", "/v1/marketplace/orders/place")
    rows = [
        Row("", random.choice(("GET", "POST")), random.choice(urls), {"accept": text(), "prefer": prefer}, seen)
        for seen in (0, 2)
        for prefer in [*(text() for _ in range(1500)), *(f"example=CONFLICT,times=2;{text()}" for _ in range(1500))]
    ]
    data = read_exchanges(exports[EXCHANGES])
    statuses = set()
    for row, core in zip(rows, replayed(rows, exports, tmp_path), strict=True):
        ours = answered(data, row)
        assert (ours.status, ours.title, ours.headers, ours.body) == (
            core["status"], core["statusText"], core["headers"], core["body"],
        ), row  # fmt: skip
        statuses.add(ours.status)
    assert statuses >= {200, 409, 501, 502}


def test_the_core_is_small() -> None:
    assert len(gzip.compress(CORE.read_bytes(), 9)) <= BUDGET
