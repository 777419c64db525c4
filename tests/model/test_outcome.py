"""Did it happen? The outcome of every call that an error may answer, held against the table of the API's facts."""

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
SESSIONS = Endpoint("POST", "/v1/sessions", "Create a session", creates="session")
CONTEXT = Endpoint("PUT", "/v1/context", "Set the context")
PINGS = Endpoint("POST", "/v1/pings", "Ping")


@pytest.mark.parametrize(
    ("endpoint", "error", "expected"),
    [
        (ORDERS, (Category.SERVER_ERROR, 500, True), ("Not known: the order may exist", "make a second order", False)),
        (ORDERS, (Category.PAYMENT, 400, True), ("Not known: the order may exist", "as they are", False)),
        (ORDERS, (Category.PAYMENT, 400, False), ("No", "corrected request with a new `Idempotency-Key`", True)),
        (ORDERS, (Category.RATE_LIMIT, 429, True), ("No", "same request with the same `Idempotency-Key`", False)),
        (SESSIONS, (Category.SERVER_ERROR, 503, True), ("Not known: the session may exist", "second session", None)),
        (SESSIONS, (Category.VALIDATION, 400, False), ("No", "", None)),
        (CONTEXT, (Category.SERVER_ERROR, 500, True), ("Not known", "it sets the same state", None)),
        (PINGS, (Category.SERVER_ERROR, 500, True), ("Not known", "a second result", None)),
    ],
)
def test_an_outcome_follows_from_error_and_endpoint(
    endpoint: Endpoint, error: tuple[Category, int, bool], expected: tuple[str, str, bool | None]
) -> None:
    category, status, retryable = error
    answer, part_of_step, safe = expected
    outcome = outcome_of(category, status, retryable=retryable, endpoint=endpoint, stated=())
    assert (outcome.answer, outcome.safe_new_key) == (answer, safe)
    assert bool(outcome.next_step) == bool(part_of_step)
    assert part_of_step in (outcome.next_step or "")


def test_what_a_file_states_goes_before_what_is_derived() -> None:
    stated = StatedOutcome(endpoint="POST /v1/orders", effect=Effect.APPLIED, basis=Basis.DOCUMENTED)
    outcome = outcome_of(Category.CONFLICT, 409, retryable=False, endpoint=ORDERS, stated=[stated])
    assert (outcome.effect, outcome.effect_basis, outcome.new_key) == (Effect.APPLIED, Basis.DOCUMENTED, NewKey.ANOTHER)
    assert outcome.answer == "Yes: the order exists"
    other = outcome_of(Category.CONFLICT, 409, retryable=False, endpoint=SESSIONS, stated=[stated])
    assert (other.effect, other.effect_basis) == (Effect.NONE, Basis.DERIVED)


def test_what_is_costly_to_get_wrong_comes_first() -> None:
    endpoints = (PINGS, CONTEXT, Endpoint("GET", "/v1/orders", "List"), ORDERS, SESSIONS)
    outcomes = [outcome_of(Category.SERVER_ERROR, 500, retryable=True, endpoint=each, stated=()) for each in endpoints]
    assert [group.first.endpoint.path for group in grouped(outcomes)] == [
        "/v1/orders", "/v1/pings", "/v1/context", "/v1/sessions", "/v1/orders",
    ]  # fmt: skip
