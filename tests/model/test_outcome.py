"""Did it happen? The outcome of every call that an error may answer, held against the table of the API's facts."""

from dataclasses import replace
from itertools import chain

import pytest

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint, Input
from error_catalog.model.catalog import Catalog
from error_catalog.model.outcome import Basis, Effect, NewKey, StatedOutcome, grouped, outcome_of
from support.facts import FACTS

PLACE = "POST /v1/marketplace/orders/place"
READS = {
    "GET /v1/marketplace/stores",
    "POST /v1/marketplace/stores/discover",
    "GET /v1/marketplace/stores/{storeId}",
    "GET /v1/marketplace/stores/{storeId}/catalog",
    "GET /v1/marketplace/catalog-sets/{catalogSetId}",
    "POST /v1/marketplace/carts/items",
    "GET /v1/marketplace/checkout/payments",
    "POST /v1/marketplace/orders/validate",
    "GET /v1/marketplace/orders/{orderId}",
}
EXISTS = {"ORDER_ALREADY_PLACED", "CONFLICT"}
REFUSED = {"RATE_LIMITED", "UNAUTHENTICATED", "FORBIDDEN"}

D, R, A = "documented", "derived", "advice"

Told = tuple[str, str, str | None, str | None]


def expected(code: str, status: int, endpoint: str) -> Told:
    """Return effect and what a new key is for, each with its basis, by the table."""
    if endpoint in READS:
        return "none", D, None, None
    if endpoint != PLACE:
        return "none" if status < 500 else "unknown", R, None, None
    of_codes = dict.fromkeys(EXISTS, ("applied", D, "another", D))
    of_codes |= dict.fromkeys(REFUSED, ("none", R, "not_needed", R))
    of_codes |= {"PAYMENT_FAILED": ("unknown", D, "unsafe", D)}
    others = ("unknown", R, "unsafe", R) if status >= 500 else ("none", R, "corrected_request", A)
    return of_codes.get(code, others)


def test_every_outcome_is_that_of_the_table(catalog: Catalog) -> None:
    outcomes = {code: verdict.outcomes for code, verdict in catalog.verdicts.items()}
    assert len(FACTS) >= 27
    assert {str(each.endpoint) for each in chain(*outcomes.values())} >= READS | {PLACE}
    for code in FACTS:  # of a code that is new since then, the table does not know
        found = outcomes[code]
        error = catalog.by_code[code]
        assert [each.endpoint for each in found] == [*catalog.endpoints_of(error)]
        for each in found:
            told = (each.effect, each.effect_basis, each.new_key, each.key_basis)
            assert told == expected(code, error.status, str(each.endpoint)), (code, str(each.endpoint))


KEY = Input("Idempotency-Key", "header", "string", required=True, description="")
ORDERS = Endpoint("POST", "/v1/orders", "Place an order", inputs=(KEY,), creates="order")
RESERVATIONS = replace(ORDERS, path="/v1/reservations", inputs=(replace(KEY, name="idempotency-key", required=False),))
SESSIONS = Endpoint("POST", "/v1/sessions", "Create a session", creates="session", is_repeatable=True)
CONTEXT = Endpoint("PUT", "/v1/context", "Set the context")
REFUNDS = Endpoint("POST", "/v1/refunds", "Refund", creates="refund")
BUSY, DECLINED, FLAKY = (
    (Category.SERVER_ERROR, 500, True),
    (Category.PAYMENT, 400, False),
    (Category.PAYMENT, 400, True),
)
LIMITED = (Category.RATE_LIMIT, 429, True)
NEVER_RETRIED = (Category.SERVER_ERROR, 500, False)
MAY_EXIST = "Not known: the order may exist"


