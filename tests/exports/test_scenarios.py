"""Scenarios of the mock: what it answers, and what it says to clients that do the wrong thing."""

import json
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count

import pytest

from error_catalog.exports import Exports
from error_catalog.exports.gett_mock import MOST_NOTED, Mock, Request, Response
from error_catalog.exports.resources import CONFORMANCE
from support.project import Project
from support.published import Json

PLACE = "/v1/marketplace/orders/place"
STORES = "/v1/marketplace/stores"


@dataclass
class Clock:
    time: float = 1000.5

    def __call__(self) -> float:
        return self.time


@dataclass
class Shop:
    """A partner's program that places an order, by ways of its own to retry."""

    mock: Mock
    clock: Clock
    scenario: str
    keys: Iterator[int] = field(default_factory=count)

    def send(self, key: object = "k", body: str = "{}") -> Response:
        headers = {"prefer": f"scenario={self.scenario}", "idempotency-key": str(key), "accept": "*/*"}
        self.clock.time += 0.01
        return self.mock.answer(Request("POST", PLACE, headers, body.encode()))

    def wait(self, seconds: float) -> None:
        self.clock.time += seconds


def told(response: Response) -> float:
    return float(response.headers.get("Retry-After", "1.5"))


def retries_at_once(shop: Shop) -> None:
    for _ in range(3):
        shop.send()


def never_ends(shop: Shop) -> None:
    for _ in range(20):
        response = shop.send()
        if response.status < 400:
            break
        shop.wait(max(told(response), 120))


def makes_a_new_key_each_time(shop: Shop) -> None:
    while (response := shop.send(next(shop.keys))).status >= 400:
        shop.wait(told(response))


def ignores_retryable(shop: Shop) -> None:
    for _ in range(3):
        shop.send()
        shop.wait(2)


def swallows_unknown_codes(shop: Shop) -> None:
    response = shop.send()
    if json.loads(response.body).get("errorCode") in ("RATE_LIMITED", "SERVICE_UNAVAILABLE"):
        shop.send()


def waits_a_second_each_time(shop: Shop) -> None:
    while shop.send().status >= 400:
        shop.wait(1)


def sleeps_in_parallel(shop: Shop) -> None:
    for _ in (1, 2, 3):  # each slept as long as the first answer had asked for
        shop.send()
    shop.wait(60)
    for _ in (1, 2, 3):
        shop.send()


def changes_the_order_on_the_way(shop: Shop) -> None:
    shop.send()
    shop.wait(2)
    shop.send(body='{"tip": 1}')


def does_nothing(shop: Shop) -> None:
    assert shop


WRONG: dict[Callable[[Shop], None], tuple[str, str, str]] = {
    retries_at_once: ("RATE_LIMITED.placeOrder.once", "E940", "wait as many seconds as `retryAfter` says"),
    never_ends: ("PAYMENT_FAILED.placeOrder", "E946", "count the retries, and give up after the last one"),
    makes_a_new_key_each_time: ("PAYMENT_FAILED.placeOrder.once", "E943", "send the same body with the same key"),
    ignores_retryable: ("STORE_CLOSED.placeOrder", "E941", "do not send the request again"),
    swallows_unknown_codes: ("503-unknown-code.placeOrder", "E947", "also where the code is new to you"),
    waits_a_second_each_time: ("INTERNAL_ERROR.placeOrder", "E945", "wait longer before each retry"),
    sleeps_in_parallel: ("RATE_LIMITED.placeOrder.once", "E940", "before you send the request again"),
    changes_the_order_on_the_way: ("PAYMENT_FAILED.placeOrder.once", "E944", "gets a key of its own"),
}
"""Each kind of wrong client: the scenario that it fails, the rule that it breaks, and what it is told."""


@pytest.fixture(scope="module")
def data(frozen: Project) -> Json:
    return Exports(frozen.load()).exchanges_of_mock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def mock(data: Json, clock: Clock) -> Mock:
    return Mock(data, now=clock)


def verdict(mock: Mock, name: str) -> Json:
    return json.loads(mock.answer(Request("GET", f"/__mock/scenarios/{name}", {})).body)


def begin(mock: Mock, **description: object) -> Response:
    return mock.answer(Request("POST", "/__mock/scenarios", {}, json.dumps(description).encode()))


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
def test_a_wrong_client_is_told_what_to_change(mock: Mock, clock: Clock, wrong: Callable[[Shop], None]) -> None:
    scenario, rule, advice = WRONG[wrong]
    wrong(Shop(mock, clock, scenario))
    found = verdict(mock, scenario)
    assert not found["passed"]
    assert rule in {each["rule"] for each in found["findings"]}
    assert any(advice in reason for reason in found["reasons"]), found["reasons"]


