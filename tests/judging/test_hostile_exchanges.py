"""Whatever was recorded, the judge goes on, and says nothing that a secret could be in."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from error_catalog.judging.judge import TOO_EARLY, Exchange, Judge
from support.judging import TABLE, sequences
from support.published import Json

SECRET = "zpka_4f6e9d"

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just(10**400), st.just([{"code": 1}])
)
MEMBERS = ("type", "title", "status", "errorCode", "retryable", "retryAfter", "errors", "instance", "new")
BODIES = st.one_of(
    st.none(),
    st.text(max_size=9),
    st.dictionaries(st.sampled_from(MEMBERS), VALUES).map(json.dumps),
    st.sampled_from(["[" * 5_000, '{"errorCode": 1' + "0" * 5_000 + "}", "null", "[]"]),
)
HEADERS = st.dictionaries(
    st.sampled_from(("retry-after", "date", "content-type", "x-ratelimit-reset", "idempotency-key", "authorization")),
    st.one_of(st.text(max_size=9), st.sampled_from(("Mon, 99 Jan 0000 99:99:99 GMT", "1" * 500, "60", "0 ", ","))),
)
TIMES = st.one_of(st.none(), st.floats(0, 100), st.just(math.inf), st.just(math.nan))
EXCHANGES = st.builds(
    Exchange,
    place=st.just("here"),
    method=st.sampled_from(("POST", "get", "HEAD", "")),
    url=st.sampled_from(("/v1/marketplace/orders/place", "http://[/v1", "", "/v1/marketplace/stores?a=b", "//")),
    request_headers=HEADERS,
    request_body=st.one_of(st.none(), st.text(max_size=5), st.just("[" * 5_000)),
    status=st.one_of(st.none(), st.integers(-1, 999)),
    response_headers=HEADERS,
    response_body=BODIES,
    sent=TIMES,
    received=TIMES,
)


@pytest.fixture(scope="module")
def table(frozen_exports: dict[str, str]) -> Json:
    return json.loads(frozen_exports[TABLE])


@pytest.mark.thorough
def test_it_raises_nothing(table: Json) -> None:
    @settings(max_examples=300, deadline=None)
    @given(st.lists(EXCHANGES, max_size=4), st.booleans())
    def check(exchanges: list[Exchange], one_client: bool) -> None:
        judge = Judge(table, one_client=one_client)
        for exchange in exchanges:
            judge.see(exchange)
        judge.finish()

    check()


@pytest.mark.parametrize("seconds", [math.inf, -math.inf, math.nan])
def test_a_time_that_is_none_is_not_judged(frozen_exports: dict[str, str], seconds: float) -> None:
    hasty = next(each for each in sequences("deviations.yaml", frozen_exports) if each.finds[0][1] == TOO_EARLY)
    first, second = hasty.exchanges
    for other, rules in ((replace(first, sent=seconds), []), (replace(first, received=seconds), [TOO_EARLY])):
        judge = Judge(hasty.table)
        found = [*judge.see(other), *judge.see(second), *judge.finish()]
        assert [each.rule for each in found] == rules


def test_no_finding_shows_a_key_a_credential_or_a_text_of_a_body(frozen_exports: dict[str, str]) -> None:
    for sequence in sequences("deviations.yaml", frozen_exports):
        judge = Judge(sequence.table)
        hidden = [_with_secrets(each) for each in sequence.exchanges]
        found = [*(each for exchange in hidden for each in judge.see(exchange)), *judge.finish()]
        assert SECRET not in repr(found), sequence.name


def _with_secrets(exchange: Exchange) -> Exchange:
    """Return an exchange with secrets wherever a person would have none shown."""
    headers = {**exchange.request_headers, "authorization": f"Bearer {SECRET}", "cookie": SECRET}
    if "idempotency-key" in headers:
        headers["idempotency-key"] += SECRET
    body: Any = exchange.response_body
    if body and body.startswith('{"type"') and body.endswith("}"):
        more = {"detail": f"Refused {SECRET}?", "instance": f"/v1/{SECRET}", "hint": SECRET, "title": SECRET}
        body = json.dumps(json.loads(body) | more)
    return replace(exchange, request_headers=headers, request_body=f'"{SECRET}"', response_body=body)
