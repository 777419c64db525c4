"""What is answered to which request: a table for the page's core and the mock server, and one for the mock alone."""

import gzip
import http.client
import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from error_catalog.exports import Exports
from error_catalog.exports.gett_mock import Mock, Request
from error_catalog.exports.resources import LIVE_INDEX
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from support.mocking import OURS, Answer, ask, mocked
from support.node import node
from support.project import DATA, MARKETFRONT, ROOT, Project, copy_project
from support.published import Json, publish

LIVE = DATA / "live"
CORE = ROOT / "docs" / "assets" / "live" / "core.js"
TYPES = {"body": "application/problem+json", "markdown": "text/markdown; charset=utf-8"}
BUDGET = 2100


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


def typed_rows(table: str) -> list[Row]:
    """Return the rows of a table whose every expectation is typed by hand."""
    rows = []
    for number, given in enumerate(json.loads((LIVE / table).read_text(encoding="utf-8"))):
        method, url, headers = given["request"]
        status, code, form = given.get("gives", (501, None, "body"))
        name, seen, says = f"{number} {given['why']}", given.get("seen", 0), given.get("says")
        rows.append(Row(name, method, url, headers, seen, status, code, form, says))
    return rows


def accept_rows() -> list[Row]:
    """Return a row for each Accept header whose form is typed by hand."""
    rows = []
    for accept, form in json.loads((LIVE / "accept.json").read_text(encoding="utf-8")):
        headers = {"prefer": "example=CONFLICT", "accept": accept}
        rows.append(Row(f"Accept: {accept}", "GET", "/v1/marketplace/stores", headers, 0, 409, "CONFLICT", form))
    return rows