@pytest.mark.parametrize("scenario", sorted({scenario for scenario, _, _ in WRONG.values()}))
def test_a_client_that_does_as_it_is_told_passes_each_of_these(
    mock: Mock, clock: Clock, frozen_exports: dict[str, str], scenario: str
) -> None:
    shop = Shop(mock, clock, scenario)
    case = next(each for each in json.loads(frozen_exports[CONFORMANCE])["cases"] if each["name"] == scenario)
    for wait in [*case["waits"], None][: case["minAttempts"]]:
        shop.send()
        shop.wait(wait["maxSeconds"] if wait else 0)
    assert verdict(mock, scenario)["reasons"] == []


def test_two_orders_and_one_intended_are_told(mock: Mock, clock: Clock) -> None:
    makes_a_new_key_each_time(Shop(mock, clock, "PAYMENT_FAILED.placeOrder.once"))
    found = verdict(mock, "PAYMENT_FAILED.placeOrder.once")
    assert found["orders"] == {"placed": 2, "intended": 1}
    assert "2 orders may exist, and one was intended: send each retry with the key of the first try" in found["reasons"]


def test_what_is_left_and_what_is_not_expected_is_told(mock: Mock, clock: Clock) -> None:
    does_nothing(Shop(mock, clock, "none"))
    begin(mock, name="none", operationId="placeOrder", failures=["503"])
    assert verdict(mock, "none")["failuresLeft"] == ["503"]
    assert verdict(mock, "none")["reasons"][0].startswith("no request came")
    begin(mock, name="lost", operationId="placeOrder", failures=["fault=closed", "fault=closed"])
    shop = Shop(mock, clock, "lost")
    assert shop.send().ending == "closed"
    assert verdict(mock, "lost")["reasons"][0].startswith(
        "the client stopped after request 1, and left is fault=closed;"
    )
    shop.send()
    shop.send()
    assert verdict(mock, "lost")["passed"]
    shop.send()
    assert verdict(mock, "lost")["unexpected"] == [f"POST {PLACE}"]
    mock.answer(Request("GET", "/v1/nowhere", {"prefer": "scenario=lost"}))
    assert verdict(mock, "lost")["unexpected"][1:] == ["GET /v1/nowhere"]
    assert verdict(mock, "lost")["reasons"] == [
        f"POST {PLACE} came after the call had succeeded: stop when an answer is a success",
        "GET /v1/nowhere is no call of the API",
    ]


def test_the_verdict_on_a_case_that_nobody_called_says_how_to_call_it(mock: Mock) -> None:
    found = verdict(mock, "STORE_CLOSED.placeOrder")
    assert found["reasons"] == [
        "no request came of placeOrder with the base URL /__mock/scenario=STORE_CLOSED.placeOrder, "
        "or the header `Prefer: scenario=STORE_CLOSED.placeOrder`"
    ]


def test_a_client_that_an_answer_reached_late_need_not_go_on(mock: Mock, clock: Clock) -> None:
    begin(mock, name="slow", operationId="placeOrder", failures=["delay=0.01", "503"])
    Shop(mock, clock, "slow").send()
    assert verdict(mock, "slow")["reasons"] == []


def test_who_was_too_hasty_is_not_told_to_try_more_often(mock: Mock, clock: Clock) -> None:
    retries_at_once(Shop(mock, clock, "RATE_LIMITED.placeOrder.once"))
    assert {each["rule"] for each in verdict(mock, "RATE_LIMITED.placeOrder.once")["findings"]} == {"E940"}


def test_of_a_client_that_never_ends_no_more_is_kept_than_shows_it(mock: Mock, clock: Clock) -> None:
    shop = Shop(mock, clock, "STORE_CLOSED.placeOrder")
    for _ in range(MOST_NOTED + 5):
        shop.send()
    assert verdict(mock, shop.scenario)["attempts"] == MOST_NOTED


def test_requests_that_come_at_once_are_judged_in_the_order_in_which_they_were_sent(mock: Mock, clock: Clock) -> None:
    begin(mock, name="slow", operationId="placeOrder", failures=["503,delay=0.5", "503"])
    shop = Shop(mock, clock, "slow")
    with ThreadPoolExecutor() as pool:
        first = pool.submit(shop.send)
        time.sleep(0.1)
        shop.send()
        shop.wait(0.4)
        first.result()
    found = verdict(mock, "slow")
    assert [(each["place"], each["rule"]) for each in found["findings"]] == [("request 2", "E948")]
    assert verdict(mock, "slow") == found