@pytest.mark.parametrize(
    ("endpoint", "error", "expected"),
    [
        (ORDERS, BUSY, (MAY_EXIST, "until you know whether the order exists, send only the same request", False, True)),
        (ORDERS, FLAKY, (MAY_EXIST, "with the same `Idempotency-Key`; a new key may make a second order", False, True)),
        (ORDERS, NEVER_RETRIED, (MAY_EXIST, "send only the same request", False, True)),
        (RESERVATIONS, BUSY, (MAY_EXIST, "send only the same request", False, True)),
        (ORDERS, DECLINED, ("No", "send the request with a new `Idempotency-Key`", True, False)),
        (ORDERS, LIMITED, ("No", "send the same request with the same `Idempotency-Key`", False, False)),
        (SESSIONS, BUSY, ("Not known: the session may exist", "at worst, there is a second session", None, False)),
        (SESSIONS, DECLINED, ("No", "", None, False)),
        (CONTEXT, BUSY, ("Not known", "several calls have the effect of one", None, False)),
        (REFUNDS, BUSY, ("Not known: the refund may exist", "find out whether it happened", None, True)),
    ],
)
def test_an_outcome_follows_from_error_and_endpoint(
    endpoint: Endpoint, error: tuple[Category, int, bool], expected: tuple[str, str, bool | None, bool]
) -> None:
    category, status, retryable = error
    answer, part_of_step, safe, costly = expected
    outcome = outcome_of(category, status, retryable=retryable, endpoint=endpoint, stated=())
    assert (outcome.answer, outcome.safe_new_key, outcome.is_costly) == (answer, safe, costly)
    assert bool(outcome.next_step) == bool(part_of_step)
    assert part_of_step in (outcome.next_step or "")


def test_what_a_file_states_goes_before_what_is_derived() -> None:
    stated = StatedOutcome(endpoint="POST /v1/orders", effect=Effect.APPLIED, basis=Basis.DOCUMENTED)
    outcome = outcome_of(Category.CONFLICT, 409, retryable=False, endpoint=ORDERS, stated=[stated])
    assert (outcome.effect, outcome.effect_basis, outcome.new_key) == (Effect.APPLIED, Basis.DOCUMENTED, NewKey.ANOTHER)
    assert outcome.answer == "Yes, by this request or an earlier one: the order exists"
    assert outcome.next_step
    assert outcome.next_step.startswith("fetch the order and compare it with your request")
    other = outcome_of(Category.CONFLICT, 409, retryable=False, endpoint=SESSIONS, stated=[stated])
    assert (other.effect, other.effect_basis) == (Effect.NONE, Basis.DERIVED)


@pytest.mark.parametrize("error", [BUSY, FLAKY])
def test_a_retry_that_certainly_did_nothing_keeps_its_key(error: tuple[Category, int, bool]) -> None:
    category, status, retryable = error
    stated = StatedOutcome(endpoint="POST /v1/orders", effect=Effect.NONE, basis=Basis.DOCUMENTED)
    outcome = outcome_of(category, status, retryable=retryable, endpoint=ORDERS, stated=[stated])
    assert (outcome.new_key, outcome.safe_new_key) == (NewKey.NOT_NEEDED, False)


def test_what_took_effect_and_takes_no_key_is_not_sent_again() -> None:
    stated = StatedOutcome(endpoint="POST /v1/refunds", effect=Effect.APPLIED, basis=Basis.DOCUMENTED)
    outcome = outcome_of(Category.CONFLICT, 409, retryable=False, endpoint=REFUNDS, stated=[stated])
    assert (outcome.is_costly, outcome.next_step) == (True, "do not send it again, unless it has to happen twice")


def test_what_is_costly_to_get_wrong_comes_first() -> None:
    endpoints = (SESSIONS, CONTEXT, Endpoint("GET", "/v1/orders", "List"), ORDERS, REFUNDS)
    outcomes = [outcome_of(Category.SERVER_ERROR, 500, retryable=True, endpoint=each, stated=()) for each in endpoints]
    limited = [outcome_of(*LIMITED[:2], retryable=True, endpoint=each, stated=()) for each in endpoints]
    assert [len(group.outcomes) for group in grouped(limited)] == [1, len(endpoints) - 1]  # the rest is any other call
    assert [group.first.endpoint.path for group in grouped(outcomes)] == [
        "/v1/orders", "/v1/refunds", "/v1/sessions", "/v1/context", "/v1/orders",
    ]  # fmt: skip