@pytest.fixture(scope="module", params=[MARKETFRONT, ROOT], ids=["frozen", "real"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project that the typed rows are about, and this one, of which only each error has its rows."""
    return copy_project(request.param, tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def loaded(project: Project) -> Loaded:
    return project.load()


@pytest.fixture(scope="module")
def is_frozen(project: Project) -> bool:
    """Whether the errors are those that the typed rows are about."""
    return not project.path("mkdocs.yml").exists()


@pytest.fixture(scope="module")
def catalog(loaded: Loaded) -> Catalog:
    return loaded.catalog


@pytest.fixture(scope="module")
def exports(loaded: Loaded) -> dict[str, str]:
    return publish(loaded)


@pytest.fixture(scope="module")
def rows(catalog: Catalog, is_frozen: bool) -> list[Row]:
    """Return what the core and the mock answer alike."""
    rows = [*typed_rows("requests.json"), *accept_rows()] if is_frozen else []
    for code, error in catalog.by_code.items():
        request = catalog.request_of(error, error.examples[0])
        at, path, status = request.method, request.path, error.status
        sent = {name.lower(): value for name, value in request.headers.items()} | {"prefer": f"example={code}"}
        rows += [
            Row(f"{code} as its page asks", at, path, sent, 0, status, code),
            Row(f"{code} as Markdown", at, path, sent | {"accept": "text/markdown"}, 0, status, code, "markdown"),
        ]
    return rows


@pytest.fixture(scope="module")
def rows_of_mock(catalog: Catalog, is_frozen: bool) -> list[Row]:
    """Return what the mock alone answers."""
    rows = typed_rows("mock.json") if is_frozen else []
    for code, error in catalog.by_code.items():
        request = catalog.request_of(error, error.examples[0])
        at, path, status = request.method, request.path, error.status
        key = {"idempotency-key": f"sequence of {code}", "prefer": f"times=1; code={status}; example={code.lower()}"}
        rows += [
            Row(f"{code} by base URL", at, f"/__mock/{code}{path}", {"idempotency-key": "one"}, 0, status, code),
            Row(f"{code} at first", at, path, key, 0, status, code),
        ]
        again = key | {"idempotency-key": f"other of {code}"}
        if error.body.retryable and error.body.retry_after is None:
            rows.append(Row(f"{code} no more", at, path, again, 1, 200))
        else:
            rows.append(Row(f"{code} again, unchanged and too early", at, path, again, 1, status, code))
    return rows


def replayed(rows: list[Row], exports: dict[str, str], folder: Path) -> list[Json]:
    """Return what the core answers to each row, from one run of Node."""
    requests = [{"method": row.method, "url": row.url, "headers": row.headers} for row in rows]
    data = Path(LIVE_INDEX).parent
    for path, content in exports.items():
        if path.startswith(f"{data}/"):
            Project(folder).write(path, content)
    Project(folder).write("requests.json", json.dumps(requests))
    result = node(LIVE / "replay.mjs", CORE, folder / data, folder / "requests.json", cwd=folder)
    assert result.returncode == 0, result.stderr
    answers: list[Json] = json.loads(result.stdout)
    return answers


def test_the_tables_are_large_enough(rows: list[Row], rows_of_mock: list[Row], is_frozen: bool) -> None:
    assert len(rows) >= (100 if is_frozen else 50)
    assert len(rows_of_mock) >= 70
    for table in (rows, rows_of_mock):
        assert len({row.name for row in table}) == len(table)
    assert not any(row.seen or "times=" in row.headers.get("prefer", "") or "/__mock/" in row.url for row in rows)


@pytest.fixture
def assert_as_the_table_says(exports: dict[str, str], catalog: Catalog) -> Callable[..., None]:
    """Return what holds an answer, without the headers that a server adds, against its row.

    `success` is the pattern of what succeeds, and `moving` names headers whose values go with the clock.
    """

    def check(row: Row, found: Answer, success: str = r"\{\}\n", moving: str = "") -> None:
        body = found.body.decode()
        assert found.status == row.status, row.name
        if row.says is not None:
            assert found.headers == (("content-type", "text/plain; charset=utf-8"),), row.name
            assert found.title == "Not Implemented", row.name
            assert body.startswith(row.says), (row.name, body)
        elif row.code is None:
            assert found.headers == (("content-type", "application/json"),), row.name
            assert re.fullmatch(success, body), row.name
        else:
            error = catalog.by_code[row.code]
            suffix = "json" if row.form == "body" else "md"
            assert body == exports[f"errors/{row.code}.{suffix}"], row.name
            assert found.title == error.body.title
            expected = {"Content-Type": TYPES[row.form], **error.examples[0].headers}
            assert [name for name, _ in found.headers] == [name.lower() for name in expected], row.name
            fixed = {name.lower(): value for name, value in expected.items() if name != moving}
            assert dict(found.headers) | fixed == dict(found.headers), row.name

    return check


def test_the_core_answers_as_the_table_says(
    rows: list[Row], exports: dict[str, str], tmp_path: Path, assert_as_the_table_says: Callable[..., None]
) -> None:
    for row, found in zip(rows, replayed(rows, exports, tmp_path), strict=True):
        headers = tuple((name.lower(), value) for name, value in found["headers"].items())
        assert_as_the_table_says(row, Answer(found["status"], found["statusText"], headers, found["body"].encode()))


def test_the_mock_answers_as_both_tables_say(
    project: Project,
    rows: list[Row],
    rows_of_mock: list[Row],
    loaded: Loaded,
    assert_as_the_table_says: Callable[..., None],
) -> None:
    bodies = {each["success"] for each in Exports(loaded).exchanges_of_mock["endpoints"]}
    success = "|".join(re.escape(body).replace(r"\{number\}", "[0-9]+") for body in bodies)
    with (
        mocked(cwd=project.root) as mock,
        closing(http.client.HTTPConnection("127.0.0.1", mock.port, timeout=10)) as connection,
    ):
        for row in (*rows, *rows_of_mock):
            found = [ask(connection, row.method, row.url, row.headers) for _ in range(row.seen + 1)][-1]
            headers = tuple(each for each in found.headers if each[0] not in OURS)
            body = found.body
            if row.method == "HEAD":
                assert body == b"", row.name
                body = ask(connection, "GET", row.url, row.headers).body
            assert dict(found.headers)["content-length"] == str(len(body)), row.name
            assert_as_the_table_says(row, replace(found, headers=headers, body=body), success, "X-RateLimit-Reset")


@pytest.mark.parametrize("project", [MARKETFRONT], indirect=True, ids=["frozen"])
def test_both_answer_alike_to_the_table_and_to_headers_made_of_pieces_at_random(
    rows: list[Row], exports: dict[str, str], loaded: Loaded, tmp_path: Path
) -> None:
    random = Random(5)
    pieces = [
        *("text/markdown", "text/*", "*/*", "application/json", "application/*", "application/problem+json", "*"),
        *(
            "example",
            "example=",
            "code=",
            "return=",
            "wait",
            "CONFLICT",
            "rate_limited",
            "STORE_CLOSED",
            "404",
            "429",
            "200",
            "2",
            "11",
            "q",
        ),
        *(";q=", ";Q=0.", ";q=1.0", ";q=0", "0.5", "=", "=", "=", ",", ", ", ";", "; ", '"', "\\", " ", "\t"),
        *("\xa0", "\x85", "\xb5", "\xdf", "{codes}", "$&", "\\1"),
    ]

    def text() -> str:
        return "".join(random.choices(pieces, k=random.randint(1, 12)))

    urls = ("/v1/marketplace/stores", "/v1/marketplace/orders/place")
    prefers = [*(text() for _ in range(3000)), *(f"example=CONFLICT;{text()}" for _ in range(3000))]
    headers = [{"accept": text(), "prefer": prefer, "idempotency-key": "7"} for prefer in prefers]
    rows = [*rows, *(Row("", random.choice(("GET", "POST")), random.choice(urls), each) for each in headers)]
    data = Exports(loaded)
    # The mock has more to say about how to ask; what is said in which case is the same.
    mock = Mock(data.exchanges_of_mock | {"messages": data.exchanges["messages"]})
    statuses, refusals = set(), set()
    for row, core in zip(rows, replayed(rows, exports, tmp_path), strict=True):
        ours = mock.answer(Request(row.method, row.url, row.headers))
        statuses.add(core["status"])
        refusals.update(re.findall(r"\A(You have|There is no \w+|No error|The status)", core["body"]))
        if core["status"] == 200:  # the mock gives any success, and knows what one holds
            assert 200 <= ours.status < 300, row
            continue
        assert (ours.status, ours.title, ours.body) == (core["status"], core["statusText"], core["body"]), row
        assert ours.headers | {"X-RateLimit-Reset": ""} == core["headers"] | {"X-RateLimit-Reset": ""}, row
    assert statuses >= {200, 404, 409, 429, 501}
    assert refusals == {"You have", "There is no error", "There is no preference", "No error", "The status"}


def test_the_core_is_small() -> None:
    assert len(gzip.compress(CORE.read_bytes(), 9)) <= BUDGET


def test_a_status_alone_is_the_general_error_and_a_code_any_other(small: Project, tmp_path: Path) -> None:
    text = small.read("examples/CONFLICT.yaml").replace("general: true\n", "")
    small.write("examples/CLASH.yaml", text.replace("CONFLICT", "CLASH"))
    exports = Exports(small.load())
    asked = {"code=409": "CONFLICT", "example=CLASH": "CLASH", "code=409, example=CLASH": "CLASH"}
    rows = [Row(wanted, "GET", "/v1/orders/abc-123", {"prefer": wanted}) for wanted in asked]
    files = {file.path: file.content for file in exports.files}
    of_core = [json.loads(each["body"])["errorCode"] for each in replayed(rows, files, tmp_path)]
    requests = [Request(row.method, row.url, row.headers) for row in rows]
    mock = Mock(exports.exchanges_of_mock)
    of_mock = [json.loads(mock.answer(each).body)["errorCode"] for each in requests]
    assert of_core == of_mock == [*asked.values()]
    assert "409: DECISIONS[ErrorCode.CONFLICT]" in files["clients/gett_errors.py"]
    assert "[409, DECISIONS.CONFLICT]" in files["clients/gett-errors.ts"]