def test_calls_that_a_scenario_is_not_about_succeed(mock: Mock) -> None:
    found = mock.answer(Request("GET", f"/__mock/scenario=STORE_CLOSED.placeOrder{STORES}", {}))
    assert found.status == 200
    assert verdict(mock, "STORE_CLOSED.placeOrder")["attempts"] == 0


def test_the_base_url_selects_a_scenario_too(mock: Mock) -> None:
    found = mock.answer(Request("POST", f"/__mock/scenario=STORE_CLOSED.placeOrder{PLACE}", {"idempotency-key": "k"}))
    assert json.loads(found.body)["errorCode"] == "STORE_CLOSED"
    assert json.loads(found.body)["instance"] == PLACE
    assert verdict(mock, "STORE_CLOSED.placeOrder")["passed"]


def test_time_is_scaled_and_the_header_alone_says_so(mock: Mock, clock: Clock) -> None:
    begin(mock, name="fast", operationId="placeOrder", failures=["RATE_LIMITED"], minAttempts=2, speed=60)
    shop = Shop(mock, clock, "fast")
    response = shop.send()
    assert response.headers["Retry-After"] == "1"
    assert "retryAfter" not in json.loads(response.body)
    assert int(response.headers["X-RateLimit-Reset"]) - clock.time <= 2
    shop.wait(1)
    assert shop.send().status == 200
    assert verdict(mock, "fast")["reasons"] == []


def test_a_client_whose_sleep_is_replaced_says_how_long_it_has_waited(mock: Mock) -> None:
    def send(waited: float) -> int:
        prefer = f"scenario=RATE_LIMITED.placeOrder.once, waited={waited}"
        return mock.answer(Request("POST", PLACE, {"prefer": prefer, "idempotency-key": "k"})).status

    assert [send(0), send(59), send(119.2)] == [429, 429, 200]
    assert [each["place"] for each in verdict(mock, "RATE_LIMITED.placeOrder.once")["findings"]] == ["request 2"]


def test_answers_may_be_slow_broken_cut_and_of_a_proxy(mock: Mock, clock: Clock) -> None:
    failures = ["delay=0.2", "fault=broken", "503,fault=cut,retry-after=2", "502,fault=html", "404,fault=empty"]
    begin(mock, name="bad", operationId="placeOrder", failures=failures)
    shop = Shop(mock, clock, "bad")
    began = time.monotonic()
    assert shop.send().status == 200
    assert time.monotonic() - began >= 0.2
    assert shop.send().ending == "broken"
    cut = shop.send()
    assert (cut.status, cut.headers["Retry-After"]) == (503, "2")
    shop.wait(2)
    assert shop.send().headers["Content-Type"] == "text/html"
    shop.wait(4)
    assert shop.send().body == ""
    assert verdict(mock, "bad")["reasons"] == []


def test_the_verdict_is_junit_for_whoever_asks_for_it(mock: Mock, clock: Clock) -> None:
    ignores_retryable(Shop(mock, clock, "STORE_CLOSED.placeOrder"))
    Shop(mock, clock, "ITEM_UNAVAILABLE.placeOrder").send()
    answer = mock.answer(Request("GET", "/__mock/scenarios", {"accept": "application/xml"}))
    suite = ET.fromstring(answer.body)
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    failures = {case.get("name"): case.find("failure") is not None for case in suite}
    assert failures == {"STORE_CLOSED.placeOrder": True, "ITEM_UNAVAILABLE.placeOrder": False}


