"""What the mock answers to whole flows: scenarios, sequences, keys, and what networks do to answers."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from error_catalog.exports import Exports
from error_catalog.exports import gett_mock as module
from error_catalog.exports.gett_mock import UNKNOWN_CODE, Mock, Request, Response
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from support.project import Project
from support.published import Json, faults

CREATE = "/v1/marketplace/session/create"
STORES = "/v1/marketplace/stores"
VALIDATE = "/v1/marketplace/orders/validate"
PLACE = "/v1/marketplace/orders/place"
KEY = {"idempotency-key": "7d9f4c1e-2b6a-4f3d-9c58-0e1a2b3c4d5f"}
NOW = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(loaded: Loaded) -> Json:
    return Exports(loaded).exchanges_of_mock


@pytest.fixture
def mock(data: Json) -> Mock:
    return Mock(data, now=NOW.timestamp)


def get(mock: Mock, target: str, **headers: str) -> Response:
    return mock.answer(Request("GET", target, headers))


def post(mock: Mock, target: str, headers: dict[str, str] | None = None, body: bytes = b"{}") -> Response:
    return mock.answer(Request("POST", target, headers or {}, body))


def code_of(response: Response) -> str:
    code: str = json.loads(response.body).get("errorCode", "")
    return code


def test_a_flow_fails_where_the_scenario_says_and_nowhere_else(mock: Mock) -> None:
    base = "/__mock/PAYMENT_FAILED"
    for path in (CREATE, "/v1/marketplace/stores/discover", VALIDATE):
        assert post(mock, f"{base}{path}").status == 200
    assert isinstance(json.loads(post(mock, f"{base}{VALIDATE}").body)["validatedOrderToken"], str)
    assert code_of(post(mock, f"{base}{PLACE}", KEY)) == "PAYMENT_FAILED"


def test_each_error_is_the_answer_of_the_calls_that_can_return_it_alone(mock: Mock, catalog: Catalog) -> None:
    for code, error in catalog.by_code.items():
        for endpoint in catalog.endpoints:
            path = re.sub(r"\{[^/]*\}", "abc-123", endpoint.path)
            answer = mock.answer(Request(endpoint.method, f"/__mock/{code}{path}", KEY))
            fails = endpoint in catalog.endpoints_of(error)
            assert (answer.status, code_of(answer)) == ((error.status, code) if fails else (200, "")), (code, path)


def test_a_success_holds_what_docs_api_types_and_no_more(data: Json) -> None:
    found = {each["path"]: json.loads(each["success"]) for each in data["endpoints"] if each["method"] == "POST"}
    assert found[CREATE] == {}
    assert found[PLACE] == {"orderId": "orderId-{number}"}
    assert found[VALIDATE] == {"validatedOrderToken": "validatedOrderToken", "amounts": {}}
    assert found["/v1/marketplace/stores/discover"] == {"stores": [], "totalCount": 0, "hasMore": False}


def test_a_success_fits_its_schema(data: Json, exports: dict[str, str]) -> None:
    document = json.loads(exports["openapi.json"])
    count = 0
    for endpoint in data["endpoints"]:
        responses = document["paths"][endpoint["path"]][endpoint["method"].lower()]["responses"]
        for content in (each.get("content", {}) for status, each in responses.items() if status[0] == "2"):
            for schema in (each["schema"] for each in content.values()):
                assert not faults(schema | {"components": document["components"]}, json.loads(endpoint["success"]))
                count += 1
    assert count > 10
    assert faults({"type": "object", "properties": {"orderId": {"type": "string"}}}, {"orderId": 1})


@pytest.mark.parametrize(
    ("documented", "body"),
    [
        ("content: {application/json: {example: {id: 7}, schema: {type: object}}}", {"id": 7}),
        ("content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}", None),
        ("content: {application/json: {schema: {type: string, format: date-time}}}", "1970-01-01T00:00:00Z"),
        ("content: {application/json: {schema: {properties: {id: {example: 7}, x: {}}}}}", {"id": 7}),
        ("content: {application/json: {schema: {type: string, enum: [open, closed]}}}", "open"),
        ("content: {text/plain: {}}", {}),
    ],
)
def test_a_success_is_the_documented_example_or_the_least(small: Project, documented: str, body: Json) -> None:
    path = "docs/api/orders.yaml"
    get_order = "get: {operationId: getOrder, summary: Get an order}"
    responses = (
        f"get: {{operationId: getOrder, summary: Get an order, responses: {{2XX: {{description: It., {documented}}}}}}}"
    )
    small.replace(path, get_order, responses)
    tree = "schemas: {Tree: {type: object, properties: {left: {$ref: '#/components/schemas/Tree'}}}}"
    small.replace(path, "components: {", f"components: {{{tree}, ")
    success = json.loads(Exports(small.load()).exchanges_of_mock["endpoints"][1]["success"])
    if body is None:
        assert list(success) == ["left"]
        assert list(success["left"]) == ["left"]
    else:
        assert success == body


def test_a_sequence_counts_by_its_name_else_by_key_else_all_requests_to_a_call(mock: Mock) -> None:
    def statuses(wish: str, key: str = "", path: str = VALIDATE, count: int = 4) -> list[int]:
        headers = {"idempotency-key": key} if key else {}
        return [post(mock, f"/__mock/{wish}{path}", headers).status for _ in range(count)]

    assert statuses("502,times=2,sequence=a") == [502, 502, 200, 200]
    assert statuses("502,times=2,sequence=a", "other") == [200, 200, 200, 200]
    assert statuses("502,times=2,sequence=b") == [502, 502, 200, 200]
    assert statuses("502,times=2", "a") == [502, 502, 200, 200]
    assert statuses("502,times=2", "b") == [502, 502, 200, 200]
    assert statuses("502,times=2") == [502, 502, 200, 200]
    assert statuses("502,times=2", path=CREATE) == [502, 502, 200, 200]
    assert statuses("500,times=1") == [500, 200, 200, 200]
    assert statuses("502,fault=html,times=1") == [502, 200, 200, 200]
    assert statuses("502,times=1", "c", PLACE) == [502, 200, 200, 200]
    assert statuses("502,times=2", count=1) == [200], "it is over"
    assert statuses("502,times=2", path=f"/{VALIDATE}", count=1) == [200], "it is the same call"
    wishes = [("c", "code=502, times=1"), ("c", "code=502, times=1"), ("d", "code=502, times=1")]
    found = [post(mock, f"/__mock/sequence={name}{CREATE}", {"prefer": prefer}).status for name, prefer in wishes]
    assert found == [502, 200, 502], "the name in the address counts for what a header asks"
    assert post(mock, "/__mock/reset").status == 204
    assert statuses("502,times=2") == [502, 502, 200, 200]
    assert statuses("502,times=2,sequence=a") == [502, 502, 200, 200]


def test_sequences_of_many_threads_fail_as_often_as_is_asked(mock: Mock) -> None:
    def statuses(prefer: Callable[[int], str]) -> Counter[int]:
        with ThreadPoolExecutor(8) as pool:
            found = pool.map(lambda number: get(mock, STORES, prefer=prefer(number)).status, range(160))
            return Counter(found)

    assert statuses(lambda _: "code=502, times=3") == {502: 3, 200: 157}
    assert statuses(lambda number: f"code=502, times=3, sequence={number % 16}") == {502: 48, 200: 112}


def test_of_very_many_sequences_and_keys_the_oldest_are_forgotten(mock: Mock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 10)

    def status(key: int) -> int:
        return get(mock, STORES, **{"prefer": "code=502, times=1", "idempotency-key": str(key)}).status

    def order(key: int) -> str:
        return post(mock, f"/__mock/200{PLACE}", {"idempotency-key": str(key)}).body

    assert [status(0), status(1), status(0)] == [502, 502, 200]
    assert {status(key) for key in range(2, 11)} == {502}
    assert (status(0), status(1)) == (200, 502), "1 is the oldest, for 0 came again after it"
    first, second = order(0), order(1)
    assert order(0) == first
    assert len({order(key) for key in range(2, 11)}) == 9
    assert order(0) == first
    assert order(1) != second


def test_a_request_before_the_wait_is_over_is_refused_and_does_not_count(data: Json) -> None:
    time = 1000.0
    mock = Mock(data, now=lambda: time)
    statuses = []
    for wait in (0, 30, 31, 1, 61, 1, 1):
        time += wait
        statuses.append(get(mock, STORES, prefer="example=RATE_LIMITED, times=2").status)
    assert statuses == [429, 429, 429, 429, 200, 200, 200]


def test_a_final_error_goes_on_until_the_request_changes(mock: Mock) -> None:
    def code(body: bytes, key: str = "a") -> str:
        return code_of(post(mock, f"/__mock/STORE_CLOSED,times=1{PLACE}", {"idempotency-key": key}, body))

    assert [code(b"{}"), code(b"{}"), code(b'{"tip": 1}'), code(b'{"tip": 1}')] == [
        "STORE_CLOSED",
        "STORE_CLOSED",
        "",
        "",
    ]
    assert code(b"{}", "b") == "STORE_CLOSED"


def test_an_order_is_placed_once_for_each_key(mock: Mock) -> None:
    def order(key: str, body: bytes = b"{}", sequence: str = "a") -> str:
        return post(mock, f"/__mock/sequence={sequence}{PLACE}", {"idempotency-key": key}, body).body

    first, second = order("1"), order("2")
    assert [json.loads(body)["orderId"] for body in (first, second)] == ["orderId-1", "orderId-2"]
    assert (order("1"), order("2")) == (first, second)
    assert order("1", b'{"tip": 1}') == first, "as long as the code for that is reserved, the first answer comes back"
    assert order("1", sequence="b") not in (first, second)
    mock.reset()
    assert order("1") not in (first, second)


def test_a_key_with_another_body_is_refused_where_reserved_codes_are_wanted(data: Json) -> None:
    strict = Mock(data, reserved=True)
    bodies = [b"{}", b"{}", b'{"tip": 1}', b"{}"]
    answers = [post(strict, f"/__mock/200{PLACE}", KEY, body) for body in bodies]
    assert [answer.status for answer in answers] == [200, 200, 409, 200]
    assert code_of(answers[2]) == "ORDER_ALREADY_PLACED"
    assert answers[0].body == answers[1].body == answers[3].body
    failed = [post(strict, f"/__mock/PAYMENT_FAILED{PLACE}", {"idempotency-key": "x"}, body) for body in bodies]
    assert {code_of(answer) for answer in failed} == {"PAYMENT_FAILED"}, "no order was placed"


@pytest.mark.parametrize(
    ("target", "prefer"),
    [
        (PLACE, "code=200"),
        (PLACE, "code=201, fault=html"),
        (PLACE, "fault=closed"),
        (f"/__mock/200{PLACE}", ""),
        (f"/__mock/PAYMENT_FAILED{PLACE}", ""),
        (f"/__mock/SERVICE_UNAVAILABLE,fault=broken{PLACE}", ""),
    ],
)
def test_placing_an_order_without_a_key_is_told(mock: Mock, target: str, prefer: str) -> None:
    for headers in ({}, {"idempotency-key": ""}):
        answer = post(mock, target, {"prefer": prefer, **headers})
        assert (answer.status, code_of(answer), answer.ending) == (400, "MISSING_IDEMPOTENCY_KEY", "")
    assert "MISSING_IDEMPOTENCY_KEY" not in post(mock, target, {"prefer": prefer, **KEY}).body


def test_a_lost_answer_is_repeated_with_its_order(mock: Mock) -> None:
    target = f"/__mock/fault=closed,at=place,times=1{PLACE}"
    lost = post(mock, target, KEY)
    again = post(mock, target, KEY)
    assert (lost.ending, again.ending) == ("closed", "")
    assert lost.body == again.body
    assert post(mock, target, {"idempotency-key": "a new one"}).ending == "closed"
    assert post(mock, target, {"idempotency-key": "a new one"}).body != again.body, "a second order"


@pytest.mark.parametrize(
    ("wish", "status", "title"),
    [
        ("code=503", 503, "Service Unavailable"),
        ("code=504", 504, "Gateway Timeout"),
        ("code=418", 418, "I'm a Teapot"),
        ("code=599", 599, ""),
        ("code=302", 302, "Found"),
    ],
)
def test_a_fault_has_any_status(mock: Mock, wish: str, status: int, title: str) -> None:
    empty = get(mock, STORES, prefer=f"{wish}, fault=empty")
    html = get(mock, STORES, prefer=f"{wish}, fault=html")
    cut = get(mock, STORES, prefer=f"{wish}, fault=cut")
    assert {(each.status, each.title.lower()) for each in (empty, html, cut)} == {(status, title.lower())}
    assert (empty.body, empty.headers.get("Content-Type")) == ("", None)
    assert (html.body.startswith("<html>"), html.headers["Content-Type"]) == (True, "text/html")
    with pytest.raises(json.JSONDecodeError):
        json.loads(cut.body)


def test_a_code_that_nobody_knows_is_not_of_the_catalogue_and_all_else_is_documented(
    mock: Mock, catalog: Catalog, exports: dict[str, str]
) -> None:
    assert UNKNOWN_CODE not in catalog.by_code
    schema = json.loads(exports["schemas/problem.schema.json"])
    for code, error in catalog.by_code.items():
        endpoint = catalog.endpoints_of(error)[0]
        path = re.sub(r"\{[^/]*\}", "abc-123", endpoint.path)
        answer = mock.answer(Request(endpoint.method, path, {"prefer": f"example={code}, fault=unknown-code"}))
        body = json.loads(answer.body)
        assert (answer.status, body["errorCode"]) == (error.status, UNKNOWN_CODE)
        assert body["type"].endswith(f"/errors/{UNKNOWN_CODE}")
        assert answer.body == exports[f"errors/{code}.json"].replace(code, UNKNOWN_CODE)
        assert faults(schema, body), "the schema of documented bodies refuses it"


def test_a_fault_is_one_of_json_whatever_is_accepted(mock: Mock) -> None:
    for fault in ("unknown-code", "cut", "broken"):
        answer = get(mock, STORES, prefer=f"code=503, fault={fault}", accept="text/markdown")
        assert (answer.headers["Content-Type"], answer.body[:1]) == ("application/problem+json", "{")


def test_an_unknown_code_with_an_unknown_status_is_like_its_class(mock: Mock) -> None:
    body = json.loads(get(mock, STORES, prefer="code=504, fault=unknown-code").body)
    assert (body["status"], body["title"], body["errorCode"]) == (504, "Gateway Timeout", UNKNOWN_CODE)
    known = json.loads(get(mock, STORES, prefer="code=500").body)
    assert {name: body[name] for name in ("errorCategory", "retryable")} == {
        name: known[name] for name in ("errorCategory", "retryable")
    }


def test_waits_are_as_asked_and_times_follow_the_clock(mock: Mock) -> None:
    plain = get(mock, STORES, prefer="example=RATE_LIMITED")
    assert (plain.headers["Retry-After"], json.loads(plain.body)["retryAfter"]) == ("60", 60)
    assert plain.headers["X-RateLimit-Reset"] == str(int(NOW.timestamp()) + 60)
    short = get(mock, STORES, prefer="example=RATE_LIMITED, retry-after=2")
    assert (short.headers["Retry-After"], json.loads(short.body)["retryAfter"]) == ("2", 2)
    assert short.headers["X-RateLimit-Reset"] == str(int(NOW.timestamp()) + 2)
    dated = get(mock, STORES, prefer="example=RATE_LIMITED, retry-after-form=date")
    assert (parsedate_to_datetime(dated.headers["Retry-After"]) - NOW).total_seconds() == 60
    both = get(mock, f"/__mock/502,fault=html,retry-after=7,retry-after-form=date{STORES}")
    assert both.headers["Retry-After"] == "Wed, 02 Jan 2030 03:04:12 GMT"
    seconds = get(mock, STORES, prefer="example=RATE_LIMITED, retry-after-form=seconds")
    assert seconds == plain


def test_an_answer_comes_after_its_delay(mock: Mock) -> None:
    start = time.monotonic()
    assert get(mock, f"/__mock/delay=0.3,at=stores{STORES}").status == 200
    assert time.monotonic() - start >= 0.3
    start = time.monotonic()
    assert get(mock, f"/__mock/delay=30,at=place{STORES}").status == 200
    assert time.monotonic() - start < 10


def test_pages_of_any_origin_may_call_and_read_everything(mock: Mock) -> None:
    asked = {
        "origin": "http://localhost:3000",
        "access-control-request-method": "PUT",
        "access-control-request-headers": "authorization,prefer",
    }
    for target in (PLACE, f"/__mock/200{PLACE}", "/no/path", "*"):
        allowed = mock.answer(Request("OPTIONS", target, asked))
        assert (allowed.status, allowed.body) == (204, "")
        assert allowed.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
        assert allowed.headers["Access-Control-Allow-Methods"] == "PUT"
        assert allowed.headers["Access-Control-Allow-Headers"] == "authorization,prefer"
    for prefer in ("code=429", "code=200", "nothing"):
        answer = get(mock, STORES, origin="null", prefer=prefer)
        assert answer.headers["Access-Control-Allow-Origin"] == "null"
        exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
        assert set(exposed) >= {name for name in answer.headers if not name.startswith(("Access-", "Vary"))} | {"Date"}
    assert not any(name.startswith("Access-") for name in get(mock, STORES, prefer="code=429").headers)
