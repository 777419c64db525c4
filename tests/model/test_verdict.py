"""The verdict on an error and on a status alone."""

from dataclasses import replace

import pytest

from error_catalog.model.catalog import Catalog
from error_catalog.model.verdict import Retry, status_verdict


@pytest.mark.parametrize(
    ("code", "waits"),
    [
        ("PAYMENT_FAILED", ["1 to 3 s", "1 to 3 s"]),  # documented
        # Documented are 1, 2 and 4 s, and 30 s at most, so the series goes on.
        ("INTERNAL_ERROR", ["1 to 2 s", "2 to 4 s", "4 to 8 s", "8 to 16 s", "16 to 30 s", "30 s"]),
        ("SERVICE_UNAVAILABLE", ["1 to 2 s", "2 to 4 s", "4 to 8 s", "8 to 16 s", "16 to 30 s", "30 s"]),
    ],
)
def test_a_wait_is_never_shorter_than_what_is_documented(catalog: Catalog, code: str, waits: list[str]) -> None:
    policy = catalog.by_code[code].recovery.retry
    assert policy
    assert [*map(str, policy.waits)] == waits
    assert str(catalog.verdicts[code].wait) == waits[0]


def test_the_wait_comes_from_member_header_and_policy_in_this_order(catalog: Catalog) -> None:
    limited = catalog.verdicts["RATE_LIMITED"]
    assert limited.wait_from == ("retryAfter", "X-RateLimit-Reset", "policy")
    assert limited.how_to_retry
    assert limited.how_to_retry.startswith(
        "Retry at most 6 times. Before each retry, wait as many seconds as `retryAfter` says; where it is absent, "
        "until the Unix time in `X-RateLimit-Reset`; where both are absent, retry after a random wait of 1 to 2 s"
    )
    assert catalog.verdicts["INTERNAL_ERROR"].wait_from == ("policy",)
    assert catalog.verdicts["STORE_CLOSED"].wait_from == ()


def test_a_status_alone_has_a_flat_verdict_only_where_all_its_codes_agree(catalog: Catalog) -> None:
    assert catalog.status_verdicts.keys() == catalog.by_status.keys()
    for status, errors in catalog.by_status.items():
        said = {catalog.verdicts[error.code].in_words for error in errors}
        verdict = catalog.status_verdicts[status]
        assert (verdict.in_words in said) == (len(said) == 1) == (verdict.retry is not Retry.DEPENDS), status
    assert "`PAYMENT_FAILED`: yes, after 1 to 3 s" in catalog.status_verdicts[400].in_words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (("STORE_CLOSED", "PAYMENT_FAILED"), "`STORE_CLOSED`: no; `PAYMENT_FAILED`: yes, after 1 to 3 s"),
        (
            ("STORE_CLOSED", "PAYMENT_FAILED", "INTERNAL_ERROR", "RATE_LIMITED", "UPSTREAM_ERROR"),
            "`STORE_CLOSED`: no; `PAYMENT_FAILED`: yes, after 1 to 3 s; "
            "`RATE_LIMITED`: yes, after `retryAfter` seconds; the other 2: yes, after 1 to 2 s",
        ),
    ],
)
def test_where_codes_differ_the_fewest_are_named_first(catalog: Catalog, codes: tuple[str, ...], words: str) -> None:
    verdict = status_verdict({code: catalog.verdicts[code] for code in codes})
    assert (verdict.retry, verdict.in_words) == (Retry.DEPENDS, f"Depends on the code. {words}")


def test_what_keeps_it_from_happening_twice_stands_before_the_advice(catalog: Catalog) -> None:
    for code, verdict in catalog.verdicts.items():
        costly = [each for each in verdict.outcomes if each.is_costly]
        own = catalog.by_code[code].recovery.advice
        assert verdict.advice.endswith(own)
        assert (verdict.advice != own) == bool(costly), code
    failed = catalog.verdicts["PAYMENT_FAILED"]
    assert failed.advice.startswith(
        "Until you know whether the order exists, send only the same request with the same `Idempotency-Key`; "
        "a new key may make a second order."
    )
    internal = catalog.verdicts["INTERNAL_ERROR"]
    assert internal.advice.startswith("On `POST /v1/marketplace/orders/place`, until you know")
    assert internal.did_it_happen == (
        "Depends on the call. On `POST /v1/marketplace/orders/place`, not known: the order may exist"
    )
    assert catalog.verdicts["CONFLICT"].did_it_happen == (
        "Depends on the call. On `POST /v1/marketplace/orders/place`, yes, by this request or an earlier one: the "
        "order exists. On any other call, no"
    )
    assert replace(internal, outcomes=failed.outcomes).did_it_happen == "Not known: the order may exist"