def test_junit_is_xml_whatever_was_sent(mock: Mock) -> None:
    mock.answer(Request("GET", "/v1/\x00\x1b<&", {"prefer": "scenario=STORE_CLOSED.placeOrder"}))
    answer = mock.answer(Request("GET", "/__mock/scenarios", {"accept": "application/xml"}))
    assert "/v1/\ufffd\ufffd<& is no call of the API" in "".join(ET.fromstring(answer.body).itertext())


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ({"operationId": "placeOrder", "failures": ["NO_SUCH_CODE"]}, "There is no error NO_SUCH_CODE"),
        ({"operationId": "listStores", "failures": ["PAYMENT_FAILED"]}, "does not answer with PAYMENT_FAILED"),
        ({"operationId": "payNothing", "failures": ["503"]}, 'there is no operation "payNothing"'),
        ({"operationId": "placeorder", "failures": ["503"]}, "there are createSession, "),
        ({"name": "a b", "operationId": "placeOrder", "failures": ["503"]}, '`name` is "a b", but should be'),
        ({"name": "\ud800", "operationId": "placeOrder", "failures": ["503"]}, '`name` is "\\ud800", but should be'),
        ({"name": "new"}, "This is no scenario"),
        ({"operationId": "placeOrder", "failures": 503}, "no list of `failures`"),
        ({"operationId": "placeOrder", "failures": ["503"], "minAttempts": "two"}, "whole number from 1 to 2"),
        ({"operationId": "placeOrder", "failures": ["503"], "minAttempts": 3}, "whole number from 1 to 2"),
        ({"operationId": "placeOrder", "failures": ["503"], "minAttempts": float("inf")}, "whole number from 1 to 2"),
        ({"operationId": "placeOrder", "failures": ["503"], "minAttempts": True}, "whole number from 1 to 2"),
        ({"operationId": "placeOrder", "failures": ["503"], "speed": 0}, "`speed` is 0, but should be a whole number"),
        ({"operationId": "placeOrder", "failures": ["503"], "speed": float("nan")}, "`speed` is NaN"),
        ({"operationId": "placeOrder", "failures": ["503"], "speed": 10**9}, "`speed` is 1000000000"),
        ({"operationId": "placeOrder", "failures": ["503"], "speed": None}, "`speed` is null"),
        ({"operationId": "placeOrder", "failures": ["503"], "minAttemps": 2}, 'it has a member "minAttemps"'),
        ({"operationId": "placeOrder", "failures": []}, "`failures` has not 1 to 100 entries"),
        ({"operationId": "placeOrder", "failures": ["503"] * 101}, "`failures` has not 1 to 100 entries"),
        ({"operationId": "placeOrder", "failures": [None]}, "neither a text nor a status"),
        ({"operationId": "placeOrder", "failures": [""]}, "says nothing, or other things than example, code, fault"),
        ({"operationId": "placeOrder", "failures": ["503,tims=2"]}, "There is no preference tims"),
        ({"operationId": "placeOrder", "failures": ["503,times=2"]}, "other things than example, code, fault"),
        ({"operationId": "placeOrder", "failures": ["500,retry-after-form=date"]}, "Give it one: retry-after=2"),
        ({"operationId": "placeOrder", "failures": ["fault=unknown-code"]}, "A success has no code"),
    ],
)
def test_what_is_no_scenario_is_refused_with_the_reason(mock: Mock, description: Json, said: str) -> None:
    answer = begin(mock, **description)
    assert (answer.status, answer.headers["Content-Type"]) == (501, "text/plain; charset=utf-8")
    assert said in answer.body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('[{"name": "a", "operationId": "placeOrder", "failures": ["503"]}, 1]', "number 2 of the list: it has no"),
        ('[{"name": "STORE_CLOSED.placeOrder"}, {"name": "STORE_CLOSED.placeOrder"}]', "two in the list have the same"),
    ],
)
def test_of_a_list_with_a_mistake_nothing_begins(mock: Mock, text: str, said: str) -> None:
    answer = mock.answer(Request("POST", "/__mock/scenarios", {}, text.encode()))
    assert (answer.status, said in answer.body) == (501, True), answer.body
    assert mock.answer(Request("GET", "/__mock/scenarios", {})).body == "[]\n"


def test_a_case_of_the_table_is_a_description_too(mock: Mock, data: Json) -> None:
    for case in data["conformance"]["cases"]:
        assert begin(mock, **case, speed=60).status == 201, case


def test_an_address_that_takes_no_such_request_is_told(mock: Mock) -> None:
    for method, path in (("DELETE", ""), ("POST", "/STORE_CLOSED.placeOrder")):
        answer = mock.answer(Request(method, f"/__mock/scenarios{path}", {}, b"{}"))
        assert f"{method} /__mock/scenarios{path} is neither POST" in answer.body


def test_a_scenario_begins_again_by_its_description_or_by_a_reset(mock: Mock, clock: Clock) -> None:
    shop = Shop(mock, clock, "STORE_CLOSED.placeOrder")
    ignores_retryable(shop)
    assert json.loads(begin(mock, name=shop.scenario).body)["prefer"] == f"scenario={shop.scenario}"
    shop.send()
    assert verdict(mock, shop.scenario)["passed"]
    mock.reset()
    assert mock.answer(Request("GET", "/__mock/scenarios", {})).body == "[]\n"
    assert mock.answer(Request("GET", "/__mock/scenarios/unknown", {})).status == 501
